// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/account.h"
#include "core/accounts/trust.h"
#include "core/base/secret.h"

#include <QHash>
#include <QObject>
#include <QPointer>

class CertificateDialog;
class PasswordDialog;
class QWidget;

// The questions that accounts bring up by themselves. One dialog for a host and port, one for an account; a
// certificate that was refused is not asked about again until the user wants to go online, so that nobody is
// worn down by dialogs.
class Questions : public QObject
{
    Q_OBJECT

public:
    explicit Questions(QWidget *window);

    void askAboutCertificate(const accounts::CertificateQuestion &question);
    void askForPassword(const accounts::Account &account, bool earlierOneRefused);
    void forgetRefusals();  // the user wants to go online: ask again

Q_SIGNALS:
    void certificateDecided(const accounts::CertificateQuestion &question, bool accepted);
    void passwordGiven(const accounts::Account &account, const Secret &password);
    void passwordRefused(const QUuid &account);

private:
    QWidget *m_window;
    QHash<QString, QPointer<CertificateDialog>> m_certificates;  // by "host:port"
    QHash<QString, QByteArray> m_refused;  // by "host:port": the certificate's fingerprint
    QHash<QUuid, QPointer<PasswordDialog>> m_passwords;
};
