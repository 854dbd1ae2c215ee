// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/reader/banner.h"
#include "widgets/reader/picturepermissionsdialog.h"
#include "widgets/reader/textbrowserview.h"

#include <QBuffer>
#include <QListWidget>
#include <QMenu>

#include "tests/widgets/nettrap.h"
#include "tests/widgets/windowfixture.h"

using namespace Qt::StringLiterals;
using store::PicturePermission;
using Scope = PicturePermission::Scope;

namespace {

const QByteArray proof = "Authentication-Results: mx.example.com; dmarc=pass header.from=example.org\r\n";
const QString shoes = u"https://pictures.example/a.png"_s;

QByteArray picture()
{
    QImage image(60, 30, QImage::Format_RGB32);
    image.fill(Qt::red);
    QByteArray octets;
    QBuffer buffer(&octets);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    return octets;
}

}

// Pictures that are not part of the message, in the real window: what goes out of it, and when.
class RemotePicturesTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<WindowFixture> m_fixture;
    std::unique_ptr<QSignalSpy> m_wanted, m_givenUp, m_permissions, m_dropped;

    QuietBrowser *browser() { return m_fixture->window().findChild<QuietBrowser *>(); }
    void open(const QByteArray &extraHeader = {}, quint32 uid = 1, const QByteArray &from = "ann@example.org",
              const QByteArray &mailbox = "INBOX")
    {
        SampleMail mail{.uid = uid, .from = from, .extraHeader = extraHeader};
        mail.html = "<p>words<img src='https://pictures.example/a.png' alt='Shoes'>"
                    "<img src='http://more.example/b.png'><img src='https://pictures.example/a.png'>"
                    "<img src='https://spy.example/o.gif?u=7' width=1 height=1>"
                    "<img src='https://spy.example/hidden.gif' style='display:none'>";
        mail.date = mail.date.addDays(-qint64{uid});
        m_fixture->addMail(mail, mailbox);
        m_fixture->clickRow(int(uid) - 1);
        QTRY_VERIFY(browser()->isVisible());  // and what is in it is known
    }
    [[nodiscard]] QStringList order(qsizetype place = 0) const
    {
        return m_wanted->at(place).first().value<accounts::PictureOrder>().addresses;
    }
    [[nodiscard]] quint64 serial() const
    {
        return m_wanted->last().first().value<accounts::PictureOrder>().serial;
    }
    [[nodiscard]] bool says(const QString &words) { return m_fixture->visibleText().contains(words); }
    [[nodiscard]] QSize shown(const QString &name)
    {
        return browser()
            ->document()
            ->resource(QTextDocument::ImageResource, QUrl(name))
            .value<QImage>()
            .size();
    }
    void choose(const QString &words)
    {
        auto *menu = m_fixture->button(u"From now on"_s)->menu();
        for (QAction *action : menu->actions()) {
            if (action->text().remove(QChar(0x2068)).remove(QChar(0x2069)) == words)
                action->trigger();
        }
    }

private Q_SLOTS:
    void init()
    {
        m_fixture = std::make_unique<WindowFixture>();
        MainWindow *window = &m_fixture->window();
        m_wanted = std::make_unique<QSignalSpy>(window, &MainWindow::remotePicturesWanted);
        m_givenUp = std::make_unique<QSignalSpy>(window, &MainWindow::remotePicturesGivenUp);
        m_permissions = std::make_unique<QSignalSpy>(window, &MainWindow::picturePermissionWanted);
        m_dropped = std::make_unique<QSignalSpy>(window, &MainWindow::picturePermissionDropWanted);
        m_fixture->listFolders();
        m_fixture->openMailbox();
        nettrap::forget();
    }
    void cleanup() { m_fixture.reset(); }

    void nothingGoesOutBeforeTheClickAndThenWhatIsWanted()
    {
        COVERS("SEC-103", "SEC-104");
        open();
        QTRY_VERIFY(says(u"Remote pictures are not shown."_s));
        QVERIFY(m_wanted->isEmpty());
        QTest::mouseClick(m_fixture->button(u"Show pictures"_s), Qt::LeftButton);
        QCOMPARE(m_wanted->size(), 1);
        QCOMPARE(order(), QStringList({shoes, u"http://more.example/b.png"_s}));  // no tracker, none twice
        QVERIFY(says(u"Pictures are being loaded from pictures.example, more.example."_s));
        m_fixture->window().showRemotePictures({serial(), {{shoes, picture()}}, {}, false});
        QTRY_COMPARE(shown(u"remote:0"_s), QSize(60, 30));
        QVERIFY(says(u"being loaded"_s));
        m_fixture->window().showRemotePictures({serial(), {{order().at(1), picture()}}, {}, true});
        QTRY_COMPARE(shown(u"remote:1"_s), QSize(60, 30));
        QVERIFY(says(u"Remote pictures are shown, but for those that nobody would see."_s));
        QTest::mouseClick(m_fixture->button(u"Why?"_s), Qt::LeftButton);
        QVERIFY(says(u"only to be asked for: spy.example. These are never loaded."_s));
        QCOMPARE(m_wanted->size(), 1);
        QVERIFY(m_permissions->isEmpty());
        QCOMPARE(nettrap::caught(), QByteArrayList());  // the window itself asks nobody
    }

    void whatDidNotComeIsSaidAndCanBeTriedAgain()
    {
        open();
        QTRY_VERIFY(m_fixture->button(u"Show pictures"_s) != nullptr);
        QTest::mouseClick(m_fixture->button(u"Show pictures"_s), Qt::LeftButton);
        m_fixture->window().showRemotePictures(
            {serial(), {{shoes, picture()}}, {{u"more.example"_s, Error::Kind::Untrusted}}, true});
        QVERIFY(says(u"Some remote pictures are missing."_s));
        QTest::mouseClick(m_fixture->button(u"Why?"_s), Qt::LeftButton);
        QVERIFY(says(u"more.example: the certificate of the server is not in order."_s));
        QTest::mouseClick(m_fixture->button(u"Try again"_s), Qt::LeftButton);
        QCOMPARE(order(1), QStringList{u"http://more.example/b.png"_s});
    }

    void aMessageThatIsLeftIsGivenUp()
    {
        open();
        QTRY_VERIFY(m_fixture->button(u"Show pictures"_s) != nullptr);
        QTest::mouseClick(m_fixture->button(u"Show pictures"_s), Qt::LeftButton);
        const quint64 first = serial();
        open({}, 2);
        QCOMPARE(m_givenUp->size(), 1);
        QTRY_VERIFY(says(u"Remote pictures are not shown."_s));
        m_fixture->window().showRemotePictures({first, {{shoes, picture()}}, {}, true});  // too late
        QVERIFY(says(u"Remote pictures are not shown."_s));
        QVERIFY(shown(u"remote:0"_s) != QSize(60, 30));
        QCOMPARE(m_wanted->size(), 1);  // the click was for the other one
    }

    void itCanBeStopped()
    {
        open();
        QTRY_VERIFY(m_fixture->button(u"Show pictures"_s) != nullptr);
        QTest::mouseClick(m_fixture->button(u"Show pictures"_s), Qt::LeftButton);
        QTest::mouseClick(m_fixture->button(u"Stop"_s), Qt::LeftButton);
        QCOMPARE(m_givenUp->size(), 1);
        QVERIFY(says(u"Some remote pictures are missing."_s));
    }

    void whoIsProvenCanBeShownAlways_data()
    {
        QTest::addColumn<QString>("words");
        QTest::addColumn<PicturePermission>("permission");
        QTest::newRow("the sender") << u"Show pictures of ann@example.org"_s
                                    << PicturePermission{Scope::Sender, "ann@example.org"};
        QTest::newRow("the domain") << u"Show pictures of everybody at example.org"_s
                                    << PicturePermission{Scope::Domain, "example.org"};
    }
    void whoIsProvenCanBeShownAlways()
    {
        COVERS("SEC-115");
        QFETCH(QString, words);
        QFETCH(PicturePermission, permission);
        open(proof);
        QTRY_VERIFY(m_fixture->button(u"From now on"_s) != nullptr);
        choose(words);
        QCOMPARE(m_permissions->size(), 1);
        QVERIFY(m_permissions->first().first().value<PicturePermission>() == permission);
        QCOMPARE(m_wanted->size(), 1);  // of this one at once
        m_fixture->window().showPicturePermissions({permission});
        QCOMPARE(m_wanted->size(), 1);
        open(proof, 2);
        QTRY_COMPARE(m_wanted->size(), 2);
        QCOMPARE(order(1), order(0));
    }

    void whoPretendsToBeSomebodyIsNotHelped()
    {
        COVERS("SEC-115");
        m_fixture->window().showPicturePermissions({{Scope::Sender, "ann@example.org"}});
        open();  // nothing proves it
        QTRY_VERIFY(
            says(u"Remote pictures are not shown: it is not certain that ann@example.org sent this"_s));
        QVERIFY(m_fixture->button(u"From now on"_s) == nullptr);
        open("Authentication-Results: mx.example.com; dmarc=fail header.from=example.org\r\n", 2);
        QTRY_VERIFY(says(u"it is not certain"_s));
        open("Authentication-Results: mx.evil.example; dmarc=pass header.from=example.org\r\n", 3);
        QTRY_VERIFY(says(u"it is not certain"_s));
        QVERIFY(m_wanted->isEmpty());
        open(proof, 4);
        QTRY_COMPARE(m_wanted->size(), 1);
    }

    void inJunkItIsForOneMessageOnly()
    {
        m_fixture->apply(store::FoldersListed{m_fixture->account.id,
                                              {{"INBOX", u"INBOX"_s, '/', store::FolderRole::Junk}}});
        m_fixture->window().showPicturePermissions({{Scope::Domain, "example.org"}});
        open(proof);
        QTRY_VERIFY(m_fixture->button(u"Show pictures"_s) != nullptr);
        QVERIFY(m_wanted->isEmpty());
        QVERIFY(m_fixture->button(u"From now on"_s) == nullptr);
    }

    void whoIsShownAlwaysCanBeSeenAndTakenAway()
    {
        m_fixture->window().showPicturePermissions(
            {{Scope::Sender, "ann@example.org"}, {Scope::Domain, "shop.example"}});
        m_fixture->action(u"Remote pictures"_s)->trigger();
        auto *dialog = m_fixture->window().findChild<PicturePermissionsDialog *>();
        QVERIFY(dialog != nullptr && dialog->isVisible());
        auto *list = dialog->findChild<QListWidget *>();
        QCOMPARE(list->count(), 2);
        QVERIFY(list->item(0)->text().contains(u"ann@example.org"_s));
        QVERIFY(list->item(1)->text().contains(u"Everybody at"_s));
        list->setCurrentRow(1);
        auto *remove = dialog->findChild<QPushButton *>(u"remove"_s);
        QTest::mouseClick(remove, Qt::LeftButton);
        QCOMPARE(m_dropped->size(), 1);
        QVERIFY(m_dropped->first().first().value<PicturePermission>()
                == PicturePermission({Scope::Domain, "shop.example"}));
        m_fixture->window().showPicturePermissions({});
        QCOMPARE(list->count(), 0);
        QVERIFY(!remove->isEnabled());
    }
};

POSTHORN_TEST(RemotePicturesTest)
#include "tst_remotepictures.moc"
