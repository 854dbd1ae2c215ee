// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/session/commands/fetch.h"
#include "core/imap/session/commands/list.h"
#include "core/imap/session/commands/messages.h"
#include "core/imap/session/commands/select.h"
#include "core/imap/session/commands/simple.h"
#include "core/imap/session/commands/store.h"

#include "tests/core/imap/session/oldserver.h"
#include "tests/support/dialogue.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;
using imap::Uid;
using imap::UidSet;

namespace {

// An old server with an open mailbox of so many messages. Steps queue what they say.
class Old : public Dialogue
{
public:
    explicit Old(const char *level, quint32 exists = 0)
    {
        oldserver::logIn(*this, level);
        on("noop", [this] { run<imap::NoopCommand>(); });
        on("list", [this] { list = run<imap::ListCommand>(); });
        if (exists > 0)
            select(exists);
    }
    void select(quint32 exists, const QByteArray &mailbox = "INBOX",
                imap::Access access = imap::Access::ReadWrite)
    {
        session().run(std::make_unique<imap::SelectCommand>(mailbox, access));
        const QByteArray written = transport().takeWritten();
        transport().serverSends("* FLAGS (\\Answered \\Flagged \\Deleted \\Seen Urgent)\r\n* "
                                + QByteArray::number(exists) + " EXISTS\r\n* 0 RECENT\r\n"
                                + written.first(written.indexOf(' ')) + " OK SELECT completed\r\n");
        (void)takeEvents();
    }
    void fetch(const QByteArray &uids, const QByteArray &items)
    {
        auto *command = run<imap::FetchCommand>(*imap::parseUidSet(uids), items);
        QObject::connect(command, &imap::FetchCommand::fetched, command, [this](const imap::Fetch &found) {
            fetched.append(describe(imap::Untagged(found)));
        });
    }
    void store(const QByteArray &uids, const QByteArray &flag)
    {
        run<imap::StoreCommand>(*imap::parseUidSet(uids), imap::FlagChange::Add,
                                std::vector<QByteArray>{flag});
    }

    imap::ListCommand *list = nullptr;
    QByteArrayList fetched;
};

QByteArray said(imap::Level level, const QByteArray &items)
{
    const QByteArrayList words = items.contains('[') ? QByteArrayList{items} : items.split(' ');
    const auto forms =
        imap::itemForms(imap::Dialect(level), std::vector<QByteArray>(words.begin(), words.end()));
    return QByteArrayList(forms.begin(), forms.end()).join(' ');
}

QByteArrayList namesOf(const std::vector<imap::ListData> &mailboxes)
{
    QByteArrayList names;
    for (const imap::ListData &mailbox : mailboxes)
        names.append(mailbox.mailbox + (mailbox.delimiter ? " delimited" : ""));
    return names;
}

}

// What is said to servers before IMAP4rev1 about mailboxes and messages, and how their answers are taken.
class TestOldMailboxes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void foldersAreFoundAndTheirListIsFlat()
    {
        COVERS("I2-08", "I2-09", "I2-10", "I2-51");
        Old dialogue(oldserver::imap2bis);
        QByteArrayList names;
        dialogue.on("list", [&dialogue, &names] {
            auto *list = dialogue.run<imap::ListCommand>(QByteArray(), "%"_ba);
            QObject::connect(list, &imap::Command::finished, list,
                             [list, &names] { names = namesOf(list->mailboxes()); });
        });
        dialogue.play(R"(
            U: list
            C: a3 FIND ALL.MAILBOXES *
            S: * MAILBOX INBOX
            S: * MAILBOX My Mail
            S: * BBOARD comp.mail
            S: a3 OK FIND completed
        )");
        QCOMPARE(names, (QByteArrayList{"INBOX", "My Mail"}));
    }

    void findFallsBackStepByStepToNoListAtAll()
    {
        COVERS("I2-08", "I2-07");
        Old dialogue(oldserver::imap2);
        dialogue.play(R"(
            U: list
            C: a4 FIND ALL.MAILBOXES *
            S: a4 BAD what
            C: a5 FIND MAILBOXES *
            S: a5 BAD what
            U: list
        )");
        QCOMPARE(dialogue.eventsLike("finished ok").size(), 2);
    }

    void bulletinBoardsAreNeitherAskedForNorTakenForMailboxes()
    {
        COVERS("I2-11");
        Old dialogue(oldserver::imap2bis);
        dialogue.play(R"(
            S: * BBOARD comp.mail
        )");
        QCOMPARE(dialogue.eventsLike("untagged LIST").size(), 0);
        QVERIFY(!dialogue.traffic().join().contains("FIND BBOARDS"));
        QCOMPARE(dialogue.session().phase(), imap::Phase::Authenticated);
    }

    void newerServersAreNeverAskedToFind()
    {
        COVERS("I2-51");
        Dialogue dialogue;
        dialogue.greet("IMAP4rev1");
        dialogue.on("list", [&dialogue] { dialogue.run<imap::ListCommand>(); });
        dialogue.play(R"(
            U: list
            C: a1 LIST "" "*"
            S: * MAILBOX Old Name
            S: a1 BAD no
        )");
        QCOMPARE(dialogue.eventsLike("finished bad").size(), 1);
    }

    void whatAnOldSelectDoesNotTellIsAssumedWithCare()
    {
        COVERS("I2-13", "I2-16");
        Old dialogue(oldserver::imap2, 3);
        const auto selected = dialogue.session().selected();
        QVERIFY(selected.has_value());
        QCOMPARE(selected->exists, 3u);
        QVERIFY(selected->sessionLocal);
        QVERIFY(!selected->permanentFlags);  // nothing told: all may be set
        QCOMPARE(selected->uidNext, Uid{4});
        QVERIFY(selected->uidValidity.value != 0);
        dialogue.select(3);
        QVERIFY(dialogue.session().selected()->uidValidity > selected->uidValidity);
    }

    void aMailboxThatCannotBeExaminedIsKeptReadOnlyHere()
    {
        COVERS("I2-14");
        Old dialogue(oldserver::imap2);
        dialogue.on("examine",
                    [&dialogue] { dialogue.run<imap::SelectCommand>("INBOX", imap::Access::ReadOnly); });
        dialogue.on("store", [&dialogue] { dialogue.store("1", "\\Seen"); });
        dialogue.play(R"(
            U: examine
            C: a4 EXAMINE INBOX
            S: a4 BAD Command unrecognized
            C: a5 SELECT INBOX
            S: * 2 EXISTS
            S: a5 OK [READ-WRITE] done
            U: store
        )");
        QCOMPARE(dialogue.events().last(), "drained");
        QCOMPARE(dialogue.eventsLike("finished unsupported").size(), 1);
    }

    void statusIsNotAskedWhereItIsNotKnown()
    {
        COVERS("I2-15", "I2-52");
        Old bis(oldserver::imap2bis);
        bis.on("status", [&bis] { bis.run<imap::StatusCommand>("Old"); });
        bis.play("U: status");
        QCOMPARE(bis.eventsLike("finished unsupported").size(), 1);

        Old four(oldserver::imap4);
        four.on("status", [&four] { four.run<imap::StatusCommand>("Old"); });
        four.play(R"(
            U: status
            C: a4 STATUS Old (MESSAGES UIDNEXT UIDVALIDITY UNSEEN)
            S: a4 BAD Command unrecognized
            U: status
        )");
        QCOMPARE(four.eventsLike("finished unsupported").size(), 2);
    }

    void messagesKeepTheirHandleWhenNumbersMove()
    {
        COVERS("I2-16", "I2-36");
        Old dialogue(oldserver::imap2, 4);
        dialogue.on("fetch", [&dialogue] { dialogue.fetch("3", "FLAGS"); });
        dialogue.on("all", [&dialogue] {
            auto *command = dialogue.run<imap::FetchCommand>(Uid{1}, "UID FLAGS"_ba);
            QObject::connect(command, &imap::FetchCommand::fetched, command,
                             [&dialogue](const imap::Fetch &found) {
                                 dialogue.fetched.append(describe(imap::Untagged(found)));
                             });
        });
        dialogue.play(R"(
            U: noop
            C: a5 NOOP
            S: * 2 EXPUNGE
            S: * 1 EXPUNGE
            S: * 3 EXISTS
            S: a5 OK done
            U: fetch
            C: a6 FETCH 1 (FLAGS)
            S: * 1 FETCH (FLAGS (\Seen))
            S: a6 OK done
            U: all
            C: a7 FETCH 1:3 (FLAGS)
            S: * 3 FETCH (FLAGS ())
            S: a7 OK done
        )");
        QCOMPARE(dialogue.fetched,
                 (QByteArrayList{"FETCH 1 UID 3 FLAGS (\\Seen)", "FETCH 3 UID 5 FLAGS ()"}));
    }

    void aStarIsNeverSentForTheLastMessage()
    {
        COVERS("I2-25");
        Old dialogue(oldserver::imap2, 3);
        dialogue.on("all", [&dialogue] { dialogue.run<imap::FetchCommand>(Uid{2}, "FLAGS"_ba); });
        dialogue.on("none", [&dialogue] { dialogue.run<imap::FetchCommand>(Uid{9}, "FLAGS"_ba); });
        dialogue.play(R"(
            U: all
            C: a5 FETCH 2:3 (FLAGS)
            S: a5 OK done
            U: none
        )");
        QCOMPARE(dialogue.eventsLike("finished ok").size(), 2);  // nothing there, nothing asked
    }

    void itemsAreAskedForInOldWords_data()
    {
        QTest::addColumn<QByteArray>("items");
        QTest::addColumn<QByteArray>("imap2");
        QTest::addColumn<QByteArray>("imap2bis");
        QTest::addColumn<QByteArray>("imap4");
        const auto row = [](const char *items, const char *two, const char *bis, const char *four) {
            QTest::newRow(items) << QByteArray(items) << QByteArray(two) << QByteArray(bis)
                                 << QByteArray(four);
        };
        row("UID FLAGS INTERNALDATE RFC822.SIZE ENVELOPE", "FLAGS INTERNALDATE RFC822.SIZE ENVELOPE",
            "FLAGS INTERNALDATE RFC822.SIZE ENVELOPE", "UID FLAGS INTERNALDATE RFC822.SIZE ENVELOPE");
        row("BODY.PEEK[HEADER.FIELDS (DATE FROM)]", "RFC822.HEADER", "RFC822.HEADER",
            "RFC822.HEADER.LINES (DATE FROM)");
        row("BODY.PEEK[HEADER.FIELDS.NOT (BCC)]", "RFC822.HEADER", "RFC822.HEADER",
            "RFC822.HEADER.LINES.NOT (BCC)");
        row("BODY.PEEK[HEADER]", "RFC822.HEADER", "RFC822.HEADER", "RFC822.HEADER");
        row("BODY.PEEK[TEXT]", "RFC822.TEXT", "RFC822.TEXT", "RFC822.TEXT.PEEK");
        row("BODY.PEEK[]", "RFC822", "RFC822", "RFC822.PEEK");
        row("BODY.PEEK[2.1]", "BODY[2.1]", "BODY[2.1]", "BODY.PEEK[2.1]");
        row("BODY.PEEK[2.HEADER]", "RFC822", "RFC822", "BODY.PEEK[2.0]");
        row("BODYSTRUCTURE", "BODY", "BODY", "BODYSTRUCTURE");
        row("MODSEQ", "FLAGS", "FLAGS", "FLAGS");
    }
    void itemsAreAskedForInOldWords()
    {
        COVERS("I2-20", "I2-21", "I2-24", "I2-50");
        QFETCH(QByteArray, items);
        QFETCH(QByteArray, imap2);
        QFETCH(QByteArray, imap2bis);
        QFETCH(QByteArray, imap4);
        QCOMPARE(said(imap::Level::Imap2, items), imap2);
        QCOMPARE(said(imap::Level::Imap2bis, items), imap2bis);
        QCOMPARE(said(imap::Level::Imap4, items), imap4);
    }

    void withoutPartsTheWholeMessageIsFetched()
    {
        COVERS("I2-07");
        Old dialogue(oldserver::imap2, 1);
        dialogue.on("part", [&dialogue] { dialogue.fetch("1", "BODYSTRUCTURE BODY.PEEK[1]"); });
        dialogue.play(R"(
            U: part
            C: a5 FETCH 1 (BODY BODY[1])
            S: a5 BAD Bogus attribute
            C: a6 FETCH 1 (RFC822)
            S! * 1 FETCH (RFC822 {4}\r\nA: b)\r\n
            S: a6 OK done
            U: part
            C: a7 FETCH 1 (RFC822)
            S: a7 OK done
        )");
        QCOMPARE(dialogue.fetched, (QByteArrayList{"FETCH 1 UID 1 BODY[] A: b"}));
    }

    void answersAreNamedAsTheyWereAskedFor()
    {
        COVERS("I2-21", "I2-50");
        Old dialogue(oldserver::imap4, 1);
        dialogue.on("fetch", [&dialogue] {
            dialogue.fetch("7", "UID BODY.PEEK[HEADER.FIELDS (FROM DATE)] BODY.PEEK[2.HEADER]");
        });
        dialogue.play(R"(
            U: fetch
            C: a5 UID FETCH 7 (UID RFC822.HEADER.LINES (DATE FROM) BODY.PEEK[2.0])
            S: * 1 FETCH (UID 7 RFC822.HEADER "From: x" BODY[2.0] "B: y")
            S: a5 OK done
        )");
        QCOMPARE(
            dialogue.fetched,
            (QByteArrayList{"FETCH 1 UID 7 BODY[HEADER.FIELDS (DATE FROM)] From: x BODY[2.HEADER] B: y"}));
    }

    void sectionNumber0IsTheHeader()
    {
        COVERS("I2-50", "I2-24");
        Old dialogue(oldserver::imap4, 1);
        dialogue.on("fetch", [&dialogue] { dialogue.fetch("7", "BODY.PEEK[HEADER]"); });
        dialogue.play(R"(
            U: fetch
            C: a5 UID FETCH 7 (RFC822.HEADER)
            S: * 1 FETCH (UID 7 BODY[0] "From: x")
            S: a5 OK done
        )");
        QCOMPARE(dialogue.fetched, (QByteArrayList{"FETCH 1 UID 7 BODY[HEADER] From: x"}));
    }

    void onlyPlusAndMinusChangeFlagsAndTheEchoCounts()
    {
        COVERS("I2-26", "I2-27");
        Old dialogue(oldserver::imap2, 3);
        QByteArrayList echoes;
        dialogue.on("store", [&dialogue, &echoes] {
            auto *command = dialogue.run<imap::StoreCommand>(UidSet::single({2}), imap::FlagChange::Add,
                                                             std::vector<QByteArray>{"\\Deleted"});
            QObject::connect(command, &imap::Command::finished, command, [command, &echoes] {
                for (const imap::Fetch &echo : command->echoes())
                    echoes.append(describe(imap::Untagged(echo)));
            });
        });
        dialogue.play(R"(
            U: store
            C: a5 STORE 2 +FLAGS (\Deleted)
            S: * 2 STORE (FLAGS (\Deleted))
            S: * 44 COPY
            S: a5 OK done
        )");
        QCOMPARE(echoes, (QByteArrayList{"FETCH 2 UID 2 FLAGS (\\Deleted)"}));
    }

    void copiesByTheNumbersOfTheMoment()
    {
        Old dialogue(oldserver::imap2, 3);
        dialogue.on("copy", [&dialogue] {
            dialogue.run<imap::CopyCommand>(*imap::parseUidSet("2:3"), "Old mail"_ba);
        });
        dialogue.play(R"(
            S: * 1 EXPUNGE
            U: copy
            C: a5 COPY 1:2 "Old mail"
            S: * OK [TRYCREATE] no such mailbox
            S: a5 NO cannot
            S: * 1 EXPUNGE
            S: * 1 EXPUNGE
            U: copy
        )");
        QCOMPARE(dialogue.eventsLike("finished no").size(), 1);
        QCOMPARE(dialogue.eventsLike("finished unsupported").size(), 1);  // it had nothing to name
    }

    void onlyKeywordsTheMailboxHasAreStored()
    {
        COVERS("I2-37");
        Old dialogue(oldserver::imap2, 1);
        dialogue.on("known", [&dialogue] { dialogue.store("1", "urgent"); });
        dialogue.on("new", [&dialogue] { dialogue.store("1", "$Later"); });
        dialogue.play(R"(
            S: * FLAGS (\Seen \XYZZY Urgent)
            U: known
            C: a5 STORE 1 +FLAGS (urgent)
            S: a5 OK done
            U: new
        )");
        QCOMPARE(dialogue.eventsLike("finished unsupported").size(), 1);
        QCOMPARE(dialogue.session().selected()->flags.size(), 3u);
    }

    void anAppendSaysNoMoreThanTheServerUnderstands()
    {
        COVERS("I2-29");
        const auto append = [](Old &dialogue) {
            dialogue.run<imap::AppendCommand>("Sent", std::vector<QByteArray>{"\\Seen"}, QDateTime(),
                                              "A: b"_ba);
        };
        Old bis(oldserver::imap2bis);
        bis.on("append", [&] { append(bis); });
        bis.play(R"(
            U: append
            C! a3 APPEND Sent {4}\r\n
            S: + go on
            C! A: b\r\n
            S: a3 OK done
        )");
        Old four(oldserver::imap4);
        four.on("append", [&] { append(four); });
        four.play(R"(
            U: append
            C! a4 APPEND Sent (\x5cSeen) {4}\r\n
            S: a4 BAD too many arguments
            C! a5 APPEND Sent {4}\r\n
            S: + go on
            C! A: b\r\n
            S: a5 OK done
        )");
        Old two(oldserver::imap2);
        two.on("append", [&] { append(two); });
        two.play(R"(
            U: append
            C! a4 APPEND Sent {4}\r\n
            S: a4 BAD Command unrecognized
            U: append
        )");
        QCOMPARE(two.eventsLike("finished unsupported").size(), 2);
    }

    void aMissingMailboxIsToldInEitherPlace()
    {
        COVERS("I2-53");
        for (const bool apart : {false, true}) {
            Old dialogue(oldserver::imap2bis);
            bool isMissing = false;
            dialogue.on("append", [&dialogue, &isMissing] {
                auto *command = dialogue.run<imap::AppendCommand>("Sent", std::vector<QByteArray>{},
                                                                  QDateTime(), "A: b"_ba);
                QObject::connect(command, &imap::Command::finished, command,
                                 [&isMissing](const imap::Completion &completion) {
                                     isMissing = completion.text.has(imap::code::Atom::Kind::TryCreate);
                                 });
            });
            dialogue.play("U: append\nC! a3 APPEND Sent {4}\\r\\n\n");
            dialogue.play(apart ? "S: * OK [TRYCREATE] Must create mailbox first\nS: a3 NO no such mailbox"
                                : "S: a3 NO [TRYCREATE] no such mailbox");
            QVERIFY(isMissing);
        }
    }

    void oneCommandIsUnderWayAtATime()
    {
        COVERS("I2-34", "I2-44");
        Old dialogue(oldserver::imap2, 3);
        UidSet found;
        dialogue.on("all", [&dialogue, &found] {
            dialogue.fetch("1", "FLAGS");
            dialogue.fetch("2", "FLAGS");
            imap::CommandText criteria("UNSEEN");
            auto *search = dialogue.run<imap::SearchCommand>(criteria);
            QObject::connect(search, &imap::Command::finished, search,
                             [search, &found] { found = search->found(); });
        });
        dialogue.play(R"(
            U: all
            C: a5 FETCH 1 (FLAGS)
            S: * 1 EXPUNGE
            S: a5 OK done
            C: a6 FETCH 1 (FLAGS)
            S: a6 OK done
            C: a7 SEARCH UNSEEN
            S: * SEARCH 1 2
            S: a7 OK done
        )");
        QCOMPARE(found.toText(), "2:3"_ba);
    }

    void aSearchOldServersCannotUnderstandIsNotSent()
    {
        Old dialogue(oldserver::imap2, 3);
        dialogue.on("search", [&dialogue] {
            dialogue.run<imap::SearchCommand>(imap::CommandText("CHARSET UTF-8 TEXT x"));
        });
        dialogue.play("U: search");
        QCOMPARE(dialogue.eventsLike("finished unsupported").size(), 1);
    }

    void largeTextComesInPieces()
    {
        COVERS("I2-44");
        Old dialogue(oldserver::imap2bis, 4);
        dialogue.on("piece", [&dialogue] { dialogue.fetch("4", "UID BODY.PEEK[1]<1024.512>"); });
        dialogue.play(R"(
            U: piece
            C: a4 PARTIAL 4 BODY[1] 1025 512
            S: * 4 FETCH (BODY[1] "rest")
            S: a4 OK done
            U: piece
            C: a5 PARTIAL 4 BODY[1] 1025 512
            S: a5 BAD what
            C: a6 FETCH 4 (BODY[1])
            S: * 4 FETCH (BODY[1] "the whole")
            S: a6 OK done
        )");
        QCOMPARE(dialogue.fetched,
                 (QByteArrayList{"FETCH 4 UID 4 BODY[1] rest", "FETCH 4 UID 4 BODY[1] the whole"}));
    }

    void ofAServerWithUidsAPieceIsAskedForByNumber()
    {
        COVERS("I2-44");
        Old dialogue(oldserver::imap4, 2);
        dialogue.on("piece", [&dialogue] { dialogue.fetch("9", "UID BODY.PEEK[1]<0.512>"); });
        dialogue.play(R"(
            S: * 2 FETCH (UID 9 FLAGS ())
            U: piece
            C: a5 PARTIAL 2 BODY.PEEK[1] 1 512
            S: * 2 FETCH (BODY[1] "begin")
            S: a5 OK done
        )");
        QCOMPARE(dialogue.fetched.size(), 1);
    }

    void complaintsInBetweenAreNotedAndLinesStayShort()
    {
        COVERS("I2-38");
        Old dialogue(oldserver::imap2, 1);
        dialogue.on("long", [&dialogue] {
            dialogue.run<imap::SearchCommand>(imap::CommandText("TEXT \"" + QByteArray(1000, 'x') + '"'));
        });
        dialogue.play(R"(
            S: * BAD Null command
            S: * BAD Command line too long
            U: long
            U: noop
            C: a5 NOOP
            S: a5 OK done
        )");
        QCOMPARE(dialogue.eventsLike("finished unsupported").size(), 1);
        QCOMPARE(dialogue.eventsLike("finished ok").size(), 1);
    }

    void aMailboxMayTurnReadOnlyUnderUs()
    {
        COVERS("I2-39");
        Old dialogue(oldserver::imap2bis, 1);
        dialogue.on("store", [&dialogue] { dialogue.store("1", "\\Seen"); });
        dialogue.play(R"(
            S: * OK [READ-ONLY] Now READ-ONLY, mailbox lock surrendered
            U: store
        )");
        QVERIFY(dialogue.session().selected()->readOnly);
        QCOMPARE(dialogue.eventsLike("finished unsupported").size(), 1);
    }

    void aMailboxIsLeftByOpeningAnother()
    {
        COVERS("I2-36");
        Old dialogue(oldserver::imap2, 1);
        dialogue.on("unselect", [&dialogue] { dialogue.run<imap::UnselectCommand>(); });
        dialogue.on("other", [&dialogue] { dialogue.run<imap::SelectCommand>("Old \"Mail\""); });
        dialogue.play(R"(
            U: unselect
            U: other
            C! a5 SELECT {10}\r\n
            S: + go on
            C! Old \x22Mail\x22\r\n
            S: * 0 EXISTS
            S: a5 OK done
        )");
        QCOMPARE(dialogue.session().selected()->mailbox, "Old \"Mail\""_ba);
    }
};

POSTHORN_TEST(TestOldMailboxes)
#include "tst_oldmailboxes.moc"
