// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/reader/linkdialog.h"
#include "widgets/reader/unsubscribedialog.h"

#include <QApplication>
#include <QClipboard>
#include <QToolButton>

#include "tests/widgets/nettrap.h"
#include "tests/widgets/windowfixture.h"

using namespace Qt::StringLiterals;

namespace {

const QByteArray oneClick =
    "Authentication-Results: mx.example.com; dkim=pass header.d=shop.example\r\n"
    "DKIM-Signature: v=1; d=shop.example; h=from:list-unsubscribe:list-unsubscribe-post; b=AbCd\r\n"
    "List-Unsubscribe: <mailto:off@shop.example>, <https://shop.example/u?id=7>\r\n"
    "List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n";

}

// Leaving a list, in the real window.
class UnsubscribeTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<WindowFixture> m_fixture;
    std::unique_ptr<QSignalSpy> m_wanted;

    QToolButton *offer()
    {
        for (auto *button : m_fixture->window().findChildren<QToolButton *>()) {
            if (button->text() == u"Unsubscribe…"_s)
                return button;
        }
        return nullptr;
    }
    UnsubscribeDialog *dialog() { return m_fixture->window().findChild<UnsubscribeDialog *>(); }
    void open(const QByteArray &header, quint32 uid = 1)
    {
        SampleMail mail{.uid = uid, .extraHeader = header};
        mail.date = mail.date.addDays(-qint64{uid});
        m_fixture->addMail(mail);
        m_fixture->clickRow(int(uid) - 1);
    }
    void openAndAsk(const QByteArray &header)
    {
        open(header);
        QVERIFY(offer()->isVisible());
        QTest::mouseClick(offer(), Qt::LeftButton);
        QVERIFY(dialog() != nullptr);
    }

private Q_SLOTS:
    void init()
    {
        m_fixture = std::make_unique<WindowFixture>();
        m_wanted = std::make_unique<QSignalSpy>(&m_fixture->window(), &MainWindow::unsubscribeWanted);
        m_fixture->listFolders();
        m_fixture->openMailbox();
        nettrap::forget();
    }
    void cleanup()
    {
        QCOMPARE(nettrap::caught(), QByteArrayList());  // the window itself asks nobody
        m_fixture.reset();
    }

    void itIsOfferedWhereAListSaysHow()
    {
        open({});
        QVERIFY(!offer()->isVisible());
        open(oneClick, 2);
        QVERIFY(offer()->isVisible());
        open("List-Unsubscribe: <http://shop.example/u>\r\n", 3);
        QVERIFY(!offer()->isVisible());
        QVERIFY(m_wanted->isEmpty());
    }

    void oneClickIsAskedAboutAndNamesTheHost()
    {
        COVERS("SEC-117");
        openAndAsk(oneClick);
        const QString words = m_fixture->visibleText(dialog());
        QVERIFY2(words.contains(u"Tell shop.example that you do not want its mail any more?"_s),
                 qPrintable(words));
        QVERIFY(words.contains(u"https://shop.example/u?id=7"_s));
        QVERIFY(!words.contains(u"junk"_s));
        QVERIFY(m_wanted->isEmpty());
        QTest::mouseClick(m_fixture->button(u"Unsubscribe"_s, dialog()), Qt::LeftButton);
        QCOMPARE(m_wanted->size(), 1);
        const auto order = m_wanted->first().first().value<accounts::UnsubscribeOrder>();
        QCOMPARE(order.address, u"https://shop.example/u?id=7"_s);
        QCOMPARE(order.form, "List-Unsubscribe=One-Click"_ba);
        m_fixture->window().showUnsubscribed({order.serial, u"shop.example"_s, {}});
        QVERIFY(m_fixture->visibleText().contains(
            u"shop.example has accepted that you do not want its mail any more."_s));
    }

    void nothingIsTheDefault()
    {
        COVERS("SEC-117");
        openAndAsk(oneClick);
        QTest::keyClick(dialog(), Qt::Key_Return);
        QTRY_VERIFY(dialog() == nullptr);
        QTest::mouseClick(offer(), Qt::LeftButton);
        QTest::keyClick(dialog(), Qt::Key_Escape);
        QTRY_VERIFY(dialog() == nullptr);
        QVERIFY(m_wanted->isEmpty());
    }

    void aRefusalIsSaid()
    {
        m_fixture->window().showUnsubscribed({1, u"shop.example"_s, Error{Error::Kind::Refused, {}}});
        QVERIFY(m_fixture->visibleText().contains(
            u"You are not unsubscribed: shop.example has not accepted it."_s));
    }

    void withoutASignatureTheMailAndThePageAreOffered()
    {
        QByteArray unsigned_ = oneClick;
        openAndAsk(unsigned_.replace("dkim=pass", "dkim=none"));
        QVERIFY(m_fixture->button(u"Unsubscribe"_s, dialog()) == nullptr);
        QVERIFY(m_fixture->visibleText(dialog()).contains(u"off@shop.example"_s));
        QTest::mouseClick(m_fixture->button(u"Copy address"_s, dialog()), Qt::LeftButton);
        QCOMPARE(QApplication::clipboard()->text(), u"off@shop.example"_s);
        QPushButton *page = nullptr;
        for (auto *button : dialog()->findChildren<QPushButton *>()) {
            if (button->text().contains(u"Open the page of"_s))
                page = button;
        }
        QVERIFY(page != nullptr);
        QTest::mouseClick(page, Qt::LeftButton);
        auto *link = m_fixture->window().findChild<LinkDialog *>();  // which asks once more
        QVERIFY(link != nullptr);
        QVERIFY(m_fixture->visibleText(link).contains(u"https://shop.example/u?id=7"_s));
        QVERIFY(m_wanted->isEmpty());
    }

    void junkIsWarnedAbout()
    {
        m_fixture->apply(store::FoldersListed{m_fixture->account.id,
                                              {{"INBOX", u"INBOX"_s, '/', store::FolderRole::Junk}}});
        openAndAsk(oneClick);
        QVERIFY(m_fixture->visibleText(dialog()).contains(u"This message lies with the junk."_s));
    }
};

POSTHORN_TEST(UnsubscribeTest)
#include "tst_unsubscribe.moc"
