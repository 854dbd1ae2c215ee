// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/reader/sourcetext.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestLine = 2000;  // octets; RFC 5322, 2.1.1 allows 998

bool isInvisible(char32_t c)
{
    const auto category = QChar::category(c);
    return category == QChar::Other_Format || category == QChar::Other_Control || c == 0x2028 || c == 0x2029;
}

void appendVisible(QString &text, char32_t c)
{
    if (c == U'\t')
        text += u'\t';
    else if (c < 0x20)
        text += QChar(static_cast<char16_t>(0x2400 + c));
    else if (c == 0x7F)
        text += QChar(u'\u2421');
    else if (isInvisible(c))
        text += u"⟨U+%1⟩"_s.arg(QString::number(c, 16).toUpper().rightJustified(4, u'0'));
    else
        text += QChar::fromUcs4(c);
}

bool isContinuation(char octet)
{
    return (static_cast<uchar>(octet) & 0xC0) == 0x80;
}

// How many octets the character at the beginning has in UTF-8; 0: there is none.
qsizetype characterLength(QByteArrayView octets)
{
    const auto first = static_cast<uchar>(octets.front());
    const qsizetype length = first < 0x80 ? 1 : first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    if (length == 0 || length > octets.size() || first > 0xF4)
        return 0;
    for (qsizetype i = 1; i < length; ++i) {
        if (!isContinuation(octets[i]))
            return 0;
    }
    return length;
}

QString visible(QByteArrayView octets)
{
    QString text;
    text.reserve(octets.size());
    while (!octets.isEmpty()) {
        const qsizetype length = characterLength(octets);
        const QString decoded = length > 0 ? QString::fromUtf8(octets.first(length)) : QString();
        const bool isWrong =
            decoded.isEmpty() || (length > 1 && decoded.front() == QChar::ReplacementCharacter);
        if (isWrong && !(length == 3 && octets.startsWith("\xEF\xBF\xBD"))) {
            const auto octet = static_cast<uchar>(octets.front());
            text += u"⟨%1⟩"_s.arg(QString::number(octet, 16).toUpper());
            octets = octets.sliced(1);
            continue;
        }
        appendVisible(text,
                      decoded.size() == 1 ? decoded.front().unicode()
                                          : QChar::surrogateToUcs4(decoded[0], decoded[1]));
        octets = octets.sliced(length);
    }
    return text;
}

}

SourceText::Line SourceText::next()
{
    const QByteArrayView rest = QByteArrayView(m_octets).sliced(m_at);
    Line line;
    line.isContinued = m_isWithin;
    const qsizetype end = rest.first(std::min(rest.size(), longestLine + 2)).indexOf('\n');
    if (end >= 0) {
        const bool isCrLf = end > 0 && rest[end - 1] == '\r';
        line.text = visible(rest.first(isCrLf ? end - 1 : end + 1));
        m_at += end + 1;
        m_isWithin = false;
        return line;
    }
    qsizetype length = std::min(rest.size(), longestLine);
    // Not within a character, and not between the two octets of a line's end.
    for (int back = 0; back < 3 && length < rest.size() && isContinuation(rest[length]); ++back)
        --length;
    if (length < rest.size() && rest[length - 1] == '\r')
        --length;
    line.text = visible(rest.first(length));
    m_at += length;
    m_isWithin = true;
    return line;
}
