// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/crypto/backend.h"

#include <QTemporaryDir>

#include <csignal>
#include <gpgme.h>
#include <memory>

// What every question to GnuPG needs, whether it is about mail that came or mail that goes.
namespace crypto::gpgme {

// GnuPG may close a pipe we are writing to; that is an answer and not the end of the program.
class BrokenPipesIgnored
{
public:
    BrokenPipesIgnored();
    BrokenPipesIgnored(const BrokenPipesIgnored &) = delete;
    BrokenPipesIgnored &operator=(const BrokenPipesIgnored &) = delete;
    ~BrokenPipesIgnored();

private:
    sigset_t m_before{};
};

[[nodiscard]] gpgme_protocol_t protocolOf(Scheme scheme);

// GPGME's offline mode keeps gpg from the network, but of gpgsm it means only listings: verifying would still
// fetch revocation lists and ask OCSP, from wherever the sender's certificate says; and an authority that
// nobody knows would have a pinentry ask whether to trust it. What gpgsm must not do it is told on its
// command line, and for that GPGME has to be given programs of ours in its place.
class Gpgsm
{
public:
    Gpgsm();
    [[nodiscard]] bool isThere() const;
    [[nodiscard]] const QByteArray &program(Consent consent) const
    {
        return consent == Consent::Asked ? m_asking : m_quiet;
    }

private:
    [[nodiscard]] QByteArray write(const char *name, const QByteArray &options) const;

    std::optional<QTemporaryDir> m_folder;  // its own, and gone with it
    QByteArray m_quiet, m_asking;
};

class Context
{
public:
    // `program`: empty for GPGME's own choice
    Context(Scheme scheme, const QByteArray &program, const QByteArray &home);
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
    explicit Source(const QByteArray &octets);
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
    static ssize_t write(void *handle, const void *octets, size_t size);

    gpgme_data_cbs m_callbacks{nullptr, &Sink::write, nullptr, nullptr};
    gpgme_data_t m_data = nullptr;
    QByteArray m_octets;
    bool m_isOverfull = false;
};

struct Unref {
    void operator()(gpgme_key_t key) const { gpgme_key_unref(key); }
};
using KeyHandle = std::unique_ptr<_gpgme_key, Unref>;
// The keys of this computer that a pattern fits, at most `most`; those that were found before `stop`. Not
// gpgme_get_key(): it asks in a context of its own, which nobody can stop.
[[nodiscard]] std::vector<KeyHandle> keysFor(const Context &context, const QByteArray &pattern,
                                             std::size_t most, const std::stop_token &stop);

[[nodiscard]] Failure failureOf(gpgme_error_t error, const std::stop_token &stop);
[[nodiscard]] bool isValid(gpgme_validity_t validity);
// Of an OpenPGP key each name has a validity of its own. A certificate stands as a whole: its names are its
// issuer's words, and they are valid when the chain is.
[[nodiscard]] std::vector<UserId> userIdsOf(gpgme_key_t key, Scheme scheme, bool isChainValid);

// How GnuPG is to be started.
struct Engine {
    QByteArray program;  // empty: GPGME's own choice
    QByteArray home;     // empty: the user's own
};
// Backend's questions about mail that goes (gpgmesending.cpp).
[[nodiscard]] FoundKeys findKeys(const Engine &engine, Scheme scheme, const QByteArray &address,
                                 const std::stop_token &stop);
[[nodiscard]] Signature sign(const Engine &engine, Scheme scheme, const QByteArray &octets,
                             const QByteArray &fingerprint, Consent consent, const std::stop_token &stop);
[[nodiscard]] Ciphertext encrypt(const Engine &engine, Scheme scheme, const QByteArray &octets,
                                 const std::vector<RecipientKey> &keys, const std::stop_token &stop);

}
