// SPDX-License-Identifier: GPL-3.0-or-later
// The connection ends at every octet of what the server had to say, with and without a TLS close_notify: what
// is not whole is not taken for it, neither by IMAP nor by SMTP.
#include "core/imap/session/commands/fetch.h"
#include "core/imap/session/commands/select.h"
#include "core/imap/session/session.h"
#include "core/net/ssltransport.h"
#include "core/smtp/submission.h"

#include "tests/support/testcase.h"
#include "tests/support/testserver.h"

using namespace Qt::StringLiterals;
using posthorn_test::TestPki;
using posthorn_test::TestServer;

namespace {

const QByteArray queued = "250 2.0.0 Queued\r\n";
const QByteArray body = "* 1 FETCH (UID 7 BODY[] {5}\r\nhello)\r\n";

enum class End { Cut, CloseNotify };

void end(TestServer::Connection &connection, End how)
{
    if (how == End::Cut)
        connection.cut();
    else
        connection.close();
}

void addEnds(qsizetype octets)
{
    QTest::addColumn<qsizetype>("sent");
    QTest::addColumn<End>("how");
    for (qsizetype sent = 0; sent <= octets; ++sent) {
        QTest::addRow("%d octets, cut", static_cast<int>(sent)) << sent << End::Cut;
        QTest::addRow("%d octets, close_notify", static_cast<int>(sent)) << sent << End::CloseNotify;
    }
}

}

class TestTruncation : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void submissionNeedsTheWholeLastReply_data() { addEnds(queued.size()); }
    void submissionNeedsTheWholeLastReply();
    void literalIsNotHandedOutBeforeItIsWhole_data() { addEnds(body.size()); }
    void literalIsNotHandedOutBeforeItIsWhole();

private:
    [[nodiscard]] std::unique_ptr<net::Transport> transport(const TestServer &server)
    {
        const net::Endpoint to{u"127.0.0.1"_s, server.port(), net::Security::ImplicitTls, m_pki.file("root")};
        return net::makeSslTransport(to, {}, m_clock);
    }

    TestPki m_pki;
    SystemClock m_clock;
};

void TestTruncation::initTestCase()
{
    m_pki.issue(
        {.name = "root", .issuer = {}, .extensions = "basicConstraints=critical,CA:TRUE\n", .key = "ec-ca"});
    m_pki.issue({.name = "good", .issuer = "root", .extensions = "subjectAltName=IP:127.0.0.1\n"});
    QVERIFY2(m_pki.isValid(), m_pki.error().constData());
}

void TestTruncation::submissionNeedsTheWholeLastReply()
{
    COVERS("SEC-27");
    QFETCH(qsizetype, sent);
    QFETCH(End, how);
    TestServer server(m_pki.identity("good"), TestServer::Start::WithTls, "220 hello\r\n",
                      [&](TestServer::Connection &connection, const QByteArray &line) {
                          if (line == "DATA") {
                              connection.send("354 Go\r\n");
                          } else if (line == ".") {
                              connection.send(queued.first(sent));
                              end(connection, how);
                          } else if (line.contains(':') || line.startsWith("EHLO")) {
                              connection.send("250 Ok\r\n");
                          }
                      });
    smtp::SubmissionOptions options;
    options.authenticate = false;
    smtp::Submission submission(transport(server), options, m_clock);
    QSignalSpy finished(&submission, &smtp::Submission::finished);
    submission.submit({{}, {{"anna@example.org"}}}, "hello\r\n");
    QVERIFY(finished.wait());
    QCOMPARE(finished.first().first().value<smtp::Outcome>().status,
             sent == queued.size() ? smtp::Outcome::Status::Accepted : smtp::Outcome::Status::Uncertain);
}

void TestTruncation::literalIsNotHandedOutBeforeItIsWhole()
{
    COVERS("SEC-27");
    QFETCH(qsizetype, sent);
    QFETCH(End, how);
    TestServer server(
        m_pki.identity("good"), TestServer::Start::WithTls, "* PREAUTH [CAPABILITY IMAP4rev1] hello\r\n",
        [&](TestServer::Connection &connection, const QByteArray &line) {
            const QByteArray tag = line.first(std::max<qsizetype>(line.indexOf(' '), 0));
            if (line.contains("FETCH")) {
                connection.send(body.first(sent));
                end(connection, how);
            } else if (line.contains("SELECT") || line.contains("EXAMINE")) {
                connection.send("* 1 EXISTS\r\n* OK [UIDVALIDITY 1] x\r\n" + tag + " OK done\r\n");
            } else if (line.contains("CAPABILITY")) {
                connection.send("* CAPABILITY IMAP4rev1\r\n" + tag + " OK done\r\n");
            } else {
                connection.send(tag + " OK done\r\n");
            }
        });
    imap::Session session(transport(server), {}, m_clock);
    QSignalSpy closed(&session, &imap::Session::closed);
    int bodies = 0;
    imap::Completion completion;
    connect(&session, &imap::Session::ready, this, [&] {
        session.run(std::make_unique<imap::SelectCommand>("INBOX"));
        auto *fetch = session.run(std::make_unique<imap::FetchCommand>(imap::Uid{1}, "UID BODY.PEEK[]"_ba));
        connect(fetch, &imap::FetchCommand::fetched, this, [&] { ++bodies; });
        connect(fetch, &imap::Command::finished, this,
                [&](const imap::Completion &result) { completion = result; });
    });
    session.start();
    QVERIFY(closed.wait());
    QCOMPARE(bodies, sent == body.size() ? 1 : 0);
    QCOMPARE(completion.status, imap::Completion::Status::ConnectionLost);
}

POSTHORN_TEST(TestTruncation)

#include "tst_truncation.moc"
