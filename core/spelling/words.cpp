// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/spelling/words.h"

#include <QString>

#include <algorithm>
#include <array>
#include <utility>

using namespace Qt::StringLiterals;

namespace spelling {

namespace {

constexpr qsizetype shortest = 2, longest = 60;  // UTF-16 units; what is longer is no word

bool isApostrophe(QChar c)
{
    return c == u'\'' || c == QChar(0x2019);
}

bool isOfWord(QChar c)
{
    return c.isLetter() || c.isMark() || c == QChar(0x00ad);  // a soft hyphen
}

// Between blanks: "ann@example.net", "http://…", "../src", "B2B".
bool isNoProse(QStringView piece)
{
    return std::any_of(piece.begin(), piece.end(),
                       [](QChar c) {
                           return c.isDigit() || c == u'@' || c == u'/' || c == u'\\' || c == u'_'
                               || c == u'#' || c == u'=';
                       })
        || piece.startsWith(u"www."_s, Qt::CaseInsensitive) || piece.startsWith(u"mailto:"_s);
}

// "NATO", "LibreOffice": no dictionary has them, and who writes them so means it.
bool isName(QStringView word)
{
    return std::any_of(word.begin() + 1, word.end(), [](QChar c) { return c.isUpper(); });
}

void addWords(std::vector<WordAt> &words, QStringView line, qsizetype begin, qsizetype end)
{
    for (qsizetype at = begin; at < end; ++at) {
        if (!isOfWord(line[at]))
            continue;
        qsizetype last = at;
        while (last < end
               && (isOfWord(line[last])
                   || (isApostrophe(line[last]) && last + 1 < end && isOfWord(line[last + 1]))))
            ++last;
        const WordAt word{at, last - at};
        if (word.size >= shortest && word.size <= longest && !isName(line.sliced(at, word.size)))
            words.push_back(word);
        at = last;
    }
}

}

std::vector<WordAt> wordsIn(QStringView line)
{
    std::vector<WordAt> words;
    if (line.startsWith(u'>'))
        return words;
    for (qsizetype begin = 0; begin < line.size(); ++begin) {
        qsizetype end = begin;
        while (end < line.size() && !line[end].isSpace())
            ++end;
        if (!isNoProse(line.sliced(begin, end - begin)))
            addWords(words, line, begin, end);
        begin = end;
    }
    return words;
}

WordAt wordAt(QStringView line, qsizetype place)
{
    for (const WordAt &word : wordsIn(line)) {
        if (place >= word.begin && place <= word.begin + word.size)
            return word;
    }
    return {};
}

bool isInScriptOf(QStringView word, QStringView language)
{
    static constexpr auto others = std::to_array<std::pair<const char16_t *, QChar::Script>>({
        {u"be", QChar::Script_Cyrillic},
        {u"bg", QChar::Script_Cyrillic},
        {u"el", QChar::Script_Greek},
        {u"he", QChar::Script_Hebrew},
        {u"mk", QChar::Script_Cyrillic},
        {u"ru", QChar::Script_Cyrillic},
        {u"sr", QChar::Script_Cyrillic},
        {u"uk", QChar::Script_Cyrillic},
        {u"ar", QChar::Script_Arabic},
        {u"hi", QChar::Script_Devanagari},
    });
    const QStringView code = language.left(language.indexOf(u'_'));
    const auto known =
        std::find_if(others.begin(), others.end(), [&](const auto &each) { return code == each.first; });
    const QChar::Script wanted = known == others.end() ? QChar::Script_Latin : known->second;
    return std::all_of(word.begin(), word.end(),
                       [&](QChar c) { return !c.isLetter() || c.script() == wanted; });
}

}
