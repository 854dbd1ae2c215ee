// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/imap/session/command.h"

// Notes on mailboxes and, with an empty name, on the server (METADATA: RFC 5464). METADATA-SERVER alone knows
// the latter only; servers without either are not asked.
namespace imap {

[[nodiscard]] bool offersMetadata(const Capabilities &server, QByteArrayView mailbox);

// GETMETADATA. An entry whose value is larger than the most octets wanted is left out, and the OK tells how
// large it is (code::Metadata, LongEntries).
class GetMetadataCommand final : public Command
{
public:
    enum class Depth { Entry, Children, Everything };
    struct Extent {
        std::optional<quint32> mostOctets;
        Depth depth = Depth::Entry;
    };

    GetMetadataCommand(QByteArray mailbox, std::vector<QByteArray> entries, Extent extent,
                       QObject *parent = nullptr)
        : Command(parent), m_mailbox(std::move(mailbox)), m_entries(std::move(entries)), m_extent(extent)
    {}
    GetMetadataCommand(QByteArray mailbox, std::vector<QByteArray> entries, QObject *parent = nullptr)
        : GetMetadataCommand(std::move(mailbox), std::move(entries), Extent{}, parent)
    {}
    [[nodiscard]] bool isSayable(const Capabilities &server) const override
    {
        return !m_entries.empty() && offersMetadata(server, m_mailbox);
    }
    [[nodiscard]] CommandText text(const Capabilities &server) const override;
    Claim offer(const Untagged &data) override;
    [[nodiscard]] const std::vector<MetadataData::Entry> &entries() const noexcept { return m_told; }

private:
    [[nodiscard]] bool isAsked(const QByteArray &entry) const;

    QByteArray m_mailbox;
    std::vector<QByteArray> m_entries;
    Extent m_extent;
    std::vector<MetadataData::Entry> m_told;
};

// SETMETADATA: all of the entries or none. No value removes the entry.
class SetMetadataCommand final : public Command
{
public:
    SetMetadataCommand(QByteArray mailbox, std::vector<MetadataData::Entry> entries,
                       QObject *parent = nullptr)
        : Command(parent), m_mailbox(std::move(mailbox)), m_entries(std::move(entries))
    {}
    [[nodiscard]] bool isSayable(const Capabilities &server) const override
    {
        return !m_entries.empty() && offersMetadata(server, m_mailbox);
    }
    [[nodiscard]] CommandText text(const Capabilities &server) const override;

private:
    QByteArray m_mailbox;
    std::vector<MetadataData::Entry> m_entries;
};

}
