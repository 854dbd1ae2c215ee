// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QDateTime>

#include <optional>

// Dates of the protocol: English month names and ASCII digits, whatever the locale.
namespace imap {

// A date-time with its offset, as a plain number: a QDateTime with an offset costs an allocation.
struct DateTime {
    qint64 secondsSinceEpoch = 0;
    qint32 offsetSeconds = 0;

    [[nodiscard]] QDateTime toQDateTime() const
    {
        return QDateTime::fromSecsSinceEpoch(secondsSinceEpoch, Qt::OffsetFromUTC, offsetSeconds);
    }
    friend bool operator==(const DateTime &, const DateTime &) = default;
};

// The octets between the quotes of a date-time (RFC 3501, 9), with its offset; also the forms of older
// servers: a day of one digit, a year of two, a zone by name (RFC 1730, 9; RFC 2062). nullopt: not a
// date-time.
[[nodiscard]] std::optional<DateTime> parseDateTime(QByteArrayView text);
// date-time with its quotes, as APPEND takes it: "\" 7-Feb-1994 21:52:25 -0800\"". The offset is the value's
// own.
[[nodiscard]] QByteArray dateTimeText(const QDateTime &moment);
// date as SEARCH takes it: "1-Feb-1994" (RFC 3501, 9), without quotes.
[[nodiscard]] QByteArray dateText(QDate date);

}
