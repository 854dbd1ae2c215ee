// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/composer/outgoing.h"

receipts::OutgoingMail outgoingMail(const compose::Composition &composition, const compose::Stamp &stamp,
                                    const std::vector<mime::Mailbox> &lists)
{
    receipts::OutgoingMail mail{.account = composition.account,
                                .message = compose::messageOf(composition, stamp),
                                .sender = composition.from,
                                .recipients = {},
                                .lists = lists,
                                .random = stamp.random};
    for (const compose::Recipient &each : compose::recipientsOf(composition)) {
        if (compose::isUsable(each.mailbox))
            mail.recipients.push_back({.mailbox = each.mailbox,
                                       .disposition = composition.asksReceipt && !each.isExempt,
                                       .delivery = composition.asksDelivery});
    }
    return mail;
}

std::vector<receipts::AskingWarning> askingWarnings(const compose::Composition &composition,
                                                    const compose::Stamp &stamp,
                                                    const std::vector<mime::Mailbox> &lists)
{
    if (!composition.asksReceipt && !composition.asksDelivery)
        return {};
    compose::Composition bare = composition;
    bare.attachments.clear();
    bare.rich.reset();
    bare.text.clear();
    const auto plan = receipts::planAsking(outgoingMail(bare, stamp, lists));
    return plan ? plan->warnings : std::vector<receipts::AskingWarning>();
}
