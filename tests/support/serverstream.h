// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

// Follows the octets of a scripted server: where a response ends, and what of it is protocol. Total; knows
// just enough of the grammar for the scripts of the tests.
class ServerStream
{
public:
    // The octets as they go out. In lower case: names of responses, of codes, capabilities and items (all of
    // which are case-insensitive, RFC 3501, 9), but not what is kept as it came: texts, strings, literals,
    // flags, names of mailboxes, tags.
    [[nodiscard]] QByteArray follow(QByteArrayView octets, bool lowerCase);
    // Nothing has begun that is not ended: another response may come now.
    [[nodiscard]] bool isBetweenResponses() const noexcept
    {
        return m_place == Place::Tag && m_word.isEmpty() && m_literal == 0;
    }

private:
    // All: protocol to the end of the line. Group: from the next parenthesis on. Items: of FETCH.
    enum class Place { Tag, Name, CodeOrText, CodeName, Code, AllOfCode, Items, All, BeforeGroup, AsItCame };

    void step(char c);
    void endWord(char c);
    void endName(char c);
    void endLine();
    [[nodiscard]] bool isProtocol(char c) const;

    Place m_place = Place::Tag;
    QByteArray m_word;  // lower case, so far
    QByteArray m_last;  // the word before
    QByteArray m_line;  // its last octets, for the literal at the end
    bool m_quoted = false, m_escaped = false;
    int m_kept = 0;  // depth inside a parenthesis whose content is kept
    qsizetype m_literal = 0;
};
