// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/sync/foldersync.h"

#include "core/imap/session/commands/list.h"
#include "core/imap/sync/convert.h"

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
        auto *command = lease->session()->run(std::make_unique<ListCommand>());
        connect(command, &Command::finished, self,
                [self, lease, command](const Completion &completion) mutable {
                    lease.reset();
                    self->takeList(completion, command->mailboxes());
                    if (completion.ok() && command->isCut())
                        Q_EMIT self->cut();
                });
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
