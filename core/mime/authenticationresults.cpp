// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mime/authenticationresults.h"

#include "core/mime/fieldsyntax.h"
#include "core/mime/octets.h"

#include <QList>

#include <algorithm>

namespace mime {

namespace {

QByteArray withoutQuotes(QByteArray value)
{
    if (value.size() >= 2 && value.startsWith('"') && value.endsWith('"'))
        value = value.sliced(1, value.size() - 2);
    return value;
}

// "a=b" or "a = b", where blanks may be
std::optional<std::pair<QByteArray, QByteArray>> assignment(QByteArrayView text)
{
    const qsizetype equals = text.indexOf('=');
    if (equals <= 0)
        return std::nullopt;
    return std::pair(text.first(equals).trimmed().toByteArray().toLower(),
                     withoutQuotes(text.sliced(equals + 1).trimmed().toByteArray()));
}

// Blanks around "=" and "/" gone, so that blanks separate words.
QByteArray tightened(const QByteArray &text)
{
    QByteArray tight;
    for (const char c : text.simplified()) {
        const bool isJoint = c == '=' || c == '/';
        if (isJoint && tight.endsWith(' '))
            tight.chop(1);
        if (c != ' ' || (!tight.endsWith('=') && !tight.endsWith('/')))
            tight += c;
    }
    return tight;
}

// method ["/" version] "=" result [reason "=" value] *(ptype "." property "=" value)     (RFC 8601, 2.2)
std::optional<AuthenticationResult> resultOf(const QByteArray &resinfo)
{
    AuthenticationResult found;
    for (const QByteArray &word : splitOutsideQuotes(tightened(resinfo), ' ')) {
        const auto pair = assignment(word);
        if (!pair && found.method.isEmpty())
            return std::nullopt;  // "none", or nothing that could be read
        if (!pair)
            continue;
        if (!found.method.isEmpty()) {
            found.properties.push_back(*pair);
            continue;
        }
        found.method =
            pair->first.first(pair->first.contains('/') ? pair->first.indexOf('/') : pair->first.size());
        found.result = pair->second.toLower();
    }
    return found.method.isEmpty() ? std::nullopt : std::optional(found);
}

}

QByteArray AuthenticationResult::property(QByteArrayView name) const
{
    const auto found = std::find_if(properties.begin(), properties.end(),
                                    [&](const auto &each) { return each.first == name; });
    return found == properties.end() ? QByteArray() : found->second;
}

// authserv-id [CFWS authres-version] *(";" resinfo)
AuthenticationResults parseAuthenticationResults(QByteArrayView raw)
{
    const auto pieces = splitOutsideQuotes(withoutComments(raw), ';');
    AuthenticationResults found;
    found.server = withoutQuotes(pieces.front().simplified().split(' ').constFirst());
    for (auto piece = pieces.begin() + 1; piece != pieces.end(); ++piece) {
        if (auto result = resultOf(*piece))
            found.results.push_back(std::move(*result));
    }
    return found;
}

std::vector<AuthenticationResults> trustedResults(const Header &header, QByteArrayView server)
{
    std::vector<AuthenticationResults> trusted;
    for (const HeaderField &field : header.fields()) {
        if (server.isEmpty() || (!trusted.empty() && sameIgnoringCase(field.name, "Received")))
            break;
        if (!sameIgnoringCase(field.name, "Authentication-Results"))
            continue;
        AuthenticationResults results = parseAuthenticationResults(unfolded(strippedView(field.value)));
        if (sameIgnoringCase(results.server, server))
            trusted.push_back(std::move(results));
    }
    return trusted;
}

}
