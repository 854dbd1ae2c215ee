// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/contacts/vcard.h"

#include <QDir>
#include <QFile>

#include <testpaths.h>

#include "tests/fuzz/cardtarget.h"
#include "tests/support/mutated.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;
using contacts::Card;
using contacts::readCards;

namespace {

QByteArray sample(const QString &name)
{
    QFile file(QStringLiteral(POSTHORN_SOURCE_DIR "/tests/fuzz/corpus/vcard/") + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QByteArray card(const QByteArray &lines)
{
    return "BEGIN:VCARD\r\nVERSION:4.0\r\n" + lines + "END:VCARD\r\n";
}

mime::Mailbox at(const QByteArray &local, const QByteArray &domain)
{
    return {{}, local, domain};
}

}

class VCardTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsWhatOtherProgramsWrite_data()
    {
        QTest::addColumn<QByteArray>("octets");
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArrayList>("addresses");
        QTest::newRow("4.0") << sample(u"four"_s) << u"Ann Example, PhD"_s
                             << QByteArrayList{"ann@example.net", "ann@home.example"};
        QTest::newRow("3.0") << sample(u"three"_s) << u"Jörg Müller"_s << QByteArrayList{"joerg@example.net"};
        QTest::newRow("2.1") << sample(u"two-one"_s) << u"Jörg Müller"_s
                             << QByteArrayList{"joerg@example.net"};
        QTest::newRow("no name") << card("EMAIL:ann@example.net\r\n") << QString()
                                 << QByteArrayList{"ann@example.net"};
        QTest::newRow("UTF-16") << "\xff\xfe"_ba + [] {
            const QString text = QString::fromLatin1(card("FN:Zo\xeb\r\nEMAIL:zoe@example.net\r\n"));
            return QByteArray(reinterpret_cast<const char *>(text.utf16()), text.size() * 2);
        }() << u"Zoë"_s << QByteArrayList{"zoe@example.net"};
        QTest::newRow("a mark of UTF-8")
            << "\xef\xbb\xbf"_ba + card("FN:Zo\xc3\xab\r\nEMAIL:zoe@example.net\r\n") << u"Zoë"_s
            << QByteArrayList{"zoe@example.net"};
        QTest::newRow("no charset told") << card("FN:Zo\xeb\r\nEMAIL:zoe@example.net\r\n") << u"Zoë"_s
                                         << QByteArrayList{"zoe@example.net"};
        QTest::newRow("twice the same") << card("EMAIL:a@b.example\r\nEMAIL;PREF=1:a@b.example\r\n")
                                        << QString() << QByteArrayList{"a@b.example"};
        QTest::newRow("lower case") << "begin:vcard\nfn:Ann\nemail:a@b.example\nend:vcard"_ba << u"Ann"_s
                                    << QByteArrayList{"a@b.example"};
        QTest::newRow("old line ends") << "BEGIN:VCARD\rFN:Ann\rEMAIL:a@b.example\rEND:VCARD\r"_ba << u"Ann"_s
                                       << QByteArrayList{"a@b.example"};
        QTest::newRow("UTF-8 local part")
            << card("EMAIL:jörg@example.net\r\n") << QString() << QByteArrayList{"jörg@example.net"};
    }
    void readsWhatOtherProgramsWrite()
    {
        QFETCH(QByteArray, octets);
        const contacts::CardFile file = readCards(octets);
        QCOMPARE(file.cards.size(), 1U);
        QCOMPARE(file.defects, 0);
        QTEST(file.cards.front().name, "name");
        QByteArrayList addresses;
        for (const mime::Mailbox &each : file.cards.front().addresses)
            addresses.append(each.addrSpec());
        QTEST(addresses, "addresses");
    }

    void countsWhatItLeavesOut()
    {
        QCOMPARE(readCards(sample(u"three"_s)).withoutAddress, 1);
        const contacts::CardFile broken = readCards(sample(u"broken"_s));
        QCOMPARE(broken.cards, (std::vector<Card>{{{}, {at("q", "y.example")}}}));
        QCOMPARE(broken.defects, 5);  // two addresses, a line, a card in a card, one without an end
        QCOMPARE(readCards({}), contacts::CardFile());
        QCOMPARE(readCards("not a card at all"), (contacts::CardFile{.defects = 1}));
    }

    void writesWhatEverybodyReads()
    {
        const QByteArray written =
            contacts::writeCards({{u"Müller, Jörg; \\ Ltd."_s, {at("joerg", "example.net")}},
                                  {{}, {at("a b", "example.net")}},
                                  {u"None"_s, {}}});
        QCOMPARE(written,
                 "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Müller\\, Jörg\\; \\\\ Ltd.\r\nEMAIL:joerg@example.net\r\n"
                 "END:VCARD\r\n"
                 "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:a b@example.net\r\nEMAIL:\"a b\"@example.net\r\n"
                 "END:VCARD\r\n");
        QCOMPARE(readCards(written).cards.front().name, u"Müller, Jörg; \\ Ltd."_s);
    }

    void foldsBetweenCharacters()
    {
        const QString name = u"Ö"_s.repeated(200);
        const QByteArray written = contacts::writeCards({{name, {at("o", "example.net")}}});
        QVERIFY(fuzz::hasSoundLines(written));
        for (const QByteArray &line : written.split('\n'))
            QVERIFY(QString::fromUtf8(line).toUtf8() == line);
        QCOMPARE(readCards(written).cards.front().name, name);
    }

    void noNameBecomesAProperty()
    {
        const QByteArray written = contacts::writeCards(
            {{u"Ann\r\nEND:VCARD\r\nBEGIN:VCARD\r\nEMAIL:eve@evil.example\u2028\u0085x"_s,
              {at("ann", "example.net")}}});
        QCOMPARE(readCards(written).cards.size(), 1U);
        QCOMPARE(readCards(written).cards.front().addresses.size(), 1U);
        QCOMPARE(written.count("\r\nEMAIL:"), 1);
        // And none that was read, by an escape, or by lines of quoted-printable.
        const auto read = readCards(card("FN;ENCODING=QUOTED-PRINTABLE:Ann=0D=0AEMAIL:e@evil.example\r\n"
                                         "EMAIL:ann@example.net\r\n"));
        QCOMPARE(read.cards.front().name, u"Ann EMAIL:e@evil.example"_s);
        QCOMPARE(read.cards.front().addresses.size(), 1U);
    }

    void isBounded()
    {
        const QByteArray much = card("FN:x\r\nEMAIL:x@example.net\r\n").repeated(contacts::mostCards + 10);
        const contacts::CardFile file = readCards(much);
        QCOMPARE(file.cards.size(), contacts::mostCards);
        QVERIFY(file.isCut);
        const auto folds = readCards(card("NOTE:" + QByteArray("x\r\n ").repeated(500'000)
                                          + "\r\nFN:y\r\n"
                                            "EMAIL:y@example.net\r\n"));
        QCOMPARE(folds.cards.size(), 1U);
        QByteArray many;
        for (int i = 0; i < 500; ++i)
            many += "EMAIL:a" + QByteArray::number(i) + "@example.net\r\n";
        QVERIFY(readCards(card(many)).cards.front().addresses.size() <= 50);
    }

    void holdsForWhateverComes()
    {
        Mutator mutator("BEGIN:VCARD\r\n END;EMAIL@.FN=\"\\,;:\xc3\xbc\x01");
        for (const QString &name : {u"four"_s, u"three"_s, u"two-one"_s, u"broken"_s}) {
            const QByteArray octets = sample(name);
            QVERIFY(!octets.isEmpty());
            for (qsizetype cut = 0; cut <= octets.size(); ++cut)
                QVERIFY2(fuzz::cards(octets.first(cut)), octets.first(cut).constData());
            for (int round = 0; round < 2000; ++round) {
                const QByteArray changed = mutator.mutated(octets);
                QVERIFY2(fuzz::cards(changed), changed.toBase64().constData());
            }
        }
    }
};

POSTHORN_TEST(VCardTest)
#include "tst_vcard.moc"
