// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/html/paragraph.h"

#include "core/html/document.h"
#include "core/html/limits.h"

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace html {

namespace {

QString inCase(const QString &text, Case textCase)
{
    switch (textCase) {
    case Case::AsIs: return text;
    case Case::Upper: return text.toUpper();
    case Case::Lower: return text.toLower();
    case Case::Capitals: break;
    }
    QString result = text;
    for (qsizetype i = 0; i < result.size(); ++i) {
        if (i == 0 || result[i - 1].isSpace())
            result[i] = result[i].toUpper();
    }
    return result;
}

bool keepsLines(WhiteSpace how)
{
    return how == WhiteSpace::Pre || how == WhiteSpace::PreWrap || how == WhiteSpace::PreLine;
}

bool keepsBlanks(WhiteSpace how)
{
    return how == WhiteSpace::Pre || how == WhiteSpace::PreWrap;
}

bool isBlank(QChar c)
{
    return c == u' ' || c == u'\n' || c == u'\t' || c == u'\r';
}

// The dialect collapses blanks itself: those that are to stay are written as ones that do.
QString asKept(const QString &text)
{
    QString result;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] == u'\t')
            result += QString(4, QChar(0xa0));
        else if (text[i] == u' '
                 && (i == 0 || i + 1 == text.size() || text[i + 1] == u' ' || text[i - 1] == u' '))
            result += QChar(0xa0);
        else if (text[i] != u'\r')
            result += text[i];
    }
    return result;
}

QString faceOf(const Style &style)
{
    QString face;
    if (style.family != Family::Default)
        face += style.family == Family::Serif ? u"; font-family:serif"_s : u"; font-family:monospace"_s;
    if (style.weight >= 550)
        face += style.weight >= 650 ? u"; font-weight:700"_s : u"; font-weight:600"_s;
    if (style.italic)
        face += u"; font-style:italic"_s;
    return face;
}

// The dialect underlines links unless it is told not to.
QString decorationOf(const Style &style, bool isLink)
{
    QString decoration;
    if (style.underline)
        decoration = u"; text-decoration:underline"_s;
    else if (style.strikeThrough)
        decoration = u"; text-decoration:line-through"_s;
    else if (isLink)
        decoration = u"; text-decoration:none"_s;
    if (style.verticalAlign == VerticalAlign::Sub)
        decoration += u"; vertical-align:sub"_s;
    else if (style.verticalAlign == VerticalAlign::Super)
        decoration += u"; vertical-align:super"_s;
    return decoration;
}

}

QString number(double value)
{
    QString text = QString::number(std::isfinite(value) ? value : 0, 'f', 1);
    if (text.endsWith(".0"_L1))
        text.chop(2);
    return text == "-0"_L1 ? u"0"_s : text;
}

QString withBreaks(const QString &text)
{
    qsizetype run = 0;
    QString result;
    for (const QChar c : text) {
        run = c.isSpace() || c == QChar(0x200b) ? 0 : run + 1;
        if (run > limits::runLength && !c.isLowSurrogate()) {
            result += QChar(0x200b);
            run = 1;
        }
        result += c;
    }
    return result;
}

void Paragraph::addText(const QString &text, const Run &run)
{
    if (run.style.fontSize < 2 || run.style.isInvisible)
        return;  // not to be read
    const QString cased = inCase(text, run.style.textCase);
    if (!keepsLines(run.style.whiteSpace)) {
        write(collapsed(cased, run.style.whiteSpace), run);
        return;
    }
    bool isFirst = true;
    for (const QString &line : cased.split(u'\n')) {
        if (!std::exchange(isFirst, false))
            addLineBreak();
        write(keepsBlanks(run.style.whiteSpace) ? asKept(line) : collapsed(line, run.style.whiteSpace), run);
    }
}

void Paragraph::write(const QString &text, const Run &run)
{
    if (text.isEmpty())
        return;
    const QString look = looks(run);
    const QString open = run.link.isEmpty()
        ? u"<span style=\""_s + look + u"\">"_s
        : u"<a href=\""_s + escaped(run.link) + u"\" style=\""_s + look + u"\">"_s;
    if (open != m_open) {
        m_html += m_close + open;
        m_open = open;
        ++m_runs;
        m_close = run.link.isEmpty() ? u"</span>"_s : u"</a>"_s;
    }
    m_html += escaped(withBreaks(text));
    m_length += text.size();
    for (const QChar c : text) {
        m_hasContent = m_hasContent || !isBlank(c);
        m_laborious += c >= QChar(0x590) && (c < QChar(0x2000) || c >= QChar(0x2e80)) ? 1 : 0;
    }
}

void Paragraph::addMarkup(const QString &markup)
{
    m_html += std::exchange(m_close, {}) + markup;
    m_open.clear();
    m_hasContent = true;
    m_endsWithBlank = false;
    ++m_length;
}

void Paragraph::addAnchor(const QString &name)
{
    m_html += std::exchange(m_close, {}) + u"<a name=\""_s + escaped(name) + u"\"></a>"_s;
    m_open.clear();
}

void Paragraph::addLineBreak()
{
    m_html += std::exchange(m_close, {}) + u"<br />"_s;
    m_open.clear();
    m_endsWithBlank = true;
    ++m_lineBreaks;
    ++m_length;
}

QString Paragraph::take()
{
    QString html = std::exchange(m_html, {}) + std::exchange(m_close, {});
    if (html.endsWith("<br />"_L1))  // the last one ends the line, it makes none
        html.chop(6);
    m_open.clear();
    m_length = 0;
    m_laborious = 0;
    m_lineBreaks = 0;
    m_runs = 0;
    m_hasContent = false;
    m_endsWithBlank = true;
    return html;
}

QString Paragraph::collapsed(const QString &text, WhiteSpace how)
{
    QString result;
    for (const QChar c : text) {
        if (!isBlank(c))
            result += how == WhiteSpace::NoWrap && c == u' ' ? QChar(0xa0) : c;
        else if (!m_endsWithBlank)
            result += how == WhiteSpace::NoWrap && text.size() < 60 ? QChar(0xa0) : QChar(u' ');
        m_endsWithBlank = isBlank(c);
    }
    return result;
}

QString Paragraph::looks(const Run &run) const
{
    const Style &style = run.style;
    const Color ground = run.background ? m_colors.ground(over(*run.background, run.ground)) : run.ground;
    const Color written =
        style.usesLinkColor ? m_colors.own().link : style.color.value_or(m_colors.own().text);
    QString looks = u"color:"_s + m_colors.text(over(written, ground), ground).name();
    if (run.background)
        looks += u"; background-color:"_s + ground.name();
    // In whole pixels: the dialect takes no others.
    looks +=
        u"; font-size:"_s + QString::number(std::max(std::lround(style.fontSize * m_zoom), 1L)) + u"px"_s;
    return looks + faceOf(style) + decorationOf(style, !run.link.isEmpty());
}

}
