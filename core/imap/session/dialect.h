// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/imap/wire/commandtext.h"

#include <bitset>
#include <cstdint>
#include <optional>
#include <vector>

namespace imap {

// Which protocol of the family a server speaks. Everything from RFC 3501 on is one level here; what differs
// above it the capabilities tell.
enum class Level : std::uint8_t {
    Rev1,      // RFC 3501, 9051
    Imap4,     // RFC 1730
    Imap2bis,  // never an RFC; RFC 2061 and 2062 describe it
    Imap2,     // RFC 1176
};

// What a server of an older level may have or not, and what servers of the present one offer and yet answer
// with BAD. What the level does not settle is tried once; BAD settles it.
enum class Feature : std::uint8_t {
    Examine,        // EXAMINE
    FindAll,        // FIND ALL.MAILBOXES
    Find,           // FIND MAILBOXES
    Body,           // FETCH BODY, BODY[n]
    Partial,        // PARTIAL
    Append,         // APPEND
    AppendFlags,    // its flags and date
    Folders,        // CREATE, DELETE, RENAME
    Subscriptions,  // SUBSCRIBE MAILBOX
    Status,         // STATUS
    // Of the present level
    SelectParameters,  // SELECT x (CONDSTORE)
    SearchReturn,      // SEARCH RETURN (...)
    SearchCharset,     // SEARCH CHARSET x
    Binary,            // FETCH BINARY[n]
};
inline constexpr std::size_t featureCount = static_cast<std::size_t>(Feature::Binary) + 1;
[[nodiscard]] constexpr bool isOfOldLevels(Feature feature) noexcept
{
    return feature <= Feature::Status;
}

// How one server is to be spoken to, as far as its age decides. A value; the session fills it while it
// probes, and it may be handed to the next connection to the same server, so that nothing is tried twice.
// Default: IMAP4rev1.
class Dialect
{
public:
    Dialect() = default;
    explicit Dialect(Level level) noexcept : m_level(level) {}

    // From the words of a capability list; nullopt when they name no protocol of the family (RFC 1732).
    [[nodiscard]] static std::optional<Level> levelOf(const std::vector<QByteArray> &capabilities);
    // From the text of a greeting, for servers that have no CAPABILITY.
    [[nodiscard]] static Level levelFromGreeting(QByteArrayView text) noexcept;

    [[nodiscard]] Level level() const noexcept { return m_level; }
    [[nodiscard]] bool isLegacy() const noexcept { return m_level != Level::Rev1; }
    [[nodiscard]] bool hasUids() const noexcept { return m_level <= Level::Imap4; }
    [[nodiscard]] bool hasList() const noexcept { return m_level <= Level::Imap4; }
    // Reading without setting \Seen; RFC822.HEADER does so everywhere.
    [[nodiscard]] bool hasPeek() const noexcept { return m_level <= Level::Imap4; }
    [[nodiscard]] CommandText::Quoting quoting() const noexcept
    {
        return m_level <= Level::Imap4 ? CommandText::Quoting::Escapes : CommandText::Quoting::NoEscapes;
    }

    // Has it, or has not refused it yet.
    [[nodiscard]] bool mayUse(Feature feature) const noexcept;
    void refuse(Feature feature) noexcept { m_refused.set(static_cast<std::size_t>(feature)); }

    // IMAP2 or IMAP2bis is open until the server was asked to CREATE INBOX (RFC 1732): NO is IMAP2bis.
    [[nodiscard]] bool isInDoubt() const noexcept { return m_level == Level::Imap2 && !m_probed; }
    void settle(Level level) noexcept;

    friend bool operator==(const Dialect &, const Dialect &) = default;

private:
    Level m_level = Level::Rev1;
    bool m_probed = false;
    std::bitset<featureCount> m_refused;
};

}
