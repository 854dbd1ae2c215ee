// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/outbox/delivery.h"

#include "core/mime/header.h"
#include "core/outbox/outbox.h"

#include <algorithm>

namespace outbox {

using namespace std::chrono_literals;
using Kind = RecipientState::Kind;

namespace {

constexpr std::chrono::milliseconds firstPause = 30s;
constexpr std::chrono::milliseconds longestPause = 1h;
constexpr std::chrono::milliseconds longestAlarm = 1min;  // of what is to be sent at a time of day

bool isRefusedForNow(const RecipientState &each)
{
    return each.kind == Kind::Waiting && each.code / 100 == 4;
}

bool has(const OutboxEntry &entry, Kind kind)
{
    return std::any_of(entry.recipients.begin(), entry.recipients.end(),
                       [kind](const RecipientState &each) { return each.kind == kind; });
}

void change(OutboxEntry &entry, Kind from, Kind to)
{
    for (RecipientState &each : entry.recipients) {
        if (each.kind == from)
            each.kind = to;
    }
}

RecipientState *find(OutboxEntry &entry, const QByteArray &address)
{
    const auto at = std::find_if(entry.recipients.begin(), entry.recipients.end(),
                                 [&](const RecipientState &each) { return each.address == address; });
    return at == entry.recipients.end() ? nullptr : &*at;
}

void settle(OutboxRecord &record, MailState state, Trouble trouble = Trouble::None)
{
    record.entry.state = state;
    record.entry.trouble = trouble;
    record.entry.dueAt = {};
}

// Only what a server has put off for days is given up: without a line a mail waits as long as it takes.
void tryLater(OutboxRecord &record, const QDateTime &now, bool isAnswered)
{
    OutboxEntry &entry = record.entry;
    const bool isFirst = !record.firstAttempt.isValid() || record.firstAttempt > now;
    if (isAnswered && isFirst)
        record.firstAttempt = now;
    ++entry.attempts;
    const bool isOver = isAnswered && std::chrono::seconds(record.firstAttempt.secsTo(now)) >= longestTry;
    const bool areRefused = std::any_of(entry.recipients.begin(), entry.recipients.end(), isRefusedForNow);
    settle(record, isOver ? MailState::Failed : MailState::Queued,
           areRefused ? Trouble::RecipientsRefused : Trouble::TryLater);
    if (!isOver)
        entry.dueAt = now.addMSecs(pauseAfter(entry.attempts).count());
}

void accept(OutboxRecord &record, const QDateTime &now)
{
    OutboxEntry &entry = record.entry;
    for (RecipientState &each : entry.recipients) {
        if (each.kind == Kind::Sending)
            each = {each.address, Kind::Accepted};
    }
    const bool isLeft = has(entry, Kind::Waiting);
    const bool areOthers =
        std::any_of(entry.recipients.begin(), entry.recipients.end(),
                    [](const RecipientState &each) { return each.kind == Kind::Waiting && each.code == 0; });
    if (isLeft && !areOthers)
        tryLater(record, now, true);  // all who are left were refused for now
    else if (isLeft)
        settle(record, MailState::Queued);
    else if (has(entry, Kind::Refused))
        settle(record, MailState::Failed, Trouble::RecipientsRefused);
    else
        settle(record, MailState::Sent);
}

// To nobody: one who is refused for good stops the mail, until the user has seen who it is.
void refuse(OutboxRecord &record, const SubmitResult &result, const QDateTime &now)
{
    OutboxEntry &entry = record.entry;
    const bool isDivisible = result.recipientsAtMost > 0
        && std::count_if(entry.recipients.begin(), entry.recipients.end(),
                         [](const RecipientState &each) { return each.kind == Kind::Sending; })
            > qint64{result.recipientsAtMost};
    change(entry, Kind::Sending, Kind::Waiting);
    for (const RecipientState &told : result.refused) {
        RecipientState *each = find(entry, told.address);
        if (each == nullptr || each->kind != Kind::Waiting)
            continue;
        *each = told;
        each->kind = told.code / 100 == 5 ? Kind::Refused : Kind::Waiting;
    }
    entry.sizeLimit = result.sizeLimit;
    if (isDivisible) {
        record.recipientsAtMost = result.recipientsAtMost;
        settle(record, MailState::Queued);
    } else if (result.end == receipts::SubmitEnd::NotAuthenticated) {
        settle(record, MailState::Queued, Trouble::NotAuthenticated);
    } else if (result.end == receipts::SubmitEnd::Rejected) {
        const Trouble why = result.trouble == Trouble::None ? Trouble::Rejected : result.trouble;
        settle(record, MailState::Failed, has(entry, Kind::Refused) ? Trouble::RecipientsRefused : why);
    } else {
        tryLater(record, now, result.isAnswered);
    }
}

}

std::chrono::milliseconds pauseAfter(int attempts)
{
    return std::min(longestPause, firstPause * (1 << std::clamp(attempts - 1, 0, 16)));
}

bool hasAccepted(const OutboxEntry &entry)
{
    return has(entry, Kind::Accepted);
}

bool OutboxEntry::isPartlySent() const
{
    return hasAccepted(*this) && state != MailState::Sent;
}

bool OutboxEntry::canGoToOthers() const
{
    const auto isRefused = [](const RecipientState &each) {
        return each.kind == Kind::Refused || isRefusedForNow(each);
    };
    const auto isOther = [&](const RecipientState &each) {
        return each.kind == Kind::Waiting && !isRefusedForNow(each);
    };
    return (state == MailState::Failed || state == MailState::Queued)
        && std::any_of(recipients.begin(), recipients.end(), isRefused)
        && std::any_of(recipients.begin(), recipients.end(), isOther);
}

bool OutboxEntry::canBeTakenBack() const
{
    const bool isAtRest =
        state == MailState::Held || state == MailState::Queued || state == MailState::Failed;
    return isAtRest && !hasAccepted(*this) && !has(*this, Kind::Uncertain);
}

bool OutboxEntry::canGoNow() const
{
    return state == MailState::Held || state == MailState::Queued;
}

bool OutboxEntry::waitsForUser() const
{
    return state == MailState::Failed || state == MailState::Uncertain;
}

bool OutboxEntry::canBeGivenUp() const
{
    return canGoNow() || waitsForUser();
}

OutboxRecord newRecord(const QueuedMail &mail, const receipts::AskingPlan &plan, const QDateTime &now)
{
    OutboxRecord record;
    OutboxEntry &entry = record.entry;
    entry.id = mail.id;
    entry.account = mail.mail.account;
    entry.state = MailState::Held;
    entry.subject = mime::Header::parse(mail.mail.message).text("Subject");
    entry.messageId = plan.messageId;
    entry.queuedAt = now;
    const QDateTime undone = now.addSecs(Outbox::undoFor.count());
    record.isScheduled = mail.notBefore.isValid() && mail.notBefore > undone;
    entry.dueAt = record.isScheduled ? mail.notBefore.toUTC() : undone;
    entry.draft = mail.draft;
    for (const receipts::Transaction &transaction : plan.transactions) {
        for (const receipts::Transaction::Recipient &each : transaction.recipients)
            entry.recipients.push_back({each.address});
    }
    return record;
}

std::chrono::milliseconds heldFor(const OutboxRecord &record, const QDateTime &now)
{
    const std::chrono::milliseconds left(now.msecsTo(record.entry.dueAt));
    const std::chrono::milliseconds longest = record.isScheduled ? longestAlarm : Outbox::undoFor;
    return std::clamp(left, 0ms, longest);
}

std::optional<receipts::Transaction> nextTransaction(const receipts::AskingPlan &plan,
                                                     const OutboxRecord &record)
{
    const auto &states = record.entry.recipients;
    const bool areOthers =
        record.isDivided && std::any_of(states.begin(), states.end(), [](const RecipientState &each) {
            return each.kind == Kind::Waiting && !isRefusedForNow(each);
        });
    const auto isWanted = [&](const receipts::Transaction::Recipient &recipient) {
        const auto state = std::find_if(states.begin(), states.end(), [&](const RecipientState &each) {
            return each.address == recipient.address;
        });
        return state != states.end() && state->kind == Kind::Waiting
            && !(areOthers && isRefusedForNow(*state));
    };
    for (receipts::Transaction transaction : plan.transactions) {
        std::erase_if(transaction.recipients, [&](const auto &each) { return !isWanted(each); });
        if (transaction.recipients.empty())
            continue;
        if (record.recipientsAtMost > 0 && transaction.recipients.size() > record.recipientsAtMost)
            transaction.recipients.resize(record.recipientsAtMost);
        return transaction;
    }
    return std::nullopt;
}

OutboxRecord started(OutboxRecord record, const receipts::Transaction &transaction)
{
    settle(record, MailState::Sending);
    record.entry.serverText.clear();
    for (const receipts::Transaction::Recipient &each : transaction.recipients) {
        if (RecipientState *state = find(record.entry, each.address))
            state->kind = Kind::Sending;
    }
    return record;
}

OutboxRecord ended(OutboxRecord record, const SubmitResult &result, const QDateTime &now)
{
    if (record.entry.state != MailState::Sending)
        return record;
    record.entry.serverText = result.serverText;
    if (result.end == receipts::SubmitEnd::Accepted)
        accept(record, now);
    else if (result.end == receipts::SubmitEnd::Uncertain)
        return interrupted(std::move(record));
    else
        refuse(record, result, now);
    return record;
}

OutboxRecord interrupted(OutboxRecord record)
{
    if (record.entry.state == MailState::Sending)
        settle(record, MailState::Uncertain);
    change(record.entry, Kind::Sending, Kind::Uncertain);
    return record;
}

OutboxRecord putAside(OutboxRecord record)
{
    if (record.entry.state != MailState::Held && record.entry.state != MailState::Queued)
        return interrupted(std::move(record));
    settle(record, MailState::Uncertain);
    change(record.entry, Kind::Waiting, Kind::Uncertain);
    return record;
}

std::optional<OutboxRecord> atOnce(OutboxRecord record)
{
    if (!record.entry.canGoNow())
        return std::nullopt;
    settle(record, MailState::Queued);
    return record;
}

std::optional<OutboxRecord> online(OutboxRecord record)
{
    if (record.entry.state != MailState::Queued)
        return std::nullopt;
    record.entry.attempts = 0;
    return atOnce(std::move(record));
}

// Where nobody has it for certain, the folder for sent mail may tell: some servers save what they accept.
std::optional<OutboxRecord> again(OutboxRecord record)
{
    OutboxEntry &entry = record.entry;
    if (!entry.waitsForUser())
        return std::nullopt;
    record.looksFirst = has(entry, Kind::Uncertain) && !hasAccepted(entry);
    record.firstAttempt = {};
    entry.attempts = 0;
    for (RecipientState &each : entry.recipients) {
        const bool isOpen = each.kind == Kind::Refused || each.kind == Kind::Waiting
            || (each.kind == Kind::Uncertain && !record.looksFirst);
        if (isOpen)
            each = {each.address};
    }
    settle(record, MailState::Queued);
    return record;
}

std::optional<OutboxRecord> toOthers(OutboxRecord record)
{
    if (!record.entry.canGoToOthers())
        return std::nullopt;
    change(record.entry, Kind::Refused, Kind::LeftOut);
    record.isDivided = true;
    settle(record, MailState::Queued);
    return record;
}

OutboxRecord looked(OutboxRecord record, Looked result, const QDateTime &now)
{
    if (!record.looksFirst || record.entry.state != MailState::Queued)
        return record;
    if (result == Looked::NobodyKnows) {
        tryLater(record, now, false);
        return record;
    }
    record.looksFirst = false;
    if (result == Looked::NotThere) {
        change(record.entry, Kind::Uncertain, Kind::Waiting);
        return record;
    }
    change(record.entry, Kind::Uncertain, Kind::Sending);
    accept(record, now);
    return record;
}

}
