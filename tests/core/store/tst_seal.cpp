// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/seal.h"

#include "tests/support/testcase.h"

using store::Seal;

// What is in users' databases: these values never change.
class TestSeal : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void valuesAreTheSameForEver_data()
    {
        QTest::addColumn<quint64>("found");
        QTest::addColumn<quint64>("expected");
        QTest::newRow("nothing") << Seal().wide() << quint64{0x24f8f3c2f3579c00U};
        QTest::newRow("zero") << Seal().add(qint64{0}).wide() << quint64{0xc39fed8d7e15107bU};
        QTest::newRow("a negative number") << Seal().add(qint64{-1}).wide() << quint64{0xd4dd1399f3574e51U};
        QTest::newRow("no number") << Seal().add(std::optional<qint64>()).wide()
                                   << quint64{0x1b697cb5e2ebad6cU};
        QTest::newRow("perhaps a number")
            << Seal().add(std::optional<qint64>(0)).wide() << quint64{0x791d518c1d72b495U};
        QTest::newRow("no octets") << Seal().add(QByteArrayView()).wide() << quint64{0xde80a42c0b33278fU};
        QTest::newRow("fewer than a word")
            << Seal().add(QByteArrayView("abc")).wide() << quint64{0x886f376035212812U};
        QTest::newRow("a word") << Seal().add(QByteArrayView("12345678")).wide()
                                << quint64{0x417e57a0ab424241U};
        QTest::newRow("a word and one")
            << Seal().add(QByteArrayView("123456789")).wide() << quint64{0x68338856327baa59U};
        QTest::newRow("two words and a half")
            << Seal().add(QByteArrayView("aaaaaaaabbbbbbbbcccc")).wide() << quint64{0x763995ba501a3ae0U};
        QTest::newRow("several") << Seal().add(qint64{1}).add(QByteArrayView("x")).add(qint64{2}).wide()
                                 << quint64{0xb7f690f93b9f7a64U};
    }
    void valuesAreTheSameForEver()
    {
        QFETCH(quint64, found);
        QTEST(found, "expected");
    }
    // Each octet counts, wherever it stands.
    void everyOctetCounts()
    {
        for (qsizetype size = 1; size <= 40; ++size) {
            const QByteArray octets(size, 'a');
            for (qsizetype at = 0; at < size; ++at) {
                QByteArray other = octets;
                other[at] = 'b';
                QVERIFY2(Seal().add(QByteArrayView(other)).wide()
                             != Seal().add(QByteArrayView(octets)).wide(),
                         QByteArray::number(size) + " " + QByteArray::number(at));
            }
        }
    }
    void theShortFormIsNeverNegative()
    {
        for (qint64 number = 0; number < 1000; ++number) {
            Seal seal;
            seal.add(number);
            QCOMPARE(seal.value(), static_cast<qint64>(seal.wide() % (quint64{1} << 31U)));
        }
    }
};

POSTHORN_TEST(TestSeal)
#include "tst_seal.moc"
