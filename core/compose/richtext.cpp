// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compose/richtext.h"

#include "core/mime/flowed.h"

#include <QUrl>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace compose {

namespace {

constexpr int deepestList = 8;

bool isSafeLink(const QString &link)
{
    const QString scheme = QUrl(link).scheme().toLower();
    return scheme == u"http" || scheme == u"https" || scheme == u"mailto";
}

// Blanks that HTML would join to one are kept apart, each second one as a no-break space. `wasBlank`: what
// stands before it, and then what stands at its end.
QString escaped(const QString &text, bool &wasBlank)
{
    QString out;
    for (const QChar c : text) {
        const bool isBlank = c == u' ';
        if (c == u'\n' || c == QChar::LineSeparator || c == QChar::ParagraphSeparator)
            out += "<br>"_L1;
        else if (isBlank && wasBlank)
            out += "&nbsp;"_L1;
        else
            out += QString(c).toHtmlEscaped();
        wasBlank = isBlank && !wasBlank;
    }
    return out;
}

QString htmlOf(const Run &run, bool &wasBlank)
{
    if (!run.picture.isEmpty())
        return u"<img src=\"cid:%1\" alt=\"%2\">"_s.arg(QString::fromLatin1(run.picture).toHtmlEscaped(),
                                                        run.text.toHtmlEscaped());
    QString out = escaped(run.text, wasBlank);
    if (run.isItalic)
        out = "<i>"_L1 + out + "</i>"_L1;
    if (run.isBold)
        out = "<b>"_L1 + out + "</b>"_L1;
    if (!run.link.isEmpty() && isSafeLink(run.link))
        out = "<a href=\""_L1 + run.link.toHtmlEscaped() + "\">"_L1 + out + "</a>"_L1;
    return out;
}

QLatin1StringView tagOf(Paragraph::Kind kind)
{
    return kind == Paragraph::Kind::Number ? "ol"_L1 : "ul"_L1;
}

// Writes paragraphs behind each other and keeps track of which quotations and lists are open.
class HtmlWriter
{
public:
    void add(const Paragraph &paragraph)
    {
        quoteTo(paragraph.quote);
        listTo(paragraph);
        QString inside;
        bool wasBlank = true;  // also a blank at the start would not be seen
        for (const Run &run : paragraph.runs)
            inside += htmlOf(run, wasBlank);
        if (inside.isEmpty())
            inside = "<br>"_L1;  // an empty element has no height
        const auto tag = paragraph.kind == Paragraph::Kind::Text ? "div"_L1 : "li"_L1;
        m_out += '<'_L1 + tag + '>'_L1 + inside + "</"_L1 + tag + ">\n"_L1;
    }
    QString take()
    {
        quoteTo(0);
        closeLists(0);
        return m_out;
    }

private:
    void quoteTo(int depth)
    {
        if (depth == m_quote)
            return;
        closeLists(0);
        for (; m_quote < depth; ++m_quote)
            m_out += "<blockquote type=\"cite\">\n"_L1;
        for (; m_quote > depth; --m_quote)
            m_out += "</blockquote>\n"_L1;
    }
    void listTo(const Paragraph &paragraph)
    {
        const bool isText = paragraph.kind == Paragraph::Kind::Text;
        const auto depth =
            isText ? 0 : static_cast<std::size_t>(std::clamp(paragraph.level, 0, deepestList)) + 1;
        closeLists(depth);
        if (!isText && m_lists.size() == depth && m_lists.back() != paragraph.kind)
            closeLists(depth - 1);
        while (m_lists.size() < depth) {
            m_out += '<'_L1 + tagOf(paragraph.kind) + ">\n"_L1;
            m_lists.push_back(paragraph.kind);
        }
    }
    void closeLists(std::size_t depth)
    {
        for (; m_lists.size() > depth; m_lists.pop_back())
            m_out += "</"_L1 + tagOf(m_lists.back()) + ">\n"_L1;
    }

    QString m_out;
    int m_quote = 0;
    std::vector<Paragraph::Kind> m_lists;
};

QString plainTextOf(const Run &run)
{
    if (!run.picture.isEmpty())
        return '['_L1 + run.text + ']'_L1;
    const bool tellsItself = run.link == run.text || run.link == "mailto:"_L1 + run.text;
    return run.link.isEmpty() || tellsItself ? run.text : run.text + " <"_L1 + run.link + '>'_L1;
}

// The numbers of lists within lists, as far as they have come.
class Numbers
{
public:
    QString markOf(const Paragraph &paragraph)
    {
        if (paragraph.kind == Paragraph::Kind::Text || paragraph.quote != m_quote)
            m_last.clear();
        m_quote = paragraph.quote;
        if (paragraph.kind == Paragraph::Kind::Text)
            return {};
        const auto level = std::clamp(paragraph.level, 0, deepestList);
        m_last.resize(static_cast<std::size_t>(level) + 1);
        const QString indent(qsizetype{level} * 2, u' ');
        if (paragraph.kind == Paragraph::Kind::Bullet)
            return indent + "* "_L1;
        return indent + QString::number(++m_last.back()) + ". "_L1;
    }

private:
    std::vector<int> m_last;
    int m_quote = 0;
};

}

QString htmlOf(const RichText &text)
{
    HtmlWriter writer;
    for (const Paragraph &paragraph : text.paragraphs)
        writer.add(paragraph);
    return "<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"></head><body>\n"_L1 + writer.take()
        + "</body></html>\n"_L1;
}

QString plainTextOf(const RichText &text)
{
    QString out;
    Numbers numbers;
    for (const Paragraph &paragraph : text.paragraphs) {
        QString line = numbers.markOf(paragraph);
        for (const Run &run : paragraph.runs)
            line += plainTextOf(run);
        line.replace(QChar(QChar::LineSeparator), u'\n').replace(QChar(QChar::ParagraphSeparator), u'\n');
        const QString marks = paragraph.quote > 0 ? QString(paragraph.quote, u'>') + u' ' : QString();
        for (const QString &each : line.split(u'\n'))
            out += marks + each + u'\n';
    }
    return out;
}

RichText richTextOf(QStringView plain)
{
    RichText rich;
    if (plain.endsWith(u'\n'))
        plain.chop(1);
    for (const QStringView line : plain.split(u'\n')) {
        const mime::QuotedLine quoted = mime::quotedLine(line);
        Paragraph paragraph;
        paragraph.quote = static_cast<int>(quoted.depth);
        if (!quoted.text.isEmpty())
            paragraph.runs.push_back({.text = quoted.text.toString(), .link = {}, .picture = {}});
        rich.paragraphs.push_back(std::move(paragraph));
    }
    return rich;
}

}
