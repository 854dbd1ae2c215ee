// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/imap/session/command.h"

namespace imap {

// LIST "" "*" with RETURN (SPECIAL-USE SUBSCRIBED) where the server can (RFC 5258, 6154), else plain LIST.
class ListCommand final : public Command
{
    Q_OBJECT

public:
    explicit ListCommand(QByteArray reference = {}, QByteArray pattern = "*", QObject *parent = nullptr);

    [[nodiscard]] CommandText text(const Capabilities &server) const override;
    Claim offer(const Untagged &data) override;
    [[nodiscard]] const std::vector<ListData> &mailboxes() const noexcept { return m_mailboxes; }
    // There were more than limits::mailboxes.
    [[nodiscard]] bool isCut() const noexcept { return m_cut; }

private:
    QByteArray m_reference, m_pattern;
    std::vector<ListData> m_mailboxes;
    bool m_cut = false;
};

// STATUS (RFC 3501, 6.3.10): never for the selected mailbox.
class StatusCommand final : public Command
{
    Q_OBJECT

public:
    explicit StatusCommand(QByteArray mailbox, QObject *parent = nullptr);

    [[nodiscard]] bool isExclusive() const override { return false; }
    [[nodiscard]] CommandText text(const Capabilities &server) const override;
    Claim offer(const Untagged &data) override;
    [[nodiscard]] const std::optional<StatusData> &status() const noexcept { return m_status; }

private:
    QByteArray m_mailbox;
    std::optional<StatusData> m_status;
};

}
