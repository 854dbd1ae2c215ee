// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/imap/sync/connection.h"
#include "core/imap/sync/mailboxsync.h"

#include <QObject>

#include <functional>
#include <memory>

namespace imap::sync {

// One connection more, for a mailbox that is not on screen: kept in step by IDLE, so that new mail is here
// when it arrives. It gives the mailbox up as soon as it is wanted elsewhere, and comes back to it when told.
// One thread.
class Watcher : public QObject
{
    Q_OBJECT

public:
    // What a MailboxSync needs, but for the lease.
    using MakeContext = std::function<MailboxSync::Context(const QByteArray &mailbox, Connection &line)>;
    Watcher(const accounts::Account &account, const Connection::Dependencies &dependencies,
            QByteArray mailbox, MakeContext makeContext, QObject *parent = nullptr);

    void start();
    void rest();  // lets go of the mailbox; the connection stays
    void stop();
    [[nodiscard]] Connection &line() noexcept { return m_line; }
    [[nodiscard]] const QByteArray &mailbox() const noexcept { return m_name; }
    [[nodiscard]] bool isListening() const noexcept { return m_isWanted; }  // or about to

Q_SIGNALS:
    void started(imap::sync::MailboxSync *mailbox);  // before anything is asked
    void refused();                                  // the server wants fewer connections

private:
    void select();
    void look(const SelectedMailbox &selected);
    void lookAgainLater();
    void idle();

    QByteArray m_name;
    MakeContext m_makeContext;
    Connection m_line;
    std::unique_ptr<MailboxSync> m_mailbox;
    std::unique_ptr<Alarm> m_again;  // it is looked at a second time
    bool m_isDoubted = false;        // so much was missing that this is to be the second look
    bool m_isWanted = false;
    bool m_wasReady = false;  // since it was opened last
    int m_outOfStep = 0;
};

}
