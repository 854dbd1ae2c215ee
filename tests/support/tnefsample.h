// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

// Small containers of Outlook's kind, winmail.dat ([MS-OXTNEF]), made by hand.
namespace tnefsample {

inline QByteArray littleEndian(quint64 value, int width)
{
    QByteArray octets;
    for (int i = 0; i < width; ++i)
        octets += static_cast<char>(value >> (8 * i));
    return octets;
}

// level: 1 of the message, 2 of a file
inline QByteArray attribute(int level, quint64 id, const QByteArray &data)
{
    quint64 sum = 0;
    for (const char c : data)
        sum += static_cast<unsigned char>(c);
    return littleEndian(static_cast<quint64>(level), 1) + littleEndian(id, 2) + littleEndian(6, 2)
        + littleEndian(static_cast<quint64>(data.size()), 4) + data + littleEndian(sum, 2);
}

inline QByteArray beginning()
{
    return littleEndian(0x223e9f78, 4) + littleEndian(1, 2);
}

inline QByteArray file(const QByteArray &name, const QByteArray &octets)
{
    return attribute(2, 0x9002, {}) + attribute(2, 0x8010, name + '\0') + attribute(2, 0x800f, octets);
}

inline QByteArray withFile(const QByteArray &name, const QByteArray &octets)
{
    return beginning() + file(name, octets);
}

inline QByteArray withText(const QByteArray &text)
{
    return beginning() + attribute(1, 0x800c, text + '\0');
}

}
