// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/session/commands/fetch.h"
#include "core/imap/session/commands/simple.h"
#include "core/imap/session/trafficlog.h"

#include <QLoggingCategory>

#include "tests/core/imap/session/fakesasl.h"
#include "tests/support/dialogue.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;

namespace {

const QByteArray canary = "c4nary-p\xc3\xa4ss"_ba;

// Everything that was logged in the meantime, whatever the category.
class LogCatcher
{
public:
    LogCatcher()
    {
        caught().clear();
        QLoggingCategory::setFilterRules(u"posthorn.*=true"_s);
        m_before = qInstallMessageHandler([](QtMsgType, const QMessageLogContext &, const QString &message) {
            caught().append(message.toUtf8() + '\n');
        });
    }
    LogCatcher(const LogCatcher &) = delete;
    LogCatcher &operator=(const LogCatcher &) = delete;
    ~LogCatcher()
    {
        qInstallMessageHandler(m_before);
        QLoggingCategory::setFilterRules({});
    }
    static QByteArray &caught()
    {
        static QByteArray text;
        return text;
    }

private:
    QtMessageHandler m_before;
};

bool holdsSecret(const QByteArray &text)
{
    const QByteArray plain = QByteArray("\0bob\0", 5) + canary;
    for (const QByteArray &form :
         {canary, canary.toBase64(), plain.toBase64(), canary.toPercentEncoding(), "bob "_ba + canary}) {
        if (text.contains(form))
            return true;
    }
    return false;
}

}

class TestTraffic : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void neverShowsASecret_data()
    {
        QTest::addColumn<QByteArray>("greeting");
        QTest::addColumn<QByteArrayList>("answers");
        const QByteArray echo = "a1 NO no user bob with " + canary + " or " + canary.toBase64() + "\r\n";
        QTest::newRow("initial response") << "AUTH=PLAIN SASL-IR"_ba << QByteArrayList{"a1 OK in\r\n"};
        QTest::newRow("continuation") << "AUTH=PLAIN"_ba << QByteArrayList{"+ \r\n", "a1 OK in\r\n"};
        QTest::newRow("LOGIN, literal") << "X"_ba << QByteArrayList{"+ go\r\n", "a1 OK in\r\n"};
        QTest::newRow("LOGIN, literal at once") << "LITERAL+"_ba << QByteArrayList{"a1 OK in\r\n"};
        QTest::newRow("the server repeats it") << "AUTH=PLAIN SASL-IR"_ba << QByteArrayList{echo};
        QTest::newRow("in a challenge")
            << "AUTH=PLAIN SASL-IR"_ba << QByteArrayList{"+ " + canary.toBase64() + "\r\n", "a1 NO x\r\n"};
    }
    void neverShowsASecret()
    {
        COVERS("SEC-30", "I4-060");
        QFETCH(QByteArray, greeting);
        QFETCH(QByteArrayList, answers);
        const LogCatcher log;
        Dialogue dialogue;
        dialogue.session().provideCredentials({"bob"_ba, Secret(canary)});
        dialogue.open();
        dialogue.transport().serverSends("* OK [CAPABILITY IMAP4rev1 " + greeting + "] ready\r\n");
        for (const QByteArray &answer : answers)
            dialogue.transport().serverSends(answer);
        QVERIFY(holdsSecret(dialogue.transport().takeWritten()));  // it was sent, after all
        for (const QByteArray &line : dialogue.traffic() + dialogue.events())
            QVERIFY2(!holdsSecret(line), line.constData());
        QVERIFY(std::any_of(dialogue.traffic().begin(), dialogue.traffic().end(),
                            [](const QByteArray &line) { return line.contains("***"); }));
        QVERIFY(!holdsSecret(log.caught()));
    }

    void isNotToldByAnEchoOfWhatWasWritten_data()
    {
        QTest::addColumn<QByteArray>("mechanism");  // the account's choice
        QTest::addColumn<QByteArray>("capabilities");
        QTest::addColumn<QByteArray>("password");
        QTest::addColumn<QByteArray>("written");  // what the password has become on the line
        QTest::addColumn<QByteArrayList>("answers");
        const QByteArray plain = (QByteArray("\0bob\0", 5) + canary).toBase64();
        const QByteArray withIr = "AUTH=PLAIN SASL-IR";
        const auto plainRow = [&](const char *name, const QByteArrayList &answers) {
            QTest::newRow(name) << ""_ba << withIr << canary << plain << answers;
        };
        const QByteArray echo = "unknown: AUTHENTICATE PLAIN " + plain + "\r\n";
        plainRow("PLAIN, refused", {"* BAD " + echo, "a1 NO " + echo});
        plainRow("PLAIN, in capitals", {"a1 NO " + echo.toUpper()});
        plainRow("PLAIN, without padding",
                 {"a1 NO x " + plain.chopped(plain.endsWith('=') ? 1 : 0) + "\r\n"});
        plainRow("PLAIN, cut by the server",
                 {"a1 NO unknown: AUTHENTICATE PLAIN " + plain.first(14) + "...\r\n"});
        plainRow("PLAIN, an alert", {"* OK [ALERT] " + echo, "a1 NO " + echo});
        plainRow("PLAIN, a farewell", {"* BYE " + echo});
        plainRow("PLAIN, not to be read", {"* FLAGS " + echo, "a1 NO " + echo});
        // Twelve octets of it stand in front of the cut.
        const qsizetype ahead = imap::trafficlog::shownLine - 12 - QByteArrayView("a1 NO ").size();
        plainRow("PLAIN, where a line is cut", {"a1 NO " + QByteArray(ahead, 'x') + plain + "\r\n"});
        QTest::newRow("PLAIN, after a continuation")
            << ""_ba
            << "AUTH=PLAIN"_ba << canary << plain
            << QByteArrayList{"+ \r\n", "a1 NO what is " + plain + "\r\n"};
        const QByteArray token = "ya29.c4nary-token";
        const QByteArray bearer = ("user=bob\1auth=Bearer " + token + "\1\1").toBase64();
        QTest::newRow("XOAUTH2") << "XOAUTH2"_ba
                                 << "AUTH=XOAUTH2 SASL-IR"_ba << token << bearer
                                 << QByteArrayList{"a1 NO unknown: AUTHENTICATE XOAUTH2 " + bearer + "\r\n"};
        const QByteArray escaped = "c4\"nary\\pass";
        const QByteArray quoted = "\"c4\\\"nary\\\\pass\"";
        QTest::newRow("LOGIN, quoted")
            << ""_ba
            << "X"_ba << escaped << quoted << QByteArrayList{"a1 NO unknown: LOGIN bob " + quoted + "\r\n"};
        QTest::newRow("LOGIN, its quotes dropped")
            << ""_ba
            << "X"_ba << escaped << quoted
            << QByteArrayList{"a1 NO unknown: LOGIN bob " + quoted.sliced(1, quoted.size() - 2) + "\r\n"};
    }
    void isNotToldByAnEchoOfWhatWasWritten()
    {
        COVERS("SEC-30");
        QFETCH(QByteArray, mechanism);
        QFETCH(QByteArray, capabilities);
        QFETCH(QByteArray, password);
        QFETCH(QByteArray, written);
        QFETCH(QByteArrayList, answers);
        const LogCatcher log;
        Dialogue dialogue({.mechanism = mechanism});
        dialogue.session().provideCredentials({"bob"_ba, Secret(password)});
        dialogue.open();
        dialogue.serverSends("* OK [CAPABILITY IMAP4rev1 " + capabilities + "] ready\r\n");
        QByteArray sent;
        for (const QByteArray &answer : answers) {
            sent += dialogue.transport().takeWritten();
            dialogue.serverSends(answer);
        }
        QVERIFY(sent.contains(written));
        QCOMPARE(dialogue.session().phase(), imap::Phase::Closed);
        const QByteArray start = written.sliced(written.startsWith('"') ? 1 : 0, 10).toLower();
        for (const QByteArray &line : dialogue.traffic() + dialogue.events() + log.caught().split('\n')) {
            QVERIFY2(!line.toLower().contains(start), line.constData());
            QVERIFY2(!line.toLower().contains(password.toLower()), line.constData());
        }
        QVERIFY(std::any_of(dialogue.events().begin(), dialogue.events().end(),
                            [](const QByteArray &event) { return event.contains("***"); }));
    }

    void masksEveryForm()
    {
        imap::trafficlog::Secrets secrets;
        QCOMPARE(secrets.maskedIn("a secret"), "a secret"_ba);
        secrets.add(Secret("secret"_ba));
        secrets.add(Secret("ab"_ba));  // too short to be looked for
        secrets.addWritten(imap::CommandText("LOGIN ").secretString(Secret("a\"b\\c"_ba)));
        QCOMPARE(secrets.maskedIn("ab secret, SECRET and c2VjcmV0."), "ab ***, *** and ***."_ba);
        QCOMPARE(secrets.maskedIn("secretsecret"), "***"_ba);
        QCOMPARE(secrets.maskedIn("LOGIN bob \"a\\\"b\\\\c\""), "LOGIN bob \"***\""_ba);
        QCOMPARE(imap::trafficlog::received("* X {6}\r\nsecret (secret)\r\n", secrets),
                 "* X {6}\r\n*** (***)"_ba);
        secrets.clear();
        QCOMPARE(secrets.maskedIn("a secret"), "a secret"_ba);
    }

    void showsTheDialogue()
    {
        Dialogue dialogue;
        dialogue.verbatim();
        dialogue.greet();
        dialogue.run<imap::AppendCommand>("Sent"_ba, std::vector<QByteArray>{}, QDateTime(),
                                          QByteArray(310, 'x'));
        dialogue.transport().serverSends("+ go\r\na1 OK done\r\n");
        dialogue.run<imap::AppendCommand>("Sent"_ba, std::vector<QByteArray>{}, QDateTime(), "short"_ba);
        dialogue.transport().serverSends("+ go\r\n");
        QCOMPARE(dialogue.traffic(),
                 (QByteArrayList{"-- connected, encrypted", "S: * PREAUTH [CAPABILITY IMAP4rev1] hello",
                                 "C: a1 APPEND Sent {310}", "S: + go", "C: <310 octets>", "S: a1 OK done",
                                 "C: a2 APPEND Sent {5}", "S: + go", "C: short"}));
    }

    void cutsWhatIsLong()
    {
        const QByteArray body(201, 'b');
        QCOMPARE(imap::trafficlog::received("* 1 FETCH (BODY[] {201}\r\n" + body + " UID 1)\r\n"),
                 "* 1 FETCH (BODY[] {201}\r\n<201 octets> UID 1)"_ba);
        QCOMPARE(imap::trafficlog::received("* 1 FETCH (BODY[] {201+}\r\n" + body + ")"),
                 "* 1 FETCH (BODY[] {201+}\r\n<201 octets>)"_ba);
        QCOMPARE(imap::trafficlog::received("* LIST () NIL {5}\r\nINBOX\r\n"),
                 "* LIST () NIL {5}\r\nINBOX"_ba);
        const QByteArray search =
            imap::trafficlog::received("* SEARCH" + QByteArray(" 123456").repeated(100'000) + "\r\n");
        QVERIFY(search.size() < 3000);
        const QByteArray many = QByteArray("x {1}\r\ny").repeated(100'000) + "\r\n";
        QVERIFY(imap::trafficlog::received(many).size() < 3000);
        QCOMPARE(imap::trafficlog::received("no end {5}\r\nab"), "no end {5}"_ba);
    }
};

#include "tst_traffic.moc"
POSTHORN_TEST(TestTraffic)
