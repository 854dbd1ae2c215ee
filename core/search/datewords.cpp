// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/datewords.h"

#include "core/base/overloaded.h"

#include <algorithm>
#include <array>

namespace search {

using namespace Qt::StringLiterals;

namespace {

constexpr int firstYear = 1970;
constexpr int lastYear = 2999;
constexpr int mostUnits = 999;

std::optional<int> numberOf(QStringView text, qsizetype mostDigits = 4)
{
    const bool isNumber = !text.isEmpty() && text.size() <= mostDigits
        && std::all_of(text.begin(), text.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
    return isNumber ? std::optional(text.toInt()) : std::nullopt;
}

std::optional<int> countOf(const QString &text)
{
    static constexpr std::array numbers{"a"_L1,   "one"_L1,   "two"_L1,   "three"_L1, "four"_L1, "five"_L1,
                                        "six"_L1, "seven"_L1, "eight"_L1, "nine"_L1,  "ten"_L1};
    if (const auto number = numberOf(text, 3))
        return *number >= 1 && *number <= mostUnits ? number : std::nullopt;
    const auto at = std::find(numbers.begin(), numbers.end(), text);
    if (text == "an"_L1 || at == numbers.begin())
        return 1;
    return at == numbers.end() ? std::nullopt : std::optional(static_cast<int>(at - numbers.begin()));
}

std::optional<Days> daysFrom(const QDate &first, const QDate &last)
{
    if (!first.isValid() || !last.isValid() || first.year() < firstYear || last.year() > lastYear)
        return std::nullopt;
    return Days{first, last};
}

std::optional<Days> day(int year, int month, int dayOfMonth)
{
    const QDate date(year, month, dayOfMonth);
    return daysFrom(date, date);
}

std::optional<Days> month(int year, int number)
{
    const QDate first(year, number, 1);
    return first.isValid() ? daysFrom(first, first.addMonths(1).addDays(-1)) : std::nullopt;
}

std::optional<Days> year(int number)
{
    return daysFrom(QDate(number, 1, 1), QDate(number, 12, 31));
}

// "24" is 2024, "99" is 1999.
std::optional<int> yearOf(QStringView text)
{
    const auto number = numberOf(text);
    if (!number || (text.size() != 2 && text.size() != 4))
        return std::nullopt;
    if (text.size() == 4)
        return number;
    return *number < 70 ? 2000 + *number : 1900 + *number;
}

// Three numbers: the one of four digits is the year when it comes first, else it comes last.
std::optional<Days> dayOfNumbers(const QList<QStringView> &parts, bool isMonthFirst)
{
    const bool isYearFirst = parts.front().size() == 4;
    const auto y = yearOf(isYearFirst ? parts.front() : parts.back());
    const auto middle = numberOf(parts.at(1), 2);
    const auto other = numberOf(isYearFirst ? parts.back() : parts.front(), 2);
    if (!y || !middle || !other)
        return std::nullopt;
    if (isYearFirst)
        return day(*y, *middle, *other);
    return isMonthFirst ? day(*y, *other, *middle) : day(*y, *middle, *other);
}

std::optional<Days> monthOfNumbers(const QList<QStringView> &parts)
{
    const bool isYearFirst = parts.front().size() == 4;
    const auto y = numberOf(isYearFirst ? parts.front() : parts.back());
    const auto m = numberOf(isYearFirst ? parts.back() : parts.front(), 2);
    return y && m ? month(*y, *m) : std::nullopt;
}

// 2024, 2024-03, 2024-03-15, 2024/3/15, 15.3.2024, 15/3/24, 3.2024
std::optional<Days> numericDays(QStringView text, DateOrder order)
{
    if (text.size() == 4 && numberOf(text))
        return year(*numberOf(text));
    for (const QChar separator : {u'-', u'.', u'/'}) {
        const QList<QStringView> parts = text.split(separator);
        if (parts.size() == 3)  // a dot is not written between a month and its day
            return dayOfNumbers(parts, order == DateOrder::MonthFirst && separator != u'.');
        if (parts.size() == 2)
            return monthOfNumbers(parts);
    }
    return std::nullopt;
}

// "march 2024", "2024 march", "15 march 2024", "march 15 2024"
std::optional<Days> namedDays(const QStringList &words)
{
    std::optional<int> y, m, d;
    for (const QString &word : words) {
        if (const auto number = numberOf(word, 2); number && !d)
            d = number;
        else if (const auto four = numberOf(word); four && word.size() == 4 && !y)
            y = four;
        else if (const auto name = monthNamed(word); name && !m)
            m = name;
        else
            return std::nullopt;
    }
    if (!y || !m)
        return std::nullopt;
    return d ? day(*y, *m, *d) : month(*y, *m);
}

std::optional<DateUnit> unitLetter(QChar c)
{
    switch (c.unicode()) {
    case u'd': return DateUnit::Day;
    case u'w': return DateUnit::Week;
    case u'm': return DateUnit::Month;
    case u'y': return DateUnit::Year;
    default: return std::nullopt;
    }
}

// "3 days", "3d", "a week"
std::optional<Ago> interval(const QStringList &words)
{
    std::optional<int> count;
    std::optional<DateUnit> unit;
    if (words.size() == 2) {
        count = countOf(words.front());
        unit = unitNamed(words.back());
    } else if (words.size() == 1 && words.front().size() > 1) {
        count = countOf(words.front().chopped(1));
        unit = unitLetter(words.front().back());
    }
    return count && unit ? std::optional(Ago{*count, *unit}) : std::nullopt;
}

std::optional<DateValue> oneWord(const QString &word, DateOrder order)
{
    if (const auto days = numericDays(word, order))
        return *days;
    if (word == "today"_L1 || word == "yesterday"_L1)
        return Period{DateUnit::Day, word == "yesterday"_L1};
    if (const auto weekday = weekdayNamed(word))
        return LatestWeekday{*weekday};
    if (const auto name = monthNamed(word))
        return LatestMonth{*name};
    return std::nullopt;
}

bool isLastWord(const QString &word)
{
    return word == "last"_L1 || word == "past"_L1 || word == "previous"_L1;
}

// "this week", "last month", "last friday"
std::optional<DateValue> thisOrLast(const QStringList &words)
{
    const bool isLast = isLastWord(words.front());
    if (!isLast && words.front() != "this"_L1)
        return std::nullopt;
    if (const auto unit = unitNamed(words.back()))
        return Period{*unit, isLast};
    if (const auto weekday = weekdayNamed(words.back()))
        return LatestWeekday{*weekday};
    if (const auto name = monthNamed(words.back()))
        return LatestMonth{*name};
    return std::nullopt;
}

std::optional<DateValue> valueOf(const QStringList &words, DateOrder order)
{
    if (words.size() == 1)
        return oneWord(words.front(), order);
    if (words.size() == 2) {
        if (const auto value = thisOrLast(words))
            return value;
    }
    if (words.size() == 3 && (words.back() == "ago"_L1 || words.front() == "ago"_L1)) {
        const auto ago = interval(words.back() == "ago"_L1 ? words.first(2) : words.last(2));
        return ago ? std::optional<DateValue>(*ago) : std::nullopt;
    }
    if (const auto days = namedDays(words))
        return *days;
    return std::nullopt;
}

QStringList wordsOf(QStringView text, const QueryLanguage &language)
{
    QStringList words;
    for (QString word : text.toString().toLower().simplified().split(u' ', Qt::SkipEmptyParts)) {
        while (word.size() > 1 && (word.endsWith(u'.') || word.endsWith(u',')))
            word.chop(1);
        words.append(language.words.dates.value(word, word).split(u' '));
    }
    return words;
}

Query dated(DateRelation relation, DateValue value)
{
    return Query::of(DateTerm{relation, value});
}

// "older than 2 months", "since yesterday": the relation is among the words.
std::optional<Query> withOwnRelation(const QStringList &words, DateOrder order)
{
    const auto relation = words.size() > 1 ? keyNamed(words.front(), {}) : std::nullopt;
    if (!relation || !takesDate(*relation))
        return std::nullopt;
    if (words.size() > 2 && words.at(1) == "than"_L1) {
        const auto ago = interval(words.mid(2));
        if (!ago || relationOf(*relation))
            return std::nullopt;
        return dated(*relation == Key::Older ? DateRelation::Before : DateRelation::Since, *ago);
    }
    const auto value = relationOf(*relation) ? valueOf(words.mid(1), order) : std::nullopt;
    return value ? std::optional(dated(*relationOf(*relation), *value)) : std::nullopt;
}

// Two ends that any calendar has make one span, which may stand behind any key; all else is two conditions.
std::optional<Query> range(DateRelation relation, QStringView text, qsizetype dots,
                           const QueryLanguage &language)
{
    const auto end = [&](QStringView side) { return valueOf(wordsOf(side, language), language.order); };
    const QStringView left = text.first(dots).trimmed();
    const QStringView right = text.sliced(dots + 2).trimmed();
    if (left.isEmpty() && right.isEmpty())
        return std::nullopt;
    const auto from = left.isEmpty() ? std::nullopt : end(left);
    const auto to = right.isEmpty() ? std::nullopt : end(right);
    if ((!from && !left.isEmpty()) || (!to && !right.isEmpty()))
        return std::nullopt;
    const auto *first = from ? std::get_if<Days>(&*from) : nullptr;
    const auto *last = to ? std::get_if<Days>(&*to) : nullptr;
    if (first != nullptr && last != nullptr)
        return dated(relation, Days{std::min(first->first, last->first), std::max(first->last, last->last)});
    if (relation != DateRelation::On)
        return std::nullopt;
    if (!from || !to)
        return from ? dated(DateRelation::Since, *from) : dated(DateRelation::Until, *to);
    return Query::allOf({dated(DateRelation::Since, *from), dated(DateRelation::Until, *to)});
}

QDate back(const QDate &today, int count, DateUnit unit)
{
    switch (unit) {
    case DateUnit::Day: return today.addDays(-count);
    case DateUnit::Week: return today.addDays(-7 * qint64{count});
    case DateUnit::Month: return today.addMonths(-count);
    case DateUnit::Year: break;
    }
    return today.addYears(-count);
}

QDate begin(const QDate &day, DateUnit unit, Qt::DayOfWeek firstDayOfWeek)
{
    switch (unit) {
    case DateUnit::Day: break;
    case DateUnit::Week: return day.addDays(-((day.dayOfWeek() - firstDayOfWeek + 7) % 7));
    case DateUnit::Month: return {day.year(), day.month(), 1};
    case DateUnit::Year: return {day.year(), 1, 1};
    }
    return day;
}

// The whole day, week, month or year in which a day is.
DayRange whole(const QDate &day, DateUnit unit, Qt::DayOfWeek firstDayOfWeek)
{
    const QDate first = begin(day, unit, firstDayOfWeek);
    return {first, back(first, -1, unit).addDays(-1)};
}

DayRange range(const DateValue &value, bool isWholePeriod, const DateContext &context)
{
    const QDate today = context.now.toTimeZone(context.zone).date();
    const Qt::DayOfWeek firstDay = context.firstDayOfWeek;
    return std::visit(overloaded{
                          [](const Days &days) {
                              return DayRange{days.first, days.last};
                          },
                          [&](const Period &period) {
                              const QDate first = begin(today, period.unit, firstDay);
                              return whole(period.isLast ? first.addDays(-1) : first, period.unit, firstDay);
                          },
                          [&](const Ago &ago) {
                              const QDate day = back(today, ago.count, ago.unit);
                              return whole(day, isWholePeriod ? ago.unit : DateUnit::Day, firstDay);
                          },
                          [&](const LatestWeekday &latest) {
                              const QDate day = begin(today, DateUnit::Week, latest.day);
                              return DayRange{day, day};
                          },
                          [&](const LatestMonth &latest) {
                              const int inYear = today.year() - (latest.month > today.month() ? 1 : 0);
                              return whole(QDate(inYear, latest.month, 1), DateUnit::Month, firstDay);
                          },
                      },
                      value);
}

}

std::optional<Query> dateQuery(DateRelation relation, QStringView text, const QueryLanguage &language)
{
    const bool isOn = relation == DateRelation::On;
    if (const qsizetype dots = text.indexOf(u".."_s); dots >= 0)
        return range(relation, text, dots, language);
    const QStringList words = wordsOf(text, language);
    if (words.isEmpty())
        return std::nullopt;
    if (isOn) {
        if (auto query = withOwnRelation(words, language.order))
            return query;
    }
    // "3 days" and "last 3 days" are those up to now; before "3 days" is before they begin.
    if (const auto ago = interval(isLastWord(words.front()) ? words.mid(1) : words))
        return dated(isOn ? DateRelation::Since : relation, *ago);
    const auto value = valueOf(words, language.order);
    return value ? std::optional(dated(relation, *value)) : std::nullopt;
}

std::optional<Ago> intervalOf(QStringView text, const QueryLanguage &language)
{
    return interval(wordsOf(text, language));
}

DayRange daysOf(const DateTerm &term, const DateContext &context)
{
    const DayRange days = range(term.value, term.relation == DateRelation::On, context);
    switch (term.relation) {
    case DateRelation::Before: return {{}, days.first.addDays(-1)};
    case DateRelation::Until: return {{}, days.last};
    case DateRelation::On: break;
    case DateRelation::Since: return {days.first, {}};
    case DateRelation::After: return {days.last.addDays(1), {}};
    }
    return days;
}

TimeRange timesOf(const DayRange &days, const QTimeZone &zone)
{
    TimeRange times;
    if (days.first.isValid())
        times.from = days.first.startOfDay(zone).toMSecsSinceEpoch();
    if (days.last.isValid())
        times.to = days.last.addDays(1).startOfDay(zone).toMSecsSinceEpoch();
    return times;
}

bool isRelative(const DateValue &value)
{
    return !std::holds_alternative<Days>(value);
}

}
