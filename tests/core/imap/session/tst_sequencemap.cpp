// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/session/sequencemap.h"

#include "tests/support/testcase.h"

using namespace imap;
using imap::SequenceMap;

class SequenceMapTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void expungeRenumbersAtOnce_data();
    void expungeRenumbersAtOnce();
    void growingAppendsUnknownSlots();
    void neverShrinksWithoutExpunge();
    void keepsTheFirstUidOfASlotAndSaysNoToAnother();
    void namesNoSlotThatIsNotThere();
    void countsWhatItDoesNotKnow();
    void removesByUid();
};

namespace {

SequenceMap filled(quint32 count)
{
    SequenceMap map;
    map.reset(count);
    for (quint32 i = 1; i <= count; ++i)
        [[maybe_unused]] const bool fits = map.learn(SeqNum{i}, Uid{i * 10});
    return map;
}

QByteArray text(const std::vector<Uid> &uids)
{
    QByteArrayList numbers;
    for (const Uid uid : uids)
        numbers.append(QByteArray::number(uid.value));
    return numbers.join(' ');
}

}

void SequenceMapTest::expungeRenumbersAtOnce_data()
{
    QTest::addColumn<QList<quint32>>("expunged");
    QTest::addColumn<QByteArray>("gone");
    QTest::addColumn<QByteArray>("left");
    QTest::newRow("low to high") << QList<quint32>{4, 4, 4, 4} << QByteArray("40 50 60 70")
                                 << QByteArray("10 20 30");
    QTest::newRow("high to low") << QList<quint32>{7, 6, 5, 4} << QByteArray("70 60 50 40")
                                 << QByteArray("10 20 30");
    QTest::newRow("from the middle") << QList<quint32>{2, 4, 5} << QByteArray("20 50 70")
                                     << QByteArray("10 30 40 60");
    QTest::newRow("all") << QList<quint32>{1, 1, 1, 1, 1, 1, 1} << QByteArray("10 20 30 40 50 60 70")
                         << QByteArray("");
}

void SequenceMapTest::expungeRenumbersAtOnce()
{
    QFETCH(QList<quint32>, expunged);
    QFETCH(QByteArray, gone);
    QFETCH(QByteArray, left);
    SequenceMap map = filled(7);
    std::vector<Uid> removed;
    for (const quint32 number : expunged)
        removed.push_back(map.expunge(SeqNum{number}).value_or(Uid{}));
    QCOMPARE(text(removed), gone);
    QCOMPARE(text(map.uids()), left);
    QVERIFY(map.isComplete());
}

void SequenceMapTest::growingAppendsUnknownSlots()
{
    SequenceMap map = filled(2);
    QVERIFY(map.grow(4));
    QCOMPARE(map.size(), 4U);
    QVERIFY(!map.isComplete());
    QVERIFY(!map.uidAt(SeqNum{3}));
    QCOMPARE(map.uidAt(SeqNum{2}), std::optional(Uid{20}));
    QVERIFY(map.grow(4));
    QCOMPARE(map.size(), 4U);
}

void SequenceMapTest::neverShrinksWithoutExpunge()
{
    SequenceMap map = filled(7);
    QVERIFY(!map.grow(3));
    QCOMPARE(text(map.uids()), QByteArray("10 20 30 40 50 60 70"));
}

void SequenceMapTest::keepsTheFirstUidOfASlotAndSaysNoToAnother()
{
    SequenceMap map = filled(3);
    QVERIFY(map.learn(SeqNum{2}, Uid{20}));
    QVERIFY(!map.learn(SeqNum{2}, Uid{21}));
    QCOMPARE(map.uidAt(SeqNum{2}), std::optional(Uid{20}));
    QVERIFY(!map.learn(SeqNum{2}, Uid{0}));
}

void SequenceMapTest::namesNoSlotThatIsNotThere()
{
    SequenceMap map = filled(3);
    for (const quint32 number : {0U, 4U, 4294967295U}) {
        QVERIFY(!map.expunge(SeqNum{number}));
        QVERIFY(!map.uidAt(SeqNum{number}));
        QVERIFY(!map.learn(SeqNum{number}, Uid{99}));
    }
    QCOMPARE(map.size(), 3U);
    map.reset(0);
    QVERIFY(!map.expunge(SeqNum{1}));
}

void SequenceMapTest::countsWhatItDoesNotKnow()
{
    SequenceMap map;
    map.reset(3);
    QVERIFY(map.learn(SeqNum{3}, Uid{30}));
    QVERIFY(!map.expunge(SeqNum{1}));  // gone, but whose it was nobody has said
    QCOMPARE(map.size(), 2U);
    QCOMPARE(map.uidAt(SeqNum{2}), std::optional(Uid{30}));
    QVERIFY(!map.isComplete());
    QVERIFY(map.learn(SeqNum{1}, Uid{20}));
    QVERIFY(map.isComplete());
}

void SequenceMapTest::removesByUid()
{
    SequenceMap map = filled(3);
    QVERIFY(map.remove(Uid{20}));
    QVERIFY(!map.remove(Uid{20}));
    QCOMPARE(text(map.uids()), QByteArray("10 30"));
    QCOMPARE(map.uidAt(SeqNum{2}), std::optional(Uid{30}));
}

POSTHORN_TEST(SequenceMapTest)

#include "tst_sequencemap.moc"
