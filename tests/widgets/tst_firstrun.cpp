// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/accounts/accountform.h"
#include "widgets/messages/messageview.h"

#include <QComboBox>
#include <QLineEdit>
#include <QSpinBox>

#include "tests/widgets/windowfixture.h"

using namespace Qt::StringLiterals;
using accounts::Account;
using accounts::TestResult;

class FirstRunTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<WindowFixture> m_fixture;

    MainWindow &window() { return m_fixture->window(); }
    template <typename Field>
    Field *field(const QString &name)
    {
        const auto all = window().findChild<AccountForm *>()->findChildren<Field *>();
        for (Field *candidate : all) {
            if (candidate->accessibleName() == name)
                return candidate;
        }
        return nullptr;
    }
    void fillForm()
    {
        QTest::mouseClick(m_fixture->button(u"Add account"_s), Qt::LeftButton);
        QTest::keyClicks(field<QLineEdit>(u"Your name"_s), u"Me"_s);
        QTest::keyClicks(field<QLineEdit>(u"Address"_s), u"me@Example.net"_s);
        QTest::keyClicks(field<QLineEdit>(u"Password"_s), u"secret"_s);
    }

private Q_SLOTS:
    void init() { m_fixture = std::make_unique<WindowFixture>(false); }
    void cleanup() { m_fixture.reset(); }

    void aNewcomerIsOfferedAnAccountOrTheDemo()
    {
        QVERIFY(m_fixture->visibleText().contains(u"Welcome to Posthorn"_s));
        QSignalSpy demo(&window(), &MainWindow::demoWanted);
        QTest::mouseClick(m_fixture->button(u"Try the demo mailbox"_s), Qt::LeftButton);
        QCOMPARE(demo.size(), 1);
        window().showDemoProgress(u"Making the mail…"_s);
        QVERIFY(m_fixture->visibleText().contains(u"Making the mail…"_s));
        QVERIFY(!m_fixture->button(u"Try the demo mailbox"_s)->isEnabled());
        window().showDemoProgress({});
        QVERIFY(m_fixture->button(u"Try the demo mailbox"_s)->isEnabled());
    }

    void guessesTheServersUntilTheyAreEdited()
    {
        fillForm();
        QCOMPARE(field<QLineEdit>(u"Server for receiving"_s)->text(), u"imap.example.net"_s);
        QCOMPARE(field<QLineEdit>(u"Server for sending"_s)->text(), u"smtp.example.net"_s);
        QCOMPARE(field<QSpinBox>(u"Server for receiving: port"_s)->value(), 993);
        QCOMPARE(field<QSpinBox>(u"Server for sending: port"_s)->value(), 465);
        auto *host = field<QLineEdit>(u"Server for receiving"_s);
        host->clear();
        QTest::keyClicks(host, u"mail.mine.example"_s);
        field<QLineEdit>(u"Address"_s)->clear();
        QTest::keyClicks(field<QLineEdit>(u"Address"_s), u"you@other.example"_s);
        QCOMPARE(host->text(), u"mail.mine.example"_s);
        QCOMPARE(field<QLineEdit>(u"Server for sending"_s)->text(), u"smtp.other.example"_s);
    }

    void thePortFollowsTheEncryptionUnlessItIsOnesOwn()
    {
        fillForm();
        auto *encryption = field<QComboBox>(u"Server for receiving: encryption"_s);
        auto *port = field<QSpinBox>(u"Server for receiving: port"_s);
        QCOMPARE(encryption->count(), 2);  // never in clear
        encryption->setCurrentIndex(1);
        QCOMPARE(port->value(), 143);
        port->setValue(1143);
        encryption->setCurrentIndex(0);
        QCOMPARE(port->value(), 1143);
    }

    void testsTheConnectionAndSaysWhatFailed_data()
    {
        QTest::addColumn<TestResult::Step>("reached");
        QTest::addColumn<Error::Kind>("kind");
        QTest::addColumn<QString>("expected");
        using Step = TestResult::Step;
        QTest::newRow("no connection")
            << Step::ImapConnect << Error::Kind::ConnectionLost
            << u"The server for receiving could not be reached. The connection was lost."_s;
        QTest::newRow("password")
            << Step::ImapLogin << Error::Kind::Authentication
            << u"signing in failed. The user name or the password was not accepted. The server says: “no”"_s;
        QTest::newRow("sending") << Step::SmtpConnect << Error::Kind::Timeout
                                 << u"Receiving works. The server for sending could not be reached."_s;
        QTest::newRow("sending, password")
            << Step::SmtpLogin << Error::Kind::Authentication << u"Receiving works."_s;
    }

    void testsTheConnectionAndSaysWhatFailed()
    {
        QFETCH(TestResult::Step, reached);
        QFETCH(Error::Kind, kind);
        QFETCH(QString, expected);
        fillForm();
        QSignalSpy wanted(&window(), &MainWindow::accountTestWanted);
        QTest::mouseClick(m_fixture->button(u"Test connection"_s), Qt::LeftButton);
        QCOMPARE(wanted.size(), 1);
        QVERIFY(!m_fixture->button(u"Test connection"_s)->isEnabled());
        const auto tested = wanted.first().first().value<Account>();
        window().showTestResult({tested.id, reached, Error{kind, "no"}});
        QVERIFY2(m_fixture->visibleText().contains(expected), qPrintable(m_fixture->visibleText()));
        QVERIFY(m_fixture->button(u"Test connection"_s)->isEnabled());
    }

    void anAddedAccountIsComplete()
    {
        fillForm();
        QSignalSpy entered(&window(), &MainWindow::accountEntered);
        window().showTestResult(
            {entered.isEmpty() ? QUuid() : QUuid(), TestResult::Step::Done, {}});  // another test's
        QTest::mouseClick(m_fixture->button(u"Add account"_s), Qt::LeftButton);
        QCOMPARE(entered.size(), 1);
        const auto added = entered.first().first().value<Account>();
        QVERIFY(!added.id.isNull());
        QCOMPARE(added.address, u"me@Example.net"_s);
        QCOMPARE(added.personName, u"Me"_s);
        QCOMPARE(added.imap.endpoint,
                 (net::Endpoint{u"imap.example.net"_s, 993, net::Security::ImplicitTls, {}}));
        QCOMPARE(added.smtp.user, u"me@Example.net"_s);
        QCOMPARE(entered.first().at(1).value<Secret>().reveal(), "secret"_ba);
        window().addAccount(added);
        QVERIFY(window().findChild<MessageView *>()->parentWidget()->isVisible());
        m_fixture->action(u"Add account"_s)->trigger();
        QVERIFY(field<QLineEdit>(u"Password"_s)->text().isEmpty());  // nothing of it stays
    }

    void theKeyboardIsEnoughFromTheFirstMoment()
    {
        QVERIFY(m_fixture->button(u"Add account"_s)->hasFocus());
        QTest::keyClick(window().focusWidget(), Qt::Key_Tab);
        QVERIFY(m_fixture->button(u"Try the demo mailbox"_s)->hasFocus());
        QTest::keyClick(window().focusWidget(), Qt::Key_Backtab, Qt::ShiftModifier);
        QTest::keyClick(window().focusWidget(), Qt::Key_Return);
        QVERIFY(field<QLineEdit>(u"Your name"_s)->hasFocus());
        QSignalSpy entered(&window(), &MainWindow::accountEntered);
        QTest::keyClicks(window().focusWidget(), u"Me"_s);
        const QStringList order{u"Address"_s, u"Password"_s, u"Where the password comes from"_s,
                                u"Server for receiving"_s};
        for (const QString &name : order) {
            QTest::keyClick(window().focusWidget(), Qt::Key_Tab);
            QCOMPARE(window().focusWidget()->accessibleName(), name);
            if (name == u"Address"_s)
                QTest::keyClicks(window().focusWidget(), u"me@example.net"_s);
            if (name == u"Password"_s)
                QTest::keyClicks(window().focusWidget(), u"secret"_s);
        }
        QTest::keyClick(window().focusWidget(), Qt::Key_Return);  // in a field: the default button
        QCOMPARE(entered.size(), 1);
    }

    void anIncompleteFormCannotBeSent()
    {
        QTest::mouseClick(m_fixture->button(u"Add account"_s), Qt::LeftButton);
        QVERIFY(!m_fixture->button(u"Add account"_s)->isEnabled());
        QVERIFY(!m_fixture->button(u"Test connection"_s)->isEnabled());
    }
};

POSTHORN_TEST(FirstRunTest)
#include "tst_firstrun.moc"
