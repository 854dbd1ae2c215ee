// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/crypto/messagesealer.h"
#include "widgets/composer/sealingplan.h"

#include <map>

// The keys that composers ask for, each looked for once while any of them is open, and the mail that is being
// sealed. Window thread; GnuPG works in another one.
class MailSealer : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MailSealer)

public:
    MailSealer(std::unique_ptr<crypto::Backend> backend, Clock &clock, QObject *parent);
    ~MailSealer() override = default;

    // keysChanged() tells when something that was unknown here has become known.
    [[nodiscard]] sealing::Plan planOf(const compose::Composition &mail);
    void forgetKeys();  // somebody may have got others meanwhile

    // Answered once by sealed(), unless it is given up.
    void seal(const QUuid &id, const crypto::SealRequest &request) { m_sealer.seal(id, request); }
    void giveUp(const QUuid &id) { m_sealer.giveUp(id); }

Q_SIGNALS:
    void keysChanged();
    void sealed(const QUuid &id, const crypto::Sealed &result);

private:
    using Asked = std::pair<crypto::Scheme, QByteArray>;

    crypto::MessageSealer m_sealer;
    std::map<Asked, std::optional<crypto::FoundKeys>> m_keys;  // nullopt: on its way
};
