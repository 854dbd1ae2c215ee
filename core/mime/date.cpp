// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mime/date.h"

#include "core/mime/octets.h"

#include <QTimeZone>
#include <QVarLengthArray>

#include <array>

namespace mime {

namespace {

constexpr std::array<const char *, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                              "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
constexpr std::array<const char *, 7> days{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};

struct Zone {
    QByteArrayView name;
    int hours = 0;
};
// obs-zone (RFC 5322, 4.3); the letters of the military zones were defined with the wrong sign and mean
// nothing.
constexpr std::array zones{Zone{"est", -5}, Zone{"edt", -4}, Zone{"cst", -6}, Zone{"cdt", -5},
                           Zone{"mst", -7}, Zone{"mdt", -6}, Zone{"pst", -8}, Zone{"pdt", -7}};

QByteArray twoDigits(int value)
{
    return QByteArray::number(value).rightJustified(2, '0');
}

using Words = QVarLengthArray<QByteArrayView, 16>;

// Words of the field without comments, commas and white space.
Words words(QByteArrayView field)
{
    Words all;
    int depth = 0;
    qsizetype from = 0;
    const auto finish = [&](qsizetype to) {
        if (from < to)
            all.push_back(field.sliced(from, to - from));
        from = to + 1;
    };
    for (qsizetype at = 0; at < field.size(); ++at) {
        const char c = field[at];
        depth += c == '(' ? 1 : c == ')' && depth > 0 ? -1 : 0;
        if (depth > 0 || isSpace(c) || c == ',' || c == ')')
            finish(at);
    }
    finish(field.size());
    return all;
}

// 14-Nov-2026
void splitHyphenated(Words &all)
{
    if (all.isEmpty() || std::count(all.front().begin(), all.front().end(), '-') != 2)
        return;
    const QByteArrayView date = all.front();
    const qsizetype first = date.indexOf('-'), second = date.indexOf('-', first + 1);
    all.front() = date.sliced(second + 1);
    all.insert(all.begin(), date.sliced(first + 1, second - first - 1));
    all.insert(all.begin(), date.first(first));
}

std::optional<int> number(QByteArrayView digits, int largest)
{
    if (digits.isEmpty() || digits.size() > 4 || !std::all_of(digits.begin(), digits.end(), isDigit))
        return std::nullopt;
    const int value = digits.toInt();
    return value <= largest ? std::optional(value) : std::nullopt;
}

std::optional<int> monthOf(QByteArrayView word)
{
    for (size_t i = 0; word.size() >= 3 && i < months.size(); ++i) {
        if (sameIgnoringCase(word.first(3), months[i]))
            return static_cast<int>(i) + 1;
    }
    return std::nullopt;
}

// RFC 5322, 4.3: two digits below 50 are in this century, others and three digits count from 1900.
int fullYear(int year, qsizetype digits)
{
    if (digits == 2)
        return year < 50 ? 2000 + year : 1900 + year;
    return digits == 3 ? 1900 + year : year;
}

std::optional<QTime> timeOf(QByteArrayView word)
{
    int parts[3] = {0, 0, 0};
    int count = 0;
    for (qsizetype from = 0; count < 3 && from <= word.size(); ++count) {
        qsizetype to = word.indexOf(':', from);
        to = to < 0 ? word.size() : to;
        const auto value = number(word.sliced(from, to - from), 60);
        if (!value)
            return std::nullopt;
        parts[count] = *value;
        from = to + 1;
    }
    const QTime time(parts[0], parts[1], std::min(parts[2], 59));  // 60 is a leap second
    return count >= 2 && time.isValid() ? std::optional(time) : std::nullopt;
}

// Seconds east of Greenwich; what nobody knows is taken for UTC.
int offsetOf(QByteArrayView word)
{
    if (word.size() >= 5 && (word.front() == '+' || word.front() == '-')) {
        QVarLengthArray<char, 8> digits;
        std::copy_if(word.begin() + 1, word.end(), std::back_inserter(digits),
                     [](char c) { return c != ':'; });
        const QByteArrayView all(digits.constData(), digits.size());
        const auto hours = number(all.first(std::min<qsizetype>(2, all.size())), 14);
        const auto minutes = number(all.sliced(std::min<qsizetype>(2, all.size())), 59);
        if (hours && minutes && all.size() == 4)
            return (word.front() == '-' ? -1 : 1) * (*hours * 3600 + *minutes * 60);
    }
    const auto zone = std::find_if(zones.begin(), zones.end(), [&](const Zone &z) { return z.name == word; });
    return zone == zones.end() ? 0 : zone->hours * 3600;
}

}

QByteArray printDate(const QDateTime &when)
{
    if (!when.isValid())
        return {};
    const QDate date = when.date();
    const QTime time = when.time();
    const int minutes = when.offsetFromUtc() / 60, size = std::abs(minutes);
    return QByteArray(days[static_cast<size_t>(date.dayOfWeek() - 1)]) + ", " + QByteArray::number(date.day())
        + ' ' + months[static_cast<size_t>(date.month() - 1)] + ' '
        + QByteArray::number(date.year()).rightJustified(4, '0') + ' ' + twoDigits(time.hour()) + ':'
        + twoDigits(time.minute()) + ':' + twoDigits(time.second()) + ' ' + (minutes < 0 ? '-' : '+')
        + twoDigits(size / 60) + twoDigits(size % 60);
}

std::optional<QDateTime> parseDate(QByteArrayView raw)
{
    constexpr qsizetype longest = 500;
    const QByteArray field = raw.first(std::min(raw.size(), longest)).toByteArray().toLower();
    Words all = words(field);
    if (!all.empty() && isLetter(all.front().front()))
        all.erase(all.begin());  // the day's name, which may be wrong or in another language
    if (all.size() == 1)
        return std::nullopt;
    splitHyphenated(all);
    if (all.size() < 4)
        return std::nullopt;
    if (monthOf(all[0]))
        std::swap(all[0], all[1]);  // asctime: Nov 14
    if (all.size() >= 4 && all[2].contains(':'))
        std::swap(all[2], all[3]);  // asctime: 12:00:00 2026
    const auto day = number(all[0], 31), month = monthOf(all[1]), year = number(all[2], 9999);
    const auto time = timeOf(all[3]);
    if (!day || !month || !year || !time)
        return std::nullopt;
    const QDate date(fullYear(*year, all[2].size()), *month, *day);
    if (!date.isValid())
        return std::nullopt;
    return QDateTime(date, *time, Qt::OffsetFromUTC, all.size() > 4 ? offsetOf(all[4]) : 0);
}

}
