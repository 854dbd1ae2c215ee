// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/receipts/ownaddress.h"

#include "core/mime/address.h"

#include <algorithm>

namespace receipts {

QByteArray ownAddressFor(const mime::Header &header, const QByteArrayList &ownAddresses, const QUuid &account)
{
    std::vector<mime::Mailbox> recipients;
    for (const char *name : {"To", "Cc"}) {
        for (const QByteArray &field : header.all(name)) {
            const auto list = mime::parseAddressList(field);
            recipients.insert(recipients.end(), list.mailboxes.begin(), list.mailboxes.end());
        }
    }
    for (const QByteArray &own : ownAddresses) {
        const auto parsed = mime::parseAddressList(own).mailboxes;
        const bool found =
            !parsed.empty() && std::any_of(recipients.begin(), recipients.end(), [&](const auto &recipient) {
                return mime::sameAddress(recipient, parsed.front());
            });
        if (found)
            return own;
    }
    return account.toByteArray(QUuid::WithoutBraces);
}

}
