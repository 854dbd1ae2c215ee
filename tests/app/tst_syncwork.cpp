// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/sync/convert.h"

#include "tests/app/receiptworld.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;
using journal::State;
using Kind = accounts::Status::Kind;

// What is asked of an account that is online, and what happens to it when the line, the password or the
// certificate fails.
class SyncWorkTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void idlesWhileNothingIsToDo();
    void idleIsRenewedInTime();
    void contentComesInOneRoundTrip();
    void emptyContentIsNotBelieved_data();
    void emptyContentIsNotBelieved();
    void whatIsStillThereIsAskedForOnceMore_data();
    void whatIsStillThereIsAskedForOnceMore();
    void aLostLineFailsTheContent();
    void aFlagNeedNotWaitForSomethingLarge();
    void allOfAMessageIsItsHeaderAndItsText();
    void aTextThatEndsTooEarlyIsFetchedOnceMore_data();
    void aTextThatEndsTooEarlyIsFetchedOnceMore();
    void aPartThatDoesNotComeWholeIsNotKept_data();
    void aPartThatDoesNotComeWholeIsNotKept();
    void aPartTooLargeIsNotAskedFor();
    void aFlagIsOnRecordBeforeAndInTheStoreBeforeDone();
    void nothingIsStoredBeforeItIsOnRecord();
    void aRefusedFlagFailsWithTheServersWords();
    void aThrottledFlagIsRepeatedAfterThePause();
    void aLostLineRepeatsTheFlag();
    void reconnectsWithLongerAndLongerPauses();
    void aRefusedCertificateIsNotTriedAgain();
    void aRefusedPasswordIsAskedForAgainAndNotRepeated();
    void aClaimEndsWithItsAccount();
    void operationsGoOnWhenTheAccountIsEnteredAnew();
};

namespace {

// The message of ReceiptFixture in the store, UID 42; the next tag is a4, or a5 behind IDLE (a4).
ReceiptFixture plainFixture(const char *capabilities = "IMAP4rev1 UNSELECT")
{
    ReceiptFixture fixture;
    fixture.capabilities = capabilities;
    return fixture;
}

store::CopyId theCopy(World &world)
{
    const auto folder = world.reader().folder(world.account().id, "INBOX");
    return world.reader().find(folder->id, imap::Uid{42}).value_or(store::CopyId{});
}

journal::Operation mark(World &world)
{
    return journal::ChangeFlags{
        journal::Targets::of({world.account().id, "INBOX", imap::UidValidity{7}, imap::Uid{42}, {}, {}}),
        "\\Flagged", true};
}

void onMark(World &world)
{
    world.on("mark", [&world] { world.room().journal()->append(mark(world)); });
}

void onRead(World &world)
{
    world.on("read", [&world] { world.engine().fetchContent(theCopy(world), {}); });
}

constexpr char comeBack[] = R"(
    S: * PREAUTH [CAPABILITY IMAP4rev1] hello
    C: a1 SELECT INBOX
    S: * 1 EXISTS
    S: * OK [UIDVALIDITY 7] valid
    S: a1 OK [READ-WRITE] selected
)";

}

void SyncWorkTest::idlesWhileNothingIsToDo()
{
    World world;
    openInbox(world, plainFixture("IMAP4rev1 UNSELECT IDLE"));
    onMark(world);
    QByteArray script = R"(
        C: a4 IDLE
        S: + idling
        S: * 2 EXISTS
        C: DONE
        S: a4 OK
        C: a5 UID FETCH 43:* (@items@)
        S: * 2 FETCH (UID 43 FLAGS () RFC822.SIZE 9 BODY[HEADER.FIELDS (DATE)] "Subject: x")
        S: a5 OK
        C: a6 IDLE
        S: + idling
        S: * 1 FETCH (FLAGS (\Seen))
        U: mark
        C: DONE
        S: a6 OK
        C: a7 UID STORE 42 +FLAGS (\Flagged)
        S: * 1 FETCH (UID 42 FLAGS (\Seen \Flagged))
        S: a7 OK
        C: a8 IDLE
    )";
    world.play(script.replace("@items@", imap::sync::summaryItems).constData());
}

void SyncWorkTest::idleIsRenewedInTime()
{
    COVERS("I4-040");
    World world;
    openInbox(world, plainFixture("IMAP4rev1 UNSELECT IDLE"));
    world.play(R"(
        C: a4 IDLE
        S: + idling
        T: 8min
        T: 2min
        C: DONE
        S: a4 OK
        C: a5 IDLE
        S: + idling
    )");
}

void SyncWorkTest::contentComesInOneRoundTrip()
{
    World world;
    openInbox(world, plainFixture());
    onRead(world);
    world.play(R"(
        U: read
        C: a4 UID FETCH 42 (UID FLAGS BODY.PEEK[HEADER] BODY.PEEK[1])
        S: * 1 FETCH (UID 42 FLAGS () BODY[HEADER] "Subject: x" BODY[1] "hello")
        S: a4 OK
    )");
    const auto content = world.reader().content(theCopy(world));
    QCOMPARE(content->header, std::optional(QByteArray("Subject: x")));
    QCOMPARE(content->section("1"), std::optional(QByteArray("hello")));
}

void SyncWorkTest::emptyContentIsNotBelieved_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QByteArray>("tagged");
    const auto row = [](const char *name, const char *answer, const char *tagged = "OK") {
        QTest::newRow(name) << QByteArray(answer) << QByteArray(tagged);
    };
    row("the text is NIL", R"(BODY[HEADER] "Subject: x" BODY[1] NIL)");
    row("the text is empty and should not be", R"(BODY[HEADER] "Subject: x" BODY[1] "")");
    row("the header is NIL", R"(BODY[HEADER] NIL BODY[1] "hello")");
    row("the header is empty", R"(BODY[HEADER] "" BODY[1] "hello")");
    row("the server says it was expunged", R"(BODY[HEADER] "Subject: x" BODY[1] "hello")",
        "OK [EXPUNGEISSUED] some are gone");
    row("refused", "FLAGS ()", "NO gone");
}

void SyncWorkTest::emptyContentIsNotBelieved()
{
    COVERS("MA-21", "MA-27");
    QFETCH(QByteArray, answer);
    QFETCH(QByteArray, tagged);
    World world;
    openInbox(world, plainFixture());
    onRead(world);
    const QSignalSpy failed(&world.engine(), &app::Engine::contentFailed);
    world.play(
        ("U: read\nC: a4 UID FETCH 42 (UID FLAGS BODY.PEEK[HEADER] BODY.PEEK[1])\nS: * 1 FETCH (UID 42 "
         + answer + ")\nS: a4 " + tagged
         + (tagged.startsWith("NO") ? ""
                                    : "\nC: a5 NOOP\nS: * 1 EXPUNGE\nS: a5 OK\nC: a6 UID FETCH 42 (UID FLAGS "
                                      "BODY.PEEK[HEADER] BODY.PEEK[1])\nS: a6 OK"))
            .constData());
    QCOMPARE(failed.size(), 1);
    if (!tagged.startsWith("NO")) {
        QCOMPARE(theCopy(world), store::CopyId{});  // and so its row
        return;
    }
    const auto content = world.reader().content(theCopy(world));
    QVERIFY(!content->header);
    QVERIFY(content->sections.empty());
}

void SyncWorkTest::whatIsStillThereIsAskedForOnceMore_data()
{
    QTest::addColumn<int>("octets");
    QTest::addColumn<QByteArray>("second");
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("it has a text after all") << 5 << QByteArray("\"hello\"") << QByteArray("hello");
    QTest::newRow("it is empty") << 0 << QByteArray("NIL") << QByteArray("");
}

void SyncWorkTest::whatIsStillThereIsAskedForOnceMore()
{
    COVERS("MA-21");
    QFETCH(int, octets);
    QFETCH(QByteArray, second);
    QFETCH(QByteArray, text);
    World world;
    ReceiptFixture fixture = plainFixture();
    fixture.textOctets = octets;
    openInbox(world, fixture);
    onRead(world);
    const QByteArray fetch = " UID FETCH 42 (UID FLAGS BODY.PEEK[HEADER] BODY.PEEK[1])\n";
    world.play(("U: read\nC: a4" + fetch
                + "S: * 1 FETCH (UID 42 FLAGS () BODY[HEADER] \"Subject: x\" BODY[1] NIL)\nS: a4 OK\n"
                  "C: a5 NOOP\nS: a5 OK\nC: a6"
                + fetch + "S: * 1 FETCH (UID 42 FLAGS () BODY[HEADER] \"Subject: x\" BODY[1] " + second
                + ")\nS: a6 OK")
                   .constData());
    QCOMPARE(world.reader().content(theCopy(world))->section("1"), std::optional(text));
}

void SyncWorkTest::aLostLineFailsTheContent()
{
    World world;
    openInbox(world, plainFixture());
    onRead(world);
    const QSignalSpy failed(&world.engine(), &app::Engine::contentFailed);
    world.play("U: read\nC: a4 UID FETCH 42 (UID FLAGS BODY.PEEK[HEADER] BODY.PEEK[1])\nX");
    QCOMPARE(failed.size(), 1);
    QCOMPARE(failed.first().at(1).value<Error>().kind, Error::Kind::ConnectionLost);
}

// Large text comes in pieces, and what the user does meanwhile goes between two of them.
void SyncWorkTest::aFlagNeedNotWaitForSomethingLarge()
{
    COVERS("I4-195", "I4-155");
    World world;
    ReceiptFixture fixture = plainFixture();
    fixture.textOctets = 1'200'000;
    openInbox(world, fixture);
    onRead(world);
    onMark(world);
    const QByteArray piece(262144, 'x');
    const QByteArray rest(1'200'000 - 262144, 'y');
    world.play(("U: read\nC: a4 UID FETCH 42 (UID FLAGS BODY.PEEK[HEADER])\n"
                "S: * 1 FETCH (UID 42 BODY[HEADER] \"Subject: x\")\nS: a4 OK\n"
                "C: a5 UID FETCH 42 (UID BODY.PEEK[1]<0.262144>)\nU: mark\n"
                "S: * 1 FETCH (UID 42 BODY[1]<0> {262144}␍␊"
                + piece
                + ")\nS: a5 OK\nC: a6 UID STORE 42 +FLAGS (\\Flagged)\n"
                  "S: * 1 FETCH (UID 42 FLAGS (\\Flagged))\nS: a6 OK\n"
                  "C: a7 UID FETCH 42 (UID BODY.PEEK[1]<262144.262144>)\n"
                  "S: * 1 FETCH (UID 42 BODY[1]<262144> {937856}␍␊"
                + rest + ")\nS: a7 OK\n")
                   .constData());
    const auto content = world.reader().content(theCopy(world));
    QCOMPARE(content->section("1"), std::optional(piece + rest));
}

// Whoever wants to see the source asks for TEXT; of what is large it comes in pieces like a part, to its end.
void SyncWorkTest::allOfAMessageIsItsHeaderAndItsText()
{
    for (const bool isLarge : {false, true}) {
        World world;
        ReceiptFixture fixture = plainFixture();
        fixture.octets = isLarge ? 1'200'000 : 900;
        openInbox(world, fixture);
        world.on("source", [&world] { world.engine().fetchContent(theCopy(world), {"TEXT"}); });
        if (isLarge)
            world.play("U: source\nC: a4 UID FETCH 42 (UID FLAGS BODY.PEEK[HEADER])\n"
                       "S: * 1 FETCH (UID 42 BODY[HEADER] \"Subject: x\")\nS: a4 OK\n"
                       "C: a5 UID FETCH 42 (UID BODY.PEEK[TEXT]<0.262144>)\n"
                       "S: * 1 FETCH (UID 42 BODY[TEXT]<0> \"--b one\")\nS: a5 OK\n"
                       "C: a6 UID FETCH 42 (UID BODY.PEEK[TEXT]<7.262144>)\n"
                       "S: * 1 FETCH (UID 42 BODY[TEXT]<7> \" two--\")\nS: a6 OK\n"
                       "C: a7 UID FETCH 42 (UID BODY.PEEK[TEXT]<13.262144>)\n"
                       "S: * 1 FETCH (UID 42 BODY[TEXT]<13> \"\")\nS: a7 OK\n");
        else
            world.play(
                "U: source\nC: a4 UID FETCH 42 (UID FLAGS BODY.PEEK[HEADER] BODY.PEEK[TEXT])\n"
                "S: * 1 FETCH (UID 42 BODY[HEADER] \"Subject: x\" BODY[TEXT] \"--b one two--\")\nS: a4 OK\n");
        const auto content = world.reader().content(theCopy(world));
        QCOMPARE(content->header, std::optional("Subject: x"_ba));
        QCOMPARE(content->section("TEXT"), std::optional("--b one two--"_ba));
        QVERIFY(!content->section("1"));
    }
}

void SyncWorkTest::aTextThatEndsTooEarlyIsFetchedOnceMore_data()
{
    QTest::addColumn<int>("octets");       // of the message, whose header has ten
    QTest::addColumn<QByteArray>("text");  // that comes the second time
    QTest::newRow("in pieces, then whole") << 1'200'010 << QByteArray(1'200'000, 'x');
    QTest::newRow("in pieces, and no more") << 1'200'010 << "--b one"_ba;
    QTest::newRow("at once, then whole") << 110 << QByteArray(100, 'x');
    QTest::newRow("at once, and no more") << 110 << "--b one"_ba;
}

// A signature over what was cut off would be called wrong. But some servers only estimate how much it is.
void SyncWorkTest::aTextThatEndsTooEarlyIsFetchedOnceMore()
{
    QFETCH(int, octets);
    QFETCH(QByteArray, text);
    World world;
    ReceiptFixture fixture = plainFixture();
    fixture.octets = octets;
    openInbox(world, fixture);
    onRead(world);
    world.on("source", [&world] { world.engine().fetchContent(theCopy(world), {"TEXT"}); });
    world.play("U: read\nC: a4 UID FETCH 42 (UID FLAGS BODY.PEEK[HEADER] BODY.PEEK[1])\n"
               "S: * 1 FETCH (UID 42 BODY[HEADER] \"Subject: x\" BODY[1] \"hello\")\nS: a4 OK");
    const QByteArray literal = '{' + QByteArray::number(text.size()) + "}␍␊" + text;
    QByteArray script = "U: source\nC: a5 UID FETCH 42 (UID FLAGS BODY.PEEK[TEXT])\n"
                        "S: * 1 FETCH (UID 42 BODY[TEXT] \"--b one\")\nS: a5 OK\nC: a6 NOOP\nS: a6 OK\n"
                        "C: a7 UID FETCH 42 (UID FLAGS BODY.PEEK[TEXT])\nS: * 1 FETCH (UID 42 BODY[TEXT] "
        + literal + ")\nS: a7 OK";
    if (octets > 1'000'000) {
        script = "U: source\nC: a5 UID FETCH 42 (UID FLAGS)\nS: * 1 FETCH (UID 42 FLAGS ())\nS: a5 OK\n"
                 "C: a6 UID FETCH 42 (UID BODY.PEEK[TEXT]<0.262144>)\n"
                 "S: * 1 FETCH (UID 42 BODY[TEXT]<0> \"--b one\")\nS: a6 OK\n"
                 "C: a7 UID FETCH 42 (UID BODY.PEEK[TEXT]<7.262144>)\n"
                 "S: * 1 FETCH (UID 42 BODY[TEXT]<7> \"\")\nS: a7 OK\n"
                 "C: a8 UID FETCH 42 (UID BODY.PEEK[TEXT]<0.262144>)\nS: * 1 FETCH (UID 42 BODY[TEXT]<0> "
            + literal + ")\nS: a8 OK";
        if (text.size() < octets / 2)
            script += "\nC: a9 UID FETCH 42 (UID BODY.PEEK[TEXT]<7.262144>)\n"
                      "S: * 1 FETCH (UID 42 BODY[TEXT]<7> \"\")\nS: a9 OK";
    }
    world.play(script.constData());
    QCOMPARE(world.reader().content(theCopy(world))->section("TEXT"), std::optional(text));
}

void SyncWorkTest::aPartThatDoesNotComeWholeIsNotKept_data()
{
    QTest::addColumn<QByteArray>("second");
    QTest::newRow("nothing comes") << QByteArray();
    QTest::newRow("it ends in the middle") << QByteArray(R"(BODY[1]<262144> "")");
    QTest::newRow("it goes in the middle") << QByteArray("BODY[1]<262144> NIL");
    QTest::newRow("Courier's words in the middle")
        << QByteArray(R"(BODY[1]<262144> "This message is no longer available on the server.")");
}

void SyncWorkTest::aPartThatDoesNotComeWholeIsNotKept()
{
    COVERS("I4-155", "E-30");
    QFETCH(QByteArray, second);
    World world;
    ReceiptFixture fixture = plainFixture();
    fixture.textOctets = 5'000'000;
    openInbox(world, fixture);
    onRead(world);
    const QSignalSpy failed(&world.engine(), &app::Engine::contentFailed);
    QByteArray script = "U: read\nC: a4 UID FETCH 42 (UID FLAGS BODY.PEEK[HEADER])\n"
                        "S: * 1 FETCH (UID 42 BODY[HEADER] \"Subject: x\")\nS: a4 OK\n"
                        "C: a5 UID FETCH 42 (UID BODY.PEEK[1]<0.262144>)\nS: * 1 FETCH (UID 42 BODY[1]<0> ";
    if (second.isEmpty())
        script += "\"\")\nS: a5 OK\nC: a6 NOOP\nS: a6 OK";
    else
        script += "{262144}␍␊" + QByteArray(262144, 'x')
            + ")\nS: a5 OK\nC: a6 UID FETCH 42 (UID BODY.PEEK[1]<262144.262144>)\nS: * 1 FETCH (UID 42 "
            + second + ")\nS: a6 OK\nC: a7 NOOP\nS: a7 OK";
    world.play(script.constData());
    QCOMPARE(failed.size(), 1);
    QCOMPARE(failed.first().at(1).value<Error>().kind, Error::Kind::NotFound);
    QVERIFY(world.reader().content(theCopy(world))->sections.empty());
}

void SyncWorkTest::aPartTooLargeIsNotAskedFor()
{
    World world;
    ReceiptFixture fixture = plainFixture();
    fixture.textOctets = 300'000'000;
    openInbox(world, fixture);
    onRead(world);
    const QSignalSpy failed(&world.engine(), &app::Engine::contentFailed);
    world.play("U: read\nC: a4 UID FETCH 42 (UID FLAGS BODY.PEEK[HEADER])\n"
               "S: * 1 FETCH (UID 42 BODY[HEADER] \"Subject: x\")\nS: a4 OK\nT: 1s");
    QCOMPARE(failed.size(), 1);
    QCOMPARE(failed.first().at(1).value<Error>().kind, Error::Kind::LimitExceeded);
}

void SyncWorkTest::aFlagIsOnRecordBeforeAndInTheStoreBeforeDone()
{
    World world;
    openInbox(world, plainFixture());
    onMark(world);
    bool storedWhenDone = false;
    QList<State> states;
    QObject::connect(world.room().journal(), &journal::Journal::stateChanged, &world.engine(),
                     [&](const journal::Entry &entry) {
                         states.append(entry.state);
                         storedWhenDone =
                             world.reader().row(theCopy(world))->flags.has(store::Flags::Flagged);
                     });
    world.play("U: mark\nC: a4 UID STORE 42 +FLAGS (\\Flagged)");
    QCOMPARE(states, QList<State>{State::Started});
    world.play("S: * 1 FETCH (UID 42 FLAGS (\\Flagged))\nS: a4 OK");
    QCOMPARE(states, (QList<State>{State::Started, State::Done}));
    QVERIFY(storedWhenDone);
    QVERIFY(world.room().journal()->pending().empty());
}

void SyncWorkTest::nothingIsStoredBeforeItIsOnRecord()
{
    World world;
    openInbox(world, plainFixture());
    onMark(world);
    QObject::disconnect(&world.engine(), &app::Engine::operationStateReached, nullptr, nullptr);
    world.play("U: mark");
    QVERIFY(!world.everythingSent().contains("STORE"));
}

void SyncWorkTest::aRefusedFlagFailsWithTheServersWords()
{
    World world;
    openInbox(world, plainFixture());
    onMark(world);
    journal::Entry last;
    QObject::connect(world.room().journal(), &journal::Journal::stateChanged, &world.engine(),
                     [&](const journal::Entry &entry) { last = entry; });
    world.play("U: mark\nC: a4 UID STORE 42 +FLAGS (\\Flagged)\nS: a4 NO read-only tonight\n"
               "C: a5 NOOP\nS: a5 OK\nC: a6 UID FETCH 42 (UID FLAGS)\n"
               "S: * 1 FETCH (UID 42 FLAGS ())\nS: a6 OK");
    QCOMPARE(last.state, State::Failed);
    QCOMPARE(last.detail, "read-only tonight");
}

void SyncWorkTest::aThrottledFlagIsRepeatedAfterThePause()
{
    World world;
    openInbox(world, plainFixture());
    onMark(world);
    world.play("U: mark\nC: a4 UID STORE 42 +FLAGS (\\Flagged)\n"
               "S: a4 BAD Request is throttled. Suggested Backoff Time: 5000 milliseconds\nT: 4s");
    QCOMPARE(world.room().journal()->pending().size(), 1u);
    world.play("T: 2s\nC: a5 UID STORE 42 +FLAGS (\\Flagged)\n"
               "S: a5 NO [THROTTLED] Too many commands\nT: 29s");
    QCOMPARE(world.room().journal()->pending().size(), 1u);
    world.play("T: 2s\nC: a6 UID STORE 42 +FLAGS (\\Flagged)\n"
               "S: * 1 FETCH (UID 42 FLAGS (\\Flagged))\nS: a6 OK");
    QVERIFY(world.room().journal()->pending().empty());
    QVERIFY(world.reader().row(theCopy(world))->flags.has(store::Flags::Flagged));
}

void SyncWorkTest::aLostLineRepeatsTheFlag()
{
    World world;
    openInbox(world, plainFixture());
    onMark(world);
    world.play("U: mark\nC: a4 UID STORE 42 +FLAGS (\\Flagged)\nX\nT: 2s\nA");
    world.playOn(comeBack);
    world.playOn("C: a2 UID STORE 42 +FLAGS (\\Flagged)\nS: * 1 FETCH (UID 42 FLAGS (\\Flagged))\nS: a2 OK");
    QVERIFY(world.room().journal()->pending().empty());
    QVERIFY(world.reader().row(theCopy(world))->flags.has(store::Flags::Flagged));
}

void SyncWorkTest::reconnectsWithLongerAndLongerPauses()
{
    World world;
    openInbox(world, plainFixture());
    world.play("T: 2min\nX");  // long enough to count as a good connection
    int attempts = world.connections();
    for (const int seconds : {1, 2, 4, 8, 16}) {
        QCOMPARE(world.statuses().back().kind, Kind::WaitingToReconnect);
        const qint64 pause = world.clock().now().msecsTo(world.statuses().back().retryAt);
        QVERIFY2(pause >= seconds * 750 && pause <= seconds * 1250, QByteArray::number(pause).constData());
        world.clock().advance(std::chrono::milliseconds(pause - 1));
        QCOMPARE(world.connections(), attempts);
        world.clock().advance(std::chrono::milliseconds(1));
        QCOMPARE(world.connections(), ++attempts);
        world.server()->serverCloses();
        world.settle();
    }
    // A connection that does not last is no reason to begin with short pauses again.
    world.clock().advance(std::chrono::seconds(40));
    world.play("A\nS: * PREAUTH [CAPABILITY IMAP4rev1] hello\nC: a1 SELECT INBOX\nX");
    QVERIFY(world.clock().now().msecsTo(world.statuses().back().retryAt) >= 45'000);
}

void SyncWorkTest::aRefusedCertificateIsNotTriedAgain()
{
    World world;
    openInbox(world, plainFixture());
    const QSignalSpy asked(&world.engine(), &app::Engine::certificateRejected);
    const auto reject = [&] {
        Q_EMIT world.server()->certificateRejected({});
        world.server()->serverCloses(Error{Error::Kind::Untrusted, {}});
        world.settle();
    };
    world.play("X\nT: 2s");
    reject();
    QCOMPARE(asked.size(), 1);
    QCOMPARE(world.statuses().back().kind, Kind::CertificateRefused);
    const int attempts = world.connections();
    for (int hour = 0; hour < 24; ++hour)
        world.play("T: 60min");
    QCOMPARE(world.connections(), attempts);
    for (int wish = 1; wish <= 100; ++wish) {
        world.engine().goOnline(world.account().id);
        reject();
        QCOMPARE(asked.size(), 1 + wish);
        QCOMPARE(world.connections(), attempts + wish);
    }
}

void SyncWorkTest::aRefusedPasswordIsAskedForAgainAndNotRepeated()
{
    World world;
    openInbox(world, plainFixture());
    const QSignalSpy needed(&world.engine(), &app::Engine::credentialsNeeded);
    const QSignalSpy refused(&world.engine(), &app::Engine::credentialsRefused);
    world.on("wrong", [&] { world.engine().provideCredentials(world.account().id, Secret("wrong")); });
    world.playOn(R"(
        X
        T: 2s
        A
        S: * OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN] hello
        U: wrong
        C: a1 AUTHENTICATE PLAIN AG1lAHdyb25n
        S: a1 NO [AUTHENTICATIONFAILED] wrong
    )");
    QCOMPARE(needed.size(), 1);
    QCOMPARE(refused.size(), 1);
    if (world.server() != nullptr)
        world.server()->serverCloses();
    world.settle();
    QCOMPARE(world.statuses().back().kind, Kind::AuthenticationFailed);
    const int attempts = world.connections();
    for (int hour = 0; hour < 24; ++hour) {
        world.clock().advance(std::chrono::hours(1));
        world.settle();
    }
    QCOMPARE(world.connections(), attempts);
    QCOMPARE(world.everythingSent().count("AG1lAHdyb25n"), 1);
    world.engine().provideCredentials(world.account().id, Secret("right"));
    QCOMPARE(world.connections(), attempts + 1);
}

void SyncWorkTest::aClaimEndsWithItsAccount()
{
    World world;
    openInbox(world, plainFixture());
    std::vector<receipts::ClaimEnd> ends;
    QObject::connect(&world.engine(), &app::Engine::claimEnded, &world.engine(),
                     [&](const receipts::RequestKey &, receipts::ClaimEnd end, const QByteArray &) {
                         ends.push_back(end);
                     });
    world.on("claim", [&] {
        world.engine().claim(
            {{"key"}, {world.account().id, "INBOX", imap::UidValidity{7}, imap::Uid{42}, {}, {}}});
    });
    world.on("again", [&] { world.engine().addAccount(world.account()); });
    world.playOn("U: claim\nC: a4 UID FETCH 42 (FLAGS)\nU: again");
    QCOMPARE(ends, std::vector{receipts::ClaimEnd::NeverStarted});
}

void SyncWorkTest::operationsGoOnWhenTheAccountIsEnteredAnew()
{
    World world;
    openInbox(world, plainFixture());
    onMark(world);
    world.on("again", [&] { world.engine().addAccount(world.account()); });
    world.playOn("U: mark\nC: a4 UID STORE 42 +FLAGS (\\Flagged)\nU: again\nA");
    world.playOn(comeBack);
    world.playOn("C: a2 UID STORE 42 +FLAGS (\\Flagged)\nS: * 1 FETCH (UID 42 FLAGS (\\Flagged))\nS: a2 OK");
    QVERIFY(world.room().journal()->pending().empty());
}

POSTHORN_TEST(SyncWorkTest)

#include "tst_syncwork.moc"
