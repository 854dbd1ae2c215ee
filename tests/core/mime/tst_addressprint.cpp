// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mime/address.h"
#include "core/mime/header.h"

#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;
using mime::Mailbox;

class AddressPrintTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void prints_data()
    {
        QTest::addColumn<Mailbox>("mailbox");
        QTest::addColumn<QByteArray>("printed");
        const auto row = [](const Mailbox &mailbox, const char *printed) {
            QTest::newRow(printed) << mailbox << QByteArray(printed);
        };
        row({{}, "a", "b.org"}, "a@b.org");
        row({u"Ann Example"_s, "a", "b"}, "Ann Example <a@b>");
        row({u"Example, Ann"_s, "a", "b"}, "\"Example, Ann\" <a@b>");
        row({u"John Q. Public"_s, "a", "b"}, "\"John Q. Public\" <a@b>");
        row({u"A \"B\" \\C"_s, "a", "b"}, "\"A \\\"B\\\" \\\\C\" <a@b>");
        row({u"René"_s, "a", "b"}, "=?utf-8?Q?Ren=C3=A9?= <a@b>");
        row({u"=?utf-8?Q?x?="_s, "a", "b"}, "=?utf-8?Q?=3D=3Futf-8=3FQ=3Fx=3F=3D?= <a@b>");
        row({{}, "a b", "c"}, "\"a b\"@c");
        row({{}, "a@b", "c"}, "\"a@b\"@c");
        row({{}, "a\"b", "c"}, "\"a\\\"b\"@c");
        row({{}, "", "c"}, "\"\"@c");
        row({{}, "a..b", "c"}, "\"a..b\"@c");
        row({{}, "a", "[192.0.2.1]"}, "a@[192.0.2.1]");
        row({{}, "\xc3\xa9", "\xc3\xbc.test"}, "\xc3\xa9@\xc3\xbc.test");
    }
    void prints()
    {
        QFETCH(Mailbox, mailbox);
        QTEST(mime::printMailbox(mailbox), "printed");
        const auto list = mime::parseAddressList(mime::printMailbox(mailbox));
        QCOMPARE(list.defects, 0);
        QCOMPARE(list.mailboxes, std::vector{mailbox});
    }

    void showsPeopleTheWholeAddress()
    {
        QCOMPARE((Mailbox{u"René"_s, "r", "b.org"}).display(), u"René <r@b.org>"_s);
        QCOMPARE((Mailbox{{}, "r", "b.org"}).display(), u"r@b.org"_s);
    }

    void cannotBeMadeToWriteLinesOrMoreAddresses()
    {
        COVERS("SEC-120");
        quint32 state = 99;
        const auto random = [&](quint32 below) {
            return ((state = state * 1664525 + 1013904223) >> 16) % below;
        };
        for (int i = 0; i < 20'000; ++i) {
            Mailbox mailbox;
            for (int j = 0; j < 12; ++j) {
                mailbox.name += QChar(u"ab \r\n\0:=?\u00e9<>@,\"\\;()"[random(19)]);
                mailbox.localPart += "ab \r\n\0:=?<>@,\"\\;()"[random(18)];
                mailbox.domain += "ab.\r\n\0 <>@,\"[]"[random(14)];
            }
            const QByteArray printed = mime::printMailbox(mailbox);
            const QByteArray flat = mime::unfolded(printed);
            QVERIFY(!flat.contains('\0'));
            QVERIFY(QByteArray(printed).replace("\r\n ", " ") == flat);
            QVERIFY(mime::parseAddressList(printed).mailboxes.size() <= 1);
            const QByteArray address = mailbox.addrSpec();
            for (const char c : address)
                QVERIFY(static_cast<unsigned char>(c) >= 0x20);
            QVERIFY(mime::parseAddressList('<' + address + ">, <x@y>").mailboxes.size() <= 2);
        }
    }
};

POSTHORN_TEST(AddressPrintTest)
#include "tst_addressprint.moc"
