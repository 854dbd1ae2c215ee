// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mime/charsetguess.h"

#include "core/mime/octets.h"

#include <QStringEncoder>

#include <algorithm>
#include <array>
#include <vector>

using namespace Qt::StringLiterals;

namespace mime {

namespace {

constexpr qsizetype examined = qsizetype{64} * 1024;

constexpr int octetAt(QByteArrayView octets, qsizetype at) noexcept
{
    return at < octets.size() ? static_cast<unsigned char>(octets[at]) : 0;
}

// A long text cut between the octets of a character is none the worse for it.
bool isUtf8(QByteArrayView octets) noexcept
{
    for (int cut = 0; cut < 4 && cut <= octets.size(); ++cut) {
        if (octets.first(octets.size() - cut).isValidUtf8())
            return true;
        if (octets.size() < examined)
            return false;
    }
    return false;
}

QByteArray byMark(QByteArrayView octets)
{
    if (octets.startsWith("\xef\xbb\xbf"))
        return "utf-8"_ba;
    if (octets.startsWith(QByteArrayView("\xff\xfe\0\0", 4)))
        return "utf-32le"_ba;
    if (octets.startsWith("\xff\xfe"))
        return "utf-16le"_ba;
    return octets.startsWith("\xfe\xff") ? "utf-16be"_ba : QByteArray();
}

// Seven-bit charsets that switch by escape sequences (RFC 1468, RFC 1557).
QByteArray byEscape(QByteArrayView octets)
{
    if (octets.contains("\x1b$)C"))
        return "iso-2022-kr"_ba;
    const bool isJapanese =
        octets.contains("\x1b$B") || octets.contains("\x1b$@") || octets.contains("\x1b(J");
    return isJapanese ? "iso-2022-jp"_ba : QByteArray();
}

// Western text in UTF-16 has a NUL in every second place.
QByteArray byZeros(QByteArrayView octets)
{
    std::array<qsizetype, 2> zeros{};
    for (qsizetype at = 0; at < octets.size(); ++at)
        zeros[static_cast<size_t>(at % 2)] += octets[at] == '\0' ? 1 : 0;
    const qsizetype many = octets.size() / 4;
    if (octets.size() < 4 || std::max(zeros[0], zeros[1]) <= many)
        return {};
    return zeros[0] > zeros[1] ? "utf-16be"_ba : "utf-16le"_ba;
}

// A charset of two octets a character: its form, and the characters that every text in it is full of.
struct DoubleOctets {
    QByteArrayView name;
    bool (*isPair)(int lead, int trail) noexcept = nullptr;
    bool (*isFrequent)(int lead, int trail) noexcept = nullptr;
    int percent = 0;  // of its characters are frequent ones
};

constexpr bool within(int octet, int low, int high) noexcept
{
    return octet >= low && octet <= high;
}

bool isEucPair(int lead, int trail) noexcept
{
    return within(lead, 0xa1, 0xfe) && within(trail, 0xa1, 0xfe);
}

bool isShiftJisPair(int lead, int trail) noexcept
{
    return (within(lead, 0x81, 0x9f) || within(lead, 0xe0, 0xfc))
        && (within(trail, 0x40, 0x7e) || within(trail, 0x80, 0xfc));
}

bool isBig5Pair(int lead, int trail) noexcept
{
    return within(lead, 0xa1, 0xf9) && (within(trail, 0x40, 0x7e) || within(trail, 0xa1, 0xfe));
}

// In this order: the earlier ones are the more particular.
constexpr std::array doubleOctets{
    // hiragana and katakana
    DoubleOctets{"shift_jis", isShiftJisPair,
                 [](int lead, int trail) noexcept {
                     return (lead == 0x82 && within(trail, 0x9f, 0xf1))
                         || (lead == 0x83 && within(trail, 0x40, 0x96));
                 },
                 25},
    DoubleOctets{"euc-jp", isEucPair, [](int lead, int) noexcept { return lead == 0xa4 || lead == 0xa5; },
                 25},
    // the syllables of Hangul, then the first level of Chinese characters
    DoubleOctets{"euc-kr", isEucPair, [](int lead, int) noexcept { return within(lead, 0xb0, 0xc8); }, 90},
    DoubleOctets{
        "gb18030", isEucPair,
        [](int lead, int) noexcept { return within(lead, 0xb0, 0xd7) || lead == 0xa1 || lead == 0xa3; }, 80},
    DoubleOctets{"big5", isBig5Pair,
                 [](int lead, int) noexcept { return within(lead, 0xa4, 0xc6) || lead == 0xa1; }, 80},
};

bool isIn(const DoubleOctets &charset, QByteArrayView octets) noexcept
{
    qsizetype pairs = 0, frequent = 0;
    for (qsizetype at = 0; at < octets.size(); ++at) {
        const int lead = octetAt(octets, at);
        if (lead < 0x80)
            continue;
        const int trail = octetAt(octets, ++at);
        if (at >= octets.size())
            break;
        if (!charset.isPair(lead, trail))
            return false;
        ++pairs;
        frequent += charset.isFrequent(lead, trail) ? 1 : 0;
    }
    constexpr qsizetype few = 4;  // say nothing
    return pairs >= few && frequent * 100 >= pairs * charset.percent;
}

// Letters of one octet each; the most frequent ones of the languages written with them.
struct Alphabet {
    QByteArrayView name;
    QStringView letters;
};

constexpr std::array alphabets{
    Alphabet{"windows-1251", u"оеаинтсрвлкмдп"}, Alphabet{"koi8-r", u"оеаинтсрвлкмдп"},
    Alphabet{"iso-8859-5", u"оеаинтсрвлкмдп"},   Alphabet{"windows-1253", u"αοιετσνηυρπκμλς"},
    Alphabet{"windows-1255", u"יוהלארתבשמנםע"},
};

qsizetype lettersOf(const Alphabet &alphabet, QByteArrayView octets)
{
    QStringEncoder encoder(alphabet.name.data());
    const QByteArray frequent = encoder.isValid() ? QByteArray(encoder(alphabet.letters)) : QByteArray();
    return std::count_if(octets.begin(), octets.end(),
                         [&](char c) { return isNotAscii(c) && frequent.contains(c); });
}

// Words made of letters beyond ASCII alone: in Western text these stand between others.
bool isForeignScript(QByteArrayView octets) noexcept
{
    qsizetype run = 0, inRuns = 0, ascii = 0;
    for (const char c : octets) {
        run = isNotAscii(c) ? run + 1 : 0;
        inRuns += run == 3 ? 3 : run > 3 ? 1 : 0;
        ascii += isLetter(c) ? 1 : 0;
    }
    constexpr qsizetype few = 6;
    return inRuns >= few && inRuns * 4 >= ascii;
}

QByteArray byLetters(QByteArrayView octets)
{
    const auto high = std::count_if(octets.begin(), octets.end(), isNotAscii);
    const Alphabet *best = nullptr;
    qsizetype most = high / 2;  // fewer prove nothing
    for (const Alphabet &alphabet : alphabets) {
        if (const qsizetype letters = lettersOf(alphabet, octets); letters > most) {
            most = letters;
            best = &alphabet;
        }
    }
    return best == nullptr ? QByteArray() : best->name.toByteArray();
}

constexpr std::array<QByteArrayView, 30> offered{
    "utf-8",        "windows-1252", "iso-8859-15",  "windows-1250", "iso-8859-2",   "windows-1251",
    "koi8-r",       "koi8-u",       "iso-8859-5",   "windows-1253", "iso-8859-7",   "windows-1254",
    "windows-1255", "iso-8859-8",   "windows-1256", "iso-8859-6",   "windows-1257", "iso-8859-13",
    "windows-1258", "windows-874",  "iso-2022-jp",  "shift_jis",    "euc-jp",       "gb18030",
    "big5",         "euc-kr",       "iso-2022-kr",  "utf-16le",     "utf-16be",     "macintosh"};

}

QByteArray guessedCharset(QByteArrayView octets)
{
    octets = octets.first(std::min(octets.size(), examined));
    if (QByteArray marked = byMark(octets); !marked.isEmpty())
        return marked;
    if (QByteArray wide = byZeros(octets); !wide.isEmpty())
        return wide;
    if (isUtf8(octets)) {
        QByteArray switched = octets.contains('\x1b') ? byEscape(octets) : QByteArray();
        return switched.isEmpty() ? "utf-8"_ba : switched;
    }
    // Alphabets first: their words could be pairs as well, but not made of frequent letters alone.
    const bool isForeign = isForeignScript(octets);
    QByteArray lettered = isForeign ? byLetters(octets) : QByteArray();
    for (const DoubleOctets &charset : doubleOctets) {
        if (isForeign && lettered.isEmpty() && isIn(charset, octets))
            return charset.name.toByteArray();
    }
    return lettered.isEmpty() ? "windows-1252"_ba : lettered;
}

std::span<const QByteArrayView> offeredCharsets() noexcept
{
    return offered;
}

}
