// SPDX-License-Identifier: GPL-3.0-or-later
// Does the record of covered rows say only what is true? Small test objects run inside this one, through the
// same QTest::qExec() as any other, each in a child process of this program.
#include <QProcess>

#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;

namespace {

// What the child process runs, instead of the tests of this file.
const QString subjectSwitch = u"POSTHORN_SELFTEST_SUBJECT"_s;

bool isChild()
{
    return qEnvironmentVariableIsSet("POSTHORN_SELFTEST_SUBJECT");
}

}

// Functions that pass, fail, skip or check nothing. In the ordinary run none of them does anything.
class CoverageSubject : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void passes()
    {
        if (!isChild())
            return;
        COVERS("ROW-PASSED", "ROW-ALSO-PASSED");
        QVERIFY(true);
    }
    void checksNothing()
    {
        if (!isChild())
            return;
        COVERS("ROW-UNCHECKED");
    }
    void fails()
    {
        if (!isChild())
            return;
        COVERS("ROW-FAILED");
        QVERIFY(true);
        QCOMPARE(1, 2);
    }
    void failsInAHelper()
    {
        if (!isChild())
            return;
        COVERS("ROW-FAILED-IN-HELPER");
        QVERIFY(true);
        check(false);
    }
    void isSkipped()
    {
        if (!isChild())
            return;
        COVERS("ROW-SKIPPED");
        QVERIFY(true);
        QSKIP("on purpose");
    }
    void checkedBeforeTheGuard()
    {
        if (!isChild())
            return;
        QVERIFY(true);
        COVERS("ROW-CHECKED-BEFORE");
    }
    void eachRow_data()
    {
        QTest::addColumn<QString>("id");
        QTest::addColumn<bool>("good");
        QTest::newRow("good") << u"ROW-DATA-GOOD ROW-DATA-TOO"_s << true;
        QTest::newRow("bad") << u"ROW-DATA-BAD"_s << false;
    }
    void eachRow()
    {
        if (!isChild())
            return;
        QFETCH(QString, id);
        QFETCH(bool, good);
        COVERS(id);
        QVERIFY(good);
    }

private:
    static void check(bool value) { QVERIFY(value); }
};

class CoverageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (isChild())
            return;
        QVERIFY(m_folder.isValid());
        run(m_folder.filePath(u"record"_s));
        QFile record(m_folder.filePath(u"record"_s));
        QVERIFY(record.open(QIODevice::ReadOnly));
        m_lines = record.readAll().split('\n');
        m_lines.removeAll({});
    }

    void recordsRowsOfFunctionsThatPassedWithACheck()
    {
        if (isChild())
            return;
        QVERIFY(m_lines.contains("ROW-PASSED passes"));
        QVERIFY(m_lines.contains("ROW-ALSO-PASSED passes"));
        QVERIFY(m_lines.contains("ROW-DATA-GOOD eachRow"));
        QVERIFY(m_lines.contains("ROW-DATA-TOO eachRow"));
    }

    void recordsNothingElse_data()
    {
        QTest::addColumn<QByteArray>("id");
        for (const char *id : {"ROW-UNCHECKED", "ROW-FAILED", "ROW-FAILED-IN-HELPER", "ROW-SKIPPED",
                               "ROW-CHECKED-BEFORE", "ROW-DATA-BAD"})
            QTest::newRow(id) << QByteArray(id);
    }
    void recordsNothingElse()
    {
        if (isChild())
            return;
        QFETCH(QByteArray, id);
        QVERIFY(!m_lines.isEmpty());
        for (const QByteArray &line : std::as_const(m_lines))
            QVERIFY(!line.startsWith(id + ' '));
    }

    void recordsNothingWithoutAPlaceToRecord()
    {
        if (isChild())
            return;
        const QDir folder(m_folder.path());
        const auto before = folder.entryList();
        run({});
        QCOMPARE(folder.entryList(), before);
    }

private:
    void run(const QString &record)
    {
        QProcess child;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(subjectSwitch, u"1"_s);
        environment.remove(u"POSTHORN_ROWS_RECORD"_s);
        if (!record.isEmpty())
            environment.insert(u"POSTHORN_ROWS_RECORD"_s, record);
        child.setProcessEnvironment(environment);
        child.setWorkingDirectory(m_folder.path());
        child.start(QCoreApplication::applicationFilePath(), {u"--only"_s, u"CoverageSubject"_s});
        QVERIFY(child.waitForFinished());
        QCOMPARE(child.exitStatus(), QProcess::NormalExit);
        QVERIFY(child.exitCode() != 0);  // some of its functions fail on purpose
    }

    QTemporaryDir m_folder;
    QByteArrayList m_lines;
};

POSTHORN_TEST(CoverageSubject)
POSTHORN_TEST(CoverageTest)
#include "tst_testcase.moc"
