// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDir>

#include <testpaths.h>

#include "tests/fuzz/sasltarget.h"
#include "tests/fuzz/sessiontarget.h"
#include "tests/support/testcase.h"

// Replays what the fuzzers of the session and of SASL know.
class TestSessionCorpus : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sessionsKeepTheirPromises_data() { rowsOf(QStringLiteral("session")); }
    void sessionsKeepTheirPromises()
    {
        QFETCH(QByteArray, octets);
        QVERIFY(fuzz::session(octets));
    }

    // The same stream, ended at every octet.
    void sessionsThatAreCutShortDoToo_data() { rowsOf(QStringLiteral("session")); }
    void sessionsThatAreCutShortDoToo()
    {
        QFETCH(QByteArray, octets);
        for (qsizetype end = 0; end < octets.size(); ++end)
            QVERIFY2(fuzz::session(QByteArrayView(octets).first(end)), QByteArray::number(end).constData());
    }

    void exchangesKeepTheirPromises_data() { rowsOf(QStringLiteral("sasl")); }
    void exchangesKeepTheirPromises()
    {
        QFETCH(QByteArray, octets);
        QVERIFY(fuzz::sasl(octets));
    }

private:
    static void rowsOf(const QString &target)
    {
        QTest::addColumn<QByteArray>("octets");
        const QDir folder(QStringLiteral(POSTHORN_SOURCE_DIR "/tests/fuzz/corpus/") + target);
        const auto files = folder.entryInfoList(QDir::Files, QDir::Name);
        for (const QFileInfo &info : files) {
            QFile file(info.filePath());
            if (file.open(QIODevice::ReadOnly))
                QTest::newRow(qPrintable(info.fileName())) << file.readAll();
        }
        QVERIFY(!files.isEmpty());
    }
};

#include "tst_sessioncorpus.moc"
POSTHORN_TEST(TestSessionCorpus)
