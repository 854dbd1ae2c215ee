// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/journal/journal.h"
#include "core/outbox/findmailbox.h"
#include "core/outbox/queuedmail.h"
#include "core/store/database.h"

#include <QObject>

#include <memory>

namespace outbox {

// Everything that is to be sent, in user.db (synchronous FULL), and the life of each mail: held for a while,
// so that it can be taken back; queued, until there is a line; sent, in as many transactions as planAsking()
// says, one at a time for each account; then its copy is saved, what it answers is marked and its draft goes.
// A mail goes to nobody before all recipients of the transaction have been accepted. Every state is durable
// before the order or fact that follows from it is emitted: after a crash nothing is lost, nothing goes
// twice, and what was under way is Uncertain.
//
// Lives in the store thread; all calls come as queued signals.
class Outbox : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Outbox)

public:
    static constexpr std::chrono::seconds undoFor{10};

    // `user` is user.db; it, the journal and the clock outlive the outbox.
    Outbox(const store::Database &user, journal::Journal &journal, Clock &clock, FindMailbox findMailbox,
           QObject *parent = nullptr);
    ~Outbox() override;

    [[nodiscard]] std::vector<OutboxEntry> entries() const;  // in the order they were queued

public Q_SLOTS:
    // At start, once everybody is connected: tells changed() for each mail there is, and goes on.
    void restore();
    // Of a profile that was put back from a copy: nobody knows what has been sent since, so nothing goes by
    // itself.
    void putAside();

    // Answered by changed(), durable then, or by notQueued().
    void queue(const outbox::QueuedMail &mail);
    // Held, Queued or Failed, and nobody has it yet: it leaves the outbox by takenBack(). Otherwise
    // changed() tells what is true instead.
    void takeBack(const QUuid &id);
    // Not under way (OutboxEntry::canBeGivenUp()): no more is wanted of it. What has been sent stays sent.
    // Otherwise changed() tells what is true instead.
    void giveUp(const QUuid &id);
    void sendNow(const QUuid &id);  // Held: no longer; Queued: without waiting
    // Failed: once more to those who do not have it. Uncertain: the user knows that it may arrive twice; the
    // folder for sent mail is looked at first.
    void retry(const QUuid &id);
    void sendToOthers(const QUuid &id);  // to those who were not refused, now

    // From the engine.
    void submitEnded(const QUuid &mail, const outbox::SubmitResult &result);
    void lookEnded(const QUuid &mail, outbox::Looked result);
    void accountOnline(const QUuid &account);
    // Whether the server saves by itself what is submitted to it (filesSentMail()).
    void knowHabit(const QUuid &account, bool filesSentMail);
    void forgetAccount(const QUuid &account);

Q_SIGNALS:
    void changed(const outbox::OutboxEntry &entry);  // durable
    void removed(const QUuid &id);                   // it is in the outbox no more: all is done, or given up
    void takenBack(const outbox::QueuedMail &mail);  // after removed(): for the composer
    void notQueued(const QUuid &id, const Error &error);  // it is not in the outbox, and nobody gets it
    // Something about a mail that is in the outbox could not be written. An order was not carried out; what
    // has come about counts all the same, changed() tells it, and writing it is tried again.
    void failed(const QUuid &id, const Error &error);
    void submitRequested(const outbox::SubmitOrder &order);
    void lookRequested(const outbox::LookOrder &order);
    void accepted(const receipts::SentMail &mail);  // what reports will be matched with has been remembered
    void draftSpent(const QUuid &draft);
    // It was sent, and the account has no folder for sent mail: told once, and no more is tried.
    void copyNotKept(const outbox::OutboxEntry &entry);

private:
    std::unique_ptr<class OutboxPrivate> d;
};

// Servers that are known to put what is submitted into the folder for sent mail, by the name of the
// submission server. Where it is so, the copy is looked for a while later, and saved if it is not there.
[[nodiscard]] bool filesSentMail(const QByteArray &submissionHost);

}
