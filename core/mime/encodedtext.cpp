// SPDX-License-Identifier: GPL-3.0-or-later
// Text of people into header fields that we write (RFC 2047, 5; RFC 5322, 2.2.3).
#include "core/mime/encodedword.h"
#include "core/mime/folding.h"
#include "core/mime/header.h"
#include "core/mime/octets.h"

#include <QStringView>

using namespace Qt::StringLiterals;

namespace mime {

namespace {

constexpr qsizetype wordLimit = 75;  // RFC 2047, 2
constexpr char hexDigits[] = "0123456789ABCDEF";

// The letters that "Q" may leave as they are even inside a phrase (RFC 2047, 5, rule 3).
constexpr bool isBareInQ(char c) noexcept
{
    return isLetter(c) || isDigit(c) || c == '!' || c == '*' || c == '+' || c == '-' || c == '/';
}

QByteArray encodeQ(QByteArrayView octets)
{
    QByteArray out;
    for (const char c : octets) {
        if (isBareInQ(c)) {
            out += c;
        } else if (c == ' ') {
            out += '_';
        } else {
            const auto octet = static_cast<unsigned char>(c);
            out += '=';
            out += hexDigits[octet >> 4];
            out += hexDigits[octet & 15];
        }
    }
    return out;
}

// Line ends and other controls would be new fields, or nothing anyone can read: one blank instead.
QString withoutControls(QStringView text)
{
    QString clean;
    clean.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char16_t c = text[i].unicode();
        if (c == u'\r' && i + 1 < text.size() && text[i + 1] == u'\n')
            continue;
        clean +=
            c < 0x20 || c == 0x7f || (c >= 0x80 && c < 0xa0) || c == 0x2028 || c == 0x2029 ? u' ' : QChar(c);
    }
    return clean;
}

// One character: a surrogate pair is never split, nor a letter from the marks that follow it.
qsizetype characterLength(QStringView text)
{
    qsizetype length = text.size() > 1 && text[0].isHighSurrogate() && text[1].isLowSurrogate() ? 2 : 1;
    while (length < text.size() && length < 6 && text[length].isMark())
        ++length;
    return length;
}

// Fills one encoded word after the other, each on a line of its own.
class WordWriter
{
public:
    WordWriter(qsizetype column, bool base64)
        : m_base64(base64), m_room(fullRoom - std::min(column, fullRoom))
    {}

    void add(QByteArrayView character)
    {
        if (encodedSize(m_octets + character.toByteArray()) > m_room)
            nextLine();
        m_octets += character.toByteArray();
    }
    QByteArray take()
    {
        nextLine();
        return std::move(m_out);
    }

private:
    static constexpr qsizetype fullRoom = wordLimit - 12;  // =?utf-8?Q??=

    [[nodiscard]] qsizetype encodedSize(const QByteArray &octets) const
    {
        return m_base64 ? (octets.size() + 2) / 3 * 4 : encodeQ(octets).size();
    }
    // Also when nothing is written yet: then not even one character fits behind the field's name.
    void nextLine()
    {
        if (!m_octets.isEmpty()) {
            if (m_onNextLine)
                m_out += "\r\n ";
            m_out += m_base64 ? "=?utf-8?B?"_ba + m_octets.toBase64() : "=?utf-8?Q?"_ba + encodeQ(m_octets);
            m_out += "?=";
            m_octets.clear();
        }
        m_onNextLine = true;
        m_room = fullRoom;
    }

    QByteArray m_out, m_octets;
    bool m_base64;
    bool m_onNextLine = false;
    qsizetype m_room;
};

// "Q" stays readable in the source, so base64 has to be much shorter.
bool isShorterInBase64(QStringView text)
{
    const QByteArray octets = text.toUtf8();
    return 7 * octets.toBase64().size() < 4 * encodeQ(octets).size();
}

// May this text stand in a field as it is? Not if it would be read as encoded words, trimmed, or cannot be
// folded.
bool isSafeAsIs(const QString &text)
{
    const auto isPrintable = [](QChar c) { return c >= u' ' && c < u'\x7f'; };
    if (!std::all_of(text.begin(), text.end(), isPrintable) || text.contains("=?"_L1))
        return false;
    if (text.isEmpty())
        return true;
    if (text.front() == u' ' || text.back() == u' ')
        return false;
    qsizetype word = 0;
    return std::all_of(text.begin(), text.end(), [&](QChar c) {
        word = c == u' ' ? 0 : word + 1;
        return word <= lineLimit - 1;
    });
}

}

QByteArray encodedWordsAt(QStringView text, qsizetype column)
{
    const QString clean = withoutControls(text);
    WordWriter writer(column, isShorterInBase64(clean));
    for (QStringView rest = clean; !rest.isEmpty();) {
        const qsizetype length = characterLength(rest);
        writer.add(rest.first(length).toUtf8());
        rest = rest.sliced(length);
    }
    return writer.take();
}

QByteArray encodedTextAt(QStringView text, qsizetype column)
{
    const QString clean = withoutControls(text);
    return isSafeAsIs(clean) ? folded(clean.toLatin1(), column) : encodedWordsAt(clean, column);
}

QByteArray encodedText(QStringView text)
{
    return encodedTextAt(text, 0);
}

}
