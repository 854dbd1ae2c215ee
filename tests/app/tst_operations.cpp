// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/sync/convert.h"
#include "core/imap/sync/targetsearch.h"
#include "core/journal/outcome.h"

#include "tests/app/receiptworld.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;
using imap::Uid;

namespace {

constexpr char plain[] = "IMAP4rev1 UNSELECT UIDPLUS";
constexpr quint32 count = 7;

QByteArray filled(QByteArray script)
{
    return script.replace("@items@", imap::sync::summaryItems).replace("@who@", imap::sync::likenessItems);
}

QByteArray number(quint32 value)
{
    return QByteArray::number(value);
}

QByteArray fields(quint32 uid)
{
    const QByteArray octets = "Message-ID: <m" + number(uid) + "@x>\r\n\r\n";
    return '{' + number(static_cast<quint32>(octets.size())) + "}␍␊"
        + QByteArray(octets).replace("\r\n", "␍␊");
}

QByteArray flags(quint32 message, quint32 uid, const QByteArray &names = {})
{
    return "S: * " + number(message) + " FETCH (UID " + number(uid) + " FLAGS (" + names + "))\n";
}

// Who the message is.
QByteArray who(quint32 message, quint32 uid)
{
    return "S: * " + number(message) + " FETCH (UID " + number(uid)
        + " INTERNALDATE \" 1-Jan-2026 10:00:00 +0000\" RFC822.SIZE 900 BODY[HEADER.FIELDS (DATE SUBJECT "
          "FROM "
          "MESSAGE-ID)] "
        + fields(uid) + ")\n";
}

// Where the destination begins, before anything is copied.
QByteArray next(const QByteArray &tag)
{
    return "C: " + tag + " STATUS Sent (UIDNEXT UIDVALIDITY)\nS: * STATUS Sent (UIDNEXT 1 UIDVALIDITY 9)\nS: "
        + tag + " OK\n";
}

// INBOX with UIDs 1 to 7 in step; the next tag is a4.
void open(World &world, const QByteArray &capabilities = plain)
{
    world.goOnline(capabilities);
    QByteArray script = "C: a1 SELECT INBOX\nS: * 7 EXISTS\nS: * OK [UIDVALIDITY 7] v\nS: a1 OK selected\n"
                        "C: a2 UID FETCH 1:* (UID FLAGS)\n";
    for (quint32 uid = 1; uid <= count; ++uid)
        script += flags(uid, uid);
    script += "S: a2 OK\nC: a3 UID FETCH 1:7 (@items@)\n";
    for (quint32 uid = 1; uid <= count; ++uid)
        script += "S: * " + number(uid) + " FETCH (UID " + number(uid)
            + " FLAGS () INTERNALDATE \" 1-Jan-2026 10:00:00 +0000\" RFC822.SIZE 900 BODYSTRUCTURE (\"TEXT\" "
              "\"PLAIN\" NIL NIL NIL \"7BIT\" 5 1) BODY[HEADER.FIELDS (DATE)] "
            + fields(uid) + ")\n";
    world.playOn(filled(script + "S: a3 OK\n").constData());
}

journal::Targets targets(World &world, const std::vector<quint32> &uids)
{
    journal::Targets named{world.account().id, "INBOX", {7}, {}};
    for (const quint32 uid : uids)
        named.add({world.account().id, "INBOX", {7}, {uid}, "m" + number(uid) + "@x", {}});
    return named;
}

// The journal's word of the last operation that ended.
struct Ended {
    explicit Ended(World &world)
    {
        QObject::connect(world.room().journal(), &journal::Journal::stateChanged, &world.engine(),
                         [this](const journal::Entry &entry) {
                             if (!entry.isPending())
                                 last = entry;
                         });
    }
    std::optional<journal::Entry> last;
    [[nodiscard]] std::size_t arrived() const
    {
        return last ? journal::outcomeOf(last->detail)->places.size() : 0;
    }
};

}

// What the journal's operations say to servers whose mailboxes others work on (RFC 2180, 4.2 and 4.4).
class OperationsTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<World> m_world;
    void play(const QByteArray &script) { m_world->play(filled(script).constData()); }
    [[nodiscard]] bool isOver() const
    {
        return m_world->room().journal()->pending().empty() && m_world->room().journal()->failures().empty();
    }
    void mark(const std::vector<quint32> &uids)
    {
        m_world->on("mark", [this, uids] {
            m_world->room().journal()->append(journal::ChangeFlags{targets(*m_world, uids), "\\Seen", true});
        });
    }
    void copy(const std::vector<quint32> &uids)
    {
        m_world->on("copy", [this, uids] {
            m_world->room().journal()->append(journal::CopyMessages{targets(*m_world, uids), "Sent"});
        });
    }
    static QByteArray each(const std::vector<quint32> &uids, QByteArray (*line)(quint32, quint32))
    {
        QByteArray lines;
        quint32 message = 0;
        for (const quint32 uid : uids)
            lines += line(++message, uid);
        return lines;
    }

private Q_SLOTS:
    void init()
    {
        m_world = std::make_unique<World>();
        open(*m_world);
    }
    void cleanup() { m_world.reset(); }

    void okWithoutAnEchoIsNoErrorAndTheGhostsGoWithTheNextUpdate()
    {
        COVERS("MA-31");
        mark({1, 2, 3, 4, 5, 6, 7});
        play("U: mark\nC: a4 UID STORE 1:7 +FLAGS (\\Seen)\nS: a4 OK\n"
             "C: a5 NOOP\nS: * 7 EXPUNGE\nS: * 6 EXPUNGE\nS: * 5 EXPUNGE\nS: * 4 EXPUNGE\nS: a5 OK\n"
             "C: a6 UID FETCH 1:7 (UID FLAGS)\n"
             + flags(1, 1, "\\Seen") + flags(2, 2, "\\Seen") + flags(3, 3, "\\Seen") + "S: a6 OK");
        QVERIFY(isOver());
        QCOMPARE(stored(*m_world), (std::vector<quint32>{1, 2, 3}));
    }
    void noAboutExpungedMessagesAloneIsNoError()
    {
        COVERS("MA-32");
        mark({5, 6, 7});
        play("U: mark\nC: a4 UID STORE 5:7 +FLAGS (\\Seen)\nS: a4 NO Messages have been expunged\n"
             "C: a5 NOOP\nS: * 7 EXPUNGE\nS: * 6 EXPUNGE\nS: * 5 EXPUNGE\nS: a5 OK\n"
             "C: a6 UID FETCH 5:7 (UID FLAGS)\nS: a6 OK");
        QVERIFY(isOver());
        QCOMPARE(stored(*m_world), (std::vector<quint32>{1, 2, 3, 4}));
    }
    void theLivingWereEchoedAndNothingIsAskedAgain()
    {
        COVERS("MA-33");
        mark({1, 2, 3, 4});
        play("U: mark\nC: a4 UID STORE 1:4 +FLAGS (\\Seen)\n" + flags(1, 1, "\\Seen") + flags(2, 2, "\\Seen")
             + "S: a4 NO Some of the messages no longer exist.\nC: a5 NOOP\nS: * 4 EXPUNGE\nS: * 3 EXPUNGE\n"
               "S: a5 OK\nC: a6 UID FETCH 3:4 (UID FLAGS)\nS: a6 OK");
        QVERIFY(isOver());
    }
    void whatIsLeftIsAskedAgainByItsUids()
    {
        COVERS("MA-34", "MA-35");
        mark({1, 2, 3, 4, 5, 6, 7});
        play("U: mark\nC: a4 UID STORE 1:7 +FLAGS (\\Seen)\nS: * NO some are gone\n"
             "S: a4 NO [EXPUNGEISSUED] Some of the messages no longer exist.\n"
             "C: a5 NOOP\nS: * 5 EXPUNGE\nS: * 2 EXPUNGE\nS: a5 OK\nC: a6 UID FETCH 1:7 (UID FLAGS)\n"
             + flags(1, 1) + flags(2, 3) + flags(3, 4) + flags(4, 6) + flags(5, 7)
             + "S: a6 OK\nC: a7 UID STORE 1,3:4,6:7 +FLAGS (\\Seen)\n" + flags(1, 1, "\\Seen")
             + flags(2, 3, "\\Seen") + flags(3, 4, "\\Seen") + flags(4, 6, "\\Seen") + flags(5, 7, "\\Seen")
             + "S: a7 OK");
        QVERIFY(isOver());
    }
    void anEchoWithoutTheFlagIsNoProof()
    {
        COVERS("MA-32");
        mark({5});
        // Cyrus, of a ghost.
        play("U: mark\nC: a4 UID STORE 5 +FLAGS (\\Seen)\n" + flags(5, 5, "\\Deleted")
             + "S: a4 OK\nC: a5 NOOP\nS: * 5 EXPUNGE\nS: a5 OK\nC: a6 UID FETCH 5 (UID FLAGS)\nS: a6 OK");
        QVERIFY(isOver());
    }
    void aServerThatNeverKeepsItIsAskedNoMoreThanOften()
    {
        mark({5});
        QByteArray script = "U: mark\n";
        for (quint32 round = 0; round < 4; ++round)
            script += "C: a" + number(4 + 3 * round) + " UID STORE 5 +FLAGS (\\Seen)\nS: a"
                + number(4 + 3 * round) + " OK\nC: a" + number(5 + 3 * round) + " NOOP\nS: a"
                + number(5 + 3 * round) + " OK\nC: a" + number(6 + 3 * round) + " UID FETCH 5 (UID FLAGS)\n"
                + flags(5, 5) + "S: a" + number(6 + 3 * round) + " OK\n";
        play(script);
        QCOMPARE(m_world->room().journal()->failures().size(), size_t{1});
    }
    void oneCopyAfterTheOther()
    {
        COVERS("MA-39");
        copy({1});
        m_world->on("another", [this] {
            m_world->room().journal()->append(journal::CopyMessages{targets(*m_world, {2}), "Sent"});
        });
        play("U: copy\nU: another\nC: a4 UID FETCH 1 (@who@)\n" + who(1, 1) + "S: a4 OK\n" + next("a5")
             + "C: a6 UID COPY 1 Sent\n");
        play("S: * 3 EXPUNGE\nS: a6 OK [COPYUID 9 1 11] done\nC: a7 UID FETCH 2 (@who@)\n" + who(2, 2)
             + "S: a7 OK\n" + next("a8") + "C: a9 UID COPY 2 Sent\nS: a9 OK [COPYUID 9 2 12] done");
        QVERIFY(isOver());
    }
    void aCopyThatWasRefusedIsAskedAgainForThoseThatAreLeft()
    {
        COVERS("MA-40");
        copy({2, 4, 6});
        Ended ended(*m_world);
        play("U: copy\nC: a4 UID FETCH 2,4,6 (@who@)\n" + who(2, 2) + who(4, 4) + who(6, 6) + "S: a4 OK\n"
             + next("a5")
             + "C: a6 UID COPY 2,4,6 Sent\nS: * 4 EXPUNGE\n"
               "S: a6 NO COPY rejected, because some of the requested messages were expunged\n"
               "C: a7 NOOP\nS: a7 OK\nC: a8 UID FETCH 2,4,6 (@who@)\n"
             + who(2, 2) + who(5, 6)
             + "S: a8 OK\nC: a9 UID COPY 2,6 Sent\nS: a9 OK [COPYUID 9 2,6 1:2] done");
        QVERIFY(isOver());
        QCOMPARE(ended.arrived(), size_t{2});
    }
    void whatWasCopiedIsWhatWasMeantWhenItWasSent()
    {
        COVERS("MA-41", "MA-42");
        copy({2, 4});
        Ended ended(*m_world);
        play("U: copy\nC: a4 UID FETCH 2,4 (@who@)\n" + who(2, 2) + who(4, 4) + "S: a4 OK\n" + next("a5")
             + "C: a6 UID COPY 2,4 Sent\nS: * 3 EXPUNGE\nS: * 3 EXPUNGE\n"
               "S: a6 OK [COPYUID 9 2,4 31:32] done");
        QVERIFY(isOver());
        const auto outcome = journal::outcomeOf(ended.last->detail);
        QVERIFY(outcome->places
                == (std::vector<journal::Outcome::Place>{{Uid{2}, Uid{31}}, {Uid{4}, Uid{32}}}));
    }
    void halfACopyIsNotTakenForAll()
    {
        COVERS("MA-43");
        copy({2, 4, 6});
        Ended ended(*m_world);
        play("U: copy\nC: a4 UID FETCH 2,4,6 (@who@)\n" + who(2, 2) + who(4, 4) + who(6, 6) + "S: a4 OK\n"
             + next("a5") + "C: a6 UID COPY 2,4,6 Sent\nS: a6 OK [COPYUID 9 2 1] done");
        QVERIFY(isOver());
        QCOMPARE(ended.arrived(), size_t{1});
    }
    // Nothing was told of which: those that have gone meanwhile are looked for in Sent, where they are not.
    void withoutCopyUidWhatHasGoneMeanwhileIsLookedFor()
    {
        COVERS("MA-43");
        copy({2, 4, 6});
        Ended ended(*m_world);
        play("U: copy\nC: a4 UID FETCH 2,4,6 (@who@)\n" + who(2, 2) + who(4, 4) + who(6, 6) + "S: a4 OK\n"
             + next("a5")
             + "C: a6 UID COPY 2,4,6 Sent\nS: a6 OK done\nC: a7 NOOP\nS: * 6 EXPUNGE\nS: * 4 EXPUNGE\nS: a7 "
               "OK\n"
               "C: a8 UID FETCH 2,4,6 (@who@)\n"
             + who(2, 2) + "S: a8 OK");
        m_world->settle();
        QVERIFY(isOver());
        QCOMPARE(ended.arrived(), size_t{1});
    }
    // Cyrus names copies that were never made. The other connection finds none in Sent.
    void nothingIsRemovedOnTheWordOfCopyUid_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::newRow("named") << "OK [COPYUID 9 2 1] done"_ba;
        QTest::newRow("not named") << "OK done"_ba;
    }
    void nothingIsRemovedOnTheWordOfCopyUid()
    {
        COVERS("MA-44", "MA-45");
        QFETCH(QByteArray, answer);
        m_world->on("move", [this] {
            m_world->room().journal()->append(
                journal::MoveMessages{targets(*m_world, {2}), "Sent", journal::MoveMessages::Wish::Move});
        });
        play("U: move\nC: a4 UID FETCH 2 (@who@)\n" + who(2, 2) + "S: a4 OK\n" + next("a5")
             + "C: a6 UID COPY 2 Sent\nS: a6 " + answer);
        m_world->settle();
        QVERIFY(!m_world->everythingSent().contains("\\Deleted"));
        QCOMPARE(m_world->room().journal()->failures().size(), size_t{1});
        QCOMPARE(stored(*m_world).size(), size_t{count});
    }
    // Some servers find every message, whatever is searched for.
    void whatSearchFindsIsNotTakenForTheMessage()
    {
        m_world->on("save", [this] {
            m_world->room().journal()->append(journal::AppendMessage{
                m_world->account().id, "INBOX", {}, {}, "m9@home.example", "Message-ID: <m9@home.example>"});
        });
        play("U: save\nC: a4 UID SEARCH HEADER Message-ID \"m9@home.example\"\nS: * SEARCH 1 2\nS: a4 OK\n"
             "C: a5 UID FETCH 1:2 (@who@)\n"
             + who(1, 1) + who(2, 2) + "S: a5 OK\nC: a6 APPEND INBOX {29}\nS: a6 NO [OVERQUOTA] full");
        QCOMPARE(m_world->room().journal()->failures().size(), size_t{1});
        QCOMPARE(m_world->room().journal()->failures()[0].detail, "full"_ba);
    }
    void aMailboxWithANewNameIsFoundByIt_data()
    {
        QTest::addColumn<bool>("confirmed");
        QTest::newRow("listed") << true;
        QTest::newRow("not listed") << false;
    }
    void aMailboxWithANewNameIsFoundByIt()
    {
        COVERS("MA-09");
        QFETCH(bool, confirmed);
        m_world->on("save", [this] {
            m_world->room().journal()->append(journal::AppendMessage{
                m_world->account().id, "INBOX", {}, {}, "m9@home.example", "Message-ID: <m9@home.example>"});
        });
        play("U: save\nC: a4 UID SEARCH HEADER Message-ID \"m9@home.example\"\nS: * SEARCH\nS: a4 OK\n"
             "C: a5 APPEND INBOX {29}\nS: a5 NO [NEWNAME INBOX BAR] Mailbox has been renamed\n"
             "C: a6 LIST \"\" \"BAR\"\n"
             + QByteArray(confirmed ? "S: * LIST () \"/\" BAR\n" : "") + "S: a6 OK");
        QCOMPARE(m_world->appended().size(), confirmed ? 2 : 0);
        QCOMPARE(m_world->room().journal()->failures().size(), size_t{confirmed ? 0U : 1U});
        if (confirmed)
            QVERIFY(m_world->appended()[0].contains("APPEND BAR"));
    }
};

POSTHORN_TEST(OperationsTest)
#include "tst_operations.moc"
