// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/outbox/outbox.h"
#include "core/outbox/outboxrecord.h"

#include <map>
#include <set>

namespace outbox {

// What the outbox does, in two files: how a mail is sent (outbox.cpp), and what follows when somebody has it
// (outbox_copies.cpp).
class OutboxPrivate
{
public:
    OutboxPrivate(Outbox &owner, const store::Database &database, journal::Journal &operations, Clock &time,
                  FindMailbox find)
        : q(owner), user(database), journal(operations), clock(time), findMailbox(std::move(find))
    {}

    struct Planned {
        QueuedMail mail;
        receipts::AskingPlan plan;
    };
    // What was ordered of the engine and has not ended.
    struct Flight {
        QUuid mail;
        receipts::Transaction transaction{};
    };

    [[nodiscard]] OutboxRecord *find(const QUuid &id);
    [[nodiscard]] bool isInFlight(const OutboxRecord &record) const;
    [[nodiscard]] bool intend(const OutboxRecord &next);
    void note(const OutboxRecord &next);
    void take(const OutboxRecord &next);
    void wait(const OutboxRecord &record);
    void advance(const QUuid &account);
    void obey(const QUuid &id, std::optional<OutboxRecord> (*wish)(OutboxRecord));
    [[nodiscard]] bool remove(const QUuid &id);
    [[nodiscard]] std::optional<Planned> plan(const OutboxRecord &record);

    void remember(const receipts::Transaction &transaction, bool reportsDelivery);
    void followUp(const QUuid &id);
    void copyChanged(const journal::Entry &entry);
    void lookForLostCopies();

    Outbox &q;
    const store::Database &user;
    journal::Journal &journal;
    Clock &clock;
    FindMailbox findMailbox;
    std::vector<OutboxRecord> records;                // in the order they were queued
    std::map<QUuid, std::unique_ptr<Alarm>> alarms;   // by mail: held, or until the next attempt
    std::map<QUuid, Flight> flights;                  // by account: one at a time
    std::set<QUuid> fileThemselves;                   // accounts whose server saves what it is given to send
    std::map<QUuid, std::unique_ptr<Alarm>> filings;  // by mail: until its copy is looked for, or tried again
    std::map<QUuid, int> refusedCopies;               // by mail: how often its copy could not be saved
    std::set<QUuid> withoutSent;  // mail whose account had no folder for it when that was looked at
    std::set<QUuid> unwritten;
    std::unique_ptr<Alarm> writesAgain;

private:
    void writeAgain();
    void holdEnded(const QUuid &id);
    void start(OutboxRecord record);
    [[nodiscard]] bool look(const OutboxRecord &record, const Planned &planned);
    void fail(OutboxRecord record);
    void mark(OutboxRecord record);
    void file(const OutboxRecord &record);
    void fileNow(const QUuid &id);
    void missSent(const OutboxRecord &record);
    void endFiling(OutboxRecord record);
    [[nodiscard]] std::optional<journal::Entry> copyOf(const OutboxRecord &record) const;
};

}
