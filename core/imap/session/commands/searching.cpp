// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/session/commands/searching.h"

#include "core/imap/wire/limits.h"

#include <algorithm>

namespace imap {

namespace {

// What is beyond the limit is not an answer.
template <typename T>
void keep(std::vector<T> &answers, const T &answer)
{
    if (answers.size() < limits::foundMessages)
        answers.push_back(answer);
}

}

CommandText CancelUpdateCommand::text(const Capabilities &) const
{
    return CommandText("CANCELUPDATE ").string(m_searchTag);
}

void SummarySearchCommand::prepare(const Capabilities &server, const SelectedMailbox *, const Numbering &)
{
    m_isPlain = !server.esearch() || !server.dialect().mayUse(Feature::SearchReturn);
    m_said = m_wanted;
    m_said.save = m_wanted.save && server.offers("SEARCHRES") && !m_isPlain;
    // RFC 5267 had it before RFC 9394, but not from the end.
    const bool isFromStart = m_wanted.partial && m_wanted.partial->first > 0;
    const bool hasPartial = server.has("PARTIAL") || (isFromStart && server.has("CONTEXT=SEARCH"));
    if (!hasPartial || m_isPlain)
        m_said.partial.reset();
    m_said.update = m_wanted.update && server.has("CONTEXT=SEARCH") && !m_isPlain;
    const bool isLess = m_said.save != m_wanted.save || m_said.partial != m_wanted.partial;
    const bool asksNothing = !m_said.min && !m_said.max && !m_said.count && !m_said.partial && !m_said.save;
    m_said.all = m_wanted.all || isLess || asksNothing;
    if (m_said.all)
        m_said.partial.reset();  // both are an error (RFC 9394, 3.1); the page is cut here then
    // Beside MIN, MAX and PARTIAL alone only those are saved (RFC 5182, 2.4; RFC 9394, 3.2).
    const bool savesLess = m_said.save && !m_said.all && (m_said.min || m_said.max || m_said.partial);
    m_said.count = m_wanted.count || savesLess;
}

CommandText SummarySearchCommand::text(const Capabilities &server) const
{
    CommandText text(server.dialect().hasUids() ? "UID SEARCH " : "SEARCH ");
    if (!m_isPlain) {
        const char *before = "RETURN (";
        const auto option = [&](bool wanted, const char *word) {
            if (wanted)
                text.raw(std::exchange(before, " ")).raw(word);
        };
        option(m_said.update, "UPDATE");
        option(m_said.save, "SAVE");
        option(m_said.min, "MIN");
        option(m_said.max, "MAX");
        option(m_said.count, "COUNT");
        option(m_said.all, "ALL");
        option(m_said.partial.has_value(), "PARTIAL ");
        if (m_said.partial)
            text.partialRange(m_said.partial->first, m_said.partial->second);
        text.raw(") ");
    }
    m_program.saySearch(text, server);
    return text;
}

std::optional<Feature> SummarySearchCommand::tries(const Capabilities &server) const
{
    if (!m_isPlain)
        return Feature::SearchReturn;
    return m_program.namesCharset(server) ? std::optional(Feature::SearchCharset) : std::nullopt;
}

// What is saved of a part, or not saved at all, is no name for the whole: it is asked for by UID.
bool SummarySearchCommand::goesOn(const Completion &completion)
{
    const bool isUnsaved = completion.text.has(code::Atom::Kind::NotSaved) || completion.stoppedAt();
    if (m_said.save && isUnsaved) {
        m_wanted.save = false;
        m_wanted.all = true;
        summarize({});
        return true;
    }
    const bool isWhole = !m_wanted.partial && !m_wanted.update;
    return m_program.changeCharset(completion) || (isWhole && m_program.goBelow(completion));
}

Command::Claim SummarySearchCommand::offer(const Untagged &data)
{
    if (const auto *plain = std::get_if<SearchData>(&data)) {
        std::vector<Uid> uids;
        uids.reserve(plain->numbers.size());
        for (const quint32 number : plain->numbers)
            uids.push_back({number});
        include(UidSet::of(uids));
        return Claim::Taken;
    }
    if (const auto *condition = std::get_if<Condition>(&data)) {
        const auto *refused = condition->text.as<code::NoUpdate>();
        if (refused == nullptr || refused->tag != tag())
            return Claim::Passed;
        m_refusedUpdate = true;
        return Claim::Taken;
    }
    const auto *extended = std::get_if<ESearchData>(&data);
    if (extended == nullptr || !extended->uid || extended->tag != tag())
        return Claim::Passed;
    take(*extended);
    return Claim::Taken;
}

// Several answers come only from a server that does a part at a time.
void SummarySearchCommand::take(const ESearchData &told)
{
    if (told.all)
        include(*told.all);
    else if (told.count)
        m_count += *told.count;
    const auto lower = [](Uid a, Uid b) { return a < b; };
    if (told.min)
        m_first = std::min(m_first.value_or(Uid{*told.min}), Uid{*told.min}, lower);
    if (told.max)
        m_last = std::max(m_last.value_or(Uid{*told.max}), Uid{*told.max}, lower);
    if (told.partial)
        m_page = UidSet::ofRanges(told.partial->results);
    for (const ESearchData::Change &change : told.changes) {
        const UidSet changed = UidSet::ofRanges(change.results);
        if (change.isAddition)
            include(changed);
        else
            summarize(without(m_found, changed));
    }
}

void SummarySearchCommand::include(const UidSet &found)
{
    std::vector<UidRange> ranges(m_found.ranges().begin(), m_found.ranges().end());
    ranges.insert(ranges.end(), found.ranges().begin(), found.ranges().end());
    if (ranges.size() < limits::foundMessages)
        summarize(UidSet::ofRanges(std::move(ranges)));
}

void SummarySearchCommand::summarize(const UidSet &found)
{
    m_found = found;
    m_count = found.count();
    m_first = m_last = std::nullopt;
    if (!found.isEmpty()) {
        m_first = found.ranges().front().first;
        m_last = found.ranges().back().last;
    }
}

UidSet SummarySearchCommand::page() const
{
    if (m_page || !m_wanted.partial)
        return m_page.value_or(UidSet());
    const auto [a, b] = *m_wanted.partial;
    const auto count = static_cast<qint64>(m_found.count());
    const auto place = [count](qint64 said) { return said > 0 ? said - 1 : count + said; };
    const qint64 from = std::max<qint64>(0, std::min(place(a), place(b)));
    const qint64 to = std::min(count - 1, std::max(place(a), place(b)));
    if (to < from)
        return {};
    MessageSet rest(m_found);
    const auto size = [](qint64 n) {
        return static_cast<quint32>(std::min<qint64>(n, limits::foundMessages));
    };
    if (from > 0)
        rest = rest.splitOff(size(from));
    (void)rest.splitOff(size(to - from + 1));
    return rest.uids();
}

MessageSet SummarySearchCommand::result() const
{
    return m_said.save ? MessageSet::saved() : MessageSet(m_found);
}

SearchKey youngerThan(std::chrono::seconds interval, const Capabilities &server, const QDateTime &now)
{
    if (server.offers("WITHIN"))
        return SearchKey::younger(interval);
    // Its day is one of the server's, wherever that is (RFC 3501, 6.4.4: without regard to the zone).
    const QDate day = now.toUTC().addSecs(-interval.count()).date();
    return SearchKey::since(SearchKey::Date::Internal, day.addDays(-1));
}

SearchKey olderThan(std::chrono::seconds interval, const Capabilities &server, const QDateTime &now)
{
    if (server.offers("WITHIN"))
        return SearchKey::older(interval);
    const QDate day = now.toUTC().addSecs(-interval.count()).date();
    return SearchKey::before(SearchKey::Date::Internal, day.addDays(2));
}

// SORT=DISPLAY (RFC 5957) adds two keys to those of RFC 5256.
bool SortCommand::isSayable(const Capabilities &server) const
{
    const bool needsDisplay = m_criteria.contains("DISPLAY");
    return server.has(needsDisplay ? "SORT=DISPLAY" : "SORT") && !m_criteria.isEmpty()
        && m_program.isSayable(server);
}

CommandText SortCommand::text(const Capabilities &) const
{
    CommandText text("UID SORT (");
    text.raw(m_criteria).raw(") ");
    m_program.saySort(text);
    return text;
}

bool SortCommand::goesOn(const Completion &completion)
{
    return m_program.changeCharset(completion);
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
        && m_program.isSayable(server);
}

CommandText ThreadCommand::text(const Capabilities &server) const
{
    CommandText text(server.has("THREAD=REFERENCES") ? "UID THREAD REFERENCES "
                                                     : "UID THREAD ORDEREDSUBJECT ");
    m_program.saySort(text);
    return text;
}

bool ThreadCommand::goesOn(const Completion &completion)
{
    return m_program.changeCharset(completion);
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
