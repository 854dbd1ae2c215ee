// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/crashguard.h"

#include <QFileInfo>

#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;
using app::CrashGuard;

class CrashGuardTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theThirdStartIsCarefulAndNamesTheCulprit()
    {
        COVERS("REL-51");
        for (int start = 1; start <= 4; ++start) {
            CrashGuard guard(path());
            guard.begin();
            QCOMPARE(guard.isCareful(), start > 2);
            QCOMPARE(guard.culprit(), start == 1 ? QString() : u"Lists/ poisoned"_s);
            if (start < 3)
                guard.note(u"Lists/\npoisoned"_s);
        }
    }
    void aProgramThatHasComeToRestBeginsAnew()
    {
        {
            CrashGuard guard(path());
            guard.begin();
        }
        CrashGuard guard(path());
        guard.begin();
        guard.rest();
        guard.note(u"INBOX"_s);
        QVERIFY(!QFileInfo::exists(path()));
        CrashGuard next(path());
        next.begin();
        QVERIFY(!next.isCareful());
        QCOMPARE(next.culprit(), QString());
    }
    void whateverIsInTheFileIsHarmless_data()
    {
        QTest::addColumn<QByteArray>("octets");
        QTest::addColumn<bool>("careful");
        QTest::newRow("empty") << QByteArray() << false;
        QTest::newRow("words") << QByteArray("many\nINBOX") << false;
        QTest::newRow("less than none") << QByteArray("-5\n") << false;
        QTest::newRow("too many") << QByteArray("99999999\n") << true;
        QTest::newRow("a megabyte") << QByteArray(1 << 20, '9') << false;
    }
    void whateverIsInTheFileIsHarmless()
    {
        QFETCH(QByteArray, octets);
        QFETCH(bool, careful);
        QFile file(path());
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(octets) == octets.size());
        file.close();
        CrashGuard guard(path());
        guard.begin();
        QCOMPARE(guard.isCareful(), careful);
    }
    void cleanup() { QFile::remove(path()); }

private:
    [[nodiscard]] QString path() const { return m_folder.path() + u"/starts"_s; }
    QTemporaryDir m_folder;
};

POSTHORN_TEST(CrashGuardTest)

#include "tst_crashguard.moc"
