// SPDX-License-Identifier: GPL-3.0-or-later
// What other programs send: one file each in tests/fuzz/corpus/reports, written for this table.
#include "core/mime/partsections.h"
#include "core/receipts/incomingreport.h"
#include "core/receipts/recipienthistory.h"

#include <QDir>
#include <QFile>

#include <testpaths.h>

#include "tests/core/receipts/describereport.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;
using receipt_test::described;
using receipts::IncomingReport;
using receipts::RecipientState;

namespace {

struct Answer {
    const char *file;
    QByteArray expected;
    const char *rows = "";
};

// The tail of most notifications, and what most of them say first.
const QByteArray bob("final bob@ex.org; id <m1@home.example>");
const QByteArray displayed("Displayed manual,manual; " + bob);
const QByteArray back("; returned <m1@home.example>");
const QByteArray words("words");

const QList<Answer> &notifications()
{
    static const QList<Answer> all{
        {"mdn-thunderbird",
         displayed + "; ua desk.ex.org|Mozilla Thunderbird; refers <m1@home.example>" + back},
        {"mdn-outlook-read",
         "Displayed automatic,automatic; " + bob
             + "; X-MSExch-Correlation-Key=abc/DEF==; X-Display-Name=Miller, Bob; refers <m1@home.example>",
         "MDN-99"},
        {"mdn-outlook-not-read", "Deleted automatic,automatic; " + bob},
        {"mdn-exchange-base64", displayed},
        {"mdn-quoted-printable", displayed},
        {"mdn-kmail", displayed + "; ua KMail 5.24; refers <m1@home.example>" + back},
        {"mdn-evolution",
         "Displayed manual,manual; final :bob@ex.org; id <m1@home.example>; ua Evolution 3.50.4; "
         "!MissingAddressType"},
        {"mdn-claws",
         "Displayed manual,manual; final bob@ex.org; original bob@ex.org; id <NOMESSAGEID>; ua Claws Mail "
         "4.2.0; !MalformedMessageId"},
        {"mdn-roundcube",
         "Displayed manual,manual; final bob@ex.org; original :bob@ex.org; id <m1@home.example>; ua "
         "Roundcube "
         "Webmail; !MissingAddressType; !MalformedAddress"},
        {"mdn-fairemail",
         "Displayed manual,manual; original bob@ex.org; ua FairEmail|1.2200; !MissingRecipient; refers "
         "<m1@home.example>"},
        {"mdn-sogo", "Displayed manual,automatic; " + bob + "; ua SOGoMail 2.4"},
        {"mdn-horde", displayed + "; ua webmail.ex.org|Horde Application Framework 5"},
        {"mdn-notes",
         "Displayed automatic,automatic; final x-notes:CN=Bob Miller/O=Ex; original bob@ex.org; id "
         "<m1@home.example>; ua ex.org|Lotus Notes"},
        {"mdn-groupwise",
         "Deleted/x-emptied automatic,automatic; final :bob@ex.org; id <m1@home.example>; ua "
         "mail.ex.org|GroupWise 7; !MissingAddressType",
         "MDN-100"},
        // What the standards allow
        {"mdn-odd-case-folded", displayed + "; ua Desk|Product", "MDN-99"},
        {"mdn-shuffled",
         "Displayed manual,manual; final bob@ex.org; original robert@ex.org; id <m1@home.example>; ua "
         "Shuffler; X-First=one; X-Second=two; X-Third=three",
         "MDN-81"},
        {"mdn-unknown-modifier", "Displayed/x-read-aloud/twice manual,manual; " + bob, "MDN-100"},
        {"mdn-unknown-type", "?archived automatic,automatic; " + bob},
        {"mdn-processed-error",
         "Processed/error automatic,automatic; " + bob
             + "; error decryption failed; error and nobody was there"},
        {"mdn-as2-mic",
         "Processed automatic,automatic; final rfc822:\"Partner B\"; original rfc822:\"Partner B\"; id "
         "<m1@home.example>; ua AS2 Server; mic 7v7F++fQaNB1sVLFtMRp+dF+eG4=|sha1; !MalformedAddress"},
        {"mdn-gateway",
         "Dispatched automatic,automatic; final x400:/G=Bob/S=Miller/O=Ex/C=DE/; original bob@ex.org; id "
         "<m1@home.example>; ua Gate; gateway dns:gate.ex.org (east)"},
        {"mdn-global",
         "Displayed manual,manual; final utf-8:jürgen@bücher.example; original "
         "utf-8:jürgen@bücher.example; id <m1@home.example>"},
        {"mdn-signed", displayed},
        {"mdn-list-footer", displayed},
        // RFC 2298 and RFC 3798
        {"mdn-denied", "Denied manual,manual; " + bob + "; ua Old Mailer; !LegacyDisposition", "MDN-104"},
        {"mdn-failed",
         "Failed automatic,automatic; " + bob
             + "; failure an option is nötig and not known; !LegacyDisposition; !LegacyField",
         "MDN-104"},
        {"mdn-warning",
         "Deleted/expired/warning automatic,automatic; " + bob
             + "; warning the mailbox is emptied each month; !LegacyField",
         "MDN-104"},
        // Broken
        {"mdn-empty-lines", displayed + "; ua Gapper; !SplitFields"},
        {"mdn-no-mode", "Displayed ?,?; " + bob + "; !MalformedDisposition"},
        {"mdn-mode-only", "? manual,manual; " + bob + "; !MalformedDisposition"},
        {"mdn-no-disposition", "? ?,?; " + bob + "; !MissingDisposition"},
        {"mdn-repeated", "Deleted manual,manual; " + bob + "; !RepeatedField"},
        {"mdn-broken-lines", displayed + "; !BrokenLines"},
        {"mdn-mislabelled", displayed + "; !Mislabelled"},
        {"mdn-empty", "words of a receipt"},
        {"mdn-without-part", "words of a receipt"},
        {"mdn-bare", displayed + "; !NotInReport"},
        {"mdn-in-mixed", displayed + "; !NotInReport"},
        {"mdn-two", displayed + "; !SeveralReports"},
        {"mdn-forwarded", "none"},
    };
    return all;
}

const QList<Answer> &deliveries()
{
    static const QList<Answer> all{
        {"dsn-postfix",
         "by dns:mail.home.example; arrived 2026-03-03 09:00:02; X-Postfix-Queue-ID=4F1C20A7; "
         "X-Postfix-Sender=rfc822; me@home.example; -> Failed 5.1.1; final bob@ex.org; original bob@ex.org; "
         "remote dns:mx.ex.org; said smtp:550 5.1.1 <bob@ex.org>: nobody of that name    lives here; try "
         "next "
         "door"
             + back},
        {"dsn-postfix-delayed",
         "by dns:mail.home.example; arrived 2026-03-03 09:00:02; -> Delayed 4.4.1; final bob@ex.org; said "
         "x-postfix:connect to mx.ex.org: Connection timed out; until 2026-03-08 09:00:02"
             + back},
        {"dsn-postfix-relayed",
         "by dns:mail.home.example; envelope QQ314159; -> Relayed 2.0.0; final bob@ex.org; original "
         "bob@ex.org; remote dns:mx.ex.org; said smtp:250 2.0.0 Ok: queued"
             + back},
        {"dsn-exim",
         "by dns:mx.ex.org; -> Failed 5.0.0; final bob@ex.org; remote dns:inner.ex.org; said smtp:550 "
         "mailbox "
         "closed"
             + back},
        {"dsn-sendmail-two",
         "by dns:mail.home.example; from dns:desk.home.example; arrived 2026-03-03 09:00:00; -> Failed "
         "5.2.2; "
         "final bob@ex.org; said smtp:552 5.2.2 full; last 2026-03-03 09:00:09; X-Actual-Recipient=RFC822; "
         "bobm@inner.ex.org; -> Delayed 4.7.1; final eve@ex.org; log s23A00x1"
             + back},
        {"dsn-sendmail-expanded",
         "by dns:mail.home.example; -> Expanded 2.0.0; final team@ex.org; original team@ex.org" + back},
        {"dsn-exchange",
         "by dns:EX01.ex.org; from dns:mail.home.example; arrived 2026-03-03 09:00:01; -> Failed 5.1.10; "
         "final bob@ex.org; original bob@ex.org; said smtp:550 5.1.10 recipient not found; "
         "X-Display-Name=Bob Miller"
             + back},
        {"dsn-gmail",
         "by dns:mail.big.example; arrived 2026-03-03 09:00:00; X-Original-Message-ID=<m1@home.example>; -> "
         "Failed 5.7.26; final bob@ex.org; remote dns:mx.ex.org.; said smtp:550-5.7.26 not signed 550 5.7.26 "
         "and not from where it should be; last 2026-03-03 09:00:05; refers <m1@home.example>"
             + back},
        {"dsn-courier",
         "by dns:mail.ex.org; from dns:mail.home.example; arrived 2026-03-03 09:00:00; -> Failed 5.0.0; "
         "final "
         "bob@ex.org; said unix:over quota"
             + back},
        {"dsn-dovecot-lmtp",
         "by dns:mail.ex.org; -> Failed 5.2.2; final bob@ex.org; original bob@ex.org" + back},
        {"dsn-domino",
         "by dns:NOTES.ex.org; -> Failed 5.1.1; final bob@ex.org; said x-notes:User Bob (bob@ex.org) not "
         "listed in the directory"
             + back},
        {"dsn-delivered",
         "by dns:mx.ex.org; envelope QQ314159; -> Delivered 2.1.5; final bob+news@ex.org; original "
         "bob+2Bnews@ex.org"
             + back},
        {"dsn-german", "by dns:mx.ex.org; -> Failed 5.4.4; final bob@ex.org" + back},
        {"dsn-global",
         "by dns:mx.ex.org; -> Failed 5.6.7; final utf-8:jürgen@ex.org; original utf-8:jürgen@ex.org; said "
         "smtp:550 keine Umlaute hier: ü; Localized-Diagnostic=de; keine Umlaute"
             + back},
        {"dsn-gateway",
         "by x400:/C=DE/A=Post/; gateway dns:gate.ex.org; -> Failed 5.0.0; final x400:/S=Miller/C=DE/; said "
         "x400:1 (unable to transfer)"},
        // Broken
        {"dsn-run-together",
         "by dns:mx.ex.org; -> Failed 5.1.1; final bob@ex.org; -> Delayed 4.0.0; final eve@inner.ex.org; "
         "original eve@ex.org; !RunTogether"
             + back},
        {"dsn-no-action",
         "by dns:mx.ex.org; -> Failed 5.1.1; final bob@ex.org; -> ? 2.0.0; final eve@ex.org; !MissingAction"
             + back},
        {"dsn-unknown-action", "by dns:mx.ex.org; -> Delayed 4.2.0; final bob@ex.org; !UnknownAction" + back},
        {"dsn-contradiction", "by dns:mx.ex.org; -> ? 0.0.0; final bob@ex.org; !Contradiction" + back},
        {"dsn-bad-status",
         "by dns:mx.ex.org; -> Failed 5.0.0; final bob@ex.org; !MalformedDate; !MalformedStatus" + back},
        {"dsn-no-status",
         "by :mx.ex.org; -> Failed 0.0.0; original :bob@ex.org; !MissingAddressType; !MissingRecipient; "
         "!MissingStatus"
             + back},
        {"dsn-original-last",
         "by dns:mx.ex.org; -> Failed 5.1.1; final robert@ex.org; original bob@ex.org" + back},
        {"dsn-mislabelled", "by dns:mx.ex.org; -> Failed 5.1.1; final bob@ex.org; !Mislabelled" + back},
        {"dsn-returned-base64", "by dns:mx.ex.org; -> Failed 5.1.1; final bob@ex.org" + back},
        {"dsn-no-recipient", words + back},
        {"dsn-report-type-missing", "by dns:mx.ex.org; -> Failed 5.1.1; final bob@ex.org" + back},
        // Words alone, and what is no report
        {"words-exim", words + "; refers <m1@home.example>"},
        {"words-qmail", words},
        {"words-japanese", words},
        {"words-with-message", words + back},
        {"none-vacation", "none"},
        {"none-feedback", "none"},
        {"none-postmaster", "none"},
        {"none-answer", "none"},
    };
    return all;
}

QByteArray octetsOf(const QString &name)
{
    QFile file(QStringLiteral(POSTHORN_SOURCE_DIR "/tests/fuzz/corpus/reports/") + name + u".eml"_s);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

IncomingReport read(const QByteArray &octets)
{
    return receipts::readReport(mime::parseMessage(octets), "mx.home.example");
}

QByteArray withLineEnds(QByteArray octets, const char *lineEnd)
{
    return octets.replace('\n', lineEnd);
}

IncomingReport notification(const QByteArray &fields)
{
    return read("From: bob@ex.org\nContent-Type: message/disposition-notification\n\n" + fields);
}

IncomingReport delivery(const QByteArray &fields)
{
    return read("From: mailer-daemon@ex.org\nContent-Type: message/delivery-status\n\n" + fields);
}

}

class IncomingReportTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsWhatOtherProgramsSend_data();
    void readsWhatOtherProgramsSend();
    void hasAnAnswerForEveryFile();
    void readsTheSameFromThePartsAlone_data() { readsWhatOtherProgramsSend_data(); }
    void readsTheSameFromThePartsAlone();
    void takesTheStateOfLegacyAndOddDispositions_data();
    void takesTheStateOfLegacyAndOddDispositions();
    void readsItsSender();
    void staysWithinItsBounds();
};

void IncomingReportTest::readsWhatOtherProgramsSend_data()
{
    QTest::addColumn<QByteArray>("expected");
    QTest::addColumn<QString>("rows");
    for (const auto &answers : {notifications(), deliveries()}) {
        for (const Answer &answer : answers)
            QTest::newRow(answer.file) << answer.expected << QString::fromLatin1(answer.rows);
    }
}

void IncomingReportTest::readsWhatOtherProgramsSend()
{
    QFETCH(QString, rows);
    COVERS(rows);
    QFETCH(QByteArray, expected);
    const QByteArray octets = octetsOf(QString::fromLatin1(QTest::currentDataTag()));
    QVERIFY(!octets.isEmpty());
    for (const char *lineEnd : {"\n", "\r\n"})
        QCOMPARE(described(read(withLineEnds(octets, lineEnd))), expected);
    if (!octets.contains("quoted-printable"))  // whose soft line break has no such form
        QCOMPARE(described(read(withLineEnds(octets, "\r"))), expected);
}

void IncomingReportTest::hasAnAnswerForEveryFile()
{
    const QDir folder(QStringLiteral(POSTHORN_SOURCE_DIR "/tests/fuzz/corpus/reports"));
    QStringList answered;
    for (const auto &answers : {notifications(), deliveries()}) {
        for (const Answer &answer : answers)
            answered.append(QString::fromLatin1(answer.file) + u".eml"_s);
    }
    answered.sort();
    QCOMPARE(folder.entryList({u"*.eml"_s}, QDir::Files, QDir::Name), answered);
}

void IncomingReportTest::readsTheSameFromThePartsAlone()
{
    QFETCH(QByteArray, expected);
    const auto message = mime::parseMessage(octetsOf(QString::fromLatin1(QTest::currentDataTag())));
    // As a client gets them that has asked for the structure first: encoded, and of the original the
    // beginning.
    const mime::PartInfo structure = message.root.info;
    const auto parts = mime::reportParts(structure);
    const auto fetched = [&](const mime::PartInfo *part) {
        return part == nullptr ? QByteArray() : mime::partAt(message.root, part->section)->body;
    };
    const QByteArray original = fetched(parts.returned);
    const qsizetype headerEnd = original.indexOf("\n\n");
    const auto report = receipts::readReport(message.root.header, parts, fetched(parts.machine),
                                             original.first(headerEnd < 0 ? original.size() : headerEnd), {});
    QCOMPARE(described(report), expected);
}

void IncomingReportTest::takesTheStateOfLegacyAndOddDispositions_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<int>("state");
    QTest::addColumn<QString>("rows");
    const auto row = [](const char *value, RecipientState state, const char *rows = "") {
        QTest::newRow(value) << QByteArray(value) << static_cast<int>(state) << QString::fromLatin1(rows);
    };
    row("manual-action/MDN-sent-manually; displayed", RecipientState::Displayed);
    row("manual-action/MDN-sent-manually; displayed/unknown", RecipientState::Displayed, "MDN-100");
    row("manual-action/MDN-sent-manually; displayed/error", RecipientState::ReportedFailure);
    row("manual-action/MDN-sent-manually; denied", RecipientState::Declined, "MDN-104");
    row("manual-action/MDN-sent-manually; failed", RecipientState::ReportedFailure, "MDN-104");
    row("automatic-action/MDN-sent-automatically; deleted/mailbox-terminated", RecipientState::Deleted,
        "MDN-104");
    row("automatic-action/MDN-sent-automatically; dispatched/superseded", RecipientState::Dispatched,
        "MDN-104");
    row("autoaction/autosent; processed", RecipientState::Processed);
    row("MDN-sent-manually/manual-action;DISPLAYED", RecipientState::Displayed, "MDN-99");
    row("manual-action/MDN-sent-manually; opened", RecipientState::None);
    row("(displayed)", RecipientState::None);
    row(";;;///,,,", RecipientState::None);
}

void IncomingReportTest::takesTheStateOfLegacyAndOddDispositions()
{
    QFETCH(QString, rows);
    COVERS(rows);
    QFETCH(QByteArray, value);
    const auto report = notification("Final-Recipient: rfc822;bob@ex.org\nDisposition: " + value + '\n');
    const auto *fields = std::get_if<receipts::DispositionReport>(&report.content);
    QVERIFY(fields != nullptr);
    QTEST(static_cast<int>(receipts::stateOf(fields->disposition)), "state");
}

void IncomingReportTest::readsItsSender()
{
    const QByteArray fields("Authentication-Results: mx.home.example; dmarc=fail\nReturn-Path: <>\n"
                            "Return-Path: <me@home.example>\nReferences: <a@x> <b@x>\nIn-Reply-To: <c@x>\n"
                            "Date: Wed, 4 Mar 2026 09:30:00 +0000\nMessage-ID: <r1@ex.org>\n");
    const IncomingReport report = read(fields
                                       + "From: Bob <bob@b\xc3\xbc"
                                         "cher.example>\nContent-Type: message/delivery-status\n\n"
                                         "Final-Recipient: rfc822;bob@ex.org\n");
    QCOMPARE(report.from.addrSpec(), "bob@xn--bcher-kva.example"_ba);
    QCOMPARE(report.returnPath, IncomingReport::ReturnPath::Null);
    QCOMPARE(report.authentication, receipts::Authentication::Failed);
    QCOMPARE(report.messageId, "<r1@ex.org>"_ba);
    QCOMPARE(report.date, QDateTime(QDate(2026, 3, 4), QTime(9, 30), Qt::UTC));
    QCOMPARE(report.references, (std::vector<QByteArray>{"<c@x>", "<b@x>", "<a@x>"}));
}

void IncomingReportTest::staysWithinItsBounds()
{
    const auto deliveryOf = [](const IncomingReport &report) {
        const auto *fields = std::get_if<receipts::DeliveryReport>(&report.content);
        return fields == nullptr ? receipts::DeliveryReport() : *fields;
    };
    const auto has = [](const receipts::ReportDefects &defects, receipts::ReportDefect defect) {
        return std::find(defects.begin(), defects.end(), defect) != defects.end();
    };
    const QByteArray recipient("Final-Recipient: rfc822;b@c\nAction: failed\n");
    const auto blocks = deliveryOf(delivery(QByteArray(recipient + '\n').repeated(20'000)));
    QCOMPARE(blocks.recipients.size(), std::size_t(10'000));
    QVERIFY(has(blocks.defects, receipts::ReportDefect::BrokenLines));
    const auto together = deliveryOf(delivery(recipient.repeated(20'000)));
    QVERIFY(together.recipients.size() <= 10'000);
    const auto extended =
        deliveryOf(delivery("Final-Recipient: rfc822;b@c\n" + QByteArray("X: y\n").repeated(4000)));
    QCOMPARE(extended.recipients.front().extensions.size(), receipts::mostExtensionFields);
    QVERIFY(has(extended.defects, receipts::ReportDefect::TooMany));

    const auto wordy = notification("Disposition: a/b; displayed/" + QByteArray("x,").repeated(1000) + "\n"
                                    + QByteArray("Error: e\n").repeated(1000));
    const auto *fields = std::get_if<receipts::DispositionReport>(&wordy.content);
    QVERIFY(fields != nullptr);
    QCOMPARE(fields->disposition.modifiers.size(), std::size_t(20));
    QCOMPARE(fields->errors.size(), std::size_t(20));

    const auto huge =
        delivery("Final-Recipient: rfc822;b@c\nDiagnostic-Code: smtp; " + QByteArray(6'000'000, 'x'));
    QVERIFY(has(deliveryOf(huge).defects, receipts::ReportDefect::BrokenLines));
    QVERIFY(deliveryOf(huge).recipients.front().diagnostic.text.size() < 5'000'000);
    const auto referring = read("References: " + QByteArray("<a@b> <c@d>").repeated(10)
                                + QByteArray("<x@").repeated(9000) + "\nX-Failed-Recipients: b@c\n\nx");
    QVERIFY(referring.isReport());
    QCOMPARE(referring.references.size(), std::size_t(2));
}

POSTHORN_TEST(IncomingReportTest)
#include "tst_incomingreport.moc"
