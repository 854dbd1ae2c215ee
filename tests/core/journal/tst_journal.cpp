// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/journal/journal.h"
#include "core/journal/outcome.h"
#include "core/store/writer.h"

#include "tests/support/fakeclock.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;
using journal::AppendMessage;
using journal::ChangeFlags;
using journal::Entry;
using journal::Journal;
using journal::Operation;
using journal::State;

namespace {

journal::Target message(quint32 uid)
{
    return {QUuid(u"{7a7c7c0e-6d0f-4b57-9d55-0a3c3f1c2d11}"_s), "INBOX", {7}, {uid}, {}, {}};
}

ChangeFlags seen(quint32 uid, bool set, const QByteArray &flag = "\\Seen")
{
    return {journal::Targets::of(message(uid)), flag, set};
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
        QObject::connect(&journal, &Journal::needless, &journal, [this](const Operation &) { ++needless; });
        QObject::connect(&journal, &Journal::cannotBeUndone, &journal,
                         [this](qint64 id) { final.push_back(id); });
        QObject::connect(&journal, &Journal::failed, &journal,
                         [this](const Operation &, const Error &e) { failures.push_back(e); });
    }
    FakeClock clock;
    store::Database user;
    Journal journal;
    std::vector<Entry> appended, changed;
    std::vector<qint64> withdrawn, final;
    std::vector<Error> failures;
    int needless = 0;
};

journal::MoveMessages moved(quint32 uid, const QByteArray &to)
{
    return {journal::Targets::of(message(uid)), to, journal::MoveMessages::Wish::Move};
}

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
        const auto shown = journal::effective({}, message(1), run.journal.pending());
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
        const auto full = store::openUser(path());
        QVERIFY(full->database.execute("PRAGMA query_only=ON"));
        FakeClock clock;
        QCOMPARE(Journal(full->database, clock).pending().size(), size_t{2});
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
        // What failed waits for somebody to see it.
        QCOMPARE(rows->integer(0), qint64{state == State::Failed ? 1 : 0});
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
        QCOMPARE(run.changed.size(), size_t{1});  // whoever wanted to begin is told what is still true
        QCOMPARE(run.changed[0].id, run.appended[0].id);
        QCOMPARE(run.changed[0].state, State::New);
        QCOMPARE(run.journal.pending().size(), size_t{1});
        QVERIFY(run.journal.pending()[0].operation == Operation(seen(1, true)));
        QCOMPARE(run.journal.pending()[0].state, State::New);
    }
    void whatHasComeAboutIsWrittenOnceThereIsRoom_data()
    {
        QTest::addColumn<State>("state");
        QTest::newRow("done") << State::Done;
        QTest::newRow("failed") << State::Failed;
        QTest::newRow("uncertain") << State::Uncertain;
    }
    void whatHasComeAboutIsWrittenOnceThereIsRoom()
    {
        COVERS("REL-22");
        QFETCH(const State, state);
        Run run(path());
        run.journal.append(seen(1, true));
        const qint64 id = run.appended[0].id;
        run.journal.record(id, State::Started, {});
        QVERIFY(run.user.execute("PRAGMA query_only=ON"));
        run.journal.record(id, state, "why");
        QCOMPARE(run.journal.pending()[0].state, State::Started);
        run.clock.advance(std::chrono::seconds(10));
        QCOMPARE(run.failures.size(), size_t{1});  // it is said once
        QVERIFY(run.user.execute("PRAGMA query_only=OFF"));
        run.clock.advance(std::chrono::seconds(10));
        QCOMPARE(run.changed.back().state, state);
        const Run next(path());
        QCOMPARE(next.journal.pending().empty(), state != State::Uncertain);
        QCOMPARE(next.journal.failures().empty(), state != State::Failed);
    }
    void theHoldBeginsAgainWhenItsEndCannotBeWritten()
    {
        Run run(path());
        run.journal.append(journal::RemoveMessages{journal::Targets::of(message(1))});
        QVERIFY(run.user.execute("PRAGMA query_only=ON"));
        run.clock.advance(std::chrono::seconds(10));
        QCOMPARE(run.failures.size(), size_t{1});
        QCOMPARE(run.journal.pending()[0].state, State::Held);
        QVERIFY(run.user.execute("PRAGMA query_only=OFF"));
        run.clock.advance(std::chrono::seconds(10));
        QCOMPARE(run.journal.pending()[0].state, State::New);
        QCOMPARE(run.appended.size(), size_t{2});
    }
    void undoBringsBackWhatWasReplaced()
    {
        {
            Run run(path());
            run.journal.append(seen(1, true));
            run.journal.append(seen(1, false));
            run.journal.undo(run.appended[1].id);
            QCOMPARE(run.withdrawn, (std::vector{run.appended[0].id, run.appended[1].id}));
            QCOMPARE(run.journal.pending().size(), size_t{1});
            QVERIFY(run.journal.pending()[0].operation == Operation(seen(1, true)));
            QCOMPARE(run.appended.back().id, run.journal.pending()[0].id);
        }
        const Run next(path());  // on disk too
        QCOMPARE(next.journal.pending().size(), size_t{1});
        QVERIFY(next.journal.pending()[0].operation == Operation(seen(1, true)));
    }
    void undoOfAMoveThatWasMovedOnIsTheFirstMove()
    {
        Run run(path());
        journal::MoveMessages two = moved(1, "Archive");
        two.targets.add(message(2));
        run.journal.append(two);
        run.journal.append(moved(1, "Junk"));
        QCOMPARE(run.journal.pending().size(), size_t{2});
        run.journal.undo(run.journal.pending()[1].id);
        QCOMPARE(run.journal.pending().size(), size_t{2});
        QVERIFY(run.journal.pending()[0].operation == Operation(moved(2, "Archive")));
        QVERIFY(run.journal.pending()[1].operation == Operation(moved(1, "Archive")));
    }
    void whatComesAfterAMoveHasEndedFollowsItToo()
    {
        Run run(path());
        run.journal.append(moved(1, "Archive"));
        run.journal.record(run.appended[0].id, State::Started, {});
        run.journal.record(run.appended[0].id, State::Done,
                           serialize(journal::Outcome{{70}, {{{1}, {12}}}, false}));
        run.journal.append(seen(1, true));  // by the name it had on screen
        const auto late = *journal::targetsOf(run.journal.pending()[0].operation);
        QCOMPARE(late.mailbox, "Archive"_ba);
        QCOMPARE(late.messages[0].uid, imap::Uid{12});
        QCOMPARE(run.needless, 1);  // what was asked for goes by another name
    }
    void aWishThatIsPartOfAnotherIsAnswered()
    {
        Run run(path());
        ChangeFlags two = seen(1, true);
        two.targets.add(message(2));
        run.journal.append(two);
        run.journal.append(seen(1, true));
        QCOMPARE(run.journal.pending().size(), size_t{1});
        QCOMPARE(run.needless, 1);
    }
    void theWayBackKnowsTheNewNameOfTheMailbox()
    {
        Run run(path());
        run.journal.append(moved(1, "Lists"));
        run.journal.record(run.appended[0].id, State::Started, {});
        run.journal.record(run.appended[0].id, State::Done,
                           serialize(journal::Outcome{{70}, {{{1}, {12}}}, false}));
        run.journal.heed(store::FoldersRenamed{message(1).account, {{"Lists", "Old lists", {}}}});
        run.journal.undo(run.appended[0].id);
        QCOMPARE(journal::mailboxOf(run.journal.pending()[0].operation), "Old lists"_ba);
    }
    void whatFailedIsKeptUntilItHasBeenSeen()
    {
        COVERS("MA-01", "REL-42");
        {
            Run run(path());
            run.journal.append(seen(1, true));
            run.journal.append(seen(2, true));
            run.journal.record(run.appended[0].id, State::Failed, "NO full");
            run.journal.record(run.appended[1].id, State::Failed, "NO full");
        }
        qint64 last = 0;
        {
            Run run(path());
            QCOMPARE(run.journal.failures().size(), size_t{2});
            QCOMPARE(run.journal.failures()[0].detail, "NO full"_ba);
            QVERIFY(run.journal.pending().empty());
            run.journal.forget(run.journal.failures()[0].id);
            last = run.journal.failures()[0].id;
            run.journal.retry(last);
            QCOMPARE(run.withdrawn.size(), size_t{2});
        }
        const Run run(path());
        QVERIFY(run.journal.failures().empty());
        QCOMPARE(run.journal.pending().size(), size_t{1});
        QVERIFY(run.journal.pending()[0].id > last);
    }
    void whatCannotBeUndoneIsHeldAndThenFinal()
    {
        Run run(path());
        run.journal.append(journal::RemoveMessages{journal::Targets::of(message(1))});
        QCOMPARE(run.appended[0].state, State::Held);
        run.clock.advance(std::chrono::milliseconds(9999));
        QCOMPARE(run.appended.size(), size_t{1});
        run.clock.advance(std::chrono::milliseconds(1));
        QCOMPARE(run.appended.size(), size_t{2});
        QCOMPARE(run.appended[1].id, run.appended[0].id);
        QCOMPARE(run.appended[1].state, State::New);
        run.journal.record(run.appended[0].id, State::Started, {});
        run.journal.record(run.appended[0].id, State::Done, {});
        run.journal.undo(run.appended[0].id);
        QCOMPARE(run.final, std::vector{run.appended[0].id});
    }
    void whatIsHeldIsTakenBackInTime()
    {
        Run run(path());
        run.journal.append(journal::DeleteFolder{message(1).account, "Old"});
        run.clock.advance(std::chrono::seconds(9));
        run.journal.undo(run.appended[0].id);
        QCOMPARE(run.withdrawn.size(), size_t{1});
        run.clock.advance(std::chrono::minutes(1));
        QCOMPARE(run.appended.size(), size_t{1});
        QVERIFY(Run(path()).journal.pending().empty());
    }
    void aRestartDoesNotCutTheHoldShort()
    {
        {
            Run run(path());
            run.journal.append(journal::RemoveMessages{journal::Targets::of(message(1))});
            run.clock.advance(std::chrono::seconds(4));
        }
        Run run(path());  // its clock begins again: as one that was set back
        QCOMPARE(run.journal.pending()[0].state, State::Held);
        run.clock.advance(std::chrono::seconds(11));
        QCOMPARE(run.journal.pending()[0].state, State::New);
    }
    void undoWithdrawsWhatHasNotStarted()
    {
        Run run(path());
        run.journal.append(moved(1, "Archive"));
        run.journal.undo(run.appended[0].id);
        QCOMPARE(run.withdrawn, std::vector{run.appended[0].id});
        QVERIFY(run.journal.pending().empty());
        QVERIFY(Run(path()).journal.pending().empty());
    }
    void undoIsTheWayBackForWhatIsDone_data()
    {
        QTest::addColumn<bool>("underway");
        QTest::newRow("done") << false;
        QTest::newRow("regretted while it was under way") << true;
    }
    void undoIsTheWayBackForWhatIsDone()
    {
        QFETCH(bool, underway);
        Run run(path());
        run.journal.append(moved(1, "Archive"));
        const qint64 id = run.appended[0].id;
        run.journal.record(id, State::Started, {});
        if (underway)
            run.journal.undo(id);
        run.journal.record(id, State::Done, serialize(journal::Outcome{{70}, {{{1}, {12}}}, false}));
        if (!underway)
            run.journal.undo(id);
        QCOMPARE(run.journal.pending().size(), size_t{1});
        const auto back = std::get<journal::MoveMessages>(run.journal.pending()[0].operation);
        QCOMPARE(back.to, "INBOX"_ba);
        QCOMPARE(back.targets.mailbox, "Archive"_ba);
        QCOMPARE(back.targets.validity, imap::UidValidity{70});
        QCOMPARE(back.targets.messages[0].uid, imap::Uid{12});
    }
    void whatWaitsFollowsItsMessages()
    {
        {
            Run run(path());
            run.journal.append(moved(1, "Archive"));
            run.journal.append(seen(1, true));
            run.journal.append(seen(2, true));
            run.journal.record(run.appended[0].id, State::Started, {});
            run.journal.record(run.appended[0].id, State::Done,
                               serialize(journal::Outcome{{70}, {{{1}, {12}}}, false}));
        }
        const Run run(path());
        const auto first = *journal::targetsOf(run.journal.pending()[0].operation);
        QCOMPARE(first.mailbox, "Archive"_ba);
        QCOMPARE(first.messages[0].uid, imap::Uid{12});
        QCOMPARE(journal::mailboxOf(run.journal.pending()[1].operation), "INBOX"_ba);
    }
    void whatWaitsFollowsARenamedMailbox()
    {
        COVERS("REL-44");
        Run run(path());
        run.journal.append(seen(1, true));
        run.journal.append(moved(2, "Lists/qt"));
        run.journal.heed(store::FoldersRenamed{
            message(1).account, {{"Lists", "Old lists", {}}, {"Lists/qt", "Old lists/qt", {}}}});
        QCOMPARE(journal::mailboxOf(run.journal.pending()[0].operation), "INBOX"_ba);
        QCOMPARE(*journal::destinationOf(run.journal.pending()[1].operation), "Old lists/qt"_ba);
        Run next(path());
        QCOMPARE(*journal::destinationOf(next.journal.pending()[1].operation), "Old lists/qt"_ba);
        next.journal.heed(store::AccountRemoved{message(1).account});
        QVERIFY(next.journal.pending().empty());
    }
    // What comes from another account names two mailboxes, and each follows its own account.
    void aWayToAnotherAccountFollowsBoth()
    {
        const QUuid other = QUuid::createUuid();
        const journal::Target from = message(1);
        Run run(path());
        run.journal.append(journal::TransferMessages{journal::Targets::of(from), other, "Work", true});
        journal::AppendMessage saved{other, "Work", {}, {}, from.messageId, "A: b\r\n\r\n", "print", from};
        run.journal.append(saved);
        run.journal.heed(store::FoldersRenamed{from.account, {{from.mailbox, "Old", {}}}});
        run.journal.heed(store::FoldersRenamed{other, {{"Work", "Job", {}}}});
        Run next(path());
        const auto pending = next.journal.pending();
        QCOMPARE(pending.size(), size_t{2});
        const auto transfer = std::get<journal::TransferMessages>(pending[0].operation);
        QCOMPARE(transfer.targets.mailbox, "Old"_ba);
        QCOMPARE(transfer.to, "Job"_ba);
        saved = std::get<journal::AppendMessage>(pending[1].operation);
        QCOMPARE(saved.mailbox, "Job"_ba);
        QCOMPARE(saved.source->mailbox, "Old"_ba);
        // Without the account it came from it is still to be saved, and nothing is left to be removed.
        next.journal.heed(store::AccountRemoved{from.account});
        QCOMPARE(next.journal.pending().size(), size_t{1});
        next.journal.record(pending[1].id, journal::State::Done, {});
        QVERIFY(next.journal.pending().empty());
        next.journal.append(journal::TransferMessages{journal::Targets::of(from), other, "Work", true});
        next.journal.heed(store::AccountRemoved{other});
        QVERIFY(next.journal.pending().empty());
    }
    void movedThereAndBackIsNothing()
    {
        Run run(path());
        run.journal.append(moved(1, "Archive"));
        run.journal.append(moved(1, "INBOX"));
        QCOMPARE(run.withdrawn.size(), size_t{1});
        QCOMPARE(run.needless, 1);
        QVERIFY(run.journal.pending().empty());
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
