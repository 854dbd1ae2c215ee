// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/sync/connection.h"

#include "core/base/logging.h"
#include "core/imap/session/commands/simple.h"
#include "core/imap/session/reconnect.h"
#include "core/imap/session/trafficlog.h"
#include "core/imap/sync/convert.h"

#include <QUuid>

#include <algorithm>

namespace imap::sync {

namespace {

// Well below 29 minutes (RFC 2177, 3), because routers on the way forget a silent connection after ten.
constexpr std::chrono::minutes silence{9};
// As long as this a connection must have held before a loss counts as the first one.
constexpr std::chrono::minutes stable{1};
// After so many connections within an hour only one every few minutes: a server may hold each of them just
// long enough to count as stable.
constexpr int manyInAnHour = 10;
constexpr std::chrono::minutes pauseAfterMany{5};
constexpr int tooManyInAnHour = 20;
constexpr std::chrono::minutes pauseAfterTooMany{10};
// A login that is refused for the time being: a server that counts refusals shuts an account after a few.
constexpr std::chrono::minutes pauseAfterRefusedLogin{1};

}

Lease::Lease(Connection &connection, QByteArray mailbox)
    : m_connection(&connection), m_mailbox(std::move(mailbox))
{}

Lease::~Lease()
{
    if (m_connection != nullptr)
        m_connection->release(this);
}

Session *Lease::session() const
{
    return m_connection == nullptr ? nullptr : m_connection->session();
}

Connection::Connection(const accounts::Account &account, Dependencies dependencies, QObject *parent)
    : QObject(parent), m_account(account), m_dependencies(std::move(dependencies))
{
    if (!m_dependencies.opened)
        m_dependencies.opened = std::make_shared<std::deque<std::chrono::milliseconds>>();
}

Connection::~Connection()
{
    for (Lease *lease : m_leases)
        lease->m_connection = nullptr;
}

void Connection::start()
{
    m_wanted = true;
    m_stopRetrying = false;
    m_attempt = 0;
    m_retry.reset();
    if (!m_session)
        open();
}

void Connection::join()
{
    if (m_wanted && (m_session || m_retry))
        return;
    if (pauseForMany().count() == 0) {
        start();
        return;
    }
    m_wanted = true;
    m_stopRetrying = false;
    m_retry = m_dependencies.clock.alarm(pauseForMany(), [this] {
        m_retry.reset();
        open();
    });
}

void Connection::stop()
{
    m_wanted = false;
    m_ready = false;
    m_retry.reset();
    failAll(Error{Error::Kind::Cancelled, {}});
    if (m_session)
        m_session->logout();
}

void Connection::provideCredentials(const net::Credentials &credentials)
{
    m_credentials = credentials;
    m_stopRetrying = false;
    if (m_session)
        m_session->provideCredentials(credentials);
    else if (m_wanted && !m_retry)
        open();
}

void Connection::setRecording(bool recording)
{
    m_recording = recording;
    record();
}

void Connection::record()
{
    if (!m_session)
        return;
    disconnect(m_session.get(), &Session::traffic, this, nullptr);
    if (!m_recording)
        return;
    connect(m_session.get(), &Session::traffic, this, [this](const TrafficLine &line) {
        // The session forgets the password at the login; the server need not.
        if (m_credentials)
            Q_EMIT traffic({line.direction, trafficlog::without(m_credentials->password, line.text)});
        else
            Q_EMIT traffic(line);
    });
}

void Connection::open()
{
    m_dependencies.opened->push_back(m_dependencies.clock.monotonic());
    m_isUntrusted = false;
    SessionOptions options;
    options.security = m_account.imap.endpoint.security;
    options.host = m_account.imap.endpoint.host.toUtf8();
    options.user = m_account.imap.user.toUtf8();
    options.mechanism = m_account.imap.mechanism.toLatin1();
    options.enable = {"CONDSTORE", "QRESYNC", "UIDONLY"};
    options.compress = true;
    options.autologout = silence;
    options.plaintextConsent = m_account.imap.plaintextConsent;
    options.dialect = m_dialect;
    m_session = std::make_unique<Session>(m_dependencies.transports(m_account.imap.endpoint), options,
                                          m_dependencies.clock);
    Session *session = m_session.get();
    connect(session, &Session::ready, this, &Connection::handleReady);
    connect(session, &Session::closed, this, &Connection::handleClosed);
    connect(session, &Session::authenticationFailed, this, &Connection::handleAuthenticationFailed);
    connect(session, &Session::phaseChanged, this, &Connection::handlePhase);
    connect(session, &Session::untagged, this, &Connection::untagged);
    connect(session, &Session::alerted, this, &Connection::alerted);
    connect(session, &Session::drained, this, &Connection::tellWhenFree);
    connect(session, &Session::certificateRejected, this, [this](const net::CertificateQuestion &question) {
        m_stopRetrying = true;  // one question to the user, not one a reconnect
        m_isUntrusted = true;
        Q_EMIT certificateRejected(question);
    });
    connect(session, &Session::credentialsNeeded, this, [this] {
        if (!m_credentials)
            Q_EMIT credentialsNeeded();
    });
    record();
    Q_EMIT connecting();
    if (m_credentials)
        session->provideCredentials(*m_credentials);
    session->start();
}

void Connection::handleReady()
{
    m_ready = true;
    m_loginRefusals = 0;
    m_readySince = m_dependencies.clock.monotonic();
    Q_EMIT ready();
    serve();
}

void Connection::handleAuthenticationFailed(const Error &why, net::LoginProblem problem)
{
    // A temporary refusal ("try again later") is no reason to ask for a password; the usual delay is.
    if (why.kind == Error::Kind::Authentication)
        m_credentials.reset();
    ++m_loginRefusals;
    m_stopRetrying = why.kind != Error::Kind::Refused;
    Q_EMIT authenticationFailed(why, problem);
}

void Connection::handleClosed(const Error &why)
{
    // A server that lets us in and throws us out again is not to be asked once a second for ever.
    if (m_ready && m_dependencies.clock.monotonic() - m_readySince >= stable)
        m_attempt = 0;
    m_ready = false;
    m_selecting = false;
    m_mailbox.clear();
    Session *session = m_session.release();
    const std::chrono::milliseconds pauseLeft = session->pauseLeft();  // an angry server is not woken sooner
    m_dialect = session->capabilities().dialect();
    m_cutShort = session->isMidResponse();
    m_goodbye = session->isEndedByServer() ? why.detail : QByteArray();
    m_probe.reset();
    m_isProbing = false;
    session->deleteLater();
    for (Lease *lease : std::exchange(m_leases, {}))
        lease->m_connection = nullptr;
    if (!m_wanted || m_stopRetrying) {
        failAll(why);
        Q_EMIT lost(why, {});
        return;
    }
    const bool atOnce = std::exchange(m_reopenAtOnce, false) && opensWithinAnHour() < manyInAnHour;
    const auto delay = std::max(atOnce ? std::chrono::milliseconds(0) : pauseBeforeNext(), pauseLeft);
    m_retry = m_dependencies.clock.alarm(delay, [this] {
        m_retry.reset();
        open();
    });
    Q_EMIT lost(why, m_dependencies.clock.now().addMSecs(delay.count()));
}

int Connection::opensWithinAnHour()
{
    const auto hourAgo = m_dependencies.clock.monotonic() - std::chrono::hours(1);
    std::erase_if(*m_dependencies.opened, [hourAgo](std::chrono::milliseconds at) { return at < hourAgo; });
    return static_cast<int>(m_dependencies.opened->size());
}

std::chrono::milliseconds Connection::pauseBeforeNext()
{
    std::chrono::milliseconds delay = reconnectDelay(m_attempt++, m_dependencies.random());
    if (m_loginRefusals > 0) {
        const auto doubled = pauseAfterRefusedLogin * (1 << std::min(m_loginRefusals - 1, 3));
        delay = std::max<std::chrono::milliseconds>(delay, doubled);
    }
    return std::max<std::chrono::milliseconds>(delay, pauseForMany());
}

std::chrono::minutes Connection::pauseForMany()
{
    const int opens = opensWithinAnHour();
    if (opens < manyInAnHour)
        return std::chrono::minutes(0);
    return opens < tooManyInAnHour ? pauseAfterMany : pauseAfterTooMany;
}

void Connection::probe(std::chrono::milliseconds patience)
{
    if (!m_ready || std::exchange(m_isProbing, true))
        return;
    auto *command = m_session->run(std::make_unique<NoopCommand>());
    connect(command, &Command::finished, this, [this] {
        m_isProbing = false;
        m_probe.reset();
    });
    m_probe = m_dependencies.clock.alarm(patience, [this] {
        m_reopenAtOnce = true;
        abandon();
    });
}

void Connection::retryNow()
{
    if (m_session || !m_wanted || (m_stopRetrying && !m_isUntrusted))
        return;
    if (opensWithinAnHour() >= manyInAnHour)
        return;  // whoever says so, and how often
    m_retry.reset();
    m_stopRetrying = false;
    open();
}

void Connection::withMailbox(const QByteArray &mailbox, Use use)
{
    if (!m_wanted) {
        use(nullptr, Error{Error::Kind::Cancelled, {}});
        return;
    }
    if (m_stopRetrying) {
        use(nullptr, Error{Error::Kind::ConnectionLost, {}});  // nobody knows when, so nobody waits
        return;
    }
    m_waiting.push_back({mailbox, std::move(use)});
    serve();
}

void Connection::dropWaiting()
{
    failAll(Error{Error::Kind::Cancelled, {}});
}

void Connection::failAll(const Error &why)
{
    for (Waiting &waiting : std::exchange(m_waiting, {}))
        waiting.use(nullptr, why);
}

// First come, first served: work for another mailbox waits until the leases of the present one are gone, and
// everything behind it waits with it, so nobody starves.
void Connection::serve()
{
    while (m_ready && !m_selecting && !m_waiting.empty()) {
        const QByteArray wanted = m_waiting.front().mailbox;
        if (m_waiting.front().isWithout) {
            if (!mustLeave(m_waiting.front())) {
                const Waiting next = std::move(m_waiting.front());
                m_waiting.pop_front();
                grant({{}, next.use});
            } else if (m_leases.empty()) {
                leave();
                return;
            } else {
                return;
            }
            continue;
        }
        if (!wanted.isEmpty() && wanted != m_mailbox) {
            if (m_leases.empty())
                select(wanted);
            return;
        }
        const Waiting next = std::move(m_waiting.front());
        m_waiting.pop_front();
        grant(next);
    }
}

void Connection::grant(const Waiting &waiting)
{
    auto lease = std::make_shared<Lease>(*this, waiting.mailbox);
    m_leases.push_back(lease.get());
    waiting.use(std::move(lease), Error{});
}

void Connection::release(Lease *lease)
{
    std::erase(m_leases, lease);
    // Not from here: the holder is in the middle of letting go.
    QMetaObject::invokeMethod(
        this,
        [this] {
            serve();
            tellWhenFree();
        },
        Qt::QueuedConnection);
}

void Connection::tellWhenFree()
{
    if (m_ready && !m_selecting && !isBusy() && m_session->isIdle())
        Q_EMIT mailboxFree();
}

void Connection::reselect()
{
    if (m_selecting)
        return;
    m_mailbox.clear();
    serve();
}

// A mailbox that was selected and is not any more, though nobody here asked for that (a [CLOSED] of the
// server's own, RFC 7162, 3.2.11): no command for it may follow.
void Connection::handlePhase(Phase phase)
{
    if (phase != Phase::Authenticated || m_selecting || m_mailbox.isEmpty())
        return;
    m_mailbox.clear();
    std::erase_if(m_leases, [](Lease *lease) {
        if (lease->mailbox().isEmpty())
            return false;
        lease->m_connection = nullptr;
        return true;
    });
    QMetaObject::invokeMethod(
        this,
        [this] {
            Q_EMIT mailboxClosed();
            serve();
        },
        Qt::QueuedConnection);
}

void Connection::leaveMailbox()
{
    if (!m_ready || m_selecting || isBusy() || m_mailbox.isEmpty() || !m_session->capabilities().unselect())
        return;
    m_mailbox.clear();
    m_session->run(std::make_unique<UnselectCommand>());
}

void Connection::withoutMailbox(const QByteArray &mailbox, std::optional<char> delimiter, Use use)
{
    if (!m_wanted || m_stopRetrying) {
        withMailbox({}, std::move(use));  // which says why not
        return;
    }
    m_waiting.push_back({mailbox, std::move(use), true, delimiter});
    serve();
}

bool Connection::mustLeave(const Waiting &waiting) const
{
    const bool isBelow = waiting.delimiter && m_mailbox.startsWith(waiting.mailbox + *waiting.delimiter);
    return !m_mailbox.isEmpty() && (isBelow || m_mailbox == waiting.mailbox);
}

// Servers without UNSELECT leave a mailbox when they are asked for one that is not there (RFC 3691, 1).
void Connection::leave()
{
    m_selecting = true;
    m_mailbox.clear();
    Command *command = nullptr;
    if (m_session->capabilities().unselect())
        command = m_session->run(std::make_unique<UnselectCommand>());
    else
        command = m_session->run(std::make_unique<SelectCommand>(
            "posthorn-" + QUuid::createUuid().toByteArray(QUuid::Id128), Access::ReadOnly));
    connect(command, &Command::finished, this, &Connection::left);
}

void Connection::left(const Completion &completion)
{
    if (isLineLost(completion))
        return;  // handleClosed() follows
    m_selecting = false;
    serve();
}

void Connection::abandon()
{
    if (m_session)
        m_session->abort();
}

void Connection::select(const QByteArray &mailbox)
{
    m_selecting = true;
    m_mailbox = mailbox;
    m_resync = {};
    const Access access = m_accessPolicy ? m_accessPolicy(mailbox) : Access::ReadWrite;
    const auto known = m_known ? m_known(mailbox) : std::nullopt;
    auto *command = m_session->run(known ? std::make_unique<SelectCommand>(mailbox, access, *known)
                                         : std::make_unique<SelectCommand>(mailbox, access));
    connect(command, &SelectCommand::changed, this, [this](const Fetch &fetch) {
        if (fetch.items.flags)
            m_resync.changed.push_back(
                {*fetch.items.uid, storeFlags(*fetch.items.flags), fetch.items.modSeq.value_or(ModSeq{})});
    });
    connect(command, &SelectCommand::vanished, this, [this](const UidSet &uids) {
        for (const UidRange &range : uids.ranges())
            m_resync.vanished.add(range);
    });
    connect(command, &Command::finished, this, [this, mailbox, command, known](const Completion &completion) {
        m_resync.isWhole = completion.ok() && command->isResynced();
        m_resync.since = known ? known->modSeq : ModSeq{};
        handleSelected(mailbox, completion);
    });
}

void Connection::handleSelected(const QByteArray &mailbox, const Completion &completion)
{
    if (isLineLost(completion))
        return;  // handleClosed() follows, and the work still waits
    m_selecting = false;
    if (completion.ok() && m_session->selected()) {
        Q_EMIT mailboxSelected(*m_session->selected());
        serve();
        return;
    }
    m_mailbox.clear();  // a failed SELECT leaves none (RFC 3501, 6.3.1)
    std::deque<Waiting> refused;
    std::erase_if(m_waiting, [&](Waiting &waiting) {
        if (waiting.mailbox != mailbox)
            return false;
        refused.push_back(std::move(waiting));
        return true;
    });
    const auto kind =
        completion.text.has(code::Atom::Kind::NonExistent) || completion.text.has(code::Atom::Kind::TryCreate)
        ? Error::Kind::NotFound
        : Error::Kind::Refused;
    for (Waiting &waiting : refused)
        waiting.use(nullptr, Error{kind, completion.text.text});
    serve();
}

}
