// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/counts.h"

#include "tests/support/testcase.h"

using store::CopiesDelta;
using store::Counts;

class TestCounts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void statusStandsUntilAllMessagesAreHere()
    {
        Counts counts = store::afterStatus({}, 10, 4);
        QCOMPARE(counts.messages, 10U);
        QCOMPARE(counts.unseen, 4U);
        counts = store::afterOpening(counts, 10, 11);
        counts = store::afterCopies(counts, CopiesDelta{.added = 6, .addedUnseen = 1, .highestUid = 10});
        QCOMPARE(counts.unseen, 4U);
        counts = store::afterCopies(counts, CopiesDelta{.added = 4, .addedUnseen = 1, .highestUid = 4});
        QCOMPARE(counts.messages, 10U);
        QCOMPARE(counts.unseen, 2U);  // counted, since all are here
    }
    void readingInAFolderThatIsNotWhollyHereLowersTheCount()
    {
        Counts counts = store::afterOpening(store::afterStatus({}, 1000, 300), 1000, 1001);
        counts =
            store::afterCopies(counts, CopiesDelta{.added = 500, .addedUnseen = 200, .highestUid = 1000});
        counts = store::afterCopies(counts, CopiesDelta{.becameSeen = 3, .becameUnseen = 1});
        QCOMPARE(counts.unseen, 298U);
        QCOMPARE(counts.storedUnseen, 198U);
    }
    void anArrivalCountsOnceWhetherStatusToldItBeforeOrNot()
    {
        const Counts whole =
            store::afterCopies(store::afterOpening({}, 2, 3), CopiesDelta{.added = 2, .highestUid = 2});
        const CopiesDelta arrival{
            .added = 1, .addedUnseen = 1, .arrived = 1, .arrivedUnseen = 1, .highestUid = 3};
        const Counts silent = store::afterCopies(whole, arrival);
        QCOMPARE(silent.messages, 3U);
        QCOMPARE(silent.unseen, 1U);
        QCOMPARE(silent.arrivalMark, 4U);
        const Counts told = store::afterCopies(store::afterStatus(whole, 3, 1), arrival);
        QCOMPARE(told.messages, 3U);
        QCOMPARE(told.unseen, 1U);
        QCOMPARE(told.announced, 0U);
    }
    void aVanishedMessageIsNotCountedTwiceAfterReopening()
    {
        Counts counts = store::afterCopies(store::afterOpening({}, 8, 9),
                                           CopiesDelta{.added = 8, .addedUnseen = 8, .highestUid = 8});
        counts = store::afterOpening(counts, 5, 9);  // three went while we were away
        counts = store::afterCopies(counts, CopiesDelta{.removed = 3, .removedUnseen = 3});
        QCOMPARE(counts.messages, 5U);
        QCOMPARE(counts.unseen, 5U);
        counts = store::afterCopies(counts, CopiesDelta{.removed = 1, .removedUnseen = 1});  // while open
        QCOMPARE(counts.messages, 4U);
        QCOMPARE(counts.unseen, 4U);
    }
    void numbersNeverGoBelowZeroOrAboveTheWhole()
    {
        Counts counts = store::afterStatus({}, 1, 5);
        QCOMPARE(counts.unseen, 1U);
        counts = store::afterCopies(counts, CopiesDelta{.removed = 4, .removedUnseen = 4, .becameSeen = 9});
        QCOMPARE(counts.messages, 0U);
        QCOMPARE(counts.unseen, 0U);
        QCOMPARE(counts.stored, 0U);
        QCOMPARE(store::afterOpening(store::afterStatus({}, 9, 9), 0, 1).unseen, 0U);
    }
};

POSTHORN_TEST(TestCounts)
#include "tst_counts.moc"
