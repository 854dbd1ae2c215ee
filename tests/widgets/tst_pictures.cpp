// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/accounts/accountdialog.h"
#include "widgets/accounts/certificatedialog.h"
#include "widgets/failuresdialog.h"
#include "widgets/folders/folderchooser.h"
#include "widgets/folders/folderview.h"
#include "widgets/messages/messageview.h"
#include "widgets/receipts/receiptdialog.h"
#include "widgets/receipts/receipthelp.h"
#include "widgets/receipts/receiptrulesdialog.h"
#include "widgets/receipts/receiptscentre.h"
#include "widgets/receipts/selectionreceipts.h"
#include "widgets/translation.h"

#include <QMenu>
#include <QScrollBar>
#include <QStyleHints>
#include <QTabWidget>
#include <QTextBrowser>

#include "tests/widgets/centresample.h"
#include "tests/widgets/windowfixture.h"

using namespace Qt::StringLiterals;

namespace {

struct Line {
    const char *from, *subject;
    int daysAgo;
    const char *flags;
    bool attachment, asks;
};

constexpr Line lines[] = {
    {"Mara Lindqvist <mara@harbour.example>", "Berth plan for the regatta, please confirm", 0, "", true,
     true},
    {"山田 花子 <hanako@kyoto.example>", "来週の会議について", 0, "", false, false},
    {"Tomás Ferreira <tomas@harbour.example>", "Re: Lighthouse paint, third coat", 0, "\\Seen \\Answered",
     false, false},
    {"Notices <list@quay.example>",
     "[quay] Crane 4 out of service on Friday, and a very long subject that goes on", 1, "", false, false},
    {"دانا الخطيب <dana@souk.example>", "موعد التسليم", 1, "\\Seen \\Flagged", true, false},
    {"Priya Raman <priya@harbour.example>", "Minutes of the harbour board", 2, "\\Seen $MDNSent", false,
     true},
    {"Ольга Петрова <olga@dock.example>", "Счёт за декабрь", 3, "\\Seen", true, false},
    {"Jonas Weber <jonas@harbour.example>", "Fähre: neuer Fahrplan ab März", 5, "\\Seen", false, false},
    {"Mara Lindqvist <mara@harbour.example>", "Fender order", 12, "\\Seen \\Flagged", true, false},
    {"Sam O'Connor <sam@pilot.example>", "Pilot rota", 40, "\\Seen", false, true},
    {"Accounts <billing@rope.example>", "Invoice 2024-118", 400, "\\Seen", true, false},
    {"Ines Duarte <ines@harbour.example>", "Old charts", 900, "\\Seen", false, false},
};

const char *const bodyText =
    "Dear all,\n\nthe berth plan for the regatta is attached. Berths 4 to 9 go to the visiting crews; the "
    "tug keeps "
    "number 2.\nPlease confirm that you have seen it, the pilots need to know by Thursday.\n\n"
    "The tide table is at https://tides.example.org/harbour?week=51 as always.\n\n"
    "> Could we move the press boat next to the pier?\n> It was hard to reach last year.\n\nYes, that is "
    "done.\n\nMara\n";

QPalette darkPalette()
{
    QPalette palette(QColor(0x2b, 0x2d, 0x31), QColor(0x2b, 0x2d, 0x31));
    palette.setColor(QPalette::Base, QColor(0x1f, 0x21, 0x24));
    palette.setColor(QPalette::Text, QColor(0xe6, 0xe6, 0xe6));
    palette.setColor(QPalette::WindowText, QColor(0xe6, 0xe6, 0xe6));
    palette.setColor(QPalette::ButtonText, QColor(0xe6, 0xe6, 0xe6));
    palette.setColor(QPalette::PlaceholderText, QColor(0x90, 0x90, 0x90));
    palette.setColor(QPalette::Highlight, QColor(0x3d, 0x6f, 0xb5));
    palette.setColor(QPalette::HighlightedText, Qt::white);
    palette.setColor(QPalette::Link, QColor(0x7f, 0xb2, 0xf5));
    palette.setColor(QPalette::Disabled, QPalette::ButtonText, QColor(0x80, 0x80, 0x80));
    palette.setColor(QPalette::Disabled, QPalette::WindowText, QColor(0x80, 0x80, 0x80));
    palette.setColor(QPalette::Disabled, QPalette::Text, QColor(0x80, 0x80, 0x80));
    return palette;
}

}

// The window and its dialogs in the variants people use. With POSTHORN_PICTURES=DIR they are written there,
// to be looked at; in every run they must be painted, and painting twice must give the same picture.
class PicturesTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<WindowFixture> m_fixture;

    void keep(QWidget *widget, const QString &name)
    {
        QCoreApplication::sendPostedEvents();  // layouts, and what was shown a moment ago
        (void)widget->grab();  // what scrolls is laid out when it is painted for the first time
        const QImage picture = widget->grab().toImage();
        QVERIFY(!picture.isNull());
        QCOMPARE(widget->grab().toImage(), picture);
        const QString folder = qEnvironmentVariable("POSTHORN_PICTURES");
        if (!folder.isEmpty())
            QVERIFY(picture.save(
                u"%1/%2-%3.png"_s.arg(folder, QString::fromLatin1(QTest::currentDataTag()), name)));
    }
    // As the row of the test says, until what is returned goes; the window goes with it.
    [[nodiscard]] auto dress()
    {
        QFETCH(bool, dark);
        QFETCH(Qt::LayoutDirection, direction);
        const QPalette before = QApplication::palette();
        if (dark)
            QApplication::setPalette(darkPalette());
        QApplication::setLayoutDirection(direction);
        return qScopeGuard([this, before] {
            m_fixture.reset();
            QApplication::setPalette(before);
            QApplication::setLayoutDirection(Qt::LeftToRight);
        });
    }
    void fill()
    {
        m_fixture->listFolders();
        m_fixture->openMailbox();
        quint32 uid = 100;
        for (const Line &line : lines) {
            SampleMail mail;
            mail.uid = uid--;
            mail.from = line.from;
            mail.subject = line.subject;
            mail.returnPath = "mara@harbour.example";
            mail.date = QDateTime(QDate(2026, 1, 1), QTime(11, 40), Qt::UTC)
                            .addDays(-line.daysAgo)
                            .addSecs(int(uid) * 31);
            mail.flags = QByteArray(line.flags).split(' ');
            mail.flags.removeAll(QByteArray());
            mail.notifyTo = line.asks ? QByteArray("mara@harbour.example") : QByteArray();
            mail.extraHeader = "Authentication-Results: mx.example.com; dmarc=pass\r\n";
            mail.text = bodyText;
            if (line.attachment)
                mail.attachments = {attachmentPart("2", u"berth-plan.pdf"_s),
                                    attachmentPart("3", u"tides-week-51.csv"_s)};
            m_fixture->addMail(mail);
        }
        m_fixture->apply(store::FolderCounted{m_fixture->account.id, "INBOX", 12, 3});
        m_fixture->apply(store::FolderCounted{m_fixture->account.id, "Projects/Alpha", 40, 12});
        m_fixture->setOnline();
        m_fixture->window().resize(1280, 800);
    }
    void keepReceiptRules()
    {
        using receipts::PolicyRule;
        using receipts::Preference;
        m_fixture->window().showReceiptRules(
            {{PolicyRule::Scope::Sender, "priya@harbour.example", Preference::Automatic},
             {PolicyRule::Scope::Sender, "somebody.with.quite.a.long.name@department.of.charts.example",
              Preference::Never},
             {PolicyRule::Scope::Domain, "counter.example", Preference::Deny}});
        m_fixture->action(u"Rules for receipts"_s)->trigger();
        auto *dialog = m_fixture->window().findChild<ReceiptRulesDialog *>();
        QVERIFY(dialog != nullptr);
        keep(dialog, u"2-receipt-rules"_s);
        dialog->close();
        m_fixture->window().showReceiptRules({});
    }
    void showConversation()
    {
        using Direction = accounts::ProtocolLine::Direction;
        const std::pair<Direction, const char *> said[] = {
            {Direction::Note, "connected, encrypted"},
            {Direction::Received, "* OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN IDLE] ready"},
            {Direction::Sent, "a1 AUTHENTICATE PLAIN ***"},
            {Direction::Received, "a1 OK [CAPABILITY IMAP4rev1 IDLE UIDPLUS CONDSTORE] Logged in"},
            {Direction::Sent, "a2 SELECT INBOX"},
            {Direction::Received, "* FLAGS (\\Answered \\Flagged \\Deleted \\Seen \\Draft $MDNSent)"},
            {Direction::Received, "* 12 EXISTS"},
            {Direction::Received, "a2 OK [READ-WRITE] Select completed"},
        };
        std::vector<accounts::ProtocolLine> all;
        for (const auto &[direction, text] : said)
            all.push_back({m_fixture->account.id, 1, direction, m_fixture->clock.now(), text});
        m_fixture->window().showProtocol(all);
    }

private Q_SLOTS:
    void initTestCase() { installTranslations(*QCoreApplication::instance(), QLocale(QLocale::English)); }

    void theWindow_data()
    {
        QTest::addColumn<bool>("dark");
        QTest::addColumn<Qt::LayoutDirection>("direction");
        QTest::newRow("light-ltr") << false << Qt::LeftToRight;
        QTest::newRow("light-rtl") << false << Qt::RightToLeft;
        QTest::newRow("dark-ltr") << true << Qt::LeftToRight;
    }

    void theWindow()
    {
        const auto undress = dress();

        m_fixture = std::make_unique<WindowFixture>();
        fill();
        keep(&m_fixture->window(), u"1-empty-reader"_s);
        m_fixture->clickRow(0);
        keep(&m_fixture->window(), u"2-question"_s);
        m_fixture->action(u"Preview and send receipt"_s)->trigger();
        auto *dialog = m_fixture->window().findChild<ReceiptDialog *>();
        QVERIFY(dialog != nullptr);
        keep(dialog, u"2-receipt-dialog"_s);
        dialog->close();
        const receipts::RequestKey key{m_fixture->reader->row(m_fixture->copyId(100))->receiptKey};
        m_fixture->window().showLedgerEntry({key, receipts::LedgerState::Snoozed, {}, {}, {}});
        keep(&m_fixture->window(), u"3-message"_s);
        keepReceiptRules();
        QTest::keyClick(&m_fixture->window(), Qt::Key_2, Qt::ControlModifier);
        keep(&m_fixture->window(), u"4-compact"_s);
        accounts::CertificateQuestion question;
        question.host = u"imap.harbour.example"_s;
        question.port = 993;
        question.problems = {accounts::CertificateProblem::Expired,
                             accounts::CertificateProblem::HostNameMismatch};
        question.subject = u"CN=mail.other.example"_s;
        question.issuer = u"CN=Example Authority"_s;
        question.names = {u"mail.other.example"_s, u"other.example"_s};
        question.sha256 =
            QByteArray::fromHex("00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff");
        question.validFrom = QDateTime(QDate(2024, 1, 1), QTime(0, 0), Qt::UTC);
        question.validUntil = QDateTime(QDate(2025, 1, 1), QTime(0, 0), Qt::UTC);
        m_fixture->window().askAboutCertificate(question);
        auto *certificate = m_fixture->window().findChild<CertificateDialog *>();
        keep(certificate, u"5-certificate"_s);
        certificate->close();
        SampleMail odd{.uid = 200, .subject = "A very odd request", .notifyTo = "track@counter.example"};
        odd.date = QDateTime(QDate(2026, 1, 1), QTime(12, 59), Qt::UTC);
        m_fixture->addMail(odd);
        QTest::keyClick(&m_fixture->window(), Qt::Key_1, Qt::ControlModifier);
        m_fixture->clickRow(0);
        m_fixture->action(u"Preview and send receipt"_s)->trigger();
        const auto dialogs = m_fixture->window().findChildren<ReceiptDialog *>();
        QVERIFY(!dialogs.isEmpty());
        keep(dialogs.last(), u"8-odd-dialog"_s);
        dialogs.last()->close();
        m_fixture->window().showServerAlert(m_fixture->account.id, "Maintenance tonight from 22:00");
        m_fixture->action(u"All header fields"_s)->trigger();
        keep(&m_fixture->window(), u"9-odd-message"_s);
        m_fixture->action(u"Account settings"_s)->trigger();
        auto *settings = m_fixture->window().findChild<AccountDialog *>();
        keep(settings, u"A-account-settings"_s);
        settings->close();
        m_fixture->action(u"All header fields"_s)->trigger();
        accounts::Status status;
        status.account = m_fixture->account.id;
        status.kind = accounts::Status::Kind::WaitingToReconnect;
        status.error = {Error::Kind::Timeout, {}};
        m_fixture->window().showStatus(status);
        m_fixture->window().resize(800, 500);
        keep(&m_fixture->window(), u"B-small-and-offline"_s);
        m_fixture->window().resize(1280, 800);
        m_fixture->action(u"Protocol log"_s)->trigger();
        showConversation();
        keep(&m_fixture->window(), u"D-protocol"_s);
    }

    void changesAndWhatBecomesOfThem_data() { theWindow_data(); }

    void changesAndWhatBecomesOfThem()
    {
        using accounts::ServerLevel;
        using journal::MoveMessages;
        using journal::State;
        const auto undress = dress();
        m_fixture = std::make_unique<WindowFixture>();
        fill();
        MainWindow &window = m_fixture->window();
        const QUuid account = m_fixture->account.id;
        auto *tree = window.findChild<FolderView *>();
        window.showOfflineProgress({account, u"Projects/Alpha"_s, 1250, 48'000, false});
        window.showServerLevel(account, ServerLevel::Imap2bis);
        m_fixture->clickRow(3);
        keep(&window, u"E-level-and-download"_s);
        window.showServerLevel(account, ServerLevel::Current);
        window.showOfflineProgress({account, {}, 0, 0, true});
        m_fixture->action(u"Move to"_s)->trigger();
        keep(window.findChild<FolderChooser *>(), u"F-folder-chooser"_s);
        window.findChild<FolderChooser *>()->close();
        window.findChild<MessageView *>()->selectAll();
        m_fixture->action(u"Delete"_s)->trigger();
        keep(&window, u"G-all-moved-away"_s);
        m_fixture->openMailbox("Trash");
        tree->select(m_fixture->folderId("Trash"));
        keep(&window, u"H-on-its-way"_s);
        tree->select(m_fixture->folderId("INBOX"));
        const auto targets = [&](quint32 uid) {
            return journal::Targets::of(
                {account, "INBOX", m_fixture->fullState().uidValidity, imap::Uid{uid}, {}, {}});
        };
        const MoveMessages toAlpha{targets(99), "Projects/Alpha", MoveMessages::Wish::Move};
        window.showOperation(
            {7, State::Failed, toAlpha, "[TRYCREATE] Mailbox doesn't exist: Projects/Alpha"});
        window.showOperation({8, State::Failed, journal::DeleteFolder{account, "Projects"},
                              "Mailbox Projects is in use by another user."});
        keep(&window, u"I-create-it"_s);
        m_fixture->action(u"Changes that were not made"_s)->trigger();
        keep(window.findChild<FailuresDialog *>(), u"J-failures"_s);
        window.findChild<FailuresDialog *>()->close();
        window.withdrawOperation(7);
        window.withdrawOperation(8);
        accounts::Notice withheld{account, accounts::Notice::Kind::MessagesWithheld, "INBOX"};
        withheld.messages = 3;
        window.showAccountNotice(withheld);
        keep(&window, u"K-withheld"_s);
        window.showAccountNotice({account, accounts::Notice::Kind::FolderGhost, "INBOX"});
        keep(&window, u"L-ghost"_s);
        window.showOperation({9, State::Held, journal::RemoveMessages{targets(97)}, {}, 0});
        window.resize(800, 500);
        keep(&window, u"M-small"_s);
        const QModelIndex work = tree->model()->index(0, 0);
        Q_EMIT tree->customContextMenuRequested(tree->visualRect(tree->model()->index(0, 0, work)).center());
        keep(window.findChild<QMenu *>(u"folderMenu"_s), u"N-folder-menu"_s);
    }

    void theReceiptsCentre_data() { theWindow_data(); }

    void theReceiptsCentre()
    {
        const auto undress = dress();
        m_fixture = std::make_unique<WindowFixture>();
        fill();
        MainWindow &window = m_fixture->window();
        m_fixture->action(u"Receipts Centre"_s)->trigger();
        auto *centre = window.findChild<ReceiptsCentre *>();
        window.showSentMail({1, {}, {}});
        keep(centre, u"O-centre-empty"_s);
        window.showReportsChanged();
        m_fixture->clock.advance(std::chrono::seconds(1));
        window.showSentMail(centresample::sentPage(2, m_fixture->clock.now()));
        centre->sent()->view()->setCurrentIndex(centre->sent()->model()->index(1, 0));
        keep(centre, u"P-centre-sent"_s);
        auto *tabs = centre->findChild<QTabWidget *>();
        tabs->setCurrentWidget(centre->asked());
        keep(centre, u"Q-centre-asked"_s);
        window.showActivity(centresample::activityPage(1, m_fixture->clock.now()));
        tabs->setCurrentWidget(centre->activity());
        keep(centre, u"R-centre-activity"_s);
        centre->close();
        m_fixture->clickRow(2);
        m_fixture->addReport(98,
                             {{"<m1@home.example>", "tomas@harbour.example", 13, 3,
                               m_fixture->clock.now().addDays(-1), QByteArray("\0\4", 2)}});
        m_fixture->clock.advance(std::chrono::seconds(1));
        keep(&window, u"S-report-card"_s);
    }

    void requestsInTheList_data() { theWindow_data(); }

    void requestsInTheList()
    {
        const auto undress = dress();
        m_fixture = std::make_unique<WindowFixture>();
        fill();
        MainWindow &window = m_fixture->window();
        SampleMail secret{.uid = 201, .subject = "...", .notifyTo = "mara@harbour.example"};
        secret.from = "Mara Lindqvist <mara@harbour.example>";
        secret.returnPath = "mara@harbour.example";
        secret.date = QDateTime(QDate(2026, 1, 1), QTime(12, 58), Qt::UTC);
        secret.extraHeader = "Authentication-Results: mx.example.com; dmarc=pass\r\nContent-Type: "
                             "multipart/encrypted; protocol=\"application/pgp-encrypted\"; boundary=b\r\n";
        m_fixture->addMail(secret);
        m_fixture->clickRow(0);
        m_fixture->action(u"Preview and send receipt"_s)->trigger();
        auto *dialog = window.findChild<ReceiptDialog *>();
        keep(dialog, u"T-encrypted-dialog"_s);
        ReceiptHelp::open(dialog);
        keep(dialog->findChild<ReceiptHelp *>(), u"X-help"_s);
        auto *page = dialog->findChild<ReceiptHelp *>()->findChild<QTextBrowser *>();
        page->verticalScrollBar()->setValue(page->verticalScrollBar()->maximum());
        keep(dialog->findChild<ReceiptHelp *>(), u"X-help-table"_s);
        dialog->close();
        m_fixture->action(u"Requests for receipts first"_s)->trigger();
        QTest::keyClick(&window, Qt::Key_2, Qt::ControlModifier);
        window.resize(1500, 800);
        keep(&window, u"U-requests-first"_s);
        QTest::keyClick(&window, Qt::Key_1, Qt::ControlModifier);
        m_fixture->action(u"Only requests to answer"_s)->trigger();
        keep(&window, u"V-only-requests"_s);
        m_fixture->action(u"Only requests to answer"_s)->trigger();
        window.findChild<MessageView *>()->selectAll();
        m_fixture->action(u"Receipt: not now"_s)->trigger();
        auto *panel = window.findChild<SelectionReceipts *>();
        QVERIFY(panel != nullptr);
        keep(panel, u"W-selection"_s);
    }

    void conversations_data() { theWindow_data(); }

    void conversations()
    {
        const auto undress = dress();
        m_fixture = std::make_unique<WindowFixture>();
        fill();
        MainWindow &window = m_fixture->window();
        const std::pair<quint32, const char *> answers[] = {
            {100, "Jonas Weber <jonas@harbour.example>"},
            {300, "Mara Lindqvist <mara@harbour.example>"},
            {300, "Priya Nair <priya@harbour.example>"},
            {98, "Jonas Weber <jonas@harbour.example>"},
            {96, "Tom\303\241s Okafor <tomas@harbour.example>"}};
        quint32 uid = 300;
        for (const auto &[answered, author] : answers) {
            SampleMail mail{.uid = uid, .subject = "Re: What was said about the berths", .from = author};
            mail.date = QDateTime(QDate(2026, 1, 1), QTime(12, 0), Qt::UTC).addSecs(uid++ * 7);
            mail.flags = uid % 2 == 0 ? QByteArrayList{"\\Seen"} : QByteArrayList();
            mail.answers = answered;
            m_fixture->addMail(mail);
        }
        auto *view = window.findChild<MessageView *>();
        m_fixture->action(u"Conversations"_s)->trigger();
        QTRY_VERIFY(view->model()->index(1, 0).data(models::MessageListModel::DepthRole).toInt() > 0);
        view->select(m_fixture->copyId(96));
        QTest::keyClick(view, Qt::Key_Left);
        keep(&window, u"Y-conversations"_s);
        QTest::keyClick(&window, Qt::Key_2, Qt::ControlModifier);
        window.resize(1500, 800);
        keep(&window, u"Y-conversations-compact"_s);
    }

    void theFirstStartWithoutAConnection()
    {
        m_fixture = std::make_unique<WindowFixture>();
        const auto restore = qScopeGuard([&] { m_fixture.reset(); });
        accounts::Status status;
        status.account = m_fixture->account.id;
        status.kind = accounts::Status::Kind::WaitingToReconnect;
        status.error = {Error::Kind::NotFound, {}};
        m_fixture->window().showStatus(status);
        keep(&m_fixture->window(), u"C-unreachable"_s);
    }

    void theFirstRun_data() { theWindow_data(); }

    void theFirstRun()
    {
        const auto undress = dress();
        m_fixture = std::make_unique<WindowFixture>(false);
        m_fixture->window().resize(1100, 760);
        keep(&m_fixture->window(), u"6-welcome"_s);
        m_fixture->action(u"Add account"_s)->trigger();
        keep(&m_fixture->window(), u"7-account"_s);
    }
};

POSTHORN_TEST(PicturesTest)
#include "tst_pictures.moc"
