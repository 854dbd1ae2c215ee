// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/sync/folderfollower.h"

#include "tests/core/store/storefixture.h"
#include "tests/support/fakeclock.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using imap::sync::FolderFollower;

namespace {

struct Scene {
    explicit Scene(const QByteArrayList &mailboxes)
    {
        std::vector<store::ListedFolder> listed;
        for (const QByteArray &mailbox : mailboxes) {
            const auto role = mailbox == "Junk" ? store::FolderRole::Junk : store::FolderRole::None;
            listed.push_back({mailbox, QString::fromLatin1(mailbox), '/', role, true, true});
        }
        store.apply(store::FoldersListed{store.account, listed});
    }
    void count(const QByteArray &mailbox, quint32 messages, std::optional<quint32> unseen = {})
    {
        const store::FolderCounted told{store.account, mailbox, messages, unseen};
        store.apply(told);
        follower.counted(told);
        turn();
    }
    void end(bool isInStep)
    {
        if (const auto done = std::exchange(m_done, nullptr))
            done(isInStep);
        turn();
    }
    void wait(std::chrono::seconds time)
    {
        clock.advance(time);
        turn();
    }
    static void turn()
    {
        for (int i = 0; i < 5; ++i)
            QCoreApplication::sendPostedEvents();
    }

    TempStore store;
    FakeClock clock;
    QByteArrayList looked;
    bool isFree = true;
    FolderFollower follower{{store.account, *store.reader, clock, [this] { return isFree; },
                             [this](const QByteArray &mailbox, const std::function<void(bool)> &done) {
                                 looked.append(mailbox);
                                 m_done = done;
                             }}};

private:
    std::function<void(bool)> m_done;
};

}

// Which folders are looked at though nobody has opened them, and when.
class FolderFollowerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsListenedToComesFirstThenWhatIsKnown()
    {
        COVERS("MA-15");
        Scene it({"A", "B", "INBOX", "Junk"});
        it.store.open(1, 2, 7, "B");
        it.count("A", 3);
        it.count("B", 1);
        it.count("Junk", 5);
        it.count("INBOX", 2);
        QCOMPARE(it.looked, QByteArrayList());  // not online
        it.follower.setOnline(true);
        it.end(true);
        it.end(true);
        it.end(true);
        QCOMPARE(it.looked, (QByteArrayList{"INBOX", "B", "A"}));
    }

    void whatIsInStepIsLeftAlone()
    {
        Scene it({"A"});
        it.store.open(2, 3, 7, "A");
        it.store.fetch({someMessage(1, {"\\Seen"}), someMessage(2)}, 7, "A");
        it.follower.setOnline(true);
        it.count("A", 2, 1);
        QCOMPARE(it.looked, QByteArrayList());
        it.count("A", 2, 0);  // read elsewhere
        QCOMPARE(it.looked, QByteArrayList{"A"});
    }

    // One whose numbers are wrong would be looked at for ever.
    void aServerThatCountsWronglyIsAskedOnce()
    {
        Scene it({"A"});
        it.follower.setOnline(true);
        it.count("A", 2, 0);
        it.end(true);
        it.count("A", 2, 0);
        it.wait(1h);
        QCOMPARE(it.looked, QByteArrayList{"A"});
        it.count("A", 3, 0);
        QCOMPARE(it.looked, (QByteArrayList{"A", "A"}));
    }

    void whatWasBrokenOffGoesOnMoreAndMoreSeldom()
    {
        Scene it({"A"});
        it.follower.setOnline(true);
        it.count("A", 2);
        it.end(false);
        it.wait(9s);
        QCOMPARE(it.looked.size(), 1);
        it.wait(1s);
        QCOMPARE(it.looked.size(), 2);
        it.end(false);
        it.wait(19s);
        QCOMPARE(it.looked.size(), 2);
        for (int i = 0; i < 10; ++i) {
            it.wait(1h);
            it.end(false);
        }
        QCOMPARE(it.looked.size(), 5);
        it.follower.setOnline(false);
        it.follower.setOnline(true);  // another line, another try
        QCOMPARE(it.looked.size(), 6);
    }

    // Somebody wants another mailbox on that line: however often, that is no failure.
    void whoeverGivesWayGoesOn()
    {
        Scene it({"A"});
        it.follower.setOnline(true);
        it.count("A", 2);
        for (int times = 1; times <= 20; ++times) {
            QCOMPARE(it.looked.size(), times);
            it.follower.giveWay();
            it.end(false);
            QVERIFY(!it.follower.givesWay());
            it.wait(10s);
        }
        it.end(true);
        it.wait(1h);
        QCOMPARE(it.looked.size(), 21);
    }

    void nothingIsBroughtUnaskedOnAMeteredLine()
    {
        Scene it({"A", "INBOX"});
        it.follower.setMetered(true);
        it.follower.setOnline(true);
        it.count("A", 2);
        QCOMPARE(it.looked, QByteArrayList());
        it.count("INBOX", 2);
        QCOMPARE(it.looked, QByteArrayList{"INBOX"});
        it.end(true);
        it.follower.setMetered(false);
        Scene::turn();
        QCOMPARE(it.looked, (QByteArrayList{"INBOX", "A"}));
    }

    void whatIsVeryLargeWaitsUntilItIsOpened()
    {
        Scene it({"A", "INBOX"});
        it.follower.setOnline(true);
        it.count("A", FolderFollower::mostUnasked + 1);
        QCOMPARE(it.looked, QByteArrayList());
        it.count("A", FolderFollower::mostUnasked);
        QCOMPARE(it.looked, QByteArrayList{"A"});
    }

    void whoeverLooksInTheBackgroundAlreadyIsNotDisturbed()
    {
        Scene it({"A"});
        it.isFree = false;
        it.follower.setOnline(true);
        it.count("A", 2);
        it.wait(1min);
        QCOMPARE(it.looked, QByteArrayList());
        it.isFree = true;
        it.wait(10s);
        QCOMPARE(it.looked, QByteArrayList{"A"});
    }

    void anAnswerFromBeforeIsNoAnswer()
    {
        Scene it({"A"});
        it.follower.setOnline(true);
        it.count("A", 2);
        it.follower.setOnline(false);
        QVERIFY(!it.follower.isLooking());
        it.end(true);  // of the line that was lost
        it.follower.setOnline(true);
        QCOMPARE(it.looked, (QByteArrayList{"A", "A"}));
    }
};

POSTHORN_TEST(FolderFollowerTest)
#include "tst_folderfollower.moc"
