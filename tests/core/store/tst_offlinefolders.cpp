// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/database.h"
#include "core/store/offlinefolders.h"
#include "core/store/watchedfolders.h"
#include "core/store/writer.h"

#include <QTemporaryDir>

#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;

class OfflineFoldersTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aWishIsKeptUntilItIsTakenBack()
    {
        QTemporaryDir folder;
        const QString path = folder.path() + u"/user.db"_s;
        const QUuid account = QUuid::createUuid(), other = QUuid::createUuid();
        const store::OfflineFolder all{account, "INBOX", 0}, some{account, "Lists/\"x\"", 6},
            others{other, "INBOX", 1};
        {
            const auto user = store::openUser(path);
            for (const store::OfflineFolder &wish : {all, some, others})
                QVERIFY(store::keepOffline(user->database, wish));
            QVERIFY(store::keepOffline(user->database, {account, "Lists/\"x\"", 12}));  // another span
        }
        const auto user = store::openUser(path);
        auto kept = *store::offlineFolders(user->database);
        QCOMPARE(kept.size(), std::size_t{3});
        QVERIFY(std::find(kept.begin(), kept.end(), store::OfflineFolder{account, "Lists/\"x\"", 12})
                != kept.end());
        QVERIFY(store::keepOfflineNoMore(user->database, account, "INBOX"));
        QVERIFY(store::keepOfflineNoMore(user->database, account, "never there"));
        kept = *store::offlineFolders(user->database);
        QCOMPARE(kept.size(), std::size_t{2});
        QVERIFY(std::find(kept.begin(), kept.end(), others) != kept.end());
    }

    void whatCannotBeWrittenIsAnError()
    {
        const auto nothing = store::Database::inMemory();  // no tables
        const QUuid account = QUuid::createUuid();
        QVERIFY(!store::keepOffline(*nothing, {account, "INBOX", 1}));
        QVERIFY(!store::keepOfflineNoMore(*nothing, account, "INBOX"));
        QVERIFY(!store::offlineFolders(*nothing));
        QVERIFY(!store::watchFolder(*nothing, account, "INBOX", true));
        QVERIFY(!store::watchFolder(*nothing, account, "INBOX", false));
        QVERIFY(!store::watchedFolders(*nothing));
    }
};

POSTHORN_TEST(OfflineFoldersTest)
#include "tst_offlinefolders.moc"
