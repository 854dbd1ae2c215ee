// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/session/serverquirks.h"

#include <QLoggingCategory>

#include "tests/core/imap/sync/folders.h"
#include "tests/support/expectlog.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

// The folder list and its counts, as a server hears of them and the store does.
class TestFolders : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLoggingCategory::setFilterRules(u"posthorn.session.debug=true"_s); }
    void cleanupTestCase() { QLoggingCategory::setFilterRules(QString()); }

    void subscriptionsAreAListOfTheirOwn()
    {
        COVERS("I4-125");
        Folders folders("IMAP4rev1");
        folders.sync.list(folders.line.connection);
        QVERIFY2(folders.line.play(R"(
            C: a1 LIST "" "*"
            S: * LIST () "/" INBOX
            S: * LIST () "/" foo
            S: * LIST () "/" foo/bar
            S: a1 OK
            C: a2 LSUB "" "*"
            S: * LSUB () "/" INBOX
            S: * LSUB (\Noselect) "/" foo
            S: * LSUB () "/" foo/bar
            S: * LSUB () "/" gone
            S: a2 OK
        )"),
                 folders.line.instead.constData());
        QCOMPARE(folders.told, QByteArrayList{"list INBOX foo! foo/bar"});
    }

    void whoDoesNotSayWhatIsSubscribedHasItAll()
    {
        Folders folders("IMAP4rev1");
        folders.sync.list(folders.line.connection);
        QVERIFY2(folders.line.play(R"(
            C: a1 LIST "" "*"
            S: * LIST () "/" INBOX
            S: a1 OK
            C: a2 LSUB "" "*"
            S: a2 BAD what?
        )"),
                 folders.line.instead.constData());
        QCOMPARE(folders.told, QByteArrayList{"list INBOX"});
    }

    void extendedListTellsBothAtOnce()
    {
        Folders folders("IMAP4rev1 LIST-EXTENDED");
        folders.sync.list(folders.line.connection);
        QVERIFY2(folders.line.play(R"(
            C: a1 LIST "" "*" RETURN (SUBSCRIBED)
            S: * LIST (\Subscribed \NoInferiors) "/" inbox
            S: * LIST () "/" foo
            S: a1 OK
        )"),
                 folders.line.instead.constData());
        QCOMPARE(folders.told, QByteArrayList{"list INBOX foo!"});
    }

    // Uw-imapd and others do not list it, or say that nothing can be below it.
    void inboxIsThereWhateverTheListSays()
    {
        COVERS("I4-117");
        Folders folders("IMAP4rev1");
        QVERIFY(folders.know({"foo"}));
        QCOMPARE(folders.sync.folders().front().mailbox, "INBOX"_ba);
        QVERIFY(folders.sync.folders().front().selectable);
        folders.sync.list(folders.line.connection);
        QVERIFY2(folders.line.play(R"(
            C: a3 LIST "" "*"
            S: * LIST (\NoInferiors) NIL inbox
            S: a3 OK
            C: a4 LSUB "" "*"
            S: a4 OK
        )"),
                 folders.line.instead.constData());
        QCOMPARE(folders.sync.folders().size(), 1U);
        QVERIFY(folders.sync.folders().front().selectable);
    }

    // A server whose tree bites its own tail: at some depth nobody goes on.
    void aTreeWithoutAnEndHasOne()
    {
        COVERS("I4-115");
        Folders folders("IMAP4rev1");
        QByteArrayList names{"INBOX"};
        QByteArray deep("a");
        for (int level = 1; level < 200; ++level, deep += "/a")
            names.append(deep);
        QVERIFY(folders.know(names));
        QCOMPARE(folders.sync.folders().size(), std::size_t{imap::sync::mostLevels + 1});
    }

    // STATUS is work for a server: thirty a minute, from the first one on.
    void manyCountsAreAskedForAtAPace()
    {
        COVERS("I4-126");
        Folders folders("IMAP4rev1");
        QByteArrayList names{"INBOX"};
        for (int i = 1; i <= 32; ++i)
            names.append("f" + QByteArray::number(i));
        QVERIFY(folders.know(names));
        folders.line.clock.advance(90s);
        folders.sync.refreshCounts("INBOX");
        int asked = 0;
        const auto answer = [&] {
            folders.line.turn();
            const QByteArray said = folders.line.transport->takeWritten();
            if (said.contains(" STATUS ")) {
                ++asked;
                folders.line.transport->serverSends(said.split(' ').first() + " OK\r\n");
            }
        };
        for (int second = 0; second < 35; ++second, folders.line.clock.advance(1s))
            answer();
        QCOMPARE(asked, 30);
        for (int second = 35; second < 60; ++second, folders.line.clock.advance(1s))
            answer();
        QCOMPARE(asked, 30);
        for (int second = 60; second < 64; ++second, folders.line.clock.advance(1s))
            answer();
        QCOMPARE(asked, 32);
    }

    void countsComeWithOneList()
    {
        COVERS("I4-126");
        Folders folders("IMAP4rev1 LIST-EXTENDED LIST-STATUS");
        folders.sync.list(folders.line.connection);
        QVERIFY2(folders.line.play(R"(
            C: a1 LIST "" "*" RETURN (SUBSCRIBED)
            S: * LIST (\Subscribed) "/" INBOX
            S: * LIST (\Subscribed) "/" foo
            S: * LIST (\Subscribed) "/" bar
            S: a1 OK
        )"),
                 folders.line.instead.constData());
        folders.told.clear();
        folders.sync.refreshCounts("INBOX");
        QVERIFY2(folders.line.play(R"(
            C: a2 LIST "" "*" RETURN (STATUS (MESSAGES UNSEEN))
            S: * LIST () "/" INBOX
            S: * STATUS INBOX (MESSAGES 1 UNSEEN 1)
            S: * LIST () "/" foo
            S: * STATUS foo (MESSAGES 5 UNSEEN 2)
            S: * LIST () "/" bar
            S: a2 OK
        )"),
                 folders.line.instead.constData());
        QCOMPARE(folders.told, QByteArrayList{"count foo 5 2"});
        folders.sync.refreshCounts("INBOX");
        QVERIFY2(folders.line.play(R"(
            C: a3 LIST "" "*" RETURN (STATUS (MESSAGES UNSEEN))
            S: a3 NO not now
            C: a4 STATUS foo (MESSAGES UNSEEN)
            S: a4 OK
            C: a5 STATUS bar (MESSAGES UNSEEN)
            S: a5 OK
        )"),
                 folders.line.instead.constData());
    }

    // Made by others since: another list brings it, once.
    void whatIsCountedAndNotListedIsLookedFor()
    {
        Folders folders("IMAP4rev1 LIST-EXTENDED LIST-STATUS");
        folders.sync.list(folders.line.connection);
        QVERIFY2(folders.line.play(R"(
            C: a1 LIST "" "*" RETURN (SUBSCRIBED)
            S: * LIST (\Subscribed) "/" INBOX
            S: * LIST (\Subscribed) "/" foo
            S: * LIST (\Subscribed) "/" baz
            S: a1 OK
        )"),
                 folders.line.instead.constData());
        const QByteArray counted("LIST \"\" \"*\" RETURN (STATUS (MESSAGES UNSEEN))\n"
                                 "S: * LIST () \"/\" INBOX\n"
                                 "S: * STATUS INBOX (MESSAGES 1 UNSEEN 1)\n"
                                 "S: * LIST () \"/\" foo\n"
                                 "S: * STATUS foo (MESSAGES 5 UNSEEN 2)\n"
                                 "S: * LIST () \"/\" bar\n"
                                 "S: * STATUS bar (MESSAGES 1 UNSEEN 1)\n");
        folders.sync.refreshCounts("INBOX");
        QVERIFY2(folders.line.play(("C: a2 " + counted + R"(
            S: a2 OK
            C: a3 LIST "" "*" RETURN (SUBSCRIBED)
            S: * LIST (\Subscribed) "/" INBOX
            S: * LIST (\Subscribed) "/" foo
            S: * LIST (\Subscribed) "/" baz
            S: a3 OK
        )")
                                       .constData()),
                 folders.line.instead.constData());
        folders.sync.refreshCounts("INBOX");
        QVERIFY2(folders.line.play(("C: a4 " + counted + "S: a4 OK\n").constData()),
                 folders.line.instead.constData());
        QVERIFY2(folders.line.play(""), folders.line.instead.constData());
    }

    void countsAreAskedForOneByOne()
    {
        COVERS("I4-126");
        Folders folders("IMAP4rev1");
        QVERIFY(folders.know({"INBOX", "foo", "\\Noselect nothing", "bar"}));
        folders.sync.refreshCounts("INBOX");
        QVERIFY2(folders.line.play(R"(
            C: a3 STATUS foo (MESSAGES UNSEEN)
            S: * STATUS foo (MESSAGES 5 UNSEEN 2)
            S: a3 OK
            C: a4 STATUS bar (MESSAGES UNSEEN)
            S: * STATUS bar (MESSAGES 0 UNSEEN 0)
            S: a4 OK
        )"),
                 folders.line.instead.constData());
        QCOMPARE(folders.told, (QByteArrayList{"count foo 5 2", "count bar 0 0"}));
    }

    void aRefusedStatusLeavesTheCountUnknown()
    {
        COVERS("I4-128");
        Folders folders("IMAP4rev1");
        QVERIFY(folders.know({"INBOX", "foo", "bar", "baz"}));
        folders.sync.refreshCounts("INBOX");
        QVERIFY2(folders.line.play(R"(
            C: a3 STATUS foo (MESSAGES UNSEEN)
            S: a3 NO not for you
            C: a4 STATUS bar (MESSAGES UNSEEN)
            S: a4 BAD UNSEEN?
            C: a5 STATUS bar (MESSAGES)
            S: * STATUS bar (MESSAGES 4)
            S: a5 OK
            C: a6 STATUS baz (MESSAGES)
            S: a6 BAD no
        )"),
                 folders.line.instead.constData());
        QCOMPARE(folders.told, (QByteArrayList{"count foo ? ?", "count bar 4 ?", "count baz ? ?"}));
    }

    // RFC 5465: the server tells by itself, until it says that it does not.
    void newsThatComesByItselfIsNotAskedFor()
    {
        Folders folders("IMAP4rev1 NOTIFY");
        QVERIFY(folders.know({"INBOX", "foo", "bar"}));
        folders.sync.refreshCounts("INBOX");
        QVERIFY2(folders.line.play(R"(
            C: a3 NOTIFY SET STATUS (selected-delayed (MessageNew MessageExpunge FlagChange)) (personal (MessageNew MessageExpunge FlagChange MailboxName))
            S: * STATUS INBOX (MESSAGES 9 UNSEEN 9)
            S: * STATUS foo (MESSAGES 5 UNSEEN 2)
            S: * STATUS bar (MESSAGES 6 UNSEEN 0)
            S: a3 OK
            S: * STATUS bar (MESSAGES 7 UIDNEXT 9 UIDVALIDITY 1)
            C: a4 STATUS bar (MESSAGES UNSEEN)
            S: * STATUS bar (MESSAGES 7 UNSEEN 1)
            S: a4 OK
        )"),
                 folders.line.instead.constData());
        QCOMPARE(folders.told,
                 (QByteArrayList{"count foo 5 2", "count bar 6 0", "count bar 7 ?", "count bar 7 1"}));
        folders.sync.refreshCounts("INBOX");
        QVERIFY2(folders.line.play(""), folders.line.instead.constData());
        QVERIFY2(folders.line.play(R"(
            S: * OK [NOTIFICATIONOVERFLOW] too much
            C: a5 STATUS foo (MESSAGES UNSEEN)
            S: a5 OK
            C: a6 STATUS bar (MESSAGES UNSEEN)
            S: a6 OK
        )"),
                 folders.line.instead.constData());
    }

    void aRenameByOthersIsHeardOf()
    {
        COVERS("I4-122");
        Folders folders("IMAP4rev1 NOTIFY");
        QVERIFY(folders.know({"INBOX", "foo", "foo/bar"}));
        QSignalSpy renamed(&folders.sync, &imap::sync::FolderSync::renamed);
        folders.sync.refreshCounts("INBOX");
        QVERIFY2(folders.line.play(R"(
            C: a3 NOTIFY SET STATUS (selected-delayed (MessageNew MessageExpunge FlagChange)) (personal (MessageNew MessageExpunge FlagChange MailboxName))
            S: * STATUS INBOX (MESSAGES 0 UNSEEN 0)
            S: * STATUS foo (MESSAGES 0 UNSEEN 0)
            S: * STATUS foo/bar (MESSAGES 0 UNSEEN 0)
            S: a3 OK
            S: * LIST () "/" zowie ("OLDNAME" ("foo"))
            C: a4 LIST "" "*"
            S: a4 NO
        )"),
                 folders.line.instead.constData());
        QCOMPARE(folders.told.mid(2, 2),
                 (QByteArrayList{"renamed foo zowie zowie", "renamed foo/bar zowie/bar zowie/bar"}));
        QCOMPARE(renamed.size(), 2);  // whoever has one of them open follows
        QCOMPARE(renamed.at(1), (QVariantList{"foo/bar"_ba, "zowie/bar"_ba}));
    }

    // Made while NOTIFY was asked for: the list did not have it yet, and no event tells of it.
    void aFolderThatIsToldOfAndNotListedIsLookedForOnce()
    {
        Folders folders("IMAP4rev1 NOTIFY");
        QVERIFY(folders.know({"INBOX", "foo"}));
        folders.sync.refreshCounts("INBOX");
        QVERIFY2(folders.line.play(R"(
            C: a3 NOTIFY SET STATUS (selected-delayed (MessageNew MessageExpunge FlagChange)) (personal (MessageNew MessageExpunge FlagChange MailboxName))
            S: * STATUS INBOX (MESSAGES 9 UNSEEN 9)
            S: * STATUS foo (MESSAGES 5 UNSEEN 2)
            S: * STATUS bar (MESSAGES 1 UNSEEN 1)
            S: * STATUS hidden (MESSAGES 1 UNSEEN 1)
            S: a3 OK
            C: a4 LIST "" "*"
            S: * LIST () "/" INBOX
            S: * LIST () "/" foo
            S: * LIST () "/" bar
            S: a4 OK
            C: a5 LSUB "" "*"
            S: a5 OK
            S: * STATUS hidden (MESSAGES 2 UNSEEN 1)
            S: * STATUS bar (MESSAGES 2 UNSEEN 2)
        )"),
                 folders.line.instead.constData());
        QCOMPARE(folders.told, (QByteArrayList{"count foo 5 2", "list INBOX! foo! bar!", "count bar 2 2"}));
        QVERIFY2(folders.line.play(""), folders.line.instead.constData());
    }

    void aFolderThatWentMeanwhileIsNotKept()
    {
        Folders folders("IMAP4rev1 NOTIFY");
        QVERIFY(folders.know({"INBOX", "foo", "\\Noselect bar"}));
        folders.sync.refreshCounts("INBOX");
        QVERIFY2(folders.line.play(R"(
            C: a3 NOTIFY SET STATUS (selected-delayed (MessageNew MessageExpunge FlagChange)) (personal (MessageNew MessageExpunge FlagChange MailboxName))
            S: * STATUS inbox (MESSAGES 9 UNSEEN 9)
            S: a3 OK
            C: a4 LIST "" "*"
            S: * LIST () "/" INBOX
            S: * LIST (\Noselect) "/" bar
            S: a4 OK
            C: a5 LSUB "" "*"
            S: a5 OK
        )"),
                 folders.line.instead.constData());
        QCOMPARE(folders.told, (QByteArrayList{"list INBOX! bar-!"}));
    }

    // What the server was to tell by itself it does not tell on the next line.
    void aNewLineIsAskedToTellAgain()
    {
        Folders folders("IMAP4rev1 NOTIFY");
        QVERIFY(folders.know({"INBOX", "foo"}));
        const QByteArray asked("NOTIFY SET STATUS (selected-delayed (MessageNew MessageExpunge FlagChange)) "
                               "(personal (MessageNew MessageExpunge FlagChange MailboxName))\n"
                               "S: * STATUS INBOX (MESSAGES 0 UNSEEN 0)\n"
                               "S: * STATUS foo (MESSAGES 0 UNSEEN 0)\n");
        folders.sync.refreshCounts("INBOX");
        QVERIFY2(folders.line.play(("C: a3 " + asked + "S: a3 OK\n").constData()),
                 folders.line.instead.constData());
        QVERIFY(folders.sync.isTold());
        folders.sync.lineLost(folders.line.connection);
        QVERIFY(!folders.sync.isTold());
        folders.sync.refreshCounts("INBOX");
        QVERIFY2(folders.line.play(("C: a4 " + asked + "S: a4 OK\n").constData()),
                 folders.line.instead.constData());
        QVERIFY(folders.sync.isTold());
    }
};

#include "tst_folders.moc"
POSTHORN_TEST(TestFolders)
