// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mime/octets.h"
#include "core/mime/part.h"

namespace mime {

namespace {

constexpr qsizetype lineLimit = 76;  // RFC 2045, 6.7 and 6.8, without the line end
constexpr char hexDigits[] = "0123456789ABCDEF";

// One line being written; breaks itself softly.
class QuotedPrintableLine
{
public:
    explicit QuotedPrintableLine(QByteArray &out) : m_out(out), m_start(out.size()) {}

    void plain(char c)
    {
        makeRoom(1);
        m_out += c;
    }
    void quoted(char c)
    {
        const auto octet = static_cast<unsigned char>(c);
        makeRoom(3);
        m_out += '=';
        m_out += hexDigits[octet >> 4];
        m_out += hexDigits[octet & 15];
    }
    [[nodiscard]] bool isAtStart() const { return m_out.size() == m_start; }
    void end()
    {
        m_out += "\r\n";
        m_start = m_out.size();
    }

private:
    void makeRoom(qsizetype octets)
    {
        if (m_out.size() - m_start + octets > lineLimit - 1) {  // one place is kept for the soft break
            m_out += '=';
            end();
        }
    }

    QByteArray &m_out;
    qsizetype m_start;
};

bool isPlain(char c) noexcept
{
    return !isControl(c) && !isNotAscii(c) && c != '=';
}

// The length of a line end at `at`, which may be CRLF, LF or CR; 0: none.
qsizetype lineEndAt(QByteArrayView text, qsizetype at) noexcept
{
    if (text[at] == '\n')
        return 1;
    if (text[at] != '\r')
        return 0;
    return at + 1 < text.size() && text[at + 1] == '\n' ? 2 : 1;
}

// What some program on the way would change at the start of a line: mbox writers quote "From ", and a single
// dot ends an SMTP message where dot-stuffing was forgotten.
bool isFragileStart(QByteArrayView rest) noexcept
{
    return rest.startsWith("From ") || (rest.front() == '.' && (rest.size() == 1 || isLineEnd(rest[1])));
}

}

QByteArray encodeQuotedPrintable(QByteArrayView text)
{
    QByteArray out;
    out.reserve(text.size() + text.size() / 8);
    QuotedPrintableLine line(out);
    for (qsizetype at = 0; at < text.size();) {
        if (const qsizetype end = lineEndAt(text, at); end > 0) {
            line.end();
            at += end;
            continue;
        }
        const char c = text[at];
        const bool last = at + 1 == text.size() || isLineEnd(text[at + 1]);
        const bool plain = c == '\t' || c == ' ' ? !last : isPlain(c);
        if (plain && !(line.isAtStart() && isFragileStart(text.sliced(at))))
            line.plain(c);
        else
            line.quoted(c);
        ++at;
    }
    return out;
}

QByteArray encodeBase64Lines(QByteArrayView octets)
{
    constexpr qsizetype perLine = lineLimit / 4 * 3;
    QByteArray out;
    out.reserve(octets.size() / perLine * (lineLimit + 2) + lineLimit + 2);
    for (qsizetype at = 0; at < octets.size(); at += perLine) {
        const QByteArrayView piece = octets.sliced(at, std::min(perLine, octets.size() - at));
        out += QByteArray::fromRawData(piece.data(), piece.size()).toBase64();
        out += "\r\n";
    }
    return out;
}

}
