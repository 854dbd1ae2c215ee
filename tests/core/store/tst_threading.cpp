// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/contentwriter.h"
#include "core/store/threading.h"

#include <QRandomGenerator>

#include <algorithm>
#include <map>
#include <numeric>
#include <set>

#include "tests/core/store/storefixture.h"

using namespace Qt::StringLiterals;
using store::FetchedMessage;
using store::ThreadId;

namespace {

FetchedMessage mail(quint32 uid, const QByteArray &id, const QByteArrayList &references = {},
                    const QByteArray &inReplyTo = {})
{
    FetchedMessage message = someMessage(uid);
    message.messageId = id;
    message.references = references;
    message.inReplyTo = inReplyTo;
    return message;
}

ThreadId threadOf(const TempStore &temp, quint32 uid, const QByteArray &mailbox = "INBOX")
{
    const auto copy = temp.reader->find(temp.folderNow(mailbox).id, {uid});
    const auto row = copy ? temp.reader->row(*copy) : std::nullopt;
    return row ? row->thread : ThreadId();
}

// Which messages are together, as sets of UIDs.
using Partition = std::set<std::set<quint32>>;

Partition partitionOf(const std::map<quint32, qint64> &labels)
{
    std::map<qint64, std::set<quint32>> groups;
    for (const auto &[uid, label] : labels)
        groups[label].insert(uid);
    Partition partition;
    for (const auto &[label, group] : groups)
        partition.insert(group);
    return partition;
}

// The same by another way: everything that is named together is united, at the end and in memory.
Partition expected(const std::vector<FetchedMessage> &messages)
{
    std::map<QByteArray, int> nodes;
    std::vector<int> parent;
    const auto fresh = [&] {
        parent.push_back(static_cast<int>(parent.size()));
        return parent.back();
    };
    const auto node = [&](const QByteArray &id) {
        const auto known = nodes.find(id);
        return known == nodes.end() ? nodes.emplace(id, fresh()).first->second : known->second;
    };
    const auto root = [&](int at) {
        while (parent[static_cast<std::size_t>(at)] != at)
            at = parent[static_cast<std::size_t>(at)];
        return at;
    };
    std::map<quint32, int> of;
    for (const FetchedMessage &message : messages) {
        const int self = message.messageId.isEmpty() ? fresh() : node(message.messageId);
        of[message.uid.value] = self;
        for (const QByteArray &id : message.references + QByteArrayList{message.inReplyTo}) {
            if (!id.isEmpty()) {
                const int other = root(node(id));
                parent[static_cast<std::size_t>(other)] = root(self);
            }
        }
    }
    std::map<quint32, qint64> labels;
    for (const auto &[uid, self] : of)
        labels[uid] = root(self);
    return partitionOf(labels);
}

Partition stored(const TempStore &temp, const std::vector<FetchedMessage> &messages)
{
    std::map<quint32, qint64> labels;
    for (const FetchedMessage &message : messages) {
        const ThreadId inbox = threadOf(temp, message.uid.value);
        labels[message.uid.value] =
            inbox.value != 0 ? inbox.value : threadOf(temp, message.uid.value, "Sent").value;
    }
    return partitionOf(labels);
}

// Mail as programs write it, and as they should not: few ids, so that they meet; some messages without an id,
// some with another's, some that name themselves or their own descendants.
std::vector<FetchedMessage> randomMail(QRandomGenerator &random, quint32 count)
{
    const auto id = [&] { return "id" + QByteArray::number(random.bounded(static_cast<int>(count))) + "@x"; };
    std::vector<FetchedMessage> messages;
    for (quint32 uid = 1; uid <= count; ++uid) {
        QByteArrayList references;
        for (int left = random.bounded(6) - 3; left > 0; --left)
            references.append(id());
        FetchedMessage message = mail(uid, random.bounded(8) == 0 ? QByteArray() : id(), references);
        if (random.bounded(4) == 0)
            message.inReplyTo = id();
        messages.push_back(message);
    }
    return messages;
}

void insertShuffled(TempStore &temp, std::vector<FetchedMessage> messages, QRandomGenerator &random)
{
    std::shuffle(messages.begin(), messages.end(), random);
    for (auto from = messages.begin(); from != messages.end();) {
        const auto to = from + std::min<std::ptrdiff_t>(1 + random.bounded(7), messages.end() - from);
        temp.fetch({from, to}, 7, random.bounded(2) == 0 ? "INBOX" : "Sent");
        from = to;
    }
}

void makeFolders(TempStore &temp)
{
    temp.apply(store::FoldersListed{
        temp.account,
        {{"INBOX", u"INBOX"_s, '/', {}, true, true}, {"Sent", u"Sent"_s, '/', {}, true, true}}});
    temp.open(100, 101);
    temp.open(100, 101, 7, "Sent");
}

// The messages of a history by their numbers, each placed in an update of its own.
class PlacedIds
{
public:
    PlacedIds(const TempStore &temp, store::Threading::Merging merging)
        : m_database(std::move(*store::Database::open(temp.path(), store::Database::Mode::ReadWrite))),
          m_statements(m_database), m_merging(merging)
    {}
    void place(int number, const QByteArray &id, const QByteArrayList &references)
    {
        store::Threading threading(m_statements, m_changes, m_merging);
        const ThreadId thread = threading.place(store::lineageOf(1, id, references, {}));
        threading.finish();
        // What a message was put into is put into another one where two are joined.
        for (const auto &joined : std::exchange(m_changes.threadsJoined, {})) {
            for (auto &[other, label] : m_labels)
                label = label == joined.from.value ? joined.into.value : label;
        }
        m_labels[static_cast<quint32>(number)] = thread.value;
    }
    [[nodiscard]] Partition partition() const { return partitionOf(m_labels); }

private:
    store::Database m_database;
    store::Statements m_statements;
    store::ChangeSet m_changes;
    store::Threading::Merging m_merging;
    std::map<quint32, qint64> m_labels;
};

constexpr auto allIds = "SELECT (SELECT count(*) FROM threadids) + (SELECT count(*) FROM freshids)";

qint64 count(const TempStore &temp, const char *sql)
{
    auto database = store::Database::open(temp.path(), store::Database::Mode::ReadOnly);
    auto query = database->prepare(sql);
    return *query->step() ? query->integer(0) : -1;
}

}

class TestThreading : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aReplyIsInTheConversationOfWhatItRepliesTo()
    {
        TempStore temp;
        makeFolders(temp);
        temp.fetch(
            {mail(1, "a@x"), mail(2, "b@x", {}, "a@x"), mail(3, "c@x", {"a@x", "b@x"}), mail(4, "d@x")});
        QVERIFY(threadOf(temp, 1).value > 0);
        QCOMPARE(threadOf(temp, 2), threadOf(temp, 1));
        QCOMPARE(threadOf(temp, 3), threadOf(temp, 1));
        QVERIFY(threadOf(temp, 4) != threadOf(temp, 1));
    }
    void conversationsCrossFoldersButNotAccounts()
    {
        TempStore temp;
        makeFolders(temp);
        temp.fetch({mail(1, "a@x")});
        temp.fetch({mail(2, "b@x", {"a@x"})}, 7, "Sent");
        QCOMPARE(threadOf(temp, 2, "Sent"), threadOf(temp, 1));
        const QUuid other = QUuid::createUuid();
        temp.apply(store::FoldersListed{other, {{"INBOX", u"INBOX"_s, '/', {}, true, true}}});
        store::MailboxState state;
        state.uidValidity = {7};
        temp.apply(store::MailboxOpened{other, "INBOX", state});
        const auto made = temp.apply(store::MessagesFetched{other, "INBOX", {7}, {mail(9, "c@x", {"a@x"})}});
        QVERIFY(temp.reader->row(made.folders[0].inserted[0].id)->thread != threadOf(temp, 1));
    }
    void aLinkThatComesLateJoinsWhatWasApartAndTellsIt()
    {
        TempStore temp;
        makeFolders(temp);
        temp.fetch({mail(1, "a@x"), mail(2, "b@x", {"a@x"}), mail(3, "d@x")});
        const ThreadId large = threadOf(temp, 1), small = threadOf(temp, 3);
        QVERIFY(large != small);
        const auto changes = temp.fetch({mail(4, "e@x", {"d@x", "a@x"})});
        QCOMPARE(changes.threadsJoined, (std::vector<store::ThreadsJoined>{{small, large}}));
        for (const quint32 uid : {1U, 2U, 3U, 4U})
            QCOMPARE(threadOf(temp, uid), large);
        // Whoever names one of the smaller half later still finds it.
        temp.fetch({mail(5, "f@x", {"d@x"})});
        QCOMPARE(threadOf(temp, 5), large);
    }
    void theOrderOfArrivalMakesNoDifference()
    {
        QRandomGenerator random(20221);
        for (int round = 0; round < 40; ++round) {
            const auto messages = randomMail(random, 20 + random.bounded(30));
            const Partition wanted = expected(messages);
            for (int shuffle = 0; shuffle < 4; ++shuffle) {
                TempStore temp;
                makeFolders(temp);
                insertShuffled(temp, messages, random);
                QCOMPARE(temp.failures, 0);
                QVERIFY2(stored(temp, messages) == wanted, qPrintable(u"round %1"_s.arg(round)));
            }
        }
    }
    void oddNamesDoNoHarm_data()
    {
        QTest::addColumn<QByteArrayList>("ids");
        QTest::addColumn<QList<QByteArrayList>>("references");
        QTest::addColumn<bool>("together");
        QTest::newRow("no id at all") << QByteArrayList{"", ""} << QList<QByteArrayList>{{}, {}} << false;
        QTest::newRow("no id, one ancestor")
            << QByteArrayList{"", ""} << QList<QByteArrayList>{{"r@x"}, {"r@x"}} << true;
        QTest::newRow("the same id twice")
            << QByteArrayList{"a@x", "a@x"} << QList<QByteArrayList>{{}, {}} << true;
        QTest::newRow("names itself")
            << QByteArrayList{"a@x", "b@x"} << QList<QByteArrayList>{{"a@x"}, {"b@x"}} << false;
        QTest::newRow("each the other's ancestor")
            << QByteArrayList{"a@x", "b@x"} << QList<QByteArrayList>{{"b@x"}, {"a@x"}} << true;
        QTest::newRow("empty references")
            << QByteArrayList{"a@x", "b@x"} << QList<QByteArrayList>{{""}, {""}} << false;
        QTest::newRow("case counts") << QByteArrayList{"a@x", "A@x"} << QList<QByteArrayList>{{}, {}}
                                     << false;
    }
    void oddNamesDoNoHarm()
    {
        QFETCH(QByteArrayList, ids);
        QFETCH(QList<QByteArrayList>, references);
        QFETCH(bool, together);
        TempStore temp;
        makeFolders(temp);
        temp.fetch({mail(1, ids[0], references[0]), mail(2, ids[1], references[1])});
        QCOMPARE(threadOf(temp, 1) == threadOf(temp, 2), together);
        QVERIFY(threadOf(temp, 1).value > 0 && threadOf(temp, 2).value > 0);
    }
    void aHundredThousandReferencesAreTheFirstAndTheLast()
    {
        QByteArrayList references;
        for (int i = 0; i < 100000; ++i)
            references.append("r" + QByteArray::number(i) + "@x");
        const store::Lineage lineage = store::lineageOf(1, "a@x", references, "p@x");
        QCOMPARE(lineage.ancestors.size(), static_cast<std::size_t>(store::maxAncestors));
        QCOMPARE(lineage.ancestors.front(), store::threadKey(1, "r0@x"));
        QCOMPARE(lineage.ancestors.back(), store::threadKey(1, "p@x"));
        QCOMPARE(lineage.ancestors[31], store::threadKey(1, "r99999@x"));
        QCOMPARE(store::unpacked(store::packed(lineage.ancestors)), lineage.ancestors);

        TempStore temp;
        makeFolders(temp);
        temp.fetch({mail(1, "a@x", references), mail(2, "b@x", {"r0@x"}), mail(3, "c@x", {"r50000@x"})});
        QCOMPARE(threadOf(temp, 2), threadOf(temp, 1));
        QVERIFY(threadOf(temp, 3) != threadOf(temp, 1));
        QVERIFY(count(temp, allIds) < 40);
    }
    void whatWasJoinedStaysJoinedWhenTheLinkIsDeleted()
    {
        TempStore temp;
        makeFolders(temp);
        temp.fetch({mail(1, "a@x"), mail(2, "b@x"), mail(3, "c@x", {"a@x", "b@x"})});
        temp.vanish({{3}});
        QCOMPARE(threadOf(temp, 1), threadOf(temp, 2));
        temp.fetch({mail(4, "d@x", {"c@x"})});
        QCOMPARE(threadOf(temp, 4), threadOf(temp, 1));
    }
    void aNumberIsNotGivenAgain()
    {
        TempStore temp;
        makeFolders(temp);
        temp.fetch({mail(1, "a@x")});
        const ThreadId first = threadOf(temp, 1);
        temp.vanish({{1}});
        temp.fetch({mail(2, "b@x")});
        QVERIFY(threadOf(temp, 2) > first);
    }
    void idsThatHaveBeenMergedAreFoundAsBefore()
    {
        TempStore temp;
        makeFolders(temp);
        auto database = store::Database::open(temp.path(), store::Database::Mode::ReadWrite);
        store::Statements statements(*database);
        store::ChangeSet changes;
        const auto place = [&](const QByteArray &id, const QByteArrayList &references) {
            store::Threading threading(statements, changes, {4, 100});
            const ThreadId thread = threading.place(store::lineageOf(1, id, references, {}));
            threading.finish();
            return thread;
        };
        const ThreadId first = place("a@x", {"r@x"}), second = place("b@x", {});
        QCOMPARE(count(temp, "SELECT count(*) FROM freshids"), 3);
        QCOMPARE(place("c@x", {"a@x"}), first);  // the fourth one
        QCOMPARE(count(temp, "SELECT count(*) FROM freshids"), 0);
        QCOMPARE(count(temp, "SELECT count(*) FROM threadids"), 4);
        QCOMPARE(count(temp, "SELECT value FROM tallies WHERE name = 'freshids'"), 0);
        QCOMPARE(place("d@x", {"b@x"}), second);
        QCOMPARE(place("e@x", {"r@x", "d@x"}), first);  // one of each table: joined
        QCOMPARE(changes.threadsJoined.size(), std::size_t{1});
        QVERIFY(!statements.failed());
    }
    // Whatever is merged when, the conversations are the same, and no update merges much.
    void aMergeInPartsChangesNothing()
    {
        QRandomGenerator random(20260301);
        for (int history = 0; history < 20; ++history) {
            TempStore inParts, atOnce;
            const qint64 part = 1 + random.bounded(4);
            PlacedIds some(inParts, {5, part}), other(atOnce, {1'000'000, 1});
            for (int update = 0; update < 60; ++update) {
                const QByteArray id = QByteArray::number(random.bounded(80)) + "@x";
                QByteArrayList references;
                for (int left = random.bounded(3); left > 0; --left)
                    references.append(QByteArray::number(random.bounded(80)) + "@x");
                const qint64 before = count(inParts, "SELECT count(*) FROM threadids");
                const qint64 all = count(inParts, allIds);
                some.place(update, id, references);
                other.place(update, id, references);
                const qint64 made = count(inParts, allIds) - all;
                const qint64 merged = count(inParts, "SELECT count(*) FROM threadids") - before;
                QVERIFY(merged <= std::max(part, 2 * made));
            }
            QVERIFY(count(inParts, "SELECT count(*) FROM threadids") > 0);
            QCOMPARE(count(inParts, "SELECT count(*) FROM freshids"),
                     count(inParts, "SELECT value FROM tallies WHERE name = 'freshids'"));
            QVERIFY(some.partition() == other.partition());
        }
    }
    void idsThatNobodyHasAnyMoreAreForgotten()
    {
        TempStore temp;
        makeFolders(temp);
        temp.fetch({mail(1, "a@x", {"r@x", "s@x"}), mail(2, "b@x", {"t@x"}), mail(3, "c@x", {"t@x", "u@x"})});
        QCOMPARE(count(temp, allIds), 7);
        temp.vanish({{1}, {2}});
        auto database = store::Database::open(temp.path(), store::Database::Mode::ReadWrite);
        store::Statements statements(*database);
        QVERIFY(store::removeUnusedContents(statements, 10));
        std::optional<store::ThreadKey> at = -1;
        int slices = 0;
        for (; at; ++slices)
            at = store::sweepThreads(statements, *at, 2);
        QCOMPARE(slices, 5);
        QCOMPARE(count(temp, allIds), 4);  // b, c, t, u: their conversation lives
        temp.fetch({mail(4, "d@x", {"t@x"})});
        QCOMPARE(threadOf(temp, 4), threadOf(temp, 3));
    }
    void joiningCostsNoMoreThanTheSmallerHalf()
    {
        // Each of these links a conversation of its own to one that grows: if the large one were rewritten or
        // counted each time, the steps would grow with the square.
        TempStore temp;
        makeFolders(temp);
        std::vector<FetchedMessage> messages{mail(1, "root@x")};
        for (quint32 uid = 2; uid <= 3000; ++uid) {
            const QByteArray own = QByteArray::number(uid) + "@x";
            messages.push_back(mail(uid, own));
            messages.push_back(mail(uid + 10000, "l" + own, {own, "root@x"}));
        }
        const auto changes = temp.fetch(messages);
        QCOMPARE(changes.threadsJoined.size(), std::size_t{2999});
        const ThreadId whole = threadOf(temp, 1);
        // The first two are of one size: either may go into the other. From then on the larger stays.
        for (std::size_t i = 1; i < changes.threadsJoined.size(); ++i)
            QCOMPARE(changes.threadsJoined[i].into, whole);
    }
    void aRingOfJoinedConversationsEndsTheSearch()
    {
        TempStore temp;
        makeFolders(temp);
        temp.fetch({mail(1, "a@x")});
        const auto database = store::Database::open(temp.path(), store::Database::Mode::ReadWrite);
        QVERIFY(database->execute("INSERT INTO threadlinks VALUES (1, 2), (2, 1)"));
        temp.fetch({mail(2, "b@x", {"a@x"})});
        QCOMPARE(temp.failures, 0);
    }
};

POSTHORN_TEST(TestThreading)
#include "tst_threading.moc"
