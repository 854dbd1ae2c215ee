// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/hostname.h"

#include <QHostAddress>
#include <QUrl>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace net {

namespace {

constexpr qsizetype longestName = 253;
constexpr qsizetype longestLabel = 63;

bool isLabel(QStringView label)
{
    const auto isLdh = [](QChar c) {
        return (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9') || c == u'-' || c == u'_';
    };
    return !label.isEmpty() && label.size() <= longestLabel && std::all_of(label.begin(), label.end(), isLdh);
}

bool areLabels(const QList<QStringView> &labels)
{
    return !labels.isEmpty() && std::all_of(labels.begin(), labels.end(), isLabel);
}

// Only A-Z become a-z: a certificate carries A-labels, and no other letter has business in it.
QString asciiLower(QString name)
{
    for (QChar &c : name) {
        if (c >= u'A' && c <= u'Z')
            c = QChar(c.unicode() + 0x20);
    }
    return name;
}

// The reference identity: A-labels, lower case, without the root's dot. Empty: no name at all.
QString referenceName(const QString &host)
{
    QString name = asciiLower(QString::fromLatin1(QUrl::toAce(host)));
    if (name.endsWith(u'.'))
        name.chop(1);
    return name;
}

// RFC 9525, 6.3: "*" only as the whole left-most label. We ask for two more labels, so that nobody owns a
// whole "*.com".
bool nameMatches(const QString &presented, const QString &reference)
{
    if (presented.size() > longestName)
        return false;
    const QString name = asciiLower(presented);
    const QList<QStringView> want = QStringView(reference).split(u'.');
    const QList<QStringView> have = QStringView(name).split(u'.');
    if (have.size() != want.size() || !areLabels(want))
        return false;
    if (have.first() != "*"_L1)
        return areLabels(have) && have == want;
    return have.size() >= 3 && areLabels(have.sliced(1)) && have.sliced(1) == want.sliced(1);
}

// The host as an address, when that is what was entered ("[::1]" too).
QHostAddress enteredAddress(const QString &host)
{
    if (host.startsWith(u'[') && host.endsWith(u']'))
        return QHostAddress(host.sliced(1, host.size() - 2));
    return QHostAddress(host);
}

}

bool isCertificateForHost(const QString &host, const QStringList &dnsNames, const QStringList &addresses)
{
    const QHostAddress address = enteredAddress(host);
    if (!address.isNull()) {
        return std::any_of(addresses.begin(), addresses.end(), [&](const QString &each) {
            return QHostAddress(each).isEqual(address, QHostAddress::StrictConversion);
        });
    }
    const QString reference = referenceName(host);
    return std::any_of(dnsNames.begin(), dnsNames.end(),
                       [&](const QString &each) { return nameMatches(each, reference); });
}

}
