// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/writer.h"

#include "core/base/logging.h"
#include "core/base/overloaded.h"
#include "core/store/contentwriter.h"
#include "core/store/folderwriter.h"
#include "core/store/messagewriter.h"
#include "core/store/statements.h"

#include <set>
#include <utility>

namespace store {

namespace {

using FolderName = std::pair<QUuid, QByteArray>;

// Those whose state in the cache is no longer what FolderInStep says when the update is lost.
std::vector<FolderName> foldersOf(const Update &update)
{
    return std::visit(
        overloaded{
            [](const MailboxOpened &one) { return std::vector{FolderName(one.account, one.mailbox)}; },
            [](const MessagesFetched &one) { return std::vector{FolderName(one.account, one.mailbox)}; },
            [](const FlagsFetched &one) { return std::vector{FolderName(one.account, one.mailbox)}; },
            [](const MessagesVanished &one) { return std::vector{FolderName(one.account, one.mailbox)}; },
            [](const MessagesCopied &one) {
                return std::vector{FolderName(one.account, one.from), FolderName(one.account, one.to)};
            },
            [](const auto &) { return std::vector<FolderName>(); },
        },
        update);
}

}

class WriterPrivate
{
public:
    explicit WriterPrivate(Database database) : cache(std::move(database)), statements(cache) {}

    Result<ChangeSet> write(const Update &update);
    Result<ChangeSet> transact(const std::function<void(ChangeSet &)> &work);
    void note(const Update &update, const Result<ChangeSet> &outcome);

    Database cache;
    Statements statements;  // closed before the database
    std::function<qint64()> freeSpace;

    struct Written {
        Update update;
        ChangeSet changes;
    };
    // Takes the update into the transaction that gathers. False: that is spoilt.
    [[nodiscard]] bool add(Update &update);
    [[nodiscard]] std::vector<Written> giveUp();  // as if these had never been tried

    std::optional<Transaction> gathering;
    std::vector<Written> gathered;  // told when it is committed

private:
    [[nodiscard]] std::optional<Error> refusal(const Update &update) const;
    void dispatch(const Update &update, ChangeSet &changes);
    void noteLost(const Update &update);
    void noteWritten(const Update &update);
    [[nodiscard]] FolderInStep asFarAsWritten(FolderInStep inStep) const;

    std::set<FolderName> lacking;        // something of them was not written since they were opened
    std::set<FolderName> lackingBefore;  // the same, before what is gathered
};

void WriterPrivate::note(const Update &update, const Result<ChangeSet> &outcome)
{
    if (outcome)
        noteWritten(update);
    else
        noteLost(update);
}

void WriterPrivate::noteLost(const Update &update)
{
    for (FolderName &folder : foldersOf(update))
        lacking.insert(std::move(folder));
}

void WriterPrivate::noteWritten(const Update &update)
{
    if (const auto *opened = std::get_if<MailboxOpened>(&update)) {
        lacking.erase({opened->account, opened->mailbox});
    } else if (const auto *renamed = std::get_if<FoldersRenamed>(&update)) {
        for (const FoldersRenamed::Name &name : renamed->names) {
            if (lacking.contains({renamed->account, name.from}))
                lacking.insert({renamed->account, name.to});
        }
    }
}

FolderInStep WriterPrivate::asFarAsWritten(FolderInStep inStep) const
{
    if (lacking.contains({inStep.account, inStep.mailbox}))
        inStep.highestModSeq = {};
    return inStep;
}

void WriterPrivate::dispatch(const Update &update, ChangeSet &changes)
{
    changes.account = std::visit([](const auto &any) { return any.account; }, update);
    std::visit(overloaded{
                   [&](const FoldersListed &listed) { writeFolders(statements, listed, changes); },
                   [&](const FoldersRenamed &renamed) { renameFolders(statements, renamed, changes); },
                   [&](const FolderCounted &counted) { writeCounts(statements, counted, changes); },
                   [&](const MailboxOpened &opened) { writeOpened(statements, opened, changes); },
                   [&](const MessagesFetched &fetched) { writeMessages(statements, fetched, changes); },
                   [&](const FlagsFetched &fetched) { writeFlags(statements, fetched, changes); },
                   [&](const MessagesVanished &vanished) { removeMessages(statements, vanished, changes); },
                   [&](const FolderInStep &inStep) { writeInStep(statements, asFarAsWritten(inStep)); },
                   [&](const MessagesCopied &copied) { copyMessages(statements, copied, changes); },
                   [&](const ContentFetched &fetched) { writeContent(statements, fetched, changes); },
                   [&](const ContentUsed &used) { touchTexts(statements, used); },
                   [&](const KeepOffline &keep) { writeKeepOffline(statements, keep, changes); },
                   [&](const AccountRemoved &removed) { removeAccount(statements, removed, changes); },
               },
               update);
}

std::optional<Error> WriterPrivate::refusal(const Update &update) const
{
    const bool grows =
        std::holds_alternative<ContentFetched>(update) || std::holds_alternative<MessagesFetched>(update);
    const qint64 left = grows && freeSpace ? freeSpace() : -1;  // negative: nobody can tell
    if (left >= 0 && left < Writer::freeSpaceFloor)
        return Error{Error::Kind::LimitExceeded, "the disk is nearly full"};
    return std::nullopt;
}

Result<ChangeSet> WriterPrivate::write(const Update &update)
{
    if (const auto error = refusal(update))
        return *error;
    return transact([&](ChangeSet &changes) { dispatch(update, changes); });
}

bool WriterPrivate::add(Update &update)
{
    if (!gathering) {
        auto begun = Transaction::begin(cache);
        if (!begun)
            return false;
        gathering.emplace(*std::move(begun));
        lackingBefore = lacking;
    }
    if (refusal(update))
        return false;
    ChangeSet changes;
    dispatch(update, changes);
    if (statements.takeError())
        return false;
    noteWritten(update);
    gathered.push_back({std::move(update), std::move(changes)});
    return true;
}

std::vector<WriterPrivate::Written> WriterPrivate::giveUp()
{
    if (gathering)
        lacking = std::move(lackingBefore);
    gathering.reset();
    return std::exchange(gathered, {});
}

Result<ChangeSet> WriterPrivate::transact(const std::function<void(ChangeSet &)> &work)
{
    auto transaction = Transaction::begin(cache);
    if (!transaction)
        return transaction.error();
    ChangeSet changes;
    work(changes);
    if (auto error = statements.takeError())
        return *error;
    if (auto committed = transaction->commit(); !committed)
        return committed.error();
    return changes;
}

Writer::Writer(Database cache, QObject *parent)
    : QObject(parent), d(std::make_unique<WriterPrivate>(std::move(cache)))
{
    qRegisterMetaType<store::Update>();
    qRegisterMetaType<store::ChangeSet>();
}

Writer::~Writer() = default;

void Writer::setFreeSpace(std::function<qint64()> octets)
{
    d->freeSpace = std::move(octets);
}

void Writer::apply(const store::Update &update)
{
    settle();
    const auto changes = d->write(update);
    d->note(update, changes);
    tell(update, changes);
}

void Writer::tell(const Update &update, const Result<ChangeSet> &changes)
{
    if (changes) {
        Q_EMIT changed(*changes);
        return;
    }
    qCWarning(logStore, "an update was not written: %s", changes.error().detail.constData());
    for (const auto &[account, mailbox] : foldersOf(update))
        Q_EMIT folderLacks(account, mailbox);
    if (const auto *content = std::get_if<ContentFetched>(&update))
        Q_EMIT contentNotKept(content->account, content->mailbox, content->uid);
    Q_EMIT failed(changes.error());
}

void Writer::gather(store::Update update)
{
    if (d->add(update))
        return;
    // One after the other, so that each fails by itself.
    for (const auto &[other, changes] : d->giveUp())
        apply(other);
    apply(update);
}

void Writer::settle()
{
    if (!d->gathering)
        return;
    if (!d->gathering->commit()) {
        for (const auto &[update, changes] : d->giveUp())
            apply(update);
        return;
    }
    d->gathering.reset();
    for (const auto &[update, changes] : std::exchange(d->gathered, {}))
        Q_EMIT changed(changes);
}

bool Writer::maintain(const std::function<void(Statements &, ChangeSet &)> &work)
{
    settle();
    const auto changes = d->transact([&](ChangeSet &told) { work(d->statements, told); });
    if (!changes) {
        qCWarning(logStore, "upkeep of the cache: %s", changes.error().detail.constData());
        Q_EMIT failed(changes.error());
        return false;
    }
    if (!changes->isEmpty())
        Q_EMIT changed(*changes);
    return true;
}

}
