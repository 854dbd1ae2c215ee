// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/opener.h"

#include "core/crypto/limits.h"
#include "core/crypto/protection.h"
#include "core/mime/partsections.h"

namespace crypto {

using mime::ParsedPart;
using Reason = Judgement::Reason;
using Status = Judgement::Status;

namespace {

class Opening
{
public:
    Opening(const Request &request, Backend &backend, const std::stop_token &stop)
        : m_backend(backend), m_stop(stop), m_author(authorOf(mime::Header::parse(request.header))),
          m_consent(request.consent)
    {}

    // Layer by layer, from the outermost.
    void open(ParsedPart root, Coverage coverage)
    {
        for (int layer = 0; layer < limits::layers; ++layer) {
            const auto protection = protectionOf(root);
            const auto inside = protection ? octetsInside(*protection, coverage) : std::nullopt;
            if (!inside) {
                finish(root, protection.has_value());
                return;
            }
            root = mime::parseMessage(*inside).root;
            m_opened.content = root;
        }
        // So deep that the rest is shown as it is: then nothing is said of it.
        if (protectionOf(root))
            add(unverifiable(Scheme::OpenPgp, Reason::OddStructure));
        finish(root, true);
    }

    Opened take() { return std::move(m_opened); }

private:
    void finish(const ParsedPart &root, bool isClosed)
    {
        m_opened.apart = isClosed ? QByteArrayList() : protectedParts(root.info);
    }

    void add(const Judgement &judgement) { m_opened.signature = combined(m_opened.signature, judgement); }

    // What is inside a layer; nullopt: it cannot be taken off.
    std::optional<QByteArray> octetsInside(const Protection &protection, Coverage coverage)
    {
        switch (protection.kind) {
        case Protection::Kind::Detached: return insideDetached(protection, coverage);
        case Protection::Kind::Opaque: return insideOpaque(protection, coverage);
        case Protection::Kind::Encrypted: break;
        }
        return decrypted(protection, coverage);
    }

    std::optional<QByteArray> insideDetached(const Protection &protection, Coverage coverage)
    {
        if (protection.flaw != Reason::None) {
            add(unverifiable(protection.scheme, protection.flaw));
            return std::nullopt;
        }
        const Findings findings =
            m_backend.verifyDetached(protection.scheme, protection.covered, protection.data, m_stop);
        add(judge(protection.scheme, findings, m_author, coverage));
        return protection.covered;
    }

    std::optional<QByteArray> insideOpaque(const Protection &protection, Coverage coverage)
    {
        if (protection.flaw != Reason::None) {
            add(unverifiable(protection.scheme, protection.flaw));
            return std::nullopt;
        }
        const Findings findings = m_backend.verifyOpaque(protection.data, m_stop);
        add(judge(protection.scheme, findings, m_author, coverage));
        return findings.content.isEmpty() ? std::nullopt : std::optional(findings.content);
    }

    std::optional<QByteArray> decrypted(const Protection &protection, Coverage coverage)
    {
        m_opened.decryption = {Decryption::State::Refused, protection.scheme, protection.refusal,
                               protection.isTamperProof && m_opened.decryption.isTamperProof};
        stripOuterSignature();
        if (protection.refusal)
            return std::nullopt;
        if (const auto missing = m_backend.unavailability(protection.scheme)) {
            m_opened.decryption.failure = missing;
            return std::nullopt;
        }
        const Findings findings = m_backend.decrypt(protection.scheme, protection.data, m_consent, m_stop);
        if (findings.failure) {
            // With nobody to be asked GnuPG fails in many words; whoever clicks gets the true one.
            const bool isFinal = m_consent == Consent::Asked || findings.failure == Failure::NoSecretKey;
            m_opened.decryption.state = isFinal ? Decryption::State::Refused : Decryption::State::Locked;
            m_opened.decryption.failure = isFinal ? findings.failure : std::nullopt;
            return std::nullopt;
        }
        m_opened.decryption.state = Decryption::State::Open;
        m_opened.isDecrypted = true;
        if (!findings.signatures.empty())
            add(judge(protection.scheme, findings, m_author, coverage));
        return findings.content;
    }

    // Anybody can take a signature around encrypted text away and put their own there: it says nothing of who
    // wrote what was encrypted.
    void stripOuterSignature()
    {
        Judgement &outer = m_opened.signature;
        const bool isGood = outer.status == Status::Valid || outer.status == Status::GoodButUnknownKey
            || outer.status == Status::WrongAddress;
        if (!isGood)
            return;
        outer.status = Status::Partial;
        outer.reason = Reason::CoversCiphertext;
    }

    Backend &m_backend;
    const std::stop_token &m_stop;
    Author m_author;
    Consent m_consent;
    Opened m_opened;
};

Opened failed(Failure failure)
{
    Findings findings;
    findings.failure = failure;
    Opened opened;
    opened.signature = judge(Scheme::OpenPgp, findings, {}, Coverage::Whole);
    return opened;
}

}

Opened openMessage(const Request &request, Backend &backend, const std::stop_token &stop)
{
    if (request.header.size() + request.text.size() > limits::messageOctets)
        return failed(Failure::TooLarge);
    const mime::ParsedMessage message = mime::parseMessage(request.header + request.text);
    Opening opening(request, backend, stop);
    opening.open(message.root, Coverage::Whole);
    if (request.section.isEmpty())
        return opening.take();
    Opened whole = opening.take();
    const ParsedPart &root = whole.content ? *whole.content : message.root;
    const ParsedPart *part =
        whole.apart.contains(request.section) ? mime::partAt(root, request.section) : nullptr;
    if (part == nullptr)
        return whole;
    Opening alone(request, backend, stop);
    alone.open(*part, Coverage::Part);
    Opened opened = alone.take();
    if (opened.decryption.state == Decryption::State::None)
        opened.decryption = whole.decryption;
    opened.isDecrypted = opened.isDecrypted || whole.isDecrypted;  // it is no less secret alone
    opened.decryption.isTamperProof = opened.decryption.isTamperProof && whole.decryption.isTamperProof;
    return opened;
}

}
