// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/imap/session/capabilities.h"
#include "core/imap/session/phase.h"
#include "core/imap/wire/commandtext.h"
#include "core/imap/wire/response.h"

#include <QObject>

#include <optional>

namespace imap {

class Numbering;
struct SelectedMailbox;

// How a command ended. Exactly one comes for every command, also when the line drops.
struct Completion {
    enum class Status {
        Ok,
        No,
        Bad,
        ConnectionLost,
        Cancelled,    // by us, or because the phase is not one for it
        Unsupported,  // what it takes the server lacks, or nobody may ask: nothing was sent, or ever will be
    };

    Status status = Status::Ok;
    ResponseText text;  // of the tagged response; of the BYE or the transport's reason when the line dropped
    // ConnectionLost, Cancelled and Unsupported: false when the command's last octet was never written, so
    // that the server cannot have executed it
    bool mayHaveBeenExecuted = true;
    // Too many messages for one command (RFC 9738), in the tagged response or in a line of its own before it.
    std::optional<code::MessageLimit> limit{};

    // OK, but only down to this UID: the messages below are as they were.
    [[nodiscard]] std::optional<Uid> stoppedAt() const { return ok() && limit ? limit->last : std::nullopt; }
    [[nodiscard]] bool ok() const noexcept { return status == Status::Ok; }
};

// One thing asked of the server: it can write itself, may claim untagged data, and finishes exactly once.
// Owned by the Session from run() on, deleted after finished(). Everything happens in the session's thread.
class Command : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    enum class Claim { Taken, Passed };  // Passed data also reaches Session::untagged()

    // The phases in which it may be sent; the session finishes it with Cancelled otherwise.
    [[nodiscard]] virtual bool isLegalIn(Phase phase) const
    {
        return phase == Phase::Authenticated || phase == Phase::Selected;
    }
    // True: nothing else is in flight beside it (RFC 3501, 5.5): SELECT, AUTHENTICATE, STARTTLS, IDLE, SEARCH
    // without tag …
    [[nodiscard]] virtual bool isExclusive() const { return true; }
    // False: it cannot be said to this server at all; it is never sent and finishes with Unsupported.
    [[nodiscard]] virtual bool isSayable(const Capabilities &) const { return true; }
    [[nodiscard]] virtual CommandText text(const Capabilities &server) const = 0;
    // Comes before isSayable() and text(), each time it is to be sent. The numbering is how servers older
    // than IMAP4rev1 (dialect.h) call the messages now, and empty for others.
    virtual void prepare(const Capabilities &, const SelectedMailbox *, const Numbering &) {}
    // True: there is nothing to ask for. It is not sent and finishes with OK.
    [[nodiscard]] virtual bool isNeedless(const Capabilities &) const { return false; }
    // What the command, as text() says it, would fail for where the server lacks or dislikes it. After BAD
    // the session remembers that and says the command again, in other words; never twice in the same.
    [[nodiscard]] virtual std::optional<Feature> tries(const Capabilities &) const { return std::nullopt; }
    // After any other answer: true when that was not all, because the server did a part only or wants it
    // said differently. From now on text() says what is left; the session sends it under another tag, and
    // finished() comes later. Each round must leave less to say.
    [[nodiscard]] virtual bool goesOn(const Completion &) { return false; }
    virtual Claim offer(const Untagged &) { return Claim::Passed; }
    // A "+" that no literal of ours waits for: the octets to send (without CRLF), or nullopt to send nothing.
    virtual std::optional<CommandText> answer(const Continuation &) { return std::nullopt; }
    // The line that ends a command which otherwise lasts for as long as the client wants (IDLE: DONE).
    // nullopt: it ends by itself, or cannot be ended yet.
    [[nodiscard]] virtual std::optional<CommandText> ending() const { return std::nullopt; }
    // What an OK means for the session's state, beside the answer itself.
    [[nodiscard]] virtual std::optional<Event> consequence() const { return std::nullopt; }

    // For the session alone: records the end and emits finished().
    void finish(const Completion &completion);
    [[nodiscard]] bool isFinished() const noexcept { return m_finished; }
    // "now": the tag line was written; literals may follow. For the session alone.
    virtual void sent(const QByteArray &tag) { m_tag = tag; }
    [[nodiscard]] const QByteArray &tag() const noexcept { return m_tag; }

Q_SIGNALS:
    void finished(const imap::Completion &completion);
    // The server tells how far it is (RFC 9585).
    void progressed(const imap::code::InProgress &progress);
    void endingWanted();  // a lasting command wants to be ended; the session does it as soon as it can

private:
    QByteArray m_tag;
    bool m_finished = false;
};

}

Q_DECLARE_METATYPE(imap::Completion)
