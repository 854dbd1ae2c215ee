// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/sync/purgeguard.h"

#include "tests/support/fakeclock.h"
#include "tests/support/testcase.h"

using namespace std::chrono_literals;
using imap::Uid;
using imap::sync::PurgeGuard;

namespace {

store::Update vanished(quint32 first, quint32 last)
{
    store::MessagesVanished update;
    for (quint32 uid = first; uid <= last; ++uid)
        update.uids.push_back(Uid{uid});
    return update;
}

// A guard before a mailbox that has `left` messages, and how many updates have passed it.
struct Guarded {
    Guarded()
    {
        QObject::connect(&guard, &PurgeGuard::updateReady, &guard, [this] { ++passed; });
    }
    FakeClock clock;
    quint32 left = 3;
    PurgeGuard guard{clock, [this] { return left; }};
    int passed = 0;
};

void turn()
{
    QCoreApplication::sendPostedEvents();
}

}

class PurgeGuardTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // An audit says of a mailbox that is watched that it is in step, right behind what it has found gone.
    void whatIsHeldOutlivesBeingWatchedAgain()
    {
        Guarded mailbox;
        mailbox.guard.setWatching(true);
        mailbox.guard.take(vanished(4, 4));
        mailbox.guard.take(store::MessagesFetched());
        QCOMPARE(mailbox.passed, 0);
        mailbox.guard.setWatching(true);
        turn();
        QCOMPARE(mailbox.passed, 2);
    }

    void aStormAndADoubtOutliveItAsWell()
    {
        Guarded mailbox;
        mailbox.guard.setWatching(true);
        mailbox.guard.take(vanished(4, 40));
        turn();
        mailbox.guard.setWatching(true);
        QCOMPARE(mailbox.passed, 0);
        mailbox.left = 0;
        mailbox.clock.advance(1s);
        QVERIFY(mailbox.guard.isDoubting());
        mailbox.guard.setWatching(true);
        QVERIFY(mailbox.guard.isDoubting());
        mailbox.guard.release();
        QCOMPARE(mailbox.passed, 1);
    }

    void behindADoubtThingsGoOn()
    {
        Guarded mailbox;
        mailbox.guard.setWatching(true);
        mailbox.left = 0;
        mailbox.guard.take(vanished(4, 6));
        turn();
        QVERIFY(mailbox.guard.isDoubting());
        mailbox.guard.release();
        QVERIFY(!mailbox.guard.isDoubting());
        mailbox.left = 3;
        mailbox.guard.take(vanished(3, 3));
        turn();
        QCOMPARE(mailbox.passed, 2);
    }

    void whatIsHeldGoesWithTheWatch()
    {
        Guarded mailbox;
        mailbox.guard.setWatching(true);
        mailbox.guard.take(vanished(4, 4));
        mailbox.guard.setWatching(false);
        mailbox.guard.setWatching(true);
        turn();
        QCOMPARE(mailbox.passed, 0);
    }
};

POSTHORN_TEST(PurgeGuardTest)

#include "tst_purgeguard.moc"
