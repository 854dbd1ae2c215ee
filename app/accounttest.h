// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/account.h"
#include "core/accounts/status.h"
#include "core/base/clock.h"
#include "core/base/secret.h"
#include "core/imap/session/session.h"
#include "core/net/ssltransport.h"
#include "core/smtp/submission.h"

#include <QObject>

#include <memory>

namespace app {

// "Test connection": logs in at the mail server, then at the submission server, changes nothing, and says
// precisely which step failed. Deletes itself after finished(), which comes once.
class AccountTest : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(AccountTest)

public:
    AccountTest(accounts::Account account, Secret password, net::TransportFactory transports, Clock &clock,
                QObject *parent = nullptr);
    ~AccountTest() override;

    void start();

Q_SIGNALS:
    void finished(const accounts::TestResult &result);
    void certificateRejected(const net::CertificateQuestion &question);

private:
    void testImap();
    void testSmtp();
    void end(accounts::TestResult::Step step, std::optional<Error> error);

    accounts::Account m_account;
    Secret m_password;
    net::TransportFactory m_transports;
    Clock &m_clock;
    std::unique_ptr<imap::Session> m_session;
    std::unique_ptr<smtp::Submission> m_submission;
    std::optional<Error> m_refused;
    net::LoginProblem m_problem = net::LoginProblem::Unspecified;
    bool m_loggedIn = false;
    bool m_ended = false;
};

}
