// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/sync/folderchanges.h"

#include "core/imap/session/commands/mailboxes.h"
#include "core/imap/session/serverquirks.h"
#include "core/imap/wire/mailboxname.h"

#include <QPointer>

#include <algorithm>

namespace imap::sync {

using Kind = FolderChange::Kind;

namespace {

bool isBelow(const QByteArray &name, const store::ListedFolder &folder)
{
    return folder.delimiter && name.size() > folder.mailbox.size() && name.startsWith(folder.mailbox)
        && name[folder.mailbox.size()] == *folder.delimiter;
}

const store::ListedFolder *find(const std::vector<store::ListedFolder> &folders, const QByteArray &mailbox,
                                Qt::CaseSensitivity sensitivity)
{
    const auto found = std::find_if(folders.begin(), folders.end(), [&](const store::ListedFolder &folder) {
        // "Lists/" is how "Lists" is created for what is to be below it.
        const bool namesLevel = folder.delimiter && mailbox.endsWith(*folder.delimiter);
        return folder.mailbox.compare(namesLevel ? mailbox.chopped(1) : mailbox, sensitivity) == 0;
    });
    return found == folders.end() ? nullptr : &*found;
}

// A name that ends so is made for what is to be below it, and is no mailbox itself (RFC 3501, 6.3.3).
bool isLevelOnly(const QByteArray &name, const std::vector<store::ListedFolder> &folders)
{
    return std::any_of(folders.begin(), folders.end(), [&name](const store::ListedFolder &folder) {
        return folder.delimiter && name.endsWith(*folder.delimiter);
    });
}

QByteArray reasonAgainstName(const QByteArray &name, const QByteArray &except,
                             const std::vector<store::ListedFolder> &folders)
{
    if (!isCreatable(name))
        return "a mailbox cannot have this name";
    const store::ListedFolder *other = find(folders, name, Qt::CaseInsensitive);
    if (other == nullptr || other->mailbox == except)
        return {};
    if (other->mailbox != name)
        noteHabit(ServerQuirk::NamesInAnyCase);
    return "there is a mailbox of this name: " + other->mailbox;
}

std::unique_ptr<Command> commandFor(const FolderChange &change)
{
    using Wish = SubscribeCommand::Wish;
    switch (change.kind) {
    case Kind::Create: return std::make_unique<CreateCommand>(change.mailbox, change.specialUses);
    case Kind::Delete: return std::make_unique<DeleteCommand>(change.mailbox);
    case Kind::Rename: return std::make_unique<RenameCommand>(change.mailbox, change.newName);
    case Kind::Subscribe: return std::make_unique<SubscribeCommand>(Wish::Subscribe, change.mailbox);
    case Kind::Unsubscribe: break;
    }
    return std::make_unique<SubscribeCommand>(Wish::Unsubscribe, change.mailbox);
}

}

QByteArray reasonAgainst(const FolderChange &change, const std::vector<store::ListedFolder> &folders)
{
    if (change.kind == Kind::Subscribe || change.kind == Kind::Unsubscribe)
        return {};  // the name need not exist
    if (change.kind == Kind::Create)
        return reasonAgainstName(change.mailbox, {}, folders);
    if (isInbox(change.mailbox))
        return "INBOX stays what it is";
    const store::ListedFolder *folder = find(folders, change.mailbox, Qt::CaseSensitive);
    if (change.kind == Kind::Rename) {
        if (folder != nullptr && isBelow(change.newName, *folder))
            return "a mailbox cannot be below itself";
        return reasonAgainstName(change.newName, change.mailbox, folders);
    }
    const bool hasChildren = folder != nullptr
        && std::any_of(folders.begin(), folders.end(),
                       [folder](const auto &other) { return isBelow(other.mailbox, *folder); });
    return folder != nullptr && !folder->selectable && hasChildren
        ? QByteArray("it holds other mailboxes and nothing else")
        : QByteArray();
}

FolderChanges::FolderChanges(FolderSync &folders, WithoutMailbox withoutMailbox, QObject *parent)
    : QObject(parent), m_folders(folders), m_withoutMailbox(std::move(withoutMailbox))
{}

void FolderChanges::carryOut(const FolderChange &change, Done done)
{
    if (const QByteArray reason = reasonAgainst(change, m_folders.folders()); !reason.isEmpty()) {
        done(Error{Error::Kind::Refused, reason});
        return;
    }
    const bool isAboutIt = change.kind == Kind::Delete || change.kind == Kind::Rename;
    m_withoutMailbox(isAboutIt ? change.mailbox : QByteArray(),
                     [self = QPointer(this), change,
                      done = std::move(done)](const std::shared_ptr<Lease> &lease, const Error &error) {
                         if (lease == nullptr || lease->session() == nullptr || self.isNull())
                             done(error);
                         else
                             self->run(change, lease, done);
                     });
}

void FolderChanges::run(const FolderChange &change, const std::shared_ptr<Lease> &lease, const Done &done)
{
    auto *command = lease->session()->run(commandFor(change));
    connect(command, &Command::finished, this, [this, change, lease, done](const Completion &completion) {
        if (completion.ok() && lease->session() != nullptr)
            follow(change, *lease->session());
        if (completion.ok())
            done(std::nullopt);
        else
            done(Error{isLineLost(completion) ? Error::Kind::ConnectionLost : Error::Kind::Refused,
                       completion.text.text});
    });
}

void FolderChanges::follow(const FolderChange &change, Session &session)
{
    const std::vector<store::ListedFolder> before = m_folders.folders();
    Command *last = nullptr;
    if (change.kind == Kind::Create && !isLevelOnly(change.mailbox, before))
        last = subscribe(session, change.mailbox, true);
    if (change.kind == Kind::Delete)
        m_folders.expectGone(change.mailbox);
    if (change.kind == Kind::Delete)
        last = subscribe(session, change.mailbox, false);  // else it would stay for ever (RFC 3501, 6.3.6)
    if (change.kind == Kind::Rename) {
        m_folders.rename(change.mailbox, change.newName);
        for (const store::ListedFolder &folder : before) {
            const QByteArray name =
                nameAfterRename(folder.mailbox, change.mailbox, change.newName, folder.delimiter);
            if (!folder.subscribed || name == folder.mailbox)
                continue;
            subscribe(session, name, true);
            last = subscribe(session, folder.mailbox, false);
        }
    }
    if (last == nullptr)
        m_folders.listAgain();
    else
        connect(last, &Command::finished, this, [this] { m_folders.listAgain(); });
}

Command *FolderChanges::subscribe(Session &session, const QByteArray &mailbox, bool wanted)
{
    using Wish = SubscribeCommand::Wish;
    return session.run(
        std::make_unique<SubscribeCommand>(wanted ? Wish::Subscribe : Wish::Unsubscribe, mailbox));
}

}
