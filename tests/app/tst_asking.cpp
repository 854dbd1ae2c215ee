// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/envelopes.h"

#include "tests/app/receiptworld.h"
#include "tests/core/smtp/submissionrun.h"

using namespace Qt::StringLiterals;

namespace {

mime::Mailbox mailbox(const QByteArray &address)
{
    return mime::parseAddressList(address).mailboxes.front();
}

// To Ann, who is asked for a receipt, and to Bob, of whom the delivery alone is wanted.
receipts::AskingPlan plan()
{
    receipts::OutgoingMail mail;
    mail.account = QUuid::createUuid();
    mail.message = "From: me@home.example\r\nTo: ann@ex.org, bob@ex.org\r\nSubject: Offer\r\n\r\ntext\r\n";
    mail.sender = mailbox("me@home.example");
    mail.recipients = {{mailbox("ann@ex.org"), true, false}, {mailbox("bob@ex.org"), false, true}};
    mail.random = "0123456789abcdef";
    const auto made = receipts::planAsking(mail);
    return made ? *made : receipts::AskingPlan();
}

// All that the client writes in one submission that a server with these extensions takes.
QByteArray written(const receipts::Transaction &transaction, const QByteArray &extension)
{
    smtp::SubmissionOptions settings;
    settings.authenticate = false;
    Run run(settings);
    run.submission.submit(app::envelopeOf(transaction), transaction.message);
    run.line.accept();
    QByteArray octets;
    for (const QByteArray &reply : {"220 mail.test"_ba, "250-mail.test\r\n250 " + extension, "250 ok"_ba,
                                    "250 ok"_ba, "354 go"_ba, "250 taken"_ba}) {
        run.line.serverSends(reply + "\r\n");
        octets += run.line.takeWritten();
    }
    return run.outcome().status == Status::Accepted ? octets : QByteArray();
}

}

// What servers see of a mail that asks for receipts.
class AskingOnTheWire : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void someAreAskedInASubmissionOfTheirOwn();
    void aServerThatReportsNothingIsToldNothing();
    void theCopyInSentIsMarkedAsAnswered();
};

void AskingOnTheWire::someAreAskedInASubmissionOfTheirOwn()
{
    COVERS("MDN-40", "MDN-42", "MDN-48", "MDN-105", "MDN-107");
    const receipts::AskingPlan asked = plan();
    QCOMPARE(asked.transactions.size(), std::size_t{2});
    const QByteArray id = "Message-ID: " + asked.messageId + "\r\n";
    QCOMPARE(
        written(asked.transactions[0], "DSN"),
        "EHLO [127.0.0.1]\r\nMAIL FROM:<me@home.example>\r\n"
        "RCPT TO:<ann@ex.org> ORCPT=rfc822;ann@ex.org\r\nDATA\r\n"
            + id
            + "Disposition-Notification-To: me@home.example\r\n"
              "From: me@home.example\r\nTo: ann@ex.org, bob@ex.org\r\nSubject: Offer\r\n\r\ntext\r\n.\r\n"
              "QUIT\r\n");
    QCOMPARE(
        written(asked.transactions[1], "DSN"),
        "EHLO [127.0.0.1]\r\nMAIL FROM:<me@home.example> RET=HDRS ENVID=" + asked.transactions[1].envelopeId
            + "\r\nRCPT TO:<bob@ex.org> NOTIFY=SUCCESS,FAILURE,DELAY ORCPT=rfc822;bob@ex.org\r\nDATA\r\n" + id
            + "From: me@home.example\r\nTo: ann@ex.org, bob@ex.org\r\nSubject: Offer\r\n\r\ntext\r\n.\r\n"
              "QUIT\r\n");
}

void AskingOnTheWire::aServerThatReportsNothingIsToldNothing()
{
    COVERS("MDN-108");
    for (const receipts::Transaction &transaction : plan().transactions) {
        const QByteArray octets = written(transaction, "HELP");
        QVERIFY(octets.contains("\r\nMAIL FROM:<me@home.example>\r\n"));
        QVERIFY(octets.contains(">\r\nDATA\r\n"));
        for (const char *parameter : {"NOTIFY=", "ORCPT=", "RET=", "ENVID="})
            QVERIFY(!octets.contains(parameter));
    }
}

void AskingOnTheWire::theCopyInSentIsMarkedAsAnswered()
{
    COVERS("S22");
    World world;
    openInbox(world);
    const receipts::AskingPlan asked = plan();
    world.on("save", [&] {
        world.room().journal()->append(
            receipts::copyForSent(asked, world.account().id, "Sent", world.clock().now()));
    });
    world.playOn("U: save");
    QCOMPARE(world.appended().size(), 2);
    QVERIFY2(world.appended().at(0).contains(" APPEND Sent (\\Seen $MDNSent) "), world.appended().at(0));
    QCOMPARE(world.appended().at(1), asked.copy);
    QVERIFY(asked.copy.contains("\r\nDisposition-Notification-To: me@home.example\r\n"));
}

POSTHORN_TEST(AskingOnTheWire)

#include "tst_asking.moc"
