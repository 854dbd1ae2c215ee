// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/session/combinedsearch.h"

#include "core/imap/session/commands/simple.h"

namespace imap {

CombinedSearch::CombinedSearch(Session &session, SearchKey key, QObject *parent)
    : QObject(parent), m_session(session), m_key(std::move(key)), m_plan(m_key)
{}

void CombinedSearch::start()
{
    if (m_session.capabilities().dialect().hasUids())
        askAtOnce();
    else
        ask(0);
}

void CombinedSearch::askAtOnce()
{
    auto *command = m_session.run(std::make_unique<SearchCommand>(searchProgram(m_key)));
    connect(command, &Command::finished, this, [this, command](const Completion &completion) {
        Q_EMIT finished(completion, {command->found(), true});
    });
}

void CombinedSearch::ask(std::size_t index)
{
    auto *command = m_session.run(std::make_unique<SearchCommand>(m_plan.questions().at(index)));
    connect(command, &Command::finished, this, [this, command, index](const Completion &completion) {
        if (completion.status == Completion::Status::ConnectionLost
            || completion.status == Completion::Status::Cancelled) {
            Q_EMIT finished(completion, {});
            return;
        }
        if (index == 0)
            m_everything = command->everything();
        m_answers.push_back(completion.ok() ? std::optional(command->found()) : std::nullopt);
        if (index + 1 < m_plan.questions().size())
            ask(index + 1);
        else
            Q_EMIT finished({}, m_plan.found(m_answers, m_everything));
    });
}

}
