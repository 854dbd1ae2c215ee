// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/application.h"

#include <QFileInfo>
#include <QLabel>
#include <QTemporaryDir>

#include <algorithm>

#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;

class ApplicationTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // Whoever closes a database last puts its log into it, unless that one only reads: then the next start
    // takes this end for a crash and looks through the whole cache before it shows anything.
    void anEndInOrderLeavesNoLogBehind()
    {
        const QTemporaryDir folder;
        const auto paths = store::ProfilePaths::in(folder.path());
        SystemClock clock;
        {
            app::Application application(paths, clock);
            application.start();
            QTRY_VERIFY(application.window() != nullptr);
            QVERIFY(QFileInfo(paths.cacheDatabase() + u"-wal"_s).size() > 0);  // there is one while it runs
        }
        QVERIFY(QFileInfo(paths.cacheDatabase()).size() > 0);
        for (const QString &database : {paths.cacheDatabase(), paths.userDatabase()})
            QCOMPARE(QFileInfo(database + u"-wal"_s).size(), 0);
    }

    // Another start may hand its address over while this one is still reading its databases.
    void whatIsHandedOverBeforeThereIsAWindowIsNotLost()
    {
        const QTemporaryDir folder;
        SystemClock clock;
        app::Application application(store::ProfilePaths::in(folder.path()), clock);
        application.raise();
        application.writeTo("mailto:ann@example.org");
        application.start();
        const auto says = [&](const QString &words) {
            const auto labels = application.window()->findChildren<QLabel *>();
            return std::any_of(labels.begin(), labels.end(),
                               [&](const QLabel *label) { return label->text().contains(words); });
        };
        QTRY_VERIFY(application.window() != nullptr);
        QTRY_VERIFY(says(u"To write mail, add an account"_s));  // there is none yet
        application.endWindow();
        QVERIFY(!application.window()->isVisible());
    }
};

POSTHORN_TEST(ApplicationTest)
#include "tst_application.moc"
