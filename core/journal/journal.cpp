// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/journal/journal.h"

#include "core/base/logging.h"
#include "core/journal/operationstore.h"

#include <algorithm>

namespace journal {

class JournalPrivate
{
public:
    JournalPrivate(const store::Database &database, Clock &time) : user(database), clock(time) {}

    const store::Database &user;
    Clock &clock;
    std::vector<Entry> entries;  // what pending() tells, in order

    [[nodiscard]] std::vector<Entry>::iterator find(qint64 id)
    {
        return std::find_if(entries.begin(), entries.end(),
                            [=](const Entry &entry) { return entry.id == id; });
    }
    // The wish for the same flag of the same message that has not started yet: there is at most one, the rest
    // was merged.
    [[nodiscard]] std::vector<Entry>::iterator findWaiting(const Operation &operation)
    {
        const auto *change = std::get_if<ChangeFlag>(&operation);
        return std::find_if(entries.begin(), entries.end(), [=](const Entry &entry) {
            const auto *other = std::get_if<ChangeFlag>(&entry.operation);
            return change != nullptr && other != nullptr && entry.state == State::New
                && concerns(entry.operation, change->target)
                && change->flag.compare(other->flag, Qt::CaseInsensitive) == 0;
        });
    }
};

namespace {

// A claim must be seen to be won (RFC 3503, 3.1), which a queued flag change does not do.
bool isClaim(const Operation &operation)
{
    const auto *change = std::get_if<ChangeFlag>(&operation);
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
    d->entries = *loaded;
}

Journal::~Journal() = default;

std::vector<Entry> Journal::pending() const
{
    return d->entries;
}

void Journal::append(const journal::Operation &operation)
{
    if (isClaim(operation)) {
        Q_EMIT failed(operation, Error{Error::Kind::Unsupported, "$MDNSent is set by a claim alone"});
        return;
    }
    // The last wish wins, with one operation: the earlier one is replaced and not only dropped, since what
    // the server has now may be neither what the first wish was made on nor what the last one wants.
    const auto waiting = d->findWaiting(operation);
    std::optional<qint64> replaced;
    if (waiting != d->entries.end()) {
        if (std::get<ChangeFlag>(waiting->operation).set == std::get<ChangeFlag>(operation).set) {
            const Entry already = *waiting;  // a slot may change the list
            Q_EMIT appended(already);
            return;
        }
        replaced = waiting->id;
    }
    const auto id = insertEntry(d->user, operation, d->clock.now().toMSecsSinceEpoch(), replaced);
    if (!id) {
        Q_EMIT failed(operation, id.error());
        return;
    }
    if (replaced)
        d->entries.erase(waiting);
    const Entry entry{*id, State::New, operation, {}};
    d->entries.push_back(entry);
    if (replaced)
        Q_EMIT withdrawn(*replaced);
    Q_EMIT appended(entry);
}

void Journal::record(qint64 id, journal::State state, const QByteArray &detail)
{
    const auto at = d->find(id);
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
        d->entries.erase(at);
    Q_EMIT stateChanged(entry);
}

}
