// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/serverrounds.h"

#include "tests/support/testcase.h"

using search::ServerRounds;
using Folders = std::vector<store::FolderId>;

class ServerRoundsTest : public QObject
{
    Q_OBJECT

private:
    const QUuid m_home = QUuid::createUuidV5(QUuid(), QByteArray("home"));
    const QUuid m_work = QUuid::createUuidV5(QUuid(), QByteArray("work"));

private Q_SLOTS:
    void oneFolderOfAnAccountIsAskedAtATime()
    {
        ServerRounds rounds({{{1}, m_home}, {{2}, m_home}, {{3}, m_work}});
        QCOMPARE(rounds.due(), (Folders{{1}, {3}}));
        QCOMPARE(rounds.due(), Folders{});
        QVERIFY(!rounds.take({2}, {}));  // it was not asked
        QVERIFY(rounds.take({1}, {}));
        QVERIFY(!rounds.take({1}, {}));  // once
        QCOMPARE(rounds.due(), Folders{{2}});
        QVERIFY(rounds.take({3}, {}) && rounds.isGoing());
        QVERIFY(rounds.take({2}, {}) && !rounds.isGoing());
        QVERIFY(rounds.failures().empty());
    }

    void whatFailsIsNamedAndTheRestIsAsked()
    {
        ServerRounds rounds({{{1}, m_home}, {{2}, m_home}});
        QCOMPARE(rounds.due().size(), 1U);
        QVERIFY(rounds.take({1}, Error{Error::Kind::Refused, "no"}));
        QCOMPARE(rounds.due(), Folders{{2}});
        QVERIFY(rounds.take({2}, {}));
        QCOMPARE(rounds.failures().size(), 1U);
        QCOMPARE(rounds.failures().front().folder, store::FolderId{1});
    }

    void anAccountThatCannotBeReachedIsAskedOnce()
    {
        ServerRounds rounds({{{1}, m_home}, {{2}, m_home}, {{3}, m_work}});
        QCOMPARE(rounds.due().size(), 2U);
        QVERIFY(rounds.take({1}, Error{Error::Kind::ConnectionLost, {}}));
        QCOMPARE(rounds.due(), Folders{});
        QCOMPARE(rounds.failures().size(), 2U);
        QCOMPARE(rounds.answered(), 2U);
        QVERIFY(rounds.isGoing());
        QVERIFY(rounds.take({3}, {}) && !rounds.isGoing());
    }
};

POSTHORN_TEST(ServerRoundsTest)
#include "tst_serverrounds.moc"
