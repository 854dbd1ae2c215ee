// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mime/flowed.h"

#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;
using mime::DelSp;

namespace {

QString roundTrip(const QString &text)
{
    const mime::FlowedText sent = mime::flowed(text);
    return mime::unflowed(sent.text, sent.delSp);
}

qsizetype longestLine(const QString &text)
{
    qsizetype longest = 0;
    for (const QString &line : text.split(u'\n'))
        longest = std::max(longest, line.size());
    return longest;
}

}

// RFC 3676, as it is written.
class FlowedWriterTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void breaksLongLinesBehindBlanks()
    {
        const QString text = u"The quick brown fox jumps over the lazy dog. "_s.repeated(4).trimmed() + u'\n';
        const mime::FlowedText sent = mime::flowed(text);
        QCOMPARE(sent.text,
                 u"The quick brown fox jumps over the lazy dog. The quick brown fox jumps \n"
                 "over the lazy dog. The quick brown fox jumps over the lazy dog. The \n"
                 "quick brown fox jumps over the lazy dog.\n"_s);
        QCOMPARE(sent.delSp, DelSp::Keep);
        QCOMPARE(mime::unflowed(sent.text, sent.delSp), text);
    }

    void writesTheSmallRules_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("sent");
        QTest::newRow("nothing") << u""_s << u""_s;
        QTest::newRow("no end") << u"a"_s << u"a\n"_s;
        QTest::newRow("blanks at an end") << u"a  \nb\t\n"_s << u"a\nb\n"_s;
        QTest::newRow("stuffing") << u" a\nFrom b\nFromage\n"_s << u"  a\n From b\nFromage\n"_s;
        QTest::newRow("a signature") << u"a\n-- \nb\n"_s << u"a\n-- \nb\n"_s;
        QTest::newRow("a quoted signature") << u"> -- \n"_s << u"> -- \n"_s;
        QTest::newRow("quotes") << u"> a\n>> b\n> > c\n>d\n>\n"_s << u"> a\n>> b\n>> c\n> d\n> \n"_s;
        QTest::newRow("line ends") << u"a\r\nb\rc\u2028d\n"_s << u"a\nb\nc\nd\n"_s;
        QTest::newRow("no text") << QString(QChar(u'\0')) + u"a\x1b[1m\n"_s << u"a[1m\n"_s;
        QTest::newRow("half a character") << u"a"_s + QChar(u'\xd83d') + u"b\n"_s << u"a\ufffdb\n"_s;
        QTest::newRow("a long word") << QString(200, u'x') + u'\n' << QString(200, u'x') + u'\n';
    }
    void writesTheSmallRules()
    {
        QFETCH(QString, text);
        QFETCH(QString, sent);
        QCOMPARE(mime::flowed(text).text, sent);
    }

    void breaksQuotedLinesWithTheirMarks()
    {
        const QString text = u">> "_s + u"word "_s.repeated(30).trimmed() + u'\n';
        const mime::FlowedText sent = mime::flowed(text);
        QVERIFY(longestLine(sent.text) <= 73);
        for (const QString &line : sent.text.trimmed().split(u'\n'))
            QVERIFY(line.startsWith(">> word"_L1));
        QCOMPARE(roundTrip(text), text);
    }

    // "--" and a blank would end the text for whoever reads it.
    void neverBreaksIntoASignature()
    {
        const QString text = u"-- "_s + QString(80, u'x') + u'\n';
        QVERIFY(!mime::flowed(text).text.startsWith("-- \n"_L1));
        QCOMPARE(roundTrip(text), text);
    }

    void cutsScriptsWithoutBlanks()
    {
        const QString text = u"視野無限廣窗外有藍天"_s.repeated(12) + u" ok\n"_s;
        const mime::FlowedText sent = mime::flowed(text);
        QCOMPARE(sent.delSp, DelSp::Remove);
        QVERIFY(longestLine(sent.text) <= 38);  // two columns each
        QCOMPARE(mime::unflowed(sent.text, sent.delSp), text);
    }

    void leavesAddressesOfTheWebWhole()
    {
        const QString url = u"https://example.org/"_s + QString(100, u'ä');
        QVERIFY(mime::flowed(url).text.contains(url));
    }

    void countsMarksAsPeopleWriteThem()
    {
        QCOMPARE(mime::quotedLine(u"> > a").depth, 2);
        QCOMPARE(mime::quotedLine(u"> > a").text.toString(), u"a"_s);
        QCOMPARE(mime::quotedLine(u">  a").text.toString(), u" a"_s);
        QCOMPARE(mime::quotedLine(u"a > b").depth, 0);
    }
};

POSTHORN_TEST(FlowedWriterTest)
#include "tst_flowedwriter.moc"
