// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <vector>

namespace mime {

// What can be wrong with a message. Nothing of it keeps a message from being read; each says where this
// reader had to choose, and so where another program may have chosen differently.
enum class Defect {
    // header blocks (RFC 5322, 2.2)
    NotAField,      // a line that is neither a field nor folded from one: skipped
    HeaderTooLong,  // beyond limits::headerOctets
    TooManyFields,  // beyond limits::headerFields
    BareCr,         // a CR inside a line: some programs begin a line there
    Nul,            // a NUL octet in a header: some programs end the text there
    RepeatedField,  // two Content-Type, Content-Transfer-Encoding or Content-Disposition: the first counts
    // description of a part (RFC 2045)
    UnreadableType,   // Content-Type is no type/subtype: text/plain
    UnknownEncoding,  // the octets are taken as they are
    // structure (RFC 2046)
    HeaderEndMissing,   // a part's text begins without an empty line before it
    DelimiterInHeader,  // a part ends within its header
    BoundaryMissing,    // no boundary parameter, or an empty one
    NoPartFound,        // a multipart shown as text
    ClosingMissing,     // the last delimiter of a multipart
    NestingLimit,       // limits::nesting: what is deeper stays as it is
    PartLimit,          // limits::parts
    EncodedContainer,   // base64 or quoted-printable around a message or a multipart (forbidden by RFC
                        // 2045, 6.4)
    // decoding
    BrokenBase64,           // octets that are no letters of it, or a last group that is too short
    BrokenQuotedPrintable,  // "=" without two hexadecimal digits
    UnknownCharset,         // decoded by guess
    WrongCharset,           // the label cannot be true: decoded by guess
    // files within a part
    DamagedFile,  // cut off, or its size or checksum is another
    FileLimit,    // limits::files
};

// The kinds of defects that were found, and how many altogether. As small as two numbers, so that every
// parsed part can have its own.
class Defects
{
public:
    Defects() = default;

    void note(Defect defect) noexcept
    {
        m_kinds |= bit(defect);
        ++m_count;
    }
    void note(const Defects &others) noexcept
    {
        m_kinds |= others.m_kinds;
        m_count += others.m_count;
    }

    [[nodiscard]] bool has(Defect defect) const noexcept { return (m_kinds & bit(defect)) != 0; }
    [[nodiscard]] bool isEmpty() const noexcept { return m_count == 0; }
    [[nodiscard]] int count() const noexcept { return m_count; }
    [[nodiscard]] std::vector<Defect> kinds() const;
    friend bool operator==(const Defects &, const Defects &) = default;

private:
    static constexpr quint64 bit(Defect defect) noexcept { return quint64{1} << static_cast<int>(defect); }

    quint64 m_kinds = 0;
    int m_count = 0;
};

}
