// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/modelaccount.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

void append(ModelAccount &account, const QByteArray &mailbox, const QByteArray &subject)
{
    account.model.create(mailbox);
    account.model.append(*account.model.find(mailbox), model::makeMessage(subject), {},
                         QDateTime(QDate(2026, 1, 1), QTime(0, 0), Qt::UTC).toSecsSinceEpoch());
}

}

// Folders that nobody has opened are here all the same: what is searched and gathered from all of them is
// true.
class FollowingTest : public QObject
{
    Q_OBJECT

    static void servers()
    {
        QTest::addColumn<QByteArrayList>("capabilities");
        QTest::newRow("plain") << QByteArrayList{"IMAP4rev1", "UNSELECT"};
        QTest::newRow("with IDLE") << QByteArrayList{"IMAP4rev1", "UNSELECT", "IDLE"};
        QTest::newRow("with CONDSTORE")
            << QByteArrayList{"IMAP4rev1", "UNSELECT", "IDLE", "CONDSTORE", "ENABLE"};
    }

private Q_SLOTS:
    void aFolderThatWasNeverOpenedIsHere_data() { servers(); }
    void aFolderThatWasNeverOpenedIsHere()
    {
        COVERS("MA-15");
        QFETCH(QByteArrayList, capabilities);
        ModelAccount account(capabilities);
        append(account, "Work", "one");
        append(account, "Work", "two");
        append(account, "Deep/Down", "three");
        account.start();
        account.answer();
        account.wait(1s);
        QCOMPARE(account.kept("Work"), "1 2"_ba);
        QCOMPARE(account.kept("Deep/Down"), "1"_ba);
        QVERIFY(account.mostSelections() <= 1);
        // And what comes there later.
        append(account, "Work", "four");
        account.tellNews();
        for (int minute = 0; minute < 10; ++minute)
            account.wait(60s);
        QCOMPARE(account.kept("Work"), "1 2 3"_ba);
        QCOMPARE(account.model.complaints(), QByteArrayList());
    }

    // The mail in INBOX comes in though another folder is on screen.
    void newMailInTheInboxIsHereWhileAnotherFolderIsOpen_data() { servers(); }
    void newMailInTheInboxIsHereWhileAnotherFolderIsOpen()
    {
        QFETCH(QByteArrayList, capabilities);
        ModelAccount account(capabilities);
        append(account, "Work", "one");
        account.start();
        account.answer();
        account.engine->openFolder(account.folder("Work"));
        account.answer();
        append(account, "INBOX", "new");
        account.tellNews();
        for (int minute = 0; minute < 10; ++minute)
            account.wait(60s);
        QCOMPARE(account.kept("INBOX"), "1"_ba);
        QVERIFY(account.mostSelections() <= 1);
    }
};

POSTHORN_TEST(FollowingTest)
#include "tst_following.moc"
