// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mime/flowed.h"

#include <QList>
#include <QTextBoundaryFinder>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace mime {

namespace {

constexpr qsizetype widestLine = 72;  // columns; 78 at most, with room to be quoted (RFC 3676, 4.2)
constexpr qsizetype deepestQuote = 40;
constexpr auto signatureMark = u"-- ";

constexpr bool isWide(char16_t c) noexcept
{
    return (c >= 0x1100 && c <= 0x115f) || (c >= 0x2e80 && c <= 0xa4cf) || (c >= 0xac00 && c <= 0xd7a3)
        || (c >= 0xf900 && c <= 0xfaff) || (c >= 0xfe30 && c <= 0xfe6f) || (c >= 0xff00 && c <= 0xff60);
}

qsizetype columnsOf(QStringView text)
{
    return text.size() + std::count_if(text.begin(), text.end(), [](QChar c) { return isWide(c.unicode()); });
}

QStringView withoutBlanksAtEnd(QStringView text)
{
    while (text.endsWith(u' ') || text.endsWith(u'\t'))
        text.chop(1);
    return text;
}

// Words of scripts that need no blanks may be cut; an address of the web, or a long Latin word, may not.
bool mayBeCut(QStringView word)
{
    const bool isAscii = std::all_of(word.begin(), word.end(), [](QChar c) { return c.unicode() < 0x80; });
    return !isAscii && !word.contains(u"://"_s) && columnsOf(word) > widestLine / 2;
}

// A word with the blanks behind it.
qsizetype wordLength(QStringView rest)
{
    const auto isBlank = [](QChar c) { return c == u' '; };
    const auto *end = std::find_if(rest.begin(), rest.end(), isBlank);
    end = std::find_if_not(end, rest.end(), isBlank);
    return end - rest.begin();
}

class FlowedWriter
{
public:
    explicit FlowedWriter(DelSp delSp) : m_delSp(delSp) {}

    void line(qsizetype depth, QStringView text)
    {
        m_marks = depth > 0 ? QString(depth, u'>') + u' ' : QString();
        m_line.clear();
        while (!text.isEmpty()) {
            const QStringView word = text.first(wordLength(text));
            text = text.sliced(word.size());
            if (m_delSp == DelSp::Remove && mayBeCut(word))
                pieces(word);
            else
                piece(word);
        }
        write(m_line);
        m_out += u'\n';
    }
    [[nodiscard]] QString take() { return std::move(m_out); }

private:
    // Line ends as UAX 14 allows them, never within a character that is several code points.
    void pieces(QStringView word)
    {
        QTextBoundaryFinder finder(QTextBoundaryFinder::Line, word.data(), word.size());
        qsizetype from = 0;
        for (qsizetype to = finder.toNextBoundary(); to > from; to = finder.toNextBoundary()) {
            piece(word.sliced(from, to - from));
            from = to;
        }
        piece(word.sliced(from));
    }
    void piece(QStringView text)
    {
        const bool fits =
            columnsOf(m_marks) + columnsOf(m_line) + columnsOf(withoutBlanksAtEnd(text)) <= widestLine;
        if (!fits && !m_line.isEmpty() && mayEnd())
            breakLine();
        m_line += text;
    }
    [[nodiscard]] QString flowedLine() const { return m_delSp == DelSp::Remove ? m_line + u' ' : m_line; }
    // Only behind a blank, real or added; and what looks like a signature's mark would end the text there.
    [[nodiscard]] bool mayEnd() const
    {
        const QString line = flowedLine();
        return line.endsWith(u' ') && line != signatureMark;
    }
    void breakLine()
    {
        write(flowedLine());
        m_out += u'\n';
        m_line.clear();
    }
    // Space-stuffing (4.4); behind quotation marks there is a blank anyway.
    void write(const QString &line)
    {
        const bool isStuffed = m_marks.isEmpty()
            && (line.startsWith(u' ') || line.startsWith(u'>') || line.startsWith("From "_L1));
        m_out += m_marks + (isStuffed ? u" "_s : QString()) + line;
    }

    DelSp m_delSp;
    QString m_out, m_marks, m_line;
};

bool needsCuts(QStringView line)
{
    while (!line.isEmpty()) {
        const QStringView word = line.first(wordLength(line));
        if (columnsOf(word) > widestLine && mayBeCut(word))
            return true;
        line = line.sliced(word.size());
    }
    return false;
}

// Line ends as LF; what no text has is left out. Half of a surrogate pair could not be written as UTF-8.
QString cleanText(QStringView text)
{
    QString out;
    out.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        if (c == u'\r' && i + 1 < text.size() && text[i + 1] == u'\n')
            continue;
        if (c == u'\r' || c == QChar::LineSeparator || c == QChar::ParagraphSeparator)
            out += u'\n';
        else if (c.isHighSurrogate() && i + 1 < text.size() && text[i + 1].isLowSurrogate())
            out += text.sliced(i++, 2);
        else if (c.isSurrogate())
            out += QChar(QChar::ReplacementCharacter);
        else if (c == u'\n' || c == u'\t' || c.category() != QChar::Other_Control)
            out += c;
    }
    return out;
}

}

QuotedLine quotedLine(QStringView line)
{
    QuotedLine read;
    qsizetype at = 0;
    while (at < line.size() && line[at] == u'>') {
        ++read.depth;
        ++at;
        const bool goesOn = at + 1 < line.size() && line[at] == u' ' && line[at + 1] == u'>';
        at += goesOn ? 1 : 0;
    }
    if (read.depth > 0 && at < line.size() && line[at] == u' ')
        ++at;
    read.text = line.sliced(at);
    return read;
}

FlowedText flowed(QStringView text)
{
    QString clean = cleanText(text);
    if (clean.endsWith(u'\n'))
        clean.chop(1);
    if (clean.isEmpty())
        return {};
    const QList<QStringView> lines = QStringView(clean).split(u'\n');
    const DelSp delSp = std::any_of(lines.begin(), lines.end(), needsCuts) ? DelSp::Remove : DelSp::Keep;
    FlowedWriter writer(delSp);
    for (const QStringView line : lines) {
        const QuotedLine quoted = quotedLine(line);
        const bool isSignature = quoted.text == signatureMark;
        writer.line(std::min(quoted.depth, deepestQuote),
                    isSignature ? quoted.text : withoutBlanksAtEnd(quoted.text));
    }
    return {writer.take(), delSp};
}

}
