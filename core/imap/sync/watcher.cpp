// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/sync/watcher.h"

#include "core/imap/session/commands/simple.h"

namespace imap::sync {

Watcher::Watcher(const accounts::Account &account, const Connection::Dependencies &dependencies,
                 QByteArray mailbox, MakeContext makeContext, QObject *parent)
    : QObject(parent), m_name(std::move(mailbox)), m_makeContext(std::move(makeContext)),
      m_line(account, dependencies)
{
    connect(&m_line, &Connection::ready, this, [this] {
        m_wasReady = true;
        m_outOfStep = 0;
        select();
    });
    connect(&m_line, &Connection::lost, this, [this](const Error &why) {
        m_mailbox.reset();
        const bool isLockGone = m_line.goodbye().toLower().contains("lock");
        if ((!std::exchange(m_wasReady, false) && why.kind == Error::Kind::Refused) || isLockGone)
            Q_EMIT refused();
    });
    connect(&m_line, &Connection::mailboxSelected, this, &Watcher::look);
    connect(&m_line, &Connection::mailboxClosed, this, [this] {
        m_mailbox.reset();
        select();
    });
    connect(&m_line, &Connection::untagged, this, [this](const Untagged &data) {
        if (m_mailbox)
            m_mailbox->handle(data);
    });
    connect(&m_line, &Connection::mailboxFree, this, &Watcher::idle);
}

void Watcher::start()
{
    if (std::exchange(m_isWanted, true))
        return;
    if (m_line.isReady())
        select();
    else
        m_line.start();
}

void Watcher::rest()
{
    m_isWanted = false;
    m_mailbox.reset();
    m_line.dropWaiting();
    m_line.leaveMailbox();
}

void Watcher::stop()
{
    m_isWanted = false;
    m_mailbox.reset();
    m_line.stop();
}

void Watcher::select()
{
    if (m_isWanted)
        m_line.withMailbox(m_name, [](const auto &, const Error &) {});  // look() follows
}

void Watcher::look(const SelectedMailbox &selected)
{
    if (!m_isWanted || selected.mailbox != m_name)
        return;
    m_line.withMailbox(m_name, [this, selected](std::shared_ptr<Lease> lease, const Error &) {
        if (lease == nullptr || !m_isWanted)
            return;
        MailboxSync::Context context = m_makeContext(m_name, m_line);
        context.isSecondLook = m_isDoubted && m_again == nullptr;
        m_mailbox = std::make_unique<MailboxSync>(std::move(context), std::move(lease), selected);
        connect(m_mailbox.get(), &MailboxSync::secondLookWanted, this, &Watcher::lookAgainLater);
        connect(m_mailbox.get(), &MailboxSync::settled, this, [this] { m_isDoubted = m_again != nullptr; });
        connect(
            m_mailbox.get(), &MailboxSync::outOfStep, this,
            [this] {
                constexpr int enough = 3;
                m_mailbox.reset();
                if (++m_outOfStep > enough) {
                    m_line.abandon();
                    return;
                }
                m_line.reselect();
                select();
            },
            Qt::QueuedConnection);
        Q_EMIT started(m_mailbox.get());
        m_mailbox->start();
    });
}

// As with the mailbox on screen: what has gone without a word is believed when it is still gone after a
// while.
void Watcher::lookAgainLater()
{
    constexpr std::chrono::seconds aWhile{30};
    m_isDoubted = true;
    m_again = m_line.clock().alarm(aWhile, [this] {
        m_again.reset();
        if (m_isWanted && m_mailbox && m_line.isReady()) {
            m_mailbox.reset();
            m_line.reselect();
            select();
        }
    });
}

void Watcher::idle()
{
    Session *session = m_line.session();
    const bool isFree = m_line.isReady() && !m_line.isBusy() && session != nullptr && session->isIdle();
    if (isFree && m_isWanted && m_mailbox && m_mailbox->isSettled() && session->capabilities().idle())
        session->run(std::make_unique<IdleCommand>());
}

}
