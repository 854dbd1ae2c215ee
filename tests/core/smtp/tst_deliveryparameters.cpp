// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/smtp/deliveryparameters.h"

#include "tests/core/smtp/submissionrun.h"

using namespace Qt::StringLiterals;
using smtp::Envelope;
using smtp::Notify;
using smtp::Recipient;

Q_DECLARE_METATYPE(Recipient)

// Asking for reports of delivery (RFC 3461), as the server sees it.
class TestDeliveryParameters : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reportsAreAskedForWhereTheServerOffersThem();
    void nothingIsSaidToAServerThatOffersNone_data();
    void nothingIsSaidToAServerThatOffersNone();
    void whatWasOfferedBeforeTlsIsForgotten();
    void whoeverSubmitsLearnsWhetherItWasSaid();
    void eachRecipientHasItsOwnParametersOnce_data();
    void eachRecipientHasItsOwnParametersOnce();
    void anIdThatCannotBeOneIsLeftOut_data();
    void anIdThatCannotBeOneIsLeftOut();
    void everyOctetSurvivesXtext();
};

namespace {

const Envelope asking{"me@example.org",
                      {{"anna@example.org", Notify::Everything, true},
                       {"a+b=c@x.org", Notify::Failures, true},
                       {"bob@x.org", Notify::Never},
                       {"carl@x.org"}},
                      Envelope::Return::Headers,
                      "id=1"};

const QByteArray welcome = greeted + "S: 250-mail.test\nS: 250-AUTH PLAIN\nS: 250 ";
const QByteArray login = "\nC: AUTH PLAIN AHVzZXIAcGVuY2ls\nS: 235 In\n";

}

void TestDeliveryParameters::reportsAreAskedForWhereTheServerOffersThem()
{
    COVERS("MDN-105", "MDN-106", "MDN-107");
    Run run;
    run.submission.submit(asking, message);
    QCOMPARE(play(run.line,
                  welcome + "dsn" + login
                      + "C: MAIL FROM:<me@example.org> RET=HDRS ENVID=id+3D1\n"
                        "S: 250 Ok\n"
                        "C: RCPT TO:<anna@example.org> NOTIFY=SUCCESS,FAILURE,DELAY "
                        "ORCPT=rfc822;anna@example.org\n"
                        "S: 250 Ok\n"
                        "C: RCPT TO:<a+b=c@x.org> NOTIFY=FAILURE,DELAY ORCPT=rfc822;a+2Bb+3Dc@x.org\n"
                        "S: 250 Ok\n"
                        "C: RCPT TO:<bob@x.org> NOTIFY=NEVER\n"
                        "S: 250 Ok\n"
                        "C: RCPT TO:<carl@x.org>\n"
                        "S: 250 Ok\n"
                        "C: DATA"),
             QByteArray());
}

void TestDeliveryParameters::nothingIsSaidToAServerThatOffersNone_data()
{
    QTest::addColumn<QByteArray>("offered");
    QTest::newRow("another extension") << "HELP"_ba;
    QTest::newRow("a word that begins like it") << "DSNX"_ba;
    QTest::newRow("a word that ends like it") << "X-DSN"_ba;
    QTest::newRow("as a parameter of another") << "XWAYS DSN"_ba;
}

void TestDeliveryParameters::nothingIsSaidToAServerThatOffersNone()
{
    COVERS("MDN-108");
    QFETCH(QByteArray, offered);
    Run run;
    run.submission.submit(asking, message);
    QCOMPARE(play(run.line,
                  welcome + offered + login
                      + "C: MAIL FROM:<me@example.org>\nS: 250 Ok\n"
                        "C: RCPT TO:<anna@example.org>\nS: 250 Ok\nC: RCPT TO:<a+b=c@x.org>\nS: 250 Ok\n"
                        "C: RCPT TO:<bob@x.org>\nS: 250 Ok\nC: RCPT TO:<carl@x.org>\nS: 250 Ok\nC: DATA"),
             QByteArray());
}

void TestDeliveryParameters::whatWasOfferedBeforeTlsIsForgotten()
{
    COVERS("MDN-108");
    Run run(options(net::Security::StartTls));
    run.submission.submit(asking, message);
    QCOMPARE(play(run.line,
                  greeted + "S: 250-mail.test\nS: 250-DSN\nS: 250 STARTTLS\nC: STARTTLS\nS: 220 Go\n"
                      + "+ encrypted\nC: EHLO [127.0.0.1]\nS: 250-mail.test\nS: 250 AUTH PLAIN" + login
                      + "C: MAIL FROM:<me@example.org>"),
             QByteArray());
}

void TestDeliveryParameters::whoeverSubmitsLearnsWhetherItWasSaid()
{
    for (const bool isOffered : {true, false}) {
        Run run;
        run.submission.submit({"me@example.org", {{"anna@example.org"}}}, "x\r\n");
        QCOMPARE(play(run.line,
                      welcome + (isOffered ? "DSN" : "HELP") + login
                          + "C: MAIL FROM:<me@example.org>\nS: 250 Ok\nC: RCPT TO:<anna@example.org>\n"
                            "S: 250 Ok\nC: DATA\nS: 354 Go\nC: x\nC: .\nS: 250 Ok\nC: QUIT"),
                 QByteArray());
        QCOMPARE(run.outcome().status, Status::Accepted);
        QCOMPARE(run.outcome().reportsDelivery, isOffered);
    }
}

void TestDeliveryParameters::eachRecipientHasItsOwnParametersOnce_data()
{
    QTest::addColumn<Recipient>("who");
    QTest::addColumn<QByteArray>("parameters");
    const auto row = [](const char *name, const Recipient &who, const QByteArray &parameters) {
        QTest::newRow(name) << who << parameters;
    };
    row("nothing asked", {"a@x.org"}, "");
    row("named alone", {"a@x.org", Notify::Unsaid, true}, " ORCPT=rfc822;a@x.org");
    row("never, and named", {"a@x.org", Notify::Never, true}, " NOTIFY=NEVER ORCPT=rfc822;a@x.org");
    row("quoted", {"\"a b\"@x.org", Notify::Unsaid, true}, " ORCPT=rfc822;\"a+20b\"@x.org");
    row("case is kept", {"Anna@Example.ORG", Notify::Unsaid, true}, " ORCPT=rfc822;Anna@Example.ORG");
    row("UTF-8", {"\xC3\xA9+=\\@x.org", Notify::Unsaid, true},
        " ORCPT=utf-8;\xC3\xA9\\x{2B}\\x{3D}\\x{5C}@x.org");
    row("as long as may be", {QByteArray(487, 'a') + "@x.org", Notify::Unsaid, true},
        " ORCPT=rfc822;" + QByteArray(487, 'a') + "@x.org");
    row("longer", {QByteArray(488, 'a') + "@x.org", Notify::Everything, true},
        " NOTIFY=SUCCESS,FAILURE,DELAY");
}

void TestDeliveryParameters::eachRecipientHasItsOwnParametersOnce()
{
    COVERS("MDN-105", "MDN-106", "MDN-107");
    QFETCH(Recipient, who);
    QFETCH(QByteArray, parameters);
    QCOMPARE(smtp::recipientParameters(who), parameters);
}

void TestDeliveryParameters::anIdThatCannotBeOneIsLeftOut_data()
{
    QTest::addColumn<QByteArray>("id");
    QTest::addColumn<QByteArray>("parameters");
    QTest::newRow("none") << ""_ba
                          << ""_ba;
    QTest::newRow("plain") << "QQ314159"_ba
                           << " ENVID=QQ314159"_ba;
    QTest::newRow("blank") << "a b"_ba
                           << " ENVID=a+20b"_ba;
    QTest::newRow("line end") << "a\r\nDATA"_ba
                              << ""_ba;
    QTest::newRow("8 bits") << "\xC3\xA9"_ba
                            << ""_ba;
    QTest::newRow("100 octets") << QByteArray(100, 'x') << " ENVID=" + QByteArray(100, 'x');
    QTest::newRow("101 octets") << QByteArray(101, 'x') << ""_ba;
    QTest::newRow("more than 100 when encoded") << QByteArray(34, '=') << ""_ba;
}

void TestDeliveryParameters::anIdThatCannotBeOneIsLeftOut()
{
    COVERS("MDN-107");
    QFETCH(QByteArray, id);
    QFETCH(QByteArray, parameters);
    QCOMPARE(smtp::mailParameters({"me@x.org", {{"a@x.org"}}, Envelope::Return::Unsaid, id}), parameters);
    QCOMPARE(smtp::mailParameters({"me@x.org", {{"a@x.org"}}, Envelope::Return::Everything, id}),
             " RET=FULL" + parameters);
}

void TestDeliveryParameters::everyOctetSurvivesXtext()
{
    QByteArray all;
    for (int octet = 0; octet < 256; ++octet)
        all += static_cast<char>(octet);
    const QByteArray text = smtp::xtext(all);
    for (const char c : text)
        QVERIFY(c > ' ' && c <= '~' && c != '=');
    QByteArray back;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text.at(i) == '+') {
            QCOMPARE(text.mid(i + 1, 2), text.mid(i + 1, 2).toUpper());  // RFC 3461, 4: upper case
            back += QByteArray::fromHex(text.mid(i + 1, 2));
            i += 2;
        } else {
            back += text.at(i);
        }
    }
    QCOMPARE(back, all);
}

POSTHORN_TEST(TestDeliveryParameters)

#include "tst_deliveryparameters.moc"
