// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <algorithm>

// Octets changed at random, the same in every run: what a parser must survive.
class Mutator
{
public:
    // `syntax` holds the octets that mean something to the parser.
    explicit Mutator(QByteArray syntax) : m_syntax(std::move(syntax)) {}

    qsizetype random(qsizetype below)
    {
        m_state = m_state * 1664525 + 1013904223;
        return static_cast<qsizetype>(m_state >> 8) % std::max<qsizetype>(below, 1);
    }

    // With one to six changes; never empty.
    QByteArray mutated(QByteArray octets)
    {
        for (qsizetype changes = random(6) + 1; changes > 0; --changes) {
            const qsizetype at = random(octets.size());
            switch (random(5)) {
            case 0: octets[at] = m_syntax.at(random(m_syntax.size())); break;
            case 1: octets.insert(at, m_syntax.at(random(m_syntax.size()))); break;
            case 2: octets.remove(at, random(20)); break;
            case 3: octets.insert(at, octets.mid(random(octets.size()), random(80))); break;
            default: octets[at] = static_cast<char>(random(256)); break;
            }
            if (octets.isEmpty())
                octets = "x";
        }
        return octets;
    }

private:
    QByteArray m_syntax;
    quint32 m_state = 20'261'121;
};
