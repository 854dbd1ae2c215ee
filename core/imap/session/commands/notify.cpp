// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/session/commands/notify.h"

#include <algorithm>
#include <array>

namespace imap {

namespace {

constexpr auto eventNames =
    std::to_array<const char *>({"MessageNew MessageExpunge", "FlagChange", "MailboxName",
                                 "SubscriptionChange", "MailboxMetadataChange", "ServerMetadataChange"});
constexpr auto mailboxNames = std::to_array<const char *>(
    {"selected", "selected-delayed", "inboxes", "personal", "subscribed", "subtree", "mailboxes"});

bool hasEvent(const NotifyGroup &group, NotifyEvent event)
{
    return std::find(group.events.begin(), group.events.end(), event) != group.events.end();
}

// What a server must answer with BAD, or could not be read (RFC 5465, 5 and 8).
bool isLegal(const NotifyGroup &group)
{
    using Mailboxes = NotifyGroup::Mailboxes;
    const bool isSelected =
        group.mailboxes == Mailboxes::Selected || group.mailboxes == Mailboxes::SelectedDelayed;
    const bool takesNames = group.mailboxes == Mailboxes::Subtree || group.mailboxes == Mailboxes::Named;
    const bool isAboutMessages = std::all_of(group.events.begin(), group.events.end(), [](NotifyEvent event) {
        return event == NotifyEvent::Messages || event == NotifyEvent::Flags;
    });
    return (!isSelected || isAboutMessages) && takesNames == !group.names.empty()
        && (!hasEvent(group, NotifyEvent::Flags) || hasEvent(group, NotifyEvent::Messages));
}

void appendGroup(CommandText &text, const NotifyGroup &group)
{
    text.raw(" (").raw(mailboxNames[static_cast<std::size_t>(group.mailboxes)]);
    if (group.names.size() == 1)
        text.space().mailbox(group.names.front());
    for (std::size_t i = 0; group.names.size() > 1 && i < group.names.size(); ++i)
        text.raw(i == 0 ? " (" : " ").mailbox(group.names[i]);
    if (group.names.size() > 1)
        text.raw(")");
    if (group.events.empty()) {
        text.raw(" NONE)");
        return;
    }
    for (std::size_t i = 0; i < group.events.size(); ++i)
        text.raw(i == 0 ? " (" : " ").raw(eventNames[static_cast<std::size_t>(group.events[i])]);
    text.raw("))");
}

}

CommandText NotifyCommand::text(const Capabilities &) const
{
    if (m_groups.empty())
        return CommandText("NOTIFY NONE");
    CommandText text("NOTIFY SET");
    if (m_first == First::Status)
        text.raw(" STATUS");
    for (const NotifyGroup &group : m_groups) {
        if (!isLegal(group))
            text.refuse();
        appendGroup(text, group);
    }
    return text;
}

}
