// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/imap/session/command.h"

namespace imap {

// LIST "" "*" with RETURN (SPECIAL-USE SUBSCRIBED) where the server can (RFC 5258, 6154), else plain LIST.
// Servers before IMAP4 have FIND, in which "%" is one character (RFC 2062), or nothing that lists: an empty
// answer.
class ListCommand final : public Command
{
    Q_OBJECT

public:
    enum class Form { AsOffered, Plain };

    explicit ListCommand(QByteArray reference = {}, QByteArray pattern = "*", QObject *parent = nullptr);
    // Plain: as for servers that offer nothing.
    explicit ListCommand(Form form, QObject *parent = nullptr);

    [[nodiscard]] CommandText text(const Capabilities &server) const override;
    [[nodiscard]] bool isNeedless(const Capabilities &server) const override;
    [[nodiscard]] std::optional<Feature> tries(const Dialect &dialect) const override;
    Claim offer(const Untagged &data) override;
    [[nodiscard]] const std::vector<ListData> &mailboxes() const noexcept { return m_mailboxes; }
    // There were more than limits::mailboxes.
    [[nodiscard]] bool isCut() const noexcept { return m_cut; }

private:
    QByteArray m_reference, m_pattern;
    Form m_form = Form::AsOffered;
    std::vector<ListData> m_mailboxes;
    bool m_cut = false;
};

// STATUS (RFC 3501, 6.3.10): never for the selected mailbox, nor to servers that have refused it.
class StatusCommand final : public Command
{
    Q_OBJECT

public:
    explicit StatusCommand(QByteArray mailbox, QObject *parent = nullptr);

    [[nodiscard]] bool isExclusive() const override { return false; }
    [[nodiscard]] bool isSayable(const Capabilities &server) const override
    {
        return server.dialect().mayUse(Feature::Status);
    }
    [[nodiscard]] CommandText text(const Capabilities &server) const override;
    [[nodiscard]] std::optional<Feature> tries(const Dialect &) const override { return Feature::Status; }
    Claim offer(const Untagged &data) override;
    [[nodiscard]] const std::optional<StatusData> &status() const noexcept { return m_status; }

private:
    QByteArray m_mailbox;
    std::optional<StatusData> m_status;
};

}
