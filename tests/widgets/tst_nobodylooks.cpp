// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/serversearch.h"
#include "widgets/receipts/receiptdialog.h"

#include <QAbstractItemView>

#include "tests/widgets/windowfixture.h"

using namespace Qt::StringLiterals;
using receipts::Decision;
using receipts::PolicyRule;
using receipts::Preference;

namespace {

SampleMail request(quint32 uid)
{
    SampleMail mail;
    mail.uid = uid;
    mail.notifyTo = "ann@example.org";
    mail.extraHeader = "Authentication-Results: mx.example.com; dmarc=pass\r\nMessage-ID: <ask"
        + QByteArray::number(uid) + "@example.org>\r\n";
    return mail;
}

}

// A rule that answers by itself, and no person who looks: whatever the program does with the mail meanwhile,
// it is not displayed to anybody, and nothing is sent (RFC 8098, 2.1).
class NobodyLooksTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<WindowFixture> m_fixture;
    std::unique_ptr<QSignalSpy> m_decided;

    MainWindow &window() { return m_fixture->window(); }
    QAbstractItemView *list() { return window().findChild<QAbstractItemView *>(u"messages"_s); }
    void follow()
    {
        window().showReceiptRules({{PolicyRule::Scope::Sender, "ann@example.org", Preference::Automatic}});
        m_decided = std::make_unique<QSignalSpy>(&window(), &MainWindow::receiptDecided);
    }
    void isQuiet()
    {
        QCoreApplication::sendPostedEvents();
        m_fixture->clock.advance(std::chrono::hours(1));
        QCOMPARE(m_decided->size(), 0);
        QVERIFY(window().findChild<ReceiptDialog *>() == nullptr);
    }

private Q_SLOTS:
    void init()
    {
        m_fixture = std::make_unique<WindowFixture>();
        m_fixture->listFolders();
        m_fixture->openMailbox();
        m_fixture->setOnline();
        follow();
    }
    void cleanup()
    {
        m_decided.reset();
        m_fixture.reset();
    }

    // Without this the other tests would prove nothing.
    void whatIsOpenedIsAnsweredByTheRule()
    {
        m_fixture->addMail(request(1));
        m_fixture->clickRow(0);
        QCOMPARE(m_decided->size(), 1);
        const auto made = m_decided->first().first().value<Decision>();
        QCOMPARE(made.kind, Decision::Kind::Send);
        QVERIFY(made.report.message.contains("MDN-sent-automatically"));
    }

    void mailThatArrivesIsNotDisplayed()
    {
        COVERS("MDN-55");
        for (quint32 uid = 1; uid <= 20; ++uid)
            m_fixture->addMail(request(uid));
        m_fixture->apply(store::FolderCounted{m_fixture->account.id, "INBOX", 20, 20});
        isQuiet();
    }

    void norIsWhatIsFetchedInAdvance()
    {
        COVERS("MDN-55");
        SampleMail mail = request(1);
        mail.withContent = false;
        m_fixture->addMail(mail);
        m_fixture->addContent(request(1));
        m_fixture->addMail(request(2), "Projects");
        m_fixture->addContent(request(2), "Projects");
        isQuiet();
    }

    void norIsWhatASearchFinds()
    {
        COVERS("MDN-55");
        m_fixture->addMail(request(1));
        m_fixture->addMail(request(2));
        window().showSearchResult({1, m_fixture->folderId(), {imap::Uid{1}, imap::Uid{2}}, std::nullopt});
        isQuiet();
    }

    void norIsWhatIsPassedBy()
    {
        COVERS("MDN-55");
        for (quint32 uid = 1; uid <= 5; ++uid)
            m_fixture->addMail(request(uid));
        QTest::keyClick(list(), Qt::Key_Home);
        for (int row = 0; row < 4; ++row)
            QTest::keyClick(list(), Qt::Key_Down);
        QCOMPARE(m_decided->size(), 0);
    }

    // Nor can a mail that the program died of, or that locked it up, do that again.
    void norIsAnythingAfterAStart()
    {
        COVERS("MDN-55", "SEC-77");
        m_fixture->addMail(request(1));
        m_fixture->clickRow(0);
        QVERIFY(m_fixture->visibleText().contains(u"to me@example.com"_s));
        m_fixture->open();
        QVERIFY(!m_fixture->visibleText().contains(u"to me@example.com"_s));
        follow();
        m_fixture->setOnline();
        isQuiet();
    }
};

POSTHORN_TEST(NobodyLooksTest)

#include "tst_nobodylooks.moc"
