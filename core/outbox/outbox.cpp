// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/outbox/outbox.h"

#include "core/base/logging.h"
#include "core/outbox/delivery.h"
#include "core/outbox/outboxprivate.h"
#include "core/outbox/outboxrows.h"
#include "core/receipts/sentmail.h"

#include <algorithm>

namespace outbox {

using namespace std::chrono_literals;

namespace {

constexpr std::chrono::seconds aWhile = 10s;  // until what could not be written is tried again

// Of these it waits for another password, which somebody has to give.
bool mayStart(const OutboxEntry &entry)
{
    return entry.state == MailState::Queued && entry.trouble != Trouble::NotAuthenticated;
}

}

OutboxRecord *OutboxPrivate::find(const QUuid &id)
{
    const auto at = std::find_if(records.begin(), records.end(),
                                 [&](const OutboxRecord &each) { return each.entry.id == id; });
    return at == records.end() ? nullptr : &*at;
}

// What is intended counts once it is written. False: nothing was changed, and failed() has said so.
bool OutboxPrivate::intend(const OutboxRecord &next)
{
    if (const auto written = writeRecord(user, next); !written) {
        qCWarning(logJournal) << "the outbox could not be written:" << written.error().detail;
        Q_EMIT q.failed(next.entry.id, written.error());
        return false;
    }
    take(next);
    return true;
}

// What has come about counts at once, and is written when that is possible: forgotten, it would be done
// twice.
void OutboxPrivate::note(const OutboxRecord &next)
{
    if (const auto written = writeRecord(user, next); !written) {
        unwritten.insert(next.entry.id);
        writesAgain = clock.alarm(aWhile, [this] { writeAgain(); });
        Q_EMIT q.failed(next.entry.id, written.error());
    } else {
        unwritten.erase(next.entry.id);
    }
    take(next);
}

void OutboxPrivate::writeAgain()
{
    for (const QUuid &id : std::set(unwritten)) {
        const OutboxRecord *record = find(id);
        if (record == nullptr || writeRecord(user, *record))
            unwritten.erase(id);
    }
    if (!unwritten.empty())
        writesAgain = clock.alarm(aWhile, [this] { writeAgain(); });
}

// Into memory, and what waits for a time gets its alarm.
void OutboxPrivate::take(const OutboxRecord &next)
{
    OutboxRecord *known = find(next.entry.id);
    if (known == nullptr)
        return;
    *known = next;
    wait(next);
    Q_EMIT q.changed(next.entry);
}

void OutboxPrivate::wait(const OutboxRecord &record)
{
    const OutboxEntry &entry = record.entry;
    alarms.erase(entry.id);
    if (entry.state == MailState::Held) {
        alarms[entry.id] =
            clock.alarm(heldFor(record, clock.now()), [this, id = entry.id] { holdEnded(id); });
    } else if (entry.state == MailState::Queued && entry.dueAt.isValid()) {
        const std::chrono::milliseconds left(clock.now().msecsTo(entry.dueAt));
        // The wall clock may have been set back meanwhile.
        const auto pause = std::clamp(left, 0ms, pauseAfter(entry.attempts));
        alarms[entry.id] = clock.alarm(pause, [this, id = entry.id, account = entry.account] {
            alarms.erase(id);
            advance(account);
        });
    }
}

void OutboxPrivate::holdEnded(const QUuid &id)
{
    const OutboxRecord *record = find(id);
    if (record == nullptr)
        return;
    if (record->isScheduled && clock.now() < record->entry.dueAt) {
        wait(*record);
        return;
    }
    const auto next = atOnce(*record);
    if (!next)
        return;
    if (intend(*next))
        advance(next->entry.account);
    else
        alarms[id] = clock.alarm(aWhile, [this, id] { holdEnded(id); });
}

// The next one of the account, if none is on its way.
void OutboxPrivate::advance(const QUuid &account)
{
    std::vector<QUuid> ready;
    for (const OutboxRecord &record : records) {
        if (record.entry.account == account && mayStart(record.entry) && !alarms.contains(record.entry.id))
            ready.push_back(record.entry.id);
    }
    for (const QUuid &id : ready) {
        if (flights.contains(account))
            return;
        if (OutboxRecord *record = find(id))
            start(OutboxRecord(*record));
    }
}

void OutboxPrivate::fail(OutboxRecord record)
{
    record.entry.state = MailState::Failed;
    record.entry.trouble = Trouble::Unsendable;
    note(record);
}

std::optional<OutboxPrivate::Planned> OutboxPrivate::plan(const OutboxRecord &record)
{
    auto mail = loadMail(user, record.entry.id);
    if (!mail) {
        Q_EMIT q.failed(record.entry.id, mail.error());
        return std::nullopt;
    }
    auto planned = receipts::planAsking(mail->mail);
    if (!planned)
        return std::nullopt;
    return Planned{*std::move(mail), *std::move(planned)};
}

void OutboxPrivate::start(OutboxRecord record)
{
    const QUuid id = record.entry.id;
    const auto planned = plan(record);
    if (!planned) {
        fail(record);
        return;
    }
    if (record.looksFirst && look(record, *planned))
        return;
    if (record.looksFirst)
        record = looked(record, Looked::NotThere, clock.now());
    const auto transaction = nextTransaction(planned->plan, record);
    if (!transaction) {
        fail(record);
        return;
    }
    if (!intend(started(record, *transaction))) {
        alarms[id] = clock.alarm(aWhile, [this, id, account = record.entry.account] {
            alarms.erase(id);
            advance(account);
        });
        return;
    }
    flights[record.entry.account] = {id, *transaction};
    Q_EMIT q.submitRequested({id, record.entry.account, *transaction});
}

// --- the service

Outbox::Outbox(const store::Database &user, journal::Journal &journal, Clock &clock, FindMailbox findMailbox,
               QObject *parent)
    : QObject(parent), d(std::make_unique<OutboxPrivate>(*this, user, journal, clock, std::move(findMailbox)))
{
    qRegisterMetaType<outbox::OutboxEntry>();
    qRegisterMetaType<outbox::QueuedMail>();
    qRegisterMetaType<outbox::SubmitOrder>();
    qRegisterMetaType<outbox::SubmitResult>();
    qRegisterMetaType<outbox::LookOrder>();
    qRegisterMetaType<outbox::Looked>();
    connect(&journal, &journal::Journal::stateChanged, this,
            [this](const journal::Entry &entry) { d->copyChanged(entry); });
    connect(&journal, &journal::Journal::withdrawn, this, [this] { d->lookForLostCopies(); });
    auto records = loadRecords(user);
    if (records)
        d->records = *std::move(records);
    else
        qCWarning(logJournal) << "the outbox could not be read:" << records.error().detail;
}

Outbox::~Outbox() = default;

std::vector<OutboxEntry> Outbox::entries() const
{
    std::vector<OutboxEntry> entries;
    for (const OutboxRecord &record : d->records)
        entries.push_back(record.entry);
    return entries;
}

void Outbox::restore()
{
    std::set<QUuid> accounts;
    for (const OutboxRecord &record : std::vector(d->records)) {
        accounts.insert(record.entry.account);
        if (record.entry.state == MailState::Sending)
            d->note(interrupted(record));
        else
            d->take(record);
        d->followUp(record.entry.id);
    }
    for (const QUuid &account : accounts)
        d->advance(account);
}

void Outbox::putAside()
{
    for (const OutboxRecord &record : std::vector(d->records))
        d->note(outbox::putAside(record));
}

void Outbox::queue(const QueuedMail &mail)
{
    if (const OutboxRecord *known = d->find(mail.id)) {
        Q_EMIT changed(OutboxEntry(known->entry));
        return;
    }
    const auto plan = receipts::planAsking(mail.mail);
    if (!plan) {
        Q_EMIT notQueued(mail.id, plan.error());
        return;
    }
    const OutboxRecord record = newRecord(mail, *plan, d->clock.now());
    if (const auto written = writeMail(d->user, mail, record); !written) {
        Q_EMIT notQueued(mail.id, written.error());
        return;
    }
    d->records.push_back(record);
    d->take(record);
}

void Outbox::takeBack(const QUuid &id)
{
    const OutboxRecord *record = d->find(id);
    if (record == nullptr)
        return;
    if (d->isInFlight(*record) || !record->entry.canBeTakenBack()) {
        Q_EMIT changed(OutboxEntry(record->entry));
        return;
    }
    const auto mail = loadMail(d->user, id);
    if (!mail)
        Q_EMIT failed(id, mail.error());
    else if (d->remove(id))
        Q_EMIT takenBack(*mail);
}

void Outbox::giveUp(const QUuid &id)
{
    const OutboxRecord *record = d->find(id);
    if (record == nullptr)
        return;
    if (record->entry.canBeGivenUp() && !d->isInFlight(*record))
        (void)d->remove(id);
    else
        Q_EMIT changed(OutboxEntry(record->entry));
}

void Outbox::sendNow(const QUuid &id)
{
    d->obey(id, atOnce);
}

void Outbox::retry(const QUuid &id)
{
    d->obey(id, again);
}

void Outbox::sendToOthers(const QUuid &id)
{
    d->obey(id, toOthers);
}

void Outbox::submitEnded(const QUuid &mail, const SubmitResult &result)
{
    const OutboxRecord *record = d->find(mail);
    if (record == nullptr || !d->isInFlight(*record) || record->entry.state != MailState::Sending)
        return;
    const auto flight = d->flights.extract(record->entry.account);
    if (result.end == receipts::SubmitEnd::Accepted)
        d->remember(flight.mapped().transaction, result.reportsDelivery);
    const OutboxRecord next = ended(*record, result, d->clock.now());
    d->note(next);
    d->followUp(mail);
    d->advance(next.entry.account);
}

void Outbox::lookEnded(const QUuid &mail, Looked result)
{
    const OutboxRecord *record = d->find(mail);
    if (record == nullptr || !d->isInFlight(*record) || !record->looksFirst)
        return;
    d->flights.erase(record->entry.account);
    const OutboxRecord next = looked(*record, result, d->clock.now());
    d->note(next);
    d->followUp(mail);
    d->advance(next.entry.account);
}

void Outbox::accountOnline(const QUuid &account)
{
    for (const OutboxRecord &record : std::vector(d->records)) {
        if (record.entry.account != account)
            continue;
        if (const auto next = d->isInFlight(record) ? std::nullopt : online(record))
            (void)d->intend(*next);
        d->followUp(record.entry.id);
    }
    d->advance(account);
}

void Outbox::knowHabit(const QUuid &account, bool filesSentMail)
{
    if (filesSentMail)
        d->fileThemselves.insert(account);
    else
        d->fileThemselves.erase(account);
}

void Outbox::forgetAccount(const QUuid &account)
{
    d->flights.erase(account);
    for (const OutboxRecord &record : std::vector(d->records)) {
        if (record.entry.account == account)
            (void)d->remove(record.entry.id);
    }
}

}
