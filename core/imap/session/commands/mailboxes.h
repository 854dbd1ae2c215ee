// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/imap/session/command.h"

// What is done to mailboxes as a whole (RFC 3501, 6.3.3 to 6.3.9). After each of them the list is asked for
// anew: an OK says neither what else has changed nor that the mailbox is subscribed or visible.
namespace imap {

// What we are willing to create: no wildcards, no control or 8-bit octets, no "#" at the beginning, which is
// for namespaces, and not INBOX, which is there (RFC 3501, 5.1).
[[nodiscard]] bool isCreatable(QByteArrayView name);
// The name that a mailbox has after RENAME from → to: children move along, except those of INBOX, which stays
// itself (RFC 3501, 6.3.5).
[[nodiscard]] QByteArray nameAfterRename(const QByteArray &name, const QByteArray &from, const QByteArray &to,
                                         std::optional<char> delimiter);

// CREATE; special uses ("\Drafts") are asked for only where the server has CREATE-SPECIAL-USE (RFC 6154, 3).
class CreateCommand final : public Command
{
public:
    explicit CreateCommand(QByteArray mailbox, std::vector<QByteArray> specialUses = {},
                           QObject *parent = nullptr)
        : Command(parent), m_mailbox(std::move(mailbox)), m_specialUses(std::move(specialUses))
    {}
    [[nodiscard]] bool isSayable(const Capabilities &server) const override
    {
        return server.dialect().mayUse(Feature::Folders) && isCreatable(m_mailbox);
    }
    [[nodiscard]] std::optional<Feature> tries(const Capabilities &) const override
    {
        return Feature::Folders;
    }
    [[nodiscard]] CommandText text(const Capabilities &server) const override;

private:
    QByteArray m_mailbox;
    std::vector<QByteArray> m_specialUses;
};

// DELETE; never of INBOX. A name with children stays as \Noselect, and so do they.
class DeleteCommand final : public Command
{
public:
    explicit DeleteCommand(QByteArray mailbox, QObject *parent = nullptr)
        : Command(parent), m_mailbox(std::move(mailbox))
    {}
    [[nodiscard]] bool isSayable(const Capabilities &server) const override;
    [[nodiscard]] std::optional<Feature> tries(const Capabilities &) const override
    {
        return Feature::Folders;
    }
    [[nodiscard]] CommandText text(const Capabilities &server) const override;

private:
    QByteArray m_mailbox;
};

// RENAME. Of INBOX it moves the messages and leaves an empty INBOX behind, which is hardly ever meant: it has
// to be asked for.
class RenameCommand final : public Command
{
public:
    enum class Inbox { Refused, MovesItsMessages };

    RenameCommand(QByteArray from, QByteArray to, Inbox inbox = Inbox::Refused, QObject *parent = nullptr)
        : Command(parent), m_from(std::move(from)), m_to(std::move(to)), m_inbox(inbox)
    {}
    [[nodiscard]] bool isSayable(const Capabilities &server) const override;
    [[nodiscard]] std::optional<Feature> tries(const Capabilities &) const override
    {
        return Feature::Folders;
    }
    [[nodiscard]] CommandText text(const Capabilities &server) const override;

private:
    QByteArray m_from, m_to;
    Inbox m_inbox;
};

// SUBSCRIBE and UNSUBSCRIBE: the name need not exist.
class SubscribeCommand final : public Command
{
public:
    enum class Wish { Subscribe, Unsubscribe };

    SubscribeCommand(Wish wish, QByteArray mailbox, QObject *parent = nullptr)
        : Command(parent), m_wish(wish), m_mailbox(std::move(mailbox))
    {}
    [[nodiscard]] bool isSayable(const Capabilities &server) const override
    {
        return server.dialect().mayUse(Feature::Subscriptions);
    }
    [[nodiscard]] std::optional<Feature> tries(const Capabilities &) const override
    {
        return Feature::Subscriptions;
    }
    [[nodiscard]] CommandText text(const Capabilities &server) const override;

private:
    Wish m_wish;
    QByteArray m_mailbox;
};

// LSUB, for servers without LIST (SUBSCRIBED). Its attributes say less than LIST's: only the names count, and
// a \Noselect with "%" is a parent of one that is subscribed (RFC 3501, 6.3.9).
class LsubCommand final : public Command
{
public:
    explicit LsubCommand(QByteArray reference = {}, QByteArray pattern = "*", QObject *parent = nullptr)
        : Command(parent), m_reference(std::move(reference)), m_pattern(std::move(pattern))
    {}
    [[nodiscard]] bool isSayable(const Capabilities &server) const override
    {
        return server.dialect().hasList();  // FIND MAILBOXES is all there was before
    }
    [[nodiscard]] CommandText text(const Capabilities &server) const override;
    Claim offer(const Untagged &data) override;
    [[nodiscard]] const std::vector<QByteArray> &subscribed() const noexcept { return m_subscribed; }

private:
    QByteArray m_reference, m_pattern;
    std::vector<QByteArray> m_subscribed;
};

// NAMESPACE (RFC 2342). Without it the personal one is what LIST "" "" tells: the root and its delimiter.
class NamespaceCommand final : public Command
{
public:
    using Command::Command;
    [[nodiscard]] CommandText text(const Capabilities &server) const override;
    Claim offer(const Untagged &data) override;
    [[nodiscard]] const std::optional<NamespaceData> &namespaces() const noexcept { return m_namespaces; }

private:
    std::optional<NamespaceData> m_namespaces;
};

}
