// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mime/date.h"

#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;

class DateTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void parses_data()
    {
        QTest::addColumn<QByteArray>("raw");
        QTest::addColumn<QString>("utc");
        const auto row = [](const char *raw, const char *utc) {
            QTest::newRow(raw) << QByteArray(raw) << QString::fromLatin1(utc);
        };
        row("Sat, 14 Nov 2026 12:34:56 +0100", "2026-11-14T11:34:56Z");
        row("14 Nov 2026 12:34 -0830", "2026-11-14T21:04:00Z");
        row("Sat,14 Nov 2026 12:34:56 +0000 (UTC)", "2026-11-14T12:34:56Z");
        row("Sat, (day) 14 (of) Nov 2026 12:34:56 (at (noon)) GMT", "2026-11-14T12:34:56Z");
        row("Sat, 14 nov 2026 12:34:56 EST", "2026-11-14T17:34:56Z");
        row("Sat, 14 November 2026 12:34:56 PDT", "2026-11-14T19:34:56Z");
        row("Sat, 14 Nov 26 12:34:56 Z", "2026-11-14T12:34:56Z");
        row("Sat, 14 Nov 98 12:34:56 +0000", "1998-11-14T12:34:56Z");
        row("Sat, 14 Nov 126 12:34:56 +0000", "2026-11-14T12:34:56Z");
        row("Sam., 14 Nov 2026 12:34:56 +0000", "2026-11-14T12:34:56Z");
        row("Sat, 14 Nov 2026 12:34:56", "2026-11-14T12:34:56Z");
        row("Sat, 14 Nov 2026 12:34:56 +01:00", "2026-11-14T11:34:56Z");
        row("Sat, 14 Nov 2026 12:34:56 nonsense", "2026-11-14T12:34:56Z");
        row("14-Nov-2026 12:34:56 +0100", "2026-11-14T11:34:56Z");
        row("Sat Nov 14 12:34:56 2026", "2026-11-14T12:34:56Z");
        row("Sat, 31 Dec 2016 23:59:60 +0000", "2016-12-31T23:59:59Z");
        row("\r\n Sat,\r\n 14 Nov 2026\t12:34:56 +0000", "2026-11-14T12:34:56Z");
        row("Sat, 14 Nov 2026 12:34:56:78 +0000", "2026-11-14T12:34:56Z");
        row("", "");
        row("today", "");
        row("Sat, 31 Nov 2026 12:34:56 +0000", "");
        row("Sat, 14 Nox 2026 12:34:56 +0000", "");
        row("Sat, 14 Nov 2026 25:34:56 +0000", "");
        row("Sat, 14 Nov 99999 12:34:56 +0000", "");
        row("Sat, -1 Nov 2026 12:34:56 +0000", "");
        row("14 Nov 2026", "");
        row("((((((", "");
    }
    void parses()
    {
        QFETCH(QByteArray, raw);
        const auto when = mime::parseDate(raw);
        QTEST(when ? when->toUTC().toString(Qt::ISODate) : QString(), "utc");
    }

    void printsInEnglishWithANumericZoneUnderAnyLocale()
    {
        const QLocale before;
        QLocale::setDefault(QLocale(QLocale::Arabic, QLocale::Egypt));
        const auto print = [](int seconds) {
            return mime::printDate(QDateTime(QDate(2026, 3, 1), QTime(2, 4, 5), Qt::OffsetFromUTC, seconds));
        };
        const QByteArray plus = print(3600), minus = print(-(9 * 3600 + 1800));
        QLocale::setDefault(before);
        QCOMPARE(plus, "Sun, 1 Mar 2026 02:04:05 +0100"_ba);
        QCOMPARE(minus, "Sun, 1 Mar 2026 02:04:05 -0930"_ba);
        QCOMPARE(mime::printDate(QDateTime(QDate(1999, 12, 31), QTime(23, 59, 59), Qt::UTC)),
                 "Fri, 31 Dec 1999 23:59:59 +0000"_ba);
        QCOMPARE(mime::printDate({}), ""_ba);
    }

    void parsesWhatItPrinted()
    {
        for (int i = 0; i < 2000; ++i) {
            const QDateTime when =
                QDateTime::fromSecsSinceEpoch(i * 1'234'567LL, Qt::OffsetFromUTC, (i % 57 - 28) * 1800);
            const auto again = mime::parseDate(mime::printDate(when));
            QVERIFY(again);
            QCOMPARE(*again, when);
            QCOMPARE(again->offsetFromUtc(), when.offsetFromUtc());
        }
    }
};

POSTHORN_TEST(DateTest)
#include "tst_date.moc"
