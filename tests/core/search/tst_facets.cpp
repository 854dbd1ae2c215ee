// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/facets.h"
#include "core/search/timebins.h"

#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;
using search::FacetGroup;
using search::Query;

namespace {

search::NamedFolder folder(qint64 id, const QString &name, store::FolderRole role = store::FolderRole::None)
{
    return {{id}, {name, '/', role, {u"home"_s}}};
}

qint64 berlin(const QDate &day, const QTime &time)
{
    return QDateTime(day, time, QTimeZone("Europe/Berlin")).toMSecsSinceEpoch();
}

QStringList told(const std::vector<search::Facet> &values)
{
    QStringList lines;
    for (const search::Facet &one : values)
        lines.append(u"%1 %2%3"_s.arg(search::canonicalText(one.query))
                         .arg(one.messages)
                         .arg(one.name.isEmpty() ? QString() : u' ' + one.name));
    return lines;
}

}

class FacetsTest : public QObject
{
    Q_OBJECT

private:
    search::FacetCounter m_counter{{folder(1, u"INBOX"_s, store::FolderRole::Inbox), folder(2, u"Work"_s),
                                    folder(3, u"Work/Plans"_s),
                                    folder(4, u"INBOX"_s, store::FolderRole::Inbox)},
                                   QTimeZone("Europe/Berlin")};

private Q_SLOTS:
    void init()
    {
        m_counter = search::FacetCounter({folder(1, u"INBOX"_s, store::FolderRole::Inbox),
                                          folder(2, u"Work"_s), folder(3, u"Work/Plans"_s),
                                          folder(4, u"INBOX"_s, store::FolderRole::Inbox)},
                                         QTimeZone("Europe/Berlin"));
    }

    void whatHitsHaveInCommonIsCounted()
    {
        search::HitFacts ann{{1}, berlin({2024, 3, 2}, {10, 0})};
        ann.address = "Ann@Example.org";
        ann.flags = store::flagsFromNames({"\\Seen", "$label1", "urgent", "$MDNSent", "$odd"});
        ann.receipt = search::ReceiptState::Waiting;
        search::HitFacts named = ann;
        named.address = "ann@example.org";
        named.name = "Ann Example";
        named.flags = store::flagsFromNames({"\\Flagged"});
        named.hasAttachment = true;
        named.attachments = {{u"a.pdf"_s, "application/pdf"}, {u"b.pdf"_s, "application/pdf"}};
        search::HitFacts bob{{3}, 0};
        bob.address = "bob@example.org";
        for (const auto &hit : {ann, named, bob})
            m_counter.add(hit);
        const search::Facets facets = m_counter.facets();
        QCOMPARE(facets.messages, 3);
        QCOMPARE(told(facets.of(FacetGroup::People)),
                 (QStringList{u"from:\"ann@example.org\" 2 Ann Example"_s, u"from:\"bob@example.org\" 1"_s}));
        QCOMPARE(told(facets.of(FacetGroup::Attachments)),
                 (QStringList{u"has:attachment 1"_s, u"has:pdf 1"_s}));
        QCOMPARE(told(facets.of(FacetGroup::States)), (QStringList{u"is:unread 2"_s, u"is:flagged 1"_s}));
        QCOMPARE(told(facets.of(FacetGroup::Receipts)), QStringList{u"receipt:waiting 2"_s});
        QCOMPARE(told(facets.of(FacetGroup::Tags)), (QStringList{u"tag:$label1 1"_s, u"tag:urgent 1"_s}));
        QCOMPARE(facets.days, (std::vector<search::DayCount>{{{2024, 3, 2}, 2}}));  // one has no date
    }

    // What a click finds is what was counted: in: means what lies below as well, and the inbox of each
    // account.
    void foldersCountAsTheQueryWill()
    {
        for (const qint64 id : {1, 2, 3, 3, 4})
            m_counter.add({{id}, 0});
        QCOMPARE(told(m_counter.facets().of(FacetGroup::Folders)),
                 (QStringList{u"in:Work 3"_s, u"in:inbox 2"_s, u"in:Work/Plans 2"_s}));
    }

    void daysAreThoseOfTheZone()
    {
        for (const QTime &time : {QTime(0, 0), QTime(23, 59, 59)}) {
            m_counter.add({{1}, berlin({2024, 3, 31}, time)});  // 23 hours
            m_counter.add({{1}, berlin({2024, 4, 1}, time)});
        }
        QCOMPARE(m_counter.facets().days,
                 (std::vector<search::DayCount>{{{2024, 3, 31}, 2}, {{2024, 4, 1}, 2}}));
    }

    void onlyTheMostFrequentAreTold()
    {
        for (int person = 0; person < 100; ++person) {
            search::HitFacts hit{{1}, 0};
            hit.address = QByteArray::number(person) + "@example.org";
            for (int times = 0; times <= person; ++times)
                m_counter.add(hit);
        }
        const auto people = m_counter.facets().of(FacetGroup::People);
        QCOMPARE(people.size(), search::FacetCounter::mostValues);
        QCOMPARE(people.front().messages, 100);
    }

    void barsAreAsFineAsThereIsRoom_data()
    {
        QTest::addColumn<QDate>("last");
        QTest::addColumn<int>("most");
        QTest::addColumn<int>("unit");
        QTest::addColumn<int>("bars");
        const auto row = [](const char *name, QDate last, int most, search::DateUnit unit, int bars) {
            QTest::newRow(name) << last << most << static_cast<int>(unit) << bars;
        };
        row("one day", {2024, 3, 2}, 40, search::DateUnit::Day, 1);
        row("a month of days", {2024, 4, 1}, 40, search::DateUnit::Day, 31);
        row("weeks", {2024, 8, 1}, 40, search::DateUnit::Week, 23);
        row("months", {2026, 3, 1}, 40, search::DateUnit::Month, 25);
        row("years", {2034, 3, 1}, 40, search::DateUnit::Year, 11);
        row("the last years", {2034, 3, 1}, 5, search::DateUnit::Year, 5);
        row("no room at all", {2024, 3, 3}, 0, search::DateUnit::Year, 1);
    }
    void barsAreAsFineAsThereIsRoom()
    {
        QFETCH(QDate, last);
        QFETCH(int, most);
        QFETCH(int, unit);
        const QDate first(2024, 3, 2);  // a Saturday
        std::vector<search::DayCount> days{{first, 3}};
        if (last != first)
            days.push_back({last, 4});
        const auto bins = search::timeBins(days, Qt::Monday, most);
        QCOMPARE(static_cast<int>(bins.unit), unit);
        QTEST(static_cast<int>(bins.bins.size()), "bars");
        QVERIFY(bins.bins.back().first <= last && last <= bins.bins.back().last);
        for (std::size_t i = 1; i < bins.bins.size(); ++i)
            QCOMPARE(bins.bins[i].first, bins.bins[i - 1].last.addDays(1));
        if (bins.unit == search::DateUnit::Week)
            QCOMPARE(bins.bins.front().first.dayOfWeek(), static_cast<int>(Qt::Monday));
        if (most >= 11 && days.size() == 2)
            QCOMPARE(bins.bins.front().messages + bins.bins.back().messages, 7);
        QVERIFY(search::timeBins({}, Qt::Monday, most).bins.empty());
    }
};

POSTHORN_TEST(FacetsTest)
#include "tst_facets.moc"
