// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/journal/journal.h"

#include "core/base/logging.h"
#include "core/journal/merge.h"
#include "core/journal/operationstore.h"
#include "core/journal/outcome.h"

#include <algorithm>
#include <deque>
#include <map>
#include <set>

namespace journal {

class JournalPrivate
{
public:
    JournalPrivate(const store::Database &database, Clock &time) : user(database), clock(time) {}

    struct Ended {
        qint64 id = 0;
        Operation operation;
        Outcome outcome;
    };
    const store::Database &user;
    Clock &clock;
    std::vector<Entry> entries;   // what pending() tells, in order
    std::vector<Entry> failures;  // not seen yet
    std::deque<Ended> ended;      // the last ones, to be undone
    std::set<qint64> regretted;   // to be undone as soon as they are done
    std::map<qint64, std::unique_ptr<Alarm>> holds;

    static std::vector<Entry>::iterator find(std::vector<Entry> &in, qint64 id)
    {
        return std::find_if(in.begin(), in.end(), [=](const Entry &entry) { return entry.id == id; });
    }
    void drop(qint64 id)
    {
        holds.erase(id);
        std::erase_if(entries, [id](const Entry &entry) { return entry.id == id; });
        std::erase_if(failures, [id](const Entry &entry) { return entry.id == id; });
    }
};

namespace {

constexpr std::size_t undoable = 100;

// A claim must be seen to be won (RFC 3503, 3.1), which a queued flag change does not do.
bool isClaim(const Operation &operation)
{
    const auto *change = std::get_if<ChangeFlags>(&operation);
    return change != nullptr && change->flag.compare("$MDNSent", Qt::CaseInsensitive) == 0;
}

}

Journal::Journal(const store::Database &user, Clock &clock, QObject *parent)
    : QObject(parent), d(std::make_unique<JournalPrivate>(user, clock))
{
    qRegisterMetaType<journal::Operation>();
    qRegisterMetaType<journal::Entry>();
    qRegisterMetaType<journal::State>();
    const auto loaded = loadEntries(user);
    if (!loaded) {
        qCWarning(logJournal, "the journal could not be read: %s", loaded.error().detail.constData());
        return;
    }
    take(*loaded);
}

Journal::~Journal() = default;

// Into memory; what is held gets its alarm. The wall clock may have been set meanwhile: never longer than
// from now on.
void Journal::take(const std::vector<Entry> &entries)
{
    for (const Entry &entry : entries) {
        (entry.isPending() ? d->entries : d->failures).push_back(entry);
        if (entry.state != State::Held)
            continue;
        const std::chrono::milliseconds left(entry.heldUntil - d->clock.now().toMSecsSinceEpoch());
        const std::chrono::milliseconds longest(holdFor);
        d->holds[entry.id] = d->clock.alarm(std::clamp(left, std::chrono::milliseconds(0), longest),
                                            [this, id = entry.id] { release(id); });
    }
}

std::vector<Entry> Journal::pending() const
{
    return d->entries;
}

std::vector<Entry> Journal::failures() const
{
    return d->failures;
}

void Journal::append(const journal::Operation &operation)
{
    if (isClaim(operation)) {
        Q_EMIT failed(operation, Error{Error::Kind::Unsupported, "$MDNSent is set by a claim alone"});
        return;
    }
    const Merge merged = merge(d->entries, operation);
    const qint64 now = d->clock.now().toMSecsSinceEpoch();
    const qint64 until = isHeld(operation) ? now + std::chrono::milliseconds(holdFor).count() : 0;
    const auto ids = writeMerge(d->user, merged, now, until);
    if (!ids) {
        Q_EMIT failed(operation, ids.error());
        return;
    }
    std::vector<Entry> added;
    for (std::size_t i = 0; i < ids->size(); ++i)
        added.push_back({(*ids)[i], until > 0 ? State::Held : State::New, merged.added[i], {}, until});
    if (merged.already)  // both askers hear that it is durable
        added.push_back(*d->find(d->entries, *merged.already));
    for (const qint64 id : merged.withdrawn)
        d->drop(id);
    if (!merged.already)
        take(added);
    for (const qint64 id : merged.withdrawn)
        Q_EMIT withdrawn(id);
    for (const Entry &entry : added)
        Q_EMIT appended(entry);
    if (added.empty())
        Q_EMIT needless(operation);
}

void Journal::release(qint64 id)
{
    d->holds.erase(id);
    const auto at = d->find(d->entries, id);
    if (at == d->entries.end())
        return;
    if (const auto written = writeState(d->user, id, State::New, {}); !written) {
        const Operation operation = at->operation;
        Q_EMIT failed(operation, written.error());
        return;
    }
    at->state = State::New;
    const Entry entry = *at;
    Q_EMIT appended(entry);
}

void Journal::record(qint64 id, journal::State state, const QByteArray &detail)
{
    const auto at = d->find(d->entries, id);
    if (at == d->entries.end()) {
        // Over already, or withdrawn while the order was on its way.
        qCDebug(logJournal, "operation %lld is not pending", id);
        return;
    }
    if (const auto written = writeState(d->user, id, state, detail); !written) {
        const Operation operation = at->operation;
        Q_EMIT failed(operation, written.error());
        return;
    }
    at->state = state;
    at->detail = detail;
    const Entry entry = *at;
    if (!entry.isPending())
        d->drop(id);
    if (state == State::Failed) {
        d->failures.push_back(entry);
        d->regretted.erase(id);
    }
    Q_EMIT stateChanged(entry);
    if (state == State::Done)
        finish(entry);
}

// What waits behind it follows its messages, and what was regretted meanwhile is undone.
void Journal::finish(const Entry &entry)
{
    const Outcome outcome = outcomeOf(entry.detail).value_or(Outcome());
    std::vector<Entry> changed;
    for (Entry &later : d->entries) {
        const auto other = followed(later.operation, entry.operation, outcome);
        if (!other || !writeOperation(d->user, later.id, *other))
            continue;
        later.operation = *other;
        changed.push_back(later);
    }
    d->ended.push_back({entry.id, entry.operation, outcome});
    if (d->ended.size() > undoable)
        d->ended.pop_front();
    for (const Entry &later : changed)
        Q_EMIT stateChanged(later);
    if (d->regretted.erase(entry.id) > 0)
        undo(entry.id);
}

void Journal::undo(qint64 id)
{
    const auto at = d->find(d->entries, id);
    if (at != d->entries.end() && (at->state == State::New || at->state == State::Held)) {
        const Operation operation = at->operation;
        if (const auto removed = removeEntry(d->user, id); !removed) {
            Q_EMIT failed(operation, removed.error());
            return;
        }
        d->drop(id);
        Q_EMIT withdrawn(id);
        return;
    }
    if (at != d->entries.end()) {
        d->regretted.insert(id);
        return;
    }
    const auto done = std::find_if(d->ended.begin(), d->ended.end(),
                                   [id](const JournalPrivate::Ended &one) { return one.id == id; });
    const auto back = done == d->ended.end() ? std::nullopt : inverse(done->operation, done->outcome);
    if (!back) {
        Q_EMIT cannotBeUndone(id);
        return;
    }
    d->ended.erase(done);
    append(*back);
}

// A part of it may have been done before it failed: whoever runs it looks first. It was held before.
void Journal::retry(qint64 id)
{
    const auto at = d->find(d->failures, id);
    if (at == d->failures.end())
        return;
    const Operation operation = at->operation;
    const auto ids = writeMerge(d->user, {{id}, {operation}, {}}, d->clock.now().toMSecsSinceEpoch(), 0);
    if (!ids) {
        Q_EMIT failed(operation, ids.error());
        return;
    }
    d->drop(id);
    Entry again{ids->front(), State::New, operation, {}};
    if (!std::holds_alternative<ChangeFlags>(operation)
        && writeState(d->user, again.id, State::Uncertain, {}))
        again.state = State::Uncertain;
    take({again});
    Q_EMIT withdrawn(id);
    Q_EMIT appended(again);
}

void Journal::forget(qint64 id)
{
    const auto at = d->find(d->failures, id);
    if (at == d->failures.end())
        return;
    if (const auto removed = removeEntry(d->user, id); !removed) {
        const Operation operation = at->operation;
        Q_EMIT failed(operation, removed.error());
        return;
    }
    d->drop(id);
    Q_EMIT withdrawn(id);
}

void Journal::heed(const store::Update &update)
{
    if (const auto *gone = std::get_if<store::AccountRemoved>(&update)) {
        std::vector<qint64> ids;  // nobody will carry them out
        for (const auto *list : {&d->entries, &d->failures}) {
            for (const Entry &entry : *list) {
                if (accountOf(entry.operation) == gone->account && removeEntry(d->user, entry.id))
                    ids.push_back(entry.id);
            }
        }
        for (const qint64 id : ids) {
            d->drop(id);
            Q_EMIT withdrawn(id);
        }
        return;
    }
    const auto *names = std::get_if<store::FoldersRenamed>(&update);
    if (names == nullptr)
        return;
    std::vector<Entry> changed;
    for (const store::FoldersRenamed::Name &name : names->names) {
        const RenameFolder folder{names->account, name.from, name.to, std::nullopt, false};
        for (Entry &entry : d->entries) {
            // The renaming itself is still called what it was asked for by.
            const auto other = std::holds_alternative<RenameFolder>(entry.operation)
                ? std::nullopt
                : renamed(entry.operation, folder);
            if (!other || !writeOperation(d->user, entry.id, *other))
                continue;
            entry.operation = *other;
            changed.push_back(entry);
        }
    }
    for (const Entry &entry : changed)
        Q_EMIT stateChanged(entry);
}

}
