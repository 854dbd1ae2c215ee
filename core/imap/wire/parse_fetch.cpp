// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/wire/datetime.h"
#include "core/imap/wire/ext/condstore.h"
#include "core/imap/wire/ext/gmail.h"
#include "core/imap/wire/ext/objectid.h"
#include "core/imap/wire/ext/preview.h"
#include "core/imap/wire/productions.h"
#include "core/imap/wire/quirks.h"
#include "core/imap/wire/section.h"

#include <array>

namespace imap {

namespace {

// "FLAGS" SP "(" [flag-fetch *(SP flag-fetch)] ")"                                           (RFC 3501, 9)
void flags(Cursor &in, FetchItems &items)
{
    in.space();
    items.flags = fetchedFlags(in);
}

// "UID" SP uniqueid                                                                          (RFC 3501, 9)
void uid(Cursor &in, FetchItems &items)
{
    in.space();
    if (const quint32 value = in.nonZeroNumber(); value != 0)
        items.uid = Uid{value};
}

// "INTERNALDATE" SP date-time                                                                (RFC 3501, 9)
// A date nobody can read is "not said": the message is worth more than its date.
void internalDate(Cursor &in, FetchItems &items)
{
    in.space();
    items.internalDate = parseDateTime(in.nstring().octets);
}

// "RFC822.SIZE" SP number                                                                    (RFC 3501, 9)
void rfc822Size(Cursor &in, FetchItems &items)
{
    in.space();
    items.size = in.size();
}

// "ENVELOPE" SP envelope                                                                     (RFC 3501, 9)
void envelopeItem(Cursor &in, FetchItems &items)
{
    in.space();
    if (in.isDigitNext()) {
        tolerate(Quirk::NumberBeforeEnvelope);
        in.number();
        in.acceptSpaces();
    }
    if (in.acceptNil())
        tolerate(Quirk::HollowEnvelope);
    else
        items.envelope = envelope(in);
}

// section = "[" [section-spec] "]"                                                           (RFC 3501, 9)
// A quoted header name may hold a "]".
QByteArray section(Cursor &in)
{
    const QByteArrayView text = in.rest();
    qsizetype end = 0;
    bool quoted = false;
    while (end < text.size() && (quoted || text[end] != ']')) {
        quoted = quoted != (text[end] == '"');
        ++end;
    }
    if (end == text.size()) {
        in.fail("']' at the end of a section");
        return {};
    }
    in.acceptOctets(text.first(end + 1));
    return canonicalSection(text.first(end));
}

// nstring / literal8, the value of a section. Yandex leaves it out now and then.
void sectionValue(Cursor &in, FetchItems &items, BodySection part)
{
    const bool spaced = in.acceptSpaces();
    if (!spaced || (!in.isStringNext() && !in.isNilNext())) {
        tolerate(Quirk::SectionWithoutValue);
        return;
    }
    part.data = in.keepUnlessNil(in.nstring());
    if (items.sections.empty())
        items.sections = in.list<BodySection>();
    items.sections.push_back(std::move(part));
}

// "BODY" section ["<" number ">"] SP nstring                                                 (RFC 3501, 9)
// "BINARY" section-binary ["<" number ">"] SP (nstring / literal8)                           (RFC 3516, 6)
void sectionItem(Cursor &in, FetchItems &items, bool isDecoded = false)
{
    BodySection part;
    part.isDecoded = isDecoded;
    part.section = section(in);
    if (in.accept('<')) {
        part.origin = in.number();
        in.expect('>');
    }
    sectionValue(in, items, std::move(part));
}

// "BINARY.SIZE" section-binary SP number                                                     (RFC 3516, 6)
void binarySize(Cursor &in, FetchItems &items)
{
    BinarySize part{section(in), 0};
    in.space();
    part.octets = in.number64();
    if (items.binarySizes.empty())
        items.binarySizes = in.list<BinarySize>();
    items.binarySizes.push_back(std::move(part));
    in.boundList(items.binarySizes.size());
}

// "BODY" ["STRUCTURE"] SP body                                                               (RFC 3501, 9)
void bodyItem(Cursor &in, FetchItems &items)
{
    if (in.accept('[')) {
        sectionItem(in, items);
        return;
    }
    in.space();
    if (!in.acceptNil())
        items.bodyStructure = body(in);
}

// "RFC822" [".HEADER" / ".TEXT"] SP nstring                                                  (RFC 3501, 9)
void rfc822(Cursor &in, FetchItems &items)
{
    sectionValue(in, items, {.section = {}});
}

void rfc822Header(Cursor &in, FetchItems &items)
{
    sectionValue(in, items, {.section = "HEADER"});
}

void rfc822Text(Cursor &in, FetchItems &items)
{
    sectionValue(in, items, {.section = "TEXT"});
}

// "SAVEDATE" SP (date-time / nil)                                                            (RFC 8514, 5)
void saveDate(Cursor &in, FetchItems &items)
{
    in.space();
    items.saveDate = parseDateTime(in.nstring().octets);
}

struct Row {
    QByteArrayView name;
    void (*parse)(Cursor &, FetchItems &);
};

// The most frequent first.
constexpr auto rows = std::to_array<Row>({
    {"UID", uid},
    {"FLAGS", flags},
    {"BODY", bodyItem},
    {"MODSEQ", modSeqItem},
    {"INTERNALDATE", internalDate},
    {"RFC822.SIZE", rfc822Size},
    {"ENVELOPE", envelopeItem},
    {"BODYSTRUCTURE", bodyItem},
    {"EMAILID", emailId},
    {"THREADID", threadId},
    {"PREVIEW", preview},
    {"SAVEDATE", saveDate},
    {"X-GM-MSGID", gmailMessage},
    {"X-GM-THRID", gmailThread},
    {"X-GM-LABELS", gmailLabels},
    {"RFC822.HEADER", rfc822Header},
    {"RFC822.TEXT", rfc822Text},
    {"RFC822", rfc822},
});

// An item of an extension we do not know: its section, its origin and its value are passed over.
void unknownItem(Cursor &in)
{
    if (in.acceptName().isEmpty()) {
        in.fail("a FETCH item");
        return;
    }
    if (in.accept('[')) {
        in.acceptUntil(']');
        in.expect(']');
        in.acceptUntil(' ');
    }
    in.space();
    in.skipValue();
}

void fetchItem(Cursor &in, FetchItems &items)
{
    for (const Row &row : rows) {
        if (in.acceptWord(row.name)) {
            row.parse(in, items);
            return;
        }
    }
    if (in.acceptWord("BINARY") && in.accept('['))
        sectionItem(in, items, true);
    else if (in.acceptWord("BINARY.SIZE") && in.accept('['))
        binarySize(in, items);
    else
        unknownItem(in);
}

}

// msg-att = "(" (msg-att-dynamic / msg-att-static) *(SP (msg-att-dynamic / msg-att-static)) ")"  (RFC 3501,
// 9) Domino puts further "(" among the items and does not always close them.
FetchItems fetchItems(Cursor &in)
{
    FetchItems items;
    in.space();
    in.expect('(');
    qsizetype extra = 0;
    while (!in.failed()) {
        in.acceptSpaces();
        if (in.accept('(')) {
            tolerate(Quirk::ExtraFetchParenthesis);
            ++extra;
        } else if (in.accept(')')) {
            if (extra == 0 || in.atEnd())
                break;
            --extra;
        } else if (in.atEnd() && items.sections.empty()) {
            tolerate(Quirk::UnclosedFetch);
            break;
        } else {
            fetchItem(in, items);
        }
    }
    return items;
}

}
