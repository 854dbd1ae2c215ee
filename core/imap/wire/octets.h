// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

#include <array>

// The character classes of RFC 3501, 9, as look-ups. 8-bit octets are taken wherever an atom may stand:
// servers send raw UTF-8 names.
namespace imap {

namespace octets {

enum Class : unsigned char { EndsWord = 1, AstringChar = 2 };

constexpr std::array<unsigned char, 256> makeTable()
{
    std::array<unsigned char, 256> table{};
    for (std::size_t c = 0x21; c < 256; ++c)
        table[c] = AstringChar;
    table[0x7f] = 0;
    for (const char special : {'(', ')', '{', '%', '*', '"', '\\'})
        table[static_cast<unsigned char>(special)] = 0;
    for (const char end : {' ', '(', ')', '[', ']', '<', '"', '\r', '\n'})
        table[static_cast<unsigned char>(end)] |= EndsWord;
    return table;
}

inline constexpr auto table = makeTable();

}

// ASTRING-CHAR = ATOM-CHAR / resp-specials
[[nodiscard]] inline bool isAstringChar(char c) noexcept
{
    return (octets::table[static_cast<unsigned char>(c)] & octets::AstringChar) != 0;
}

// What ends a keyword such as NIL, OK or BODY.
[[nodiscard]] inline bool endsWord(char c) noexcept
{
    return (octets::table[static_cast<unsigned char>(c)] & octets::EndsWord) != 0;
}

[[nodiscard]] constexpr char asciiUpper(char c) noexcept
{
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - ('a' - 'A')) : c;
}

// `upper` is upper case and as long as `octets`.
[[nodiscard]] inline bool equalsUpper(QByteArrayView octets, QByteArrayView upper) noexcept
{
    if (octets.size() != upper.size())
        return false;
    for (qsizetype i = 0; i < octets.size(); ++i) {
        if (asciiUpper(octets[i]) != upper[i])
            return false;
    }
    return true;
}

// The number an ill-formed size begins with: "9.3736e+06" is 9373600, "-1" and "NIL" are 0. Saturates.
[[nodiscard]] quint64 leadingNumber(QByteArrayView text) noexcept;

}
