// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/wire/ext/acl.h"

#include "core/imap/wire/productions.h"

namespace imap {

// acl-data = "ACL" SP mailbox *(SP identifier SP rights)                                     (RFC 4314, 7)
AclData aclData(Cursor &in)
{
    AclData data;
    in.space();
    data.mailbox = in.astring().kept();
    while (in.acceptSpaces() && !in.atEnd()) {
        AclData::Entry entry;
        entry.identifier = in.astring().kept();
        in.space();
        entry.rights = in.astring().kept();
        data.entries.push_back(std::move(entry));
        in.boundList(data.entries.size());
    }
    return data;
}

// myrights-data = "MYRIGHTS" SP mailbox SP rights                                            (RFC 4314, 7)
MyRightsData myRightsData(Cursor &in)
{
    MyRightsData data;
    in.space();
    data.mailbox = in.astring().kept();
    in.space();
    data.rights = in.astring().kept();
    return data;
}

// listrights-data = "LISTRIGHTS" SP mailbox SP identifier SP rights *(SP rights)             (RFC 4314, 7)
ListRightsData listRightsData(Cursor &in)
{
    ListRightsData data;
    in.space();
    data.mailbox = in.astring().kept();
    in.space();
    data.identifier = in.astring().kept();
    in.space();
    data.required = in.astring().kept();
    data.optional = astringsToEnd(in);
    return data;
}

}
