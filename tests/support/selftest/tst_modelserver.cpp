// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/wire/framer.h"
#include "core/imap/wire/parser.h"

#include "tests/support/modelsession.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;

// The server that the other tests believe is itself held against our grammar and the RFCs' words.
class ModelServerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everythingItSaysIsImap();
    void answersAsTheRfcsShow_data();
    void answersAsTheRfcsShow();
    void complainsOfWhatIsNotImap_data();
    void complainsOfWhatIsNotImap();
    void eachConnectionHearsWhatOthersDid();
    void qresyncTellsWhatHappened();
    void aModSequenceThatGoesBackIsNeverTheSameTwice();
    void anExpungeWithoutItsSetIsAnswered();
    void uidOnlyKnowsNoNumbers();
    void keepsALedger();
    void waitsForLiterals();

private:
    static QByteArrayList everything()
    {
        return {"IMAP4rev1", "CONDSTORE", "QRESYNC", "UIDPLUS",     "MOVE",        "IDLE",
                "ESEARCH",   "UNSELECT",  "ENABLE",  "SPECIAL-USE", "LIST-STATUS", "LIST-EXTENDED",
                "UIDONLY",   "OBJECTID",  "ID",      "NAMESPACE"};
    }
};

namespace {

void fill(model::Model &model, int messages)
{
    for (int i = 1; i <= messages; ++i)
        model.append(*model.find("INBOX"), model::makeMessage("m" + QByteArray::number(i)));
}

QByteArray say(model::Session &session, const QByteArray &line)
{
    session.receive(line + "\r\n");
    return session.takeOutput();
}

}

void ModelServerTest::everythingItSaysIsImap()
{
    model::Model model;
    fill(model, 3);
    model.create("Sent", 0, "\\Sent");
    model.append(*model.find("INBOX"),
                 "Subject: =?utf-8?q?x?=\r\nMessage-ID: <p@x>\r\nMIME-Version: 1.0\r\n"
                 "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\none\r\n--b\r\n"
                 "Content-Type: application/pdf; name=\"a.pdf\"\r\n\r\ntwo\r\n--b--\r\n");
    model::Session session(model, everything(), 1);
    QByteArray all = session.takeOutput();
    for (
        const char *line :
        {"a1 CAPABILITY",
         "a2 ENABLE QRESYNC",
         "a3 ID NIL",
         "a4 NAMESPACE",
         R"(a5 LIST "" "*")",
         R"(a6 LIST (SPECIAL-USE) "" "*" RETURN (SUBSCRIBED STATUS (MESSAGES UNSEEN UIDNEXT HIGHESTMODSEQ)))",
         R"(a7 LSUB "" "*")",
         "a8 STATUS Sent (MESSAGES UIDVALIDITY MAILBOXID DELETED)",
         "a9 SELECT INBOX",
         "b1 UID FETCH 1:* (FLAGS INTERNALDATE RFC822.SIZE ENVELOPE BODYSTRUCTURE MODSEQ EMAILID "
         "BODY.PEEK[HEADER.FIELDS (DATE SUBJECT)])",
         "b2 UID FETCH 4 (BODY.PEEK[HEADER] BODY.PEEK[1] BODY.PEEK[]<2.5> BODY[TEXT])",
         "b3 UID STORE 1:2 (UNCHANGEDSINCE 99) +FLAGS (\\Flagged $Junk)",
         "b4 UID SEARCH RETURN (ALL) FLAGGED",
         R"(b5 UID SEARCH HEADER Message-ID "<m1@test.example>")",
         "b6 UID COPY 1:2 Sent",
         "b7 UID MOVE 1 Sent",
         "b8 UID STORE 2 +FLAGS.SILENT (\\Deleted)",
         "b9 UID EXPUNGE 2",
         "c1 UID FETCH 1:* (FLAGS) (CHANGEDSINCE 1 VANISHED)",
         "c2 NOOP",
         "c3 UNSELECT",
         "c4 SELECT INBOX (QRESYNC (101 2 1:9))",
         "c5 CREATE New (USE (\\Junk))",
         "c6 RENAME New Newer",
         "c7 DELETE Newer",
         "c8 DELETE Newer",
         "c9 COPY 1 Nowhere",
         "d1 IDLE",
         "DONE",
         "d2 CLOSE",
         "d3 LOGOUT"})
        all += say(session, line);
    QCOMPARE(model.complaints(), QByteArrayList());
    imap::ResponseFramer framer({1 << 20, 1 << 20});
    framer.feed(all);
    int responses = 0;
    for (auto frame = framer.next(); frame && frame->has_value(); frame = framer.next()) {
        ++responses;
        const auto response = imap::parseResponse(**frame);
        QVERIFY2(response, frame->value().constData());
        const auto *untagged = std::get_if<imap::Untagged>(&*response);
        QVERIFY2(untagged == nullptr || !std::holds_alternative<imap::Unknown>(*untagged),
                 frame->value().constData());
    }
    QCOMPARE(framer.pending(), 0);
    QVERIFY(responses > 60);
}

void ModelServerTest::answersAsTheRfcsShow_data()
{
    QTest::addColumn<QByteArray>("command");
    QTest::addColumn<QByteArray>("answer");
    QTest::newRow("search") << "UID SEARCH UNSEEN NOT DELETED"_ba
                            << "* SEARCH 1 2 3\r\nx OK done\r\n"_ba;
    QTest::newRow("search by number") << "SEARCH 2:*"_ba
                                      << "* SEARCH 2 3\r\nx OK done\r\n"_ba;
    QTest::newRow("nothing found") << "UID SEARCH FLAGGED"_ba
                                   << "* SEARCH\r\nx OK done\r\n"_ba;
    QTest::newRow("star is the last") << "UID FETCH 9:* (UID)"_ba
                                      << "* 3 FETCH (UID 3)\r\nx OK done\r\n"_ba;
    QTest::newRow("store") << "UID STORE 2 +FLAGS (\\Seen)"_ba
                           << "* 2 FETCH (FLAGS (\\Seen) UID 2)\r\nx OK done\r\n"_ba;
    QTest::newRow("copy") << "UID COPY 1,3 Sent"_ba
                          << "x OK [COPYUID 102 1,3 1:2] done\r\n"_ba;
    QTest::newRow("move")
        << "UID MOVE 1:2 Sent"_ba
        << "* OK [COPYUID 102 1:2 1:2] moving\r\n* 1 EXPUNGE\r\n* 1 EXPUNGE\r\nx OK done\r\n"_ba;
    QTest::newRow("nowhere") << "UID COPY 1 Gone"_ba
                             << "x NO [TRYCREATE] no such mailbox\r\n"_ba;
    QTest::newRow("header fields")
        << "UID FETCH 1 (BODY.PEEK[HEADER.FIELDS (SUBJECT)])"_ba
        << "* 1 FETCH (BODY[HEADER.FIELDS (SUBJECT)] {21}\r\nSubject: About m1\r\n\r\n UID 1)\r\nx OK done\r\n"_ba;
}

void ModelServerTest::answersAsTheRfcsShow()
{
    QFETCH(QByteArray, command);
    QFETCH(QByteArray, answer);
    model::Model model;
    fill(model, 3);
    model.create("Sent");
    model::Session session(model, {"IMAP4rev1", "UIDPLUS", "MOVE"}, 1);
    (void)say(session, "s SELECT INBOX");
    QCOMPARE(say(session, "x " + command), answer);
    QCOMPARE(model.complaints(), QByteArrayList());
}

void ModelServerTest::complainsOfWhatIsNotImap_data()
{
    QTest::addColumn<QByteArray>("command");
    for (const char *command :
         {"UID MOVE 1 Sent", "UID FETCH 0 (FLAGS)", "UID FETCH 1 (FLAGS", "UID STORE 1 FLAGS (\\Seen)",
          "ENABLE QRESYNC", "XYZZY", "UID SEARCH FROBNICATED", "IDLE", "UID EXPUNGE 1",
          "UID FETCH 1 (FLAGS) (CHANGEDSINCE 1)", "SELECT INBOX (CONDSTORE)", "UID SEARCH NOT",
          "UID SEARCH RETURN (ALL) ALL", "LIST (SUBSCRIBED) \"\" \"*\""})
        QTest::newRow(command) << QByteArray(command);
}

void ModelServerTest::complainsOfWhatIsNotImap()
{
    QFETCH(QByteArray, command);
    model::Model model;
    fill(model, 1);
    model::Session session(model, {"IMAP4rev1"}, 1);
    (void)say(session, "s SELECT INBOX");
    QVERIFY(say(session, "x " + command).contains("x BAD"));
    QCOMPARE(model.complaints().size(), 1);
}

void ModelServerTest::eachConnectionHearsWhatOthersDid()
{
    model::Model model;
    fill(model, 3);
    model::Session one(model, {"IMAP4rev1", "IDLE", "UIDPLUS"}, 1), other(model, {"IMAP4rev1", "IDLE"}, 2);
    for (model::Session *session : {&one, &other})
        (void)say(*session, "s SELECT INBOX");
    (void)say(other, "i IDLE");
    (void)say(one, "a UID STORE 2 +FLAGS (\\Deleted)");
    (void)say(one, "b UID EXPUNGE 2");
    (void)model.append(*model.find("INBOX"), model::makeMessage("m4"));
    other.tellWhileIdle();
    QCOMPARE(other.takeOutput(), "* 2 EXPUNGE\r\n* 3 EXISTS\r\n"_ba);
    // By number nothing may be expunged meanwhile (RFC 3501, 7.4.1).
    model.expunge(*model.find("INBOX"), 1);
    QVERIFY(!say(one, "c FETCH 1:* (FLAGS)").contains("EXPUNGE"));
    QVERIFY(say(one, "d NOOP").contains("* 1 EXPUNGE"));
    model.renumber("INBOX", 50);
    QVERIFY(say(one, "e NOOP").startsWith("* BYE"));
    QVERIFY(one.hasHungUp());
}

void ModelServerTest::qresyncTellsWhatHappened()
{
    model::Model model;
    fill(model, 4);
    const quint64 then = model.find("INBOX")->highestModSeq;
    model.expunge(*model.find("INBOX"), 2);
    model.changeFlag(*model.find("INBOX"), 3, "\\Seen", true);
    model::Session session(model, {"IMAP4rev1", "QRESYNC", "ENABLE"}, 1);
    (void)say(session, "e ENABLE QRESYNC");
    const QByteArray told = say(session, "s SELECT INBOX (QRESYNC (101 " + QByteArray::number(then) + "))");
    QVERIFY(told.contains("* VANISHED (EARLIER) 2\r\n* 2 FETCH (FLAGS (\\Seen) UID 3 MODSEQ (7))\r\n"));
    QVERIFY(!told.contains("UID 1 "));
    model.expunge(*model.find("INBOX"), 1);
    QCOMPARE(say(session, "n NOOP"), "* VANISHED 1\r\nn OK done\r\n"_ba);
}

void ModelServerTest::aModSequenceThatGoesBackIsNeverTheSameTwice()
{
    model::Model model;
    model.lies.modSeqGoesBack = true;
    model::Session session(model, {"IMAP4rev1", "CONDSTORE"}, 1);
    QVERIFY(say(session, "a SELECT INBOX").contains("HIGHESTMODSEQ 999999]"));
    fill(model, 3);
    QVERIFY(say(session, "b SELECT INBOX").contains("HIGHESTMODSEQ 999998]"));
}

void ModelServerTest::anExpungeWithoutItsSetIsAnswered()
{
    model::Model model;
    model::Session session(model, {"IMAP4rev1", "UIDPLUS"}, 1);
    (void)say(session, "s SELECT INBOX");
    QVERIFY(say(session, "x UID EXPUNGE").startsWith("x BAD"));
}

void ModelServerTest::uidOnlyKnowsNoNumbers()
{
    model::Model model;
    fill(model, 2);
    model::Session session(model, everything(), 1);
    (void)say(session, "e ENABLE UIDONLY");
    (void)say(session, "s SELECT INBOX");
    QVERIFY(say(session, "f UID FETCH 2 (FLAGS)").contains("* 2 UIDFETCH (FLAGS () UID 2)"));
    QVERIFY(say(session, "g FETCH 2 (FLAGS)").startsWith("g BAD [UIDREQUIRED]"));
}

void ModelServerTest::keepsALedger()
{
    model::Model model;
    fill(model, 1);
    model.create("Sent");
    model::Session session(model, {"IMAP4rev1", "MOVE"}, 7);
    (void)say(session, "s SELECT INBOX");
    (void)say(session, "a UID STORE 1 +FLAGS (\\Seen)");
    (void)say(session, "b UID STORE 1 +FLAGS (\\Seen)");  // no effect the second time
    (void)say(session, "c UID MOVE 1 Sent");
    QByteArrayList told;
    for (const model::Effect &effect : model.ledger()) {
        if (effect.client == 7)
            told.append(model::toText(effect));
    }
    QCOMPARE(told,
             (QByteArrayList{"flagged INBOX 1 m1 \\Seen by 7", "copied Sent 1 m1  by 7",
                             "expunged INBOX 1 m1  by 7"}));
}

void ModelServerTest::waitsForLiterals()
{
    model::Model model;
    model::Session session(model, {"IMAP4rev1", "UIDPLUS"}, 1);
    (void)session.takeOutput();
    QCOMPARE(say(session, "a APPEND INBOX (\\Seen) {14}"), "+ go on\r\n"_ba);
    session.receive("Subject: x\r\n");
    QCOMPARE(session.takeOutput(), QByteArray());
    QCOMPARE(say(session, "\r\n"), "a OK [APPENDUID 101 1] saved\r\n"_ba);
    QCOMPARE(model.find("INBOX")->messages.front().octets, "Subject: x\r\n\r\n"_ba);
    QCOMPARE(say(session, "b APPEND INBOX {2+}\r\nhi"), "b OK [APPENDUID 101 2] saved\r\n"_ba);
}

POSTHORN_TEST(ModelServerTest)
#include "tst_modelserver.moc"
