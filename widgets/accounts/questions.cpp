// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/accounts/questions.h"

#include "widgets/accounts/certificatedialog.h"
#include "widgets/accounts/passworddialog.h"

#include <QWidget>

using accounts::CertificateQuestion;

namespace {

QString placeOf(const CertificateQuestion &question)
{
    return question.host.toLower() + QLatin1Char(':') + QString::number(question.port);
}

}

Questions::Questions(QWidget *window) : QObject(window), m_window(window) {}

void Questions::askAboutCertificate(const CertificateQuestion &question)
{
    const QString place = placeOf(question);
    if (m_certificates.value(place) != nullptr)
        return;  // being asked already
    if (m_refused.value(place) == question.sha256 && m_refused.contains(place)) {
        Q_EMIT certificateDecided(question, false);
        return;
    }
    auto *dialog = new CertificateDialog(question, m_window);
    m_certificates.insert(place, dialog);
    connect(dialog, &CertificateDialog::decided, this,
            [this, place](const CertificateQuestion &asked, bool accepted) {
                m_certificates.remove(place);
                if (accepted)
                    m_refused.remove(place);
                else
                    m_refused.insert(place, asked.sha256);
                Q_EMIT certificateDecided(asked, accepted);
            });
    dialog->open();
}

void Questions::askForPassword(const accounts::Account &account, bool earlierOneRefused)
{
    if (m_passwords.value(account.id) != nullptr)
        return;
    using Reason = PasswordDialog::Reason;
    auto *dialog =
        new PasswordDialog(account, earlierOneRefused ? Reason::EarlierOneRefused : Reason::Needed, m_window);
    m_passwords.insert(account.id, dialog);
    connect(dialog, &PasswordDialog::given, this,
            [this](const accounts::Account &asked, const Secret &password) {
                m_passwords.remove(asked.id);
                Q_EMIT passwordGiven(asked, password);
            });
    connect(dialog, &PasswordDialog::refused, this, [this](const QUuid &asked) {
        m_passwords.remove(asked);
        Q_EMIT passwordRefused(asked);
    });
    dialog->open();
}

void Questions::forgetRefusals()
{
    m_refused.clear();
}
