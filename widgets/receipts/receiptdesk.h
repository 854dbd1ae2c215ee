// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/receipts/receiptservice.h"
#include "widgets/receipts/receiptrulesdialog.h"
#include "widgets/receipts/receiptwords.h"

#include <QHash>
#include <QObject>
#include <QPointer>
#include <QSet>

#include <functional>
#include <optional>

class ReceiptDialog;

// Where the window's dealings with receipts come together: it runs the gate for the message that is shown,
// keeps what the ledger said, opens at most one dialog for a request, and lets one decision for it out. Sends
// nothing itself.
class ReceiptDesk : public QObject
{
    Q_OBJECT

public:
    // Everything the gate needs to know about a displayed message; the desk adds the ledger.
    struct Displayed {
        receipts::GateInput input;
        journal::Target target;
        QUuid account;
        mime::Mailbox answerFrom;  // when no own address is among the recipients
        QString personName;
        bool hasSender = false;  // accounts::Account::receiptsFromAddress
        QByteArray header = {};  // of the message
        QString language = {};   // the sender's, by a guess (receipttexts.h)
    };

    ReceiptDesk(Clock &clock, QWidget *window);
    // Whether the account's server is older than IMAP4rev1.
    using IsOldServer = std::function<bool(const QUuid &account)>;
    void setIsOldServer(IsOldServer isOldServer) { m_isOldServer = std::move(isOldServer); }
    // Of these accounts the servers send receipts by themselves.
    void setSendingServers(const QSet<QUuid> &accounts);

    // The message is displayed now; nullopt: it asks for nothing, or no message is shown. Opened, by a click
    // or Enter: then a rule may answer. A question comes as a banner only: no dialog opens by itself.
    enum class Shown { Passing, Opened };
    void show(const std::optional<Displayed> &message, Shown how);

    // The gate's word on a message, with what the ledger knows of it.
    [[nodiscard]] ReceiptCase evaluate(const Displayed &message) const;

    void act(ReceiptAction action);  // on the displayed message

    // An answer for a message that nobody looks at, among others: only where nothing about it is odd. A
    // receipt says what its preview would have said.
    enum class Answered { Decided, Already, Blocked, LooksOdd };
    Answered answer(const Displayed &message, receipts::Decision::Kind kind);
    [[nodiscard]] bool mayDecide() const;
    // No receipt for these any more (addr-specs), as a rule for each; what can be no rule is left out.
    void never(const QList<QByteArray> &senders);

    // All that the user has said of requests in general; it counts at once.
    void setRules(std::vector<receipts::PolicyRule> rules);
    void showRules(const QList<ReceiptRulesDialog::Account> &accounts);
    // What would happen to a message of the sender; without one, to the message that is shown.
    [[nodiscard]] QString outcome(const QString &sender) const;

    void setLedgerEntry(const receipts::LedgerEntry &entry);
    void showFailure(
        const receipts::RequestKey &key);  // the decision could not be kept: it may be made again
    [[nodiscard]] receipts::LedgerState ledgerState(const QByteArray &key) const;
    [[nodiscard]] const QHash<QByteArray, receipts::LedgerEntry> &ledger() const noexcept { return m_ledger; }

Q_SIGNALS:
    void bannerChanged(const std::optional<BannerContent> &content);
    void decided(const receipts::Decision &decision);
    void sendAnywayWanted(const receipts::RequestKey &key);
    void ruleWanted(const receipts::PolicyRule &rule);
    void rulesForManyWanted(const std::vector<receipts::PolicyRule> &rules);
    void ruleDropWanted(const receipts::PolicyRule &rule);
    void rulesWanted();  // to be shown: showRules()

private:
    void refresh();
    void openDialog();
    void confirmSendAnyway();
    void decide(const receipts::Decision &decision);
    void decideByRule();
    [[nodiscard]] int byRulesLately() const;
    void makeRule(ReceiptAction action);

    Clock &m_clock;
    IsOldServer m_isOldServer = [](const QUuid &) { return false; };
    QSet<QUuid> m_sendingServers;
    QWidget *m_window;
    std::optional<Displayed> m_displayed;
    std::optional<ReceiptCase> m_case;
    QHash<QByteArray, receipts::LedgerEntry> m_ledger;
    QSet<QByteArray> m_inFlight;       // decided here, not yet in the ledger
    std::vector<QDateTime> m_byRules;  // when rules have sent one, within the hour
    QPointer<ReceiptDialog> m_dialog;
    std::vector<receipts::PolicyRule> m_rules;
    QPointer<ReceiptRulesDialog> m_rulesDialog;
};
