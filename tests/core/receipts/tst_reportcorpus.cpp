// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDir>
#include <QFile>

#include <testpaths.h>

#include "tests/fuzz/reportstarget.h"
#include "tests/support/mutated.h"
#include "tests/support/testcase.h"

// Replays what the fuzzer of incoming reports knows, whole, cut and changed.
class ReportCorpusTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void survivesWhateverComes_data();
    void survivesWhateverComes();
    void survivesMutations();

private:
    static QList<QFileInfo> files()
    {
        return QDir(QStringLiteral(POSTHORN_SOURCE_DIR "/tests/fuzz/corpus/reports"))
            .entryInfoList(QDir::Files);
    }
    static QByteArray contents(const QFileInfo &info)
    {
        QFile file(info.filePath());
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
};

void ReportCorpusTest::survivesWhateverComes_data()
{
    QTest::addColumn<QByteArray>("octets");
    for (const QFileInfo &file : files())
        QTest::newRow(qPrintable(file.fileName())) << contents(file);
}

void ReportCorpusTest::survivesWhateverComes()
{
    QFETCH(QByteArray, octets);
    QVERIFY(!octets.isEmpty());
    for (qsizetype cut = 0; cut <= octets.size(); cut += 7) {
        QVERIFY2(fuzz::reports(QByteArrayView(octets).first(cut)), QByteArray::number(cut).constData());
        QVERIFY2(fuzz::reports(QByteArrayView(octets).sliced(cut)), QByteArray::number(cut).constData());
    }
}

void ReportCorpusTest::survivesMutations()
{
    QByteArrayList samples;
    for (const QFileInfo &file : files())
        samples.append(contents(file));
    constexpr char marks[] = "\r\n\r\n --;:/=,\"'()<>@\\+{}x*%\0\xff\xc3";
    Mutator mutator(QByteArray(marks, sizeof marks - 1));
    for (int round = 0; round < 5000; ++round) {
        const QByteArray octets = mutator.mutated(samples.at(mutator.random(samples.size())));
        QVERIFY2(fuzz::reports(octets), octets.toBase64().constData());
    }
}

POSTHORN_TEST(ReportCorpusTest)
#include "tst_reportcorpus.moc"
