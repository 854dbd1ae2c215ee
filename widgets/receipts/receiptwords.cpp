// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/receipts/receiptwords.h"

#include "core/receipts/claim.h"
#include "widgets/errortext.h"
#include "widgets/safetext.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using receipts::Block;
using receipts::Warning;

namespace {

QList<BannerContent::Action> actions(std::initializer_list<std::pair<ReceiptAction, QString>> list)
{
    QList<BannerContent::Action> all;
    for (const auto &[action, text] : list)
        all.append({static_cast<int>(action), text});
    return all;
}

}

QString ReceiptWords::block(Block block, const ReceiptCase &receipt)
{
    const QString words = receipt.ledger ? ErrorText::serverSays(receipt.ledger->detail) : QString();
    const auto withWords = [&words](const QString &sentence) {
        return words.isEmpty() ? sentence : tr("%1 %2").arg(sentence, words);
    };
    switch (block) {
    case Block::NotRequested: return tr("The message asks for no receipt.");
    case Block::Draft: return tr("The message is a draft.");
    case Block::AnsweredElsewhere:
    case Block::HandledByOtherClient: return tr("Another program has already handled this request.");
    case Block::CannotStore:
        return tr("No receipt can be sent: this mailbox cannot remember that the request was answered, so it "
                  "could be "
                  "answered twice.");
    case Block::ReadOnly: return tr("No receipt can be sent: this folder may only be read.");
    case Block::StoreRefused:
        return withWords(
            tr("No receipt was sent: the server would not note that the request is being answered."));
    case Block::IsReport: return tr("No receipt: this message is itself a report about a message.");
    case Block::OwnMessage: return tr("You wrote this message yourself.");
    case Block::Newsgroup: return tr("No receipt: this message was posted to a newsgroup.");
    case Block::MailingList: return tr("No receipt: this message came over a mailing list.");
    case Block::Automatic: return tr("No receipt: a program wrote this message.");
    case Block::RequiredOption:
        return tr("No receipt: the request demands something this program does not know.");
    case Block::NoValidAddress: return tr("No receipt: the request names no valid address.");
    case Block::TooManyAddresses: return tr("No receipt: the request names too many addresses.");
    case Block::Junk: return tr("No receipt: this message is marked as junk.");
    case Block::FailedAuthentication:
        return tr("No receipt: your server found that the sender is not who it claims to be.");
    case Block::Fragment: return tr("No receipt: this is only a part of a message.");
    case Block::NonAsciiUnsupported:
        return tr("No receipt: its addresses cannot be written in the form receipts need.");
    case Block::PolicyNever: return tr("No receipt: your rule is never to send one.");
    case Block::AlreadySent: return tr("You have sent a receipt for this message.");
    case Block::AlreadyDenied: return tr("You have declined to send a receipt.");
    case Block::InProgress: return tr("Your receipt is waiting to be sent.");
    case Block::SendingUncertain:
        return tr(
            "The connection was lost while your receipt was being sent. It may or may not have arrived.");
    case Block::ClaimIsUncertain:
        return tr("The request is marked as handled, and nobody can tell whether by this program or by "
                  "another one.");
    case Block::SendingFailed: return withWords(tr("Your receipt could not be sent."));
    }
    return {};
}

QString ReceiptWords::warning(Warning warning, const ReceiptCase &receipt)
{
    const QString where = addresses(receipt.request.notifyTo);
    switch (warning) {
    case Warning::ReturnPathMissing: return tr("The message does not say where it was really sent from.");
    case Warning::ReturnPathDiffers:
        return tr("The answer would go to %1, but the message was really sent from %2.")
            .arg(where, safetext::quoted(receipt.request.returnPath.addrSpec()));
    case Warning::ReturnPathSeveral:
        return tr("The message names several addresses it was really sent from.");
    case Warning::SeveralAddresses:
        return tr("The answer would go to more than one address, or one of them cannot be read: %1.")
            .arg(where);
    case Warning::NotifyDiffersFromFrom:
        return tr("The answer would go to %1, not to the sender.").arg(where);
    case Warning::NotAddressedToMe: return tr("None of your addresses is among the recipients.");
    case Warning::Resent: return tr("The message was passed on by somebody else.");
    case Warning::Encrypted: return tr("The message is encrypted; a receipt is not.");
    case Warning::AuthenticationUnknown:
        return tr("It is not known that your server checked who the sender really is.");
    case Warning::ReadElsewhere:
        return tr("The message was already marked as read, here or with another program.");
    case Warning::NoMessageId:
        return tr("The message has no identity of its own, so the sender cannot tell which one you read.");
    case Warning::KeyReusedByOtherMessage:
        return tr("Another message with the same identity, but of other content, has asked before.");
    case Warning::Old:
        return tr("The message is old: it may have been answered by a program that left no mark.");
    case Warning::NotAtomic:
        return tr(
            "On this server, another program that answers at the same moment could send a receipt too.");
    case Warning::MarkMayBeLost:
        return tr(
            "This server is old and may forget that the message was answered. Posthorn remembers it; your "
            "other programs cannot.");
    case Warning::ServerSendsReceipts:
        return tr(
            "This server sends receipts by itself when a message is read, unless its administrator has "
            "switched that off. If you send one, the sender may get two; if you decline, the sender may "
            "still get one.");
    case Warning::ManyByRules:
        return tr("Your rules have sent many receipts within the last hour, so you are asked about more.");
    }
    return {};
}

bool ReceiptWords::isOdd(Warning warning)
{
    switch (warning) {
    case Warning::ReturnPathDiffers:
    case Warning::ReturnPathSeveral:
    case Warning::SeveralAddresses:
    case Warning::NotifyDiffersFromFrom:
    case Warning::NotAddressedToMe:
    case Warning::Resent:
    case Warning::Encrypted:
    case Warning::KeyReusedByOtherMessage:
    case Warning::ServerSendsReceipts: return true;
    case Warning::ReturnPathMissing:
    case Warning::AuthenticationUnknown:
    case Warning::ReadElsewhere:
    case Warning::NoMessageId:
    case Warning::Old:
    case Warning::NotAtomic:
    case Warning::MarkMayBeLost:
    case Warning::ManyByRules: break;
    }
    return false;
}

QList<Warning> ReceiptWords::said(const ReceiptCase &receipt)
{
    QList<Warning> warnings = receipt.verdict.warnings;
    const bool isSentByWriter = mime::sameAddress(receipt.request.returnPath, receipt.request.from);
    if (isSentByWriter && warnings.contains(Warning::NotifyDiffersFromFrom))
        warnings.removeAll(Warning::ReturnPathDiffers);
    return warnings;
}

QString ReceiptWords::rule(const receipts::Policy &policy)
{
    const QString name =
        policy.rule ? tr("Your rule (%1)").arg(whose(*policy.rule)) : tr("The standard rule");
    switch (policy.preference) {
    case receipts::Preference::Never: return tr("%1: never send a receipt.").arg(name);
    case receipts::Preference::Deny: return tr("%1: decline.").arg(name);
    case receipts::Preference::Ask: return tr("%1: ask before anything is sent.").arg(name);
    case receipts::Preference::Automatic: return tr("%1: send when nothing looks odd.").arg(name);
    }
    return {};
}

QString ReceiptWords::whose(const receipts::PolicyRule &rule)
{
    using Scope = receipts::PolicyRule::Scope;
    switch (rule.scope) {
    case Scope::Message: return tr("this message");
    case Scope::Sender: return safetext::quoted(rule.value);
    case Scope::Domain: return tr("everybody at %1").arg(safetext::quoted(rule.value));
    case Scope::List: return tr("the mailing list %1").arg(safetext::quoted(rule.value));
    case Scope::Account: return tr("everybody else, in this account");
    case Scope::Default: return tr("everybody else");
    }
    return {};
}

QString ReceiptWords::preference(receipts::Preference preference)
{
    switch (preference) {
    case receipts::Preference::Never: return tr("Never send");
    case receipts::Preference::Deny: return tr("Decline");
    case receipts::Preference::Ask: return tr("Ask");
    case receipts::Preference::Automatic: return tr("Send when nothing looks odd");
    }
    return {};
}

QString ReceiptWords::outcome(const ReceiptCase &receipt)
{
    switch (receipt.verdict.kind) {
    case receipts::Verdict::Kind::Nothing: return tr("Nothing is asked, and nothing is sent.");
    case receipts::Verdict::Kind::Blocked: return tr("No receipt is sent.");
    case receipts::Verdict::Kind::Ask: return tr("You are asked before anything is sent.");
    case receipts::Verdict::Kind::Automatic:
        return tr("A receipt is sent without a question, when you open the message.");
    case receipts::Verdict::Kind::Deny:
        return tr("The request is declined without a question, when you open the message.");
    }
    return {};
}

QString ReceiptWords::why(const ReceiptCase &receipt)
{
    QStringList lines{rule(receipt.verdict.policy)};
    for (const Block one : receipt.verdict.blocks)
        lines += block(one, receipt);
    for (const Warning one : said(receipt))
        lines += warning(one, receipt);
    lines.removeDuplicates();
    return lines.join(u'\n');
}

BannerContent ReceiptWords::blockedBanner(const ReceiptCase &receipt)
{
    using theme::Signal;
    const Block first = receipt.verdict.blocks.value(0, Block::NotRequested);
    BannerContent content{Signal::Calm, u"receipt-blocked"_s, block(first, receipt), {}, why(receipt)};
    if (first == Block::AlreadySent)
        content.icon = u"receipt-sent"_s;
    else if (first == Block::AlreadyDenied)
        content.icon = u"receipt-declined"_s;
    else if (first == Block::InProgress)
        content.icon = u"receipt-waiting"_s;
    const bool mayInsist =
        first == Block::SendingUncertain || first == Block::ClaimIsUncertain || first == Block::SendingFailed;
    if (mayInsist) {
        content.signal = Signal::Amber;
        content.icon = u"receipt-waiting"_s;
        content.actions = actions({{ReceiptAction::SendAnyway, tr("Send anyway…")}});
    }
    return content;
}

std::optional<BannerContent> ReceiptWords::banner(const ReceiptCase &receipt)
{
    using Kind = receipts::Verdict::Kind;
    using theme::Signal;
    const auto &verdict = receipt.verdict;
    if (verdict.kind == Kind::Nothing)
        return std::nullopt;
    if (verdict.kind == Kind::Blocked)
        return blockedBanner(receipt);
    const QList<Warning> warnings = said(receipt);
    const auto odd = std::find_if(warnings.begin(), warnings.end(), isOdd);
    const bool isOddOne = odd != warnings.end();
    const bool isSnoozed = receipt.ledger && receipt.ledger->state == receipts::LedgerState::Snoozed;
    const QString sender = safetext::quoted(receipt.request.from.addrSpec());
    const QString asks = isSnoozed ? tr("You chose “Not now” for the receipt that %1 asks for.").arg(sender)
                                   : tr("%1 asks for a read receipt.").arg(sender);
    BannerContent content{isOddOne ? Signal::Amber : Signal::Calm,
                          isOddOne ? u"warning"_s : u"receipt-asked"_s,
                          isOddOne ? tr("%1 %2").arg(asks, warning(*odd, receipt)) : asks,
                          actions({{ReceiptAction::Preview, tr("Preview and send…")},
                                   {ReceiptAction::Decline, tr("Decline")},
                                   {ReceiptAction::NotNow, tr("Not now")}}),
                          why(receipt),
                          rulesFor(receipt)};
    if (isSnoozed) {
        content.icon = isOddOne ? content.icon : u"receipt-waiting"_s;
        content.actions =
            actions({{ReceiptAction::Preview, tr("Answer…")}, {ReceiptAction::Decline, tr("Decline")}});
    }
    return content;
}

// What to do from now on, and not only with this message.
QList<BannerContent::Action> ReceiptWords::rulesFor(const ReceiptCase &receipt)
{
    const mime::Mailbox &from = receipt.request.from;
    QList<BannerContent::Action> list;
    if (!from.localPart.isEmpty() && !from.domain.isEmpty()) {
        const QString sender = safetext::quoted(from.addrSpec());
        list = actions({{ReceiptAction::AlwaysForSender, tr("Always for %1").arg(sender)},
                        {ReceiptAction::NeverForSender, tr("Never for %1").arg(sender)},
                        {ReceiptAction::NeverForDomain,
                         tr("Never for anybody at %1").arg(safetext::quoted(from.domain))}});
    }
    return list + actions({{ReceiptAction::Rules, tr("All rules…")}});
}

QString ReceiptWords::server(bool sendsReceipts, const std::optional<store::MailboxState> &inbox)
{
    QStringList sentences;
    if (sendsReceipts)
        sentences += tr("This server sends read receipts by itself when a message is read, unless its "
                        "administrator has switched that off. Posthorn can neither stop nor see that.");
    if (!inbox)
        return sentences.join(u' ');
    if (inbox->readOnly || !receipts::Claim::keepsKeyword(inbox->permanentFlags, inbox->anyKeyword))
        sentences +=
            tr("It cannot remember that a request for a receipt was answered ($MDNSent). So Posthorn "
               "sends none for messages in this inbox: another program could send a second one.");
    else if (inbox->noModSeq || inbox->highestModSeq.value == 0)
        sentences += tr("It remembers that a request for a receipt was answered. Two programs that answer in "
                        "the same moment could both send one.");
    else
        sentences +=
            tr("It remembers that a request for a receipt was answered, and of two programs lets one "
               "alone answer.");
    return sentences.join(u' ');
}

QString ReceiptWords::asker(const ReceiptCase &receipt)
{
    const mime::Mailbox &from = receipt.request.from;
    const QString address = safetext::address(from.addrSpec());
    if (from.name.isEmpty() || safetext::line(from.name) == address)
        return safetext::quoted(address);
    return safetext::quoted(QString(safetext::line(from.name) + u" <"_s + address + u'>'));
}

QString ReceiptWords::addresses(const std::vector<mime::Mailbox> &mailboxes)
{
    QStringList list;
    for (const mime::Mailbox &mailbox : mailboxes)
        list += safetext::quoted(mailbox.addrSpec());
    return list.join(u", "_s);
}
