// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/receipts/policyrules.h"

#include <QDialog>

#include <functional>
#include <vector>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QTreeWidget;
class QTreeWidgetItem;

// Whose requests for a receipt are answered how: for senders, domains and lists that are named, for each
// account, and for everybody else. Below, what the rules would do. It stays open beside the work; every
// change counts at once.
class ReceiptRulesDialog : public QDialog
{
    Q_OBJECT

public:
    struct Account {
        QUuid id;
        QString name;
    };
    // What would happen: to a message of the sender, or, without one, to the message that is open.
    using Outcome = std::function<QString(const QString &sender)>;
    ReceiptRulesDialog(const QList<Account> &accounts, Outcome outcome, QWidget *parent);

    void setRules(const std::vector<receipts::PolicyRule> &rules);
    void refreshOutcome();  // another message is open, or the rules are others

Q_SIGNALS:
    void ruleWanted(const receipts::PolicyRule &rule);  // in place of one for the same
    void ruleDropWanted(const receipts::PolicyRule &rule);

private:
    [[nodiscard]] QWidget *makeList();
    [[nodiscard]] QWidget *makeNew();
    [[nodiscard]] QWidget *makeTrial();
    [[nodiscard]] static QString rowText(const receipts::PolicyRule &rule);
    void addRow(const receipts::PolicyRule &rule, const QString &whose, bool isStored);
    void fillPreferences(QComboBox *box, receipts::PolicyRule::Scope scope) const;
    void offerPreferences();
    void add();
    void drop();
    void updateButtons();

    QList<Account> m_accounts;
    Outcome m_outcome;
    std::vector<receipts::PolicyRule> m_shown;  // one for each row
    std::vector<receipts::PolicyRule> m_rules;
    QTreeWidget *m_list;
    QComboBox *m_scope;
    QLineEdit *m_value;
    QComboBox *m_preference;
    QPushButton *m_add;
    QPushButton *m_drop;
    QLabel *m_problem;
    QLineEdit *m_sender;
    QLabel *m_result;
};
