// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/imap/session/command.h"

#include <cstdint>

// What the server tells without being asked, of the selected mailbox and of others (NOTIFY: RFC 5465). It
// lasts until the next NOTIFY or an untagged OK [NOTIFICATIONOVERFLOW]. Servers without it are asked with
// IDLE and NOOP for the one, with STATUS for the others.
namespace imap {

enum class NotifyEvent : std::uint8_t {
    Messages,  // MessageNew and MessageExpunge, which go together only
    Flags,     // FlagChange, never without the former
    MailboxNames,
    Subscriptions,
    MailboxMetadata,
    ServerMetadata,
};

// One group: which mailboxes, and what about them. No events: NONE.
struct NotifyGroup {
    enum class Mailboxes : std::uint8_t {
        Selected,
        SelectedDelayed,  // EXPUNGE only when a command allows it, as ever
        Inboxes,
        Personal,
        Subscribed,
        Subtree,  // of names
        Named,    // names
    };
    Mailboxes mailboxes = Mailboxes::Personal;
    std::vector<NotifyEvent> events;
    std::vector<QByteArray> names;
};

class NotifyCommand final : public Command
{
public:
    // Status: the present state of each mailbox in question comes first, as untagged STATUS.
    enum class First { Nothing, Status };

    // No group at all: NOTIFY NONE.
    explicit NotifyCommand(std::vector<NotifyGroup> groups, First first = First::Nothing,
                           QObject *parent = nullptr)
        : Command(parent), m_groups(std::move(groups)), m_first(first)
    {}
    [[nodiscard]] bool isSayable(const Capabilities &server) const override { return server.has("NOTIFY"); }
    [[nodiscard]] CommandText text(const Capabilities &server) const override;

private:
    std::vector<NotifyGroup> m_groups;
    First m_first;
};

}
