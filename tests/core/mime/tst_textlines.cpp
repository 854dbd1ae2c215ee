// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mime/textlines.h"

#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;
using mime::LongQuote;
using mime::TextLine;

namespace {

QString depthsOf(QStringView text)
{
    QString depths;
    for (const TextLine &line : mime::textLines(text))
        depths += QString::number(line.depth) + (line.isSignature ? u"s"_s : QString());
    return depths;
}

std::vector<LongQuote> quotesIn(const QString &text)
{
    return mime::longQuotes(mime::textLines(text));
}

}

class TextLinesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void linesKnowTheirQuotationAndTheSignature_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("depths");
        QTest::newRow("nothing") << QString() << u"0"_s;
        QTest::newRow("one line") << u"Hello"_s << u"0"_s;
        QTest::newRow("a line's end at the end") << u"Hello\n"_s << u"00"_s;
        QTest::newRow("quoted") << u"> a\n>> b\n> > c\n>"_s << u"1221"_s;
        QTest::newRow("a mark within a line") << u"a > b"_s << u"0"_s;
        QTest::newRow("escaped by an mbox file") << u">From here on"_s << u"0"_s;
        QTest::newRow("signature") << u"Hello\n-- \nAnn\nExample"_s << u"00s0s0s"_s;
        QTest::newRow("no signature without the blank") << u"Hello\n--\nAnn"_s << u"000"_s;
        QTest::newRow("dashes that are longer") << u"--- \nAnn"_s << u"00"_s;
        QTest::newRow("words before the dashes") << u"so -- \nAnn"_s << u"00"_s;
        QTest::newRow("a quotation ends it") << u"-- \nAnn\n> so\nyes"_s << u"0s0s10"_s;
        QTest::newRow("a quoted signature") << u"> so\n> -- \n> Ann\nyes"_s << u"11s1s0"_s;
        QTest::newRow("too deep to count") << QString(500, u'>') << u"100"_s;
    }

    void linesKnowTheirQuotationAndTheSignature()
    {
        QFETCH(QString, text);
        QTEST(depthsOf(text), "depths");
    }

    void linesAreWhatIsBetweenTheirEnds()
    {
        const QString text = u"one\n\n> two"_s;
        QCOMPARE(mime::textLines(text), (std::vector<TextLine>{{0, 3}, {4, 0}, {5, 5, 1}}));
    }

    void aLongLineIsToldInSeveralWithoutLosingAnything()
    {
        const QString smile = QString::fromUcs4(U"\U0001F600", 1);
        for (const QString &text :
             {QString(100'000, u'x'), u"some words "_s.repeated(9'000), smile.repeated(9'000),
              u"x"_s + smile.repeated(9'000), u"> "_s + u"words "_s.repeated(3'000) + u"\nlast"_s}) {
            QString together;
            for (const TextLine &line : mime::textLines(text)) {
                QVERIFY(line.size <= 4000);
                if (!line.isContinued && line.begin > 0)
                    together += u'\n';
                const QStringView piece = QStringView(text).sliced(line.begin, line.size);
                QVERIFY(piece.isEmpty() || !piece.front().isLowSurrogate());
                together += piece;
            }
            QCOMPARE(together, text);
        }
        QCOMPARE(depthsOf(u"> "_s + QString(9000, u'x')), u"111"_s);
    }

    void longQuotationsFoldAndShortOnesDoNot()
    {
        const QString eleven = u"> q\n"_s.repeated(11);
        QCOMPARE(quotesIn(u"> q\n"_s.repeated(10) + u"yes"_s), std::vector<LongQuote>());
        QCOMPARE(quotesIn(eleven + u"yes"_s), (std::vector<LongQuote>{{3, 8}}));
        QCOMPARE(quotesIn(u"yes\n"_s + eleven), (std::vector<LongQuote>{{4, 8}}));
        QCOMPARE(quotesIn(eleven + u"yes\n"_s + u">> q\n"_s.repeated(12) + u"no"_s),
                 (std::vector<LongQuote>{{3, 8}, {15, 9}}));
    }

    void aTextThatOnlyQuotesIsShownWhole()
    {
        const QString quoted = u"> q\n"_s.repeated(40);
        QCOMPARE(quotesIn(quoted), std::vector<LongQuote>());
        QCOMPARE(quotesIn(quoted + u"\n-- \nAnn"_s), std::vector<LongQuote>());
    }
};

POSTHORN_TEST(TextLinesTest)
#include "tst_textlines.moc"
