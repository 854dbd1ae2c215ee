// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QString>

// The octets of a message made visible, a piece at a time. Nothing is decoded and nothing is hidden: control
// characters are shown as their pictures (U+2400 …), characters that reorder or cannot be seen as ⟨U+202E⟩,
// octets that are no UTF-8 as ⟨E4⟩, and line ends that are not CRLF as what they are. Total.
class SourceText
{
public:
    explicit SourceText(QByteArray octets) : m_octets(std::move(octets)) {}

    struct Line {
        QString text;
        bool isContinued = false;  // goes on with the line before, which was too long for one
    };
    [[nodiscard]] bool atEnd() const { return m_at >= m_octets.size(); }
    [[nodiscard]] Line next();  // not at the end

private:
    QByteArray m_octets;
    qsizetype m_at = 0;
    bool m_isWithin = false;  // of a line that is told in several
};
