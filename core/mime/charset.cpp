// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mime/charset.h"

#include "core/mime/octets.h"
#include "core/mime/part.h"

#include <QStringDecoder>

#include <array>

using namespace Qt::StringLiterals;

namespace mime {

namespace {

struct Alias {
    QByteArrayView label, name;
};

// Labels that mean more in practice than they say. The right side is always a superset of the left, so that
// correct mail reads the same.
constexpr std::array aliases{
    Alias{"us-ascii", "utf-8"},
    Alias{"ascii", "utf-8"},
    Alias{"ansi_x3.4-1968", "utf-8"},
    Alias{"utf8", "utf-8"},
    Alias{"unicode-1-1-utf-8", "utf-8"},
    Alias{"utf-8-sig", "utf-8"},
    Alias{"utf-8mb4", "utf-8"},
    Alias{"iso-8859-1", "windows-1252"},
    Alias{"iso8859-1", "windows-1252"},
    Alias{"iso_8859-1", "windows-1252"},
    Alias{"latin1", "windows-1252"},
    Alias{"latin-1", "windows-1252"},
    Alias{"cp1252", "windows-1252"},
    Alias{"cp-1252", "windows-1252"},
    Alias{"ansi", "windows-1252"},
    Alias{"iso-8859-9", "windows-1254"},
    Alias{"latin5", "windows-1254"},
    Alias{"iso-8859-11", "windows-874"},
    Alias{"tis-620", "windows-874"},
    Alias{"iso-8859-8-i", "iso-8859-8"},
    Alias{"iso-8859-8-e", "iso-8859-8"},
    Alias{"gb2312", "gb18030"},
    Alias{"gbk", "gb18030"},
    Alias{"gb_2312-80", "gb18030"},
    Alias{"cp936", "gb18030"},
    Alias{"x-gbk", "gb18030"},
    Alias{"x-sjis", "windows-31j"},
    Alias{"shift_jis", "windows-31j"},
    Alias{"shift-jis", "windows-31j"},
    Alias{"sjis", "windows-31j"},
    Alias{"cp932", "windows-31j"},
    Alias{"ks_c_5601-1987", "windows-949"},
    Alias{"ks_c_5601", "windows-949"},
    Alias{"euc-kr", "windows-949"},
    Alias{"cp949", "windows-949"},
    Alias{"unicode-1-1-utf-7", "utf-7"},
    Alias{"x-mac-roman", "macintosh"},
    Alias{"cp1250", "windows-1250"},
    Alias{"cp1251", "windows-1251"},
    Alias{"win-1251", "windows-1251"},
    Alias{"x-euc-jp", "euc-jp"},
    Alias{"big5-hkscs", "big5-hkscs"},
};

// windows-1252, 0x80 to 0x9f; the five unassigned octets stay C1 controls, as browsers do it.
constexpr std::array<char16_t, 32> upperWindows1252{
    0x20ac, 0x81,   0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x8d,   0x017d, 0x8f,   0x90,   0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
    0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0x9d,   0x017e, 0x0178};

// An escape sequence with no text behind it before the next one. ICU takes such an empty segment for an
// attack and writes U+FFFD; in mail it is what two neighbouring encoded words leave at their seam (each
// begins and ends in ASCII, RFC 1468), and it changes nothing that follows.
QByteArray withoutEmptySegments(QByteArrayView octets)
{
    constexpr char escape = '\x1b';
    QByteArray kept;
    kept.reserve(octets.size());
    for (qsizetype at = 0; at < octets.size();) {
        // ESC ( B, ESC $ B, ESC $ ( D: intermediates 0x20 to 0x2f, then one final octet (ISO 2022)
        qsizetype end = at + 1;
        if (octets[at] == escape) {
            while (end < octets.size() && octets[end] >= 0x20 && octets[end] <= 0x2f)
                ++end;
            end = std::min(end + 1, octets.size());
        }
        const bool isEmpty = octets[at] == escape && end < octets.size() && octets[end] == escape;
        if (!isEmpty)
            kept.append(octets.sliced(at, end - at));
        at = end;
    }
    return kept;
}

// A converter's name is looked up in tables of aliases; nothing longer than any of them gets there.
bool mayBeCharset(const QByteArray &name) noexcept
{
    return !name.isEmpty() && name.size() <= 60 && !name.contains('\0');
}

QString fromUtf8(QByteArrayView octets)
{
    return octets.isValidUtf8() || hasUtf8Character(octets) ? QString::fromUtf8(octets)
                                                            : windows1252Text(octets);
}

}

QByteArray canonicalCharset(QByteArrayView label)
{
    const QByteArray name = strippedView(label).toByteArray().toLower();
    const auto *known =
        std::find_if(aliases.begin(), aliases.end(), [&](const Alias &a) { return a.label == name; });
    return known == aliases.end() ? name : known->name.toByteArray();
}

bool isKnownCharset(const QByteArray &name)
{
    return name == "utf-8" || name == "windows-1252"
        || (mayBeCharset(name) && QStringDecoder(name.constData()).isValid());
}

bool hasUtf8Character(QByteArrayView octets) noexcept
{
    for (qsizetype i = 0; i + 1 < octets.size(); ++i) {
        const auto lead = static_cast<unsigned char>(octets[i]);
        const qsizetype length = lead >= 0xf0 && lead < 0xf5 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc2 ? 2 : 0;
        if (length > 0 && lead < 0xf5 && i + length <= octets.size()
            && octets.sliced(i, length).isValidUtf8())
            return true;
    }
    return false;
}

QString windows1252Text(QByteArrayView octets)
{
    QString text = QString::fromLatin1(octets);
    for (QChar &c : text) {
        if (c.unicode() >= 0x80 && c.unicode() < 0xa0)
            c = QChar(upperWindows1252[c.unicode() - 0x80U]);
    }
    return text;
}

QString guessedText(QByteArrayView octets)
{
    return octets.isValidUtf8() ? QString::fromUtf8(octets) : windows1252Text(octets);
}

QString decodeCharset(QByteArrayView octets, QByteArrayView charset)
{
    const QByteArray name = canonicalCharset(charset);
    if (name == "utf-8")
        return fromUtf8(octets);
    if (name == "windows-1252")
        return windows1252Text(octets);
    if (!mayBeCharset(name))
        return guessedText(octets);
    QStringDecoder decoder(name.constData());
    if (!decoder.isValid())
        return guessedText(octets);
    if (name.startsWith("iso-2022-jp"))
        return decoder(withoutEmptySegments(octets));
    return decoder(octets);
}

}
