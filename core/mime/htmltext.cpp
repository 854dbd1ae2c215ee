// SPDX-License-Identifier: GPL-3.0-or-later
// HTML to plain text in one pass over the tags, without a tree: nesting costs nothing, and broken markup is
// only text in an odd place.
#include "core/mime/htmlentities.h"
#include "core/mime/htmltags.h"
#include "core/mime/part.h"

using namespace Qt::StringLiterals;

namespace mime {

namespace {

// The text being written: white space collapsed, empty lines at most one, quotes marked.
class TextWriter
{
public:
    void character(QChar c)
    {
        if (!m_preformatted && isHtmlSpace(c)) {
            m_spaceDue = m_spaceDue || !m_atLineStart;
            return;
        }
        if (c == u'\n') {
            endLine();
            return;
        }
        openLine();
        m_out += c == QChar::Nbsp ? QChar(u' ') : c;
    }
    void text(QStringView words)
    {
        for (const QChar c : words)
            character(c);
    }
    void endLine()
    {
        openLineIfQuoted();
        m_out += u'\n';
        m_atLineStart = true;
        m_spaceDue = false;
    }
    void freshLine()
    {
        if (!m_atLineStart)
            endLine();
    }
    void paragraph() { m_paragraphDue = true; }
    void space() { m_spaceDue = m_spaceDue || !m_atLineStart; }
    void quote(int change)
    {
        freshLine();
        paragraph();
        m_quoteDepth = std::clamp(m_quoteDepth + change, 0, deepest);
    }
    void indent(int change)
    {
        freshLine();
        m_indent = std::clamp(m_indent + change, 0, deepest);
    }
    void setPreformatted(bool on) { m_preformatted = on; }
    [[nodiscard]] qsizetype size() const { return m_out.size(); }
    [[nodiscard]] QStringView since(qsizetype from) const
    {
        return QStringView(m_out).sliced(std::min(from, m_out.size()));
    }
    [[nodiscard]] int indent() const { return m_indent; }

    QString take()
    {
        qsizetype end = m_out.size();
        while (end > 0 && m_out.at(end - 1).isSpace())
            --end;
        m_out.truncate(end);
        return m_out.isEmpty() ? QString() : m_out + u'\n';
    }

private:
    static constexpr int deepest = 20;

    void openLineIfQuoted()
    {
        if (m_atLineStart && m_quoteDepth > 0 && !m_out.isEmpty())
            m_out += QString(m_quoteDepth, u'>');
    }
    void openLine()
    {
        if (std::exchange(m_paragraphDue, false) && !m_out.isEmpty()) {
            freshLine();
            if (!m_out.endsWith("\n\n"_L1))
                m_out += u'\n';
        }
        if (m_atLineStart) {
            if (m_quoteDepth > 0)
                m_out += QString(m_quoteDepth, u'>') + u' ';
            m_out += QString(2 * qsizetype{std::max(m_indent - 1, 0)}, u' ');
        } else if (m_spaceDue) {
            m_out += u' ';
        }
        m_atLineStart = m_spaceDue = false;
    }

    QString m_out;
    bool m_atLineStart = true, m_spaceDue = false, m_paragraphDue = false, m_preformatted = false;
    int m_quoteDepth = 0, m_indent = 0;
};

class Converter
{
public:
    explicit Converter(QStringView html) : m_rest(html) {}

    QString convert()
    {
        while (!m_rest.isEmpty()) {
            if (m_rest.front() == u'<' && readTag())
                continue;
            readCharacter();
        }
        closeLink();
        return m_writer.take();
    }

private:
    void readCharacter()
    {
        if (m_rest.front() == u'&') {
            if (const CharacterReference reference = characterReferenceAt(m_rest); reference.size > 0) {
                m_writer.text(reference.text);
                m_rest = m_rest.sliced(reference.size);
                return;
            }
        }
        m_writer.character(m_rest.front());
        m_rest = m_rest.sliced(1);
    }

    bool readTag()
    {
        const HtmlTag tag = htmlTagAt(m_rest);
        if (tag.size == 0)
            return false;
        m_rest = m_rest.sliced(tag.size);
        if (!tag.isEnd && hasInvisibleText(tag.name))
            m_rest = m_rest.sliced(lengthUpToEndTag(m_rest, tag.name));
        else
            apply(tag);
        return true;
    }

    void apply(const HtmlTag &tag)
    {
        switch (layoutOf(tag.name)) {
        case HtmlLayout::Inline: break;
        case HtmlLayout::Block: m_writer.freshLine(); break;
        case HtmlLayout::Paragraph:
            m_writer.freshLine();
            m_writer.paragraph();
            break;
        case HtmlLayout::LineBreak: m_writer.endLine(); break;
        case HtmlLayout::Cell: m_writer.space(); break;
        case HtmlLayout::Rule: rule(); break;
        case HtmlLayout::Quote: m_writer.quote(tag.isEnd ? -1 : 1); break;
        case HtmlLayout::Preformatted:
            m_writer.freshLine();
            m_writer.setPreformatted(!tag.isEnd);
            break;
        case HtmlLayout::List: list(tag); break;
        case HtmlLayout::Item: item(tag); break;
        case HtmlLayout::Link: link(tag); break;
        case HtmlLayout::Picture: picture(tag); break;
        }
    }

    void rule()
    {
        m_writer.freshLine();
        m_writer.text(u"--------------------");
        m_writer.endLine();
    }

    void list(const HtmlTag &tag)
    {
        if (tag.isEnd) {
            m_writer.indent(-1);
            if (!m_itemNumbers.empty())
                m_itemNumbers.pop_back();
            return;
        }
        m_writer.indent(1);
        if (m_itemNumbers.size() < 100)
            m_itemNumbers.push_back(tag.name == "ol"_L1 ? 1 : 0);
    }

    void item(const HtmlTag &tag)
    {
        m_writer.freshLine();
        if (tag.isEnd)
            return;
        const bool numbered = !m_itemNumbers.empty() && m_itemNumbers.back() > 0;
        m_writer.text(numbered ? QString::number(m_itemNumbers.back()++) + u'.' : u"\u2022"_s);
        m_writer.space();
    }

    void link(const HtmlTag &tag)
    {
        closeLink();
        if (tag.isEnd)
            return;
        m_link = attribute(tag, u"href").trimmed();
        m_linkFrom = m_writer.size();
    }

    // "text <url>", unless the text already says where it goes. Only what a person could use: not "#top", not
    // "cid:".
    void closeLink()
    {
        const QString url = std::exchange(m_link, {});
        const bool isUseful = url.startsWith("http://"_L1, Qt::CaseInsensitive)
            || url.startsWith("https://"_L1, Qt::CaseInsensitive)
            || url.startsWith("mailto:"_L1, Qt::CaseInsensitive);
        const QStringView text = m_writer.since(m_linkFrom).trimmed();
        if (!isUseful || text.isEmpty() || url.endsWith(text))
            return;
        m_writer.space();
        m_writer.text(u'<' + url + u'>');
    }

    void picture(const HtmlTag &tag)
    {
        const QString words = attribute(tag, u"alt").trimmed();
        if (!words.isEmpty())
            m_writer.text(u'[' + words + u']');
    }

    QStringView m_rest;
    TextWriter m_writer;
    std::vector<int> m_itemNumbers;  // of the open lists; 0: bullets
    QString m_link;
    qsizetype m_linkFrom = 0;
};

}

QString plainTextOfHtml(QStringView html)
{
    return Converter(html).convert();
}

}
