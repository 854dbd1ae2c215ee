// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/operationdesk.h"

#include "core/journal/outcome.h"
#include "widgets/failuresdialog.h"
#include "widgets/operationtext.h"
#include "widgets/targets.h"

#include <QInputDialog>

#include <algorithm>
#include <map>
#include <set>

using namespace Qt::StringLiterals;
using journal::MoveMessages;
using journal::State;
using store::FolderRole;

namespace {

constexpr std::size_t mostUndoable = 50;

template <typename Entries>
auto findEntry(Entries &entries, qint64 id)
{
    return std::find_if(entries.begin(), entries.end(), [id](const auto &entry) { return entry.id == id; });
}

// The server's form of a name that a person has typed: "&" begins something there (RFC 3501, 5.1.3). Other
// letters than ASCII are put into it where the name is sent.
QByteArray serverName(QString name)
{
    return name.replace(u'&', u"&-"_s).toUtf8();
}

}

OperationDesk::OperationDesk(Context context, QWidget *window)
    : QObject(window), m_context(std::move(context)), m_window(window)
{}

void OperationDesk::request(const journal::Operation &operation)
{
    m_arriving.reset();
    m_away.reset();
    m_pending.ask(operation);
    Q_EMIT changed(operation);
    Q_EMIT wanted(operation);
}

void OperationDesk::ask(const journal::Operation &operation)
{
    m_asked.push_back(operation);
    request(operation);
}

std::optional<store::Folder> OperationDesk::folderOf(const store::MessageRow &row) const
{
    const auto open = m_context.open();
    return open && open->id == row.folder ? open : m_context.reader.folder(row.folder);
}

// By mailbox. What is still on its way here is named by where it comes from, and with what goes there with
// it: so it can be found again when that is done.
std::vector<OperationDesk::Group> OperationDesk::groups(
    const std::function<bool(const store::MessageRow &)> &wanted) const
{
    std::map<std::pair<store::FolderId, qint64>, std::pair<store::Folder, std::vector<journal::Target>>> all;
    for (const store::CopyId copy : m_context.chosen()) {
        const auto row = m_context.reader.row(copy);
        const auto folder = row ? folderOf(*row) : std::nullopt;
        if (!folder || !wanted(*row))
            continue;
        const journal::Target target = targets::durable(*row, *folder);
        auto &[in, messages] = all[{folder->id, m_pending.mover(target)}];
        in = *folder;
        messages.push_back(target);
    }
    std::vector<Group> grouped;
    for (auto &[key, group] : all) {
        auto &[folder, messages] = group;
        std::sort(messages.begin(), messages.end(),
                  [](const auto &a, const auto &b) { return a.uid < b.uid; });
        Group one{folder, {folder.account, folder.mailbox, messages.front().validity, {}}};
        for (const journal::Target &message : messages)
            one.targets.add(message);
        grouped.push_back(std::move(one));
    }
    return grouped;
}

void OperationDesk::changeFlag(const QByteArray &flag, bool set)
{
    const store::Flags bits = store::flagsFromNames({flag});
    const auto lacks = [&](const store::MessageRow &row) {
        return ((effectiveFlags(row).bits & bits.bits) == bits.bits) != set;
    };
    for (const Group &group : groups(lacks))
        ask(journal::ChangeFlags{group.targets, flag, set});
}

void OperationDesk::moveTo(const store::Folder &folder, MoveMessages::Wish wish)
{
    for (const Group &group : groups([](const auto &) { return true; }))
        move(group, folder, wish);
}

// What lies there already stays.
void OperationDesk::move(const Group &group, const store::Folder &to, MoveMessages::Wish wish)
{
    if (group.folder.account != to.account)
        ask(journal::TransferMessages{group.targets, to.account, to.mailbox, true});
    else if (group.folder.id != to.id || m_context.open())
        ask(MoveMessages{group.targets, to.mailbox, wish});
}

void OperationDesk::copyTo(const store::Folder &folder)
{
    for (const Group &group : groups([](const auto &) { return true; })) {
        if (group.folder.account == folder.account)
            ask(journal::CopyMessages{group.targets, folder.mailbox});
        else
            ask(journal::TransferMessages{group.targets, folder.account, folder.mailbox, false});
    }
}

std::optional<store::Folder> OperationDesk::role(const QUuid &account, FolderRole role) const
{
    const auto id = m_context.folders.folderOfRole(account, role);
    return id ? m_context.folders.folder(*id) : std::nullopt;
}

// Each to the folder of its own account.
void OperationDesk::moveToRole(FolderRole wanted, MoveMessages::Wish wish)
{
    const auto open = m_context.open();
    if (open && open->role == wanted)
        return;
    bool isMissing = open && !role(open->account, wanted);
    for (const Group &group : groups([](const auto &) { return true; })) {
        if (const auto to = role(open ? open->account : group.folder.account, wanted))
            move(group, *to, wish);
        else
            isMissing = true;
    }
    if (isMissing)
        Q_EMIT noticed(tr("This account has no folder for that. Choose one with “Move to…”."));
}

void OperationDesk::remove()
{
    const auto open = m_context.open();
    for (const Group &group : groups([](const auto &) { return true; })) {
        const store::Folder &from = open ? *open : group.folder;
        const auto trash = role(from.account, FolderRole::Trash);
        if (trash && trash->id != from.id)
            move(group, *trash, MoveMessages::Wish::Delete);
        else
            ask(journal::RemoveMessages{group.targets});
    }
}

void OperationDesk::removeForGood()
{
    for (const Group &group : groups([](const auto &) { return true; }))
        ask(journal::RemoveMessages{group.targets});
}

void OperationDesk::chooseTarget(bool copy)
{
    const QList<store::CopyId> chosen = m_context.chosen();
    if (chosen.isEmpty())
        return;
    // Of many folders: those of the first one's account come first.
    const auto first = m_context.reader.row(chosen.first());
    const auto open = m_context.open() || !first ? m_context.open() : folderOf(*first);
    if (!open)
        return;
    auto *dialog = new FolderChooser(copy ? tr("Copy to") : tr("Move to"), copy ? tr("Copy") : tr("Move"),
                                     possibleTargets(*open, copy), m_window);
    connect(dialog, &FolderChooser::chosen, this, [this, copy](const store::Folder &folder) {
        if (copy)
            copyTo(folder);
        else
            moveTo(folder, MoveMessages::Wish::Move);
    });
    dialog->open();
}

// Those of the same account first, as they are called there; others behind the name of theirs.
FolderChooser::Folders OperationDesk::possibleTargets(const store::Folder &open, bool copy) const
{
    FolderChooser::Folders possible{m_context.folders.foldersInOrder(open.account)};
    for (const QUuid &account : m_context.folders.accounts()) {
        if (account == open.account)
            continue;
        const QModelIndex index = m_context.folders.indexOfAccount(account);
        possible.accounts.insert(account, m_context.folders.data(index, Qt::DisplayRole).toString());
        const auto others = m_context.folders.foldersInOrder(account);
        possible.list.insert(possible.list.end(), others.begin(), others.end());
    }
    std::erase_if(possible.list, [&](const store::Folder &folder) {
        return !folder.selectable || (m_context.open() && folder.id == open.id && !copy);
    });
    return possible;
}

void OperationDesk::askForName(const QString &title, const QString &label, const QString &old,
                               const std::function<void(const QString &)> &then)
{
    auto *dialog = new QInputDialog(m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(title);
    dialog->setLabelText(label);
    dialog->setTextValue(old);
    dialog->setOkButtonText(tr("OK"));
    dialog->setCancelButtonText(tr("Cancel"));
    connect(dialog, &QInputDialog::textValueSelected, this, [then, old](const QString &name) {
        if (!name.trimmed().isEmpty() && name.trimmed() != old)
            then(name.trimmed());
    });
    dialog->open();
}

void OperationDesk::createFolder()
{
    const auto beside = m_context.folder();
    if (!beside)
        return;
    const QString parent = beside->delimiter && beside->role == FolderRole::None
        ? beside->name + QLatin1Char(*beside->delimiter)
        : QString();
    askForName(tr("New folder"), tr("Name of the new folder:"), parent, [this, beside](const QString &name) {
        ask(journal::CreateFolder{beside->account, serverName(name)});
    });
}

void OperationDesk::renameFolder()
{
    const auto folder = m_context.folder();
    if (!folder || folder->role == FolderRole::Inbox)
        return;
    askForName(tr("Rename folder"), tr("New name of the folder:"), folder->name,
               [this, folder](const QString &name) {
                   ask(journal::RenameFolder{folder->account, folder->mailbox, serverName(name),
                                             folder->delimiter, false});
               });
}

void OperationDesk::deleteFolder()
{
    const auto folder = m_context.folder();
    if (!folder || folder->role != FolderRole::None)
        return;  // what has a job stays
    const auto trash = role(folder->account, FolderRole::Trash);
    const QByteArray below = trash && trash->delimiter ? trash->mailbox + *trash->delimiter : QByteArray();
    const qsizetype level = folder->delimiter ? folder->mailbox.lastIndexOf(*folder->delimiter) + 1 : 0;
    if (below.isEmpty() || folder->mailbox.startsWith(below)) {
        ask(journal::DeleteFolder{folder->account, folder->mailbox});
        return;
    }
    const QByteArray name = below + folder->mailbox.sliced(level);
    QByteArray to = name;  // an earlier one of that name may be there already
    for (int number = 2; m_context.reader.folder(folder->account, to); ++number)
        to = name + ' ' + QByteArray::number(number);
    ask(journal::RenameFolder{folder->account, folder->mailbox, to, folder->delimiter, true});
}

void OperationDesk::subscribe(bool wanted)
{
    if (const auto folder = m_context.folder(); folder && folder->subscribed != wanted)
        ask(journal::SubscribeFolder{folder->account, folder->mailbox, wanted});
}

void OperationDesk::undo()
{
    if (m_undoable.empty())
        return;
    const qint64 id = m_undoable.back().id;
    const QString what = sentenceFor(m_undoable.back().operation);
    m_undoable.pop_back();
    Q_EMIT said(tr("Undone: %1").arg(what));
    Q_EMIT undoWanted(id);
    Q_EMIT listsChanged();
}

QString OperationDesk::undoText() const
{
    return m_undoable.empty() ? tr("&Undo") : OperationText::undo(m_undoable.back().operation);
}

store::Flags OperationDesk::effectiveFlags(const store::MessageRow &row) const
{
    if (m_pending.isEmpty())
        return row.flags;
    const auto folder = folderOf(row);
    return folder ? m_pending.effective(row.flags, targets::of(row, *folder)) : row.flags;
}

std::vector<imap::Uid> OperationDesk::hidden(const store::Folder &folder) const
{
    if (m_pending.isEmpty() || !folder.state)
        return {};
    return m_pending.hidden({folder.account, folder.mailbox, folder.state->uidValidity, {}, {}, {}});
}

std::vector<store::InsertedCopy> OperationDesk::arriving(const store::Folder &folder) const
{
    if (m_pending.isEmpty())
        return {};
    if (m_arriving && m_arriving->account == folder.account && m_arriving->mailbox == folder.mailbox)
        return m_arriving->copies;
    m_arriving.reset();
    Arriving found{folder.account, folder.mailbox, {}, {}};
    bool isKnown = true;
    for (const journal::Target &target : m_pending.arriving(folder.account, folder.mailbox)) {
        const auto from = m_context.reader.folder(target.account, target.mailbox);
        isKnown = isKnown && from;
        if (from && (found.sources.empty() || found.sources.back() != from->id))
            found.sources.push_back(from->id);
        const bool isSame = from && from->state && from->state->uidValidity == target.validity;
        const auto copy = isSame ? m_context.reader.find(from->id, target.uid) : std::nullopt;
        const auto row = copy ? m_context.reader.row(*copy) : std::nullopt;
        if (!row)
            continue;
        store::InsertedCopy shown;
        shown.id = *copy;
        shown.date = row->date.toMSecsSinceEpoch();
        found.copies.push_back(shown);
    }
    if (isKnown)
        m_arriving = found;
    return found.copies;
}

std::vector<store::CopyId> OperationDesk::away() const
{
    if (m_away)
        return *m_away;
    std::vector<store::CopyId> copies;
    for (const journal::Target &source : m_pending.sources()) {
        const auto from = m_context.reader.folder(source.account, source.mailbox);
        if (!from || !from->state || from->state->uidValidity != source.validity)
            continue;
        for (const imap::Uid uid : m_pending.hidden(source)) {
            if (const auto copy = m_context.reader.find(from->id, uid))
                copies.push_back(*copy);
        }
    }
    m_away = copies;
    return copies;
}

void OperationDesk::heed(const store::ChangeSet &changes)
{
    if (!m_arriving)
        return;
    const auto isSource = [this](store::FolderId id) {
        return std::find(m_arriving->sources.begin(), m_arriving->sources.end(), id)
            != m_arriving->sources.end();
    };
    const bool isOther =
        std::any_of(changes.folders.begin(), changes.folders.end(),
                    [&](const store::FolderChange &change) { return isSource(change.folder); })
        || std::any_of(changes.foldersChanged.begin(), changes.foldersChanged.end(),
                       [&](const store::Folder &folder) { return isSource(folder.id); })
        || std::any_of(changes.foldersRemoved.begin(), changes.foldersRemoved.end(), isSource);
    if (isOther)
        m_arriving.reset();
}

std::map<store::FolderId, int> OperationDesk::unseenDeltas() const
{
    constexpr std::size_t most = 300;  // each is read; of more the server's own numbers come soon enough
    std::map<store::FolderId, int> deltas;
    for (const auto &[target, to] : m_pending.fates(most)) {
        const auto from = m_context.reader.folder(target.account, target.mailbox);
        const bool isSame = from && from->state && from->state->uidValidity == target.validity;
        const auto copy = isSame ? m_context.reader.find(from->id, target.uid) : std::nullopt;
        const auto row = copy ? m_context.reader.row(*copy) : std::nullopt;
        if (!row)
            continue;
        if (!row->flags.has(store::Flags::Seen))
            --deltas[from->id];
        const auto there = to == target.mailbox ? from : m_context.reader.folder(target.account, to);
        if (there && !m_pending.effective(row->flags, target).has(store::Flags::Seen))
            ++deltas[there->id];
    }
    std::erase_if(deltas, [](const auto &delta) { return delta.second == 0; });
    return deltas;
}

void OperationDesk::show(const journal::Entry &entry)
{
    m_arriving.reset();
    m_away.reset();
    m_pending.show(entry);
    const auto asked = std::find(m_asked.begin(), m_asked.end(), entry.operation);
    if (asked != m_asked.end() && entry.isPending()) {
        m_asked.erase(asked);
        // What has gone to another account may have been changed there.
        const bool isUndoable = !std::holds_alternative<journal::TransferMessages>(entry.operation);
        if (isUndoable && findEntry(m_undoable, entry.id) == m_undoable.end())
            m_undoable.push_back(entry);
        if (m_undoable.size() > mostUndoable)
            m_undoable.erase(m_undoable.begin());
        if (entry.state == State::Held)
            Q_EMIT said(
                tr("%1: in ten seconds. Until then it can be undone.").arg(sentenceFor(entry.operation)));
        else if (!isUndoable)
            Q_EMIT said(sentenceFor(entry.operation));
        else if (!std::holds_alternative<journal::ChangeFlags>(entry.operation))  // those are seen
            Q_EMIT said(tr("%1. Ctrl+Z undoes it.").arg(sentenceFor(entry.operation)));
    }
    if (entry.state == State::Failed) {
        const auto undoable = findEntry(m_undoable, entry.id);
        if (undoable != m_undoable.end())
            m_undoable.erase(undoable);
        if (findEntry(m_failures, entry.id) == m_failures.end())
            m_failures.push_back(entry);
        showFailureList();
    }
    if (entry.state == State::Done)
        tellIfLess(entry);
    const auto known = entry.state == State::Uncertain ? journal::outcomeOf(entry.detail) : std::nullopt;
    if (known && known->areMarkedOnly)
        Q_EMIT said(tr("Others are using the folder: what is deleted goes as soon as the server lets it."));
    Q_EMIT changed(entry.operation);
    Q_EMIT listsChanged();
}

// Somebody else was faster with some of them, or the server cannot do all of it.
void OperationDesk::tellIfLess(const journal::Entry &entry)
{
    const journal::Targets *targets = journal::targetsOf(entry.operation);
    const auto outcome = journal::outcomeOf(entry.detail);
    if (targets == nullptr || !outcome)
        return;
    const auto all = static_cast<int>(targets->messages.size());
    const auto arrived = static_cast<int>(outcome->places.size());
    if (std::holds_alternative<journal::CopyMessages>(entry.operation) && arrived < all)
        Q_EMIT noticed(
            tr("%1 of %2 messages were copied; the others are gone from this folder.").arg(arrived).arg(all));
    if (std::holds_alternative<journal::TransferMessages>(entry.operation) && arrived < all)
        Q_EMIT noticed(tr("%1 of %2 messages are on their way to the other account; the others are gone from "
                          "this folder.")
                           .arg(arrived)
                           .arg(all));
    if (outcome->areMarkedOnly)
        Q_EMIT noticed(tr("The server has not removed the messages. They are marked as deleted there until a "
                          "program removes all that are marked."));
}

void OperationDesk::withdraw(qint64 id)
{
    const auto failure = findEntry(m_failures, id);
    if (failure != m_failures.end()) {
        m_failures.erase(failure);
        showFailureList();
    }
    const auto undoable = findEntry(m_undoable, id);
    if (undoable != m_undoable.end())
        m_undoable.erase(undoable);
    m_arriving.reset();
    m_away.reset();
    if (const auto operation = m_pending.withdraw(id))
        Q_EMIT changed(*operation);
    Q_EMIT listsChanged();
}

bool OperationDesk::giveUp(const journal::Operation &operation)
{
    m_arriving.reset();
    m_away.reset();
    const bool wasAsked = m_pending.giveUp(operation);
    if (wasAsked) {
        std::erase(m_asked, operation);
        Q_EMIT changed(operation);
    }
    return wasAsked;
}

void OperationDesk::showFinal(qint64)
{
    Q_EMIT said(tr("That is final and cannot be undone."));
}

QString OperationDesk::sentenceFor(const journal::Operation &operation) const
{
    return OperationText::sentence(
        operation, [this](const auto &account, const auto &box) { return folderName(account, box); });
}

QString OperationDesk::folderQuestion(const journal::Entry &failure) const
{
    return tr("%1: the server has no such folder any more. Create it?").arg(sentenceFor(failure.operation));
}

// Whatever else waits for the same folder goes on with it.
void OperationDesk::createAndRetry(const QList<qint64> &failures)
{
    std::set<std::pair<QUuid, QByteArray>> made;
    for (const qint64 id : failures) {
        const auto failure = findEntry(m_failures, id);
        const auto mailbox = failure == m_failures.end() ? std::nullopt : journal::mailboxToCreate(*failure);
        if (mailbox && made.emplace(journal::accountOf(failure->operation), *mailbox).second)
            request(journal::CreateFolder{journal::accountOf(failure->operation), *mailbox});
    }
    for (const journal::Entry &failure : std::vector(m_failures)) {
        const auto mailbox = journal::mailboxToCreate(failure);
        if (mailbox && made.contains({journal::accountOf(failure.operation), *mailbox}))
            Q_EMIT retryWanted(failure.id);
    }
}

QString OperationDesk::folderName(const QUuid &account, const QByteArray &mailbox) const
{
    const auto folder = m_context.reader.folder(account, mailbox);
    return folder ? folder->name : QString::fromUtf8(mailbox);
}

void OperationDesk::showFailures()
{
    if (m_dialog.isNull()) {
        m_dialog = new FailuresDialog(m_window);
        m_dialog->setAttribute(Qt::WA_DeleteOnClose);
        connect(m_dialog, &FailuresDialog::retryWanted, this, &OperationDesk::retryWanted);
        connect(m_dialog, &FailuresDialog::forgetWanted, this, &OperationDesk::forgetWanted);
        connect(m_dialog, &FailuresDialog::createWanted, this, &OperationDesk::createAndRetry);
    }
    showFailureList();
    if (!m_failures.empty())
        m_dialog->show();
}

void OperationDesk::showFailureList()
{
    if (m_dialog.isNull())
        return;
    std::vector<FailuresDialog::Failure> list;
    for (const journal::Entry &entry : m_failures) {
        list.push_back({entry.id, sentenceFor(entry.operation), OperationText::reason(entry.detail),
                        journal::mailboxToCreate(entry).has_value()});
    }
    m_dialog->setFailures(list);
}
