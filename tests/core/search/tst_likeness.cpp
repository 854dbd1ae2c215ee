// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/likeness.h"
#include "core/search/queryparser.h"

#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;

class LikenessTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void othersAreLikeIt_data()
    {
        QTest::addColumn<QString>("list");
        QTest::addColumn<QString>("subject");
        QTest::addColumn<QString>("query");
        QTest::newRow("a person") << u""_s << u"Re: AW: the budget for 2024 (Budget)"_s
                                  << u"thread:1@ex.org or (from:\"ann@ex.org\" (subject:\"budget\" or "
                                     "subject:\"2024\"))"_s;
        QTest::newRow("nothing to go by")
            << u""_s << u"Re: it"_s << u"thread:1@ex.org or from:\"ann@ex.org\""_s;
        QTest::newRow("a list") << u"talk.ex.org"_s << u"[talk] plans"_s
                                << u"thread:1@ex.org or (list:\"talk.ex.org\" (subject:\"plans\" or "
                                   "subject:\"talk\"))"_s;
    }
    void othersAreLikeIt()
    {
        QFETCH(QString, list);
        QFETCH(QString, subject);
        const search::Query query = search::moreLike({u"1@ex.org"_s, u"ann@ex.org"_s, list, subject});
        QTEST(search::canonicalText(query), "query");
        QCOMPARE(search::parseQuery(search::canonicalText(query)).query, query);
    }
    void nothingKnownIsEverything() { QVERIFY(search::moreLike({}).isEverything()); }
};

POSTHORN_TEST(LikenessTest)
#include "tst_likeness.moc"
