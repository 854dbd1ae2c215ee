// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/composer/sealingplan.h"
#include "widgets/reader/banner.h"

#include <QCoreApplication>

// What is said about the keys of a mail that is being written.
class SealingText
{
    Q_DECLARE_TR_FUNCTIONS(SealingText)

public:
    enum Action { ChooseKeys, LeaveUnencrypted, LeaveUnsigned };

    // What will happen to the mail when it is sent, or why it cannot be sent like this.
    [[nodiscard]] static BannerContent bar(const compose::Protection &protection, const sealing::Plan &plan);
    // Why nothing was sent.
    [[nodiscard]] static QString failure(const crypto::Sealed &sealed);
    // Why a draft is not on the server.
    [[nodiscard]] static QString draftFailure(const crypto::Sealed &sealed);
    // "Ann <ann@example.org>, of 3/4/26, 0123 … CDEF", for a menu.
    [[nodiscard]] static QString key(const crypto::Key &key);

private:
    [[nodiscard]] static QString trouble(const compose::Protection &protection, const sealing::Plan &plan);
    [[nodiscard]] static QString ownTrouble(const compose::Protection &protection,
                                            const sealing::AddressKey &own);
    [[nodiscard]] static QString recipientTrouble(const sealing::AddressKey &recipient, int others);
    [[nodiscard]] static QString reason(crypto::Failure failure);
};
