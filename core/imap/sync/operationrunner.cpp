// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/sync/operationrunner.h"

#include "core/base/overloaded.h"
#include "core/imap/session/commands/mailboxes.h"
#include "core/imap/session/commands/simple.h"
#include "core/imap/session/commands/store.h"
#include "core/imap/session/serverquirks.h"
#include "core/imap/sync/convert.h"

#include <QPointer>

#include <algorithm>

namespace imap::sync {

using journal::State;

OperationRunner::OperationRunner(QUuid account, WithMailbox withMailbox, Clock &clock, QObject *parent)
    : QObject(parent), m_account(account), m_withMailbox(std::move(withMailbox)), m_clock(clock)
{}

void OperationRunner::add(const journal::Entry &entry)
{
    // The journal tells an entry again when the same wish comes twice.
    const bool known = std::any_of(m_queue.begin(), m_queue.end(),
                                   [&entry](const journal::Entry &queued) { return queued.id == entry.id; });
    if (!entry.isPending() || known)
        return;
    m_queue.push_back(entry);
    next();
}

void OperationRunner::withdraw(qint64 id)
{
    // The first one waits for its "started" to be on record, which will not come now.
    if (m_running && !m_queue.empty() && m_queue.front().id == id && m_queue.front().state == State::New) {
        m_queue.pop_front();
        m_running = false;
        next();
        return;
    }
    // Or it is under way: then it is too late, and the contrary operation follows it.
    const auto first = m_running && !m_queue.empty() ? std::next(m_queue.begin()) : m_queue.begin();
    m_queue.erase(
        std::remove_if(first, m_queue.end(), [id](const journal::Entry &entry) { return entry.id == id; }),
        m_queue.end());
}

void OperationRunner::setOnline(bool online)
{
    m_online = online;
    next();
}

void OperationRunner::next()
{
    if (!m_online || m_running || m_pause || m_queue.empty())
        return;
    m_running = true;
    if (m_queue.front().state == State::New)
        Q_EMIT stateReached(m_queue.front().id, State::Started, {});  // recorded() comes back
    else
        begin();
}

void OperationRunner::recorded(const journal::Entry &entry)
{
    if (!m_running || m_queue.empty() || m_queue.front().id != entry.id)
        return;
    if (entry.state != State::Started || m_queue.front().state != State::New)
        return;
    m_queue.front().state = State::Started;
    begin();
}

void OperationRunner::begin()
{
    const QByteArray mailbox =
        std::visit(overloaded{
                       [](const journal::ChangeFlag &change) { return change.target.mailbox; },
                       // An APPEND needs no selected mailbox, the search before it does.
                       [](const journal::AppendMessage &append) { return append.mailbox; },
                   },
                   m_queue.front().operation);
    m_withMailbox(mailbox, [self = QPointer(this)](std::shared_ptr<Lease> lease, const Error &error) {
        if (!self.isNull())
            self->run(std::move(lease), error);
    });
}

void OperationRunner::run(std::shared_ptr<Lease> lease, const Error &error)
{
    if (lease == nullptr || lease->session() == nullptr) {
        if (waitsOut({std::nullopt, error.detail}))
            return;
        const auto *append = std::get_if<journal::AppendMessage>(&m_queue.front().operation);
        if (error.kind == Error::Kind::NotFound && append != nullptr)
            createFor(journal::AppendMessage(*append), error.detail);
        else if (error.kind == Error::Kind::Refused || error.kind == Error::Kind::NotFound)
            end(State::Failed, error.detail);
        else
            postpone();
        return;
    }
    m_lease = std::move(lease);
    const journal::Operation operation = m_queue.front().operation;
    std::visit(overloaded{
                   [this](const journal::ChangeFlag &change) { changeFlag(change); },
                   [this](const journal::AppendMessage &append) { lookFor(append); },
               },
               operation);
}

void OperationRunner::changeFlag(const journal::ChangeFlag &change)
{
    const auto &selected = m_lease->session()->selected();
    if (!selected || selected->uidValidity != change.target.validity) {
        end(State::Failed, "the mailbox was renumbered");
        return;
    }
    if (selected->readOnly) {  // EXAMINE, or somebody else's (RFC 3501, 6.3.2)
        end(State::Failed, "the mailbox is read-only");
        return;
    }
    auto *command = m_lease->session()->run(std::make_unique<StoreCommand>(
        UidSet::single(change.target.uid), change.set ? FlagChange::Add : FlagChange::Remove,
        std::vector<QByteArray>{change.flag}));
    connect(command, &Command::finished, this, [this, command, change](const Completion &completion) {
        flagStored(change, completion, command->echoes());
    });
}

void OperationRunner::flagStored(const journal::ChangeFlag &change, const Completion &completion,
                                 const std::vector<Fetch> &echoes)
{
    if (isLineLost(completion)) {
        postpone();  // setting a flag twice does no harm
        return;
    }
    if (!completion.ok()) {
        if (!waitsOut(completion.text))
            end(State::Failed, completion.text.text);
        return;
    }
    for (const Fetch &echo : echoes) {
        if (echo.items.flags && echo.items.uid == change.target.uid) {
            const store::FlagsSeen seen{change.target.uid, storeFlags(*echo.items.flags),
                                        echo.items.modSeq.value_or(ModSeq{})};
            Q_EMIT updateReady(
                store::FlagsFetched{m_account, change.target.mailbox, change.target.validity, {seen}});
        }
    }
    end(State::Done);
}

// Always, not only after a lost line: an earlier run may have saved it and died before anybody wrote that
// down, and some servers keep a copy of what they send by themselves.
void OperationRunner::lookFor(const journal::AppendMessage &append)
{
    CommandText criteria;
    criteria.raw("HEADER Message-ID ").string(append.messageId);
    auto *command = m_lease->session()->run(std::make_unique<SearchCommand>(criteria));
    connect(command, &Command::finished, this, [this, command, append](const Completion &completion) {
        if (isLineLost(completion))
            postpone();
        else if (!completion.ok() && waitsOut(completion.text))
            return;
        else if (!completion.ok())
            end(State::Failed, completion.text.text);  // cannot tell: a second copy would be worse than none
        else if (!command->found().isEmpty())
            end(State::Done);
        else
            appendMessage(append);
    });
}

void OperationRunner::appendMessage(const journal::AppendMessage &append)
{
    const auto &selected = m_lease->session()->selected();
    const quint32 existsBefore = selected ? selected->exists : 0;
    auto *command = m_lease->session()->run(std::make_unique<AppendCommand>(
        append.mailbox, std::vector<QByteArray>(append.flags.begin(), append.flags.end()),
        append.internalDate, append.message));
    connect(command, &Command::finished, this, [this, append, existsBefore](const Completion &completion) {
        takeAppended(append, completion, existsBefore);
    });
}

void OperationRunner::takeAppended(const journal::AppendMessage &append, const Completion &completion,
                                   quint32 existsBefore)
{
    if (completion.ok()) {
        // The server need not tell its EXISTS before it is asked for news (RFC 3501, 6.3.11).
        Session *session = m_lease->session();
        if (session != nullptr && session->selected() && session->selected()->exists <= existsBefore)
            session->run(std::make_unique<NoopCommand>());
        end(State::Done);
    } else if (isLineLost(completion)) {
        if (completion.mayHaveBeenExecuted) {
            m_queue.front().state = State::Uncertain;
            Q_EMIT stateReached(m_queue.front().id, State::Uncertain, {});
        }
        postpone();
    } else if (completion.text.has(code::Atom::Kind::TryCreate)) {
        createFor(append, completion.text.text);
    } else if (!waitsOut(completion.text)) {
        end(State::Failed, completion.text.text);
    }
}

// The mailbox is not there, and could be (RFC 3501, 6.3.11): made once, and then everything again.
void OperationRunner::createFor(const journal::AppendMessage &append, const QByteArray &why)
{
    m_lease.reset();
    if (std::exchange(m_created, true)) {
        end(State::Failed, why);
        return;
    }
    m_withMailbox({}, [self = QPointer(this), append](const std::shared_ptr<Lease> &lease, const Error &) {
        if (self.isNull())
            return;
        if (lease == nullptr || lease->session() == nullptr) {
            self->postpone();
            return;
        }
        auto *create = lease->session()->run(std::make_unique<CreateCommand>(append.mailbox));
        connect(create, &Command::finished, self, [self, lease, append](const Completion &completion) {
            if (isLineLost(completion)) {
                self->postpone();
            } else if (!completion.ok()) {
                if (!self->waitsOut(completion.text))
                    self->end(State::Failed, completion.text.text);
            } else {
                lease->session()->run(
                    std::make_unique<SubscribeCommand>(SubscribeCommand::Wish::Subscribe, append.mailbox));
                self->begin();
            }
        });
    });
}

void OperationRunner::end(State state, const QByteArray &detail)
{
    const qint64 id = m_queue.front().id;
    m_queue.pop_front();
    m_running = false;
    m_created = false;
    m_lease.reset();
    Q_EMIT stateReached(id, state, detail);
    next();
}

// Stays first in the queue until the account is online again.
void OperationRunner::postpone()
{
    m_running = false;
    m_lease.reset();
    m_online = false;
}

// A server that wants to be left alone has not refused: what was asked stays first in the queue, and is asked
// again after the pause. However short a pause the server names, it is not asked without one.
bool OperationRunner::waitsOut(const ResponseText &answer)
{
    constexpr std::chrono::milliseconds shortest{1000};
    const std::chrono::milliseconds pause = throttleOf(answer);
    if (pause.count() == 0)
        return false;
    m_running = false;
    m_created = false;
    m_lease.reset();
    m_pause = m_clock.alarm(std::max(pause, shortest), [this] {
        m_pause.reset();
        next();
    });
    return true;
}

}
