// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/folders/folderchooser.h"
#include "widgets/folders/folderview.h"

#include <QInputDialog>
#include <QLineEdit>
#include <QListWidget>

#include "tests/live/program.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;
using live::Program;

namespace {

constexpr int patience = 30'000;

QByteArray mail(const QByteArray &subject)
{
    return "From: a@example.org\r\nSubject: " + subject
        + "\r\nDate: Thu, 1 Jan 2026 10:00:00 +0000\r\nMessage-ID: <" + subject
        + "@example.org>\r\n\r\ntext of " + subject + "\r\n";
}

// What the server has there: "subject flags", in one call, since each is a process.
QStringList onServer(live::Servers &servers, const QString &mailbox = u"INBOX"_s)
{
    QStringList found;
    const QByteArray list = servers.doveadm(
        {u"-f"_s, u"tab"_s, u"fetch"_s, u"-u"_s, u"alice"_s, u"hdr.subject flags"_s, u"mailbox"_s, mailbox});
    for (const QByteArray &line : list.split('\n').mid(1)) {  // the first is the heading
        const QStringList words = QString::fromUtf8(line)
                                      .replace(u'\t', u' ')
                                      .remove(u"\\Recent"_s)
                                      .split(u' ', Qt::SkipEmptyParts);
        if (!words.isEmpty())
            found += words.join(u' ');
    }
    found.sort();
    return found;
}

QStringList shown(const Program &program)
{
    QStringList subjects;
    for (int row = 0; row < program.rows(); ++row)
        subjects += program.list()->model()->index(row, 0).data(Qt::DisplayRole).toString();
    subjects.sort();
    return subjects;
}

}

#define SERVER_GETS(wanted, ...) QTRY_COMPARE_WITH_TIMEOUT(onServer(__VA_ARGS__), (wanted), patience)

// What a person does in the real window, seen on a real server.
class WindowWork : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsDeletedComesBackByUndo();
    void aMessageIsFlaggedAndMovedByTheMenu();
    void aNewFolderIsOnTheServer();
    void aMessageMovesToAnotherAccount();

private:
    static void press(const Program &program, const QString &text)
    {
        QAction *action = program.action(text);
        QVERIFY2(action != nullptr, qPrintable(text));
        QTRY_VERIFY2_WITH_TIMEOUT(action->isEnabled(), qPrintable(text), patience);
        action->trigger();
    }
    // In the tree of folders; false while the account is not there yet.
    static bool chooseInbox(const Program &program, const QString &account)
    {
        auto *tree = program.find<FolderView>();
        const QAbstractItemModel *model = tree == nullptr ? nullptr : tree->model();
        for (int row = 0; model != nullptr && row < model->rowCount(); ++row) {
            const QModelIndex at = model->index(row, 0);
            const QModelIndex inbox = model->index(0, 0, at);
            if (!at.data().toString().startsWith(account) || inbox.data().toString() != u"Inbox"_s)
                continue;
            tree->setCurrentIndex(inbox);
            return true;
        }
        return false;
    }
};

void WindowWork::whatIsDeletedComesBackByUndo()
{
    live::Servers servers;
    NEEDS_SERVERS(servers);
    QVERIFY(servers.deliver(mail("one")) && servers.deliver(mail("two")));
    Program program(servers);
    QVERIFY(program.start());
    QTRY_COMPARE_WITH_TIMEOUT(program.rows(), 2, patience);
    QVERIFY(QTest::qWaitForWindowActive(program.window()));
    program.openNewest();
    const QStringList both = shown(program);
    QTest::keyClick(program.list(), Qt::Key_Delete);
    QCOMPARE(program.rows(), 1);  // at once
    QTRY_COMPARE_WITH_TIMEOUT(onServer(servers, u"Trash"_s).size(), 1, patience);
    QTRY_COMPARE_WITH_TIMEOUT(onServer(servers).size(), 1, patience);
    QTRY_VERIFY_WITH_TIMEOUT(program.action(u"Undo delete"_s) != nullptr, patience);
    QTest::keyClick(program.list(), Qt::Key_Z, Qt::ControlModifier);
    QTRY_COMPARE_WITH_TIMEOUT(program.rows(), 2, patience);
    QCOMPARE(shown(program), both);
    QTRY_COMPARE_WITH_TIMEOUT(onServer(servers).size(), 2, patience);
    QTRY_VERIFY_WITH_TIMEOUT(onServer(servers, u"Trash"_s).isEmpty(), patience);
    QCOMPARE(shown(program), both);
}

void WindowWork::aMessageIsFlaggedAndMovedByTheMenu()
{
    live::Servers servers;
    NEEDS_SERVERS(servers);
    QVERIFY(servers.deliver(mail("one")));
    Program program(servers);
    QVERIFY(program.start());
    QTRY_COMPARE_WITH_TIMEOUT(program.rows(), 1, patience);
    program.openNewest();
    SERVER_GETS(QStringList{u"one \\Seen"_s}, servers);
    press(program, u"Star"_s);
    SERVER_GETS(QStringList{u"one \\Flagged \\Seen"_s}, servers);
    press(program, u"Move to"_s);
    auto *chooser = program.find<FolderChooser>();
    QVERIFY(chooser != nullptr);
    QTest::keyClicks(chooser->findChild<QLineEdit *>(), u"arch"_s);
    QTest::keyClick(chooser->findChild<QLineEdit *>(), Qt::Key_Return);
    QCOMPARE(program.rows(), 0);
    SERVER_GETS(QStringList{u"one \\Flagged \\Seen"_s}, servers, u"Archive"_s);
    SERVER_GETS(QStringList(), servers);
}

void WindowWork::aNewFolderIsOnTheServer()
{
    live::Servers servers;
    NEEDS_SERVERS(servers);
    Program program(servers);
    QVERIFY(program.start());
    QTRY_VERIFY_WITH_TIMEOUT(program.window() != nullptr, patience);
    QTRY_VERIFY_WITH_TIMEOUT(program.action(u"New folder"_s)->isEnabled(), patience);
    press(program, u"New folder"_s);
    auto *question = program.find<QInputDialog>();
    QVERIFY(question != nullptr);
    question->setTextValue(u"Größe & Gewicht"_s);
    question->accept();
    const auto list = [&servers] { return servers.doveadm({u"mailbox"_s, u"list"_s, u"-u"_s, u"alice"_s}); };
    QTRY_VERIFY_WITH_TIMEOUT(list().split('\n').contains("Größe & Gewicht"), patience);
    // And is in the tree as any other.
    const auto rowsOf = [model = program.find<FolderView>()->model()](const QString &name) {
        return model
            ->match(model->index(0, 0), Qt::DisplayRole, name, -1, Qt::MatchExactly | Qt::MatchRecursive)
            .size();
    };
    QTRY_COMPARE_WITH_TIMEOUT(rowsOf(u"Größe & Gewicht"_s), 1, patience);
}

void WindowWork::aMessageMovesToAnotherAccount()
{
    COVERS("MDN-17", "S19");
    live::Servers servers({u"--own-mailboxes"_s});
    NEEDS_SERVERS(servers);
    QVERIFY(servers.deliver(mail("one")));
    servers.doveadm({u"flags"_s, u"add"_s, u"-u"_s, u"alice"_s, u"\\Flagged $MDNSent"_s, u"mailbox"_s,
                     u"INBOX"_s, u"all"_s});
    Program program(servers);
    QVERIFY(program.addBob());
    QVERIFY(program.start());
    // The first inbox that is known is opened, and that may be Bob's.
    QTRY_VERIFY_WITH_TIMEOUT(chooseInbox(program, u"Live"_s), patience);
    QTRY_COMPARE_WITH_TIMEOUT(program.rows(), 1, patience);
    program.list()->selectAll();
    const auto choices = [&program] {
        auto *chooser = program.find<FolderChooser>();
        return chooser == nullptr ? nullptr : chooser->findChild<QListWidget *>();
    };
    const auto isOffered = [&] {
        press(program, u"Move to"_s);
        if (!choices()->findItems(u"Bob: Inbox"_s, Qt::MatchExactly).isEmpty())
            return true;
        program.find<FolderChooser>()->reject();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        return false;
    };
    QTRY_VERIFY_WITH_TIMEOUT(isOffered(), patience);
    QTest::keyClicks(program.find<FolderChooser>()->findChild<QLineEdit *>(), u"bob: inbox"_s);
    QTest::keyClick(program.find<FolderChooser>()->findChild<QLineEdit *>(), Qt::Key_Return);
    QCOMPARE(program.rows(), 0);
    QVERIFY(servers.waitForMessages(1, u"INBOX"_s, u"bob"_s));
    SERVER_GETS(QStringList(), servers);  // ten seconds later
    const auto there = servers.messages(u"INBOX"_s, u"bob"_s);
    QCOMPARE(there.size(), 1);
    QVERIFY(there.first().flags.contains(u"\\Flagged"_s) && there.first().flags.contains(u"$MDNSent"_s));
    QVERIFY(there.first().text.contains("text of one"));
}

POSTHORN_TEST(WindowWork)
#include "tst_windowwork.moc"
