// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/session/commands/simple.h"
#include "core/imap/session/session.h"
#include "core/net/ssltransport.h"

#include "tests/support/testcase.h"
#include "tests/support/testserver.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using net::Security;
using posthorn_test::TestPki;
using posthorn_test::TestServer;
using Connection = TestServer::Connection;

namespace {

const QByteArray password = "c4nary-passw0rd"_ba;
const QByteArray plainResponse = (QByteArray("\0bob\0", 5) + password).toBase64();

// A session with everything it needs to log in and a mail to be filed, on a real socket, and all that the
// rest of the program would learn from it.
struct Victim {
    Victim(const net::Endpoint &to, Clock &clock)
        : session(net::makeSslTransport(to, {}, clock, {.connectTimeout = 5s, .connectTo = {}}),
                  {.security = to.security, .host = "localhost"_ba}, clock),
          closed(&session, &imap::Session::closed), ready(&session, &imap::Session::ready),
          untagged(&session, &imap::Session::untagged), alerted(&session, &imap::Session::alerted)
    {
        session.provideCredentials({"bob"_ba, Secret(password)});
        session.run(std::make_unique<imap::AppendCommand>("Sent"_ba, std::vector<QByteArray>{}, QDateTime(),
                                                          "a draft nobody may see"_ba));
        session.start();
    }
    [[nodiscard]] bool comesToAnEnd() { return !closed.isEmpty() || closed.wait(8000); }
    [[nodiscard]] bool becomesReady() { return !ready.isEmpty() || ready.wait(8000); }
    [[nodiscard]] Error::Kind end() const { return closed.first().first().value<Error>().kind; }

    imap::Session session;
    QSignalSpy closed, ready, untagged, alerted;
};

bool holdsSecret(const QByteArray &octets)
{
    for (const QByteArray &form : {password, password.toBase64(), plainResponse, "draft"_ba}) {
        if (octets.contains(form))
            return true;
    }
    return false;
}

const QByteArray offersTls = "* OK [CAPABILITY IMAP4rev1 STARTTLS AUTH=PLAIN SASL-IR] ready\r\n"_ba;

// An honest server from STARTTLS to the mail that is filed; `more` is said before each answer.
TestServer::Script honest(const QByteArray &inClear = {}, const QByteArray &overTls = {})
{
    return [=](Connection &connection, const QByteArray &line) {
        const QByteArray tag = line.split(' ').value(0);
        const QByteArray verb = line.split(' ').value(1);
        if (verb == "STARTTLS") {
            connection.send(inClear + tag + " OK go\r\n");
            connection.startTls();
        } else if (verb == "CAPABILITY") {
            connection.send(overTls + "* CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR\r\n" + tag + " OK done\r\n");
        } else if (verb == "AUTHENTICATE") {
            connection.send(overTls + tag + " OK [CAPABILITY IMAP4rev1] in\r\n");
        } else if (verb == "APPEND") {
            connection.send("+ go on\r\n");
        }
    };
}

}

// What a man in the middle, or a server that is his, gets out of us: over real sockets, because buffers and
// the hand-over to TLS are where others fell.
class TestAttacksOverTls : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_pki.issue({.name = "root",
                     .issuer = {},
                     .extensions = "basicConstraints=critical,CA:TRUE\n",
                     .key = "ec-ca"});
        m_pki.issue({.name = "good",
                     .issuer = "root",
                     .extensions =
                         "basicConstraints=critical,CA:FALSE\nsubjectAltName=IP:127.0.0.1,DNS:localhost\n"});
        QVERIFY2(m_pki.isValid(), m_pki.error().constData());
    }

    void nothingIsSaidInClear_data()
    {
        QTest::addColumn<QByteArray>("greeting");
        QTest::addColumn<QByteArray>("answer");  // to whatever we say
        QTest::addColumn<QString>("rows");
        const QByteArray hi = "* OK hi\r\n", old = "* OK IMAP4 ready\r\n";
        QTest::newRow("stripped from the greeting")
            << "* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR] hi\r\n"_ba
            << ""_ba << u"SEC-01"_s;
        QTest::newRow("stripped from CAPABILITY")
            << hi << "* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\n@ OK done\r\n"_ba << u"SEC-01"_s;
        QTest::newRow("misspelt") << hi << "* CAPABILITY IMAP4rev1 XSTARTTLS STARTTLSX\r\n@ OK done\r\n"_ba
                                  << u"SEC-01"_s;
        QTest::newRow("NO") << offersTls << "@ NO not today\r\n"_ba << u"SEC-02"_s;
        QTest::newRow("BAD") << offersTls << "@ BAD unknown\r\n"_ba << u"SEC-02"_s;
        QTest::newRow("BYE") << offersTls << "* BYE\r\n@ NO\r\n"_ba << u"SEC-02"_s;
        QTest::newRow("+ and OK") << offersTls << "+ go\r\n@ OK go\r\nx"_ba << u"SEC-02"_s;
        QTest::newRow("no CAPABILITY") << hi << "@ BAD what\r\n"_ba << u"SEC-03"_s;
        QTest::newRow("IMAP4 only") << old << "* CAPABILITY IMAP4\r\n@ OK done\r\n"_ba << u"SEC-03"_s;
        QTest::newRow("CAPABILITY without data") << hi << "@ OK done\r\n"_ba << u"SEC-03"_s;
        for (const char *preauth :
             {"* PREAUTH hello bob\r\n", "* PREAUTH [CAPABILITY IMAP4rev1 STARTTLS] hello\r\n",
              "* PREAUTH hello\r\n* LIST () \"/\" INBOX\r\n* 3 EXISTS\r\n",
              "* PREAUTH [ALERT] hello\r\na1 OK done\r\n", "* preauth hello\r\n"})
            QTest::newRow(preauth) << QByteArray(preauth) << "@ OK done\r\n"_ba << u"SEC-04 SEC-14"_s;
        QTest::newRow("COMPRESS first") << "* OK [CAPABILITY IMAP4rev1 COMPRESS=DEFLATE AUTH=PLAIN] hi\r\n"_ba
                                        << "@ OK done\r\n"_ba << u"SEC-17"_s;
    }
    void nothingIsSaidInClear()
    {
        QFETCH(QString, rows);
        COVERS(rows);
        QFETCH(QByteArray, greeting);
        QFETCH(QByteArray, answer);
        TestServer server(m_pki.identity("good"), TestServer::Start::InClear, greeting,
                          [=](Connection &connection, const QByteArray &line) {
                              connection.send(QByteArray(answer).replace('@', line.split(' ').value(0)));
                          });
        Victim victim(to(server, Security::StartTls), m_clock);
        QVERIFY(victim.comesToAnEnd());
        QVERIFY(!holdsSecret(server.receivedInClear()));
        QVERIFY(!server.receivedInClear().contains("LOGIN"));
        QVERIFY(!server.receivedInClear().contains("AUTHENTICATE"));
        QVERIFY(!server.receivedInClear().contains("APPEND"));
        QVERIFY(!server.receivedInClear().contains("SELECT"));
        QVERIFY(!server.receivedInClear().contains("COMPRESS"));
        QCOMPARE(server.receivedOverTls(), ""_ba);
        QCOMPARE(server.connections(), 1);  // and not again in another way
        QVERIFY(victim.ready.isEmpty());
        QVERIFY(victim.untagged.isEmpty());
        QVERIFY(victim.alerted.isEmpty());
        QVERIFY(!victim.session.isEncrypted());
    }

    void octetsBehindTheAnswerEndItAll_data()
    {
        QTest::addColumn<QByteArray>("injected");
        QTest::newRow("capability") << "* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\n"_ba;
        QTest::newRow("list") << "* LIST () \"/\" Stolen\r\n"_ba;
        QTest::newRow("the next answer") << "a2 OK injected\r\n"_ba;
        QTest::newRow("bye") << "* BYE call 555\r\n"_ba;
    }
    // In one segment, cut at every octet, and a while later.
    void octetsBehindTheAnswerEndItAll()
    {
        COVERS("SEC-05");
        QFETCH(QByteArray, injected);
        const QByteArray stream = "a1 OK go\r\n" + injected;
        for (qsizetype cut = 1; cut <= stream.size(); ++cut) {
            const auto delay = std::chrono::milliseconds(std::array{0, 0, 0, 5, 20, 50}.at(cut % 6));
            TestServer server(m_pki.identity("good"), TestServer::Start::InClear, offersTls,
                              [=](Connection &connection, const QByteArray &line) {
                                  if (line != "a1 STARTTLS")
                                      return;
                                  connection.send(stream.first(cut));
                                  connection.sendAfter(delay, stream.sliced(cut));
                              });
            Victim victim(to(server, Security::StartTls), m_clock);
            QVERIFY(victim.comesToAnEnd());
            QCOMPARE(victim.end(), Error::Kind::Untrusted);
            QVERIFY(!holdsSecret(server.receivedInClear()));
            QVERIFY(victim.untagged.isEmpty());
        }
    }

    // Between the handshake's messages there is no room either: what is injected meanwhile breaks it.
    void aServerThatTalksOnInClearIsNotBelieved()
    {
        COVERS("SEC-05", "SEC-07");
        TestServer server(m_pki.identity("good"), TestServer::Start::InClear, offersTls,
                          [](Connection &connection, const QByteArray &line) {
                              if (!line.startsWith("a1 STARTTLS"))
                                  return;
                              connection.send("a1 OK go\r\n");
                              connection.sendAfter(30ms, "* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\na2 OK\r\n");
                          });
        Victim victim(to(server, Security::StartTls), m_clock);
        QVERIFY(victim.comesToAnEnd());
        QVERIFY(!holdsSecret(server.receivedInClear()));
        QVERIFY(victim.ready.isEmpty());
    }

    void mailboxDataBeforeTheLoginIsNothing_data()
    {
        QTest::addColumn<QByteArray>("data");
        QTest::addColumn<bool>("inClear");
        for (const char *data : {"LIST () \"/\" Stolen", "LSUB () \"/\" Stolen", "STATUS INBOX (MESSAGES 3)",
                                 "STATUS INBOX (UIDNEXT 7 UNSEEN 2)", "SEARCH 1 2", "FLAGS (\\Seen)",
                                 "5 EXISTS", "2 RECENT", "1 EXPUNGE", "1 FETCH (UID 4 FLAGS (\\Seen))"}) {
            QTest::addRow("%s, in clear", data) << QByteArray(data) << true;
            QTest::addRow("%s, before the login", data) << QByteArray(data) << false;
        }
    }
    void mailboxDataBeforeTheLoginIsNothing()
    {
        COVERS("SEC-08", "SEC-07");
        QFETCH(QByteArray, data);
        QFETCH(bool, inClear);
        const QByteArray line = "* " + data + "\r\n";
        TestServer server(m_pki.identity("good"), TestServer::Start::InClear, offersTls,
                          inClear ? honest(line) : honest({}, line));
        Victim victim(to(server, Security::StartTls), m_clock);
        QVERIFY(victim.becomesReady());
        QVERIFY(victim.untagged.isEmpty());
        QVERIFY(!victim.session.selected());
        QVERIFY(victim.session.isEncrypted());
        QVERIFY(!holdsSecret(server.receivedInClear()));
    }

    void whatWasSaidInClearIsForgotten()
    {
        COVERS("SEC-09", "SEC-11", "SEC-16");
        const QByteArray greeting =
            "* OK [CAPABILITY IMAP4rev1 STARTTLS LOGINDISABLED AUTH=XEVIL LITERAL+ UNSELECT] ready\r\n";
        TestServer server(m_pki.identity("good"), TestServer::Start::InClear, greeting,
                          honest("* OK [ALERT] call 555\r\n* BAD [ALERT] now\r\n"));
        Victim victim(to(server, Security::StartTls), m_clock);
        QVERIFY(!victim.session.isEncrypted());
        QVERIFY(victim.becomesReady());
        QVERIFY(victim.session.isEncrypted());
        QCOMPARE(server.handshakes(), 1);
        QVERIFY(victim.alerted.isEmpty());
        QVERIFY(!victim.session.capabilities().unselect());
        QVERIFY(server.receivedOverTls().contains("AUTHENTICATE PLAIN"));
        QVERIFY(!holdsSecret(server.receivedInClear()));
    }

    void spoofedWordsAreNotPassedOn_data()
    {
        QTest::addColumn<QByteArray>("greeting");
        QTest::addColumn<QByteArray>("answer");
        int row = 0;
        for (const char *code : {"[ALERT] ", "[BADCHARSET (X)] ", "[PARSE] "}) {
            QTest::addRow("%d greeting %s", ++row, code) << "* OK " + QByteArray(code) + "call 555\r\n"
                                                         << "@ NO\r\n"_ba;
            QTest::addRow("%d answer %s", ++row, code)
                << offersTls << "@ NO " + QByteArray(code) + "call 555\r\n";
        }
        QTest::newRow("BYE") << "* BYE [ALERT] call 555\r\n"_ba
                             << ""_ba;
    }
    void spoofedWordsAreNotPassedOn()
    {
        COVERS("SEC-11");
        QFETCH(QByteArray, greeting);
        QFETCH(QByteArray, answer);
        TestServer server(m_pki.identity("good"), TestServer::Start::InClear, greeting,
                          [=](Connection &connection, const QByteArray &line) {
                              connection.send(QByteArray(answer).replace('@', line.split(' ').value(0)));
                          });
        Victim victim(to(server, Security::StartTls), m_clock);
        QVERIFY(victim.comesToAnEnd());
        QVERIFY(victim.alerted.isEmpty());
        QVERIFY(!victim.closed.first().first().value<Error>().detail.contains("555"));
    }

    // Sixty mechanisms of all qualities: the strongest is taken, and none of the weak ones when they are all.
    void noWeakMechanismIsUsed_data()
    {
        QTest::addColumn<QByteArray>("mechanisms");
        QTest::addColumn<QByteArray>("used");
        QByteArrayList weak{"NTLM",        "GSS-SPNEGO", "CRAM-MD5",   "DIGEST-MD5", "KERBEROS_V4",
                            "SKEY",        "OTP",        "SECURID",    "ANONYMOUS",  "MSN",
                            "KERBEROS_V5", "SRP",        "9798-U-DSA", "9798-M-DSA", "ECDSA-NIST256P",
                            "X-ZIMBRA",    "NTLMV2",     "CRAM-SHA1"};
        while (weak.size() < 57)
            weak.append("X-EVIL-" + QByteArray::number(weak.size()));
        const QByteArray list = " AUTH=" + weak.join(" AUTH=");
        QTest::newRow("weak alone") << list + " LOGINDISABLED"
                                    << ""_ba;
        QTest::newRow("one good among sixty") << list + " AUTH=PLAIN AUTH=LOGIN AUTH=SCRAM-SHA-256"
                                              << "AUTHENTICATE SCRAM-SHA-256"_ba;
        QTest::newRow("all disabled") << " LOGINDISABLED"_ba
                                      << ""_ba;
    }
    void noWeakMechanismIsUsed()
    {
        COVERS("SEC-12");
        QFETCH(QByteArray, mechanisms);
        QFETCH(QByteArray, used);
        TestServer server(m_pki.identity("good"), TestServer::Start::WithTls,
                          "* OK [CAPABILITY IMAP4rev1 SASL-IR" + mechanisms + "] hi\r\n",
                          [](Connection &connection, const QByteArray &line) {
                              connection.send(line.split(' ').value(0) + " NO [AUTHENTICATIONFAILED] no\r\n");
                          });
        Victim victim(to(server), m_clock);
        QVERIFY(victim.comesToAnEnd());
        const QByteArray sent = server.receivedOverTls();
        QCOMPARE(sent.count("AUTHENTICATE"), used.isEmpty() ? 0 : 1);
        QVERIFY2(used.isEmpty() ? !sent.contains("LOGIN") : sent.contains(used), sent.constData());
        QVERIFY(!holdsSecret(sent));
        QCOMPARE(server.receivedInClear(), ""_ba);
    }

    void anythingButAGreetingEndsIt_data()
    {
        QTest::addColumn<QByteArray>("greeting");
        for (const char *greeting :
             {"a1 OK hi", "* CAPABILITY IMAP4rev1 AUTH=PLAIN", "* NO hi", "* BAD hi", "+ hi", "OK hi",
              "* 1 EXISTS", "220 mail.test ESMTP", "HTTP/1.1 400 Bad Request", "* BYE hi"})
            QTest::newRow(greeting) << QByteArray(greeting);
    }
    void anythingButAGreetingEndsIt()
    {
        COVERS("SEC-13");
        QFETCH(QByteArray, greeting);
        TestServer server(m_pki.identity("good"), TestServer::Start::WithTls,
                          greeting + "\r\n* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR] hi\r\n", honest());
        Victim victim(to(server), m_clock);
        QVERIFY(victim.comesToAnEnd());
        QCOMPARE(server.receivedOverTls(), ""_ba);
        QVERIFY(victim.ready.isEmpty());
    }

    void nobodyIsFollowedElsewhere_data()
    {
        QTest::addColumn<QByteArray>("where");
        QTest::newRow("greeting") << "greeting"_ba;
        QTest::newRow("login") << "AUTHENTICATE"_ba;
        QTest::newRow("mailbox") << "APPEND"_ba;
        QTest::newRow("untagged") << "untagged"_ba;
    }
    void nobodyIsFollowedElsewhere()
    {
        COVERS("SEC-10");
        QFETCH(QByteArray, where);
        TestServer other(m_pki.identity("good"), TestServer::Start::WithTls, "* OK hi\r\n");
        const QByteArray referral =
            "[REFERRAL imap://bob;AUTH=*@127.0.0.1:" + QByteArray::number(other.port()) + "/INBOX] there";
        const QByteArray greeting = where == "greeting"
            ? "* BYE " + referral + "\r\n"
            : "* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR] hi\r\n"
                + (where == "untagged" ? "* NO " + referral + "\r\n" : QByteArray());
        TestServer server(m_pki.identity("good"), TestServer::Start::WithTls, greeting,
                          [=](Connection &connection, const QByteArray &line) {
                              const QByteArrayList words = line.split(' ');
                              if (words.value(1) == where || words.value(1) == "APPEND")
                                  connection.send(words.value(0) + " NO " + referral + "\r\n");
                              else
                                  honest()(connection, line);
                          });
        Victim victim(to(server), m_clock);
        QSignalSpy drained(&victim.session, &imap::Session::drained);
        QTRY_VERIFY(!victim.closed.isEmpty() || !drained.isEmpty());
        QCOMPARE(other.connections(), 0);
        QCOMPARE(server.connections(), 1);
    }

private:
    [[nodiscard]] net::Endpoint to(const TestServer &server, Security security = Security::ImplicitTls) const
    {
        return {u"127.0.0.1"_s, server.port(), security, m_pki.file("root")};
    }

    TestPki m_pki;
    SystemClock m_clock;
};

#include "tst_attacksovertls.moc"
POSTHORN_TEST(TestAttacksOverTls)
