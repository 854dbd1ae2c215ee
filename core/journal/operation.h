// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/numbers.h"
#include "core/store/flags.h"

#include <QByteArray>
#include <QDateTime>
#include <QMetaType>
#include <QString>
#include <QUuid>

#include <optional>
#include <variant>
#include <vector>

namespace journal {

// Which message, for longer than a cache lives: never a row of cache.db. The fingerprint is a hash
// of what the message says of itself, made by whoever made the target: an operation's by fingerprintOf(), a
// receipt's is Request::fingerprint. By it and the Message-ID a message is known again, whatever UID it has.
struct Target {
    QUuid account;
    QByteArray mailbox;
    imap::UidValidity validity;
    imap::Uid uid;
    QByteArray messageId;
    QByteArray fingerprint;

    friend bool operator==(const Target &, const Target &) = default;
};
[[nodiscard]] QByteArray fingerprintOf(const QByteArray &fromAddress, const QDateTime &date,
                                       const QString &subject, qint64 octets);

// Messages of one mailbox, by ascending UID. UID 0: which one it is must be found out by its Message-ID.
struct Targets {
    struct Message {
        imap::Uid uid;
        QByteArray messageId;
        QByteArray fingerprint;
        friend bool operator==(const Message &, const Message &) = default;
    };
    QUuid account;
    QByteArray mailbox;
    imap::UidValidity validity;
    std::vector<Message> messages;

    [[nodiscard]] static Targets of(const Target &target);
    void add(const Target &target);  // of the same mailbox
    [[nodiscard]] bool contains(const Target &target) const;
    [[nodiscard]] bool overlaps(const Targets &other) const;
    [[nodiscard]] bool includes(const Targets &all) const;
    [[nodiscard]] Targets without(const Targets &some) const;
    friend bool operator==(const Targets &, const Targets &) = default;

private:
    [[nodiscard]] bool sameMailbox(const Targets &other) const;
};

// Set or clear one flag or keyword (RFC 3501, 6.4.6). "$MDNSent" is not changed this way: that is a claim's
// business.
struct ChangeFlags {
    Targets targets;
    QByteArray flag;  // "\Seen"
    bool set = true;

    friend bool operator==(const ChangeFlags &, const ChangeFlags &) = default;
};
// To another mailbox of the account. What it is called by people makes no difference to the server.
struct MoveMessages {
    enum class Wish : quint8 { Move, Delete, Archive, Junk };
    Targets targets;
    QByteArray to;
    Wish wish = Wish::Move;

    friend bool operator==(const MoveMessages &, const MoveMessages &) = default;
};
struct CopyMessages {
    Targets targets;
    QByteArray to;

    friend bool operator==(const CopyMessages &, const CopyMessages &) = default;
};
// To a mailbox of another account: one after the other is fetched whole and handed to the journal as an
// AppendMessage there. What is moved leaves its mailbox when that has been done.
struct TransferMessages {
    Targets targets;
    QUuid toAccount;
    QByteArray to;
    bool move = false;

    friend bool operator==(const TransferMessages &, const TransferMessages &) = default;
};
// For good. Held for a while, then final.
struct RemoveMessages {
    Targets targets;

    friend bool operator==(const RemoveMessages &, const RemoveMessages &) = default;
};
// Save a message in a folder (a sent receipt: "\Seen $MDNSent"). Found again by Message-ID before it is
// repeated.
struct AppendMessage {
    QUuid account;
    QByteArray mailbox;
    QByteArrayList flags;
    QDateTime internalDate;
    QByteArray messageId;
    QByteArray message;  // CRLF
    // Of one that comes from another account: what has the same Message-ID may be another message, and is
    // then no reason not to save this one.
    QByteArray fingerprint{};
    // Where it was moved from: it goes there when it has been saved.
    std::optional<Target> source{};

    friend bool operator==(const AppendMessage &, const AppendMessage &) = default;
};
struct CreateFolder {
    QUuid account;
    QByteArray mailbox;

    friend bool operator==(const CreateFolder &, const CreateFolder &) = default;
};
struct RenameFolder {
    QUuid account;
    QByteArray mailbox, to;
    std::optional<char> delimiter;
    bool isDeletion = false;  // into Trash

    friend bool operator==(const RenameFolder &, const RenameFolder &) = default;
};
// For good. Held for a while, then final.
struct DeleteFolder {
    QUuid account;
    QByteArray mailbox;

    friend bool operator==(const DeleteFolder &, const DeleteFolder &) = default;
};
struct SubscribeFolder {
    QUuid account;
    QByteArray mailbox;
    bool subscribed = true;

    friend bool operator==(const SubscribeFolder &, const SubscribeFolder &) = default;
};

using Operation = std::variant<ChangeFlags, AppendMessage, MoveMessages, CopyMessages, TransferMessages,
                               RemoveMessages, CreateFolder, RenameFolder, DeleteFolder, SubscribeFolder>;

[[nodiscard]] QUuid accountOf(const Operation &operation);
[[nodiscard]] bool isAbout(const Operation &operation, const QUuid &account);  // it cannot be done without it
[[nodiscard]] QByteArray mailboxOf(const Operation &operation);                // where it begins
[[nodiscard]] const Targets *targetsOf(const Operation &operation);  // null: it is not about messages
[[nodiscard]] const QByteArray *destinationOf(
    const Operation &operation);                        // of a move or a copy in the account
[[nodiscard]] bool isHeld(const Operation &operation);  // it could not be undone

// [held →] new → started → uncertain → done | failed. A failed one is kept until somebody has seen it.
enum class State { New, Started, Uncertain, Done, Failed, Held };

struct Entry {
    qint64 id = 0;  // grows: also the order
    State state = State::New;
    Operation operation;
    QByteArray detail;     // failed: the server's words; else an Outcome, as far as it is known
    qint64 heldUntil = 0;  // Held: ms since the epoch

    [[nodiscard]] bool isPending() const noexcept { return state != State::Done && state != State::Failed; }
};

// The effect on what is shown: server truth ⊕ pending operations, pure functions.
[[nodiscard]] store::Flags effective(store::Flags truth, const Target &message,
                                     const std::vector<Entry> &pending);
[[nodiscard]] bool concerns(const Operation &operation,
                            const Target &message);  // same account, mailbox, validity, UID
// It takes what it concerns out of the mailbox.
[[nodiscard]] bool takesAway(const Operation &operation);

[[nodiscard]] QByteArray serialize(const Operation &operation);  // versioned
[[nodiscard]] std::optional<Operation> deserialize(const QByteArray &octets);

}

Q_DECLARE_METATYPE(journal::Operation)
Q_DECLARE_METATYPE(journal::Entry)
Q_DECLARE_METATYPE(journal::State)
