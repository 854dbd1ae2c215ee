// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/session/commands/fetch.h"
#include "core/imap/session/commands/list.h"
#include "core/imap/session/commands/select.h"
#include "core/imap/session/commands/simple.h"
#include "core/imap/session/commands/store.h"

#include <QSet>

#include "tests/support/dialogue.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;

namespace {

imap::UidSet uid(quint32 value)
{
    return imap::UidSet::single({value});
}

}

class TestQueue : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sendsIndependentCommandsTogether()
    {
        COVERS("I4-190", "I4-192", "I4-193");
        Dialogue dialogue;
        dialogue.greet();
        dialogue.select(9);
        dialogue.run<imap::FetchCommand>(uid(1), "FLAGS");
        dialogue.run<imap::FetchCommand>(uid(2), "FLAGS");
        dialogue.run<imap::StoreCommand>(uid(1), imap::FlagChange::Add, std::vector{"\\Seen"_ba});
        dialogue.run<imap::FetchCommand>(uid(1), "FLAGS");
        dialogue.play(R"(
            C: a2 UID FETCH 1 (FLAGS)
            C: a3 UID FETCH 2 (FLAGS)
            # the second first; and what changes flags waits for those who read them, and they for it
            S: a3 OK second
            S: a2 OK first
            C: a4 UID STORE 1 +FLAGS (\Seen)
            S: a4 OK stored
            C: a5 UID FETCH 1 (FLAGS)
            S: a5 OK fetched
        )");
        const QByteArrayList expected{"finished ok second", "finished ok first", "finished ok stored",
                                      "finished ok fetched", "drained"};
        QCOMPARE(dialogue.events(), expected);
    }

    void flightsAreBounded()
    {
        COVERS("I4-004", "I4-195");
        Dialogue dialogue;
        dialogue.greet();
        dialogue.select(9);
        QSet<QByteArray> tags;
        for (quint32 i = 1; i <= 50; ++i)
            dialogue.run<imap::FetchCommand>(uid(i), "FLAGS");
        for (qsizetype answered = 0; answered < 50;) {
            const QByteArrayList lines = dialogue.transport().takeWritten().split('\n');
            QVERIFY(lines.size() <= 5);
            for (const QByteArray &line : lines.first(lines.size() - 1)) {
                const QByteArray tag = line.first(line.indexOf(' '));
                QVERIFY(tag.size() > 1 && tag[0] >= 'a' && tag[0] <= 'z');
                QVERIFY(!tags.contains(tag));
                tags.insert(tag);
                dialogue.transport().serverSends(tag + " OK\r\n");
                ++answered;
            }
        }
        QCOMPARE(tags.size(), 50);
        QCOMPARE(dialogue.events().count("finished ok"), 50);
    }

    void neverSendsTwoSearchesTogether()
    {
        COVERS("I4-150", "I4-147");
        Dialogue dialogue;
        dialogue.greet();
        dialogue.select(9);
        auto *first = dialogue.run<imap::SearchCommand>(imap::CommandText("UNSEEN"));
        auto *second = dialogue.run<imap::SearchCommand>(imap::CommandText("FLAGGED"));
        auto *third = dialogue.run<imap::SearchCommand>(imap::CommandText("DRAFT"));
        dialogue.play(R"(
            C: a2 UID SEARCH UNSEEN
            S: * SEARCH 2 5 
            S: * SEARCH 9 6 (MODSEQ 917)
            S: a2 OK done
            C: a3 UID SEARCH FLAGGED
            S: * SEARCH
            S: a3 OK done
            C: a4 UID SEARCH DRAFT
            S: a4 OK done
        )");
        QCOMPARE(first->found().toText(), "2,5:6,9"_ba);
        QVERIFY(second->found().isEmpty());
        QVERIFY(third->found().isEmpty());
    }

    void selectFliesAlone()
    {
        COVERS("I4-190", "I4-191");
        Dialogue dialogue;
        dialogue.greet();
        dialogue.select(9);
        dialogue.run<imap::FetchCommand>(uid(1), "FLAGS");
        dialogue.run<imap::SelectCommand>("Sent"_ba);
        dialogue.run<imap::FetchCommand>(uid(1), "UID");
        dialogue.play(R"(
            C: a2 UID FETCH 1 (FLAGS)
            S: a2 OK done
            C: a3 SELECT Sent
            S: a3 OK [READ-WRITE] done
            C: a4 UID FETCH 1 (UID)
        )");
        QVERIFY(!dialogue.hasFailed());
    }

    // Whatever is run, in whatever order: no sequence-number command is ever sent, so that no answer to
    // another one can make it mean other messages (RFC 3501, 5.5).
    void neverSendsSequenceNumbers()
    {
        COVERS("I4-191");
        Dialogue dialogue;
        dialogue.greet("IMAP4rev1 CONDSTORE UNSELECT IDLE");
        dialogue.select(9);
        quint32 random = 12345;
        for (int i = 0; i < 300; ++i) {
            random = random * 1664525 + 1013904223;
            switch ((random >> 16) % 6) {
            case 0: dialogue.run<imap::FetchCommand>(uid(random % 9 + 1), "FLAGS"); break;
            case 1: dialogue.run<imap::FetchCommand>(imap::Uid{random % 9 + 1}, "UID ENVELOPE"); break;
            case 2:
                dialogue.run<imap::StoreCommand>(uid(3), imap::FlagChange::Remove, std::vector{"\\Seen"_ba});
                break;
            case 3: dialogue.run<imap::SearchCommand>(imap::CommandText("ALL")); break;
            case 4: dialogue.run<imap::StatusCommand>("Sent"_ba); break;
            default: dialogue.run<imap::NoopCommand>(); break;
            }
        }
        for (int i = 0; i < 1000 && !dialogue.session().isIdle(); ++i) {
            for (const QByteArray &line : dialogue.transport().takeWritten().split('\n')) {
                if (line.isEmpty())
                    continue;
                const QByteArrayList words = line.trimmed().split(' ');
                QVERIFY2(words[1] == "UID" || words[1] == "NOOP" || words[1] == "STATUS", line.constData());
                dialogue.transport().serverSends(words[0] + " OK\r\n");
            }
        }
        QVERIFY(dialogue.session().isIdle());
        QCOMPARE(dialogue.events().count("finished ok"), 300);
    }

    void waitsForTheServerBeforeALiteral()
    {
        COVERS("I4-026", "I4-027", "I4-196");
        Dialogue dialogue;
        dialogue.greet();
        dialogue.select(2);
        dialogue.run<imap::AppendCommand>("Sent"_ba, std::vector{"\\Seen"_ba}, QDateTime(),
                                          "From: me\r\n\r\nhi\r\n"_ba);
        dialogue.run<imap::NoopCommand>();
        dialogue.play(R"(
            C: a2 APPEND Sent (\Seen) {16}
            S: * 3 EXISTS
            T: 60s
            S: + go
            C! From: me\r\n\r\nhi\r\n\r\n
            S: a2 OK [APPENDUID 1 7] done
            C: a3 NOOP
            S: a3 OK done
        )");
        QVERIFY(dialogue.events().contains("untagged EXISTS 3"));
    }

    void sendsNothingOfALiteralThatIsRefused_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<QByteArray>("event");
        QTest::newRow("NO") << "NO [OVERQUOTA] full"_ba
                            << "finished no full"_ba;
        QTest::newRow("BAD") << "BAD no"_ba
                             << "finished bad no"_ba;
        QTest::newRow("an OK to half a command") << "OK sure"_ba
                                                 << "finished bad sure"_ba;
    }
    void sendsNothingOfALiteralThatIsRefused()
    {
        COVERS("I4-026");
        QFETCH(QByteArray, answer);
        QFETCH(QByteArray, event);
        Dialogue dialogue;
        dialogue.greet();
        dialogue.run<imap::AppendCommand>("Sent"_ba, std::vector<QByteArray>{}, QDateTime(),
                                          "From: me\r\n"_ba);
        dialogue.run<imap::NoopCommand>();
        dialogue.play(R"(
            C: a1 APPEND Sent {10}
        )");
        dialogue.transport().serverSends("a1 " + answer + "\r\n");
        QCOMPARE(dialogue.transport().takeWritten(), "a2 NOOP\r\n"_ba);
        QVERIFY(dialogue.events().contains(event));
    }

    void usesNonSynchronizingLiteralsOnlyAsOffered_data()
    {
        QTest::addColumn<QByteArray>("capabilities");
        QTest::addColumn<int>("size");
        QTest::addColumn<bool>("atOnce");
        QTest::newRow("none") << "IMAP4rev1"_ba << 10 << false;
        QTest::newRow("plus") << "IMAP4rev1 LITERAL+"_ba << 10 << true;
        QTest::newRow("plus, large") << "IMAP4rev1 LITERAL+"_ba << 5000 << true;
        QTest::newRow("minus") << "IMAP4rev1 LITERAL-"_ba << 4096 << true;
        QTest::newRow("minus, too large") << "IMAP4rev1 LITERAL-"_ba << 4097 << false;
    }
    void usesNonSynchronizingLiteralsOnlyAsOffered()
    {
        COVERS("I4-028", "SEC-50");
        QFETCH(QByteArray, capabilities);
        QFETCH(int, size);
        QFETCH(bool, atOnce);
        Dialogue dialogue;
        dialogue.greet(capabilities);
        const QByteArray message(size, 'x');
        const QByteArray number = QByteArray::number(size);
        dialogue.run<imap::AppendCommand>("Sent"_ba, std::vector<QByteArray>{}, QDateTime(), message);
        QCOMPARE(dialogue.transport().takeWritten(),
                 atOnce ? "a1 APPEND Sent {" + number + "+}\r\n" + message + "\r\n"
                        : "a1 APPEND Sent {" + number + "}\r\n");
    }

    void forgetsNonSynchronizingLiteralsWithTheCapability()
    {
        COVERS("I4-028");
        Dialogue dialogue;
        dialogue.greet("IMAP4rev1 LITERAL+");
        dialogue.play(R"(
            S: * CAPABILITY IMAP4rev1
        )");
        dialogue.run<imap::AppendCommand>("Sent"_ba, std::vector<QByteArray>{}, QDateTime(), "x"_ba);
        dialogue.play(R"(
            C: a1 APPEND Sent {1}
        )");
        QVERIFY(!dialogue.hasFailed());
    }

    void acceptsEveryFormOfContinuation_data()
    {
        QTest::addColumn<QByteArray>("line");
        for (const char *line : {"+", "+ ", "+ go ahead", "+ [ALERT] x"})
            QTest::newRow(line) << QByteArray(line);
    }
    void acceptsEveryFormOfContinuation()
    {
        COVERS("I4-005");
        QFETCH(QByteArray, line);
        Dialogue dialogue;
        dialogue.greet();
        dialogue.run<imap::AppendCommand>("Sent"_ba, std::vector<QByteArray>{}, QDateTime(), "x"_ba);
        dialogue.play(R"(
            C: a1 APPEND Sent {1}
        )");
        dialogue.transport().serverSends(line + "\r\n");
        QCOMPARE(dialogue.transport().takeWritten(), "x\r\n"_ba);
        QCOMPARE(dialogue.events().contains("alerted x"), line.contains("ALERT"));
    }

    void ignoresAnswersWithAnUnknownTag()
    {
        COVERS("I4-004");
        Dialogue dialogue;
        dialogue.greet();
        dialogue.run<imap::NoopCommand>();
        dialogue.play(R"(
            C: a1 NOOP
            S: b1 OK not yours
            S: A1 OK tags keep their case
            S: a11 OK nor this
        )");
        QVERIFY(dialogue.events().isEmpty());
        QCOMPARE(dialogue.traffic().count("-- an answer with an unknown tag was ignored"), 3);
        dialogue.play(R"(
            S: a1 OK yours
            S: a1 OK twice
        )");
        QCOMPARE(dialogue.events(), (QByteArrayList{"finished ok yours", "drained"}));
    }

    void sendsCommandsOnlyWhereTheyAreLegal()
    {
        COVERS("I4-038");
        Dialogue dialogue;
        dialogue.greet();
        dialogue.run<imap::FetchCommand>(uid(1), "FLAGS");
        dialogue.run<imap::SearchCommand>(imap::CommandText("ALL"));
        dialogue.run<imap::StoreCommand>(uid(1), imap::FlagChange::Add, std::vector{"\\Seen"_ba});
        dialogue.run<imap::UnselectCommand>();
        dialogue.play("");
        QCOMPARE(dialogue.events().count("finished cancelled"), 4);
        QCOMPARE(dialogue.events().last(), "drained"_ba);
    }

    void doesNotLoopOnABadAboutTheState()
    {
        COVERS("I4-038");
        Dialogue dialogue;
        dialogue.greet();
        dialogue.run<imap::NoopCommand>();
        dialogue.play(R"(
            C: a1 NOOP
            S: a1 BAD wrong state
            T: 60s
        )");
        QCOMPARE(dialogue.events(), (QByteArrayList{"finished bad wrong state", "drained"}));
    }

    void refusesLinesThatAreTooLong()
    {
        COVERS("I4-023");
        Dialogue dialogue;
        dialogue.greet();
        dialogue.select(3);
        imap::UidSet scattered;
        for (quint32 i = 1; i <= 20'000; ++i)
            scattered.add(imap::Uid{2 * i});
        dialogue.run<imap::FetchCommand>(scattered, "FLAGS");
        dialogue.play("");
        QCOMPARE(dialogue.events().first(), "finished unsupported"_ba);
        for (const imap::UidSet &piece : scattered.split(900))
            dialogue.run<imap::FetchCommand>(piece, "FLAGS");
        QVERIFY(dialogue.transport().takeWritten().indexOf('\n') < 1000);
    }
};

#include "tst_queue.moc"
POSTHORN_TEST(TestQueue)
