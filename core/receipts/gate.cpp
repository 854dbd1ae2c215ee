// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/receipts/gate.h"

#include "core/mime/octets.h"
#include "core/receipts/claim.h"
#include "core/receipts/ledgerplace.h"

#include <algorithm>
#include <array>

namespace receipts {

namespace {

using store::Flags;
using store::FolderRole;
using ReturnPath = Request::ReturnPath;

// A mailbox that was moved to another server, or a program that answered without leaving a mark (Exchange
// does so itself): after so long, that nothing is marked does not mean that nothing was sent.
constexpr qint64 daysUntilOld = 30;

// More are an amplifier, not a request (RFC 8098, 6.4).
constexpr std::size_t mostAddresses = 3;

// --- what the rules ask

bool isKeyReused(const GateInput &in)
{
    return in.keyIsReused || (in.ledger && isOfOtherMessage(*in.ledger, in.request.fingerprint));
}

// What was decided about another message with the same Message-ID was not decided about this one.
bool wasDecidedHere(const GateInput &in)
{
    return in.ledger && !isOfOtherMessage(*in.ledger, in.request.fingerprint);
}

LedgerState ledgerState(const GateInput &in)
{
    return wasDecidedHere(in) ? in.ledger->state : LedgerState::None;
}

bool ledgerIs(const GateInput &in, std::initializer_list<LedgerState> states)
{
    return std::find(states.begin(), states.end(), ledgerState(in)) != states.end();
}

// The ledger knows whose keyword it is: then it speaks, not the flag.
bool keywordMayBeOurs(const GateInput &in)
{
    return !ledgerIs(in,
                     {LedgerState::None, LedgerState::Snoozed, LedgerState::Approved, LedgerState::Blocked});
}

bool keepsKeyword(const GateInput &in)
{
    return in.mailbox && Claim::keepsKeyword(in.mailbox->permanentFlags, in.mailbox->anyKeyword);
}

bool isOwn(const mime::Mailbox &mailbox, const GateInput &in)
{
    return std::any_of(in.ownAddresses.begin(), in.ownAddresses.end(), [&](const QByteArray &own) {
        return mailbox.addrSpec().compare(own, Qt::CaseInsensitive) == 0;
    });
}

bool holds(const std::vector<mime::Mailbox> &list, const mime::Mailbox &wanted)
{
    return std::any_of(list.begin(), list.end(),
                       [&](const auto &mailbox) { return mime::sameAddress(mailbox, wanted); });
}

QByteArray answerFrom(const GateInput &in)
{
    const auto found =
        std::find_if(in.ownAddresses.begin(), in.ownAddresses.end(), [&](const QByteArray &own) {
            const auto parsed = mime::parseAddressList(own).mailboxes;
            return !parsed.empty()
                && (holds(in.request.to, parsed.front()) || holds(in.request.cc, parsed.front()));
        });
    return found == in.ownAddresses.end() ? QByteArray() : *found;
}

bool returnPathDiffers(const GateInput &in)
{
    return in.request.returnPathKind == ReturnPath::One && !holds(in.request.notifyTo, in.request.returnPath);
}

// --- the rules

struct BlockRule {
    Block block;
    bool (*applies)(const GateInput &);
};

constexpr auto blockRules = std::to_array<BlockRule>({
    // Nothing to ask about
    {Block::NotRequested, [](const GateInput &in) { return in.request.requestFields == 0; }},
    {Block::Draft,  // RFC 3503, 3.1
     [](const GateInput &in) { return in.flags.has(Flags::Draft) || in.role == FolderRole::Drafts; }},
    {Block::OwnMessage, [](const GateInput &in) { return in.role == FolderRole::Sent || isOwn(in.request.from, in); }},
    {Block::Fragment, [](const GateInput &in) { return in.request.isFragment; }},  // RFC 8098, 2.4
    // Already decided, here or elsewhere: at most one (RFC 8098, 2.1)
    {Block::AlreadySent, [](const GateInput &in) { return ledgerIs(in, {LedgerState::Sent, LedgerState::Filed}); }},
    {Block::AlreadyDenied,
     [](const GateInput &in) {
         return ledgerIs(in, {LedgerState::Denying, LedgerState::Denied, LedgerState::DeniedLocal});
     }},
    {Block::InProgress,
     [](const GateInput &in) {
         return ledgerIs(in, {LedgerState::Approved, LedgerState::ClaimIntent, LedgerState::Claimed, LedgerState::Sending});
     }},
    {Block::SendingUncertain, [](const GateInput &in) { return ledgerIs(in, {LedgerState::SendUncertain}); }},
    {Block::SendingFailed, [](const GateInput &in) { return ledgerIs(in, {LedgerState::SendFailed}); }},
    {Block::ClaimIsUncertain, [](const GateInput &in) { return ledgerIs(in, {LedgerState::ClaimUncertain}); }},
    {Block::AnsweredElsewhere,  // RFC 3503, 3.1
     [](const GateInput &in) {
         const bool isForeign = in.flags.has(Flags::MdnSent) && !keywordMayBeOurs(in);
         return isForeign || ledgerIs(in, {LedgerState::HandledElsewhere});
     }},
    {Block::HandledByOtherClient,
     [](const GateInput &in) { return in.flags.has(Flags::ReceiptHandled) && !keywordMayBeOurs(in); }},
    // The claim could not be kept (RFC 3503, 3)
    {Block::ReadOnly, [](const GateInput &in) { return in.mailbox && in.mailbox->readOnly; }},
    {Block::CannotStore, [](const GateInput &in) { return !keepsKeyword(in); }},
    {Block::StoreRefused, [](const GateInput &in) { return ledgerIs(in, {LedgerState::Blocked}); }},
    // The message must not be answered
    {Block::IsReport, [](const GateInput &in) { return in.request.isReport; }},  // RFC 8098, 2.1
    {Block::Automatic,
     [](const GateInput &in) { return in.request.isAutomatic || in.request.returnPathKind == ReturnPath::Null; }},
    {Block::Newsgroup, [](const GateInput &in) { return in.request.isNewsgroup; }},  // RFC 8098, 2.1
    {Block::MailingList, [](const GateInput &in) { return in.request.isMailingList; }},  // RFC 8098, 5
    {Block::RequiredOption, [](const GateInput &in) { return in.request.requiredOption; }},  // RFC 8098, 2.2
    {Block::Junk,
     [](const GateInput &in) {
         return in.role == FolderRole::Junk || in.flags.has(Flags::Junk) || in.flags.has(Flags::Phishing);
     }},
    {Block::FailedAuthentication,  // RFC 8098, 6.1
     [](const GateInput &in) { return in.request.authentication == Authentication::Failed; }},
    // There is nowhere to send it
    {Block::NoValidAddress, [](const GateInput &in) { return in.request.requestFields > 0 && in.request.notifyTo.empty(); }},
    {Block::TooManyAddresses, [](const GateInput &in) { return in.request.notifyTo.size() > mostAddresses; }},
    {Block::NonAsciiUnsupported,  // would need RFC 6533
     [](const GateInput &in) { return in.request.hasNonAsciiAddress || !mime::isAscii(answerFrom(in)); }},
    {Block::PolicyNever, [](const GateInput &in) { return in.policy.preference == Preference::Never; }},
});

struct WarningRule {
    Warning warning;
    bool (*applies)(const GateInput &);
};

constexpr auto warningRules = std::to_array<WarningRule>({
    {Warning::ReturnPathMissing,
     [](const GateInput &in) { return in.request.returnPathKind == ReturnPath::Missing; }},
    {Warning::ReturnPathDiffers, returnPathDiffers},
    {Warning::ReturnPathSeveral,
     [](const GateInput &in) { return in.request.returnPathKind == ReturnPath::Several; }},
    {Warning::SeveralAddresses,  // an unreadable one counts: it may have been another
     [](const GateInput &in) { return in.request.notifyTo.size() > 1 || in.request.malformedAddresses > 0; }},
    {Warning::NotifyDiffersFromFrom,
     [](const GateInput &in) { return !holds(in.request.notifyTo, in.request.from); }},
    {Warning::NotAddressedToMe, [](const GateInput &in) { return answerFrom(in).isEmpty(); }},
    {Warning::Resent, [](const GateInput &in) { return in.request.isResent; }},
    {Warning::Encrypted, [](const GateInput &in) { return in.request.isEncrypted; }},
    {Warning::AuthenticationUnknown,
     [](const GateInput &in) { return in.request.authentication == Authentication::Unknown; }},
    {Warning::ReadElsewhere,
     [](const GateInput &in) { return in.flags.has(Flags::Seen) && !wasDecidedHere(in); }},
    {Warning::NoMessageId, [](const GateInput &in) { return in.request.messageId.isEmpty(); }},
    {Warning::KeyReusedByOtherMessage, isKeyReused},
    {Warning::Old,
     [](const GateInput &in) {
         const QDateTime &sent = in.request.date;
         return !wasDecidedHere(in) && in.now.isValid()
             && (!sent.isValid() || sent.daysTo(in.now) > daysUntilOld);
     }},
    {Warning::NotAtomic,
     [](const GateInput &in) { return !in.condstore || (in.mailbox && in.mailbox->noModSeq); }},
    {Warning::MarkMayBeLost, [](const GateInput &in) { return in.isOldServer; }},
    {Warning::ServerSendsReceipts, [](const GateInput &in) { return in.serverSendsReceipts; }},
    {Warning::ManyByRules,
     [](const GateInput &in) {
         return in.policy.preference == Preference::Automatic && in.byRulesLately >= mostByRules;
     }},
});

// --- the verdict

// These leave nothing that a person would want to be told.
bool isSilent(Block block)
{
    return block == Block::NotRequested || block == Block::Draft || block == Block::OwnMessage
        || block == Block::Fragment;
}

Verdict::Kind kindOf(const Verdict &verdict, LedgerState ledger)
{
    if (std::any_of(verdict.blocks.begin(), verdict.blocks.end(), isSilent))
        return Verdict::Kind::Nothing;
    if (!verdict.blocks.isEmpty())
        return Verdict::Kind::Blocked;
    if (ledger == LedgerState::Snoozed)
        return Verdict::Kind::Ask;  // "Not now" was the user's word: no rule overrules it
    if (verdict.warnings.contains(Warning::KeyReusedByOtherMessage))
        return Verdict::Kind::Ask;  // one of the two is forged or changed: no rule knows which
    if (verdict.policy.preference == Preference::Deny)
        return Verdict::Kind::Deny;
    const bool mayBeAutomatic =
        verdict.policy.preference == Preference::Automatic && verdict.warnings.isEmpty();
    return mayBeAutomatic ? Verdict::Kind::Automatic : Verdict::Kind::Ask;
}

}

Verdict decide(const GateInput &input)
{
    Verdict verdict;
    verdict.policy = input.policy;
    verdict.answerFrom = answerFrom(input);
    for (const BlockRule &rule : blockRules) {
        if (rule.applies(input))
            verdict.blocks.append(rule.block);
    }
    for (const WarningRule &rule : warningRules) {
        if (rule.applies(input))
            verdict.warnings.append(rule.warning);
    }
    verdict.kind = kindOf(verdict, ledgerState(input));
    return verdict;
}

ColumnState columnState(bool asksForReceipt, const store::Flags &flags, LedgerState ledger)
{
    switch (ledger) {
    case LedgerState::Sent:
    case LedgerState::Filed: return ColumnState::Sent;
    case LedgerState::Denied:
    case LedgerState::DeniedLocal: return ColumnState::Denied;
    case LedgerState::HandledElsewhere: return ColumnState::AnsweredElsewhere;
    case LedgerState::SendFailed:
    case LedgerState::Blocked: return ColumnState::Blocked;
    case LedgerState::Approved:
    case LedgerState::ClaimIntent:
    case LedgerState::ClaimUncertain:
    case LedgerState::Claimed:
    case LedgerState::Sending:
    case LedgerState::SendUncertain:
    case LedgerState::Denying: return ColumnState::Waiting;
    case LedgerState::None:
    case LedgerState::Snoozed: break;
    }
    if (!asksForReceipt || flags.has(Flags::Draft))
        return ColumnState::None;
    const bool isHandled = flags.has(Flags::MdnSent) || flags.has(Flags::ReceiptHandled);
    return isHandled ? ColumnState::AnsweredElsewhere : ColumnState::Requested;
}

}
