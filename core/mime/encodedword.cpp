// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mime/encodedword.h"

#include "core/mime/charset.h"
#include "core/mime/header.h"
#include "core/mime/octets.h"
#include "core/mime/part.h"
#include "core/mime/transferencoding.h"

namespace mime {

namespace {

// token, as RFC 2047 wants it for charset: no blanks, no especials
constexpr bool isCharsetOctet(char c) noexcept
{
    return !isControl(c) && !isNotAscii(c) && c != ' ' && c != '?' && c != '=';
}

QByteArray decodeQ(QByteArrayView text)
{
    QByteArray octets;
    octets.reserve(text.size());
    for (qsizetype at = 0; at < text.size();) {
        const char c = text[at];
        const auto octet = c == '=' ? hexOctet(text, at + 1) : std::nullopt;
        octets += octet ? *octet : c == '_' ? ' ' : c;
        at += octet ? 3 : 1;
    }
    return octets;
}

// Joins the octets of neighbouring words of one charset before they are decoded, since encoders split
// characters across words although RFC 2047, 5 forbids it.
class TextJoiner
{
public:
    void addWord(const EncodedWord &word)
    {
        if (!m_charset.isNull() && !sameIgnoringCase(m_charset, word.charset))
            flushWords();
        m_charset = word.charset;
        m_octets += word.octets();
    }
    void addPlain(QByteArrayView octets)
    {
        if (octets.isEmpty())
            return;
        flushWords();
        m_text += guessedText(octets);
    }
    [[nodiscard]] bool endsWithWord() const { return !m_charset.isNull(); }
    QString take()
    {
        flushWords();
        return std::move(m_text);
    }

private:
    void flushWords()
    {
        if (m_charset.isNull())
            return;
        m_text += decodeCharset(m_octets, m_charset);
        m_octets.clear();
        m_charset = {};
    }

    QString m_text;
    QByteArray m_octets;
    QByteArrayView m_charset;  // null: no word is waiting
};

bool isAllBlank(QByteArrayView octets) noexcept
{
    return std::all_of(octets.begin(), octets.end(), isSpace);
}

QString joinedText(QByteArrayView raw)
{
    TextJoiner joiner;
    qsizetype plainFrom = 0, at = raw.indexOf("=?");
    // Behind the last "?=" no word can end; asking once keeps a megabyte of "=?" linear.
    const qsizetype lastEnd = raw.lastIndexOf("?=");
    while (at >= 0 && at < lastEnd) {
        const auto word = encodedWordAtStart(raw.sliced(at), lastEnd + 2 - at);
        if (!word) {
            at = raw.indexOf("=?", at + 2);
            continue;
        }
        const QByteArrayView between = raw.sliced(plainFrom, at - plainFrom);
        if (!joiner.endsWithWord()
            || !isAllBlank(between))  // white space between two words is not text (6.2)
            joiner.addPlain(between);
        joiner.addWord(*word);
        plainFrom = at + word->size;
        at = raw.indexOf("=?", plainFrom);
    }
    joiner.addPlain(raw.sliced(plainFrom));
    return joiner.take();
}

}

QByteArray EncodedWord::octets() const
{
    return isBase64 ? decodeBase64(text) : decodeQ(text);
}

std::optional<EncodedWord> encodedWordAtStart(QByteArrayView raw, qsizetype reach)
{
    raw = raw.first(std::min(raw.size(), reach));
    if (!raw.startsWith("=?"))
        return std::nullopt;
    qsizetype at = 2;
    while (at < raw.size() && isCharsetOctet(raw[at]))
        ++at;
    QByteArrayView charset = raw.sliced(2, at - 2);
    if (charset.isEmpty() || at + 3 > raw.size() || raw[at] != '?' || raw[at + 2] != '?')
        return std::nullopt;
    const char encoding = lowered(raw[at + 1]);
    if (encoding != 'b' && encoding != 'q')
        return std::nullopt;
    const qsizetype from = at + 3, end = raw.indexOf("?=", from);
    if (end < 0)
        return std::nullopt;
    if (const qsizetype language = charset.indexOf('*'); language > 0)
        charset = charset.first(language);
    return EncodedWord{charset, encoding == 'b', raw.sliced(from, end - from), end + 2};
}

QString decodedText(QByteArrayView raw)
{
    const bool folded = std::any_of(raw.begin(), raw.end(), isLineEnd);
    const QByteArray flat = folded ? unfolded(raw) : QByteArray();
    const QByteArrayView text = folded ? QByteArrayView(flat) : raw;
    return text.contains("=?") ? joinedText(text) : guessedText(text);
}

}
