// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/numbers.h"
#include "core/mime/address.h"
#include "core/mime/part.h"
#include "core/store/flags.h"

#include <QDateTime>
#include <QMetaType>
#include <QString>
#include <QUuid>

#include <compare>
#include <optional>
#include <vector>

// What the store hands out: values, for any thread.
namespace store {

// Row ids of cache.db: they name a row as long as this cache.db exists, never anything durable.
struct FolderId {
    qint64 value = 0;
    friend auto operator<=>(const FolderId &, const FolderId &) = default;
};
struct CopyId {  // one message in one folder
    qint64 value = 0;
    friend auto operator<=>(const CopyId &, const CopyId &) = default;
};
// A conversation: every message of an account is in one, those that name each other are in the same
// (threading.h).
struct ThreadId {
    qint64 value = 0;  // 0: not known yet
    friend auto operator<=>(const ThreadId &, const ThreadId &) = default;
};
inline size_t qHash(ThreadId id, size_t seed = 0) noexcept
{
    return ::qHash(id.value, seed);
}
inline size_t qHash(FolderId id, size_t seed = 0) noexcept
{
    return ::qHash(id.value, seed);
}
inline size_t qHash(CopyId id, size_t seed = 0) noexcept
{
    return ::qHash(id.value, seed);
}

enum class FolderRole { None, Inbox, Drafts, Sent, Junk, Trash, Archive, All, Flagged };

// A mailbox as it was when last selected (RFC 3501, 6.3.1).
struct MailboxState {
    imap::UidValidity uidValidity;
    imap::Uid uidNext;
    imap::ModSeq highestModSeq;
    quint32 exists = 0;
    bool readOnly = false;
    // PERMANENTFLAGS: nullopt when the server did not say, which means all (RFC 3501, 7.1).
    std::optional<QByteArrayList> permanentFlags;  // lower case
    bool anyKeyword = false;                       // "\*" was among them
    bool noModSeq = false;
    QByteArray mailboxId{};  // MAILBOXID (RFC 8474), where the server has them

    friend bool operator==(const MailboxState &, const MailboxState &) = default;
};

struct Folder {
    FolderId id;
    QUuid account;
    QByteArray mailbox;             // the server's octets: what is sent back
    QString name;                   // decoded whole name, for people
    std::optional<char> delimiter;  // nullopt: flat
    FolderRole role = FolderRole::None;
    bool selectable = true;
    bool subscribed = true;
    quint32 messages = 0;  // counts as last told by STATUS or seen in the open folder
    quint32 unseen = 0;
    bool countsKnown = true;            // false: the server refuses to count; the numbers mean nothing
    std::optional<MailboxState> state;  // nullopt: never opened
    imap::ModSeq inStepWith;            // all changes up to this mod-sequence are here; 0: nobody knows
    // Text in it stays whatever the quota says: that of the last months; 0: all of it (changes.h,
    // KeepOffline).
    std::optional<int> keptOfflineMonths;

    friend bool operator==(const Folder &, const Folder &) = default;
};

// What a list row needs; the reader loads more (MessageContent).
struct MessageRow {
    CopyId id;
    FolderId folder;
    imap::Uid uid;
    QString subject;
    QString from;  // display name, else the address
    QByteArray fromAddress;
    QString to;         // of all recipients in To: display name, else the address, with ", " between them
    QDateTime date;     // UTC: Date field if sane, else INTERNALDATE
    qint64 octets = 0;  // RFC822.SIZE
    Flags flags;        // server truth; pending operations are laid over it by the model
    bool hasAttachment = false;
    bool asksForReceipt = false;  // has a Disposition-Notification-To field
    QByteArray receiptKey;        // of the receipt request (receipts/request.h); empty when none
    QByteArray messageId;         // without angle brackets; empty when there is none
    ThreadId thread;

    friend bool operator==(const MessageRow &, const MessageRow &) = default;
};

// One copy with what was fetched of its text so far.
struct MessageContent {
    CopyId id;
    std::optional<QByteArray> header;  // the whole header block; nullopt: not here yet
    mime::PartInfo structure;
    // Sections fetched so far, encoded octets: ("1", …), ("TEXT", …)
    std::vector<std::pair<QByteArray, QByteArray>> sections;

    [[nodiscard]] std::optional<QByteArray> section(const QByteArray &name) const
    {
        for (const auto &[key, octets] : sections) {
            if (key == name)
                return octets;
        }
        return std::nullopt;
    }
};

}

Q_DECLARE_METATYPE(store::FolderId)
Q_DECLARE_METATYPE(store::CopyId)
Q_DECLARE_METATYPE(store::ThreadId)
Q_DECLARE_METATYPE(store::Folder)
Q_DECLARE_METATYPE(store::MessageRow)
