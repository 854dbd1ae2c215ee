// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/serverstream.h"

#include <algorithm>

namespace {

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool isOneOf(const QByteArray &word, std::initializer_list<QByteArrayView> words)
{
    return std::find(words.begin(), words.end(), QByteArrayView(word)) != words.end();
}

bool isNumber(const QByteArray &word)
{
    return !word.isEmpty()
        && std::all_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}

QByteArray ServerStream::follow(QByteArrayView octets, bool lowerCase)
{
    QByteArray out;
    out.reserve(octets.size());
    for (const char c : octets) {
        if (m_literal > 0) {
            --m_literal;
            out += c;
            continue;
        }
        out += lowerCase && isProtocol(c) ? lower(c) : c;
        step(c);
    }
    return out;
}

bool ServerStream::isProtocol(char c) const
{
    if (m_quoted || m_kept > 0 || c == '"')
        return false;
    switch (m_place) {
    case Place::Name:
    case Place::CodeName:
    case Place::AllOfCode:
    case Place::Items:
    case Place::All: return true;
    case Place::Tag:
    case Place::CodeOrText:
    case Place::Code:
    case Place::BeforeGroup:
    case Place::AsItCame: return false;
    }
    return false;
}

void ServerStream::step(char c)
{
    if (c == '\n') {
        endLine();
        return;
    }
    m_line += c;
    if (m_place != Place::AsItCame && m_place != Place::Tag
        && std::exchange(m_escaped, m_quoted && c == '\\' && !m_escaped))
        return;
    const bool hasStrings =
        m_place != Place::Tag && m_place != Place::AsItCame && m_place != Place::CodeOrText;
    if (hasStrings && c == '"')
        m_quoted = !m_quoted;
    if (m_quoted)
        return;
    if (m_kept > 0)
        m_kept += c == '(' ? 1 : (c == ')' ? -1 : 0);
    if (m_place == Place::CodeOrText)
        m_place = c == '[' ? Place::CodeName : Place::AsItCame;
    else if (c == ' ' || c == '(' || c == ')' || c == ']' || c == '\r')
        endWord(c);
    else
        m_word += lower(c);
}

void ServerStream::endWord(char c)
{
    switch (m_place) {
    case Place::Tag: m_place = m_word == "+" ? Place::AsItCame : Place::Name; break;
    case Place::Name: endName(c); break;
    case Place::CodeName: m_place = m_word == "capability" ? Place::AllOfCode : Place::Code; break;
    case Place::Items: {
        const QByteArray &item = m_word.isEmpty() ? m_last : m_word;
        if (c == '(' && m_kept == 0 && isOneOf(item, {"flags", "x-gm-labels", "emailid", "threadid"}))
            m_kept = 1;
        break;
    }
    case Place::BeforeGroup: m_place = c == '(' ? Place::All : m_place; break;
    case Place::Code:
    case Place::AllOfCode:
    case Place::CodeOrText:
    case Place::All:
    case Place::AsItCame: break;
    }
    if (c == ']' && (m_place == Place::Code || m_place == Place::AllOfCode))
        m_place = Place::AsItCame;
    if (!m_word.isEmpty())
        m_last = std::exchange(m_word, {});
}

void ServerStream::endName(char c)
{
    if (isNumber(m_word))
        return;
    if (isOneOf(m_word, {"ok", "no", "bad", "bye", "preauth"}))
        m_place = c == ' ' ? Place::CodeOrText : Place::AsItCame;
    else if (isOneOf(m_word, {"fetch", "store"}))
        m_place = Place::Items;
    else if (isOneOf(m_word, {"capability", "enabled", "search", "sort", "thread", "esearch", "vanished"}))
        m_place = Place::All;
    else
        m_place = m_word == "status" ? Place::BeforeGroup : Place::AsItCame;
}

void ServerStream::endLine()
{
    const qsizetype open = m_line.lastIndexOf('{');
    const QByteArray end = open < 0 ? QByteArray() : m_line.sliced(open + 1).trimmed();
    m_line.clear();
    if (end.endsWith('}') && isNumber(end.chopped(1))) {
        m_literal = end.chopped(1).toLongLong();
        return;
    }
    *this = {};
}
