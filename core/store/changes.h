// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/rows.h"

#include <QMetaType>

#include <variant>
#include <vector>

namespace store {

// --- What is asked of the writer (by imap/sync): server truth, one transaction each
// ------------------------------

struct ListedFolder {
    QByteArray mailbox;
    QString name;
    std::optional<char> delimiter;
    FolderRole role = FolderRole::None;
    bool selectable = true;
    bool subscribed = true;
};
// The whole folder list of an account: folders not in it are removed with everything in them.
struct FoldersListed {
    QUuid account;
    std::vector<ListedFolder> folders;
};
// The answer to STATUS. Neither number: the server would not say, and what was known is not to be shown.
struct FolderCounted {
    QUuid account;
    QByteArray mailbox;
    std::optional<quint32> messages, unseen;
};
// Mailboxes are called something else and are the same otherwise (RENAME; RFC 3501, 6.3.5): what is here of
// them stays. One that had the new name before is gone.
struct FoldersRenamed {
    struct Name {
        QByteArray from, to;
        QString name;  // the new one, for people
    };
    QUuid account;
    std::vector<Name> names;
};
// A folder was selected. Another UIDVALIDITY than the stored one (or none) empties the folder first. What was
// fetched of its texts is kept aside until FolderInStep, for those of its messages that come again under
// another UID: proven by Message-ID, size, dates, subject and sender.
struct MailboxOpened {
    QUuid account;
    QByteArray mailbox;
    MailboxState state;
};
struct FetchedMessage {
    imap::Uid uid;
    QString subject, from, to;
    QByteArray fromAddress;
    QDateTime date, internalDate;
    qint64 octets = 0;
    Flags flags;
    imap::ModSeq modSeq;
    QByteArray structure;  // mime::serialize(): as it is kept, and cheap to pass on
    bool hasAttachment = false;
    bool asksForReceipt = false;
    QByteArray receiptKey;
    QByteArray messageId, inReplyTo;  // without angle brackets
    QByteArrayList references;
    // What the server says is the same for all copies of one message (EMAILID, RFC 8474; X-GM-MSGID): they
    // share their content.
    QByteArray emailId = {};
};
// New messages of a folder; those already stored are left as they are but for flags (static data is written
// once).
struct MessagesFetched {
    QUuid account;
    QByteArray mailbox;
    imap::UidValidity validity;  // must equal the stored one, else nothing is written
    std::vector<FetchedMessage> messages;
};
struct FlagsSeen {
    imap::Uid uid;
    Flags flags;
    imap::ModSeq modSeq;
};
struct FlagsFetched {
    QUuid account;
    QByteArray mailbox;
    imap::UidValidity validity;
    std::vector<FlagsSeen> flags;
};
struct MessagesVanished {
    QUuid account;
    QByteArray mailbox;
    imap::UidValidity validity;
    std::vector<imap::Uid> uids;
};
// All changes up to there are in the store, in whatever way they came: what the next look may build on (RFC
// 7162, 3.1 and 3.2.5). Without CONDSTORE the mod-sequence is 0.
struct FolderInStep {
    QUuid account;
    QByteArray mailbox;
    imap::UidValidity validity;
    imap::ModSeq highestModSeq;
};
// The server has copied messages, or moved them: what is here of them is there as well, text and all, under
// the UIDs it has told (COPYUID, RFC 4315) or that were looked up. A folder that is not here, or has another
// UIDVALIDITY, takes nothing; what was moved has vanished from the source all the same.
struct MessagesCopied {
    struct Place {
        imap::Uid from, to;
    };
    QUuid account;
    QByteArray from;
    imap::UidValidity fromValidity;
    QByteArray to;
    imap::UidValidity toValidity;
    std::vector<Place> places;
    bool moved = false;
};
struct ContentFetched {
    QUuid account;
    QByteArray mailbox;
    imap::UidValidity validity;
    imap::Uid uid;
    std::optional<QByteArray> header;
    std::vector<std::pair<QByteArray, QByteArray>> sections;
};
// Text was read: it stays longer (retention.h). Not for each click: what has been used lately is told now and
// then.
struct ContentUsed {
    QUuid account;
    std::vector<CopyId> copies;  // the last one last
};
// The text of a folder's messages is to be kept whatever the quota says: that of the last `months` (0: all);
// nullopt: no longer. The setting itself lives elsewhere, since this database can be lost: whoever owns it
// tells it again at each start.
struct KeepOffline {
    QUuid account;
    QByteArray mailbox;
    std::optional<int> months;
};
struct AccountRemoved {
    QUuid account;
};

using Update = std::variant<FoldersListed, FoldersRenamed, FolderCounted, MailboxOpened, MessagesFetched,
                            FlagsFetched, MessagesVanished, FolderInStep, MessagesCopied, ContentFetched,
                            ContentUsed, KeepOffline, AccountRemoved>;

// --- What the writer tells after the commit: facts for models and sync
// ---------------------------------------------

struct InsertedCopy {
    CopyId id;
    imap::Uid uid;
    qint64 date = 0;  // ms since the epoch: the list's sort key, so that a model can insert without reading
    friend bool operator==(const InsertedCopy &, const InsertedCopy &) = default;
};
struct FolderChange {
    FolderId folder;
    bool emptied = false;  // comes before the rest
    std::vector<InsertedCopy> inserted;
    std::vector<CopyId> changed;  // flags or envelope
    std::vector<CopyId> removed;
    std::vector<CopyId> contentArrived;
};
// Two conversations turned out to be one: everything that was in `from` is in `into`.
struct ThreadsJoined {
    ThreadId from, into;
    friend bool operator==(const ThreadsJoined &, const ThreadsJoined &) = default;
};
struct ChangeSet {
    QUuid account;
    std::vector<Folder> foldersChanged;  // new or different, whole
    std::vector<FolderId> foldersRemoved;
    std::vector<FolderChange> folders;
    std::vector<ThreadsJoined> threadsJoined;  // in order

    [[nodiscard]] bool isEmpty() const
    {
        return foldersChanged.empty() && foldersRemoved.empty() && folders.empty() && threadsJoined.empty();
    }
};

}

Q_DECLARE_METATYPE(store::Update)
Q_DECLARE_METATYPE(store::ChangeSet)
