// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/account.h"
#include "core/accounts/status.h"
#include "core/base/secret.h"

#include <QWidget>

#include <optional>

class QCheckBox;
class QFormLayout;
class QComboBox;
class QHBoxLayout;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QSpinBox;

// Name, address, password and the two servers, of a new account or of one that is known. A new one's servers
// are guessed from the address until they are edited, and are always there to be seen. Testing is asked of
// others; its result is said precisely. An empty password of a known account means: the one in use.
class AccountForm : public QWidget
{
    Q_OBJECT

public:
    explicit AccountForm(const std::optional<accounts::Account> &known, QWidget *parent = nullptr);

    [[nodiscard]] accounts::Account account() const;
    [[nodiscard]] Secret password() const;
    [[nodiscard]] bool isComplete() const;

    void showTestResult(const accounts::TestResult &result);
    void showProblem(const QString &sentence);
    void showRemark(const QString &sentence);  // on receipts with this server; empty: none
    void forgetPassword();
    void focusFirst();

Q_SIGNALS:
    void testWanted(const accounts::Account &account, const Secret &password);
    void entered(const accounts::Account &account, const Secret &password);
    void removalWanted();  // of a known account
    void cancelled();

private:
    struct ServerFields {
        QLineEdit *host;
        QSpinBox *port;
        QComboBox *security;
        QLineEdit *user;
    };
    [[nodiscard]] ServerFields addServer(const QString &title, const accounts::Server &server);
    void addPerson();
    void addNames();
    void addPassword();
    void addWriting();
    void addReceiptSender();
    [[nodiscard]] QHBoxLayout *makeButtons();
    void addSecurities(QComboBox &box, net::Security chosen) const;
    [[nodiscard]] accounts::PasswordSource passwordSource() const;
    void guessServers();
    void update();
    [[nodiscard]] accounts::Server server(const ServerFields &fields, accounts::Server server) const;

    bool m_isNew;
    accounts::Account m_known;  // what the form does not show stays as it is
    QFormLayout *m_layout;
    QLineEdit *m_accountName = nullptr;  // of a known account
    QLineEdit *m_aliases = nullptr;      // of a known account
    QLineEdit *m_replyTo = nullptr;      // the same
    QPlainTextEdit *m_signature = nullptr;
    QCheckBox *m_signs = nullptr, *m_encrypts = nullptr;
    QLineEdit *m_name;
    QLineEdit *m_address;
    QLineEdit *m_password;
    QComboBox *m_source;
    QLineEdit *m_command;
    ServerFields m_imap{};
    ServerFields m_smtp{};
    QCheckBox *m_receiptSender = nullptr;  // of a known account
    QLabel *m_remark;
    QLabel *m_result;
    QPushButton *m_test;
    QPushButton *m_done;
};
