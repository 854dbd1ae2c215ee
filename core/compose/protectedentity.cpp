// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compose/protectedentity.h"

#include "core/mime/messagebuilder.h"
#include "core/mime/octets.h"
#include "core/mime/part.h"

namespace compose {

namespace {

using mime::EntityBuilder;

bool isOfContent(QByteArrayView line)
{
    static constexpr QByteArrayView prefix("Content-");
    return line.size() > prefix.size() && mime::sameIgnoringCase(line.first(prefix.size()), prefix);
}

// One attribute for the reader who has only a list of files.
EntityBuilder cmsPart(const QByteArray &type, const QByteArray &name, const QByteArray &der)
{
    EntityBuilder part;
    part.field("Content-Type", type + "; name=\"" + name + '"')
        .field("Content-Transfer-Encoding", "base64")
        .field("Content-Disposition", "attachment; filename=\"" + name + '"')
        .body(mime::encodeBase64Lines(der));
    return part;
}

// ASCII armor, which GnuPG ends its lines of as this system does.
EntityBuilder armoredPart(const QByteArray &type, const QByteArray &name, const QByteArray &armored)
{
    EntityBuilder part;
    part.field("Content-Type", type + "; name=\"" + name + '"')
        .field("Content-Disposition",
               (name == "signature.asc" ? "attachment" : "inline") + QByteArray("; filename=\"") + name + '"')
        .body(mime::withCrlf(armored));
    return part;
}

}

Halves halvesOf(const QByteArray &message)
{
    Halves halves;
    QByteArrayView rest(message);
    bool isContent = false;
    while (!rest.isEmpty() && !rest.startsWith("\r\n")) {
        const qsizetype end = rest.indexOf("\r\n");
        const QByteArrayView line = rest.first(end < 0 ? rest.size() : end + 2);
        if (!mime::isSpace(line.front()))  // else it goes on with the field before
            isContent = isOfContent(line);
        (isContent ? halves.entity : halves.header) += line;
        rest = rest.sliced(line.size());
    }
    halves.entity += rest;
    return halves;
}

QByteArray wholeOf(const Halves &halves)
{
    return halves.header + halves.entity;
}

QByteArray signedEntity(Form form, const QByteArray &entity, const QByteArray &signature,
                        const QByteArray &digest, const QByteArray &random)
{
    const bool isPgp = form == Form::OpenPgp;
    const QByteArray protocol = isPgp ? "application/pgp-signature" : "application/pkcs7-signature";
    const EntityBuilder proof =
        isPgp ? armoredPart(protocol, "signature.asc", signature) : cmsPart(protocol, "smime.p7s", signature);
    EntityBuilder whole;
    whole.multipartOf("signed; micalg=" + digest + "; protocol=\"" + protocol + '"', {entity, proof.build()},
                      random + "signed");
    return whole.build();
}

QByteArray encryptedEntity(Form form, const QByteArray &octets, const QByteArray &cmsType,
                           const QByteArray &random)
{
    if (form == Form::Smime)
        return cmsPart("application/pkcs7-mime; smime-type=" + cmsType, "smime.p7m", octets).build();
    EntityBuilder version, whole;
    version.field("Content-Type", "application/pgp-encrypted").body("Version: 1\r\n");
    whole.multipart("encrypted; protocol=\"application/pgp-encrypted\"",
                    {version, armoredPart("application/octet-stream", "encrypted.asc", octets)},
                    random + "encrypted");
    return whole.build();
}

}
