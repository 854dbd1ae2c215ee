// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/session/commands/fetch.h"
#include "core/imap/session/commands/gmail.h"
#include "core/imap/session/commands/searching.h"

#include "tests/support/dialogue.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;
using imap::FetchCommand;
using imap::MessageSet;

namespace {

imap::UidSet uids(const QByteArray &text)
{
    return *imap::parseUidSet(text);
}

// A mailbox of such a server, and a step "fetch" that asks for `items`; `told` is what came for it.
struct Fetching {
    Fetching(const QByteArray &offers, MessageSet messages, const QByteArray &items,
             const imap::FetchModifiers &modifiers = {})
    {
        dialogue.greet("IMAP4rev1 " + offers);
        dialogue.select(20);
        dialogue.on("fetch", [this, messages, items, modifiers] {
            auto *fetch = dialogue.run<FetchCommand>(messages, items, modifiers);
            QObject::connect(fetch, &FetchCommand::fetched, fetch,
                             [this](const imap::Fetch &data) { told.push_back(data.items); });
        });
    }

    Dialogue dialogue;
    std::vector<imap::FetchItems> told;
};

}

// What FETCH can ask beyond RFC 3501, and what is asked of servers without that; dialogues after the RFCs
// named.
class TestFetchExtensions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // RFC 9394, 3.3
    void onlyAPageOfTheSet()
    {
        Fetching last("PARTIAL", uids("25900:26600"), "UID FLAGS", {.partial = {{-1, -3}}});
        last.dialogue.play(R"(
            U: fetch
            C: a2 UID FETCH 25900:26600 (UID FLAGS) (PARTIAL -1:-3)
            S: * 12888 FETCH (FLAGS (\Seen) UID 25996)
            S: * 12889 FETCH (FLAGS (\Flagged \Answered) UID 25997)
            S: * 12890 FETCH (FLAGS () UID 26600)
            S: a2 OK FETCH completed
        )");
        QCOMPARE(last.told.size(), std::size_t{3});
        QCOMPARE(last.told[2].uid->value, 26600U);
        Fetching changed("PARTIAL CONDSTORE", uids("25900:26600"), "UID FLAGS",
                         {.changedSince = imap::ModSeq{98305}, .partial = {{-1, -30}}});
        changed.dialogue.play(R"(
            U: fetch
            C: a2 UID FETCH 25900:26600 (UID FLAGS) (PARTIAL -1:-30 CHANGEDSINCE 98305)
            S: * 12888 FETCH (FLAGS (\Flagged \Answered) MODSEQ (98306) UID 25997)
            S: * 12890 FETCH (FLAGS () MODSEQ (98312) UID 26600)
            S: a2 OK FETCH completed
        )");
        QCOMPARE(changed.told.size(), std::size_t{2});
    }

    // Without the modifier it would be the answer to another question.
    void aServerThatCannotIsNotAskedForAPage()
    {
        Fetching all("CONDSTORE", uids("25900:26600"), "UID FLAGS", {.partial = {{-1, -3}}});
        all.dialogue.play("U: fetch");
        QCOMPARE(all.dialogue.eventsLike("finished unsupported").size(), 1);
    }

    // RFC 3516, 4.2; and the size of a part as it will be
    void theServerDecodesAPart()
    {
        Fetching binary("BINARY", uids("7"), "BINARY.SIZE[2] BINARY.PEEK[2]");
        binary.dialogue.play(R"(
            U: fetch
            C: a2 UID FETCH 7 (BINARY.SIZE[2] BINARY.PEEK[2])
            S: * 3 FETCH (UID 7 BINARY.SIZE[2] 5)
            S! * 3 FETCH (UID 7 BINARY[2] ~{5}\r\na\x00b\r\n)\r\n
            S: a2 OK FETCH completed
        )");
        QCOMPARE(binary.told.size(), std::size_t{2});
        QCOMPARE(binary.told[0].binarySizes[0].octets, quint64{5});
        QCOMPARE(*binary.told[1].sections[0].data, QByteArray("a\0b\r\n", 5));
        QVERIFY(binary.told[1].sections[0].isDecoded);
    }

    // RFC 3516, 4.3: a transfer encoding the server does not know
    void whatItCannotDecodeComesAsItStands()
    {
        Fetching unknown("BINARY", uids("7"), "BINARY.SIZE[2] BINARY.PEEK[2]<0.100>");
        unknown.dialogue.play(R"(
            U: fetch
            C: a2 UID FETCH 7 (BINARY.SIZE[2] BINARY.PEEK[2]<0.100>)
            S: a2 NO [UNKNOWN-CTE] x-uuencode
            C: a3 UID FETCH 7 (BODY.PEEK[2]<0.100>)
            S: * 3 FETCH (UID 7 BODY[2]<0> "abc")
            S: a3 OK FETCH completed
        )");
        QCOMPARE(unknown.told.size(), std::size_t{1});
        QVERIFY(!unknown.told[0].sections[0].isDecoded);
        QCOMPARE(unknown.dialogue.eventsLike("finished").size(), 1);
    }

    void aServerThatOffersBinaryAndDislikesItIsAskedForTheBody()
    {
        COVERS("I4-078");
        Fetching bad("BINARY", uids("7"), "BINARY.PEEK[2]");
        bad.dialogue.play(R"(
            U: fetch
            C: a2 UID FETCH 7 (BINARY.PEEK[2])
            S: a2 BAD Error in IMAP command FETCH
            C: a3 UID FETCH 7 (BODY.PEEK[2])
            S: a3 OK done
            U: fetch
            C: a4 UID FETCH 7 (BODY.PEEK[2])
            S: a4 BAD what
        )");
        QCOMPARE(bad.dialogue.eventsLike("finished ok").size(), 1);
        QCOMPARE(bad.dialogue.eventsLike("finished bad").size(), 1);
    }

    // RFC 8970, 4
    void previewsComeWhenTheyAreReady()
    {
        Fetching lazy("PREVIEW SEARCHRES", MessageSet::saved(), "UID PREVIEW (LAZY)");
        lazy.dialogue.play(R"(
            U: fetch
            C: a2 UID FETCH $ (UID PREVIEW (LAZY))
            S: * 5 FETCH (UID 13 PREVIEW "Preview!")
            S: * 9 FETCH (UID 23 PREVIEW NIL)
            S: a2 OK FETCH completed.
        )");
        QCOMPARE(lazy.told.size(), std::size_t{2});
        QCOMPARE(lazy.told[0].preview->text, std::optional("Preview!"_ba));
        QVERIFY(lazy.told[1].preview && !lazy.told[1].preview->text);
        Fetching now("PREVIEW", uids("23"), "PREVIEW");
        now.dialogue.play(R"(
            U: fetch
            C: a2 UID FETCH 23 (PREVIEW)
            S: * 9 FETCH (UID 23 PREVIEW "Another preview!")
            S: a2 OK FETCH completed.
        )");
        QCOMPARE(now.told.size(), std::size_t{1});
    }

    // RFC 8514, 4.2; RFC 8474, 5; and Gmail's own
    void otherFactsAboutAMessage_data()
    {
        QTest::addColumn<QByteArray>("offers");
        QTest::addColumn<QByteArray>("items");
        QTest::addColumn<QByteArray>("answer");
        QTest::newRow("SAVEDATE") << "SAVEDATE"_ba
                                  << "SAVEDATE"_ba
                                  << "SAVEDATE \"01-Jan-2015 18:50:53 +0100\""_ba;
        QTest::newRow("OBJECTID") << "OBJECTID"_ba
                                  << "EMAILID THREADID"_ba
                                  << "EMAILID (M6d99ac3275bb4e) THREADID (T64b478a75b7ea9)"_ba;
        QTest::newRow("no THREADID") << "OBJECTID"_ba
                                     << "EMAILID THREADID"_ba
                                     << "EMAILID (M00000001) THREADID NIL"_ba;
        QTest::newRow("Gmail") << "X-GM-EXT-1"_ba
                               << "X-GM-MSGID X-GM-THRID X-GM-LABELS"_ba
                               << "X-GM-MSGID 1278455344230334865 X-GM-THRID 1266894439832287888 "
                                  "X-GM-LABELS (\\Inbox \\Sent Important \"Muy Importante\")"_ba;
    }
    void otherFactsAboutAMessage()
    {
        QFETCH(QByteArray, offers);
        QFETCH(QByteArray, items);
        QFETCH(QByteArray, answer);
        Fetching fetching(offers, uids("7"), items);
        fetching.dialogue.play(("U: fetch\nC: a2 UID FETCH 7 (" + items + ")\nS: * 3 FETCH (UID 7 " + answer
                                + ")\nS: a2 OK done")
                                   .constData());
        QCOMPARE(fetching.told.size(), std::size_t{1});
        QCOMPARE(fetching.dialogue.eventsLike("untagged").size(), 0);
        // A server without them is asked for the rest, and not at all when nothing is left.
        Fetching lacking("IDLE", uids("7"), "UID FLAGS " + items);
        lacking.dialogue.play("U: fetch\nC: a2 UID FETCH 7 (UID FLAGS)\nS: a2 OK done");
        QCOMPARE(lacking.dialogue.eventsLike("finished ok").size(), 1);
        Fetching nothing("IDLE", uids("7"), "UID " + items);
        nothing.dialogue.play("U: fetch");
        QCOMPARE(nothing.dialogue.eventsLike("finished unsupported").size(), 1);
    }

    void binaryAndPreviewHaveAFallbackToo()
    {
        Fetching lacking("IDLE", uids("7"), "FLAGS PREVIEW (LAZY) BINARY.SIZE[1] BINARY.PEEK[1]<0.10>");
        lacking.dialogue.play("U: fetch\nC: a2 UID FETCH 7 (FLAGS BODY.PEEK[1]<0.10>)\nS: a2 OK done");
        QCOMPARE(lacking.dialogue.eventsLike("finished ok").size(), 1);
    }

    // Gmail's documentation, "Access to Gmail labels" and "Extension of the SEARCH command"
    void labelsAreAddedAndTakenOffNeverReplaced()
    {
        Dialogue dialogue;
        dialogue.greet("IMAP4rev1 X-GM-EXT-1");
        dialogue.select(9);
        const MessageSet one(uids("1"));
        dialogue.on("add", [&] {
            dialogue.run<imap::LabelCommand>(one, imap::FlagChange::Add, std::vector{"foo"_ba});
        });
        dialogue.on("take off", [&] {
            dialogue.run<imap::LabelCommand>(
                one, imap::FlagChange::Remove,
                std::vector{"\\Inbox"_ba, "Muy Importante"_ba, "\\a b"_ba, "Entw&APw-rfe"_ba});
        });
        dialogue.on("search", [&] {
            dialogue.run<imap::SummarySearchCommand>(imap::SearchKey::gmailRaw(u"has:attachment in:unread"));
        });
        dialogue.play(R"(
            U: add
            C: a2 UID STORE 1 +X-GM-LABELS (foo)
            S: * 1 FETCH (X-GM-LABELS (\Inbox \Sent foo) UID 1)
            S: a2 OK STORE (Success)
            U: take off
            C: a3 UID STORE 1 -X-GM-LABELS (\Inbox "Muy Importante" "\\a b" Entw&APw-rfe)
            S: a3 OK STORE (Success)
            U: search
            C: a4 UID SEARCH X-GM-RAW "has:attachment in:unread"
            S: * SEARCH 123 12344 5992
            S: a4 OK SEARCH (Success)
        )");
        QCOMPARE(dialogue.eventsLike("finished ok").size(), 3);
        QCOMPARE(dialogue.eventsLike("untagged FETCH").size(), 1);
    }

    void otherServersAreNotToldOfLabels()
    {
        Dialogue dialogue;
        dialogue.greet("IMAP4rev1 IDLE");
        dialogue.select(9);
        dialogue.on("ask", [&] {
            dialogue.run<imap::LabelCommand>(MessageSet(uids("1")), imap::FlagChange::Add,
                                             std::vector{"foo"_ba});
            dialogue.run<imap::SummarySearchCommand>(imap::SearchKey::gmailRaw(u"in:unread"));
        });
        dialogue.play("U: ask");
        QCOMPARE(dialogue.eventsLike("finished unsupported").size(), 2);
    }
};

#include "tst_fetchextensions.moc"
POSTHORN_TEST(TestFetchExtensions)
