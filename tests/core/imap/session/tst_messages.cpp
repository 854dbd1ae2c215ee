// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/session/commands/messages.h"
#include "core/imap/session/commands/select.h"
#include "core/imap/session/commands/store.h"
#include "core/imap/session/move.h"

#include "tests/support/dialogue.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;
using imap::MoveResult;

namespace {

imap::UidSet uids(std::initializer_list<quint32> values)
{
    imap::UidSet set;
    for (const quint32 value : values)
        set.add(imap::Uid{value});
    return set;
}

imap::Capabilities capabilities(const QByteArray &words)
{
    const QByteArrayList names = words.split(' ');
    return imap::Capabilities(std::vector<QByteArray>(names.begin(), names.end()));
}

// A mailbox of ten messages, and a step "move" that moves two of them to "foo".
struct Moving {
    explicit Moving(const QByteArray &offers)
    {
        dialogue.greet("IMAP4rev1 " + offers);
        dialogue.select(10);
        QObject::connect(&move, &imap::Move::finished, &move, [this](const MoveResult &told) {
            result = told;
            ++ends;
        });
        dialogue.on("move", [this] { move.start(); });
    }

    Dialogue dialogue;
    imap::Move move{dialogue.session(), uids({4, 5}), "foo"};
    MoveResult result;
    int ends = 0;
};

}

// COPY, MOVE, EXPUNGE, APPEND and REPLACE; dialogues after RFC 3501, 6851, 4315, 3502 and 8508.
class TestMessages : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void copyTellsWhatHasArrivedOrThatTheMailboxIsMissing()
    {
        COVERS("I4-175", "I4-176");
        Dialogue dialogue;
        dialogue.greet("IMAP4rev1 UIDPLUS");
        dialogue.select(10);
        std::vector<imap::Completion> ends;
        dialogue.on("copy", [&] {
            auto *copy = dialogue.run<imap::CopyCommand>(uids({2, 3, 4, 999}), "MEETING"_ba);
            connect(copy, &imap::Command::finished, this,
                    [&](const imap::Completion &c) { ends.push_back(c); });
        });
        dialogue.play(R"(
            U: copy
            C: a2 UID COPY 2:4,999 MEETING
            S: a2 NO [TRYCREATE] No such mailbox
            U: copy
            C: a3 UID COPY 2:4,999 MEETING
            S: a3 OK [COPYUID 38505 2:4 3956:3958] Done
        )");
        QCOMPARE(ends.size(), std::size_t{2});
        QVERIFY(ends[0].text.has(imap::code::Atom::Kind::TryCreate));
        QCOMPARE(ends[1].text.as<imap::code::CopyUid>()->destination.size(), std::size_t{3});
    }

    void movesInOneStepWhereTheServerCan()
    {
        Moving moving("MOVE UIDPLUS");
        moving.dialogue.play(R"(
            U: move
            C: a2 UID MOVE 4:5 foo
            S: * OK [COPYUID 432432 4:5 1202:1203]
            S: * 4 EXPUNGE
            S: * 4 EXPUNGE
            S: a2 OK Done
        )");
        QCOMPARE(moving.ends, 1);
        QCOMPARE(moving.result.source, MoveResult::Source::Gone);
        QCOMPARE(moving.result.copied->destination.front().value, quint32{1202});
        QCOMPARE(moving.dialogue.session().selected()->exists, quint32{8});
    }

    void movesInThreeStepsOtherwiseAndRemovesNothingElse()
    {
        COVERS("I4-143", "E-46");
        Moving moving("UIDPLUS");
        moving.dialogue.play(R"(
            U: move
            C: a2 UID COPY 4:5 foo
            S: a2 OK [COPYUID 432432 4:5 1202:1203] Done
            C: a3 UID STORE 4:5 +FLAGS (\Deleted)
            S: * 4 FETCH (UID 4 FLAGS (\Deleted))
            S: * 5 FETCH (UID 5 FLAGS (\Deleted))
            S: a3 OK Done
            C: a4 UID EXPUNGE 4:5
            S: * 4 EXPUNGE
            S: * 4 EXPUNGE
            S: a4 OK Done
        )");
        QCOMPARE(moving.result.source, MoveResult::Source::Gone);
        QVERIFY(moving.result.isCopied);
        QCOMPARE(moving.dialogue.session().selected()->exists, quint32{8});
    }

    void marksWhatItCannotRemoveAlone()
    {
        COVERS("I4-143");
        Moving moving("IDLE");
        moving.dialogue.play(R"(
            U: move
            C: a2 UID COPY 4:5 foo
            S: a2 OK Done
            C: a3 UID STORE 4:5 +FLAGS (\Deleted)
            S: a3 OK Done
        )");
        QCOMPARE(moving.result.source, MoveResult::Source::Marked);
        QVERIFY(moving.result.isCopied);
    }

    void removesOnlyWhatHasArrived()
    {
        COVERS("MA-43", "E-30");
        Moving moving("UIDPLUS");
        moving.dialogue.play(R"(
            U: move
            C: a2 UID COPY 4:5 foo
            S: a2 OK [COPYUID 432432 5 1202] Done
            C: a3 UID STORE 5 +FLAGS (\Deleted)
            S: a3 OK Done
            C: a4 UID EXPUNGE 5
            S: * 5 EXPUNGE
            S: a4 OK Done
        )");
        QCOMPARE(moving.ends, 1);
    }

    void removesNothingThatWasNotToBeMovedWhateverIsSaidToHaveArrived()
    {
        COVERS("E-32");
        Moving moving("UIDPLUS");
        moving.dialogue.play(R"(
            U: move
            C: a2 UID COPY 4:5 foo
            S: a2 OK [COPYUID 432432 3:5,9 1201:1204] Done
            C: a3 UID STORE 4:5 +FLAGS (\Deleted)
            S: a3 NO
        )");
        QCOMPARE(moving.result.source, MoveResult::Source::Remains);
    }

    void removesNothingWhenOnlyOthersAreSaidToHaveArrived()
    {
        COVERS("E-32");
        Moving moving("UIDPLUS");
        moving.dialogue.play(R"(
            U: move
            C: a2 UID COPY 4:5 foo
            S: a2 OK [COPYUID 432432 7:8 1201:1202] Done
        )");
        QCOMPARE(moving.ends, 1);
        QCOMPARE(moving.result.source, MoveResult::Source::Remains);
        QVERIFY(moving.result.isCopied);
    }

    void aMoveThatFailsLosesNothing_data()
    {
        QTest::addColumn<QByteArray>("offers");
        QTest::addColumn<QByteArray>("script");
        QTest::addColumn<bool>("copied");
        QTest::addColumn<MoveResult::Source>("source");
        using Source = MoveResult::Source;
        QTest::newRow("MOVE refused")
            << "MOVE"_ba
            << "C: a2 UID MOVE 4:5 foo\nS: a2 NO [OVERQUOTA] full"_ba << false << Source::Remains;
        QTest::newRow("COPY refused")
            << "UIDPLUS"_ba
            << "C: a2 UID COPY 4:5 foo\nS: a2 NO [TRYCREATE] no"_ba << false << Source::Remains;
        QTest::newRow("STORE refused") << "UIDPLUS"_ba
                                       << "C: a2 UID COPY 4:5 foo\nS: a2 OK ok\nC: a3 UID STORE 4:5 +FLAGS "
                                          "(\\Deleted)\nS: a3 NO no"_ba
                                       << true << Source::Remains;
        QTest::newRow("EXPUNGE refused")
            << "UIDPLUS"_ba
            << "C: a2 UID COPY 4:5 foo\nS: a2 OK ok\nC: a3 UID STORE 4:5 +FLAGS (\\Deleted)\nS: a3 OK ok\nC: a4 UID EXPUNGE 4:5\nS: a4 NO no"_ba
            << true << Source::Marked;
        QTest::newRow("the line drops") << "MOVE"_ba
                                        << "C: a2 UID MOVE 4:5 foo\nX"_ba << false << Source::Remains;
    }
    void aMoveThatFailsLosesNothing()
    {
        QFETCH(QByteArray, offers);
        QFETCH(QByteArray, script);
        QFETCH(bool, copied);
        QFETCH(MoveResult::Source, source);
        Moving moving(offers);
        moving.dialogue.play(("U: move\n" + script).constData());
        QCOMPARE(moving.ends, 1);
        QCOMPARE(moving.result.isCopied, copied);
        QCOMPARE(moving.result.source, source);
    }

    void thereIsNoExpungeWithoutUids()
    {
        QVERIFY(!imap::ExpungeCommand(uids({4})).isSayable(capabilities("IMAP4rev1 MOVE")));
        QVERIFY(imap::ExpungeCommand(uids({4})).isSayable(capabilities("IMAP4rev2")));
        QVERIFY(!imap::ExpungeCommand({}).isSayable(capabilities("UIDPLUS")));
        QVERIFY(!imap::MoveCommand({}, "x").isSayable(capabilities("MOVE")));
        QVERIFY(!imap::CopyCommand({}, "x").isSayable({}));
    }

    // Marked messages stay marked, whatever way the mailbox is left.
    void leavingAMailboxExpungesNothing()
    {
        COVERS("I4-142", "I4-140");
        Dialogue dialogue;
        dialogue.greet();
        dialogue.select(3);
        dialogue.on("mark", [&] {
            dialogue.run<imap::StoreCommand>(uids({1}), imap::FlagChange::Add, std::vector{"\\Deleted"_ba});
        });
        dialogue.on("select", [&] { dialogue.run<imap::SelectCommand>("b"_ba); });
        dialogue.on("logout", [&] { dialogue.session().logout(); });
        dialogue.play(R"(
            U: mark
            C: a2 UID STORE 1 +FLAGS (\Deleted)
            S: a2 OK done
            U: select
            C: a3 SELECT b
            S: * 0 EXISTS
            S: a3 OK done
            U: logout
            C: a4 LOGOUT
            S: * BYE bye
            S: a4 OK done
        )");
        QCOMPARE(dialogue.session().phase(), imap::Phase::Closed);
    }

    // RFC 3502, 6.3.11, and the same for a server without MULTIAPPEND
    void appendsSeveralAtOnceOrOneAfterTheOther()
    {
        COVERS("I4-129", "I4-130");
        const std::vector<imap::NewMessage> messages{
            {{"\\Seen"_ba}, {}, "Date: Mon\r\n\r\na\0"_ba.chopped(1)},
            {{}, QDateTime(QDate(1994, 2, 7), QTime(22, 43, 4), Qt::OffsetFromUTC, -28800), "x\r\n"_ba}};
        for (const bool can : {true, false}) {
            Dialogue dialogue;
            dialogue.greet(can ? "IMAP4rev1 MULTIAPPEND" : "IMAP4rev1");
            dialogue.on("append", [&] {
                for (auto &command :
                     imap::appendAll("saved-messages", messages, dialogue.session().capabilities()))
                    dialogue.session().run(std::move(command));
            });
            dialogue.play(can ? R"(
                U: append
                C: a1 APPEND saved-messages (\Seen) {14}
                S: + Ready for literal data
                C! Date: Mon\r\n\r\na " 7-Feb-1994 22:43:04 -0800" {3}\r\n
                S: + Ready for literal data
                C! x\r\n\r\n
                S: a1 OK APPEND completed
            )"
                              : R"(
                U: append
                C: a1 APPEND saved-messages (\Seen) {14}
                S: + Ready for literal data
                C! Date: Mon\r\n\r\na\r\n
                S: a1 OK APPEND completed
                C: a2 APPEND saved-messages " 7-Feb-1994 22:43:04 -0800" {3}
                S: + Ready for literal data
                C! x\r\n\r\n
                S: a2 OK APPEND completed
            )");
        }
    }

    void whatTheServerWouldRefuseIsNotSent_data()
    {
        QTest::addColumn<QByteArray>("message");
        QTest::addColumn<QByteArray>("flag");
        QTest::addColumn<QByteArray>("offers");
        QTest::addColumn<bool>("appendable");
        QTest::newRow("fits") << "1234567890"_ba
                              << "\\Seen"_ba
                              << "APPENDLIMIT=10"_ba << true;
        QTest::newRow("too large") << "12345678901"_ba
                                   << "\\Seen"_ba
                                   << "APPENDLIMIT=10"_ba << false;
        QTest::newRow("a limit by mailbox") << "12345678901"_ba
                                            << "\\Seen"_ba
                                            << "APPENDLIMIT"_ba << true;
        QTest::newRow("empty") << ""_ba
                               << "\\Seen"_ba
                               << ""_ba << false;
        QTest::newRow("recent") << "x"_ba
                                << "\\Recent"_ba
                                << ""_ba << false;
        QTest::newRow("NUL") << QByteArray(3, '\0') << "\\Seen"_ba
                             << ""_ba << false;
        QTest::newRow("NUL, literal8") << QByteArray(3, '\0') << "\\Seen"_ba
                                       << "BINARY"_ba << true;
    }
    void whatTheServerWouldRefuseIsNotSent()
    {
        COVERS("I4-133", "I4-129");
        QFETCH(QByteArray, message);
        QFETCH(QByteArray, flag);
        QFETCH(QByteArray, offers);
        QFETCH(bool, appendable);
        const imap::Capabilities server = capabilities("IMAP4rev1 " + offers);
        const imap::NewMessage one{{flag}, {}, message};
        QCOMPARE(imap::isAppendable(one, server), appendable);
        QCOMPARE(imap::MultiAppendCommand("x", {one}).isSayable(server), appendable);
        QVERIFY(!imap::MultiAppendCommand("x", {one, one}).isSayable(server));
        QVERIFY(!imap::MultiAppendCommand("x", {}).isSayable(capabilities("MULTIAPPEND")));
    }

    // RFC 3516, 4.4
    void octetsWithNulGoAsALiteral8()
    {
        Dialogue dialogue;
        dialogue.greet("IMAP4rev1 BINARY LITERAL+");
        dialogue.on("append", [&] {
            dialogue.run<imap::MultiAppendCommand>(
                "x"_ba, std::vector{imap::NewMessage{{}, {}, QByteArray("a\0b", 3)}});
        });
        dialogue.play(R"(
            U: append
            C! a1 APPEND x ~{3+}\r\na\x00b\r\n
            S: a1 OK done
        )");
        QCOMPARE(dialogue.eventsLike("finished ok").size(), 1);
    }

    // RFC 8508, 3.3
    void replacesAMessageInOneStep()
    {
        Dialogue dialogue;
        dialogue.greet("IMAP4rev1 UIDPLUS REPLACE LITERAL+");
        dialogue.select(10);
        dialogue.on("replace", [&] {
            dialogue.run<imap::ReplaceCommand>(imap::Uid{4}, "Drafts"_ba,
                                               imap::NewMessage{{"\\Seen"_ba, "\\Draft"_ba}, {}, "abc"_ba});
        });
        dialogue.play(R"(
            U: replace
            C! a2 UID REPLACE 4 Drafts (\\Seen \\Draft) {3+}\r\nabc\r\n
            S: * OK [APPENDUID 1 2000] Replacement Message ready
            S: * 5 EXISTS
            S: * 4 EXPUNGE
            S: a2 OK Replace completed
        )");
        QCOMPARE(dialogue.eventsLike("finished ok").size(), 1);
        QVERIFY(!imap::ReplaceCommand({4}, "x", {{}, {}, "abc"}).isSayable(capabilities("UIDPLUS")));
        QVERIFY(!imap::ReplaceCommand({0}, "x", {{}, {}, "abc"}).isSayable(capabilities("REPLACE")));
    }
};

#include "tst_messages.moc"
POSTHORN_TEST(TestMessages)
