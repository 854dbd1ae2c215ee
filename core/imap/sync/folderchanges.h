// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/imap/sync/foldersync.h"

#include <QObject>

#include <functional>

namespace imap::sync {

// One thing the user wants done to the folder list.
struct FolderChange {
    enum class Kind { Create, Delete, Rename, Subscribe, Unsubscribe };
    Kind kind = Kind::Create;
    QByteArray mailbox;
    QByteArray newName;                   // Rename
    std::vector<QByteArray> specialUses;  // Create: "\Drafts", where the server can
};

// Why a change is not even asked for, by what the server has listed; empty: it is. Pure.
// A name that differs from another in case only is the same mailbox for Exchange and others, and no help to
// anybody elsewhere. INBOX is neither deleted nor renamed: its messages would go where nobody looks for them
// (RFC 3501, 6.3.5).
[[nodiscard]] QByteArray reasonAgainst(const FolderChange &change,
                                       const std::vector<store::ListedFolder> &folders);

// Carries changes out: the command, then what an OK does not mean by itself. A new mailbox is subscribed; the
// copies of a renamed one are kept under the new name, and its subscriptions made again, with those of
// everything below it (RFC 3501, 6.3.5 and 6.3.6); and the list is asked for anew. One thread.
class FolderChanges : public QObject
{
    Q_OBJECT

public:
    // Work on a connection while nothing at or below the mailbox is on screen; an empty name: on any.
    using WithoutMailbox = std::function<void(const QByteArray &mailbox, Connection::Use use)>;
    using Done = std::function<void(const std::optional<Error> &)>;

    FolderChanges(FolderSync &folders, WithoutMailbox withoutMailbox, QObject *parent = nullptr);

    void carryOut(const FolderChange &change, Done done);

private:
    void run(const FolderChange &change, const std::shared_ptr<Lease> &lease, const Done &done);
    void follow(const FolderChange &change, Session &session);
    Command *subscribe(Session &session, const QByteArray &mailbox, bool wanted);

    FolderSync &m_folders;
    WithoutMailbox m_withoutMailbox;
};

}
