// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/session/commands/fetch.h"
#include "core/imap/session/commands/select.h"
#include "core/imap/session/commands/simple.h"
#include "core/imap/session/commands/store.h"

#include "tests/support/dialogue.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;

class TestMailbox : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rememberWhatSelectTold()
    {
        COVERS("I4-090");
        Dialogue dialogue;
        dialogue.greet("IMAP4rev1 CONDSTORE");
        dialogue.run<imap::SelectCommand>("INBOX"_ba);
        dialogue.play(R"(
            C: a1 SELECT INBOX (CONDSTORE)
            S: * 172 EXISTS
            S: * 1 RECENT
            S: * OK [UNSEEN 12] Message 12 is first unseen
            S: * OK [UIDVALIDITY 3857529045] UIDs valid
            S: * OK [UIDNEXT 4392] Predicted next UID
            S: * OK [HIGHESTMODSEQ 715194045007]
            S: * FLAGS (\Answered \Flagged \Deleted \Seen \Draft $MDNSent)
            S: * OK [PERMANENTFLAGS (\Deleted \Seen \*)] Limited
            S: a1 OK [READ-WRITE] SELECT completed
        )");
        QCOMPARE(dialogue.events(), (QByteArrayList{"phase 5", "finished ok SELECT completed", "drained"}));
        const auto &box = dialogue.session().selected();
        QVERIFY(box.has_value());
        QCOMPARE(box->mailbox, "INBOX"_ba);
        QCOMPARE(box->exists, 172U);
        QCOMPARE(box->uidValidity.value, 3857529045U);
        QCOMPARE(box->uidNext.value, 4392U);
        QCOMPARE(box->highestModSeq.value, quint64{715194045007});
        QCOMPARE(box->flags.size(), std::size_t{6});
        QVERIFY(box->permanentFlags && box->permanentFlags->anyKeyword);
        QVERIFY(!box->readOnly && !box->noModSeq && !box->uidNotSticky);
    }

    void hasADefaultForEverythingTheServerLeavesOut()
    {
        COVERS("I4-090");
        const QByteArrayList lines{
            "* 7 EXISTS",         "* 0 RECENT",       "* OK [UIDVALIDITY 5] x",
            "* OK [UIDNEXT 8] x", "* FLAGS (\\Seen)", "* OK [PERMANENTFLAGS (\\Seen)] x",
            "* OK [UNSEEN 1] x"};
        for (qsizetype left = 0; left <= lines.size(); ++left) {
            Dialogue dialogue;
            dialogue.greet();
            dialogue.run<imap::SelectCommand>("INBOX"_ba);
            dialogue.open();
            for (qsizetype i = 0; i < lines.size(); ++i) {
                if (i != left)
                    dialogue.transport().serverSends(lines[i] + "\r\n");
            }
            dialogue.transport().serverSends("a1 OK done\r\n");
            const auto &box = dialogue.session().selected();
            QVERIFY(box.has_value());
            QCOMPARE(box->exists, left == 0 ? 0U : 7U);
            QCOMPARE(box->sessionLocal, left == 2);
            QVERIFY(box->sessionLocal ? box->uidValidity.value > 0 : box->uidValidity.value == 5);
            QCOMPARE(box->uidNext.value, left == 3 ? 0U : 8U);
            QCOMPARE(box->flags.empty(), left == 4);
            QCOMPARE(box->permanentFlags.has_value(), left != 5);
            QVERIFY(!box->readOnly);
        }
    }

    void countsExpungesInTheWordsOfMailutils()
    {
        Dialogue dialogue;
        dialogue.greet();
        dialogue.run<imap::SelectCommand>("INBOX"_ba);
        dialogue.play(R"(
            C: a1 SELECT INBOX
            S: * 5 EXISTS
            S: a1 OK done
        )");
        dialogue.run<imap::NoopCommand>();
        dialogue.play(R"(
            C: a2 NOOP
            S: * 1 EXPUNGED
            S: * 1 EXPUNGED
            S: * 2 EXPUNGED
            S: a2 OK done
        )");
        QCOMPARE(dialogue.session().selected()->exists, 2U);
    }

    void tellsAnEmptyListOfPermanentFlagsFromNone()
    {
        COVERS("I4-098");
        Dialogue dialogue;
        dialogue.greet();
        dialogue.run<imap::SelectCommand>("INBOX"_ba);
        dialogue.play(R"(
            C: a1 SELECT INBOX
            S: * OK [PERMANENTFLAGS ()] none
            S: * NO [UIDNOTSTICKY] a warning is no fact
            S: * OK [UIDNOTSTICKY] but this is
            S: * OK [NOMODSEQ] none
            S: a1 OK done
        )");
        const auto &box = dialogue.session().selected();
        QVERIFY(box->permanentFlags && box->permanentFlags->flags.empty()
                && !box->permanentFlags->anyKeyword);
        QVERIFY(box->uidNotSticky && box->noModSeq);
    }

    // What holds while it is selected only must not look like what was kept of another time.
    void uidsThatDoNotLastAreOfThisSelectionAlone()
    {
        COVERS("I4-096");
        for (const QByteArray &told : {"* OK [UIDNOTSTICKY] new ones each time\r\n"_ba, ""_ba}) {
            Dialogue dialogue;
            dialogue.greet();
            std::vector<imap::UidValidity> validities;
            for (const QByteArray &tag : {"a1"_ba, "a2"_ba}) {
                dialogue.run<imap::SelectCommand>("INBOX"_ba);
                dialogue.serverSends((told.isEmpty() ? ""_ba : "* OK [UIDVALIDITY 5] v\r\n"_ba) + told
                                     + "* 1 EXISTS\r\n* OK [UIDNEXT 9] n\r\n" + tag + " OK done\r\n");
                QVERIFY(dialogue.session().selected()->sessionLocal);
                QCOMPARE(dialogue.session().selected()->uidNext, imap::Uid{9});
                validities.push_back(dialogue.session().selected()->uidValidity);
            }
            QVERIFY(validities.front().value > 5 && validities.back() > validities.front());
        }
    }

    void theListOfFlagsMayGrow()
    {
        COVERS("I4-099");
        Dialogue dialogue;
        dialogue.greet();
        dialogue.select(1);
        dialogue.on("store", [&] {
            dialogue.run<imap::StoreCommand>(imap::UidSet::single({1}), imap::FlagChange::Add,
                                             std::vector{"$Work"_ba});
        });
        dialogue.play(R"(
            U: store
            C: a2 UID STORE 1 +FLAGS ($Work)
            S: * FLAGS (\Answered \Flagged \Deleted \Seen \Draft $Work)
            S: * OK [PERMANENTFLAGS (\Seen \Flagged $Work \*)] more
            S: * 1 FETCH (UID 1 FLAGS ($Work))
            S: a2 OK done
        )");
        const auto &box = dialogue.session().selected();
        QCOMPARE(box->flags.back(), "$Work"_ba);
        QCOMPARE(box->flags.size(), std::size_t{6});
        QCOMPARE(box->permanentFlags->flags.back(), "$Work"_ba);
        QVERIFY(dialogue.events().contains(
            "untagged FLAGS (\\Answered \\Flagged \\Deleted \\Seen \\Draft $Work)"));
    }

    void aHeaderTheServerCannotReadIsNotedAndTheMessageKept()
    {
        COVERS("I4-073");
        Dialogue dialogue;
        dialogue.greet();
        dialogue.select(2);
        std::vector<imap::Uid> fetched;
        dialogue.on("fetch", [&] {
            auto *fetch = dialogue.run<imap::FetchCommand>(imap::Uid{1}, "UID ENVELOPE"_ba);
            connect(fetch, &imap::FetchCommand::fetched, this,
                    [&](const imap::Fetch &each) { fetched.push_back(*each.items.uid); });
        });
        dialogue.play(R"(
            U: fetch
            C: a2 UID FETCH 1:* (UID ENVELOPE)
            S: * OK [PARSE] Unexpected characters at end of address
            S: * 1 FETCH (UID 1 ENVELOPE (NIL "x" NIL NIL NIL NIL NIL NIL NIL NIL))
            S: * NO [PARSE] Missing parameter value
            S: * 2 FETCH (UID 2 ENVELOPE (NIL "y" NIL NIL NIL NIL NIL NIL NIL NIL))
            S: a2 OK [PARSE] done, more or less
        )");
        QCOMPARE(fetched, (std::vector{imap::Uid{1}, imap::Uid{2}}));
        QCOMPARE(dialogue.eventsLike("alerted").size(), 0);
        QCOMPARE(
            dialogue.traffic().count("-- the server could not read a message's header or MIME structure"_ba),
            qsizetype{3});
        QCOMPARE(dialogue.events().last(), "drained"_ba);
    }

    void examineIsReadOnlyAndSelectMayBe()
    {
        COVERS("I4-103", "I4-075", "I4-102");
        Dialogue dialogue;
        dialogue.greet();
        dialogue.run<imap::SelectCommand>("A"_ba, imap::Access::ReadOnly);
        dialogue.play(R"(
            C: a1 EXAMINE A
            S: a1 OK done
        )");
        QVERIFY(dialogue.session().selected()->readOnly);
        dialogue.run<imap::SelectCommand>("B"_ba);
        dialogue.play(R"(
            C: a2 SELECT B
            S: * OK [PERMANENTFLAGS (\Seen)] yours alone
            S: a2 OK [READ-ONLY] done
        )");
        QVERIFY(dialogue.session().selected()->readOnly);
        QCOMPARE(dialogue.session().selected()->permanentFlags->flags, std::vector{"\\Seen"_ba});
        dialogue.play(R"(
            S: * OK [READ-WRITE] now you may
        )");
        QVERIFY(!dialogue.session().selected()->readOnly);
    }

    void leavesNothingSelectedWhenSelectFails_data()
    {
        QTest::addColumn<QByteArray>("script");
        QTest::newRow("NO") << "S: a2 NO no such mailbox"_ba;
        QTest::newRow("CLOSED, then NO")
            << "S: * 4 EXISTS\nS: * OK [CLOSED] bye\nS: a2 NO no such mailbox"_ba;
        QTest::newRow("BAD") << "S: a2 BAD what"_ba;
    }
    void leavesNothingSelectedWhenSelectFails()
    {
        COVERS("I4-039", "I4-104");
        QFETCH(QByteArray, script);
        Dialogue dialogue;
        dialogue.greet();
        dialogue.select(3);
        dialogue.run<imap::SelectCommand>("Gone"_ba);
        auto *fetch = dialogue.run<imap::FetchCommand>(imap::UidSet::single({1}), "FLAGS");
        QVERIFY(fetch != nullptr);
        dialogue.play("C: a2 SELECT Gone");
        dialogue.play(script.constData());  // and no FETCH is sent
        QVERIFY(!dialogue.session().selected());
        QCOMPARE(dialogue.session().phase(), imap::Phase::Authenticated);
        QVERIFY(dialogue.events().contains("finished cancelled"));
        dialogue.play("S: * 9 EXISTS");
        QVERIFY(!dialogue.events().contains("untagged EXISTS 9"));
    }

    void countsNothingOfTheOldMailboxForTheNewOne()
    {
        COVERS("I4-039");
        Dialogue dialogue;
        dialogue.greet();
        dialogue.select(3);
        dialogue.run<imap::SelectCommand>("Sent"_ba);
        dialogue.play(R"(
            C: a2 SELECT Sent
            S: * 99 EXISTS
            S: * 3 EXPUNGE
            S: * FLAGS (\Old)
            S: * OK [UIDVALIDITY 77] old
            S: * OK [READ-ONLY] old
            S: * OK [CLOSED] that was the old one
            S: * 2 EXISTS
            S: a2 OK done
        )");
        const auto &box = dialogue.session().selected();
        QCOMPARE(box->mailbox, "Sent"_ba);
        QCOMPARE(box->exists, 2U);
        QVERIFY(box->sessionLocal);
        QVERIFY(box->flags.empty());
        QVERIFY(!box->readOnly);
        QVERIFY(std::none_of(dialogue.events().begin(), dialogue.events().end(),
                             [](const QByteArray &event) { return event.startsWith("untagged"); }));
    }

    void closesTheMailboxWhenTheServerDoes()
    {
        Dialogue dialogue;
        dialogue.greet();
        dialogue.select(3);
        dialogue.play(R"(
            S: * OK [CLOSED] it was deleted
        )");
        QVERIFY(!dialogue.session().selected());
        QCOMPARE(dialogue.session().phase(), imap::Phase::Authenticated);
    }

    void unselectsWithoutExpunging()
    {
        COVERS("I4-141");
        Dialogue dialogue;
        dialogue.greet("IMAP4rev1 UNSELECT");
        dialogue.select(3);
        dialogue.run<imap::UnselectCommand>();
        dialogue.play(R"(
            C: a2 UNSELECT
            S: a2 OK done
        )");
        QVERIFY(!dialogue.session().selected());
        QCOMPARE(dialogue.session().phase(), imap::Phase::Authenticated);
    }

    void isNotUnselectedWithoutTheExtension()
    {
        COVERS("I4-141");
        Dialogue dialogue;
        dialogue.greet();
        dialogue.select(3);
        dialogue.run<imap::UnselectCommand>();
        dialogue.play("");  // and CLOSE, which expunges, is not sent either
        QVERIFY(dialogue.events().contains("finished unsupported"));
        QVERIFY(dialogue.session().selected().has_value());
    }

    void keepsTheCountTrue()
    {
        COVERS("I4-206");
        Dialogue dialogue;
        dialogue.greet();
        dialogue.select(5);
        dialogue.play(R"(
            S: * 7 EXISTS
            S: * 2 RECENT
            S: * 3 EXPUNGE
            S: * 1 EXPUNGE
            S: * VANISHED 40:41
            S: * FLAGS (\Seen new)
            S: * 99 EXPUNGE
        )");
        QCOMPARE(dialogue.session().selected()->exists, 3U);
        QCOMPARE(dialogue.session().selected()->flags.back(), "new"_ba);
        QCOMPARE(dialogue.events(),
                 (QByteArrayList{"untagged EXISTS 7", "untagged RECENT 2", "untagged EXPUNGE 3",
                                 "untagged EXPUNGE 1", "untagged VANISHED 40:41",
                                 "untagged FLAGS (\\Seen new)", "untagged EXPUNGE 99"}));
    }

    void aRangeBombDoesNotTurnTheCountOver()
    {
        Dialogue dialogue;
        dialogue.greet();
        dialogue.select(5);
        dialogue.play(R"(
            S: * VANISHED 1:4294967295
        )");
        QCOMPARE(dialogue.session().selected()->exists, 0U);
    }

    void takesUnsolicitedDataAtAnyTime_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<QByteArray>("event");
        QTest::newRow("flags") << "* FLAGS (\\Seen x)"_ba
                               << "untagged FLAGS (\\Seen x)"_ba;
        QTest::newRow("exists") << "* 9 EXISTS"_ba
                                << "untagged EXISTS 9"_ba;
        QTest::newRow("recent") << "* 4 RECENT"_ba
                                << "untagged RECENT 4"_ba;
        QTest::newRow("fetch") << "* 2 FETCH (FLAGS (\\Answered))"_ba
                               << "untagged FETCH 2 FLAGS (\\Answered)"_ba;
        QTest::newRow("list") << "* LIST () \"/\" Other"_ba
                              << "untagged LIST () Other"_ba;
        QTest::newRow("status") << "* STATUS Other (MESSAGES 2)"_ba
                                << "untagged STATUS Other"_ba;
        QTest::newRow("capability") << "* CAPABILITY IMAP4rev1"_ba
                                    << "untagged CAPABILITY (IMAP4rev1)"_ba;
        QTest::newRow("ok") << "* OK fine"_ba
                            << "untagged OK fine"_ba;
        QTest::newRow("no") << "* NO disk 95 % full"_ba
                            << "untagged NO disk 95 % full"_ba;
        QTest::newRow("bad") << "* BAD what"_ba
                             << "untagged BAD what"_ba;
        QTest::newRow("unheard of") << "* XSTUFF {3}\r\nabc"_ba
                                    << "untagged UNKNOWN XSTUFF"_ba;
        QTest::newRow("unknown code") << "* OK [X-FOO (a \"b]c\")] hi"_ba << QByteArray();
    }
    void takesUnsolicitedDataAtAnyTime()
    {
        COVERS("I4-020", "I4-070", "I4-076", "I4-179");
        QFETCH(QByteArray, line);
        QFETCH(QByteArray, event);
        Dialogue dialogue;
        dialogue.greet();
        dialogue.select(5);
        dialogue.on("inject", [&] { dialogue.transport().serverSends(line + "\r\n"); });
        dialogue.on("fetch",
                    [&] { dialogue.run<imap::FetchCommand>(imap::UidSet::single({1}), "ENVELOPE"); });
        dialogue.on("noop", [&] { dialogue.run<imap::NoopCommand>(); });
        dialogue.play(R"(
            U: inject
            U: fetch
            C: a2 UID FETCH 1 (ENVELOPE)
            U: inject
            S: * 1 FETCH (UID 1 ENVELOPE (NIL "x" NIL NIL NIL NIL NIL NIL NIL NIL))
            U: inject
            S: a2 OK done
            U: noop
            C: a3 NOOP
            U: inject
            S: a3 OK done
            U: inject
        )");
        if (!event.isEmpty())
            QCOMPARE(dialogue.events().count(event), 5);
        QCOMPARE(dialogue.events().count("finished ok done"), 2);
        QVERIFY(dialogue.session().selected().has_value());
    }
};

#include "tst_mailbox.moc"
POSTHORN_TEST(TestMailbox)
