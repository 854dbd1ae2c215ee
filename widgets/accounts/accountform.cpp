// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/accounts/accountform.h"

#include "core/crypto/backend.h"
#include "widgets/errortext.h"
#include "widgets/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using accounts::PasswordSource;
using net::Security;

namespace {

constexpr quint16 imapsPort = 993, imapPort = 143, submissionsPort = 465,
                  submissionPort = 587;  // RFC 8314, 7

struct SecurityChoice {
    Security security;
    const char *text;
};
constexpr SecurityChoice securityChoices[] = {
    {Security::ImplicitTls, QT_TRANSLATE_NOOP("AccountForm", "Encrypted from the start (TLS)")},
    {Security::StartTls, QT_TRANSLATE_NOOP("AccountForm", "Encrypted after connecting (STARTTLS)")},
    {Security::None, QT_TRANSLATE_NOOP("AccountForm", "Not encrypted: everybody on the way can read it")},
};

struct SourceChoice {
    PasswordSource source;
    const char *text;
};
constexpr SourceChoice sourceChoices[] = {
    {PasswordSource::Keychain, QT_TRANSLATE_NOOP("AccountForm", "Kept in the desktop’s password store")},
    {PasswordSource::Ask, QT_TRANSLATE_NOOP("AccountForm", "Asked for after each start")},
    {PasswordSource::Command, QT_TRANSLATE_NOOP("AccountForm", "Printed by a command")},
};

QString domainOf(const QString &address)
{
    const qsizetype at = address.lastIndexOf(u'@');
    return at > 0 ? address.mid(at + 1).trimmed().toLower() : QString();
}

QStringList addressesIn(const QString &list)
{
    QStringList addresses;
    const auto parts = list.split(u',', Qt::SkipEmptyParts);
    for (const QString &part : parts) {
        if (!part.trimmed().isEmpty())
            addresses += part.trimmed();
    }
    return addresses;
}

// Its mark is put before it when it is used.
QString signatureIn(const QString &typed)
{
    QString text = typed;
    if (text.startsWith("-- \n"_L1))
        text.remove(0, 4);
    while (!text.isEmpty() && text.back().isSpace())
        text.chop(1);
    return text;
}

// The order in which they are read; a new account's form has not all of them.
void orderTabs(std::initializer_list<QWidget *> widgets)
{
    QWidget *before = nullptr;
    for (QWidget *widget : widgets) {
        if (before != nullptr && widget != nullptr && widget != before)
            QWidget::setTabOrder(before, widget);
        before = widget != nullptr ? widget : before;
    }
}

// A guess replaces what is there only until somebody has typed in the field.
void guess(QLineEdit *field, const QString &value)
{
    if (!field->isModified())
        field->setText(value);
}

}

AccountForm::AccountForm(const std::optional<accounts::Account> &known, QWidget *parent)
    : QWidget(parent), m_isNew(!known), m_known(known.value_or(accounts::Account())),
      m_layout(new QFormLayout), m_name(new QLineEdit(this)), m_address(new QLineEdit(this)),
      m_password(new QLineEdit(this)), m_source(new QComboBox(this)), m_command(new QLineEdit(this)),
      m_remark(theme::label({}, theme::Wrap::Yes, this)), m_result(theme::label({}, theme::Wrap::Yes, this)),
      m_test(new QPushButton(tr("Test connection"), this)),
      m_done(new QPushButton(m_isNew ? tr("Add account") : tr("Save"), this))
{
    if (m_isNew) {
        m_known.id = QUuid::createUuid();
        m_known.passwordSource = PasswordSource::Keychain;
    }
    m_layout->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_layout->setHorizontalSpacing(3 * theme::step(this));
    m_layout->setVerticalSpacing(2 * theme::step(this));
    if (!m_isNew)
        addNames();
    addPerson();
    if (!m_isNew)
        addWriting();
    addPassword();
    m_imap = addServer(tr("Server for receiving"), m_known.imap);
    m_smtp = addServer(tr("Server for sending"), m_known.smtp);
    if (!m_isNew)
        addReceiptSender();
    auto *layout = new QVBoxLayout(this);
    theme::setSpace(layout, 0, 3, this);
    layout->addLayout(m_layout);
    m_remark->setObjectName(u"remark"_s);
    m_remark->hide();
    theme::setDimmed(m_remark);
    layout->addWidget(m_remark);
    layout->addWidget(m_result);
    layout->addLayout(makeButtons());
    m_result->hide();
    guessServers();
    update();
}

void AccountForm::showRemark(const QString &sentence)
{
    m_remark->setText(sentence.isEmpty() ? sentence : tr("Read receipts: %1").arg(sentence));
    m_remark->setVisible(!sentence.isEmpty());
}

QHBoxLayout *AccountForm::makeButtons()
{
    auto *cancel = new QPushButton(m_isNew ? tr("Back") : tr("Cancel"), this);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_test);
    QWidget *last = m_test;
    if (!m_isNew) {
        auto *remove = new QPushButton(tr("Remove account…"), this);
        remove->setAutoDefault(false);
        buttons->addWidget(remove);
        last = remove;
        connect(remove, &QPushButton::clicked, this, &AccountForm::removalWanted);
    }
    buttons->addStretch(1);
    buttons->addWidget(cancel);
    buttons->addWidget(m_done);
    for (QPushButton *button : {m_test, cancel, m_done}) {
        theme::makeRoomy(button);
        button->setAutoDefault(false);
    }
    m_done->setDefault(true);
    connect(m_test, &QPushButton::clicked, this, [this] {
        m_test->setEnabled(false);
        showProblem(tr("Testing…"));
        Q_EMIT testWanted(account(), password());
    });
    connect(m_done, &QPushButton::clicked, this, [this] { Q_EMIT entered(account(), password()); });
    connect(cancel, &QPushButton::clicked, this, &AccountForm::cancelled);
    orderTabs({m_accountName, m_name,          m_address,   m_aliases,   m_replyTo,   m_signature,
               m_signs,       m_encrypts,      m_password,  m_source,    m_command,   m_imap.host,
               m_imap.port,   m_imap.security, m_imap.user, m_smtp.host, m_smtp.port, m_smtp.security,
               m_smtp.user,   m_receiptSender, m_test,      last,        cancel,      m_done});
    const auto edits = findChildren<QLineEdit *>();
    for (const QLineEdit *edit : edits) {
        if (m_isNew)  // on a page Enter means the default button; in a dialog it does so by itself
            connect(edit, &QLineEdit::returnPressed, m_done, &QPushButton::click);
    }
    return buttons;
}

accounts::Account AccountForm::account() const
{
    accounts::Account account = m_known;
    account.address = m_address->text().trimmed();
    account.name = m_accountName != nullptr ? m_accountName->text().trimmed() : QString();
    if (account.name.isEmpty())
        account.name = account.address;
    account.personName = m_name->text().trimmed();
    if (m_aliases != nullptr)
        account.aliases = addressesIn(m_aliases->text());
    if (m_replyTo != nullptr) {
        account.replyTo = m_replyTo->text().trimmed();
        account.signature = signatureIn(m_signature->toPlainText());
        account.signsMail = m_signs->isChecked();
        account.encryptsMail = m_encrypts->isChecked();
    }
    account.imap = server(m_imap, m_known.imap);
    account.smtp = server(m_smtp, m_known.smtp);
    if (m_receiptSender != nullptr)
        account.receiptsFromAddress = m_receiptSender->isChecked();
    account.passwordSource = passwordSource();
    account.passwordCommand = m_command->text().trimmed();
    return account;
}

Secret AccountForm::password() const
{
    return Secret(passwordSource() == PasswordSource::Command ? QByteArray() : m_password->text().toUtf8());
}

bool AccountForm::isComplete() const
{
    const bool hasPassword = passwordSource() == PasswordSource::Command
        ? !m_command->text().trimmed().isEmpty()
        : !m_isNew || !m_password->text().isEmpty();
    const bool maySend = !m_smtp.host->text().trimmed().isEmpty();
    // By hand an account may be made that only receives.
    const bool needsNoSending = !m_isNew && m_known.smtp.endpoint.host.isEmpty();
    return !domainOf(m_address->text()).isEmpty() && hasPassword && !m_imap.host->text().trimmed().isEmpty()
        && (maySend || needsNoSending) && !m_imap.user->text().isEmpty();
}

void AccountForm::showTestResult(const accounts::TestResult &result)
{
    if (result.account != m_known.id)
        return;
    showProblem(ErrorText::testResult(result));
    m_test->setEnabled(isComplete());
    if (result.ok())
        m_done->setFocus();
}

void AccountForm::showProblem(const QString &sentence)
{
    m_result->setText(sentence);
    m_result->setAccessibleName(sentence);
    m_result->setVisible(!sentence.isEmpty());
}

void AccountForm::forgetPassword()
{
    m_password->clear();
}

void AccountForm::focusFirst()
{
    (m_isNew ? m_name : m_imap.host)->setFocus(Qt::OtherFocusReason);
}

AccountForm::ServerFields AccountForm::addServer(const QString &title, const accounts::Server &server)
{
    ServerFields fields{new QLineEdit(server.endpoint.host, this), new QSpinBox(this), new QComboBox(this),
                        new QLineEdit(server.user, this)};
    fields.host->setAccessibleName(title);
    fields.port->setRange(1, 65535);
    //: %1 is "Server for receiving" or "Server for sending"
    fields.port->setAccessibleName(tr("%1: port").arg(title));
    fields.security->setAccessibleName(tr("%1: encryption").arg(title));
    fields.user->setAccessibleName(tr("%1: user name").arg(title));
    addSecurities(*fields.security, server.endpoint.security);
    auto *line = new QHBoxLayout;
    line->setSpacing(2 * theme::step(this));
    line->addWidget(fields.host, 1);
    line->addWidget(fields.port);
    auto *label = theme::label(title, theme::Wrap::No, this);
    label->setFont(theme::strongFont(font()));
    label->setContentsMargins(0, 3 * theme::step(this), 0, 0);
    m_layout->addRow(label);
    m_layout->addRow(tr("Server"), line);
    m_layout->addRow(tr("Encryption"), fields.security);
    m_layout->addRow(tr("User name"), fields.user);

    const bool receiving = m_imap.host == nullptr;
    const quint16 implicitPort = receiving ? imapsPort : submissionsPort;
    const quint16 startTlsPort = receiving ? imapPort : submissionPort;
    fields.port->setValue(m_isNew || server.endpoint.port == 0 ? implicitPort : server.endpoint.port);
    connect(fields.security, &QComboBox::currentIndexChanged, this,
            [fields, implicitPort, startTlsPort](int index) {
                const quint16 from = index == 0 ? startTlsPort : implicitPort;
                const quint16 to = index == 0 ? implicitPort : startTlsPort;
                if (fields.port->value() == from)  // a port of one's own stays
                    fields.port->setValue(to);
            });
    for (QLineEdit *edit : {fields.host, fields.user})
        connect(edit, &QLineEdit::textChanged, this, &AccountForm::update);
    return fields;
}

// "Not encrypted" is only ever kept, never offered.
void AccountForm::addSecurities(QComboBox &box, Security chosen) const
{
    for (const SecurityChoice &choice : securityChoices) {
        if (choice.security != Security::None || (!m_isNew && chosen == Security::None))
            box.addItem(tr(choice.text), static_cast<int>(choice.security));
    }
    if (!m_isNew)
        box.setCurrentIndex(box.findData(static_cast<int>(chosen)));
}

void AccountForm::addNames()
{
    m_accountName = new QLineEdit(m_known.name, this);
    m_accountName->setAccessibleName(tr("Account name"));
    m_layout->addRow(tr("Account name"), m_accountName);
}

void AccountForm::addPerson()
{
    m_name->setText(m_known.personName);
    m_address->setText(m_known.address);
    m_name->setPlaceholderText(tr("As others see it"));
    m_address->setPlaceholderText(tr("name@example.org"));
    m_name->setAccessibleName(tr("Your name"));
    m_address->setAccessibleName(tr("Address"));
    m_layout->addRow(tr("Your name"), m_name);
    m_layout->addRow(tr("Address"), m_address);
    connect(m_address, &QLineEdit::textChanged, this, [this] {
        guessServers();
        update();
    });
    if (m_isNew)
        return;
    m_aliases = new QLineEdit(m_known.aliases.join(u", "_s), this);
    m_aliases->setAccessibleName(tr("Your other addresses"));
    m_aliases->setPlaceholderText(tr("Separated by commas"));
    m_layout->addRow(tr("Your other addresses"), m_aliases);
}

// What the account's mail has without being typed each time.
void AccountForm::addWriting()
{
    m_replyTo = new QLineEdit(m_known.replyTo, this);
    m_replyTo->setAccessibleName(tr("Answers go to"));
    m_replyTo->setPlaceholderText(tr("The address the mail comes from"));
    m_layout->addRow(tr("Answers go to"), m_replyTo);
    m_signature = new QPlainTextEdit(m_known.signature, this);
    m_signature->setAccessibleName(tr("Signature"));
    m_signature->setPlaceholderText(tr("Stands below each mail you write, behind a line with two dashes"));
    m_signature->setTabChangesFocus(true);
    m_signature->setFixedHeight(m_signature->fontMetrics().lineSpacing() * 4 + 3 * theme::step(this));
    m_layout->addRow(tr("Signature"), m_signature);
    m_signs = new QCheckBox(tr("Sign what I write with my key"), this);
    m_signs->setChecked(m_known.signsMail);
    m_layout->addRow(QString(), m_signs);
    m_encrypts = new QCheckBox(tr("Encrypt when everybody has a key"), this);
    m_encrypts->setChecked(m_known.encryptsMail);
    m_layout->addRow(QString(), m_encrypts);
    const bool isOffered = m_known.signsMail || m_known.encryptsMail || crypto::makeBackend()->isBuilt();
    m_layout->setRowVisible(m_signs, isOffered);
    m_layout->setRowVisible(m_encrypts, isOffered);
}

void AccountForm::addPassword()
{
    m_password->setEchoMode(QLineEdit::Password);
    m_password->setAccessibleName(tr("Password"));
    m_source->setAccessibleName(tr("Where the password comes from"));
    m_command->setText(m_known.passwordCommand);
    m_command->setAccessibleName(tr("Command"));
    m_command->setPlaceholderText(tr("Its first line of output is the password"));
    if (!m_isNew)
        m_password->setPlaceholderText(tr("Unchanged"));
    for (const SourceChoice &choice : sourceChoices)
        m_source->addItem(tr(choice.text), static_cast<int>(choice.source));
    m_source->setCurrentIndex(m_source->findData(static_cast<int>(m_known.passwordSource)));
    m_layout->addRow(tr("Password"), m_password);
    m_layout->addRow(QString(), m_source);
    m_layout->addRow(tr("Command"), m_command);
    connect(m_source, &QComboBox::currentIndexChanged, this, &AccountForm::update);
    for (QLineEdit *edit : {m_password, m_command})
        connect(edit, &QLineEdit::textChanged, this, &AccountForm::update);
}

// An exception from RFC 8098, 3, and so nobody's default.
void AccountForm::addReceiptSender()
{
    m_receiptSender = new QCheckBox(tr("Put my address on the envelope of read receipts"), this);
    m_receiptSender->setChecked(m_known.receiptsFromAddress);
    auto *hint =
        theme::label(tr("Only for servers that refuse receipts, which otherwise have no return address: "
                        "errors about a receipt then come back to you."),
                     theme::Wrap::Yes, this);
    theme::setDimmed(hint);
    m_receiptSender->setAccessibleDescription(hint->text());
    m_layout->addRow(QString(), m_receiptSender);
    m_layout->addRow(QString(), hint);
}

PasswordSource AccountForm::passwordSource() const
{
    return static_cast<PasswordSource>(m_source->currentData().toInt());
}

void AccountForm::guessServers()
{
    if (!m_isNew)
        return;
    const QString domain = domainOf(m_address->text());
    guess(m_imap.host, domain.isEmpty() ? QString() : u"imap."_s + domain);
    guess(m_smtp.host, domain.isEmpty() ? QString() : u"smtp."_s + domain);
    guess(m_imap.user, m_address->text().trimmed());
    guess(m_smtp.user, m_address->text().trimmed());
}

void AccountForm::update()
{
    if (m_smtp.host == nullptr)
        return;  // being made
    const bool byCommand = passwordSource() == PasswordSource::Command;
    m_layout->setRowVisible(m_command, byCommand);
    m_layout->setRowVisible(m_password, !byCommand);
    m_test->setEnabled(isComplete());
    m_done->setEnabled(isComplete());
}

accounts::Server AccountForm::server(const ServerFields &fields, accounts::Server server) const
{
    server.endpoint.host = fields.host->text().trimmed();
    server.endpoint.port = static_cast<quint16>(fields.port->value());
    server.endpoint.security = static_cast<Security>(fields.security->currentData().toInt());
    server.user = fields.user->text().trimmed();
    return server;
}
