// SPDX-License-Identifier: GPL-3.0-or-later
// From start() to closed(): what comes in is let in, acted on when it has settled, and ended once.
#include "core/base/logging.h"
#include "core/imap/session/sessionprivate.h"
#include "core/imap/wire/limits.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace imap {

SessionPrivate::SessionPrivate(Session &session, std::unique_ptr<net::Transport> transport,
                               SessionOptions options, Clock &clock)
    : q(session), m_transport(std::move(transport)), m_options(std::move(options)), m_clock(clock),
      m_framer({limits::lineOctets, limits::frameOctets}),
      m_sender([this](const Sender::Piece &piece) { wrote(piece); }), m_book(session.m_selected)
{
    m_login.security = m_options.security;
    m_login.mechanism = m_options.mechanism;
    m_login.enable = m_options.enable;
    m_login.compress = m_options.compress;
    if (!m_options.mechanism.isEmpty() && !net::needsPassword(m_options.mechanism)) {
        m_credentials.user = m_options.user;
        m_login.haveCredentials = true;
    }
    if (!m_options.dialect.isLegacy())
        m_dialect = m_options.dialect;  // what this server has disliked before
    m_login.plaintextConsent = m_options.plaintextConsent;
    connectTransport();
}

SessionPrivate::~SessionPrivate()
{
    QObject::disconnect(m_transport.get(), nullptr, &q, nullptr);
    if (!m_concluded)
        m_transport->abort();
    // We may be inside one of its signals.
    m_transport.release()->deleteLater();
}

void SessionPrivate::connectTransport()
{
    const auto *transport = m_transport.get();
    QObject::connect(transport, &net::Transport::connected, &q, [this] {
        enter([this] {
            if (moveOn(Event::Connected))
                note(isEncrypted() ? "connected, encrypted"_ba : "connected, not encrypted"_ba);
        });
    });
    QObject::connect(transport, &net::Transport::encrypted, &q,
                     [this] { enter([this] { encryptionStarted(); }); });
    QObject::connect(transport, &net::Transport::received, &q, [this] { enter([this] { readAll(); }); });
    QObject::connect(transport, &net::Transport::closed, &q,
                     [this](const Error &why) { enter([this, &why] { end(Ending::Abort, why); }); });
    QObject::connect(transport, &net::Transport::certificateRejected, &q,
                     [this](const net::CertificateQuestion &question) {
                         enter([this, &question] { Q_EMIT q.certificateRejected(question); });
                     });
}

void SessionPrivate::start()
{
    if (std::exchange(m_started, true))
        return;
    enter([this] {
        m_lastActivity = m_lastSent = m_clock.monotonic();
        m_transport->open();
    });
}

void SessionPrivate::abort()
{
    enter([this] { end(Ending::Abort, {Error::Kind::Cancelled, {}}); });
}

bool SessionPrivate::isEnabled(QByteArrayView extension) const noexcept
{
    return std::any_of(m_enabled.begin(), m_enabled.end(), [extension](const QByteArray &name) {
        return extension.compare(name, Qt::CaseInsensitive) == 0;
    });
}

void SessionPrivate::settle()
{
    while (!m_end) {
        advanceLogin();
        pump();
        if (m_end || !m_ready || !m_busy || !isIdle() || !m_buried.empty())
            break;
        m_busy = false;
        Q_EMIT q.drained();
    }
    if (m_end) {
        if (!std::exchange(m_concluded, true))
            conclude();
        return;
    }
    watch();
    m_depth = 0;
}

bool SessionPrivate::moveOn(Event event)
{
    const std::optional<Phase> next = after(q.m_phase, event);
    if (!next) {
        end(Ending::Abort, {Error::Kind::Syntax, "the server broke the order of the dialogue"_ba});
        return false;
    }
    if (*next != q.m_phase) {
        q.m_phase = *next;
        Q_EMIT q.phaseChanged(*next);
    }
    return !m_end;
}

void SessionPrivate::end(Ending ending, Error why)
{
    if (m_end)
        return;
    why.detail = m_secrets.maskedIn(why.detail);  // a BYE repeats what it likes
    qCDebug(logSession) << "session ends:" << static_cast<int>(why.kind) << why.detail;
    m_ending = ending;
    m_end = std::move(why);
}

void SessionPrivate::conclude()
{
    m_watchdog.reset();
    m_autologout.reset();
    m_logoutGuard.reset();
    m_pause.reset();
    m_complaint.reset();
    m_funeral.reset();
    QObject::disconnect(m_transport.get(), nullptr, &q, nullptr);
    if (m_ending == Ending::Close)
        m_transport->close();
    else
        m_transport->abort();
    m_credentials = {};
    m_secrets.clear();
    m_book.close();
    q.m_phase = Phase::Closed;
    Q_EMIT q.phaseChanged(Phase::Closed);

    const Error why = *m_end;
    const ResponseText text = m_bye ? *m_bye : ResponseText{std::nullopt, why.detail};
    // Those whose last octet is not written cannot have been executed; of the others nobody can tell.
    for (std::unique_ptr<Command> &command : m_queue.takeInFlight()) {
        tellEnd(*command, {Completion::Status::ConnectionLost, text, !m_sender.isWaitingFor(command->tag())});
        command.release()->deleteLater();
    }
    const auto unsent = why.kind == Error::Kind::Cancelled ? Completion::Status::Cancelled
                                                           : Completion::Status::ConnectionLost;
    for (std::unique_ptr<Command> &command : m_queue.takeWaiting())
        m_buried.emplace_back(std::move(command), unsent);
    buryNow();
    Q_EMIT q.closed(why);  // nothing after this: the session may be gone
}

// A command that is never sent. It finishes a moment later, so that the caller of run() has had time to
// connect.
void SessionPrivate::bury(std::unique_ptr<Command> command, Completion::Status status)
{
    m_buried.emplace_back(std::move(command), status);
    if (!m_funeral)
        m_funeral = m_clock.alarm(std::chrono::milliseconds(0), [this] {
            m_funeral.reset();
            enter([this] { buryNow(); });
        });
}

void SessionPrivate::buryNow()
{
    const ResponseText text{std::nullopt, m_end ? m_end->detail : QByteArray()};
    for (auto &[command, status] : std::exchange(m_buried, {})) {
        tellEnd(*command, {status, text, false});
        command.release()->deleteLater();
    }
}

// Whatever became of the last round: what an earlier one has done is done.
void SessionPrivate::tellEnd(Command &command, Completion completion)
{
    if (m_begun.remove(&command))
        completion.mayHaveBeenExecuted = true;
    command.finish(completion);
}

void SessionPrivate::note(const QByteArray &text)
{
    const QByteArray shown = m_secrets.maskedIn(text);
    qCDebug(logSession) << shown;
    Q_EMIT q.traffic({TrafficLine::Direction::Note, shown});
}

void SessionPrivate::wrote(const Sender::Piece &piece)
{
    m_lastActivity = m_lastSent = m_lastUseful = m_clock.monotonic();
    m_transport->write(m_deflate ? m_deflate->compress(piece.octets) : piece.octets);
    QByteArray shown = piece.shown;
    if (shown.endsWith("\r\n"))
        shown.chop(2);
    Q_EMIT q.traffic({TrafficLine::Direction::Sent, shown});
}

}
