// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/session/commands/searching.h"
#include "core/imap/session/commands/simple.h"

#include "tests/support/dialogue.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;
using imap::SearchKey;
using imap::SummarySearchCommand;

namespace {

imap::Capabilities capabilities(const QByteArray &words)
{
    const QByteArrayList names = words.split(' ');
    return imap::Capabilities(std::vector<QByteArray>(names.begin(), names.end()));
}

}

// SEARCH RETURN, SORT and THREAD; dialogues after RFC 4731, 3.1 and RFC 5256, 3.
class TestSearching : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theSummaryIsTheServersOrOurs_data()
    {
        QTest::addColumn<QByteArray>("offers");
        QTest::addColumn<QByteArray>("script");
        QTest::newRow("ESEARCH") << "ESEARCH"_ba
                                 << R"(
            U: search
            C: a2 UID SEARCH RETURN (MIN MAX COUNT ALL) FLAGGED
            S: * ESEARCH (TAG "a2") UID MIN 2 MAX 11 COUNT 3 ALL 2,10:11
            S: a2 OK SEARCH completed
        )"_ba;
        QTest::newRow("ESEARCH of another") << "ESEARCH"_ba
                                            << R"(
            U: search
            C: a2 UID SEARCH RETURN (MIN MAX COUNT ALL) FLAGGED
            S: * ESEARCH (TAG "a2") UID ALL 2,10:11
            S: * ESEARCH (TAG "a1") UID MIN 1 MAX 99 COUNT 99 ALL 1:99
            S: a2 OK SEARCH completed
        )"_ba;
        QTest::newRow("plain") << "IDLE"_ba
                               << R"(
            U: search
            C: a2 UID SEARCH FLAGGED
            S: * SEARCH 11 2
            S: * SEARCH 10
            S: a2 OK SEARCH completed
        )"_ba;
        QTest::newRow("plain all the same") << "ESEARCH"_ba
                                            << R"(
            U: search
            C: a2 UID SEARCH RETURN (MIN MAX COUNT ALL) FLAGGED
            S: * SEARCH 2 10 11
            S: a2 OK SEARCH completed
        )"_ba;
    }
    void theSummaryIsTheServersOrOurs()
    {
        QFETCH(QByteArray, offers);
        QFETCH(QByteArray, script);
        Dialogue dialogue;
        dialogue.greet("IMAP4rev1 " + offers);
        dialogue.select(20);
        bool ended = false;
        dialogue.on("search", [&] {
            auto *search = dialogue.run<SummarySearchCommand>(SearchKey::flag("\\Flagged"));
            connect(search, &imap::Command::finished, this, [&, search] {
                ended = true;
                QCOMPARE(search->found().toText(), "2,10:11"_ba);
                QCOMPARE(search->count(), quint64{3});
                QCOMPARE(search->first(), std::optional(imap::Uid{2}));
                QCOMPARE(search->last(), std::optional(imap::Uid{11}));
            });
        });
        dialogue.play(script.constData());
        QVERIFY(ended);
    }

    void nothingFoundIsNoFirstAndNoLast()
    {
        Dialogue dialogue;
        dialogue.greet("IMAP4rev1 ESEARCH");
        dialogue.select(20);
        bool ended = false;
        dialogue.on("search", [&] {
            auto *search = dialogue.run<SummarySearchCommand>(SearchKey::flag("\\Flagged"),
                                                              imap::SearchReturn::counts());
            connect(search, &imap::Command::finished, this, [&, search] {
                ended = true;
                QVERIFY(search->found().isEmpty() && !search->first() && !search->last());
                QCOMPARE(search->count(), quint64{0});
            });
        });
        dialogue.play(R"(
            U: search
            C: a2 UID SEARCH RETURN (MIN MAX COUNT) FLAGGED
            S: * ESEARCH (TAG "a2") UID COUNT 0
            S: a2 OK SEARCH completed
        )");
        QVERIFY(ended);
    }

    void nothingLeftIsNoFirstAndNoLast()
    {
        Dialogue dialogue;
        dialogue.greet("IMAP4rev1 ESEARCH");
        dialogue.select(20);
        bool ended = false;
        dialogue.on("search", [&] {
            auto *search = dialogue.run<SummarySearchCommand>(SearchKey::flag("\\Flagged"),
                                                              imap::SearchReturn::counts());
            connect(search, &imap::Command::finished, this, [&, search] {
                ended = true;
                QVERIFY(search->found().isEmpty() && !search->first() && !search->last());
                QCOMPARE(search->count(), quint64{0});
            });
        });
        dialogue.play(R"(
            U: search
            C: a2 UID SEARCH RETURN (MIN MAX COUNT) FLAGGED
            S: * ESEARCH (TAG "a2") UID ALL 5:6
            S: * ESEARCH (TAG "a2") UID REMOVEFROM (0 5:6)
            S: a2 OK SEARCH completed
        )");
        QVERIFY(ended);
    }

    // Put into a sorted list one by one, they would take minutes.
    void manyInFallingOrderAreOneSet()
    {
        constexpr int each = 100'000;
        Dialogue dialogue;
        dialogue.feed(Dialogue::Feed::Whole);
        dialogue.greet("IMAP4rev1");
        dialogue.select(9);
        quint64 found = 0;
        bool hasEnds = false;
        dialogue.on("search", [&] {
            auto *search = dialogue.run<imap::SearchCommand>(SearchKey::flag("\\Flagged"));
            connect(search, &imap::Command::finished, this, [&, search] {
                found = search->found().count();
                hasEnds = search->found().contains({2}) && search->found().contains({4 * each});
            });
        });
        QByteArray script = "U: search\nC: a2 UID SEARCH FLAGGED\nS: * SEARCH";
        for (int uid = 4 * each; uid > 0; uid -= 2) {
            script += ' ' + QByteArray::number(uid);
            if (uid == 2 * each + 2)
                script += "\nS: * SEARCH";
        }
        script += "\nS: * SEARCH 2 4\nS: * SEARCH\nS: a2 OK done";
        dialogue.play(script.constData());
        QCOMPARE(found, quint64{2 * each});
        QVERIFY(hasEnds);
    }

    void sortKeepsTheServersOrder()
    {
        Dialogue dialogue;
        dialogue.greet("IMAP4rev1 SORT");
        dialogue.select(100);
        std::vector<imap::Uid> sorted;
        dialogue.on("sort", [&] {
            auto *sort = dialogue.run<imap::SortCommand>("SUBJECT REVERSE DATE"_ba, SearchKey::all());
            connect(sort, &imap::Command::finished, this, [&, sort] { sorted = sort->sorted(); });
        });
        dialogue.play(R"(
            U: sort
            C: a2 UID SORT (SUBJECT REVERSE DATE) US-ASCII ALL
            S: * SORT 5 3 4 1 2
            S: a2 OK SORT completed
        )");
        QCOMPARE(sorted, (std::vector<imap::Uid>{{5}, {3}, {4}, {1}, {2}}));
        QVERIFY(!imap::SortCommand("DATE", SearchKey::all()).isSayable(capabilities("IMAP4rev1 ESEARCH")));
        QVERIFY(!imap::SortCommand("DISPLAYFROM", SearchKey::all()).isSayable(capabilities("SORT")));
        QVERIFY(imap::SortCommand("DISPLAYFROM", SearchKey::all()).isSayable(capabilities("SORT=DISPLAY")));
        QVERIFY(!imap::SortCommand("", SearchKey::all()).isSayable(capabilities("SORT")));
    }

    void threadsByTheBestTheServerHas_data()
    {
        QTest::addColumn<QByteArray>("offers");
        QTest::addColumn<QByteArray>("algorithm");
        QTest::newRow("both") << "THREAD=ORDEREDSUBJECT THREAD=REFERENCES"_ba
                              << "REFERENCES"_ba;
        QTest::newRow("one") << "THREAD=ORDEREDSUBJECT"_ba
                             << "ORDEREDSUBJECT"_ba;
    }
    void threadsByTheBestTheServerHas()
    {
        QFETCH(QByteArray, offers);
        QFETCH(QByteArray, algorithm);
        Dialogue dialogue;
        dialogue.greet("IMAP4rev1 " + offers);
        dialogue.select(100);
        std::vector<imap::ThreadData::Node> nodes;
        dialogue.on("thread", [&] {
            auto *thread = dialogue.run<imap::ThreadCommand>(SearchKey::all());
            connect(thread, &imap::Command::finished, this, [&, thread] { nodes = thread->nodes(); });
        });
        dialogue.play(("U: thread\nC: a2 UID THREAD " + algorithm
                       + " US-ASCII ALL\nS: * THREAD (2)(3 6 (4 23)(44 7 96))\nS: a2 OK THREAD completed")
                          .constData());
        QCOMPARE(nodes.size(), std::size_t{8});
        QCOMPARE(nodes[3].number, quint32{4});
        QCOMPARE(nodes[3].depth, quint32{2});
        QVERIFY(!imap::ThreadCommand(SearchKey::all()).isSayable(capabilities("IMAP4rev1 SORT")));
    }
};

#include "tst_searching.moc"
POSTHORN_TEST(TestSearching)
