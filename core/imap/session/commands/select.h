// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/imap/session/command.h"

namespace imap {

enum class Access { ReadWrite, ReadOnly };

// SELECT or EXAMINE (RFC 3501, 6.3.1, 6.3.2); the session keeps what was told in Session::selected(), which
// is set when finished(Ok) is emitted and empty after NO. With CONDSTORE the parameter is sent (RFC
// 7162, 3.1.8).
class SelectCommand final : public Command
{
    Q_OBJECT

public:
    explicit SelectCommand(QByteArray mailbox, Access access = Access::ReadWrite, QObject *parent = nullptr);

    [[nodiscard]] CommandText text(const Capabilities &server) const override;
    [[nodiscard]] std::optional<Feature> tries(const Dialect &dialect) const override;
    // Takes everything about a mailbox: it is the old one's, or in Session::selected() when this has
    // finished.
    Claim offer(const Untagged &data) override;
    [[nodiscard]] std::optional<Event> consequence() const override { return Event::MailboxOpened; }
    [[nodiscard]] const QByteArray &mailbox() const noexcept { return m_mailbox; }
    [[nodiscard]] Access access() const noexcept { return m_access; }

private:
    QByteArray m_mailbox;
    Access m_access;
};

}
