// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/wire/ext/condstore.h"

#include "core/imap/wire/sets.h"

namespace imap {

// fetch-mod-resp = "MODSEQ" SP "(" permsg-modsequence ")"                                    (RFC 7162, 7)
void modSeqItem(Cursor &in, FetchItems &items)
{
    in.space();
    const bool bracketed = in.accept('(');
    if (const auto value = in.modSeq())
        items.modSeq = ModSeq{*value};
    if (bracketed)
        in.closeList();
}

// expunged-resp = "VANISHED" [SP "(EARLIER)"] SP known-uids                                  (RFC 7162, 7)
Vanished vanished(Cursor &in)
{
    Vanished data;
    in.space();
    if (in.accept('(')) {
        data.earlier = in.acceptWord("EARLIER");
        if (!data.earlier)
            in.fail("EARLIER");
        in.closeList();
        in.space();
    }
    data.uids = uidSet(in);
    return data;
}

}
