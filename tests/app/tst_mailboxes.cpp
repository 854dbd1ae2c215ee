// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/sync/convert.h"

#include <algorithm>

#include "tests/app/receiptworld.h"
#include "tests/app/world.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;
using imap::Uid;

namespace {

constexpr char plainServer[] = "IMAP4rev1 UNSELECT";

QByteArray summary(quint32 number, const QByteArray &structure)
{
    const QByteArray n = QByteArray::number(number);
    return "* " + n + " FETCH (UID " + n
        + " FLAGS () INTERNALDATE \" 1-Jan-2026 10:00:00 +0000\" RFC822.SIZE 900 BODYSTRUCTURE " + structure
        + " BODY[HEADER.FIELDS (DATE)] {15}\r\nSubject: hi\r\n\r\n)\r\n";
}

QByteArray look(quint32 count)
{
    QByteArray lines;
    for (quint32 uid = 1; uid <= count; ++uid)
        lines += "S: * " + QByteArray::number(uid) + " FETCH (UID " + QByteArray::number(uid)
            + (uid % 2 == 0 ? " FLAGS (\\Seen))\n" : " FLAGS ())\n");
    return lines;
}

// From SELECT to the end of the look: so many messages, every second one seen; the next tag is a3.
void select(World &world, quint32 count, const QByteArray &codes)
{
    world.playOn(("C: a1 SELECT INBOX\nS: * " + QByteArray::number(count) + " EXISTS\n" + codes
                  + "S: a1 OK [READ-WRITE] selected\nC: a2 UID FETCH 1:* (UID FLAGS)\n" + look(count)
                  + "S: a2 OK\n")
                     .constData());
}

QByteArray items(const char *command)
{
    return QByteArray(command) + " (" + imap::sync::summaryItems + ")";
}

constexpr char text[] = R"(("TEXT" "PLAIN" NIL NIL NIL "7BIT" 5 1))";

}

// What a mailbox tells, and what an account makes of it.
class MailboxesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // And the one is asked for again with the next look.
    void aResponseThatCannotBeReadCostsOneRow()
    {
        COVERS("I4-021");
        World world;
        world.goOnline(plainServer);
        select(world, 100, "S: * OK [UIDVALIDITY 7] v\n");
        world.playOn(("C: " + items("a3 UID FETCH 1:100")).constData());
        for (quint32 number = 1; number <= 100; ++number)
            world.server()->serverSends(summary(number, number == 50 ? "(\"TEXT\" ((" : text));
        // It is there, and is not given however often it is asked for.
        QByteArray asked = "S: a3 OK done\nC: a4 NOOP\nS: a4 OK\nC: a5 UID FETCH 50 (UID FLAGS)\n"
                           "S: * 50 FETCH (UID 50 FLAGS ())\nS: a5 OK\n";
        for (const QByteArray tag : {"a6", "a7", "a8", "a9"})
            asked += "C: " + items(tag + " UID FETCH 50") + "\nS: " + tag + " OK\n";
        world.play(asked.constData());
        const std::vector<quint32> uids = stored(world);
        QCOMPARE(uids.size(), std::size_t{99});
        QVERIFY(std::find(uids.begin(), uids.end(), 50) == uids.end());
        QCOMPARE(world.statuses().back().kind, accounts::Status::Kind::Online);
        QByteArray again = "X\nT: 2s\nA\nS: * PREAUTH [CAPABILITY IMAP4rev1] hello\nC: a1 SELECT INBOX\n"
                           "S: * 100 EXISTS\nS: * OK [UIDVALIDITY 7] v\nS: a1 OK done\n"
                           "C: a2 UID FETCH 1:* (UID FLAGS)\n"
            + look(100) + "S: a2 OK\nC: " + items("a3 UID FETCH 50") + "\n";
        world.playOn(again.constData());
        QVERIFY(!world.hasFailed());
    }

    void theFirstUnseenMessageIsNoCount_data()
    {
        QTest::addColumn<QByteArray>("codes");
        QTest::newRow("told") << "S: * OK [UIDVALIDITY 7] v\nS: * OK [UNSEEN 9] first\n"_ba;
        QTest::newRow("not told") << "S: * OK [UIDVALIDITY 7] v\n"_ba;
        QTest::newRow("nonsense") << "S: * OK [UIDVALIDITY 7] v\nS: * OK [UNSEEN 4000000000] first\n"_ba;
    }
    void theFirstUnseenMessageIsNoCount()
    {
        COVERS("I4-097");
        QFETCH(QByteArray, codes);
        World world;
        world.goOnline(plainServer);
        select(world, 4, codes);
        world.playOn(("C: " + items("a3 UID FETCH 1:4")).constData());
        for (quint32 number = 1; number <= 4; ++number) {
            QByteArray response = summary(number, text);
            if (number % 2 == 0)
                response.replace("FLAGS ()", "FLAGS (\\Seen)");
            world.server()->serverSends(response);
        }
        world.play("S: a3 OK done");
        const auto folder = world.reader().folder(world.account().id, "INBOX");
        QCOMPARE(folder->messages, 4U);
        QCOMPARE(folder->unseen, 2U);
    }

    // UIDs that do not last: what was kept of another time is not shown as if it was this mail.
    void nothingIsKeptByUidsThatDoNotLast_data()
    {
        QTest::addColumn<QByteArray>("codes");
        QTest::addColumn<QString>("rows");
        QTest::newRow("not sticky")
            << "S: * OK [UIDVALIDITY 7] v\nS: * NO [X] n\nS: * OK [UIDNOTSTICKY] x\n"_ba << u"I4-096 I2-56"_s;
        QTest::newRow("no UIDVALIDITY") << ""_ba << u"I2-56 I4-091"_s;
    }
    void nothingIsKeptByUidsThatDoNotLast()
    {
        QFETCH(QString, rows);
        COVERS(rows);
        QFETCH(QByteArray, codes);
        World world;
        world.goOnline(plainServer);
        select(world, 1, codes);
        world.playOn(("C: " + items("a3 UID FETCH 1")).constData());
        world.server()->serverSends(summary(1, text));
        world.play("S: a3 OK done");
        QCOMPARE(stored(world), std::vector<quint32>{1});
        // An operation of that time must not reach the message that has the number next time.
        const auto folder = world.reader().folder(world.account().id, "INBOX");
        const journal::Target target{
            world.account().id, "INBOX", folder->state->uidValidity, Uid{1}, "m@x", {}};
        world.playOn("X");
        world.room().journal()->append(journal::ChangeFlags{journal::Targets::of(target), "\\Deleted", true});
        for (int time = 0; time < 5; ++time) {  // for as often as one likes
            world.playOn("T: 60s\nA\nS: * PREAUTH [CAPABILITY IMAP4rev1] hello\nC: a1 SELECT INBOX\n"
                         "S: * 1 EXISTS");
            // What it was about is looked for by what it says of itself, and is not there.
            const bool first = time == 0;
            world.playOn(
                (codes + "S: a1 OK done\n"
                 + (first ? "C: a2 UID SEARCH HEADER Message-ID \"m@x\"\nS: * SEARCH\nS: a2 OK\n" : "")
                 + (first ? "C: a3" : "C: a2") + " UID FETCH 1:* (UID FLAGS)")
                    .constData());
            QCOMPARE(stored(world), std::vector<quint32>{});
            world.playOn(("S: * 1 FETCH (UID 1 FLAGS ())\nS: " + QByteArray(first ? "a3" : "a2")
                          + " OK\nC: " + items(first ? "a4 UID FETCH 1" : "a3 UID FETCH 1"))
                             .constData());
            world.server()->serverSends(summary(1, text));
            world.playOn(first ? "S: a4 OK done\nX" : "S: a3 OK done\nX");
            QCOMPARE(stored(world), std::vector<quint32>{1});
        }
        QVERIFY(!world.everythingSent().contains("STORE"));
        QVERIFY(!world.hasFailed());
    }

    void theRootOfAListIsNoFolder()
    {
        COVERS("I4-114");
        World world;
        world.forgetFolders();
        world.goOnline(plainServer);
        world.playOn(
            "C: a1 LIST \"\" \"*\"\nS: * LIST (\\Noselect) \"/\" \"\"\nS: * LIST () \"/\" INBOX\n"
            "S: * LIST () \"/\" Work\nS: a1 OK\nC: a2 LSUB \"\" \"*\"\nS: a2 OK\nC: a3 SELECT INBOX");
        QByteArrayList names;
        for (const store::Folder &folder : world.reader().folders(world.account().id))
            names.append(folder.mailbox);
        std::sort(names.begin(), names.end());
        QCOMPARE(names, (QByteArrayList{"INBOX", "Work"}));
    }

    // RFC 1176: no structure, no parts. The message comes whole, and its parts are found here.
    void aServerWithoutPartsIsReadAllTheSame_data()
    {
        QTest::addColumn<QByteArray>("message");
        QTest::newRow("plain") << "Subject: hi\r\n\r\nhello"_ba;
        QTest::newRow("parts")
            << "Subject: hi\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n"
               "\r\n--b\r\nContent-Type: image/png\r\n\r\nxx\r\n--b\r\nContent-Type: "
               "text/plain\r\nContent-Transfer-Encoding: base64\r\n\r\naGVsbG8=\r\n--b--\r\n"_ba;
    }
    void aServerWithoutPartsIsReadAllTheSame()
    {
        COVERS("I2-19");
        QFETCH(QByteArray, message);
        World world;
        world.goOnline("IMAP2");
        world.playOn(R"(
            C: a1 SELECT INBOX
            S: * 1 EXISTS
            S: a1 OK SELECT completed
            C: a2 FETCH 1 (FLAGS)
            S: * 1 FETCH (FLAGS ())
            S: a2 OK
            C: a3 FETCH 1 (FLAGS INTERNALDATE RFC822.SIZE BODY RFC822.HEADER)
            S: a3 BAD Bogus attribute
            C: a4 FETCH 1 (FLAGS INTERNALDATE RFC822.SIZE RFC822.HEADER)
            S: * 1 FETCH (FLAGS () INTERNALDATE " 9-Apr-90 21:03:15-PDT" RFC822.SIZE 20 RFC822.HEADER "Subject: hi")
            S: a4 OK
        )");
        QCOMPARE(stored(world), std::vector<quint32>{1});
        world.on("read", [&world] { world.engine().fetchContent(copyOf(world, Uid{1}), {}); });
        world.playOn("U: read\nC: a5 FETCH 1 (FLAGS RFC822.HEADER RFC822)");
        world.server()->serverSends("* 1 FETCH (FLAGS (\\Seen) RFC822.HEADER \"Subject: hi\" RFC822 {"
                                    + QByteArray::number(message.size()) + "}\r\n" + message
                                    + ")\r\na5 OK\r\n");
        world.play("C: a6 STORE 1 -FLAGS (\\Seen)\nS: a6 OK");
        const auto content = world.reader().content(copyOf(world, Uid{1}));
        const mime::PartInfo *part = mime::readablePart(content->structure);
        QVERIFY(part != nullptr);
        const auto octets = content->section(part->section);
        QVERIFY(octets.has_value());
        QCOMPARE(mime::readableText(*part, *octets).trimmed(), u"hello"_s);
    }
};

POSTHORN_TEST(MailboxesTest)
#include "tst_mailboxes.moc"
