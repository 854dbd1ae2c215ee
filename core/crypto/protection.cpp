// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/protection.h"

#include "core/crypto/cmsshape.h"
#include "core/crypto/limits.h"
#include "core/crypto/pgpshape.h"
#include "core/mime/octets.h"

namespace crypto {

using mime::ParsedPart;
using mime::PartInfo;
using Reason = Judgement::Reason;

namespace {

// The names of before there was a standard are still in use.
bool isType(QByteArrayView type, QByteArrayView subtype)
{
    static constexpr QByteArrayView application("application/"), old("x-");
    if (!type.startsWith(application))
        return false;
    const QByteArrayView name = type.sliced(application.size());
    return name == subtype || (name.startsWith(old) && name.sliced(old.size()) == subtype);
}

QByteArray typeOf(const PartInfo &part)
{
    return part.type + '/' + part.subtype;
}

// Some programs call it application/octet-stream and leave the rest to the file's name (RFC 8551, 3.9).
bool isCms(const PartInfo &part)
{
    return isType(typeOf(part), "pkcs7-mime")
        || (typeOf(part) == "application/octet-stream"
            && part.fileName.endsWith(QLatin1StringView(".p7m"), Qt::CaseInsensitive));
}

QByteArray protocolOf(const PartInfo &part)
{
    return part.parameter("protocol").toLatin1().toLower();
}

// Canonical text has CRLF alone (RFC 3156, 5; RFC 8551, 3.1.1); a server that keeps LF may not have put them
// back.
QByteArray canonical(QByteArrayView octets)
{
    QByteArray lines;
    lines.reserve(octets.size() + octets.size() / 40);
    char before = 0;
    for (const char octet : octets) {
        if (octet == '\n' && before != '\r')
            lines.append('\r');
        lines.append(octet);
        before = octet;
    }
    return lines;
}

// Where the next line begins that is a delimiter of that boundary and nothing else; `next`: the one behind
// it.
qsizetype delimiter(QByteArrayView body, QByteArrayView boundary, qsizetype from, qsizetype &next)
{
    while (from < body.size()) {
        const qsizetype end = body.indexOf('\n', from);
        next = end < 0 ? body.size() : end + 1;
        QByteArrayView line = body.sliced(from, next - from);
        while (!line.isEmpty() && mime::isSpace(line.back()))
            line.chop(1);
        if (line.startsWith("--")
            && (line.sliced(2) == boundary || line.sliced(2) == boundary.toByteArray() + "--"))
            return from;
        from = next;
    }
    return -1;
}

// The first part with its header: all between two delimiters, but for the line end that belongs to the second
// (RFC 2046, 5.1.1). Found anew and strictly, so that what others take for a part cannot be another.
QByteArray firstEntity(QByteArrayView body, QByteArrayView boundary)
{
    qsizetype from = 0, behind = 0;
    if (boundary.isEmpty() || delimiter(body, boundary, 0, from) < 0)
        return {};
    qsizetype to = delimiter(body, boundary, from, behind);
    if (to <= from)
        return {};
    to -= body[to - 1] == '\n' ? 1 : 0;
    to -= to > from && body[to - 1] == '\r' ? 1 : 0;
    return body.sliced(from, to - from).toByteArray();
}

// Where the parser had to choose, another program may have chosen another text.
bool isAmbiguous(const ParsedPart &part)
{
    using mime::Defect;
    const auto &defects = part.defects;
    return defects.has(Defect::ClosingMissing) || defects.has(Defect::BoundaryMissing)
        || defects.has(Defect::EncodedContainer) || defects.has(Defect::PartLimit)
        || defects.has(Defect::RepeatedField);
}

Reason flawOfSignature(const Protection &protection)
{
    if (protection.data.size() > limits::signatureOctets)
        return Reason::TooLarge;
    if (protection.scheme == Scheme::OpenPgp) {
        switch (pgpShape(protection.data)) {
        case PgpShape::DetachedSignature: return Reason::None;
        case PgpShape::Signatures: return Reason::SeveralSignatures;
        default: return Reason::ContentInSignature;
        }
    }
    const CmsShape shape = cmsShape(protection.data);
    if (shape.kind != CmsShape::Kind::SignedData)
        return Reason::OddStructure;
    if (shape.hasContent)
        return Reason::ContentInSignature;
    if (shape.signers != 1)
        return shape.signers == 0 ? Reason::NoSignature : Reason::SeveralSignatures;
    return Reason::None;
}

Protection detached(const ParsedPart &part)
{
    Protection protection;
    const QByteArray protocol = protocolOf(part.info);
    if (part.parts.size() != 2 || isAmbiguous(part)) {
        protection.flaw = Reason::OddStructure;
        protection.scheme = protocol.contains("pkcs7") ? Scheme::Smime : Scheme::OpenPgp;
        return protection;
    }
    const ParsedPart &signature = part.parts[1];
    const bool isSmime = isType(protocol, "pkcs7-signature");
    protection.scheme = isSmime ? Scheme::Smime : Scheme::OpenPgp;
    protection.covered = firstEntity(part.body, part.info.parameter("boundary").toUtf8());
    protection.data = mime::decodeTransfer(signature.body, signature.info.encoding);
    const bool isKnown = isSmime || isType(protocol, "pgp-signature");
    const QByteArrayView subtype =
        isSmime ? QByteArrayView("pkcs7-signature") : QByteArrayView("pgp-signature");
    if (!isKnown)
        protection.flaw = protocol.isEmpty() ? Reason::OddStructure : Reason::UnknownForm;
    else if (!isType(typeOf(signature.info), subtype))
        protection.flaw = Reason::TypesDisagree;
    else if (protection.covered.isEmpty() || !protection.covered.endsWith(part.parts[0].body))
        protection.flaw = Reason::OddStructure;
    else
        protection.flaw = flawOfSignature(protection);
    protection.covered = canonical(protection.covered);
    return protection;
}

std::optional<Failure> refusalOf(PgpShape shape)
{
    switch (shape) {
    case PgpShape::Encrypted: return std::nullopt;
    case PgpShape::EncryptedWithoutIntegrity: return Failure::NoIntegrity;
    case PgpShape::EncryptedWithPassword: return Failure::Unsupported;
    case PgpShape::DetachedSignature:
    case PgpShape::Signatures:
    case PgpShape::Other: break;
    }
    return Failure::Malformed;
}

// Two parts: "Version: 1", and the octets (RFC 3156, 4).
Protection pgpEncrypted(const ParsedPart &part)
{
    Protection protection;
    protection.kind = Protection::Kind::Encrypted;
    if (protocolOf(part.info) != "application/pgp-encrypted") {
        protection.refusal = Failure::Unsupported;
    } else if (part.parts.size() != 2 || isAmbiguous(part)
               || typeOf(part.parts[0].info) != "application/pgp-encrypted"
               || typeOf(part.parts[1].info) != "application/octet-stream") {
        protection.refusal = Failure::Malformed;
    } else {
        protection.data = mime::decodeTransfer(part.parts[1].body, part.parts[1].info.encoding);
        protection.refusal = refusalOf(pgpShape(protection.data));
    }
    return protection;
}

Reason flawOfOpaque(const CmsShape &shape, const QString &claimed)
{
    if (shape.kind == CmsShape::Kind::CompressedData)
        return Reason::UnknownForm;
    if (shape.kind != CmsShape::Kind::SignedData || !shape.isContentPlain)
        return Reason::OddStructure;
    if (!claimed.isEmpty() && claimed != QLatin1StringView("signed-data"))
        return shape.signers == 0 ? Reason::NoSignature : Reason::TypesDisagree;
    if (!shape.hasContent)
        return Reason::OddStructure;
    if (shape.signers != 1)
        return shape.signers == 0 ? Reason::NoSignature : Reason::SeveralSignatures;
    return Reason::None;
}

// What it is its octets say; smime-type only has to agree (RFC 8551, 3.2.2).
Protection cms(const ParsedPart &part)
{
    Protection protection;
    protection.scheme = Scheme::Smime;
    protection.data = mime::decodeTransfer(part.body, part.info.encoding);
    const CmsShape shape = cmsShape(protection.data);
    const QString claimed = part.info.parameter("smime-type").toLower();
    const bool isEnveloped = shape.kind == CmsShape::Kind::EnvelopedData;
    const bool isAuthenticated = shape.kind == CmsShape::Kind::AuthEnvelopedData;
    if (!isEnveloped && !isAuthenticated) {
        protection.kind = Protection::Kind::Opaque;
        protection.flaw = flawOfOpaque(shape, claimed);
        return protection;
    }
    protection.kind = Protection::Kind::Encrypted;
    protection.isTamperProof = isAuthenticated;
    const auto expected =
        isEnveloped ? QLatin1StringView("enveloped-data") : QLatin1StringView("authenveloped-data");
    if (!claimed.isEmpty() && claimed != expected)
        protection.refusal = Failure::Malformed;
    return protection;
}

void collect(const PartInfo &part, QByteArrayList &sections)
{
    for (const PartInfo &child : part.parts) {
        if (sections.size() >= limits::parts || part.type == "message")
            return;
        if (claimsProtection(child))
            sections.append(child.section);
        else
            collect(child, sections);
    }
}

}

bool claimsProtection(const PartInfo &part)
{
    if (part.isMultipart())
        return part.subtype == "signed" || part.subtype == "encrypted";
    return isCms(part);
}

std::optional<Protection> protectionOf(const ParsedPart &part)
{
    if (!claimsProtection(part.info))
        return std::nullopt;
    if (part.info.isMultipart())
        return part.info.subtype == "signed" ? detached(part) : pgpEncrypted(part);
    return cms(part);
}

QByteArrayList protectedParts(const PartInfo &root)
{
    QByteArrayList sections;
    if (!claimsProtection(root))
        collect(root, sections);
    return sections;
}

InlineForm inlineForm(QStringView text)
{
    const auto begins = [&](QLatin1StringView line) {
        const qsizetype at = text.indexOf(line);
        return at == 0 || (at > 0 && text[at - 1] == u'\n');
    };
    if (begins(QLatin1StringView("-----BEGIN PGP MESSAGE-----")))
        return InlineForm::Encrypted;
    return begins(QLatin1StringView("-----BEGIN PGP SIGNED MESSAGE-----")) ? InlineForm::Signed
                                                                           : InlineForm::None;
}

}
