// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/facets.h"

#include <algorithm>

namespace search {

using namespace Qt::StringLiterals;

namespace {

struct ReceiptRow {
    ReceiptState state;
    ReceiptQuestion question;
};
constexpr auto receiptRows = std::to_array<ReceiptRow>({
    {ReceiptState::Waiting, ReceiptQuestion::Waiting},
    {ReceiptState::Sent, ReceiptQuestion::Sent},
    {ReceiptState::Denied, ReceiptQuestion::Denied},
    {ReceiptState::Blocked, ReceiptQuestion::Blocked},
});

// What is read is what is left over: it says nothing.
constexpr auto toldStates =
    std::to_array<State>({State::Unread, State::Flagged, State::Answered, State::Forwarded, State::Draft});

template <typename Enum>
constexpr std::size_t place(Enum value)
{
    return static_cast<std::size_t>(value);
}

// Marks of programs and not of people (RFC 5788), but for the labels that some programs make of theirs.
bool isTag(const QByteArray &keyword)
{
    return !keyword.startsWith('$') || keyword.startsWith("$label") || keyword == "$important";
}

std::vector<Facet> mostFirst(std::vector<Facet> values)
{
    std::erase_if(values, [](const Facet &one) { return one.messages == 0; });
    std::stable_sort(values.begin(), values.end(),
                     [](const Facet &a, const Facet &b) { return a.messages > b.messages; });
    if (values.size() > FacetCounter::mostValues)
        values.resize(FacetCounter::mostValues);
    return values;
}

// As in: names it: by its role where that is enough.
QString nameIn(const FolderFacts &folder)
{
    for (const auto &[role, name] :
         {std::pair(store::FolderRole::Inbox, u"inbox"_s), std::pair(store::FolderRole::Drafts, u"drafts"_s),
          std::pair(store::FolderRole::Sent, u"sent"_s), std::pair(store::FolderRole::Junk, u"junk"_s),
          std::pair(store::FolderRole::Trash, u"trash"_s),
          std::pair(store::FolderRole::Archive, u"archive"_s)}) {
        if (role == folder.role)
            return name;
    }
    return folder.name;
}

}

FacetCounter::FacetCounter(std::vector<NamedFolder> folders, const QTimeZone &zone)
    : m_folders(std::move(folders)), m_zone(zone)
{}

void FacetCounter::add(const HitFacts &hit)
{
    ++m_messages;
    countDay(hit.date);
    if (!hit.address.isEmpty()) {
        Person &person = m_people[hit.address.toLower()];
        ++person.messages;
        if (person.name.isEmpty())
            person.name = hit.name;
    }
    ++m_places[hit.folder];
    for (const State state : toldStates) {
        const StateBit bit = bitOf(state);
        m_states[place(state)] += hit.flags.has(bit.bit) == bit.isSet ? 1 : 0;
    }
    for (const QByteArray &keyword : hit.flags.keywords) {
        if (isTag(keyword))
            ++m_tags[keyword];
    }
    ++m_receipts[place(hit.receipt)];
    countAttachments(hit);
}

// Whoever looks at the newest first looks at many of one day in a row, and time zones are slow.
void FacetCounter::countDay(qint64 date)
{
    if (date == 0)
        return;
    if (m_day == nullptr || date < m_dayBegins || date >= m_dayEnds) {
        const QDate day = QDateTime::fromMSecsSinceEpoch(date, m_zone).date();
        const TimeRange times = timesOf({day, day}, m_zone);
        m_dayBegins = times.from.value_or(date);
        m_dayEnds = times.to.value_or(date + 1);
        m_day = &m_days[day];  // a map's values stay where they are
    }
    ++*m_day;
}

void FacetCounter::countAttachments(const HitFacts &hit)
{
    if (!hit.hasAttachment)
        return;
    std::array<bool, 12> has{};
    has[place(AttachmentKind::Any)] = true;
    for (const AttachmentFacts &attachment : hit.attachments)
        has[place(kindOf(attachment))] = true;
    for (std::size_t kind = 0; kind < has.size(); ++kind)
        m_kinds[kind] += has[kind] ? 1 : 0;
}

std::vector<Facet> FacetCounter::people() const
{
    std::vector<Facet> values;
    for (auto it = m_people.begin(); it != m_people.end(); ++it) {
        const QString address = QString::fromUtf8(it.key());
        values.push_back({Query::of(TextTerm{TextField::From, address, true}),
                          QString::fromUtf8(it->name),
                          {},
                          it->messages});
    }
    // The order of a hash is nobody's.
    std::sort(values.begin(), values.end(), [](const Facet &a, const Facet &b) {
        return std::get<TextTerm>(a.query.term).text < std::get<TextTerm>(b.query.term).text;
    });
    return mostFirst(std::move(values));
}

// in: means what lies below as well, and an inbox in every account: so it is counted.
std::vector<Facet> FacetCounter::places() const
{
    std::vector<Facet> values;
    for (const NamedFolder &folder : m_folders) {
        const FolderTerm term{nameIn(folder.facts)};
        const Query query = Query::of(term);
        const bool isKnown =
            std::any_of(values.begin(), values.end(), [&](const Facet &one) { return one.query == query; });
        if (isKnown || m_places.value(folder.id) == 0)
            continue;
        qint64 messages = 0;
        for (const NamedFolder &other : m_folders)
            messages += isIn(term, other.facts) ? m_places.value(other.id) : 0;
        values.push_back({query, {}, folder.id, messages});
    }
    return mostFirst(std::move(values));
}

Facets FacetCounter::facets() const
{
    Facets result;
    result.messages = m_messages;
    for (const auto &[day, messages] : m_days)
        result.days.push_back({day, messages});
    const auto group = [&result](FacetGroup which) -> std::vector<Facet> & {
        return result.groups[place(which)];
    };
    group(FacetGroup::People) = people();
    group(FacetGroup::Folders) = places();
    std::vector<Facet> kinds, states, fates, tags;
    for (std::size_t kind = 0; kind < m_kinds.size(); ++kind)
        kinds.push_back(
            {Query::of(AttachmentTerm{static_cast<AttachmentKind>(kind)}), {}, {}, m_kinds[kind]});
    for (const State state : toldStates)
        states.push_back({Query::of(StateTerm{state}), {}, {}, m_states[place(state)]});
    for (const ReceiptRow &row : receiptRows)
        fates.push_back({Query::of(ReceiptTerm{row.question}), {}, {}, m_receipts[place(row.state)]});
    QByteArrayList keywords = m_tags.keys();
    std::sort(keywords.begin(), keywords.end());
    for (const QByteArray &keyword : std::as_const(keywords))
        tags.push_back({Query::of(TagTerm{QString::fromUtf8(keyword)}), {}, {}, m_tags.value(keyword)});
    group(FacetGroup::Attachments) = mostFirst(std::move(kinds));
    group(FacetGroup::States) = mostFirst(std::move(states));
    group(FacetGroup::Receipts) = mostFirst(std::move(fates));
    group(FacetGroup::Tags) = mostFirst(std::move(tags));
    return result;
}

}
