// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/spelling/words.h"

#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;

class WordsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsWhatIsWorthAsking_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("words");
        QTest::newRow("plain") << u"Dear Ann, how are you?"_s << u"Dear Ann how are you"_s;
        QTest::newRow("quoted") << u"> wrod"_s << QString();
        QTest::newRow("an address") << u"write to ann@exmaple.org today"_s << u"write to today"_s;
        QTest::newRow("a URL") << u"see https://exmaple.org/a?b=c and www.exmaple.org"_s << u"see and"_s;
        QTest::newRow("a path") << u"in ../srcc or C:\\tmpp"_s << u"in or"_s;
        QTest::newRow("digits") << u"the 2nd B2B meeting at 14h"_s << u"the meeting at"_s;
        QTest::newRow("capitals") << u"NATO and LibreOffice agree"_s << u"and agree"_s;
        QTest::newRow("apostrophes") << u"don't say 'hello' or it’s"_s << u"don't say hello or it’s"_s;
        QTest::newRow("hyphens") << u"well-known"_s << u"well known"_s;
        QTest::newRow("umlauts") << u"schöne Grüße"_s << u"schöne Grüße"_s;
        QTest::newRow("a mark on its own") << u"scho\u0308n"_s << u"scho\u0308n"_s;
        QTest::newRow("emoji") << u"fine 😀😀 day😀"_s << u"fine day"_s;
        QTest::newRow("one letter") << u"I a"_s << QString();
        QTest::newRow("no word") << QString(61, u'a') << QString();
        QTest::newRow("nothing") << QString() << QString();
    }
    void findsWhatIsWorthAsking()
    {
        QFETCH(QString, line);
        QStringList words;
        for (const spelling::WordAt &each : spelling::wordsIn(line))
            words.append(line.mid(each.begin, each.size));
        QTEST(words.join(u' '), "words");
    }

    void findsTheWordAtAPlace()
    {
        const QString line = u"two words"_s;
        QCOMPARE(spelling::wordAt(line, 0), (spelling::WordAt{0, 3}));
        QCOMPARE(spelling::wordAt(line, 3), (spelling::WordAt{0, 3}));
        QCOMPARE(spelling::wordAt(line, 9), (spelling::WordAt{4, 5}));
        QCOMPARE(spelling::wordAt(u"1 + 2"_s, 2).size, 0);
    }

    void leavesOtherScriptsAlone()
    {
        QVERIFY(spelling::isInScriptOf(u"Grüße"_s, u"de_DE"_s));
        QVERIFY(!spelling::isInScriptOf(u"привет"_s, u"de_DE"_s));
        QVERIFY(spelling::isInScriptOf(u"привет"_s, u"ru_RU"_s));
        QVERIFY(!spelling::isInScriptOf(u"hello"_s, u"ru"_s));
    }
};

POSTHORN_TEST(WordsTest)
#include "tst_words.moc"
