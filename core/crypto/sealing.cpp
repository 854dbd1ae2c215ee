// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/sealing.h"

#include "core/compose/protectedentity.h"
#include "core/crypto/cmsshape.h"
#include "core/crypto/limits.h"
#include "core/crypto/pgpshape.h"

namespace crypto {

namespace {

compose::Form formOf(Scheme scheme)
{
    return scheme == Scheme::OpenPgp ? compose::Form::OpenPgp : compose::Form::Smime;
}

bool isEncrypted(Scheme scheme, const QByteArray &octets)
{
    if (scheme == Scheme::OpenPgp)
        return pgpShape(octets) == PgpShape::Encrypted;
    const CmsShape::Kind kind = cmsShape(octets).kind;
    return kind == CmsShape::Kind::EnvelopedData || kind == CmsShape::Kind::AuthEnvelopedData;
}

QByteArray cmsTypeOf(Scheme scheme, const QByteArray &octets)
{
    const bool isAuthenticated =
        scheme == Scheme::Smime && cmsShape(octets).kind == CmsShape::Kind::AuthEnvelopedData;
    return isAuthenticated ? "authEnveloped-data" : "enveloped-data";
}

}

Sealed sealMessage(const SealRequest &request, Backend &backend, const std::stop_token &stop)
{
    if (request.message.size() > limits::messageOctets)
        return {Failure::TooLarge, {}, {}};
    const compose::Form form = formOf(request.scheme);
    compose::Halves halves = compose::halvesOf(request.message);
    if (!request.signer.isEmpty()) {
        const Signature made =
            backend.sign(request.scheme, halves.entity, request.signer, request.consent, stop);
        if (made.failure)
            return {made.failure, {}, {}};
        halves.entity = compose::signedEntity(form, halves.entity, made.octets, made.digest, request.random);
    }
    if (request.readers.empty())
        return {{}, {}, {compose::wholeOf(halves)}};
    Sealed sealed;
    for (const std::vector<RecipientKey> &readers : request.readers) {
        const Ciphertext made = backend.encrypt(request.scheme, halves.entity, readers, stop);
        if (made.failure)
            return {made.failure, made.address, {}};
        if (!isEncrypted(request.scheme, made.octets))
            return {Failure::NoIntegrity, {}, {}};
        sealed.messages.push_back(compose::wholeOf(
            {halves.header,
             compose::encryptedEntity(form, made.octets, cmsTypeOf(request.scheme, made.octets),
                                      request.random)}));
    }
    return sealed;
}

}
