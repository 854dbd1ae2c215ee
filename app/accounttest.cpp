// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/accounttest.h"

namespace app {

using Step = accounts::TestResult::Step;

AccountTest::AccountTest(accounts::Account account, Secret password, net::TransportFactory transports,
                         Clock &clock, QObject *parent)
    : QObject(parent), m_account(std::move(account)), m_password(std::move(password)),
      m_transports(std::move(transports)), m_clock(clock)
{}

AccountTest::~AccountTest() = default;

void AccountTest::start()
{
    testImap();
}

void AccountTest::testImap()
{
    imap::SessionOptions options;
    options.security = m_account.imap.endpoint.security;
    options.host = m_account.imap.endpoint.host.toUtf8();
    options.user = m_account.imap.user.toUtf8();
    options.mechanism = m_account.imap.mechanism.toLatin1();
    options.plaintextConsent = m_account.imap.plaintextConsent;
    m_session = std::make_unique<imap::Session>(m_transports(m_account.imap.endpoint), options, m_clock);
    connect(m_session.get(), &imap::Session::certificateRejected, this, &AccountTest::certificateRejected);
    connect(m_session.get(), &imap::Session::authenticationFailed, this,
            [this](const Error &why, net::LoginProblem problem) {
                m_refused = why;
                m_problem = problem;
            });
    connect(m_session.get(), &imap::Session::ready, this, [this] {
        m_loggedIn = true;
        m_session->logout();
    });
    connect(m_session.get(), &imap::Session::closed, this, [this](const Error &why) {
        m_session.release()->deleteLater();
        if (m_loggedIn)
            testSmtp();
        else
            end(m_refused ? Step::ImapLogin : Step::ImapConnect, m_refused ? m_refused : std::optional(why));
    });
    m_session->provideCredentials({m_account.imap.user.toUtf8(), m_password});
    m_session->start();
}

void AccountTest::testSmtp()
{
    if (m_account.smtp.endpoint.host.isEmpty()) {
        end(Step::Done, std::nullopt);
        return;
    }
    smtp::SubmissionOptions options;
    options.security = m_account.smtp.endpoint.security;
    options.host = m_account.smtp.endpoint.host.toUtf8();
    options.mechanism = m_account.smtp.mechanism.toLatin1();
    options.authenticate = !m_account.smtp.user.isEmpty();
    m_submission =
        std::make_unique<smtp::Submission>(m_transports(m_account.smtp.endpoint), options, m_clock);
    connect(m_submission.get(), &smtp::Submission::certificateRejected, this,
            &AccountTest::certificateRejected);
    connect(m_submission.get(), &smtp::Submission::finished, this, [this](const smtp::Outcome &outcome) {
        m_submission.release()->deleteLater();
        using Status = smtp::Outcome::Status;
        if (outcome.status == Status::Accepted) {
            end(Step::Done, std::nullopt);
            return;
        }
        const bool login = outcome.stage == smtp::Outcome::Stage::Authentication;
        const auto kind = outcome.status == Status::Untrusted ? Error::Kind::Untrusted
            : login                                           ? Error::Kind::Authentication
                                                              : Error::Kind::ConnectionLost;
        end(login ? Step::SmtpLogin : Step::SmtpConnect, Error{kind, outcome.reply.text});
    });
    m_submission->provideCredentials({m_account.smtp.user.toUtf8(), m_password});
    m_submission->probe();
}

void AccountTest::end(Step step, std::optional<Error> error)
{
    if (std::exchange(m_ended, true))
        return;
    Q_EMIT finished({m_account.id, step, std::move(error), m_problem});
    deleteLater();
}

}
