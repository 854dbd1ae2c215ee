// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/messagelistmodel.h"
#include "widgets/accounts/accountdialog.h"
#include "widgets/reader/banner.h"
#include "widgets/reader/bodyview.h"
#include "widgets/receipts/receiptdialog.h"
#include "widgets/receipts/receipthelp.h"
#include "widgets/receipts/receiptwords.h"

#include <QAbstractItemView>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QTextBrowser>

#include "tests/widgets/windowfixture.h"

using namespace Qt::StringLiterals;
using receipts::Decision;
using receipts::LedgerState;

namespace {

const QByteArray asker = "ann@example.org";

SampleMail requestMail()
{
    SampleMail mail;
    mail.subject = "Please confirm";
    mail.notifyTo = asker;
    return mail;
}

}

// Whole flows through the real window: what the banner says, what the dialog shows, and what leaves the
// window.
class ReceiptsTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<WindowFixture> m_fixture;
    std::unique_ptr<QSignalSpy> m_decided;
    std::unique_ptr<QSignalSpy> m_operations;

    MainWindow &window() { return m_fixture->window(); }
    ReceiptDialog *dialog()
    {
        const auto all = window().findChildren<ReceiptDialog *>();
        for (ReceiptDialog *candidate : all) {
            if (candidate->isVisible())
                return candidate;
        }
        return nullptr;
    }
    void show(const SampleMail &mail)
    {
        m_fixture->addMail(mail);
        QTest::keyClick(window().findChild<QAbstractItemView *>(u"messages"_s), Qt::Key_Home);
    }
    void press(const QString &text, QWidget *in = nullptr)
    {
        auto *found = m_fixture->button(text, in);
        QVERIFY2(found != nullptr, qPrintable(text));
        QTest::mouseClick(found, Qt::LeftButton);
    }
    void openDialog()
    {
        m_fixture->clickRow(0);
        press(u"Preview and send"_s);
        QVERIFY(dialog() != nullptr);
    }
    Banner *banner() { return window().findChild<Banner *>(u"receiptBanner"_s); }
    Decision decision(int number = 0) { return m_decided->at(number).first().value<Decision>(); }
    receipts::RequestKey keyOf(const SampleMail &mail)
    {
        return {m_fixture->reader->row(m_fixture->copyId(mail.uid))->receiptKey};
    }

private Q_SLOTS:
    void init()
    {
        m_fixture = std::make_unique<WindowFixture>();
        m_fixture->listFolders();
        m_fixture->openMailbox();
        m_decided = std::make_unique<QSignalSpy>(&window(), &MainWindow::receiptDecided);
        m_operations = std::make_unique<QSignalSpy>(&window(), &MainWindow::operationWanted);
    }
    void cleanup()
    {
        m_decided.reset();
        m_operations.reset();
        m_fixture.reset();
    }

    void openingSendsNothingByItself()
    {
        COVERS("MDN-53");
        show(requestMail());
        m_fixture->clickRow(0);
        QCOMPARE(m_decided->size(), 0);
        QVERIFY(m_fixture->visibleText().contains(u"asks for a read receipt."_s));
        QVERIFY(m_fixture->button(u"Preview and send"_s) != nullptr);
    }

    void theGateRunsBeforeTheMessageIsMarkedRead()
    {
        QStringList order;
        m_fixture->addMail(requestMail());
        connect(&window(), &MainWindow::operationWanted, this, [&] {
            order += m_fixture->visibleText().contains(u"asks for a read receipt."_s) ? u"banner, then Seen"_s
                                                                                      : u"Seen"_s;
        });
        m_fixture->clickRow(0);
        QCOMPARE(order, QStringList{u"banner, then Seen"_s});
    }

    void noDialogEverComesByItself()
    {
        auto odd = requestMail();
        odd.notifyTo = "track@other.example";
        m_fixture->addMail(odd);
        auto *list = window().findChild<QAbstractItemView *>(u"messages"_s);
        QVERIFY(list != nullptr);
        QTest::keyClick(list, Qt::Key_Home);
        QTest::keyClick(list, Qt::Key_Return);
        m_fixture->clickRow(0);
        QVERIFY(dialog() == nullptr);
        QCOMPARE(banner()->content().signal, theme::Signal::Amber);
    }

    void notNowIsRememberedSaidAndGivesTheKeyboardBack()
    {
        m_fixture->addMail(requestMail());
        m_fixture->clickRow(0);
        m_fixture->button(u"Not now"_s, banner())->setFocus();
        QTest::keyClick(m_fixture->button(u"Not now"_s, banner()), Qt::Key_Space);
        QCOMPARE(decision().kind, Decision::Kind::NotNow);
        QVERIFY(window().focusWidget() == window().findChild<BodyView *>());
        window().showLedgerEntry(
            {keyOf(requestMail()), LedgerState::Snoozed, decision().fingerprint, {}, {}});
        QVERIFY2(m_fixture->visibleText(banner()).contains(u"You chose “Not now”"_s),
                 qPrintable(m_fixture->visibleText(banner())));
        QVERIFY(m_fixture->button(u"Not now"_s, banner()) == nullptr);
        press(u"Answer"_s, banner());
        QVERIFY(dialog() != nullptr);
    }

    void whatWasOddIsStillSaidAfterNotNow()
    {
        auto odd = requestMail();
        odd.notifyTo = "track@other.example";
        m_fixture->addMail(odd);
        m_fixture->clickRow(0);
        window().showLedgerEntry({keyOf(odd), LedgerState::Snoozed, {}, {}, {}});
        QVERIFY(m_fixture->visibleText(banner()).contains(u"You chose “Not now”"_s));
        QVERIFY2(banner()->content().sentence.contains(u"track@other.example"_s),
                 qPrintable(banner()->content().sentence));
        QCOMPARE(banner()->content().signal, theme::Signal::Amber);
    }

    void theDialogGivesTheKeyboardBackToTheMessage()
    {
        m_fixture->addMail(requestMail());
        m_fixture->clickRow(0);
        auto *preview = m_fixture->button(u"Preview and send"_s);
        preview->setFocus();
        QTest::keyClick(preview, Qt::Key_Space);
        QTest::keyClick(dialog(), Qt::Key_Escape);
        QTRY_VERIFY(dialog() == nullptr);
        QVERIFY(window().focusWidget() == window().findChild<BodyView *>());
    }

    void tabGoesThroughTheBannerBeforeTheMessage()
    {
        m_fixture->addMail(requestMail());
        m_fixture->clickRow(0);
        QStringList order;
        QWidget *at = m_fixture->button(u"Preview and send"_s);
        for (int i = 0; i < 12 && qobject_cast<BodyView *>(at) == nullptr; ++i) {
            if (const auto *button = qobject_cast<QPushButton *>(at))
                order += QString(button->text()).remove(u'…');
            do
                at = at->nextInFocusChain();
            while (!(at->focusPolicy() & Qt::TabFocus) || !at->isVisible());
        }
        QCOMPARE(order.join(u", "_s), u"Preview and send, Decline, Not now, From now on, Why?"_s);
    }

    void theBannerStaysAsItIsWhenNothingIsNew()
    {
        m_fixture->addMail(requestMail());
        m_fixture->clickRow(0);
        QPushButton *decline = m_fixture->button(u"Decline"_s, banner());
        decline->setFocus();
        m_fixture->setFlags(1, {"\\Flagged"});
        m_fixture->clock.advance(std::chrono::seconds(1));
        QCOMPARE(m_fixture->button(u"Decline"_s, banner()), decline);
        QVERIFY(window().focusWidget() == decline);
    }

    void theDialogShowsWhereTheKeyboardIs()
    {
        m_fixture->addMail(requestMail());
        openDialog();
        QVERIFY(dialog()->testAttribute(Qt::WA_KeyboardFocusChange));
        QCOMPARE(dialog()->focusWidget(), m_fixture->button(u"Not now"_s, dialog()));
    }

    void anotherOfMyAddressesCanAnswer()
    {
        m_fixture->account.aliases = {u"office@example.com"_s};
        window().addAccount(m_fixture->account);
        m_fixture->addMail(requestMail());
        openDialog();
        auto *box = dialog()->findChild<QComboBox *>(u"identity"_s);
        QVERIFY(box != nullptr);
        QCOMPARE(box->currentText(), u"me@example.com"_s);
        box->setCurrentIndex(1);
        Q_EMIT box->activated(1);
        press(u"Send receipt"_s, dialog());
        const QByteArray sent = decision().report.message;
        QVERIFY(sent.contains("Final-Recipient: rfc822;office@example.com"));
        QVERIFY(sent.contains("From: ") && !sent.contains("me@example.com"));
    }

    void theHeaderIsReturnedOnlyWhenThatIsChosen()
    {
        m_fixture->addMail(requestMail());
        openDialog();
        dialog()->findChild<QCheckBox *>(u"returnHeader"_s)->setChecked(true);
        press(u"Send receipt"_s, dialog());
        QVERIFY(decision().report.message.contains("text/rfc822-headers"));
        QVERIFY(decision().report.message.contains("Subject: Please confirm"));
    }

    void ofAnEncryptedMessageNoHeaderIsReturned()
    {
        auto mail = requestMail();
        mail.extraHeader = "Content-Type: multipart/encrypted; protocol=\"application/pgp-encrypted\"; "
                           "boundary=b\r\n";
        m_fixture->addMail(mail);
        openDialog();
        QVERIFY(!dialog()->findChild<QCheckBox *>(u"returnHeader"_s)->isEnabled());
        QVERIFY(m_fixture->visibleText(dialog()).contains(u"The message is encrypted"_s));
    }

    void theTextIsInTheSendersLikelyLanguageOrInAnother()
    {
        auto mail = requestMail();
        mail.extraHeader = "Content-Language: de-AT\r\n";
        m_fixture->addMail(mail);
        openDialog();
        auto *box = dialog()->findChild<QComboBox *>(u"language"_s);
        QCOMPARE(box->currentText(), u"Deutsch"_s);
        box->setCurrentIndex(box->findData(u"fr"_s));
        Q_EMIT box->activated(box->currentIndex());
        press(u"Send receipt"_s, dialog());
        const QByteArray sent = decision().report.message;
        QVERIFY2(sent.contains("Subject: Lu : Please confirm"), sent.constData());
        QVERIFY(QByteArray(sent).replace("=\r\n", "").contains("a =C3=A9t=C3=A9 affich=C3=A9"));
    }

    void aServerThatAnswersByItselfIsSaidToDoSo()
    {
        m_fixture->addMail(requestMail());
        m_fixture->clickRow(0);
        QCOMPARE(banner()->content().signal, theme::Signal::Calm);
        window().showServerSendsReceipts(m_fixture->account.id, true);
        QCOMPARE(banner()->content().signal, theme::Signal::Amber);
        QVERIFY(banner()->content().sentence.contains(u"This server sends receipts by itself"_s));
        press(u"Preview and send"_s);
        QVERIFY(m_fixture->visibleText(dialog()).contains(u"This server sends receipts by itself"_s));
        dialog()->close();
        m_fixture->action(u"Account settings"_s)->trigger();
        auto *remark = window().findChild<QLabel *>(u"remark"_s);
        QVERIFY(remark != nullptr && remark->isVisible());
        QVERIFY2(remark->text().contains(u"sends read receipts by itself"_s), qPrintable(remark->text()));
        window().findChild<AccountDialog *>()->close();
        // It is known before the next login, too.
        m_fixture->open();
        m_fixture->clickRow(0);
        QCOMPARE(banner()->content().signal, theme::Signal::Amber);
    }

    void theAccountsPageSaysWhatTheServerCanKeep()
    {
        auto state = WindowFixture::fullState();
        state.permanentFlags = QByteArrayList{"\\seen"};
        state.anyKeyword = false;
        m_fixture->openMailbox("INBOX", state);
        m_fixture->action(u"Account settings"_s)->trigger();
        QVERIFY(window().findChild<QLabel *>(u"remark"_s)->text().contains(u"cannot remember"_s));
    }

    void helpIsBesideTheAnswers()
    {
        m_fixture->addMail(requestMail());
        openDialog();
        press(u"Help"_s, dialog());
        auto *help = dialog()->findChild<ReceiptHelp *>();
        QVERIFY(help != nullptr && help->isVisible());
        const QString text = help->findChild<QTextBrowser *>()->toPlainText();
        QVERIFY(text.contains(u"What the sender learns"_s) && text.contains(u"Where the guarantee ends"_s));
        m_fixture->action(u"Read receipts"_s)->trigger();
        QVERIFY(window().findChild<ReceiptHelp *>(QString(), Qt::FindDirectChildrenOnly) != nullptr);
    }

    void aMessageReadBeforeAsksInTheBannerAlone()
    {
        auto mail = requestMail();
        mail.flags = {"\\Seen"};
        m_fixture->addMail(mail);
        m_fixture->clickRow(0);
        QVERIFY(dialog() == nullptr);
        QVERIFY(m_fixture->button(u"Preview and send"_s) != nullptr);
    }

    void theDialogShowsWhoWhereFromAndTheExactMessage()
    {
        m_fixture->addMail(requestMail());
        openDialog();
        QVERIFY(dialog() != nullptr);
        const QString text = m_fixture->visibleText(dialog());
        QVERIFY(text.contains(u"Send a read receipt to ann@example.org?"_s));
        QVERIFY(text.contains(u"Ann Example <ann@example.org>"_s));
        QVERIFY(text.contains(u"me@example.com"_s));
        QVERIFY(text.contains(u"MAIL FROM:<>\nRCPT TO:<ann@example.org>"_s));
        QString raw;
        const auto fields = dialog()->findChildren<QPlainTextEdit *>();
        for (const QPlainTextEdit *field : fields) {
            if (field->isReadOnly())
                raw = field->toPlainText();
        }
        QVERIFY(raw.contains(u"report-type=disposition-notification"_s));
        QVERIFY(raw.contains(u"Final-Recipient: rfc822;me@example.com"_s));
        press(u"Send receipt"_s, dialog());
        QCOMPARE(m_decided->size(), 1);
        QByteArray sent = decision().report.message;
        QCOMPARE(QString::fromUtf8(sent.replace("\r\n", "\n")), raw);  // the preview is what is sent
    }

    void sendCarriesTheWholeDecision()
    {
        m_fixture->addMail(requestMail());
        openDialog();
        press(u"Send receipt"_s, dialog());
        const Decision made = decision();
        QCOMPARE(made.kind, Decision::Kind::Send);
        QCOMPARE(made.key, keyOf(requestMail()));
        QVERIFY(!made.fingerprint.isEmpty());
        QCOMPARE(made.target.uid.value, 1U);
        QCOMPARE(made.target.mailbox, "INBOX"_ba);
        QCOMPARE(made.account, m_fixture->account.id);
        QVERIFY(made.condstore);
        QCOMPARE(made.report.recipients, std::vector<QByteArray>{asker});
        QVERIFY(made.report.message.contains("MDN-sent-manually; displayed"));
        QTRY_VERIFY(dialog() == nullptr);
    }

    void theTextIsTheUsersAndTheProgramCanBeLeftOut()
    {
        m_fixture->addMail(requestMail());
        openDialog();
        const auto fields = dialog()->findChildren<QPlainTextEdit *>();
        for (QPlainTextEdit *field : fields) {
            if (!field->isReadOnly())
                field->setPlainText(u"I have it."_s);
        }
        dialog()->findChild<QCheckBox *>()->setChecked(false);
        press(u"Send receipt"_s, dialog());
        QVERIFY(decision().report.message.contains("I have it."));
        QVERIFY(!decision().report.message.contains("Reporting-UA"));
    }

    void aDoubleClickIsOneDecision()
    {
        m_fixture->addMail(requestMail());
        openDialog();
        auto *send = m_fixture->button(u"Send receipt"_s, dialog());
        QTest::mouseDClick(send, Qt::LeftButton);
        send->click();
        QCOMPARE(m_decided->size(), 1);
        // And the banner offers nothing while the ledger has not answered.
        QVERIFY(m_fixture->button(u"Decline"_s) == nullptr);
        QVERIFY(!m_fixture->action(u"Decline receipt"_s)->isEnabled());
    }

    void enterAndEscapeAreTheSafeChoice_data()
    {
        QTest::addColumn<Qt::Key>("key");
        QTest::newRow("Enter") << Qt::Key_Return;
        QTest::newRow("Escape") << Qt::Key_Escape;
    }

    void enterAndEscapeAreTheSafeChoice()
    {
        QFETCH(Qt::Key, key);
        m_fixture->addMail(requestMail());
        openDialog();
        QTest::keyClick(dialog(), key);
        QCOMPARE(m_decided->size(), 1);
        QCOMPARE(decision().kind, Decision::Kind::NotNow);
    }

    void declineSendsNothingAndIsRemembered()
    {
        m_fixture->addMail(requestMail());
        openDialog();
        press(u"Decline"_s, dialog());
        QCOMPARE(decision().kind, Decision::Kind::Deny);
        QVERIFY(decision().report.message.isEmpty());
        window().showLedgerEntry({keyOf(requestMail()), LedgerState::Denied, decision().fingerprint, {}, {}});
        QVERIFY(m_fixture->visibleText().contains(u"You have declined to send a receipt."_s));
        QVERIFY(m_fixture->button(u"Preview and send"_s) == nullptr);
    }

    void theStateAfterSendIsShownInBannerAndList()
    {
        m_fixture->addMail(requestMail());
        auto *model = window().findChild<models::MessageListModel *>();
        const auto state = [&] {
            return model->index(0, 0)
                .data(models::MessageListModel::ReceiptRole)
                .value<receipts::ColumnState>();
        };
        QCOMPARE(state(), receipts::ColumnState::Requested);
        openDialog();
        press(u"Send receipt"_s, dialog());
        const auto key = keyOf(requestMail());
        window().showLedgerEntry({key, LedgerState::Approved, decision().fingerprint, {}, {}});
        QCOMPARE(state(), receipts::ColumnState::Waiting);
        QVERIFY(m_fixture->visibleText().contains(u"Your receipt is waiting to be sent."_s));
        window().showLedgerEntry({key, LedgerState::Sent, decision().fingerprint, {}, {}});
        QCOMPARE(state(), receipts::ColumnState::Sent);
        QVERIFY(m_fixture->visibleText().contains(u"You have sent a receipt for this message."_s));
    }

    void anotherProgramsMarkIsNeverCalledSent_data()
    {
        QTest::addColumn<QByteArray>("keyword");
        QTest::newRow("$MDNSent") << "$MDNSent"_ba;
        QTest::newRow("odd case") << "$mdnsENT"_ba;
        QTest::newRow("receipt-handled") << "receipt-handled"_ba;
    }

    void anotherProgramsMarkIsNeverCalledSent()
    {
        QFETCH(QByteArray, keyword);
        auto mail = requestMail();
        mail.flags = {keyword};
        m_fixture->addMail(mail);
        m_fixture->clickRow(0);
        QVERIFY(dialog() == nullptr);
        auto *banner = window().findChild<Banner *>(u"receiptBanner"_s);
        QVERIFY(banner->isVisible());
        QCOMPARE(banner->content().sentence, u"Another program has already handled this request."_s);
        QVERIFY(!m_fixture->visibleText(banner).contains(u"sent"_s));
        QVERIFY(banner->content().actions.isEmpty());
    }

    void anotherProgramAnsweringClosesTheDialog()
    {
        m_fixture->addMail(requestMail());
        openDialog();
        QVERIFY(dialog() != nullptr);
        m_fixture->setFlags(1, {"$MDNSent"});
        QTRY_VERIFY(dialog() == nullptr);
        QCOMPARE(m_decided->size(), 0);
        QVERIFY(m_fixture->visibleText().contains(u"Another program has already handled this request."_s));
    }

    void aDraftIsNotAskedAbout()
    {
        auto mail = requestMail();
        mail.flags = {"\\Draft"};
        m_fixture->addMail(mail);
        m_fixture->clickRow(0);
        QVERIFY(dialog() == nullptr);
        QVERIFY(!window().findChild<Banner *>(u"receiptBanner"_s)->isVisible());
    }

    void anOddAnswerAddressIsSaidInAmber()
    {
        auto mail = requestMail();
        mail.notifyTo = "track@other.example";
        m_fixture->addMail(mail);
        m_fixture->clickRow(0);
        auto *banner = window().findChild<Banner *>(u"receiptBanner"_s);
        QCOMPARE(banner->content().signal, theme::Signal::Amber);
        QVERIFY(m_fixture->visibleText(banner).contains(u"track@other.example"_s));
        press(u"Preview and send"_s);
        QVERIFY(m_fixture->visibleText(dialog()).contains(
            u"The answer would go to track@other.example, not to the sender."_s));
        QVERIFY(m_fixture->visibleText(dialog()).contains(u"RCPT TO:<track@other.example>"_s));
    }

    void whereTheMarkCannotBeKeptNothingIsOffered()
    {
        auto state = WindowFixture::fullState();
        state.uidValidity = {78};
        state.permanentFlags = QByteArrayList{"\\seen", "\\draft"};
        state.anyKeyword = false;
        auto mail = requestMail();
        m_fixture->addMail(mail);
        m_fixture->clickRow(0);
        state.uidValidity = WindowFixture::fullState().uidValidity;
        m_fixture->openMailbox("INBOX", state);
        auto *banner = window().findChild<Banner *>(u"receiptBanner"_s);
        QVERIFY(banner->content().sentence.contains(u"cannot remember that the request was answered"_s));
        QVERIFY(banner->content().actions.isEmpty());
    }

    void anUncertainSendNeedsASecondConsent()
    {
        m_fixture->addMail(requestMail());
        const auto key = keyOf(requestMail());
        window().showLedgerEntry({key, LedgerState::SendUncertain, {}, {}, {}});
        m_fixture->clickRow(0);
        QSignalSpy anyway(&window(), &MainWindow::receiptSendAnywayWanted);
        press(u"Send anyway"_s);
        auto *box = window().findChild<QMessageBox *>();
        QVERIFY(box != nullptr);
        QCOMPARE(box->defaultButton()->text(), u"Leave it"_s);
        QCOMPARE(anyway.size(), 0);
        QTest::mouseClick(m_fixture->button(u"Send anyway"_s, box), Qt::LeftButton);
        QCOMPARE(anyway.size(), 1);
        QCOMPARE(anyway.first().first().value<receipts::RequestKey>(), key);
    }

    void aDecisionThatCouldNotBeKeptCanBeMadeAgain()
    {
        m_fixture->addMail(requestMail());
        openDialog();
        press(u"Send receipt"_s, dialog());
        window().showReceiptFailure(keyOf(requestMail()), {Error::Kind::Storage, "disk full"});
        QVERIFY(m_fixture->visibleText().contains(u"The receipt was not sent"_s));
        QVERIFY(m_fixture->button(u"Preview and send"_s) != nullptr);
    }

    void everyBlockAndWarningHasASentence()
    {
        ReceiptCase example;
        example.request.notifyTo = {{{}, "track", "other.example"}};
        for (int i = 0; i <= static_cast<int>(receipts::Block::SendingFailed); ++i)
            QVERIFY2(!ReceiptWords::block(static_cast<receipts::Block>(i), example).isEmpty(),
                     qPrintable(QString::number(i)));
        for (int i = 0; i <= static_cast<int>(receipts::Warning::ManyByRules); ++i)
            QVERIFY2(!ReceiptWords::warning(static_cast<receipts::Warning>(i), example).isEmpty(),
                     qPrintable(QString::number(i)));
    }

    void hostileHeadersDoNotReachTheReceiptsWords()
    {
        auto mail = requestMail();
        mail.subject = "a\xE2\x80\xAE<b>%1%n";
        mail.from = "\"\xE2\x80\xAE%1 <x>\" <ann@example.org>";
        m_fixture->addMail(mail);
        openDialog();
        const QString text = m_fixture->visibleText(dialog());
        QVERIFY(text.contains(u"%1 <x> <ann@example.org>"_s));
        QVERIFY(!text.contains(QChar(0x202E)));
    }
};

POSTHORN_TEST(ReceiptsTest)
#include "tst_receipts.moc"
