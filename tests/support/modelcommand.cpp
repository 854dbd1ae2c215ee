// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/modelcommand.h"

#include <algorithm>

namespace model {

namespace {

// "{12}" or "{12+}" at the end of a line.
struct Announced {
    qsizetype octets = -1;
    bool isWaiting = false;
};

Announced announcedBy(const QByteArray &line)
{
    if (!line.endsWith('}'))
        return {};
    const qsizetype brace = line.lastIndexOf('{');
    if (brace < 0)
        return {};
    QByteArray number = line.mid(brace + 1).chopped(1);
    const bool isWaiting = !number.endsWith('+');
    if (!isWaiting)
        number.chop(1);
    bool ok = false;
    const qsizetype octets = number.toLongLong(&ok);
    return ok ? Announced{octets, isWaiting} : Announced{};
}

class Reader
{
public:
    explicit Reader(const QByteArray &octets) : m_octets(octets) {}

    [[nodiscard]] bool atEnd() const { return m_at >= m_octets.size(); }
    [[nodiscard]] bool failed() const { return m_failed; }
    [[nodiscard]] char peek() const { return atEnd() ? '\0' : m_octets[m_at]; }
    bool take(char wanted)
    {
        if (peek() != wanted || atEnd())
            return false;
        ++m_at;
        return true;
    }
    // Up to a blank or the end of a list; what is in brackets belongs to it, blanks and all.
    QByteArray atom()
    {
        const qsizetype begin = m_at;
        int depth = 0;
        while (!atEnd()) {
            const char c = m_octets[m_at];
            if (depth == 0 && (c == ' ' || c == '(' || c == ')'))
                break;
            if (c == '\r' || c == '\n' || (c == '"' && depth == 0))
                break;
            depth += c == '[' ? 1 : c == ']' ? -1 : 0;
            ++m_at;
        }
        m_failed = m_failed || m_at == begin || depth != 0;
        return m_octets.mid(begin, m_at - begin);
    }
    Argument argument()
    {
        if (take('('))
            return listOf();
        if (peek() == '"')
            return {Argument::Kind::String, quotedString(), {}};
        if (peek() == '{' || (peek() == '~' && m_octets.mid(m_at, 2) == "~{"))
            return {Argument::Kind::String, literalString(), {}};
        return {Argument::Kind::Atom, atom(), {}};
    }
    std::vector<Argument> arguments()
    {
        std::vector<Argument> all;
        while (!atEnd() && !m_failed) {
            m_failed = !take(' ');
            if (!m_failed)
                all.push_back(argument());
        }
        return all;
    }

private:
    Argument listOf()
    {
        Argument list{Argument::Kind::List, {}, {}};
        while (!m_failed && !take(')')) {
            if (!list.list.empty())
                m_failed = !take(' ');
            if (!m_failed && !atEnd())
                list.list.push_back(argument());
            m_failed = m_failed || atEnd();
        }
        return list;
    }
    QByteArray quotedString()
    {
        QByteArray text;
        ++m_at;
        while (!atEnd() && m_octets[m_at] != '"') {
            if (m_octets[m_at] == '\\')
                ++m_at;
            if (!atEnd())
                text += m_octets[m_at++];
        }
        m_failed = m_failed || !take('"') || text.contains('\r') || text.contains('\n');
        return text;
    }
    QByteArray literalString()
    {
        const qsizetype end = m_octets.indexOf("}\r\n", m_at);
        const Announced announced = announcedBy(m_octets.mid(m_at, end + 1 - m_at));
        if (end < 0 || announced.octets < 0 || end + 3 + announced.octets > m_octets.size()) {
            m_failed = true;
            return {};
        }
        m_at = end + 3 + announced.octets;
        return m_octets.mid(end + 3, announced.octets);
    }

    const QByteArray &m_octets;
    qsizetype m_at = 0;
    bool m_failed = false;
};

}

Extent extentOf(const QByteArray &octets)
{
    Extent extent;
    qsizetype from = 0;
    while (true) {
        const qsizetype end = octets.indexOf("\r\n", from);
        if (end < 0)
            return extent;
        const Announced announced = announcedBy(octets.mid(from, end - from));
        if (announced.octets < 0) {
            extent.octets = end + 2;
            return extent;
        }
        extent.asked += announced.isWaiting ? 1 : 0;
        from = end + 2 + announced.octets;
        if (from > octets.size())
            return extent;
    }
}

std::optional<Command> parseCommand(const QByteArray &octets)
{
    Reader reader(octets);
    Command command;
    command.tag = reader.atom();
    if (reader.failed() || !reader.take(' '))
        return std::nullopt;
    command.verb = reader.atom().toUpper();
    if (command.verb == "UID") {
        if (!reader.take(' '))
            return std::nullopt;
        command.verb += ' ' + reader.atom().toUpper();
    }
    command.arguments = reader.arguments();
    return reader.failed() ? std::nullopt : std::optional(command);
}

std::optional<NumberRanges> parseSet(const QByteArray &text, quint32 last)
{
    NumberRanges ranges;
    const auto number = [last](const QByteArray &word) -> quint32 {
        return word == "*" ? last : word.startsWith('0') ? 0 : word.toUInt();
    };
    for (const QByteArray &part : text.split(',')) {
        const QByteArrayList ends = part.split(':');
        const quint32 a = number(ends.first()), b = number(ends.last());
        const bool isStar = part.contains('*');  // "*" in an empty mailbox is nothing
        if (ends.size() > 2 || ((a == 0 || b == 0) && !isStar))
            return std::nullopt;
        ranges.emplace_back(std::min(a, b), std::max(a, b));
    }
    return ranges;
}

bool contains(const NumberRanges &ranges, quint32 number)
{
    return std::any_of(ranges.begin(), ranges.end(), [number](const auto &range) {
        return number >= range.first && number <= range.second;
    });
}

QByteArray setText(const std::vector<quint32> &ascending)
{
    QByteArray text;
    for (std::size_t i = 0; i < ascending.size();) {
        std::size_t end = i;
        while (end + 1 < ascending.size() && ascending[end + 1] == ascending[end] + 1)
            ++end;
        text += (text.isEmpty() ? "" : ",") + QByteArray::number(ascending[i]);
        if (end > i)
            text += ':' + QByteArray::number(ascending[end]);
        i = end + 1;
    }
    return text;
}

QByteArray quoted(const QByteArray &text)
{
    QByteArray out = text;
    return '"' + out.replace('\\', "\\\\").replace('"', "\\\"") + '"';
}

QByteArray literal(const QByteArray &octets)
{
    return '{' + QByteArray::number(octets.size()) + "}\r\n" + octets;
}

QByteArray nstring(const QByteArray &text)
{
    if (text.isEmpty())
        return "NIL";
    const bool isPlain = std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c <= '~'; });
    return isPlain ? quoted(text) : literal(text);
}

QByteArray mailboxText(const QByteArray &name)
{
    const bool isAtom = !name.isEmpty() && std::none_of(name.begin(), name.end(), [](char c) {
        return c <= ' ' || c > '~' || QByteArrayView("(){%*\"\\]").contains(c);
    });
    return isAtom ? name : quoted(name);
}

}
