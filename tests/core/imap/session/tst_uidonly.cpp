// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/session/commands/fetch.h"
#include "core/imap/session/commands/messages.h"
#include "core/imap/session/commands/searching.h"
#include "core/imap/session/commands/select.h"
#include "core/imap/session/commands/simple.h"
#include "core/imap/session/commands/store.h"
#include "core/imap/session/move.h"

#include "tests/support/dialogue.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;
using imap::SearchKey;

namespace {

imap::UidSet uids(const QByteArray &text)
{
    return *imap::parseUidSet(text);
}

// UIDONLY is on, if the server says so, and a mailbox is selected.
struct UidOnly {
    explicit UidOnly(const char *enabled = "S: * ENABLED UIDONLY\n")
        : dialogue(imap::SessionOptions{.enable = {"UIDONLY"}})
    {
        dialogue.play(("S: * PREAUTH [CAPABILITY IMAP4rev1 ENABLE UIDONLY UIDPLUS] hello\n"
                       "C: a1 ENABLE UIDONLY\n"
                       + QByteArray(enabled) + "S: a1 OK done\n")
                          .constData());
        dialogue.select(20);
        dialogue.on("fetch", [this] {
            auto *fetch = dialogue.run<imap::FetchCommand>(uids("25900:26600"), "FLAGS"_ba);
            QObject::connect(fetch, &imap::FetchCommand::fetched, fetch,
                             [this](const imap::Fetch &data) { told.push_back(data.items.uid->value); });
        });
    }

    Dialogue dialogue;
    std::vector<quint32> told;
};

}

// UIDONLY (RFC 9586), MESSAGELIMIT (RFC 9738) and INPROGRESS (RFC 9585), in those RFCs' manner.
class TestUidOnly : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everythingIsNamedByUid()
    {
        UidOnly session;
        session.dialogue.on("more", [&] {
            session.dialogue.run<imap::FetchCommand>(imap::Uid{26601}, "FLAGS"_ba);
            session.dialogue.run<imap::StoreCommand>(uids("25996"), imap::FlagChange::Add,
                                                     std::vector{"\\Answered"_ba});
            session.dialogue.run<imap::ExpungeCommand>(uids("25996"));
        });
        session.dialogue.play(R"(
            U: fetch
            C: a3 UID FETCH 25900:26600 (FLAGS)
            S: * 25996 UIDFETCH (FLAGS (\Seen))
            S: * 25997 UIDFETCH (FLAGS (\Flagged \Answered))
            S: * 26600 UIDFETCH (FLAGS ())
            S: a3 OK FETCH completed
            U: more
            C: a4 UID FETCH 26601:4294967295 (FLAGS)
            S: a4 OK FETCH completed
            C: a5 UID STORE 25996 +FLAGS (\Answered)
            S: * 25996 UIDFETCH (FLAGS (\Seen \Answered))
            S: a5 OK STORE completed
            C: a6 UID EXPUNGE 25996
            S: * VANISHED 25996
            S: a6 OK EXPUNGE completed
        )");
        QCOMPARE(session.told, (std::vector<quint32>{25996, 25997, 26600}));
        QCOMPARE(session.dialogue.session().selected()->exists, 19U);
        QCOMPARE(session.dialogue.eventsLike("untagged VANISHED").size(), 1);
    }

    void numbersMeanNothingAnyMore()
    {
        UidOnly session;
        const std::vector numbers{imap::SeqNum{1}};
        session.dialogue.on("ask", [&] {
            session.dialogue.run<imap::SummarySearchCommand>(SearchKey::messages(numbers));
            session.dialogue.run<imap::SearchCommand>(SearchKey::messages(numbers).negated());
        });
        session.dialogue.play(R"(
            U: ask
            S: * 3 EXPUNGE
            S: * 3 FETCH (FLAGS (\Deleted))
            S: * 7 UIDFETCH (FLAGS (\Deleted))
        )");
        QCOMPARE(session.dialogue.eventsLike("finished unsupported").size(), 2);
        QCOMPARE(session.dialogue.eventsLike("untagged").size(), 1);
        QCOMPARE(session.dialogue.session().selected()->exists, 20U);
    }

    void withoutItNumbersAreUnderstood()
    {
        UidOnly session("");
        QVERIFY(!session.dialogue.session().capabilities().uidOnly());
        session.dialogue.on("more", [&] {
            session.dialogue.run<imap::FetchCommand>(imap::Uid{26601}, "FLAGS"_ba);
            session.dialogue.run<imap::SearchCommand>(SearchKey::messages(std::vector{imap::SeqNum{1}}));
        });
        session.dialogue.play(R"(
            U: more
            C: a3 UID FETCH 26601:* (FLAGS)
            S: * 3 EXPUNGE
            S: a3 OK done
            C: a4 UID SEARCH 1
            S: a4 BAD [UIDREQUIRED] numbers are not for you
        )");
        QCOMPARE(session.dialogue.session().selected()->exists, 19U);
        QCOMPARE(session.dialogue.eventsLike("finished bad").size(), 1);
    }

    // RFC 7162, 3.2.5.2 has numbers in it.
    void noSampleOfNumbersIsGivenWithQresync()
    {
        Dialogue dialogue(imap::SessionOptions{.enable = {"QRESYNC", "UIDONLY"}});
        dialogue.on("select", [&] {
            dialogue.run<imap::SelectCommand>(
                "INBOX"_ba, imap::Access::ReadWrite,
                imap::KnownMailbox{{7}, {5}, uids("1:9"), {{imap::SeqNum{1}, imap::Uid{1}}}});
        });
        dialogue.play(R"(
            S: * PREAUTH [CAPABILITY IMAP4rev1 ENABLE QRESYNC UIDONLY] hello
            C: a1 ENABLE QRESYNC UIDONLY
            S: * ENABLED QRESYNC UIDONLY
            S: a1 OK done
            U: select
            C: a2 SELECT INBOX (QRESYNC (7 5 1:9))
            S: a2 OK done
        )");
        QVERIFY(!dialogue.hasFailed());
    }

    // RFC 9738, 3: the highest UIDs first, and the last one that was done.
    void whatIsLeftIsAskedFor()
    {
        Dialogue dialogue;
        dialogue.greet("IMAP4rev1 MESSAGELIMIT=1000 UIDPLUS MOVE");
        dialogue.select(4000);
        std::vector<quint32> told;
        imap::UidSet found;
        dialogue.on("fetch", [&] {
            auto *fetch = dialogue.run<imap::FetchCommand>(imap::Uid{1}, "FLAGS"_ba);
            connect(fetch, &imap::FetchCommand::fetched, this,
                    [&](const imap::Fetch &data) { told.push_back(data.items.uid->value); });
        });
        dialogue.on("store", [&] {
            dialogue.run<imap::StoreCommand>(uids("22000:24000,30000"), imap::FlagChange::Add,
                                             std::vector{"\\Seen"_ba});
        });
        dialogue.on("search", [&] {
            auto *search = dialogue.run<imap::SearchCommand>(SearchKey::flag("\\Seen", false));
            connect(search, &imap::Command::finished, this, [&, search] { found = search->found(); });
        });
        dialogue.on("expunge", [&] { dialogue.run<imap::ExpungeCommand>(uids("1:9000")); });
        dialogue.play(R"(
            U: fetch
            C: a2 UID FETCH 1:* (FLAGS)
            S: * 4000 FETCH (UID 25000 FLAGS ())
            S: * 3001 FETCH (UID 23221 FLAGS ())
            S: a2 OK [MESSAGELIMIT 1000 23221] FETCH completed with 1000 partial results
            C: a3 UID FETCH 1:23220 (FLAGS)
            S: * 3000 FETCH (UID 23007 FLAGS ())
            S: a3 OK FETCH completed
            U: store
            C: a4 UID STORE 22000:24000,30000 +FLAGS (\Seen)
            S: a4 OK [MESSAGELIMIT 1000 23007] partial
            C: a5 UID STORE 22000:23006 +FLAGS (\Seen)
            S: * NO [MESSAGELIMIT 1000 22001] partial
            S: a5 OK [HIGHESTMODSEQ 7] done
            C: a6 UID STORE 22000 +FLAGS (\Seen)
            S: a6 OK done
            U: search
            C: a7 UID SEARCH UNSEEN
            S: * SEARCH 25000 23221
            S: a7 OK [MESSAGELIMIT 1000 23221] SEARCH completed with 1000 partial results
            C: a8 UID SEARCH UNSEEN UID 1:23220
            S: * SEARCH 4
            S: a8 OK done
            U: expunge
            C: a9 UID EXPUNGE 1:9000
            S: a9 OK [MESSAGELIMIT 1000 1] nothing is below
        )");
        QCOMPARE(told, (std::vector<quint32>{25000, 23221, 23007}));
        QCOMPARE(found.toText(), "4,23221,25000"_ba);
        QCOMPARE(dialogue.eventsLike("finished").size(), 4);
    }

    // The same word again, or one that makes no sense, is no reason to go round in circles.
    void aLimitThatLeavesNothingNewEndsTheCommand_data()
    {
        QTest::addColumn<QByteArray>("code");
        QTest::newRow("beyond the set") << "1000 9999"_ba;
        QTest::newRow("the lowest") << "1000 100"_ba;
        QTest::newRow("below the set") << "1000 3"_ba;
        QTest::newRow("not told") << "1000"_ba;
    }
    void aLimitThatLeavesNothingNewEndsTheCommand()
    {
        QFETCH(QByteArray, code);
        Dialogue dialogue;
        dialogue.greet("IMAP4rev1 MESSAGELIMIT=1000");
        dialogue.select(4000);
        dialogue.on("fetch", [&] { dialogue.run<imap::FetchCommand>(uids("100:200"), "FLAGS"_ba); });
        dialogue.play(
            ("U: fetch\nC: a2 UID FETCH 100:200 (FLAGS)\nS: a2 OK [MESSAGELIMIT " + code + "] partial")
                .constData());
        QCOMPARE(dialogue.eventsLike("finished ok").size(), 1);
    }

    // COPY is all or nothing, and so is refused (RFC 9738, 3); MOVE does a part.
    void copiesAndMovesGoOnInParts()
    {
        Dialogue dialogue;
        dialogue.greet("IMAP4rev1 MESSAGELIMIT=2 UIDPLUS");
        dialogue.select(9);
        imap::Move move(dialogue.session(), uids("4:6,9,12"), "foo");
        imap::MoveResult result;
        connect(&move, &imap::Move::finished, this, [&](const imap::MoveResult &told) { result = told; });
        dialogue.on("move", [&] { move.start(); });
        dialogue.play(R"(
            U: move
            C: a2 UID COPY 4:6,9,12 foo
            S: a2 NO [MESSAGELIMIT 2] Too many messages to copy, try a smaller subset
            C: a3 UID COPY 4:5 foo
            S: a3 OK [COPYUID 1 4:5 100:101] done
            C: a4 UID COPY 6,9 foo
            S: a4 OK [COPYUID 1 6,9 102:103] done
            C: a5 UID COPY 12 foo
            S: a5 OK [COPYUID 1 12 104] done
            C: a6 UID STORE 4:6,9,12 +FLAGS (\Deleted)
            S: a6 OK done
            C: a7 UID EXPUNGE 4:6,9,12
            S: a7 OK done
        )");
        QCOMPARE(result.source, imap::MoveResult::Source::Gone);
        QCOMPARE(result.copied->destination.size(), std::size_t{5});

        Dialogue moving;
        moving.greet("IMAP4rev1 MESSAGELIMIT=2 MOVE");
        moving.select(9);
        imap::Move inParts(moving.session(), uids("4:6"), "foo");
        connect(&inParts, &imap::Move::finished, this, [&](const imap::MoveResult &told) { result = told; });
        moving.on("move", [&] { inParts.start(); });
        moving.play(R"(
            U: move
            C: a2 UID MOVE 4:6 foo
            S: * OK [COPYUID 1 5:6 100:101] Some messages were not moved
            S: a2 OK [MESSAGELIMIT 2 5] partial
            C: a3 UID MOVE 4 foo
            S: * OK [COPYUID 1 4 102] moved
            S: a3 OK done
        )");
        QCOMPARE(result.source, imap::MoveResult::Source::Gone);
        QCOMPARE(result.copied->destination.size(), std::size_t{3});
    }

    void aCopyThatFailsInTheMiddleTellsWhatHasArrived()
    {
        Dialogue dialogue;
        dialogue.greet("IMAP4rev1 MESSAGELIMIT=2 UIDPLUS");
        dialogue.select(9);
        imap::Move move(dialogue.session(), uids("4:6"), "foo");
        imap::MoveResult result;
        connect(&move, &imap::Move::finished, this, [&](const imap::MoveResult &told) { result = told; });
        dialogue.on("move", [&] { move.start(); });
        dialogue.play(R"(
            U: move
            C: a2 UID COPY 4:6 foo
            S: a2 NO [MESSAGELIMIT 2] Too many
            C: a3 UID COPY 4:5 foo
            S: a3 OK [COPYUID 1 4:5 100:101] done
            C: a4 UID COPY 6 foo
            S: a4 NO [OVERQUOTA] full
        )");
        QCOMPARE(result.source, imap::MoveResult::Source::Remains);
        QVERIFY(result.isCopied);
        QCOMPARE(result.copied->source.size(), std::size_t{2});
    }

    void aSetWithoutEndIsClosedByACut()
    {
        imap::MessageSet all = imap::MessageSet::from(imap::Uid{4});
        const imap::MessageSet rest = all.splitOff(2);
        QCOMPARE(all.uids(), uids("4:5"));
        QVERIFY(!all.isOpen());
        QVERIFY(rest.contains(imap::Uid{6}) && !rest.contains(imap::Uid{5}));
        QVERIFY(!rest.isOpen());
    }

    void aCopyWithoutEndIsNotSaidTwice()
    {
        Dialogue dialogue;
        dialogue.greet("IMAP4rev1 MESSAGELIMIT=2");
        dialogue.select(9);
        dialogue.on("copy",
                    [&] { dialogue.run<imap::CopyCommand>(imap::MessageSet::from(imap::Uid{4}), "foo"_ba); });
        dialogue.play(R"(
            U: copy
            C: a2 UID COPY 4:* foo
            S: a2 NO [MESSAGELIMIT 2] Too many
        )");
        QCOMPARE(dialogue.eventsLike("finished"), QByteArrayList{"finished no Too many"});
    }

    void whatWasDoneInPartIsNotTakenForUndone_data()
    {
        QTest::addColumn<QByteArray>("script");
        QTest::addColumn<QByteArray>("end");
        const QByteArray refused = R"(
            U: copy
            C! a2 UID COPY 4:6 {5}\r\n
            S: + go
            C! caf\xc3\xa9\r\n
            S: a2 NO [MESSAGELIMIT 2] Too many
            C! a3 UID COPY 4:5 {5}\r\n
        )";
        const QByteArray inPart = refused + R"(
            S: + go
            C! caf\xc3\xa9\r\n
        )";
        QTest::newRow("nothing was done yet") << refused + "X"
                                              << "finished lost never closed by the server"_ba;
        QTest::newRow("the next part was begun") << inPart + "S: a3 OK done\nC! a4 UID COPY 6 {5}\\r\\n\nX"
                                                 << "finished lost perhaps closed by the server"_ba;
        QTest::newRow("the next part was not sent") << inPart + "S! a3 OK done\\r\\n* BYE enough\\r\\n\n"
                                                    << "finished lost perhaps enough"_ba;
    }
    void whatWasDoneInPartIsNotTakenForUndone()
    {
        QFETCH(QByteArray, script);
        QFETCH(QByteArray, end);
        Dialogue dialogue;
        dialogue.feed(Dialogue::Feed::Whole);  // it is about what shares a segment with the answer
        dialogue.greet("IMAP4rev1 MESSAGELIMIT=2");
        dialogue.select(9);
        dialogue.on("copy", [&] { dialogue.run<imap::CopyCommand>(uids("4:6"), "caf\xc3\xa9"_ba); });
        dialogue.play(script.constData());
        QCOMPARE(dialogue.eventsLike("finished"), QByteArrayList{end});
    }

    // RFC 9585, 4: with a tag or without, a goal or none
    void aSlowCommandTellsHowFarItIs()
    {
        COVERS("I4-149");
        Dialogue dialogue;
        dialogue.greet("IMAP4rev1 INPROGRESS");
        dialogue.select(9);
        QList<std::optional<quint32>> done;
        dialogue.on("search", [&] {
            auto *search = dialogue.run<imap::SearchCommand>(imap::CommandText("BODY x"));
            connect(search, &imap::Command::progressed, this,
                    [&](const imap::code::InProgress &progress) { done.append(progress.done); });
        });
        dialogue.play(R"(
            U: search
            C: a2 UID SEARCH BODY x
            S: * OK [INPROGRESS] Hang in there..
            S: * OK [INPROGRESS ("a2" 454 1000)] Processed 45% of the mailbox
            S: * OK [INPROGRESS ("a1" 999 1000)] of another
            T: 1min
            S: * OK [INPROGRESS ("a2" 500 NIL)] Processed 500 messages
            T: 110s
            S: * OK [INPROGRESS ("a2" NIL NIL)] Still working
            S: * SEARCH 4
            S: a2 OK done
        )");
        QCOMPARE(done, (QList<std::optional<quint32>>{std::nullopt, 454, 500, std::nullopt}));
        QCOMPARE(dialogue.eventsLike("finished ok").size(), 1);
    }

    // What moves on may take as long as it likes; the same word over and over may not.
    void onlyProgressIsPatienceWellSpent_data()
    {
        QTest::addColumn<bool>("moves");
        QTest::newRow("moves on") << true;
        QTest::newRow("does not") << false;
    }
    void onlyProgressIsPatienceWellSpent()
    {
        COVERS("I4-149");
        QFETCH(bool, moves);
        Dialogue dialogue;
        dialogue.greet("IMAP4rev1");
        dialogue.select(9);
        dialogue.on("search", [&] { dialogue.run<imap::SearchCommand>(imap::CommandText("BODY x")); });
        dialogue.play("U: search\nC: a2 UID SEARCH BODY x");
        for (int minute = 1; minute <= 40 && dialogue.session().selected(); ++minute) {
            const QByteArray done = QByteArray::number(moves ? minute : 1);
            dialogue.play(("S: * OK [INPROGRESS (\"a2\" " + done + " 100)] busy\nT: 1min").constData());
        }
        QCOMPARE(dialogue.session().phase(), moves ? imap::Phase::Selected : imap::Phase::Closed);
    }

    // A search nobody waits for any more: it ends at once, and what still comes for it is nobody's.
    void aSearchCanBeCalledOff()
    {
        COVERS("I4-149");
        Dialogue dialogue;
        dialogue.greet();
        dialogue.select(9);
        imap::SearchCommand *search = nullptr;
        dialogue.on("search",
                    [&] { search = dialogue.run<imap::SearchCommand>(imap::CommandText("BODY x")); });
        dialogue.on("another", [&] { dialogue.run<imap::SearchCommand>(imap::CommandText("BODY y")); });
        dialogue.on("cancel", [&] { dialogue.session().cancel(search); });
        dialogue.play(R"(
            U: search
            C: a2 UID SEARCH BODY x
            U: cancel
            U: another
            S: * SEARCH 4
            S: a2 OK done
            C: a3 UID SEARCH BODY y
            U: search
            U: cancel
            S: a3 OK done
        )");
        QCOMPARE(dialogue.eventsLike("finished"),
                 (QByteArrayList{"finished cancelled", "finished cancelled", "finished ok done"}));
        QCOMPARE(dialogue.eventsLike("untagged").size(), 0);
    }

    void whatWasCalledOffKeepsNobodyWaitingForLong()
    {
        COVERS("I4-149");
        Dialogue dialogue;
        dialogue.greet();
        dialogue.select(9);
        imap::SearchCommand *search = nullptr;
        dialogue.on("search",
                    [&] { search = dialogue.run<imap::SearchCommand>(imap::CommandText("BODY x")); });
        dialogue.on("noop", [&] { dialogue.run<imap::NoopCommand>(); });
        dialogue.on("cancel", [&] { dialogue.session().cancel(search); });
        dialogue.play(R"(
            U: search
            C: a2 UID SEARCH BODY x
            U: cancel
            T: 40s
            U: noop
        )");
        dialogue.play("T: 1s");
        QCOMPARE(dialogue.session().phase(), imap::Phase::Closed);
        QCOMPARE(dialogue.eventsLike("finished").last(), "finished lost never no answer from the server"_ba);
    }
};

#include "tst_uidonly.moc"
POSTHORN_TEST(TestUidOnly)
