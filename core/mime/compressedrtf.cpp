// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mime/compressedrtf.h"

#include "core/mime/limits.h"
#include "core/mime/littleendian.h"

#include <algorithm>
#include <array>

namespace mime {

namespace {

constexpr quint32 compressedMark = 0x75465a4c;  // "LZFu"
constexpr quint32 plainMark = 0x414c454d;       // "MELA"
constexpr qsizetype headOctets = 16;            // two sizes, the mark, a checksum

// What the dictionary holds at the beginning ([MS-OXRTFCP], 2.1.2.1).
constexpr char beginning[] =
    "{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript "
    "\\fdecor MS "
    "Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par "
    "\\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx";
constexpr size_t beginningOctets = sizeof beginning - 1;
static_assert(beginningOctets == 207);

// A ring of 4096 octets from which the text repeats itself.
class Dictionary
{
public:
    Dictionary() { std::copy_n(beginning, beginningOctets, m_ring.begin()); }

    [[nodiscard]] size_t writePlace() const noexcept { return m_at; }
    [[nodiscard]] char at(size_t place) const noexcept { return m_ring[place % m_ring.size()]; }
    void put(char c) noexcept
    {
        m_ring[m_at] = c;
        m_at = (m_at + 1) % m_ring.size();
    }

private:
    std::array<char, 4096> m_ring{};
    size_t m_at = beginningOctets;
};

// Runs of eight tokens after an octet that says which of them are references. A reference to the place that
// is written next is the end.
QByteArray unpacked(QByteArrayView packed, qsizetype size)
{
    QByteArray text;
    Dictionary dictionary;
    const auto put = [&](char c) {
        text += c;
        dictionary.put(c);
    };
    for (qsizetype at = 0; at < packed.size() && text.size() < size;) {
        const auto kinds = static_cast<unsigned char>(packed[at++]);
        for (int token = 0; token < 8 && at < packed.size() && text.size() < size; ++token) {
            if ((kinds >> token & 1) == 0) {
                put(packed[at++]);
                continue;
            }
            if (at + 2 > packed.size())
                return text;
            const unsigned reference = static_cast<unsigned>(static_cast<unsigned char>(packed[at])) << 8
                | static_cast<unsigned char>(packed[at + 1]);
            at += 2;
            const size_t from = reference >> 4;
            if (from == dictionary.writePlace())
                return text;
            for (size_t i = 0; i < (reference & 15) + 2; ++i)
                put(dictionary.at(from + i));
        }
    }
    text.truncate(std::min(text.size(), size));
    return text;
}

}

std::optional<QByteArray> decompressedRtf(QByteArrayView octets)
{
    LittleEndian head(octets);
    head.number(4);  // of the whole, which the property has told as well
    const auto size = static_cast<qsizetype>(std::min<quint64>(head.number(4), limits::richTextOctets));
    const quint64 mark = head.number(4);
    if (octets.size() < headOctets || (mark != compressedMark && mark != plainMark))
        return std::nullopt;
    const QByteArrayView content = octets.sliced(headOctets);
    return mark == plainMark ? content.first(std::min(content.size(), size)).toByteArray()
                             : unpacked(content, size);
}

}
