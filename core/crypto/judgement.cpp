// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/judgement.h"

#include "core/mime/authorship.h"

#include <algorithm>
#include <array>

namespace crypto {

using Reason = Judgement::Reason;
using State = SignatureFinding::State;
using Status = Judgement::Status;

namespace {

struct Verdict {
    Status status = Status::Valid;
    Reason reason = Reason::None;
};

Verdict ofFailure(Failure failure)
{
    switch (failure) {
    case Failure::NotBuilt: return {Status::Error, Reason::NotBuilt};
    case Failure::ProgramMissing: return {Status::Error, Reason::ProgramMissing};
    case Failure::TooLarge: return {Status::Error, Reason::TooLarge};
    case Failure::TookTooLong: return {Status::Error, Reason::TookTooLong};
    case Failure::Malformed: return {Status::Unverifiable, Reason::OddStructure};
    case Failure::Unsupported: return {Status::Unverifiable, Reason::UnknownForm};
    case Failure::NoSecretKey:
    case Failure::Locked:
    case Failure::NoIntegrity:
    case Failure::Damaged:
    case Failure::KeyMissing:  // this and those below: of mail that goes
    case Failure::KeyExpired:
    case Failure::KeyRevoked:
    case Failure::KeyNotTrusted:
    case Failure::KeyUnusable:
    case Failure::Unexplained: break;
    }
    return {Status::Error, Reason::GnuPgFailed};
}

std::optional<Verdict> ofState(const SignatureFinding &signature)
{
    switch (signature.state) {
    case State::Bad: return Verdict{Status::Bad, Reason::DoesNotMatch};
    case State::KeyMissing: return Verdict{Status::Unverifiable, Reason::KeyMissing};
    case State::KeyExpired: return Verdict{Status::Unverifiable, Reason::KeyExpired};
    case State::KeyRevoked: return Verdict{Status::Unverifiable, Reason::KeyRevoked};
    case State::SignatureExpired: return Verdict{Status::Unverifiable, Reason::SignatureExpired};
    case State::Uncheckable: return Verdict{Status::Unverifiable, Reason::UnknownForm};
    case State::Good: break;
    }
    if (!signature.isForSigning)
        return Verdict{Status::Unverifiable, Reason::KeyNotForSigning};
    if (!signature.isDigestStrong)
        return Verdict{Status::Unverifiable, Reason::WeakDigest};
    return std::nullopt;
}

bool isAddressOf(const UserId &id, const mime::Mailbox &author)
{
    const mime::Path path = mime::parsePath(id.address);
    return path.isValid && !path.isNull && mime::sameAddress(path.mailbox, author);
}

// A name that anybody can put on a key of theirs counts only if GnuPG says that this very name is valid, not
// another one on the same key.
Verdict ofSigner(const SignatureFinding &signature, const Author &author)
{
    if (!author)
        return {Status::WrongAddress, Reason::AuthorUnclear};
    const auto &ids = signature.userIds;
    const auto fits = [&](const UserId &id) { return isAddressOf(id, *author); };
    if (std::none_of(ids.begin(), ids.end(), fits))
        return {Status::WrongAddress, Reason::AddressDiffers};
    if (!signature.isKeyValid)
        return {Status::GoodButUnknownKey, Reason::KeyNotTrusted};
    if (std::none_of(ids.begin(), ids.end(), [&](const UserId &id) { return id.isValid && fits(id); }))
        return {Status::GoodButUnknownKey, Reason::AddressNotConfirmed};
    return {};
}

Verdict ofOne(const SignatureFinding &signature, const Author &author, Coverage coverage)
{
    if (const auto verdict = ofState(signature))
        return *verdict;
    if (coverage == Coverage::Ciphertext)
        return {Status::Partial, Reason::CoversCiphertext};
    // Of a part, too, whoever has made a key is not who they say.
    const Verdict verdict = ofSigner(signature, author);
    const bool isOfSender = verdict.status == Status::Valid;
    return isOfSender && coverage == Coverage::Part ? Verdict{Status::Partial, Reason::CoversOnlyAPart}
                                                    : verdict;
}

Verdict ofSeveral(const std::vector<SignatureFinding> &signatures)
{
    if (std::any_of(signatures.begin(), signatures.end(),
                    [](const SignatureFinding &each) { return each.state == State::Bad; }))
        return {Status::Bad, Reason::DoesNotMatch};
    return {Status::Unverifiable, signatures.empty() ? Reason::NoSignature : Reason::SeveralSignatures};
}

UserId signerOf(const SignatureFinding &signature, const Author &author)
{
    const auto &ids = signature.userIds;
    auto found = std::find_if(ids.begin(), ids.end(), [&](const UserId &id) {
        return author && id.isValid && isAddressOf(id, *author);
    });
    if (found == ids.end())
        found = std::find_if(ids.begin(), ids.end(), [](const UserId &id) { return id.isValid; });
    if (found == ids.end())
        found = ids.begin();
    return found != ids.end() ? *found : UserId();
}

// The better a status, the further behind.
constexpr auto worstFirst =
    std::to_array<Status>({Status::Bad, Status::Error, Status::Unverifiable, Status::Partial,
                           Status::WrongAddress, Status::GoodButUnknownKey, Status::Valid, Status::Unsigned});

}

Author authorOf(const mime::Header &header)
{
    const auto findings = mime::authorFindings(header, {});
    const bool isDoubtful = std::any_of(findings.begin(), findings.end(), [](const auto &finding) {
        return mime::isWarning(finding.kind) || finding.kind == mime::AuthorFinding::Kind::SeveralAuthors;
    });
    if (isDoubtful || header.count("From") != 1)
        return std::nullopt;
    const mime::AddressList from = mime::parseAddressList(*header.first("From"));
    if (from.mailboxes.size() != 1 || from.groups > 0 || from.defects > 0)
        return std::nullopt;
    return from.mailboxes.front();
}

Judgement judge(Scheme scheme, const Findings &findings, const Author &author, Coverage coverage, Reason flaw)
{
    Verdict verdict;
    Judgement judgement;
    judgement.scheme = scheme;
    if (findings.failure) {
        verdict = ofFailure(*findings.failure);
    } else if (findings.signatures.size() != 1) {
        verdict = ofSeveral(findings.signatures);
    } else {
        judgement.signature = findings.signatures.front();
        judgement.signer = signerOf(*judgement.signature, author);
        verdict = ofOne(*judgement.signature, author, coverage);
    }
    if (flaw != Reason::None && verdict.status != Status::Bad && verdict.status != Status::Error)
        verdict = {Status::Unverifiable, flaw};
    judgement.status = verdict.status;
    judgement.reason = verdict.reason;
    return judgement;
}

Judgement unverifiable(Scheme scheme, Reason reason)
{
    Judgement judgement;
    judgement.status = Status::Unverifiable;
    judgement.reason = reason;
    judgement.scheme = scheme;
    return judgement;
}

Judgement combined(const Judgement &outer, const Judgement &inner)
{
    if (outer.status == Status::Unsigned)
        return inner;
    if (inner.status == Status::Unsigned)
        return outer;
    const auto rank = [](const Judgement &judgement) {
        return std::find(worstFirst.begin(), worstFirst.end(), judgement.status);
    };
    Judgement worse = rank(outer) <= rank(inner) ? outer : inner;
    if (worse.status == Status::Bad || worse.status == Status::Error)
        return worse;
    return unverifiable(worse.scheme.value_or(Scheme::OpenPgp), Reason::SeveralSignatures);
}

}
