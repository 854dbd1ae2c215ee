// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/status.h"
#include "widgets/accounts/accountform.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QStackedWidget;

// What a newcomer sees: add an account, or look around in the demo mailbox. Also serves to add a further
// account later.
class FirstRunPage : public QWidget
{
    Q_OBJECT

public:
    explicit FirstRunPage(QWidget *parent = nullptr);

    void showWelcome();
    void showForm();
    void showDemoProgress(const QString &sentence);  // empty: ended
    void showTestResult(const accounts::TestResult &result);
    void showProblem(const QString &sentence);
    void forgetForm();  // the account was added: nothing of it stays in the fields

Q_SIGNALS:
    void testWanted(const accounts::Account &account, const Secret &password);
    void entered(const accounts::Account &account, const Secret &password);
    void demoWanted();
    void leftForm();

private:
    [[nodiscard]] QWidget *makeWelcome();
    void showSentence(const QString &sentence);

    QStackedWidget *m_stack;
    QLabel *m_progress;
    QPushButton *m_add;
    QPushButton *m_demo;
    AccountForm *m_form = nullptr;
};
