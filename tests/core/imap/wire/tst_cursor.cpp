// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/wire/cursor.h"

#include "tests/support/testcase.h"

using namespace imap;
using namespace Qt::StringLiterals;

// What stands behind the view belongs to somebody else: it is neither taken nor does it change what is taken.
class TestCursor : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aWordEndsWithTheView()
    {
        const QByteArray octets = "NILX";
        Cursor inside(QByteArrayView(octets).first(3));
        QVERIFY(inside.acceptNil());
        QVERIFY(inside.atEnd());
        Cursor whole(octets);
        QVERIFY(!whole.acceptNil());
        Cursor shorter(QByteArrayView(octets).first(2));
        QVERIFY(!shorter.acceptNil());
    }

    void octetsAndNumbersEndWithTheView()
    {
        const QByteArray octets = "1234";
        Cursor number(QByteArrayView(octets).first(2));
        QCOMPARE(number.number(), quint32{12});
        QVERIFY(number.atEnd() && !number.failed());
        Cursor exact(QByteArrayView(octets).first(2));
        QVERIFY(!exact.acceptOctets("123"));
        QVERIFY(exact.acceptOctets("12"));
        QVERIFY(exact.atEnd());
        QCOMPARE(exact.peekAhead(0), '\0');
        QCOMPARE(exact.peek(), '\0');
    }

    void stringsThatEndBehindTheViewAreErrors_data()
    {
        QTest::addColumn<QByteArray>("octets");
        QTest::addColumn<int>("seen");
        QTest::newRow("quoted") << "\"ab\""_ba << 3;
        QTest::newRow("escape") << "\"a\\\"\""_ba << 3;
        QTest::newRow("literal") << "{3}\r\nabc"_ba << 7;
        QTest::newRow("head of a literal") << "{3}\r\nabc"_ba << 4;
        QTest::newRow("literal8") << "~{3}\r\nabc"_ba << 8;
    }
    void stringsThatEndBehindTheViewAreErrors()
    {
        QFETCH(QByteArray, octets);
        QFETCH(int, seen);
        Cursor whole(octets);
        (void)whole.string();
        QVERIFY(!whole.failed() && whole.atEnd());
        Cursor cut(QByteArrayView(octets).first(seen));
        (void)cut.string();
        QVERIFY(cut.failed());
        QVERIFY(cut.atEnd());
    }
};

POSTHORN_TEST(TestCursor)
#include "tst_cursor.moc"
