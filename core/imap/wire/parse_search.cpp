// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/wire/productions.h"
#include "core/imap/wire/quirks.h"

namespace imap {

// "SEARCH" *(SP nz-number) [SP "(" "MODSEQ" SP mod-sequence-value ")"]             (RFC 3501, 9; RFC 7162, 7)
SearchData searchData(Cursor &in)
{
    SearchData search;
    search.numbers.reserve(static_cast<std::size_t>(in.rest().size() / 8));
    while (in.acceptSpaces() && !in.atEnd()) {
        if (in.accept('(')) {
            if (!in.acceptWord("MODSEQ"))
                in.fail("MODSEQ");
            in.space();
            if (const auto value = in.modSeq())
                search.modSeq = ModSeq{*value};
            in.closeList();
        } else if (const quint32 number = in.nonZeroNumber(); number != 0) {
            search.numbers.push_back(number);
        }
    }
    return search;
}

}
