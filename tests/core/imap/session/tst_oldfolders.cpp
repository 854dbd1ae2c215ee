// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/session/commands/list.h"
#include "core/imap/session/commands/mailboxes.h"
#include "core/imap/session/commands/select.h"
#include "core/imap/session/commands/simple.h"
#include "core/imap/session/move.h"

#include "tests/core/imap/session/oldserver.h"
#include "tests/support/dialogue.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;
using imap::Feature;
using imap::MoveResult;
using Wish = imap::SubscribeCommand::Wish;

namespace {

const imap::Dialect &dialectOf(Dialogue &dialogue)
{
    return dialogue.session().capabilities().dialect();
}

}

// Making, subscribing, filling and watching folders on servers before IMAP4.
class TestOldFolders : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void foldersAreNotMadeWhereThatIsUnknown()
    {
        COVERS("I2-30");
        Dialogue dialogue;
        oldserver::logIn(dialogue, oldserver::imap2);  // CREATE was refused as a word at the login
        dialogue.run<imap::CreateCommand>("New"_ba);
        dialogue.run<imap::DeleteCommand>("New"_ba);
        dialogue.run<imap::RenameCommand>("New"_ba, "Newer"_ba);
        dialogue.play("");
        QCOMPARE(dialogue.eventsLike("finished unsupported").size(), 3);
        QVERIFY(!dialectOf(dialogue).mayUse(Feature::Folders));  // for the window: no such actions
    }

    void anUnknownWordIsTriedOnce()
    {
        COVERS("I2-30", "I2-31");
        Dialogue dialogue;
        oldserver::logIn(dialogue, oldserver::imap2bis);
        dialogue.on("make", [&] {
            dialogue.run<imap::CreateCommand>("a\\b"_ba);
            dialogue.run<imap::RenameCommand>("Old"_ba, "New"_ba);
            dialogue.run<imap::DeleteCommand>("New"_ba);
        });
        dialogue.on("subscribe", [&] {
            dialogue.run<imap::SubscribeCommand>(Wish::Subscribe, "New"_ba);
            dialogue.run<imap::SubscribeCommand>(Wish::Unsubscribe, "New"_ba);
        });
        dialogue.play(R"(
            U: make
            C! a3 CREATE {3}\r\n
            S: + go on
            C! a\x5cb\r\n
            S: a3 OK done
            C: a4 RENAME Old New
            S: a4 OK done
            C: a5 DELETE New
            S: a5 BAD Command unrecognized
            U: make
            U: subscribe
            C: a6 SUBSCRIBE MAILBOX New
            S: a6 OK done
            C: a7 UNSUBSCRIBE MAILBOX New
            S: a7 BAD Command unrecognized
            U: subscribe
        )");
        QCOMPARE(dialogue.eventsLike("finished ok").size(), 3);
        QCOMPARE(dialogue.eventsLike("finished unsupported").size(), 7);
    }

    void subscriptionsAreNotTriedOnTheOldest()
    {
        COVERS("I2-31");
        Dialogue dialogue;
        oldserver::logIn(dialogue, oldserver::imap2);
        dialogue.run<imap::SubscribeCommand>(Wish::Subscribe, "INBOX"_ba);
        dialogue.run<imap::LsubCommand>();
        dialogue.play("");
        QCOMPARE(dialogue.eventsLike("finished unsupported").size(), 2);
        Dialogue newer;
        newer.greet();
        newer.run<imap::SubscribeCommand>(Wish::Subscribe, "INBOX"_ba);
        newer.play("C: a1 SUBSCRIBE INBOX");
    }

    // A name that somebody typed is enough.
    void aMailboxOpensWithoutHavingBeenListed()
    {
        Dialogue dialogue;
        oldserver::logIn(dialogue, oldserver::imap2);
        dialogue.on("list", [&] { dialogue.run<imap::ListCommand>(); });
        dialogue.on("open", [&] { dialogue.run<imap::SelectCommand>("~ann/Mail 1989"_ba); });
        dialogue.play(R"(
            U: list
            C: a4 FIND ALL.MAILBOXES *
            S: a4 BAD what
            C: a5 FIND MAILBOXES *
            S: a5 BAD what
            U: open
            C: a6 SELECT "~ann/Mail 1989"
            S: * 12 EXISTS
            S: a6 OK done
        )");
        QCOMPARE(dialogue.session().selected()->exists, 12U);
        QCOMPARE(dialogue.session().selected()->mailbox, "~ann/Mail 1989"_ba);
    }

    void originalsAreOnlyMarkedWhenTheCopyStands()
    {
        COVERS("I2-28");
        Dialogue dialogue;
        oldserver::logIn(dialogue, oldserver::imap2bis);
        dialogue.select(3);
        imap::Move move(dialogue.session(), imap::UidSet::single({2}), "Kept"_ba);
        std::vector<MoveResult> results;
        connect(&move, &imap::Move::finished, this, [&](const MoveResult &r) { results.push_back(r); });
        dialogue.on("move", [&] { move.start(); });
        dialogue.play(R"(
            U: move
            C: a4 COPY 2 Kept
            S: * OK [TRYCREATE] Must create mailbox before copy
            S: a4 NO COPY failed
            U: move
            C: a5 COPY 2 Kept
            S: * 2 COPY
            S: a5 OK done
            C: a6 STORE 2 +FLAGS (\Deleted)
            S: * 2 STORE (FLAGS (\Deleted))
            S: a6 OK done
        )");
        QCOMPARE(results.size(), std::size_t{2});
        QCOMPARE(results.front().source, MoveResult::Source::Remains);
        QVERIFY(results.front().why.text.has(imap::code::Atom::Kind::TryCreate));
        QCOMPARE(results.back().source, MoveResult::Source::Marked);
        QVERIFY(results.back().isCopied && results.back().mayBeBare);
    }

    void copiesOfNewerServersAreWhole()
    {
        COVERS("I2-28");
        Dialogue dialogue;
        dialogue.greet("IMAP4rev1");
        dialogue.select(3);
        imap::Move move(dialogue.session(), imap::UidSet::single({2}), "Kept"_ba);
        bool mayBeBare = true;
        connect(&move, &imap::Move::finished, this, [&](const MoveResult &r) { mayBeBare = r.mayBeBare; });
        dialogue.on("move", [&] { move.start(); });
        dialogue.play("U: move\nC: a2 UID COPY 2 Kept\nS: a2 NO [OVERQUOTA] full");
        QVERIFY(!mayBeBare);
    }

    void everySecondPollIsACheckUntilNoopIsKnownToTell()
    {
        COVERS("I2-35");
        Dialogue dialogue;
        oldserver::logIn(dialogue, oldserver::imap2bis);
        dialogue.select(3);
        dialogue.on("poll", [&] { dialogue.run<imap::NoopCommand>(); });
        dialogue.play(R"(
            U: poll
            C: a4 NOOP
            S: a4 OK done
            U: poll
            C: a5 CHECK
            S: * 4 EXISTS
            S: a5 OK done
            U: poll
            C: a6 NOOP
            S: a6 OK done
            U: poll
            C: a7 CHECK
            S: a7 OK done
            U: poll
            C: a8 NOOP
            S: * 5 EXISTS
            S: a8 OK done
            U: poll
            C: a9 NOOP
            S: a9 OK done
            U: poll
            C: a10 NOOP
            S: a10 OK done
        )");
        QCOMPARE(dialogue.eventsLike("finished ok").size(), 7);
    }

    void newerServersAreAskedByNoopAlone()
    {
        COVERS("I2-35");
        Dialogue dialogue;
        oldserver::logIn(dialogue, oldserver::imap4);
        dialogue.select(3);
        dialogue.on("poll", [&] { dialogue.run<imap::NoopCommand>(); });
        dialogue.play("U: poll\nC: a5 NOOP\nS: a5 OK\nU: poll\nC: a6 NOOP\nS: a6 OK");
        QCOMPARE(dialogue.eventsLike("finished ok").size(), 2);
    }
};

POSTHORN_TEST(TestOldFolders)
#include "tst_oldfolders.moc"
