// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/wire/commandtext.h"
#include "core/imap/wire/limits.h"
#include "core/imap/wire/uidset.h"

#include <QElapsedTimer>
#include <QRandomGenerator>

#include <set>

#include "tests/support/testcase.h"

using namespace imap;

class TestUidSet : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aTextIsASet_data()
    {
        QTest::addColumn<QString>("ids");
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char *ids, const char *text, const char *expected) {
            QTest::newRow(text) << QString::fromLatin1(ids) << QByteArray(text) << QByteArray(expected);
        };
        row("", "1", "1");
        row("", "1,2,3", "1:3");
        row("I4-025", "4:2", "2:4");
        row("I4-025", "9:7,3", "3,7:9");
        row("I4-025", "5,1:3,4", "1:5");
        row("", "1:10,3:5", "1:10");
        row("", "1:3,2:7,9", "1:7,9");
        row("I4-013", "4294967295", "4294967295");
        row("I4-025 SEC-40", "1:4294967295", "1:4294967295");
        row("", "4294967295,4294967294", "4294967294:4294967295");
        row("", "0001", "1");
        row("SEC-42", "1,2,", "error");
        row("SEC-42", ",1", "error");
        row("SEC-42", "1,,2", "error");
        row("SEC-42", "", "error");
        row("SEC-42", "1:", "error");
        row("SEC-42", ":1", "error");
        row("SEC-42", "1:2:3", "error");
        row("SEC-42", "*", "error");
        row("SEC-42", "1:*", "error");
        row("SEC-42", "0", "error");
        row("SEC-42", "0:5", "error");
        row("SEC-42", " 1", "error");
        row("SEC-42", "1 ", "error");
        row("SEC-42", "-1", "error");
        row("I4-013", "4294967296", "error");
        row("SEC-42", "99999999999999999999999", "error");
    }
    void aTextIsASet()
    {
        QFETCH(QString, ids);
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, expected);
        COVERS(ids);
        const auto set = parseUidSet(text);
        QCOMPARE(set ? set->toText() : QByteArray("error"), expected);
        if (set) {
            const auto again = parseUidSet(set->toText());
            QVERIFY(again);
            QVERIFY(*again == *set);
        }
    }

    // Against std::set, as the model.
    void addingIsUnion()
    {
        QRandomGenerator random(42);
        for (int round = 0; round < 200; ++round) {
            UidSet set;
            std::set<quint32> model;
            std::vector<Uid> added;
            for (int i = 0; i < 30; ++i) {
                const quint32 first = random.bounded(1U, 60U);
                const quint32 last = random.bounded(4) == 0 ? random.bounded(1U, 60U) : first;
                set.add(UidRange{Uid{first}, Uid{last}});
                for (quint32 value = std::min(first, last); value <= std::max(first, last); ++value) {
                    model.insert(value);
                    added.push_back(Uid{value});
                }
            }
            QCOMPARE(set.count(), quint64{model.size()});
            for (quint32 value = 0; value < 62; ++value)
                QCOMPARE(set.contains(Uid{value}), model.contains(value));
            QVERIFY(set == UidSet::of(added));
            const auto printed = parseUidSet(set.toText());
            QVERIFY(printed && *printed == set);
        }
    }

    void theEndsOfTheRangeAreSafe()
    {
        UidSet set;
        set.add(Uid{4294967295U});
        set.add(Uid{1});
        set.add(Uid{4294967294U});
        set.add(Uid{2});
        QCOMPARE(set.toText(), QByteArray("1:2,4294967294:4294967295"));
        set.add(UidRange{Uid{4294967295U}, Uid{1}});
        QCOMPARE(set.count(), quint64{4294967295U});
        QCOMPARE(set.ranges().size(), std::size_t{1});
    }

    void anEmptySetSaysNothing()
    {
        QVERIFY(UidSet().isEmpty());
        QCOMPARE(UidSet().toText(), QByteArray());
        QVERIFY(UidSet().split(100).empty());
        QVERIFY(!CommandText("UID FETCH ").uids(UidSet()).isSendable());
    }

    // I4-023: twenty thousand scattered UIDs make several commands, each short enough for every server.
    void aLongSetIsSplit()
    {
        COVERS("I4-023");
        std::vector<Uid> uids;
        for (quint32 i = 0; i < 20'000; ++i)
            uids.push_back(Uid{1'000'000 + 3 * i});
        const UidSet all = UidSet::of(uids);
        for (const qsizetype longest : {qsizetype{1000}, limits::commandLineOctets}) {
            UidSet seen;
            for (const UidSet &piece : all.split(longest - 100)) {
                const CommandText command =
                    CommandText("UID STORE ").uids(piece).raw(" +FLAGS.SILENT (\\Deleted)");
                QCOMPARE(command.segments().size(), std::size_t{1});
                QVERIFY(std::get<CommandText::Plain>(command.segments().front()).octets.size() <= longest);
                for (const UidRange range : piece.ranges())
                    seen.add(range);
            }
            QVERIFY(seen == all);
        }
    }

    void aPieceIsNeverLessThanOneRange()
    {
        const auto set = parseUidSet("1000000000:2000000000,3000000000");
        QVERIFY(set);
        QCOMPARE(set->split(1).size(), std::size_t{2});
    }

    void aHostileOrderCostsNoQuadraticTime()
    {
        COVERS("SEC-40");
        QByteArray text;
        for (int i = 600'000; i > 0; --i)
            text += QByteArray::number(2 * i) + ',';
        text.chop(1);
        QElapsedTimer timer;
        timer.start();
        const auto set = parseUidSet(text);
        QVERIFY(set);
        QCOMPARE(set->count(), quint64{600'000});
        QVERIFY(timer.elapsed() < 3000);
    }
};

POSTHORN_TEST(TestUidSet)
#include "tst_uidset.moc"
