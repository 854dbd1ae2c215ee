// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/session/commands/fetch.h"
#include "core/imap/session/commands/searching.h"
#include "core/imap/session/commands/select.h"
#include "core/imap/session/commands/store.h"

#include "tests/support/dialogue.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;
using imap::SelectCommand;

namespace {

imap::SessionOptions enabling(const QByteArray &extension)
{
    return {.enable = {extension}};
}

// Two messages are kept of a mailbox that is selected anew; what the answer told of them.
struct Resync {
    explicit Resync(const QByteArray &answerToEnable = "* ENABLED CONDSTORE QRESYNC")
        : dialogue(enabling("QRESYNC"))
    {
        known.uidValidity = {67890007};
        known.modSeq = {90060115194045000};
        known.uids = *imap::parseUidSet("41:211,214:541");
        dialogue.play(("S: * PREAUTH [CAPABILITY IMAP4rev1 ENABLE CONDSTORE QRESYNC] hello\n"
                       "C: a1 ENABLE QRESYNC\n"
                       + (answerToEnable.isEmpty() ? QByteArray() : "S: " + answerToEnable + '\n')
                       + "S: a1 OK enabled\n")
                          .constData());
        (void)dialogue.takeEvents();
        dialogue.on("select", [this] { select(imap::Access::ReadWrite); });
        dialogue.on("examine", [this] { select(imap::Access::ReadOnly); });
    }
    void select(imap::Access access)
    {
        auto *command = dialogue.run<SelectCommand>("INBOX"_ba, access, known);
        QObject::connect(command, &SelectCommand::changed, command,
                         [this](const imap::Fetch &fetch) { told.append(describe(imap::Untagged(fetch))); });
        QObject::connect(command, &SelectCommand::vanished, command,
                         [this](const imap::UidSet &uids) { told.append("gone " + uids.toText()); });
        QObject::connect(command, &imap::Command::finished, command,
                         [this, command] { isResynced = command->isResynced(); });
    }

    Dialogue dialogue;
    imap::KnownMailbox known;
    QByteArrayList told;
    bool isResynced = false;
};

}

// CONDSTORE and QRESYNC of the selected mailbox; dialogues after RFC 7162, 3.
class TestQresync : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void onlyWhatHasChangedIsTold()
    {
        Resync resync;
        resync.dialogue.play(R"(
            U: select
            C: a2 SELECT INBOX (QRESYNC (67890007 90060115194045000 41:211,214:541))
            S: * 100 EXISTS
            S: * 11 RECENT
            S: * OK [UIDVALIDITY 67890007] UIDVALIDITY
            S: * OK [UIDNEXT 600] Predicted next UID
            S: * OK [HIGHESTMODSEQ 90060115205545359] Highest mailbox mod-sequence
            S: * OK [UNSEEN 7] There are some unseen messages in the mailbox
            S: * FLAGS (\Answered \Flagged \Draft \Deleted \Seen)
            S: * OK [PERMANENTFLAGS (\Answered \Flagged \Draft \Deleted \Seen \*)] Permanent flags
            S: * VANISHED (EARLIER) 41,43:116,118,120:211,214:540
            S: * 49 FETCH (UID 117 FLAGS (\Seen \Answered) MODSEQ (90060115194045001))
            S: * 50 FETCH (UID 119 FLAGS (\Draft $MDNSent) MODSEQ (90060115194045308))
            S: * 51 FETCH (UID 541 FLAGS (\Seen $Forwarded) MODSEQ (90060115194045001))
            S: a2 OK [READ-WRITE] mailbox selected
        )");
        QCOMPARE(resync.told,
                 (QByteArrayList{"gone 41,43:116,118,120:211,214:540",
                                 "FETCH 49 UID 117 FLAGS (\\Seen \\Answered) MODSEQ 90060115194045001",
                                 "FETCH 50 UID 119 FLAGS (\\Draft $MDNSent) MODSEQ 90060115194045308",
                                 "FETCH 51 UID 541 FLAGS (\\Seen $Forwarded) MODSEQ 90060115194045001"}));
        QVERIFY(resync.isResynced);
        QCOMPARE(resync.dialogue.session().selected()->exists, 100U);  // of which none has gone since
        QCOMPARE(resync.dialogue.session().selected()->highestModSeq.value, quint64{90060115205545359});
        QCOMPARE(resync.dialogue.eventsLike("untagged").size(), 0);
    }

    // What comes before [CLOSED] is about the mailbox that is being left (RFC 7162, 3.2.11).
    void theMailboxThatIsLeftTellsNothingAboutTheNewOne()
    {
        Resync resync;
        resync.dialogue.select(3, "Old");
        resync.dialogue.play(R"(
            U: select
            C: a3 SELECT INBOX (QRESYNC (67890007 90060115194045000 41:211,214:541))
            S: * VANISHED 100
            S: * 1 FETCH (UID 117 FLAGS (\Deleted) MODSEQ (5))
            S: * OK [NOMODSEQ] of the old one
            S: * OK [CLOSED]
            S: * 100 EXISTS
            S: * OK [UIDVALIDITY 67890007] UIDVALIDITY
            S: * VANISHED (EARLIER) 41
            S: a3 OK [READ-WRITE] mailbox selected
        )");
        QCOMPARE(resync.told, (QByteArrayList{"gone 41"}));
        QVERIFY(resync.isResynced);
    }

    void withoutClosedNothingIsSure()
    {
        Resync resync;
        resync.dialogue.select(3, "Old");
        resync.dialogue.play(R"(
            U: select
            C: a3 SELECT INBOX (QRESYNC (67890007 90060115194045000 41:211,214:541))
            S: * 100 EXISTS
            S: * OK [UIDVALIDITY 67890007] UIDVALIDITY
            S: * VANISHED (EARLIER) 41
            S: a3 OK [READ-WRITE] mailbox selected
        )");
        QCOMPARE(resync.told, QByteArrayList());
        QVERIFY(!resync.isResynced);
    }

    // RFC 7162, 3.2.5: another UIDVALIDITY, "and behave as if no dynamic message data changed"
    void anotherUidValidityOrNoModSeqsTellNothing_data()
    {
        QTest::addColumn<QByteArray>("code");
        QTest::newRow("other UIDVALIDITY") << "S: * OK [UIDVALIDITY 3857529045] UIDVALIDITY"_ba;
        QTest::newRow("no UIDVALIDITY") << "# nothing"_ba;
        QTest::newRow("NOMODSEQ") << "S: * OK [UIDVALIDITY 67890007] x\nS: * OK [NOMODSEQ] none here"_ba;
    }
    void anotherUidValidityOrNoModSeqsTellNothing()
    {
        QFETCH(QByteArray, code);
        Resync resync;
        resync.dialogue.play(("U: examine\n"
                              "C: a2 EXAMINE INBOX (QRESYNC (67890007 90060115194045000 41:211,214:541))\n"
                              "S: * 464 EXISTS\n"
                              + code + "\nS: a2 OK [READ-ONLY] Sorry, UIDVALIDITY mismatch")
                                 .constData());
        QVERIFY(!resync.isResynced);
        QVERIFY(resync.dialogue.session().selected()->readOnly);
    }

    // RFC 7162, 3.2.5.2
    void aSampleOfNumbersMakesTheListOfTheGoneShort()
    {
        Resync resync;
        resync.known.uids = *imap::parseUidSet("1:29997");
        resync.known.matches = {{{5000}, {15000}}, {{7500}, {22500}}, {{9000}, {27000}},
                                {{9990}, {29970}}, {{9991}, {29973}}, {{9992}, {29976}}};
        resync.dialogue.play(R"(
            U: select
            C: a2 SELECT INBOX (QRESYNC (67890007 90060115194045000 1:29997 (5000,7500,9000,9990:9992 15000,22500,27000,29970,29973,29976)))
            S: a2 OK selected
        )");
        QVERIFY(!resync.dialogue.hasFailed());
    }

    void aLongListOfUidsIsLeftOut()
    {
        Resync resync;
        for (quint32 uid = 1000; uid < 9000; uid += 2)
            resync.known.uids.add(imap::Uid{uid});
        resync.dialogue.play("U: select\nC: a2 SELECT INBOX (QRESYNC (67890007 90060115194045000))\n"
                             "S: a2 OK selected");
        QVERIFY(!resync.dialogue.hasFailed());
    }

    // OK to ENABLE QRESYNC, but no "* ENABLED": it is not on (RFC 5161, 3.1), and iCloud's old mail vanishes
    // for those who take it for on.
    void whatTheServerDoesNotSayIsOnIsNotUsed()
    {
        COVERS("E-25");
        Resync resync("");
        resync.dialogue.play(R"(
            U: select
            C: a2 SELECT INBOX (CONDSTORE)
            S: * 2 EXISTS
            S: * OK [UIDVALIDITY 67890007] UIDVALIDITY
            S: * VANISHED (EARLIER) 41:600
            S: * OK [HIGHESTMODSEQ 90060115205545359] ok
            S: a2 OK selected
        )");
        QCOMPARE(resync.told, QByteArrayList());
        QVERIFY(!resync.isResynced);
        QVERIFY(!resync.dialogue.session().isEnabled("QRESYNC"));
        imap::FetchModifiers since{.changedSince = imap::ModSeq{5}, .vanished = true};
        resync.dialogue.on("fetch", [&] {
            resync.dialogue.run<imap::FetchCommand>(imap::MessageSet(imap::UidSet::single({41})), "FLAGS"_ba,
                                                    since);
        });
        resync.dialogue.play("U: fetch");
        QCOMPARE(resync.dialogue.eventsLike("finished unsupported").size(), 1);
    }

    void aServerWithoutEitherIsAskedPlainly()
    {
        Dialogue dialogue(enabling("QRESYNC"));
        dialogue.on("select", [&] {
            dialogue.run<SelectCommand>("INBOX"_ba, imap::Access::ReadWrite,
                                        imap::KnownMailbox{{1}, {5}, imap::UidSet::single({1}), {}});
        });
        dialogue.play(R"(
            S: * PREAUTH [CAPABILITY IMAP4rev1 ENABLE] hello
            U: select
            C: a1 SELECT INBOX
            S: a1 OK selected
        )");
        QCOMPARE(dialogue.eventsLike("finished ok").size(), 1);
    }

    // One that offers CONDSTORE and chokes on it is asked once more without, and never again with it.
    void aServerThatDislikesTheParameterIsAskedWithout()
    {
        COVERS("I4-078");
        Dialogue dialogue;
        dialogue.greet("IMAP4rev1 CONDSTORE");
        dialogue.on("select", [&] { dialogue.run<SelectCommand>("INBOX"_ba); });
        dialogue.play(R"(
            U: select
            C: a1 SELECT INBOX (CONDSTORE)
            S: a1 BAD Command Argument Error. 11
            C: a2 SELECT INBOX
            S: * 1 EXISTS
            S: a2 OK selected
            U: select
            C: a3 SELECT INBOX
            S: a3 BAD no
        )");
        QCOMPARE(dialogue.eventsLike("finished").size(), 2);
        QCOMPARE(dialogue.events().last(), "drained"_ba);
    }

    // RFC 7162, 3.2.6
    void fetchTellsWhatHasVanishedToo()
    {
        Resync resync;
        resync.dialogue.select(9);
        QByteArrayList told;
        resync.dialogue.on("fetch", [&] {
            auto *fetch = resync.dialogue.run<imap::FetchCommand>(
                imap::MessageSet(*imap::parseUidSet("300:500")), "FLAGS"_ba,
                imap::FetchModifiers{.changedSince = imap::ModSeq{12345}, .vanished = true});
            connect(fetch, &imap::FetchCommand::fetched, this,
                    [&](const imap::Fetch &data) { told.append(describe(imap::Untagged(data))); });
            connect(fetch, &imap::FetchCommand::vanished, this,
                    [&](const imap::UidSet &uids) { told.append("gone " + uids.toText()); });
        });
        resync.dialogue.play(R"(
            U: fetch
            C: a3 UID FETCH 300:500 (FLAGS) (CHANGEDSINCE 12345 VANISHED)
            S: * VANISHED (EARLIER) 300:310,405,411
            S: * 1 FETCH (UID 404 MODSEQ (65402) FLAGS (\Seen))
            S: * VANISHED 405
            S: * 2 FETCH (UID 406 MODSEQ (75403) FLAGS (\Deleted))
            S: * 4 FETCH (UID 408 MODSEQ (29738) FLAGS ($NoJunk $AutoJunk $MDNSent))
            S: a3 OK FETCH completed
        )");
        QCOMPARE(told.size(), 4);
        QCOMPARE(told.first(), "gone 300:310,405,411"_ba);
        // What goes just now is news for everybody.
        QCOMPARE(resync.dialogue.eventsLike("untagged"), (QByteArrayList{"untagged VANISHED 405"}));
        QCOMPARE(resync.dialogue.session().selected()->exists, 8U);
    }

    // [NOMODSEQ]: conditions and mod-sequences would be answered with BAD (RFC 7162, 3.1.2.2).
    void aMailboxWithoutModSeqsIsNotAskedForThem()
    {
        Dialogue dialogue;
        dialogue.greet("IMAP4rev1 CONDSTORE");
        const auto one = imap::UidSet::single({1});
        dialogue.on("select", [&] { dialogue.run<SelectCommand>("INBOX"_ba); });
        dialogue.on("ask", [&] {
            dialogue.run<imap::FetchCommand>(one, "FLAGS"_ba, imap::ModSeq{5});
            dialogue.run<imap::StoreCommand>(one, imap::FlagChange::Add, std::vector{"\\Seen"_ba},
                                             imap::ModSeq{5});
            dialogue.run<imap::SummarySearchCommand>(imap::SearchKey::changedSince({5}));
            dialogue.run<imap::FetchCommand>(one, "FLAGS MODSEQ"_ba);
        });
        dialogue.on("changed", [&] { dialogue.run<imap::FetchCommand>(one, "FLAGS"_ba, imap::ModSeq{5}); });
        dialogue.play(R"(
            U: select
            C: a1 SELECT INBOX (CONDSTORE)
            S: * 1 EXISTS
            S: * OK [NOMODSEQ] Sorry, this mailbox format doesn't support modsequences
            S: a1 OK [READ-WRITE] Mailbox selected
            U: ask
            C: a2 UID FETCH 1 (FLAGS)
            S: a2 OK done
            U: select
            C: a3 SELECT INBOX (CONDSTORE)
            S: * OK [HIGHESTMODSEQ 7]
            S: a3 OK [READ-WRITE] Mailbox selected
            U: changed
            C: a4 UID FETCH 1 (FLAGS) (CHANGEDSINCE 5)
            S: a4 OK done
        )");
        QCOMPARE(dialogue.eventsLike("finished unsupported").size(), 3);
    }
};

#include "tst_qresync.moc"
POSTHORN_TEST(TestQresync)
