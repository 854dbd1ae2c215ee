// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/imap/wire/uidset.h"

#include <QByteArray>
#include <QList>

#include <optional>
#include <variant>
#include <vector>

// resp-text-code (RFC 3501, 7.1; RFC 5530; RFC 9051, 7.1; the extensions' own): a closed set of alternatives,
// Unknown for the future.
namespace imap::code {

struct BadCharset {
    std::vector<QByteArray> charsets;
    friend bool operator==(const BadCharset &, const BadCharset &) = default;
};
struct Capability {
    std::vector<QByteArray> names;
    friend bool operator==(const Capability &, const Capability &) = default;
};
struct PermanentFlags {
    std::vector<QByteArray> flags;  // without "\*"
    bool anyKeyword = false;        // "\*" was there
    friend bool operator==(const PermanentFlags &, const PermanentFlags &) = default;
};
struct UidNext {
    Uid uid;  // value 0 when the server said 0: treat as missing
    friend bool operator==(const UidNext &, const UidNext &) = default;
};
struct Validity {
    UidValidity value;
    friend bool operator==(const Validity &, const Validity &) = default;
};
struct Unseen {
    SeqNum first;
    friend bool operator==(const Unseen &, const Unseen &) = default;
};
struct HighestModSeq {
    ModSeq value;
    friend bool operator==(const HighestModSeq &, const HighestModSeq &) = default;
};
struct Modified {  // RFC 7162, 3.1.3; UIDs after a UID STORE (the only form we send)
    UidSet uids;
    friend bool operator==(const Modified &, const Modified &) = default;
};
struct AppendUid {
    UidValidity validity;
    UidSet uids;
    friend bool operator==(const AppendUid &, const AppendUid &) = default;
};
struct CopyUid {
    UidValidity validity;
    std::vector<Uid> source,
        destination;  // in the order sent; empty when the sets are too large to be honest
    friend bool operator==(const CopyUid &, const CopyUid &) = default;
};
struct MailboxId {  // RFC 8474
    QByteArray id;
    friend bool operator==(const MailboxId &, const MailboxId &) = default;
};
struct Referral {  // RFC 2221, RFC 2193; shown at most, never followed
    QByteArray url;
    friend bool operator==(const Referral &, const Referral &) = default;
};
struct WebAlert {  // Gmail: where the user must log in; shown, never opened unasked
    QByteArray url;
    friend bool operator==(const WebAlert &, const WebAlert &) = default;
};
// How far a long command is (RFC 9585). Each part may be missing.
struct InProgress {
    QByteArray tag;
    std::optional<quint32> done, goal;
    friend bool operator==(const InProgress &, const InProgress &) = default;
};
// The server stopped after so many messages (RFC 9738); `last`, when told, is the last one that was done.
struct MessageLimit {
    quint32 messages = 0;
    std::optional<Uid> last;
    friend bool operator==(const MessageLimit &, const MessageLimit &) = default;
};
// RFC 5464, 4.2.1 and 4.3; octets are 0 for the two that are a word alone.
struct Metadata {
    enum class Kind { LongEntries, MaxSize, TooMany, NoPrivate };
    Kind kind = Kind::TooMany;
    quint32 octets = 0;
    friend bool operator==(const Metadata &, const Metadata &) = default;
};
struct BadEvent {  // RFC 5465, 5; the events this server knows
    std::vector<QByteArray> known;
    friend bool operator==(const BadEvent &, const BadEvent &) = default;
};
struct NoUpdate {  // RFC 5267, 4.3; of the search that will not be kept up to date
    QByteArray tag;
    friend bool operator==(const NoUpdate &, const NoUpdate &) = default;
};
// The codes that are an atom alone.
struct Atom {
    enum class Kind {
        Alert,
        Parse,
        ReadOnly,
        ReadWrite,
        TryCreate,
        NoModSeq,
        UidNotSticky,
        Closed,
        ExpungeIssued,
        AuthenticationFailed,
        AuthorizationFailed,
        Expired,
        PrivacyRequired,
        ContactAdmin,
        NoPerm,
        InUse,
        Corruption,
        ServerBug,
        ClientBug,
        Cannot,
        Limit,
        OverQuota,
        AlreadyExists,
        NonExistent,
        Unavailable,
        NotSaved,
        HasChildren,
        UnknownCte,
        TooBig,
        CompressionActive,
        UseAttr,
        UidRequired,
        NotificationOverflow,
        Throttled
    };
    Kind kind = Kind::Alert;
    friend bool operator==(const Atom &, const Atom &) = default;
};
struct Unknown {
    QByteArray name;  // upper case
    QByteArray rest;  // what followed the name, uninterpreted
    friend bool operator==(const Unknown &, const Unknown &) = default;
};

}

namespace imap {

using ResponseCode =
    std::variant<code::BadCharset, code::Capability, code::PermanentFlags, code::UidNext, code::Validity,
                 code::Unseen, code::HighestModSeq, code::Modified, code::AppendUid, code::CopyUid,
                 code::MailboxId, code::Referral, code::WebAlert, code::InProgress, code::MessageLimit,
                 code::Metadata, code::BadEvent, code::NoUpdate, code::Atom, code::Unknown>;

// resp-text = ["[" resp-text-code "]" SP] text
struct ResponseText {
    std::optional<ResponseCode> code;
    QByteArray text;  // raw octets of the server; shown to people only as a quotation
    friend bool operator==(const ResponseText &, const ResponseText &) = default;

    [[nodiscard]] bool has(code::Atom::Kind kind) const
    {
        const auto *atom = code ? std::get_if<code::Atom>(&*code) : nullptr;
        return atom != nullptr && atom->kind == kind;
    }
    template <typename T>
    [[nodiscard]] const T *as() const
    {
        return code ? std::get_if<T>(&*code) : nullptr;
    }
};

}
