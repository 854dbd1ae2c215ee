// SPDX-License-Identifier: GPL-3.0-or-later
// Beside gpgmecontext and gpgmesending the one file that knows GPGME.
#include "core/crypto/backend.h"

#ifdef POSTHORN_HAVE_GPGME

#include "core/crypto/gpgmecontext.h"
#include "core/crypto/limits.h"

#include <mutex>

namespace crypto {

namespace {

using gpgme::Context;
using gpgme::Gpgsm;
using gpgme::Sink;
using gpgme::Source;
using State = SignatureFinding::State;

State stateOf(const _gpgme_signature &signature)
{
    switch (gpgme_err_code(signature.status)) {
    case GPG_ERR_NO_ERROR: break;
    case GPG_ERR_BAD_SIGNATURE: return State::Bad;
    case GPG_ERR_NO_PUBKEY: return State::KeyMissing;
    case GPG_ERR_SIG_EXPIRED: return State::SignatureExpired;
    case GPG_ERR_KEY_EXPIRED: return State::KeyExpired;
    case GPG_ERR_CERT_REVOKED: return State::KeyRevoked;
    default: return State::Uncheckable;
    }
    if ((signature.summary & GPGME_SIGSUM_KEY_REVOKED) != 0)
        return State::KeyRevoked;
    if ((signature.summary & GPGME_SIGSUM_KEY_EXPIRED) != 0)
        return State::KeyExpired;
    return (signature.summary & GPGME_SIGSUM_SIG_EXPIRED) != 0 ? State::SignatureExpired : State::Good;
}

bool isStrong(gpgme_hash_algo_t digest)
{
    return digest == GPGME_MD_SHA256 || digest == GPGME_MD_SHA384 || digest == GPGME_MD_SHA512
        || digest == GPGME_MD_SHA224;
}

State stateOf(State state, gpgme_key_t key)
{
    if (state != State::Good)
        return state;
    if (key->revoked != 0)
        return State::KeyRevoked;
    if (key->expired != 0)
        return State::KeyExpired;
    return key->disabled != 0 || key->invalid != 0 ? State::Uncheckable : State::Good;
}

constexpr std::size_t mostSignatures = 100;

class GpgmeBackend final : public Backend
{
public:
    explicit GpgmeBackend(const QString &home) : m_home(home.toUtf8()) {}

    std::optional<Failure> unavailability(Scheme scheme) override
    {
        const bool isThere = gpgme_engine_check_version(gpgme::protocolOf(scheme)) == 0;
        const bool isUsable = isThere && (scheme == Scheme::OpenPgp || gpgsm().isThere());
        return isUsable ? std::nullopt : std::optional(Failure::ProgramMissing);
    }

    Findings verifyDetached(Scheme scheme, const QByteArray &covered, const QByteArray &signature,
                            const std::stop_token &stop) override
    {
        const Source text(covered), data(signature);
        return ask({scheme}, stop, nullptr, [&](gpgme_ctx_t context) {
            return gpgme_op_verify(context, data.get(), text.get(), nullptr);
        });
    }

    Findings verifyOpaque(const QByteArray &signedData, const std::stop_token &stop) override
    {
        const Source data(signedData);
        Sink content;
        return ask({Scheme::Smime}, stop, &content, [&](gpgme_ctx_t context) {
            return gpgme_op_verify(context, data.get(), nullptr, content.get());
        });
    }

    Findings decrypt(Scheme scheme, const QByteArray &encrypted, Consent consent,
                     const std::stop_token &stop) override
    {
        const Source data(encrypted);
        Sink content;
        return ask({scheme, consent}, stop, &content, [&](gpgme_ctx_t context) {
            if (consent == Consent::ByItself)
                gpgme_set_pinentry_mode(context, GPGME_PINENTRY_MODE_ERROR);
            if (scheme == Scheme::Smime)
                return gpgme_op_decrypt(context, data.get(), content.get());
            const gpgme_error_t error = gpgme_op_decrypt_verify(context, data.get(), content.get());
            const gpgme_decrypt_result_t result = gpgme_op_decrypt_result(context);
            const bool isOpen = result != nullptr && result->legacy_cipher_nomdc != 0;
            return isOpen ? gpgme_error(GPG_ERR_DECRYPT_FAILED) : error;
        });
    }

    FoundKeys findKeys(Scheme scheme, const QByteArray &address, const std::stop_token &stop) override
    {
        if (const auto missing = unavailability(scheme))
            return {missing};
        return gpgme::findKeys(engineFor({scheme}), scheme, address, stop);
    }

    Signature sign(Scheme scheme, const QByteArray &octets, const QByteArray &fingerprint, Consent consent,
                   const std::stop_token &stop) override
    {
        if (const auto missing = unavailability(scheme))
            return {missing};
        return gpgme::sign(engineFor({scheme, consent}), scheme, octets, fingerprint, consent, stop);
    }

    Ciphertext encrypt(Scheme scheme, const QByteArray &octets, const std::vector<RecipientKey> &keys,
                       const std::stop_token &stop) override
    {
        if (const auto missing = unavailability(scheme))
            return {missing};
        return gpgme::encrypt(engineFor({scheme}), scheme, octets, keys, stop);
    }

private:
    struct Manner {
        Scheme scheme;
        Consent consent = Consent::ByItself;
    };
    [[nodiscard]] QByteArray programFor(Manner manner)
    {
        return manner.scheme == Scheme::Smime ? gpgsm().program(manner.consent) : QByteArray();
    }
    [[nodiscard]] gpgme::Engine engineFor(Manner manner) { return {programFor(manner), m_home}; }
    // When it is needed first: to find out what there is starts programs, and most mail needs none.
    [[nodiscard]] const Gpgsm &gpgsm()
    {
        if (!m_gpgsm)
            m_gpgsm.emplace();
        return *m_gpgsm;
    }

    // One question in a context of its own; what came out of a question that failed is thrown away.
    template <typename Question>
    Findings ask(Manner manner, const std::stop_token &stop, Sink *content, const Question &question)
    {
        if (const auto missing = unavailability(manner.scheme))
            return {missing};
        const gpgme::BrokenPipesIgnored guard;
        const Context context(manner.scheme, programFor(manner), m_home);
        if (context.get() == nullptr)
            return {Failure::Unexplained};
        const std::stop_callback stopped(stop, [&] { gpgme_cancel_async(context.get()); });
        if (stop.stop_requested())
            return {Failure::TookTooLong};
        const gpgme_error_t error = question(context.get());
        if (content != nullptr && content->isOverfull())
            return {Failure::TooLarge};
        if (error != 0)
            return {gpgme::failureOf(error, stop)};
        Findings findings{{}, signaturesOf(manner.scheme, context, stop), {}};
        if (stop.stop_requested())
            return {Failure::TookTooLong};
        if (content != nullptr)
            findings.content = content->take();
        return findings;
    }

    std::vector<SignatureFinding> signaturesOf(Scheme scheme, const Context &context,
                                               const std::stop_token &stop)
    {
        std::vector<SignatureFinding> signatures;
        const gpgme_verify_result_t result = gpgme_op_verify_result(context.get());
        const gpgme_signature_t first = result != nullptr ? result->signatures : nullptr;
        for (auto *each = first; each != nullptr; each = each->next) {
            if (signatures.size() == mostSignatures)
                break;
            signatures.push_back(read(*each));
        }
        // Of several nothing is said that would need their keys, and each key is a program to be started.
        if (first != nullptr && signatures.size() == 1)
            lookUp(scheme, signatures.front(), first->fpr, stop);
        return signatures;
    }

    static SignatureFinding read(const _gpgme_signature &signature)
    {
        SignatureFinding finding;
        finding.state = stateOf(signature);
        finding.isKeyValid = gpgme::isValid(signature.validity);
        finding.isForSigning = signature.wrong_key_usage == 0;
        finding.isDigestStrong = isStrong(signature.hash_algo);
        finding.fingerprint = signature.fpr;
        finding.digest = gpgme_hash_algo_name(signature.hash_algo);
        if (signature.timestamp != 0)
            finding.made = QDateTime::fromSecsSinceEpoch(static_cast<qint64>(signature.timestamp), Qt::UTC);
        return finding;
    }

    void lookUp(Scheme scheme, SignatureFinding &finding, const char *fingerprint,
                const std::stop_token &stop)
    {
        const Context listing(scheme, programFor({scheme}), m_home);
        const auto keys = gpgme::keysFor(listing, fingerprint, 2, stop);
        if (keys.size() != 1)
            return;
        gpgme_key_t key = keys.front().get();
        if (key->fpr != nullptr)
            finding.fingerprint = key->fpr;
        finding.state = stateOf(finding.state, key);
        finding.userIds = gpgme::userIdsOf(key, scheme, finding.isKeyValid);
    }

    QByteArray m_home;
    std::optional<Gpgsm> m_gpgsm;
};

}

std::unique_ptr<Backend> makeBackend(const QString &home)
{
    static std::once_flag once;
    std::call_once(once, [] { gpgme_check_version(nullptr); });
    return std::make_unique<GpgmeBackend>(home);
}

}

#else

namespace crypto {

namespace {

class NoBackend final : public Backend
{
public:
    bool isBuilt() const noexcept override { return false; }
    std::optional<Failure> unavailability(Scheme /*scheme*/) override { return Failure::NotBuilt; }
    Findings verifyDetached(Scheme /*scheme*/, const QByteArray & /*covered*/,
                            const QByteArray & /*signature*/, const std::stop_token & /*stop*/) override
    {
        return {Failure::NotBuilt};
    }
    Findings verifyOpaque(const QByteArray & /*signedData*/, const std::stop_token & /*stop*/) override
    {
        return {Failure::NotBuilt};
    }
    Findings decrypt(Scheme /*scheme*/, const QByteArray & /*encrypted*/, Consent /*consent*/,
                     const std::stop_token & /*stop*/) override
    {
        return {Failure::NotBuilt};
    }
    FoundKeys findKeys(Scheme /*scheme*/, const QByteArray & /*address*/,
                       const std::stop_token & /*stop*/) override
    {
        return {Failure::NotBuilt};
    }
    Signature sign(Scheme /*scheme*/, const QByteArray & /*octets*/, const QByteArray & /*fingerprint*/,
                   Consent /*consent*/, const std::stop_token & /*stop*/) override
    {
        return {Failure::NotBuilt};
    }
    Ciphertext encrypt(Scheme /*scheme*/, const QByteArray & /*octets*/,
                       const std::vector<RecipientKey> & /*keys*/, const std::stop_token & /*stop*/) override
    {
        return {Failure::NotBuilt};
    }
};

}

std::unique_ptr<Backend> makeBackend(const QString & /*home*/)
{
    return std::make_unique<NoBackend>();
}

}

#endif
