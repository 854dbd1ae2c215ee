// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/session/replacement.h"

namespace imap {

Replacement::Replacement(Session &session, Uid replaced, QByteArray mailbox, NewMessage message,
                         QObject *parent)
    : QObject(parent), m_session(session), m_replaced(replaced), m_mailbox(std::move(mailbox)),
      m_message(std::move(message))
{}

void Replacement::start()
{
    if (!m_session.capabilities().has("REPLACE")) {
        append();
        return;
    }
    auto *command = m_session.run(std::make_unique<ReplaceCommand>(m_replaced, m_mailbox, m_message));
    connect(command, &Command::finished, this, [this, command](const Completion &completion) {
        m_result.isStored = completion.ok();
        m_result.old = completion.ok() ? Removed::Gone : Removed::Remains;
        m_result.appended = command->appended();
        end(completion);
    });
}

void Replacement::append()
{
    auto *command =
        m_session.run(std::make_unique<MultiAppendCommand>(m_mailbox, std::vector<NewMessage>{m_message}));
    connect(command, &Command::finished, this, [this](const Completion &completion) {
        m_result.isStored = completion.ok();
        if (!completion.ok()) {
            end(completion);
            return;
        }
        if (const auto *told = completion.text.as<code::AppendUid>())
            m_result.appended = *told;
        auto *removal = new Removal(m_session, UidSet::single(m_replaced), this);
        connect(removal, &Removal::finished, this, [this](Removed removed, const Completion &why) {
            m_result.old = removed;
            end(why);
        });
        removal->start();
    });
}

void Replacement::end(const Completion &why)
{
    if (const auto *told = why.text.as<code::AppendUid>(); told && !m_result.appended)
        m_result.appended = *told;
    m_result.why = why;
    Q_EMIT finished(m_result);
}

}
