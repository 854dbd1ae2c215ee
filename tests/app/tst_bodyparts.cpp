// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/mailboxscripts.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;

// Which parts of a message are fetched, in how many commands, and how that is told and ended. As octets.
class BodyPartsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theTextComesInOneCommand_data();
    void theTextComesInOneCommand();
    void whatIsAskedForComesTogether();
    void attachmentsComeWhenTheyAreAskedFor();
    void anEmbeddedMessageComesWhole();
    void largePartsTellHowFarTheyAre();
    void aLargePartThatIsGivenUpEndsBehindItsPiece();
    void whatWaitsForItsTurnAndIsGivenUpIsNeverAskedFor();
    void whatIsAskedForAgainIsNotGivenUp();
};

namespace {

const QByteArray text = R"(("TEXT" "PLAIN" ("CHARSET" "UTF-8") NIL NIL "7BIT" 5 1))";
const QByteArray html = R"(("TEXT" "HTML" ("CHARSET" "UTF-8") NIL NIL "7BIT" 8 1))";

QByteArray leaf(const QByteArray &type, const QByteArray &octets)
{
    return '(' + type + R"( NIL NIL NIL "BASE64" )" + octets + ')';
}

// One message, UID 42, of that structure; the next tag is a4.
void openOne(World &world, const QByteArray &structure)
{
    world.goOnline("IMAP4rev1 UNSELECT");
    world.playOn(
        ("C: a1 SELECT INBOX\n" + selectAnswer("a1", 1) + "C: a2 UID FETCH 1:* (UID FLAGS)\n" + look({42})
         + "S: a2 OK\n" + filled("C: a3 UID FETCH 42 (@items@)\n")
         + "S: * 1 FETCH (UID 42 FLAGS () INTERNALDATE \" 1-Jan-2026 10:00:00 +0000\" RFC822.SIZE 900 "
           "BODYSTRUCTURE "
         + structure + " BODY[HEADER.FIELDS (DATE)] {15}␍␊Subject: hi␍␊␍␊)\nS: a3 OK\n")
            .constData());
    world.on("read",
             [&world] { world.engine().fetchContent(*world.reader().find(folderId(world), {42}), {}); });
    world.on("leave",
             [&world] { world.engine().giveUpContent(*world.reader().find(folderId(world), {42})); });
}

void onFetch(World &world, const QByteArrayList &sections)
{
    world.on("fetch", [&world, sections] {
        world.engine().fetchContent(*world.reader().find(folderId(world), {42}), sections);
    });
}

std::optional<QByteArray> section(World &world, const QByteArray &name)
{
    return world.reader().content(*world.reader().find(folderId(world), {42}))->section(name);
}

QByteArray piece(int from, int octets, char fill)
{
    return "S: * 1 FETCH (UID 42 BODY[2]<" + QByteArray::number(from) + "> {" + QByteArray::number(octets)
        + "}␍␊" + QByteArray(octets, fill) + ")\n";
}

constexpr int full = 262144;

}

void BodyPartsTest::theTextComesInOneCommand_data()
{
    QTest::addColumn<QByteArray>("structure");
    QTest::addColumn<QByteArray>("section");
    const QByteArray picture = leaf(R"("IMAGE" "PNG")", "9000000");
    QTest::newRow("alone") << R"("TEXT" "PLAIN" NIL NIL NIL "7BIT" 5 1)"_ba
                           << "1"_ba;
    QTest::newRow("before attachments") << text + picture + R"( "MIXED")"
                                        << "1"_ba;
    QTest::newRow("behind attachments") << picture + text + R"( "MIXED")"
                                        << "2"_ba;
    QTest::newRow("in two forms") << text + html + R"( "ALTERNATIVE")"
                                  << "1"_ba;
    QTest::newRow("deep") << picture + '(' + '(' + text + html + R"( "ALTERNATIVE"))" + picture
            + R"( "RELATED") "MIXED")"
                          << "2.1.1"_ba;
    QTest::newRow("in a container of Outlook's for want of another")
        << R"("APPLICATION" "MS-TNEF" ("NAME" "winmail.dat") NIL NIL "7BIT" 5)"_ba
        << "1"_ba;
}

// From the click to the text: one round trip, and nothing that was not asked for.
void BodyPartsTest::theTextComesInOneCommand()
{
    QFETCH(QByteArray, structure);
    QFETCH(QByteArray, section);
    World world;
    openOne(world, '(' + structure + ')');
    world.play(("U: read\nC: a4 UID FETCH 42 (UID FLAGS BODY.PEEK[HEADER] BODY.PEEK[" + section
                + "])\nS: * 1 FETCH (UID 42 BODY[HEADER] \"Subject: x\" BODY[" + section
                + "] \"hello\")\nS: a4 OK")
                   .constData());
    QCOMPARE(::section(world, section), std::optional("hello"_ba));
}

void BodyPartsTest::whatIsAskedForComesTogether()
{
    World world;
    openOne(world, '(' + text + html + R"( "ALTERNATIVE"))");
    onFetch(world, {"1", "2"});
    world.play(
        "U: fetch\nC: a4 UID FETCH 42 (UID FLAGS BODY.PEEK[HEADER] BODY.PEEK[1] BODY.PEEK[2])\n"
        "S: * 1 FETCH (UID 42 BODY[HEADER] \"Subject: x\" BODY[1] \"hello\" BODY[2] \"<p>hello\")\nS: a4 OK");
    QCOMPARE(section(world, "2"), std::optional("<p>hello"_ba));
}

void BodyPartsTest::attachmentsComeWhenTheyAreAskedFor()
{
    World world;
    openOne(world, '(' + text + leaf(R"("APPLICATION" "PDF")", "8") + R"( "MIXED"))");
    onFetch(world, {"2"});
    world.play("U: read\nC: a4 UID FETCH 42 (UID FLAGS BODY.PEEK[HEADER] BODY.PEEK[1])\n"
               "S: * 1 FETCH (UID 42 BODY[HEADER] \"Subject: x\" BODY[1] \"hello\")\nS: a4 OK\n"
               "U: fetch\nC: a5 UID FETCH 42 (UID FLAGS BODY.PEEK[2])\n"
               "S: * 1 FETCH (UID 42 BODY[2] \"JVBERi0x\")\nS: a5 OK");
    QCOMPARE(section(world, "2"), std::optional("JVBERi0x"_ba));
}

void BodyPartsTest::anEmbeddedMessageComesWhole()
{
    World world;
    const QByteArray message =
        R"(("MESSAGE" "RFC822" NIL NIL NIL "7BIT" 2000000 (NIL "Inner" NIL NIL NIL NIL NIL NIL )"
        "NIL NIL) ("
        + text + html + R"( "ALTERNATIVE") 30))";
    openOne(world, '(' + text + message + R"( "MIXED"))");
    onFetch(world, {"2"});
    world.play(("U: fetch\nC: a4 UID FETCH 42 (UID FLAGS BODY.PEEK[HEADER])\n"
                "S: * 1 FETCH (UID 42 BODY[HEADER] \"Subject: x\")\nS: a4 OK\n"
                "C: a5 UID FETCH 42 (UID BODY.PEEK[2]<0.262144>)\n"
                + piece(0, 2'000'000, 'm') + "S: a5 OK\n")
                   .constData());
    QCOMPARE(section(world, "2"), std::optional(QByteArray(2'000'000, 'm')));
}

void BodyPartsTest::largePartsTellHowFarTheyAre()
{
    World world;
    openOne(world, '(' + text + leaf(R"("APPLICATION" "PDF")", "1200000") + R"( "MIXED"))");
    onFetch(world, {"1", "2"});
    const QSignalSpy progressed(&world.engine(), &app::Engine::contentProgressed);
    world.play(("U: fetch\nC: a4 UID FETCH 42 (UID FLAGS BODY.PEEK[HEADER] BODY.PEEK[1])\n"
                "S: * 1 FETCH (UID 42 BODY[HEADER] \"Subject: x\" BODY[1] \"hello\")\nS: a4 OK\n"
                "C: a5 UID FETCH 42 (UID BODY.PEEK[2]<0.262144>)\n"
                + piece(0, full, 'x') + "S: a5 OK\nC: a6 UID FETCH 42 (UID BODY.PEEK[2]<262144.262144>)\n"
                + piece(full, 1'200'000 - full, 'y') + "S: a6 OK\n")
                   .constData());
    QCOMPARE(progressed.size(), 2);
    QCOMPARE(progressed.first().at(1).toLongLong(), qint64{5 + full});
    QCOMPARE(progressed.first().at(2).toLongLong(), qint64{1'200'005});
    QCOMPARE(progressed.last().at(1).toLongLong(), qint64{1'200'005});
    QCOMPARE(section(world, "2"), std::optional(QByteArray(full, 'x') + QByteArray(1'200'000 - full, 'y')));
}

void BodyPartsTest::aLargePartThatIsGivenUpEndsBehindItsPiece()
{
    World world;
    openOne(world, '(' + text + leaf(R"("APPLICATION" "PDF")", "5000000") + R"( "MIXED"))");
    onFetch(world, {"2"});
    const QSignalSpy progressed(&world.engine(), &app::Engine::contentProgressed);
    const QSignalSpy failed(&world.engine(), &app::Engine::contentFailed);
    world.play(("U: fetch\nC: a4 UID FETCH 42 (UID FLAGS BODY.PEEK[HEADER])\n"
                "S: * 1 FETCH (UID 42 BODY[HEADER] \"Subject: x\")\nS: a4 OK\n"
                "C: a5 UID FETCH 42 (UID BODY.PEEK[2]<0.262144>)\nU: leave\n"
                + piece(0, full, 'x') + "S: a5 OK\nU: read\n"
                + "C: a6 UID FETCH 42 (UID FLAGS BODY.PEEK[1])\n"
                  "S: * 1 FETCH (UID 42 BODY[1] \"hello\")\nS: a6 OK\n")
                   .constData());
    QCOMPARE(progressed.size() + failed.size(), 0);  // nobody waits for it; the header that had come is kept
    QVERIFY(!section(world, "2"));
    QCOMPARE(section(world, "1"), std::optional("hello"_ba));
}

void BodyPartsTest::whatWaitsForItsTurnAndIsGivenUpIsNeverAskedFor()
{
    World world;
    openOne(world, '(' + text + leaf(R"("APPLICATION" "PDF")", "5000000") + R"( "MIXED"))");
    onFetch(world, {"1", "2"});
    const QSignalSpy failed(&world.engine(), &app::Engine::contentFailed);
    world.play("U: fetch\nC: a4 UID FETCH 42 (UID FLAGS BODY.PEEK[HEADER] BODY.PEEK[1])\nU: leave\n"
               "S: * 1 FETCH (UID 42 BODY[HEADER] \"Subject: x\" BODY[1] \"hello\")\nS: a4 OK\nT: 1s");
    QCOMPARE(failed.size(), 0);
    QVERIFY(!section(world, "2"));
}

void BodyPartsTest::whatIsAskedForAgainIsNotGivenUp()
{
    World world;
    openOne(world, '(' + text + leaf(R"("APPLICATION" "PDF")", "1200000") + R"( "MIXED"))");
    onFetch(world, {"2"});
    world.play(("U: fetch\nC: a4 UID FETCH 42 (UID FLAGS BODY.PEEK[HEADER])\nU: leave\nU: fetch\n"
                "C: a5 UID FETCH 42 (UID FLAGS BODY.PEEK[HEADER])\n"
                "S: * 1 FETCH (UID 42 BODY[HEADER] \"Subject: x\")\nS: a4 OK\n"
                "S: * 1 FETCH (UID 42 BODY[HEADER] \"Subject: x\")\nS: a5 OK\n"
                "C: a6 UID FETCH 42 (UID BODY.PEEK[2]<0.262144>)\n"
                + piece(0, 1'200'000, 'x') + "S: a6 OK\n")
                   .constData());
    QCOMPARE(section(world, "2"), std::optional(QByteArray(1'200'000, 'x')));
}

POSTHORN_TEST(BodyPartsTest)
#include "tst_bodyparts.moc"
