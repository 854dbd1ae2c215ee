// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/imap/session/command.h"

// Who may do what with a mailbox (ACL: RFC 4314). Servers without it are not asked: what is not allowed they
// refuse with [NOPERM], and [READ-ONLY] tells the most important thing at SELECT.
namespace imap {

// The rights as RFC 4314 names them. Servers of RFC 2086 (no RIGHTS= among the capabilities) say "c" for what
// is "k" and "x" now, and "d" for "t" and "e" (RFC 4314, 2.1.1).
[[nodiscard]] QByteArray standardRights(QByteArray told, const Capabilities &server);

// MYRIGHTS: one's own.
class MyRightsCommand final : public Command
{
public:
    explicit MyRightsCommand(QByteArray mailbox, QObject *parent = nullptr)
        : Command(parent), m_mailbox(std::move(mailbox))
    {}
    [[nodiscard]] bool isExclusive() const override { return false; }
    [[nodiscard]] bool isSayable(const Capabilities &server) const override { return server.has("ACL"); }
    [[nodiscard]] CommandText text(const Capabilities &server) const override;
    Claim offer(const Untagged &data) override;
    [[nodiscard]] const std::optional<QByteArray> &rights() const noexcept { return m_rights; }  // as told

private:
    QByteArray m_mailbox;
    std::optional<QByteArray> m_rights;
};

// GETACL: everybody's.
class AclCommand final : public Command
{
public:
    explicit AclCommand(QByteArray mailbox, QObject *parent = nullptr)
        : Command(parent), m_mailbox(std::move(mailbox))
    {}
    [[nodiscard]] bool isSayable(const Capabilities &server) const override { return server.has("ACL"); }
    [[nodiscard]] CommandText text(const Capabilities &server) const override;
    Claim offer(const Untagged &data) override;
    [[nodiscard]] const std::optional<AclData> &acl() const noexcept { return m_acl; }

private:
    QByteArray m_mailbox;
    std::optional<AclData> m_acl;
};

// LISTRIGHTS: what somebody could be given.
class ListRightsCommand final : public Command
{
public:
    ListRightsCommand(QByteArray mailbox, QByteArray identifier, QObject *parent = nullptr)
        : Command(parent), m_mailbox(std::move(mailbox)), m_identifier(std::move(identifier))
    {}
    [[nodiscard]] bool isSayable(const Capabilities &server) const override { return server.has("ACL"); }
    [[nodiscard]] CommandText text(const Capabilities &server) const override;
    Claim offer(const Untagged &data) override;
    [[nodiscard]] const std::optional<ListRightsData> &rights() const noexcept { return m_rights; }

private:
    QByteArray m_mailbox, m_identifier;
    std::optional<ListRightsData> m_rights;
};

}
