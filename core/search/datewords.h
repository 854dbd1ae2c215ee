// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/search/query.h"
#include "core/search/querywords.h"

#include <QDateTime>
#include <QTimeZone>

// Dates as people write them, and which days they are.
namespace search {

// "today", "last week", "march 2024", "2024", "2024-03", "2024-03-15", "15.3.2024", "3/15/2024", "monday",
// "3 days ago", "3 days", "2w", "last 3 weeks", "older than 2 months", "a..b": what the relation makes of it.
// Words of the user's language are translated one by one. nullopt: no date. Years are 1970 to 2999.
[[nodiscard]] std::optional<Query> dateQuery(DateRelation relation, QStringView text,
                                             const QueryLanguage &language);
// Behind "older:" and "newer:": an interval, "2 months" or "2m".
[[nodiscard]] std::optional<Ago> intervalOf(QStringView text, const QueryLanguage &language);

// The moment in which a query is asked, and how its user counts days.
struct DateContext {
    QDateTime now;
    QTimeZone zone;
    Qt::DayOfWeek firstDayOfWeek = Qt::Monday;
};

// Days in the user's zone, both included; a null date: open at that end. Empty when the last is before the
// first.
struct DayRange {
    QDate first, last;
    friend bool operator==(const DayRange &, const DayRange &) = default;
};
[[nodiscard]] DayRange daysOf(const DateTerm &term, const DateContext &context);

// The same as moments, in milliseconds since 1970: [from, to). A day may have 23 or 25 hours.
struct TimeRange {
    std::optional<qint64> from, to;
    friend bool operator==(const TimeRange &, const TimeRange &) = default;
};
[[nodiscard]] TimeRange timesOf(const DayRange &days, const QTimeZone &zone);
[[nodiscard]] bool isRelative(const DateValue &value);  // what it means depends on the day it is asked

}
