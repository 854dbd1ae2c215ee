// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/session/commandqueue.h"

#include <algorithm>

namespace imap {

std::unique_ptr<Command> CommandQueue::takeStartable()
{
    if (m_waiting.empty() || m_inFlight.size() >= depth)
        return nullptr;
    const bool alone = m_sequential || m_waiting.front()->isExclusive()
        || std::any_of(m_inFlight.begin(), m_inFlight.end(),
                       [](const auto &each) { return each->isExclusive(); });
    if (alone && !m_inFlight.empty())
        return nullptr;
    std::unique_ptr<Command> head = std::move(m_waiting.front());
    m_waiting.pop_front();
    return head;
}

Command *CommandQueue::launch(std::unique_ptr<Command> command)
{
    m_endingSent = false;
    m_inFlight.push_back(std::move(command));
    return m_inFlight.back().get();
}

std::unique_ptr<Command> CommandQueue::land(const QByteArray &tag)
{
    const auto at = std::find_if(m_inFlight.begin(), m_inFlight.end(),
                                 [&tag](const auto &each) { return each->tag() == tag; });
    if (at == m_inFlight.end())
        return nullptr;
    std::unique_ptr<Command> landed = std::move(*at);
    m_inFlight.erase(at);
    return landed;
}

std::vector<std::unique_ptr<Command>> CommandQueue::takeInFlight()
{
    return std::exchange(m_inFlight, {});
}

std::vector<std::unique_ptr<Command>> CommandQueue::takeWaiting()
{
    std::vector<std::unique_ptr<Command>> all(std::make_move_iterator(m_waiting.begin()),
                                              std::make_move_iterator(m_waiting.end()));
    m_waiting.clear();
    return all;
}

std::unique_ptr<Command> CommandQueue::takeWaiting(const Command *command)
{
    const auto at = std::find_if(m_waiting.begin(), m_waiting.end(),
                                 [command](const auto &each) { return each.get() == command; });
    if (at == m_waiting.end())
        return nullptr;
    std::unique_ptr<Command> taken = std::move(*at);
    m_waiting.erase(at);
    return taken;
}

Command *CommandQueue::flying(const QByteArray &tag) const
{
    if (tag.isEmpty())
        return m_inFlight.size() == 1 ? m_inFlight.front().get() : nullptr;
    const auto at = std::find_if(m_inFlight.begin(), m_inFlight.end(),
                                 [&tag](const auto &each) { return each->tag() == tag; });
    return at == m_inFlight.end() ? nullptr : at->get();
}

Command *CommandQueue::flying(const Command *command) const
{
    const auto at = std::find_if(m_inFlight.begin(), m_inFlight.end(),
                                 [command](const auto &each) { return each.get() == command; });
    return at == m_inFlight.end() ? nullptr : at->get();
}

bool CommandQueue::isFlyingForNobody() const
{
    return !m_inFlight.empty() && std::all_of(m_inFlight.begin(), m_inFlight.end(), [](const auto &each) {
        return each->isFinished();
    });
}

Command::Claim CommandQueue::offer(const Untagged &data)
{
    for (const auto &each : m_inFlight) {
        if (each->offer(data) == Command::Claim::Taken)
            return Command::Claim::Taken;
    }
    return Command::Claim::Passed;
}

std::optional<CommandText> CommandQueue::answer(const Continuation &continuation)
{
    for (const auto &each : m_inFlight) {
        if (auto line = each->answer(continuation))
            return line;
    }
    return std::nullopt;
}

bool CommandQueue::hasLasting() const
{
    return !m_endingSent && m_inFlight.size() == 1 && m_inFlight.front()->ending().has_value();
}

std::optional<CommandText> CommandQueue::endLasting()
{
    if (!hasLasting())
        return std::nullopt;
    m_endingSent = true;
    return m_inFlight.front()->ending();
}

}
