// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/session/sequencemap.h"

#include <QElapsedTimer>
#include <QRandomGenerator>

#include "tests/support/testcase.h"

using namespace imap;
using imap::SequenceMap;
using namespace Qt::StringLiterals;

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
    void removesRanges_data();
    void removesRanges();
    void whatGoesBeforeItWasToldLeavesAGap();
    void takesUidsWithoutNumbers();
    void isLikeAPlainListWhateverHappens_data();
    void isLikeAPlainListWhateverHappens();
    void costsFewOctetsAndFewSteps();
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

void SequenceMapTest::removesRanges_data()
{
    QTest::addColumn<QByteArray>("gone");
    QTest::addColumn<QByteArray>("removed");
    QTest::addColumn<QByteArray>("left");
    QTest::newRow("some") << "10,30:40"_ba
                          << "10 30 40"_ba
                          << "20 50 60 70"_ba;
    QTest::newRow("unknown ones") << "1:9,11:19,71:4294967295"_ba
                                  << ""_ba
                                  << "10 20 30 40 50 60 70"_ba;
    QTest::newRow("everything there could be") << "1:4294967295"_ba
                                               << "10 20 30 40 50 60 70"_ba
                                               << ""_ba;
    QTest::newRow("unsorted, twice and overlapping") << "60:50,10,10,55:65"_ba
                                                     << "10 50 60"_ba
                                                     << "20 30 40 70"_ba;
}

void SequenceMapTest::removesRanges()
{
    QFETCH(QByteArray, gone);
    SequenceMap map = filled(7);
    QTEST(text(map.remove(*parseUidSet(gone))), "removed");
    QTEST(text(map.uids()), "left");
    QVERIFY(map.remove(*parseUidSet(gone)).empty());  // once is enough
}

// What has been counted and not been told yet goes by its place among the others.
void SequenceMapTest::whatGoesBeforeItWasToldLeavesAGap()
{
    SequenceMap map;
    map.reset(6);  // 10 ? ? 40 ? ?
    QVERIFY(map.learn(SeqNum{1}, Uid{10}));
    QVERIFY(map.learn(SeqNum{4}, Uid{40}));
    QVERIFY(map.remove(*parseUidSet("5,20")).empty());
    QCOMPARE(text(map.uids()), "10 0 40 0 0"_ba);
    QCOMPARE(text(map.remove(*parseUidSet("40:41"))), "40"_ba);
    QCOMPARE(text(map.uids()), "10 0 0"_ba);
    QVERIFY(map.remove(*parseUidSet("100:4294967295")).empty());
    QCOMPARE(map.size(), 1U);
    QVERIFY(map.isComplete());
}

void SequenceMapTest::takesUidsWithoutNumbers()
{
    SequenceMap map;
    map.reset(2);
    QVERIFY(map.learn(Uid{10}));
    QVERIFY(!map.contains(Uid{20}));
    QVERIFY(map.learn(Uid{20}));
    QVERIFY(!map.learn(Uid{30}));
    QVERIFY(map.grow(3));
    QVERIFY(map.learn(Uid{15}));  // in whatever order
    QVERIFY(map.contains(Uid{15}));
    QCOMPARE(text(map.remove(*parseUidSet("11:15"))), "15"_ba);
    QVERIFY(!map.contains(Uid{15}));
    QVERIFY(map.contains(Uid{20}));
    QCOMPARE(map.size(), 2U);
    // One of those that were counted and not told, whatever its UID.
    QVERIFY(map.grow(5));
    QVERIFY(map.learn(Uid{40}));
    QVERIFY(map.remove(*parseUidSet("30")).empty());
    QCOMPARE(text(map.uids()), "10 20 40 0"_ba);
    QCOMPARE(text(map.remove(*parseUidSet("20,31:33"))), "20"_ba);
    QCOMPARE(text(map.uids()), "10 40"_ba);
}

void SequenceMapTest::isLikeAPlainListWhateverHappens_data()
{
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 1; seed <= 20; ++seed)
        QTest::addRow("%u", seed) << seed;
}

void SequenceMapTest::isLikeAPlainListWhateverHappens()
{
    QFETCH(quint32, seed);
    QRandomGenerator random(seed);
    const quint32 count = random.bounded(1U, 900U);
    SequenceMap map = filled(count);
    std::vector<Uid> plain = map.uids();
    quint32 next = count * 10;
    for (int step = 0; step < 600; ++step) {
        const quint32 choice = random.bounded(10U);
        if (choice < 6 && !plain.empty()) {
            const quint32 number = random.bounded(static_cast<quint32>(plain.size())) + 1;
            QCOMPARE(map.uidAt(SeqNum{number}), std::optional(plain[number - 1]));
            QCOMPARE(map.expunge(SeqNum{number}), std::optional(plain[number - 1]));
            plain.erase(plain.begin() + (number - 1));
        } else if (choice < 8) {
            const quint32 first = random.bounded(next) + 1;
            UidSet gone;
            gone.add(UidRange{Uid{first}, Uid{first + random.bounded(60U)}});
            const auto removed = map.remove(gone);
            QCOMPARE(removed.size(), std::erase_if(plain, [&](Uid uid) { return gone.contains(uid); }));
        } else {
            const quint32 more = random.bounded(1U, 80U);
            QVERIFY(map.grow(static_cast<quint32>(plain.size()) + more));
            for (quint32 i = 0; i < more; ++i) {
                next += random.bounded(1U, 5U);
                plain.push_back(Uid{next});
                QVERIFY(map.learn(SeqNum{static_cast<quint32>(plain.size())}, Uid{next}));
            }
        }
        QCOMPARE(map.size(), static_cast<quint32>(plain.size()));
    }
    QCOMPARE(map.uids(), plain);
    QVERIFY(map.isComplete());
}

void SequenceMapTest::costsFewOctetsAndFewSteps()
{
    constexpr quint32 many = 200'000;
    SequenceMap map = filled(many);
    QVERIFY(map.octets() <= 5 * std::size_t{many});
    QElapsedTimer timer;
    timer.start();
    for (quint32 i = 0; i < many / 2; ++i)
        QVERIFY(map.expunge(SeqNum{many / 2 - i / 2}).has_value());
    QCOMPARE(map.size(), many / 2);
    QVERIFY2(timer.elapsed() < 3000, "moving everything each time takes far longer");
}

POSTHORN_TEST(SequenceMapTest)

#include "tst_sequencemap.moc"
