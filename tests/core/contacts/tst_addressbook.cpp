// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/contacts/addressbook.h"

#include <QFile>
#include <QTemporaryDir>

#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;
using contacts::AddressBook;

namespace {

const mime::Mailbox ann{{}, "ann", "example.net"}, bob{{}, "bob", "example.net"};

}

class AddressBookTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsWhoIsBroughtAlong()
    {
        const QTemporaryDir folder;
        AddressBook book(folder.path());
        QCOMPARE(book.add({{u"Ann"_s, {ann}}, {u"Bob"_s, {bob, ann}}}), 2);
        QCOMPARE(book.add({{u"Annie"_s, {{{}, "ANN", "Example.net"}}}}), 0);
        QVERIFY(static_cast<bool>(book.keep()));
        const AddressBook again(folder.path());
        QCOMPARE(again.cards(), (std::vector<contacts::Card>{{u"Ann"_s, {ann}}, {u"Bob"_s, {bob}}}));
        const auto others = QFile::ReadGroup | QFile::ReadOther;
        QVERIFY(!(QFile::permissions(folder.filePath(u"contacts.vcf"_s)) & others));
    }

    void forgetsForGood()
    {
        const QTemporaryDir folder;
        AddressBook book(folder.path());
        book.add({{u"Both"_s, {ann, bob}}});
        book.forget({{}, "Ann", "example.net"});
        QVERIFY(static_cast<bool>(book.keep()));
        AddressBook again(folder.path());
        QCOMPARE(again.cards().front().addresses, std::vector<mime::Mailbox>{bob});
        QCOMPARE(again.forgotten(), QSet<QByteArray>{"ann@example.net"});
        again.forget(bob);
        QVERIFY(again.cards().empty());
        again.remember(ann);
        again.add({{u"Bob"_s, {bob}}});
        QVERIFY(again.forgotten().isEmpty());
    }

    void saysWhenItCannotBeKept()
    {
        const AddressBook book(u"/nowhere"_s);
        QVERIFY(!static_cast<bool>(book.keep()));
    }
};

POSTHORN_TEST(AddressBookTest)
#include "tst_addressbook.moc"
