// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/session/commands/fetch.h"
#include "core/imap/session/commands/searching.h"
#include "core/imap/session/commands/simple.h"
#include "core/imap/session/searchcontext.h"

#include "tests/support/dialogue.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;
using imap::SearchKey;
using imap::SearchReturn;
using imap::SummarySearchCommand;

namespace {

// A mailbox of such a server, and a step "search"; what it has found.
struct Searching {
    Searching(const QByteArray &offers, const SearchKey &key, const SearchReturn &wanted)
    {
        dialogue.greet("IMAP4rev1 " + offers);
        dialogue.select(100);
        dialogue.on("search", [this, key, wanted] {
            auto *search = dialogue.run<SummarySearchCommand>(key, wanted);
            QObject::connect(search, &imap::Command::finished, search, [this, search] {
                found = search->found().toText();
                page = search->page().toText();
                count = search->count();
                result = search->result();
            });
        });
        dialogue.on("fetch", [this] {
            dialogue.run<imap::FetchCommand>(result, "UID FLAGS"_ba, imap::FetchModifiers{});
        });
    }

    Dialogue dialogue;
    QByteArray found, page;
    quint64 count = 0;
    imap::MessageSet result;
};

SearchKey old()
{
    return SearchKey::since(SearchKey::Date::Internal, QDate(1994, 2, 1));
}

}

// SEARCH beyond RFC 3501, and what is asked of servers without that; dialogues after RFC 4731, 5182, 5267,
// 5032 and 9394.
class TestSearchExtensions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // RFC 5182, 2.1
    void aSavedResultIsNamedByADollar()
    {
        const std::vector keys{SearchKey::flag("\\Flagged"), old()};
        Searching saving("ESEARCH SEARCHRES", SearchKey::allOf(keys), {.save = true});
        saving.dialogue.on("again", [&] {
            const std::vector refined{SearchKey::savedResult(), SearchKey::smaller(4096)};
            saving.dialogue.run<SummarySearchCommand>(SearchKey::allOf(refined), SearchReturn{.all = true});
        });
        saving.dialogue.play(R"(
            U: search
            C: a2 UID SEARCH RETURN (SAVE) FLAGGED SINCE 1-Feb-1994
            S: a2 OK SEARCH completed, result saved
            U: fetch
            C: a3 UID FETCH $ (UID FLAGS)
            S: * 2 FETCH (UID 14 FLAGS ())
            S: a3 OK completed
            U: again
            C: a4 UID SEARCH RETURN (ALL) $ SMALLER 4096
            S: * ESEARCH (TAG "a4") UID ALL 17,900:901
            S: a4 OK completed
        )");
        QCOMPARE(saving.dialogue.eventsLike("finished ok").size(), 3);
        QVERIFY(saving.result.isSaved());
    }

    // RFC 5182, 2.4: "MAX SAVE MIN" would save two messages, "MAX SAVE MIN COUNT" all that were found.
    void allThatWasFoundIsSaved()
    {
        Searching saving("ESEARCH SEARCHRES", old(), {.min = true, .max = true, .save = true});
        saving.dialogue.play(R"(
            U: search
            C: a2 UID SEARCH RETURN (SAVE MIN MAX COUNT) SINCE 1-Feb-1994
            S: * ESEARCH (TAG "a2") UID MIN 2 MAX 21 COUNT 8
            S: a2 OK SEARCH completed
        )");
        QCOMPARE(saving.count, quint64{8});
        QVERIFY(saving.result.isSaved());
        Searching page("ESEARCH SEARCHRES PARTIAL", old(), {.partial = {{1, 2}}, .save = true});
        page.dialogue.play(R"(
            U: search
            C: a2 UID SEARCH RETURN (SAVE COUNT PARTIAL 1:2) SINCE 1-Feb-1994
            S: * ESEARCH (TAG "a2") UID COUNT 8 PARTIAL (1:2 4,6)
            S: a2 OK SEARCH completed
        )");
        QCOMPARE(page.page, "4,6"_ba);
    }

    // RFC 9394, 3.1: "It is an error to specify both"
    void aPageAndEverythingAreNotAskedForTogether()
    {
        Searching both("ESEARCH PARTIAL", old(), {.all = true, .partial = {{1, 2}}});
        both.dialogue.play(R"(
            U: search
            C: a2 UID SEARCH RETURN (ALL) SINCE 1-Feb-1994
            S: * ESEARCH (TAG "a2") UID ALL 4,6,8
            S: a2 OK SEARCH completed
        )");
        QCOMPARE(both.page, "4,6"_ba);
        QCOMPARE(both.found, "4,6,8"_ba);
    }

    void withoutSearchresTheUidsAreKeptHere()
    {
        Searching lacking("ESEARCH", old(), {.save = true});
        lacking.dialogue.play(R"(
            U: search
            C: a2 UID SEARCH RETURN (ALL) SINCE 1-Feb-1994
            S: * ESEARCH (TAG "a2") UID ALL 14,100,1115
            S: a2 OK SEARCH completed
            U: fetch
            C: a3 UID FETCH 14,100,1115 (UID FLAGS)
            S: a3 OK completed
        )");
        QVERIFY(!lacking.result.isSaved());
        Searching old98("IDLE", old(), {.save = true});
        old98.dialogue.on("dollar", [&] {
            old98.dialogue.run<imap::FetchCommand>(imap::MessageSet::saved(), "FLAGS"_ba,
                                                   imap::FetchModifiers{});
            old98.dialogue.run<SummarySearchCommand>(SearchKey::savedResult());
        });
        old98.dialogue.play(R"(
            U: search
            C: a2 UID SEARCH SINCE 1-Feb-1994
            S: * SEARCH 14 100 1115
            S: a2 OK SEARCH completed
            U: dollar
        )");
        QCOMPARE(old98.result.uids().toText(), "14,100,1115"_ba);
        QCOMPARE(old98.dialogue.eventsLike("finished unsupported").size(), 2);
    }

    // RFC 5182, 2.1: the server may refuse to save; it does a part only (RFC 9738)
    void whatCouldNotBeSavedIsAskedForByUid_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::newRow("NOTSAVED") << "NO [NOTSAVED] too many"_ba;
        QTest::newRow("a part of it") << "OK [MESSAGELIMIT 1000 300] partial"_ba;
    }
    void whatCouldNotBeSavedIsAskedForByUid()
    {
        QFETCH(QByteArray, answer);
        Searching refused("ESEARCH SEARCHRES", old(), {.count = true, .save = true});
        refused.dialogue.play(("U: search\nC: a2 UID SEARCH RETURN (SAVE COUNT) SINCE 1-Feb-1994\n"
                               "S: * ESEARCH (TAG \"a2\") UID COUNT 1\nS: a2 "
                               + answer
                               + "\nC: a3 UID SEARCH RETURN (COUNT ALL) SINCE 1-Feb-1994\n"
                                 "S: * ESEARCH (TAG \"a3\") UID COUNT 2 ALL 4,9\nS: a3 OK done\n"
                                 "U: fetch\nC: a4 UID FETCH 4,9 (UID FLAGS)\nS: a4 OK done")
                                  .constData());
        QCOMPARE(refused.count, quint64{2});
        QCOMPARE(refused.dialogue.eventsLike("finished ok").size(), 2);
    }

    // RFC 9394, 3.1
    void aPageOfWhatIsFound()
    {
        Searching last("ESEARCH PARTIAL", SearchKey::flag("\\Deleted", false), {.partial = {{-1, -100}}});
        last.dialogue.play(R"(
            U: search
            C: a2 UID SEARCH RETURN (PARTIAL -1:-100) UNDELETED
            S: * ESEARCH (TAG "a2") UID PARTIAL (-1:-100 200:250,252:300)
            S: a2 OK Completed.
        )");
        QCOMPARE(last.page, "200:250,252:300"_ba);
        // RFC 5267, 4.4: nothing there
        Searching none("ESEARCH CONTEXT=SEARCH", SearchKey::flag("\\Deleted", false),
                       {.partial = {{24000, 24500}}});
        none.dialogue.play(R"(
            U: search
            C: a2 UID SEARCH RETURN (PARTIAL 24000:24500) UNDELETED
            S: * ESEARCH (TAG "a2") UID PARTIAL (24000:24500 NIL)
            S: a2 OK Completed.
        )");
        QCOMPARE(none.page, QByteArray());
    }

    void thePageIsCutHereWhereTheServerCannot_data()
    {
        QTest::addColumn<qint64>("first");
        QTest::addColumn<qint64>("last");
        QTest::addColumn<QByteArray>("page");
        QTest::newRow("the first two") << qint64{1} << qint64{2} << "3,5"_ba;
        QTest::newRow("in the middle") << qint64{3} << qint64{4} << "8:9"_ba;
        QTest::newRow("the last two") << qint64{-1} << qint64{-2} << "10,12"_ba;
        QTest::newRow("more than there are") << qint64{-1} << qint64{-100} << "3,5,8:10,12"_ba;
        QTest::newRow("beyond the end") << qint64{7} << qint64{9} << ""_ba;
    }
    void thePageIsCutHereWhereTheServerCannot()
    {
        QFETCH(qint64, first);
        QFETCH(qint64, last);
        Searching cut("ESEARCH", SearchKey::flag("\\Deleted", false), {.partial = {{first, last}}});
        cut.dialogue.play(R"(
            U: search
            C: a2 UID SEARCH RETURN (ALL) UNDELETED
            S: * ESEARCH (TAG "a2") UID ALL 3,5,8:10,12
            S: a2 OK Completed.
        )");
        QTEST(cut.page, "page");
    }

    // "RETURN ()" is answered with nothing by some; whatever is asked, an option stands there.
    void thereIsAlwaysAReturnOption()
    {
        COVERS("E-36");
        Searching any("ESEARCH", SearchKey::flag("\\Seen", false), {});
        any.dialogue.play(R"(
            U: search
            C: a2 UID SEARCH RETURN (ALL) UNSEEN
            S: * ESEARCH (TAG "a2") UID ALL 2
            S: a2 OK Completed.
        )");
        QCOMPARE(any.found, "2"_ba);
    }

    // BAD: the same octets are not sent again, and the next search knows.
    void returnOptionsAServerDislikesAreDropped()
    {
        COVERS("I4-078");
        Searching bad("ESEARCH", SearchKey::flag("\\Seen", false), SearchReturn::everything());
        bad.dialogue.play(R"(
            U: search
            C: a2 UID SEARCH RETURN (MIN MAX COUNT ALL) UNSEEN
            S: a2 BAD Command Argument Error. 12
            C: a3 UID SEARCH UNSEEN
            S: * SEARCH 7 5
            S: a3 OK done
            U: search
            C: a4 UID SEARCH UNSEEN
            S: a4 BAD no
        )");
        QCOMPARE(bad.dialogue.eventsLike("finished ok").size(), 1);
        QCOMPARE(bad.dialogue.eventsLike("finished bad").size(), 1);
        QVERIFY(!bad.dialogue.session().capabilities().dialect().mayUse(imap::Feature::SearchReturn));
    }

    void aPauseThatIsAskedForIsNoDislike()
    {
        Searching busy("ESEARCH", SearchKey::flag("\\Seen", false), {.all = true});
        busy.dialogue.play(R"(
            U: search
            C: a2 UID SEARCH RETURN (ALL) UNSEEN
            S: a2 BAD Request is throttled. Suggested Backoff Time: 1000 milliseconds
            T: 2s
            U: search
            C: a3 UID SEARCH RETURN (ALL) UNSEEN
            S: a3 OK done
        )");
        QCOMPARE(busy.dialogue.eventsLike("finished bad").size(), 1);
        QCOMPARE(busy.dialogue.eventsLike("finished ok").size(), 1);
    }

    // First the options, then the charset: each once, and then there is no way to ask this server.
    void whatCannotBeAskedAnyMoreIsNotAsked()
    {
        COVERS("I4-078", "I4-146");
        Searching bad("ESEARCH LITERAL+", SearchKey::contains(SearchKey::Field::Subject, u"\u00e4"),
                      {.all = true});
        bad.dialogue.play(R"(
            U: search
            C! a2 UID SEARCH RETURN (ALL) CHARSET UTF-8 SUBJECT {2+}\r\n\xc3\xa4\r\n
            S: a2 BAD no
            C! a3 UID SEARCH CHARSET UTF-8 SUBJECT {2+}\r\n\xc3\xa4\r\n
            S: a3 BAD no
            U: search
        )");
        QCOMPARE(bad.dialogue.eventsLike("finished unsupported").size(), 2);
    }

    void aRefusedCharset_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<QByteArray>("after");
        QTest::addColumn<QByteArray>("end");
        const auto latin1 = "C! a3 UID SEARCH CHARSET ISO-8859-1 SUBJECT {1+}\\r\\n\\xe4\\r\\n\n"_ba;
        QTest::newRow("another is listed")
            << "NO [BADCHARSET (US-ASCII ISO-8859-1)] The specified charset is not supported."_ba
            << latin1 + "S: * SEARCH 4\nS: a3 OK done"
            << "finished ok done"_ba;
        QTest::newRow("another is listed, and refused as well")
            << "NO [BADCHARSET (UTF-8 ISO-8859-1)] no"_ba << latin1 + "S: a3 NO [BADCHARSET (ISO-8859-1)] no"
            << "finished no no"_ba;
        QTest::newRow("none is listed") << "NO [BADCHARSET] no"_ba
                                        << "# nothing"_ba
                                        << "finished no no"_ba;
        QTest::newRow("none that has the letters") << "NO [BADCHARSET (US-ASCII)] no"_ba
                                                   << "# nothing"_ba
                                                   << "finished no no"_ba;
        QTest::newRow("a charset that is no charset") << "NO [BADCHARSET (\"x\\\" ALL\")] no"_ba
                                                      << "# nothing"_ba
                                                      << "finished no no"_ba;
        QTest::newRow("BAD without a word about it, as Cyrus says it") << "BAD Unrecognized character set"_ba
                                                                       << "# nothing"_ba
                                                                       << "finished unsupported"_ba;
    }
    void aRefusedCharset()
    {
        COVERS("I4-146");
        QFETCH(QByteArray, answer);
        QFETCH(QByteArray, after);
        QFETCH(QByteArray, end);
        Dialogue dialogue;
        dialogue.greet("IMAP4rev1 LITERAL+");
        dialogue.select(9);
        dialogue.on("search", [&] {
            dialogue.run<imap::SearchCommand>(SearchKey::contains(SearchKey::Field::Subject, u"\u00e4"));
        });
        dialogue.play(("U: search\nC! a2 UID SEARCH CHARSET UTF-8 SUBJECT {2+}\\r\\n\\xc3\\xa4\\r\\n\nS: a2 "
                       + answer + '\n' + after)
                          .constData());
        QCOMPARE(dialogue.eventsLike("finished"), QByteArrayList{end});
    }

    // RFC 6855, 3: once UTF8=ACCEPT is on, naming a charset is an error.
    void noCharsetIsNamedOnceEverythingIsUtf8()
    {
        Dialogue dialogue(imap::SessionOptions{.enable = {"UTF8=ACCEPT"}});
        dialogue.on("search", [&] {
            dialogue.run<imap::SearchCommand>(SearchKey::contains(SearchKey::Field::Subject, u"\u00e4"));
        });
        dialogue.play(R"(
            S: * PREAUTH [CAPABILITY IMAP4rev1 ENABLE UTF8=ACCEPT LITERAL+] hello
            C: a1 ENABLE UTF8=ACCEPT
            S: * ENABLED UTF8=ACCEPT
            S: a1 OK done
        )");
        dialogue.select(9);
        dialogue.play(R"(
            U: search
            C! a3 UID SEARCH SUBJECT {2+}\r\n\xc3\xa4\r\n
            S: a3 OK done
        )");
        QCOMPARE(dialogue.eventsLike("finished ok").size(), 1);
    }

    // RFC 5032, 3; without it by the day, and generously.
    void youngAndOldBySecondsOrByDays()
    {
        using namespace std::chrono_literals;
        const imap::Capabilities within({"IMAP4rev1", "WITHIN"});
        const imap::Capabilities without({"IMAP4rev1"});
        const QDateTime now(QDate(2026, 3, 2), QTime(0, 30), Qt::UTC);
        const auto said = [](const SearchKey &key, const imap::Capabilities &server) {
            imap::CommandText text;
            const imap::SearchProgram program(key);
            program.saySearch(text, server);
            return program.isSayable(server)
                ? std::get<imap::CommandText::Plain>(text.segments().front()).octets
                : "unsayable"_ba;
        };
        QCOMPARE(said(imap::youngerThan(259200s, within, now), within), "YOUNGER 259200"_ba);
        QCOMPARE(said(imap::olderThan(345600s, within, now), within), "OLDER 345600"_ba);
        QCOMPARE(said(imap::youngerThan(3600s, without, now), without), "SINCE 28-Feb-2026"_ba);
        QCOMPARE(said(imap::olderThan(3600s, without, now), without), "BEFORE 3-Mar-2026"_ba);
        QCOMPARE(said(SearchKey::younger(259200s), without), "unsayable"_ba);
        QCOMPARE(said(SearchKey::younger(259200s).negated(), without), "unsayable"_ba);
        QCOMPARE(said(SearchKey::on(SearchKey::Date::Saved, QDate(2014, 12, 28)), without), "unsayable"_ba);
        QCOMPARE(said(SearchKey::emailId("M1"), imap::Capabilities({"OBJECTID"})), "EMAILID M1"_ba);
    }

    // RFC 5267, 4.3
    void aContextFollowsTheMailbox()
    {
        Dialogue dialogue;
        dialogue.greet("IMAP4rev1 ESEARCH CONTEXT=SEARCH");
        dialogue.select(100);
        imap::SearchContext context(dialogue.session(), SearchKey::flag("\\Deleted"));
        QByteArrayList told;
        connect(&context, &imap::SearchContext::changed, this,
                [&] { told.append(context.found().toText()); });
        connect(&context, &imap::SearchContext::ended, this, [&] { told.append("ended"); });
        dialogue.on("search", [&] { context.start(); });
        dialogue.on("stop", [&] { context.stop(); });
        dialogue.play(R"(
            U: search
            C: a2 UID SEARCH RETURN (UPDATE ALL) DELETED
            S: * ESEARCH (TAG "a2") UID ALL 1:74
            S: a2 OK Search completed, will notify.
            S: * ESEARCH (TAG "a2") UID ADDTO (0 32768:32769)
            S: * ESEARCH (TAG "other") UID ADDTO (0 9999)
            S: * ESEARCH (TAG "a2") UID REMOVEFROM (0 32768)
            S: * ESEARCH (TAG "a2") UID ADDTO (1 2733) ADDTO (1 2731:2732)
            U: stop
            C: a3 CANCELUPDATE "a2"
            S: * ESEARCH (TAG "a2") UID ADDTO (0 4)
            S: a3 OK No further updates.
        )");
        QCOMPARE(told, (QByteArrayList{"1:74,32768:32769", "1:74,32769", "1:74,2731:2733,32769"}));
        QVERIFY(!context.isLive());
    }

    void aContextTheServerHasNoRoomForIsASearch_data()
    {
        QTest::addColumn<QByteArray>("offers");
        QTest::addColumn<QByteArray>("script");
        QTest::newRow("no room") << "ESEARCH CONTEXT=SEARCH"_ba
                                 << "C: a2 UID SEARCH RETURN (UPDATE ALL) DELETED\n"
                                    "S: * ESEARCH (TAG \"a2\") UID ALL 74\n"
                                    "S: * NO [NOUPDATE \"a2\"] Too many contexts\n"
                                    "S: a2 OK Search completed, will not notify."_ba;
        QTest::newRow("no such thing") << "ESEARCH"_ba
                                       << "C: a2 UID SEARCH RETURN (ALL) DELETED\n"
                                          "S: * ESEARCH (TAG \"a2\") UID ALL 74\nS: a2 OK done"_ba;
        QTest::newRow("nothing of it") << "IDLE"_ba
                                       << "C: a2 UID SEARCH DELETED\nS: * SEARCH 74\nS: a2 OK done"_ba;
    }
    void aContextTheServerHasNoRoomForIsASearch()
    {
        QFETCH(QByteArray, offers);
        QFETCH(QByteArray, script);
        Dialogue dialogue;
        dialogue.greet("IMAP4rev1 " + offers);
        dialogue.select(100);
        imap::SearchContext context(dialogue.session(), SearchKey::flag("\\Deleted"));
        int ends = 0;
        connect(&context, &imap::SearchContext::finished, this, [&] { ++ends; });
        dialogue.on("search", [&] { context.start(); });
        dialogue.on("stop", [&] { context.stop(); });
        dialogue.play(("U: search\n" + script + "\nU: stop").constData());
        QCOMPARE(ends, 1);
        QVERIFY(!context.isLive());
        QCOMPARE(context.found().toText(), "74"_ba);
    }

    void aContextEndsWithTheMailboxOrWhenTheServerGivesItUp_data()
    {
        QTest::addColumn<QByteArray>("event");
        QTest::newRow("closed") << "S: * OK [CLOSED] gone"_ba;
        QTest::newRow("given up") << "S: * NO [NOUPDATE \"a2\"] busy"_ba;
        QTest::newRow("line lost") << "X"_ba;
    }
    void aContextEndsWithTheMailboxOrWhenTheServerGivesItUp()
    {
        QFETCH(QByteArray, event);
        Dialogue dialogue;
        dialogue.greet("IMAP4rev1 ESEARCH CONTEXT=SEARCH");
        dialogue.select(100);
        imap::SearchContext context(dialogue.session(), SearchKey::flag("\\Deleted"));
        int ends = 0;
        connect(&context, &imap::SearchContext::ended, this, [&] { ++ends; });
        dialogue.on("search", [&] { context.start(); });
        dialogue.play(
            ("U: search\nC: a2 UID SEARCH RETURN (UPDATE ALL) DELETED\nS: a2 OK done\n" + event).constData());
        QCOMPARE(ends, 1);
        QVERIFY(!context.isLive());
    }
};

#include "tst_searchextensions.moc"
POSTHORN_TEST(TestSearchExtensions)
