// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mime/listunsubscribe.h"

#include "core/mime/address.h"
#include "core/mime/authenticationresults.h"
#include "core/mime/fieldsyntax.h"
#include "core/mime/octets.h"

#include <QByteArrayList>
#include <QUrl>
#include <QUrlQuery>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace mime {

namespace {

constexpr qsizetype mostAddresses = 8;
constexpr qsizetype longestAddress = 4096;
constexpr qsizetype longestSubject = 200;
constexpr qsizetype longestBody = 2000;
constexpr std::size_t mostSignatures = 20;

QByteArray withoutBlanks(QByteArray text)
{
    text.removeIf(isSpace);
    return text;
}

qsizetype afterBlanks(QByteArrayView value, qsizetype at)
{
    while (at < value.size() && (isSpace(value[at]) || value[at] == ','))
        ++at;
    return at;
}

// "<" URI ">" *("," "<" URI ">"); what does not begin with "<" ends the list (RFC 2369, 2).
QByteArrayList addressesIn(QByteArrayView value)
{
    QByteArrayList addresses;
    qsizetype at = afterBlanks(value, 0);
    while (at < value.size() && value[at] == '<' && addresses.size() < mostAddresses) {
        const qsizetype end = value.indexOf('>', at);
        if (end < 0)
            break;
        addresses.append(withoutBlanks(value.sliced(at + 1, end - at - 1).toByteArray()));
        at = afterBlanks(value, end + 1);
    }
    return addresses;
}

std::optional<QUrl> readAddress(const QByteArray &address)
{
    const bool isClean =
        std::none_of(address.begin(), address.end(), [](char c) { return isControl(c) || isNotAscii(c); });
    const QUrl url = QUrl::fromEncoded(address, QUrl::StrictMode);
    if (!isClean || address.size() > longestAddress || !url.isValid())
        return std::nullopt;
    return url;
}

QString cleaned(const QString &text, qsizetype longest, bool mayHaveLines)
{
    QString clean = text;
    clean.removeIf([mayHaveLines](QChar c) {
        return c.category() == QChar::Other_Control && !(mayHaveLines && c == u'\n');
    });
    return clean.left(longest);
}

// mailto:ADDRESS?subject=…&body=… ; whatever else it wants said is not said (RFC 6068, 7).
std::optional<ListUnsubscribe::Mail> mailOf(const QUrl &url)
{
    const AddressList to = parseAddressList(url.path(QUrl::FullyDecoded).toUtf8());
    if (to.mailboxes.size() != 1 || to.defects > 0 || to.groups > 0)
        return std::nullopt;
    ListUnsubscribe::Mail mail{to.mailboxes.front().addrSpec(), {}, {}};
    const auto isUnclean = [](char c) { return isControl(c); };
    if (std::any_of(mail.address.begin(), mail.address.end(), isUnclean))
        return std::nullopt;
    for (const auto &[name, value] : QUrlQuery(url).queryItems(QUrl::FullyDecoded)) {
        if (name.compare("subject"_L1, Qt::CaseInsensitive) == 0)
            mail.subject = cleaned(value, longestSubject, false);
        else if (name.compare("body"_L1, Qt::CaseInsensitive) == 0)
            mail.body = cleaned(value, longestBody, true);
    }
    return mail;
}

// tag "=" value, separated by ";", blanks anywhere (RFC 6376, 3.2)
QByteArray tagOf(const QByteArray &signature, QByteArrayView tag)
{
    for (const QByteArray &each : withoutBlanks(signature).split(';')) {
        const qsizetype equals = each.indexOf('=');
        if (equals > 0 && sameIgnoringCase(QByteArrayView(each).first(equals), tag))
            return each.sliced(equals + 1);
    }
    return {};
}

bool coversUnsubscription(const QByteArray &signature)
{
    const QByteArrayList covered = tagOf(signature, "h").toLower().split(':');
    return covered.contains("list-unsubscribe") && covered.contains("list-unsubscribe-post");
}

// Is that the signature of which the server speaks? Domain and selector, and the beginning of its value (RFC
// 8601, 2.7.1 and RFC 6008), as far as it says them.
bool isAbout(const AuthenticationResult &result, const QByteArray &signature)
{
    const QByteArray selector = result.property("header.s"), value = result.property("header.b");
    return !result.property("header.d").isEmpty()
        && sameIgnoringCase(result.property("header.d"), tagOf(signature, "d"))
        && (selector.isEmpty() || selector == tagOf(signature, "s"))
        && (value.isEmpty() || tagOf(signature, "b").startsWith(value));
}

// RFC 8058, 4. Of several signatures that the server may mean, all must cover it.
bool isSignedFor(const Header &header, const QByteArray &server)
{
    auto signatures = header.all("DKIM-Signature");
    signatures.resize(std::min(signatures.size(), mostSignatures));
    for (const AuthenticationResults &field : trustedResults(header, server)) {
        for (const AuthenticationResult &result : field.results) {
            if (result.method != "dkim" || result.result != "pass")
                continue;
            const auto isMeant = [&](const QByteArray &each) { return isAbout(result, each); };
            const auto coversOrIsAnother = [&](const QByteArray &each) {
                return !isMeant(each) || coversUnsubscription(each);
            };
            if (std::any_of(signatures.begin(), signatures.end(), isMeant)
                && std::all_of(signatures.begin(), signatures.end(), coversOrIsAnother))
                return true;
        }
    }
    return false;
}

bool offersOneClick(const Header &header)
{
    return header.count("List-Unsubscribe") == 1 && header.count("List-Unsubscribe-Post") == 1
        && sameIgnoringCase(withoutBlanks(*header.first("List-Unsubscribe-Post")),
                            "List-Unsubscribe=One-Click");
}

}

ListUnsubscribe readListUnsubscribe(const Header &header, const QByteArray &authenticationServer)
{
    ListUnsubscribe found;
    for (const QByteArray &address : addressesIn(header.first("List-Unsubscribe").value_or(QByteArray()))) {
        const auto url = readAddress(address);
        if (!url)
            continue;
        const bool isPage =
            url->scheme() == "https"_L1 && !url->host().isEmpty() && url->userInfo().isEmpty();
        if (isPage && found.page.isEmpty())
            found.page = url->toString(QUrl::FullyEncoded);
        else if (url->scheme() == "mailto"_L1 && !found.mail)
            found.mail = mailOf(*url);
    }
    found.isOneClick =
        !found.page.isEmpty() && offersOneClick(header) && isSignedFor(header, authenticationServer);
    return found;
}

}
