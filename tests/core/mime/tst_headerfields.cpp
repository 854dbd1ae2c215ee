// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mime/header.h"
#include "core/mime/limits.h"
#include "core/mime/messagebuilder.h"

#include <array>

#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;
using mime::Header;

namespace {

// "name|value;name|value", values unfolded
QByteArray shown(const Header &header)
{
    QByteArray text;
    for (const mime::HeaderField &field : header.fields())
        text += field.name + '|' + mime::unfolded(field.value) + ';';
    return text;
}

}

class HeaderFieldsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void parsesAnyBlock_data()
    {
        QTest::addColumn<QByteArray>("octets");
        QTest::addColumn<QByteArray>("fields");
        QTest::addColumn<int>("defects");
        const auto row = [](const char *name, const QByteArray &octets, const char *fields, int defects = 0) {
            QTest::newRow(name) << octets << QByteArray(fields) << defects;
        };
        row("nothing", "", "");
        row("an empty line", "\r\n", "");
        row("two fields", "A: 1\r\nB: 2\r\n\r\nC: 3\r\n", "A| 1;B| 2;");
        row("LF", "A: 1\nB: 2\n\nC: 3\n", "A| 1;B| 2;");
        row("bare CR", "A: 1\rB: 2\r\rC: 3\r", "A| 1;B| 2;");
        row("CR CR LF", "A: 1\r\r\nB: 2\r\r\n\r\r\nC: 3", "A| 1;B| 2;");
        row("bare CR among LF begins no field", "A: 1\rBcc: 2\r\nB: 3\r\n", "A| 1Bcc: 2;B| 3;", 1);
        row("no empty line", "A: 1\r\nB: 2", "A| 1;B| 2;");
        row("folded", "A: 1\r\n 2\r\n\t3\r\nB: 4\r\n", "A| 1 2\t3;B| 4;");
        row("folded at once", "A:\r\n 1\r\n", "A| 1;");
        row("line of blanks goes on", "A: 1\r\n \r\n 2\r\n", "A| 1  2;");
        row("empty value", "A:\r\nB: \r\n", "A|;B| ;");
        row("no blank", "A:1\r\n", "A|1;");
        row("colon in the value", "A: b:c\r\n", "A| b:c;");
        row("blank before the colon", "A : 1\r\nB\t: 2\r\n", "A| 1;B| 2;");
        row("a line that is no field", "A: 1\r\nnonsense\r\nB: 2\r\n", "A| 1;B| 2;", 1);
        row("its continuation goes with it", "A: 1\r\nnonsense here\r\n more\r\nB: 2\r\n", "A| 1;B| 2;", 1);
        row("blank in the name", "A B: 1\r\nC: 2\r\n", "C| 2;", 1);
        row("8-bit in the name", "\xc3\xa9: 1\r\nC: 2\r\n", "C| 2;", 1);
        row("no name", ": 1\r\nC: 2\r\n", "C| 2;", 1);
        row("continuation of nothing", " a\r\nC: 2\r\n", "C| 2;", 1);
        row("mbox line", "From a@b Sat Nov 14 12:00:00 2026\r\nA: 1\r\n", "A| 1;");
        row("quoted mbox line", ">From a@b Sat Nov 14 12:00:00 2026\nA: 1\n", "A| 1;");
        row("NUL in the value", QByteArray("A: a\0b\r\n", 8), "A| a", 1);
    }
    void parsesAnyBlock()
    {
        QFETCH(QByteArray, octets);
        QFETCH(QByteArray, fields);
        const Header header = Header::parse(octets);
        if (octets.contains('\0'))
            QCOMPARE(header.first("a"), QByteArray("a\0b", 3));
        else
            QCOMPARE(shown(header), fields);
        QTEST(header.defects(), "defects");
    }

    void findsFieldsInAnyCaseTopmostFirst()
    {
        const Header header =
            Header::parse("Received: a\r\nSubject: =?utf-8?Q?=C5=BD?=\r\nRECEIVED:  b\r\n c \r\n\r\n");
        QCOMPARE(header.first("received"), "a"_ba);
        QCOMPARE(header.all("Received"), (std::vector<QByteArray>{"a", "b c"}));
        QCOMPARE(header.count("rEceived"), 2);
        QCOMPARE(header.text("subject"), u"Ž"_s);
        QVERIFY(!header.first("To"));
        QVERIFY(header.text("To").isNull());
        QCOMPARE(header.count("To"), 0);
    }

    void unfoldsByRemovingLineEndsOnly() { QCOMPARE(mime::unfolded("a\r\n b\n\tc\r d "), "a b\tc d "_ba); }

    void takesFieldsAwayAndLeavesTheRestOctetByOctet_data()
    {
        QTest::addColumn<QByteArray>("message");
        QTest::addColumn<QByteArray>("kept");
        const auto row = [](const char *name, const QByteArray &message, const QByteArray &kept) {
            QTest::newRow(name) << message << kept;
        };
        row("none of them", "A: 1\r\nB: 2\r\n\r\nBcc: x\r\n", "A: 1\r\nB: 2\r\n\r\nBcc: x\r\n");
        row("any case, each time", "BCC: 1\r\nA: 2\r\nbcc: 3\r\n\r\n", "A: 2\r\n\r\n");
        row("folded", "Bcc: 1,\r\n 2,\r\n\t3\r\nA:\r\n 4\r\n\r\n", "A:\r\n 4\r\n\r\n");
        row("a blank before the colon", "Bcc : 1\r\nA: 2\r\n\r\n", "A: 2\r\n\r\n");
        row("as part of a name", "X-Bcc: 1\r\nBccs: 2\r\n\r\n", "X-Bcc: 1\r\nBccs: 2\r\n\r\n");
        row("header alone", "A: 1\r\nTo: 2", "A: 1\r\n");
        row("LF", "Bcc: 1\n 2\nA: 3\n\nb\n", "A: 3\n\nb\n");
        row("last before the text", "A: 1\r\nTo: 2\r\n\r\nTo: 3\r\n", "A: 1\r\n\r\nTo: 3\r\n");
        row("nothing", "", "");
        row("no header", "\r\nTo: 1\r\n", "\r\nTo: 1\r\n");
    }
    void takesFieldsAwayAndLeavesTheRestOctetByOctet()
    {
        QFETCH(QByteArray, message);
        constexpr auto names = std::to_array<QByteArrayView>({"Bcc", "to"});
        QTEST(mime::withoutFields(message, names), "kept");
    }
    void keepsItsFieldsWhenTheOctetsAreGone()
    {
        Header header;
        {
            QByteArray octets("A: one\r\n");
            header = Header::parse(octets);
            octets.fill('x');
        }
        QCOMPARE(header.first("a"), "one"_ba);
    }

    void boundsWhatItReads()
    {
        COVERS("SEC-66");
        const Header many = Header::parse("A: b\r\n"_ba.repeated(1'000'000));
        QCOMPARE(many.fields().size(), size_t{mime::limits::headerFields});
        QVERIFY(many.defects() > 0);
        const Header huge = Header::parse("A: " + QByteArray(50'000'000, 'x') + "\r\nB: c\r\n");
        QCOMPARE(huge.fields().size(), size_t{1});
        QVERIFY(huge.fields().front().value.size() <= mime::limits::headerOctets);
        QCOMPARE(huge.defects(), 1);
    }
};

POSTHORN_TEST(HeaderFieldsTest)
#include "tst_headerfields.moc"
