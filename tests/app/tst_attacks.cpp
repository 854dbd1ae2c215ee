// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/sync/convert.h"
#include "widgets/displaytext.h"

#include <QDirIterator>

#include <algorithm>

#include "tests/app/world.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;
using Kind = accounts::Status::Kind;

namespace {

QStringList filesBelow(const QString &folder)
{
    QStringList files;
    QDirIterator all(folder, QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot,
                     QDirIterator::Subdirectories);
    while (all.hasNext())
        files.append(all.next());
    files.sort();
    return files;
}

QByteArray quoted(QByteArray name)
{
    return '"' + name.replace('\\', "\\\\").replace('"', "\\\"") + '"';
}

// Some two hundred names: ways out of a folder, into a shell, and past the eye.
QByteArrayList hostileNames(const QString &marker)
{
    QByteArrayList names;
    const QByteArray file = marker.toUtf8();
    for (const QByteArray &name : QByteArrayList{"../../../../etc/passwd",
                                                 "/etc/passwd",
                                                 "~/.ssh/id_rsa",
                                                 "..",
                                                 ".",
                                                 "C:\\x",
                                                 "\\\\host\\share",
                                                 "a/../../b",
                                                 "-rf",
                                                 "con",
                                                 "%2e%2e%2f",
                                                 "x;touch " + file,
                                                 "`touch " + file + "`",
                                                 "$(touch " + file + ")",
                                                 "|touch " + file,
                                                 "&touch " + file,
                                                 "' or 1=1 --",
                                                 "'; DROP TABLE folders; --",
                                                 "<img src=x>",
                                                 "<b>INBOX</b>",
                                                 "\x1b[31mred",
                                                 "a\tb",
                                                 "inbox\x7f",
                                                 "\xe2\x80\xaetxt.exe",
                                                 "\xe2\x80\x8bINBOX",
                                                 "&AAA-",
                                                 "&",
                                                 "&-",
                                                 "&AGE-",
                                                 "&ZeVnLIqe",
                                                 "&2AA-",
                                                 "INB\xc3\x96X",
                                                 "\xff\xfe",
                                                 "x{5}",
                                                 "x\" NIL (",
                                                 "&IK4-txt"}) {
        for (const char *around : {"", "../", "folder/", "/", "./", "a/b/"})
            names.append(around + name);
    }
    names.append(QByteArray(64 * 1024, 'n'));
    names.append(QByteArray("d/").repeated(5000));
    return names;
}

bool isSafe(const QString &shown)
{
    return std::none_of(shown.begin(), shown.end(), [](QChar c) {
        return c.category() == QChar::Other_Control || (c >= QChar(0x202a) && c <= QChar(0x202e))
            || (c >= QChar(0x2066) && c <= QChar(0x2069));
    });
}

QByteArray summary(quint32 number, quint32 uid)
{
    return "S: * " + QByteArray::number(number) + " FETCH (UID " + QByteArray::number(uid)
        + " FLAGS () INTERNALDATE \" 1-Jan-2026 10:00:00 +0000\" RFC822.SIZE 900 BODYSTRUCTURE (\"TEXT\" "
          "\"PLAIN\" NIL NIL NIL \"7BIT\" 5 1) BODY[HEADER.FIELDS (DATE)] {15}␍␊Subject: hi␍␊␍␊)\n";
}

// SELECT INBOX and two messages, UIDs 10 and 20; the next tag is a4.
void openTwo(World &world, quint32 validity = 7, const char *capabilities = "IMAP4rev1 UNSELECT")
{
    world.goOnline(capabilities);
    world.playOn(("C: a1 SELECT INBOX\nS: * 2 EXISTS\nS: * OK [UIDVALIDITY " + QByteArray::number(validity)
                  + "] v\nS: a1 OK [READ-WRITE] selected\nC: a2 UID FETCH 1:* (UID FLAGS)\n"
                    "S: * 1 FETCH (UID 10 FLAGS ())\nS: * 2 FETCH (UID 20 FLAGS ())\nS: a2 OK\n")
                     .constData());
    world.playOn(QByteArray("C: a3 UID FETCH 10,20 (" + QByteArray(imap::sync::summaryItems) + ")\n"
                            + summary(1, 10) + summary(2, 20) + "S: a3 OK done")
                     .constData());
}

store::Folder inbox(World &world)
{
    return world.reader().folder(world.account().id, "INBOX").value_or(store::Folder());
}

store::CopyId copyOf(World &world, quint32 uid)
{
    return world.reader().find(inbox(world).id, imap::Uid{uid}).value_or(store::CopyId{});
}

QByteArray textOf(World &world, quint32 uid)
{
    const auto content = world.reader().content(copyOf(world, uid));
    return content ? content->section("1").value_or(QByteArray("nothing")) : QByteArray("no message");
}

}

// A server that lies about folders and messages: what reaches the disk, the store and the eye.
class AttacksTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesOfMailboxesAreNothingButNames();
    void onlyTheTextThatWasAskedForIsKept_data();
    void onlyTheTextThatWasAskedForIsKept();
    void sizesAreHints();
    void endlessRenumberingIsLeftAlone();
    void aDeadIdleIsFoundOut();
};

void AttacksTest::namesOfMailboxesAreNothingButNames()
{
    COVERS("SEC-45", "SEC-46", "SEC-48");
    const QTemporaryDir outside;
    const QString marker = outside.filePath(u"touched"_s);
    World world;
    world.forgetFolders();
    world.goOnline("IMAP4rev1 UNSELECT");
    const QStringList before = filesBelow(world.profile());
    const QByteArrayList names = hostileNames(marker);
    world.playOn("C: a1 LIST \"\" \"*\"");
    for (const QByteArray &name : names)
        world.server()->serverSends("* LIST () \"/\" " + quoted(name) + "\r\n");
    world.playOn("S: * LIST () \"/\" INBOX\nS: a1 OK\nC: a2 LSUB \"\" \"*\"\nS: a2 OK\nC: a3 SELECT "
                 "INBOX\nS: * 0 EXISTS\n"
                 "S: * OK [UIDVALIDITY 1] v\nS: a2 OK done");
    const auto folders = world.reader().folders(world.account().id);
    QVERIFY(names.size() >= 200);
    QVERIFY(folders.size() >= 180);
    int opened = 0;
    for (const store::Folder &folder : folders) {
        models::FolderItem item;
        item.segment = folder.name;
        item.folder = folder;
        const QString shown = DisplayText::folderName(item);
        QVERIFY2(isSafe(shown), folder.mailbox.left(60).toPercentEncoding());
        // What is shown alike is still told apart by its octets.
        QCOMPARE(std::count_if(folders.begin(), folders.end(),
                               [&](const store::Folder &other) { return other.mailbox == folder.mailbox; }),
                 1);
        if (opened++ < 20)
            world.engine().openFolder(folder.id);
        world.settle();
    }
    QCOMPARE(filesBelow(world.profile()), before);
    QVERIFY(filesBelow(outside.path()).isEmpty());
    QVERIFY(!world.hasFailed());
}

void AttacksTest::onlyTheTextThatWasAskedForIsKept_data()
{
    QTest::addColumn<QByteArray>("answers");
    QTest::addColumn<QByteArray>("kept");   // of UID 10
    QTest::addColumn<QByteArray>("again");  // what is asked for once more, and answered in the same way
    const QByteArray both = "BODY.PEEK[HEADER] BODY.PEEK[1]";
    const QByteArray text = "BODY.PEEK[1]";
    const QByteArray right = "S: * 1 FETCH (UID 10 BODY[HEADER] \"Subject: x\" BODY[1] \"right\")\n";
    QTest::newRow("another message's")
        << "S: * 2 FETCH (UID 20 BODY[HEADER] \"Subject: y\" BODY[1] \"wrong\")\n" + right << "right"_ba
        << ""_ba;
    QTest::newRow("another one's, afterwards")
        << right + "S: * 2 FETCH (UID 20 BODY[HEADER] \"Subject: y\" BODY[1] \"wrong\")\n"
        << "right"_ba
        << ""_ba;
    QTest::newRow("only another one's")
        << "S: * 2 FETCH (UID 20 BODY[HEADER] \"Subject: y\" BODY[1] \"wrong\")\n"_ba
        << "nothing"_ba << both;
    QTest::newRow("without a UID") << "S: * 1 FETCH (BODY[HEADER] \"Subject: y\" BODY[1] \"wrong\")\n"_ba
                                   << "nothing"_ba << both;
    QTest::newRow("another section")
        << "S: * 1 FETCH (UID 10 BODY[HEADER] \"Subject: x\" BODY[2] \"wrong\")\n"_ba
        << "nothing"_ba << text;
    QTest::newRow("the header twice")
        << "S: * 1 FETCH (UID 10 BODY[HEADER] \"Subject: x\" BODY[HEADER] \"Subject: y\")\n"_ba
        << "nothing"_ba << text;
    QTest::newRow("the text twice") << "S: * 1 FETCH (UID 10 BODY[1] \"wrong\")\n" + right << "right"_ba
                                    << ""_ba;
}

void AttacksTest::onlyTheTextThatWasAskedForIsKept()
{
    COVERS("SEC-51");
    QFETCH(QByteArray, answers);
    QFETCH(QByteArray, kept);
    QFETCH(QByteArray, again);
    World world;
    openTwo(world);
    const QByteArray unasked = "S: * 1 FETCH (UID 10 BODY[HEADER] \"Subject: y\" BODY[1] \"unasked\")\n"
                               "S: * 2 FETCH (UID 20 BODY[HEADER] \"Subject: y\" BODY[1] \"unasked\")\n";
    world.play(unasked.constData());
    QCOMPARE(textOf(world, 10), "nothing"_ba);
    world.on("read", [&] { world.engine().fetchContent(copyOf(world, 10), {}); });
    QByteArray script =
        "U: read\nC: a4 UID FETCH 10 (UID FLAGS BODY.PEEK[HEADER] BODY.PEEK[1])\n" + answers + "S: a4 OK\n";
    if (!again.isEmpty())
        script += "C: a5 UID FETCH 10 (UID FLAGS " + again + ")\n" + answers + "S: a5 OK\n";
    world.play((script + unasked).constData());
    QCOMPARE(textOf(world, 10), kept);
    QCOMPARE(textOf(world, 20), "nothing"_ba);
}

void AttacksTest::sizesAreHints()
{
    COVERS("SEC-52", "I4-169");
    for (const qsizetype octets : {1, 4, 6, 899, 901, 300'000}) {  // RFC822.SIZE said 900, BODYSTRUCTURE 5
        World world;
        openTwo(world);
        world.on("read", [&] { world.engine().fetchContent(copyOf(world, 10), {}); });
        world.playOn("U: read\nC: a4 UID FETCH 10 (UID FLAGS BODY.PEEK[HEADER] BODY.PEEK[1])");
        const QByteArray text(octets, 't');
        world.server()->serverSends("* 1 FETCH (UID 10 BODY[HEADER] \"Subject: x\" BODY[1] {"
                                    + QByteArray::number(octets) + "}\r\n" + text + ")\r\na4 OK\r\n");
        world.settle();
        QCOMPARE(textOf(world, 10), text);
    }
}

void AttacksTest::endlessRenumberingIsLeftAlone()
{
    COVERS("SEC-53");
    World world;
    std::vector<accounts::Notice> notices;
    connect(&world.engine(), &app::Engine::noticed, this,
            [&notices](const accounts::Notice &notice) { notices.push_back(notice); });
    openTwo(world);
    const store::FolderId sent = world.reader().folder(world.account().id, "Sent")->id;
    int looks = 0;
    for (int flip = 0; flip < 1000; ++flip) {
        world.engine().openFolder(flip % 2 == 0 ? sent : inbox(world).id);
        for (int answers = 0; answers < 6; ++answers) {
            world.settle();
            // Whatever is asked is answered as if there was one message, with a new UIDVALIDITY each time.
            const QByteArrayList lines = world.takeSent().split('\n');
            for (const QByteArray &line : lines) {
                const QByteArrayList words = line.trimmed().split(' ');
                QByteArray data;
                if (words.value(1) == "SELECT")
                    data = "* " + QByteArray(words.value(2) == "INBOX" ? "1" : "0")
                        + " EXISTS\r\n* OK [UIDVALIDITY "
                        + QByteArray::number(words.value(2) == "INBOX" ? 100 + flip : 1) + "] v\r\n";
                if (words.value(2) == "FETCH") {
                    ++looks;
                    data = "* 1 FETCH (UID 10 FLAGS ())\r\n";
                }
                if (words.size() > 1)
                    world.server()->serverSends(data + words.value(0) + " OK done\r\n");
            }
        }
    }
    QVERIFY2(looks <= 16, QByteArray::number(looks).constData());
    QVERIFY(!notices.empty());
    QCOMPARE(notices.front().kind, accounts::Notice::Kind::RenumberedForEver);
    QCOMPARE(notices.front().mailbox, "INBOX"_ba);
    QCOMPARE(inbox(world).state->uidValidity, imap::UidValidity{103});
}

void AttacksTest::aDeadIdleIsFoundOut()
{
    COVERS("SEC-56", "SEC-55");
    World world;
    openTwo(world, 7, "IMAP4rev1 UNSELECT IDLE");
    world.playOn("C: a4 IDLE\nS: + idling\nT: 9min\nC: DONE");  // and from here on the line is dead
    world.playOn("T: 119s");
    QCOMPARE(world.statuses().back().kind, Kind::Online);
    const auto told = qsizetype(world.statuses().size());
    const int before = world.connections();
    world.playOn("T: 4s");  // the first wait is a random part of two seconds
    QVERIFY(std::any_of(world.statuses().begin() + told, world.statuses().end(),
                        [](const auto &status) { return status.kind == Kind::WaitingToReconnect; }));
    QVERIFY(world.connections() > before);  // eleven minutes after the last sign of life
}

#include "tst_attacks.moc"
POSTHORN_TEST(AttacksTest)
