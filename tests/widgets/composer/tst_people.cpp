// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/people/peopledesk.h"
#include "widgets/people/peoplewindow.h"

#include <QAbstractItemModelTester>
#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTreeView>

#include "tests/support/fakeclock.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;

namespace {

const mime::Mailbox ann{u"Ann Example"_s, "ann", "example.net"}, bob{{}, "bob", "example.org"};

// The page over people from the mail, and an address book in a folder.
struct Page {
    explicit Page(const QString &folder) : desk(people, clock, folder, &owner)
    {
        people.meet({{.mailbox = ann, .last = clock.now(), .written = 3},
                     {.mailbox = bob, .last = clock.now().addDays(-5), .received = 1}},
                    clock.now());
        desk.open();
    }
    [[nodiscard]] PeopleWindow *window() const { return owner.findChild<PeopleWindow *>(); }
    [[nodiscard]] QStringList names() const
    {
        QStringList all;
        const auto *shown = window()->view()->model();
        for (int row = 0; row < shown->rowCount(); ++row)
            all.append(shown->index(row, 1).data().toString());
        return all;
    }
    [[nodiscard]] QString said() const
    {
        QString words;
        for (const QLabel *each : window()->findChildren<QLabel *>()) {
            if (each->isVisible())
                words += each->text() + u'\n';
        }
        return words;
    }
    void choose(int row) const
    {
        window()->view()->setCurrentIndex(window()->view()->model()->index(row, 0));
    }
    void press(const QString &text) const
    {
        for (QAction *each : window()->actions()) {
            if (each->text().remove(u'&').remove(u'…') == text)
                each->trigger();
        }
    }
    void answer(const QString &text) const
    {
        for (QPushButton *each : window()->findChildren<QPushButton *>()) {
            if (each->isVisible() && each->text().remove(u'&') == text)
                each->click();
        }
    }

    FakeClock clock;
    models::PeopleModel people;
    QWidget owner;
    PeopleDesk desk;
};

void write(const QString &path, const QByteArray &octets)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(octets), octets.size());
}

}

class PeopleTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsWhoIsKnownTheLikeliestFirst()
    {
        const QTemporaryDir folder;
        const Page page(folder.path());
        const QAbstractItemModelTester tester(page.window()->view()->model());
        QCOMPARE(page.names(), (QStringList{u"ann@example.net"_s, u"bob@example.org"_s}));
        const auto *shown = page.window()->view()->model();
        QCOMPARE(shown->index(0, 0).data().toString(), u"Ann Example"_s);
        QCOMPARE(shown->index(0, 3).data().toString(), u"3"_s);
        page.window()->view()->sortByColumn(1, Qt::DescendingOrder);
        QCOMPARE(page.names().front(), u"bob@example.org"_s);
    }

    void findsByNameAndAddress()
    {
        const QTemporaryDir folder;
        const Page page(folder.path());
        page.window()->searchLine()->setText(u"EXAMPLE.org"_s);
        QCOMPARE(page.names(), QStringList{u"bob@example.org"_s});
        page.window()->searchLine()->setText(u"ann ex"_s);
        QCOMPARE(page.names(), QStringList{u"ann@example.net"_s});
        page.window()->searchLine()->setText(u"nobody"_s);
        QVERIFY(page.said().contains(u"Nobody was found"_s));
    }

    void writesToWhoIsChosen()
    {
        const QTemporaryDir folder;
        Page page(folder.path());
        std::vector<mime::Mailbox> to;
        QObject::connect(&page.desk, &PeopleDesk::writeWanted,
                         [&to](const std::vector<mime::Mailbox> &people) { to = people; });
        page.press(u"Write to"_s);
        QVERIFY(to.empty());
        page.choose(0);
        page.press(u"Write to"_s);
        QCOMPARE(to, std::vector<mime::Mailbox>{ann});
    }

    // A mistyped address does not come back with the mail that has it, nor after a restart.
    void forgetsForGood()
    {
        const QTemporaryDir folder;
        {
            Page page(folder.path());
            page.choose(1);
            QTRY_VERIFY(page.window()->view()->selectionModel()->hasSelection());
            page.press(u"Forget"_s);
            page.answer(u"Forget"_s);
            QCOMPARE(page.names(), QStringList{u"ann@example.net"_s});
            page.people.meet({{.mailbox = bob, .last = page.clock.now(), .received = 4}}, page.clock.now());
            QCOMPARE(page.names().size(), 1);
            QTRY_VERIFY(QFile::exists(folder.filePath(u"forgotten.txt"_s)));
        }
        Page again(folder.path());
        QTRY_COMPARE(again.names(), QStringList{u"ann@example.net"_s});
        again.people.remember(bob);  // as when somebody writes there again
        again.people.meet({{.mailbox = bob, .last = again.clock.now(), .written = 1}}, again.clock.now());
        QTRY_COMPARE(again.names().size(), 2);
    }

    // What is under way when the window goes is given a moment, and nobody is told any more.
    void writesWhatIsExportedBeforeItGoes()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"ours.vcf"_s);
        {
            Page page(folder.path());
            page.desk.exportTo(path, std::vector<mime::Mailbox>(5000, ann));
            page.desk.importFrom(folder.filePath(u"none.vcf"_s));
        }
        QVERIFY(QFile::exists(path));
        QCoreApplication::sendPostedEvents();
    }

    void bringsWhomSomebodyHadForgotten()
    {
        const QTemporaryDir folder;
        write(folder.filePath(u"forgotten.txt"_s), "bob@example.org\nann@example.net\nold@example.net\n");
        const QString path = folder.filePath(u"theirs.vcf"_s);
        write(path, "BEGIN:VCARD\nFN:Bob\nEMAIL:bob@example.org\nEND:VCARD\n");
        {
            Page page(folder.path());
            QTRY_VERIFY(page.names().isEmpty());
            page.desk.importFrom(path);
            QTRY_COMPARE(page.names(), QStringList{u"bob@example.org"_s});
        }
        QFile forgotten(folder.filePath(u"forgotten.txt"_s));
        QVERIFY(forgotten.open(QIODevice::ReadOnly));
        QCOMPARE(forgotten.readAll(), "ann@example.net\nold@example.net\n"_ba);
    }

    void saysThatTheAddressBookCannotBeRead()
    {
        const QTemporaryDir folder;
        const QString cards = folder.filePath(u"contacts.vcf"_s);
        QVERIFY(QFile::link(folder.filePath(u"on a disk that is not there"_s), cards));
        const Page page(folder.path());
        QTRY_VERIFY(page.said().contains(u"could not be read whole"_s));
        page.choose(1);
        page.press(u"Forget"_s);
        page.answer(u"Forget"_s);
        QCOMPARE(page.names(), QStringList{u"ann@example.net"_s});
        QTRY_VERIFY(page.said().contains(u"could not be written down"_s));
        QVERIFY(QFileInfo(cards).isSymLink());
        QVERIFY(!QFile::exists(folder.filePath(u"forgotten.txt"_s)));
    }

    void bringsPeopleAlong()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"theirs.vcf"_s);
        write(path,
              "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Cleo\r\nEMAIL:cleo@example.com\r\nEND:VCARD\r\n"
              "BEGIN:VCARD\r\nFN:Nobody\r\nEND:VCARD\r\n");
        {
            Page page(folder.path());
            page.desk.importFrom(path);
            QTRY_COMPARE(page.names().size(), 3);
            QVERIFY(page.said().contains(u"1 address"_s));
            QVERIFY(page.said().contains(u"1 card"_s));
            page.desk.importFrom(folder.filePath(u"none.vcf"_s));
            QTRY_VERIFY(page.said().contains(u"cannot be read"_s));
        }
        Page again(folder.path());
        QTRY_COMPARE(again.names().size(), 3);
        again.desk.exportTo(folder.filePath(u"ours.vcf"_s), {ann, bob});
        QTRY_VERIFY(again.said().contains(u"2 people were written"_s));
        QFile ours(folder.filePath(u"ours.vcf"_s));
        QVERIFY(ours.open(QIODevice::ReadOnly));
        const auto read = contacts::readCards(ours.readAll());
        QCOMPARE(read.cards.size(), 2U);
        QCOMPARE(read.cards.front().name, u"Ann Example"_s);
    }
};

POSTHORN_TEST(PeopleTest)
#include "tst_people.moc"
