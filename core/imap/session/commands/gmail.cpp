// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/session/commands/gmail.h"

#include <algorithm>

namespace imap {

namespace {

// "\Inbox": an atom behind a backslash, like a flag.
bool isSystemLabel(const QByteArray &label)
{
    return label.size() > 1 && label.startsWith('\\')
        && std::all_of(label.begin() + 1, label.end(),
                       [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); });
}

}

bool LabelCommand::isSayable(const Capabilities &server) const
{
    return server.has("X-GM-EXT-1") && !m_labels.empty() && m_messages.isSayable(server);
}

CommandText LabelCommand::text(const Capabilities &server) const
{
    CommandText text("UID STORE ");
    m_messages.sayTo(text, server);
    text.raw(m_change == FlagChange::Add ? " +X-GM-LABELS" : " -X-GM-LABELS");
    const char *before = " (";
    for (const QByteArray &label : m_labels) {
        text.raw(std::exchange(before, " "));
        if (isSystemLabel(label))
            text.raw(label);
        else
            text.astring(label);
    }
    return text.raw(")");
}

}
