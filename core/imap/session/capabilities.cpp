// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/session/capabilities.h"

#include <algorithm>

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

std::optional<quint64> Capabilities::appendLimit() const
{
    constexpr QByteArrayView prefix("APPENDLIMIT=");
    for (const QByteArray &name : m_names) {
        bool isNumber = false;
        const quint64 octets =
            name.startsWith(prefix) ? name.sliced(prefix.size()).toULongLong(&isNumber) : 0;
        if (isNumber)
            return octets;
    }
    return std::nullopt;
}

}
