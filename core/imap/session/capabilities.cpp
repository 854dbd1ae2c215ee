// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/session/capabilities.h"

#include <algorithm>
#include <array>
#include <limits>

namespace imap {

Capabilities::Capabilities(const std::vector<QByteArray> &names)
{
    m_names.reserve(names.size());
    for (const QByteArray &name : names)
        m_names.push_back(name.toUpper());
    std::sort(m_names.begin(), m_names.end());
    m_names.erase(std::unique(m_names.begin(), m_names.end()), m_names.end());
}

bool Capabilities::has(QByteArrayView name) const noexcept
{
    return std::any_of(m_names.begin(), m_names.end(), [name](const QByteArray &known) {
        return name.compare(known, Qt::CaseInsensitive) == 0;
    });
}

std::vector<QByteArray> Capabilities::authMechanisms() const
{
    std::vector<QByteArray> mechanisms;
    for (const QByteArray &name : m_names) {
        if (name.startsWith("AUTH=") && name.size() > 5)
            mechanisms.push_back(name.mid(5));
    }
    return mechanisms;
}

bool Capabilities::offers(QByteArrayView name) const noexcept
{
    // RFC 9051, appendix E
    constexpr auto ofRev2 = std::to_array<QByteArrayView>(
        {"NAMESPACE", "UNSELECT", "UIDPLUS", "ESEARCH", "SEARCHRES", "ENABLE", "IDLE", "SASL-IR",
         "LIST-EXTENDED", "LIST-STATUS", "MOVE", "LITERAL-", "BINARY", "SPECIAL-USE", "STATUS=SIZE"});
    const auto isName = [name](QByteArrayView each) { return name.compare(each, Qt::CaseInsensitive) == 0; };
    if (has(name) || (isName("CONDSTORE") && has("QRESYNC")))
        return true;
    return has("IMAP4REV2") && std::any_of(ofRev2.begin(), ofRev2.end(), isName);
}

bool Capabilities::isEnabled(QByteArrayView name) const noexcept
{
    return std::any_of(m_enabled.begin(), m_enabled.end(), [name](const QByteArray &known) {
        return name.compare(known, Qt::CaseInsensitive) == 0;
    });
}

// "NAME=number"
std::optional<quint64> Capabilities::numberBehind(QByteArrayView prefix) const
{
    for (const QByteArray &name : m_names) {
        bool isNumber = false;
        const quint64 number =
            name.startsWith(prefix) ? name.sliced(prefix.size()).toULongLong(&isNumber) : 0;
        if (isNumber)
            return number;
    }
    return std::nullopt;
}

std::optional<quint64> Capabilities::appendLimit() const
{
    return numberBehind("APPENDLIMIT=");
}

std::optional<quint32> Capabilities::messageLimit() const
{
    const std::optional<quint64> limit = numberBehind("MESSAGELIMIT=");
    if (!limit || *limit == 0 || *limit > std::numeric_limits<quint32>::max())
        return std::nullopt;
    return static_cast<quint32>(*limit);
}

}
