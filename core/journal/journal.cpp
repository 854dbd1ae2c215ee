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
    // What an entry took the place of: to be wished again when it is undone before it has started.
    std::map<qint64, std::vector<Operation>> replaced;
    // How far it really is, where that could not be written.
    struct Unwritten {
        State state;
        QByteArray detail;
    };
    std::map<qint64, Unwritten> unwritten;
    std::unique_ptr<Alarm> writesAgain;
    std::set<qint64> stuck;  // no part of theirs could be handed over, and that was told

    static std::vector<Entry>::iterator find(std::vector<Entry> &in, qint64 id)
    {
        return std::find_if(in.begin(), in.end(), [=](const Entry &entry) { return entry.id == id; });
    }
    void drop(qint64 id)
    {
        holds.erase(id);
        replaced.erase(id);
        unwritten.erase(id);
        stuck.erase(id);
        std::erase_if(entries, [id](const Entry &entry) { return entry.id == id; });
        std::erase_if(failures, [id](const Entry &entry) { return entry.id == id; });
    }
    void rename(const RenameFolder &folder);
    [[nodiscard]] Operation whereItIs(Operation operation) const;
    [[nodiscard]] std::vector<Operation> replacedBy(const Operation &next, const Merge &merged) const;
};

namespace {

constexpr std::size_t undoable = 100;

// A claim must be seen to be won (RFC 3503, 3.1), which a queued flag change does not do.
bool isClaim(const Operation &operation)
{
    const auto *change = std::get_if<ChangeFlags>(&operation);
    return change != nullptr && change->flag.compare("$MDNSent", Qt::CaseInsensitive) == 0;
}

// A renaming itself is still called what it was asked for by.
std::optional<Operation> otherName(const Operation &operation, const RenameFolder &folder)
{
    return std::holds_alternative<RenameFolder>(operation) ? std::nullopt : renamed(operation, folder);
}

}

// What is not pending, but may be asked for again: what failed, what can be undone, what was replaced.
void JournalPrivate::rename(const RenameFolder &folder)
{
    for (Entry &entry : failures) {
        const auto other = otherName(entry.operation, folder);
        if (other && writeOperation(user, entry.id, *other))
            entry.operation = *other;
    }
    for (Ended &one : ended)
        one.operation = otherName(one.operation, folder).value_or(one.operation);
    for (auto &[id, operations] : replaced) {
        for (Operation &operation : operations)
            operation = otherName(operation, folder).value_or(operation);
    }
}

// What was asked for while a move came to its end follows it. A renamed mailbox is not followed here: there
// may be another one of that name by now.
Operation JournalPrivate::whereItIs(Operation operation) const
{
    for (const Ended &one : ended) {
        if (!std::holds_alternative<MoveMessages>(one.operation))
            continue;
        if (const auto other = followed(operation, one.operation, one.outcome))
            operation = *other;
    }
    return operation;
}

// Of a move only what is moved on: the rest of it is still wished.
std::vector<Operation> JournalPrivate::replacedBy(const Operation &next, const Merge &merged) const
{
    std::vector<Operation> operations;
    for (const Entry &entry : entries) {
        if (std::find(merged.withdrawn.begin(), merged.withdrawn.end(), entry.id) == merged.withdrawn.end())
            continue;
        const auto *earlier = std::get_if<MoveMessages>(&entry.operation);
        const auto *now = std::get_if<MoveMessages>(&next);
        if (earlier != nullptr && now != nullptr)
            operations.emplace_back(MoveMessages{now->targets, earlier->to, earlier->wish});
        else
            operations.push_back(entry.operation);
    }
    return operations;
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
        hold(entry.id, std::clamp(left, std::chrono::milliseconds(0), longest));
    }
}

void Journal::hold(qint64 id, std::chrono::milliseconds time)
{
    d->holds[id] = d->clock.alarm(time, [this, id] { release(id); });
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
    (void)put(operation);
}

// False: it could not be, and failed() has told why.
bool Journal::put(const Operation &operation)
{
    if (isClaim(operation)) {
        Q_EMIT failed(operation, Error{Error::Kind::Unsupported, "$MDNSent is set by a claim alone"});
        return false;
    }
    const Operation wanted = d->whereItIs(operation);
    const Merge merged = merge(d->entries, wanted);
    const qint64 now = d->clock.now().toMSecsSinceEpoch();
    const qint64 until = isHeld(operation) ? now + std::chrono::milliseconds(holdFor).count() : 0;
    const auto ids = writeMerge(d->user, merged, now, until);
    if (!ids) {
        Q_EMIT failed(operation, ids.error());
        return false;
    }
    std::vector<Entry> added;
    for (std::size_t i = 0; i < ids->size(); ++i)
        added.push_back({(*ids)[i], until > 0 ? State::Held : State::New, merged.added[i], {}, until});
    if (merged.already)  // both askers hear that it is durable
        added.push_back(*d->find(d->entries, *merged.already));
    else if (!added.empty() && added.back().operation == wanted && !merged.withdrawn.empty())
        d->replaced[added.back().id] = d->replacedBy(wanted, merged);
    for (const qint64 id : merged.withdrawn)
        d->drop(id);
    if (!merged.already)
        take(added);
    for (const qint64 id : merged.withdrawn)
        Q_EMIT withdrawn(id);
    for (const Entry &entry : added)
        Q_EMIT appended(entry);
    const bool isNew = !merged.already && std::any_of(added.begin(), added.end(), [&](const Entry &entry) {
        return entry.operation == operation;
    });
    if (!isNew)
        Q_EMIT needless(operation);
    return true;
}

void Journal::release(qint64 id)
{
    d->holds.erase(id);
    const auto at = d->find(d->entries, id);
    if (at == d->entries.end())
        return;
    if (const auto written = writeState(d->user, id, State::New, {}); !written) {
        const Operation operation = at->operation;
        hold(id, holdFor);  // tried again
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
    if (state == State::Done && !removeSource(Operation(at->operation))) {
        keepUnwritten(id, state, detail);  // both are tried again
        Q_EMIT stateChanged(Entry(*d->find(d->entries, id)));
        return;
    }
    writeDown(*d->find(d->entries, id), state, detail);
}

void Journal::writeDown(Entry &recorded, State state, const QByteArray &detail)
{
    const qint64 id = recorded.id;
    const bool isKept = d->unwritten.erase(id) > 0;
    if (const auto written = writeState(d->user, id, state, detail); !written) {
        const Entry still = recorded;
        keepUnwritten(id, state, detail);
        if (!isKept)
            Q_EMIT failed(still.operation, written.error());
        Q_EMIT stateChanged(still);  // whoever carries it out waits for an answer
        return;
    }
    recorded.state = state;
    recorded.detail = detail;
    const Entry entry = recorded;
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

// Whoever carries it out asks again after a while: it is told once that there is no room.
void Journal::handOver(qint64 id, const QByteArray &detail, const journal::AppendMessage &part)
{
    const auto at = d->find(d->entries, id);
    if (at == d->entries.end())
        return;  // withdrawn meanwhile, and its part with it
    Entry whole = *at;
    whole.detail = detail;
    const auto added = writeHandOver(d->user, whole, part, d->clock.now().toMSecsSinceEpoch());
    if (!added) {
        const Entry still = *at;
        if (d->stuck.insert(id).second)
            Q_EMIT failed(still.operation, added.error());
        Q_EMIT stateChanged(still);
        return;
    }
    d->stuck.erase(id);
    *at = whole;
    const Entry entry{*added, State::New, part, {}};
    take({entry});
    Q_EMIT appended(entry);
    Q_EMIT stateChanged(whole);
}

// Of what was moved here from another account, before it is on record that it has been saved: a crash in
// between saves nothing twice, and what is removed twice is not there the second time.
bool Journal::removeSource(const Operation &saved)
{
    const auto *append = std::get_if<AppendMessage>(&saved);
    if (append == nullptr || !append->source)
        return true;
    const Operation removal = RemoveMessages{Targets::of(*append->source)};
    const bool isWished = std::any_of(d->entries.begin(), d->entries.end(),
                                      [&](const Entry &entry) { return entry.operation == removal; });
    return isWished || put(removal);
}

// Started is asked for again by whoever wants to begin. The rest has come about already: it would otherwise
// be shown as pending for ever, and be looked for at the server after the next start.
void Journal::keepUnwritten(qint64 id, State state, const QByteArray &detail)
{
    constexpr std::chrono::seconds aWhile{10};
    if (state == State::Started)
        return;
    d->unwritten.insert_or_assign(id, JournalPrivate::Unwritten{state, detail});
    if (d->writesAgain != nullptr)
        return;
    d->writesAgain = d->clock.alarm(aWhile, [this] {
        d->writesAgain.reset();
        const auto kept = d->unwritten;
        for (const auto &[waiting, reached] : kept)
            record(waiting, reached.state, reached.detail);
    });
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
    for (auto &[id, operations] : d->replaced) {
        for (Operation &operation : operations)
            operation = followed(operation, entry.operation, outcome).value_or(operation);
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
        withdraw(Entry(*at));
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

// What it took the place of is wished again, behind the rest of the queue.
void Journal::withdraw(const Entry &entry)
{
    const auto replaced = d->replaced.find(entry.id);
    const std::vector<Operation> before =
        replaced == d->replaced.end() ? std::vector<Operation>() : replaced->second;
    const auto ids = writeMerge(d->user, {{entry.id}, before, {}}, d->clock.now().toMSecsSinceEpoch(), 0);
    if (!ids) {
        Q_EMIT failed(entry.operation, ids.error());
        return;
    }
    d->drop(entry.id);
    std::vector<Entry> again;
    for (std::size_t i = 0; i < ids->size(); ++i)
        again.push_back({(*ids)[i], State::New, before[i], {}});
    take(again);
    Q_EMIT withdrawn(entry.id);
    for (const Entry &one : again)
        Q_EMIT appended(one);
}

// A part of it may have been done before it failed: whoever runs it looks first. It was held before.
void Journal::retry(qint64 id)
{
    const auto at = d->find(d->failures, id);
    if (at == d->failures.end())
        return;
    const Operation operation = at->operation;
    const auto again = writeAgain(d->user, id, operation, d->clock.now().toMSecsSinceEpoch());
    if (!again) {
        Q_EMIT failed(operation, again.error());
        return;
    }
    d->drop(id);
    take({*again});
    Q_EMIT withdrawn(id);
    Q_EMIT appended(*again);
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
    if (const auto *gone = std::get_if<store::AccountRemoved>(&update))
        forgetAccount(gone->account);
    else if (const auto *names = std::get_if<store::FoldersRenamed>(&update))
        follow(*names);
}

// Nobody will carry them out.
void Journal::forgetAccount(const QUuid &account)
{
    std::vector<qint64> ids;
    for (const auto *list : {&d->entries, &d->failures}) {
        for (const Entry &entry : *list) {
            if (isAbout(entry.operation, account) && removeEntry(d->user, entry.id))
                ids.push_back(entry.id);
        }
    }
    for (auto *list : {&d->entries, &d->failures}) {
        for (Entry &entry : *list) {  // nothing is left to be removed there
            auto *append = std::get_if<AppendMessage>(&entry.operation);
            if (append == nullptr || !append->source || append->source->account != account)
                continue;
            append->source.reset();
            (void)writeOperation(d->user, entry.id, entry.operation);
        }
    }
    for (const qint64 id : ids) {
        d->drop(id);
        Q_EMIT withdrawn(id);
    }
}

void Journal::follow(const store::FoldersRenamed &names)
{
    std::vector<Entry> changed;
    for (const store::FoldersRenamed::Name &name : names.names) {
        const RenameFolder folder{names.account, name.from, name.to, std::nullopt, false};
        for (Entry &entry : d->entries) {
            const auto other = otherName(entry.operation, folder);
            if (!other || !writeOperation(d->user, entry.id, *other))
                continue;
            entry.operation = *other;
            changed.push_back(entry);
        }
        d->rename(folder);
    }
    for (const Entry &entry : changed)
        Q_EMIT stateChanged(entry);
}

}
