// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/sync/resolver.h"

#include "tests/support/testcase.h"

using imap::parseUidSet;
using imap::Uid;
using imap::UidSet;
using imap::sync::Identity;
using imap::sync::Resolver;

namespace {

UidSet set(const QByteArray &text)
{
    return text.isEmpty() ? UidSet() : *parseUidSet(text);
}

QByteArray said(const Resolver::Step &step)
{
    static constexpr const char *names[] = {"noop", "pause", "probe", "fetch", "single", "done"};
    return QByteArray(names[static_cast<int>(step.kind)]) + (step.uids.isEmpty() ? "" : " ")
        + step.uids.toText();
}

}

class TestResolver : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // "missing/hollow/refused": what each step is answered with, and the step that follows.
    void asksForAnOccasionAndThenForWhatIsLeft_data()
    {
        QTest::addColumn<QByteArray>("doubts");
        QTest::addColumn<QByteArrayList>("course");
        QTest::addColumn<QByteArray>("end");
        const auto row = [](const char *name, const char *doubts, QByteArrayList course, const char *end) {
            QTest::newRow(name) << QByteArray(doubts) << course << QByteArray(end);
        };
        row("all that was missing is gone", "4:7//refused", {"noop", "4:7", "done"}, "//");
        row("some is left", "1:7//refused", {"noop", "2,5", "fetch 1,3:4,6:7", "1,3:4,6:7/", "done"}, "//");
        row("a hollow one is gone", "/4:5/", {"noop", "4:5", "done"}, "//");
        row("a hollow one was meant", "/5/", {"noop", "", "probe 5", "5", "done"}, "5//");
        row("the server does not know it", "/5/", {"noop", "", "probe 5", "", "done"}, "/5/");
        row("slow in telling", "5//refused", {"noop", "", "pause", "5", "done"}, "//");
        row("not even then", "5//refused", {"noop", "", "pause", "", "probe 5", "", "done"}, "/5/");
        row("there and not given", "5//",
            {"noop", "", "probe 5", "5", "fetch 5", "/", "fetch 5", "/", "fetch 5", "/", "single 5", "/",
             "done"},
            "//5");
        row("hollow when asked again", "5//refused", {"noop", "5", "done"}, "//");
        row("hollow again and there", "4:5//refused", {"noop", "4", "fetch 5", "/5", "probe 5", "5", "done"},
            "5//");
    }
    void asksForAnOccasionAndThenForWhatIsLeft()
    {
        COVERS("MA-52", "MA-35");
        QFETCH(QByteArray, doubts);
        QFETCH(QByteArrayList, course);
        const auto words = doubts.split('/');
        Resolver resolver(set(words[0]), set(words[1]), words[2] == "refused");
        Resolver::Step step = resolver.begin();
        for (qsizetype at = 0; at + 1 < course.size(); at += 2) {
            QCOMPARE(said(step), course[at]);
            const QByteArray &answer = course[at + 1];
            switch (step.kind) {
            case Resolver::Kind::Noop:
            case Resolver::Kind::Pause: step = resolver.nooped(set(answer)); break;
            case Resolver::Kind::Probe: step = resolver.probed(set(answer)); break;
            case Resolver::Kind::Fetch:
            case Resolver::Kind::Single:
                step = resolver.fetched(set(answer.split('/')[0]), set(answer.split('/')[1]));
                break;
            case Resolver::Kind::Done: QFAIL("too early");
            }
        }
        QCOMPARE(said(step), course.back());
        QTEST(resolver.genuine().toText() + '/' + resolver.unknown().toText() + '/'
                  + resolver.failed().toText(),
              "end");
    }

    void aServerThatGivesNothingIsNotAskedForEver()
    {
        Resolver resolver(set("1:500"), {}, true);
        Resolver::Step step = resolver.begin();
        int steps = 0;
        while (step.kind != Resolver::Kind::Done && ++steps < 100) {
            const bool isProbe = step.kind == Resolver::Kind::Probe;
            step = step.kind == Resolver::Kind::Noop || step.kind == Resolver::Kind::Pause
                ? resolver.nooped({})
                : isProbe ? resolver.probed(step.uids)
                          : resolver.fetched({}, {});
        }
        QVERIFY(steps <= 8);
        QCOMPARE(resolver.failed().toText(), QByteArray("1:500"));
    }

    void anotherMessageIsToldByItsOwnData_data()
    {
        QTest::addColumn<QByteArray>("fields");
        QTest::addColumn<int>("octets");
        QTest::addColumn<Identity>("identity");
        const QByteArray same = "Message-ID: <m1@x>\r\nSubject: hi\r\nFrom: a@x\r\n\r\n";
        QTest::newRow("the same") << same << 900 << Identity::Same;
        QTest::newRow("a server that counts differently") << same << 905 << Identity::Same;
        QTest::newRow("another Message-ID")
            << QByteArray(same).replace("m1", "m2") << 900 << Identity::Another;
        QTest::newRow("no Message-ID, the same otherwise")
            << QByteArray("Subject: hi\r\nFrom: a@x\r\n\r\n") << 900 << Identity::Same;
        QTest::newRow("no Message-ID, another size")
            << QByteArray("Subject: hi\r\nFrom: a@x\r\n\r\n") << 901 << Identity::Another;
        QTest::newRow("nothing but the wrong subject")
            << QByteArray("Subject: ho\r\n\r\n") << 0 << Identity::Another;
        QTest::newRow("hollow") << QByteArray("NIL") << 900 << Identity::Unknown;
    }
    void anotherMessageIsToldByItsOwnData()
    {
        COVERS("REL-34");
        QFETCH(QByteArray, fields);
        QFETCH(int, octets);
        store::MessageRow kept;
        kept.uid = Uid{5};
        kept.messageId = "m1@x";
        kept.subject = QStringLiteral("hi");
        kept.fromAddress = "a@x";
        kept.octets = 900;
        imap::FetchItems told;
        told.uid = Uid{5};
        told.size = static_cast<quint64>(octets);
        imap::BodySection section;
        section.section = "HEADER.FIELDS (MESSAGE-ID SUBJECT FROM DATE)";
        if (fields != "NIL")
            section.data = fields;
        told.sections.push_back(section);
        QTEST(imap::sync::compareIdentity(kept, told), "identity");
    }
};

Q_DECLARE_METATYPE(imap::sync::Identity)

POSTHORN_TEST(TestResolver)
#include "tst_resolver.moc"
