// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/wire/ext/objectid.h"
#include "core/imap/wire/ext/uidplus.h"
#include "core/imap/wire/knownwords.h"
#include "core/imap/wire/octets.h"
#include "core/imap/wire/productions.h"
#include "core/imap/wire/quirks.h"
#include "core/imap/wire/sets.h"

#include <array>

namespace imap {

namespace {

struct AtomRow {
    QByteArrayView name;
    code::Atom::Kind kind;
};

// RFC 3501, 7.1; RFC 4315, 3; RFC 5530, 3; RFC 7162, 7; RFC 9051, 7.1; RFC 3516, 4.3; RFC 4978, 3
constexpr auto atoms = std::to_array<AtomRow>({
    {"ALERT", code::Atom::Kind::Alert},
    {"PARSE", code::Atom::Kind::Parse},
    {"READ-ONLY", code::Atom::Kind::ReadOnly},
    {"READ-WRITE", code::Atom::Kind::ReadWrite},
    {"TRYCREATE", code::Atom::Kind::TryCreate},
    {"NOMODSEQ", code::Atom::Kind::NoModSeq},
    {"UIDNOTSTICKY", code::Atom::Kind::UidNotSticky},
    {"CLOSED", code::Atom::Kind::Closed},
    {"EXPUNGEISSUED", code::Atom::Kind::ExpungeIssued},
    {"AUTHENTICATIONFAILED", code::Atom::Kind::AuthenticationFailed},
    {"AUTHORIZATIONFAILED", code::Atom::Kind::AuthorizationFailed},
    {"EXPIRED", code::Atom::Kind::Expired},
    {"PRIVACYREQUIRED", code::Atom::Kind::PrivacyRequired},
    {"CONTACTADMIN", code::Atom::Kind::ContactAdmin},
    {"NOPERM", code::Atom::Kind::NoPerm},
    {"INUSE", code::Atom::Kind::InUse},
    {"CORRUPTION", code::Atom::Kind::Corruption},
    {"SERVERBUG", code::Atom::Kind::ServerBug},
    {"CLIENTBUG", code::Atom::Kind::ClientBug},
    {"CANNOT", code::Atom::Kind::Cannot},
    {"LIMIT", code::Atom::Kind::Limit},
    {"OVERQUOTA", code::Atom::Kind::OverQuota},
    {"ALREADYEXISTS", code::Atom::Kind::AlreadyExists},
    {"NONEXISTENT", code::Atom::Kind::NonExistent},
    {"UNAVAILABLE", code::Atom::Kind::Unavailable},
    {"NOTSAVED", code::Atom::Kind::NotSaved},
    {"HASCHILDREN", code::Atom::Kind::HasChildren},
    {"UNKNOWN-CTE", code::Atom::Kind::UnknownCte},
    {"TOOBIG", code::Atom::Kind::TooBig},
    {"COMPRESSIONACTIVE", code::Atom::Kind::CompressionActive},
    {"USEATTR", code::Atom::Kind::UseAttr},
});

// "BADCHARSET" [SP "(" astring *(SP astring) ")" ]                                           (RFC 3501, 9)
ResponseCode badCharset(Cursor &in)
{
    code::BadCharset code;
    in.acceptSpaces();
    if (in.accept('(')) {
        do {
            code.charsets.push_back(in.astring().kept());
            in.boundList(code.charsets.size());
        } while (in.acceptSpaces());
        in.closeList();
    }
    return code;
}

// "CAPABILITY" *(SP capability)                                                              (RFC 3501, 9)
ResponseCode capability(Cursor &in)
{
    return code::Capability{wordList(in)};
}

// "PERMANENTFLAGS" SP "(" [flag-perm *(SP flag-perm)] ")"; flag-perm = flag / "\*"           (RFC 3501, 9)
ResponseCode permanentFlags(Cursor &in)
{
    code::PermanentFlags code;
    in.space();
    code.flags = flagList(in);
    code.anyKeyword = std::erase(code.flags, QByteArrayView("\\*")) > 0;
    return code;
}

// "UIDNEXT" SP nz-number                                                                     (RFC 3501, 9)
ResponseCode uidNext(Cursor &in)
{
    in.space();
    return code::UidNext{Uid{in.nonZeroNumber()}};
}

// "UIDVALIDITY" SP nz-number                                                                 (RFC 3501, 9)
ResponseCode uidValidity(Cursor &in)
{
    in.space();
    return code::Validity{UidValidity{in.nonZeroNumber()}};
}

// "UNSEEN" SP nz-number                                                                      (RFC 3501, 9)
ResponseCode unseen(Cursor &in)
{
    in.space();
    return code::Unseen{SeqNum{in.nonZeroNumber()}};
}

// "HIGHESTMODSEQ" SP mod-sequence-value                                                      (RFC 7162, 7)
ResponseCode highestModSeq(Cursor &in)
{
    in.space();
    return code::HighestModSeq{ModSeq{in.modSeq().value_or(0)}};
}

// "MODIFIED" SP sequence-set                                                                 (RFC 7162, 7)
ResponseCode modified(Cursor &in)
{
    in.space();
    return code::Modified{uidSet(in)};
}

struct Row {
    QByteArrayView name;
    ResponseCode (*parse)(Cursor &);
};

constexpr auto withArguments = std::to_array<Row>({
    {"BADCHARSET", badCharset},
    {"CAPABILITY", capability},
    {"PERMANENTFLAGS", permanentFlags},
    {"UIDNEXT", uidNext},
    {"UIDVALIDITY", uidValidity},
    {"UNSEEN", unseen},
    {"HIGHESTMODSEQ", highestModSeq},
    {"MODIFIED", modified},
    {"APPENDUID", appendUid},
    {"COPYUID", copyUid},
    {"MAILBOXID", mailboxId},
});

ResponseCode unknown(QByteArrayView name, QByteArrayView behind)
{
    if (behind.startsWith(' '))
        behind = behind.sliced(1);
    return code::Unknown{keptUpper(name), behind.toByteArray()};
}

}

// resp-text-code                                                                             (RFC 3501, 9)
// A code that cannot be read must not take the response with it: it becomes Unknown.
ResponseCode responseCode(QByteArrayView code)
{
    Cursor in(code);
    const QByteArrayView name = in.acceptUntil(' ');
    const QByteArrayView behind = in.rest();
    for (const Row &row : withArguments) {
        if (!equalsUpper(name, row.name))
            continue;
        ResponseCode parsed = row.parse(in);
        in.acceptSpaces();
        if (!in.failed() && in.atEnd())
            return parsed;
        tolerate(Quirk::MalformedCode);
        return in.failed() ? unknown(name, behind) : parsed;
    }
    for (const AtomRow &row : atoms) {
        if (equalsUpper(name, row.name))
            return code::Atom{row.kind};
    }
    return unknown(name, behind);
}

}
