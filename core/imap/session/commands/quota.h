// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/imap/session/command.h"

// How much room there is (QUOTA: RFC 9208; RFC 2087). Servers without it are not asked; that there is no room
// left they say with [OVERQUOTA].
namespace imap {

[[nodiscard]] bool offersQuota(const Capabilities &server);

// GETQUOTAROOT: the roots a mailbox counts towards, and each root's state. A mailbox without a root has no
// limit.
class MailboxQuotaCommand final : public Command
{
public:
    explicit MailboxQuotaCommand(QByteArray mailbox, QObject *parent = nullptr)
        : Command(parent), m_mailbox(std::move(mailbox))
    {}
    [[nodiscard]] bool isSayable(const Capabilities &server) const override { return offersQuota(server); }
    [[nodiscard]] CommandText text(const Capabilities &server) const override;
    Claim offer(const Untagged &data) override;
    [[nodiscard]] const std::vector<QByteArray> &roots() const noexcept { return m_roots; }
    // Of the roots above, in the order told.
    [[nodiscard]] const std::vector<QuotaData> &quotas() const noexcept { return m_quotas; }

private:
    QByteArray m_mailbox;
    std::vector<QByteArray> m_roots;
    std::vector<QuotaData> m_quotas;
};

// GETQUOTA: the state of one root.
class QuotaCommand final : public Command
{
public:
    explicit QuotaCommand(QByteArray root, QObject *parent = nullptr)
        : Command(parent), m_root(std::move(root))
    {}
    [[nodiscard]] bool isSayable(const Capabilities &server) const override { return offersQuota(server); }
    [[nodiscard]] CommandText text(const Capabilities &server) const override;
    Claim offer(const Untagged &data) override;
    [[nodiscard]] const std::optional<QuotaData> &quota() const noexcept { return m_quota; }

private:
    QByteArray m_root;
    std::optional<QuotaData> m_quota;
};

}
