// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/session/commands/mailboxes.h"

#include "core/imap/wire/limits.h"
#include "core/imap/wire/mailboxname.h"

#include <algorithm>

namespace imap {

bool isCreatable(QByteArrayView name)
{
    return !name.isEmpty() && !isInbox(name) && name.front() != '#'
        && std::all_of(name.begin(), name.end(),
                       [](char c) { return c >= ' ' && c < '\x7f' && c != '%' && c != '*'; });
}

QByteArray nameAfterRename(const QByteArray &name, const QByteArray &from, const QByteArray &to,
                           std::optional<char> delimiter)
{
    if (isInbox(from))
        return name;
    if (name == from)
        return to;
    const bool isChild = delimiter && name.size() > from.size() + 1 && name.startsWith(from)
        && name[from.size()] == *delimiter;
    return isChild ? to + name.sliced(from.size()) : name;
}

CommandText CreateCommand::text(const Capabilities &server) const
{
    CommandText text("CREATE ", server.dialect().quoting());
    text.mailbox(m_mailbox);
    if (!m_specialUses.empty() && server.has("CREATE-SPECIAL-USE"))
        text.raw(" (USE ").flags(m_specialUses).raw(")");
    return text;
}

bool DeleteCommand::isSayable(const Capabilities &server) const
{
    return server.dialect().mayUse(Feature::Folders) && !m_mailbox.isEmpty() && !isInbox(m_mailbox);
}

CommandText DeleteCommand::text(const Capabilities &server) const
{
    return CommandText("DELETE ", server.dialect().quoting()).mailbox(m_mailbox);
}

bool RenameCommand::isSayable(const Capabilities &server) const
{
    return server.dialect().mayUse(Feature::Folders) && !m_from.isEmpty() && isCreatable(m_to)
        && (!isInbox(m_from) || m_inbox == Inbox::MovesItsMessages);
}

CommandText RenameCommand::text(const Capabilities &server) const
{
    return CommandText("RENAME ", server.dialect().quoting()).mailbox(m_from).space().mailbox(m_to);
}

// RFC 1176 has no subscriptions of its own; IMAP2bis says of what kind the name is (RFC 2061).
CommandText SubscribeCommand::text(const Capabilities &server) const
{
    const Dialect &dialect = server.dialect();
    CommandText text(m_wish == Wish::Subscribe ? "SUBSCRIBE " : "UNSUBSCRIBE ", dialect.quoting());
    return text.raw(dialect.hasList() ? "" : "MAILBOX ").mailbox(m_mailbox);
}

CommandText LsubCommand::text(const Capabilities &) const
{
    return CommandText("LSUB ").string(m_reference).space().string(m_pattern);
}

Command::Claim LsubCommand::offer(const Untagged &data)
{
    const auto *list = std::get_if<ListData>(&data);
    if (list == nullptr || list->command != ListData::Command::Lsub)
        return Claim::Passed;
    const bool isOnlyParent =
        std::any_of(list->attributes.begin(), list->attributes.end(), [](const QByteArray &attribute) {
            return attribute.compare("\\Noselect", Qt::CaseInsensitive) == 0;
        });
    if (!isOnlyParent && m_subscribed.size() < limits::mailboxes)
        m_subscribed.push_back(list->mailbox);
    return Claim::Taken;
}

CommandText NamespaceCommand::text(const Capabilities &server) const
{
    return CommandText(server.has("NAMESPACE") || server.has("IMAP4REV2") ? "NAMESPACE" : R"(LIST "" "")");
}

Command::Claim NamespaceCommand::offer(const Untagged &data)
{
    if (const auto *told = std::get_if<NamespaceData>(&data)) {
        m_namespaces = *told;
        return Claim::Taken;
    }
    const auto *root = std::get_if<ListData>(&data);
    if (root == nullptr || m_namespaces)
        return Claim::Passed;
    m_namespaces.emplace();
    m_namespaces->personal.push_back({root->mailbox, root->delimiter});
    return Claim::Taken;
}

}
