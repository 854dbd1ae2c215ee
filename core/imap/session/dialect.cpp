// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/session/dialect.h"

#include "core/imap/session/capabilities.h"

namespace imap {

namespace {

// What no RFC gives a level; everything else is tried.
bool isKnownToLack(Level level, Feature feature) noexcept
{
    switch (feature) {
    case Feature::AppendFlags:  // mailbox and literal only (RFC 2061)
    case Feature::SearchCharset:
    case Feature::Status: return level >= Level::Imap2bis;
    case Feature::Subscriptions: return level == Level::Imap2;
    case Feature::FindAll:
    case Feature::Find: return level <= Level::Imap4;  // obsolete there: LIST is said instead
    case Feature::SelectParameters:
    case Feature::SearchReturn:
    case Feature::Binary: return level != Level::Rev1;
    case Feature::Examine:
    case Feature::Body:
    case Feature::Partial:
    case Feature::Append:
    case Feature::Folders: break;
    }
    return false;
}

}

// Servers that offer the older one beside the newer list it first (RFC 3501, 9: capability-data); the newest
// counts.
std::optional<Level> Dialect::levelOf(const std::vector<QByteArray> &capabilities)
{
    const Capabilities named(capabilities);
    if (named.has("IMAP4rev1") || named.has("IMAP4rev2"))
        return Level::Rev1;
    if (named.has("IMAP4"))
        return Level::Imap4;
    if (named.has("IMAP2bis"))
        return Level::Imap2bis;
    return named.has("IMAP2") ? std::optional(Level::Imap2) : std::nullopt;
}

Level Dialect::levelFromGreeting(QByteArrayView text) noexcept
{
    return text.toByteArray().toUpper().contains("IMAP2BIS") ? Level::Imap2bis : Level::Imap2;
}

bool Dialect::mayUse(Feature feature) const noexcept
{
    return !isKnownToLack(m_level, feature) && !m_refused.test(static_cast<std::size_t>(feature));
}

void Dialect::settle(Level level) noexcept
{
    m_level = level;
    m_probed = true;
}

}
