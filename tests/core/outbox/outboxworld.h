// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/outbox/outbox.h"
#include "core/store/writer.h"

#include <QTemporaryDir>

#include <memory>

#include "tests/support/fakeclock.h"
#include "tests/support/testcase.h"

inline const QUuid account = QUuid::createUuidV5(QUuid(), QByteArray("account"));

inline mime::Mailbox mailbox(const QByteArray &address)
{
    return mime::parseAddressList(address).mailboxes.front();
}

inline outbox::QueuedMail mailTo(const QByteArrayList &recipients, const QByteArray &name = "one")
{
    outbox::QueuedMail mail;
    mail.id = QUuid::createUuidV5(QUuid(), name);
    mail.mail.account = account;
    mail.mail.message = "From: me@example.org\r\nSubject: " + name + "\r\n\r\nHello\r\n";
    mail.mail.sender = mailbox("me@example.org");
    mail.mail.random = QByteArray(16, 'r') + name;
    for (const QByteArray &recipient : recipients)
        mail.mail.recipients.push_back({mailbox(recipient)});
    return mail;
}

inline outbox::SubmitResult ending(receipts::SubmitEnd end)
{
    outbox::SubmitResult result;
    result.end = end;
    result.isAnswered = true;
    return result;
}

inline outbox::SubmitResult refusing(receipts::SubmitEnd end, const QByteArray &address, int code)
{
    outbox::SubmitResult result;
    result.end = end;
    result.refused = {{address, outbox::RecipientState::Kind::Refused, code, "5.1.1", "Nobody here"}};
    return result;
}

// The outbox of one run of the program on a user.db on disk; what it orders and tells is written down, and
// the test is the engine.
class OutboxWorld
{
public:
    explicit OutboxWorld(FakeClock &time) : clock(time) { start(); }

    // Ends the program, as a crash does, and starts it again on the same disk.
    void restart()
    {
        stop();
        start();
        outbox->restore();
    }
    void stop()
    {
        outbox.reset();
        journal.reset();
        user.reset();
    }

    [[nodiscard]] outbox::OutboxEntry entry(qsizetype index = 0) const
    {
        const auto entries = outbox->entries();
        return index < qsizetype(entries.size()) ? entries[std::size_t(index)] : outbox::OutboxEntry();
    }
    [[nodiscard]] bool isEmpty() const { return outbox->entries().empty(); }
    void queueAndWait(const outbox::QueuedMail &mail)
    {
        outbox->queue(mail);
        clock.advance(outbox::Outbox::undoFor);
    }
    // What the journal has been told to save, as messages.
    [[nodiscard]] std::vector<journal::AppendMessage> copies() const
    {
        std::vector<journal::AppendMessage> found;
        for (const journal::Entry &each : journal->pending()) {
            if (const auto *append = std::get_if<journal::AppendMessage>(&each.operation))
                found.push_back(*append);
        }
        return found;
    }
    void endOperations(journal::State state)
    {
        for (const journal::Entry &each : journal->pending())
            journal->record(each.id, state, {});
    }

    FakeClock &clock;
    QTemporaryDir folder;
    std::optional<store::UserDatabase> user;
    std::unique_ptr<journal::Journal> journal;
    std::unique_ptr<outbox::Outbox> outbox;
    std::vector<outbox::SubmitOrder> submissions;
    std::vector<outbox::LookOrder> looks;
    std::vector<outbox::MailState> states;
    std::vector<outbox::QueuedMail> takenBack;
    std::vector<receipts::SentMail> accepted;
    std::vector<QUuid> removed, draftsSpent;
    int failures = 0, notQueued = 0;
    bool hasSent = true;  // a folder for sent mail is known
    bool hasInbox = false;

private:
    void start()
    {
        user.emplace(std::move(*store::openUser(folder.path() + QStringLiteral("/user.db"))));
        journal = std::make_unique<journal::Journal>(user->database, clock);
        outbox = std::make_unique<outbox::Outbox>(
            user->database, *journal, clock, [this](const QUuid &, store::FolderRole role) {
                if (hasInbox && role == store::FolderRole::Inbox)
                    return std::optional<QByteArray>("INBOX");
                return hasSent && role == store::FolderRole::Sent ? std::optional<QByteArray>("Sent")
                                                                  : std::nullopt;
            });
        using outbox::Outbox;
        Outbox *box = outbox.get();
        QObject::connect(box, &Outbox::submitRequested,
                         [this](const auto &order) { submissions.push_back(order); });
        QObject::connect(box, &Outbox::lookRequested, [this](const auto &order) { looks.push_back(order); });
        QObject::connect(box, &Outbox::changed, [this](const auto &each) { states.push_back(each.state); });
        QObject::connect(box, &Outbox::takenBack, [this](const auto &mail) { takenBack.push_back(mail); });
        QObject::connect(box, &Outbox::accepted, [this](const auto &mail) { accepted.push_back(mail); });
        QObject::connect(box, &Outbox::removed, [this](const QUuid &id) { removed.push_back(id); });
        QObject::connect(box, &Outbox::draftSpent, [this](const QUuid &id) { draftsSpent.push_back(id); });
        QObject::connect(box, &Outbox::failed, [this] { ++failures; });
        QObject::connect(box, &Outbox::notQueued, [this] { ++notQueued; });
    }
};
