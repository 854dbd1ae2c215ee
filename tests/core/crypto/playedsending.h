// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/crypto/backend.h"

#include <QHash>

#include <algorithm>
#include <memory>
#include <mutex>

namespace crypto_test {

// What a played GnuPG knows and was asked, for both threads.
class PlayedKeys
{
public:
    void add(const QByteArray &address, const QByteArray &fingerprint, bool isValid = true,
             bool isSecretHere = false)
    {
        const std::lock_guard lock(m_mutex);
        crypto::Key key{.fingerprint = fingerprint, .userId = {{}, address, isValid}};
        key.isSecretHere = key.canSign = isSecretHere;
        key.canEncrypt = true;
        m_keys[address].push_back(key);
    }
    void fail(std::optional<crypto::Failure> failure)
    {
        const std::lock_guard lock(m_mutex);
        m_failure = failure;
    }
    [[nodiscard]] std::optional<crypto::Failure> failure() const
    {
        const std::lock_guard lock(m_mutex);
        return m_failure;
    }
    [[nodiscard]] std::vector<crypto::Key> keys(const QByteArray &address) const
    {
        const std::lock_guard lock(m_mutex);
        return m_keys.value(address);
    }
    void noteEncrypted(const QByteArray &octets, const std::vector<crypto::RecipientKey> &keys)
    {
        const std::lock_guard lock(m_mutex);
        m_plain.append(octets);
        QByteArrayList names;
        for (const crypto::RecipientKey &each : keys)
            names.append(each.fingerprint);
        std::sort(names.begin(), names.end());
        m_sets.append(names.join(' '));
    }
    [[nodiscard]] QByteArrayList encryptedFor() const  // fingerprints of each message
    {
        const std::lock_guard lock(m_mutex);
        return m_sets;
    }
    [[nodiscard]] QByteArrayList plainTexts() const
    {
        const std::lock_guard lock(m_mutex);
        return m_plain;
    }

private:
    mutable std::mutex m_mutex;
    QHash<QByteArray, std::vector<crypto::Key>> m_keys;
    QByteArrayList m_sets, m_plain;
    std::optional<crypto::Failure> m_failure;
};

// GnuPG as far as mail that goes is concerned; OpenPGP alone.
class PlayedSending : public crypto::Backend
{
public:
    explicit PlayedSending(std::shared_ptr<PlayedKeys> keys = std::make_shared<PlayedKeys>())
        : m_keys(std::move(keys))
    {}
    std::optional<crypto::Failure> unavailability(crypto::Scheme /*scheme*/) override { return std::nullopt; }
    crypto::Findings verifyDetached(crypto::Scheme /*scheme*/, const QByteArray & /*covered*/,
                                    const QByteArray & /*signature*/,
                                    const std::stop_token & /*stop*/) override
    {
        return {};
    }
    crypto::Findings verifyOpaque(const QByteArray & /*signedData*/,
                                  const std::stop_token & /*stop*/) override
    {
        return {};
    }
    crypto::Findings decrypt(crypto::Scheme /*scheme*/, const QByteArray & /*encrypted*/,
                             crypto::Consent /*consent*/, const std::stop_token & /*stop*/) override
    {
        return {};
    }
    crypto::FoundKeys findKeys(crypto::Scheme scheme, const QByteArray &address,
                               const std::stop_token & /*stop*/) override
    {
        return {{}, scheme == crypto::Scheme::OpenPgp ? m_keys->keys(address) : std::vector<crypto::Key>()};
    }
    crypto::Signature sign(crypto::Scheme /*scheme*/, const QByteArray & /*octets*/,
                           const QByteArray &fingerprint, crypto::Consent /*consent*/,
                           const std::stop_token & /*stop*/) override
    {
        return {m_keys->failure(), "signed by " + fingerprint, "pgp-sha512"};
    }
    // One message for keys with nothing in it, as packets.
    crypto::Ciphertext encrypt(crypto::Scheme /*scheme*/, const QByteArray &octets,
                               const std::vector<crypto::RecipientKey> &keys,
                               const std::stop_token & /*stop*/) override
    {
        m_keys->noteEncrypted(octets, keys);
        return {m_keys->failure(), QByteArray("\xc1\x01\x03\xd2\x01\x01"), {}};
    }

private:
    std::shared_ptr<PlayedKeys> m_keys;
};

}
