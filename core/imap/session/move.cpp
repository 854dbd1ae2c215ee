// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/session/move.h"

#include "core/imap/session/commands/messages.h"
#include "core/imap/session/commands/store.h"

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
        if (const auto *told = completion.text.as<code::CopyUid>())
            m_result.copied = *told;
        m_result.isCopied = completion.ok() || m_result.copied;
        end(completion.ok() ? Source::Gone : Source::Remains, completion);
    });
}

void Move::copy()
{
    auto *command = m_session.run(std::make_unique<CopyCommand>(m_uids, m_mailbox));
    connect(command, &Command::finished, this, [this](const Completion &completion) {
        m_result.isCopied = completion.ok();
        if (const auto *told = completion.text.as<code::CopyUid>()) {
            m_result.copied = *told;
            // Some servers say OK to half a copy; only what they name, of what was asked for, has arrived.
            std::vector<Uid> arrived = told->source;
            std::erase_if(arrived, [this](Uid uid) { return !m_uids.contains(uid); });
            if (!told->source.empty())
                m_uids = UidSet::of(arrived);
        }
        if (completion.ok() && !m_uids.isEmpty())
            mark();
        else
            end(Source::Remains, completion);
    });
}

void Move::mark()
{
    auto *command = m_session.run(
        std::make_unique<StoreCommand>(m_uids, FlagChange::Add, std::vector<QByteArray>{"\\Deleted"}));
    connect(command, &Command::finished, this, [this](const Completion &completion) {
        if (!completion.ok())
            end(Source::Remains, completion);
        else if (m_session.capabilities().uidPlus())
            expunge();
        else
            end(Source::Marked, completion);
    });
}

void Move::expunge()
{
    auto *command = m_session.run(std::make_unique<ExpungeCommand>(m_uids));
    connect(command, &Command::finished, this, [this](const Completion &completion) {
        end(completion.ok() ? Source::Gone : Source::Marked, completion);
    });
}

void Move::end(Source source, const Completion &why)
{
    m_result.source = source;
    m_result.why = why;
    Q_EMIT finished(m_result);
}

}
