// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/accounts/accountform.h"

#include "widgets/errortext.h"
#include "widgets/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
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
};

QString domainOf(const QString &address)
{
    const qsizetype at = address.lastIndexOf(u'@');
    return at > 0 ? address.mid(at + 1).trimmed().toLower() : QString();
}

// A guess replaces what is there only until somebody has typed in the field.
void guess(QLineEdit *field, const QString &value)
{
    if (!field->isModified())
        field->setText(value);
}

}

AccountForm::AccountForm(QWidget *parent)
    : QWidget(parent), m_name(new QLineEdit(this)), m_address(new QLineEdit(this)),
      m_password(new QLineEdit(this)),
      m_remember(new QCheckBox(tr("Keep it in the desktop’s password store"), this)),
      m_result(theme::label({}, theme::Wrap::Yes, this)),
      m_test(new QPushButton(tr("Test connection"), this)), m_add(new QPushButton(tr("Add account"), this))
{
    auto *form = new QFormLayout;
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->setHorizontalSpacing(3 * theme::step(this));
    form->setVerticalSpacing(2 * theme::step(this));
    addPerson(*form);
    m_imap = addServer(tr("Server for receiving"), *form);
    m_smtp = addServer(tr("Server for sending"), *form);

    auto *cancel = new QPushButton(tr("Back"), this);
    for (QPushButton *button : {m_test, m_add})
        theme::makeRoomy(button);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_test);
    buttons->addStretch(1);
    buttons->addWidget(cancel);
    buttons->addWidget(m_add);
    auto *layout = new QVBoxLayout(this);
    theme::setSpace(layout, 0, 3, this);
    layout->addLayout(form);
    layout->addWidget(m_result);
    layout->addLayout(buttons);
    m_result->hide();

    connect(m_test, &QPushButton::clicked, this, [this] {
        m_test->setEnabled(false);
        showProblem(tr("Testing…"));
        Q_EMIT testWanted(account(), password());
    });
    connect(m_add, &QPushButton::clicked, this, [this] { Q_EMIT entered(account(), password()); });
    connect(cancel, &QPushButton::clicked, this, &AccountForm::cancelled);
    guessServers();
    update();
}

accounts::Account AccountForm::account() const
{
    accounts::Account account;
    account.id = m_id;
    account.address = m_address->text().trimmed();
    account.name = account.address;
    account.personName = m_name->text().trimmed();
    account.imap = server(m_imap);
    account.smtp = server(m_smtp);
    account.passwordSource =
        m_remember->isChecked() ? accounts::PasswordSource::Keychain : accounts::PasswordSource::Ask;
    return account;
}

Secret AccountForm::password() const
{
    return Secret(m_password->text().toUtf8());
}

bool AccountForm::isComplete() const
{
    return !domainOf(m_address->text()).isEmpty() && !m_password->text().isEmpty()
        && !m_imap.host->text().trimmed().isEmpty() && !m_smtp.host->text().trimmed().isEmpty()
        && !m_imap.user->text().isEmpty();
}

void AccountForm::showTestResult(const accounts::TestResult &result)
{
    if (result.account != m_id)
        return;
    showProblem(ErrorText::testResult(result));
    m_test->setEnabled(isComplete());
    if (result.ok())
        m_add->setFocus();
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

AccountForm::ServerFields AccountForm::addServer(const QString &title, QFormLayout &form)
{
    ServerFields fields{new QLineEdit(this), new QSpinBox(this), new QComboBox(this), new QLineEdit(this)};
    fields.host->setAccessibleName(title);
    fields.port->setRange(1, 65535);
    //: %1 is "Server for receiving" or "Server for sending"
    fields.port->setAccessibleName(tr("%1: port").arg(title));
    fields.security->setAccessibleName(tr("%1: encryption").arg(title));
    fields.user->setAccessibleName(tr("%1: user name").arg(title));
    for (const SecurityChoice &choice : securityChoices)
        fields.security->addItem(tr(choice.text), static_cast<int>(choice.security));
    auto *line = new QHBoxLayout;
    line->setSpacing(2 * theme::step(this));
    line->addWidget(fields.host, 1);
    line->addWidget(fields.port);
    auto *label = theme::label(title, theme::Wrap::No, this);
    label->setFont(theme::strongFont(font()));
    label->setContentsMargins(0, 3 * theme::step(this), 0, 0);
    form.addRow(label);
    form.addRow(tr("Server"), line);
    form.addRow(tr("Encryption"), fields.security);
    form.addRow(tr("User name"), fields.user);

    const bool receiving = m_imap.host == nullptr;
    const quint16 implicitPort = receiving ? imapsPort : submissionsPort;
    const quint16 startTlsPort = receiving ? imapPort : submissionPort;
    fields.port->setValue(implicitPort);
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

void AccountForm::addPerson(QFormLayout &form)
{
    m_name->setPlaceholderText(tr("As others see it"));
    m_address->setPlaceholderText(tr("name@example.org"));
    m_password->setEchoMode(QLineEdit::Password);
    m_remember->setChecked(true);
    m_name->setAccessibleName(tr("Your name"));
    m_address->setAccessibleName(tr("Address"));
    m_password->setAccessibleName(tr("Password"));
    form.addRow(tr("Your name"), m_name);
    form.addRow(tr("Address"), m_address);
    form.addRow(tr("Password"), m_password);
    form.addRow(QString(), m_remember);
    connect(m_address, &QLineEdit::textChanged, this, [this] {
        guessServers();
        update();
    });
    connect(m_password, &QLineEdit::textChanged, this, &AccountForm::update);
}

void AccountForm::guessServers()
{
    const QString domain = domainOf(m_address->text());
    guess(m_imap.host, domain.isEmpty() ? QString() : u"imap."_s + domain);
    guess(m_smtp.host, domain.isEmpty() ? QString() : u"smtp."_s + domain);
    guess(m_imap.user, m_address->text().trimmed());
    guess(m_smtp.user, m_address->text().trimmed());
}

void AccountForm::update()
{
    m_test->setEnabled(isComplete());
    m_add->setEnabled(isComplete());
}

accounts::Server AccountForm::server(const ServerFields &fields) const
{
    accounts::Server server;
    server.endpoint.host = fields.host->text().trimmed();
    server.endpoint.port = static_cast<quint16>(fields.port->value());
    server.endpoint.security = static_cast<Security>(fields.security->currentData().toInt());
    server.user = fields.user->text().trimmed();
    return server;
}
