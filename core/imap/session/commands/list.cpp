// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/session/commands/list.h"

#include "core/imap/wire/limits.h"
#include "core/imap/wire/mailboxname.h"

namespace imap {

namespace {

bool isSameMailbox(QByteArrayView a, QByteArrayView b)
{
    return a == b || (isInbox(a) && isInbox(b));
}

}

ListCommand::ListCommand(QByteArray reference, QByteArray pattern, QObject *parent)
    : Command(parent), m_reference(std::move(reference)), m_pattern(std::move(pattern))
{}

ListCommand::ListCommand(Form form, QObject *parent) : ListCommand({}, "*", parent)
{
    m_form = form;
}

CommandText ListCommand::text(const Capabilities &server) const
{
    if (!server.dialect().hasList()) {
        QByteArray pattern = m_reference + m_pattern;
        pattern.replace('%', '*');
        return CommandText(server.dialect().mayUse(Feature::FindAll) ? "FIND ALL.MAILBOXES "
                                                                     : "FIND MAILBOXES ")
            .raw(pattern);
    }
    CommandText text("LIST ");
    text.string(m_reference).space().string(m_pattern);
    if (m_form == Form::Plain)
        return text;
    if (!server.has("LIST-EXTENDED") && !server.has("IMAP4REV2"))
        return text;  // servers without it tell special uses unasked, if at all
    return text.raw(server.specialUse() ? " RETURN (SPECIAL-USE SUBSCRIBED)" : " RETURN (SUBSCRIBED)");
}

bool ListCommand::isNeedless(const Capabilities &server) const
{
    const Dialect &dialect = server.dialect();
    return !dialect.hasList() && !dialect.mayUse(Feature::FindAll) && !dialect.mayUse(Feature::Find);
}

std::optional<Feature> ListCommand::tries(const Dialect &dialect) const
{
    if (dialect.hasList())
        return std::nullopt;
    return dialect.mayUse(Feature::FindAll) ? Feature::FindAll : Feature::Find;
}

Command::Claim ListCommand::offer(const Untagged &data)
{
    const auto *list = std::get_if<ListData>(&data);
    if (list == nullptr || list->command == ListData::Command::Lsub)
        return Claim::Passed;
    if (m_mailboxes.size() < limits::mailboxes)
        m_mailboxes.push_back(*list);
    else
        m_cut = true;
    return Claim::Taken;
}

StatusCommand::StatusCommand(QByteArray mailbox, QObject *parent)
    : Command(parent), m_mailbox(std::move(mailbox))
{}

CommandText StatusCommand::text(const Capabilities &server) const
{
    CommandText text("STATUS ");
    text.mailbox(m_mailbox).raw(" (MESSAGES UIDNEXT UIDVALIDITY UNSEEN");
    if (server.condstore())
        text.raw(" HIGHESTMODSEQ");
    return text.raw(")");
}

Command::Claim StatusCommand::offer(const Untagged &data)
{
    const auto *status = std::get_if<StatusData>(&data);
    if (status == nullptr || !isSameMailbox(status->mailbox, m_mailbox))
        return Claim::Passed;
    m_status = *status;
    return Claim::Taken;
}

}
