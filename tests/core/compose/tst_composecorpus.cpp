// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDir>
#include <QFile>

#include <testpaths.h>

#include "tests/core/compose/generated.h"
#include "tests/fuzz/composetarget.h"
#include "tests/support/mutated.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;

namespace {

QByteArrayList samplesOf(const QString &target)
{
    const QDir folder(QStringLiteral(POSTHORN_SOURCE_DIR "/tests/fuzz/corpus/") + target);
    QByteArrayList samples;
    for (const QFileInfo &info : folder.entryInfoList(QDir::Files, QDir::Name)) {
        QFile file(info.filePath());
        if (file.open(QIODevice::ReadOnly))
            samples.append(file.readAll());
    }
    return samples;
}

}

// Replays what the fuzzers of mail that is written know, whole, cut and changed.
class ComposeCorpusTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void addressesStayAddresses()
    {
        COVERS("SEC-118", "SEC-119", "SEC-120");
        const QByteArrayList samples = samplesOf(u"mailto"_s);
        QVERIFY(samples.size() >= 5);
        Mutator mutator("%0d%0a%00:?&=,;@<>\"\r\n /cbtsubjody");
        for (const QByteArray &sample : samples) {
            for (qsizetype cut = 0; cut <= sample.size(); ++cut)
                QVERIFY2(fuzz::mailto(sample.first(cut)), sample.first(cut).constData());
            for (int round = 0; round < 1000; ++round) {
                const QByteArray changed = mutator.mutated(sample);
                QVERIFY2(fuzz::mailto(changed), changed.toBase64().constData());
            }
        }
    }

    void draftsStayDrafts()
    {
        COVERS("SEC-120");
        QByteArrayList samples = samplesOf(u"draft"_s);
        QVERIFY(samples.size() >= 3);
        for (int number = 0; number < 20; ++number)
            samples.append(compose::serialize(generated::composition(number, generated::Kind::Hostile)));
        Mutator mutator("\r\n\r\n:;@<>\"=-.,\x01\x02\x7f\xff");
        for (const QByteArray &sample : samples) {
            QVERIFY(fuzz::draft(sample));
            for (int round = 0; round < 200; ++round) {
                const QByteArray changed = mutator.mutated(sample);
                QVERIFY2(fuzz::draft(changed), changed.toBase64().constData());
            }
        }
    }
};

POSTHORN_TEST(ComposeCorpusTest)
#include "tst_composecorpus.moc"
