// SPDX-License-Identifier: GPL-3.0-or-later
// The way out: which queued command is sent when, and leaving.
#include "core/imap/session/commands/connection.h"
#include "core/imap/session/commands/select.h"
#include "core/imap/session/sessionprivate.h"
#include "core/imap/wire/limits.h"

using namespace Qt::StringLiterals;

namespace imap {

void SessionPrivate::enqueue(std::unique_ptr<Command> command)
{
    if (m_end || q.m_phase == Phase::LoggingOut) {
        bury(std::move(command),
             m_end && m_end->kind != Error::Kind::Cancelled ? Completion::Status::ConnectionLost
                                                            : Completion::Status::Cancelled);
        return;
    }
    enter([this, &command] {
        m_busy = true;
        m_queue.add(std::move(command));
        if (m_queue.isFlyingForNobody())
            m_watchdog.reset();  // now somebody waits behind what was cancelled
    });
}

// Nothing of the users' goes out before ready(): they may queue as soon as they like.
void SessionPrivate::pump()
{
    if (m_end || !m_ready || isPaused() || q.m_phase == Phase::LoggingOut)
        return;
    if (m_queue.isWaiting() || m_endingWanted)
        endLasting();
    while (!m_end && !m_sender.isWaiting()) {
        std::unique_ptr<Command> next = m_queue.takeStartable();
        if (!next)
            return;
        if (next->isLegalIn(q.m_phase))
            launch(std::move(next));
        else
            bury(std::move(next), Completion::Status::Cancelled);
    }
}

void SessionPrivate::launch(std::unique_ptr<Command> command)
{
    wordPoll(*command);
    command->prepare(q.m_capabilities, q.m_selected ? &*q.m_selected : nullptr, m_numbering);
    if (command->isNeedless(q.m_capabilities)) {
        bury(std::move(command), Completion::Status::Ok);
        return;
    }
    const bool isSayable = command->isSayable(q.m_capabilities);
    const CommandText text = isSayable ? command->text(q.m_capabilities) : CommandText();
    const qsizetype longest = m_dialect.hasUids() ? limits::commandLineOctets : limits::oldCommandLineOctets;
    if (!isSayable || !text.isSendable() || !Sender::fits(text, longest)) {
        note("a command that cannot be sent was dropped"_ba);
        bury(std::move(command), Completion::Status::Unsupported);
        return;
    }
    Command *raw = m_queue.launch(std::move(command));
    QObject::connect(raw, &Command::endingWanted, &q, [this] { enter([this] { m_endingWanted = true; }); });
    m_endingWanted = false;
    // From here on the server may have left the old mailbox, and no command may rely on it (RFC 3501, 6.3.1).
    if (auto *select = qobject_cast<SelectCommand *>(raw)) {
        select->beginBehind(q.m_selected.has_value(), q.m_capabilities);
        m_book.beginOpening(select->mailbox(), select->access() == Access::ReadOnly);
        openNumbering();
        if (!moveOn(Event::MailboxClosed))
            return;
    }
    const QByteArray tag = m_sender.nextTag();
    m_secrets.addWritten(text);
    m_sender.begin(tag, text, q.m_capabilities);
    raw->sent(tag);
}

void SessionPrivate::cancel(const Command *command)
{
    enter([this, command] {
        if (std::unique_ptr<Command> waiting = m_queue.takeWaiting(command)) {
            bury(std::move(waiting), Completion::Status::Cancelled);
            return;
        }
        Command *flying = m_queue.flying(command);
        if (flying == nullptr || flying->isFinished())
            return;
        tellEnd(*flying, {Completion::Status::Cancelled, {}, true});
        flying->blockSignals(true);  // what it still takes is for nobody
        m_cancelledAt = m_clock.monotonic();
        m_watchdog.reset();  // its patience is another one now
    });
}

void SessionPrivate::endLasting()
{
    if (const std::optional<CommandText> line = m_queue.endLasting()) {
        m_sender.line(*line);
        m_endingWanted = false;
    }
}

void SessionPrivate::logout()
{
    constexpr std::chrono::seconds patience{3};
    enter([this, patience] {
        if (m_end || q.m_phase == Phase::LoggingOut)
            return;
        for (std::unique_ptr<Command> &command : m_queue.takeWaiting())
            bury(std::move(command), Completion::Status::Cancelled);
        // In the middle of a literal, of TLS or of an authentication a LOGOUT would be read as something
        // else.
        const bool canSpeak =
            m_greeted && !m_tlsStarting && !m_sender.isWaiting() && (m_ready || !m_queue.isFlying());
        if (!canSpeak) {
            end(Ending::Close, {Error::Kind::Cancelled, {}});
            return;
        }
        endLasting();
        if (!moveOn(Event::LogoutSent))
            return;
        m_logoutGuard = m_clock.alarm(patience, [this] {
            enter([this] { end(Ending::Close, {Error::Kind::Cancelled, "no answer to LOGOUT"_ba}); });
        });
        runOwn(std::make_unique<LogoutCommand>(), [this](const Completion &) {
            end(Ending::Close, {Error::Kind::Cancelled, {}});
        });
    });
}

}
