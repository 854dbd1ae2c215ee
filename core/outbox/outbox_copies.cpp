// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/logging.h"
#include "core/outbox/delivery.h"
#include "core/outbox/outboxprivate.h"
#include "core/outbox/outboxrows.h"
#include "core/receipts/request.h"
#include "core/receipts/sentmail.h"

#include <algorithm>
#include <array>

namespace outbox {

using namespace std::chrono_literals;

namespace {

// Servers that save what is submitted do so within this time; what is there by then is not saved again.
constexpr std::chrono::seconds patienceWithServers = 20s;
// Until a list of folders that came in part has come again.
constexpr std::chrono::minutes patienceWithLists = 5min;

bool isCopyOf(const journal::Entry &entry, const OutboxEntry &mail)
{
    const auto *copy = std::get_if<journal::AppendMessage>(&entry.operation);
    return copy != nullptr && copy->account == mail.account && !copy->messageId.isEmpty()
        && '<' + copy->messageId + '>' == mail.messageId;
}

}

bool filesSentMail(const QByteArray &submissionHost)
{
    // Gmail and Microsoft's servers; what is below a domain of theirs is theirs.
    static constexpr auto domains = std::to_array<QByteArrayView>(
        {"gmail.com", "googlemail.com", "google.com", "office365.com", "outlook.com"});
    const QByteArray host = '.' + submissionHost.toLower();
    return std::any_of(domains.begin(), domains.end(),
                       [&](QByteArrayView domain) { return host.endsWith('.' + domain.toByteArray()); });
}

bool OutboxPrivate::isInFlight(const OutboxRecord &record) const
{
    const auto flight = flights.find(record.entry.account);
    return flight != flights.end() && flight->second.mail == record.entry.id;
}

void OutboxPrivate::obey(const QUuid &id, std::optional<OutboxRecord> (*wish)(OutboxRecord))
{
    const OutboxRecord *record = find(id);
    if (record == nullptr)
        return;
    const auto next = isInFlight(*record) ? std::nullopt : wish(*record);
    if (!next)
        Q_EMIT q.changed(OutboxEntry(record->entry));  // what is true instead
    else if (intend(*next))
        advance(next->entry.account);
}

bool OutboxPrivate::remove(const QUuid &id)
{
    if (const auto removed = removeMail(user, id); !removed) {
        Q_EMIT q.failed(id, removed.error());
        return false;
    }
    std::erase_if(records, [&](const OutboxRecord &each) { return each.entry.id == id; });
    alarms.erase(id);
    filings.erase(id);
    refusedCopies.erase(id);
    withoutSent.erase(id);
    unwritten.erase(id);
    Q_EMIT q.removed(id);
    return true;
}

// Was it sent after all? A redirected mail is called like the one it was made of, which may lie there as
// well.
bool OutboxPrivate::look(const OutboxRecord &record, const Planned &planned)
{
    const auto mailbox = findMailbox(record.entry.account, store::FolderRole::Sent);
    if (!mailbox || receipts::isResent(mime::Header::parse(planned.mail.mail.message)))
        return false;
    flights[record.entry.account] = {record.entry.id};
    Q_EMIT q.lookRequested(
        {record.entry.id, record.entry.account, *mailbox, record.entry.messageId.sliced(1).chopped(1)});
    return true;
}

// Before it is on record that it was accepted: remembered twice is remembered once.
void OutboxPrivate::remember(const receipts::Transaction &transaction, bool reportsDelivery)
{
    if (!transaction.record)
        return;
    receipts::SentMail mail = *transaction.record;
    mail.message.asksDelivery = mail.message.asksDelivery && reportsDelivery;
    if (!mail.message.asksDisposition && !mail.message.asksDelivery)
        return;
    if (const auto done = receipts::rememberSent(user, mail); !done) {
        qCWarning(logJournal) << "what was asked for could not be written:" << done.error().detail;
        return;
    }
    Q_EMIT q.accepted(mail);
}

// Each step may be repeated after a crash: marks and the end of a draft change nothing the second time, and a
// copy is looked for before it is saved.
void OutboxPrivate::followUp(const QUuid &id)
{
    const OutboxRecord *record = find(id);
    if (record == nullptr || !hasAccepted(record->entry))
        return;
    if (!record->isMarked)
        mark(*record);
    if (record = find(id); record != nullptr && !record->isFiled)
        file(*record);
    record = find(id);
    if (record == nullptr || record->entry.state != MailState::Sent)
        return;
    const bool isOver = record->isFiled;
    if (!record->entry.draft.isNull())
        Q_EMIT q.draftSpent(record->entry.draft);
    if (isOver)
        (void)remove(id);
}

void OutboxPrivate::mark(OutboxRecord record)
{
    const auto mail = loadMail(user, record.entry.id);
    if (!mail)
        return;
    for (const journal::ChangeFlags &mark : mail->marks)
        journal.append(mark);
    record.isMarked = true;
    note(record);
}

std::optional<journal::Entry> OutboxPrivate::copyOf(const OutboxRecord &record) const
{
    for (const auto &entries : {journal.pending(), journal.failures()}) {
        const auto at = std::find_if(entries.begin(), entries.end(), [&](const journal::Entry &entry) {
            return isCopyOf(entry, record.entry);
        });
        if (at != entries.end())
            return *at;
    }
    return std::nullopt;
}

void OutboxPrivate::file(const OutboxRecord &record)
{
    const QUuid id = record.entry.id;
    if (filings.contains(id))
        return;
    const auto copy = copyOf(record);
    if (copy && copy->isPending())
        return;
    // It has been refused, or could not be written down: for days, if need be. It is not sent again for that.
    const bool isAgain = copy || refusedCopies.contains(id);
    const bool filesItself = fileThemselves.contains(record.entry.account);
    if (!isAgain && !filesItself) {
        fileNow(id);
        return;
    }
    const std::chrono::milliseconds pause =
        isAgain ? pauseAfter(++refusedCopies[id]) : std::chrono::milliseconds(patienceWithServers);
    filings[id] = clock.alarm(pause, [this, id] {
        filings.erase(id);
        fileNow(id);
    });
}

void OutboxPrivate::fileNow(const QUuid &id)
{
    const OutboxRecord *record = find(id);
    if (record == nullptr || record->isFiled)
        return;
    if (const auto copy = copyOf(*record)) {
        journal.retry(copy->id);
        return;
    }
    const auto mailbox = findMailbox(record->entry.account, store::FolderRole::Sent);
    const auto planned = plan(*record);
    if (!mailbox)
        missSent(*record);
    if (!mailbox || !planned)
        return;  // tried again when the account is online
    journal.append(receipts::copyForSent(planned->plan, record->entry.account, *mailbox, clock.now()));
    record = find(id);
    if (record != nullptr && !record->isFiled && !copyOf(*record))
        filings[id] = clock.alarm(pauseAfter(++refusedCopies[id]), [this, id] {
            filings.erase(id);
            fileNow(id);
        });
}

// Where folders are known at all there is an INBOX; before that nobody knows what there will be. A list may
// have come in part: only a folder that is still not there after a while is none.
void OutboxPrivate::missSent(const OutboxRecord &record)
{
    const QUuid id = record.entry.id;
    if (!findMailbox(record.entry.account, store::FolderRole::Inbox))
        return;
    if (withoutSent.insert(id).second) {
        filings[id] = clock.alarm(patienceWithLists, [this, id] {
            filings.erase(id);
            fileNow(id);
        });
        return;
    }
    Q_EMIT q.copyNotKept(OutboxEntry(record.entry));
    endFiling(record);
}

void OutboxPrivate::copyChanged(const journal::Entry &entry)
{
    const auto at = std::find_if(records.begin(), records.end(),
                                 [&](const OutboxRecord &each) { return isCopyOf(entry, each.entry); });
    if (at == records.end() || at->isFiled || entry.isPending())
        return;
    const OutboxRecord record = *at;
    if (entry.state == journal::State::Failed)
        file(record);
    else
        endFiling(record);
}

void OutboxPrivate::endFiling(OutboxRecord record)
{
    record.isFiled = true;
    note(record);
    followUp(record.entry.id);
}

// The user has seen that a copy could not be saved, and wants no more of it.
void OutboxPrivate::lookForLostCopies()
{
    for (const OutboxRecord &record : std::vector(records)) {
        const bool wasRefused = refusedCopies.contains(record.entry.id);
        if (!wasRefused || record.isFiled || copyOf(record))
            continue;
        endFiling(record);
    }
}

}
