// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compose/identity.h"

#include <algorithm>

namespace compose {

namespace {

QByteArray withoutTag(const QByteArray &localPart)
{
    const qsizetype plus = localPart.indexOf('+');
    return (plus > 0 ? localPart.first(plus) : localPart).toLower();
}

bool isOf(const mime::Mailbox &mailbox, const Identity &identity)
{
    return mailbox.domain.toLower() == identity.from.domain.toLower()
        && withoutTag(mailbox.localPart) == withoutTag(identity.from.localPart);
}

bool isExactly(const mime::Mailbox &mailbox, const Identity &identity)
{
    return isOf(mailbox, identity) && mailbox.localPart.toLower() == identity.from.localPart.toLower();
}

// Of several, the exact address counts first, then the account's own.
const Identity *identityAt(const mime::Mailbox &mailbox, const std::vector<Identity> &identities,
                           const QUuid &account)
{
    const Identity *best = nullptr;
    int bestRank = 0;
    for (const Identity &each : identities) {
        const bool isMatch = isOf(mailbox, each);
        const int rank =
            isMatch ? 1 + (isExactly(mailbox, each) ? 2 : 0) + (each.account == account ? 1 : 0) : 0;
        if (rank > bestRank) {
            best = &each;
            bestRank = rank;
        }
    }
    return best;
}

}

bool isOwn(const mime::Mailbox &mailbox, const std::vector<Identity> &identities)
{
    return std::any_of(identities.begin(), identities.end(),
                       [&](const Identity &each) { return isOf(mailbox, each); });
}

const Identity *identityFor(const mime::Header &header, const std::vector<Identity> &identities,
                            const QUuid &account)
{
    // The first four are our own server's; a sender who writes them himself chooses among our addresses only.
    for (const char *name : {"From", "Delivered-To", "X-Original-To", "Envelope-To", "To", "Cc"}) {
        for (const QByteArray &field : header.all(name)) {
            for (const mime::Mailbox &mailbox : mime::parseAddressList(field).mailboxes) {
                if (const Identity *found = identityAt(mailbox, identities, account))
                    return found;
            }
        }
    }
    const auto ofAccount = std::find_if(identities.begin(), identities.end(),
                                        [&](const Identity &each) { return each.account == account; });
    if (ofAccount != identities.end())
        return &*ofAccount;
    return identities.empty() ? nullptr : &identities.front();
}

}
