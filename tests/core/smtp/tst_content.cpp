// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/smtp/content.h"

#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;

class TestContent : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void dotsAreDoubledAndTheEndIsADot_data();
    void dotsAreDoubledAndTheEndIsADot();
    void bareLineEndsAreRefused_data();
    void bareLineEndsAreRefused();
    void addressesCannotEndTheBracketOrTheLine_data();
    void addressesCannotEndTheBracketOrTheLine();
};

void TestContent::dotsAreDoubledAndTheEndIsADot_data()
{
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<QByteArray>("wire");
    QTest::newRow("plain") << "a\r\nb\r\n"_ba
                           << "a\r\nb\r\n.\r\n"_ba;
    QTest::newRow("no line end") << "a"_ba
                                 << "a\r\n.\r\n"_ba;
    QTest::newRow("empty") << ""_ba
                           << ".\r\n"_ba;
    QTest::newRow("one dot") << ".\r\n"_ba
                             << "..\r\n.\r\n"_ba;
    QTest::newRow("an end within") << "a\r\n.\r\nb\r\n"_ba
                                   << "a\r\n..\r\nb\r\n.\r\n"_ba;
    QTest::newRow("dots first") << "..a\r\n.b\r\n"_ba
                                << "...a\r\n..b\r\n.\r\n"_ba;
    QTest::newRow("dots elsewhere") << "a.b.\r\n"_ba
                                    << "a.b.\r\n.\r\n"_ba;
    QTest::newRow("dot without an end") << "a\r\n."_ba
                                        << "a\r\n..\r\n.\r\n"_ba;
    QTest::newRow("empty lines") << "\r\n\r\n"_ba
                                 << "\r\n\r\n.\r\n"_ba;
}

void TestContent::dotsAreDoubledAndTheEndIsADot()
{
    QFETCH(QByteArray, message);
    QFETCH(QByteArray, wire);
    const Result<QByteArray> text = smtp::dataText(message);
    QVERIFY(text);
    QCOMPARE(*text, wire);
}

void TestContent::bareLineEndsAreRefused_data()
{
    QTest::addColumn<QByteArray>("message");
    QTest::newRow("LF") << "a\nb\r\n"_ba;
    QTest::newRow("LF first") << "\nb\r\n"_ba;
    QTest::newRow("LF last") << "b\n"_ba;
    QTest::newRow("CR") << "a\rb\r\n"_ba;
    QTest::newRow("CR last") << "b\r"_ba;
    QTest::newRow("two CR") << "b\r\r\n"_ba;
    QTest::newRow("LF CR") << "b\n\r\n"_ba;
    QTest::newRow("smuggled end") << "a\n.\r\nMAIL FROM:<x>\r\n"_ba;
    QTest::newRow("smuggled end with CR") << "a\r.\rMAIL FROM:<x>\r\n"_ba;
    int row = 0;
    for (const QByteArray &end : {"\n.\n"_ba, "\n.\r\n"_ba, "\r.\r"_ba, "\r.\r\n"_ba, "\r\n.\n"_ba,
                                  "\r\n.\r"_ba, "\n.\r"_ba, "\r.\n"_ba, "\r\r\n.\r\n"_ba, "\n\n.\r\n"_ba})
        QTest::addRow("smuggling %d", ++row) << "a" + end + "MAIL FROM:<x@x.org>\r\nb\r\n";
    QTest::newRow("CR NUL LF") << "a\r\0\n.\r\n"_ba;
}

void TestContent::bareLineEndsAreRefused()
{
    COVERS("SEC-121");
    QFETCH(QByteArray, message);
    const Result<QByteArray> text = smtp::dataText(message);
    QVERIFY(!text);
    QCOMPARE(text.error().kind, Error::Kind::Syntax);
}

void TestContent::addressesCannotEndTheBracketOrTheLine_data()
{
    QTest::addColumn<QByteArray>("address");
    QTest::addColumn<bool>("usable");
    QTest::newRow("plain") << "anna@example.org"_ba << true;
    QTest::newRow("quoted") << "\"anna <x> y\"@example.org"_ba << true;
    QTest::newRow("quoted quote") << "\"a\\\" b\"@example.org"_ba << true;
    QTest::newRow("address literal") << "anna@[127.0.0.1]"_ba << true;
    QTest::newRow("UTF-8") << "\xC3\xA9@example.org"_ba << true;
    QTest::newRow("empty") << ""_ba << false;
    QTest::newRow("bracket") << "a@x> SIZE=1"_ba << false;
    QTest::newRow("space") << "a b@x"_ba << false;
    QTest::newRow("line end") << "a@x\r\nDATA"_ba << false;
    QTest::newRow("LF") << "a@x\nDATA"_ba << false;
    QTest::newRow("NUL") << "a\0@x"_ba << false;
    QTest::newRow("quoted line end") << "\"a\r\n\"@x"_ba << false;
    QTest::newRow("quoted pair of a line end") << "\"a\\\n\"@x"_ba << false;
    QTest::newRow("open quote") << "\"a@x"_ba << false;
    QTest::newRow("endless") << QByteArray(2000, 'a') << false;
}

void TestContent::addressesCannotEndTheBracketOrTheLine()
{
    QFETCH(QByteArray, address);
    QFETCH(bool, usable);
    QCOMPARE(smtp::isUsable({{}, {{address}}}), usable);
    QCOMPARE(smtp::isUsable({{}, {{"anna@example.org"}, {address}}}), usable);
    QCOMPARE(smtp::isUsable({address, {{"anna@example.org"}}}), usable || address.isEmpty());
    QVERIFY(!smtp::isUsable({"anna@example.org", {}}));
}

POSTHORN_TEST(TestContent)

#include "tst_content.moc"
