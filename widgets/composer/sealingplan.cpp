// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/composer/sealingplan.h"

#include <algorithm>

using compose::Composition;
using crypto::Key;
using crypto::KeyUse;

namespace sealing {

namespace {

using State = AddressKey::State;
using People = std::vector<mime::Mailbox>;

bool isAmong(const mime::Mailbox &mailbox, const People &people)
{
    return std::any_of(people.begin(), people.end(), [&](const mime::Mailbox &each) {
        return each.addrSpec().compare(mailbox.addrSpec(), Qt::CaseInsensitive) == 0;
    });
}

void meet(const std::vector<compose::Recipient> &recipients, People &people)
{
    for (const compose::Recipient &each : recipients) {
        if (compose::isUsable(each.mailbox) && !isAmong(each.mailbox, people))
            people.push_back(each.mailbox);
    }
}

// Those who may know of each other: To and Cc together, and each address of Bcc by itself.
std::vector<People> readersOf(const Composition &mail)
{
    People visible, blind;
    meet(mail.to, visible);
    meet(mail.cc, visible);
    meet(mail.bcc, blind);
    std::vector<People> readers;
    if (!visible.empty())
        readers.push_back(visible);
    for (const mime::Mailbox &each : blind) {
        if (!isAmong(each, visible))
            readers.push_back({each});
    }
    return readers;
}

const Key *chosen(const Composition &mail, const QByteArray &address, const std::vector<Key> &keys)
{
    for (const auto &choice : mail.protection.choices) {
        if (choice.address.compare(address, Qt::CaseInsensitive) != 0)
            continue;
        const auto key = std::find_if(keys.begin(), keys.end(), [&](const Key &each) {
            return each.fingerprint == choice.fingerprint;
        });
        if (key != keys.end())
            return &*key;
    }
    return nullptr;
}

AddressKey keyFor(const Composition &mail, const QByteArray &address, const std::vector<KeyUse> &uses,
                  const FindKeys &findKeys)
{
    AddressKey found{.address = address};
    const auto known = findKeys(schemeOf(mail.protection.form), address);
    if (!known)
        return found;
    if (known->failure) {
        found.state = State::Failed;
        found.why = known->failure;
        return found;
    }
    const auto fits = [&](const Key &key) {
        return std::all_of(uses.begin(), uses.end(), [&](KeyUse use) { return crypto::isUsable(key, use); });
    };
    std::copy_if(known->keys.begin(), known->keys.end(), std::back_inserter(found.candidates), fits);
    if (const Key *key = chosen(mail, address, found.candidates)) {
        found.state = State::Found;
        found.key = {key->fingerprint, address, true};
    } else if (const auto obvious = crypto::obviousKey(found.candidates, uses.front())) {
        found.state = State::Found;
        found.key = {obvious->fingerprint, address, false};
    } else if (!found.candidates.empty()) {
        found.state = State::ToChoose;
    } else if (known->keys.empty()) {
        found.state = State::Missing;
    } else {
        found.state = State::Unusable;
        found.why = known->keys.front().flaw.value_or(crypto::Failure::KeyUnusable);
    }
    return found;
}

const crypto::RecipientKey &keyOf(const Plan &plan, const mime::Mailbox &mailbox)
{
    const auto found =
        std::find_if(plan.recipients.begin(), plan.recipients.end(), [&](const AddressKey &each) {
            return each.address.compare(mailbox.addrSpec(), Qt::CaseInsensitive) == 0;
        });
    return found != plan.recipients.end() ? found->key : plan.own.key;
}

}

crypto::Scheme schemeOf(compose::Form form)
{
    return form == compose::Form::OpenPgp ? crypto::Scheme::OpenPgp : crypto::Scheme::Smime;
}

bool Plan::isReady() const
{
    return own.state == State::Found
        && std::all_of(recipients.begin(), recipients.end(),
                       [](const AddressKey &each) { return each.state == State::Found; });
}

Plan planOf(const Composition &mail, const FindKeys &findKeys)
{
    Plan plan;
    std::vector<KeyUse> uses;
    if (mail.protection.isSigned)
        uses.push_back(KeyUse::Signing);
    if (mail.protection.isEncrypted)
        uses.push_back(KeyUse::Encryption);
    if (uses.empty())
        return plan;
    plan.own = keyFor(mail, mail.from.addrSpec(), uses, findKeys);
    if (!mail.protection.isEncrypted)
        return plan;
    for (const People &people : readersOf(mail)) {
        for (const mime::Mailbox &each : people)
            plan.recipients.push_back(keyFor(mail, each.addrSpec(), {KeyUse::Encryption}, findKeys));
    }
    return plan;
}

crypto::SealRequest requestOf(const Composition &mail, const Plan &plan, const compose::Stamp &stamp)
{
    crypto::SealRequest request{.message = compose::messageOf(mail, stamp)};
    request.scheme = schemeOf(mail.protection.form);
    request.random = stamp.random;
    if (mail.protection.isSigned)
        request.signer = plan.own.key.fingerprint;
    if (!mail.protection.isEncrypted)
        return request;
    for (const People &people : readersOf(mail)) {
        std::vector<crypto::RecipientKey> keys{plan.own.key};
        for (const mime::Mailbox &each : people) {
            const crypto::RecipientKey &key = keyOf(plan, each);
            if (key.fingerprint != plan.own.key.fingerprint)
                keys.push_back(key);
        }
        request.readers.push_back(std::move(keys));
    }
    request.readers.push_back({plan.own.key});
    return request;
}

crypto::SealRequest draftRequestOf(const Composition &mail, const Plan &plan, const compose::Stamp &stamp)
{
    crypto::SealRequest request{.message = compose::messageOf(mail, stamp)};
    request.scheme = schemeOf(mail.protection.form);
    request.random = stamp.random;
    request.readers = {{plan.own.key}};
    request.consent = crypto::Consent::ByItself;
    return request;
}

receipts::OutgoingMail sealedMail(receipts::OutgoingMail mail, const Composition &composition,
                                  const crypto::Sealed &sealed)
{
    mail.message = sealed.messages.back();
    if (!composition.protection.isEncrypted)
        return mail;
    const auto readers = readersOf(composition);
    for (std::size_t i = 0; i < readers.size() && i + 1 < sealed.messages.size(); ++i)
        mail.versions.push_back({readers[i], sealed.messages[i]});
    return mail;
}

}
