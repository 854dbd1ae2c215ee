// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/session/commands/simple.h"

#include "core/imap/session/numbering.h"
#include "core/imap/wire/limits.h"

#include <algorithm>
#include <utility>

namespace imap {

CommandText NoopCommand::text(const Capabilities &) const
{
    return CommandText(m_asCheck ? "CHECK" : "NOOP");
}

Command::Claim NoopCommand::offer(const Untagged &data)
{
    m_hasToldNews = m_hasToldNews || (!m_asCheck && std::holds_alternative<Exists>(data));
    return Claim::Passed;
}

CommandText IdleCommand::text(const Capabilities &) const
{
    return CommandText("IDLE");
}

std::optional<CommandText> IdleCommand::answer(const Continuation &)
{
    m_idling = true;
    return std::nullopt;
}

std::optional<CommandText> IdleCommand::ending() const
{
    return m_idling ? std::optional(CommandText("DONE")) : std::nullopt;
}

CommandText UnselectCommand::text(const Capabilities &) const
{
    return CommandText("UNSELECT");
}

SearchCommand::SearchCommand(const SearchKey &key, QObject *parent) : Command(parent), m_program(key) {}

SearchCommand::SearchCommand(CommandText criteria, QObject *parent)
    : Command(parent), m_program(std::move(criteria))
{}

bool SearchCommand::isSayable(const Capabilities &server) const
{
    return m_program.isSayable(server);
}

void SearchCommand::prepare(const Capabilities &, const SelectedMailbox *, const Numbering &numbering)
{
    m_everything = numbering.everything();
}

CommandText SearchCommand::text(const Capabilities &server) const
{
    CommandText text(server.dialect().hasUids() ? "UID SEARCH " : "SEARCH ");
    m_program.saySearch(text, server);
    return text;
}

std::optional<Feature> SearchCommand::tries(const Capabilities &server) const
{
    return m_program.namesCharset(server) ? std::optional(Feature::SearchCharset) : std::nullopt;
}

bool SearchCommand::goesOn(const Completion &completion)
{
    return m_program.changeCharset(completion) || m_program.goBelow(completion);
}

// Any number of SEARCH lines, also none (Courier when nothing was found, others for long answers): their
// union.
Command::Claim SearchCommand::offer(const Untagged &data)
{
    if (const auto *search = std::get_if<SearchData>(&data)) {
        std::vector<UidRange> ranges;
        ranges.reserve(search->numbers.size());
        for (const quint32 number : search->numbers)
            ranges.push_back({{number}, {number}});
        include(ranges);
        return Claim::Taken;
    }
    const auto *extended = std::get_if<ESearchData>(&data);
    if (extended == nullptr || !extended->uid || (!extended->tag.isEmpty() && extended->tag != tag()))
        return Claim::Passed;
    if (extended->all)
        include(extended->all->ranges());
    return Claim::Taken;
}

// Sorted in when they are as many as those sorted already, so that neither one long answer nor a million
// short ones cost more than sorting them.
void SearchCommand::include(std::span<const UidRange> more)
{
    constexpr std::size_t fewest = 1000;
    if (m_found.ranges().size() >= limits::foundRanges)
        return;
    m_parts.insert(m_parts.end(), more.begin(), more.end());
    if (m_parts.size() > std::max(m_found.ranges().size(), fewest))
        (void)found();
}

const UidSet &SearchCommand::found() const
{
    if (!m_parts.empty()) {
        m_parts.insert(m_parts.end(), m_found.ranges().begin(), m_found.ranges().end());
        m_found = UidSet::ofRanges(std::exchange(m_parts, {}));
    }
    return m_found;
}

AppendCommand::AppendCommand(QByteArray mailbox, std::vector<QByteArray> flags, QDateTime internalDate,
                             QByteArray message, QObject *parent)
    : Command(parent),
      m_mailbox(std::move(mailbox)), m_message{std::move(flags), std::move(internalDate), std::move(message)}
{}

bool AppendCommand::isSayable(const Capabilities &server) const
{
    return server.dialect().mayUse(Feature::Append) && isAppendable(m_message, server);
}

std::optional<Feature> AppendCommand::tries(const Capabilities &server) const
{
    const bool saysMore = !m_message.flags.empty() || m_message.internalDate.isValid();
    return saysMore && server.dialect().mayUse(Feature::AppendFlags) ? Feature::AppendFlags : Feature::Append;
}

CommandText AppendCommand::text(const Capabilities &server) const
{
    CommandText text("APPEND ", server.dialect().quoting());
    text.mailbox(m_mailbox);
    if (server.dialect().mayUse(Feature::AppendFlags))
        sayMessage(text, m_message, server);
    else
        sayMessage(text, {{}, {}, m_message.octets}, server);
    return text;
}

}
