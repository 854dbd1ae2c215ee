// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/quitsignals.h"

#include <QSignalSpy>

#include <csignal>

#include "tests/support/testcase.h"

class QuitSignalsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachIsToldInTheEventLoop_data()
    {
        QTest::addColumn<int>("number");
        QTest::newRow("SIGTERM") << SIGTERM;
        QTest::newRow("SIGINT") << SIGINT;
        QTest::newRow("SIGHUP") << SIGHUP;
    }

    void eachIsToldInTheEventLoop()
    {
        QFETCH(const int, number);
        app::QuitSignals quitting;
        QSignalSpy spy(&quitting, &app::QuitSignals::quitWanted);
        QCOMPARE(::raise(number), 0);
        QCOMPARE(spy.size(), 0);  // the handler itself does next to nothing
        QTRY_COMPARE(spy.size(), 1);
    }

    // Whoever is not heard can insist; and what another object does later is its own affair.
    void theSecondOneIsTheSystems()
    {
        struct sigaction before = {}, now = {};
        QCOMPARE(sigaction(SIGTERM, nullptr, &before), 0);
        {
            const app::QuitSignals quitting;
            QCOMPARE(sigaction(SIGTERM, nullptr, &now), 0);
            QVERIFY(now.sa_handler != before.sa_handler && now.sa_handler != SIG_DFL);
            QCOMPARE(::raise(SIGTERM), 0);
            QCOMPARE(sigaction(SIGTERM, nullptr, &now), 0);
            QVERIFY(now.sa_handler == SIG_DFL);
        }
        QCOMPARE(sigaction(SIGTERM, nullptr, &now), 0);
        QVERIFY(now.sa_handler == before.sa_handler);
    }

    void whatIsIgnoredStaysSo()
    {
        struct sigaction ignored = {}, before = {}, now = {};
        ignored.sa_handler = SIG_IGN;
        QCOMPARE(sigaction(SIGHUP, &ignored, &before), 0);
        {
            const app::QuitSignals quitting;
            QCOMPARE(sigaction(SIGHUP, nullptr, &now), 0);
        }
        QCOMPARE(sigaction(SIGHUP, &before, nullptr), 0);
        QVERIFY(now.sa_handler == SIG_IGN);
    }
};

POSTHORN_TEST(QuitSignalsTest)
#include "tst_quitsignals.moc"
