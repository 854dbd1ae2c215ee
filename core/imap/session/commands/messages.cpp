// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/session/commands/messages.h"

#include "core/imap/session/numbering.h"
#include "core/imap/wire/flags.h"

#include <algorithm>
#include <limits>
#include <span>

namespace imap {

namespace {

bool hasUtf8Header(const QByteArray &message)
{
    const qsizetype end = message.indexOf("\r\n\r\n");
    const QByteArrayView header = QByteArrayView(message).first(end < 0 ? message.size() : end);
    const bool isAscii = std::all_of(header.begin(), header.end(),
                                     [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    return !isAscii && header.isValidUtf8();
}

// Several commands did it; to one mailbox, so that there is one UIDVALIDITY.
void include(std::optional<code::CopyUid> &all, const code::CopyUid &more)
{
    if (!all) {
        all = more;
        return;
    }
    all->source.insert(all->source.end(), more.source.begin(), more.source.end());
    all->destination.insert(all->destination.end(), more.destination.begin(), more.destination.end());
}

}

bool CopyCommand::isSayable(const Capabilities &server) const
{
    return server.dialect().hasUids() ? m_messages.isSayable(server) : !m_numbers.isEmpty();
}

CommandText CopyCommand::text(const Capabilities &server) const
{
    const bool hasUids = server.dialect().hasUids();
    CommandText text(hasUids ? "UID COPY " : "COPY ", server.dialect().quoting());
    if (hasUids)
        m_messages.sayTo(text, server);
    else
        text.uids(m_numbers);
    return text.space().mailbox(m_mailbox);
}

void CopyCommand::prepare(const Capabilities &, const SelectedMailbox *, const Numbering &numbering)
{
    const UidSet &uids = m_messages.uids();
    m_numbers = numbering.hasLost(uids) ? UidSet() : numbering.numbersOf(uids);
}

bool CopyCommand::goesOn(const Completion &completion)
{
    if (completion.ok()) {
        if (const auto *told = completion.text.as<code::CopyUid>())
            include(m_copied, *told);
        m_messages = std::exchange(m_later, {});
        if (!m_messages.uids().isEmpty())
            m_later = m_messages.splitOff(m_most);
        return !m_messages.uids().isEmpty();
    }
    // All or nothing (RFC 9738, 3): as many as it takes, and then the others. What has no end has no parts.
    if (m_messages.isOpen() || completion.status != Completion::Status::No || !completion.limit
        || m_messages.uids().count() <= completion.limit->messages)
        return false;
    m_most = completion.limit->messages;
    UidSet later = m_messages.splitOff(m_most).uids();
    for (const UidRange &range : m_later.uids().ranges())
        later.add(range);
    m_later = later;
    return true;
}

bool MoveCommand::isSayable(const Capabilities &server) const
{
    return server.move() && m_messages.isSayable(server);
}

CommandText MoveCommand::text(const Capabilities &server) const
{
    CommandText text("UID MOVE ");
    m_messages.sayTo(text, server);
    return text.space().mailbox(m_mailbox);
}

Command::Claim MoveCommand::offer(const Untagged &data)
{
    const auto *condition = std::get_if<Condition>(&data);
    const auto *copied = condition != nullptr ? condition->text.as<code::CopyUid>() : nullptr;
    if (copied == nullptr)
        return Claim::Passed;
    include(m_copied, *copied);
    Q_EMIT told(*copied);
    return Claim::Taken;
}

bool MoveCommand::goesOn(const Completion &completion)
{
    return completion.stoppedAt() && m_messages.keepBelow(*completion.stoppedAt());
}

bool ExpungeCommand::isSayable(const Capabilities &server) const
{
    return server.uidPlus() && m_messages.isSayable(server);
}

CommandText ExpungeCommand::text(const Capabilities &server) const
{
    CommandText text("UID EXPUNGE ");
    m_messages.sayTo(text, server);
    return text;
}

bool ExpungeCommand::goesOn(const Completion &completion)
{
    return completion.stoppedAt() && m_messages.keepBelow(*completion.stoppedAt());
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

// append-message = [SP flag-list] [SP date-time] SP append-data (RFC 3502, 6.3.11; RFC 4466);
// "UTF8" SP "(" literal8 ")"                                                                 (RFC 6855, 4)
void sayMessage(CommandText &text, const NewMessage &message, const Capabilities &server)
{
    if (!message.flags.empty())
        text.space().flags(message.flags);
    if (message.internalDate.isValid())
        text.space().dateTime(message.internalDate);
    text.space();
    if (server.isEnabled("UTF8=ACCEPT") && hasUtf8Header(message.octets))
        text.raw("UTF8 (").literal8(message.octets).raw(")");
    else if (message.octets.contains('\0'))
        text.literal8(message.octets);
    else
        text.literal(message.octets);
}

bool MultiAppendCommand::isSayable(const Capabilities &server) const
{
    return !m_messages.empty() && (m_messages.size() == 1 || server.has("MULTIAPPEND"))
        && std::all_of(m_messages.begin(), m_messages.end(),
                       [&server](const NewMessage &message) { return isAppendable(message, server); });
}

CommandText MultiAppendCommand::text(const Capabilities &server) const
{
    CommandText text("APPEND ");
    text.mailbox(m_mailbox);
    for (const NewMessage &message : m_messages)
        sayMessage(text, message, server);
    return text;
}

std::vector<std::unique_ptr<Command>> appendAll(const QByteArray &mailbox,
                                                const std::vector<NewMessage> &messages,
                                                const Capabilities &server)
{
    std::size_t atOnce = 1;
    if (server.has("MULTIAPPEND"))
        atOnce = server.messageLimit().value_or(std::numeric_limits<quint32>::max());
    std::vector<std::unique_ptr<Command>> commands;
    for (std::size_t from = 0; from < messages.size(); from += atOnce) {
        const auto some = std::span(messages).subspan(from, std::min(atOnce, messages.size() - from));
        commands.push_back(
            std::make_unique<MultiAppendCommand>(mailbox, std::vector<NewMessage>(some.begin(), some.end())));
    }
    return commands;
}

bool ReplaceCommand::isSayable(const Capabilities &server) const
{
    return server.has("REPLACE") && m_replaced.value > 0 && isAppendable(m_message, server);
}

CommandText ReplaceCommand::text(const Capabilities &server) const
{
    CommandText text("UID REPLACE ");
    text.number(m_replaced.value).space().mailbox(m_mailbox);
    sayMessage(text, m_message, server);
    return text;
}

Command::Claim ReplaceCommand::offer(const Untagged &data)
{
    const auto *condition = std::get_if<Condition>(&data);
    const auto *appended = condition != nullptr ? condition->text.as<code::AppendUid>() : nullptr;
    if (appended == nullptr)
        return Claim::Passed;
    m_appended = *appended;
    return Claim::Taken;
}

}
