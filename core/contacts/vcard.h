// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mime/address.h"

#include <QByteArray>
#include <QString>

#include <vector>

// Address books as other programs have them.
namespace contacts {

// What we keep of a card: who it is and where one can write to. No name: it has none.
struct Card {
    QString name{};
    std::vector<mime::Mailbox> addresses{};  // without names

    friend bool operator==(const Card &, const Card &) = default;
};

struct CardFile {
    std::vector<Card> cards{};  // with an address
    int withoutAddress = 0;     // cards to which nobody can write
    int defects = 0;            // addresses that are none, cards without an end, lines that are no property
    bool isCut = false;         // it was longer than anybody's address book

    friend bool operator==(const CardFile &, const CardFile &) = default;
};

inline constexpr qsizetype largestFile = qsizetype{32} * 1024 * 1024;  // octets
inline constexpr std::size_t mostCards = 50'000;

// vCard 4.0 (RFC 6350), 3.0 (RFC 2426) and 2.1, with any line ends. Total: what cannot be read is counted and
// left out, and nothing of a card is ever fetched from elsewhere.
[[nodiscard]] CardFile readCards(const QByteArray &octets);

// As vCard 4.0: UTF-8, CRLF, lines of at most 75 octets (RFC 6350, 3.2). A name is never a property: line
// ends and control characters in it are blanks.
[[nodiscard]] QByteArray writeCards(const std::vector<Card> &cards);

}
