// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/receipts/receiptdesk.h"

#include "core/receipts/ledgerplace.h"
#include "widgets/receipts/receiptdialog.h"

#include <QMessageBox>
#include <QPushButton>

#include <algorithm>

using receipts::Decision;
using receipts::LedgerState;
using receipts::Verdict;

namespace {

constexpr qint64 anHour = 3600;  // seconds

}

ReceiptDesk::ReceiptDesk(Clock &clock, QWidget *window) : QObject(window), m_clock(clock), m_window(window) {}

void ReceiptDesk::show(const std::optional<Displayed> &message, Shown how)
{
    m_displayed = message;
    refresh();
    if (m_case && how == Shown::Opened && mayDecide())
        decideByRule();
}

// Where a rule has decided already, no person is asked.
void ReceiptDesk::decideByRule()
{
    if (m_case->verdict.kind == Verdict::Kind::Deny)
        decide(m_case->decision(Decision::Kind::Deny));
    if (m_case->verdict.kind != Verdict::Kind::Automatic)
        return;
    const QDateTime now = m_clock.now();
    std::erase_if(m_byRules, [&](const QDateTime &sent) { return sent.secsTo(now) >= anHour; });
    m_byRules.push_back(now);
    receipts::ReportOptions options = m_case->reportOptions(now);
    options.mode = receipts::SendingMode::Automatic;
    Decision send = m_case->decision(Decision::Kind::Send);
    send.report = receipts::buildReport(m_case->request, options);
    decide(send);
}

int ReceiptDesk::byRulesLately() const
{
    const QDateTime now = m_clock.now();
    return static_cast<int>(std::count_if(m_byRules.begin(), m_byRules.end(),
                                          [&](const QDateTime &sent) { return sent.secsTo(now) < anHour; }));
}

ReceiptDesk::Answered ReceiptDesk::answer(const Displayed &message, Decision::Kind kind)
{
    const ReceiptCase receipt = evaluate(message);
    const QList<receipts::Block> &blocks = receipt.verdict.blocks;
    const bool isAnswered = std::any_of(blocks.begin(), blocks.end(), [](receipts::Block block) {
        return block == receipts::Block::AlreadySent || block == receipts::Block::AlreadyDenied
            || block == receipts::Block::AnsweredElsewhere || block == receipts::Block::InProgress;
    });
    if (isAnswered || m_inFlight.contains(receipt.request.key.value))
        return Answered::Already;
    if (receipt.verdict.kind == Verdict::Kind::Nothing || receipt.verdict.kind == Verdict::Kind::Blocked)
        return Answered::Blocked;
    const QList<receipts::Warning> &warnings = receipt.verdict.warnings;
    if (kind == Decision::Kind::Send && std::any_of(warnings.begin(), warnings.end(), ReceiptWords::isOdd))
        return Answered::LooksOdd;
    Decision made = receipt.decision(kind);
    if (kind == Decision::Kind::Send)
        made.report = receipts::buildReport(receipt.request, receipt.reportOptions(m_clock.now()));
    decide(made);
    return Answered::Decided;
}

void ReceiptDesk::act(ReceiptAction action)
{
    if (action == ReceiptAction::SendAnyway) {
        confirmSendAnyway();
        return;
    }
    if (action == ReceiptAction::Rules) {
        Q_EMIT rulesWanted();
        return;
    }
    if (!mayDecide())
        return;
    switch (action) {
    case ReceiptAction::Preview: openDialog(); break;
    case ReceiptAction::Decline: decide(m_case->decision(Decision::Kind::Deny)); break;
    case ReceiptAction::NotNow: decide(m_case->decision(Decision::Kind::NotNow)); break;
    case ReceiptAction::AlwaysForSender:
    case ReceiptAction::NeverForSender:
    case ReceiptAction::NeverForDomain: makeRule(action); break;
    case ReceiptAction::SendAnyway:
    case ReceiptAction::Rules: break;
    }
}

// Of whoever wrote the message that is shown. "Always" begins with this one, which is still looked at.
void ReceiptDesk::makeRule(ReceiptAction action)
{
    using receipts::PolicyRule;
    const mime::Mailbox &from = m_case->request.from;
    const bool isForDomain = action == ReceiptAction::NeverForDomain;
    const bool isAlways = action == ReceiptAction::AlwaysForSender;
    const auto rule =
        receipts::ruleFrom(isForDomain ? PolicyRule::Scope::Domain : PolicyRule::Scope::Sender,
                           QString::fromUtf8(isForDomain ? from.domain : from.addrSpec()),
                           isAlways ? receipts::Preference::Automatic : receipts::Preference::Never);
    if (!rule) {
        Q_EMIT rulesWanted();  // a host without a domain, say: nothing a rule could be for
        return;
    }
    Q_EMIT ruleWanted(*rule);
    if (isAlways)
        openDialog();
}

void ReceiptDesk::never(const QList<QByteArray> &senders)
{
    using receipts::PolicyRule;
    std::vector<PolicyRule> rules;
    QSet<QByteArray> named;
    for (const QByteArray &sender : senders) {
        const auto rule = receipts::ruleFrom(PolicyRule::Scope::Sender, QString::fromUtf8(sender),
                                             receipts::Preference::Never);
        if (!rule || named.contains(rule->value))
            continue;
        named.insert(rule->value);
        rules.push_back(*rule);
    }
    if (!rules.empty())
        Q_EMIT rulesForManyWanted(rules);
}

void ReceiptDesk::setSendingServers(const QSet<QUuid> &accounts)
{
    m_sendingServers = accounts;
    refresh();
}

void ReceiptDesk::setRules(std::vector<receipts::PolicyRule> rules)
{
    m_rules = std::move(rules);
    refresh();
    if (m_rulesDialog != nullptr)
        m_rulesDialog->setRules(m_rules);
}

void ReceiptDesk::showRules(const QList<ReceiptRulesDialog::Account> &accounts)
{
    if (m_rulesDialog == nullptr) {
        m_rulesDialog = new ReceiptRulesDialog(
            accounts, [this](const QString &sender) { return outcome(sender); }, m_window);
        m_rulesDialog->setAttribute(Qt::WA_DeleteOnClose);
        connect(m_rulesDialog, &ReceiptRulesDialog::ruleWanted, this, &ReceiptDesk::ruleWanted);
        connect(m_rulesDialog, &ReceiptRulesDialog::ruleDropWanted, this, &ReceiptDesk::ruleDropWanted);
        m_rulesDialog->setRules(m_rules);
        m_rulesDialog->show();
    }
    m_rulesDialog->raise();
    m_rulesDialog->activateWindow();
}

// A message about which nothing is odd, and in a mailbox that keeps the mark.
QString ReceiptDesk::outcome(const QString &sender) const
{
    std::optional<Displayed> message = m_displayed;
    if (!sender.isEmpty()) {
        const auto parsed = mime::parseAddressList(sender.toUtf8()).mailboxes;
        if (parsed.size() != 1)
            return tr("This is no address.");
        message = Displayed();
        receipts::Request &request = message->input.request;
        request.requestFields = 1;
        request.messageId = QByteArrayLiteral("<>");
        request.from = parsed.front();
        request.notifyTo = {request.from};
        const QByteArray anybody = QByteArrayLiteral("me@example.invalid");
        request.to = mime::parseAddressList(anybody).mailboxes;
        message->input.ownAddresses = {anybody};
        request.returnPathKind = receipts::Request::ReturnPath::One;
        request.returnPath = request.from;
        request.authentication = receipts::Authentication::Passed;
        request.date = m_clock.now();
        message->input.mailbox.emplace();
        message->input.condstore = true;
    }
    if (!message)
        return tr("No message that asks for a receipt is open.");
    const ReceiptCase receipt = evaluate(*message);
    return ReceiptWords::outcome(receipt) + u'\n' + ReceiptWords::why(receipt);
}

bool ReceiptDesk::mayDecide() const
{
    const bool isQuestion = m_case && m_case->verdict.kind != Verdict::Kind::Nothing
        && m_case->verdict.kind != Verdict::Kind::Blocked;
    return isQuestion && !m_inFlight.contains(m_case->request.key.value);
}

void ReceiptDesk::setLedgerEntry(const receipts::LedgerEntry &entry)
{
    m_ledger.insert(entry.key.value, entry);
    m_inFlight.remove(entry.key.value);
    if (m_case && m_case->request.key == entry.key)
        refresh();
}

void ReceiptDesk::showFailure(const receipts::RequestKey &key)
{
    m_inFlight.remove(key.value);
    refresh();
}

LedgerState ReceiptDesk::ledgerState(const QByteArray &key) const
{
    const auto found = m_ledger.constFind(key);
    return found == m_ledger.constEnd() ? LedgerState::None : found->state;
}

ReceiptCase ReceiptDesk::evaluate(const Displayed &message) const
{
    receipts::GateInput input = message.input;
    input.now = m_clock.now();
    input.isOldServer = m_isOldServer(message.account);
    input.byRulesLately = byRulesLately();
    input.serverSendsReceipts = m_sendingServers.contains(message.account);
    const auto place =
        receipts::placeInLedger(input.request.key, input.request.fingerprint, [this](const auto &key) {
            const auto known = m_ledger.constFind(key.value);
            return known == m_ledger.constEnd() ? std::nullopt : std::optional(*known);
        });
    input.request.key = place.key;
    input.ledger = place.entry;
    input.keyIsReused = place.isReused;
    input.policy = receipts::policyFor(m_rules, input.request, message.account);
    ReceiptCase result{input.request,   receipts::decide(input), input.ledger,   message.target,
                       message.account, message.answerFrom,      input.condstore};
    if (!result.verdict.answerFrom.isEmpty()) {
        const auto own = mime::parseAddressList(result.verdict.answerFrom).mailboxes;
        if (!own.empty())
            result.answerFrom = own.front();
    }
    result.answerFrom.name = message.personName;
    result.hasSender = message.hasSender;
    result.ownAddresses = input.ownAddresses;
    result.header = message.header;
    result.language = message.language;
    return result;
}

void ReceiptDesk::refresh()
{
    m_case = m_displayed ? std::optional(evaluate(*m_displayed)) : std::nullopt;
    if (m_rulesDialog != nullptr)
        m_rulesDialog->refreshOutcome();
    const bool stale = m_dialog != nullptr && !m_dialog->isAnswered()
        && (!m_case || m_dialog->key() != m_case->request.key || !mayDecide());
    if (stale)
        m_dialog->withdraw();
    if (!m_case) {
        Q_EMIT bannerChanged(std::nullopt);
        return;
    }
    auto banner = ReceiptWords::banner(*m_case);
    if (banner && m_inFlight.contains(m_case->request.key.value))
        banner->actions.clear(), banner->standing.clear();  // decided a moment ago
    Q_EMIT bannerChanged(banner);
}

void ReceiptDesk::openDialog()
{
    if (m_dialog != nullptr && !m_dialog->isAnswered()) {
        m_dialog->raise();
        m_dialog->activateWindow();
        return;
    }
    m_dialog = new ReceiptDialog(*m_case, m_clock, m_window);
    connect(m_dialog, &ReceiptDialog::decided, this, &ReceiptDesk::decide);
    m_dialog->open();
}

void ReceiptDesk::confirmSendAnyway()
{
    if (!m_case || m_inFlight.contains(m_case->request.key.value))
        return;
    const receipts::Block reason = m_case->verdict.blocks.value(0, receipts::Block::NotRequested);
    auto *box = new QMessageBox(m_window);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setIcon(QMessageBox::Warning);
    box->setWindowTitle(tr("Read receipt"));
    box->setTextFormat(Qt::PlainText);
    // One text: the format of the informative one cannot be set, and it may quote the server.
    box->setText(tr("Send the receipt although the sender may then get two?") + QStringLiteral("\n\n")
                 + ReceiptWords::block(reason, *m_case));
    auto *send = box->addButton(tr("Send anyway"), QMessageBox::DestructiveRole);
    auto *leave = box->addButton(tr("Leave it"), QMessageBox::RejectRole);
    box->setDefaultButton(leave);
    box->setEscapeButton(leave);
    connect(box, &QMessageBox::buttonClicked, this,
            [this, send, key = m_case->request.key](QAbstractButton *clicked) {
                if (clicked != send || m_inFlight.contains(key.value))
                    return;
                m_inFlight.insert(key.value);
                Q_EMIT sendAnywayWanted(key);
                refresh();
            });
    box->open();
}

void ReceiptDesk::decide(const Decision &decision)
{
    if (m_inFlight.contains(decision.key.value))
        return;  // at most one answer, whatever was clicked how often
    m_inFlight.insert(decision.key.value);
    Q_EMIT decided(decision);
    if (m_case && m_case->request.key == decision.key)
        refresh();  // one among thousands is another
}
