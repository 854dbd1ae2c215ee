// SPDX-License-Identifier: GPL-3.0-or-later
#include <QElapsedTimer>
#include <QRandomGenerator>

#include <algorithm>
#include <cstdio>

#include "tests/properties/referencesession.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;

// The line is gone after any one octet of a whole session, to us or from us; or exactly the answer to one
// command is lost. After the next connection nothing is lost, nothing done twice, and nothing differs.
//
//     POSTHORN_CUTS     after each so many octets (111 when nothing is said; 1: after every one). That is for
//     a
//                       line that is closed; of the other ways of going, and on an older server, one in five.
//     POSTHORN_SEED     which ones (drawn when nothing is said)
class CutsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theWholeSessionGoesWell_data();
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

void CutsTest::theWholeSessionGoesWell_data()
{
    QTest::addColumn<ReferenceSession::Server>("server");
    QTest::newRow("a new server") << ReferenceSession::Server::New;
    QTest::newRow("an old server") << ReferenceSession::Server::Old;
}

void CutsTest::theWholeSessionGoesWell()
{
    COVERS("REL-01");
    QFETCH(ReferenceSession::Server, server);
    model::Model model = referenceModel();
    ModelWorld world;
    ReferenceSession session(world, model, server);
    session.run();
    QVERIFY(world.octets(ModelWorld::Direction::ToClient) > 10'000);
    QVERIFY(world.octets(ModelWorld::Direction::ToServer) > 1000);
    QCOMPARE(session.judge(), QByteArray());
    for (const model::Act act :
         {model::Act::Appended, model::Act::Copied, model::Act::Expunged, model::Act::Flagged}) {
        QVERIFY(std::ranges::any_of(model.ledger(), [act](const model::Effect &effect) {
            return effect.act == act && effect.client == 1;
        }));
    }
}

void CutsTest::nothingIsLostWhereverTheLineIsCut_data()
{
    using Cut = ModelWorld::Cut;
    using Server = ReferenceSession::Server;
    QTest::addColumn<ModelWorld::Direction>("direction");
    QTest::addColumn<Cut>("how");
    QTest::addColumn<Server>("server");
    for (const auto direction : {ModelWorld::Direction::ToClient, ModelWorld::Direction::ToServer}) {
        const char *where = direction == ModelWorld::Direction::ToClient ? "to us" : "from us";
        QTest::addRow("%s, closed", where) << direction << Cut::Closed << Server::New;
        QTest::addRow("%s, reset", where) << direction << Cut::Reset << Server::New;
        QTest::addRow("%s, silent", where) << direction << Cut::Silent << Server::New;
        QTest::addRow("%s, closed by an old server", where) << direction << Cut::Closed << Server::Old;
    }
}

void CutsTest::nothingIsLostWhereverTheLineIsCut()
{
    COVERS("REL-01", "REL-02", "REL-03");
    QFETCH(ModelWorld::Direction, direction);
    QFETCH(ModelWorld::Cut, how);
    QFETCH(ReferenceSession::Server, server);
    constexpr quint32 usual = 111, others = 5;
    const bool isThorough = how == ModelWorld::Cut::Closed && server == ReferenceSession::Server::New;
    const quint32 every = std::max(numberFrom("POSTHORN_CUTS", usual), 1U) * (isThorough ? 1 : others);
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
        world->cutAfter(direction, at, how);
        ReferenceSession session(*world, model, server);
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
        QTest::currentDataTag(), cuts, every, first, static_cast<long long>(time.elapsed()));
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
    for (const char *verb :
         {"APPEND Sent", "UID STORE", "UID FETCH", "UID SEARCH", "UID MOVE", "UID COPY", "UID EXPUNGE"})
        QVERIFY2(commands.contains(verb), verb);
}

POSTHORN_TEST(CutsTest)
#include "tst_cuts.moc"
