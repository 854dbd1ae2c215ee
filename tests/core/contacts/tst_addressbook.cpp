// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/contacts/addressbook.h"

#include <QFile>
#include <QFileInfo>
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
        book.forget(std::vector<mime::Mailbox>{{{}, "Ann", "example.net"}});
        QVERIFY(static_cast<bool>(book.keep()));
        AddressBook again(folder.path());
        QCOMPARE(again.cards().front().addresses, std::vector<mime::Mailbox>{bob});
        QCOMPARE(again.forgotten(), QSet<QByteArray>{"ann@example.net"});
        again.forget(std::vector{bob});
        QVERIFY(again.cards().empty());
        again.remember(ann);
        again.add({{u"Bob"_s, {bob}}});
        QVERIFY(again.forgotten().isEmpty());
    }

    // Else the next change would replace all that is in it by the little that we know.
    void neverWritesOverWhatItCouldNotRead_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<bool>("isTooLong");
        QTest::newRow("cards, unreadable") << u"contacts.vcf"_s << false;
        QTest::newRow("cards, too long") << u"contacts.vcf"_s << true;
        QTest::newRow("forgotten, unreadable") << u"forgotten.txt"_s << false;
        QTest::newRow("forgotten, too long") << u"forgotten.txt"_s << true;
    }
    void neverWritesOverWhatItCouldNotRead()
    {
        QFETCH(QString, name);
        QFETCH(bool, isTooLong);
        const QTemporaryDir folder;
        QFile file(folder.filePath(name));
        if (isTooLong)
            QVERIFY(file.open(QIODevice::WriteOnly) && file.resize(contacts::largestFile + 1));
        else
            QVERIFY(QFile::link(folder.filePath(u"on a disk that is not there"_s), file.fileName()));
        file.close();
        AddressBook book(folder.path());
        QVERIFY(!book.isWhole());
        book.add({{u"Ann"_s, {ann}}});
        QVERIFY(!static_cast<bool>(book.keep()));
        const QFileInfo after(file.fileName());
        QVERIFY(isTooLong ? after.size() > contacts::largestFile : after.isSymLink());
        const QString other = name == u"contacts.vcf"_s ? u"forgotten.txt"_s : u"contacts.vcf"_s;
        QVERIFY(!QFile::exists(folder.filePath(other)));
    }

    void takesNoMoreThanItReadsAgain()
    {
        const QTemporaryDir folder;
        AddressBook book(folder.path());
        std::vector<contacts::Card> many(contacts::mostCards + 1);
        for (std::size_t i = 0; i < many.size(); ++i)
            many[i].addresses = {{{}, QByteArray::number(static_cast<qulonglong>(i)), "example.net"}};
        QVERIFY(!book.isFull());
        QCOMPARE(book.add(many), static_cast<int>(contacts::mostCards));
        QVERIFY(book.isFull());
        QVERIFY(static_cast<bool>(book.keep()));
        const AddressBook again(folder.path());
        QVERIFY(again.isWhole());
        QCOMPARE(again.cards().size(), contacts::mostCards);
    }

    void saysWhenItCannotBeKept()
    {
        const AddressBook book(u"/nowhere"_s);
        QVERIFY(!static_cast<bool>(book.keep()));
    }
};

POSTHORN_TEST(AddressBookTest)
#include "tst_addressbook.moc"
