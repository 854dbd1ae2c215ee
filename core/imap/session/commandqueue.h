// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/imap/session/command.h"

#include <deque>
#include <memory>
#include <vector>

namespace imap {

// Which commands wait, which are in flight, and which may go next (RFC 3501, 5.5). First come, first served:
// nothing overtakes. Exclusive commands fly alone, the others together up to a bounded depth.
class CommandQueue
{
public:
    // Deep enough to hide the round trip; shallow, so that a click's command does not wait behind a hundred
    // downloads.
    static constexpr std::size_t depth = 4;

    void add(std::unique_ptr<Command> command) { m_waiting.push_back(std::move(command)); }
    void addFirst(std::unique_ptr<Command> command) { m_waiting.push_front(std::move(command)); }
    // One command at a time: the answers of old servers do not tell to which of several they belong.
    void setSequential(bool sequential) noexcept { m_sequential = sequential; }
    // The head of the queue, if it may be sent beside what is in flight; else null.
    [[nodiscard]] std::unique_ptr<Command> takeStartable();
    Command *launch(std::unique_ptr<Command> command);                   // it is being sent now
    [[nodiscard]] std::unique_ptr<Command> land(const QByteArray &tag);  // null: no such command is in flight
    // Everything, to be finished by the caller: first in flight, then waiting.
    [[nodiscard]] std::vector<std::unique_ptr<Command>> takeInFlight();
    [[nodiscard]] std::vector<std::unique_ptr<Command>> takeWaiting();

    [[nodiscard]] std::unique_ptr<Command> takeWaiting(const Command *command);  // null: it does not wait
    // In flight under that tag, or the only one in flight when the tag is empty; else null.
    [[nodiscard]] Command *flying(const QByteArray &tag) const;
    [[nodiscard]] Command *flying(const Command *command) const;
    // Something flies, and nobody waits for the answers of what does.
    [[nodiscard]] bool isFlyingForNobody() const;

    [[nodiscard]] Command::Claim offer(const Untagged &data);
    [[nodiscard]] std::optional<CommandText> answer(const Continuation &continuation);

    // The one command in flight that lasts until it is ended (IDLE), when it can be ended now and has not
    // been yet.
    [[nodiscard]] bool hasLasting() const;
    [[nodiscard]] std::optional<CommandText> endLasting();
    // Of the one command in flight; nullopt when there are none or several.
    [[nodiscard]] std::optional<QByteArray> onlyTag() const
    {
        return m_inFlight.size() == 1 ? std::optional(m_inFlight.front()->tag()) : std::nullopt;
    }

    [[nodiscard]] bool isWaiting() const noexcept { return !m_waiting.empty(); }
    [[nodiscard]] bool isFlying() const noexcept { return !m_inFlight.empty(); }

private:
    std::deque<std::unique_ptr<Command>> m_waiting;
    std::vector<std::unique_ptr<Command>> m_inFlight;
    bool m_endingSent = false;
    bool m_sequential = false;
};

}
