// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mime/address.h"

#include <QByteArray>
#include <QDateTime>
#include <QString>

#include <memory>
#include <span>
#include <vector>

namespace mime {

// Builds one entity for sending: header fields in the order given, then a body that is either octets or
// parts. Output has CRLF line ends and lines of at most 76 octets (header fields folded). Values cannot
// inject fields: CR and LF in them become spaces. A whole message also needs a MIME-Version field.
class EntityBuilder
{
public:
    EntityBuilder &field(QByteArrayView name, QByteArrayView asciiValue);  // structured, ours
    EntityBuilder &text(QByteArrayView name, QStringView value);  // unstructured, RFC 2047 where needed
    EntityBuilder &mailboxes(QByteArrayView name, const std::vector<Mailbox> &list);
    EntityBuilder &date(QByteArrayView name,
                        const QDateTime &when);  // RFC 5322, 3.3, with the offset of `when`

    EntityBuilder &body(QByteArray octets);  // already encoded, CRLF
    // text/plain; charset=utf-8, quoted-printable unless pure short-lined ASCII
    EntityBuilder &plainTextBody(QStringView text);
    // multipart: sets Content-Type with a boundary that occurs in no part; the boundary comes from
    // `boundarySeed`, so the same input gives the same octets.
    EntityBuilder &multipart(QByteArrayView subtypeAndParameters, const std::vector<EntityBuilder> &parts,
                             QByteArrayView boundarySeed);
    // The same with parts that are octets already, of which none is changed.
    EntityBuilder &multipartOf(QByteArrayView subtypeAndParameters, const std::vector<QByteArray> &entities,
                               QByteArrayView boundarySeed);

    [[nodiscard]] QByteArray build() const;

private:
    QByteArray m_header;
    QByteArray m_body;
};

// A message that is there, or a header alone, without all fields of these names (any case); everything else
// stays octet by octet.
[[nodiscard]] QByteArray withoutFields(QByteArrayView message, std::span<const QByteArrayView> names);

// Every line end, whichever it is, as CRLF: what a server or a reader could take for another place to begin a
// line or to end a message is none afterwards.
[[nodiscard]] QByteArray withCrlf(QByteArrayView text);

// A Message-ID (RFC 5322, 3.6.4) of random octets and the domain of the sender's address; no host name, no
// time.
[[nodiscard]] QByteArray makeMessageId(const QByteArray &randomOctets, const QByteArray &domain);

}
