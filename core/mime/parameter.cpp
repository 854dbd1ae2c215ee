// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mime/parameter.h"

#include "core/mime/charset.h"
#include "core/mime/limits.h"
#include "core/mime/octets.h"

#include <map>

namespace mime {

namespace {

// Reads the field from left to right; every step takes at least one octet or ends.
class ParameterReader
{
public:
    explicit ParameterReader(QByteArrayView raw) noexcept : m_rest(raw) {}

    [[nodiscard]] bool atEnd() const noexcept { return m_rest.isEmpty(); }

    // White space, line ends, comments (nested) and, between parameters, semicolons.
    void skipGaps(bool semicolons)
    {
        while (!m_rest.isEmpty()) {
            if (m_rest.front() == '(')
                skipComment();
            else if (isSpace(m_rest.front()) || (semicolons && m_rest.front() == ';'))
                m_rest = m_rest.sliced(1);
            else
                return;
        }
    }

    QByteArray untilAnyOf(QByteArrayView ends)
    {
        qsizetype at = 0;
        while (at < m_rest.size() && !isSpace(m_rest[at]) && !ends.contains(m_rest[at]))
            ++at;
        return take(at);
    }

    bool accept(char c)
    {
        if (m_rest.isEmpty() || m_rest.front() != c)
            return false;
        m_rest = m_rest.sliced(1);
        return true;
    }

    QByteArray value()
    {
        if (!m_rest.isEmpty() && m_rest.front() == '"')
            return quotedValue();
        return bareValue(take(bareLength()));
    }

private:
    QByteArray take(qsizetype size)
    {
        QByteArray taken = m_rest.first(size).toByteArray();
        m_rest = m_rest.sliced(size);
        return taken;
    }

    void skipComment()
    {
        int depth = 0;
        qsizetype at = 0;
        for (; at < m_rest.size(); ++at) {
            const char c = m_rest[at];
            if (c == '\\')
                ++at;
            else if (c == '(')
                ++depth;
            else if (c == ')' && --depth == 0)
                break;
        }
        m_rest = m_rest.sliced(std::min(at + 1, m_rest.size()));
    }

    // A backslash escapes only a quote and itself here: senders put "C:\new.txt" between quotes unescaped.
    QByteArray quotedValue()
    {
        QByteArray value;
        qsizetype at = 1;
        for (; at < m_rest.size() && m_rest[at] != '"'; ++at) {
            if (m_rest[at] == '\\' && at + 1 < m_rest.size()
                && (m_rest[at + 1] == '"' || m_rest[at + 1] == '\\'))
                ++at;
            if (!isLineEnd(m_rest[at]))
                value += m_rest[at];
        }
        m_rest = m_rest.sliced(std::min(at + 1, m_rest.size()));
        const qsizetype next = m_rest.indexOf(';');
        // Text between the quote and the semicolon belongs to nothing, but the next name may follow at once.
        if (const QByteArrayView junk = m_rest.first(next < 0 ? m_rest.size() : next); !junk.contains('='))
            m_rest = m_rest.sliced(junk.size());
        return value;
    }

    // A value without quotes may hold blanks ("my file.pdf"), and ends at a semicolon or, where that is
    // missing, before the next "name=".
    [[nodiscard]] qsizetype bareLength() const noexcept
    {
        qsizetype wordFrom = 0;
        for (qsizetype at = 0; at < m_rest.size(); ++at) {
            const char c = m_rest[at];
            if (c == ';')
                return at;
            if (isSpace(c))
                wordFrom = at + 1;
            else if (c == '=' && wordFrom > 0 && wordFrom < at
                     && isName(m_rest.sliced(wordFrom, at - wordFrom)))
                return wordFrom;
        }
        return m_rest.size();
    }

    static bool isName(QByteArrayView word) noexcept
    {
        return isLetter(word.front()) && std::all_of(word.begin(), word.end(), [](char c) {
                   return isLetter(c) || isDigit(c) || c == '-' || c == '_' || c == '*';
               });
    }

    // A comment at the end is none of the value.
    QByteArray bareValue(const QByteArray &text)
    {
        QByteArrayView value = strippedView(text);
        if (const qsizetype open = trailingComment(value); open > 0 && isSpace(value[open - 1]))
            value = strippedView(value.first(open));
        return unfolded(value);
    }

    // Where the parenthesis opens that the last character closes; -1: none.
    static qsizetype trailingComment(QByteArrayView value) noexcept
    {
        int depth = 0;
        for (qsizetype at = value.size() - 1; at >= 0; --at) {
            depth += value[at] == ')' ? 1 : value[at] == '(' ? -1 : 0;
            if (depth == 0)
                return value[at] == '(' ? at : -1;
        }
        return -1;
    }

    QByteArrayView m_rest;
};

// "name*1*" → base "name", section 1, encoded
struct Section {
    int number = -1;  // -1: no continuation
    bool isEncoded = false;
    QByteArrayView value;
};

struct Named {
    QByteArray base;
    Section section;
};

Named sectionOf(const std::pair<QByteArray, QByteArray> &raw)
{
    QByteArray name = raw.first.toLower();
    Section section{-1, false, raw.second};
    if (name.endsWith('*')) {
        section.isEncoded = true;
        name.chop(1);
    }
    const qsizetype star = name.lastIndexOf('*');
    bool isNumber = false;
    const int number = star > 0 ? QByteArrayView(name).sliced(star + 1).toInt(&isNumber) : 0;
    if (isNumber && isDigit(name.at(star + 1))) {
        if (number > limits::parameterSection)
            return {};  // nobody needs so many: dropped
        section.number = number;
        name.truncate(star);
    }
    return {name, section};
}

QByteArray percentDecoded(QByteArrayView text)
{
    QByteArray out;
    out.reserve(text.size());
    for (qsizetype at = 0; at < text.size();) {
        const auto octet = text[at] == '%' ? hexOctet(text, at + 1) : std::nullopt;
        out += octet.value_or(text[at]);
        at += octet ? 3 : 1;
    }
    return out;
}

// charset'language'text; the charset of the first section counts for all
QByteArrayView withoutCharset(QByteArrayView value, QByteArray &charset)
{
    const qsizetype first = value.indexOf('\'');
    const qsizetype second = first < 0 ? -1 : value.indexOf('\'', first + 1);
    if (second < 0)
        return value;
    charset = value.first(first).toByteArray();
    return value.sliced(second + 1);
}

QString extendedText(const Section &section)
{
    QByteArray charset;
    const QByteArrayView text = withoutCharset(section.value, charset);
    return decodeCharset(percentDecoded(text), charset);
}

// Sections up to the first gap; beyond it the pieces may belong to anything.
QString continuedText(const std::map<int, Section> &sections)
{
    QByteArray octets, charset;
    bool anyEncoded = false;
    int expected = sections.begin()->first;
    for (const auto &[number, section] : sections) {
        if (number != expected++)
            break;
        QByteArrayView text = section.value;
        if (section.isEncoded && !std::exchange(anyEncoded, true))
            text = withoutCharset(text, charset);
        octets += section.isEncoded ? percentDecoded(text) : text.toByteArray();
    }
    return anyEncoded ? decodeCharset(octets, charset) : decodedText(octets);
}

struct Forms {
    QByteArray name;
    std::optional<Section> plain, extended;
    std::map<int, Section> continued;
};

QString bestText(const Forms &forms)
{
    // RFC 2231 counts numbers from 0; some senders from 1. Anything else is no beginning.
    if (!forms.continued.empty() && forms.continued.begin()->first <= 1)
        return continuedText(forms.continued);
    if (forms.extended)
        return extendedText(*forms.extended);
    return forms.plain ? decodedText(forms.plain->value) : QString();
}

// Without a "*" in any name there is nothing to put together: the first of each name counts.
ParameterList plainParameters(const RawParameters &raw)
{
    ParameterList decoded;
    decoded.reserve(raw.size());
    for (const auto &[name, value] : raw) {
        QByteArray lower = name.toLower();
        const bool isKnown = std::any_of(decoded.begin(), decoded.end(),
                                         [&lower](const auto &known) { return known.first == lower; });
        if (!isKnown && !lower.isEmpty())
            decoded.emplace_back(std::move(lower), decodedText(value));
    }
    return decoded;
}

}

ParameterList decodeParameters(const RawParameters &raw)
{
    constexpr std::size_t few = 32;  // each is compared with all before it
    if (raw.size() <= few
        && std::none_of(raw.begin(), raw.end(), [](const auto &each) { return each.first.contains('*'); }))
        return plainParameters(raw);
    std::vector<Forms> all;
    std::map<QByteArray, size_t> places;
    for (const auto &parameter : raw) {
        const auto [base, section] = sectionOf(parameter);
        if (base.isEmpty())
            continue;
        const auto [place, isNew] = places.try_emplace(base, all.size());
        if (isNew)
            all.push_back({base, {}, {}, {}});
        Forms &forms = all[place->second];
        if (section.number >= 0)
            forms.continued.try_emplace(section.number, section);
        else if (auto &form = section.isEncoded ? forms.extended : forms.plain; !form)
            form = section;
    }
    ParameterList decoded;
    decoded.reserve(all.size());
    for (const Forms &forms : all)
        decoded.emplace_back(forms.name, bestText(forms));
    return decoded;
}

StructuredValue parseStructuredValue(QByteArrayView raw)
{
    ParameterReader reader(raw);
    reader.skipGaps(false);
    QByteArray value = reader.untilAnyOf(";(").toLower();
    reader.skipGaps(false);
    if (!value.contains('/') && reader.accept('/'))  // "text / plain"
        value += '/';
    if (value.endsWith('/')) {
        reader.skipGaps(false);
        value += reader.untilAnyOf(";(").toLower();
    }
    RawParameters parameters;
    while (parameters.size() < static_cast<size_t>(limits::parameters)) {
        reader.skipGaps(true);
        if (reader.atEnd())
            break;
        const QByteArray name = reader.untilAnyOf("=;(");
        reader.skipGaps(false);
        if (!reader.accept('='))
            continue;
        reader.skipGaps(false);
        parameters.emplace_back(name, reader.value());
    }
    return {value, decodeParameters(parameters)};
}

QString parameterValue(const ParameterList &parameters, QByteArrayView name)
{
    const auto found = std::find_if(parameters.begin(), parameters.end(),
                                    [&](const auto &parameter) { return parameter.first == name; });
    return found == parameters.end() ? QString() : found->second;
}

}
