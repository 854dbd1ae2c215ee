// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/spelling/languages.h"

#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;

class LanguagesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void guessesByTheSmallWords_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("language");
        QTest::newRow("English") << u"Thanks for the plan. I would like to see it."_s << u"en_US"_s;
        QTest::newRow("German") << u"Liebe Anna, ich habe den Plan noch nicht."_s << u"de_DE"_s;
        QTest::newRow("French") << u"Bonjour, je vous remercie pour le plan et la carte."_s << u"fr_FR"_s;
        QTest::newRow("Russian") << u"Спасибо за план, я его ещё не видел и так далее"_s << u"ru_RU"_s;
        QTest::newRow("an answer") << u"Ja, das ist gut.\n> Would you like to see the plan of the day?"_s
                                   << u"de_DE"_s;
        QTest::newRow("a name") << u"Ann Example"_s << QString();
        QTest::newRow("nothing") << QString() << QString();
        QTest::newRow("no dictionary") << u"o plano é para você e não para mim"_s << QString();
    }
    void guessesByTheSmallWords()
    {
        QFETCH(QString, text);
        const QStringList languages{u"de_DE"_s, u"en_GB"_s, u"en_US"_s, u"fr_FR"_s, u"ru_RU"_s};
        const QString guessed = spelling::guessLanguage(text, languages);
        QFETCH(QString, language);
        QCOMPARE(guessed.left(2), language.left(2));
    }

    void takesTheFirstOfALanguage()
    {
        QCOMPARE(spelling::guessLanguage(u"the and of"_s, {u"en_GB"_s, u"en_US"_s}), u"en_GB"_s);
    }

    void isBounded()
    {
        const QString text =
            u"the and of "_s + QString(5000, u'\n') + u"der die das und ich nicht "_s.repeated(99);
        QCOMPARE(spelling::guessLanguage(text, {u"de_DE"_s, u"en_US"_s}), u"en_US"_s);
    }
};

POSTHORN_TEST(LanguagesTest)
#include "tst_languages.moc"
