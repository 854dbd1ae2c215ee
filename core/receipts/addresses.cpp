// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/receipts/addresses.h"

#include "core/mime/octets.h"

#include <QUrl>

#include <algorithm>

namespace receipts {

namespace {

constexpr qsizetype longestDomain = 255;  // RFC 5321, 4.5.3.1.2

}

mime::Mailbox withAsciiDomain(mime::Mailbox mailbox)
{
    if (mime::isAscii(mailbox.domain) || mailbox.domain.size() > longestDomain)
        return mailbox;
    const QByteArray ace = QUrl::toAce(QString::fromUtf8(mailbox.domain));
    if (!ace.isEmpty())
        mailbox.domain = ace;
    return mailbox;
}

QByteArray addressKey(const mime::Mailbox &mailbox)
{
    return mailbox.localPart + '@' + withAsciiDomain(mailbox).domain.toLower();
}

bool isOneOf(const mime::Mailbox &mailbox, const QByteArrayList &addresses)
{
    const QByteArray key = addressKey(mailbox);
    return std::any_of(addresses.begin(), addresses.end(), [&](const QByteArray &address) {
        const auto own = mime::parseAddressList(address).mailboxes;
        return !own.empty() && addressKey(own.front()) == key;
    });
}

bool sameDomain(const mime::Mailbox &a, const mime::Mailbox &b)
{
    return !a.domain.isEmpty() && withAsciiDomain(a).domain.toLower() == withAsciiDomain(b).domain.toLower();
}

}
