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

// RFC 3501, 7.1; RFC 4315, 3; RFC 5530, 3; RFC 7162, 7; RFC 9051, 7.1; RFC 3516, 4.3; RFC 4978, 3; RFC 6154,
// 5; RFC 9586, 3; RFC 5465, 8; THROTTLED is Gmail's
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
    {"UIDREQUIRED", code::Atom::Kind::UidRequired},
    {"NOTIFICATIONOVERFLOW", code::Atom::Kind::NotificationOverflow},
    {"THROTTLED", code::Atom::Kind::Throttled},
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

// "REFERRAL" SP 1*(SP url)                                                    (RFC 2221, 4.1; RFC 2193, 4.1)
ResponseCode referral(Cursor &in)
{
    in.space();
    return code::Referral{in.takeRest().toByteArray()};
}

ResponseCode webAlert(Cursor &in)
{
    in.space();
    return code::WebAlert{in.takeRest().toByteArray()};
}

std::optional<quint32> numberOrNil(Cursor &in)
{
    in.space();
    return in.acceptNil() ? std::nullopt : std::optional(in.number());
}

// "INPROGRESS" [SP "(" (quoted / nil) SP (number / nil) SP (nz-number / nil) ")"]            (RFC 9585, 5)
ResponseCode inProgress(Cursor &in)
{
    code::InProgress code;
    in.acceptSpaces();
    if (in.accept('(')) {
        code.tag = in.nstring().kept();
        code.done = numberOrNil(in);
        code.goal = numberOrNil(in);
        in.closeList();
    }
    return code;
}

// "MESSAGELIMIT" SP nz-number [SP uniqueid]                                                  (RFC 9738, 4)
ResponseCode messageLimit(Cursor &in)
{
    code::MessageLimit code;
    in.space();
    code.messages = in.nonZeroNumber();
    in.acceptSpaces();
    if (in.isDigitNext())
        code.last = Uid{in.nonZeroNumber()};
    return code;
}

// "METADATA" SP ("LONGENTRIES" SP number / "MAXSIZE" SP number / "TOOMANY" / "NOPRIVATE")    (RFC 5464, 5)
ResponseCode metadata(Cursor &in)
{
    in.space();
    if (in.acceptWord("TOOMANY"))
        return code::Metadata{code::Metadata::Kind::TooMany, 0};
    if (in.acceptWord("NOPRIVATE"))
        return code::Metadata{code::Metadata::Kind::NoPrivate, 0};
    const bool isLong = in.acceptWord("LONGENTRIES");
    if (!isLong && !in.acceptWord("MAXSIZE"))
        in.fail("LONGENTRIES, MAXSIZE, TOOMANY or NOPRIVATE");
    in.space();
    return code::Metadata{isLong ? code::Metadata::Kind::LongEntries : code::Metadata::Kind::MaxSize,
                          in.number()};
}

// "BADEVENT" SP "(" event *(SP event) ")"                                                    (RFC 5465, 8)
ResponseCode badEvent(Cursor &in)
{
    in.space();
    return code::BadEvent{flagList(in)};
}

// "NOUPDATE" SP quoted                                                                       (RFC 5267, 5)
ResponseCode noUpdate(Cursor &in)
{
    in.space();
    return code::NoUpdate{in.astring().kept()};
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
    {"REFERRAL", referral},
    {"WEBALERT", webAlert},
    {"INPROGRESS", inProgress},
    {"MESSAGELIMIT", messageLimit},
    {"METADATA", metadata},
    {"BADEVENT", badEvent},
    {"NOUPDATE", noUpdate},
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
