// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/session/removal.h"

#include "core/imap/session/commands/messages.h"
#include "core/imap/session/commands/store.h"

namespace imap {

Removal::Removal(Session &session, UidSet uids, QObject *parent)
    : QObject(parent), m_session(session), m_uids(std::move(uids))
{}

void Removal::start()
{
    auto *command = m_session.run(
        std::make_unique<StoreCommand>(m_uids, FlagChange::Add, std::vector<QByteArray>{"\\Deleted"}));
    connect(command, &Command::finished, this, [this](const Completion &completion) {
        if (!completion.ok())
            Q_EMIT finished(Removed::Remains, completion);
        else if (m_session.capabilities().uidPlus())
            expunge();
        else
            Q_EMIT finished(Removed::Marked, completion);
    });
}

void Removal::expunge()
{
    auto *command = m_session.run(std::make_unique<ExpungeCommand>(m_uids));
    connect(command, &Command::finished, this, [this](const Completion &completion) {
        Q_EMIT finished(completion.ok() ? Removed::Gone : Removed::Marked, completion);
    });
}

}
