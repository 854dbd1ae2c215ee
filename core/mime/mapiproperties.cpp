// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mime/mapiproperties.h"

#include "core/mime/littleendian.h"

#include <QStringDecoder>

#include <optional>

namespace mime {

namespace {

constexpr quint32 manyValues = 0x1000;   // a flag in the type
constexpr quint32 firstNamed = 0x8000;   // of the ids
constexpr size_t mostProperties = 5000;  // a message has some hundred

// Of one value, filled up to four octets; nullopt: each value tells its own. Unknown types cannot be skipped.
struct Width {
    std::optional<quint64> octets;
    bool isKnown = true;
};

Width widthOf(quint32 type)
{
    switch (type) {
    case 0x02:  // two octets and two of padding
    case 0x03:
    case 0x04:
    case 0x0a:
    case 0x0b: return {4};
    case 0x05:
    case 0x06:
    case 0x07:
    case 0x14:
    case 0x40: return {8};
    case 0x48: return {16};
    case MapiProperty::Object:
    case MapiProperty::String8:
    case MapiProperty::Unicode:
    case MapiProperty::Binary: return {std::nullopt};
    default: return {std::nullopt, false};
    }
}

// GUID, then a number or a name
void skipName(LittleEndian &in)
{
    constexpr quint64 guid = 16;
    in.octets(guid);
    const bool isText = in.number(4) == 1;
    const quint64 size = isText ? in.number(4) : 4;
    in.octets(size);
    in.skipPadding(size);
}

QByteArrayView nextValue(LittleEndian &in, const Width &width)
{
    const quint64 size = width.octets ? *width.octets : in.number(4);
    const QByteArrayView value = in.octets(size);
    in.skipPadding(size);
    return value;
}

}

MapiProperties mapiProperties(QByteArrayView octets)
{
    MapiProperties found;
    LittleEndian in(octets);
    for (quint64 left = in.number(4); left > 0 && !in.failed(); --left) {
        const auto type = static_cast<quint32>(in.number(2)), id = static_cast<quint32>(in.number(2));
        if (id >= firstNamed)
            skipName(in);
        const Width width = widthOf(type & ~manyValues);
        if (!width.isKnown || found.properties.size() >= mostProperties) {
            found.defects.note(Defect::DamagedFile);
            return found;
        }
        const bool isCounted = (type & manyValues) != 0 || !width.octets;
        QByteArrayView first;
        const quint64 values = isCounted ? in.number(4) : 1;
        for (quint64 value = 0; value < values && !in.failed(); ++value) {
            const QByteArrayView next = nextValue(in, width);
            first = value == 0 ? next : first;
        }
        if (!in.failed())
            found.properties.push_back({id, type & ~manyValues, first});
    }
    if (in.failed())
        found.defects.note(Defect::DamagedFile);
    return found;
}

QString unicodeText(QByteArrayView value)
{
    QStringDecoder decoder(QStringDecoder::Utf16LE);
    const QString text = decoder(value.first(value.size() / 2 * 2));
    const qsizetype end = text.indexOf(QChar(u'\0'));
    return end < 0 ? text : text.first(end);
}

}
