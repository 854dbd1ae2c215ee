// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/session/combinedsearch.h"

#include <array>

#include "tests/core/imap/session/oldserver.h"
#include "tests/support/dialogue.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;
using imap::Found;
using imap::SearchKey;
using Field = SearchKey::Field;

namespace {

SearchKey from(QStringView who)
{
    return SearchKey::contains(Field::From, who);
}

SearchKey any(const SearchKey &a, const SearchKey &b)
{
    return SearchKey::anyOf(std::array{a, b});
}

SearchKey both(const SearchKey &a, const SearchKey &b)
{
    return SearchKey::allOf(std::array{a, b});
}

// A mailbox of nine messages on a server of RFC 1176; the next tag is a5.
struct OldSearch {
    OldSearch()
    {
        oldserver::logIn(dialogue, oldserver::imap2);
        dialogue.select(9);
    }
    void run(const SearchKey &key, const char *script)
    {
        imap::CombinedSearch search(dialogue.session(), key);
        QObject::connect(&search, &imap::CombinedSearch::finished, &search,
                         [this](const imap::Completion &completion, const Found &all) {
                             end = completion.status;
                             found = all;
                         });
        search.start();
        dialogue.play(script);
    }
    [[nodiscard]] QByteArray uids() const { return found ? found->uids.toText() : "no end"_ba; }

    Dialogue dialogue;
    std::optional<Found> found;
    imap::Completion::Status end = imap::Completion::Status::Cancelled;
};

}

// Searches that a server of RFC 1176 has no words for are put together here.
class TestCombinedSearch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void alternativesAndOppositesAreTwoQuestions()
    {
        COVERS("I2-32");
        OldSearch old;
        old.run(any(from(u"ann"), SearchKey::flag("\\Seen").negated()), R"(
            C: a5 SEARCH FROM "ann"
            S: * SEARCH 2 7
            S: a5 OK done
            C: a6 SEARCH SEEN
            S: * SEARCH 1 2 3 7 8
            S: a6 OK done
        )");
        QCOMPARE(old.uids(), "2,4:7,9"_ba);
        QVERIFY(old.found->isExact);
    }

    void whatIsMeantTogetherIsAskedTogether()
    {
        COVERS("I2-32");
        OldSearch old;
        const auto set = *imap::parseUidSet("2:5,8");
        const auto key = both(both(from(u"ann"), SearchKey::flag("\\Flagged", false)), SearchKey::uids(set));
        old.run(key, R"(
            C: a5 SEARCH FROM "ann" UNFLAGGED
            S: * SEARCH 1 3 4 8 9
            S: a5 OK done
        )");
        QCOMPARE(old.uids(), "3:4,8"_ba);
        QVERIFY(old.found->isExact);
    }

    void whatHasNoOldKeyFindsTooMuchAndSaysSo_data()
    {
        QTest::addColumn<int>("which");
        QTest::addColumn<QByteArray>("asked");
        QTest::addColumn<QByteArray>("found");
        QTest::newRow("a size") << 0 << "ALL"_ba
                                << "1:9"_ba;
        QTest::newRow("a date of sending") << 1 << "ALL"_ba
                                           << "1:9"_ba;
        QTest::newRow("other letters") << 2 << "ALL"_ba
                                       << "1:9"_ba;
        QTest::newRow("a header field") << 3 << "TEXT \"x@y\""_ba
                                        << "3"_ba;
        QTest::newRow("not that field") << 4 << "TEXT \"x@y\""_ba
                                        << "1:9"_ba;
        QTest::newRow("a size and a sender") << 5 << "FROM \"ann\""_ba
                                             << "3"_ba;
    }
    void whatHasNoOldKeyFindsTooMuchAndSaysSo()
    {
        COVERS("I2-32");
        QFETCH(int, which);
        QFETCH(QByteArray, asked);
        QFETCH(QByteArray, found);
        const std::array keys{SearchKey::larger(9000),
                              SearchKey::since(SearchKey::Date::Sent, QDate(1993, 1, 1)),
                              SearchKey::contains(Field::Subject, u"Gr\u00fc\u00dfe"),
                              SearchKey::header("Message-ID", u"x@y"),
                              SearchKey::header("Message-ID", u"x@y").negated(),
                              both(SearchKey::larger(9000), from(u"ann"))};
        OldSearch old;
        old.run(keys.at(static_cast<std::size_t>(which)),
                ("C: a5 SEARCH " + asked + "\nS: * SEARCH 3\nS: a5 OK done\n").constData());
        QCOMPARE(old.uids(), found);
        QVERIFY(!old.found->isExact);
    }

    void yearsHaveTwoDigitsAndThoseOfOurTimeAreTried()
    {
        COVERS("I2-33");
        OldSearch old;
        const auto nineties = both(SearchKey::since(SearchKey::Date::Internal, QDate(1990, 4, 9)),
                                   SearchKey::before(SearchKey::Date::Internal, QDate(1999, 12, 31)));
        old.run(any(nineties, SearchKey::on(SearchKey::Date::Internal, QDate(2000, 1, 1))), R"(
            C: a5 SEARCH SINCE 9-Apr-90 BEFORE 31-Dec-99
            S: * SEARCH 1
            S: a5 OK done
            C: a6 SEARCH ON 1-Jan-2000
            S: a6 BAD bogus date
        )");
        QCOMPARE(old.uids(), "1:9"_ba);  // for the caller to look through
        QVERIFY(!old.found->isExact);
    }

    void whatArrivesMeanwhileWasNotSearched()
    {
        OldSearch old;
        old.run(any(from(u"ann"), SearchKey::flag("\\Seen").negated()), R"(
            C: a5 SEARCH FROM "ann"
            S: * 10 EXISTS
            S: * SEARCH 10
            S: a5 OK done
            C: a6 SEARCH SEEN
            S: * SEARCH 1 2 3 4 5 6 7 8
            S: a6 OK done
        )");
        QCOMPARE(old.uids(), "9"_ba);
    }

    void aLostLineIsNoAnswer()
    {
        OldSearch old;
        old.run(from(u"ann"), "C: a5 SEARCH FROM \"ann\"\nX\n");
        QCOMPARE(old.end, imap::Completion::Status::ConnectionLost);
    }

    void newerServersAreAskedOnce()
    {
        COVERS("I2-32");
        Dialogue dialogue;
        dialogue.greet();
        dialogue.select(9);
        imap::CombinedSearch search(dialogue.session(), any(from(u"ann"), SearchKey::larger(9000).negated()));
        QSignalSpy spy(&search, &imap::CombinedSearch::finished);
        search.start();
        dialogue.play(R"(
            C: a2 UID SEARCH OR FROM "ann" NOT LARGER 9000
            S: * SEARCH 4
            S: a2 OK done
        )");
        QCOMPARE(spy.size(), 1);
    }
};

POSTHORN_TEST(TestCombinedSearch)
#include "tst_combinedsearch.moc"
