// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/session/commands/rights.h"

#include "core/imap/wire/mailboxname.h"

#include <algorithm>

namespace imap {

QByteArray standardRights(QByteArray told, const Capabilities &server)
{
    const bool isStandard = std::any_of(server.names().begin(), server.names().end(),
                                        [](const QByteArray &name) { return name.startsWith("RIGHTS="); });
    return isStandard ? told : told.replace('c', "kx").replace('d', "te");
}

CommandText MyRightsCommand::text(const Capabilities &) const
{
    return CommandText("MYRIGHTS ").mailbox(m_mailbox);
}

Command::Claim MyRightsCommand::offer(const Untagged &data)
{
    const auto *rights = std::get_if<MyRightsData>(&data);
    if (rights == nullptr || !sameMailbox(rights->mailbox, m_mailbox))
        return Claim::Passed;
    m_rights = rights->rights;
    return Claim::Taken;
}

CommandText AclCommand::text(const Capabilities &) const
{
    return CommandText("GETACL ").mailbox(m_mailbox);
}

Command::Claim AclCommand::offer(const Untagged &data)
{
    const auto *acl = std::get_if<AclData>(&data);
    if (acl == nullptr || !sameMailbox(acl->mailbox, m_mailbox))
        return Claim::Passed;
    m_acl = *acl;
    return Claim::Taken;
}

CommandText ListRightsCommand::text(const Capabilities &) const
{
    return CommandText("LISTRIGHTS ").mailbox(m_mailbox).space().astring(m_identifier);
}

Command::Claim ListRightsCommand::offer(const Untagged &data)
{
    const auto *rights = std::get_if<ListRightsData>(&data);
    if (rights == nullptr || !sameMailbox(rights->mailbox, m_mailbox) || rights->identifier != m_identifier)
        return Claim::Passed;
    m_rights = *rights;
    return Claim::Taken;
}

}
