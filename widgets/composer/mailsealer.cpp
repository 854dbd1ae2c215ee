// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/composer/mailsealer.h"

MailSealer::MailSealer(std::unique_ptr<crypto::Backend> backend, Clock &clock, QObject *parent)
    : QObject(parent), m_sealer(std::move(backend), clock)
{
    connect(&m_sealer, &crypto::MessageSealer::sealed, this, &MailSealer::sealed);
    connect(&m_sealer, &crypto::MessageSealer::keysFound, this,
            [this](crypto::Scheme scheme, const QByteArray &address, const crypto::FoundKeys &found) {
                m_keys.insert_or_assign({scheme, address}, found);
                Q_EMIT keysChanged();
            });
}

sealing::Plan MailSealer::planOf(const compose::Composition &mail)
{
    return sealing::planOf(mail, [this](crypto::Scheme scheme, const QByteArray &address) {
        const Asked asked(scheme, address);
        const auto [known, isNew] = m_keys.try_emplace(asked);
        if (isNew)
            m_sealer.findKeys(scheme, address);
        return known->second;
    });
}

void MailSealer::forgetKeys()
{
    std::erase_if(m_keys, [](const auto &each) { return each.second.has_value(); });
}
