// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/faults/evidence.h"
#include "tests/live/imapline.h"
#include "tests/live/servers.h"

namespace faults {

// Dovecot with a ledger, and a connection of the test's own to it, by which mail is put there and looked at.
// All calls block.
class MailServer
{
public:
    enum class Kind { New, WithoutMove };
    explicit MailServer(Kind kind);

    [[nodiscard]] live::Servers &servers() { return m_servers; }
    [[nodiscard]] bool connectToIt();

    [[nodiscard]] bool save(const QByteArray &messageId, const QByteArray &flags = {});
    // What others do: a flag is set, or the message is gone.
    void flag(const QByteArray &messageId, const QByteArray &flag);
    void remove(const QByteArray &messageId);
    // The mailboxes do not grow for ever.
    void tidy();
    [[nodiscard]] Mailboxes mailboxes();

    // For who waits for the ledger: its file is another process's work, and nothing tells when it is done.
    void roundTrip() { m_line.command("NOOP"); }

    // From now on: what the ledger says. Others than this connection, that is.
    void turnPage() { m_page = ledger().size(); }
    [[nodiscard]] std::vector<Effect> effects() const { return parseLedger(ledger().mid(m_page), m_process); }

private:
    [[nodiscard]] QByteArray ledger() const;
    void change(const QByteArray &messageId, const QByteArray &flags);

    live::Servers m_servers;
    live::ImapLine m_line;
    QByteArray m_process;
    qsizetype m_page = 0;
};

}
