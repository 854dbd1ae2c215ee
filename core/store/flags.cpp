// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/flags.h"

#include <algorithm>
#include <array>

namespace store {

namespace {

struct KnownFlag {
    Flags::Bit bit;
    const char *wire;  // as it is sent
    const char *lower;
};

// RFC 3501, 2.3.2; RFC 3503; RFC 5788's registry. "Junk" and "NonJunk" of older clients are not the
// registered keywords: sent back as those they would be another flag, so they stay keywords.
constexpr auto knownFlags = std::to_array<KnownFlag>({
    {Flags::Seen, "\\Seen", "\\seen"},
    {Flags::Answered, "\\Answered", "\\answered"},
    {Flags::Flagged, "\\Flagged", "\\flagged"},
    {Flags::Deleted, "\\Deleted", "\\deleted"},
    {Flags::Draft, "\\Draft", "\\draft"},
    {Flags::Recent, "\\Recent", "\\recent"},
    {Flags::MdnSent, "$MDNSent", "$mdnsent"},
    {Flags::Forwarded, "$Forwarded", "$forwarded"},
    {Flags::ReceiptHandled, "receipt-handled", "receipt-handled"},
    {Flags::Junk, "$Junk", "$junk"},
    {Flags::NotJunk, "$NotJunk", "$notjunk"},
    {Flags::Phishing, "$Phishing", "$phishing"},
});

quint32 bitOf(const QByteArray &lower)
{
    const auto known = std::find_if(knownFlags.begin(), knownFlags.end(),
                                    [&](const KnownFlag &flag) { return lower == flag.lower; });
    return known == knownFlags.end() ? 0U : static_cast<quint32>(known->bit);
}

}

Flags flagsFromNames(const QByteArrayList &names)
{
    Flags flags;
    for (const QByteArray &name : names) {
        const QByteArray lower = name.toLower();
        const quint32 bit = bitOf(lower);
        flags.bits |= bit;
        if (bit == 0 && !lower.isEmpty()
            && lower != "\\*")  // "\*" says that keywords may be made, of PERMANENTFLAGS
            flags.keywords.append(lower);
    }
    std::sort(flags.keywords.begin(), flags.keywords.end());
    flags.keywords.erase(std::unique(flags.keywords.begin(), flags.keywords.end()), flags.keywords.end());
    return flags;
}

QByteArrayList flagNames(const Flags &flags)
{
    QByteArrayList names;
    for (const KnownFlag &known : knownFlags) {
        if (flags.has(known.bit) && known.bit != Flags::Recent)
            names.append(known.wire);
    }
    return names + flags.keywords;
}

Flags withFlag(Flags flags, const QByteArray &name, bool set)
{
    const QByteArray lower = name.toLower();
    if (const quint32 bit = bitOf(lower); bit != 0) {
        flags.bits = set ? flags.bits | bit : flags.bits & ~bit;
        return flags;
    }
    const auto at = std::lower_bound(flags.keywords.begin(), flags.keywords.end(), lower);
    const bool there = at != flags.keywords.end() && *at == lower;
    if (set && !there && !lower.isEmpty())
        flags.keywords.insert(at, lower);
    else if (!set && there)
        flags.keywords.erase(at);
    return flags;
}

}
