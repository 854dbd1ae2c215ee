// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/cmsshape.h"

#include "core/crypto/limits.h"

#include <algorithm>
#include <optional>

namespace crypto {

namespace {

using Kind = CmsShape::Kind;

constexpr quint8 objectIdentifier = 0x06, sequence = 0x30, set = 0x31;
constexpr quint8 integer = 0x02, context0 = 0xa0, context1 = 0xa1;
constexpr quint8 constructed = 0x20;

struct Element {
    quint8 tag = 0;
    QByteArrayView content;
    qsizetype size = 0;  // with tag, length, and the end of contents
};

// tag length contents, or tag 80 elements 00 00 (X.690, 8.1). Tags above 30 do not occur in CMS.
std::optional<Element> elementAt(QByteArrayView octets, int depth)
{
    if (octets.size() < 2 || depth > limits::berNesting || (octets.front() & 0x1f) == 0x1f)
        return std::nullopt;
    const auto tag = static_cast<quint8>(octets[0]);
    const auto first = static_cast<quint8>(octets[1]);
    if (first == 0x80) {
        qsizetype at = 2;
        while (octets.size() >= at + 2 && (octets[at] != 0 || octets[at + 1] != 0)) {
            const auto inner = elementAt(octets.sliced(at), depth + 1);
            if (!inner)
                return std::nullopt;
            at += inner->size;
        }
        if ((tag & constructed) == 0 || octets.size() < at + 2)
            return std::nullopt;
        return Element{tag, octets.sliced(2, at - 2), at + 2};
    }
    const qsizetype lengthOctets = first < 0x80 ? 0 : first & 0x7f;
    if (lengthOctets > 4 || octets.size() < 2 + lengthOctets)
        return std::nullopt;
    qsizetype length = lengthOctets == 0 ? first : 0;
    for (const char octet : octets.sliced(2, lengthOctets))
        length = length << 8 | static_cast<quint8>(octet);
    if (octets.size() - 2 - lengthOctets < length)
        return std::nullopt;
    return Element{tag, octets.sliced(2 + lengthOctets, length), 2 + lengthOctets + length};
}

class BerReader
{
public:
    explicit BerReader(QByteArrayView octets) : m_rest(octets) {}

    [[nodiscard]] bool atEnd() const { return m_rest.isEmpty(); }
    // The next element if it has this tag; otherwise nothing is taken.
    std::optional<QByteArrayView> take(quint8 tag)
    {
        const auto element = elementAt(m_rest, 0);
        if (!element || element->tag != tag)
            return std::nullopt;
        m_rest = m_rest.sliced(element->size);
        return element->content;
    }

private:
    QByteArrayView m_rest;
};

// 1.2.840.113549.1.7.n and 1.2.840.113549.1.9.16.1.n
constexpr QByteArrayView pkcs7("\x2a\x86\x48\x86\xf7\x0d\x01\x07");
constexpr QByteArrayView smimeContentTypes("\x2a\x86\x48\x86\xf7\x0d\x01\x09\x10\x01");

bool isObject(QByteArrayView identifier, QByteArrayView arc, char last)
{
    return identifier.size() == arc.size() + 1 && identifier.startsWith(arc) && identifier.back() == last;
}

Kind kindOf(QByteArrayView identifier)
{
    if (isObject(identifier, pkcs7, 2))
        return Kind::SignedData;
    if (isObject(identifier, pkcs7, 3))
        return Kind::EnvelopedData;
    if (isObject(identifier, smimeContentTypes, 23))
        return Kind::AuthEnvelopedData;
    return isObject(identifier, smimeContentTypes, 9) ? Kind::CompressedData : Kind::Other;
}

int countOf(QByteArrayView elements)
{
    BerReader reader(elements);
    int count = 0;
    while (count < limits::signers && reader.take(sequence))
        ++count;
    return reader.atEnd() || count == limits::signers ? count : 0;
}

// SignedData ::= SEQUENCE { version, digestAlgorithms SET, encapContentInfo SEQUENCE, certificates [0]
// OPTIONAL, crls [1] OPTIONAL, signerInfos SET }                                        (RFC 5652, 5.1)
CmsShape signedData(QByteArrayView octets)
{
    BerReader fields(octets);
    const bool hasStart = fields.take(integer).has_value() && fields.take(set).has_value();
    const auto encapsulated = hasStart ? fields.take(sequence) : std::nullopt;
    if (!encapsulated)
        return {};
    BerReader content(*encapsulated);
    const auto type = content.take(objectIdentifier);
    CmsShape shape;
    shape.hasContent = content.take(context0).has_value();
    shape.isContentPlain = type && isObject(*type, pkcs7, 1);
    fields.take(context0);
    fields.take(context1);
    const auto signers = fields.take(set);
    if (!type || !content.atEnd() || !signers || !fields.atEnd())
        return {};
    shape.kind = Kind::SignedData;
    shape.signers = countOf(*signers);
    return shape;
}

}

CmsShape cmsShape(QByteArrayView octets)
{
    BerReader outside(octets);
    const auto info = outside.take(sequence);
    if (!info || !outside.atEnd())
        return {};
    BerReader fields(*info);
    const auto type = fields.take(objectIdentifier);
    const auto content = type ? fields.take(context0) : std::nullopt;
    if (!content || !fields.atEnd())
        return {};
    CmsShape shape;
    shape.kind = kindOf(*type);
    if (shape.kind != Kind::SignedData)
        return shape;
    BerReader inside(*content);
    const auto data = inside.take(sequence);
    return data && inside.atEnd() ? signedData(*data) : CmsShape();
}

}
