// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine.h"
#include "app/envelopes.h"

// What the engine submits: receipts, and mail of ours. Each on a connection of its own.
namespace app {

using imap::sync::AccountSync;
using receipts::SubmitEnd;

namespace {

SubmitEnd endOf(const smtp::Outcome &outcome, bool hadLogin)
{
    using Status = smtp::Outcome::Status;
    switch (outcome.status) {
    case Status::Accepted: return SubmitEnd::Accepted;
    case Status::Rejected: return SubmitEnd::Rejected;
    case Status::NotAuthenticated:  // without a login there is no other password to wait for
        return hadLogin ? SubmitEnd::NotAuthenticated : SubmitEnd::Rejected;
    case Status::Uncertain: return SubmitEnd::Uncertain;
    case Status::TryLater:
    case Status::Untrusted: break;
    }
    return SubmitEnd::TryLater;
}

// Told once, also when nobody is left who could tell.
class LookAnswer
{
public:
    explicit LookAnswer(std::function<void(outbox::Looked)> tell) : m_tell(std::move(tell)) {}
    LookAnswer(const LookAnswer &) = delete;
    LookAnswer &operator=(const LookAnswer &) = delete;
    ~LookAnswer() { tell(outbox::Looked::NobodyKnows); }

    void tell(outbox::Looked result)
    {
        if (const auto told = std::exchange(m_tell, {}))
            told(result);
    }

private:
    std::function<void(outbox::Looked)> m_tell;
};

QByteArray wordsOf(const smtp::Outcome &outcome)
{
    const bool isOfRecipient = outcome.reply.text.isEmpty() && !outcome.refusedRecipients.empty();
    return isOfRecipient ? outcome.refusedRecipients.front().second.text : outcome.reply.text;
}

}

void Engine::submit(const receipts::SubmitOrder &order)
{
    const AccountSync *sync = find(order.account);
    const smtp::Envelope envelope =
        sync == nullptr ? smtp::Envelope() : envelopeOf(order.report, sync->account());
    beginSubmission(order.account, envelope, order.report.message,
                    [this, key = order.key](SubmitEnd end, const smtp::Outcome &outcome) {
                        Q_EMIT submitEnded(key, end, wordsOf(outcome));
                    });
}

void Engine::submitMail(const outbox::SubmitOrder &order)
{
    beginSubmission(order.account, envelopeOf(order.transaction), order.transaction.message,
                    [this, mail = order.mail](SubmitEnd end, const smtp::Outcome &outcome) {
                        outbox::SubmitResult result = resultOf(outcome);
                        result.end = end;
                        result.serverText = wordsOf(outcome);
                        Q_EMIT mailSubmitted(mail, result);
                    });
}

void Engine::beginSubmission(const QUuid &account, const smtp::Envelope &envelope, const QByteArray &message,
                             const SubmissionDone &done)
{
    const AccountSync *sync = find(account);
    const bool loginNeeded = sync != nullptr && !sync->account().smtp.user.isEmpty();
    if (loginNeeded && m_submissionRefused.contains(account)) {
        done(SubmitEnd::NotAuthenticated, {});
        return;
    }
    if (m_isStopping || sync == nullptr || (loginNeeded && !m_passwords.contains(account))) {
        done(SubmitEnd::TryLater, {});
        return;
    }
    const accounts::Server &server = sync->account().smtp;
    smtp::SubmissionOptions options;
    options.security = server.endpoint.security;
    options.host = server.endpoint.host.toUtf8();
    options.mechanism = server.mechanism.toLatin1();
    options.authenticate = loginNeeded;
    auto *submission =
        new smtp::Submission(m_makeTransport(server.endpoint, m_certificates), options, m_clock, this);
    connect(submission, &smtp::Submission::certificateRejected, this, &Engine::certificateRejected);
    connect(submission, &smtp::Submission::finished, this,
            [this, submission, account, loginNeeded, done](const smtp::Outcome &outcome) {
                m_submissions.erase(submission);
                submission->deleteLater();
                const SubmitEnd end = endOf(outcome, loginNeeded);
                if (outcome.stage > smtp::Outcome::Stage::Authentication)
                    Q_EMIT sizeLimitFound(account, static_cast<qint64>(outcome.sizeLimit));
                done(end, outcome);
                if (end == SubmitEnd::NotAuthenticated)
                    askForAnotherPassword(account, wordsOf(outcome));
                stopWhenDone();
            });
    m_submissions.insert(submission);
    submission->provideCredentials({server.user.toUtf8(), m_passwords.value(account)});
    submission->submit(envelope, message);
}

// Once, however much waits: a refused password is not tried again by itself.
void Engine::askForAnotherPassword(const QUuid &account, const QByteArray &serverText)
{
    if (m_submissionRefused.contains(account))
        return;
    m_submissionRefused.insert(account);
    if (!serverText.isEmpty())
        Q_EMIT alerted(account, serverText);
    Q_EMIT credentialsRefused(account);
}

void Engine::lookForMail(const outbox::LookOrder &order)
{
    using outbox::Looked;
    const auto answer = std::make_shared<LookAnswer>(
        [this, mail = order.mail](Looked result) { Q_EMIT mailLookedFor(mail, result); });
    AccountSync *sync = find(order.account);
    if (sync == nullptr)
        return;
    sync->lookFor(order.mailbox, order.messageId, [answer](std::optional<bool> isThere) {
        answer->tell(!isThere ? Looked::NobodyKnows : *isThere ? Looked::Found : Looked::NotThere);
    });
}

}
