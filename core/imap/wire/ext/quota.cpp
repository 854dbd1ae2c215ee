// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/wire/ext/quota.h"

#include "core/imap/wire/productions.h"

namespace imap {

// quota-response = "QUOTA" SP quota-root-name SP quota-list                                  (RFC 9208, 7)
// quota-list = "(" [quota-resource *(SP quota-resource)] ")"
// quota-resource = resource-name SP resource-usage SP resource-limit
QuotaData quotaData(Cursor &in)
{
    QuotaData data;
    in.space();
    data.root = in.astring().kept();
    in.space();
    in.expect('(');
    in.acceptSpaces();
    while (!in.failed() && !in.isNext(')')) {
        QuotaData::Resource resource;
        resource.name = in.astring().keptUpper();
        in.space();
        resource.usage = in.number64();
        in.space();
        resource.limit = in.number64();
        data.resources.push_back(std::move(resource));
        in.boundList(data.resources.size());
        in.acceptSpaces();
    }
    in.expect(')');
    return data;
}

// quotaroot-response = "QUOTAROOT" SP mailbox *(SP quota-root-name)                          (RFC 9208, 7)
QuotaRootData quotaRootData(Cursor &in)
{
    QuotaRootData data;
    in.space();
    data.mailbox = in.astring().kept();
    data.roots = astringsToEnd(in);
    return data;
}

}
