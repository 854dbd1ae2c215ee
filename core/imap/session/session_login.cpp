// SPDX-License-Identifier: GPL-3.0-or-later
// Carries out what loginsteps.h decides, from the greeting to ready().
#include "core/base/overloaded.h"
#include "core/imap/session/commands/authenticate.h"
#include "core/imap/session/commands/connection.h"
#include "core/imap/session/sessionprivate.h"
#include "core/imap/wire/limits.h"

using namespace Qt::StringLiterals;

namespace imap {

void SessionPrivate::provideCredentials(const net::Credentials &credentials)
{
    enter([this, &credentials] {
        m_credentials = credentials;
        m_secrets.add(credentials.password);
        m_login.haveCredentials = true;
    });
}

void SessionPrivate::advanceLogin()
{
    while (!m_end && m_greeted && !m_ready && !m_tlsStarting && !m_queue.isFlying() && m_buried.empty()
           && q.m_phase != Phase::LoggingOut) {
        m_login.encrypted = m_transport->isEncrypted();
        m_login.capabilities = q.m_capabilities;
        const LoginStep step = nextLoginStep(m_login);
        carryOut(step);
        if (std::holds_alternative<login::AskCredentials>(step))
            return;
    }
}

void SessionPrivate::carryOut(const LoginStep &step)
{
    std::visit(overloaded{
                   [this](login::AskCapability) { askCapability(); },
                   [this](login::StartTls) { startTls(); },
                   [this](login::AskCredentials) {
                       if (!std::exchange(m_credentialsAsked, true))
                           Q_EMIT q.credentialsNeeded();
                   },
                   [this](const login::Authenticate &with) { authenticate(with.mechanism); },
                   [this](login::UseLoginCommand) { useLoginCommand(); },
                   [this](login::SendId) {
                       m_login.idSent = true;
                       runOwn(std::make_unique<IdCommand>(m_login.wantsIdentity ? IdCommand::Detail::Full
                                                                                : IdCommand::Detail::Name),
                              [](const Completion &) {});
                   },
                   [this](const login::Enable &what) {
                       m_login.enableSent = true;
                       runOwn(std::make_unique<EnableCommand>(what.names), [](const Completion &) {});
                   },
                   [this](login::ProbeLevel) { probeLevel(); },
                   [this](login::Compress) { compress(); },
                   [this](login::Ready) {
                       m_ready = true;
                       guardAutologout();
                       Q_EMIT q.ready();
                   },
                   [this](const login::GiveUp &because) {
                       if (because.problem == net::LoginProblem::Unspecified)
                           end(Ending::Close, because.why);
                       else
                           loginFailed(because.why, because.problem);
                   },
               },
               step);
}

// The session's own commands go out at once: nothing else is in flight during the login.
void SessionPrivate::runOwn(std::unique_ptr<Command> command, Then then)
{
    QObject::connect(command.get(), &Command::finished, &q,
                     [this, then = std::move(then)](const Completion &completion) {
                         if (!m_end)
                             then(completion);
                     });
    launch(std::move(command));
}

void SessionPrivate::askCapability()
{
    m_login.capabilityAsked = true;
    // NO leaves them unknown, and the next step decides without (some servers say so to everything before the
    // login). BAD comes from servers older than the command.
    runOwn(std::make_unique<CapabilityCommand>(), [this](const Completion &completion) {
        if (completion.status == Completion::Status::Bad && !q.m_capabilities.isKnown())
            goWithoutCapability();
    });
}

void SessionPrivate::startTls()
{
    runOwn(std::make_unique<StartTlsCommand>(), [this](const Completion &completion) {
        if (completion.ok())
            beginTls();
        else
            end(Ending::Close, {Error::Kind::Untrusted, "the server refused STARTTLS"_ba});
    });
}

// Whatever stands behind the OK was sent in clear and could pose as the server's words after TLS (RFC 9051,
// 11; the flaw of CVE-2011-0411 and its family).
void SessionPrivate::beginTls()
{
    if (m_framer.pending() > 0 || m_transport->receivedOctets() > 0) {
        noteHabit(ServerQuirk::SpeaksBeforeTls);
        end(Ending::Abort, {Error::Kind::Untrusted, "octets in clear behind the answer to STARTTLS"_ba});
        return;
    }
    m_tlsStarting = true;
    m_transport->startTls();
}

void SessionPrivate::encryptionStarted()
{
    if (!std::exchange(m_tlsStarting, false) || !m_transport->isEncrypted()) {
        end(Ending::Abort, {Error::Kind::Untrusted, "unexpected TLS"_ba});
        return;
    }
    forgetWhatWasHeard();
    note("encrypted"_ba);
    (void)moveOn(Event::Encrypted);
}

// Nothing that was heard in clear counts any more (RFC 3501, 6.2.1). One habit is left, because it shows in
// the greeting alone, which does not come again: who wants to be told who we are is told so after the login.
// Whoever invented it has the server told no more than any server may ask for, and takes nothing away.
void SessionPrivate::forgetWhatWasHeard()
{
    m_framer = ResponseFramer({limits::lineOctets, limits::frameOctets});
    std::erase_if(m_quirks, [](ServerQuirk quirk) { return quirk != ServerQuirk::WantsIdentity; });
    m_greeting.clear();
    m_alertGreeting = m_tryCreate = m_webAlerted = false;
    m_capabilityExists = true;
    m_pause.reset();
    m_pausedUntil = {};
    m_complaint.reset();
    m_limit.reset();
    m_progress.reset();
    m_work = {};
    m_framesBeforeLogin = 0;
    speak(m_options.dialect.isLegacy() ? Dialect() : m_options.dialect);
    forgetCapabilities();
}

void SessionPrivate::forgetCapabilities()
{
    q.m_capabilities = {};
    q.m_capabilities.speak(m_dialect);
    m_login.capabilityAsked = m_dialect.isLegacy() && !m_capabilityExists;
}

void SessionPrivate::compress()
{
    m_login.compressSent = true;
    runOwn(std::make_unique<CompressCommand>(), [this](const Completion &completion) {
        if (!completion.ok())
            return;
        m_deflate = std::make_unique<net::Deflate>();
        m_deflate->feed(m_framer.takePending());  // what stands behind the OK is compressed already
        note("compressed"_ba);
    });
}

void SessionPrivate::authenticate(const QByteArray &mechanism)
{
    auto sasl = m_options.makeSasl(mechanism, m_credentials, "imap", m_options.host);
    if (!sasl) {
        if (sasl.error().kind == Error::Kind::Authentication)
            loginFailed(sasl.error(), net::LoginProblem::CannotBeSent);
        else
            m_login.tried.push_back(mechanism);
        return;
    }
    const auto when = q.m_capabilities.saslIr() ? AuthenticateCommand::InitialResponse::WithCommand
                                                : AuthenticateCommand::InitialResponse::AfterContinuation;
    auto command = std::make_unique<AuthenticateCommand>(std::move(*sasl), when);
    const AuthenticateCommand *raw = command.get();
    m_capabilitiesTold = m_webAlerted = false;
    m_credentialsShown = true;
    runOwn(std::move(command),
           [this, raw](const Completion &completion) { authenticationEnded(*raw, completion); });
}

void SessionPrivate::authenticationEnded(const AuthenticateCommand &command, const Completion &completion)
{
    using Problem = net::LoginProblem;
    if (command.failure())  // we cancelled: with this server no other mechanism gets the password either
        loginFailed(*command.failure(), Problem::ServerNotProven);
    else if (!completion.ok() || command.isProven())
        loginEnded(command.mechanism(), completion);
    else
        loginFailed({Error::Kind::Untrusted, "the server did not prove that it knows the password"_ba},
                    Problem::ServerNotProven);
}

void SessionPrivate::useLoginCommand()
{
    m_capabilitiesTold = m_webAlerted = false;
    m_credentialsShown = true;
    runOwn(std::make_unique<LoginCommand>(m_credentials),
           [this](const Completion &completion) { loginEnded(loginCommandName.toByteArray(), completion); });
}

void SessionPrivate::loginEnded(const QByteArray &mechanism, const Completion &completion)
{
    if (completion.ok()) {
        loggedIn();
        return;
    }
    if (completion.status == Completion::Status::Unsupported) {
        loginFailed({Error::Kind::Authentication, "user name or password cannot be sent"_ba},
                    net::LoginProblem::CannotBeSent);
        return;
    }
    const Status status = completion.status == Completion::Status::Bad ? Status::Bad : Status::No;
    const LoginRefusal refusal = judgeLoginRefusal(status, completion.text, {mechanism, m_webAlerted});
    const bool mayGoOn = !m_quirks.contains(ServerQuirk::OneLoginAConnection);
    if (refusal.next == LoginRefusal::Next::TryAnotherMechanism && mayGoOn)
        m_login.tried.push_back(mechanism);
    else
        loginFailed({refusal.kind, completion.text.text}, refusal.problem);
}

void SessionPrivate::loggedIn()
{
    m_credentials = {};
    m_secrets.clear();
    m_login.authenticated = true;
    if (!m_capabilitiesTold)
        forgetCapabilities();  // those from before the login need not be those after it (RFC
                               // 3501, 6.2.2, 6.2.3)
    (void)moveOn(Event::LoggedIn);
}

void SessionPrivate::loginFailed(const Error &why, net::LoginProblem problem)
{
    const Error shown{why.kind, m_secrets.maskedIn(why.detail)};
    Q_EMIT q.authenticationFailed(shown, problem);
    end(Ending::Close, shown);
}

}
