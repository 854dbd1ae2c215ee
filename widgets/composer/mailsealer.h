// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/crypto/messagesealer.h"
#include "widgets/composer/sealingplan.h"

#include <map>

// The keys that composers ask for, and the mail that is being sealed. An answer of GnuPG stays until there is
// a newer one. Window thread; GnuPG works in another one.
class MailSealer : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MailSealer)

public:
    MailSealer(std::unique_ptr<crypto::Backend> backend, Clock &clock, QObject *parent);
    ~MailSealer() override = default;

    [[nodiscard]] bool isBuilt() const noexcept { return m_isBuilt; }  // false: nothing can be sealed

    // With what is known; what is not, or is old, is asked for, and keysChanged() tells of each answer.
    [[nodiscard]] sealing::Plan planOf(const compose::Composition &mail);
    // An answer is on its way that counts for it, be it the first or a newer one. Asks, like planOf().
    [[nodiscard]] bool isLooking(const compose::Composition &mail);
    void forgetKeys();  // somebody may have got others meanwhile: all is asked for again
    void forgetMissing(const compose::Composition &mail);  // the same for what this mail lacks

    // Answered once by sealed(), unless it is given up.
    void seal(const QUuid &id, const crypto::SealRequest &request) { m_sealer.seal(id, request); }
    void giveUp(const QUuid &id) { m_sealer.giveUp(id); }

Q_SIGNALS:
    void keysChanged();
    void sealed(const QUuid &id, const crypto::Sealed &result);

private:
    using Asked = std::pair<crypto::Scheme, QByteArray>;
    struct Known {
        std::optional<crypto::FoundKeys> found = {};  // the last answer
        bool isOld = true;                            // to be asked for when it is needed
        bool isOnItsWay = false;
    };
    const Known &know(crypto::Scheme scheme, const QByteArray &address);

    bool m_isBuilt;
    crypto::MessageSealer m_sealer;
    std::map<Asked, Known> m_keys;
};
