// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/accounts/accountdialog.h"
#include "widgets/accounts/accountform.h"
#include "widgets/messages/messagepane.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QMessageBox>
#include <QSpinBox>
#include <QTreeView>

#include <algorithm>

#include "tests/widgets/windowfixture.h"

using namespace Qt::StringLiterals;
using accounts::Account;
using accounts::PasswordSource;
using accounts::Status;
using accounts::TestResult;

class AccountSettingsTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<WindowFixture> m_fixture;

    MainWindow &window() { return m_fixture->window(); }
    AccountDialog *dialog() { return window().findChild<AccountDialog *>(); }
    template <typename Field>
    Field *field(const QString &name)
    {
        const auto all = dialog()->form()->findChildren<Field *>();
        for (Field *candidate : all) {
            if (candidate->accessibleName() == name)
                return candidate;
        }
        return nullptr;
    }
    void retype(const QString &name, const QString &text)
    {
        auto *edit = field<QLineEdit>(name);
        QVERIFY2(edit != nullptr, qPrintable(name));
        edit->clear();
        QTest::keyClicks(edit, text);
    }
    void openSettings() { m_fixture->action(u"Account settings"_s)->trigger(); }
    void fail(Status::Kind kind, Error::Kind error = Error::Kind::NotFound)
    {
        Status status;
        status.account = m_fixture->account.id;
        status.kind = kind;
        status.error = {error, {}};
        window().showStatus(status);
    }
    QMessageBox *question()
    {
        QTest::mouseClick(m_fixture->button(u"Remove account"_s, dialog()), Qt::LeftButton);
        return window().findChild<QMessageBox *>();
    }

private Q_SLOTS:
    void init()
    {
        m_fixture = std::make_unique<WindowFixture>();
        m_fixture->account.imap = {{u"imap.example.com"_s, 993, net::Security::ImplicitTls, u"/ca.pem"_s},
                                   u"me"_s,
                                   u"SCRAM-SHA-256"_s};
        m_fixture->account.smtp = {{u"smtp.example.com"_s, 465, net::Security::ImplicitTls, {}}, u"me"_s, {}};
        m_fixture->account.passwordSource = PasswordSource::Ask;
        m_fixture->open();
    }
    void cleanup() { m_fixture.reset(); }

    void whatIsChangedIsSavedAndTheRestStaysAsItIs()
    {
        openSettings();
        QCOMPARE(field<QLineEdit>(u"Account name"_s)->text(), u"Work"_s);
        QCOMPARE(field<QLineEdit>(u"Server for receiving"_s)->text(), u"imap.example.com"_s);
        retype(u"Account name"_s, u"Harbour"_s);
        retype(u"Your name"_s, u"Captain"_s);
        retype(u"Your other addresses"_s, u"old@example.com , crew@example.com"_s);
        retype(u"Server for receiving"_s, u"mail.example.com"_s);
        retype(u"Server for receiving: user name"_s, u"captain"_s);
        field<QComboBox>(u"Server for sending: encryption"_s)->setCurrentIndex(1);
        QSignalSpy entered(&window(), &MainWindow::accountEntered);
        QTest::mouseClick(m_fixture->button(u"Save"_s, dialog()), Qt::LeftButton);
        QCOMPARE(entered.size(), 1);
        Account expected = m_fixture->account;
        expected.name = u"Harbour"_s;
        expected.personName = u"Captain"_s;
        expected.aliases = {u"old@example.com"_s, u"crew@example.com"_s};
        expected.imap.endpoint.host = u"mail.example.com"_s;
        expected.imap.user = u"captain"_s;
        expected.smtp.endpoint.security = net::Security::StartTls;
        expected.smtp.endpoint.port = 587;
        QCOMPARE(entered.first().first().value<Account>(), expected);
        QVERIFY(entered.first().at(1).value<Secret>().isEmpty());  // the one in use
        QVERIFY(dialog()->isVisible());                            // until it has been saved
        window().addAccount(expected);
        QTRY_VERIFY(dialog() == nullptr);
    }

    void anAddressOnTheEnvelopeOfReceiptsIsAnExceptionOfTheUsers()
    {
        COVERS("S16");
        openSettings();
        const auto boxes = dialog()->findChildren<QCheckBox *>();
        const auto box = std::find_if(boxes.begin(), boxes.end(), [](const QCheckBox *each) {
            return each->text() == u"Put my address on the envelope of read receipts"_s;
        });
        QVERIFY(box != boxes.end());
        QVERIFY(!(*box)->isChecked());
        (*box)->setChecked(true);
        QSignalSpy entered(&window(), &MainWindow::accountEntered);
        QTest::mouseClick(m_fixture->button(u"Save"_s, dialog()), Qt::LeftButton);
        Account expected = m_fixture->account;
        expected.receiptsFromAddress = true;
        QCOMPARE(entered.size(), 1);
        QCOMPARE(entered.first().first().value<Account>(), expected);
    }

    void theExceptionIsSeenInThePreview()
    {
        m_fixture->account.receiptsFromAddress = true;
        m_fixture->open();
        m_fixture->listFolders();
        m_fixture->openMailbox();
        SampleMail mail;
        mail.notifyTo = "ann@example.org";
        m_fixture->addMail(mail);
        m_fixture->clickRow(0);
        m_fixture->action(u"Preview and send receipt"_s)->trigger();
        QVERIFY(
            m_fixture->visibleText().contains(u"MAIL FROM:<me@example.com>\nRCPT TO:<ann@example.org>"_s));
    }

    void enterInAFieldSavesOnce()
    {
        openSettings();
        QSignalSpy entered(&window(), &MainWindow::accountEntered);
        QTest::keyClick(field<QLineEdit>(u"Your name"_s), Qt::Key_Return);
        QCOMPARE(entered.size(), 1);
    }

    void aFailedSaveIsToldWhereItWasAskedFor()
    {
        openSettings();
        QTest::mouseClick(m_fixture->button(u"Save"_s, dialog()), Qt::LeftButton);
        window().showAccountProblems({u"posthorn.ini cannot be written."_s});
        QVERIFY(m_fixture->visibleText(dialog()).contains(u"posthorn.ini cannot be written."_s));
    }

    void theConnectionIsTestedAsWhenAdding()
    {
        openSettings();
        retype(u"Password"_s, u"another"_s);
        QSignalSpy wanted(&window(), &MainWindow::accountTestWanted);
        QTest::mouseClick(m_fixture->button(u"Test connection"_s, dialog()), Qt::LeftButton);
        QCOMPARE(wanted.size(), 1);
        QCOMPARE(wanted.first().at(1).value<Secret>().reveal(), "another"_ba);
        window().showTestResult({m_fixture->account.id, TestResult::Step::SmtpLogin,
                                 Error{Error::Kind::Authentication, "5.7.8 no"}});
        QVERIFY(m_fixture->visibleText(dialog()).contains(u"Receiving works."_s));
        QVERIFY(m_fixture->button(u"Test connection"_s, dialog())->isEnabled());
    }

    void thePasswordsSourceCanBeACommand()
    {
        openSettings();
        auto *source = field<QComboBox>(u"Where the password comes from"_s);
        QCOMPARE(source->currentText(), u"Asked for after each start"_s);
        QVERIFY(!field<QLineEdit>(u"Command"_s)->isVisible());
        source->setCurrentIndex(source->findData(static_cast<int>(PasswordSource::Command)));
        QVERIFY(field<QLineEdit>(u"Command"_s)->isVisible());
        QVERIFY(!field<QLineEdit>(u"Password"_s)->isVisible());
        QVERIFY(!m_fixture->button(u"Save"_s, dialog())->isEnabled());
        QTest::keyClicks(field<QLineEdit>(u"Command"_s), u"pass mail/work"_s);
        QSignalSpy entered(&window(), &MainWindow::accountEntered);
        QTest::mouseClick(m_fixture->button(u"Save"_s, dialog()), Qt::LeftButton);
        const auto saved = entered.first().first().value<Account>();
        QCOMPARE(saved.passwordSource, PasswordSource::Command);
        QCOMPARE(saved.passwordCommand, u"pass mail/work"_s);
    }

    void clearTextIsKeptButNeverOffered()
    {
        openSettings();
        QCOMPARE(field<QComboBox>(u"Server for receiving: encryption"_s)->count(), 2);
        dialog()->close();
        QTRY_VERIFY(dialog() == nullptr);
        m_fixture->account.imap.endpoint.security = net::Security::None;
        m_fixture->account.imap.endpoint.port = 143;
        m_fixture->open();
        openSettings();
        QCOMPARE(field<QComboBox>(u"Server for receiving: encryption"_s)->currentIndex(), 2);
        QCOMPARE(dialog()->form()->account(), m_fixture->account);
    }

    void removingAsksSaysWhatIsLostAndItsDefaultKeeps()
    {
        openSettings();
        QSignalSpy removal(&window(), &MainWindow::accountRemovalWanted);
        QMessageBox *box = question();
        QVERIFY(box != nullptr);
        QVERIFY(box->text().contains(u"mail on this computer is deleted"_s));
        QVERIFY(box->text().contains(u"read receipts is kept"_s));
        QCOMPARE(box->textFormat(), Qt::PlainText);
        QTest::keyClick(box, Qt::Key_Return);
        QVERIFY(removal.isEmpty());
        QTRY_VERIFY(window().findChild<QMessageBox *>() == nullptr);
        QMessageBox *again = question();
        QTest::mouseClick(m_fixture->button(u"Remove account"_s, again), Qt::LeftButton);
        QCOMPARE(removal.size(), 1);
        QCOMPARE(removal.first().first().toUuid(), m_fixture->account.id);
    }

    void aRemovedAccountLeavesNothingInTheWindow()
    {
        m_fixture->listFolders();
        m_fixture->openMailbox();
        m_fixture->addMail({});
        m_fixture->clickRow(0);
        window().removeAccount(m_fixture->account.id);
        QVERIFY(m_fixture->visibleText().contains(u"Welcome to Posthorn"_s));
        QCOMPARE(window().findChild<QTreeView *>()->model()->rowCount(), 0);
        QVERIFY(!m_fixture->action(u"Account settings"_s)->isEnabled());
        m_fixture->apply(store::AccountRemoved{m_fixture->account.id});
        QCOMPARE(window().windowTitle(), u"Posthorn"_s);
    }

    void severalAccountsCanBeChosenFrom()
    {
        Account other = m_fixture->account;
        other.id = QUuid::createUuid();
        other.name = u"Home"_s;
        window().addAccount(other);
        openSettings();
        QCOMPARE(field<QLineEdit>(u"Account name"_s)->text(), u"Work"_s);
        QTest::keyClick(dialog()->findChild<QComboBox *>(), Qt::Key_Down);
        QCOMPARE(field<QLineEdit>(u"Account name"_s)->text(), u"Home"_s);
    }

    void aFirstStartWithoutAConnectionSaysWhatIsWrongAndWhatToDo()
    {
        fail(Status::Kind::WaitingToReconnect);
        const QString text = m_fixture->visibleText(window().findChild<MessagePane *>());
        QVERIFY2(text.contains(u"imap.example.com, port 993, cannot be reached"_s), qPrintable(text));
        QVERIFY2(text.contains(u"There is no server of that name."_s), qPrintable(text));
        QSignalSpy online(&window(), &MainWindow::goOnlineWanted);
        QTest::mouseClick(m_fixture->button(u"Try now"_s), Qt::LeftButton);
        QCOMPARE(online.size(), 1);
        fail(Status::Kind::Connecting);  // while it is tried it is still said
        QVERIFY(m_fixture->button(u"Edit account"_s) != nullptr);
        QTest::mouseClick(m_fixture->button(u"Edit account"_s), Qt::LeftButton);
        QVERIFY(dialog() != nullptr);
        QCOMPARE(dialog()->focusWidget(), field<QLineEdit>(u"Server for receiving"_s));
        m_fixture->setOnline();
        QVERIFY(m_fixture->button(u"Edit account"_s) == nullptr);
    }

    void aFailingAccountIsToldAboveItsListToo()
    {
        m_fixture->listFolders();
        m_fixture->openMailbox();
        m_fixture->addMail({});
        m_fixture->setOnline();
        QVERIFY(m_fixture->button(u"Edit account"_s) == nullptr);
        fail(Status::Kind::AuthenticationFailed, Error::Kind::Authentication);
        const QString text = m_fixture->visibleText(window().findChild<MessagePane *>());
        QVERIFY2(text.contains(u"imap.example.com did not let you in"_s), qPrintable(text));
        QVERIFY(m_fixture->button(u"Edit account"_s) != nullptr);
    }
};

POSTHORN_TEST(AccountSettingsTest)
#include "tst_accountsettings.moc"
