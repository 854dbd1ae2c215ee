// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/journal/merge.h"
#include "core/journal/outcome.h"

#include <QRandomGenerator>

#include <map>
#include <set>

#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;
using namespace journal;

namespace {

const QUuid account(u"{7a7c7c0e-6d0f-4b57-9d55-0a3c3f1c2d11}"_s);

Targets messages(const std::set<quint32> &uids)
{
    Targets targets{account, "A", {7}, {}};
    for (const quint32 uid : uids)
        targets.add({account, "A", {7}, {uid}, {}, {}});
    return targets;
}

// What a server holds: where each message is that was in A at the beginning, its flags, what was copied, and
// what is subscribed to.
struct Model {
    std::map<quint32, QByteArray> places;
    std::map<quint32, std::set<QByteArray>> flags;
    std::multiset<std::pair<QByteArray, std::set<QByteArray>>> copies;
    std::map<QByteArray, bool> subscribed;
    friend bool operator==(const Model &, const Model &) = default;
};

Model effect(Model model, const Operation &operation)
{
    if (const auto *folder = std::get_if<SubscribeFolder>(&operation))
        model.subscribed[folder->mailbox] = folder->subscribed;
    const Targets *targets = targetsOf(operation);
    for (const Targets::Message &message :
         targets != nullptr ? targets->messages : std::vector<Targets::Message>()) {
        const quint32 uid = message.uid.value;
        if (!model.places.contains(uid))
            continue;
        if (const auto *change = std::get_if<ChangeFlags>(&operation)) {
            if (change->set)
                model.flags[uid].insert(change->flag);
            else
                model.flags[uid].erase(change->flag);
        } else if (const auto *move = std::get_if<MoveMessages>(&operation)) {
            model.places[uid] = move->to;
        } else if (const auto *copy = std::get_if<CopyMessages>(&operation)) {
            model.copies.insert({copy->to, model.flags[uid]});
        } else {
            model.places.erase(uid);
        }
    }
    return model;
}

Operation randomOperation(QRandomGenerator &random)
{
    std::set<quint32> uids;
    for (quint32 uid = 1; uid <= 4; ++uid) {
        if (random.bounded(2) == 0)
            uids.insert(uid);
    }
    if (uids.empty())
        uids.insert(1);
    const QByteArray mailbox(1, "ABC"[random.bounded(3)]);
    switch (random.bounded(8)) {
    case 0: return CopyMessages{messages(uids), mailbox};
    case 1:
    case 2: return MoveMessages{messages(uids), mailbox, MoveMessages::Wish::Move};
    case 3: return SubscribeFolder{account, mailbox, random.bounded(2) == 0};
    case 4:
        if (random.bounded(8) == 0)
            return RemoveMessages{messages(uids)};
        [[fallthrough]];
    default:
        return ChangeFlags{messages(uids), random.bounded(2) == 0 ? "\\Seen" : "$Label",
                           random.bounded(2) == 0};
    }
}

struct Queue {
    std::vector<Entry> entries;
    qint64 last = 0;

    void take(const Operation &operation)
    {
        const Merge merged = merge(entries, operation);
        std::erase_if(entries, [&](const Entry &entry) {
            return std::find(merged.withdrawn.begin(), merged.withdrawn.end(), entry.id)
                != merged.withdrawn.end();
        });
        for (const Operation &added : merged.added)
            entries.push_back({++last, State::New, added, {}});
    }
};

}

class TestMerge : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theMergedQueueHasTheSameEffect()
    {
        COVERS("REL-45");
        QRandomGenerator random(20260102);
        qsizetype asked = 0;
        qsizetype left = 0;
        for (int history = 0; history < 3000; ++history) {
            Model start;
            for (quint32 uid = 1; uid <= 4; ++uid) {
                start.places[uid] = "A";
                if (random.bounded(2) == 0)
                    start.flags[uid].insert("\\Seen");
            }
            Model unmerged = start;
            Queue queue;
            QByteArray told;
            const int length = 1 + random.bounded(12);
            for (int i = 0; i < length; ++i) {
                const Operation operation = randomOperation(random);
                told += serialize(operation).toHex() + '\n';
                unmerged = effect(unmerged, operation);
                queue.take(operation);
                if (random.bounded(6) == 0 && !queue.entries.empty())
                    queue.entries.front().state = State::Started;
            }
            Model merged = start;
            for (const Entry &entry : queue.entries)
                merged = effect(merged, entry.operation);
            // A flag of a message that is gone makes no difference, nor one that was never there.
            for (Model *model : {&merged, &unmerged}) {
                std::erase_if(model->flags, [&](const auto &flags) {
                    return flags.second.empty() || !model->places.contains(flags.first);
                });
            }
            QVERIFY2(merged == unmerged, told.constData());
            asked += length;
            left += static_cast<qsizetype>(queue.entries.size());
        }
        QVERIFY(left < asked * 9 / 10);  // and something was merged
    }
    void movedOnBeforeItHasStartedItGoesThereAtOnce()
    {
        Queue queue;
        queue.take(MoveMessages{messages({1, 2, 3}), "B", MoveMessages::Wish::Move});
        queue.take(MoveMessages{messages({2}), "C", MoveMessages::Wish::Move});
        QCOMPARE(queue.entries.size(), size_t{2});
        QVERIFY(queue.entries[0].operation
                == Operation(MoveMessages{messages({1, 3}), "B", MoveMessages::Wish::Move}));
        QVERIFY(queue.entries[1].operation
                == Operation(MoveMessages{messages({2}), "C", MoveMessages::Wish::Move}));
    }
    void whatHasStartedIsNotMerged()
    {
        Queue queue;
        queue.take(MoveMessages{messages({1}), "B", MoveMessages::Wish::Move});
        queue.entries[0].state = State::Started;
        queue.take(MoveMessages{messages({1}), "A", MoveMessages::Wish::Move});
        // It follows the message when that has been moved: then it is the way back.
        QCOMPARE(queue.entries.size(), size_t{2});
        queue.take(MoveMessages{messages({2}), "A", MoveMessages::Wish::Move});
        QCOMPARE(queue.entries.size(), size_t{2});  // that one is there
    }
    void aFolderIsNotRenamedThereAndBack()
    {
        Queue queue;
        queue.take(RenameFolder{account, "A", "B", '/', false});
        queue.take(RenameFolder{account, "B", "A", '/', false});
        QVERIFY(queue.entries.empty());
    }
    void theWayBack()
    {
        const Outcome outcome{{9}, {{{1}, {31}}, {{2}, {0}}}, false};
        Targets both = messages({1, 3});
        both.add({account, "A", {7}, {2}, "two@x", {}});
        const auto move = inverse(MoveMessages{both, "B", MoveMessages::Wish::Delete}, outcome);
        QVERIFY(move);
        const auto back = std::get<MoveMessages>(*move);
        QCOMPARE(back.to, "A"_ba);
        QCOMPARE(back.targets.mailbox, "B"_ba);
        QCOMPARE(back.targets.messages.size(), size_t{2});  // the third has never arrived
        QCOMPARE(back.targets.messages[0].messageId, "two@x"_ba);
        QCOMPARE(back.targets.messages[1].uid, imap::Uid{31});

        const auto removal = inverse(CopyMessages{both, "B"}, outcome);
        QVERIFY(removal);
        QCOMPARE(std::get<RemoveMessages>(*removal).targets.messages.size(), size_t{1});
        QVERIFY(!inverse(CopyMessages{both, "B"}, {}));
        QVERIFY(!inverse(RemoveMessages{both}, outcome));
        QVERIFY(!inverse(DeleteFolder{account, "B"}, {}));
        QVERIFY(*inverse(ChangeFlags{both, "\\Seen", true}, {})
                == Operation(ChangeFlags{both, "\\Seen", false}));
        QVERIFY(*inverse(RenameFolder{account, "A", "B", '/', true}, {})
                == Operation(RenameFolder{account, "B", "A", '/', false}));
    }
    void anOutcomeIsWrittenAndReadBack()
    {
        const Outcome outcome{{9}, {{{1}, {31}}, {{2}, {0}}}, true, {30}, {{1}, {7}}};
        const QByteArray octets = serialize(outcome);
        QVERIFY(outcomeOf(octets) == outcome);
        QVERIFY(serialize(Outcome()).isEmpty());
        QVERIFY(outcomeOf({}) == Outcome());
        for (qsizetype length = 1; length < octets.size(); ++length)
            QVERIFY(!outcomeOf(octets.first(length)));
    }
    // What users' databases hold.
    void anOutcomeOfAnEarlierVersionIsRead()
    {
        const auto known = outcomeOf(QByteArray::fromHex("0200000009000000000100000001"
                                                         "0000001f0000001e"));
        QVERIFY(known == (Outcome{{9}, {{{1}, {31}}}, false, {30}, {}}));
        const auto first = outcomeOf(QByteArray::fromHex("01000000090000000001000000010000001f"));
        QVERIFY(first == (Outcome{{9}, {{{1}, {31}}}, false, {}, {}}));
    }
};

POSTHORN_TEST(TestMerge)
#include "tst_merge.moc"
