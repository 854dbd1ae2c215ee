// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/userid.h"

#include "core/mime/octets.h"

#include <algorithm>

namespace crypto {

namespace {

// Local part and domain, and nothing that could be read as more than that.
bool isPlainAddress(QByteArrayView address)
{
    static constexpr QByteArrayView odd("<>()[],;:\\\"= ");
    const auto isOdd = [](char c) { return mime::isControl(c) || odd.contains(c); };
    return address.count('@') == 1 && address.size() > 2 && !address.startsWith('@') && !address.endsWith('@')
        && std::none_of(address.begin(), address.end(), isOdd);
}

}

UserId readUserId(QByteArrayView octets)
{
    UserId id;
    const QByteArrayView text = mime::strippedView(octets);
    const qsizetype open = text.indexOf('<');
    if (open < 0) {
        if (isPlainAddress(text))
            id.address = text.toByteArray();
        else
            id.name = QString::fromUtf8(text);
        return id;
    }
    id.name = QString::fromUtf8(mime::strippedView(text.first(open)));
    const bool isPlain = text.endsWith('>') && text.count('<') == 1 && text.count('>') == 1;
    const QByteArrayView address = isPlain ? text.sliced(open + 1).chopped(1) : QByteArrayView();
    if (isPlainAddress(address))
        id.address = address.toByteArray();
    return id;
}

QString commonName(QByteArrayView distinguishedName)
{
    for (QByteArrayView rest = distinguishedName; !rest.isEmpty();) {
        qsizetype end = 0;  // of this attribute; a comma behind a backslash belongs to it
        while (end < rest.size() && rest[end] != ',')
            end += rest[end] == '\\' ? 2 : 1;
        end = std::min(end, rest.size());
        if (rest.startsWith("CN="))
            return QString::fromUtf8(rest.first(end).sliced(3).toByteArray().replace('\\', ""));
        rest = rest.sliced(std::min(end + 1, rest.size()));
    }
    return {};
}

}
