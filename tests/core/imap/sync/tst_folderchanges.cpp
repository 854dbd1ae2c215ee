// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/session/serverquirks.h"

#include <QLoggingCategory>

#include "tests/core/imap/sync/folders.h"
#include "tests/support/expectlog.h"

using namespace Qt::StringLiterals;
using imap::sync::FolderChange;
using Kind = imap::sync::FolderChange::Kind;

namespace {

FolderChange changing(Kind kind, const char *mailbox, const char *newName = "")
{
    return {kind, mailbox, newName, {}};
}

}

// Folders made, renamed, deleted and subscribed, as a server hears of it and the store does.
class TestFolderChanges : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLoggingCategory::setFilterRules(u"posthorn.session.debug=true"_s); }
    void cleanupTestCase() { QLoggingCategory::setFilterRules(QString()); }

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

#include "tst_folderchanges.moc"
POSTHORN_TEST(TestFolderChanges)
