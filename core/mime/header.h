// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mime/defects.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <optional>
#include <vector>

namespace mime {

// One field of a header block (RFC 5322, 2.2), as sent: the value is raw, still folded, without the last line
// end.
struct HeaderField {
    QByteArray name;
    QByteArray value;
};

// A header block in its order. Total: any octets in; lines that are no field are counted as defects and
// skipped.
class Header
{
public:
    Header() = default;
    // Up to the first empty line or the end; accepts LF, CRLF and bare CR line ends.
    [[nodiscard]] static Header parse(QByteArrayView octets);
    // The same; the fields share the memory of `octets` instead of having their own, and keep it alive.
    [[nodiscard]] static Header parseIn(const QByteArray &octets);

    [[nodiscard]] const std::vector<HeaderField> &fields() const noexcept { return m_fields; }
    // The topmost field of that name (any case), unfolded raw octets; nullopt: there is none.
    [[nodiscard]] std::optional<QByteArray> first(QByteArrayView name) const;
    [[nodiscard]] std::vector<QByteArray> all(QByteArrayView name) const;
    [[nodiscard]] qsizetype count(QByteArrayView name) const;
    // first(), decoded for people (RFC 2047, raw UTF-8 or 8-bit by guess); empty when there is none.
    [[nodiscard]] QString text(QByteArrayView name) const;
    [[nodiscard]] int defects() const noexcept { return m_defects.count(); }
    [[nodiscard]] const Defects &defectList() const noexcept { return m_defects; }

private:
    std::vector<HeaderField> m_fields;
    Defects m_defects;
};

// Without folding (RFC 5322, 2.2.3): line ends removed, the white space after them kept.
[[nodiscard]] QByteArray unfolded(QByteArrayView raw);

// Unstructured text with encoded words to people's text (RFC 2047; adjacent words joined, characters split
// across words put together, raw 8-bit guessed). Control characters and bidi overrides are kept: showing them
// safely is the view's job.
[[nodiscard]] QString decodedText(QByteArrayView raw);
// The reverse for our own header fields: ASCII unchanged, else UTF-8 encoded words of at most 75 octets,
// folded with CRLF SP. Never contains a bare CR or LF of the input.
[[nodiscard]] QByteArray encodedText(QStringView text);

}
