// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/deflate.h"

#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;
using net::Deflate;

namespace {

QByteArray everything(Deflate &from)
{
    QByteArray all;
    while (true) {
        const Result<QByteArray> piece = from.next();
        if (!piece)
            return all + "|error";
        if (piece->isEmpty())
            return all;
        all += *piece;
    }
}

QByteArray letters(qsizetype count)
{
    QByteArray text(count, 'x');
    for (qsizetype i = 0; i < count; ++i)
        text[i] = static_cast<char>('a' + (i * i + i / 7) % 26);
    return text;
}

}

class TestDeflate : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatGoesInComesOutHoweverItIsCut_data()
    {
        QTest::addColumn<qsizetype>("step");
        QTest::newRow("whole") << qsizetype{1'000'000};
        QTest::newRow("octets") << qsizetype{1};
        QTest::newRow("sevens") << qsizetype{7};
    }
    void whatGoesInComesOutHoweverItIsCut()
    {
        QFETCH(qsizetype, step);
        Deflate client, server;
        for (const QByteArray &line : {"a1 NOOP\r\n"_ba, ""_ba, letters(200'000), "a2 LOGOUT\r\n"_ba}) {
            const QByteArray sent = client.compress(line);
            QByteArray got;
            for (qsizetype at = 0; at < sent.size(); at += step) {
                server.feed(QByteArrayView(sent).sliced(at, std::min(step, sent.size() - at)));
                got += everything(server);
            }
            QCOMPARE(got, line);  // each line whole, none waits in a buffer
        }
    }

    void theStreamIsRawAndFlushedLikeTheStandardSays()
    {
        // RFC 1951 by hand: a stored block, then the empty one of a flush
        Deflate server;
        server.feed(QByteArray::fromHex("00 0200 fdff 4f4b 00 0000 ffff"));
        QCOMPARE(everything(server), "OK"_ba);
        QVERIFY(Deflate().compress("OK").endsWith(QByteArray::fromHex("0000ffff")));
    }

    void aBombIsHandedOutInPieces()
    {
        Deflate client, server;
        server.feed(client.compress(QByteArray(20'000'000, 'x')));
        qsizetype pieces = 0;
        while (true) {
            const Result<QByteArray> piece = server.next();
            QVERIFY(piece);
            if (piece->isEmpty())
                break;
            QVERIFY(piece->size() <= Deflate::pieceOctets);
            ++pieces;
        }
        QVERIFY(pieces >= 20'000'000 / Deflate::pieceOctets);
    }

    void aBombOfSmallLinesEnds()
    {
        COVERS("SEC-57");
        Deflate client, server;
        const QByteArray lines = QByteArray("* OK x\r\n").repeated(1'000'000);
        qint64 out = 0;
        for (int i = 0; i < 100; ++i) {
            server.feed(client.compress(lines));
            while (true) {
                const Result<QByteArray> piece = server.next();
                if (!piece) {
                    QCOMPARE(piece.error().kind, Error::Kind::LimitExceeded);
                    QVERIFY(out < qint64{128} * 1024 * 1024);
                    return;
                }
                if (piece->isEmpty())
                    break;
                out += piece->size();
            }
        }
        QFAIL("it went on for ever");
    }

    // Stored blocks (RFC 1951, 3.2.4): as much comes out as goes in.
    void aLongConversationIsNoBomb()
    {
        Deflate server;
        const QByteArray block = QByteArray::fromHex("00ffff0000") + QByteArray(0xffff, 'x');
        for (int i = 0; i < 2000; ++i) {
            server.feed(block);
            QCOMPARE(everything(server).size(), qsizetype{0xffff});
        }
    }

    void brokenDataAreAnErrorForGood_data()
    {
        QTest::addColumn<QByteArray>("octets");
        QTest::newRow("in clear") << "* OK done\r\n"_ba;
        QTest::newRow("a zlib header") << QByteArray::fromHex("789c 0200 0000");
        QTest::newRow("the end of the stream") << QByteArray::fromHex("0300");
    }
    void brokenDataAreAnErrorForGood()
    {
        QFETCH(QByteArray, octets);
        Deflate server;
        server.feed(octets);
        QVERIFY(everything(server).endsWith("|error"));
        server.feed(Deflate().compress("more"));
        QVERIFY(!server.next());
    }
};

POSTHORN_TEST(TestDeflate)
#include "tst_deflate.moc"
