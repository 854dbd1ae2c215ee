// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contacts/vcard.h"

#include <QList>

// What must hold for any octets that are given to us as an address book. The fuzz target and the replay of
// its corpus share it.
namespace fuzz {

inline bool hasSoundLines(const QByteArray &octets)
{
    for (const QByteArray &line : octets.split('\n')) {
        if (line.isEmpty())
            continue;
        if (!line.endsWith('\r') || line.count('\r') != 1 || line.size() > 76)
            return false;
        for (const char c : line.chopped(1)) {
            if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f)
                return false;
        }
    }
    return true;
}

// Whatever was read is written and read again as it was; one without a name is called by its address then.
inline bool cards(QByteArrayView octets)
{
    const contacts::CardFile read = contacts::readCards(octets.toByteArray());
    const QByteArray written = contacts::writeCards(read.cards);
    const contacts::CardFile again = contacts::readCards(written);
    if (!hasSoundLines(written) || again.cards.size() != read.cards.size() || again.defects != 0)
        return false;
    for (std::size_t i = 0; i < read.cards.size(); ++i) {
        const contacts::Card &card = read.cards[i];
        if (again.cards[i].addresses != card.addresses
            || (!card.name.isEmpty() && again.cards[i].name != card.name))
            return false;
    }
    return true;
}

}
