// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/receipts/receiptrulesdialog.h"

#include "widgets/receipts/receipthelp.h"
#include "widgets/receipts/receiptwords.h"
#include "widgets/safetext.h"
#include "widgets/theme.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QGridLayout>
#include <QGroupBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

using receipts::PolicyRule;
using receipts::Preference;
using Scope = PolicyRule::Scope;

ReceiptRulesDialog::ReceiptRulesDialog(const QList<Account> &accounts, Outcome outcome, QWidget *parent)
    : QDialog(parent), m_accounts(accounts), m_outcome(std::move(outcome)), m_list(new QTreeWidget(this)),
      m_scope(new QComboBox(this)), m_value(new QLineEdit(this)), m_preference(new QComboBox(this)),
      m_add(new QPushButton(tr("Add"), this)), m_drop(new QPushButton(tr("Remove"), this)),
      m_problem(theme::label({}, theme::Wrap::Yes, this)), m_sender(new QLineEdit(this)),
      m_result(theme::label({}, theme::Wrap::Yes, this))
{
    setWindowTitle(tr("Rules for read receipts"));
    auto *layout = new QVBoxLayout(this);
    theme::setSpace(layout, 4, 3, this);
    layout->addWidget(
        theme::label(tr("The first rule that fits decides: for a message, its sender, the sender's "
                        "domain, a mailing list, an account, and at last for everybody. Whatever "
                        "looks odd is asked about all the same."),
                     theme::Wrap::Yes, this));
    layout->addWidget(makeList(), 1);
    layout->addWidget(m_drop, 0, Qt::AlignRight);
    layout->addWidget(makeNew());
    layout->addWidget(makeTrial());
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    layout->addWidget(buttons);
    theme::resizeWithin(this, {160, 150});
    ReceiptHelp::openOnF1(this);
    offerPreferences();
    updateButtons();
    refreshOutcome();
}

QWidget *ReceiptRulesDialog::makeList()
{
    m_list->setColumnCount(2);
    m_list->setHeaderLabels({tr("Requests of"), tr("What happens")});
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setAccessibleName(windowTitle());
    m_list->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_list->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    m_list->header()->setStretchLastSection(false);
    connect(m_list, &QTreeWidget::currentItemChanged, this, &ReceiptRulesDialog::updateButtons);
    m_drop->setObjectName(QStringLiteral("remove"));
    m_drop->setAutoDefault(false);
    connect(m_drop, &QPushButton::clicked, this, &ReceiptRulesDialog::drop);
    return m_list;
}

QWidget *ReceiptRulesDialog::makeNew()
{
    auto *group = new QGroupBox(tr("A rule of your own"), this);
    m_scope->addItem(tr("The sender"), static_cast<int>(Scope::Sender));
    m_scope->addItem(tr("Everybody at the domain"), static_cast<int>(Scope::Domain));
    m_scope->addItem(tr("The mailing list"), static_cast<int>(Scope::List));
    m_scope->setAccessibleName(tr("Whose requests"));
    m_value->setAccessibleName(tr("Address, domain or list"));
    m_preference->setAccessibleName(tr("What happens"));
    m_value->setObjectName(QStringLiteral("value"));
    m_problem->setObjectName(QStringLiteral("problem"));
    m_problem->hide();
    // Whose on one line and what on the next: an address is long, and so are the words for what happens.
    auto *grid = new QGridLayout;
    grid->setSpacing(2 * theme::step(this));
    grid->setColumnStretch(1, 1);
    grid->addWidget(m_scope, 0, 0);
    grid->addWidget(m_value, 0, 1, 1, 2);
    grid->addWidget(m_preference, 1, 0);
    grid->addWidget(m_add, 1, 2);
    auto *layout = new QVBoxLayout(group);
    layout->addLayout(grid);
    layout->addWidget(m_problem);
    connect(m_scope, &QComboBox::currentIndexChanged, this, &ReceiptRulesDialog::offerPreferences);
    connect(m_value, &QLineEdit::textChanged, this, [this] {
        m_problem->hide();
        updateButtons();
    });
    m_add->setAutoDefault(false);
    connect(m_value, &QLineEdit::returnPressed, this, &ReceiptRulesDialog::add);
    connect(m_add, &QPushButton::clicked, this, &ReceiptRulesDialog::add);
    return group;
}

QWidget *ReceiptRulesDialog::makeTrial()
{
    auto *group = new QGroupBox(tr("What would happen to this message?"), this);
    m_sender->setPlaceholderText(tr("An address to try, or nothing for the message that is open"));
    m_sender->setAccessibleName(tr("A sender to try"));
    m_sender->setClearButtonEnabled(true);
    m_result->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    auto *layout = new QVBoxLayout(group);
    layout->addWidget(m_sender);
    layout->addWidget(m_result);
    connect(m_sender, &QLineEdit::textChanged, this, &ReceiptRulesDialog::refreshOutcome);
    return group;
}

QString ReceiptRulesDialog::rowText(const PolicyRule &rule)
{
    switch (rule.scope) {
    case Scope::Message: return tr("One message");
    case Scope::Domain: return tr("Everybody at %1").arg(safetext::quoted(rule.value));
    case Scope::List: return tr("The mailing list %1").arg(safetext::quoted(rule.value));
    default: return safetext::quoted(rule.value);
    }
}

// The accounts and "everybody else" are always there; with what counts for them as long as there is no rule.
void ReceiptRulesDialog::setRules(const std::vector<PolicyRule> &rules)
{
    const int row = m_list->indexOfTopLevelItem(m_list->currentItem());
    m_rules = rules;
    m_shown.clear();
    m_list->clear();
    for (const PolicyRule &rule : rules) {
        if (rule.scope != Scope::Account && rule.scope != Scope::Default)
            addRow(rule, rowText(rule), true);
    }
    const auto addStanding = [&](const PolicyRule &standing, const QString &whose) {
        const auto found = std::find_if(rules.begin(), rules.end(), [&](const PolicyRule &rule) {
            return rule.scope == standing.scope && rule.value == standing.value;
        });
        addRow(found != rules.end() ? *found : standing, whose, found != rules.end());
    };
    for (const Account &account : std::as_const(m_accounts))
        addStanding({Scope::Account, account.id.toRfc4122(), Preference::Ask},
                    tr("Everybody else, to the account %1").arg(safetext::quoted(account.name)));
    addStanding({Scope::Default, {}, Preference::Ask}, tr("Everybody else"));
    m_list->setCurrentItem(m_list->topLevelItem(std::clamp(row, 0, m_list->topLevelItemCount() - 1)));
    refreshOutcome();
}

void ReceiptRulesDialog::addRow(const PolicyRule &rule, const QString &whose, bool isStored)
{
    auto *item = new QTreeWidgetItem(m_list, {whose});
    item->setToolTip(0, whose);
    auto *box = new QComboBox(m_list);
    const bool isFallback = rule.scope == Scope::Account;
    if (isFallback)
        box->addItem(tr("As for everybody else"), -1);
    fillPreferences(box, rule.scope);
    box->setAccessibleName(whose);
    box->setCurrentIndex(isFallback && !isStored ? 0 : box->findData(static_cast<int>(rule.preference)));
    m_list->setItemWidget(item, 1, box);
    m_shown.push_back(rule);
    connect(box, &QComboBox::activated, this, [this, rule, box] {
        const int chosen = box->currentData().toInt();
        if (chosen < 0)
            Q_EMIT ruleDropWanted(rule);
        else
            Q_EMIT ruleWanted({rule.scope, rule.value, static_cast<Preference>(chosen)});
    });
}

void ReceiptRulesDialog::fillPreferences(QComboBox *box, Scope scope) const
{
    for (const Preference each : {Preference::Ask, Preference::Deny, Preference::Never})
        box->addItem(ReceiptWords::preference(each), static_cast<int>(each));
    if (receipts::mayBeAutomatic(scope))
        box->addItem(ReceiptWords::preference(Preference::Automatic),
                     static_cast<int>(Preference::Automatic));
}

void ReceiptRulesDialog::offerPreferences()
{
    const auto scope = static_cast<Scope>(m_scope->currentData().toInt());
    m_preference->clear();
    fillPreferences(m_preference, scope);
    switch (scope) {
    case Scope::Domain: m_value->setPlaceholderText(tr("example.org")); break;
    case Scope::List: m_value->setPlaceholderText(tr("list.example.org")); break;
    default: m_value->setPlaceholderText(tr("name@example.org")); break;
    }
    m_problem->hide();
}

void ReceiptRulesDialog::add()
{
    const auto scope = static_cast<Scope>(m_scope->currentData().toInt());
    const auto rule = receipts::ruleFrom(scope, m_value->text(),
                                         static_cast<Preference>(m_preference->currentData().toInt()));
    if (!rule) {
        m_problem->setText(
            scope == Scope::Domain     ? tr("This is no domain. A rule is for one, without patterns.")
                : scope == Scope::List ? tr("This names no list.")
                                       : tr("This is no address. A rule is for one, without patterns."));
        m_problem->show();
        return;
    }
    m_value->clear();
    Q_EMIT ruleWanted(*rule);
}

void ReceiptRulesDialog::drop()
{
    const int row = m_list->indexOfTopLevelItem(m_list->currentItem());
    if (row >= 0)
        Q_EMIT ruleDropWanted(m_shown[static_cast<std::size_t>(row)]);
}

void ReceiptRulesDialog::updateButtons()
{
    const int row = m_list->indexOfTopLevelItem(m_list->currentItem());
    m_drop->setEnabled(row >= 0
                       && std::find(m_rules.begin(), m_rules.end(), m_shown[static_cast<std::size_t>(row)])
                           != m_rules.end());
    m_add->setEnabled(!m_value->text().trimmed().isEmpty());
}

void ReceiptRulesDialog::refreshOutcome()
{
    updateButtons();
    m_result->setText(m_outcome(m_sender->text().trimmed()));
}
