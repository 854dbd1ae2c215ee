// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/datewords.h"

#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;
using search::DateContext;

namespace {

QTimeZone berlin()
{
    return QTimeZone("Europe/Berlin");
}

DateContext at(const QString &moment, Qt::DayOfWeek firstDay = Qt::Monday)
{
    QDateTime now = QDateTime::fromString(moment, Qt::ISODate);
    now.setTimeZone(berlin());
    return {now, berlin(), firstDay};
}

QString described(const search::DayRange &days)
{
    return days.first.toString(Qt::ISODate) + u".."_s + days.last.toString(Qt::ISODate);
}

search::DayRange daysSaid(const QString &words, const DateContext &context,
                          search::DateRelation relation = search::DateRelation::On)
{
    const auto query = search::dateQuery(relation, words, {});
    const auto *term = query ? std::get_if<search::DateTerm>(&query->term) : nullptr;
    return term == nullptr ? search::DayRange{} : search::daysOf(*term, context);
}

}

class DateWordsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wordsAreDays_data();
    void wordsAreDays();
    void relationsTakeTheRightEnd_data();
    void relationsTakeTheRightEnd();
    void weeksBeginOnAnyDay();
    void weekdaysAreThoseThatHaveBegun();
    void daysHaveTheHoursOfTheirZone();
    void todayIsTodayInTheUsersZone();
};

void DateWordsTest::wordsAreDays_data()
{
    QTest::addColumn<QString>("now");
    QTest::addColumn<QString>("words");
    QTest::addColumn<QString>("days");
    const auto row = [](const char *now, const char *words, const char *days) {
        QTest::addRow("%s on %s", words, now)
            << QString::fromLatin1(now) << QString::fromLatin1(words) << QString::fromLatin1(days);
    };
    constexpr auto friday = "2024-03-15T12:00:00";
    row(friday, "today", "2024-03-15..2024-03-15");
    row(friday, "yesterday", "2024-03-14..2024-03-14");
    row(friday, "this week", "2024-03-11..2024-03-17");
    row(friday, "last week", "2024-03-04..2024-03-10");
    row(friday, "this month", "2024-03-01..2024-03-31");
    row(friday, "last month", "2024-02-01..2024-02-29");
    row(friday, "this year", "2024-01-01..2024-12-31");
    row(friday, "last year", "2023-01-01..2023-12-31");
    row(friday, "3 days ago", "2024-03-12..2024-03-12");
    row(friday, "2 weeks ago", "2024-02-26..2024-03-03");
    row(friday, "1 month ago", "2024-02-01..2024-02-29");
    row(friday, "2 years ago", "2022-01-01..2022-12-31");
    row(friday, "last 3 days", "2024-03-12..");
    row(friday, "2 months", "2024-01-15..");
    row(friday, "march", "2024-03-01..2024-03-31");
    row(friday, "april", "2023-04-01..2023-04-30");
    row(friday, "february", "2024-02-01..2024-02-29");
    row(friday, "monday", "2024-03-11..2024-03-11");
    row(friday, "friday", "2024-03-15..2024-03-15");
    row(friday, "saturday", "2024-03-09..2024-03-09");
    row(friday, "2023-02", "2023-02-01..2023-02-28");
    row(friday, "2024-01-05..2024-01-20", "2024-01-05..2024-01-20");
    // Ends of years and months
    row("2024-01-01T00:00:01", "yesterday", "2023-12-31..2023-12-31");
    row("2024-01-01T00:00:01", "this week", "2024-01-01..2024-01-07");
    row("2024-01-01T00:00:01", "last week", "2023-12-25..2023-12-31");
    row("2024-01-01T00:00:01", "last month", "2023-12-01..2023-12-31");
    row("2024-01-01T00:00:01", "last year", "2023-01-01..2023-12-31");
    row("2024-01-01T00:00:01", "december", "2023-12-01..2023-12-31");
    row("2023-01-01T12:00:00", "this week", "2022-12-26..2023-01-01");
    row("2024-12-31T23:59:59", "this week", "2024-12-30..2025-01-05");
    row("2024-12-31T23:59:59", "this year", "2024-01-01..2024-12-31");
    row("2024-03-31T12:00:00", "1 month ago", "2024-02-01..2024-02-29");
    row("2024-02-29T12:00:00", "last year", "2023-01-01..2023-12-31");
    // Around the change of the clocks
    row("2024-03-31T01:59:59", "today", "2024-03-31..2024-03-31");
    row("2024-03-31T03:00:00", "today", "2024-03-31..2024-03-31");
    row("2024-04-01T00:30:00", "yesterday", "2024-03-31..2024-03-31");
    row("2024-10-27T02:30:00", "this week", "2024-10-21..2024-10-27");
    row("2024-10-28T00:00:00", "last week", "2024-10-21..2024-10-27");
}

void DateWordsTest::wordsAreDays()
{
    QFETCH(QString, now);
    QFETCH(QString, words);
    QTEST(described(daysSaid(words, at(now))), "days");
}

void DateWordsTest::relationsTakeTheRightEnd_data()
{
    QTest::addColumn<int>("relation");
    QTest::addColumn<QString>("words");
    QTest::addColumn<QString>("days");
    using search::DateRelation;
    const auto row = [](const char *name, DateRelation relation, const char *words, const char *days) {
        QTest::addRow("%s %s", name, words)
            << static_cast<int>(relation) << QString::fromLatin1(words) << QString::fromLatin1(days);
    };
    row("before", DateRelation::Before, "last week", "..2024-03-03");
    row("until", DateRelation::Until, "last week", "..2024-03-10");
    row("on", DateRelation::On, "last week", "2024-03-04..2024-03-10");
    row("since", DateRelation::Since, "last week", "2024-03-04..");
    row("after", DateRelation::After, "last week", "2024-03-11..");
    row("before", DateRelation::Before, "2 months ago", "..2024-01-14");
    row("until", DateRelation::Until, "2 months", "..2024-01-15");
    row("since", DateRelation::Since, "2 months", "2024-01-15..");
    row("after", DateRelation::After, "2024", "2025-01-01..");
    row("before", DateRelation::Before, "2024-03-15", "..2024-03-14");
    row("before", DateRelation::Before, "1970", "..1969-12-31");
    row("after", DateRelation::After, "2024-01-05..2024-01-20", "2024-01-21..");
}

void DateWordsTest::relationsTakeTheRightEnd()
{
    QFETCH(int, relation);
    QFETCH(QString, words);
    const auto context = at(u"2024-03-15T12:00:00"_s);
    QTEST(described(daysSaid(words, context, static_cast<search::DateRelation>(relation))), "days");
}

void DateWordsTest::weeksBeginOnAnyDay()
{
    const QDate sunday(2024, 3, 10);
    for (int first = Qt::Monday; first <= Qt::Sunday; ++first) {
        for (int i = 0; i < 7; ++i) {
            const QDate today = sunday.addDays(i);
            const auto context =
                at(today.toString(Qt::ISODate) + u"T10:00:00"_s, static_cast<Qt::DayOfWeek>(first));
            const search::DayRange week = daysSaid(u"this week"_s, context);
            QCOMPARE(week.first.dayOfWeek(), first);
            QCOMPARE(week.first.daysTo(week.last), 6);
            QVERIFY(week.first <= today && today <= week.last);
            QCOMPARE(daysSaid(u"last week"_s, context).last, week.first.addDays(-1));
        }
    }
}

void DateWordsTest::weekdaysAreThoseThatHaveBegun()
{
    for (int i = 0; i < 7; ++i) {
        const QDate today = QDate(2024, 12, 29).addDays(i);
        const auto context = at(today.toString(Qt::ISODate) + u"T00:00:00"_s);
        for (int day = Qt::Monday; day <= Qt::Sunday; ++day) {
            const search::DayRange found = search::daysOf(
                {search::DateRelation::On, search::LatestWeekday{static_cast<Qt::DayOfWeek>(day)}}, context);
            QCOMPARE(found.first, found.last);
            QCOMPARE(found.first.dayOfWeek(), day);
            QVERIFY(found.first <= today && found.first > today.addDays(-7));
        }
    }
}

void DateWordsTest::daysHaveTheHoursOfTheirZone()
{
    const auto hours = [](const QDate &day) {
        const search::TimeRange times = search::timesOf({day, day}, berlin());
        return (*times.to - *times.from) / 3'600'000;
    };
    QCOMPARE(hours({2024, 3, 30}), 24);
    QCOMPARE(hours({2024, 3, 31}), 23);
    QCOMPARE(hours({2024, 10, 27}), 25);
    QCOMPARE(*search::timesOf({QDate(2024, 1, 1), {}}, berlin()).from,
             QDateTime(QDate(2023, 12, 31), QTime(23, 0), Qt::UTC).toMSecsSinceEpoch());
    QVERIFY(!search::timesOf({QDate(2024, 1, 1), {}}, berlin()).to);
    QVERIFY(!search::timesOf({{}, QDate(2024, 1, 1)}, berlin()).from);
    // Where the clock jumps at midnight the day begins at one.
    const QTimeZone beirut("Asia/Beirut");
    const search::TimeRange day = search::timesOf({QDate(2022, 3, 27), QDate(2022, 3, 27)}, beirut);
    QCOMPARE((*day.to - *day.from) / 3'600'000, 23);
}

void DateWordsTest::todayIsTodayInTheUsersZone()
{
    const QDateTime now(QDate(2024, 3, 15), QTime(23, 30), Qt::UTC);
    const auto today = [&](const char *zone) {
        return search::daysOf({search::DateRelation::On, search::Period{}}, {now, QTimeZone(zone)}).first;
    };
    QCOMPARE(today("Europe/Berlin"), QDate(2024, 3, 16));
    QCOMPARE(today("America/New_York"), QDate(2024, 3, 15));
    QCOMPARE(today("Pacific/Kiritimati"), QDate(2024, 3, 16));
    QVERIFY(search::isRelative(search::Period{}));
    QVERIFY(search::isRelative(search::Ago{}));
    QVERIFY(!search::isRelative(search::Days{}));
}

POSTHORN_TEST(DateWordsTest)

#include "tst_datewords.moc"
