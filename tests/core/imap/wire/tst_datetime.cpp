// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/wire/datetime.h"

#include <QLocale>
#include <QTimeZone>

#include "tests/support/testcase.h"

using namespace imap;
using namespace Qt::StringLiterals;

class TestDateTime : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aDateTimeIsRead_data()
    {
        QTest::addColumn<QString>("ids");
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *ids, const char *text, const QString &expected) {
            QTest::newRow(text) << QString::fromLatin1(ids) << QByteArray(text) << expected;
        };
        row("I4-016", "17-Jul-1996 02:44:25 -0700", u"1996-07-17T02:44:25-07:00"_s);
        row("I4-016", " 7-Feb-1994 21:52:25 -0800", u"1994-02-07T21:52:25-08:00"_s);
        row("I4-016", "7-Feb-1994 21:52:25 -0800", u"1994-02-07T21:52:25-08:00"_s);
        row("I4-016", "07-Feb-1994 21:52:25 +0000", u"1994-02-07T21:52:25Z"_s);
        row("I4-006", "07-FEB-1994 21:52:25 +0530", u"1994-02-07T21:52:25+05:30"_s);
        row("", "29-Feb-2024 00:00:00 +1400", u"2024-02-29T00:00:00+14:00"_s);
        row("", "31-Dec-2016 23:59:60 +0000", u"2016-12-31T23:59:59Z"_s);
        row("I4-018 I2-17", " 9-Apr-90 21:03:15-PDT", u"1990-04-09T21:03:15-07:00"_s);
        row("I4-018 I2-17", " 9-Apr-90 21:03:15 -0700", u"1990-04-09T21:03:15-07:00"_s);
        row("I2-17", "09-Apr-1990 21:03:15 PDT", u"1990-04-09T21:03:15-07:00"_s);
        row("I2-17", "09-Apr-90 21:03:15-gmt", u"1990-04-09T21:03:15Z"_s);
        for (const char *bad : {"",
                                " ",
                                "00-Jan-0000 00:00:00 +0000",
                                "30-Feb-2024 00:00:00 +0000",
                                "1-Foo-2024 00:00:00 +0000",
                                "01-Jan-2024",
                                "01-Jan-2024 25:00:00 +0000",
                                "01-Jan-2024 00:60:00 +0000",
                                "01-Jan-2024 0:00:00 +0000",
                                "01-Jan-2024 00:0:00 +0000",
                                "01-Jan-2024 00:00:0 +0000",
                                "01-Jan-2024 00:00:00",
                                "01-Jan-2024 00:00:00 0000",
                                "01-Jan-2024 00:00:00 +00",
                                "01-Jan-2024 00:00:00 +9900",
                                "01-Jan-2024 00:00:00 +0060",
                                "01-Jan-2024 00:00:00 +0000 x",
                                "01-Jan-20240 00:00:00 +0000",
                                "001-Jan-2024 00:00:00 +0000",
                                "01-Jan-2024 00:00:00-XXX",
                                "01-Jan-2024 00:00:00-J",
                                "-1-Jan-2024 00:00:00 +0000"})
            row("", bad, QString());
    }
    void aDateTimeIsRead()
    {
        QFETCH(QString, ids);
        QFETCH(QByteArray, text);
        QFETCH(QString, expected);
        COVERS(ids);
        const auto moment = parseDateTime(text);
        QCOMPARE(moment ? moment->toQDateTime().toString(Qt::ISODate) : QString(), expected);
    }

    void zoneNamesAreHoursWestOfGreenwich_data()
    {
        QTest::addColumn<int>("hours");
        const auto row = [](const char *zone, int hours) { QTest::newRow(zone) << hours; };
        row("UT", 0), row("GMT", 0), row("Z", 0), row("AST", -4), row("EDT", -4), row("EST", -5),
            row("CDT", -5);
        row("CST", -6), row("MDT", -6), row("MST", -7), row("PDT", -7), row("PST", -8), row("YDT", -8),
            row("YST", -9);
        row("HDT", -9), row("HST", -10), row("BDT", -10), row("BST", -11);
        for (char letter = 'A'; letter <= 'Y'; ++letter) {
            if (letter == 'J')
                continue;
            const int hours = letter < 'J' ? letter - 'A' + 1
                : letter < 'N'             ? letter - 'A'
                                           : -(letter - 'N' + 1);
            row(QByteArray(1, letter).constData(), hours);
        }
    }
    void zoneNamesAreHoursWestOfGreenwich()
    {
        QFETCH(int, hours);
        COVERS("I2-17", "I2-18", "I4-018", "I2-54");
        const auto moment = parseDateTime(" 9-Apr-90 21:03:15-"_ba + QTest::currentDataTag());
        QVERIFY(moment.has_value());
        QCOMPARE(moment->offsetSeconds, hours * 3600);
        QCOMPARE(moment->toQDateTime().time(), QTime(21, 3, 15));
    }

    void datesAreNeverPrintedInALocale_data()
    {
        QTest::addColumn<QString>("locale");
        for (const char *locale : {"C", "de_DE", "ar_EG", "fa_IR", "ja_JP"})
            QTest::newRow(locale) << QString::fromLatin1(locale);
    }
    void datesAreNeverPrintedInALocale()
    {
        QFETCH(QString, locale);
        COVERS("I4-017", "I4-016");
        const QLocale before;
        QLocale::setDefault(QLocale(locale));
        const QByteArray date = dateText(QDate(1994, 3, 1));
        const QByteArray moment =
            dateTimeText(QDateTime(QDate(1994, 5, 7), QTime(1, 2, 3), Qt::OffsetFromUTC, -(8 * 3600 + 1800)));
        const QByteArray utc = dateTimeText(QDateTime(QDate(2024, 12, 31), QTime(23, 59, 59), Qt::UTC));
        QLocale::setDefault(before);
        QCOMPARE(date, "1-Mar-1994"_ba);
        QCOMPARE(moment, "\" 7-May-1994 01:02:03 -0830\""_ba);
        QCOMPARE(utc, "\"31-Dec-2024 23:59:59 +0000\""_ba);
    }

    void whatIsPrintedIsReadAgain()
    {
        for (int day = 0; day < 800; ++day) {
            const QDateTime moment(QDate(2023, 1, 1).addDays(day), QTime(day % 24, day % 60, (day * 7) % 60),
                                   Qt::OffsetFromUTC, (day % 27 - 12) * 3600);
            const QByteArray text = dateTimeText(moment);
            const auto read = parseDateTime(text.sliced(1).chopped(1));
            QVERIFY(read.has_value());
            QCOMPARE(read->toQDateTime(), moment);
            QCOMPARE(read->offsetSeconds, moment.offsetFromUtc());
        }
    }
};

POSTHORN_TEST(TestDateTime)
#include "tst_datetime.moc"
