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
// of what the message says of itself, made by whoever made the target: a flag's of From, Date, Subject and
// size, a receipt's is Request::fingerprint. By it and the Message-ID a message is known again, whatever UID
// it has.
struct Target {
    QUuid account;
    QByteArray mailbox;
    imap::UidValidity validity;
    imap::Uid uid;
    QByteArray messageId;
    QByteArray fingerprint;

    friend bool operator==(const Target &, const Target &) = default;
};

// Set or clear one flag (RFC 3501, 6.4.6). "$MDNSent" is not changed this way: that is a claim's business.
struct ChangeFlag {
    Target target;
    QByteArray flag;  // "\Seen"
    bool set = true;

    friend bool operator==(const ChangeFlag &, const ChangeFlag &) = default;
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

    friend bool operator==(const AppendMessage &, const AppendMessage &) = default;
};

using Operation = std::variant<ChangeFlag, AppendMessage>;

[[nodiscard]] QUuid accountOf(const Operation &operation);

// new → started → uncertain → done | failed
enum class State { New, Started, Uncertain, Done, Failed };

struct Entry {
    qint64 id = 0;  // grows: also the order
    State state = State::New;
    Operation operation;
    QByteArray detail;  // the server's words when it failed

    [[nodiscard]] bool isPending() const noexcept { return state != State::Done && state != State::Failed; }
};

// The effect on what is shown: server truth ⊕ pending operations, a pure function.
[[nodiscard]] store::Flags effective(store::Flags truth, const Target &message,
                                     const std::vector<Entry> &pending);
[[nodiscard]] bool concerns(const Operation &operation,
                            const Target &message);  // same account, mailbox, validity, UID

[[nodiscard]] QByteArray serialize(const Operation &operation);  // versioned
[[nodiscard]] std::optional<Operation> deserialize(const QByteArray &octets);

}

Q_DECLARE_METATYPE(journal::Operation)
Q_DECLARE_METATYPE(journal::Entry)
Q_DECLARE_METATYPE(journal::State)
