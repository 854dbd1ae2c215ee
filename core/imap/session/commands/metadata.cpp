// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/session/commands/metadata.h"

#include "core/imap/wire/limits.h"
#include "core/imap/wire/mailboxname.h"

#include <algorithm>

namespace imap {

namespace {

bool sameEntry(QByteArrayView a, QByteArrayView b)
{
    return a.compare(b, Qt::CaseInsensitive) == 0;  // RFC 5464, 3.1
}

}

bool offersMetadata(const Capabilities &server, QByteArrayView mailbox)
{
    return server.has("METADATA") || (mailbox.isEmpty() && server.has("METADATA-SERVER"));
}

// getmetadata = "GETMETADATA" [SP getmetadata-options] SP mailbox SP entries                   (RFC 5464, 5)
// The RFC's examples have the options behind the mailbox; the grammar, and the servers, in front of it.
CommandText GetMetadataCommand::text(const Capabilities &) const
{
    QByteArray options;
    if (m_extent.mostOctets)
        options = "MAXSIZE " + QByteArray::number(*m_extent.mostOctets);
    if (m_extent.depth != Depth::Entry) {
        options += options.isEmpty() ? "" : " ";
        options += m_extent.depth == Depth::Children ? "DEPTH 1" : "DEPTH infinity";
    }
    CommandText text("GETMETADATA ");
    if (!options.isEmpty())
        text.raw("(").raw(options).raw(") ");
    text.mailbox(m_mailbox).space();
    if (m_entries.size() == 1)
        return text.astring(m_entries.front());
    text.raw("(");
    for (std::size_t i = 0; i < m_entries.size(); ++i)
        text.raw(i == 0 ? "" : " ").astring(m_entries[i]);
    return text.raw(")");
}

bool GetMetadataCommand::isAsked(const QByteArray &entry) const
{
    return std::any_of(m_entries.begin(), m_entries.end(), [&](const QByteArray &asked) {
        const bool isBelow = m_extent.depth != Depth::Entry && entry.size() > asked.size()
            && entry[asked.size()] == '/' && sameEntry(QByteArrayView(entry).first(asked.size()), asked);
        return isBelow || sameEntry(entry, asked);
    });
}

// The answer may come in any number of pieces. Changes that are told unasked have no values.
Command::Claim GetMetadataCommand::offer(const Untagged &data)
{
    const auto *told = std::get_if<MetadataData>(&data);
    if (told == nullptr || told->entries.empty() || !sameMailbox(told->mailbox, m_mailbox))
        return Claim::Passed;
    for (const MetadataData::Entry &entry : told->entries) {
        if (isAsked(entry.name) && m_told.size() < limits::listElements)
            m_told.push_back(entry);
    }
    return Claim::Taken;
}

// value = nstring / literal8                                                                  (RFC 5464, 5)
CommandText SetMetadataCommand::text(const Capabilities &) const
{
    CommandText text("SETMETADATA ");
    text.mailbox(m_mailbox).raw(" (");
    for (std::size_t i = 0; i < m_entries.size(); ++i) {
        const auto &[name, value] = m_entries[i];
        text.raw(i == 0 ? "" : " ").astring(name).space();
        if (!value)
            text.raw("NIL");
        else if (value->contains('\0'))
            text.literal8(*value);
        else
            text.string(*value);
    }
    return text.raw(")");
}

}
