// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/wire/framer.h"
#include "core/imap/wire/limits.h"

#include <QElapsedTimer>

#include "tests/support/heap.h"
#include "tests/support/testcase.h"

using namespace imap;

namespace {

ResponseFramer generous()
{
    return ResponseFramer({.lineOctets = limits::lineOctets, .frameOctets = limits::frameOctets});
}

// The frames of a stream, and "error …" at the end if there was one; "…" if octets are left over.
QList<QByteArray> frames(ResponseFramer &framer)
{
    QList<QByteArray> all;
    while (true) {
        const auto frame = framer.next();
        if (!frame) {
            all.append(frame.error().kind == Error::Kind::LimitExceeded ? "error LimitExceeded"
                                                                        : "error Syntax");
            return all;
        }
        if (!*frame)
            return all;
        all.append(**frame);
    }
}

QList<QByteArray> framed(const QByteArray &stream)
{
    auto framer = generous();
    framer.feed(stream);
    QList<QByteArray> all = frames(framer);
    if (framer.pending() > 0)
        all.append("and " + QByteArray::number(framer.pending()) + " octets");
    return all;
}

}

class TestFramer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aStreamIsCutIntoResponses_data()
    {
        QTest::addColumn<QString>("ids");
        QTest::addColumn<QByteArray>("stream");
        QTest::addColumn<QList<QByteArray>>("expected");
        const auto row = [](const char *name, const char *ids, const char *stream,
                            const QList<QByteArray> &expected) {
            QTest::newRow(name) << QString::fromLatin1(ids) << QByteArray(stream) << expected;
        };
        row("two lines", "I4-001", "* OK a\r\n* OK b\r\n", {"* OK a\r\n", "* OK b\r\n"});
        row("an unfinished line", "", "* OK a\r\n* OK", {"* OK a\r\n", "and 4 octets"});
        row("a bare LF ends nothing", "I4-001", "* OK a\nb\r\n", {"* OK a\nb\r\n"});
        row("a literal", "I4-002", "* L {8}\r\nA1 OK\r\n) x\r\n* OK\r\n",
            {"* L {8}\r\nA1 OK\r\n) x\r\n", "* OK\r\n"});
        row("two literals", "I4-002", "* L {1}\r\na {2}\r\n\r\n)\r\n", {"* L {1}\r\na {2}\r\n\r\n)\r\n"});
        row("an empty literal", "I4-003", "* L {0}\r\n\r\n", {"* L {0}\r\n\r\n"});
        row("literal8", "I4-168", "* L ~{3}\r\n\r\n) x\r\n", {"* L ~{3}\r\n\r\n) x\r\n"});
        row("non-synchronising", "", "* L {3+}\r\n\r\n) x\r\n", {"* L {3+}\r\n\r\n) x\r\n"});
        row("leading zeros", "", "* L {0003}\r\n\r\n) x\r\n", {"* L {0003}\r\n\r\n) x\r\n"});
        row("braces within a line", "", "* L {3} x\r\n", {"* L {3} x\r\n"});
        row("braces that hold a word", "", "* L {abc}\r\n", {"* L {abc}\r\n"});
        row("text that ends in braces", "", "A1 NO no mailbox x{10}\r\n* OK\r\n",
            {"A1 NO no mailbox x{10}\r\n", "* OK\r\n"});
        row("untagged text that ends in braces", "", "* NO no {10}\r\n* OK\r\n",
            {"* NO no {10}\r\n", "* OK\r\n"});
        row("continuation text in braces", "", "+ {10}\r\n* OK\r\n", {"+ {10}\r\n", "* OK\r\n"});
        row("text behind a code", "", "* OK [X \"]\" a] {10}\r\n* OK\r\n",
            {"* OK [X \"]\" a] {10}\r\n", "* OK\r\n"});
        row("a literal in a code", "I4-020", "* OK [X {3}\r\na]b] {4}\r\n* OK\r\n",
            {"* OK [X {3}\r\na]b] {4}\r\n", "* OK\r\n"});
        row("a size of 2^64 and more", "SEC-36", "* L {99999999999999999999}\r\n", {"error LimitExceeded"});
    }
    void aStreamIsCutIntoResponses()
    {
        QFETCH(QString, ids);
        QFETCH(QByteArray, stream);
        QFETCH(QList<QByteArray>, expected);
        COVERS(ids);
        QCOMPARE(framed(stream), expected);
    }

    // SEC-36: a size is not believed, in whatever place it stands; memory grows with received octets only.
    void anAnnouncedSizeCostsNothing_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::newRow("list") << QByteArray("* LIST () \"/\" ");
        QTest::newRow("status") << QByteArray("* STATUS ");
        QTest::newRow("body") << QByteArray("* 1 FETCH (BODY[] ");
        QTest::newRow("literal8") << QByteArray("* 1 FETCH (BINARY[1] ~");
        QTest::newRow("envelope") << QByteArray("* 1 FETCH (ENVELOPE (NIL ");
        QTest::newRow("structure") << QByteArray("* 1 FETCH (BODYSTRUCTURE (\"A\" \"B\" (\"X\" ");
        QTest::newRow("code") << QByteArray("* OK [X-FOO ");
        QTest::newRow("unknown") << QByteArray("* XSTUFF ");
    }
    void anAnnouncedSizeCostsNothing()
    {
        QFETCH(QByteArray, before);
        COVERS("SEC-36", "I4-022");
        const qint64 held = heapOctets();
        for (const char *size :
             {"{4294967295}", "{2147483648}", "{-1}", "{}", "{+}", "{99999999999999999999}", "{67108864}",
              "{18446744073709551616}", "{9223372036854775807+}", "{-9223372036854775808}"}) {
            auto framer = generous();
            framer.feed(before + size + "\r\n");
            const auto first = framer.next();
            QVERIFY2(!first, size);
            framer.feed("* OK x\r\n");
            QVERIFY2(!framer.next(), "an error is final");
            QCOMPARE(framer.pending(), 0);
        }
        QVERIFY(heapOctets() - held <= 1024 * 1024);
    }

    void aLargestLiteralIsTaken()
    {
        auto framer = ResponseFramer({.lineOctets = 100, .frameOctets = 100});
        framer.feed("* L {85}\r\n" + QByteArray(85, 'x') + " y\r\n");
        QCOMPARE(frames(framer).size(), 1);
        auto smaller = ResponseFramer({.lineOctets = 100, .frameOctets = 94});
        smaller.feed("* L {85}\r\n");
        QCOMPARE(frames(smaller), QList<QByteArray>{"error LimitExceeded"});
    }

    void anEndlessLineIsEnded()
    {
        COVERS("SEC-37", "I4-022");
        const qint64 held = heapOctets();
        auto framer = ResponseFramer({.lineOctets = 1024 * 1024, .frameOctets = 4 * 1024 * 1024});
        const QByteArray chunk(64 * 1024, 'x');
        qint64 fed = 0;
        bool failed = false;
        for (int i = 0; i < 16 * 1024; ++i) {
            framer.feed(chunk);
            const auto frame = framer.next();
            failed = failed || !frame;
            fed += failed ? 0 : chunk.size();
            QVERIFY(framer.pending() <= 2 * 1024 * 1024);
        }
        QVERIFY(failed);
        QVERIFY(fed <= 1024 * 1024);
        QVERIFY(heapOctets() - held <= 8 * 1024 * 1024);
    }

    void manyShortLinesWithLiteralsAreBoundedToo()
    {
        COVERS("SEC-37");
        auto framer = ResponseFramer({.lineOctets = 1000, .frameOctets = 10'000});
        for (int i = 0; i < 10'000; ++i)
            framer.feed("* L {0}\r\n");
        QCOMPARE(frames(framer), QList<QByteArray>{"error LimitExceeded"});
    }

    // The work must grow with the octets, not with their square: one octet at a time, and responses that
    // nobody fetches.
    void theWorkIsLinear()
    {
        QElapsedTimer timer;
        timer.start();
        auto framer = generous();
        for (int i = 0; i < 2'000'000; ++i) {
            framer.feed("x");
            QVERIFY(framer.next());
        }
        QByteArray stream = QByteArray("* 1 EXISTS\r\n").repeated(200'000);
        auto many = generous();
        many.feed(stream);
        QCOMPARE(frames(many).size(), 200'000);
        auto codes = generous();
        codes.feed("* OK [X " + QByteArray("{0}\r\n").repeated(400'000) + "]\r\n");
        QCOMPARE(frames(codes).size(), 1);
        QVERIFY2(timer.elapsed() < 20'000, "quadratic work");
    }

    void whatIsLeftOverIsPending()
    {
        auto framer = generous();
        framer.feed("A1 OK go\r\nA2 OK injected\r\n");
        QVERIFY(framer.next());
        QCOMPARE(framer.pending(), 16);
    }
};

POSTHORN_TEST(TestFramer)
#include "tst_framer.moc"
