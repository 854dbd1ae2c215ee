// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/session/commands/store.h"

#include "core/imap/session/numbering.h"
#include "core/imap/session/session.h"
#include "core/imap/wire/flags.h"
#include "core/imap/wire/limits.h"

#include <algorithm>

namespace imap {

StoreCommand::StoreCommand(MessageSet messages, FlagChange change, std::vector<QByteArray> flags,
                           std::optional<ModSeq> unchangedSince, StoreEcho echo, QObject *parent)
    : Command(parent), m_messages(std::move(messages)), m_change(change), m_flags(std::move(flags)),
      m_unchangedSince(unchangedSince), m_echo(echo),
      // More than a few for each message is no answer to this any more, and must not fill our memory.
      m_mostEchoes(limits::echoesBesides
                   + limits::echoesPerMessage
                       * std::min(m_messages.isSaved() ? limits::echoedMessages : m_messages.uids().count(),
                                  limits::echoedMessages))
{}

bool StoreCommand::isSayable(const Capabilities &server) const
{
    // Without CONDSTORE the condition would not be kept but ignored or refused; the caller must know what it
    // asks.
    if (m_unchangedSince && (m_unchangedSince->value == 0 || !server.modSeqs()))
        return false;
    const bool hasRecent = std::any_of(m_flags.begin(), m_flags.end(),
                                       [](const QByteArray &flag) { return sameFlag(flag, "\\Recent"); });
    return m_messages.isSayable(server) && !m_flags.empty() && !m_isRefusedHere
        && !hasRecent;  // \Recent is the server's alone (RFC 3501, 2.3.2)
}

// A mailbox that was opened with SELECT for want of EXAMINE is writable for the server alone. New keywords
// had to be made by other means (30 user flags, RFC 1176): those of FLAGS are all there are.
void StoreCommand::prepare(const Capabilities &server, const SelectedMailbox *mailbox,
                           const Numbering &numbering)
{
    if (!server.dialect().isLegacy())
        return;
    m_numbers = numbering.numbersOf(m_messages.uids());
    const auto isKnown = [mailbox](const QByteArray &flag) {
        return flag.startsWith('\\')
            || std::any_of(mailbox->flags.begin(), mailbox->flags.end(),
                           [&flag](const QByteArray &known) { return sameFlag(known, flag); });
    };
    const bool isTold = server.dialect().hasUids()
        || (std::all_of(m_flags.begin(), m_flags.end(), isKnown) && !numbering.hasLost(m_messages.uids()));
    m_isRefusedHere = mailbox == nullptr || mailbox->readOnly || !isTold;
}

// What was expunged needs no flags.
bool StoreCommand::isNeedless(const Capabilities &server) const
{
    return !server.dialect().hasUids() && !m_isRefusedHere && m_numbers.isEmpty();
}

CommandText StoreCommand::text(const Capabilities &server) const
{
    const bool hasUids = server.dialect().hasUids();
    CommandText text(hasUids ? "UID STORE " : "STORE ");
    if (hasUids)
        m_messages.sayTo(text, server);
    else
        text.uids(m_numbers);
    text.space();
    if (m_unchangedSince)
        text.raw("(UNCHANGEDSINCE ").number(m_unchangedSince->value).raw(") ");
    text.raw(m_change == FlagChange::Add ? "+FLAGS" : "-FLAGS");
    if (m_unchangedSince && m_echo == StoreEcho::OnlyModSeq)
        text.raw(".SILENT");
    return text.space().flags(m_flags);
}

bool StoreCommand::goesOn(const Completion &completion)
{
    return !m_unchangedSince && completion.stoppedAt() && m_messages.keepBelow(*completion.stoppedAt());
}

Command::Claim StoreCommand::offer(const Untagged &data)
{
    const auto *fetch = std::get_if<Fetch>(&data);
    if (fetch != nullptr && fetch->items.uid && m_messages.contains(*fetch->items.uid)
        && m_echoes.size() < m_mostEchoes)
        m_echoes.push_back(*fetch);
    return Claim::Passed;
}

}
