// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/session/commands/messages.h"

#include "core/imap/session/numbering.h"
#include "core/imap/wire/datetime.h"
#include "core/imap/wire/flags.h"

#include <algorithm>

namespace imap {

namespace {

// append-message = [SP flag-list] [SP date-time] SP append-data                    (RFC 3502, 6.3.11; RFC
// 4466)
void addMessage(CommandText &text, const NewMessage &message)
{
    if (!message.flags.empty())
        text.space().flags(message.flags);
    if (message.internalDate.isValid())
        text.space().raw(dateTimeText(message.internalDate));
    text.space();
    if (message.octets.contains('\0'))
        text.literal8(message.octets);
    else
        text.literal(message.octets);
}

}

bool CopyCommand::isSayable(const Capabilities &server) const
{
    return server.dialect().hasUids() ? !m_uids.isEmpty() : !m_numbers.isEmpty();
}

CommandText CopyCommand::text(const Capabilities &server) const
{
    if (server.dialect().hasUids())
        return CommandText("UID COPY ").uids(m_uids).space().mailbox(m_mailbox);
    return CommandText("COPY ", server.dialect().quoting()).uids(m_numbers).space().mailbox(m_mailbox);
}

void CopyCommand::prepare(const Capabilities &, const SelectedMailbox *, const Numbering &numbering)
{
    m_numbers = numbering.numbersOf(m_uids);
}

bool MoveCommand::isSayable(const Capabilities &server) const
{
    return server.move() && !m_uids.isEmpty();
}

CommandText MoveCommand::text(const Capabilities &) const
{
    return CommandText("UID MOVE ").uids(m_uids).space().mailbox(m_mailbox);
}

Command::Claim MoveCommand::offer(const Untagged &data)
{
    const auto *condition = std::get_if<Condition>(&data);
    const auto *copied = condition != nullptr ? condition->text.as<code::CopyUid>() : nullptr;
    if (copied == nullptr)
        return Claim::Passed;
    m_copied = *copied;
    return Claim::Taken;
}

bool ExpungeCommand::isSayable(const Capabilities &server) const
{
    return server.uidPlus() && !m_uids.isEmpty();
}

CommandText ExpungeCommand::text(const Capabilities &) const
{
    return CommandText("UID EXPUNGE ").uids(m_uids);
}

bool isAppendable(const NewMessage &message, const Capabilities &server)
{
    const bool hasRecent = std::any_of(message.flags.begin(), message.flags.end(),
                                       [](const QByteArray &flag) { return sameFlag(flag, "\\Recent"); });
    const bool isCarried = !message.octets.contains('\0') || server.has("BINARY");
    const std::optional<quint64> most = server.appendLimit();
    return !hasRecent && !message.octets.isEmpty() && isCarried
        && (!most || static_cast<quint64>(message.octets.size()) <= *most);
}

bool MultiAppendCommand::isSayable(const Capabilities &server) const
{
    return !m_messages.empty() && (m_messages.size() == 1 || server.has("MULTIAPPEND"))
        && std::all_of(m_messages.begin(), m_messages.end(),
                       [&server](const NewMessage &message) { return isAppendable(message, server); });
}

CommandText MultiAppendCommand::text(const Capabilities &) const
{
    CommandText text("APPEND ");
    text.mailbox(m_mailbox);
    for (const NewMessage &message : m_messages)
        addMessage(text, message);
    return text;
}

std::vector<std::unique_ptr<Command>> appendAll(const QByteArray &mailbox,
                                                const std::vector<NewMessage> &messages,
                                                const Capabilities &server)
{
    std::vector<std::unique_ptr<Command>> commands;
    if (server.has("MULTIAPPEND")) {
        commands.push_back(std::make_unique<MultiAppendCommand>(mailbox, messages));
        return commands;
    }
    for (const NewMessage &message : messages)
        commands.push_back(std::make_unique<MultiAppendCommand>(mailbox, std::vector{message}));
    return commands;
}

bool ReplaceCommand::isSayable(const Capabilities &server) const
{
    return server.has("REPLACE") && m_replaced.value > 0 && isAppendable(m_message, server);
}

CommandText ReplaceCommand::text(const Capabilities &) const
{
    CommandText text("UID REPLACE ");
    text.number(m_replaced.value).space().mailbox(m_mailbox);
    addMessage(text, m_message);
    return text;
}

}
