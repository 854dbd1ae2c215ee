// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/html/tagscan.h"

#include <QByteArrayView>
#include <QHash>

#include <algorithm>
#include <vector>

namespace html {

namespace {

using Names = std::initializer_list<QByteArrayView>;

bool isOneOf(QByteArrayView name, Names names)
{
    return std::find(names.begin(), names.end(), name) != names.end();
}

bool isVoid(QByteArrayView name)
{
    return isOneOf(name,
                   {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param",
                    "source", "track", "wbr", "keygen", "basefont", "bgsound", "frame", "image"});
}

bool isRawText(QByteArrayView name)
{
    return isOneOf(name, {"script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes"});
}

// Their end tags take only themselves away: what was opened inside stays open (the adoption agency; forms).
bool closesAlone(QByteArrayView name)
{
    return isOneOf(name,
                   {"a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong",
                    "tt", "u", "form"});
}

bool isTablePart(QByteArrayView name)
{
    return isOneOf(name, {"table", "tbody", "thead", "tfoot", "tr", "td", "th", "caption", "colgroup"});
}

// An end tag inside of one of these closes nothing outside.
bool isScope(QByteArrayView name)
{
    return isOneOf(name, {"table",   "td",     "th",     "caption", "template", "object",        "applet",
                          "marquee", "button", "select", "svg",     "math",     "foreignobject", "desc",
                          "mi",      "mo",     "mn",     "ms",      "mtext",    "annotation-xml"});
}

bool closesFromWithin(QByteArrayView name)
{
    return isOneOf(name, {"address",    "article", "aside",  "blockquote", "button",  "center",  "dd",
                          "details",    "dialog",  "dir",    "div",        "dl",      "dt",      "fieldset",
                          "figcaption", "figure",  "footer", "h1",         "h2",      "h3",      "h4",
                          "h5",         "h6",      "header", "hgroup",     "li",      "listing", "main",
                          "menu",       "nav",     "ol",     "p",          "pre",     "section", "summary",
                          "ul",         "table",   "tbody",  "thead",      "tfoot",   "tr",      "td",
                          "th",         "caption", "object", "applet",     "marquee", "select",  "template"});
}

bool isNameCharacter(char c)
{
    return c != ' ' && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != '/' && c != '>' && c != '\0';
}

bool isLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

class Scan
{
public:
    Scan(const QByteArray &source, int mostOpen)
        : m_source(source), m_mostOpen(static_cast<std::size_t>(mostOpen))
    {}

    BoundedSource run()
    {
        m_result.octets.reserve(m_source.size());
        while (m_at < m_source.size()) {
            const qsizetype tag = m_source.indexOf('<', m_at);
            copyUpTo(tag < 0 ? m_source.size() : tag);
            if (tag >= 0)
                readMarkup();
        }
        return std::move(m_result);
    }

private:
    void copyUpTo(qsizetype end)
    {
        m_result.octets.append(m_source.constData() + m_at, end - m_at);
        m_at = end;
    }

    void readMarkup()
    {
        const QByteArrayView rest = QByteArrayView(m_source).sliced(m_at);
        if (rest.startsWith("<!--"))
            return copyUpTo(after("-->", rest.startsWith("<!-->") ? 2 : 4));
        const qsizetype nameAt = rest.startsWith("</") ? 2 : 1;
        if (rest.size() <= nameAt || !isLetter(rest[nameAt]))
            return copyUpTo(m_at + 1);
        qsizetype nameEnd = nameAt;
        while (nameEnd < rest.size() && isNameCharacter(rest[nameEnd]))
            ++nameEnd;
        const QByteArray name = rest.sliced(nameAt, nameEnd - nameAt).toByteArray().toLower();
        const qsizetype end = tagEnd(m_at + nameEnd);
        if (name == "frameset") {  // it would become an element that nobody knows
            m_at = end;
            return;
        }
        const bool isKept = nameAt == 2 ? close(name) : open(name);
        if (!isKept) {
            ++m_result.dropped;
            m_at = end;
            return;
        }
        copyUpTo(end);
        if (nameAt == 1 && isRawText(name) && !m_foreign)
            skipRawText(name);
    }

    [[nodiscard]] qsizetype after(QByteArrayView what, qsizetype from) const
    {
        const qsizetype found = m_source.indexOf(what, m_at + from);
        return found < 0 ? m_source.size() : found + what.size();
    }

    // Behind the ">" that ends the tag: not one within a value in quotes, which begin right after "=".
    [[nodiscard]] qsizetype tagEnd(qsizetype at) const
    {
        char quote = '\0';
        bool valueBegins = false;
        for (; at < m_source.size(); ++at) {
            const char c = m_source.at(at);
            if (quote != '\0') {
                if (c == quote)
                    quote = '\0';
                continue;
            }
            if (c == '>')
                return at + 1;
            if (valueBegins && (c == '"' || c == '\''))
                quote = c;
            valueBegins = c == '=' || (valueBegins && !isNameCharacter(c) && c != '/');
        }
        return at;
    }

    void skipRawText(QByteArrayView name)
    {
        qsizetype at = m_at;
        while ((at = m_source.indexOf("</", at)) >= 0) {
            at += 2;
            if (QByteArrayView(m_source)
                    .sliced(at)
                    .first(std::min(name.size(), m_source.size() - at))
                    .compare(name, Qt::CaseInsensitive)
                == 0)
                return copyUpTo(at - 2);
        }
        copyUpTo(m_source.size());
    }

    bool open(const QByteArray &name)
    {
        if (isVoid(name))
            return true;
        m_foreign = m_foreign || name == "svg" || name == "math";
        if (isTablePart(name) && name != "table" && !isOpen("table"))
            return true;  // ignored by the parser
        closeImplied(name);
        if (m_open.size() >= m_mostOpen)
            return false;
        const bool isCell = name == "td" || name == "th" || name == "caption";
        m_open.push_back({name, isScope(name), isCell, closesFromWithin(name)});
        ++m_counts[name];
        return true;
    }

    void closeImplied(QByteArrayView name)
    {
        if (name == "li" || name == "option")
            closeUpTo({name}, {"ul", "ol", "select", "div", "p"});
        else if (name == "dd" || name == "dt")
            closeUpTo({"dd", "dt"}, {"dl", "div", "p"});
        else if (name == "td" || name == "th")
            closeUpTo({"td", "th"}, {"tr"});
        else if (name == "tr")
            closeUpTo({"tr"}, {"tbody", "thead", "tfoot"});
        else if (name == "tbody" || name == "thead" || name == "tfoot")
            closeUpTo({"tbody", "thead", "tfoot"}, {});
        else if (closesFromWithin(name) && !isTablePart(name))
            closeUpTo({"p"}, {});
    }

    // Pops up to the nearest of `names`, unless a scope or one of `stops` is in between.
    void closeUpTo(Names names, Names stops)
    {
        if (std::none_of(names.begin(), names.end(), [this](QByteArrayView name) { return isOpen(name); }))
            return;
        const bool wantsCell = isTablePart(*names.begin());
        for (std::size_t at = m_open.size(); at-- > 0;) {
            if (isOneOf(m_open[at].name, names))
                return popTo(at);
            if ((m_open[at].isScope && !(m_open[at].isCell && wantsCell)) || isOneOf(m_open[at].name, stops))
                return;
        }
    }

    // False: the tag belongs to a start tag that was taken out.
    bool close(const QByteArray &name)
    {
        if (!isOpen(name))
            return m_open.size() < m_mostOpen;
        const bool takesScopes = isTablePart(name);
        const bool alone = closesAlone(name);
        const bool isOrdinary = !alone && !closesFromWithin(name);
        for (std::size_t at = m_open.size(); at-- > 0;) {
            if (m_open[at].name == name) {
                if (!alone) {
                    popTo(at);
                } else {
                    --m_counts[name];
                    m_open.erase(m_open.begin() + static_cast<qsizetype>(at));
                }
                return true;
            }
            const bool isWall = takesScopes ? m_open[at].name == "table" || m_open[at].name == "template"
                                            : m_open[at].isScope;
            if (isWall || (isOrdinary && m_open[at].isSpecial))
                break;
        }
        return m_open.size() < m_mostOpen;
    }

    void popTo(std::size_t size)
    {
        for (; m_open.size() > size; m_open.pop_back())
            --m_counts[m_open.back().name];
    }

    [[nodiscard]] bool isOpen(QByteArrayView name) const
    {
        return m_counts.value(QByteArray::fromRawData(name.data(), name.size())) > 0;
    }

    struct Entry {
        QByteArray name;
        bool isScope, isCell, isSpecial;
    };

    const QByteArray &m_source;
    std::size_t m_mostOpen;
    qsizetype m_at = 0;
    std::vector<Entry> m_open;
    QHash<QByteArray, int> m_counts;  // of the names in it
    bool m_foreign = false;           // the parser may take what is raw text in HTML for elements
    BoundedSource m_result;
};

}

BoundedSource boundedNesting(const QByteArray &source, int mostOpen)
{
    return Scan(source, mostOpen).run();
}

}
