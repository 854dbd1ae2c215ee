// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/session/commands/simple.h"
#include "core/net/deflate.h"

#include "tests/support/dialogue.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;

namespace {

constexpr auto login = R"(
    S: * PREAUTH [CAPABILITY IMAP4rev1 COMPRESS=DEFLATE] hello
    C: a1 COMPRESS DEFLATE
)";

}

// COMPRESS (RFC 4978)
class TestCompress : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everythingBehindTheOkIsCompressed_data()
    {
        QTest::addColumn<bool>("atOnce");
        QTest::addColumn<bool>("octets");
        QTest::newRow("later") << false << false;
        QTest::newRow("in the same segment") << true << false;
        QTest::newRow("octet by octet") << false << true;
    }
    void everythingBehindTheOkIsCompressed()
    {
        QFETCH(bool, atOnce);
        QFETCH(bool, octets);
        Dialogue dialogue({.compress = true});
        dialogue.verbatim();
        if (octets)
            dialogue.feed(Dialogue::Feed::Octets);
        dialogue.play(login);
        net::Deflate server;
        const QByteArray news = server.compress("* CAPABILITY IMAP4rev1 X-NEW\r\n* OK [ALERT] hello\r\n");
        dialogue.serverSends(atOnce ? "a1 OK on\r\n" + news : "a1 OK on\r\n"_ba);
        if (!atOnce)
            dialogue.serverSends(news);
        QVERIFY(dialogue.session().capabilities().has("X-NEW"));
        QCOMPARE(dialogue.eventsLike("alerted"), QByteArrayList{"alerted hello"});
        QVERIFY(dialogue.events().contains("ready"));
        dialogue.run<imap::NoopCommand>();
        server.feed(dialogue.transport().takeWritten());
        const Result<QByteArray> said = server.next();
        QVERIFY(said);
        QCOMPARE(*said, "a2 NOOP\r\n"_ba);
        dialogue.serverSends(server.compress("a2 OK done\r\n"));
        QVERIFY(dialogue.events().contains("finished ok done"));
        QVERIFY(dialogue.traffic().contains("C: a2 NOOP"));
    }

    void aServerThatRefusesIsTalkedToInClear()
    {
        Dialogue dialogue({.compress = true});
        dialogue.on("noop", [&] { dialogue.run<imap::NoopCommand>(); });
        dialogue.play(R"(
            S: * PREAUTH [CAPABILITY IMAP4rev1 COMPRESS=DEFLATE] hello
            C: a1 COMPRESS DEFLATE
            S: a1 NO [COMPRESSIONACTIVE] DEFLATE active via TLS
            U: noop
            C: a2 NOOP
            S: a2 OK done
        )");
        QVERIFY(dialogue.events().contains("ready"));
    }

    void aServerWithoutItIsNotAsked()
    {
        Dialogue dialogue({.compress = true});
        dialogue.play("S: * PREAUTH [CAPABILITY IMAP4rev1] hello");
        QVERIFY(dialogue.events().contains("ready"));
    }

    void aBombMeetsTheLimitsOfALine()
    {
        COVERS("SEC-57");
        Dialogue dialogue({.compress = true});
        dialogue.play(login);
        net::Deflate server;
        const QByteArray bomb = server.compress("* " + QByteArray(40'000'000, 'x'));
        QVERIFY(bomb.size() < 100'000);
        dialogue.serverSends("a1 OK on\r\n" + bomb);
        QCOMPARE(dialogue.session().phase(), imap::Phase::Closed);
        QCOMPARE(dialogue.eventsLike("closed").first().split(' ').at(1),
                 QByteArray::number(int(Error::Kind::LimitExceeded)));
    }

    void octetsThatAreNotCompressedEndTheConnection()
    {
        Dialogue dialogue({.compress = true});
        dialogue.play(login);
        dialogue.serverSends("a1 OK on\r\n* OK in clear\r\n");
        QCOMPARE(dialogue.session().phase(), imap::Phase::Closed);
    }
};

#include "tst_compress.moc"
POSTHORN_TEST(TestCompress)
