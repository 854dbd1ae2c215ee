// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/imap/session/commands/list.h"
#include "core/imap/sync/connection.h"

#include <QObject>
#include <QSet>

#include <deque>
#include <functional>
#include <memory>

namespace imap::sync {

// A name further down than this is not kept, and nothing below it is asked for: a server whose tree bites its
// own tail has no end, and no person nests folders so deeply.
inline constexpr int mostLevels = 32;

// Asks a server once for all its mailboxes, in the words it can take: extended LIST, else LIST and LSUB, and
// where the whole is more than anybody can hold (limits::mailboxes), one level after another from the top
// (RFC 2683, 3.2.1.1). Deletes itself after `done`; keeps the lease until then.
class FolderListing : public QObject
{
    Q_OBJECT

public:
    struct Told {
        Completion completion;
        std::vector<ListData> mailboxes;
        std::optional<QSet<QByteArray>> subscribed;  // nullopt: the server does not say
        bool isCut = false;                          // there are more
    };
    using Done = std::function<void(const Told &)>;

    FolderListing(std::shared_ptr<Lease> lease, Done done, QObject *parent = nullptr);
    void start();

private:
    struct Level {
        QByteArray prefix;  // with the delimiter at its end
        int depth = 1;
    };
    void askForAll(ListCommand::Form form);
    void takeAll(const ListCommand &command, ListCommand::Form form, const Completion &completion);
    void askForSubscribed();
    void askForLevel();
    void takeLevel(const ListCommand &command, const Level &level);
    void end(const Completion &completion);
    [[nodiscard]] bool toldInbox() const;

    std::shared_ptr<Lease> m_lease;
    Done m_done;
    Told m_told;
    std::deque<Level> m_levels;
    int m_asked = 0;
};

// How many levels a name has.
[[nodiscard]] int levelsOf(const ListData &data);

}
