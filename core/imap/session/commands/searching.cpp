// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/session/commands/searching.h"

#include <algorithm>

namespace imap {

namespace {

// Messages of the largest mailbox anybody has, and some more; an answer beyond it is not kept.
constexpr std::size_t mostAnswers = 10'000'000;

template <typename T>
void keep(std::vector<T> &answers, const T &answer)
{
    if (answers.size() < mostAnswers)
        answers.push_back(answer);
}

}

CommandText SummarySearchCommand::text(const Capabilities &server) const
{
    CommandText text(server.dialect().hasUids() ? "UID SEARCH " : "SEARCH ");
    if (server.esearch())
        text.raw(m_wanted == Wanted::Everything ? "RETURN (MIN MAX COUNT ALL) " : "RETURN (MIN MAX COUNT) ");
    return text.append(searchProgram(m_key));
}

Command::Claim SummarySearchCommand::offer(const Untagged &data)
{
    if (const auto *plain = std::get_if<SearchData>(&data)) {
        std::vector<Uid> uids;
        uids.reserve(plain->numbers.size());
        for (const quint32 number : plain->numbers)
            uids.push_back({number});
        UidSet all = UidSet::of(uids);
        for (const UidRange &range : m_found.ranges())
            all.add(range);
        summarize(all);
        return Claim::Taken;
    }
    const auto *extended = std::get_if<ESearchData>(&data);
    if (extended == nullptr || !extended->uid || extended->tag != tag())
        return Claim::Passed;
    if (extended->all)
        summarize(*extended->all);
    if (extended->count)
        m_count = *extended->count;
    if (extended->min)
        m_first = Uid{*extended->min};
    if (extended->max)
        m_last = Uid{*extended->max};
    return Claim::Taken;
}

void SummarySearchCommand::summarize(const UidSet &found)
{
    m_found = found;
    m_count = found.count();
    if (!found.isEmpty()) {
        m_first = found.ranges().front().first;
        m_last = found.ranges().back().last;
    }
}

// SORT=DISPLAY (RFC 5957) adds two keys to those of RFC 5256.
bool SortCommand::isSayable(const Capabilities &server) const
{
    const bool needsDisplay = m_criteria.contains("DISPLAY");
    return server.has(needsDisplay ? "SORT=DISPLAY" : "SORT") && !m_criteria.isEmpty()
        && m_key.text().isSendable();
}

CommandText SortCommand::text(const Capabilities &) const
{
    return CommandText("UID SORT (").raw(m_criteria).raw(") ").append(sortProgram(m_key));
}

Command::Claim SortCommand::offer(const Untagged &data)
{
    const auto *sort = std::get_if<SortData>(&data);
    if (sort == nullptr)
        return Claim::Passed;
    for (const quint32 number : sort->numbers)
        keep(m_sorted, Uid{number});
    return Claim::Taken;
}

bool ThreadCommand::isSayable(const Capabilities &server) const
{
    return (server.has("THREAD=REFERENCES") || server.has("THREAD=ORDEREDSUBJECT"))
        && m_key.text().isSendable();
}

CommandText ThreadCommand::text(const Capabilities &server) const
{
    return CommandText(server.has("THREAD=REFERENCES") ? "UID THREAD REFERENCES "
                                                       : "UID THREAD ORDEREDSUBJECT ")
        .append(sortProgram(m_key));
}

Command::Claim ThreadCommand::offer(const Untagged &data)
{
    const auto *thread = std::get_if<ThreadData>(&data);
    if (thread == nullptr)
        return Claim::Passed;
    for (const ThreadData::Node &node : thread->nodes)
        keep(m_nodes, node);
    return Claim::Taken;
}

}
