// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/pgpshape.h"

#include "core/crypto/limits.h"
#include "core/mime/headerfields.h"
#include "core/mime/octets.h"
#include "core/mime/transferencoding.h"

#include <optional>
#include <vector>

namespace crypto {

namespace {

// Packet types (RFC 9580, 5)
enum Tag {
    PublicKeyEncryptedSessionKey = 1,
    Signature = 2,
    SymmetricKeyEncryptedSessionKey = 3,
    Encrypted = 9,
    Marker = 10,
    EncryptedWithIntegrity = 18,
    EncryptedWithAead = 20  // of GnuPG 2.3, before there was a standard for it
};

struct Packet {
    int tag = 0;
    QByteArrayView body;  // without its length; of a body in pieces the first piece
};

// Walks over packets without looking into them. nullopt from next(): the end, or isBroken().
class PacketReader
{
public:
    explicit PacketReader(QByteArrayView octets) : m_rest(octets) {}

    [[nodiscard]] bool isBroken() const { return m_isBroken; }

    std::optional<Packet> next()
    {
        if (m_rest.isEmpty() || m_isBroken)
            return std::nullopt;
        const auto first = static_cast<quint8>(m_rest.front());
        m_rest = m_rest.sliced(1);
        if ((first & 0x80) == 0)
            return broken();
        return (first & 0x40) != 0 ? newForm(first & 0x3f) : oldForm((first >> 2) & 0x0f, first & 0x03);
    }

private:
    std::optional<Packet> broken()
    {
        m_isBroken = true;
        return std::nullopt;
    }

    std::optional<quint32> number(qsizetype octets)
    {
        if (m_rest.size() < octets)
            return std::nullopt;
        quint32 value = 0;
        for (const char octet : m_rest.first(octets))
            value = value << 8 | static_cast<quint8>(octet);
        m_rest = m_rest.sliced(octets);
        return value;
    }

    std::optional<Packet> body(int tag, std::optional<quint32> length)
    {
        if (!length || m_rest.size() < qsizetype{*length})
            return broken();
        const Packet packet{tag, m_rest.first(qsizetype{*length})};
        m_rest = m_rest.sliced(qsizetype{*length});
        return packet;
    }

    // Legacy packet format (RFC 9580, 4.2.2)
    std::optional<Packet> oldForm(int tag, int lengthType)
    {
        if (lengthType < 3)
            return body(tag, number(qsizetype{1} << lengthType));
        const Packet packet{tag, m_rest};  // to the end
        m_rest = {};
        return packet;
    }

    struct Length {
        quint32 octets = 0;
        bool isPartial = false;
    };

    // RFC 9580, 4.2.1
    std::optional<Length> newLength()
    {
        const auto first = number(1);
        if (!first || *first < 192)
            return first ? std::optional<Length>({*first, false}) : std::nullopt;
        if (*first < 224) {
            const auto second = number(1);
            return second ? std::optional<Length>({((*first - 192) << 8) + *second + 192, false})
                          : std::nullopt;
        }
        if (*first < 255)
            return Length{quint32{1} << (*first & 0x1f), true};
        const auto long4 = number(4);
        return long4 ? std::optional<Length>({*long4, false}) : std::nullopt;
    }

    std::optional<Packet> newForm(int tag)
    {
        auto length = newLength();
        auto packet = body(tag, length ? std::optional(length->octets) : std::nullopt);
        while (packet && length && length->isPartial) {
            length = newLength();
            if (!body(tag, length ? std::optional(length->octets) : std::nullopt))
                return std::nullopt;
        }
        return packet;
    }

    QByteArrayView m_rest;
    bool m_isBroken = false;
};

bool isBlankLine(QByteArrayView line)
{
    return mime::strippedView(line).isEmpty();
}

// The octets in an armored block that stands alone; nullopt: there is none, or something beside it.
std::optional<QByteArray> dearmored(QByteArrayView text)
{
    mime::LineReader lines(text);
    QByteArrayView line;
    while (!lines.atEnd() && isBlankLine(line))
        line = lines.next();
    if (!line.startsWith("-----BEGIN PGP ") || line.startsWith("-----BEGIN PGP SIGNED"))
        return std::nullopt;
    while (!lines.atEnd() && !isBlankLine(line))  // its own header: "Version: ..."
        line = lines.next();
    QByteArray base64;
    for (line = {}; !lines.atEnd() && !line.startsWith("-----END PGP "); line = lines.next()) {
        if (!line.startsWith('='))  // the checksum
            base64.append(line);
    }
    const bool isEnded = line.startsWith("-----END PGP ");
    while (!lines.atEnd()) {
        if (!isBlankLine(lines.next()))
            return std::nullopt;
    }
    return isEnded ? std::optional(mime::decodeBase64(base64)) : std::nullopt;
}

// Of a document, binary or text: other kinds of signature speak of keys, or of nothing (RFC 9580, 5.2.1).
bool isOfDocument(const Packet &packet)
{
    const QByteArrayView body = packet.body;
    const int version = body.isEmpty() ? 0 : body.front();
    const qsizetype at = version == 3 ? 2 : 1;
    return version >= 3 && body.size() > at && (body[at] == 0x00 || body[at] == 0x01);
}

std::optional<std::vector<Packet>> packetsOf(QByteArrayView octets)
{
    PacketReader reader(octets);
    std::vector<Packet> packets;
    while (const auto packet = reader.next()) {
        if (packets.size() >= static_cast<std::size_t>(limits::packets))
            return std::nullopt;
        if (packet->tag != Marker)  // means nothing (RFC 9580, 5.8)
            packets.push_back(*packet);
    }
    return reader.isBroken() || packets.empty() ? std::nullopt : std::optional(packets);
}

PgpShape shapeOfSignatures(const std::vector<Packet> &packets)
{
    for (const Packet &packet : packets) {
        if (packet.tag != Signature || !isOfDocument(packet))
            return PgpShape::Other;
    }
    return packets.size() == 1 ? PgpShape::DetachedSignature : PgpShape::Signatures;
}

// The session keys, then what they open, and nothing behind it.
PgpShape shapeOfEncrypted(const std::vector<Packet> &packets)
{
    for (auto packet = packets.begin(); packet + 1 != packets.end(); ++packet) {
        if (packet->tag == SymmetricKeyEncryptedSessionKey)
            return PgpShape::EncryptedWithPassword;
        if (packet->tag != PublicKeyEncryptedSessionKey)
            return PgpShape::Other;
    }
    switch (packets.back().tag) {
    case EncryptedWithIntegrity:
    case EncryptedWithAead: return packets.size() > 1 ? PgpShape::Encrypted : PgpShape::EncryptedWithPassword;
    case Encrypted: return PgpShape::EncryptedWithoutIntegrity;
    default: return PgpShape::Other;
    }
}

}

PgpShape pgpShape(QByteArrayView octets)
{
    const bool isBinary = !octets.isEmpty() && (static_cast<quint8>(octets.front()) & 0x80) != 0;
    const auto binary = isBinary ? std::optional(octets.toByteArray()) : dearmored(octets);
    const auto packets = binary ? packetsOf(*binary) : std::nullopt;
    if (!packets)
        return PgpShape::Other;
    return packets->front().tag == Signature ? shapeOfSignatures(*packets) : shapeOfEncrypted(*packets);
}

}
