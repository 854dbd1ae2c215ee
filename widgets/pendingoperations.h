// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/journal/operation.h"

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
    // Merged away by a later operation, or taken back. Returns what it was.
    std::optional<journal::Operation> withdraw(qint64 id);
    // It could not be written, or nothing is left to be done about it. False: it was not asked for, or is an
    // entry by now.
    bool giveUp(const journal::Operation &operation);

    [[nodiscard]] store::Flags effective(const store::Flags &truth, const journal::Target &message) const;
    [[nodiscard]] bool isPending(const journal::Target &message) const;
    [[nodiscard]] bool isEmpty() const noexcept { return m_entries.empty(); }
    // What is on its way out of the mailbox.
    [[nodiscard]] std::vector<imap::Uid> hidden(const journal::Target &mailbox) const;
    // The mailboxes that something is on its way out of, each once; no message is named.
    [[nodiscard]] std::vector<journal::Target> sources() const;
    // What is on its way there, named by where it comes from.
    [[nodiscard]] std::vector<journal::Target> arriving(const QUuid &account,
                                                        const QByteArray &mailbox) const;
    // Every message that something is to be done with, at most so many, and where it is to be then; no
    // mailbox: nowhere.
    [[nodiscard]] std::vector<std::pair<journal::Target, QByteArray>> fates(std::size_t most) const;
    [[nodiscard]] std::size_t count() const noexcept { return m_entries.size(); }
    // The move that takes this message somewhere else; 0: none.
    [[nodiscard]] qint64 mover(const journal::Target &message) const;

private:
    bool forgetAsked(const journal::Operation &operation);

    std::vector<journal::Entry> m_entries;  // those with id 0 are asked for but not durable yet
};
