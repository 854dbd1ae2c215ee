// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDir>
#include <QFile>

#include <testpaths.h>

#include "tests/fuzz/cryptotarget.h"
#include "tests/support/mutated.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;

// Replays what the fuzzer knows, cut and changed.
class ProtectionCorpusTest : public QObject
{
    Q_OBJECT

private:
    QByteArrayList m_samples;

private Q_SLOTS:
    void initTestCase()
    {
        const QDir folder(QStringLiteral(POSTHORN_SOURCE_DIR "/tests/fuzz/corpus/protections"));
        for (const QFileInfo &info : folder.entryInfoList(QDir::Files, QDir::Name)) {
            QFile file(info.filePath());
            if (file.open(QIODevice::ReadOnly))
                m_samples.append(file.readAll());
        }
        QVERIFY(m_samples.size() >= 5);
    }

    void survivesWhateverComes()
    {
        for (const QByteArray &octets : std::as_const(m_samples)) {
            QVERIFY(fuzz::protections(octets));
            for (qsizetype cut = 0; cut <= octets.size(); cut += 7) {
                QVERIFY2(fuzz::protections(QByteArrayView(octets).first(cut)),
                         octets.first(cut).toBase64().constData());
                QVERIFY2(fuzz::protections(QByteArrayView(octets).sliced(cut)),
                         octets.sliced(cut).toBase64().constData());
            }
        }
    }

    void survivesMutations()
    {
        Mutator mutator("\r\n--;:=\"<>@,\\\x30\x80\x31\xa0\x06\x02\xc2\xd2\xff"_ba);
        for (int round = 0; round < 3000; ++round) {
            const QByteArray octets = mutator.mutated(m_samples.at(mutator.random(m_samples.size())));
            QVERIFY2(fuzz::protections(octets), octets.toBase64().constData());
        }
    }
};

POSTHORN_TEST(ProtectionCorpusTest)

#include "tst_protectioncorpus.moc"
