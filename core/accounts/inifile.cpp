// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/accounts/inifile.h"

#include <QList>

namespace accounts {

namespace {

bool isComment(QByteArrayView trimmed)
{
    return trimmed.startsWith('#') || trimmed.startsWith(';');
}

std::optional<QString> headingOf(const QByteArray &line)
{
    const QByteArray trimmed = line.trimmed();
    if (!trimmed.startsWith('[') || !trimmed.endsWith(']'))
        return std::nullopt;
    return QString::fromUtf8(trimmed.sliced(1, trimmed.size() - 2).trimmed());
}

struct Pair {
    QByteArray key, value;
};

std::optional<Pair> pairOf(const QByteArray &line)
{
    const QByteArray trimmed = line.trimmed();
    const qsizetype equals = trimmed.indexOf('=');
    if (equals <= 0 || isComment(trimmed) || headingOf(line))
        return std::nullopt;
    return Pair{trimmed.first(equals).trimmed(), trimmed.sliced(equals + 1).trimmed()};
}

char unescaped(char c)
{
    switch (c) {
    case 'n': return '\n';
    case 'r': return '\r';
    default: return c;
    }
}

// In quotes only when the closing one is the last octet: `"my tool" "x"` is a command line and means itself.
QString unquoted(const QByteArray &raw)
{
    if (!raw.startsWith('"'))
        return QString::fromUtf8(raw);
    QByteArray text;
    for (qsizetype i = 1; i < raw.size(); ++i) {
        if (raw.at(i) == '"')
            return QString::fromUtf8(i == raw.size() - 1 ? text : raw);
        if (raw.at(i) == '\\' && i + 1 < raw.size())
            text += unescaped(raw.at(++i));
        else
            text += raw.at(i);
    }
    return QString::fromUtf8(raw);
}

// Quoted where a plain value would be read as something else; line ends always, so that no value makes a
// line.
QByteArray quoted(const QString &value)
{
    QByteArray text = value.toUtf8();
    if (text == text.trimmed() && !text.startsWith('"') && !text.contains('\n') && !text.contains('\r'))
        return text;
    QByteArray out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\')
            out += '\\';
        if (c == '\n')
            out += "\\n";
        else if (c == '\r')
            out += "\\r";
        else
            out += c;
    }
    return out + '"';
}

}

IniFile::IniFile(const QByteArray &octets)
{
    QByteArray rest = octets;
    if (rest.startsWith("\xEF\xBB\xBF"))
        rest.remove(0, 3);
    if (rest.contains("\r\n"))
        m_lineEnd = "\r\n";
    if (rest.isEmpty())
        return;
    if (rest.endsWith('\n'))
        rest.chop(1);
    for (QByteArray &line : rest.split('\n')) {
        if (line.endsWith('\r'))
            line.chop(1);
        m_lines.push_back(std::move(line));
    }
}

QByteArray IniFile::octets() const
{
    QByteArray out;
    for (const QByteArray &line : m_lines)
        out += line + m_lineEnd;
    return out;
}

std::vector<IniFile::Section> IniFile::sections() const
{
    std::vector<Section> found;
    int number = 0;
    for (const QByteArray &line : m_lines) {
        ++number;
        if (const auto name = headingOf(line))
            found.push_back({number, *name});
    }
    return found;
}

std::vector<IniFile::Value> IniFile::unreadableLines() const
{
    std::vector<Value> found;
    int number = 0;
    for (const QByteArray &line : m_lines) {
        ++number;
        const QByteArray trimmed = line.trimmed();
        if (!trimmed.isEmpty() && !isComment(trimmed) && !headingOf(line) && !pairOf(line))
            found.push_back({number, QString::fromUtf8(trimmed)});
    }
    return found;
}

int IniFile::endOf(int section) const
{
    int at = section;  // the heading is at index section - 1
    while (at < static_cast<int>(m_lines.size()) && !headingOf(m_lines[static_cast<size_t>(at)]))
        ++at;
    return at;
}

int IniFile::ownEnd(int section) const
{
    int end = endOf(section);
    if (end < static_cast<int>(m_lines.size())) {
        while (end > section && isComment(m_lines[static_cast<size_t>(end - 1)].trimmed()))
            --end;
    }
    return end;
}

std::vector<int> IniFile::linesOf(int section, QByteArrayView key) const
{
    std::vector<int> found;
    for (int at = section; at < endOf(section); ++at) {
        const auto pair = pairOf(m_lines[static_cast<size_t>(at)]);
        if (pair && pair->key.compare(key, Qt::CaseInsensitive) == 0)
            found.push_back(at);
    }
    return found;
}

std::optional<IniFile::Value> IniFile::value(int section, QByteArrayView key) const
{
    const std::vector<int> lines = linesOf(section, key);
    if (lines.empty())
        return std::nullopt;
    return Value{lines.back() + 1, unquoted(pairOf(m_lines[static_cast<size_t>(lines.back())])->value)};
}

void IniFile::set(int section, const QByteArray &key, const std::optional<QString> &value)
{
    const std::vector<int> lines = linesOf(section, key);
    if (!value) {
        for (auto at = lines.rbegin(); at != lines.rend(); ++at)
            m_lines.erase(m_lines.begin() + *at);
        return;
    }
    const QByteArray line = key + '=' + quoted(*value);
    if (!lines.empty()) {
        if (this->value(section, key)->text != *value)
            m_lines[static_cast<size_t>(lines.back())] = line;
        return;
    }
    int at = ownEnd(section);
    while (at > section && m_lines[static_cast<size_t>(at - 1)].trimmed().isEmpty())
        --at;
    m_lines.insert(m_lines.begin() + at, line);
}

int IniFile::addSection(const QString &name)
{
    if (!m_lines.empty() && !m_lines.back().trimmed().isEmpty())
        m_lines.emplace_back();
    m_lines.push_back("[" + name.toUtf8() + "]");
    return static_cast<int>(m_lines.size());
}

void IniFile::removeSection(int section)
{
    m_lines.erase(m_lines.begin() + section - 1, m_lines.begin() + ownEnd(section));
}

}
