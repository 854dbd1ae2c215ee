// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/session/commands/connection.h"
#include "core/imap/session/commands/fetch.h"
#include "core/imap/session/commands/list.h"
#include "core/imap/session/commands/select.h"
#include "core/imap/session/commands/simple.h"
#include "core/imap/session/commands/store.h"

#include "tests/support/dialogue.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;

namespace {

QByteArray line(const imap::Command &command, const QByteArray &capabilities = "IMAP4rev1")
{
    const QByteArrayList names = capabilities.split(' ');
    const imap::Capabilities server(std::vector<QByteArray>(names.begin(), names.end()));
    if (!command.isSayable(server))
        return "unsayable";
    const imap::CommandText written = command.text(server);
    QByteArray text;
    for (const auto &segment : written.segments()) {
        if (const auto *plain = std::get_if<imap::CommandText::Plain>(&segment))
            text += plain->octets;
        else
            text += "<literal>";
    }
    return text;
}

imap::UidSet uids(std::initializer_list<quint32> values)
{
    imap::UidSet set;
    for (const quint32 value : values)
        set.add(imap::Uid{value});
    return set;
}

}

class TestCommands : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readingNeverSetsSeen_data()
    {
        QTest::addColumn<QByteArray>("items");
        QTest::addColumn<QByteArray>("sent");
        QTest::newRow("peek stays") << "UID BODY.PEEK[]"_ba
                                    << "UID BODY.PEEK[]"_ba;
        QTest::newRow("whole") << "BODY[]"_ba
                               << "BODY.PEEK[]"_ba;
        QTest::newRow("lower case") << "body[1.2]<0.100>"_ba
                                    << "body.PEEK[1.2]<0.100>"_ba;
        QTest::newRow("several") << "FLAGS BODY[HEADER] BODY[TEXT]"_ba
                                 << "FLAGS BODY.PEEK[HEADER] BODY.PEEK[TEXT]"_ba;
        QTest::newRow("fields") << "BODY[HEADER.FIELDS (DATE FROM)]"_ba
                                << "BODY.PEEK[HEADER.FIELDS (DATE FROM)]"_ba;
        QTest::newRow("binary") << "BINARY[1]"_ba
                                << "BINARY.PEEK[1]"_ba;
        QTest::newRow("RFC822") << "rfc822 UID"_ba
                                << "BODY.PEEK[] UID"_ba;
        QTest::newRow("RFC822.TEXT") << "RFC822.TEXT"_ba
                                     << "BODY.PEEK[TEXT]"_ba;
        QTest::newRow("harmless ones stay") << "RFC822.SIZE RFC822.HEADER BODY BODYSTRUCTURE"_ba
                                            << "RFC822.SIZE RFC822.HEADER BODY BODYSTRUCTURE"_ba;
    }
    void readingNeverSetsSeen()
    {
        COVERS("I4-153", "S31");
        QFETCH(QByteArray, items);
        QFETCH(QByteArray, sent);
        const QByteArray server = "IMAP4rev1 BINARY";
        QCOMPARE(line(imap::FetchCommand(uids({4}), items), server), "UID FETCH 4 (" + sent + ')');
        QCOMPARE(line(imap::FetchCommand(imap::Uid{4}, items), server), "UID FETCH 4:* (" + sent + ')');
    }

    void macrosAreSpelledOutAndSectionsAreLegal_data()
    {
        QTest::addColumn<QByteArray>("items");
        QTest::addColumn<QByteArray>("sent");
        QTest::addColumn<QString>("rows");
        const auto row = [](const char *items, const char *sent, const char *rows) {
            QTest::newRow(items) << QByteArray(items) << QByteArray(sent) << QString::fromLatin1(rows);
        };
        row("fast", "FLAGS INTERNALDATE RFC822.SIZE", "I4-151");
        row("ALL", "FLAGS INTERNALDATE RFC822.SIZE ENVELOPE", "I4-151");
        row("UID FULL FLAGS", "UID FLAGS INTERNALDATE RFC822.SIZE ENVELOPE BODY", "I4-151");
        row("FLAGS BODY[MIME]", "", "I4-157");
        row("BODY.PEEK[mime]", "", "I4-157");
        row("BODY.PEEK[1.MIME]", "BODY.PEEK[1.MIME]", "I4-157");
    }
    void macrosAreSpelledOutAndSectionsAreLegal()
    {
        QFETCH(QString, rows);
        COVERS(rows);
        QFETCH(QByteArray, items);
        QFETCH(QByteArray, sent);
        QCOMPARE(line(imap::FetchCommand(uids({4}), items)),
                 sent.isEmpty() ? "unsayable"_ba : "UID FETCH 4 (" + sent + ')');
    }

    void storeAddsAndRemovesAndNeverReplaces()
    {
        COVERS("I4-172", "I4-173");
        using imap::FlagChange;
        const std::vector seen{"\\Seen"_ba};
        QCOMPARE(line(imap::StoreCommand(uids({1, 2, 3, 7}), FlagChange::Add, seen)),
                 "UID STORE 1:3,7 +FLAGS (\\Seen)"_ba);
        QCOMPARE(line(imap::StoreCommand(uids({1}), FlagChange::Remove, {"\\Seen"_ba, "$Junk"_ba})),
                 "UID STORE 1 -FLAGS (\\Seen $Junk)"_ba);
        QCOMPARE(line(imap::StoreCommand(uids({1}), FlagChange::Add, {"\\recent"_ba})), "unsayable"_ba);
        QCOMPARE(line(imap::StoreCommand(uids({1}), FlagChange::Add, {})), "unsayable"_ba);
        QCOMPARE(line(imap::StoreCommand({}, FlagChange::Add, seen)), "unsayable"_ba);
    }

    void conditionalStoreIsConditionalOrNotSentAtAll()
    {
        const imap::StoreCommand claim(uids({42}), imap::FlagChange::Add, {"$MDNSent"_ba}, imap::ModSeq{715});
        QCOMPARE(line(claim, "IMAP4rev1 CONDSTORE"),
                 "UID STORE 42 (UNCHANGEDSINCE 715) +FLAGS ($MDNSent)"_ba);
        QCOMPARE(line(claim, "IMAP4rev1 QRESYNC"), "UID STORE 42 (UNCHANGEDSINCE 715) +FLAGS ($MDNSent)"_ba);
        QCOMPARE(line(claim), "unsayable"_ba);
        const imap::StoreCommand never(uids({42}), imap::FlagChange::Add, {"$MDNSent"_ba}, imap::ModSeq{0});
        QCOMPARE(line(never, "IMAP4rev1 CONDSTORE"), "unsayable"_ba);
    }

    void storeKeepsTheEvidence()
    {
        COVERS("I4-174");
        Dialogue dialogue;
        dialogue.greet("IMAP4rev1 CONDSTORE");
        dialogue.select(9);
        auto *store = dialogue.run<imap::StoreCommand>(uids({42}), imap::FlagChange::Add,
                                                       std::vector{"$MDNSent"_ba}, imap::ModSeq{715});
        std::vector<imap::Fetch> echoes;
        imap::UidSet modified;
        connect(store, &imap::Command::finished, this, [&](const imap::Completion &completion) {
            echoes = store->echoes();
            if (const auto *code = completion.text.as<imap::code::Modified>())
                modified = code->uids;
        });
        dialogue.play(R"(
            C: a2 UID STORE 42 (UNCHANGEDSINCE 715) +FLAGS ($MDNSent)
            S: * 3 FETCH (UID 41 FLAGS (\Seen) MODSEQ (716))
            S: * 4 FETCH (FLAGS (\Seen))
            S: * 4 FETCH (UID 42 FLAGS (\Seen) MODSEQ (717))
            S: * 4 FETCH (UID 42 FLAGS (\Seen $MDNSent) MODSEQ (718))
            S: a2 OK [MODIFIED 42] failed
        )");
        QCOMPARE(echoes.size(), std::size_t{2});
        QCOMPARE(echoes[0].items.modSeq->value, quint64{717});
        QCOMPARE(echoes[1].items.flags->back(), "$MDNSent"_ba);
        QCOMPARE(modified, uids({42}));
        // All four are news about flags for everybody else too.
        QCOMPARE(dialogue.eventsLike("untagged FETCH").size(), 4);
        dialogue.play("S: * 4 FETCH (UID 42 FLAGS () MODSEQ (719))");
        QCOMPARE(echoes.size(), std::size_t{2});
    }

    void fetchTakesWhatItAskedFor()
    {
        COVERS("I4-194");
        Dialogue dialogue;
        dialogue.greet();
        dialogue.select(9);
        auto *flags = dialogue.run<imap::FetchCommand>(uids({1, 2, 3}), "FLAGS");
        auto *body = dialogue.run<imap::FetchCommand>(uids({2}), "BODY.PEEK[1]");
        QByteArrayList forFlags, forBody;
        connect(flags, &imap::FetchCommand::fetched, this,
                [&](const imap::Fetch &f) { forFlags.append(describe(imap::Untagged(f))); });
        connect(body, &imap::FetchCommand::fetched, this,
                [&](const imap::Fetch &f) { forBody.append(describe(imap::Untagged(f))); });
        dialogue.play(R"(
            C: a2 UID FETCH 1:3 (FLAGS)
            C: a3 UID FETCH 2 (BODY.PEEK[1])
            S: * 2 FETCH (UID 2 BODY[1] "two")
            S: * 1 FETCH (UID 1 FLAGS (\Seen))
            S: * 7 FETCH (UID 70 FLAGS (\Seen))
            S: * 6 FETCH (FLAGS (\Seen))
            S: * 2 FETCH (UID 2 BODY[2] "not asked for")
            S: a2 OK done
            S: * 2 FETCH (UID 2 FLAGS (\Answered))
            S: * 2 FETCH (UID 2 FLAGS (\Seen) BODY[1] "again")
            S: a3 OK done
        )");
        QCOMPARE(forFlags, (QByteArrayList{"FETCH 1 UID 1 FLAGS (\\Seen)"}));
        QCOMPARE(forBody,
                 (QByteArrayList{"FETCH 2 UID 2 BODY[1] two", "FETCH 2 UID 2 FLAGS (\\Seen) BODY[1] again"}));
        QCOMPARE(dialogue.eventsLike("untagged"),
                 (QByteArrayList{"untagged FETCH 7 UID 70 FLAGS (\\Seen)", "untagged FETCH 6 FLAGS (\\Seen)",
                                 "untagged FETCH 2 UID 2 BODY[2] not asked for",
                                 "untagged FETCH 2 UID 2 FLAGS (\\Answered)",
                                 "untagged FETCH 2 UID 2 FLAGS (\\Seen) BODY[1] again"}));
    }

    void anEnvelopeGoesToWhoAskedForIt()
    {
        COVERS("I4-194");
        Dialogue dialogue;
        dialogue.greet();
        dialogue.select(9);
        auto *body = dialogue.run<imap::FetchCommand>(uids({2}), "BODY.PEEK[]<0.100>");
        auto *headers =
            dialogue.run<imap::FetchCommand>(uids({1, 2}), "UID ENVELOPE BODY.PEEK[HEADER.FIELDS (TO)]");
        int bodies = 0;
        int rows = 0;
        connect(body, &imap::FetchCommand::fetched, this, [&bodies] { ++bodies; });
        connect(headers, &imap::FetchCommand::fetched, this, [&rows] { ++rows; });
        dialogue.play(R"(
            C: a2 UID FETCH 2 (BODY.PEEK[]<0.100>)
            C: a3 UID FETCH 1:2 (UID ENVELOPE BODY.PEEK[HEADER.FIELDS (TO)])
            S: * 2 FETCH (UID 2 ENVELOPE (NIL "x" NIL NIL NIL NIL NIL NIL NIL NIL))
            S: * 2 FETCH (BODY[HEADER.FIELDS ("To")] "" UID 2)
            S: * 2 FETCH (UID 2 BODY[]<0> "two")
        )");
        QCOMPARE(bodies, 1);
        QCOMPARE(rows, 2);
    }

    void anOpenRangeDoesNotTakeTheLastMessageForANewOne()
    {
        COVERS("I4-024");
        Dialogue dialogue;
        dialogue.greet();
        dialogue.select(42);
        auto *fetch = dialogue.run<imap::FetchCommand>(imap::Uid{100}, "UID FLAGS");
        int news = 0;
        connect(fetch, &imap::FetchCommand::fetched, this, [&news] { ++news; });
        dialogue.play(R"(
            C: a2 UID FETCH 100:* (UID FLAGS)
            S: * 42 FETCH (UID 42 FLAGS ())
            S: a2 OK done
        )");
        QCOMPARE(news, 0);
    }

    void fetchAsksOnlyForChangesWhereItCan()
    {
        const imap::FetchCommand fetch(uids({1, 2}), "FLAGS", imap::ModSeq{9});
        QCOMPARE(line(fetch, "IMAP4rev1 CONDSTORE"), "UID FETCH 1:2 (FLAGS) (CHANGEDSINCE 9)"_ba);
        QCOMPARE(line(fetch), "unsayable"_ba);
    }

    void listAsksForWhatTheServerCanTell()
    {
        QCOMPARE(line(imap::ListCommand()), "LIST \"\" \"*\""_ba);
        QCOMPARE(line(imap::ListCommand(), "IMAP4rev1 SPECIAL-USE"), "LIST \"\" \"*\""_ba);
        QCOMPARE(line(imap::ListCommand(), "IMAP4rev1 LIST-EXTENDED"),
                 "LIST \"\" \"*\" RETURN (SUBSCRIBED)"_ba);
        QCOMPARE(line(imap::ListCommand("", "%"), "IMAP4rev1 LIST-EXTENDED SPECIAL-USE"),
                 "LIST \"\" \"%\" RETURN (SPECIAL-USE SUBSCRIBED)"_ba);
    }

    void listCollectsAndStatusPicksItsOwn()
    {
        Dialogue dialogue;
        dialogue.greet();
        auto *list = dialogue.run<imap::ListCommand>();
        auto *status = dialogue.run<imap::StatusCommand>("inbox"_ba);
        dialogue.play(R"(
            C: a1 LIST "" "*"
            S: * LIST (\HasNoChildren) "/" INBOX
            S: * LIST () "/" {4}
            S: a &b
            S: * LSUB () "/" Other
            S: a1 OK done
            C: a2 STATUS INBOX (MESSAGES UIDNEXT UIDVALIDITY UNSEEN)
            S: * STATUS Other (MESSAGES 5)
            S: * STATUS "INBOX" (MESSAGES 3 UNSEEN 1)
            S: a2 OK done
        )");
        QCOMPARE(list->mailboxes().size(), std::size_t{2});
        QCOMPARE(list->mailboxes()[1].mailbox, "a &b"_ba);
        QCOMPARE(status->status()->messages, std::optional<quint32>(3));
        QCOMPARE(dialogue.eventsLike("untagged"),
                 (QByteArrayList{"untagged LIST () Other", "untagged STATUS Other"}));
    }

    void appendSaysWhen()
    {
        const QDateTime when(QDate(1994, 2, 7), QTime(21, 52, 25), Qt::OffsetFromUTC, -8 * 3600);
        QCOMPARE(line(imap::AppendCommand("Drafts", {"\\Draft"_ba}, when, "x")),
                 "APPEND Drafts (\\Draft) \" 7-Feb-1994 21:52:25 -0800\" <literal>"_ba);
        QCOMPARE(line(imap::AppendCommand("Drafts", {}, {}, "x")), "APPEND Drafts <literal>"_ba);
        QCOMPARE(line(imap::AppendCommand("Drafts", {}, {}, "")), "unsayable"_ba);
        QCOMPARE(line(imap::AppendCommand("Drafts", {}, {}, "a\0b"_ba)), "unsayable"_ba);
    }

    void namesAreSentAsTheyCame()
    {
        QCOMPARE(line(imap::SelectCommand("inBox")), "SELECT INBOX"_ba);
        QCOMPARE(line(imap::SelectCommand("a b\"c")), "SELECT \"a b\\\"c\""_ba);
        QCOMPARE(line(imap::SelectCommand("Entw&APw-rfe")), "SELECT Entw&APw-rfe"_ba);
        QCOMPARE(line(imap::SelectCommand("a\r\nb")), "SELECT <literal>"_ba);
    }

    void tryCreateReachesTheCaller()
    {
        COVERS("I4-074");
        Dialogue dialogue;
        dialogue.greet("IMAP4rev1 LITERAL+");
        auto *append =
            dialogue.run<imap::AppendCommand>("Sent"_ba, std::vector<QByteArray>{}, QDateTime(), "x"_ba);
        bool tryCreate = false;
        connect(append, &imap::Command::finished, this, [&](const imap::Completion &completion) {
            tryCreate = completion.text.has(imap::code::Atom::Kind::TryCreate);
        });
        dialogue.play(R"(
            C: a1 APPEND Sent {1+}
            C: x
            S: a1 NO [TRYCREATE] no such mailbox
        )");
        QVERIFY(tryCreate);
    }

    void saysItsNameAndNothingElse() { QCOMPARE(line(imap::IdCommand()), "ID (\"name\" \"Posthorn\")"_ba); }
};

#include "tst_commands.moc"
POSTHORN_TEST(TestCommands)
