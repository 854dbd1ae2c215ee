// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/composer/mailsealer.h"

#include <tuple>

MailSealer::MailSealer(std::unique_ptr<crypto::Backend> backend, Clock &clock, QObject *parent)
    : QObject(parent), m_isBuilt(backend->isBuilt()), m_sealer(std::move(backend), clock)
{
    connect(&m_sealer, &crypto::MessageSealer::sealed, this, &MailSealer::sealed);
    connect(&m_sealer, &crypto::MessageSealer::keysFound, this,
            [this](crypto::Scheme scheme, const QByteArray &address, const crypto::FoundKeys &found) {
                Known &known = m_keys[{scheme, address}];
                known.found = found;
                known.isOnItsWay = false;
                Q_EMIT keysChanged();
            });
}

sealing::Plan MailSealer::planOf(const compose::Composition &mail)
{
    return sealing::planOf(mail, [this](crypto::Scheme scheme, const QByteArray &address) {
        return know(scheme, address).found;
    });
}

bool MailSealer::isLooking(const compose::Composition &mail)
{
    bool isAnyOnItsWay = false;
    std::ignore = sealing::planOf(mail, [&](crypto::Scheme scheme, const QByteArray &address) {
        const Known &known = know(scheme, address);
        isAnyOnItsWay = isAnyOnItsWay || known.isOnItsWay;
        return known.found;
    });
    return isAnyOnItsWay;
}

const MailSealer::Known &MailSealer::know(crypto::Scheme scheme, const QByteArray &address)
{
    Known &known = m_keys[{scheme, address}];
    if (known.isOld && !known.isOnItsWay) {
        known.isOld = false;
        known.isOnItsWay = true;
        m_sealer.findKeys(scheme, address);
    }
    return known;
}

void MailSealer::forgetKeys()
{
    for (auto &[asked, known] : m_keys)
        known.isOld = known.found.has_value();
}

void MailSealer::forgetMissing(const compose::Composition &mail)
{
    const sealing::Plan plan = planOf(mail);
    const auto forget = [&](const sealing::AddressKey &each) {
        const auto known = m_keys.find({sealing::schemeOf(mail.protection.form), each.address});
        if (known != m_keys.end() && each.state != sealing::AddressKey::State::Found)
            known->second.isOld = known->second.found.has_value();
    };
    forget(plan.own);
    for (const sealing::AddressKey &each : plan.recipients)
        forget(each);
}
