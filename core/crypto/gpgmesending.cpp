// SPDX-License-Identifier: GPL-3.0-or-later
// Mail that goes: keys, signatures and encryption.
#ifdef POSTHORN_HAVE_GPGME

#include "core/crypto/gpgmecontext.h"
#include "core/crypto/userid.h"
#include "core/mime/octets.h"

#include <algorithm>

namespace crypto::gpgme {

namespace {

constexpr std::size_t mostKeys = 50;  // with one address: more are nobody's honest keyring

// What a pattern or a packet could be made of is no address that anybody has a key for.
bool isPlain(QByteArrayView address)
{
    return !address.isEmpty() && address.count('@') == 1
        && std::none_of(address.begin(), address.end(),
                        [](char c) { return mime::isControl(c) || QByteArrayView("<> ,\"\\").contains(c); });
}

QDateTime timeOf(long seconds)
{
    return seconds <= 0 ? QDateTime() : QDateTime::fromSecsSinceEpoch(seconds, Qt::UTC);
}

std::optional<Failure> flawOf(gpgme_key_t key)
{
    if (key->revoked != 0)
        return Failure::KeyRevoked;
    if (key->expired != 0)
        return Failure::KeyExpired;
    return key->disabled != 0 || key->invalid != 0 ? std::optional(Failure::KeyUnusable) : std::nullopt;
}

// gpgsm says of a certificate whose chain is as it must be, that its names are valid; so it has to look.
void preferDetails(const Context &context, Scheme scheme)
{
    const gpgme_keylist_mode_t validates = scheme == Scheme::Smime ? GPGME_KEYLIST_MODE_VALIDATE : 0U;
    gpgme_set_keylist_mode(context.get(),
                           GPGME_KEYLIST_MODE_LOCAL | GPGME_KEYLIST_MODE_WITH_SECRET | validates);
}

bool isChainValid(gpgme_key_t key)
{
    return key->uids != nullptr && isValid(key->uids->validity);
}

// The names of a key that is revoked, or of a certificate that nobody trusts, go with it, and still tell
// whose it is said to be.
std::vector<UserId> namesOf(gpgme_key_t found, Scheme scheme)
{
    if (found->revoked == 0 && found->invalid == 0)
        return userIdsOf(found, scheme, isChainValid(found));
    std::vector<UserId> ids;
    for (gpgme_user_id_t each = found->uids; each != nullptr; each = each->next)
        ids.push_back(readUserId(each->uid));
    return ids;
}

// nullopt: the address is no name on it that stands.
std::optional<Key> keyOf(gpgme_key_t found, Scheme scheme, const QByteArray &address)
{
    const auto ids = namesOf(found, scheme);
    const auto fits = std::find_if(ids.begin(), ids.end(), [&](const UserId &id) {
        return id.address.compare(address, Qt::CaseInsensitive) == 0;
    });
    if (fits == ids.end() || found->fpr == nullptr || found->subkeys == nullptr)
        return std::nullopt;
    Key key{.scheme = scheme, .fingerprint = found->fpr, .userId = *fits};
    key.made = timeOf(found->subkeys->timestamp);
    key.expires = timeOf(found->subkeys->expires);
    key.isSecretHere = found->secret != 0;
    key.canSign = found->can_sign != 0;
    key.canEncrypt = found->can_encrypt != 0;
    key.flaw = flawOf(found);
    return key;
}

// What can be used first, then what is known to be the holder's, then the newest.
bool isBetter(const Key &a, const Key &b)
{
    const auto rank = [](const Key &key) {
        return std::tuple(!key.flaw.has_value(), key.userId.isValid, key.made, key.fingerprint);
    };
    return rank(a) > rank(b);
}

// Exactly one key has a fingerprint.
KeyHandle keyNamed(const Engine &engine, Scheme scheme, const QByteArray &fingerprint,
                   const std::stop_token &stop)
{
    const Context listing(scheme, engine.program, engine.home);
    if (listing.get() == nullptr)
        return nullptr;
    preferDetails(listing, scheme);
    auto keys = keysFor(listing, fingerprint, 2, stop);
    return keys.size() == 1 ? std::move(keys.front()) : nullptr;
}

std::optional<Failure> obstacle(gpgme_key_t found, Scheme scheme, const RecipientKey &wanted)
{
    if (found == nullptr)
        return Failure::KeyMissing;
    if (const auto flaw = flawOf(found))
        return flaw;
    if (found->can_encrypt == 0)
        return Failure::KeyUnusable;
    const auto key = keyOf(found, scheme, wanted.address);
    const bool isHolders = key && (key->userId.isValid || key->isSecretHere);
    return isHolders || wanted.isAccepted ? std::nullopt : std::optional(Failure::KeyNotTrusted);
}

// "SHA512" as mail names it.
QByteArray digestName(Scheme scheme, gpgme_hash_algo_t algorithm)
{
    const QByteArray name = QByteArray(gpgme_hash_algo_name(algorithm)).toLower();
    if (scheme == Scheme::OpenPgp)
        return "pgp-" + name;
    return name.startsWith("sha") ? "sha-" + name.sliced(3) : name;
}

}

FoundKeys findKeys(const Engine &engine, Scheme scheme, const QByteArray &address,
                   const std::stop_token &stop)
{
    FoundKeys found;
    if (!isPlain(address))
        return found;
    const BrokenPipesIgnored guard;
    const Context context(scheme, engine.program, engine.home);
    if (context.get() == nullptr)
        return {Failure::Unexplained};
    preferDetails(context, scheme);
    for (const KeyHandle &each : keysFor(context, '<' + address + '>', mostKeys, stop)) {
        if (auto key = keyOf(each.get(), scheme, address))
            found.keys.push_back(*std::move(key));
    }
    if (stop.stop_requested())
        return {Failure::TookTooLong};
    std::sort(found.keys.begin(), found.keys.end(), isBetter);
    return found;
}

Signature sign(const Engine &engine, Scheme scheme, const QByteArray &octets, const QByteArray &fingerprint,
               Consent consent, const std::stop_token &stop)
{
    const BrokenPipesIgnored guard;
    const KeyHandle key = keyNamed(engine, scheme, fingerprint, stop);
    const Context context(scheme, engine.program, engine.home);
    const std::stop_callback stopped(stop, [&] { gpgme_cancel_async(context.get()); });
    if (stop.stop_requested())
        return {Failure::TookTooLong};
    if (key == nullptr || context.get() == nullptr)
        return {key == nullptr ? Failure::KeyMissing : Failure::Unexplained};
    if (const auto flaw = flawOf(key.get()))
        return {flaw};
    if (key->secret == 0)
        return {Failure::NoSecretKey};
    gpgme_set_armor(context.get(), scheme == Scheme::OpenPgp ? 1 : 0);
    if (consent == Consent::ByItself)
        gpgme_set_pinentry_mode(context.get(), GPGME_PINENTRY_MODE_ERROR);
    gpgme_signers_add(context.get(), key.get());
    const Source source(octets);
    Sink sink;
    const gpgme_error_t error = gpgme_op_sign(context.get(), source.get(), sink.get(), GPGME_SIG_MODE_DETACH);
    const gpgme_sign_result_t result = gpgme_op_sign_result(context.get());
    if (error != 0 || result == nullptr || result->signatures == nullptr)
        return {failureOf(error, stop)};
    return {{}, sink.take(), digestName(scheme, result->signatures->hash_algo)};
}

Ciphertext encrypt(const Engine &engine, Scheme scheme, const QByteArray &octets,
                   const std::vector<RecipientKey> &keys, const std::stop_token &stop)
{
    const BrokenPipesIgnored guard;
    std::vector<KeyHandle> handles;
    std::vector<gpgme_key_t> recipients;
    for (const RecipientKey &each : keys) {
        handles.push_back(keyNamed(engine, scheme, each.fingerprint, stop));
        if (stop.stop_requested())
            return {Failure::TookTooLong};
        if (const auto why = obstacle(handles.back().get(), scheme, each))
            return {why, {}, each.address};
        recipients.push_back(handles.back().get());
    }
    const Context context(scheme, engine.program, engine.home);
    if (context.get() == nullptr || recipients.empty())
        return {recipients.empty() ? Failure::KeyMissing : Failure::Unexplained};
    recipients.push_back(nullptr);
    const std::stop_callback stopped(stop, [&] { gpgme_cancel_async(context.get()); });
    gpgme_set_armor(context.get(), scheme == Scheme::OpenPgp ? 1 : 0);
    const Source source(octets);
    Sink sink;
    // Each of them has been looked at above, name by name, which gpg does not do.
    constexpr auto flags =
        static_cast<gpgme_encrypt_flags_t>(GPGME_ENCRYPT_ALWAYS_TRUST | GPGME_ENCRYPT_NO_ENCRYPT_TO);
    const gpgme_error_t error =
        gpgme_op_encrypt(context.get(), recipients.data(), flags, source.get(), sink.get());
    const gpgme_encrypt_result_t result = gpgme_op_encrypt_result(context.get());
    const bool isRefused = result != nullptr && result->invalid_recipients != nullptr;
    if (isRefused && !stop.stop_requested())
        return {Failure::KeyNotTrusted};
    if (error != 0)
        return {failureOf(error, stop)};
    return {{}, sink.take(), {}};
}

}

#endif
