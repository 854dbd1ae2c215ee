// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/session/serverquirks.h"
#include "core/imap/sync/folderchanges.h"
#include "core/imap/sync/foldersync.h"

#include <QLoggingCategory>

#include "tests/core/imap/sync/line.h"
#include "tests/support/expectlog.h"

using namespace Qt::StringLiterals;
using imap::sync::FolderChange;
using Kind = imap::sync::FolderChange::Kind;

namespace {

// The folder list of one account on one connection, and what the store was told, a line each.
class Folders
{
public:
    explicit Folders(const QByteArray &capabilities)
        : sync(QUuid::createUuid(), line.connection),
          changes(sync, [this](const QByteArray &mailbox, imap::sync::Connection::Use use) {
              left.append(mailbox);
              line.connection.withMailbox({}, std::move(use));
          })
    {
        QObject::connect(&sync, &imap::sync::FolderSync::updateReady, &sync,
                         [this](const store::Update &update) { note(update); });
        QObject::connect(&sync, &imap::sync::FolderSync::failed, &sync,
                         [this](const Error &why) { told.append("failed " + why.detail); });
        line.open(capabilities);
    }
    void change(const FolderChange &change)
    {
        changes.carryOut(change, [this](const std::optional<Error> &error) {
            told.append(error ? "refused " + error->detail : "done"_ba);
        });
    }
    // Lists these: "INBOX", "foo", "\\Noselect foo"; subscribed all, or those given.
    [[nodiscard]] bool know(const QByteArrayList &mailboxes)
    {
        sync.list(line.connection);
        QByteArray script = "C: a1 LIST \"\" \"*\"\n", subscribed;
        for (const QByteArray &mailbox : mailboxes) {
            const QByteArrayList words = mailbox.split(' ');
            script +=
                "S: * LIST (" + (words.size() > 1 ? words.front() : ""_ba) + ") \"/\" " + words.back() + '\n';
            subscribed += "S: * LSUB () \"/\" " + words.back() + '\n';
        }
        const bool ok =
            line.play((script + "S: a1 OK\nC: a2 LSUB \"\" \"*\"\n" + subscribed + "S: a2 OK\n").constData());
        told.clear();
        return ok;
    }

    Line line;
    imap::sync::FolderSync sync;
    imap::sync::FolderChanges changes;
    QByteArrayList told, left;

private:
    static QByteArray number(std::optional<quint32> number)
    {
        return number ? QByteArray::number(*number) : "?"_ba;
    }
    void note(const store::Update &update)
    {
        if (const auto *list = std::get_if<store::FoldersListed>(&update)) {
            QByteArrayList names;
            for (const store::ListedFolder &folder : list->folders)
                names.append(folder.mailbox + (folder.selectable ? "" : "-")
                             + (folder.subscribed ? "" : "!"));
            told.append("list " + names.join(' '));
        }
        if (const auto *count = std::get_if<store::FolderCounted>(&update))
            told.append("count " + count->mailbox + ' ' + number(count->messages) + ' '
                        + number(count->unseen));
        if (const auto *renamed = std::get_if<store::FoldersRenamed>(&update)) {
            for (const auto &name : renamed->names)
                told.append("renamed " + name.from + ' ' + name.to + ' ' + name.name.toUtf8());
        }
    }
};

FolderChange changing(Kind kind, const char *mailbox, const char *newName = "")
{
    return {kind, mailbox, newName, {}};
}

}

// The folder list, its counts and its changes, as a server hears of them and the store does.
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

    // RFC 3501, 6.3.3
    void whatIsCreatedIsSubscribedAndLookedFor()
    {
        COVERS("I4-118", "I4-119");
        Folders folders("IMAP4rev1");
        QVERIFY(folders.know({"INBOX"}));
        folders.change(changing(Kind::Create, "owatagusiam/"));
        QVERIFY2(folders.line.play(R"(
            C: a3 CREATE owatagusiam/
            S: a3 OK CREATE completed
            C: a4 LIST "" "*"
            S: * LIST () "/" INBOX
            S: * LIST (\Noselect) "/" owatagusiam
            S: a4 OK
            C: a5 LSUB "" "*"
            S: a5 OK
        )"),
                 folders.line.instead.constData());
        folders.told.clear();
        folders.change(changing(Kind::Create, "owatagusiam/blurdybloop"));
        QVERIFY2(folders.line.play(R"(
            C: a6 CREATE owatagusiam/blurdybloop
            S: a6 OK CREATE completed
            C: a7 SUBSCRIBE owatagusiam/blurdybloop
            S: a7 OK
            C: a8 LIST "" "*"
            S: * LIST () "/" INBOX
            S: * LIST (\Noselect) "/" owatagusiam
            S: * LIST () "/" owatagusiam/blurdybloop
            S: a8 OK
            C: a9 LSUB "" "*"
            S: * LSUB () "/" INBOX
            S: * LSUB () "/" owatagusiam/blurdybloop
            S: a9 OK
        )"),
                 folders.line.instead.constData());
        QCOMPARE(folders.told, (QByteArrayList{"done", "list INBOX owatagusiam-! owatagusiam/blurdybloop"}));
    }

    void aNameThatDiffersInCaseIsTaken()
    {
        COVERS("E-47");
        expectInLog(imap::ServerQuirk::NamesInAnyCase);
        Folders folders("IMAP4rev1");
        QVERIFY(folders.know({"INBOX", "Trash", "old"}));
        folders.change(changing(Kind::Create, "trash"));
        QVERIFY2(folders.line.play(""), folders.line.instead.constData());
        QCOMPARE(folders.told, QByteArrayList{"refused there is a mailbox of this name: Trash"});
        folders.told.clear();
        folders.change(changing(Kind::Rename, "Trash", "trash"));  // but this is its own
        QVERIFY2(folders.line.play("C: a3 RENAME Trash trash\nS: a3 NO no"),
                 folders.line.instead.constData());
    }

    void whatCannotBeMeantIsNotAskedFor_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<QByteArray>("mailbox");
        QTest::addColumn<QByteArray>("newName");
        QTest::addColumn<QString>("rows");
        const auto row = [](const char *name, Kind kind, const char *mailbox, const char *to,
                            const char *rows) {
            QTest::newRow(name) << static_cast<int>(kind) << QByteArray(mailbox) << QByteArray(to)
                                << QString::fromLatin1(rows);
        };
        row("INBOX again", Kind::Create, "inbox", "", "I4-118");
        row("a wildcard", Kind::Create, "a*", "", "I4-118");
        row("a namespace", Kind::Create, "#news", "", "I4-118");
        row("INBOX deleted", Kind::Delete, "INBOX", "", "I4-120");
        row("a name that only holds others", Kind::Delete, "box", "", "I4-120");
        row("INBOX renamed", Kind::Rename, "INBOX", "old-mail", "I4-123");
        row("a name that is there", Kind::Rename, "foo", "bar", "I4-124");
        row("below itself", Kind::Rename, "foo", "foo/foo", "I4-124");
    }
    void whatCannotBeMeantIsNotAskedFor()
    {
        QFETCH(int, kind);
        QFETCH(QByteArray, mailbox);
        QFETCH(QByteArray, newName);
        QFETCH(QString, rows);
        COVERS(rows);
        Folders folders("IMAP4rev1");
        QVERIFY(folders.know({"INBOX", "foo", "bar", "\\Noselect box", "box/in"}));
        folders.change({static_cast<Kind>(kind), mailbox, newName, {}});
        QVERIFY2(folders.line.play(""), folders.line.instead.constData());
        QCOMPARE(folders.told.size(), 1);
        QVERIFY(folders.told.front().startsWith("refused "));
    }

    // RFC 3501, 6.3.4: "foo" goes as a mailbox, "foo/bar" stays.
    void whatIsDeletedLeavesItsChildren()
    {
        COVERS("I4-120");
        Folders folders("IMAP4rev1");
        QVERIFY(folders.know({"INBOX", "foo", "foo/bar"}));
        folders.change(changing(Kind::Delete, "foo"));
        QVERIFY2(folders.line.play(R"(
            C: a3 DELETE foo
            S: a3 OK DELETE Completed
            C: a4 UNSUBSCRIBE foo
            S: a4 OK
            C: a5 LIST "" "*"
            S: * LIST () "/" INBOX
            S: * LIST (\Noselect) "/" foo
            S: * LIST () "/" foo/bar
            S: a5 OK
            C: a6 LSUB "" "*"
            S: * LSUB () "/" foo/bar
            S: * LSUB () "/" INBOX
            S: a6 OK
        )"),
                 folders.line.instead.constData());
        QCOMPARE(folders.told, (QByteArrayList{"done", "list INBOX foo-! foo/bar"}));
        QCOMPARE(folders.left, QByteArrayList{"foo"});
    }

    // RFC 3501, 6.3.5: the server moves the children along; subscriptions it need not move.
    void whatIsRenamedTakesItsChildrenAndSubscriptionsAlong()
    {
        COVERS("I4-122", "I4-124");
        Folders folders("IMAP4rev1");
        QVERIFY(folders.know({"INBOX", "foo", "foo/bar", "foobar"}));
        folders.change(changing(Kind::Rename, "foo", "new/zowie"));
        QVERIFY2(folders.line.play(R"(
            C: a3 RENAME foo new/zowie
            S: a3 OK RENAME Completed
            C: a4 SUBSCRIBE new/zowie
            S: a4 OK
            C: a5 UNSUBSCRIBE foo
            S: a5 OK
            C: a6 SUBSCRIBE new/zowie/bar
            S: a6 OK
            C: a7 UNSUBSCRIBE foo/bar
            S: a7 NO it was not
            C: a8 LIST "" "*"
            S: * LIST () "/" INBOX
            S: * LIST (\Noselect) "/" new
            S: * LIST () "/" new/zowie
            S: * LIST () "/" new/zowie/bar
            S: * LIST () "/" foobar
            S: a8 OK
            C: a9 LSUB "" "*"
            S: a9 BAD
        )"),
                 folders.line.instead.constData());
        QCOMPARE(
            folders.told,
            (QByteArrayList{"renamed foo new/zowie new/zowie", "renamed foo/bar new/zowie/bar new/zowie/bar",
                            "done", "list INBOX new- new/zowie new/zowie/bar foobar"}));
    }

    void aRefusedRenameChangesNothing()
    {
        COVERS("I4-124");
        Folders folders("IMAP4rev1");
        QVERIFY(folders.know({"INBOX", "foo"}));
        folders.change(changing(Kind::Rename, "foo", "bar"));
        QVERIFY2(folders.line.play("C: a3 RENAME foo bar\nS: a3 NO [ALREADYEXISTS] since just now"),
                 folders.line.instead.constData());
        QCOMPARE(folders.told, QByteArrayList{"refused since just now"});
    }

    // RFC 3501, 6.3.6: the name need not exist.
    void anythingCanBeSubscribed()
    {
        COVERS("I4-125");
        Folders folders("IMAP4rev1");
        QVERIFY(folders.know({"INBOX"}));
        folders.change(changing(Kind::Subscribe, "#news.comp.mail.mime"));
        QVERIFY2(folders.line.play(R"(
            C: a3 SUBSCRIBE #news.comp.mail.mime
            S: a3 OK SUBSCRIBE completed
            C: a4 LIST "" "*"
            S: a4 OK
            C: a5 LSUB "" "*"
            S: * LSUB () "." #news.comp.mail.mime
            S: a5 OK
        )"),
                 folders.line.instead.constData());
        QCOMPARE(folders.told, (QByteArrayList{"done", "list INBOX!"}));
    }
};

#include "tst_folders.moc"
POSTHORN_TEST(TestFolders)
