// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/session/commands/simple.h"

#include "core/imap/wire/datetime.h"
#include "core/imap/wire/flags.h"

#include <algorithm>

namespace imap {

namespace {

// A mailbox of every second UID has that many ranges; what comes beyond is not an answer but an attack.
constexpr std::size_t mostRanges = 5'000'000;

}

CommandText NoopCommand::text(const Capabilities &) const
{
    return CommandText("NOOP");
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

SearchCommand::SearchCommand(CommandText criteria, QObject *parent)
    : Command(parent), m_criteria(std::move(criteria))
{}

bool SearchCommand::isSayable(const Capabilities &server) const
{
    if (!m_criteria.isSendable() || m_criteria.segments().empty())
        return false;
    if (server.dialect().hasUids())
        return true;
    return std::all_of(m_criteria.segments().begin(), m_criteria.segments().end(), [](const auto &segment) {
        const auto *plain = std::get_if<CommandText::Plain>(&segment);
        return plain == nullptr || (!plain->octets.startsWith("CHARSET ") && !plain->octets.contains('\\'));
    });
}

CommandText SearchCommand::text(const Capabilities &server) const
{
    CommandText text(server.dialect().hasUids() ? "UID SEARCH " : "SEARCH ");
    text.append(m_criteria);
    return text;
}

// Any number of SEARCH lines, also none (Courier when nothing was found, others for long answers): their
// union.
Command::Claim SearchCommand::offer(const Untagged &data)
{
    if (const auto *search = std::get_if<SearchData>(&data)) {
        std::vector<Uid> uids;
        uids.reserve(search->numbers.size());
        for (const quint32 number : search->numbers)
            uids.push_back({number});
        include(UidSet::of(uids));
        return Claim::Taken;
    }
    const auto *extended = std::get_if<ESearchData>(&data);
    if (extended == nullptr || !extended->uid || (!extended->tag.isEmpty() && extended->tag != tag()))
        return Claim::Passed;
    if (extended->all)
        include(*extended->all);
    return Claim::Taken;
}

void SearchCommand::include(const UidSet &more)
{
    if (m_found.isEmpty()) {
        m_found = more;
        return;
    }
    for (const UidRange &range : more.ranges()) {
        if (m_found.ranges().size() < mostRanges)
            m_found.add(range);
    }
}

AppendCommand::AppendCommand(QByteArray mailbox, std::vector<QByteArray> flags, QDateTime internalDate,
                             QByteArray message, QObject *parent)
    : Command(parent), m_mailbox(std::move(mailbox)), m_flags(std::move(flags)),
      m_internalDate(std::move(internalDate)), m_message(std::move(message))
{}

bool AppendCommand::isSayable(const Capabilities &server) const
{
    if (!server.dialect().mayUse(Feature::Append))
        return false;
    const bool hasRecent = std::any_of(m_flags.begin(), m_flags.end(),
                                       [](const QByteArray &flag) { return sameFlag(flag, "\\Recent"); });
    // An empty literal is how some extensions cancel (RFC 3502, 3); NUL cannot be carried (RFC 3501, 9:
    // CHAR8).
    return !hasRecent && !m_message.isEmpty() && !m_message.contains('\0');
}

std::optional<Feature> AppendCommand::tries(const Dialect &dialect) const
{
    const bool saysMore = !m_flags.empty() || m_internalDate.isValid();
    return saysMore && dialect.mayUse(Feature::AppendFlags) ? Feature::AppendFlags : Feature::Append;
}

CommandText AppendCommand::text(const Capabilities &server) const
{
    CommandText text("APPEND ", server.dialect().quoting());
    text.mailbox(m_mailbox);
    const bool saysMore = server.dialect().mayUse(Feature::AppendFlags);
    if (saysMore && !m_flags.empty())
        text.space().flags(m_flags);
    if (saysMore && m_internalDate.isValid())
        text.space().raw(dateTimeText(m_internalDate));
    return text.space().literal(m_message);
}

}
