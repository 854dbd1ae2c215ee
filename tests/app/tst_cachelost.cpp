// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/writer.h"

#include <QFile>

#include "tests/app/world.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;

// cache.db can be lost: what the user did is in user.db alone.
class CacheLostTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatWasPendingIsDoneAllTheSame_data()
    {
        QTest::addColumn<bool>("deleted");
        QTest::newRow("deleted") << true;
        QTest::newRow("damaged") << false;
    }
    void whatWasPendingIsDoneAllTheSame();
    void ofARestoredProfileNothingIsDoneByItself();

private:
    static journal::Operation anAppend(const World &world)
    {
        return journal::AppendMessage{world.account().id,
                                      "Sent",
                                      {"\\Seen"},
                                      QDateTime(QDate(2026, 1, 1), QTime(12, 0), Qt::UTC),
                                      "pending@example.org",
                                      "Message-ID: <pending@example.org>\r\n\r\ntext\r\n"};
    }
};

void CacheLostTest::whatWasPendingIsDoneAllTheSame()
{
    QFETCH(bool, deleted);
    World world;
    world.room().journal()->append(anAppend(world));
    QCOMPARE(world.room().journal()->pending().size(), std::size_t{1});
    const QString cache = store::ProfilePaths::in(world.profile()).cacheDatabase();
    for (const QString &suffix : {u""_s, u"-wal"_s, u"-shm"_s})
        QFile::remove(cache + suffix);
    if (!deleted) {
        QFile garbage(cache);
        QVERIFY(garbage.open(QIODevice::WriteOnly) && garbage.write(QByteArray(9000, 'x')) == 9000);
    }
    world.restart();
    QCOMPARE(world.room().report().cache, deleted ? store::Opened::Created : store::Opened::SetAside);
    QCOMPARE(world.room().report().user, store::Opened::AsItWas);
    QCOMPARE(world.room().journal()->pending().size(), std::size_t{1});
    world.goOnline();
    QTRY_COMPARE(world.appended().size(), 2);  // the command, and the message: once
    QVERIFY(world.appended().last().contains("pending@example.org"));
    QTRY_VERIFY(world.room().journal()->pending().empty());
}

void CacheLostTest::ofARestoredProfileNothingIsDoneByItself()
{
    COVERS("REL-29");
    World world;
    world.room().journal()->append(anAppend(world));
    const QString user = store::ProfilePaths::in(world.profile()).userDatabase();
    {
        const auto open = store::Database::open(user, store::Database::Mode::ReadWrite);
        QVERIFY(open->copyTo(user + u".old"_s));  // an hour ago, so to say
    }
    for (const QString &suffix : {u""_s, u"-wal"_s, u"-shm"_s})
        QFile::remove(user + suffix);
    QVERIFY(QFile::rename(user + u".old"_s, user));
    world.restart();
    QVERIFY(world.room().report().isFromElsewhere);
    QCOMPARE(world.room().journal()->pending().size(), std::size_t{1});
    QSignalSpy states(world.room().journal(), &journal::Journal::stateChanged);
    world.goOnline();
    world.settle();
    QVERIFY(world.room().journal()->pending().empty());
    QCOMPARE(states.size(), 1);  // the user is told
    QCOMPARE(states.first().first().value<journal::Entry>().state, journal::State::Failed);
    QVERIFY(world.appended().isEmpty());
}

POSTHORN_TEST(CacheLostTest)

#include "tst_cachelost.moc"
