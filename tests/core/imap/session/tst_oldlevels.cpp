// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/session/commands/fetch.h"
#include "core/imap/session/commands/select.h"

#include "tests/core/imap/session/oldserver.h"
#include "tests/support/dialogue.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;
using imap::Dialect;
using imap::Feature;
using imap::Level;

namespace {

void asBob(Dialogue &dialogue, const QByteArray &password = "secret")
{
    dialogue.session().provideCredentials({"bob"_ba, Secret(password)});
}

const Dialect &dialectOf(Dialogue &dialogue)
{
    return dialogue.session().capabilities().dialect();
}

}

// How old a server is, how that is found out, and when a password is not sent.
class TestOldLevels : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void capabilityIsAskedAfterTheGreetingAndBadMeansAnOldServer()
    {
        COVERS("I2-01", "I2-02", "I4-064");
        Dialogue dialogue;
        oldserver::logIn(dialogue, oldserver::imap2);
        QCOMPARE(dialogue.session().phase(), imap::Phase::Authenticated);
        QCOMPARE(dialectOf(dialogue).level(), Level::Imap2);
        QVERIFY(dialogue.traffic().contains("-- the server speaks IMAP2 (RFC 1176)"));
    }

    void aListWithoutAProtocolMeansAnOldServer()
    {
        COVERS("I2-02");
        Dialogue dialogue;
        asBob(dialogue);
        dialogue.play(R"(
            S: * OK ready
            C: a1 CAPABILITY
            S: * CAPABILITY XCOOL
            S: a1 OK done
            C: a2 LOGIN bob "secret"
            S: a2 OK in
            C: a3 CAPABILITY
            S: * CAPABILITY XCOOL
            S: a3 OK done
            C: a4 CREATE INBOX
            S: a4 NO Can't create INBOX
        )");
        QVERIFY(dialogue.events().contains("ready"));
        QCOMPARE(dialectOf(dialogue).level(), Level::Imap2bis);
    }

    void noToCapabilityProvesNothingAndIsAskedAgainAfterTheLogin()
    {
        COVERS("I2-02");
        Dialogue dialogue;
        asBob(dialogue);
        dialogue.play(R"(
            S: * OK ready
            C: a1 CAPABILITY
            S: a1 NO Error in IMAP command received by server.
            C: a2 LOGIN bob "secret"
            S: a2 OK in
            C: a3 CAPABILITY
            S: * CAPABILITY IMAP4rev1 IDLE
            S: a3 OK done
        )");
        QVERIFY(dialogue.events().contains("ready"));
        QVERIFY(!dialectOf(dialogue).isLegacy());
    }

    void aCapabilityNamesTheLevel_data()
    {
        QTest::addColumn<QByteArray>("names");
        QTest::addColumn<int>("level");
        QTest::addColumn<QString>("rows");
        const auto row = [](const char *names, Level level, const char *rows) {
            QTest::newRow(names) << QByteArray(names) << static_cast<int>(level) << QString::fromLatin1(rows);
        };
        row("IMAP2bis", Level::Imap2bis, "I2-03");
        row("imap2BIS X", Level::Imap2bis, "I2-03");
        row("IMAP2", Level::Imap2, "I2-03");
        row("IMAP4", Level::Imap4, "I2-50");
        row("IMAP4 IMAP4rev1 IDLE", Level::Rev1, "I2-55");
        row("IMAP4rev1 IMAP4", Level::Rev1, "I2-55");
        row("IMAP4rev2", Level::Rev1, "I2-55");
    }
    void aCapabilityNamesTheLevel()
    {
        QFETCH(QByteArray, names);
        QFETCH(int, level);
        QFETCH(QString, rows);
        COVERS(rows);
        Dialogue dialogue;
        dialogue.greet(names);
        QCOMPARE(static_cast<int>(dialectOf(dialogue).level()), level);
        QCOMPARE(dialogue.session().phase(), imap::Phase::Authenticated);
        QVERIFY(dialogue.transport().takeWritten().isEmpty());  // what is named is not probed
    }

    void nothingIsLoggedIntoInClearWithoutConsent()
    {
        COVERS("I2-04");
        Dialogue dialogue({.security = net::Security::None});
        asBob(dialogue);
        dialogue.play(R"(
            S: * OK museum.example IMAP2 Service ready
            C: a1 CAPABILITY
            S: a1 BAD Command unrecognized
        )");
        QCOMPARE(dialogue.events().last(),
                 "closed " + QByteArray::number(int(Error::Kind::Untrusted))
                     + " the password would go in clear text");
    }

    void consentLetsThePasswordOutInClear()
    {
        COVERS("I2-04");
        Dialogue dialogue({.security = net::Security::None, .plaintextConsent = true});
        oldserver::logIn(dialogue, oldserver::imap2);
        QCOMPARE(dialogue.session().phase(), imap::Phase::Authenticated);
    }

    void consentIsNoExcuseWhereTlsWasPromised()
    {
        COVERS("I2-04");
        Dialogue dialogue({.security = net::Security::StartTls, .plaintextConsent = true});
        asBob(dialogue);
        dialogue.play(R"(
            S: * OK museum.example IMAP2 Service ready
            C: a1 CAPABILITY
            S: a1 BAD Command unrecognized
        )");
        QCOMPARE(dialogue.session().phase(), imap::Phase::Closed);
    }

    void awkwardPasswordsGoAsLiterals_data()
    {
        QTest::addColumn<QByteArray>("password");
        for (const char *password : {"a\"b\\c", "100%", "{brace"})
            QTest::newRow(password) << QByteArray(password);
    }
    void awkwardPasswordsGoAsLiterals()
    {
        COVERS("I2-05");
        QFETCH(QByteArray, password);
        Dialogue dialogue;
        asBob(dialogue, password);
        dialogue.open();
        dialogue.transport().serverSends("* OK ready\r\n");
        dialogue.transport().serverSends("a1 BAD what\r\n");
        QCOMPARE(dialogue.transport().takeWritten(),
                 "a1 CAPABILITY\r\na2 LOGIN bob {" + QByteArray::number(password.size()) + "}\r\n");
        dialogue.transport().serverSends("+ go on\r\n");
        QCOMPARE(dialogue.transport().takeWritten(), password + "\r\n");
    }

    void preauthIsBelievedBeforeTheLevelIsKnown()
    {
        COVERS("I2-06");
        Dialogue dialogue;
        dialogue.play(R"(
            S: * PREAUTH bis.example IMAP2bis Service ready
            C: a1 CAPABILITY
            S: a1 BAD Command unrecognized
        )");
        QVERIFY(dialogue.events().contains("ready"));
        QCOMPARE(dialectOf(dialogue).level(), Level::Imap2bis);
    }

    void whatIsTriedIsTriedOnce()
    {
        COVERS("I2-07", "I2-14");
        Dialogue dialogue;
        oldserver::logIn(dialogue, oldserver::imap2);
        const auto examine = [&dialogue] {
            dialogue.run<imap::SelectCommand>("INBOX", imap::Access::ReadOnly);
        };
        dialogue.on("examine", examine);
        dialogue.play(R"(
            U: examine
            C: a4 EXAMINE INBOX
            S: a4 BAD Command unrecognized
            C: a5 SELECT INBOX
            S: * 2 EXISTS
            S: a5 OK done
            U: examine
            C: a6 SELECT INBOX
            S: * 2 EXISTS
            S: a6 OK done
        )");
        QCOMPARE(dialogue.eventsLike("finished"), (QByteArrayList{"finished ok done", "finished ok done"}));
        QVERIFY(dialogue.session().selected()->readOnly);
    }

    void theNextConnectionTriesNothingAgain()
    {
        COVERS("I2-07");
        Dialogue first;
        oldserver::logIn(first, oldserver::imap2);
        Dialogue second({.dialect = dialectOf(first)});
        asBob(second);
        second.play(R"(
            S: * OK museum.example IMAP2 Service ready
            C: a1 CAPABILITY
            S: a1 BAD Command unrecognized: CAPABILITY
            C: a2 LOGIN bob "secret"
            S: a2 OK User bob logged in
        )");
        QVERIFY(second.events().contains("ready"));
        QCOMPARE(dialectOf(second), dialectOf(first));
        QVERIFY(!dialectOf(second).mayUse(Feature::Folders));
    }

    void aServerThatHasBecomeNewerIsSpokenToAsSuch()
    {
        Dialogue dialogue({.dialect = Dialect(Level::Imap2)});
        dialogue.greet("IMAP4rev1");
        QVERIFY(!dialectOf(dialogue).isLegacy());
    }

    void itIsNeverSilentForLongerThan25Minutes()
    {
        COVERS("I2-40");
        Dialogue dialogue;
        oldserver::logIn(dialogue, oldserver::imap2bis);
        dialogue.play(R"(
            T: 24min
            T: 1min
            C: a3 NOOP
            S: a3 OK NOOP completed
        )");
    }
};

POSTHORN_TEST(TestOldLevels)
#include "tst_oldlevels.moc"
