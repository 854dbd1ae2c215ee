// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/wire/parser.h"

#include "core/imap/wire/ext/acl.h"
#include "core/imap/wire/ext/condstore.h"
#include "core/imap/wire/ext/esearch.h"
#include "core/imap/wire/ext/id.h"
#include "core/imap/wire/ext/metadata.h"
#include "core/imap/wire/ext/namespace.h"
#include "core/imap/wire/ext/quota.h"
#include "core/imap/wire/ext/sort.h"
#include "core/imap/wire/octets.h"
#include "core/imap/wire/productions.h"
#include "core/imap/wire/quirks.h"

#include <array>

namespace imap {

namespace {

// resp-cond-state = ("OK" / "NO" / "BAD") SP resp-text                                       (RFC 3501, 9)
ResponseText conditionText(Cursor &in)
{
    if (in.atEnd())
        tolerate(Quirk::MissingConditionText);
    in.acceptSpaces();
    return responseText(in);
}

template <Condition::Kind kind>
Untagged condition(Cursor &in)
{
    return Condition{kind, conditionText(in)};
}

Untagged capability(Cursor &in)
{
    return CapabilityData{wordList(in)};
}

// enable-data = "ENABLED" *(SP capability)                                                   (RFC 5161, 4)
Untagged enabled(Cursor &in)
{
    return Enabled{wordList(in)};
}

Untagged list(Cursor &in)
{
    return listData(in, ListData::Command::List);
}

Untagged lsub(Cursor &in)
{
    return listData(in, ListData::Command::Lsub);
}

// "MAILBOX" SP text, the answer to FIND (RFC 1730, 9: mailbox_data, obsolete). The rest of the line is the
// name, with whatever spaces it has; old servers quote it no more than they tell a delimiter.
Untagged foundMailbox(Cursor &in)
{
    in.space();
    ListData list;
    list.command = ListData::Command::Find;
    list.mailbox = in.takeRest().trimmed().toByteArray();
    if (list.mailbox.isEmpty())
        in.fail("a mailbox name");
    return list;
}

Untagged flags(Cursor &in)
{
    in.space();
    return FlagsData{flagList(in)};
}

// Wraps a production that is its own alternative.
template <auto production>
Untagged plain(Cursor &in)
{
    return production(in);
}

struct WordRow {
    QByteArrayView name;
    Untagged (*parse)(Cursor &);
};

// response-data that begins with a word                                                      (RFC 3501, 9)
constexpr auto words = std::to_array<WordRow>({
    {"OK", condition<Condition::Kind::Ok>},
    {"NO", condition<Condition::Kind::No>},
    {"BAD", condition<Condition::Kind::Bad>},
    {"BYE", condition<Condition::Kind::Bye>},
    {"PREAUTH", condition<Condition::Kind::Preauth>},
    {"CAPABILITY", capability},
    {"ENABLED", enabled},
    {"LIST", list},
    {"LSUB", lsub},
    {"XLIST", list},
    {"STATUS", plain<statusData>},
    {"SEARCH", plain<searchData>},
    {"ESEARCH", plain<esearchData>},
    {"FLAGS", flags},
    {"VANISHED", plain<vanished>},
    {"ID", plain<idData>},
    {"NAMESPACE", plain<namespaceData>},
    {"SORT", plain<sortData>},
    {"THREAD", plain<threadData>},
    {"QUOTA", plain<quotaData>},
    {"QUOTAROOT", plain<quotaRootData>},
    {"ACL", plain<aclData>},
    {"MYRIGHTS", plain<myRightsData>},
    {"LISTRIGHTS", plain<listRightsData>},
    {"METADATA", plain<metadataData>},
    {"MAILBOX", foundMailbox},
});

Untagged fetch(quint32 number, Cursor &in)
{
    if (number == 0)
        tolerate(Quirk::ZeroForNonZero);
    return Fetch{SeqNum{number}, fetchItems(in)};
}

// uidfetch-resp = uniqueid SP "UIDFETCH" SP msg-att                                          (RFC 9586, 4)
Untagged uidFetch(quint32 number, Cursor &in)
{
    Fetch data{SeqNum{}, fetchItems(in)};
    data.items.uid = Uid{number};
    if (number == 0)
        in.fail("a UID above 0");
    return data;
}

// "STORE" SP msg_fetch (RFC 1730, 9: msg_obsolete): what RFC 1176 servers answer to STORE (RFC 2062, 1).
Untagged obsoleteStore(quint32 number, Cursor &in)
{
    tolerate(Quirk::StoreForFetch);
    return fetch(number, in);
}

Untagged expunge(quint32 number, Cursor &)
{
    return Expunge{SeqNum{number}};
}

// The numbers are those of EXPUNGE: each counts after the one before it.
Untagged expunged(quint32 number, Cursor &in)
{
    tolerate(Quirk::ExpungedForExpunge);
    return expunge(number, in);
}

struct NumberRow {
    QByteArrayView name;
    Untagged (*parse)(quint32, Cursor &);
};

// mailbox-data and message-data that begin with a number                                     (RFC 3501, 9)
constexpr auto numbered = std::to_array<NumberRow>({
    {"FETCH", fetch},
    {"UIDFETCH", uidFetch},
    {"EXISTS", [](quint32 number, Cursor &) -> Untagged { return Exists{number}; }},
    {"EXPUNGE", expunge},
    {"EXPUNGED", expunged},
    {"RECENT", [](quint32 number, Cursor &) -> Untagged { return Recent{number}; }},
    {"STORE", obsoleteStore},
});

Untagged numberedData(Cursor &in)
{
    const quint32 number = in.number();
    in.space();
    for (const NumberRow &row : numbered) {
        if (in.acceptWord(row.name))
            return row.parse(number, in);
    }
    const QByteArrayView name = in.acceptName();
    in.takeRest();
    return Unknown{name.toByteArray()};
}

// response-data = "*" SP (resp-cond-state / resp-cond-bye / mailbox-data / message-data / capability-data)
// CRLF
//                                                                                            (RFC 3501, 9)
Untagged untagged(Cursor &in)
{
    if (in.isDigitNext())
        return numberedData(in);
    if (in.isNext('[')) {
        tolerate(Quirk::CodeWithoutCondition);
        return Condition{Condition::Kind::Ok, responseText(in)};
    }
    for (const WordRow &row : words) {
        if (in.acceptWord(row.name))
            return row.parse(in);
    }
    const QByteArrayView name = in.acceptName();
    in.takeRest();
    return Unknown{name.toByteArray()};
}

// tag = 1*<any ASTRING-CHAR except "+">                                                      (RFC 3501, 9)
QByteArray tag(Cursor &in)
{
    const QByteArrayView text = in.atom();
    if (text.contains('+'))
        in.fail("a tag");
    return text.toByteArray();
}

std::optional<Status> status(Cursor &in)
{
    if (in.acceptWord("OK"))
        return Status::Ok;
    if (in.acceptWord("NO"))
        return Status::No;
    if (in.acceptWord("BAD"))
        return Status::Bad;
    if (in.acceptWord("BYE")) {
        tolerate(Quirk::TaggedBye);
        return Status::No;  // it ends the command, and says that nothing more will come; not that it was done
    }
    return std::nullopt;
}

// response-tagged = tag SP resp-cond-state CRLF                                              (RFC 3501, 9)
Tagged tagged(Cursor &in)
{
    Tagged result;
    result.tag = tag(in);
    in.space();
    const auto said = status(in);
    if (!said) {
        in.fail("OK, NO or BAD");
        return result;
    }
    result.status = *said;
    result.text = conditionText(in);
    return result;
}

// continue-req = "+" SP (resp-text / base64) CRLF                                            (RFC 3501, 9)
Continuation continuation(Cursor &in)
{
    if (!in.accept(' '))
        tolerate(Quirk::BareContinuation);
    return {in.takeRest().toByteArray()};
}

// What follows the data is noise, but a space is common; other noise is a sign that we misread the response.
void endOfResponse(Cursor &in)
{
    in.acceptSpaces();
    if (!in.atEnd())
        in.fail("the end of the response");
}

Response response(Cursor &in)
{
    if (in.accept('+'))
        return continuation(in);
    if (!in.accept('*'))
        return tagged(in);
    in.space();
    return untagged(in);
}

QByteArrayView withoutLineEnd(QByteArrayView frame)
{
    if (frame.endsWith('\n'))
        frame.chop(1);
    if (frame.endsWith('\r'))
        frame.chop(1);
    return frame;
}

}

Result<Response> parseResponse(const QByteArray &frame)
{
    Cursor in(frame, withoutLineEnd(frame));
    Response value = response(in);
    if (!in.failed())
        endOfResponse(in);
    if (in.failed())
        return in.error();
    return value;
}

}
