// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/outbox/drafts.h"

#include "core/base/logging.h"
#include "core/journal/savedmessage.h"
#include "core/mime/header.h"
#include "core/mime/messagebuilder.h"
#include "core/outbox/draftrows.h"

#include <QRandomGenerator>

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace outbox {

namespace {

// No two savings are called the same, so that one can be told from the one it replaces.
QByteArray newName(const QByteArray &message)
{
    std::array<quint32, 6> random{};
    QRandomGenerator::system()->fillRange(random.data(), random.size());
    const auto from =
        mime::parseAddressList(mime::Header::parse(message).first("From").value_or(QByteArray())).mailboxes;
    return mime::makeMessageId(QByteArray(reinterpret_cast<const char *>(random.data()), sizeof(random)),
                               from.empty() ? QByteArray() : from.front().domain);
}

std::optional<journal::Entry> copyAmong(const std::vector<journal::Entry> &entries, const DraftRecord &record)
{
    if (record.copies.empty())
        return std::nullopt;
    const journal::Target &newest = record.copies.back();
    const auto at = std::find_if(entries.begin(), entries.end(), [&](const journal::Entry &entry) {
        const auto *append = std::get_if<journal::AppendMessage>(&entry.operation);
        return append != nullptr && append->messageId == newest.messageId
            && append->account == newest.account;
    });
    return at == entries.end() ? std::nullopt : std::optional(*at);
}

QByteArray named(const QByteArray &message, const QByteArray &messageId)
{
    static constexpr auto name = std::to_array<QByteArrayView>({"Message-ID"});
    return "Message-ID: " + messageId + "\r\n" + mime::withoutFields(message, name);
}

}

class DraftsPrivate
{
public:
    DraftsPrivate(Drafts &owner, const store::Database &database, journal::Journal &operations, Clock &time,
                  FindMailbox find)
        : q(owner), user(database), journal(operations), clock(time), findMailbox(std::move(find))
    {}

    [[nodiscard]] DraftRecord *find(const QUuid &id);
    [[nodiscard]] DraftRecord *ownerOf(const journal::AppendMessage &append);
    [[nodiscard]] bool write(const DraftRecord &record);
    void put(const QUuid &id);
    [[nodiscard]] bool look(const DraftRecord &record);
    void order(const QUuid &id);
    void copyEnded(const journal::Entry &entry);
    void removeCopies(const std::vector<journal::Target> &copies);
    void orderAway(const DraftRecord &record);
    void withdraw(const QUuid &id);
    [[nodiscard]] std::optional<journal::Entry> pendingCopy(const DraftRecord &record) const;
    void noteStanding();

    Drafts &q;
    const store::Database &user;
    journal::Journal &journal;
    Clock &clock;
    FindMailbox findMailbox;
    std::vector<DraftRecord> records;
    std::map<QUuid, QByteArray>
        wanted;  // the message to be put on the server, when what is under way is over
    std::map<QUuid, std::unique_ptr<Alarm>> rests;
    std::set<QUuid> looking;
    std::set<QUuid> standing;  // their one copy was on the server, as far as we know
};

DraftRecord *DraftsPrivate::find(const QUuid &id)
{
    const auto at = std::find_if(records.begin(), records.end(),
                                 [&](const DraftRecord &each) { return each.draft.id == id; });
    return at == records.end() ? nullptr : &*at;
}

DraftRecord *DraftsPrivate::ownerOf(const journal::AppendMessage &append)
{
    const auto at = std::find_if(records.begin(), records.end(), [&](const DraftRecord &each) {
        return !each.copies.empty() && each.copies.back().messageId == append.messageId
            && each.copies.back().account == append.account;
    });
    return at == records.end() ? nullptr : &*at;
}

bool DraftsPrivate::write(const DraftRecord &record)
{
    if (const auto written = writeDraft(user, record); !written) {
        Q_EMIT q.failed(record.draft.id, written.error());
        return false;
    }
    if (DraftRecord *known = find(record.draft.id))
        *known = record;
    else
        records.push_back(record);
    return true;
}

// The newest copy, while the journal still has it.
std::optional<journal::Entry> DraftsPrivate::pendingCopy(const DraftRecord &record) const
{
    return copyAmong(journal.pending(), record);
}

// After a start: what the journal does not have any more has been done.
void DraftsPrivate::noteStanding()
{
    for (const DraftRecord &record : records) {
        if (record.copies.size() == 1 && !pendingCopy(record) && !copyAmong(journal.failures(), record))
            standing.insert(record.draft.id);
    }
}

// Before the copy that stands is replaced, it is looked at whether it still does: what somebody else has made
// of it is not ours to remove, and the user is told.
void DraftsPrivate::put(const QUuid &id)
{
    const DraftRecord *record = find(id);
    if (record != nullptr && wanted.contains(id) && !look(*record))
        order(id);
}

bool DraftsPrivate::look(const DraftRecord &record)
{
    const QUuid id = record.draft.id;
    const bool isOne = record.copies.size() == 1 && !record.copies.front().messageId.isEmpty();
    if (!isOne || !standing.contains(id))
        return false;
    const journal::Target copy = record.copies.front();
    if (looking.insert(id).second)
        Q_EMIT q.lookRequested({id, copy.account, copy.mailbox, copy.messageId});
    return true;
}

// One at a time: what has not begun is replaced at once, what has is waited for. Its name is on record before
// the journal has it, so that no copy is ever forgotten; the journal removes the one it takes the place of
// when it stands, never before.
void DraftsPrivate::order(const QUuid &id)
{
    const DraftRecord *known = find(id);
    const auto message = wanted.find(id);
    if (known == nullptr || message == wanted.end())
        return;
    DraftRecord record = *known;
    if (const auto pending = pendingCopy(record)) {
        if (pending->state != journal::State::New)
            return;  // copyEnded() comes back
        journal.undo(pending->id);
        record.copies.pop_back();  // it was nowhere yet
    }
    const auto mailbox = findMailbox(record.draft.account, store::FolderRole::Drafts);
    if (!mailbox)
        return;  // foldersChanged(), or the next saving
    const QByteArray messageId = newName(message->second);
    const journal::Target copy{record.draft.account, *mailbox, {}, {}, messageId.sliced(1).chopped(1), {}};
    journal::AppendMessage append{
        copy.account, copy.mailbox,   journal::flagsOf(journal::SavedAs::Unfinished),
        clock.now(),  copy.messageId, named(message->second, messageId)};
    if (!record.copies.empty())
        append.source = record.copies.back();
    record.copies.push_back(copy);
    wanted.erase(message);
    standing.erase(id);
    if (write(record))
        journal.append(append);
}

void DraftsPrivate::copyEnded(const journal::Entry &entry)
{
    const auto *append = std::get_if<journal::AppendMessage>(&entry.operation);
    const DraftRecord *known = append == nullptr || entry.isPending() ? nullptr : ownerOf(*append);
    if (known == nullptr)
        return;
    const QUuid id = known->draft.id;
    if (entry.state == journal::State::Done) {
        DraftRecord record = *known;
        std::vector<journal::Target> older(record.copies.begin(), std::prev(record.copies.end()));
        std::erase(older, append->source.value_or(journal::Target()));  // the journal sees to that
        removeCopies(older);
        record.copies.erase(record.copies.begin(), std::prev(record.copies.end()));
        standing.insert(id);
        if (write(record))
            Q_EMIT q.savedOnServer(id, record.copies.back().messageId);
    }
    put(id);
}

void DraftsPrivate::removeCopies(const std::vector<journal::Target> &copies)
{
    for (const journal::Target &copy : copies)
        journal.append(journal::RemoveMessages{journal::Targets::of(copy)});
}

// What has not begun never does; what is on its way to the server is removed there behind it.
void DraftsPrivate::orderAway(const DraftRecord &record)
{
    std::vector<journal::Target> copies = record.copies;
    if (const auto pending = pendingCopy(record); pending && pending->state == journal::State::New) {
        journal.undo(pending->id);
        copies.pop_back();
    }
    removeCopies(copies);
}

// What others could read on the server goes, also what only waits for its turn. The words are on this
// computer by now; a crash in between has it done by the next save().
void DraftsPrivate::withdraw(const QUuid &id)
{
    wanted.erase(id);
    looking.erase(id);
    standing.erase(id);
    DraftRecord record = *find(id);
    orderAway(record);
    record.copies.clear();
    record.areSecret = true;
    static_cast<void>(write(record));  // failed() has told
}

// --- the service

Drafts::Drafts(const store::Database &user, journal::Journal &journal, Clock &clock, FindMailbox findMailbox,
               QObject *parent)
    : QObject(parent), d(std::make_unique<DraftsPrivate>(*this, user, journal, clock, std::move(findMailbox)))
{
    qRegisterMetaType<outbox::Draft>();
    connect(&journal, &journal::Journal::stateChanged, this,
            [this](const journal::Entry &entry) { d->copyEnded(entry); });
    auto records = loadDrafts(user);
    if (records)
        d->records = *std::move(records);
    else
        qCWarning(logJournal) << "the drafts could not be read:" << records.error().detail;
}

Drafts::~Drafts() = default;

void Drafts::restore()
{
    d->noteStanding();
    for (const DraftRecord &record : std::vector(d->records)) {
        Draft draft = record.draft;
        if (!record.copies.empty())
            draft.origin = record.copies.back();
        Q_EMIT known(draft);
    }
}

void Drafts::save(const Draft &draft)
{
    DraftRecord record;
    if (const DraftRecord *known = d->find(draft.id)) {
        record.copies = known->copies;
        record.areSecret = known->areSecret;
    } else if (draft.origin) {
        record.copies = {*draft.origin};
        record.areSecret = draft.isOriginSecret;
        d->standing.insert(draft.id);
    }
    record.draft = draft;
    record.draft.changed = d->clock.now();
    record.draft.message.clear();
    record.draft.origin.reset();
    const bool isAnywhere = !record.copies.empty() || d->wanted.contains(draft.id);
    const bool isReadable = draft.isSecret && !record.areSecret && isAnywhere;
    record.areSecret = draft.isSecret ? !isReadable : record.areSecret && draft.message.isEmpty();
    if (!d->write(record))
        return;
    Q_EMIT saved(draft.id);
    if (draft.isTemplate)
        return;
    if (isReadable)
        d->withdraw(draft.id);
    if (draft.message.isEmpty()) {
        d->rests[draft.id] = d->clock.alarm(restFor, [this, id = draft.id] {
            d->rests.erase(id);
            Q_EMIT messageWanted(id);
        });
        return;
    }
    d->rests.erase(draft.id);
    d->wanted[draft.id] = draft.message;
    d->put(draft.id);
}

void Drafts::load(const QUuid &id)
{
    const DraftRecord *record = d->find(id);
    if (record == nullptr) {
        Q_EMIT failed(id, Error{Error::Kind::NotFound, "there is no such draft"});
        return;
    }
    const Draft draft = record->draft;
    const auto attachments = loadAttachments(d->user, draft);
    if (!attachments)
        Q_EMIT failed(id, attachments.error());
    else
        Q_EMIT loaded(draft, *attachments);
}

// The copies are ordered away first: a crash in between leaves the draft, not a copy that nobody knows.
void Drafts::remove(const QUuid &id)
{
    const DraftRecord *known = d->find(id);
    if (known == nullptr)
        return;
    const DraftRecord record = *known;
    d->orderAway(record);
    if (const auto removed = removeDraft(d->user, id); !removed) {
        Q_EMIT failed(id, removed.error());
        return;
    }
    d->rests.erase(id);
    d->wanted.erase(id);
    d->looking.erase(id);
    d->standing.erase(id);
    std::erase_if(d->records, [&](const DraftRecord &each) { return each.draft.id == id; });
    Q_EMIT removed(id);
}

void Drafts::attach(const QUuid &draft, const QByteArray &octets)
{
    if (const auto written = writeAttachment(d->user, draft, octets); !written)
        Q_EMIT failed(draft, written.error());
}

void Drafts::lookEnded(const QUuid &id, Looked result)
{
    const DraftRecord *known = d->looking.erase(id) > 0 ? d->find(id) : nullptr;
    if (known == nullptr)
        return;
    if (result == Looked::NotThere) {
        DraftRecord record = *known;
        record.copies.clear();
        if (!d->write(record))
            return;
        Q_EMIT changedElsewhere(id);
    }
    d->order(id);
}

void Drafts::foldersChanged()
{
    for (const auto &[id, message] : std::map(d->wanted)) {
        if (const DraftRecord *record = d->find(id); record != nullptr && !d->looking.contains(id)
            && d->findMailbox(record->draft.account, store::FolderRole::Drafts))
            d->put(id);
    }
}

void Drafts::forgetAccount(const QUuid &account)
{
    for (const DraftRecord &record : std::vector(d->records)) {
        // A template is somebody's work, and any account can begin with it.
        if (record.draft.account != account || record.draft.isTemplate)
            continue;
        if (!removeDraft(d->user, record.draft.id))
            continue;
        std::erase_if(d->records, [&](const DraftRecord &each) { return each.draft.id == record.draft.id; });
        d->rests.erase(record.draft.id);
        d->wanted.erase(record.draft.id);
        Q_EMIT removed(record.draft.id);
    }
}

}
