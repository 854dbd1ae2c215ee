// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayList>
#include <QMetaType>
#include <QtGlobal>

namespace store {

// The flags of one copy (RFC 3501, 2.3.2): the well-known ones as bits, other keywords by name in lower case,
// sorted.
struct Flags {
    enum Bit : quint32 {
        Seen = 1U << 0U,
        Answered = 1U << 1U,
        Flagged = 1U << 2U,
        Deleted = 1U << 3U,
        Draft = 1U << 4U,
        Recent = 1U << 5U,          // informational, never stored as ours
        MdnSent = 1U << 6U,         // $MDNSent: a receipt was handled; not "was sent" (RFC 3503, 3)
        Forwarded = 1U << 7U,       // $Forwarded
        ReceiptHandled = 1U << 8U,  // receipt-handled: another client's private mark of the same
        Junk = 1U << 9U,            // $Junk
        NotJunk = 1U << 10U,
        Phishing = 1U << 11U,
    };
    quint32 bits = 0;
    QByteArrayList keywords;

    [[nodiscard]] bool has(Bit bit) const noexcept { return (bits & bit) != 0; }
    friend bool operator==(const Flags &, const Flags &) = default;
};

[[nodiscard]] Flags flagsFromNames(const QByteArrayList &names);  // any case
[[nodiscard]] QByteArrayList flagNames(const Flags &flags);       // for the wire, without \Recent
[[nodiscard]] Flags withFlag(Flags flags, const QByteArray &name, bool set);

}

Q_DECLARE_METATYPE(store::Flags)
