// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/writequeue.h"

#include "core/base/overloaded.h"

#include <algorithm>
#include <iterator>

namespace store {

namespace {

// The same update with only some of its messages, for each slice of them.
template <typename Part, typename Item>
std::vector<Update> sliced(Part &whole, std::vector<Item> Part::*items)
{
    std::vector<Update> slices;
    if ((whole.*items).size() <= WriteQueue::sliceMessages) {
        slices.emplace_back(std::move(whole));
        return slices;
    }
    std::vector<Item> all = std::exchange(whole.*items, {});
    for (auto from = all.begin(); from != all.end();) {
        const auto count =
            std::min<std::ptrdiff_t>(std::distance(from, all.end()), WriteQueue::sliceMessages);
        Part slice = whole;
        (slice.*items).assign(std::make_move_iterator(from), std::make_move_iterator(from + count));
        slices.emplace_back(std::move(slice));
        from += count;
    }
    return slices;
}

std::vector<Update> slicesOf(Update update)
{
    return std::visit(
        overloaded{
            [](MessagesFetched &fetched) { return sliced(fetched, &MessagesFetched::messages); },
            [](FlagsFetched &fetched) { return sliced(fetched, &FlagsFetched::flags); },
            [](MessagesVanished &vanished) { return sliced(vanished, &MessagesVanished::uids); },
            [](auto &other) { return std::vector<Update>{std::move(other)}; },
        },
        update);
}

template <typename Part, typename Item>
bool joined(Update &last, Update &next, std::vector<Item> Part::*items)
{
    auto *to = std::get_if<Part>(&last);
    auto *from = std::get_if<Part>(&next);
    if (to == nullptr || from == nullptr || to->account != from->account || to->mailbox != from->mailbox
        || to->validity != from->validity
        || (to->*items).size() + (from->*items).size() > WriteQueue::sliceMessages)
        return false;
    std::move((from->*items).begin(), (from->*items).end(), std::back_inserter(to->*items));
    return true;
}

// Servers tell of twenty thousand expunged messages one by one: what follows one another becomes one slice.
bool join(Update &last, Update &next)
{
    return joined(last, next, &MessagesFetched::messages) || joined(last, next, &FlagsFetched::flags)
        || joined(last, next, &MessagesVanished::uids);
}

}

WriteQueue::WriteQueue(Writer &writer, QObject *parent) : QObject(parent), m_writer(writer)
{
    connect(this, &WriteQueue::sliceDue, this, &WriteQueue::workOneSlice, Qt::QueuedConnection);
}

WriteQueue::~WriteQueue() = default;

void WriteQueue::add(store::Update update)
{
    if (std::holds_alternative<ContentFetched>(update)) {
        m_writer.apply(update);
        return;
    }
    for (Update &slice : slicesOf(std::move(update))) {
        auto *last = m_waiting.empty() ? nullptr : std::get_if<Update>(&m_waiting.back());
        if (last == nullptr || !join(*last, slice))
            m_waiting.emplace_back(std::move(slice));
    }
    schedule();
}

void WriteQueue::after(std::function<void()> then)
{
    m_waiting.emplace_back(std::move(then));
    schedule();
}

void WriteQueue::schedule()
{
    if (!m_waiting.empty() && !std::exchange(m_scheduled, true))
        Q_EMIT sliceDue({});
}

// And whatever only waits for it.
void WriteQueue::workOneSlice()
{
    m_scheduled = false;
    if (m_waiting.empty())
        return;
    takeFirst();
    while (!m_waiting.empty() && std::holds_alternative<std::function<void()>>(m_waiting.front()))
        takeFirst();
    if (m_waiting.empty() || std::exchange(m_isRested, false) || m_together >= slicesTogether)
        settle();
    m_isRested = m_waiting.empty();
    schedule();
}

void WriteQueue::drain()
{
    while (!m_waiting.empty())
        takeFirst();
    settle();
}

void WriteQueue::settle()
{
    m_together = 0;
    m_writer.settle();
}

void WriteQueue::takeFirst()
{
    auto first = std::move(m_waiting.front());
    m_waiting.pop_front();
    std::visit(overloaded{
                   [this](Update &update) {
                       ++m_together;
                       m_writer.gather(std::move(update));
                   },
                   [this](const std::function<void()> &then) {
                       settle();
                       then();
                   },
               },
               first);
}

}
