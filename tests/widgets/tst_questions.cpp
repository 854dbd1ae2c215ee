// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/accounts/certificatedialog.h"
#include "widgets/accounts/passworddialog.h"

#include <QLineEdit>

#include "tests/widgets/windowfixture.h"

using namespace Qt::StringLiterals;
using accounts::CertificateProblem;
using accounts::CertificateQuestion;

namespace {

CertificateQuestion question(const QByteArray &fingerprint = QByteArray(32, '\x11'))
{
    CertificateQuestion asked;
    asked.host = u"imap.example.com"_s;
    asked.port = 993;
    asked.problems = {CertificateProblem::Expired, CertificateProblem::HostNameMismatch};
    asked.sha256 = fingerprint;
    asked.subject = u"CN=<b>mail</b>\u202E"_s;
    asked.issuer = u"CN=Nobody"_s;
    asked.names = {u"mail.other.example"_s};
    asked.validFrom = QDateTime(QDate(2020, 1, 1), QTime(0, 0), Qt::UTC);
    asked.validUntil = QDateTime(QDate(2021, 1, 1), QTime(0, 0), Qt::UTC);
    return asked;
}

}

class QuestionsTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<WindowFixture> m_fixture;
    std::unique_ptr<QSignalSpy> m_decided;

    MainWindow &window() { return m_fixture->window(); }
    template <typename Dialog>
    QList<Dialog *> visible()
    {
        auto all = window().findChildren<Dialog *>();
        all.removeIf([](const Dialog *dialog) { return !dialog->isVisible(); });
        return all;
    }

private Q_SLOTS:
    void init()
    {
        m_fixture = std::make_unique<WindowFixture>();
        m_decided = std::make_unique<QSignalSpy>(&window(), &MainWindow::certificateDecided);
    }
    void cleanup()
    {
        m_decided.reset();
        m_fixture.reset();
    }

    void theCertificateDialogSaysWhatIsWrongAndItsDefaultIsToStayOffline()
    {
        COVERS("SEC-18");
        window().askAboutCertificate(question());
        QCOMPARE(visible<CertificateDialog>().size(), 1);
        auto *dialog = visible<CertificateDialog>().first();
        const QString text = m_fixture->visibleText(dialog);
        QVERIFY(text.contains(u"imap.example.com:993"_s));
        QVERIFY(text.contains(u"has expired"_s));
        QVERIFY(text.contains(u"is not made for imap.example.com"_s));
        QVERIFY(text.contains(u"mail.other.example"_s));
        QVERIFY(text.contains(u"CN=<b>mail</b>\n"_s));
        QVERIFY(text.contains(u"11:11:11"_s));
        QVERIFY(text.contains(u"2021"_s));
        QVERIFY(m_fixture->button(u"Stay offline"_s, dialog)->isDefault());
        QVERIFY(!m_fixture->button(u"Accept exactly this certificate"_s, dialog)->isDefault());
        QTest::keyClick(dialog, Qt::Key_Return);
        QCOMPARE(m_decided->size(), 1);
        QCOMPARE(m_decided->first().at(1).toBool(), false);
    }

    void escapeStaysOffline()
    {
        window().askAboutCertificate(question());
        QTest::keyClick(visible<CertificateDialog>().first(), Qt::Key_Escape);
        QCOMPARE(m_decided->first().at(1).toBool(), false);
    }

    void acceptingIsAboutExactlyThisCertificate()
    {
        window().askAboutCertificate(question());
        QTest::mouseClick(
            m_fixture->button(u"Accept exactly this certificate"_s, visible<CertificateDialog>().first()),
            Qt::LeftButton);
        QCOMPARE(m_decided->first().at(1).toBool(), true);
        QCOMPARE(m_decided->first().at(0).value<CertificateQuestion>().sha256, QByteArray(32, '\x11'));
        // Another certificate at the same place is another question.
        window().askAboutCertificate(question(QByteArray(32, '\x22')));
        QCOMPARE(visible<CertificateDialog>().size(), 1);
    }

    void aHundredReconnectsAreOneDialog()
    {
        COVERS("SEC-23");
        for (int i = 0; i < 50; ++i)
            window().askAboutCertificate(question());
        QCOMPARE(visible<CertificateDialog>().size(), 1);
        QTest::keyClick(visible<CertificateDialog>().first(), Qt::Key_Escape);
        for (int i = 0; i < 50; ++i)
            window().askAboutCertificate(question());
        QCOMPARE(visible<CertificateDialog>().size(), 0);
        QCOMPARE(m_decided->size(), 51);  // refused each time, without a dialog
        QVERIFY(!m_decided->last().at(1).toBool());
    }

    void whoeverWantsToGoOnlineIsAskedAgain()
    {
        window().askAboutCertificate(question());
        QTest::keyClick(visible<CertificateDialog>().first(), Qt::Key_Escape);
        m_fixture->action(u"Go online"_s)->trigger();
        window().askAboutCertificate(question());
        QCOMPARE(visible<CertificateDialog>().size(), 1);
    }

    void aChangedCertificateShowsBothFingerprints()
    {
        COVERS("SEC-24");
        auto changed = question(QByteArray(32, '\x22'));
        changed.problems = {CertificateProblem::Changed};
        changed.previousSha256 = QByteArray(32, '\x33');
        window().askAboutCertificate(changed);
        const QString text = m_fixture->visibleText(visible<CertificateDialog>().first());
        QVERIFY(text.contains(u"not the certificate that was accepted before"_s));
        QVERIFY(text.contains(u"22:22:22"_s));
        QVERIFY(text.contains(u"33:33:33"_s));
    }

    void asksForThePasswordOnceAtATime()
    {
        QSignalSpy given(&window(), &MainWindow::passwordGiven);
        window().askForPassword(m_fixture->account, false);
        window().askForPassword(m_fixture->account, false);
        QCOMPARE(visible<PasswordDialog>().size(), 1);
        auto *dialog = visible<PasswordDialog>().first();
        QVERIFY(!m_fixture->button(u"Sign in"_s, dialog)->isEnabled());
        auto *edit = dialog->findChild<QLineEdit *>();
        QCOMPARE(edit->echoMode(), QLineEdit::Password);
        QTest::keyClicks(edit, u"secret"_s);
        QTest::keyClick(edit, Qt::Key_Return);
        QCOMPARE(given.size(), 1);
        QCOMPARE(given.first().at(1).value<Secret>().reveal(), "secret"_ba);
        QVERIFY(edit->text().isEmpty());
    }

    void closingThePasswordQuestionStaysOffline()
    {
        QSignalSpy refused(&window(), &MainWindow::passwordRefused);
        window().askForPassword(m_fixture->account, true);
        QVERIFY(m_fixture->visibleText(visible<PasswordDialog>().first()).contains(u"did not accept"_s));
        QTest::keyClick(visible<PasswordDialog>().first(), Qt::Key_Escape);
        QCOMPARE(refused.size(), 1);
        QCOMPARE(refused.first().first().toUuid(), m_fixture->account.id);
    }
};

POSTHORN_TEST(QuestionsTest)
#include "tst_questions.moc"
