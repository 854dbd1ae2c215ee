// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/journal/journal.h"
#include "core/store/writer.h"

#include "tests/support/fakeclock.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;
using journal::AppendMessage;
using journal::ChangeFlag;
using journal::Entry;
using journal::Journal;
using journal::Operation;
using journal::State;

namespace {

ChangeFlag seen(quint32 uid, bool set, const QByteArray &flag = "\\Seen")
{
    return {{QUuid(u"{7a7c7c0e-6d0f-4b57-9d55-0a3c3f1c2d11}"_s), "INBOX", {7}, {uid}, {}, {}}, flag, set};
}

// One run of the program: what is on disk outlives it.
struct Run {
    explicit Run(const QString &path) : user(std::move(store::openUser(path)->database)), journal(user, clock)
    {
        QObject::connect(&journal, &Journal::appended, &journal,
                         [this](const Entry &e) { appended.push_back(e); });
        QObject::connect(&journal, &Journal::stateChanged, &journal,
                         [this](const Entry &e) { changed.push_back(e); });
        QObject::connect(&journal, &Journal::withdrawn, &journal,
                         [this](qint64 id) { withdrawn.push_back(id); });
        QObject::connect(&journal, &Journal::failed, &journal,
                         [this](const Operation &, const Error &e) { failures.push_back(e); });
    }
    FakeClock clock;
    store::Database user;
    Journal journal;
    std::vector<Entry> appended, changed;
    std::vector<qint64> withdrawn;
    std::vector<Error> failures;
};

std::vector<Operation> wishes(const std::vector<Entry> &entries)
{
    std::vector<Operation> all;
    for (const Entry &entry : entries)
        all.push_back(entry.operation);
    return all;
}

}

class TestJournal : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void whatWasAppendedIsThereInTheNextRunInOrder()
    {
        const AppendMessage append{QUuid::createUuid(), "Sent", {"\\Seen"}, {}, "a@b", "A: b\r\n\r\n"};
        std::vector<Operation> before;
        {
            Run run(path());
            run.journal.append(seen(2, true));
            run.journal.append(append);
            run.journal.append(seen(1, true));
            QCOMPARE(run.appended.size(), size_t{3});
            QVERIFY(run.appended[0].id < run.appended[1].id && run.appended[1].id < run.appended[2].id);
            before = wishes(run.journal.pending());
            QCOMPARE(before.size(), size_t{3});
        }
        const Run run(path());
        QVERIFY(wishes(run.journal.pending()) == before);
    }
    void aContraryWishReplacesOneThatHasNotStarted()
    {
        Run run(path());
        run.journal.append(seen(1, true));
        run.journal.append(seen(1, false, "\\SEEN"));
        QCOMPARE(run.withdrawn, std::vector{run.appended[0].id});
        QCOMPARE(run.journal.pending().size(), size_t{1});
        QVERIFY(run.journal.pending()[0].operation == Operation(seen(1, false, "\\SEEN")));
        run.journal.append(seen(1, true));
        QCOMPARE(run.journal.pending().size(), size_t{1});
        QVERIFY(run.journal.pending()[0].operation == Operation(seen(1, true)));
        Run next(path());  // on disk too
        QCOMPARE(next.journal.pending().size(), size_t{1});
        QVERIFY(next.journal.pending()[0].operation == Operation(seen(1, true)));
    }
    void theSameWishTwiceIsOne()
    {
        Run run(path());
        run.journal.append(seen(1, true));
        run.journal.append(seen(1, true));
        QCOMPARE(run.journal.pending().size(), size_t{1});
        QCOMPARE(run.appended.size(), size_t{2});  // both askers hear that it is durable
        QCOMPARE(run.appended[0].id, run.appended[1].id);
    }
    void otherFlagsMessagesAndStartedWishesAreNotMerged()
    {
        Run run(path());
        run.journal.append(seen(1, true));
        run.journal.append(seen(2, false));
        run.journal.append(seen(1, false, "\\Flagged"));
        QCOMPARE(run.journal.pending().size(), size_t{3});
        run.journal.record(run.appended[0].id, State::Started, {});
        run.journal.append(seen(1, false));
        QCOMPARE(run.journal.pending().size(), size_t{4});
        QVERIFY(run.withdrawn.empty());
        // The newer wish is later in the order, so it also wins in what is shown.
        const auto shown = journal::effective({}, seen(1, true).target, run.journal.pending());
        QVERIFY(!shown.has(store::Flags::Seen));
    }
    void aStartedOperationIsUncertainAfterACrash()
    {
        qint64 id = 0;
        {
            Run run(path());
            run.journal.append(seen(1, true));
            run.journal.append(seen(2, true));
            id = run.appended[0].id;
            run.journal.record(id, State::Started, {});
            QCOMPARE(run.changed[0].state, State::Started);
        }
        for (int start = 0; start < 2; ++start) {
            const Run run(path());
            QCOMPARE(run.journal.pending()[0].id, id);
            QCOMPARE(run.journal.pending()[0].state, State::Uncertain);
            QCOMPARE(run.journal.pending()[1].state, State::New);
        }
    }
    void theStateIsOnDiskBeforeItIsTold()
    {
        Run run(path());
        run.journal.append(seen(1, true));
        qint64 stored = -1;
        QObject::connect(&run.journal, &Journal::stateChanged, &run.journal, [&](const Entry &entry) {
            const auto other = store::Database::open(path(), store::Database::Mode::ReadOnly);
            auto query = other->prepare("SELECT state FROM operations WHERE id = ?1");
            query->bind(1, entry.id);
            stored = *query->step() ? query->integer(0) : -2;
        });
        run.journal.record(run.appended[0].id, State::Started, {});
        QCOMPARE(stored, 1);
        run.journal.record(run.appended[0].id, State::Done, {});
        QCOMPARE(stored, -2);  // done: gone
    }
    void doneAndFailedAreOver_data()
    {
        QTest::addColumn<State>("state");
        QTest::newRow("done") << State::Done;
        QTest::newRow("failed") << State::Failed;
    }
    void doneAndFailedAreOver()
    {
        QFETCH(State, state);
        Run run(path());
        run.journal.append(seen(1, true));
        run.journal.record(run.appended[0].id, State::Started, {});
        run.journal.record(run.appended[0].id, state, "NO not here");
        QVERIFY(run.journal.pending().empty());
        QCOMPARE(run.changed.back().state, state);
        QCOMPARE(run.changed.back().detail, "NO not here"_ba);
        run.journal.record(run.appended[0].id, State::Started, {});  // too late
        QCOMPARE(run.changed.size(), size_t{2});
        QVERIFY(Run(path()).journal.pending().empty());
        const auto user = store::openUser(path());  // and nothing of it is kept for ever
        auto rows = user->database.prepare("SELECT count(*) FROM operations");
        QVERIFY(*rows->step());
        QCOMPARE(rows->integer(0), qint64{0});
    }
    void idsAreNotGivenAgain()
    {
        qint64 first = 0;
        {
            Run run(path());
            run.journal.append(seen(1, true));
            first = run.appended[0].id;
            run.journal.record(first, State::Done, {});
        }
        Run run(path());
        run.journal.append(seen(1, true));
        QVERIFY(run.appended[0].id > first);
    }
    void aReceiptsClaimIsNotAFlagChange()
    {
        Run run(path());
        run.journal.append(seen(1, true, "$mdnsent"));
        QCOMPARE(run.failures.size(), size_t{1});
        QVERIFY(run.journal.pending().empty());
    }
    void whatCannotBeWrittenIsToldAndNotPending()
    {
        Run run(path());
        run.journal.append(seen(1, true));
        QVERIFY(run.user.execute("PRAGMA query_only=ON"));
        run.journal.append(seen(2, true));
        run.journal.append(seen(1, false));
        run.journal.record(run.appended[0].id, State::Started, {});
        QCOMPARE(run.failures.size(), size_t{3});
        QVERIFY(run.withdrawn.empty());
        QVERIFY(run.changed.empty());
        QCOMPARE(run.journal.pending().size(), size_t{1});
        QVERIFY(run.journal.pending()[0].operation == Operation(seen(1, true)));
        QCOMPARE(run.journal.pending()[0].state, State::New);
    }
    void anOperationOfALaterVersionIsLeftAlone()
    {
        {
            const Run run(path());
            QVERIFY(run.user.execute("INSERT INTO operations (state, account, created, operation, detail)"
                                     " VALUES (0, x'', 0, x'6301', x'')"));
        }
        const Run run(path());
        QVERIFY(run.journal.pending().empty());
        auto query = run.user.prepare("SELECT count(*) FROM operations");
        QVERIFY(*query->step());
        QCOMPARE(query->integer(0), 1);
    }

private:
    [[nodiscard]] QString path() const { return m_folder->path() + u"/user.db"_s; }
    std::unique_ptr<QTemporaryDir> m_folder;
};

POSTHORN_TEST(TestJournal)
#include "tst_journal.moc"
