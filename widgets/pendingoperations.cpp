// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pendingoperations.h"

#include <algorithm>
#include <set>

namespace {

bool isContrary(const journal::Operation &a, const journal::Operation &b)
{
    const auto *first = std::get_if<journal::ChangeFlags>(&a);
    const auto *second = std::get_if<journal::ChangeFlags>(&b);
    return first != nullptr && second != nullptr && first->targets == second->targets
        && first->flag.compare(second->flag, Qt::CaseInsensitive) == 0 && first->set != second->set;
}

// Where what the operation takes away will be; empty: nowhere.
QByteArray whereTo(const journal::Operation &operation)
{
    const QByteArray *to = journal::destinationOf(operation);
    return to != nullptr ? *to : QByteArray();
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

bool PendingOperations::giveUp(const journal::Operation &operation)
{
    return forgetAsked(operation);
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

std::vector<journal::Target> PendingOperations::sources() const
{
    std::vector<journal::Target> found;
    const auto add = [&found](const journal::Target &source) {
        if (std::find(found.begin(), found.end(), source) == found.end())
            found.push_back(source);
    };
    for (const journal::Entry &entry : m_entries) {
        const auto *append = std::get_if<journal::AppendMessage>(&entry.operation);
        if (append != nullptr && append->source)
            add({append->source->account, append->source->mailbox, append->source->validity, {}, {}, {}});
        const journal::Targets *targets = journal::targetsOf(entry.operation);
        if (journal::takesAway(entry.operation))
            add({targets->account, targets->mailbox, targets->validity, {}, {}, {}});
    }
    return found;
}

std::vector<imap::Uid> PendingOperations::hidden(const journal::Target &mailbox) const
{
    std::set<imap::Uid> uids;
    for (const journal::Entry &entry : m_entries) {
        // Between its two halves a move to another account is still under way.
        const auto *append = std::get_if<journal::AppendMessage>(&entry.operation);
        if (append != nullptr && append->source && append->source->account == mailbox.account
            && append->source->mailbox == mailbox.mailbox && append->source->validity == mailbox.validity)
            uids.insert(append->source->uid);
        const journal::Targets *targets = journal::targetsOf(entry.operation);
        if (!journal::takesAway(entry.operation) || targets->account != mailbox.account
            || targets->mailbox != mailbox.mailbox || targets->validity != mailbox.validity)
            continue;
        // Moved back while the way there is not over yet: it stays where it is.
        const QByteArray *to = journal::destinationOf(entry.operation);
        const bool isBack = to != nullptr && *to == targets->mailbox;
        for (const journal::Targets::Message &message : targets->messages) {
            if (isBack)
                uids.erase(message.uid);
            else
                uids.insert(message.uid);
        }
    }
    return {uids.begin(), uids.end()};
}

// A message that is moved twice is where it goes last.
std::vector<journal::Target> PendingOperations::arriving(const QUuid &account,
                                                         const QByteArray &mailbox) const
{
    std::vector<journal::Target> there;
    for (const journal::Entry &entry : m_entries) {
        const journal::Targets *targets = journal::targetsOf(entry.operation);
        if (targets == nullptr || targets->account != account || targets->mailbox == mailbox)
            continue;
        const QByteArray *to = journal::destinationOf(entry.operation);
        if (journal::takesAway(entry.operation))
            std::erase_if(there, [targets](const journal::Target &one) { return targets->contains(one); });
        if (to == nullptr || *to != mailbox)
            continue;
        for (const journal::Targets::Message &message : targets->messages)
            there.push_back({account, targets->mailbox, targets->validity, message.uid, message.messageId,
                             message.fingerprint});
    }
    return there;
}

qint64 PendingOperations::mover(const journal::Target &message) const
{
    qint64 id = 0;
    for (const journal::Entry &entry : m_entries) {
        if (journal::takesAway(entry.operation) && journal::concerns(entry.operation, message))
            id = entry.id;
    }
    return id;
}

std::vector<std::pair<journal::Target, QByteArray>> PendingOperations::fates(std::size_t most) const
{
    std::vector<std::pair<journal::Target, QByteArray>> all;
    for (const journal::Entry &entry : m_entries) {
        const journal::Targets *targets = journal::targetsOf(entry.operation);
        const bool isFate = journal::takesAway(entry.operation)
            || std::holds_alternative<journal::ChangeFlags>(entry.operation);
        if (targets == nullptr || !isFate)
            continue;
        for (const journal::Targets::Message &message : targets->messages) {
            const journal::Target target{targets->account, targets->mailbox,  targets->validity,
                                         message.uid,      message.messageId, message.fingerprint};
            auto known = std::find_if(all.begin(), all.end(), [&](const auto &one) {
                return one.first.uid == target.uid && one.first.mailbox == target.mailbox
                    && one.first.account == target.account;
            });
            if (known == all.end() && all.size() == most)
                return all;
            if (known == all.end())
                known = all.insert(all.end(), {target, target.mailbox});
            if (journal::takesAway(entry.operation))
                known->second = whereTo(entry.operation);
        }
    }
    return all;
}

bool PendingOperations::forgetAsked(const journal::Operation &operation)
{
    const auto at = std::find_if(m_entries.begin(), m_entries.end(), [&](const auto &entry) {
        return entry.id == 0 && entry.operation == operation;
    });
    if (at == m_entries.end())
        return false;
    m_entries.erase(at);
    return true;
}
