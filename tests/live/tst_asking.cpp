// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/envelopes.h"
#include "core/mime/part.h"
#include "core/net/ssltransport.h"
#include "core/receipts/reportmatch.h"

#include "tests/live/servers.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 30'000;

mime::Mailbox mailbox(const QByteArray &address)
{
    return mime::parseAddressList(address).mailboxes.front();
}

// Alice writes to Bob, who is asked for everything, and to herself, who is asked for nothing.
receipts::AskingPlan plan()
{
    receipts::OutgoingMail mail;
    mail.account = QUuid::createUuid();
    mail.message = "From: Alice <alice@example.org>\r\nTo: bob@example.org, alice@example.org\r\n"
                   "Subject: Berths\r\nDate: Thu, 1 Jan 2026 10:00:00 +0000\r\n\r\nDid you see them?\r\n";
    mail.sender = mailbox("alice@example.org");
    mail.recipients = {{mailbox("bob@example.org"), true, true}, {mailbox("alice@example.org")}};
    mail.random = "0123456789abcdef";
    const auto made = receipts::planAsking(mail);
    return made ? *made : receipts::AskingPlan();
}

smtp::Outcome submit(const live::Servers &servers, const receipts::Transaction &transaction, Clock &clock)
{
    net::Endpoint endpoint{u"localhost"_s, servers.submissionPort(), net::Security::StartTls,
                           servers.caFile()};
    smtp::SubmissionOptions options;
    options.security = net::Security::StartTls;
    options.host = "localhost";
    smtp::Submission submission(net::makeSslTransport(endpoint, {}, clock), options, clock);
    submission.provideCredentials({"alice", Secret("secret")});
    QSignalSpy finished(&submission, &smtp::Submission::finished);
    submission.submit(app::envelopeOf(transaction), transaction.message);
    if (finished.isEmpty())
        finished.wait(patience);
    return finished.isEmpty() ? smtp::Outcome() : finished.first().first().value<smtp::Outcome>();
}

const live::StoredMessage *withSubject(const QList<live::StoredMessage> &messages, const QByteArray &subject)
{
    for (const live::StoredMessage &message : messages) {
        if (mime::Header::parse(message.text).text("Subject").contains(QString::fromUtf8(subject)))
            return &message;
    }
    return nullptr;
}

}

// Asking for receipts with a real submission server, which delivers and reports.
class LiveAsking : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void someAreAskedAndTheServerReportsBack();
};

void LiveAsking::someAreAskedAndTheServerReportsBack()
{
    COVERS("MDN-42", "MDN-48", "MDN-105", "MDN-107");
    live::Servers servers({u"--own-mailboxes"_s});
    NEEDS_SERVERS(servers);
    SystemClock clock;
    const receipts::AskingPlan asked = plan();
    QCOMPARE(asked.transactions.size(), std::size_t{2});
    for (const receipts::Transaction &transaction : asked.transactions) {
        const smtp::Outcome outcome = submit(servers, transaction, clock);
        QCOMPARE(outcome.status, smtp::Outcome::Status::Accepted);
        QVERIFY(outcome.reportsDelivery);
    }
    QVERIFY(servers.waitForMessages(1, u"INBOX"_s, u"bob"_s));
    QVERIFY(servers.waitForMessages(2));  // the copy for Alice, and the report about Bob's

    const auto bobs = servers.messages(u"INBOX"_s, u"bob"_s);
    QCOMPARE(bobs.size(), 1);
    const auto bob = mime::Header::parse(bobs.first().text);
    QCOMPARE(bob.all("Disposition-Notification-To"), std::vector<QByteArray>{"alice@example.org"});
    QCOMPARE(mime::parsePath(bob.first("Return-Path").value_or(QByteArray())).mailbox,
             mailbox("alice@example.org"));

    const auto alices = servers.messages();
    QCOMPARE(alices.size(), 2);
    const auto *copy = withSubject(alices, "Berths");
    QVERIFY(copy != nullptr);
    const auto alice = mime::Header::parse(copy->text);
    QCOMPARE(alice.count("Disposition-Notification-To"), 0);
    QCOMPARE(alice.first("Message-ID"), bob.first("Message-ID"));

    const live::StoredMessage &told = alices.at(copy == &alices.at(0) ? 1 : 0);
    const auto report = receipts::readReport(mime::parseMessage(told.text), "localhost");
    const receipts::Transaction &first = asked.transactions.front();
    const auto match = receipts::match(report, {{first.record->message}, {}, {}});
    QCOMPARE(match.recipients.size(), std::size_t{1});
    QCOMPARE(match.recipients.front().recipient, std::optional<std::size_t>(0));
    QVERIFY(receipts::isBelieved(match.recipients.front().confidence));
    QVERIFY(match.recipients.front().state == receipts::RecipientState::Relayed
            || match.recipients.front().state == receipts::RecipientState::Delivered);
    QVERIFY(told.text.contains(first.envelopeId));
}

POSTHORN_TEST(LiveAsking)

#include "tst_asking.moc"
