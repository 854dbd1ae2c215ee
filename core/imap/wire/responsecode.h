// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/imap/wire/uidset.h"

#include <QByteArray>
#include <QList>

#include <optional>
#include <variant>
#include <vector>

// resp-text-code (RFC 3501, 7.1; RFC 4315, 5530, 7162, 9051): a closed set of alternatives, Unknown for the
// future.
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
        UseAttr
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

using ResponseCode = std::variant<code::BadCharset, code::Capability, code::PermanentFlags, code::UidNext,
                                  code::Validity, code::Unseen, code::HighestModSeq, code::Modified,
                                  code::AppendUid, code::CopyUid, code::MailboxId, code::Atom, code::Unknown>;

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
