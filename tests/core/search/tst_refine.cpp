// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/refine.h"

#include "tests/core/search/randomquery.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;
using search::parseQuery;
using search::Query;
using search::Refinement;

class RefineTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aClickAddsTurnsAroundAndTakesOut_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("without");
        QTest::addColumn<QString>("result");
        const auto row = [](const char *text, bool without, const char *result) {
            QTest::newRow(text) << QString::fromUtf8(text) << without << QString::fromUtf8(result);
        };
        row("", false, "is:unread");
        row("budget", false, "budget is:unread");
        row("budget ", true, "budget -is:unread");
        row("a or b", false, "(a or b) is:unread");
        row("budget is:unread from:ann", false, "budget from:ann");
        row("budget not is:unread", true, "budget");
        row("is:unread budget", true, "budget -is:unread");
        row("-is:unread budget", false, "budget is:unread");
        row("\"not closed", false, "\"not closed\" is:unread");
        row("(budget", false, "budget is:unread");
        row("before:last", false, "before:last is:unread");
    }
    void aClickAddsTurnsAroundAndTakesOut()
    {
        QFETCH(QString, text);
        QFETCH(bool, without);
        const Query unread = Query::of(search::StateTerm{search::State::Unread});
        QTEST(search::refined(text, unread, without ? Refinement::Without : Refinement::Only), "result");
    }

    // Whatever was typed means the same as before, and the piece.
    void whatWasTypedStaysWhatItMeant()
    {
        RandomQueries random(11, RandomQueries::Words::Nasty);
        const Query piece = Query::of(search::TagTerm{u"work"_s});
        for (int i = 0; i < 5000; ++i) {
            const QString text = random.octets();
            const search::ParsedQuery before = parseQuery(text);
            if (search::refinementOf(before, piece) || text.size() > 1000)
                continue;
            const QString after = search::refined(text, piece, Refinement::Only);
            QVERIFY2(parseQuery(after).query == Query::allOf({before.query, piece}),
                     qPrintable(text + u" -> "_s + after));
            QCOMPARE(search::refinementOf(parseQuery(after), piece), std::optional(Refinement::Only));
        }
    }

    void daysTakeThePlaceOfDays()
    {
        const QDate first(2024, 3, 1), last(2024, 3, 31);
        QCOMPARE(search::withDays(u"budget before:2023 from:ann after:\"last week\""_s, first, last),
                 u"budget from:ann since:2024-03-01 until:2024-03-31"_s);
        QCOMPARE(search::withDays(u"budget on:2024"_s, first, first), u"budget on:2024-03-01"_s);
        QCOMPARE(search::withDays(u"budget since:2024-03-01 until:2024-03-31"_s, {}, {}), u"budget"_s);
        QCOMPARE(search::withDays(u"-before:2023 a"_s, first, first), u"a on:2024-03-01"_s);
        QCOMPARE(search::withDays(u"before:2023 or a"_s, first, first),
                 u"(before:2023 or a) on:2024-03-01"_s);
    }
};

POSTHORN_TEST(RefineTest)
#include "tst_refine.moc"
