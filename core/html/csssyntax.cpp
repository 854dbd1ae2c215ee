// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/html/csssyntax.h"

#include "core/html/limits.h"

#include <algorithm>
#include <optional>

using namespace Qt::StringLiterals;

namespace html::css {

namespace {

// Follows strings and brackets; what closes nothing is ignored.
class Nesting
{
public:
    // True: `c` stands outside of all strings and brackets.
    bool feed(QChar c)
    {
        if (m_escaped) {
            m_escaped = false;
            return false;
        }
        if (c == u'\\') {
            m_escaped = true;
            return false;
        }
        if (!m_quote.isNull()) {
            if (c == m_quote || c == u'\n')
                m_quote = QChar();
            return false;
        }
        if (c == u'"' || c == u'\'') {
            m_quote = c;
            return false;
        }
        if (c == u'(' || c == u'[' || c == u'{') {
            ++m_depth;
            return false;
        }
        if ((c == u')' || c == u']' || c == u'}') && m_depth > 0) {
            --m_depth;
            return false;
        }
        return m_depth == 0;
    }
    [[nodiscard]] int depth() const noexcept { return m_depth; }

private:
    int m_depth = 0;
    QChar m_quote;
    bool m_escaped = false;
};

// Up to the first of `stops` that stands outside of everything.
qsizetype findOutside(QStringView text, qsizetype from, QStringView stops)
{
    Nesting nesting;
    for (qsizetype at = from; at < text.size(); ++at) {
        const bool isBlock = text[at] == u'{' && nesting.depth() == 0 && stops.contains(u'{');
        if (isBlock)
            return at;
        if (nesting.feed(text[at]) && stops.contains(text[at]))
            return at;
    }
    return text.size();
}

bool isScript(const QString &value)
{
    return value.contains(u'\\') || value.contains("expression"_L1, Qt::CaseInsensitive)
        || value.contains("javascript"_L1, Qt::CaseInsensitive);
}

std::optional<Declaration> parseDeclaration(QStringView text)
{
    const qsizetype colon = text.indexOf(u':');
    if (colon <= 0)
        return std::nullopt;
    Declaration result;
    const QString name = text.first(colon).trimmed().toString();
    result.property = name.startsWith("--"_L1) ? name : name.toLower();
    result.value = text.sliced(colon + 1).trimmed().toString();
    const qsizetype mark = result.value.lastIndexOf(u'!');
    if (mark >= 0 && result.value.mid(mark + 1).trimmed().compare("important"_L1, Qt::CaseInsensitive) == 0) {
        result.isImportant = true;
        result.value = result.value.first(mark).trimmed();
    }
    const bool isOdd = name.contains(u' ') || name.contains(u'\\') || isScript(result.value)
        || result.value.isEmpty() || result.value.size() > limits::attributeLength;
    return isOdd ? std::nullopt : std::optional(result);
}

}

QString withoutComments(QStringView text)
{
    QString result;
    result.reserve(text.size());
    QChar quote;
    for (qsizetype at = 0; at < text.size(); ++at) {
        const QChar c = text[at];
        if (quote.isNull() && c == u'/' && at + 1 < text.size() && text[at + 1] == u'*') {
            const qsizetype end = text.indexOf(u"*/", at + 2);
            if (end < 0)
                break;
            at = end + 1;
            continue;
        }
        if (c == u'\\' && at + 1 < text.size()) {
            result += c;
            result += text[++at];
            continue;
        }
        if (quote.isNull() ? c == u'"' || c == u'\'' : c == quote || c == u'\n')
            quote = quote.isNull() ? c : QChar();
        result += c;
    }
    return result.replace("<!--"_L1, "    "_L1).replace("-->"_L1, "   "_L1);
}

QStringList split(QStringView text, QChar separator)
{
    QStringList parts;
    Nesting nesting;
    qsizetype from = 0;
    const auto take = [&](qsizetype end) {
        const QStringView part = text.sliced(from, end - from).trimmed();
        if (!part.isEmpty() || separator != u' ')
            parts.append(part.toString());
        from = end + 1;
    };
    for (qsizetype at = 0; at < text.size(); ++at) {
        const QChar c = text[at];
        const bool outside = nesting.feed(c);
        if (outside && (c == separator || (separator == u' ' && c.isSpace())))
            take(at);
    }
    take(text.size());
    return parts;
}

std::vector<Declaration> parseDeclarations(QStringView text)
{
    const QString clean = withoutComments(text);
    std::vector<Declaration> result;
    qsizetype from = 0;
    while (from < clean.size() && result.size() < static_cast<std::size_t>(limits::declarations)) {
        const qsizetype end = findOutside(clean, from, u";");
        if (auto declaration = parseDeclaration(QStringView(clean).sliced(from, end - from)))
            result.push_back(*std::move(declaration));
        from = end + 1;
    }
    return result;
}

std::vector<Statement> parseStatements(QStringView text, int most)
{
    std::vector<Statement> result;
    qsizetype at = 0;
    while (at < text.size() && result.size() < static_cast<std::size_t>(most)) {
        if (text[at].isSpace() || text[at] == u'}' || text[at] == u';') {
            ++at;
            continue;
        }
        const bool isAtRule = text[at] == u'@';
        const qsizetype end = findOutside(text, at, isAtRule ? u"{;}" : u"{}");
        Statement statement;
        QStringView prelude = text.sliced(at, end - at);
        if (isAtRule) {
            qsizetype nameEnd = 1;
            while (nameEnd < prelude.size() && (prelude[nameEnd].isLetter() || prelude[nameEnd] == u'-'))
                ++nameEnd;
            statement.atName = prelude.sliced(1, nameEnd - 1).toString().toLower();
            prelude = prelude.sliced(nameEnd);
        }
        statement.prelude = prelude.trimmed().toString();
        at = end;
        if (end < text.size() && text[end] == u'{') {
            const qsizetype close = findOutside(text, end + 1, u"}");
            statement.block = text.sliced(end + 1, close - end - 1).toString();
            at = close + 1;
            result.push_back(std::move(statement));
        }
    }
    return result;
}

}
