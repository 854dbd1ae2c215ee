// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/safetext.h"

#include "core/mime/part.h"

#include <algorithm>
#include <array>

namespace safetext {

namespace {

constexpr char32_t replacement = 0xFFFD;
constexpr qsizetype maxServerWords = 300;
constexpr qsizetype maxFileNameOctets = 200;

// Look empty but are letters or symbols to Unicode.
constexpr std::array<char32_t, 7> blankLetters{0x115F, 0x1160, 0x2800, 0x3164, 0xFFA0, 0x034F, 0x1D159};

bool isBlank(char32_t c)
{
    return QChar::isSpace(c) || std::find(blankLetters.begin(), blankLetters.end(), c) != blankLetters.end();
}

// Scripts and emoji need the zero-width joiners inside words; everything else of category Cf is invisible or
// reorders.
bool isDropped(char32_t c)
{
    return QChar::category(c) == QChar::Other_Format && c != 0x200C && c != 0x200D;
}

// No characters at all (Unicode, 23.7); some of them are a text engine's own marks.
bool isNoncharacter(char32_t c)
{
    return (c >= 0xFDD0 && c <= 0xFDEF) || (c & 0xFFFE) == 0xFFFE;
}

bool isControl(char32_t c)
{
    const auto category = QChar::category(c);
    return category == QChar::Other_Control || category == QChar::Other_Surrogate || c == 0x2028
        || c == 0x2029 || isNoncharacter(c);
}

template <typename Visit>
void forEachCharacter(QStringView text, Visit visit)
{
    for (qsizetype i = 0; i < text.size(); ++i) {
        char32_t c = text[i].unicode();
        if (QChar::isHighSurrogate(c) && i + 1 < text.size() && text[i + 1].isLowSurrogate()) {
            c = QChar::surrogateToUcs4(text[i], text[i + 1]);
            ++i;
        }
        visit(c);
    }
}

void append(QString &text, char32_t c)
{
    text += QChar::fromUcs4(c);
}

bool isReservedInNames(char32_t c)
{
    return c == U'/' || c == U'\\' || c == U':' || c == U'*' || c == U'?' || c == U'"' || c == U'<'
        || c == U'>' || c == U'|' || c == 0;
}

// Cut between characters, so that the UTF-8 form fits.
QString withinOctets(const QString &text, qsizetype octets)
{
    QString kept;
    qsizetype used = 0;
    bool full = false;
    forEachCharacter(text, [&](char32_t c) {
        const qsizetype needs = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
        full = full || used + needs > octets;
        if (full)
            return;
        used += needs;
        append(kept, c);
    });
    return kept;
}

}

QString line(QStringView text)
{
    QString clean;
    clean.reserve(text.size());
    bool blank = false;
    forEachCharacter(text, [&](char32_t c) {
        if (isDropped(c))
            return;
        if (isBlank(c)) {
            blank = !clean.isEmpty();
            return;
        }
        if (std::exchange(blank, false))
            clean += QLatin1Char(' ');
        append(clean, isControl(c) ? replacement : c);
    });
    return clean;
}

QString paragraphs(QStringView text)
{
    QString clean;
    clean.reserve(text.size());
    forEachCharacter(text, [&](char32_t c) {
        if (c == U'\n' || c == U'\t')
            append(clean, c);
        else if (!isDropped(c))
            append(clean, isControl(c) ? replacement : c);
    });
    return clean;
}

QString quoted(QStringView text)
{
    return QChar(0x2068) + line(text) + QChar(0x2069);
}

QString quoted(const QByteArray &octets)
{
    return quoted(mime::decodeCharset(octets, "utf-8"));
}

QString serverWords(const QByteArray &octets)
{
    QString words = line(mime::decodeCharset(octets, "utf-8"));
    if (words.size() > maxServerWords)
        words = words.left(maxServerWords - 1) + QChar(0x2026);
    return words;
}

QString address(const QByteArray &addrSpec)
{
    return line(mime::decodeCharset(addrSpec, "utf-8"));
}

QString fileName(QStringView suggested, QStringView fallback)
{
    const qsizetype slash = std::max(suggested.lastIndexOf(u'/'), suggested.lastIndexOf(u'\\'));
    QString name;
    forEachCharacter(line(suggested.mid(slash + 1)),
                     [&](char32_t c) { append(name, isReservedInNames(c) || c == replacement ? U'_' : c); });
    while (name.startsWith(QLatin1Char('.')) || name.startsWith(QLatin1Char('-'))
           || name.startsWith(QLatin1Char(' ')))
        name.remove(0, 1);
    while (name.endsWith(QLatin1Char('.')) || name.endsWith(QLatin1Char(' ')))
        name.chop(1);
    if (name.isEmpty())
        return fallback.toString();
    if (name.toUtf8().size() <= maxFileNameOctets)
        return name;
    const qsizetype dot = name.lastIndexOf(QLatin1Char('.'));
    const QString extension = dot > 0 && name.size() - dot <= 12 ? name.mid(dot) : QString();
    return withinOctets(name, maxFileNameOctets - extension.toUtf8().size()) + extension;
}

}
