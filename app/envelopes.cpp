// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/envelopes.h"

#include "core/mime/header.h"

namespace app {

using smtp::Notify;

smtp::Envelope envelopeOf(const receipts::Report &report, const accounts::Account &account)
{
    smtp::Envelope envelope;
    if (account.receiptsFromAddress) {
        // Of the receipt, not of the account: an alias must not give away what it hides.
        const auto header = mime::Header::parse(report.message);
        const auto from = mime::parseAddressList(header.first("From").value_or(QByteArray())).mailboxes;
        if (!from.empty())
            envelope.sender = from.front().addrSpec();
    }
    for (const QByteArray &address : report.recipients)
        envelope.recipients.push_back({address, Notify::Never});
    return envelope;
}

smtp::Envelope envelopeOf(const receipts::Transaction &transaction)
{
    smtp::Envelope envelope;
    envelope.sender = transaction.sender;
    for (const receipts::Transaction::Recipient &recipient : transaction.recipients) {
        const bool isAsked = recipient.asksDelivery || transaction.asksDisposition;
        envelope.recipients.push_back(
            {recipient.address, recipient.asksDelivery ? Notify::Everything : Notify::Unsaid, isAsked});
        if (recipient.asksDelivery) {
            envelope.ret = smtp::Envelope::Return::Headers;  // the text itself is in Sent
            envelope.id = transaction.envelopeId;
        }
    }
    return envelope;
}

outbox::SubmitResult resultOf(const smtp::Outcome &outcome)
{
    using Lack = smtp::Outcome::Lack;
    outbox::SubmitResult result;
    for (const auto &[address, reply] : outcome.refusedRecipients)
        result.refused.push_back(
            {address, outbox::RecipientState::Kind::Refused, reply.code, reply.enhanced, reply.text});
    switch (outcome.lack) {
    case Lack::None: break;
    case Lack::Size:
        result.trouble = outbox::Trouble::TooLarge;
        result.sizeLimit = outcome.limit;
        break;
    case Lack::EightBit: result.trouble = outbox::Trouble::NeedsEightBit; break;
    case Lack::Utf8: result.trouble = outbox::Trouble::NeedsUtf8; break;
    case Lack::Recipients: result.recipientsAtMost = static_cast<quint32>(outcome.limit); break;
    }
    result.isAnswered = outcome.reply.code != 0 || !result.refused.empty();
    result.reportsDelivery = outcome.reportsDelivery;
    return result;
}

}
