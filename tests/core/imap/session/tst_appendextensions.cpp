// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/session/commands/simple.h"
#include "core/imap/session/commands/store.h"
#include "core/imap/session/partdownload.h"
#include "core/imap/session/replacement.h"

#include "tests/support/dialogue.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;
using imap::NewMessage;
using imap::Removed;

namespace {

// A mailbox of ten messages; the step "replace" puts "abc" into the place of the fourth.
struct Replacing {
    explicit Replacing(const QByteArray &offers)
    {
        dialogue.greet("IMAP4rev1 LITERAL+ " + offers);
        dialogue.select(10);
        QObject::connect(&replacement, &imap::Replacement::finished, &replacement,
                         [this](const imap::ReplaceResult &told) {
                             result = told;
                             ++ends;
                         });
        dialogue.on("replace", [this] { replacement.start(); });
    }

    Dialogue dialogue;
    imap::Replacement replacement{
        dialogue.session(), {4}, "Drafts", {{"\\Seen"_ba, "\\Draft"_ba}, {}, "abc"_ba}};
    imap::ReplaceResult result;
    int ends = 0;
};

}

// What brings messages to the server beyond RFC 3501; dialogues after RFC 8508, 6855, 3516, 7889 and 9738.
class TestAppendExtensions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // RFC 8508, 3.3
    void replacesInOneStepWhereTheServerCan()
    {
        Replacing replacing("REPLACE UIDPLUS");
        replacing.dialogue.play(R"(
            U: replace
            C! a2 UID REPLACE 4 Drafts (\\Seen \\Draft) {3+}\r\nabc\r\n
            S: * OK [APPENDUID 1 2000] Replacement Message ready
            S: * 5 EXISTS
            S: * 4 EXPUNGE
            S: a2 OK Replace completed
        )");
        QCOMPARE(replacing.ends, 1);
        QCOMPARE(replacing.result.old, Removed::Gone);
        QCOMPARE(replacing.result.appended->uids.toText(), "2000"_ba);
    }

    void replacesInThreeStepsOtherwise()
    {
        Replacing replacing("UIDPLUS");
        replacing.dialogue.play(R"(
            U: replace
            C! a2 APPEND Drafts (\\Seen \\Draft) {3+}\r\nabc\r\n
            S: a2 OK [APPENDUID 1 2000] APPEND completed
            C: a3 UID STORE 4 +FLAGS (\Deleted)
            S: a3 OK done
            C: a4 UID EXPUNGE 4
            S: * 4 EXPUNGE
            S: a4 OK done
        )");
        QCOMPARE(replacing.result.old, Removed::Gone);
        QCOMPARE(replacing.result.appended->uids.toText(), "2000"_ba);
    }

    void theOldOneStaysUntilTheNewOneStands_data()
    {
        QTest::addColumn<QByteArray>("offers");
        QTest::addColumn<QByteArray>("script");
        QTest::addColumn<bool>("stored");
        QTest::addColumn<Removed>("old");
        const auto append = "C! a2 APPEND Drafts (\\\\Seen \\\\Draft) {3+}\\r\\nabc\\r\\n\n"_ba;
        QTest::newRow("REPLACE refused")
            << "REPLACE"_ba
            << "C! a2 UID REPLACE 4 Drafts (\\\\Seen \\\\Draft) {3+}\\r\\nabc\\r\\n\nS: a2 NO [OVERQUOTA] full"_ba
            << false << Removed::Remains;
        QTest::newRow("APPEND refused")
            << "UIDPLUS"_ba << append + "S: a2 NO [TRYCREATE] no" << false << Removed::Remains;
        QTest::newRow("STORE refused")
            << "UIDPLUS"_ba << append + "S: a2 OK ok\nC: a3 UID STORE 4 +FLAGS (\\Deleted)\nS: a3 NO no"
            << true << Removed::Remains;
        QTest::newRow("no UIDPLUS") << "IDLE"_ba
                                    << append
                + "S: a2 OK ok\nC: a3 UID STORE 4 +FLAGS (\\Deleted)\nS: a3 OK ok"
                                    << true << Removed::Marked;
        QTest::newRow("too large") << "APPENDLIMIT=2"_ba
                                   << "# nothing is sent"_ba << false << Removed::Remains;
    }
    void theOldOneStaysUntilTheNewOneStands()
    {
        QFETCH(QByteArray, offers);
        QFETCH(QByteArray, script);
        Replacing replacing(offers);
        replacing.dialogue.play(("U: replace\n" + script).constData());
        QCOMPARE(replacing.ends, 1);
        QTEST(replacing.result.isStored, "stored");
        QTEST(replacing.result.old, "old");
    }

    // RFC 7889, 3: refused here, before the upload
    void whatIsTooLargeIsNotUploaded()
    {
        Dialogue dialogue;
        dialogue.greet("IMAP4rev1 LITERAL+ APPENDLIMIT=5");
        dialogue.on("append", [&] {
            for (const int octets : {6, 5})
                dialogue.run<imap::AppendCommand>("Sent"_ba, std::vector<QByteArray>{}, QDateTime(),
                                                  QByteArray(octets, 'x'));
        });
        dialogue.play(R"(
            U: append
            C! a1 APPEND Sent {5+}\r\nxxxxx\r\n
            S: a1 OK done
        )");
        QCOMPARE(dialogue.eventsLike("finished"),
                 (QByteArrayList{"finished unsupported", "finished ok done"}));
    }

    // RFC 6855, 4
    void aHeaderInUtf8IsSaidToBeOne_data()
    {
        QTest::addColumn<bool>("enabled");
        QTest::addColumn<QByteArray>("message");
        QTest::addColumn<QByteArray>("sent");
        const auto utf8 = "Subject: \xc3\xa4\r\n\r\nx"_ba;
        QTest::newRow("enabled") << true << utf8 << "UTF8 (~{16+}\\r\\nSubject: \\xc3\\xa4\\r\\n\\r\\nx)"_ba;
        QTest::newRow("not enabled") << false << utf8 << "{16+}\\r\\nSubject: \\xc3\\xa4\\r\\n\\r\\nx"_ba;
        QTest::newRow("only in the body") << true << "Subject: a\r\n\r\n\xc3\xa4"_ba
                                          << "{16+}\\r\\nSubject: a\\r\\n\\r\\n\\xc3\\xa4"_ba;
        QTest::newRow("not UTF-8") << true << "Subject: \xe4\r\n\r\nx"_ba
                                   << "{15+}\\r\\nSubject: \\xe4\\r\\n\\r\\nx"_ba;
    }
    void aHeaderInUtf8IsSaidToBeOne()
    {
        QFETCH(bool, enabled);
        QFETCH(QByteArray, message);
        QFETCH(QByteArray, sent);
        Dialogue dialogue(imap::SessionOptions{.enable = {"UTF8=ACCEPT"}});
        dialogue.on("append", [&] {
            dialogue.run<imap::AppendCommand>("Sent"_ba, std::vector{"\\Seen"_ba}, QDateTime(), message);
        });
        dialogue.play(("S: * PREAUTH [CAPABILITY IMAP4rev1 LITERAL+ ENABLE UTF8=ACCEPT] hello\n"
                       "C: a1 ENABLE UTF8=ACCEPT\n"
                       + QByteArray(enabled ? "S: * ENABLED UTF8=ACCEPT\n" : "")
                       + "S: a1 OK done\nU: append\nC! a2 APPEND Sent (\\\\Seen) " + sent
                       + "\\r\\n\nS: a2 OK done")
                          .constData());
        QCOMPARE(dialogue.eventsLike("finished ok").size(), 1);
    }

    // RFC 9738, 3: so many at once
    void severalAreAppendedAsTheServerTakesThem()
    {
        const std::vector<NewMessage> messages{{{}, {}, "a"_ba}, {{}, {}, "b"_ba}, {{}, {}, "c"_ba}};
        const auto commands = [&](const std::vector<QByteArray> &offers) {
            return imap::appendAll("x", messages, imap::Capabilities(offers)).size();
        };
        QCOMPARE(commands({"MULTIAPPEND"}), std::size_t{1});
        QCOMPARE(commands({"MULTIAPPEND", "MESSAGELIMIT=2"}), std::size_t{2});
        QCOMPARE(commands({"MULTIAPPEND", "MESSAGELIMIT=0"}), std::size_t{1});
        QCOMPARE(commands({"MESSAGELIMIT=2"}), std::size_t{3});
    }
};

#include "tst_appendextensions.moc"
POSTHORN_TEST(TestAppendExtensions)
