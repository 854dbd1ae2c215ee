// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/singleinstance.h"

#include <QDir>
#include <QFileInfo>
#include <QLocalServer>
#include <QLocalSocket>

#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;
using app::SingleInstance;

class SingleInstanceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void theSecondOneRaisesTheFirst();
    void anotherProfileIsAnotherProgram();
    void theSecondOneHandsItsAddressOver();
    void whoeverSaysNothingHoldsNothingUp();
    void whateverIsSaidOnlyRaises_data();
    void whateverIsSaidOnlyRaises();
    void whatACrashLeftIsReplaced();
    void theNextOneRunsOnceTheFirstIsGone();
    void theSocketIsForThisUserAlone();

private:
    [[nodiscard]] QString socketPath() const;
    std::unique_ptr<QTemporaryDir> m_runtime, m_state;
};

void SingleInstanceTest::init()
{
    m_runtime = std::make_unique<QTemporaryDir>();
    m_state = std::make_unique<QTemporaryDir>();
    qputenv("XDG_RUNTIME_DIR", m_runtime->path().toUtf8());
}

QString SingleInstanceTest::socketPath() const
{
    const QStringList found =
        QDir(m_runtime->path()).entryList({u"posthorn-*"_s}, QDir::System | QDir::Files);
    return found.size() == 1 ? m_runtime->filePath(found.first()) : QString();
}

void SingleInstanceTest::theSecondOneRaisesTheFirst()
{
    SingleInstance first(m_state->path());
    QVERIFY(first.acquire());
    const QSignalSpy raised(&first, &SingleInstance::raiseRequested);
    SingleInstance second(m_state->path());
    const QSignalSpy raisedSecond(&second, &SingleInstance::raiseRequested);
    QVERIFY(!second.acquire());
    QTRY_COMPARE(raised.size(), 1);
    QVERIFY(raisedSecond.isEmpty());
}

void SingleInstanceTest::theSecondOneHandsItsAddressOver()
{
    SingleInstance first(m_state->path());
    QVERIFY(first.acquire());
    const QSignalSpy raised(&first, &SingleInstance::raiseRequested);
    const QSignalSpy written(&first, &SingleInstance::writeRequested);
    const QByteArray address = "mailto:a@example.org?subject=" + QByteArray(50'000, 'x');
    SingleInstance second(m_state->path());
    QVERIFY(!second.acquire(address));
    QTRY_COMPARE(written.size(), 1);
    QCOMPARE(written.front().front().toByteArray(), address);
    QCOMPARE(raised.size(), 1);
}

void SingleInstanceTest::whoeverSaysNothingHoldsNothingUp()
{
    SingleInstance first(m_state->path());
    QVERIFY(first.acquire());
    const QSignalSpy written(&first, &SingleInstance::writeRequested);
    std::vector<std::unique_ptr<QLocalSocket>> silent;
    for (int i = 0; i < 20; ++i) {
        silent.push_back(std::make_unique<QLocalSocket>());
        silent.back()->connectToServer(socketPath());
    }
    QTRY_COMPARE(silent.front()->state(), QLocalSocket::UnconnectedState);
    SingleInstance second(m_state->path());
    QVERIFY(!second.acquire("mailto:a@example.org"));
    QTRY_COMPARE(written.size(), 1);
}

void SingleInstanceTest::anotherProfileIsAnotherProgram()
{
    const QTemporaryDir other;
    SingleInstance first(m_state->path()), second(other.path());
    QVERIFY(first.acquire());
    QVERIFY(second.acquire());
}

void SingleInstanceTest::whateverIsSaidOnlyRaises_data()
{
    QTest::addColumn<QByteArray>("octets");
    QTest::newRow("no whole line") << QByteArray("mailto:a@example.org");
    QTest::newRow("an endless address") << "mailto:" + QByteArray(1 << 20, 'x') + '\n';
    QTest::newRow("another address") << QByteArray("file:///etc/passwd\n");
    QTest::newRow("our word") << QByteArray("raise\n");
    QTest::newRow("an order") << QByteArray("compose mailto:a@example.org?attach=/etc/passwd\n");
    QTest::newRow("send") << QByteArray("send\nquit\nsend\n");
    QTest::newRow("a megabyte") << QByteArray(1 << 20, 'x');
    QTest::newRow("NULs") << QByteArray(4096, '\0');
    QTest::newRow("a command line") << QByteArray("-platformpluginpath\0/tmp/evil\0", 31);
}

void SingleInstanceTest::whateverIsSaidOnlyRaises()
{
    COVERS("SEC-129");
    QFETCH(QByteArray, octets);
    SingleInstance first(m_state->path());
    QVERIFY(first.acquire());
    const QSignalSpy raised(&first, &SingleInstance::raiseRequested);
    const QSignalSpy written(&first, &SingleInstance::writeRequested);
    QLocalSocket caller;
    QByteArray answer;
    connect(&caller, &QLocalSocket::readyRead, this, [&] { answer += caller.readAll(); });
    caller.connectToServer(socketPath());
    caller.write(octets);
    QTRY_COMPARE(raised.size(), 1);
    caller.disconnectFromServer();
    QTRY_COMPARE(caller.state(), QLocalSocket::UnconnectedState);
    QCOMPARE(written.size(), 0);
    QCOMPARE(answer, QByteArray());
}

void SingleInstanceTest::whatACrashLeftIsReplaced()
{
    QString path;
    {
        SingleInstance first(m_state->path());
        QVERIFY(first.acquire());
        path = socketPath();
    }
    // The socket's file without a listener, and the lock of a process that is no more.
    QFile stale(path);
    QVERIFY(stale.open(QIODevice::WriteOnly));
    stale.close();
    QFile lock(m_state->filePath(u"running.lock"_s));
    QVERIFY(lock.open(QIODevice::WriteOnly));
    lock.write("999999999\nposthorn\n" + QSysInfo::machineHostName().toUtf8() + "\n");
    lock.close();

    SingleInstance next(m_state->path());
    QVERIFY(next.acquire());
    const QSignalSpy raised(&next, &SingleInstance::raiseRequested);
    SingleInstance second(m_state->path());
    QVERIFY(!second.acquire());
    QTRY_COMPARE(raised.size(), 1);
}

void SingleInstanceTest::theNextOneRunsOnceTheFirstIsGone()
{
    auto first = std::make_unique<SingleInstance>(m_state->path());
    QVERIFY(first->acquire());
    first.reset();
    SingleInstance second(m_state->path());
    QVERIFY(second.acquire());
}

void SingleInstanceTest::theSocketIsForThisUserAlone()
{
    COVERS("SEC-129");
    SingleInstance first(m_state->path());
    QVERIFY(first.acquire());
    const auto others =
        QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ReadOther | QFileDevice::WriteOther;
    QVERIFY(!socketPath().isEmpty());
    QCOMPARE(QFileInfo(socketPath()).permissions() & others, QFileDevice::Permissions());
}

POSTHORN_TEST(SingleInstanceTest)

#include "tst_singleinstance.moc"
