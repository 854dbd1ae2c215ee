// SPDX-License-Identifier: GPL-3.0-or-later
#include <QElapsedTimer>
#include <QRandomGenerator>

#include <cstdio>

#include "tests/properties/referencesession.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;

// The line is gone after any one octet of a whole session, to us or from us; or exactly the answer to one
// command is lost. After the next connection nothing is lost, nothing done twice, and nothing differs.
//
//     POSTHORN_CUTS     after each so many octets (111 when nothing is said; 1: after every one)
//     POSTHORN_SEED     which ones (drawn when nothing is said)
class CutsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theWholeSessionGoesWell();
    void nothingIsLostWhereverTheLineIsCut_data();
    void nothingIsLostWhereverTheLineIsCut();
    void nothingIsLostWhenTheAnswerAloneIs();
};

namespace {

quint32 numberFrom(const char *variable, quint32 otherwise)
{
    bool isNumber = false;
    const uint number = qEnvironmentVariable(variable).toUInt(&isNumber);
    return isNumber ? number : otherwise;
}

}

void CutsTest::theWholeSessionGoesWell()
{
    COVERS("REL-01");
    model::Model model = referenceModel();
    ModelWorld world;
    ReferenceSession session(world, model);
    session.run();
    QVERIFY(world.octets(ModelWorld::Direction::ToClient) > 10'000);
    QVERIFY(world.octets(ModelWorld::Direction::ToServer) > 1000);
    QCOMPARE(session.judge(), QByteArray());
}

void CutsTest::nothingIsLostWhereverTheLineIsCut_data()
{
    QTest::addColumn<int>("direction");
    QTest::newRow("to us") << static_cast<int>(ModelWorld::Direction::ToClient);
    QTest::newRow("from us") << static_cast<int>(ModelWorld::Direction::ToServer);
}

void CutsTest::nothingIsLostWhereverTheLineIsCut()
{
    COVERS("REL-01", "REL-02");
    QFETCH(int, direction);
    constexpr quint32 usual = 111;
    const auto which = static_cast<ModelWorld::Direction>(direction);
    const quint32 every = std::max(numberFrom("POSTHORN_CUTS", usual), 1U);
    const quint32 first = numberFrom("POSTHORN_SEED", QRandomGenerator::global()->generate()) % every;
    QElapsedTimer time;
    time.start();
    constexpr int perWorld = 50;  // then a fresh profile
    std::unique_ptr<ModelWorld> world;
    int cuts = 0;
    for (qint64 at = first;; at += every) {
        model::Model model = referenceModel();
        if (cuts % perWorld == 0)
            world = std::make_unique<ModelWorld>();
        world->cutAfter(which, at);
        ReferenceSession session(*world, model);
        session.run();
        if (!world->wasCut())
            break;  // that was all of it
        ++cuts;
        const QByteArray wrong = session.judge();
        session.leave();
        const QByteArray where = "cut after " + QByteArray::number(at) + ": " + wrong;
        QVERIFY2(wrong.isEmpty(), where.constData());
    }
    std::printf(
        "cuts %s: %d of every %u octets, from %u; lost 0, duplicated 0, ghosts 0, diverged 0, %lld ms\n",
        direction == 0 ? "to us" : "from us", cuts, every, first, static_cast<long long>(time.elapsed()));
    QVERIFY(cuts > 0);
}

void CutsTest::nothingIsLostWhenTheAnswerAloneIs()
{
    COVERS("REL-05", "REL-38");
    QByteArrayList commands;
    for (int i = 0;; ++i) {
        model::Model model = referenceModel();
        int at = 0;
        QByteArray lost;
        model.losesReply = [&at, &lost, i](const QByteArray &command) {
            if (at++ != i)
                return false;
            lost = command;
            return true;
        };
        ModelWorld world;
        ReferenceSession session(world, model);
        session.run();
        if (lost.isEmpty())
            break;
        commands.append(lost.split(' ').value(1) + ' ' + lost.split(' ').value(2));
        const QByteArray wrong = session.judge();
        const QByteArray where = "without the answer to " + lost.left(80) + ": " + wrong;
        QVERIFY2(wrong.isEmpty(), where.constData());
    }
    QVERIFY(commands.size() > 15);
    for (const char *verb : {"APPEND Sent", "UID STORE", "UID FETCH", "UID SEARCH"})
        QVERIFY2(commands.contains(verb), verb);
}

POSTHORN_TEST(CutsTest)
#include "tst_cuts.moc"
