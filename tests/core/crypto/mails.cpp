// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/crypto/mails.h"

#include "core/mime/partsections.h"

#include <array>

namespace crypto_test {

namespace {

// GnuPG ends lines as this system does.
QByteArray withCrlf(QByteArray text)
{
    return text.replace("\r\n", "\n").replace('\n', "\r\n");
}

}

QByteArray textPart(const QByteArray &text)
{
    return "Content-Type: text/plain; charset=utf-8\r\n\r\n" + text + "\r\n";
}

QByteArray htmlPart(const QByteArray &html)
{
    return "Content-Type: text/html; charset=utf-8\r\n\r\n" + html + "\r\n";
}

QByteArray base64Part(const QByteArray &contentType, const QByteArray &octets)
{
    return "Content-Type: " + contentType + "\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        + mime::encodeBase64Lines(octets) + "\r\n";
}

QByteArray multipart(const QByteArray &subtype, const QList<QByteArray> &parts, const QByteArray &more,
                     const QByteArray &boundary)
{
    QByteArray entity =
        "Content-Type: multipart/" + subtype + more + "; boundary=\"" + boundary + "\"\r\n\r\n";
    for (const QByteArray &part : parts)
        entity += "--" + boundary + "\r\n" + part + "\r\n";
    return entity + "--" + boundary + "--\r\n";
}

QByteArray pgpSigned(const QByteArray &part, const QByteArray &signature, const QByteArray &type)
{
    return multipart("signed", {part, "Content-Type: " + type + "\r\n\r\n" + withCrlf(signature)},
                     "; micalg=pgp-sha512; protocol=\"application/pgp-signature\"",
                     "signed-" + QByteArray::number(part.size()));  // another one for what is around it
}

QByteArray pgpEncrypted(const QByteArray &encrypted)
{
    return multipart("encrypted",
                     {"Content-Type: application/pgp-encrypted\r\n\r\nVersion: 1\r\n",
                      "Content-Type: application/octet-stream\r\n\r\n" + withCrlf(encrypted)},
                     "; protocol=\"application/pgp-encrypted\"", "pgp-frontier");
}

QByteArray smimeSigned(const QByteArray &part, const QByteArray &signature)
{
    return multipart("signed", {part, base64Part("application/pkcs7-signature; name=smime.p7s", signature)},
                     "; micalg=sha-256; protocol=\"application/pkcs7-signature\"", "smime-frontier");
}

QByteArray cmsPart(const QByteArray &smimeType, const QByteArray &octets)
{
    return base64Part("application/pkcs7-mime; smime-type=" + smimeType + "; name=smime.p7m", octets);
}

crypto::Request request(const QByteArray &entity, const QByteArray &author)
{
    const QByteArray message =
        author + "To: rita@example.org\r\nSubject: Test\r\nMIME-Version: 1.0\r\n" + entity;
    const qsizetype end = message.indexOf("\r\n\r\n") + 4;
    return {message.first(end), message.sliced(end)};
}

QByteArray shownText(const crypto::Opened &opened)
{
    if (!opened.content)
        return "as it came";
    const mime::PartInfo *shown = mime::readablePart(opened.content->info);
    const mime::ParsedPart *part = shown != nullptr ? mime::partAt(*opened.content, shown->section) : nullptr;
    return part != nullptr ? mime::readableText(part->info, part->body).trimmed().toUtf8() : QByteArray();
}

QByteArray said(const crypto::Judgement &judgement)
{
    using Judgement = crypto::Judgement;
    static constexpr std::array statuses{"Unsigned", "Valid", "GoodButUnknownKey", "WrongAddress",
                                         "Partial",  "Bad",   "Unverifiable",      "Error"};
    static constexpr std::array reasons{"",
                                        "KeyNotTrusted",
                                        "AddressNotConfirmed",
                                        "AddressDiffers",
                                        "AuthorUnclear",
                                        "CoversOnlyAPart",
                                        "CoversCiphertext",
                                        "DoesNotMatch",
                                        "KeyMissing",
                                        "KeyExpired",
                                        "KeyRevoked",
                                        "SignatureExpired",
                                        "KeyNotForSigning",
                                        "WeakDigest",
                                        "NoSignature",
                                        "SeveralSignatures",
                                        "ContentInSignature",
                                        "OddStructure",
                                        "TypesDisagree",
                                        "InlineForm",
                                        "UnknownForm",
                                        "NotBuilt",
                                        "ProgramMissing",
                                        "TooLarge",
                                        "TookTooLong",
                                        "GnuPgFailed"};
    static_assert(static_cast<std::size_t>(Judgement::Status::Error) + 1 == statuses.size());
    static_assert(static_cast<std::size_t>(Judgement::Reason::GnuPgFailed) + 1 == reasons.size());
    const QByteArray text = statuses[static_cast<std::size_t>(judgement.status)];
    return (text + ' ' + reasons[static_cast<std::size_t>(judgement.reason)]).trimmed();
}

QByteArray said(const std::optional<crypto::Failure> &failure)
{
    static constexpr std::array failures{"NotBuilt",    "ProgramMissing", "TooLarge",    "TookTooLong",
                                         "Malformed",   "Unsupported",    "NoSecretKey", "Locked",
                                         "NoIntegrity", "Damaged",        "KeyMissing",  "KeyExpired",
                                         "KeyRevoked",  "KeyNotTrusted",  "KeyUnusable", "Unexplained"};
    static_assert(static_cast<std::size_t>(crypto::Failure::Unexplained) + 1 == failures.size());
    return failure ? QByteArray(failures[static_cast<std::size_t>(*failure)]) : QByteArray();
}

QByteArray said(const crypto::Decryption &decryption)
{
    static constexpr std::array states{"None", "Locked", "Open", "Refused"};
    const QByteArray text = states[static_cast<std::size_t>(decryption.state)];
    return decryption.failure ? text + ' ' + said(decryption.failure) : text;
}

}
