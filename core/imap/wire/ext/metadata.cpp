// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/wire/ext/metadata.h"

#include "core/imap/wire/productions.h"

namespace imap {

// metadata-resp = "METADATA" SP mailbox SP (entry-values / entry-list)                       (RFC 5464, 5)
// entry-values = "(" entry SP value *(SP entry SP value) ")"; value = nstring / literal8
// entry-list = entry *(SP entry)
MetadataData metadataData(Cursor &in)
{
    MetadataData data;
    in.space();
    data.mailbox = in.astring().kept();
    in.acceptSpaces();
    if (!in.accept('(')) {
        if (!in.atEnd())
            data.changed.push_back(in.astring().kept());
        for (QByteArray &name : astringsToEnd(in))
            data.changed.push_back(std::move(name));
        return data;
    }
    while (!in.failed() && !in.isNext(')')) {
        MetadataData::Entry entry;
        entry.name = in.astring().kept();
        in.space();
        entry.value = in.nstring().keptUnlessNil();
        data.entries.push_back(std::move(entry));
        in.boundList(data.entries.size());
        in.acceptSpaces();
    }
    in.expect(')');
    return data;
}

}
