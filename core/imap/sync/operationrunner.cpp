// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/sync/operationrunner.h"

#include "core/imap/session/serverquirks.h"

#include <algorithm>

namespace imap::sync {

using journal::State;

OperationRunner::OperationRunner(QUuid account, Hooks hooks, Clock &clock, QObject *parent)
    : QObject(parent), m_account(account), m_hooks(std::move(hooks)), m_clock(clock)
{}

OperationRunner::~OperationRunner() = default;

void OperationRunner::add(const journal::Entry &entry)
{
    // The journal tells an entry again when the same wish comes twice.
    const bool known = std::any_of(m_queue.begin(), m_queue.end(),
                                   [&entry](const journal::Entry &queued) { return queued.id == entry.id; });
    if (!entry.isPending() || entry.state == State::Held || known || m_resting.contains(entry.id))
        return;
    m_queue.push_back(entry);
    next();
}

void OperationRunner::withdraw(qint64 id)
{
    m_resting.erase(id);
    // The first one waits for its "started" to be on record, which will not come now.
    if (m_running && !m_queue.empty() && m_queue.front().id == id && m_queue.front().state == State::New) {
        m_queue.pop_front();
        m_running = false;
        next();
        return;
    }
    // What only reads can be broken off: the account it was to go to is gone.
    if (m_running && !m_queue.empty() && m_queue.front().id == id
        && std::holds_alternative<journal::TransferMessages>(m_queue.front().operation)) {
        m_queue.pop_front();
        endTask();
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
    if (online)
        m_retry.reset();
    next();
}

void OperationRunner::next()
{
    if (!m_online || m_running || m_pause || m_retry || m_queue.empty())
        return;
    m_running = true;
    if (m_queue.front().state == State::New)
        Q_EMIT stateReached(m_queue.front().id, State::Started, {});  // recorded() comes back
    else
        begin();
}

void OperationRunner::recorded(const journal::Entry &entry)
{
    if (const auto resting = m_resting.find(entry.id); resting != m_resting.end()) {
        resting->second.entry.operation = entry.operation;
        return;
    }
    const auto queued = std::find_if(m_queue.begin(), m_queue.end(),
                                     [&entry](const journal::Entry &one) { return one.id == entry.id; });
    if (queued == m_queue.end())
        return;
    const bool isFirst = queued == m_queue.begin();
    // Its messages or its mailbox may have another name now; what is under way keeps to the one it has.
    if (!isFirst || m_task == nullptr)
        queued->operation = entry.operation;
    if (isFirst && m_task != nullptr && m_task->waitsForRecord()) {
        takeNote(entry.detail);  // the task may end with it, and its entry is gone then
        return;
    }
    if (!isFirst || queued->state != State::New)
        return;
    if (entry.state == State::New && m_running) {
        m_running = false;  // "started" is not on record yet, and may never be: the disk was full
        retryLater();
        return;
    }
    if (entry.state != State::Started || !(m_running || m_retry))
        return;
    m_retry.reset();
    m_running = true;
    queued->state = State::Started;
    queued->detail.clear();
    begin();
}

// The journal also tells of an entry when its mailbox has got another name: then the word on the note is
// right behind that. When none comes, the disk was full.
void OperationRunner::takeNote(const QByteArray &onRecord)
{
    static constexpr std::chrono::seconds aMoment{5}, untilAgain{25};
    static constexpr int mostDoublings = 5;
    if (m_queue.front().detail == onRecord) {
        m_noteMissing.reset();
        m_unwritten = 0;
        m_task->recorded();
        return;
    }
    m_noteMissing = m_clock.alarm(aMoment, [this, onRecord] {
        m_queue.front().detail = onRecord;
        const bool isUncertain = m_task->mayHaveChanged();
        // Who has fetched a whole message for nothing fetches it ever more seldom.
        const bool isCostly = std::holds_alternative<journal::TransferMessages>(m_queue.front().operation);
        endTask();
        retryLater(isCostly ? untilAgain * (1 << std::min(m_unwritten++, mostDoublings)) : untilAgain);
        if (isUncertain)
            markUncertain();
    });
}

void OperationRunner::begin()
{
    journal::Entry &first = m_queue.front();
    OperationTask::Context context{m_account,       m_hooks.withMailbox, m_hooks.changeFolders,
                                   m_hooks.folders, m_hooks.whereIs,     m_hooks.ownAddress};
    context.isRepeated = first.state == State::Uncertain;
    context.known = journal::outcomeOf(first.detail).value_or(journal::Outcome());
    constexpr int mostRests = 3;
    const auto rests = m_rests.find(first.id);
    context.mayWait = rests == m_rests.end() || rests->second < mostRests;
    m_task = makeTask(first.operation, std::move(context));
    connect(m_task.get(), &OperationTask::updateReady, this, &OperationRunner::updateReady);
    connect(m_task.get(), &OperationTask::answered, this, &OperationRunner::answered);
    connect(m_task.get(), &OperationTask::exported, this,
            [this](const journal::AppendMessage &part, const journal::Outcome &outcome) {
                journal::Entry &running = m_queue.front();
                running.detail = journal::serialize(outcome);
                Q_EMIT handedOver(running.id, running.detail, part);
            });
    connect(m_task.get(), &OperationTask::noted, this, [this](const journal::Outcome &outcome) {
        journal::Entry &running = m_queue.front();
        running.detail = journal::serialize(outcome);
        Q_EMIT stateReached(running.id, running.state, running.detail);
    });
    connect(m_task.get(), &OperationTask::ended, this, &OperationRunner::end);
    connect(m_task.get(), &OperationTask::postponed, this, &OperationRunner::postpone);
    connect(m_task.get(), &OperationTask::pauseWanted, this, &OperationRunner::pause);
    connect(m_task.get(), &OperationTask::renamed, this, &OperationRunner::follow);
    connect(m_task.get(), &OperationTask::waits, this, &OperationRunner::rest);
    m_task->start();
}

// Its signal may have been what ended it; its lease is given back at once.
void OperationRunner::endTask()
{
    m_running = false;
    m_noteMissing.reset();
    if (OperationTask *task = m_task.release()) {
        task->disconnect(this);
        task->stop();
        task->deleteLater();
    }
}

void OperationRunner::end(State state, const QByteArray &detail)
{
    const journal::Entry ended = m_queue.front();
    m_queue.pop_front();
    m_renamings = 0;
    m_rests.erase(ended.id);
    endTask();
    if (state == State::Done) {
        const auto outcome = journal::outcomeOf(detail).value_or(journal::Outcome());
        for (journal::Entry &later : m_queue) {
            if (auto other = journal::followed(later.operation, ended.operation, outcome))
                later.operation = *std::move(other);
        }
    }
    Q_EMIT stateReached(ended.id, state, detail);
    next();
}

// Stays first in the queue until the account is online again, or for a while if it has never been offline.
void OperationRunner::postpone(bool mayHaveBeenExecuted)
{
    const bool isUncertain = mayHaveBeenExecuted && m_task->mayHaveChanged();
    endTask();
    retryLater();
    if (isUncertain)
        markUncertain();
}

void OperationRunner::retryLater(std::chrono::seconds pause)
{
    m_retry = m_clock.alarm(pause, [this] {
        m_retry.reset();
        next();
    });
}

// The next run looks first. Flags are simply repeated.
void OperationRunner::markUncertain()
{
    journal::Entry &first = m_queue.front();
    if (first.state == State::Uncertain || std::holds_alternative<journal::ChangeFlags>(first.operation))
        return;
    first.state = State::Uncertain;
    Q_EMIT stateReached(first.id, State::Uncertain, first.detail);
}

// Until then it is shown as what it is: done but for the end.
void OperationRunner::rest(const journal::Outcome &outcome)
{
    constexpr std::chrono::minutes aWhile{5};
    journal::Entry entry = m_queue.front();
    m_queue.pop_front();
    endTask();
    entry.state = State::Uncertain;
    entry.detail = journal::serialize(outcome);
    const qint64 id = entry.id;
    ++m_rests[id];
    Q_EMIT stateReached(id, entry.state, entry.detail);
    m_resting.insert_or_assign(id,
                               Resting{std::move(entry), m_clock.alarm(aWhile, [this, id] { wake(id); })});
    next();
}

void OperationRunner::wake(qint64 id)
{
    if (const auto rested = m_resting.extract(id)) {
        m_queue.push_back(rested.mapped().entry);
        next();
    }
}

// The journal has heard of it by the list; what is under way has kept to the name it had.
void OperationRunner::follow(const QByteArray &from, const QByteArray &to)
{
    constexpr int most = 3;
    journal::Entry &first = m_queue.front();
    const auto other = journal::renamed(first.operation, {m_account, from, to, std::nullopt, false});
    if (!other || ++m_renamings > most) {
        end(State::Failed, "the mailbox is called otherwise");
        return;
    }
    const bool isUncertain = m_task->mayHaveChanged();
    first.operation = *other;
    endTask();
    if (isUncertain)
        markUncertain();
    next();
}

// It stays first in the queue, and is asked again after the pause. However short a pause the server names, it
// is not asked without one.
void OperationRunner::pause(const ResponseText &answer)
{
    constexpr std::chrono::milliseconds shortest{1000};
    const bool isUncertain = m_task->mayHaveChanged();
    endTask();
    if (isUncertain)
        markUncertain();
    m_pause = m_clock.alarm(std::max(throttleOf(answer), shortest), [this] {
        m_pause.reset();
        next();
    });
}

}
