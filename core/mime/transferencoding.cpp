// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mime/transferencoding.h"

#include "core/mime/octets.h"
#include "core/mime/part.h"

#include <QtEndian>

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

namespace mime {

namespace {

constexpr std::array<qint8, 256> makeBase64Values()
{
    constexpr char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::array<qint8, 256> values{};
    values.fill(-1);
    for (int i = 0; i < 64; ++i)
        values[static_cast<unsigned char>(alphabet[i])] = static_cast<qint8>(i);
    return values;
}
constexpr auto base64Values = makeBase64Values();

int base64Value(char c) noexcept
{
    return base64Values[static_cast<unsigned char>(c)];
}

// What each letter gives in each of the four places of a group, where it belongs in the 24 bits; what is no
// letter has a bit above them.
constexpr quint32 noLetter = quint32{1} << 31;
constexpr auto makeBase64Places()
{
    std::array<std::array<quint32, 256>, 4> places{};
    for (size_t place = 0; place < places.size(); ++place) {
        for (size_t octet = 0; octet < base64Values.size(); ++octet) {
            const bool isLetter = base64Values[octet] >= 0;
            const auto value = static_cast<quint8>(base64Values[octet]);
            places[place][octet] = !isLetter ? noLetter : quint32{value} << (18 - 6 * place);
        }
    }
    return places;
}
constexpr auto base64Places = makeBase64Places();

// Four letters at once, as long as they are letters; writes one octet too many, which the next ones replace.
// Returns how many it took.
qsizetype decodeBase64Quads(QByteArrayView text, char *&out) noexcept
{
    const auto *in = reinterpret_cast<const unsigned char *>(text.data());
    qsizetype at = 0;
    for (; at + 4 <= text.size(); at += 4) {
        const quint32 bits = base64Places[0][in[at]] | base64Places[1][in[at + 1]]
            | base64Places[2][in[at + 2]] | base64Places[3][in[at + 3]];
        if ((bits & noLetter) != 0)
            break;
        qToBigEndian(bits << 8, out);
        out += 3;
    }
    return at;
}

// The letters of an unfinished group: two make one octet, three make two, one alone is nothing.
struct Base64Group {
    quint32 bits = 0;
    int letters = 0;

    void add(int value, char *&out) noexcept
    {
        bits = bits << 6 | static_cast<quint32>(value);
        if (++letters == 4)
            finish(out);
    }
    void finish(char *&out) noexcept
    {
        const quint32 all = bits << (6 * (4 - letters));
        for (int octet = 0; octet + 1 < letters; ++octet)
            *out++ = static_cast<char>(all >> (16 - 8 * octet));
        *this = {};
    }
};

// One line of quoted-printable without its line end. Returns false when it ended with a soft line break.
bool decodeQuotedPrintableLine(QByteArrayView line, char *&out) noexcept
{
    while (!line.isEmpty() && isBlank(line.back()))
        line.chop(1);  // added on the way (RFC 2045, 6.7, rule 3)
    while (!line.isEmpty()) {
        const auto *mark =
            static_cast<const char *>(std::memchr(line.data(), '=', static_cast<size_t>(line.size())));
        const qsizetype plain = mark == nullptr ? line.size() : mark - line.data();
        std::memcpy(out, line.data(), static_cast<size_t>(plain));
        out += plain;
        line = line.sliced(plain);
        if (line.isEmpty())
            return true;
        if (line.size() == 1)
            return false;
        const auto octet = hexOctet(line, 1);
        *out++ = octet.value_or('=');  // not one of ours: stays as it is
        line = line.sliced(octet ? 3 : 1);
    }
    return true;
}

}

QByteArray decodeBase64(QByteArrayView text)
{
    QByteArray octets(text.size() / 4 * 3 + 6, Qt::Uninitialized);
    char *out = octets.data();
    Base64Group group;
    while (!text.isEmpty()) {
        if (group.letters == 0)
            text = text.sliced(decodeBase64Quads(text, out));
        if (text.isEmpty())
            break;
        const char c = text.front();
        text = text.sliced(1);
        if (const int value = base64Value(c); value >= 0)
            group.add(value, out);
        else if (c == '=')
            group.finish(out);  // also in the middle: encoders that worked in chunks
    }
    group.finish(out);
    octets.truncate(out - octets.constData());
    return octets;
}

QByteArray decodeQuotedPrintable(QByteArrayView text)
{
    QByteArray octets(text.size(), Qt::Uninitialized);
    char *out = octets.data();
    while (!text.isEmpty()) {
        const auto *lf =
            static_cast<const char *>(std::memchr(text.data(), '\n', static_cast<size_t>(text.size())));
        const qsizetype withEnd = lf == nullptr ? text.size() : lf - text.data() + 1;
        qsizetype length = lf == nullptr ? withEnd : withEnd - 1;
        if (lf != nullptr && length > 0 && text[length - 1] == '\r')
            --length;
        if (decodeQuotedPrintableLine(text.first(length), out)) {
            std::memcpy(out, text.data() + length, static_cast<size_t>(withEnd - length));
            out += withEnd - length;
        }
        text = text.sliced(withEnd);
    }
    octets.truncate(out - octets.constData());
    return octets;
}

QByteArray decodeUu(QByteArrayView text)
{
    QByteArray octets;
    bool begun = false;
    while (!text.isEmpty()) {
        qsizetype length = text.indexOf('\n');
        length = length < 0 ? text.size() : length;
        const QByteArrayView line = strippedView(text.first(length));
        text = text.sliced(std::min(length + 1, text.size()));
        if (!begun || line.isEmpty()) {
            begun = begun || line.startsWith("begin ");
            continue;
        }
        if (line == "end")
            break;
        appendUuLine(line, octets);
    }
    return octets;
}

void appendUuLine(QByteArrayView line, QByteArray &octets)
{
    const auto value = [&](qsizetype at) { return at < line.size() ? (line[at] - ' ') & 0x3f : 0; };
    const qsizetype announced = value(0);
    for (qsizetype at = 1, done = 0; done < announced && at < line.size(); at += 4) {
        const int bits = value(at) << 18 | value(at + 1) << 12 | value(at + 2) << 6 | value(at + 3);
        for (int shift = 16; shift >= 0 && done < announced; shift -= 8, ++done)
            octets.append(static_cast<char>(bits >> shift));
    }
}

qsizetype uuLineLength(char first) noexcept
{
    return 1 + (((first - ' ') & 0x3f) + 2) / 3 * 4;
}

namespace {

bool isBrokenBase64(QByteArrayView text)
{
    qsizetype letters = 0;
    for (const char c : text) {
        if (base64Value(c) >= 0)
            ++letters;
        else if (c == '=')
            letters = 0;  // whatever was open is finished
        else if (!isSpace(c))
            return true;
    }
    return letters % 4 != 0;
}

bool isBrokenQuotedPrintable(QByteArrayView text)
{
    for (qsizetype at = text.indexOf('='); at >= 0; at = text.indexOf('=', at + 1)) {
        if (hexOctet(text, at + 1))
            continue;  // as nearly always
        qsizetype next = at + 1;
        while (next < text.size() && isBlank(text[next]))
            ++next;
        const bool isSoftBreak = next == text.size() || isLineEnd(text[next]);
        if (!isSoftBreak)
            return true;
    }
    return false;
}

}

Defects transferDefects(QByteArrayView octets, QByteArrayView encoding)
{
    Defects defects;
    if (sameIgnoringCase(encoding, "base64") && isBrokenBase64(octets))
        defects.note(Defect::BrokenBase64);
    if (sameIgnoringCase(encoding, "quoted-printable") && isBrokenQuotedPrintable(octets))
        defects.note(Defect::BrokenQuotedPrintable);
    return defects;
}

namespace {

using Decoder = QByteArray (*)(QByteArrayView);

// Null: the octets are what they are.
Decoder decoderOf(QByteArrayView encoding) noexcept
{
    static constexpr std::array<std::pair<QByteArrayView, Decoder>, 5> decoders{
        {{"base64", decodeBase64},
         {"quoted-printable", decodeQuotedPrintable},
         {"x-uuencode", decodeUu},
         {"uuencode", decodeUu},
         {"x-uue", decodeUu}}};
    const QByteArrayView name = strippedView(encoding);
    const auto *found = std::find_if(decoders.begin(), decoders.end(),
                                     [name](const auto &each) { return sameIgnoringCase(name, each.first); });
    return found != decoders.end() ? found->second : nullptr;
}

}

bool isTransferCoded(QByteArrayView encoding) noexcept
{
    return decoderOf(encoding) != nullptr;
}

QByteArray decodeTransfer(QByteArrayView octets, QByteArrayView encoding)
{
    const Decoder decode = decoderOf(encoding);
    return decode != nullptr ? decode(octets) : octets.toByteArray();
}

}
