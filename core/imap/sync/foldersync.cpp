// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/sync/foldersync.h"

#include "core/imap/session/commands/list.h"
#include "core/imap/session/serverquirks.h"
#include "core/imap/sync/convert.h"
#include "core/imap/wire/mailboxname.h"

#include <QPointer>
#include <QSet>

#include <algorithm>

namespace imap::sync {

FolderSync::FolderSync(QUuid account, Connection &connection, QObject *parent)
    : QObject(parent), m_account(account), m_connection(connection)
{}

void FolderSync::list(Connection &on)
{
    on.withMailbox({}, [self = QPointer(this)](std::shared_ptr<Lease> lease, const Error &error) {
        if (self.isNull())
            return;
        if (lease == nullptr) {
            Q_EMIT self->failed(error);
            return;
        }
        self->ask(std::move(lease), false, {});
    });
}

// Some servers refuse an extended LIST they offer, others leave INBOX out of its answer: then the plain one
// counts as well, and what both told is one list.
void FolderSync::ask(std::shared_ptr<Lease> lease, bool plainly, std::vector<ListData> before)
{
    Session *session = lease->session();
    const bool isExtended = !plainly && session->capabilities().has("LIST-EXTENDED");
    auto *command = session->run(
        std::make_unique<ListCommand>(plainly ? ListCommand::Form::Plain : ListCommand::Form::AsOffered));
    connect(command, &Command::finished, this,
            [this, lease, command, isExtended, before](const Completion &completion) mutable {
                std::vector<ListData> told = before;
                told.insert(told.end(), command->mailboxes().begin(), command->mailboxes().end());
                const bool hasInbox = std::any_of(told.begin(), told.end(),
                                                  [](const ListData &each) { return isInbox(each.mailbox); });
                if (isExtended && !isLineLost(completion) && (!completion.ok() || !hasInbox)) {
                    noteHabit(completion.ok() ? ServerQuirk::ListForgetsInbox
                                              : ServerQuirk::RefusesExtendedList);
                    ask(std::move(lease), true, std::move(told));
                    return;
                }
                lease.reset();
                takeList(completion, told);
                if (completion.ok() && command->isCut())
                    Q_EMIT cut();
            });
}

void FolderSync::takeList(const Completion &completion, const std::vector<ListData> &mailboxes)
{
    if (!completion.ok()) {
        Q_EMIT failed(Error{isLineLost(completion) ? Error::Kind::ConnectionLost : Error::Kind::Refused,
                            completion.text.text});
        return;
    }
    store::FoldersListed list{m_account, {}};
    m_selectable.clear();
    bool inbox = false;
    QSet<QByteArray> known;
    for (const ListData &data : mailboxes) {
        store::ListedFolder folder = listedFolder(data);
        if (folder.mailbox.isEmpty())
            continue;  // the root, told by LIST "" ""
        if (known.contains(folder.mailbox))
            continue;
        known.insert(folder.mailbox);
        inbox = inbox || folder.role == store::FolderRole::Inbox;
        if (folder.selectable)
            m_selectable.push_back(folder.mailbox);
        list.folders.push_back(std::move(folder));
    }
    if (!inbox) {  // INBOX may be missing from LIST and is there all the same (RFC 3501, 5.1)
        ListData missing;
        missing.delimiter = '/';
        missing.mailbox = "INBOX";
        list.folders.insert(list.folders.begin(), listedFolder(missing));
        m_selectable.insert(m_selectable.begin(), "INBOX");
    }
    m_listed = true;
    Q_EMIT updateReady(list);
    Q_EMIT listed();
}

void FolderSync::refreshCounts(const QByteArray &exceptMailbox)
{
    const bool running = !m_toCount.empty();
    m_toCount.assign(m_selectable.begin(), m_selectable.end());
    std::erase(m_toCount, exceptMailbox);
    if (!running)
        nextCount();
}

void FolderSync::nextCount()
{
    if (m_toCount.empty())
        return;
    const QByteArray mailbox = m_toCount.front();
    m_connection.withMailbox({},
                             [self = QPointer(this), mailbox](std::shared_ptr<Lease> lease, const Error &) {
                                 if (self.isNull())
                                     return;
                                 if (lease == nullptr)
                                     self->m_toCount.clear();
                                 else
                                     self->count(mailbox, std::move(lease));
                             });
}

void FolderSync::count(const QByteArray &mailbox, std::shared_ptr<Lease> lease)
{
    const auto &selected = lease->session()->selected();
    if (selected && selected->mailbox == mailbox) {
        if (!m_toCount.empty())
            m_toCount.pop_front();
        nextCount();
        return;
    }
    auto *command = lease->session()->run(std::make_unique<StatusCommand>(mailbox));
    connect(command, &Command::finished, this,
            [this, lease, command, mailbox](const Completion &completion) mutable {
                lease.reset();
                takeCount(mailbox, completion, command->status());
            });
}

void FolderSync::takeCount(const QByteArray &mailbox, const Completion &completion,
                           const std::optional<StatusData> &status)
{
    if (isLineLost(completion)) {
        m_toCount.clear();
        return;
    }
    if (completion.ok() && status)
        Q_EMIT updateReady(store::FolderCounted{m_account, mailbox, status->messages, status->unseen});
    if (!m_toCount.empty())
        m_toCount.pop_front();
    nextCount();
}

}
