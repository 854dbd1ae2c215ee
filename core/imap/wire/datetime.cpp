// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/wire/datetime.h"

#include "core/imap/wire/cursor.h"
#include "core/imap/wire/octets.h"
#include "core/imap/wire/quirks.h"

#include <QTimeZone>

#include <array>

namespace imap {

namespace {

constexpr auto months = std::to_array<std::string_view>(
    {"JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"});

struct NamedZone {
    std::string_view name;
    int hours;
};

// RFC 822, 5.1 and RFC 1730, 9: Y and H were Yukon and Hawaii, B was Bering time.
constexpr auto namedZones = std::to_array<NamedZone>({
    {"UT", 0},   {"GMT", 0},   {"UTC", 0},  {"AST", -4},  {"ADT", -3},  {"EST", -5}, {"EDT", -4},
    {"CST", -6}, {"CDT", -5},  {"MST", -7}, {"MDT", -6},  {"PST", -8},  {"PDT", -7}, {"YST", -9},
    {"YDT", -8}, {"HST", -10}, {"HDT", -9}, {"BST", -11}, {"BDT", -10},
});

// A to M without J are east of Greenwich, N to Y west, Z is there (RFC 2062, appendix; unlike RFC 822, which
// had the signs mixed up, RFC 1730 counts "A" as +1).
std::optional<int> militaryHours(char letter)
{
    if (letter == 'Z')
        return 0;
    if (letter >= 'A' && letter <= 'I')
        return letter - 'A' + 1;
    if (letter >= 'K' && letter <= 'M')
        return letter - 'K' + 10;
    if (letter >= 'N' && letter <= 'Y')
        return -(letter - 'N' + 1);
    return std::nullopt;
}

class Reader
{
public:
    explicit Reader(QByteArrayView text) noexcept : m_text(text) {}

    [[nodiscard]] bool atEnd() const noexcept { return m_at == m_text.size(); }
    bool accept(char c) noexcept
    {
        const bool there = !atEnd() && m_text[m_at] == c;
        m_at += there ? 1 : 0;
        return there;
    }
    // `most` digits at most; nullopt when there are fewer than `least`.
    std::optional<int> digits(int least, int most) noexcept
    {
        int value = 0;
        int count = 0;
        for (; count < most && !atEnd() && m_text[m_at] >= '0' && m_text[m_at] <= '9'; ++count)
            value = value * 10 + (m_text[m_at++] - '0');
        return count >= least ? std::optional(value) : std::nullopt;
    }
    QByteArrayView letters() noexcept
    {
        const qsizetype from = m_at;
        while (!atEnd() && asciiUpper(m_text[m_at]) >= 'A' && asciiUpper(m_text[m_at]) <= 'Z')
            ++m_at;
        return m_text.sliced(from, m_at - from);
    }

private:
    QByteArrayView m_text;
    qsizetype m_at = 0;
};

std::optional<int> month(QByteArrayView name)
{
    for (std::size_t i = 0; i < months.size(); ++i) {
        if (equalsUpper(name, QByteArrayView(months[i].data(), 3)))
            return static_cast<int>(i) + 1;
    }
    return std::nullopt;
}

// date-day-fixed "-" date-month "-" date-year                                                (RFC 3501, 9)
QDate date(Reader &in)
{
    const bool padded = in.accept(' ');
    const auto day = in.digits(1, padded ? 1 : 2);
    const bool dash = in.accept('-');
    const auto monthNumber = month(in.letters());
    if (!day || !dash || !monthNumber || !in.accept('-'))
        return {};
    const auto centuries = in.digits(2, 2);
    const auto years = in.digits(2, 2);
    if (!centuries)
        return {};
    if (!years)
        tolerate(Quirk::OldDate);
    return QDate(years ? *centuries * 100 + *years : 1900 + *centuries, *monthNumber, *day);
}

// time = 2DIGIT ":" 2DIGIT ":" 2DIGIT                                                        (RFC 3501, 9)
QTime time(Reader &in)
{
    const auto hours = in.digits(2, 2);
    const bool first = in.accept(':');
    const auto minutes = in.digits(2, 2);
    const bool second = in.accept(':');
    const auto seconds = in.digits(2, 2);
    if (!hours || !first || !minutes || !second || !seconds)
        return {};
    return QTime(*hours, *minutes, *seconds == 60 ? 59 : *seconds);  // QTime knows no leap second
}

std::optional<int> namedOffset(QByteArrayView name)
{
    tolerate(Quirk::OldDate);
    for (const NamedZone &zone : namedZones) {
        if (equalsUpper(name, QByteArrayView(zone.name.data(), static_cast<qsizetype>(zone.name.size()))))
            return zone.hours * 3600;
    }
    if (name.size() != 1)
        return std::nullopt;
    const auto hours = militaryHours(asciiUpper(name[0]));
    return hours ? std::optional(*hours * 3600) : std::nullopt;
}

// zone = ("+" / "-") 4DIGIT                                                                  (RFC 3501, 9)
// RFC 1730, 9: date_time_old has "-" zone_name.
std::optional<int> offsetSeconds(Reader &in)
{
    const bool plus = in.accept('+');
    const bool minus = !plus && in.accept('-');
    if (const QByteArrayView name = in.letters(); !name.isEmpty())
        return namedOffset(name);
    const auto hours = in.digits(2, 2);
    const auto minutes = in.digits(2, 2);
    if (!hours || !minutes || (!plus && !minus) || *hours > 14 || *minutes > 59)
        return std::nullopt;
    const int seconds = *hours * 3600 + *minutes * 60;
    return minus ? -seconds : seconds;
}

void appendPadded(QByteArray &out, int value, int width)
{
    out.append(QByteArray::number(value).rightJustified(width, '0'));
}

QByteArray monthText(int number)
{
    const std::string_view upper = months[static_cast<std::size_t>(number - 1)];
    return QByteArray(1, upper[0]) + QByteArray(upper.data() + 1, 2).toLower();
}

}

// date-time = DQUOTE date-day-fixed "-" date-month "-" date-year SP time SP zone DQUOTE      (RFC 3501, 9)
std::optional<DateTime> parseDateTime(QByteArrayView text)
{
    Reader in(text);
    const QDate day = date(in);
    if (!day.isValid() || !in.accept(' '))
        return std::nullopt;
    while (in.accept(' ')) {}
    const QTime clock = time(in);
    if (!clock.isValid())
        return std::nullopt;
    while (in.accept(' ')) {}
    const auto offset = offsetSeconds(in);
    if (!offset || !in.atEnd())
        return std::nullopt;
    constexpr qint64 epoch = 2'440'588;  // 1 January 1970 as a Julian day
    constexpr qint64 secondsOfDay = 86'400;
    return DateTime{
        (day.toJulianDay() - epoch) * secondsOfDay + clock.msecsSinceStartOfDay() / 1000 - *offset, *offset};
}

QByteArray dateTimeText(const QDateTime &moment)
{
    const QDate day = moment.date();
    const QTime clock = moment.time();
    const int minutes = moment.offsetFromUtc() / 60;
    QByteArray out("\"");
    out.append(QByteArray::number(day.day()).rightJustified(2, ' '))
        .append('-')
        .append(monthText(day.month()));
    out.append('-');
    appendPadded(out, day.year(), 4);
    out.append(' ');
    appendPadded(out, clock.hour(), 2);
    out.append(':');
    appendPadded(out, clock.minute(), 2);
    out.append(':');
    appendPadded(out, clock.second(), 2);
    out.append(minutes < 0 ? " -" : " +");
    appendPadded(out, qAbs(minutes) / 60, 2);
    appendPadded(out, qAbs(minutes) % 60, 2);
    return out.append('"');
}

QByteArray dateText(QDate date)
{
    QByteArray out = QByteArray::number(date.day());
    out.append('-').append(monthText(date.month())).append('-');
    appendPadded(out, date.year(), 4);
    return out;
}

}
