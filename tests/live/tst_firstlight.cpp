// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mime/part.h"
#include "widgets/accounts/passworddialog.h"
#include "widgets/reader/banner.h"
#include "widgets/receipts/receiptdialog.h"

#include <QLabel>
#include <QPushButton>

#include "tests/live/program.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;
using live::Program;

namespace {

constexpr int patience = 30'000;

constexpr char request[] = "From: Bob Builder <bob@example.org>\r\n"
                           "To: Alice <alice@example.org>\r\n"
                           "Subject: Please confirm\r\n"
                           "Date: Thu, 1 Jan 2026 10:00:00 +0000\r\n"
                           "Message-ID: <ask-1@example.org>\r\n"
                           "Disposition-Notification-To: bob@example.org\r\n"
                           "MIME-Version: 1.0\r\n"
                           "Content-Type: text/plain; charset=utf-8\r\n"
                           "\r\n"
                           "Did you read this?\r\n";

QPushButton *buttonNamed(const QWidget &parent, const QString &text)
{
    for (QPushButton *button : parent.findChildren<QPushButton *>()) {
        if (QString(button->text()).remove(u'&') == text)
            return button;
    }
    return nullptr;
}

ReceiptDialog *dialogOf(const Program &program)
{
    return program.find<ReceiptDialog>();
}

Banner *bannerOf(const Program &program)
{
    return program.find<Banner>(u"receiptBanner"_s);
}

// Of the message the server keeps for us.
QStringList flagsOfRequest(live::Servers &servers)
{
    for (const live::StoredMessage &message : servers.messages()) {
        if (message.text.contains("<ask-1@example.org>") && message.text.contains("Did you read"))
            return message.flags;
    }
    return {};
}

}

// The whole line with real servers: the real window, Dovecot over TLS, Exim over STARTTLS.
class FirstLight : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aReceiptIsAskedForConfirmedAndSentOnce();
    void newMailArrivesByItself();
    void aWrongPasswordIsAskedForAgain();
};

void FirstLight::aReceiptIsAskedForConfirmedAndSentOnce()
{
    COVERS("MDN-70", "MDN-77", "MDN-78", "MDN-12", "MDN-15");
    live::Servers servers({u"--own-mailboxes"_s});
    NEEDS_SERVERS(servers);
    QVERIFY(servers.deliver(request, u"bob@example.org"_s));
    {
        Program program(servers);
        QVERIFY(program.start());
        QTRY_COMPARE_WITH_TIMEOUT(program.rows(), 1, patience);
        program.openNewest();
        QTRY_VERIFY_WITH_TIMEOUT(bannerOf(program)->isVisible(), patience);
        QPushButton *preview = buttonNamed(*bannerOf(program), u"Preview and send…"_s);
        QVERIFY(preview != nullptr);
        QTest::mouseClick(preview, Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(dialogOf(program) != nullptr, patience);
        QCOMPARE(flagsOfRequest(servers).contains(u"$MDNSent"_s),
                 false);  // asked, and nothing has happened yet
        QVERIFY(servers.messages(u"INBOX"_s, u"bob"_s).isEmpty());

        QPushButton *send = buttonNamed(*dialogOf(program), u"Send receipt"_s);
        QVERIFY(send != nullptr);
        QTest::mouseClick(send, Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(flagsOfRequest(servers).contains(u"$MDNSent"_s), patience);
        QVERIFY(servers.waitForMessages(1, u"INBOX"_s, u"bob"_s));
        QVERIFY(servers.waitForMessages(1, u"Sent"_s));
        QTRY_VERIFY_WITH_TIMEOUT(flagsOfRequest(servers).contains(u"\\Seen"_s), patience);
    }
    const auto arrived = servers.messages(u"INBOX"_s, u"bob"_s);
    QCOMPARE(arrived.size(), 1);
    const auto report = mime::parseMessage(arrived.first().text);
    QCOMPARE(report.root.info.type + '/' + report.root.info.subtype, "multipart/report"_ba);
    QCOMPARE(report.root.info.parameter("report-type"), u"disposition-notification"_s);
    QCOMPARE(report.root.parts.size(), std::size_t{2});
    QCOMPARE(report.root.parts.at(1).info.subtype, "disposition-notification"_ba);
    QVERIFY(report.root.parts.at(1).body.contains("Original-Message-ID: <ask-1@example.org>"));
    QCOMPARE(report.root.header.first("Return-Path").value_or(QByteArray()).trimmed(), "<>"_ba);
    QVERIFY(report.root.header.text("From").contains(u"alice@example.org"_s));
    const auto filed = servers.messages(u"Sent"_s);
    QCOMPARE(filed.size(), 1);
    QVERIFY(filed.first().flags.contains(u"$MDNSent"_s) && filed.first().flags.contains(u"\\Seen"_s));

    // A second Posthorn that knows nothing of the first offers nothing any more.
    Program second(servers);
    QVERIFY(second.start());
    QTRY_COMPARE_WITH_TIMEOUT(second.rows(), 1, patience);
    second.openNewest();
    QTRY_VERIFY_WITH_TIMEOUT(bannerOf(second)->isVisible(), patience);
    QVERIFY(bannerOf(second)->content().actions.isEmpty());
    QVERIFY(!bannerOf(second)->content().sentence.contains(u"sent"_s));  // the keyword is no proof of that
    QCOMPARE(dialogOf(second), nullptr);
    QCOMPARE(servers.messages(u"INBOX"_s, u"bob"_s).size(), 1);
}

void FirstLight::newMailArrivesByItself()
{
    live::Servers servers;
    NEEDS_SERVERS(servers);
    QVERIFY(servers.deliver(
        "From: a@example.org\r\nSubject: one\r\nMessage-ID: <1@example.org>\r\n\r\nfirst\r\n"));
    Program program(servers);
    QVERIFY(program.start());
    QTRY_COMPARE_WITH_TIMEOUT(program.rows(), 1, patience);
    QVERIFY(servers.deliver(
        "From: a@example.org\r\nSubject: two\r\nMessage-ID: <2@example.org>\r\n\r\nsecond\r\n"));
    QTRY_COMPARE_WITH_TIMEOUT(program.rows(), 2, patience);
    // And one that goes elsewhere goes here.
    servers.doveadm({u"expunge"_s, u"-u"_s, u"alice"_s, u"mailbox"_s, u"INBOX"_s, u"SUBJECT"_s, u"one"_s});
    QTRY_COMPARE_WITH_TIMEOUT(program.rows(), 1, patience);
}

void FirstLight::aWrongPasswordIsAskedForAgain()
{
    live::Servers servers;
    NEEDS_SERVERS(servers);
    Program program(servers, "not the one");
    QVERIFY(program.start());
    QTRY_VERIFY_WITH_TIMEOUT(program.window() != nullptr, patience);
    const auto dialog = [&] { return program.find<PasswordDialog>(); };
    QTRY_VERIFY_WITH_TIMEOUT(dialog() != nullptr, patience);
    QStringList sentences;
    for (const QLabel *label : dialog()->findChildren<QLabel *>())
        sentences.append(label->text());
    QVERIFY(sentences.contains(u"The server did not accept the user name or the password."_s));
    QCOMPARE(program.rows(), 0);
}

POSTHORN_TEST(FirstLight)

#include "tst_firstlight.moc"
