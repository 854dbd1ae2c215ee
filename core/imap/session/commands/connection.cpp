// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/session/commands/connection.h"

namespace imap {

namespace {

bool isConversing(Phase phase)
{
    return phase != Phase::Connecting && phase != Phase::Greeting && phase != Phase::Closed;
}

}

bool CapabilityCommand::isLegalIn(Phase phase) const
{
    return isConversing(phase);
}

CommandText CapabilityCommand::text(const Capabilities &) const
{
    return CommandText("CAPABILITY");
}

CommandText StartTlsCommand::text(const Capabilities &) const
{
    return CommandText("STARTTLS");
}

CommandText IdCommand::text(const Capabilities &) const
{
    if (m_detail == Detail::Name)
        return CommandText("ID (\"name\" \"Posthorn\")");
    return CommandText("ID (\"name\" \"Posthorn\" \"version\" \"" POSTHORN_VERSION
                       "\" \"vendor\" \"Posthorn\" \"support-email\" \"support@posthorn.example.org\")");
}

Command::Claim IdCommand::offer(const Untagged &data)
{
    const auto *id = std::get_if<IdData>(&data);
    if (id == nullptr)
        return Claim::Passed;
    m_fields = id->fields;
    return Claim::Taken;
}

std::optional<QByteArray> IdCommand::told(QByteArrayView field) const
{
    for (const auto &[name, value] : m_fields) {
        if (field.compare(name, Qt::CaseInsensitive) == 0)
            return value;
    }
    return std::nullopt;
}

CommandText EnableCommand::text(const Capabilities &) const
{
    CommandText text("ENABLE");
    for (const QByteArray &extension : m_extensions)
        text.space().raw(extension);
    return text;
}

CommandText ProbeLevelCommand::text(const Capabilities &) const
{
    return CommandText("CREATE INBOX");
}

CommandText CompressCommand::text(const Capabilities &) const
{
    return CommandText("COMPRESS DEFLATE");
}

bool LogoutCommand::isLegalIn(Phase phase) const
{
    return isConversing(phase);
}

CommandText LogoutCommand::text(const Capabilities &) const
{
    return CommandText("LOGOUT");
}

}
