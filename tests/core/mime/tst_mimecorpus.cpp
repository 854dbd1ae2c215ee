// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDir>
#include <QFile>

#include <array>
#include <testpaths.h>

#include "tests/fuzz/mimetarget.h"
#include "tests/support/mutated.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;

namespace {

struct Target {
    const char *name;
    bool (*holds)(QByteArrayView octets);
    const char *rows;
};

constexpr std::array targets{
    Target{"message", fuzz::message, "SEC-64 SEC-67 SEC-71"},
    Target{"tnef", fuzz::tnef, "SEC-74"},
    Target{"embedded", fuzz::embedded, "SEC-71"},
    Target{"headers", fuzz::headers, "SEC-68 SEC-69 SEC-78 SEC-80"},
};

QByteArrayList samplesOf(const Target &target)
{
    const QDir folder(QStringLiteral(POSTHORN_SOURCE_DIR "/tests/fuzz/corpus/")
                      + QString::fromLatin1(target.name));
    QByteArrayList samples;
    for (const QFileInfo &info : folder.entryInfoList(QDir::Files, QDir::Name)) {
        QFile file(info.filePath());
        if (file.open(QIODevice::ReadOnly))
            samples.append(file.readAll());
    }
    return samples;
}

}

// Replays what the fuzzers of mail know, whole, cut and changed.
class MimeCorpusTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void survivesWhateverComes_data() { addTargets(); }
    void survivesWhateverComes()
    {
        QFETCH(int, index);
        const Target &target = targets.at(static_cast<size_t>(index));
        const posthorn_test::Coverage covered(QString::fromLatin1(target.rows));
        const QByteArrayList samples = samplesOf(target);
        QVERIFY(samples.size() >= 5);
        for (const QByteArray &octets : samples) {
            for (qsizetype cut = 0; cut <= octets.size(); cut += 5) {
                QVERIFY2(target.holds(QByteArrayView(octets).first(cut)),
                         octets.first(cut).toBase64().constData());
                QVERIFY2(target.holds(QByteArrayView(octets).sliced(cut)),
                         octets.sliced(cut).toBase64().constData());
            }
        }
    }

    void survivesMutations_data() { addTargets(); }
    void survivesMutations()
    {
        QFETCH(int, index);
        const Target &target = targets.at(static_cast<size_t>(index));
        const posthorn_test::Coverage covered(QString::fromLatin1(target.rows));
        const QByteArrayList samples = samplesOf(target);
        constexpr char marks[] = "\r\n\r\n --;:=?\"'()<>@,\\/*%&#!\0\x1b\xff\xc3[]bqBQ09`_M";
        Mutator mutator(QByteArray(marks, sizeof marks - 1));
        for (int round = 0; round < 3000; ++round) {
            const QByteArray octets = mutator.mutated(samples.at(mutator.random(samples.size())));
            QVERIFY2(target.holds(octets), octets.toBase64().constData());
        }
    }

private:
    static void addTargets()
    {
        QTest::addColumn<int>("index");
        for (size_t index = 0; index < targets.size(); ++index)
            QTest::newRow(targets.at(index).name) << static_cast<int>(index);
    }
};

POSTHORN_TEST(MimeCorpusTest)
#include "tst_mimecorpus.moc"
