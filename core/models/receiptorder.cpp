// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/receiptorder.h"

#include <algorithm>
#include <array>

namespace models {

namespace {

using receipts::ColumnState;

constexpr int stateBits = 3;
constexpr std::size_t stateCount = static_cast<std::size_t>(ColumnState::Blocked) + 1;
static_assert(stateCount <= 1U << stateBits);
static_assert(ReceiptOrder::everyRequest == (1U << stateCount) - 2);

qint64 packed(const ReceiptStates::State &state)
{
    return (state.first.value << stateBits) | static_cast<qint64>(state.second);
}

qint64 idOf(qint64 one)
{
    return one >> stateBits;
}

}

ReceiptStates::ReceiptStates(const std::vector<State> &states)
{
    add(states);
}

ColumnState ReceiptStates::of(store::CopyId id) const
{
    const auto at = std::lower_bound(m_packed.begin(), m_packed.end(), id.value << stateBits);
    const bool isKnown = at != m_packed.end() && idOf(*at) == id.value;
    return isKnown ? static_cast<ColumnState>(*at & ((1 << stateBits) - 1)) : ColumnState::None;
}

void ReceiptStates::add(const std::vector<State> &states)
{
    const auto isSameId = [](qint64 a, qint64 b) { return idOf(a) == idOf(b); };
    std::vector<qint64> fresh;
    fresh.reserve(states.size());
    for (const State &state : states)
        fresh.push_back(packed(state));
    std::sort(fresh.begin(), fresh.end());
    fresh.erase(std::unique(fresh.begin(), fresh.end(), isSameId), fresh.end());
    if (m_packed.empty()) {
        m_packed = std::move(fresh);
        return;
    }
    std::vector<qint64> all;
    all.reserve(m_packed.size() + fresh.size());
    // By the id alone: of two the one that was there comes first, and stays.
    std::merge(m_packed.begin(), m_packed.end(), fresh.begin(), fresh.end(), std::back_inserter(all),
               [](qint64 a, qint64 b) { return idOf(a) < idOf(b); });
    all.erase(std::unique(all.begin(), all.end(), isSameId), all.end());
    m_packed = std::move(all);
}

bool EntryOrder::requestFirst(const MessageEntry &a, const MessageEntry &b) const
{
    // What asks for nothing comes last.
    const auto place = [this](const MessageEntry &entry) {
        const ColumnState state = requests->of(entry.id);
        return state == ColumnState::None ? stateCount : static_cast<std::size_t>(state);
    };
    const std::size_t placeOfA = place(a), placeOfB = place(b);
    return placeOfA == placeOfB ? newerFirst(a, b) : placeOfA < placeOfB;
}

MessageEntries ordered(const MessageEntries &entries, const ReceiptOrder &order, const ReceiptStates &states)
{
    std::array<MessageEntries, stateCount> groups;
    MessageEntries all;
    for (const MessageEntry &entry : entries) {
        const ColumnState state = states.of(entry.id);
        if (!order.shows(state))
            continue;
        const bool isRequest = order.requestsFirst && state != ColumnState::None;
        (isRequest ? groups[static_cast<std::size_t>(state)] : all).push_back(entry);
    }
    if (!order.requestsFirst)
        return all;
    MessageEntries rest = std::exchange(all, {});
    for (const MessageEntries &group : groups)
        all.insert(all.end(), group.begin(), group.end());
    all.insert(all.end(), rest.begin(), rest.end());
    all.shrink_to_fit();
    return all;
}

}
