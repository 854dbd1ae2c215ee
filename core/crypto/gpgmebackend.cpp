// SPDX-License-Identifier: GPL-3.0-or-later
// The one file that knows GPGME.
#include "core/crypto/backend.h"

#ifdef POSTHORN_HAVE_GPGME

#include "core/crypto/limits.h"
#include "core/crypto/userid.h"

#include <QDir>
#include <QFile>
#include <QStandardPaths>
#include <QTemporaryDir>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <gpgme.h>
#include <mutex>
#include <optional>
#include <unistd.h>
#include <utility>

namespace crypto {

namespace {

using State = SignatureFinding::State;

// GnuPG may close a pipe we are writing to; that is an answer and not the end of the program.
class BrokenPipesIgnored
{
public:
    BrokenPipesIgnored()
    {
        sigset_t pipe;
        sigemptyset(&pipe);
        sigaddset(&pipe, SIGPIPE);
        pthread_sigmask(SIG_BLOCK, &pipe, &m_before);
    }
    BrokenPipesIgnored(const BrokenPipesIgnored &) = delete;
    BrokenPipesIgnored &operator=(const BrokenPipesIgnored &) = delete;
    ~BrokenPipesIgnored()
    {
        sigset_t pipe;
        sigemptyset(&pipe);
        sigaddset(&pipe, SIGPIPE);
        const timespec atOnce{};
        if (sigismember(&m_before, SIGPIPE) == 0)
            sigtimedwait(&pipe, nullptr, &atOnce);  // one that came meanwhile
        pthread_sigmask(SIG_SETMASK, &m_before, nullptr);
    }

private:
    sigset_t m_before{};
};

gpgme_protocol_t protocolOf(Scheme scheme)
{
    return scheme == Scheme::OpenPgp ? GPGME_PROTOCOL_OpenPGP : GPGME_PROTOCOL_CMS;
}

// GPGME's offline mode keeps gpg from the network, but of gpgsm it means only listings: verifying would still
// fetch revocation lists and ask OCSP, from wherever the sender's certificate says; and an authority that
// nobody knows would have a pinentry ask whether to trust it. What gpgsm must not do it is told on its
// command line, and for that GPGME has to be given programs of ours in its place.
class Gpgsm
{
public:
    // Nothing may be started from temporary folders where they are mounted so; from one's own, most often.
    Gpgsm()
    {
        using Paths = QStandardPaths;
        const QStringList folders{QDir::tempPath(), Paths::writableLocation(Paths::RuntimeLocation),
                                  Paths::writableLocation(Paths::GenericCacheLocation)};
        for (const QString &folder : folders) {
            m_folder.emplace(folder + QStringLiteral("/posthorn-XXXXXX"));
            m_quiet =
                write("quiet", "--disable-dirmngr --disable-crl-checks --disable-ocsp --pinentry-mode error");
            m_asking = write("asking", "--disable-dirmngr --disable-crl-checks --disable-ocsp");
            if (isThere())
                return;
        }
    }

    [[nodiscard]] bool isThere() const
    {
        return !m_asking.isEmpty() && access(m_quiet.constData(), X_OK) == 0
            && access(m_asking.constData(), X_OK) == 0;
    }
    [[nodiscard]] const QByteArray &program(Consent consent) const
    {
        return consent == Consent::Asked ? m_asking : m_quiet;
    }

private:
    [[nodiscard]] QByteArray write(const char *name, const QByteArray &options) const
    {
        gpgme_engine_info_t engine = nullptr;
        gpgme_get_engine_info(&engine);
        while (engine != nullptr && engine->protocol != GPGME_PROTOCOL_CMS)
            engine = engine->next;
        if (engine == nullptr || engine->file_name == nullptr || !m_folder->isValid())
            return {};
        QFile script(m_folder->filePath(QString::fromLatin1(name)));
        const QByteArray quoted = QByteArray(engine->file_name).replace('\'', "'\\''");
        const QByteArray text = "#!/bin/sh\nexec '" + quoted + "' " + options + " \"$@\"\n";
        if (!script.open(QIODevice::WriteOnly) || script.write(text) != text.size())
            return {};
        script.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        return QFile::encodeName(script.fileName());
    }

    std::optional<QTemporaryDir> m_folder;  // its own, and gone with it
    QByteArray m_quiet, m_asking;
};

class Context
{
public:
    // `program`: empty for GPGME's own choice
    Context(Scheme scheme, const QByteArray &program, const QByteArray &home)
    {
        if (gpgme_new(&m_context) != 0)
            return;
        gpgme_set_protocol(m_context, protocolOf(scheme));
        // No key server, whatever the user's gpg.conf asks for: whoever has written a message is not to learn
        // from its signature that it is being read.
        gpgme_set_offline(m_context, 1);
        gpgme_ctx_set_engine_info(m_context, protocolOf(scheme),
                                  program.isEmpty() ? nullptr : program.constData(),
                                  home.isEmpty() ? nullptr : home.constData());
    }
    Context(const Context &) = delete;
    Context &operator=(const Context &) = delete;
    ~Context() { gpgme_release(m_context); }

    [[nodiscard]] gpgme_ctx_t get() const { return m_context; }

private:
    gpgme_ctx_t m_context = nullptr;
};

// Octets that GnuPG reads; they must outlive it.
class Source
{
public:
    explicit Source(const QByteArray &octets)
    {
        gpgme_data_new_from_mem(&m_data, octets.constData(), static_cast<size_t>(octets.size()), 0);
        gpgme_data_set_encoding(m_data, GPGME_DATA_ENCODING_NONE);
    }
    Source(const Source &) = delete;
    Source &operator=(const Source &) = delete;
    ~Source() { gpgme_data_release(m_data); }

    [[nodiscard]] gpgme_data_t get() const { return m_data; }

private:
    gpgme_data_t m_data = nullptr;
};

// What GnuPG puts out, in memory alone. A few octets can decompress to gigabytes.
class Sink
{
public:
    Sink() { gpgme_data_new_from_cbs(&m_data, &m_callbacks, this); }
    Sink(const Sink &) = delete;
    Sink &operator=(const Sink &) = delete;
    ~Sink() { gpgme_data_release(m_data); }

    [[nodiscard]] gpgme_data_t get() const { return m_data; }
    [[nodiscard]] bool isOverfull() const { return m_isOverfull; }
    QByteArray take() { return std::move(m_octets); }

private:
    static ssize_t write(void *handle, const void *octets, size_t size)
    {
        auto *sink = static_cast<Sink *>(handle);
        const auto count = static_cast<qsizetype>(size);
        if (sink->m_isOverfull || sink->m_octets.size() + count > limits::contentOctets) {
            sink->m_isOverfull = true;
            errno = EFBIG;
            return -1;
        }
        sink->m_octets.append(static_cast<const char *>(octets), count);
        return static_cast<ssize_t>(size);
    }

    gpgme_data_cbs m_callbacks{nullptr, &Sink::write, nullptr, nullptr};
    gpgme_data_t m_data = nullptr;
    QByteArray m_octets;
    bool m_isOverfull = false;
};

Failure failureOf(gpgme_error_t error, const std::stop_token &stop)
{
    if (stop.stop_requested())
        return Failure::TookTooLong;
    switch (gpgme_err_code(error)) {
    case GPG_ERR_INV_ENGINE: return Failure::ProgramMissing;
    case GPG_ERR_NO_SECKEY: return Failure::NoSecretKey;
    case GPG_ERR_BAD_PASSPHRASE:
    case GPG_ERR_CANCELED:
    case GPG_ERR_FULLY_CANCELED:
    case GPG_ERR_NO_PASSPHRASE:
    case GPG_ERR_NO_PIN_ENTRY: return Failure::Locked;
    case GPG_ERR_NO_DATA:
    case GPG_ERR_BAD_DATA: return Failure::Malformed;
    case GPG_ERR_UNSUPPORTED_ALGORITHM:
    case GPG_ERR_UNSUPPORTED_PROTOCOL:
    case GPG_ERR_NOT_SUPPORTED: return Failure::Unsupported;
    case GPG_ERR_DECRYPT_FAILED: return Failure::Damaged;
    default: return Failure::Unexplained;
    }
}

bool isValid(gpgme_validity_t validity)
{
    return validity == GPGME_VALIDITY_FULL || validity == GPGME_VALIDITY_ULTIMATE;
}

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

// The one key of a fingerprint; null when there is none, or more than one, or `stop` came first.
class Key
{
public:
    // Not gpgme_get_key(): it asks in a context of its own, which nobody can stop.
    Key(const Context &context, const char *fingerprint, const std::stop_token &stop)
    {
        const std::stop_callback stopped(stop, [&] { gpgme_cancel_async(context.get()); });
        if (fingerprint == nullptr || stop.stop_requested()
            || gpgme_op_keylist_start(context.get(), fingerprint, 0) != 0)
            return;
        gpgme_key_t another = nullptr;
        if (gpgme_op_keylist_next(context.get(), &m_key) != 0)
            m_key = nullptr;
        if (m_key != nullptr && gpgme_op_keylist_next(context.get(), &another) == 0) {
            drop(another);
            drop(std::exchange(m_key, nullptr));
        }
        gpgme_op_keylist_end(context.get());
    }
    Key(const Key &) = delete;
    Key &operator=(const Key &) = delete;
    ~Key() { drop(m_key); }
    [[nodiscard]] gpgme_key_t get() const { return m_key; }

private:
    static void drop(gpgme_key_t key)
    {
        if (key != nullptr)
            gpgme_key_unref(key);
    }

    gpgme_key_t m_key = nullptr;
};

// Of an OpenPGP key each name has a validity of its own. A certificate stands as a whole: its names are its
// issuer's words, and they are valid when the chain is.
std::vector<UserId> userIdsOf(gpgme_key_t key, Scheme scheme, bool isChainValid)
{
    std::vector<UserId> ids;
    QString holder;
    for (gpgme_user_id_t each = key->uids; each != nullptr; each = each->next) {
        if (each->revoked != 0 || each->invalid != 0 || each->uid == nullptr)
            continue;
        UserId id = readUserId(each->uid);
        if (scheme == Scheme::Smime && id.address.isEmpty()) {
            holder = holder.isEmpty() ? commonName(each->uid) : holder;
            continue;
        }
        id.isValid = scheme == Scheme::Smime ? isChainValid : isValid(each->validity);
        if (scheme == Scheme::Smime)
            id.name = holder;
        ids.push_back(id);
    }
    if (ids.empty() && !holder.isEmpty())
        ids.push_back({holder, {}, isChainValid});
    return ids;
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
        const bool isThere = gpgme_engine_check_version(protocolOf(scheme)) == 0;
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

private:
    struct Manner {
        Scheme scheme;
        Consent consent = Consent::ByItself;
    };
    [[nodiscard]] QByteArray programFor(Manner manner)
    {
        return manner.scheme == Scheme::Smime ? gpgsm().program(manner.consent) : QByteArray();
    }
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
        const BrokenPipesIgnored guard;
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
            return {failureOf(error, stop)};
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
        finding.isKeyValid = isValid(signature.validity);
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
        const Key key(listing, fingerprint, stop);
        if (key.get() == nullptr)
            return;
        if (key.get()->fpr != nullptr)
            finding.fingerprint = key.get()->fpr;
        finding.state = stateOf(finding.state, key.get());
        finding.userIds = userIdsOf(key.get(), scheme, finding.isKeyValid);
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
};

}

std::unique_ptr<Backend> makeBackend(const QString & /*home*/)
{
    return std::make_unique<NoBackend>();
}

}

#endif
