// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/timebins.h"

#include <algorithm>
#include <array>

namespace search {

namespace {

QDate beginOf(QDate day, DateUnit unit, Qt::DayOfWeek firstDayOfWeek)
{
    switch (unit) {
    case DateUnit::Day: break;
    case DateUnit::Week: return day.addDays(-((day.dayOfWeek() - static_cast<int>(firstDayOfWeek) + 7) % 7));
    case DateUnit::Month: return {day.year(), day.month(), 1};
    case DateUnit::Year: return {day.year(), 1, 1};
    }
    return day;
}

QDate nextOf(QDate begin, DateUnit unit)
{
    switch (unit) {
    case DateUnit::Day: break;
    case DateUnit::Week: return begin.addDays(7);
    case DateUnit::Month: return begin.addMonths(1);
    case DateUnit::Year: return begin.addYears(1);
    }
    return begin.addDays(1);
}

// How many of a unit are between two days, roughly but never too few.
qint64 unitsBetween(QDate first, QDate last, DateUnit unit)
{
    const qint64 days = first.daysTo(last) + 1;
    switch (unit) {
    case DateUnit::Day: break;
    case DateUnit::Week: return days / 7 + 2;
    case DateUnit::Month: return 12 * (last.year() - first.year()) + last.month() - first.month() + 1;
    case DateUnit::Year: return last.year() - first.year() + 1;
    }
    return days;
}

DateUnit smallestUnit(QDate first, QDate last, int most)
{
    for (const DateUnit unit : {DateUnit::Day, DateUnit::Week, DateUnit::Month}) {
        if (unitsBetween(first, last, unit) <= most)
            return unit;
    }
    return DateUnit::Year;
}

}

TimeBins timeBins(const std::vector<DayCount> &days, Qt::DayOfWeek firstDayOfWeek, int most)
{
    TimeBins result;
    if (days.empty())
        return result;
    const auto room = static_cast<std::size_t>(std::max(most, 1));
    result.unit = smallestUnit(days.front().day, days.back().day, most);
    QDate from = beginOf(days.front().day, result.unit, firstDayOfWeek);
    if (result.unit == DateUnit::Year)
        from = std::max(from, QDate(days.back().day.year() - static_cast<int>(room) + 1, 1, 1));
    for (QDate begin = from; begin <= days.back().day; begin = nextOf(begin, result.unit))
        result.bins.push_back({begin, nextOf(begin, result.unit).addDays(-1), 0});
    std::size_t at = 0;
    for (const DayCount &day : days) {
        if (day.day < from)
            continue;
        while (result.bins[at].last < day.day)
            ++at;
        result.bins[at].messages += day.messages;
    }
    return result;
}

}
