// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/account.h"
#include "core/accounts/status.h"
#include "core/base/secret.h"

#include <QWidget>

class QCheckBox;
class QFormLayout;
class QGroupBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;

// Name, address, password and the two servers. The servers are guessed from the address until they are
// edited, and are always there to be seen. Testing is asked of others; its result is said precisely.
class AccountForm : public QWidget
{
    Q_OBJECT

public:
    explicit AccountForm(QWidget *parent = nullptr);

    [[nodiscard]] accounts::Account account() const;
    [[nodiscard]] Secret password() const;
    [[nodiscard]] bool isComplete() const;

    void showTestResult(const accounts::TestResult &result);
    void showProblem(const QString &sentence);
    void forgetPassword();

Q_SIGNALS:
    void testWanted(const accounts::Account &account, const Secret &password);
    void entered(const accounts::Account &account, const Secret &password);
    void cancelled();

private:
    struct ServerFields {
        QLineEdit *host;
        QSpinBox *port;
        QComboBox *security;
        QLineEdit *user;
    };
    [[nodiscard]] ServerFields addServer(const QString &title, QFormLayout &form);
    void addPerson(QFormLayout &form);
    void guessServers();
    void update();
    [[nodiscard]] accounts::Server server(const ServerFields &fields) const;

    QUuid m_id = QUuid::createUuid();
    QLineEdit *m_name;
    QLineEdit *m_address;
    QLineEdit *m_password;
    QCheckBox *m_remember;
    ServerFields m_imap{};
    ServerFields m_smtp{};
    QLabel *m_result;
    QPushButton *m_test;
    QPushButton *m_add;
};
