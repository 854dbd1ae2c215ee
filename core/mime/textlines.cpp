// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mime/textlines.h"

#include <algorithm>

namespace mime {

namespace {

constexpr qsizetype longestLine = 4000;  // characters; laying out one takes a millisecond or two
constexpr int deepest = 100;             // quote marks counted
constexpr std::size_t keptOfQuote = 3;   // lines that say what is being answered
constexpr std::size_t worthFolding = 8;  // lines

// Marks with blanks between them, as some programs write, count as well. ">From " is what mbox files make of
// a line that begins with "From ".
int quoteDepth(QStringView line)
{
    if (line.startsWith(u">From "))
        return 0;
    int depth = 0;
    for (const QChar c : line) {
        if (c == u'>' && depth < deepest)
            ++depth;
        else if (c != u' ')
            break;
    }
    return depth;
}

QStringView withoutMarks(QStringView line)
{
    const auto *at = std::find_if(line.begin(), line.end(), [](QChar c) { return c != u'>' && c != u' '; });
    return line.sliced(at - line.begin());
}

bool isSeparator(QStringView line, int depth)
{
    return depth == 0 ? line == u"-- " : line.endsWith(u"-- ") && withoutMarks(line) == u"-- ";
}

// Behind a blank in its second half, or anywhere that is no character's middle.
qsizetype cutOf(QStringView rest)
{
    const QStringView head = rest.first(longestLine);
    const qsizetype blank = head.lastIndexOf(u' ');
    if (blank >= longestLine / 2)
        return blank + 1;
    return head.back().isHighSurrogate() ? longestLine - 1 : longestLine;
}

void append(std::vector<TextLine> &lines, QStringView text, TextLine line)
{
    while (line.size > longestLine) {
        const qsizetype cut = cutOf(text.sliced(line.begin, line.size));
        lines.push_back(line);
        lines.back().size = cut;
        line.begin += cut;
        line.size -= cut;
        line.isContinued = true;
    }
    lines.push_back(line);
}

}

std::vector<TextLine> textLines(QStringView text)
{
    std::vector<TextLine> lines;
    int signedDepth = -1;  // of the signature that the lines are in
    for (qsizetype begin = 0; begin <= text.size();) {
        const qsizetype found = text.indexOf(u'\n', begin);
        const qsizetype end = found < 0 ? text.size() : found;
        const QStringView content = text.sliced(begin, end - begin);
        const int depth = quoteDepth(content);
        if (isSeparator(content, depth))
            signedDepth = depth;
        else if (depth != signedDepth)
            signedDepth = -1;
        append(lines, text, {begin, end - begin, depth, signedDepth >= 0, false});
        begin = end + 1;
    }
    return lines;
}

std::vector<LongQuote> longQuotes(const std::vector<TextLine> &lines)
{
    const bool hasOwnWords = std::any_of(lines.begin(), lines.end(), [](const TextLine &line) {
        return line.depth == 0 && !line.isSignature && line.size > 0;
    });
    std::vector<LongQuote> quotes;
    for (std::size_t at = 0; hasOwnWords && at < lines.size();) {
        std::size_t end = at;
        while (end < lines.size() && lines[end].depth > 0)
            ++end;
        if (end - at >= keptOfQuote + worthFolding)
            quotes.push_back({at + keptOfQuote, end - at - keptOfQuote});
        at = end + 1;
    }
    return quotes;
}

}
