// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/retention.h"
#include "core/store/statements.h"

#include "tests/core/store/storefixture.h"
#include "tests/support/fakeclock.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr qint64 textSize = 1000;

// INBOX with that many messages, a minute from one to the next, all with text: the oldest was fetched first.
struct Fixture {
    explicit Fixture(quint32 count)
    {
        temp.apply(store::FoldersListed{
            temp.account,
            {{"INBOX", u"INBOX"_s, '/', {}, true, true}, {"Other", u"Other"_s, '/', {}, true, true}}});
        temp.open(count, count + 1);
        temp.open(0, 1, 9, "Other");
        for (quint32 uid = 1; uid <= count; ++uid) {
            temp.fetch({someMessage(uid)});
            temp.apply(store::ContentFetched{
                temp.account, "INBOX", {7}, {uid}, std::nullopt, {{"1", QByteArray(textSize, 'x')}}});
        }
    }
    [[nodiscard]] store::CopyId copy(quint32 uid) const
    {
        return *temp.reader->find(temp.folderNow().id, {uid});
    }
    [[nodiscard]] std::vector<quint32> withText() const
    {
        std::vector<quint32> uids;
        for (const auto &known : temp.reader->knownFlags(temp.folderNow().id)) {
            if (temp.reader->content(copy(known.uid.value))->section("1"))
                uids.push_back(known.uid.value);
        }
        return uids;
    }
    void round()
    {
        QSignalSpy rested(&retention, &store::Retention::rested);
        retention.start();
        QTRY_VERIFY(!rested.isEmpty());
    }

    TempStore temp;
    FakeClock clock{someMessage(11).date.addMSecs(qint64{2629800} * 1000)};
    store::Retention retention{*temp.writer, clock};
};

}

class TestRetention : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void belowTheQuotaEverythingStays()
    {
        Fixture it(5);
        it.retention.setQuota(5 * textSize);
        it.round();
        QCOMPARE(it.withText(), (std::vector<quint32>{1, 2, 3, 4, 5}));
    }
    void aboveItWhatWasUsedLeastRecentlyGoesUntilATenthIsFree()
    {
        Fixture it(20);
        it.retention.use(it.temp.account, it.copy(2));
        it.retention.use(it.temp.account, it.copy(3));
        it.retention.use(it.temp.account, it.copy(2));
        it.round();
        it.retention.setQuota(10 * textSize);
        it.round();
        QCOMPARE(it.withText(), (std::vector<quint32>{2, 3, 14, 15, 16, 17, 18, 19, 20}));
        it.retention.setQuota(textSize + 200);
        it.round();
        QCOMPARE(it.withText(), std::vector<quint32>{2});
        it.retention.setQuota(0);
        it.round();
        QCOMPARE(it.withText(), std::vector<quint32>{});
        QCOMPARE(it.temp.failures, 0);
        QVERIFY(it.temp.reader->row(it.copy(1)));  // the message itself stays
    }
    void useIsWrittenOnceAMinute()
    {
        Fixture it(3);
        it.round();
        QSignalSpy written(it.temp.writer.get(), &store::Writer::changed);
        for (int click = 0; click < 50; ++click)
            it.retention.use(it.temp.account, it.copy(1 + static_cast<quint32>(click) % 3));
        QCOMPARE(written.size(), 0);
        it.clock.advance(61s);
        QTRY_COMPARE(written.size(), 1);
        it.retention.use(it.temp.account, it.copy(1));
        it.retention.flush();
        QCOMPARE(written.size(), 2);
    }
    void whatIsKeptOfflineNeitherGoesNorCounts()
    {
        Fixture it(20);
        it.temp.apply(store::KeepOffline{it.temp.account, "INBOX", 0});
        it.retention.setQuota(textSize);
        it.round();
        QCOMPARE(it.withText().size(), std::size_t{20});
        // Only what is young: message 11 is as old as a month allows.
        it.temp.apply(store::KeepOffline{it.temp.account, "INBOX", 1});
        it.retention.setQuota(3 * textSize);
        it.round();
        QCOMPARE(it.withText(), (std::vector<quint32>{9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20}));
        it.temp.apply(store::KeepOffline{it.temp.account, "INBOX", std::nullopt});
        it.round();
        QCOMPARE(it.withText(), (std::vector<quint32>{19, 20}));
    }
    // What was kept because it was young has grown old meanwhile.
    void whatIsKeptIsCountedAnewAfterAnHour()
    {
        Fixture it(20);
        it.temp.apply(store::KeepOffline{it.temp.account, "INBOX", 1});
        it.retention.setQuota(10 * textSize);
        it.round();
        it.clock.advance(59min);
        it.round();
        QCOMPARE(it.withText().size(), std::size_t{20});
        it.clock.advance(1min);
        it.round();
        QCOMPARE(it.withText(), (std::vector<quint32>{12, 13, 14, 15, 16, 17, 18, 19, 20}));
    }
    void oneCopyInAKeptFolderIsEnough()
    {
        Fixture it(3);
        it.temp.apply(
            store::MessagesCopied{it.temp.account, "INBOX", {7}, "Other", {9}, {{{1}, {5}}}, false});
        it.temp.apply(store::KeepOffline{it.temp.account, "Other", 0});
        it.retention.setQuota(0);
        it.round();
        QCOMPARE(it.withText(), std::vector<quint32>{1});
    }
    void thousandsGoInSlicesBetweenWhichOthersHaveTheirTurn()
    {
        Fixture it(300);
        it.round();
        int turns = 0;
        bool resting = false;
        connect(&it.retention, &store::Retention::rested, this, [&] { resting = true; });
        std::function<void()> turn = [&] {
            ++turns;
            if (!resting)
                QMetaObject::invokeMethod(this, turn, Qt::QueuedConnection);
        };
        QMetaObject::invokeMethod(this, turn, Qt::QueuedConnection);
        it.retention.setQuota(0);
        QTRY_VERIFY(resting);
        QVERIFY(turns > 6);
        QVERIFY(it.withText().empty());
    }
    void messagesOfAnEarlierVersionGetTheirConversations()
    {
        Fixture it(1);
        it.temp.fetch({someMessage(11), someMessage(12)});
        auto old = store::Database::open(it.temp.path(), store::Database::Mode::ReadWrite);
        QVERIFY(old->execute(
            "DELETE FROM threadids; DELETE FROM freshids; UPDATE messages SET thread = 0, reftrail = NULL;"
            "UPDATE messages SET messageid = CAST('m' || id || '@x' AS BLOB);"
            "UPDATE messages SET inreplyto = CAST('m1@x' AS BLOB) WHERE id = 2;"
            "UPDATE messages SET reftrail = CAST('m1@x m2@x' AS BLOB) WHERE id = 3;"
            "UPDATE messages SET seal = NULL"));
        it.round();
        const store::ThreadId thread = it.temp.reader->row(it.copy(1))->thread;
        QVERIFY(thread.value > 0);
        QCOMPARE(it.temp.reader->row(it.copy(11))->thread, thread);
        QCOMPARE(it.temp.reader->row(it.copy(12))->thread, thread);
    }
    void aBrokenTableIsToldAndTriedAgainWithTheNextRound()
    {
        Fixture it(2);
        auto other = store::Database::open(it.temp.path(), store::Database::Mode::ReadWrite);
        QVERIFY(other->execute("ALTER TABLE texts RENAME TO elsewhere"));
        it.round();
        it.retention.setQuota(0);
        it.round();
        QVERIFY(it.temp.failures > 0);
        QVERIFY(other->execute("ALTER TABLE elsewhere RENAME TO texts"));
        it.round();
        QVERIFY(it.withText().empty());
    }
};

POSTHORN_TEST(TestRetention)
#include "tst_retention.moc"
