// SPDX-License-Identifier: GPL-3.0-or-later
// A TLS line that ends after so many octets of the wire: in the handshake, in a record, between records,
// never with a close_notify. What had come whole is handed out, the rest is not, and the loss is told, once.
#include "core/imap/session/commands/fetch.h"
#include "core/imap/session/commands/select.h"
#include "core/imap/session/session.h"
#include "core/net/ssltransport.h"

#include <QRandomGenerator>

#include <cstdio>

#include "tests/support/cutrelay.h"
#include "tests/support/testcase.h"
#include "tests/support/testserver.h"

using namespace Qt::StringLiterals;
using posthorn_test::CutRelay;
using posthorn_test::TestPki;
using posthorn_test::TestServer;
using Direction = CutRelay::Direction;
using End = CutRelay::End;

namespace {

constexpr int messages = 4;

QByteArray textOf(int uid)
{
    return "Text of " + QByteArray::number(uid) + QByteArray(300, static_cast<char>('a' + uid));
}

void answer(TestServer::Connection &connection, const QByteArray &line)
{
    const QByteArray tag = line.first(std::max<qsizetype>(line.indexOf(' '), 0));
    if (line.contains("FETCH")) {
        for (int uid = 1; uid <= messages; ++uid) {
            const QByteArray number = QByteArray::number(uid), text = textOf(uid);
            connection.send("* " + number + " FETCH (UID " + number + " BODY[] {"
                            + QByteArray::number(text.size()) + "}\r\n" + text + ")\r\n");
        }
        connection.send(tag + " OK done\r\n");
    } else if (line.contains("SELECT")) {
        connection.send("* " + QByteArray::number(messages) + " EXISTS\r\n* OK [UIDVALIDITY 1] x\r\n" + tag
                        + " OK done\r\n");
    } else {
        connection.send(tag + " OK done\r\n");
    }
}

// What a session got over that line.
struct Got {
    std::vector<QByteArray> texts;
    int closings = 0;
    Error::Kind end = Error::Kind::Cancelled;
    imap::Completion::Status fetched = imap::Completion::Status::Cancelled;
};

}

class TestCutOverTls : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aLineThatIsNotCutBringsAll();
    void aServerThatResetsAtOnceIsNotAskedAgainAndAgain();
    void nothingIsTakenForWholeWhereverTheRecordsEnd_data();
    void nothingIsTakenForWholeWhereverTheRecordsEnd();

private:
    [[nodiscard]] Got fetchBy(const CutRelay &relay);

    TestPki m_pki;
    SystemClock m_clock;
    std::unique_ptr<TestServer> m_server;
    qint64 m_whole[2] = {0, 0};
};

void TestCutOverTls::initTestCase()
{
    m_pki.issue(
        {.name = "root", .issuer = {}, .extensions = "basicConstraints=critical,CA:TRUE\n", .key = "ec-ca"});
    m_pki.issue({.name = "good", .issuer = "root", .extensions = "subjectAltName=IP:127.0.0.1\n"});
    QVERIFY2(m_pki.isValid(), m_pki.error().constData());
    m_server = std::make_unique<TestServer>(m_pki.identity("good"), TestServer::Start::WithTls,
                                            "* PREAUTH [CAPABILITY IMAP4rev1] hello\r\n", answer);
}

Got TestCutOverTls::fetchBy(const CutRelay &relay)
{
    const net::Endpoint to{u"127.0.0.1"_s, relay.port(), net::Security::ImplicitTls, m_pki.file("root")};
    Got got;
    imap::Session session(net::makeSslTransport(to, {}, m_clock), {}, m_clock);
    QSignalSpy closed(&session, &imap::Session::closed);
    connect(&session, &imap::Session::ready, this, [&] {
        session.run(std::make_unique<imap::SelectCommand>("INBOX"));
        auto *fetch = session.run(std::make_unique<imap::FetchCommand>(imap::Uid{1}, "UID BODY.PEEK[]"_ba));
        connect(fetch, &imap::FetchCommand::fetched, this, [&](const imap::Fetch &told) {
            for (const imap::BodySection &section : told.items.sections)
                got.texts.push_back(section.data.value_or(QByteArray()));
        });
        connect(fetch, &imap::Command::finished, this, [&](const imap::Completion &completion) {
            got.fetched = completion.status;
            if (completion.ok())
                session.logout();
        });
    });
    session.start();
    if (closed.isEmpty())
        closed.wait(8000);
    got.closings = static_cast<int>(closed.size());
    if (!closed.isEmpty())
        got.end = closed.first().first().value<Error>().kind;
    return got;
}

void TestCutOverTls::aLineThatIsNotCutBringsAll()
{
    const CutRelay relay(m_server->port(), Direction::ToClient, CutRelay::never, End::Closed);
    const Got got = fetchBy(relay);
    QCOMPARE(got.texts.size(), std::size_t{messages});
    QCOMPARE(got.fetched, imap::Completion::Status::Ok);
    for (const Direction direction : {Direction::ToClient, Direction::ToServer}) {
        m_whole[static_cast<int>(direction)] = relay.octets(direction);
        QVERIFY(relay.octets(direction) > 200);
    }
}

// The socket alone would connect some thousand times a second.
void TestCutOverTls::aServerThatResetsAtOnceIsNotAskedAgainAndAgain()
{
    COVERS("REL-03", "REL-04");
    const CutRelay relay(m_server->port(), Direction::ToClient, 0, End::Reset);
    const Got got = fetchBy(relay);
    QCOMPARE(got.closings, 1);
    QCOMPARE(got.end, Error::Kind::ConnectionLost);
    QVERIFY2(relay.lines() <= 5, QByteArray::number(relay.lines()).constData());
}

void TestCutOverTls::nothingIsTakenForWholeWhereverTheRecordsEnd_data()
{
    QTest::addColumn<Direction>("direction");
    QTest::addColumn<End>("how");
    QTest::newRow("to us, closed") << Direction::ToClient << End::Closed;
    QTest::newRow("to us, reset") << Direction::ToClient << End::Reset;
    QTest::newRow("from us, closed") << Direction::ToServer << End::Closed;
    QTest::newRow("from us, reset") << Direction::ToServer << End::Reset;
}

// POSTHORN_CUTS: after each so many octets.
void TestCutOverTls::nothingIsTakenForWholeWhereverTheRecordsEnd()
{
    COVERS("REL-03", "REL-04");
    QFETCH(Direction, direction);
    QFETCH(End, how);
    const int wanted = qEnvironmentVariableIntValue("POSTHORN_CUTS");
    const qint64 every = wanted > 0 ? wanted : 61;
    const qint64 all = m_whole[static_cast<int>(direction)];
    QVERIFY(all > 0);
    int cuts = 0;
    for (qint64 at = QRandomGenerator::global()->bounded(every); at < all; at += every) {
        const CutRelay relay(m_server->port(), direction, at, how);
        const Got got = fetchBy(relay);
        if (!relay.hasCut())
            break;  // one handshake has some octets more than another
        ++cuts;
        const QByteArray where = QByteArray::number(at);
        QVERIFY2(got.closings == 1, where.constData());
        for (std::size_t i = 0; i < got.texts.size(); ++i)
            QVERIFY2(got.texts[i] == textOf(static_cast<int>(i) + 1), where.constData());
        // Also in the handshake: a line that did not come about, and no certificate to ask about.
        if (got.fetched != imap::Completion::Status::Ok)
            QVERIFY2(got.end == Error::Kind::ConnectionLost, where.constData());
    }
    std::printf("cuts over TLS %s: %d of every %lld octets\n", QTest::currentDataTag(), cuts,
                static_cast<long long>(every));
    QVERIFY2(cuts > 3, QByteArray::number(cuts).constData());
}

POSTHORN_TEST(TestCutOverTls)

#include "tst_cutovertls.moc"
