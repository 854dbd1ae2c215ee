// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/trust.h"

#include <QDialog>

class QBoxLayout;

// What is wrong with a server's certificate, and whether to trust exactly this one all the same. The default,
// Escape and closing mean: stay offline. Answers once, by decided().
class CertificateDialog : public QDialog
{
    Q_OBJECT

public:
    CertificateDialog(const accounts::CertificateQuestion &question, QWidget *parent);

    [[nodiscard]] const accounts::CertificateQuestion &question() const noexcept { return m_question; }

Q_SIGNALS:
    void decided(const accounts::CertificateQuestion &question, bool accepted);

private:
    void addProblems(QBoxLayout &layout);
    void addFacts(QBoxLayout &layout);
    void addButtons(QBoxLayout &layout);

    accounts::CertificateQuestion m_question;
};
