// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/wire/ext/esearch.h"

#include "core/imap/wire/quirks.h"
#include "core/imap/wire/sets.h"

#include <array>

namespace imap {

namespace {

struct Row {
    QByteArrayView name;
    void (*parse)(Cursor &, ESearchData &);
};

void modSeqValue(Cursor &in, ESearchData &search)
{
    if (const auto value = in.modSeq())
        search.modSeq = ModSeq{*value};
}

// search-return-data = "MIN" SP nz-number / "MAX" SP nz-number / "ALL" SP sequence-set / "COUNT" SP number
//                                                                                            (RFC 4731, 3.1)
void allValue(Cursor &in, ESearchData &search)
{
    const auto ranges = uidRanges(in);
    search.allInOrder.insert(search.allInOrder.end(), ranges.begin(), ranges.end());
    if (!in.failed())
        search.all = UidSet::ofRanges(search.allInOrder);
}

// partial-range-first = nz-number ":" nz-number; partial-range-last = MINUS nz-number ":" MINUS nz-number
//                                                                                            (RFC 9394, 4)
qint64 position(Cursor &in)
{
    const bool fromEnd = in.accept('-');
    const auto value = static_cast<qint64>(in.nonZeroNumber());
    return fromEnd ? -value : value;
}

// "PARTIAL" SP "(" partial-range SP (sequence-set / "NIL") ")"                               (RFC 9394, 4)
void partialValue(Cursor &in, ESearchData &search)
{
    ESearchData::Partial partial;
    in.expect('(');
    partial.first = position(in);
    in.expect(':');
    partial.last = position(in);
    in.space();
    if (!in.acceptNil())
        partial.results = uidRanges(in);
    in.closeList();
    search.partial = std::move(partial);
}

// ("ADDTO" / "REMOVEFROM") SP "(" context-position SP sequence-set *(SP context-position SP sequence-set) ")"
//                                                                                            (RFC 5267, 5)
template <bool isAddition>
void changeValue(Cursor &in, ESearchData &search)
{
    in.expect('(');
    do {
        ESearchData::Change change{isAddition, in.number(), {}};
        in.space();
        change.results = uidRanges(in);
        search.changes.push_back(std::move(change));
        in.boundList(search.changes.size());
        in.acceptSpaces();
    } while (in.isDigitNext());
    in.expect(')');
}

constexpr auto items = std::to_array<Row>({
    {"MIN", [](Cursor &in, ESearchData &search) { search.min = in.nonZeroNumber(); }},
    {"MAX", [](Cursor &in, ESearchData &search) { search.max = in.nonZeroNumber(); }},
    {"COUNT", [](Cursor &in, ESearchData &search) { search.count = in.number(); }},
    {"ALL", allValue},
    {"MODSEQ", modSeqValue},
    {"PARTIAL", partialValue},
    {"ADDTO", changeValue<true>},
    {"REMOVEFROM", changeValue<false>},
});

bool knownItem(Cursor &in, ESearchData &search)
{
    for (const Row &row : items) {
        if (in.acceptWord(row.name)) {
            in.space();
            row.parse(in, search);
            return true;
        }
    }
    return false;
}

// search-correlator = SP "(" one-correlator *(SP one-correlator) ")"                         (RFC 7377, 2.4)
// one-correlator = ("TAG" SP tag-string) / ("MAILBOX" SP astring) / ("UIDVALIDITY" SP nz-number)
// Some put the results in parentheses, too: "(MODSEQ n)", "(COUNT 17)" (also RFC 5465, 7, example).
void correlator(Cursor &in, ESearchData &search)
{
    if (in.acceptWord("TAG")) {
        in.space();
        search.tag = in.astring().kept();
    } else if (in.acceptWord("MAILBOX")) {
        in.space();
        search.mailbox = in.astring().kept();
    } else if (in.acceptWord("UIDVALIDITY")) {
        in.space();
        search.uidValidity = UidValidity{in.nonZeroNumber()};
    } else if (knownItem(in, search)) {
        tolerate(Quirk::BracketedModSeq);
    } else {
        in.fail("TAG");
    }
}

void bracketed(Cursor &in, ESearchData &search)
{
    do {
        correlator(in, search);
        in.acceptSpaces();
    } while (!in.failed() && !in.isNext(')'));
    in.expect(')');
}

void returnData(Cursor &in, ESearchData &search)
{
    if (knownItem(in, search))
        return;
    in.atom();  // tagged-ext of a later extension (RFC 4466, 2.6.2)
    in.space();
    in.skipValue();
}

}

// esearch-response = "ESEARCH" [search-correlator] [SP "UID"] *(SP search-return-data)       (RFC 4731, 3.1)
ESearchData esearchData(Cursor &in)
{
    ESearchData search;
    while (in.acceptSpaces() && !in.atEnd()) {
        if (in.accept('('))
            bracketed(in, search);
        else if (in.acceptWord("UID"))
            search.uid = true;
        else
            returnData(in, search);
    }
    return search;
}

}
