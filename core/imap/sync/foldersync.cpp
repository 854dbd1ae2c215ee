// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/sync/foldersync.h"

#include "core/base/overloaded.h"
#include "core/imap/session/commands/mailboxes.h"
#include "core/imap/session/commands/notify.h"
#include "core/imap/sync/convert.h"
#include "core/imap/wire/mailboxname.h"

#include <QPointer>

#include <algorithm>

namespace imap::sync {

namespace {

// What a row shows. The first is the one that every server can tell.
const std::vector<StatusItem> &countItems()
{
    static const std::vector items{StatusItem::Messages, StatusItem::Unseen};
    return items;
}

}

FolderSync::FolderSync(QUuid account, Connection &connection, QObject *parent)
    : QObject(parent), m_account(account), m_connection(&connection), m_items(countItems().size())
{
    connect(m_connection, &Connection::untagged, this, &FolderSync::overhear);
}

void FolderSync::countOn(Connection &connection)
{
    if (m_connection == &connection)
        return;
    disconnect(m_connection, nullptr, this, nullptr);
    m_connection = &connection;
    m_toCount.clear();
    m_watch = Watch::Untried;
    connect(m_connection, &Connection::untagged, this, &FolderSync::overhear);
}

void FolderSync::forget()
{
    m_listed = false;
    m_listsStatus = true;
    m_items = countItems().size();
    m_watch = Watch::Untried;
}

void FolderSync::list(Connection &on)
{
    on.withMailbox({}, [self = QPointer(this)](std::shared_ptr<Lease> lease, const Error &error) {
        if (self.isNull())
            return;
        if (lease == nullptr) {
            Q_EMIT self->failed(error);
            return;
        }
        auto *listing = new FolderListing(
            std::move(lease), [self](const FolderListing::Told &told) { self->takeList(told); }, self);
        listing->start();
    });
}

void FolderSync::takeList(const FolderListing::Told &told)
{
    const Completion &completion = told.completion;
    if (!completion.ok()) {
        Q_EMIT failed(Error{isLineLost(completion) ? Error::Kind::ConnectionLost : Error::Kind::Refused,
                            completion.text.text});
        return;
    }
    store::FoldersListed list{m_account, {}};
    bool inbox = false;
    QSet<QByteArray> known;
    for (const ListData &data : told.mailboxes) {
        store::ListedFolder folder = listedFolder(data);
        // The root, told by LIST "" "", a name told twice, or a tree without an end.
        if (folder.mailbox.isEmpty() || known.contains(folder.mailbox) || levelsOf(data) > mostLevels)
            continue;
        known.insert(folder.mailbox);
        folder.subscribed = !told.subscribed || told.subscribed->contains(data.mailbox);
        inbox = inbox || folder.role == store::FolderRole::Inbox;
        list.folders.push_back(std::move(folder));
    }
    if (!inbox) {  // INBOX may be missing from LIST and is there all the same (RFC 3501, 5.1)
        ListData missing;
        missing.delimiter = '/';
        missing.mailbox = "INBOX";
        list.folders.insert(list.folders.begin(), listedFolder(missing));
        list.folders.front().subscribed = !told.subscribed || told.subscribed->contains("INBOX");
    }
    m_folders = list.folders;
    m_listed = true;
    Q_EMIT updateReady(list);
    Q_EMIT listed();
    if (told.isCut)
        Q_EMIT cut();
}

void FolderSync::rename(const QByteArray &from, const QByteArray &to)
{
    store::FoldersRenamed renamed{m_account, {}};
    for (const store::ListedFolder &folder : m_folders) {
        const QByteArray name = nameAfterRename(folder.mailbox, from, to, folder.delimiter);
        if (name != folder.mailbox)
            renamed.names.push_back({folder.mailbox, name, displayName(name)});
    }
    for (store::ListedFolder &folder : m_folders)
        folder.mailbox = nameAfterRename(folder.mailbox, from, to, folder.delimiter);
    if (!renamed.names.empty())
        Q_EMIT updateReady(renamed);
}

bool FolderSync::mayCount(const QByteArray &mailbox) const
{
    if (mailbox == m_except)
        return false;
    return std::any_of(m_folders.begin(), m_folders.end(), [&mailbox](const store::ListedFolder &folder) {
        return folder.selectable && sameMailbox(folder.mailbox, mailbox);
    });
}

void FolderSync::tellCount(const QByteArray &mailbox, const StatusData &status)
{
    if (status.messages || status.unseen)
        Q_EMIT updateReady(store::FolderCounted{m_account, isInbox(mailbox) ? "INBOX" : mailbox,
                                                status.messages, status.unseen});
}

void FolderSync::refreshCounts(const QByteArray &exceptMailbox)
{
    m_except = exceptMailbox;
    if (!m_connection->isReady() || m_watch == Watch::Asked || m_watch == Watch::On)
        return;
    if (m_watch == Watch::Untried && m_connection->session()->capabilities().has("NOTIFY"))
        watch();
    else
        countAll();
}

// From now on the server tells by itself, and first of all how things stand.
void FolderSync::watch()
{
    m_watch = Watch::Asked;
    m_connection->withMailbox({}, [self = QPointer(this)](std::shared_ptr<Lease> lease, const Error &) {
        if (self.isNull() || lease == nullptr)
            return;
        using Mailboxes = NotifyGroup::Mailboxes;
        const std::vector news{NotifyEvent::Messages, NotifyEvent::Flags};
        std::vector<NotifyGroup> groups{{Mailboxes::SelectedDelayed, news, {}},
                                        {Mailboxes::Personal, news, {}}};
        groups.back().events.push_back(NotifyEvent::MailboxNames);
        auto *command = lease->session()->run(
            std::make_unique<NotifyCommand>(std::move(groups), NotifyCommand::First::Status));
        connect(command, &Command::finished, self, [self, lease](const Completion &completion) mutable {
            lease.reset();
            if (isLineLost(completion))
                return;
            self->m_watch = completion.ok() ? Watch::On : Watch::Off;  // NO: too much to watch, or the events
            if (!completion.ok())
                self->countAll();
        });
    });
}

// What nobody asked for: the news of NOTIFY.
void FolderSync::overhear(const Untagged &data)
{
    if (m_watch != Watch::Asked && m_watch != Watch::On)
        return;
    std::visit(overloaded{
                   [this](const StatusData &status) {
                       if (!mayCount(status.mailbox))
                           return;
                       tellCount(status.mailbox, status);
                       if (!status.unseen) {  // new mail need not be told with it (RFC 5465, 5.2)
                           m_toCount.push_back(status.mailbox);
                           if (m_toCount.size() == 1)
                               nextCount();
                       }
                   },
                   [this](const ListData &mailbox) {  // made, renamed or gone
                       if (mailbox.oldName)
                           rename(*mailbox.oldName, mailbox.mailbox);
                       list(*m_connection);
                   },
                   [this](const Condition &condition) {
                       if (!condition.text.has(code::Atom::Kind::NotificationOverflow))
                           return;
                       m_watch = Watch::Off;  // the server has stopped (RFC 5465, 5.8)
                       countAll();
                   },
                   [](const auto &) {},
               },
               data);
}

void FolderSync::countAll()
{
    const bool running = !m_toCount.empty();
    m_toCount.clear();
    for (const store::ListedFolder &folder : m_folders) {
        if (folder.selectable && folder.mailbox != m_except)
            m_toCount.push_back(folder.mailbox);
    }
    if (!running)
        nextCount();
}

void FolderSync::nextCount()
{
    if (m_toCount.empty())
        return;
    m_connection->withMailbox({}, [self = QPointer(this)](std::shared_ptr<Lease> lease, const Error &) {
        if (self.isNull() || self->m_toCount.empty())
            return;
        const bool isOneQuestion = self->m_listsStatus && self->m_toCount.size() > 1;
        if (lease == nullptr)
            self->m_toCount.clear();
        else if (isOneQuestion && ListCommand::tellsStatus(lease->session()->capabilities()))
            self->countByList(std::move(lease));
        else
            self->count(self->m_toCount.front(), std::move(lease), self->m_items);
    });
}

void FolderSync::countByList(std::shared_ptr<Lease> lease)
{
    ListWishes wishes;
    wishes.status = countItems();
    auto *command =
        lease->session()->run(std::make_unique<ListCommand>(wishes, std::vector<QByteArray>{"*"}));
    connect(command, &Command::finished, this, [this, lease, command](const Completion &completion) mutable {
        lease.reset();
        if (isLineLost(completion)) {
            m_toCount.clear();
            return;
        }
        for (const StatusData &status : command->statuses()) {
            if (mayCount(status.mailbox))
                tellCount(status.mailbox, status);
        }
        m_listsStatus = completion.ok();
        if (m_listsStatus)
            m_toCount.clear();
        nextCount();
    });
}

void FolderSync::count(const QByteArray &mailbox, std::shared_ptr<Lease> lease, std::size_t items)
{
    const auto &selected = lease->session()->selected();
    if (mailbox == m_except || (selected && sameMailbox(selected->mailbox, mailbox))) {
        m_toCount.pop_front();
        nextCount();
        return;
    }
    const std::vector<StatusItem> &all = countItems();
    auto *command = lease->session()->run(std::make_unique<StatusCommand>(
        mailbox, std::vector(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(items))));
    connect(command, &Command::finished, this,
            [this, lease, command, mailbox, items](const Completion &completion) mutable {
                takeCount(mailbox, items, completion, command->status(), std::move(lease));
            });
}

// NO is about the mailbox, and BAD about what was asked: then less is. Neither is worth a word to the user.
void FolderSync::takeCount(const QByteArray &mailbox, std::size_t items, const Completion &completion,
                           const std::optional<StatusData> &status, std::shared_ptr<Lease> lease)
{
    if (isLineLost(completion)) {
        m_toCount.clear();
        return;
    }
    if (completion.status == Completion::Status::Bad && items > 1) {
        count(mailbox, std::move(lease), items - 1);
        return;
    }
    if (completion.ok())
        m_items = std::min(m_items, items);
    if (completion.ok() && status)
        tellCount(mailbox, *status);
    else if (!completion.ok())
        Q_EMIT updateReady(store::FolderCounted{m_account, mailbox, std::nullopt, std::nullopt});
    if (!m_toCount.empty() && m_toCount.front() == mailbox)
        m_toCount.pop_front();
    nextCount();
}

}
