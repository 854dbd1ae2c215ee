// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDir>
#include <QFile>

#include <testpaths.h>

#include "tests/core/search/randomquery.h"
#include "tests/fuzz/querytarget.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;

class QueryCorpusTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theCorpusHolds();
    void whateverIsTypedHolds();
};

void QueryCorpusTest::theCorpusHolds()
{
    const QDir corpus(QStringLiteral(POSTHORN_SOURCE_DIR) + u"/tests/fuzz/corpus/query"_s);
    const QStringList names = corpus.entryList(QDir::Files);
    QVERIFY(names.size() >= 8);
    for (const QString &name : names) {
        QFile file(corpus.filePath(name));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray octets = file.readAll();
        QVERIFY2(fuzz::query(octets), qPrintable(name));
        for (qsizetype cut = 0; cut < octets.size(); ++cut)
            QVERIFY2(fuzz::query(octets.first(cut)) && fuzz::query(octets.sliced(cut)), qPrintable(name));
    }
}

void QueryCorpusTest::whateverIsTypedHolds()
{
    RandomQueries random(31, RandomQueries::Words::Nasty);
    for (int i = 0; i < 20'000; ++i) {
        const QString text = random.octets();
        QVERIFY2(fuzz::query(text.toUtf8()), qPrintable(text));
    }
}

POSTHORN_TEST(QueryCorpusTest)

#include "tst_querycorpus.moc"
