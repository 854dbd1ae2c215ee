// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/sync/folderfollower.h"

#include <QPointer>

#include <algorithm>

namespace imap::sync {

namespace {

// The mail in it is elsewhere as well (RFC 6154: \All, \Flagged), or nobody wants to find it.
bool isWorthIt(store::FolderRole role)
{
    return role != store::FolderRole::Junk && role != store::FolderRole::Trash
        && role != store::FolderRole::All && role != store::FolderRole::Flagged;
}

}

FolderFollower::FolderFollower(Context context, QObject *parent)
    : QObject(parent), m_context(std::move(context))
{}

void FolderFollower::counted(const store::FolderCounted &told)
{
    if (!told.messages)
        return;
    Followed &folder = m_folders[told.mailbox];
    const Told counts{*told.messages, told.unseen};
    if (folder.told != counts)
        folder.failures = 0;
    folder.told = counts;
    nextLater();
}

void FolderFollower::setOnline(bool online)
{
    if (std::exchange(m_isOnline, online) == online)
        return;
    ++m_epoch;
    m_looking.clear();
    m_givesWay = false;
    m_pause.reset();
    for (auto &[mailbox, folder] : m_folders)
        folder.failures = 0;
    next();
}

void FolderFollower::setMetered(bool metered)
{
    m_isMetered = metered;
    nextLater();
}

FolderFollower::Rank FolderFollower::rankOf(const QByteArray &mailbox, Followed &followed) const
{
    constexpr int mostFailures = 5;
    const Told &told = followed.told;
    if (followed.lookedAtFor == told || followed.failures >= mostFailures)
        return Rank::None;
    const auto folder = m_context.reader.folder(m_context.account, mailbox);
    if (!folder || !folder->selectable)
        return Rank::None;
    const store::Counts here = m_context.reader.counts(folder->id);
    const bool isSame = told.messages == here.stored && (!told.unseen || *told.unseen == here.storedUnseen);
    if (isSame) {
        followed.lookedAtFor = told;
        return Rank::None;
    }
    if (m_first.contains(mailbox))
        return Rank::First;
    if (told.messages > here.stored && told.messages - here.stored > mostUnasked)
        return Rank::None;
    if (folder->state)
        return Rank::Known;
    return m_isMetered || !isWorthIt(folder->role) ? Rank::None : Rank::New;
}

// The rest of the event loop first: what the user has asked for meanwhile, and what else the server has told.
void FolderFollower::nextLater()
{
    if (!std::exchange(m_isDue, true))
        QMetaObject::invokeMethod(this, &FolderFollower::next, Qt::QueuedConnection);
}

void FolderFollower::pause(int failures)
{
    constexpr std::chrono::seconds aWhile{10};
    m_pause = m_context.clock.alarm(aWhile * std::max(failures, 1), [this] {
        m_pause.reset();
        next();
    });
}

void FolderFollower::next()
{
    m_isDue = false;
    if (!m_isOnline || isLooking() || m_pause)
        return;
    auto best = m_folders.end();
    Rank rank = Rank::None;
    for (auto each = m_folders.begin(); each != m_folders.end() && rank != Rank::First; ++each) {
        const Rank other = rankOf(each->first, each->second);
        if (other < rank) {
            rank = other;
            best = each;
        }
    }
    if (best == m_folders.end())
        return;
    if (!m_context.isFree()) {
        pause(1);
        return;
    }
    m_looking = best->first;
    m_context.look(m_looking,
                   [self = QPointer(this), epoch = m_epoch, mailbox = m_looking,
                    counts = best->second.told](bool isInStep) {
                       if (!self.isNull() && self->m_epoch == epoch)
                           self->looked(mailbox, counts, isInStep);
                   });
}

void FolderFollower::looked(const QByteArray &mailbox, const Told &counts, bool isInStep)
{
    m_looking.clear();
    const bool gaveWay = std::exchange(m_givesWay, false);
    Followed &folder = m_folders[mailbox];
    if (isInStep)
        folder.lookedAtFor = counts;
    else
        pause(gaveWay ? 1 : ++folder.failures);
    nextLater();
}

}
