// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHashFunctions>
#include <QMetaType>

#include <compare>

// The numbers that name a message and a state of its mailbox for longer than one connection (RFC
// 3501, 2.3.1.1; RFC 7162, 3). They are values without protocol, and live here because the wire, the store
// and the journal share them. Message sequence numbers are not here on purpose: only imap/ knows them
// (imap/wire/types.h).
namespace imap {

struct Uid {
    quint32 value = 0;  // 0: none
    friend auto operator<=>(const Uid &, const Uid &) = default;
};

struct UidValidity {
    quint32 value = 0;  // 0: the server gave none
    friend auto operator<=>(const UidValidity &, const UidValidity &) = default;
};

struct ModSeq {
    quint64 value = 0;  // 63 bits; 0: none
    friend auto operator<=>(const ModSeq &, const ModSeq &) = default;
};

inline size_t qHash(Uid uid, size_t seed = 0) noexcept
{
    return ::qHash(uid.value, seed);
}

}

Q_DECLARE_METATYPE(imap::Uid)
