// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/fetchpolicy.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace net {

namespace {

constexpr qsizetype longestAddress = 4096;

constexpr auto privateFour = std::to_array<const char *>(
    {"0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
     "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24",
     "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4"});

// Everything in IPv6 that is public stands in 2000::/3; within it these are not, or lead elsewhere (Teredo,
// 6to4).
constexpr auto privateSix =
    std::to_array<const char *>({"2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"});

// Names that no public resolver is to be asked for, and what they name is near (RFC 6761, 6762, 8375, 7686).
constexpr auto privateNames =
    std::to_array<QLatin1StringView>({"localhost"_L1, "local"_L1, "internal"_L1, "home.arpa"_L1, "onion"_L1});

template <std::size_t N>
bool isInAny(const QHostAddress &address, const std::array<const char *, N> &nets)
{
    return std::any_of(nets.begin(), nets.end(), [&](const char *net) {
        return address.isInSubnet(QHostAddress::parseSubnet(QString::fromLatin1(net)));
    });
}

// The IPv4 address within an IPv6 one; null: there is none.
QHostAddress carriedAddress(const QHostAddress &address)
{
    const Q_IPV6ADDR octets = address.toIPv6Address();
    const QHostAddress four(quint32(octets[12]) << 24 | quint32(octets[13]) << 16 | quint32(octets[14]) << 8
                            | quint32(octets[15]));
    const bool carries = address.isInSubnet(QHostAddress(u"::ffff:0:0"_s), 96)
        || address.isInSubnet(QHostAddress(u"64:ff9b::"_s), 96);
    return carries ? four : QHostAddress();
}

bool isPublicName(const QString &host)
{
    const bool isNear = std::any_of(privateNames.begin(), privateNames.end(), [&](QLatin1StringView name) {
        return host == name || host.endsWith(u'.' + QString(name));
    });
    return host.contains(u'.') && !isNear;  // a name without a dot is one of the network around us
}

bool isPublicHost(const QString &host)
{
    const QHostAddress literal(host);
    return literal.isNull() ? isPublicName(host) : isPublicAddress(literal);
}

Error refused(const char *why)
{
    return {Error::Kind::Refused, why};
}

}

QString hostOf(const QUrl &url)
{
    QString host = url.host(QUrl::FullyEncoded).toLower();
    if (host.endsWith(u'.'))
        host.chop(1);
    return host;
}

bool isPublicAddress(const QHostAddress &address)
{
    if (address.protocol() == QAbstractSocket::IPv4Protocol)
        return !isInAny(address, privateFour);
    if (address.protocol() != QAbstractSocket::IPv6Protocol)
        return false;
    if (const QHostAddress four = carriedAddress(address); !four.isNull())
        return isPublicAddress(four);
    return address.scopeId().isEmpty() && address.isInSubnet(QHostAddress(u"2000::"_s), 3)
        && !isInAny(address, privateSix);
}

Result<QUrl> fetchTarget(const QUrl &address, const FetchPolicy &policy)
{
    QUrl url = address;
    const bool isPlain = url.scheme() == "http"_L1;
    if (!url.isValid() || (!isPlain && url.scheme() != "https"_L1) || url.host().isEmpty()
        || url.toString(QUrl::FullyEncoded).size() > longestAddress)
        return refused("no address of the web");
    if (!url.userInfo().isEmpty())
        return refused("a name or a password in the address");
    if (isPlain && url.port() == 80)
        url.setPort(-1);  // https has its own
    url.setScheme(u"https"_s);
    if (url.port(443) != policy.port)
        return refused("another port");
    if (url.port() == 443)
        url.setPort(-1);
    url.setHost(hostOf(url));
    url.setFragment({});
    if (!policy.allowsPrivateAddresses && !isPublicHost(url.host()))
        return refused("a host that is not public");
    return url;
}

Result<QUrl> redirectTarget(const QUrl &from, const QByteArray &location, const FetchPolicy &policy)
{
    const QUrl to = from.resolved(QUrl::fromEncoded(location, QUrl::StrictMode));
    if (location.isEmpty() || to.scheme() != "https"_L1)
        return refused("a redirect that does not lead to https");
    return fetchTarget(to, policy);
}

}
