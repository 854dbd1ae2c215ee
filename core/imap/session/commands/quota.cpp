// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/session/commands/quota.h"

#include "core/imap/wire/limits.h"
#include "core/imap/wire/mailboxname.h"

#include <algorithm>

namespace imap {

// "QUOTA" is not said by servers that say which resources they count (RFC 9208, 3.1, errata aside).
bool offersQuota(const Capabilities &server)
{
    return std::any_of(server.names().begin(), server.names().end(), [](const QByteArray &name) {
        return name == "QUOTA" || name.startsWith("QUOTA=RES-");
    });
}

CommandText MailboxQuotaCommand::text(const Capabilities &) const
{
    return CommandText("GETQUOTAROOT ").mailbox(m_mailbox);
}

Command::Claim MailboxQuotaCommand::offer(const Untagged &data)
{
    if (const auto *roots = std::get_if<QuotaRootData>(&data)) {
        if (!sameMailbox(roots->mailbox, m_mailbox))
            return Claim::Passed;
        m_roots = roots->roots;
        return Claim::Taken;
    }
    const auto *quota = std::get_if<QuotaData>(&data);
    const bool isOurs =
        quota != nullptr && std::find(m_roots.begin(), m_roots.end(), quota->root) != m_roots.end();
    if (!isOurs || m_quotas.size() >= limits::listElements)
        return Claim::Passed;
    m_quotas.push_back(*quota);
    return Claim::Taken;
}

CommandText QuotaCommand::text(const Capabilities &) const
{
    return CommandText("GETQUOTA ").string(m_root);
}

Command::Claim QuotaCommand::offer(const Untagged &data)
{
    const auto *quota = std::get_if<QuotaData>(&data);
    if (quota == nullptr || quota->root != m_root)
        return Claim::Passed;
    m_quota = *quota;
    return Claim::Taken;
}

}
