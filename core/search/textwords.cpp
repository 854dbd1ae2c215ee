// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/textwords.h"

#include <algorithm>
#include <array>
#include <limits>

namespace search {

namespace {

constexpr qsizetype mostSought = 64;

struct Letter {
    char32_t from;
    const char16_t *to;
};
// Letters that Unicode does not take apart, in the form in which people write them without.
constexpr auto strokes = std::to_array<Letter>({
    {U'\u00DF', u"ss"},
    {U'\u00E6', u"ae"},
    {U'\u00F0', u"d"},
    {U'\u00F8', u"o"},
    {U'\u00FE', u"th"},
    {U'\u0111', u"d"},
    {U'\u0127', u"h"},
    {U'\u0131', u"i"},
    {U'\u0142', u"l"},
    {U'\u0153', u"oe"},
    {U'\u0167', u"t"},
});

struct Span {
    char32_t first, last;
};
template <typename Spans>
constexpr bool isIn(const Spans &spans, char32_t c)
{
    return std::any_of(spans.begin(), spans.end(),
                       [c](const Span &span) { return c >= span.first && c <= span.last; });
}

// Marks that are left out in writing: accents, Hebrew points, Arabic vowels, variation selectors.
constexpr auto droppedMarks = std::to_array<Span>({{0x0300, 0x036F},
                                                   {0x0591, 0x05C7},
                                                   {0x0640, 0x0640},
                                                   {0x064B, 0x065F},
                                                   {0x0670, 0x0670},
                                                   {0xFE00, 0xFE0F}});

// Thai to Myanmar, Khmer, Kana and Han.
constexpr auto withoutBlanks = std::to_array<Span>({{0x0E00, 0x0EFF},
                                                    {0x1000, 0x109F},
                                                    {0x1780, 0x17FF},
                                                    {0x3040, 0x30FF},
                                                    {0x31F0, 0x31FF},
                                                    {0x3400, 0x4DBF},
                                                    {0x4E00, 0x9FFF},
                                                    {0xF900, 0xFAFF},
                                                    {0x20000, 0x3FFFF}});

enum class Kind { Gap, Word, Single, Mark };

Kind kindOf(char32_t c)
{
    if (QChar::isMark(c))
        return Kind::Mark;
    if (QChar::category(c) == QChar::Symbol_Other)
        return Kind::Single;
    if (!QChar::isLetterOrNumber(c))
        return Kind::Gap;
    return isIn(withoutBlanks, c) ? Kind::Single : Kind::Word;
}

void append(QString &text, char32_t c)
{
    if (isIn(droppedMarks, c))
        return;
    const auto stroke =
        std::find_if(strokes.begin(), strokes.end(), [c](const Letter &letter) { return letter.from == c; });
    if (stroke != strokes.end())
        text += QStringView(stroke->to);
    else
        text += QChar::fromUcs4(c);
}

bool isAscii(QStringView text)
{
    return std::all_of(text.begin(), text.end(), [](QChar c) { return c.unicode() < 0x80; });
}

// Goes through code points; a lone surrogate is a gap.
template <typename Take>
void eachCodePoint(QStringView text, Take &&take)
{
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        if (c.isHighSurrogate() && i + 1 < text.size() && text[i + 1].isLowSurrogate()) {
            take(QChar::surrogateToUcs4(c, text[i + 1]), text.sliced(i, 2));
            ++i;
        } else {
            take(char32_t{c.isSurrogate() ? U' ' : char32_t{c.unicode()}}, text.sliced(i, 1));
        }
    }
}

QStringList wordsIn(QStringView text, qsizetype most)
{
    QStringList words;
    bool isOpen = false;  // the last word may get longer
    eachCodePoint(folded(text), [&](char32_t c, QStringView units) {
        const Kind kind = kindOf(c);
        if (kind == Kind::Mark && !words.isEmpty() && isOpen) {
            words.back() += units;
            return;
        }
        if (kind == Kind::Word && isOpen)
            words.back() += units;
        else if ((kind == Kind::Word || kind == Kind::Single) && words.size() < most)
            words.append(units.toString());
        else if (kind == Kind::Word)
            return;  // of a word too many
        isOpen = kind == Kind::Word;
    });
    return words;
}

// What indexText() gives for text without a letter beyond ASCII, of which most text is.
void appendAsciiWords(QString &words, QStringView text)
{
    bool isOpen = false;
    for (const QChar c : text) {
        const char16_t lower = c.unicode() | 0x20U;
        const bool isLetter = lower >= u'a' && lower <= u'z';
        const bool isWord = isLetter || (c >= u'0' && c <= u'9');
        if (isWord) {
            if (!isOpen && !words.isEmpty())
                words += u' ';
            words += isLetter ? QChar(lower) : c;
        }
        isOpen = isWord;
    }
}

}

QString folded(QStringView text)
{
    if (isAscii(text))
        return text.toString().toLower();
    const QString cased = text.toString().toCaseFolded();
    QString plain;
    plain.reserve(cased.size());
    eachCodePoint(cased.normalized(QString::NormalizationForm_KD),
                  [&](char32_t c, QStringView) { append(plain, c); });
    // Once more: of a compatibility form the capital may have come out just now.
    return plain.normalized(QString::NormalizationForm_C).toCaseFolded();
}

QStringList wordsOf(QStringView text)
{
    return wordsIn(text, std::numeric_limits<qsizetype>::max());
}

// Piece by piece between blanks, over which no mark belongs to a letter: what is ASCII is soon done.
QString indexText(QStringView text)
{
    QString words;
    words.reserve(text.size());
    const auto isBlank = [](QChar c) { return c == u' ' || c == u'\n'; };
    for (auto from = text.begin(); from != text.end();) {
        const auto to = std::find_if(from, text.end(), isBlank);
        const QStringView piece(from, to);
        if (isAscii(piece)) {
            appendAsciiWords(words, piece);
        } else if (const QStringList found = wordsOf(piece); !found.isEmpty()) {
            if (!words.isEmpty())
                words += u' ';
            words += found.join(u' ');
        }
        from = to == text.end() ? to : to + 1;
    }
    return words;
}

QStringList soughtWords(QStringView text)
{
    return wordsIn(text, mostSought);
}

QStringList writtenWords(QStringView text)
{
    QStringList words;
    Kind before = Kind::Gap;
    eachCodePoint(text, [&](char32_t c, QStringView units) {
        const Kind kind = kindOf(c);
        if (kind == Kind::Gap) {
            before = kind;
        } else if (before != Kind::Gap && (kind == before || kind == Kind::Mark)) {
            words.back() += units;
        } else if (kind != Kind::Mark) {
            words.append(units.toString());
            before = kind;
        }
    });
    return words;
}

}
