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
constexpr auto items = std::to_array<Row>({
    {"MIN", [](Cursor &in, ESearchData &search) { search.min = in.nonZeroNumber(); }},
    {"MAX", [](Cursor &in, ESearchData &search) { search.max = in.nonZeroNumber(); }},
    {"COUNT", [](Cursor &in, ESearchData &search) { search.count = in.number(); }},
    {"ALL", [](Cursor &in, ESearchData &search) { search.all = uidSet(in); }},
    {"MODSEQ", modSeqValue},
});

// search-correlator = SP "(" "TAG" SP tag-string ")"                                         (RFC
// 4466, 2.6.2) One server sends "(MODSEQ n)" in the same shape.
void bracketed(Cursor &in, ESearchData &search)
{
    if (in.acceptWord("TAG")) {
        in.space();
        search.tag = in.astring().kept();
    } else if (in.acceptWord("MODSEQ")) {
        tolerate(Quirk::BracketedModSeq);
        in.space();
        modSeqValue(in, search);
    } else {
        in.fail("TAG");
    }
    in.closeList();
}

void returnData(Cursor &in, ESearchData &search)
{
    for (const Row &row : items) {
        if (in.acceptWord(row.name)) {
            in.space();
            row.parse(in, search);
            return;
        }
    }
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
