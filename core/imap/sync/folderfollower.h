// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/store/changes.h"
#include "core/store/reader.h"

#include <QObject>

#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>

namespace imap::sync {

// Keeps what is here of the folders that are neither on screen nor listened to in step, so that a search over
// all of them, a smart folder and a conversation have what they say: where a count that the server tells
// (STATUS, NOTIFY) differs from what is stored, the folder is looked at in the background, one after the
// other. INBOX and what is watched come first, then folders that have been open before, then the others,
// unless they are very large, for rubbish, or a second view of other folders. Only envelopes and flags are
// fetched. One thread.
class FolderFollower : public QObject
{
    Q_OBJECT

public:
    struct Context {
        QUuid account;
        const store::Reader &reader;
        Clock &clock;
        // Whether nobody else works on folders in the background.
        std::function<bool()> isFree;
        // Brings a mailbox in step; `done` says whether it is. May be broken off at any time.
        std::function<void(const QByteArray &mailbox, const std::function<void(bool)> &done)> look;
    };
    explicit FolderFollower(Context context, QObject *parent = nullptr);

    // What is not here of a folder that nobody has asked for: at most so many messages are brought.
    static constexpr quint32 mostUnasked = 50'000;

    void setFirst(const QByteArrayList &mailboxes) { m_first = mailboxes; }
    void setOnline(bool online);
    // Nothing is brought then that nobody has looked at before.
    void setMetered(bool metered);
    void counted(const store::FolderCounted &told);
    [[nodiscard]] bool isLooking() const noexcept { return !m_looking.isEmpty(); }
    // The look that is under way gives way to something else: that it does not end in step is no failure.
    void giveWay() { m_givesWay = isLooking(); }
    [[nodiscard]] bool givesWay() const noexcept { return m_givesWay; }

private:
    struct Told {
        quint32 messages = 0;
        std::optional<quint32> unseen;
        friend bool operator==(const Told &, const Told &) = default;
    };
    struct Followed {
        Told told;
        std::optional<Told> lookedAtFor;  // or the same as stored; a server may count wrongly for ever
        int failures = 0;                 // in a row, with these counts
    };

    enum class Rank { First, Known, New, None };
    [[nodiscard]] Rank rankOf(const QByteArray &mailbox, Followed &followed) const;
    void next();
    void nextLater();
    void pause(int failures);
    void looked(const QByteArray &mailbox, const Told &counts, bool isInStep);

    Context m_context;
    QByteArrayList m_first{"INBOX"};
    std::map<QByteArray, Followed> m_folders;
    QByteArray m_looking;
    std::unique_ptr<Alarm> m_pause;
    int m_epoch = 0;  // answers from before we were offline are late
    bool m_isOnline = false, m_isMetered = false;
    bool m_givesWay = false;
    bool m_isDue = false;  // next() is on its way
};

}
