// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pendingoperations.h"

#include <algorithm>

namespace {

bool isContrary(const journal::Operation &a, const journal::Operation &b)
{
    const auto *first = std::get_if<journal::ChangeFlag>(&a);
    const auto *second = std::get_if<journal::ChangeFlag>(&b);
    return first != nullptr && second != nullptr && first->target == second->target
        && first->flag.compare(second->flag, Qt::CaseInsensitive) == 0 && first->set != second->set;
}

}

void PendingOperations::ask(const journal::Operation &operation)
{
    m_entries.push_back({0, journal::State::New, operation, {}});
}

void PendingOperations::show(const journal::Entry &entry)
{
    const auto known = std::find_if(m_entries.begin(), m_entries.end(),
                                    [&](const auto &candidate) { return candidate.id == entry.id; });
    if (known != m_entries.end()) {
        if (entry.isPending())
            *known = entry;
        else
            m_entries.erase(known);
        return;
    }
    forgetAsked(entry.operation);
    if (!entry.isPending())
        return;
    // In the journal's order, before those that are not durable yet.
    const auto at = std::find_if(m_entries.begin(), m_entries.end(), [&](const auto &candidate) {
        return candidate.id == 0 || candidate.id > entry.id;
    });
    m_entries.insert(at, entry);
}

std::optional<journal::Operation> PendingOperations::withdraw(qint64 id)
{
    const auto at =
        std::find_if(m_entries.begin(), m_entries.end(), [id](const auto &entry) { return entry.id == id; });
    if (at == m_entries.end())
        return std::nullopt;
    const journal::Operation operation = at->operation;
    m_entries.erase(at);
    const auto contrary = std::find_if(m_entries.begin(), m_entries.end(), [&](const auto &entry) {
        return entry.id == 0 && isContrary(entry.operation, operation);
    });
    if (contrary != m_entries.end())
        m_entries.erase(contrary);
    return operation;
}

void PendingOperations::giveUp(const journal::Operation &operation)
{
    forgetAsked(operation);
}

store::Flags PendingOperations::effective(const store::Flags &truth, const journal::Target &message) const
{
    return m_entries.empty() ? truth : journal::effective(truth, message, m_entries);
}

bool PendingOperations::isPending(const journal::Target &message) const
{
    return std::any_of(m_entries.begin(), m_entries.end(),
                       [&](const auto &entry) { return journal::concerns(entry.operation, message); });
}

void PendingOperations::forgetAsked(const journal::Operation &operation)
{
    const auto at = std::find_if(m_entries.begin(), m_entries.end(), [&](const auto &entry) {
        return entry.id == 0 && entry.operation == operation;
    });
    if (at != m_entries.end())
        m_entries.erase(at);
}
