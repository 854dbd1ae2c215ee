// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/journal/operation.h"

#include <QHash>

#include <vector>

// What the user did and the server has not confirmed yet, laid over the server's truth by
// journal::effective(). An operation is shown from the moment it is asked for (`ask`), still without a
// number; the journal's entry takes its place once it is durable.
class PendingOperations
{
public:
    void ask(const journal::Operation &operation);
    // Appended, or its state changed. An entry that ended is forgotten: its effect is in cache.db by then, or
    // undone.
    void show(const journal::Entry &entry);
    // Merged away by a contrary operation, which then left nothing to be done either. Returns what it was.
    std::optional<journal::Operation> withdraw(qint64 id);
    // It could not be written: nothing will be done.
    void giveUp(const journal::Operation &operation);

    [[nodiscard]] store::Flags effective(const store::Flags &truth, const journal::Target &message) const;
    [[nodiscard]] bool isPending(const journal::Target &message) const;
    [[nodiscard]] bool isEmpty() const noexcept { return m_entries.empty(); }

private:
    void forgetAsked(const journal::Operation &operation);

    std::vector<journal::Entry> m_entries;  // those with id 0 are asked for but not durable yet
};
