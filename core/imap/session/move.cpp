// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/session/move.h"

#include "core/imap/session/commands/messages.h"

namespace imap {

using Source = MoveResult::Source;

Move::Move(Session &session, UidSet uids, QByteArray mailbox, QObject *parent)
    : QObject(parent), m_session(session), m_uids(std::move(uids)), m_mailbox(std::move(mailbox))
{}

void Move::start()
{
    if (!m_session.capabilities().move()) {
        copy();
        return;
    }
    auto *command = m_session.run(std::make_unique<MoveCommand>(m_uids, m_mailbox));
    connect(command, &Command::finished, this, [this, command](const Completion &completion) {
        m_result.copied = command->copied();
        if (const auto *told = completion.text.as<code::CopyUid>(); told && !m_result.copied)
            m_result.copied = *told;
        m_result.isCopied = completion.ok() || m_result.copied;
        end(completion.ok() ? Source::Gone : Source::Remains, completion);
    });
}

void Move::copy()
{
    m_result.mayBeBare = !m_session.capabilities().dialect().hasUids();
    auto *command = m_session.run(std::make_unique<CopyCommand>(m_uids, m_mailbox));
    connect(command, &Command::finished, this, [this, command](const Completion &completion) {
        m_result.isCopied = completion.ok() || command->copied();
        if (const auto &told = command->copied()) {
            m_result.copied = *told;
            // Some servers say OK to half a copy; only what they name, of what was asked for, has arrived.
            std::vector<Uid> arrived = told->source;
            std::erase_if(arrived, [this](Uid uid) { return !m_uids.contains(uid); });
            if (!told->source.empty())
                m_uids = UidSet::of(arrived);
        }
        if (completion.ok() && !m_uids.isEmpty())
            removeCopied();
        else
            end(Source::Remains, completion);
    });
}

void Move::removeCopied()
{
    auto *removal = new Removal(m_session, m_uids, this);
    connect(removal, &Removal::finished, this, &Move::end);
    removal->start();
}

void Move::end(Source source, const Completion &why)
{
    m_result.source = source;
    m_result.why = why;
    Q_EMIT finished(m_result);
}

}
