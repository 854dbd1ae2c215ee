// SPDX-License-Identifier: GPL-3.0-or-later
// How much there is in folders that are not open.
#include "core/base/overloaded.h"
#include "core/imap/session/commands/mailboxes.h"
#include "core/imap/session/commands/notify.h"
#include "core/imap/sync/foldersync.h"
#include "core/imap/wire/mailboxname.h"

#include <QPointer>

#include <algorithm>

namespace imap::sync {

bool FolderSync::mayCount(const QByteArray &mailbox) const
{
    if (sameMailbox(mailbox, m_except) || m_watched.contains(mailbox))
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
    const auto asked = [self = QPointer(this), line = m_connection](Watch outcome) {
        if (!self.isNull() && self->m_connection == line && self->m_watch == Watch::Asked)
            self->m_watch = outcome;
    };
    m_connection->withMailbox(
        {}, [self = QPointer(this), asked](std::shared_ptr<Lease> lease, const Error &) {
            if (self.isNull())
                return;
            if (lease == nullptr) {
                asked(Watch::Untried);
                return;
            }
            using Mailboxes = NotifyGroup::Mailboxes;
            const std::vector news{NotifyEvent::Messages, NotifyEvent::Flags};
            std::vector<NotifyGroup> groups{{Mailboxes::SelectedDelayed, news, {}},
                                            {Mailboxes::Personal, news, {}}};
            groups.back().events.push_back(NotifyEvent::MailboxNames);
            auto *command = lease->session()->run(
                std::make_unique<NotifyCommand>(std::move(groups), NotifyCommand::First::Status));
            connect(command, &Command::finished, self,
                    [self, asked, lease](const Completion &completion) mutable {
                        lease.reset();
                        if (isLineLost(completion)) {
                            asked(Watch::Untried);
                            return;
                        }
                        asked(completion.ok() ? Watch::On
                                              : Watch::Off);  // NO: too much to watch, or the events
                        if (!completion.ok())
                            self->countAll();
                        else if (!self->hasToldOfAll() && !std::exchange(self->m_isListingAgain, true))
                            self->listAgain();
                    });
        });
}

// What nobody asked for: the news of NOTIFY.
void FolderSync::overhear(const Untagged &data)
{
    if (m_watch != Watch::Asked && m_watch != Watch::On)
        return;
    std::visit(overloaded{
                   [this](const StatusData &status) { overhearCount(status); },
                   [this](const ListData &mailbox) {  // made, renamed or gone
                       if (mailbox.oldName)
                           takeRename(*mailbox.oldName, mailbox.mailbox);
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

// What was deleted between the list and NOTIFY no event tells of, either.
bool FolderSync::hasToldOfAll() const
{
    return std::all_of(m_folders.begin(), m_folders.end(), [this](const store::ListedFolder &folder) {
        return !folder.selectable || m_toldOf.contains(folder.mailbox);
    });
}

void FolderSync::overhearCount(const StatusData &status)
{
    Q_EMIT statusTold(status);
    if (m_watch == Watch::Asked)
        m_toldOf.insert(isInbox(status.mailbox) ? "INBOX" : status.mailbox);
    if (mayCount(status.mailbox)) {
        tellCount(status.mailbox, status);
        if (!status.unseen) {  // new mail need not be told with it (RFC 5465, 5.2)
            m_toCount.push_back(status.mailbox);
            if (m_toCount.size() == 1)
                nextCount();
        }
        return;
    }
    heedName(status.mailbox);  // made between the list and NOTIFY: no event tells of it
}

// One that is not in the list is worth another list, but a server that goes on so is not.
void FolderSync::heedName(const QByteArray &mailbox)
{
    constexpr qsizetype most = 20;
    const bool isListed =
        std::any_of(m_folders.begin(), m_folders.end(), [&mailbox](const store::ListedFolder &folder) {
            return sameMailbox(folder.mailbox, mailbox);
        });
    if (isListed || m_unlisted.size() >= most || m_unlisted.contains(mailbox))
        return;
    m_unlisted.insert(mailbox);
    if (!std::exchange(m_isListingAgain, true))
        listAgain();
}

// By another program: whoever has it open is to follow.
void FolderSync::takeRename(const QByteArray &from, const QByteArray &to)
{
    for (const MailboxRenaming &each : rename(from, to)) {
        m_renamed.push_back(each);
        Q_EMIT renamed(each.from, each.to);
    }
}

// What was begun is brought to its end first: where there are many, the last ones would never have their
// turn.
void FolderSync::countAll()
{
    if (!m_toCount.empty() && m_pace != nullptr)
        return;
    const bool running = !m_toCount.empty();
    m_toCount.clear();
    for (const store::ListedFolder &folder : m_folders) {
        if (folder.selectable && folder.mailbox != m_except && !m_watched.contains(folder.mailbox))
            m_toCount.push_back(folder.mailbox);
    }
    if (!running)
        nextCount();
}

// STATUS is work for a server: the counts of many folders are asked for a few a minute.
bool FolderSync::isTooFast()
{
    constexpr int mostAMinute = 30;
    constexpr std::chrono::minutes span{1};
    Clock &clock = m_connection->clock();
    if (m_countedNow == 0 || clock.monotonic() - m_paceBegan >= span) {
        m_countedNow = 0;
        m_paceBegan = clock.monotonic();
    }
    if (++m_countedNow <= mostAMinute)
        return false;
    m_pace = clock.alarm(span - (clock.monotonic() - m_paceBegan), [this] {
        m_pace.reset();
        m_countedNow = 0;
        nextCount();
    });
    return true;
}

void FolderSync::nextCount()
{
    if (m_toCount.empty() || m_pace != nullptr)
        return;
    m_connection->withMailbox({}, [self = QPointer(this)](std::shared_ptr<Lease> lease, const Error &) {
        if (self.isNull() || self->m_toCount.empty())
            return;
        const bool isOneQuestion = self->m_listsStatus && self->m_toCount.size() > 1;
        if (lease == nullptr)
            self->m_toCount.clear();
        else if (isOneQuestion && ListCommand::tellsStatus(lease->session()->capabilities()))
            self->countByList(std::move(lease));
        else if (!self->isTooFast())
            self->count(self->m_toCount.front(), std::move(lease), self->m_items);
    });
}

void FolderSync::countByList(std::shared_ptr<Lease> lease)
{
    ListWishes wishes;
    wishes.status = {statusCountItems.begin(), statusCountItems.end()};
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
            else
                heedName(status.mailbox);  // made since
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
    if (!mayCount(mailbox) || (selected && sameMailbox(selected->mailbox, mailbox))) {
        m_toCount.pop_front();
        nextCount();
        return;
    }
    const std::vector<StatusItem> wanted(statusCountItems.begin(),
                                         statusCountItems.begin() + static_cast<std::ptrdiff_t>(items));
    auto *command = lease->session()->run(std::make_unique<StatusCommand>(mailbox, wanted));
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
    else if (completion.status == Completion::Status::No && m_known.folders)
        lookInto(mailbox, completion, std::move(lease));
    else if (!completion.ok())
        countRefused(mailbox);
    countedOne(mailbox);
}

void FolderSync::countedOne(const QByteArray &mailbox)
{
    if (!m_toCount.empty() && m_toCount.front() == mailbox)
        m_toCount.pop_front();
    nextCount();
}

void FolderSync::countRefused(const QByteArray &mailbox)
{
    Q_EMIT updateReady(store::FolderCounted{m_account, mailbox, std::nullopt, std::nullopt});
}

// NO for a mailbox that was there: is it still (RFC 2180, 3.2)? Asked once; a server that lists what it does
// not count has told all it will.
void FolderSync::lookInto(const QByteArray &mailbox, const Completion &refusal, std::shared_ptr<Lease> lease)
{
    if (const auto hint = newNameIn(refusal.text))
        suggest(*hint);
    const bool isAskable = !mailbox.contains('%') && !mailbox.contains('*');
    if (m_uncounted.contains(mailbox) || !isAskable || lease->session() == nullptr) {
        countRefused(mailbox);
        return;
    }
    auto *command = lease->session()->run(std::make_unique<ListCommand>(QByteArray(), mailbox));
    connect(command, &Command::finished, this,
            [this, command, mailbox, lease](const Completion &completion) mutable {
                lease.reset();
                const bool isThere = !completion.ok()
                    || std::any_of(
                        command->mailboxes().begin(), command->mailboxes().end(),
                        [&mailbox](const ListData &each) { return sameMailbox(each.mailbox, mailbox); });
                if (isLineLost(completion))
                    return;
                if (isThere) {
                    m_uncounted.insert(mailbox);
                    countRefused(mailbox);
                } else {
                    listAgain();
                }
            });
}

}
