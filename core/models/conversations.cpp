// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/conversations.h"

#include "core/store/reader.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <utility>

namespace models {

namespace {

constexpr int pieceMessages = 20000;

// Places in `values`; a later place is an older message.
using Place = quint32;
constexpr Place nowhere = std::numeric_limits<Place>::max();

// Which places are connected (a forest of disjoint sets).
class Groups
{
public:
    explicit Groups(std::size_t size) : m_above(size) { std::iota(m_above.begin(), m_above.end(), Place{0}); }
    [[nodiscard]] Place of(Place place)
    {
        while (m_above[place] != place)
            place = m_above[place] = m_above[m_above[place]];
        return place;
    }
    // False: they were one already.
    bool join(Place one, Place other)
    {
        const Place from = of(one), to = of(other);
        m_above[from] = to;
        return from != to;
    }

private:
    std::vector<Place> m_above;
};

// Lists of places, each the oldest first, when they are added newest first.
class Lists
{
public:
    explicit Lists(std::size_t size) : m_first(size, nowhere), m_next(size, nowhere) {}
    void add(Place list, Place place)
    {
        m_next[place] = m_first[list];
        m_first[list] = place;
    }
    [[nodiscard]] Place first(Place list) const { return m_first[list]; }
    [[nodiscard]] Place next(Place place) const { return m_next[place]; }

private:
    std::vector<Place> m_first, m_next;
};

class Arranger
{
public:
    explicit Arranger(const std::vector<store::ThreadValue> &values)
        : m_values(values), m_parents(values.size(), nowhere), m_groups(values.size()),
          m_answers(values.size()), m_beginnings(values.size())
    {}

    [[nodiscard]] Conversations run()
    {
        findParents();
        joinThreads();
        const auto size = static_cast<Place>(m_values.size());
        for (Place place = 0; place < size; ++place) {
            if (m_parents[place] == nowhere)
                m_beginnings.add(m_groups.of(place), place);
            else
                m_answers.add(m_parents[place], place);
        }
        std::vector<bool> isTold(m_values.size());
        for (Place place = 0; place < size; ++place) {
            const Place group = m_groups.of(place);
            if (!isTold[group])
                tell(group);
            isTold[group] = true;
        }
        return std::move(m_told);
    }

private:
    using Known = std::vector<std::pair<store::ThreadKey, Place>>;

    // Of several copies of one message the oldest is the one that is answered.
    [[nodiscard]] Known ownKeys() const
    {
        Known known;
        known.reserve(m_values.size());
        for (Place place = static_cast<Place>(m_values.size()); place-- > 0;) {
            if (m_values[place].own)
                known.emplace_back(*m_values[place].own, place);
        }
        std::stable_sort(known.begin(), known.end(),
                         [](const auto &a, const auto &b) { return a.first < b.first; });
        return known;
    }

    // A message that is an ancestor of its own ancestor has it as a neighbour only.
    void findParents()
    {
        const Known known = ownKeys();
        for (Place place = static_cast<Place>(m_values.size()); place-- > 0;) {
            const auto &ancestors = m_values[place].ancestors;
            for (auto key = ancestors.rbegin(); key != ancestors.rend(); ++key) {
                const auto at =
                    std::lower_bound(known.begin(), known.end(), std::pair(*key, Place{0}),
                                     [](const auto &a, const auto &b) { return a.first < b.first; });
                if (at == known.end() || at->first != *key || at->second == place)
                    continue;
                if (m_groups.join(place, at->second))
                    m_parents[place] = at->second;
                break;
            }
        }
    }

    // Those the store knows as one conversation, whatever of it is here.
    void joinThreads()
    {
        std::vector<std::pair<store::ThreadId, Place>> threads;
        for (Place place = 0; place < m_values.size(); ++place) {
            if (m_values[place].thread != store::ThreadId())
                threads.emplace_back(m_values[place].thread, place);
        }
        std::sort(threads.begin(), threads.end());
        for (std::size_t i = 1; i < threads.size(); ++i) {
            if (threads[i].first == threads[i - 1].first)
                m_groups.join(threads[i].second, threads[i - 1].second);
        }
    }

    // Not by recursion: a conversation can be as deep as it is long.
    void tell(Place group)
    {
        constexpr quint32 deepest = std::numeric_limits<quint8>::max();
        std::vector<std::pair<Place, quint32>> open;
        const Place first = m_beginnings.first(group);
        for (Place beginning = first; beginning != nowhere; beginning = m_beginnings.next(beginning)) {
            open.emplace_back(beginning, beginning == first ? 0 : 1);
            while (!open.empty()) {
                const auto [place, depth] = open.back();
                open.pop_back();
                m_told.inOrder.push_back(m_values[place].copy.id);
                m_told.depths.push_back(static_cast<quint8>(std::min(depth, deepest)));
                const std::size_t before = open.size();
                for (Place answer = m_answers.first(place); answer != nowhere;
                     answer = m_answers.next(answer))
                    open.emplace_back(answer, std::min(depth + 1, deepest));
                std::reverse(open.begin() + static_cast<std::ptrdiff_t>(before), open.end());
            }
        }
    }

    const std::vector<store::ThreadValue> &m_values;
    std::vector<Place> m_parents;
    Groups m_groups;
    Lists m_answers, m_beginnings;
    Conversations m_told;
};

}

Conversations conversationsOf(const std::vector<store::ThreadValue> &values)
{
    return Arranger(values).run();
}

Conversations conversationsOf(const store::Reader &reader, store::FolderId folder,
                              const std::atomic<bool> &isWanted)
{
    std::vector<store::ThreadValue> values;
    std::optional<store::InsertedCopy> last;
    for (bool isMore = true; isMore;) {
        if (!isWanted)
            return {};
        isMore = reader.threadValues(folder, pieceMessages, last, [&values](store::ThreadValue value) {
            values.push_back(std::move(value));
        });
    }
    return conversationsOf(values);
}

}
