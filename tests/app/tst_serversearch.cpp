// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/receiptworld.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;

// What a server is asked when something is looked for, and what becomes of its answer.
class ServerSearchTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void searchTellsWhatIsHere();
    void aSearchAsksForAllOfTheQuery();
    void aRefusedSearchIsNoEmptyResult();
    void aSearchTheServerCannotReadIsForUs();
    void aNewSearchCallsTheOldOneOff();
};

namespace {

// The message of ReceiptFixture in the store, UID 42; the next tag is a4, or a5 behind IDLE (a4).
ReceiptFixture plainFixture(const char *capabilities = "IMAP4rev1 UNSELECT")
{
    ReceiptFixture fixture;
    fixture.capabilities = capabilities;
    return fixture;
}

}

void ServerSearchTest::searchTellsWhatIsHere()
{
    World world;
    openInbox(world, plainFixture());
    const auto folder = world.reader().folder(world.account().id, "INBOX");
    std::vector<search::ServerSearchResult> results;
    QObject::connect(&world.engine(), &app::Engine::searchFinished, &world.engine(),
                     [&](const search::ServerSearchResult &result) { results.push_back(result); });
    world.on("search", [&] { world.engine().search({5, folder->id, u"offer"_s}); });
    world.play("U: search\nC: a4 UID SEARCH TEXT \"offer\"\nS: * SEARCH 42 4294967295\nS: a4 OK");
    QCOMPARE(results.size(), std::size_t{1});
    QCOMPARE(results.front().serial, quint64{5});
    QVERIFY(!results.front().error);
    QCOMPARE(results.front().uids, std::vector{imap::Uid{42}});  // the other one is not here
}

// The language of the search, as far as a server has keys for it; by the second where it has WITHIN.
void ServerSearchTest::aSearchAsksForAllOfTheQuery()
{
    World world;
    openInbox(world, plainFixture());
    const auto folder = world.reader().folder(world.account().id, "INBOX");
    std::vector<search::ServerSearchResult> results;
    QObject::connect(&world.engine(), &app::Engine::searchFinished, &world.engine(),
                     [&](const search::ServerSearchResult &result) { results.push_back(result); });
    const auto search = [&](const QString &text) { world.engine().search({1, folder->id, text}); };
    world.on("search", [&] { search(u"offer -from:bob subject:\"two words\" is:unread larger:2"_s); });
    world.play("U: search\nC: a4 UID SEARCH TEXT \"offer\" NOT FROM \"bob\" SUBJECT \"two\" SUBJECT \"words\""
               " UNSEEN LARGER 2\nS: * SEARCH 42\nS: a4 OK");
    QCOMPARE(results.size(), std::size_t{1});
    QCOMPARE(results.front().uids, std::vector{imap::Uid{42}});
    // Another folder is meant: nothing is asked.
    world.on("elsewhere", [&] { search(u"offer in:sent"_s); });
    world.play("U: elsewhere\nT: 1s");
    QCOMPARE(results.size(), std::size_t{2});
    QVERIFY(results.back().uids.empty() && !results.back().error);
}

void ServerSearchTest::aRefusedSearchIsNoEmptyResult()
{
    World world;
    openInbox(world, plainFixture());
    const auto folder = world.reader().folder(world.account().id, "INBOX");
    std::vector<search::ServerSearchResult> results;
    QObject::connect(&world.engine(), &app::Engine::searchFinished, &world.engine(),
                     [&](const search::ServerSearchResult &result) { results.push_back(result); });
    world.on("search", [&] { world.engine().search({1, folder->id, u"offer"_s}); });
    world.play("U: search\nC: a4 UID SEARCH TEXT \"offer\"\nS: a4 NO too slow\n"
               "U: search\nC: a5 UID SEARCH TEXT \"offer\"\nX");
    QCOMPARE(results.size(), std::size_t{2});
    QCOMPARE(results.front().error->kind, Error::Kind::Refused);
    QCOMPARE(results.front().error->detail, "too slow");
    QCOMPARE(results.back().error->kind, Error::Kind::ConnectionLost);
}

// Then only what is kept here can be searched.
void ServerSearchTest::aSearchTheServerCannotReadIsForUs()
{
    COVERS("I4-145", "I4-146");
    World world;
    openInbox(world, plainFixture());
    const auto folder = world.reader().folder(world.account().id, "INBOX");
    std::vector<search::ServerSearchResult> results;
    QObject::connect(&world.engine(), &app::Engine::searchFinished, &world.engine(),
                     [&](const search::ServerSearchResult &result) { results.push_back(result); });
    world.on("search", [&] { world.engine().search({1, folder->id, u"\u00e4"_s}); });
    world.play("U: search\nC: a4 UID SEARCH CHARSET UTF-8 TEXT {2}\nS: a4 BAD Unrecognized character set\n"
               "T: 1s\nU: search\nT: 1s");
    QCOMPARE(results.size(), std::size_t{2});  // the second one was not asked at all
    QCOMPARE(results.front().error->kind, Error::Kind::Unsupported);
    QCOMPARE(results.back().error->kind, Error::Kind::Unsupported);
}

void ServerSearchTest::aNewSearchCallsTheOldOneOff()
{
    COVERS("I4-149");
    World world;
    openInbox(world, plainFixture());
    const auto folder = world.reader().folder(world.account().id, "INBOX");
    std::vector<quint64> answered;
    QObject::connect(&world.engine(), &app::Engine::searchFinished, &world.engine(),
                     [&](const search::ServerSearchResult &result) { answered.push_back(result.serial); });
    world.on("search", [&] { world.engine().search({1, folder->id, u"slow"_s}); });
    world.on("another", [&] { world.engine().search({2, folder->id, u"offer"_s}); });
    world.play("U: search\nC: a4 UID SEARCH TEXT \"slow\"\nU: another\nS: * SEARCH 42\nS: a4 OK\n"
               "C: a5 UID SEARCH TEXT \"offer\"\nS: * SEARCH\nS: a5 OK");
    QCOMPARE(answered, (std::vector<quint64>{1, 2}));
}

POSTHORN_TEST(ServerSearchTest)
#include "tst_serversearch.moc"
