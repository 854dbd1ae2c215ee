// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/wire/ext/namespace.h"

#include "core/imap/wire/productions.h"

namespace imap {

namespace {

// Namespace = nil / "(" 1*( "(" string SP (<"> QUOTED_CHAR <"> / nil) *(Namespace_Response_Extension) ")" )
// ")"
//                                                                                            (RFC 2342, 6)
std::vector<NamespaceData::Entry> entries(Cursor &in)
{
    std::vector<NamespaceData::Entry> list;
    if (in.acceptNil())
        return list;
    in.expect('(');
    in.acceptSpaces();
    while (in.accept('(')) {
        NamespaceData::Entry entry;
        entry.prefix = in.nstring().kept();
        in.space();
        entry.delimiter = delimiter(in);
        in.skipRestOfList();
        list.push_back(std::move(entry));
        in.boundList(list.size());
        in.acceptSpaces();
    }
    in.expect(')');
    return list;
}

}

// Namespace_Response = "*" SP "NAMESPACE" SP Namespace SP Namespace SP Namespace             (RFC 2342, 6)
NamespaceData namespaceData(Cursor &in)
{
    NamespaceData data;
    in.space();
    data.personal = entries(in);
    in.space();
    data.otherUsers = entries(in);
    in.space();
    data.shared = entries(in);
    return data;
}

}
