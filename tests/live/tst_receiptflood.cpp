// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mime/date.h"
#include "core/mime/part.h"
#include "core/models/messagelistmodel.h"
#include "widgets/reader/headerpanel.h"
#include "widgets/receipts/receiptdialog.h"
#include "widgets/receipts/selectionreceipts.h"

#include <QFileInfo>
#include <QLabel>
#include <QMessageBox>
#include <QPushButton>
#include <QScrollBar>
#include <QTemporaryDir>

#include "tests/live/imapline.h"
#include "tests/live/program.h"
#include "tests/live/submissionsink.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;
using live::Program;

namespace {

constexpr int patience = 120'000, messages = 10'000, chosenOfEachKind = 3;

// A kind of message: how it differs from a plain request, field by field; a field without a body is left out.
// What goes when a person answers many at once: nothing that must not be answered, and nothing that looks
// odd.
struct Kind {
    const char *name;
    const char *fields;
    bool goes = false;
    const char *flags = "";
};
constexpr Kind kinds[] = {
    {"plain", "", true},
    {"answer", "In-Reply-To: <other@example.org>\nReferences: <other@example.org>", true},
    {"copied", "To: bob@example.org\nCc: Alice <alice@example.org>", true},
    {"named", "Disposition-Notification-To: A Name <s@n@@ex.example>", true},
    {"commented", "Disposition-Notification-To: s@n@@ex.example (of old)", true},
    {"upper case", "Disposition-Notification-To: s@n@@EX.example", true},
    {"no return path", "Return-Path:", true},
    {"unsigned", "Authentication-Results:", true},
    {"old", "Date: Mon, 1 Jan 2001 10:00:00 +0000", true},
    {"no date", "Date:", true},
    {"seen elsewhere", "", true, "\\Seen"},
    {"null return path", "Return-Path: <>"},
    {"other return path", "Return-Path: <victim@elsewhere.example>"},
    {"two return paths", "Return-Path: <s@n@@ex.example>\nReturn-Path: <victim@elsewhere.example>"},
    {"elsewhere", "Disposition-Notification-To: victim@elsewhere.example"},
    {"two addresses", "Disposition-Notification-To: s@n@@ex.example, victim@elsewhere.example"},
    {"two fields",
     "Disposition-Notification-To: s@n@@ex.example\nDisposition-Notification-To: victim@x.example"},
    {"many addresses",
     "Disposition-Notification-To: a@x.example, b@x.example, c@x.example, d@x.example, e@x.example, "
     "f@x.example, "
     "g@x.example, h@x.example, i@x.example, j@x.example, k@x.example, l@x.example"},
    {"nothing", "Disposition-Notification-To: ,"},
    {"malformed", "Disposition-Notification-To: not an address"},
    {"encoded address", "Disposition-Notification-To: =?utf-8?q?s@n@=40ex.example=3E?="},
    {"non-ASCII", "Disposition-Notification-To: s\xc3\xa4@ex.example"},
    {"to oneself", "Disposition-Notification-To: alice@example.org"},
    {"own", "From: Alice <alice@example.org>\nDisposition-Notification-To: alice@example.org"},
    {"generated", "Auto-Submitted: auto-generated"},
    {"replied by itself", "Auto-Submitted: auto-replied"},
    {"bulk", "Precedence: bulk"},
    {"list", "List-Id: <some.list.example>"},
    {"list post", "List-Post: <mailto:some@list.example>"},
    {"news", "Newsgroups: some.group"},
    {"receipt", "Content-Type: multipart/report; report-type=disposition-notification; boundary=b"},
    {"bounce", "Content-Type: multipart/report; report-type=delivery-status; boundary=b"},
    {"fragment", "Content-Type: message/partial; id=a; number=1; total=2"},
    {"required option", "Disposition-Notification-Options: new-option=required,1"},
    {"failed", "Authentication-Results: mx.example.org; dmarc=fail"},
    {"of others", "To: bob@example.org"},
    {"resent", "Resent-From: bob@example.org\nResent-To: alice@example.org"},
    {"other words",
     "Disposition-Notification-To:\nX-Confirm-Reading-To: s@n@@ex.example\nReturn-Receipt-To: "
     "s@n@@ex.example"},
    {"answered", "", false, "$MDNSent"},
    {"draft", "", false, "\\Draft"},
    {"junk", "", false, "$Junk"},
};

const Kind &kindOf(int number)
{
    return kinds[static_cast<std::size_t>(number) % std::size(kinds)];
}

QString subjectOf(int number)
{
    return u"%1 %2"_s.arg(QLatin1StringView(kindOf(number).name)).arg(number);
}

QByteArray nameOf(const QByteArray &field)
{
    return field.left(field.indexOf(':') + 1);
}

QByteArray messageOf(int number, const QDateTime &newest)
{
    const QByteArray n = QByteArray::number(number);
    QByteArrayList fields{"Return-Path: <s" + n + "@ex.example>",
                          "Authentication-Results: mx.example.org; dmarc=pass",
                          "From: Sender <s" + n + "@ex.example>",
                          "To: Alice <alice@example.org>",
                          "Subject: " + subjectOf(number).toUtf8(),
                          "Date: " + mime::printDate(newest.addSecs(number - messages)),
                          "Message-ID: <" + n + "@flood.example>",
                          "Disposition-Notification-To: s" + n + "@ex.example"};
    QByteArrayList otherwise = QByteArray(kindOf(number).fields).replace("@n@", n).split('\n');
    otherwise.removeAll(QByteArray());
    for (const QByteArray &field : std::as_const(otherwise))
        fields.removeIf([&](const QByteArray &each) { return nameOf(each) == nameOf(field); });
    otherwise.removeIf([](const QByteArray &field) { return field.endsWith(':'); });
    return (fields + otherwise).join("\r\n") + "\r\n\r\nPlease confirm.\r\n";
}

// One MULTIAPPEND of some hundred messages after the other (RFC 3502, RFC 7888).
bool fill(live::ImapLine &line)
{
    constexpr int atOnce = 500;
    const QDateTime newest = QDateTime::currentDateTimeUtc();
    for (int first = 0; first < messages; first += atOnce) {
        QByteArray command = "APPEND INBOX";
        for (int number = first; number < first + atOnce; ++number) {
            const QByteArray message = messageOf(number, newest);
            command += QByteArray(" (") + kindOf(number).flags + ") {" + QByteArray::number(message.size())
                + "+}\r\n" + message;
        }
        if (!line.command(command).contains(" OK "))
            return false;
    }
    return true;
}

// The number of the message that a receipt is about; -1: of none.
int numberAbout(const QByteArray &receipt)
{
    constexpr char field[] = "Original-Message-ID: <";
    const qsizetype at = receipt.indexOf(field);
    const QByteArray rest = receipt.mid(at + qsizetype(sizeof field) - 1);
    return at < 0 ? -1 : rest.left(rest.indexOf('@')).toInt();
}

}

// Ten thousand messages that ask for receipts, of every kind that a hostile or careless sender may make:
// nothing goes out unless a person says so, then only what may, once, and to nobody else.
class ReceiptFlood : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void lookingSendsNothing();
    void manyAnswersAreOneEachAndToWhoAsked();
    void askingAgainSendsNothing();
    void whatComesBackIsNotAnswered();
    void cleanupTestCase();

private:
    [[nodiscard]] QAbstractItemModel *list() const { return m_program->list()->model(); }
    [[nodiscard]] QModelIndex row(int number) const;
    void open(const QModelIndex &index);
    void chooseSome();
    void answerChosen();
    [[nodiscard]] SelectionReceipts *panel() const { return m_program->find<SelectionReceipts>(); }

    std::unique_ptr<live::Servers> m_servers;
    std::unique_ptr<live::SubmissionSink> m_sink;
    std::unique_ptr<live::ImapLine> m_line;
    std::unique_ptr<Program> m_program;
    QSet<int> m_expected;
};

void ReceiptFlood::initTestCase()
{
    m_servers = std::make_unique<live::Servers>();
    NEEDS_SERVERS(*m_servers);
    const QString pki = QFileInfo(m_servers->caFile()).path();
    m_sink = std::make_unique<live::SubmissionSink>(pki + u"/cert.pem"_s, pki + u"/key.pem"_s);
    QVERIFY(m_sink->listen(QHostAddress::LocalHost));
    m_line = std::make_unique<live::ImapLine>();
    QVERIFY(m_line->connectTo(m_servers->imapsPort(), m_servers->caFile()));
    QVERIFY(fill(*m_line));
    m_program = std::make_unique<Program>(*m_servers, "secret", [this](accounts::Account &account) {
        account.smtp.endpoint = {u"127.0.0.1"_s, m_sink->serverPort(), net::Security::ImplicitTls,
                                 m_servers->caFile()};
        account.authenticationServer = u"mx.example.org"_s;
    });
    QVERIFY(m_program->start());
    QTRY_COMPARE_WITH_TIMEOUT(m_program->rows(), messages, patience);
}

QModelIndex ReceiptFlood::row(int number) const
{
    const QModelIndexList found =
        list()->match(list()->index(0, 0), Qt::DisplayRole, subjectOf(number), 1, Qt::MatchExactly);
    return found.isEmpty() ? QModelIndex() : found.first();
}

void ReceiptFlood::open(const QModelIndex &index)
{
    const QString subject = index.data().toString();
    m_program->list()->setFocus();
    m_program->list()->setCurrentIndex(index);
    QTest::keyClick(m_program->list(), Qt::Key_Return);
    const auto isShown = [&] {
        const auto labels = m_program->find<HeaderPanel>()->findChildren<QLabel *>();
        return std::any_of(labels.begin(), labels.end(),
                           [&](const QLabel *label) { return label->text() == subject; });
    };
    QTRY_VERIFY2_WITH_TIMEOUT(isShown(), qPrintable(subject), patience);
}

void ReceiptFlood::lookingSendsNothing()
{
    COVERS("MDN-53", "SEC-122");
    QScrollBar *bar = m_program->list()->verticalScrollBar();
    for (int at = 0; at < bar->maximum(); at += bar->pageStep()) {
        bar->setValue(at);
        m_program->list()->viewport()->grab();
    }
    for (int number = 0; number < int(std::size(kinds)); ++number) {
        const QModelIndex index = row(messages - 1 - number);
        QVERIFY2(index.isValid(), qPrintable(subjectOf(messages - 1 - number)));
        open(index);
        QCOMPARE(m_program->find<ReceiptDialog>(), nullptr);  // none opens by itself
    }
    QCOMPARE(m_sink->connections(), 0);
}

// The newest of each kind, some of which have been opened.
void ReceiptFlood::chooseSome()
{
    QItemSelectionModel *selection = m_program->list()->selectionModel();
    selection->clear();
    const int chosen = chosenOfEachKind * int(std::size(kinds));
    for (int number = messages - chosen; number < messages; ++number) {
        const QModelIndex index = row(number);
        QVERIFY2(index.isValid(), qPrintable(subjectOf(number)));
        selection->select(index, QItemSelectionModel::Select | QItemSelectionModel::Rows);
        if (kindOf(number).goes)
            m_expected.insert(number);
    }
}

void ReceiptFlood::answerChosen()
{
    QAction *action = m_program->action(u"Preview and send receipt"_s);
    QVERIFY(action != nullptr);
    QTRY_VERIFY_WITH_TIMEOUT(action->isEnabled(), patience);
    action->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(panel() != nullptr, patience);
    const auto question = [this] { return panel()->findChild<QMessageBox *>(); };
    QTRY_VERIFY_WITH_TIMEOUT(question() != nullptr, patience);
    for (QAbstractButton *button : question()->buttons()) {
        if (question()->buttonRole(button) == QMessageBox::AcceptRole)
            button->click();
    }
    QTRY_VERIFY_WITH_TIMEOUT(!panel()->tab()->bulk()->isBusy(), patience);
}

void ReceiptFlood::manyAnswersAreOneEachAndToWhoAsked()
{
    COVERS("MDN-76", "MDN-78", "MDN-51");
    chooseSome();
    answerChosen();
    QTRY_COMPARE_WITH_TIMEOUT(m_sink->taken().size(), m_expected.size(), patience);
    QSet<int> gone;
    for (const live::SubmissionSink::Taken &each : m_sink->taken()) {
        const int number = numberAbout(each.message);
        QVERIFY2(m_expected.contains(number), qPrintable(subjectOf(qMax(number, 0))));
        gone.insert(number);
        QCOMPARE(each.sender, "<>"_ba);
        QCOMPARE(each.recipients.size(), 1);
        QCOMPARE(each.recipients.first().toLower(), "<s" + QByteArray::number(number) + "@ex.example>");
    }
    QCOMPARE(gone, m_expected);  // each once, since there are as many
}

void ReceiptFlood::askingAgainSendsNothing()
{
    COVERS("MDN-51");
    const int connections = m_sink->connections();
    const qsizetype taken = m_sink->taken().size();
    panel()->close();
    QTRY_VERIFY_WITH_TIMEOUT(panel() == nullptr, patience);
    chooseSome();
    answerChosen();
    QCOMPARE(m_sink->taken().size(), taken);
    QCOMPARE(m_sink->connections(), connections);
}

// A receipt that is returned, and one that asks for a receipt itself, are no requests: nothing goes round in
// circles.
void ReceiptFlood::whatComesBackIsNotAnswered()
{
    COVERS("MDN-50", "SEC-124");
    const int connections = m_sink->connections();
    const auto taken = m_sink->taken();
    for (const live::SubmissionSink::Taken &each : taken) {
        const QByteArray asking =
            "Return-Path: <x@ex.example>\r\nDisposition-Notification-To: x@ex.example\r\n";
        QVERIFY(m_line->command("APPEND INBOX", asking + each.message).contains(" OK "));
    }
    QTRY_COMPARE_WITH_TIMEOUT(m_program->rows(), messages + int(taken.size()), patience);
    panel()->close();
    m_program->list()->selectionModel()->clear();
    for (int at = 0; at < taken.size(); ++at)
        open(list()->index(at, 0));
    QCOMPARE(m_sink->connections(), connections);
}

void ReceiptFlood::cleanupTestCase()
{
    m_program.reset();
    m_line.reset();
    m_sink.reset();
    m_servers.reset();
}

POSTHORN_TEST(ReceiptFlood)

#include "tst_receiptflood.moc"
