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
    enum class Status { Ok, No, Bad, ConnectionLost, Cancelled };

    Status status = Status::Ok;
    ResponseText text;  // of the tagged response; of the BYE or the transport's reason when the line dropped
    // ConnectionLost and Cancelled: false when the command's last octet was never written, so that the server
    // cannot have executed it
    bool mayHaveBeenExecuted = true;

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
    // False: it cannot be said to this server at all; it is never sent and finishes with Cancelled.
    [[nodiscard]] virtual bool isSayable(const Capabilities &) const { return true; }
    [[nodiscard]] virtual CommandText text(const Capabilities &server) const = 0;
    // Servers older than IMAP4rev1 (dialect.h): comes before isSayable() and text(), with how the messages
    // are numbered now.
    virtual void prepare(const Capabilities &, const SelectedMailbox *, const Numbering &) {}
    // True: there is nothing to ask for. It is not sent and finishes with OK.
    [[nodiscard]] virtual bool isNeedless(const Capabilities &) const { return false; }
    // What the command, as text() says it, would fail for where a server of this age lacks it. After BAD the
    // session remembers that and says the command again, in other words.
    [[nodiscard]] virtual std::optional<Feature> tries(const Dialect &) const { return std::nullopt; }
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
    void endingWanted();  // a lasting command wants to be ended; the session does it as soon as it can

private:
    QByteArray m_tag;
    bool m_finished = false;
};

}

Q_DECLARE_METATYPE(imap::Completion)
