// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDir>
#include <QThread>

#include <testpaths.h>

#include "tests/core/imap/wire/describe.h"
#include "tests/fuzz/wiretargets.h"
#include "tests/support/testcase.h"

namespace {

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

// One row for each file of tests/fuzz/corpus/<target>/.
void rowsOf(const QString &target, const QString &pattern = QStringLiteral("*"))
{
    QTest::addColumn<QByteArray>("octets");
    const QDir folder(QStringLiteral(POSTHORN_SOURCE_DIR "/tests/fuzz/corpus/") + target);
    const auto files = folder.entryInfoList({pattern}, QDir::Files, QDir::Name);
    for (const QFileInfo &file : files)
        QTest::newRow(qPrintable(file.fileName())) << contents(file.filePath());
    QVERIFY(!files.isEmpty());
}

QByteArray described(const fuzz::Outcome &outcome)
{
    QByteArray out;
    for (const auto &value : outcome.values)
        out += (value ? describe::response(*value) : QByteArray("error")) + '\n';
    return out;
}

}

// Replays what the fuzzers know, and the dialogues of real servers among it.
class TestCorpus : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void responsesDoNotDependOnTheirArrival_data() { rowsOf(QStringLiteral("responses")); }
    void responsesDoNotDependOnTheirArrival()
    {
        QFETCH(QByteArray, octets);
        COVERS("I4-001");
        QVERIFY(fuzz::responses(octets));
        const fuzz::Outcome atOnce = fuzz::fed(octets, octets.size(), octets.size());
        QVERIFY(fuzz::fed(octets, 1, 1).isSameAs(atOnce));
        for (qsizetype cut = 1; cut < octets.size(); ++cut)
            QVERIFY2(fuzz::fed(octets, cut, octets.size()).isSameAs(atOnce),
                     QByteArray::number(cut).constData());
    }

    void serversAreUnderstood_data() { rowsOf(QStringLiteral("responses"), QStringLiteral("server-*.txt")); }
    void serversAreUnderstood()
    {
        QFETCH(QByteArray, octets);
        const fuzz::Outcome outcome = fuzz::fed(octets, octets.size(), octets.size());
        QVERIFY(!outcome.lost);
        QCOMPARE(outcome.frames.size(), outcome.values.size());
        QVERIFY(outcome.frames.size() > 10);
        for (std::size_t i = 0; i < outcome.values.size(); ++i) {
            QVERIFY2(outcome.values[i], outcome.frames[i].constData());
            const auto *data = std::get_if<imap::Untagged>(&*outcome.values[i]);
            QVERIFY2(data == nullptr || !std::holds_alternative<imap::Unknown>(*data),
                     outcome.frames[i].constData());
        }
    }

    // I4-006: a server that speaks in lower case is understood the same.
    void caseMakesNoDifference_data() { rowsOf(QStringLiteral("responses"), QStringLiteral("*s*r*-*.txt")); }
    void caseMakesNoDifference()
    {
        QFETCH(QByteArray, octets);
        COVERS("I4-006");
        const QByteArray lower = octets.toLower();
        QCOMPARE(described(fuzz::fed(lower, lower.size(), lower.size())).toLower(),
                 described(fuzz::fed(octets, octets.size(), octets.size())).toLower());
    }

    void framesAreWhatWasReceived_data() { rowsOf(QStringLiteral("framer")); }
    void framesAreWhatWasReceived()
    {
        QFETCH(QByteArray, octets);
        QVERIFY(fuzz::framer(octets));
    }

    void structuresSurvivePrinting_data() { rowsOf(QStringLiteral("structures")); }
    void structuresSurvivePrinting()
    {
        QFETCH(QByteArray, octets);
        QVERIFY(fuzz::structures(octets));
    }

    void setsHoldTheirProperties_data() { rowsOf(QStringLiteral("uidset")); }
    void setsHoldTheirProperties()
    {
        QFETCH(QByteArray, octets);
        QVERIFY(fuzz::uidSet(octets));
    }

    void namesHoldTheirProperties_data() { rowsOf(QStringLiteral("mailboxname")); }
    void namesHoldTheirProperties()
    {
        QFETCH(QByteArray, octets);
        QVERIFY(fuzz::mailboxName(octets));
    }

    // SEC-41: a million parentheses on a stack of one mebibyte.
    void deepNestingNeedsNoStack_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("unit");
        for (const char *before : {"* 1 FETCH (BODYSTRUCTURE ", "* 1 FETCH (ENVELOPE ", "* 1 FETCH (FLAGS ",
                                   "* THREAD ", "* 1 FETCH (X-Y ", "* OK [X-FOO ", "* NAMESPACE ", "* ID ",
                                   "* LIST ", "* 1 FETCH ", "* STATUS x ", "* ESEARCH "})
            QTest::newRow(before) << QByteArray(before) << QByteArray("(");
        QTest::newRow("embedded") << QByteArray("* 1 FETCH (BODYSTRUCTURE ")
                                  << QByteArray(R"(("MESSAGE" "RFC822" NIL NIL NIL "7BIT" 1 () )");
        QTest::newRow("multipart") << QByteArray("* 1 FETCH (BODYSTRUCTURE ") << QByteArray("(()");
    }
    void deepNestingNeedsNoStack()
    {
        QFETCH(QByteArray, before);
        QFETCH(QByteArray, unit);
        COVERS("SEC-41", "I4-022");
        const QByteArray open = before + unit.repeated(1'000'000 / static_cast<int>(unit.size())) + "\r\n";
        const QByteArray closed = before + QByteArray(500'000, '(') + QByteArray(500'000, ')') + ")\r\n";
        bool finished = false;
        const std::unique_ptr<QThread> thread(QThread::create([&] {
            (void)imap::parseResponse(open);
            (void)imap::parseResponse(closed);
            finished = true;
        }));
        thread->setStackSize(1024 * 1024);
        thread->start();
        QVERIFY(thread->wait());
        QVERIFY(finished);
    }

    // SEC-42, SEC-43, SEC-44: every response cut at every octet, and every octet replaced, is a value or an
    // error.
    void damageIsAnswered_data() { rowsOf(QStringLiteral("responses"), QStringLiteral("*.txt")); }
    void damageIsAnswered()
    {
        QFETCH(QByteArray, octets);
        COVERS("SEC-42", "SEC-43", "SEC-44");
        const fuzz::Outcome outcome = fuzz::fed(octets, octets.size(), octets.size());
        int values = 0;
        int errors = 0;
        for (const QByteArray &frame : outcome.frames) {
            for (qsizetype at = 0; at < frame.size(); ++at) {
                (void)imap::parseResponse(frame.first(at));
                for (const char c : {'\0', '(', ')', '"', '\\', '{', ' ', '9', '\xff'}) {
                    QByteArray damaged = frame;
                    damaged[at] = c;
                    ++(imap::parseResponse(damaged) ? values : errors);
                }
            }
        }
        QVERIFY(values + errors > 0 || outcome.lost);
    }

    void whatIsTooMuchIsRefused()
    {
        COVERS("SEC-43");
        const auto isRefused = [](const QByteArray &frame) {
            const auto value = imap::parseResponse(frame);
            return !value && value.error().kind == Error::Kind::LimitExceeded;
        };
        QVERIFY(isRefused("* CAPABILITY" + QByteArray(" X").repeated(200'000) + "\r\n"));
        QVERIFY(isRefused("* ID (" + QByteArray("\"a\" \"b\" ").repeated(200'000) + ")\r\n"));
        QVERIFY(isRefused("* FLAGS (" + QByteArray("a ").repeated(200'000) + ")\r\n"));
        QVERIFY(isRefused("* NAMESPACE (" + QByteArray("(\"\" NIL)").repeated(200'000) + ") NIL NIL\r\n"));
        QVERIFY(isRefused("* 1 FETCH (ENVELOPE (NIL NIL (" + QByteArray("()").repeated(200'000) + ")))\r\n"));
    }
};

POSTHORN_TEST(TestCorpus)
#include "tst_corpus.moc"
