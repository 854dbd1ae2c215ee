// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <algorithm>
#include <optional>

// The few questions every parser of this room asks about octets. ASCII only and without any locale: a header
// field's name means the same in Turkey.
namespace mime {

constexpr bool isBlank(char c) noexcept
{
    return c == ' ' || c == '\t';
}

constexpr bool isLineEnd(char c) noexcept
{
    return c == '\r' || c == '\n';
}

constexpr bool isSpace(char c) noexcept
{
    return isBlank(c) || isLineEnd(c);
}

constexpr bool isControl(char c) noexcept
{
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
}

constexpr bool isDigit(char c) noexcept
{
    return c >= '0' && c <= '9';
}

constexpr bool isNotAscii(char c) noexcept
{
    return static_cast<unsigned char>(c) >= 0x80;
}

constexpr char lowered(char c) noexcept
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

constexpr bool isLetter(char c) noexcept
{
    return lowered(c) >= 'a' && lowered(c) <= 'z';
}

// 0 to 15, or -1
constexpr int hexValue(char c) noexcept
{
    if (isDigit(c))
        return c - '0';
    const char l = lowered(c);
    return l >= 'a' && l <= 'f' ? l - 'a' + 10 : -1;
}

// The octet that two hexadecimal digits at `at` stand for.
inline std::optional<char> hexOctet(QByteArrayView octets, qsizetype at) noexcept
{
    if (at + 2 > octets.size())
        return std::nullopt;
    const int high = hexValue(octets[at]), low = hexValue(octets[at + 1]);
    if (high < 0 || low < 0)
        return std::nullopt;
    return static_cast<char>(high * 16 + low);
}

inline bool sameIgnoringCase(QByteArrayView a, QByteArrayView b) noexcept
{
    return a.size() == b.size()
        && std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) { return lowered(x) == lowered(y); });
}

// The octets without white space and line ends around them.
inline QByteArrayView strippedView(QByteArrayView octets) noexcept
{
    while (!octets.isEmpty() && isSpace(octets.front()))
        octets = octets.sliced(1);
    while (!octets.isEmpty() && isSpace(octets.back()))
        octets.chop(1);
    return octets;
}

inline bool isAscii(QByteArrayView octets) noexcept
{
    return std::none_of(octets.begin(), octets.end(), isNotAscii);
}

}
