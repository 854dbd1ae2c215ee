// SPDX-License-Identifier: GPL-3.0-or-later
// What is listened to beside the folder on screen, and whether the lines are alive.
#include "core/base/logging.h"
#include "core/imap/session/commands/mailboxes.h"
#include "core/imap/session/commands/simple.h"
#include "core/imap/sync/accountsync.h"
#include "core/imap/wire/mailboxname.h"

#include <algorithm>

namespace imap::sync {

void AccountSync::forEachLine(const std::function<void(Connection &)> &act)
{
    act(m_view);
    act(m_work);
    for (const auto &watcher : m_watchers)
        act(watcher->line());
}

bool AccountSync::isClosed() const noexcept
{
    return m_view.session() == nullptr && m_work.session() == nullptr
        && std::all_of(m_watchers.begin(), m_watchers.end(),
                       [](const auto &watcher) { return watcher->line().session() == nullptr; });
}

// Everything that goes to the store passes here.
void AccountSync::tell(const store::Update &update)
{
    const Arrivals::News news = m_arrivals.note(update);
    Q_EMIT updateReady(update);
    if (const auto *counts = std::get_if<store::FolderCounted>(&update))
        m_follower.counted(*counts);
    if (news.uids.empty())
        return;
    Q_EMIT newMail({m_account.id, news.mailbox, news.uids});
    // Whoever has told it is in the middle of it, and a look of the downloader's would end him.
    QMetaObject::invokeMethod(
        this, [this, mailbox = news.mailbox] { m_downloader.lookAgain(mailbox); }, Qt::QueuedConnection);
}

void AccountSync::keepOffline(const store::KeepOffline &wish)
{
    m_downloader.keep(wish.mailbox, wish.months);
}

void AccountSync::setBackgroundOnline(bool online)
{
    m_isBackgroundOnline = online;
    m_downloader.setOnline(online);
    m_lookups.setOnline(online && !m_isMetered);
    m_follower.setOnline(online);
}

void AccountSync::lookUp()
{
    m_lookups.look();
}

void AccountSync::pauseDownload(bool paused)
{
    m_downloader.setPaused(paused);
}

void AccountSync::setMetered(bool metered)
{
    m_isMetered = metered;
    m_downloader.setMetered(metered);
    m_follower.setMetered(metered);
    m_lookups.setOnline(m_isBackgroundOnline && !metered);
}

// What is on screen, or listened to, is in step anyway, or soon.
void AccountSync::lookAt(const QByteArray &mailbox, const std::function<void(bool)> &done, bool isUnasked)
{
    const Watcher *watcher = watcherOf(mailbox);
    if (mailbox == m_wanted || (watcher != nullptr && watcher->isListening())) {
        done(true);
        return;
    }
    const auto look = [this, done, isUnasked](const std::shared_ptr<Lease> &lease, const Error &) {
        const bool isWanted = !isUnasked || !m_follower.givesWay();
        if (isWanted && lease != nullptr && lease->session() != nullptr && lease->connection() == &m_work)
            lookInBackground(lease, done);
        else
            done(false);
    };
    if (isUnasked)
        serveMailbox(mailbox, look);
    else
        withMailbox(mailbox, look);
}

void AccountSync::lookInBackground(const std::shared_ptr<Lease> &lease, const std::function<void(bool)> &done)
{
    if (m_background)
        m_follower.giveWay();
    endBackgroundLook(false);
    m_afterBackground = done;
    const SelectedMailbox selected = *lease->session()->selected();
    m_background = std::make_unique<MailboxSync>(contextFor(selected.mailbox, m_work), lease, selected);
    MailboxSync *look = m_background.get();
    connect(look, &MailboxSync::updateReady, this, &AccountSync::tell);
    connectBarriers(look);
    connect(look, &MailboxSync::secondLookWanted, this,
            [this, mailbox = selected.mailbox] { lookBehindAgain(mailbox); });
    const auto end = [this, look](bool isInStep) {
        if (m_background.get() == look)
            endBackgroundLook(isInStep);
    };
    connect(
        look, &MailboxSync::settled, this, [end] { end(true); }, Qt::QueuedConnection);
    connect(
        look, &MailboxSync::outOfStep, this, [end] { end(false); }, Qt::QueuedConnection);
    look->start();
}

// As with the mailbox on screen: what has gone without a word is believed when it is still gone after a
// while.
void AccountSync::lookBehindAgain(const QByteArray &mailbox)
{
    constexpr std::chrono::seconds aWhile{30};
    m_lookBehind[mailbox] = m_clock.alarm(aWhile, [this, mailbox] {
        m_doubtedBehind.insert(mailbox);
        if (m_work.mailbox() == mailbox && !m_work.isBusy())
            m_work.reselect();
        lookAt(mailbox, [this, mailbox](bool) { m_doubtedBehind.remove(mailbox); });
    });
}

// Also from inside what it tells: it goes a turn later, and says nothing any more.
void AccountSync::endBackgroundLook(bool isInStep)
{
    if (m_background) {
        m_background->disconnect(this);
        m_endedLooks.push_back(std::move(m_background));
        QMetaObject::invokeMethod(
            this,
            [this] {
                m_endedLooks.clear();
                updateWatchers();  // one of them may have waited for its mailbox
            },
            Qt::QueuedConnection);
    }
    if (const auto done = std::exchange(m_afterBackground, nullptr))
        done(isInStep);
}

// The line is there, and so is the folder on screen, but for what others have done to it.
void AccountSync::lookAfresh()
{
    m_mailbox.reset();
    m_guard.setWatching(false);
    m_view.reselect();
    selectWanted();
}

// A ghost would be lost by another SELECT (RFC 2180, 3.2).
void AccountSync::lookAfreshIfListed()
{
    using Whereabouts = FolderSync::Whereabouts;
    m_folders.lookFor(m_wanted, [self = QPointer(this), mailbox = m_wanted](const Whereabouts &found) {
        const bool isThere = found.kind == Whereabouts::Kind::There && found.name == mailbox;
        if (self && isThere && self->m_wanted == mailbox && self->m_view.isReady() && self->m_mailbox)
            self->lookAfresh();
    });
}

// Some servers (Mailutils) tell an open mailbox nothing of what others do to it, at no command; others
// (Dovecot) tell nothing of one that was deleted and made anew meanwhile. So the other line is asked how much
// there is; where the session on screen has not heard of that after a NOOP either, it is made anew. A server
// without mod-sequences is looked at anew from then on now and then anyway, since flags are not counted.
void AccountSync::pollShown()
{
    constexpr int pollsALook = 5;
    const Session *session = m_view.session();
    if (session == nullptr || !m_mailbox || !m_mailbox->isSettled() || m_folders.isTold()
        || session->capabilities().dialect().isLegacy())
        return;
    if (m_isSilent && ++m_silentPolls >= pollsALook) {
        m_silentPolls = 0;
        lookAfreshIfListed();
        return;
    }
    compareShown();
}

void AccountSync::compareShown()
{
    if (!m_work.isReady() || !m_view.isReady())
        return;
    m_work.withMailbox(
        {}, [self = QPointer(this), mailbox = m_wanted](std::shared_ptr<Lease> lease, const Error &) {
            if (self.isNull() || lease == nullptr || lease->session() == nullptr)
                return;
            const std::vector items{StatusItem::Messages, StatusItem::UidNext, StatusItem::UidValidity};
            auto *command = lease->session()->run(std::make_unique<StatusCommand>(mailbox, items));
            connect(command, &Command::finished, self,
                    [self, command, mailbox, lease](const Completion &completion) mutable {
                        lease.reset();
                        if (completion.ok() && command->status())
                            self->takeShown(mailbox, *command->status());
                    });
        });
}

// Another one has the name of the mailbox on screen: deleted and made anew. 0 is no number (RFC
// 3501, 2.3.1.1): Dovecot tells it of one that is about to be made.
bool AccountSync::isAnotherThanShown(const StatusData &told) const
{
    const Session *session = m_view.session();
    const auto validity = told.uidValidity.value_or(UidValidity{});
    return session != nullptr && session->selected() && m_mailbox && validity.value != 0
        && sameMailbox(told.mailbox, m_wanted) && validity != m_mailbox->validity();
}

AccountSync::Lag AccountSync::lagOfShown(const StatusData &told) const
{
    if (isAnotherThanShown(told))
        return Lag::Identity;
    const Session *session = m_view.session();
    if (session == nullptr || !session->selected() || !m_mailbox || !m_mailbox->isAtRest() || !told.messages)
        return Lag::None;
    if (session->selected()->exists != *told.messages)
        return Lag::Count;
    // What came last may have gone before we had selected: SELECT's UIDNEXT is known as well.
    const quint32 known = std::max(m_mailbox->highest().value + 1, session->selected()->uidNext.value);
    const bool hasMore = told.uidNext && told.uidNext->value > known;
    return hasMore && *told.messages > 0 ? Lag::Uids : Lag::None;  // or what came has gone at once
}

void AccountSync::takeShown(const QByteArray &mailbox, const StatusData &told)
{
    const Lag lag = mailbox == m_wanted ? lagOfShown(told) : Lag::None;
    Counts counts;
    counts.mailbox = mailbox;
    if (lag == Lag::Identity) {
        counts.validity = told.uidValidity.value_or(UidValidity{});
    } else {
        counts.messages = told.messages.value_or(0);
        counts.uidNext = told.uidNext.value_or(Uid{});
    }
    if (lag == Lag::None || counts == m_lookedAtFor)
        return;
    if (lag == Lag::Identity) {
        qCDebug(logSync) << "another mailbox has the name of the one on screen";
        m_lookedAtFor = counts;
        lookAfreshIfListed();
        return;
    }
    m_view.withMailbox(mailbox,
                       [self = QPointer(this), told, counts](std::shared_ptr<Lease> lease, const Error &) {
                           if (!self.isNull() && lease != nullptr && lease->session() != nullptr)
                               self->askShown(told, counts, std::move(lease));
                       });
}

// Has the session on screen only not had a chance to tell?
void AccountSync::askShown(const StatusData &told, const Counts &counts, std::shared_ptr<Lease> lease)
{
    const quint32 before = lease->session()->selected()->exists;
    auto *noop = lease->session()->run(std::make_unique<NoopCommand>());
    connect(noop, &Command::finished, this,
            [this, told, counts, before, lease = std::move(lease)](const Completion &completion) mutable {
                const Session *session = lease->session();
                const bool isSame = session != nullptr && session->selected()
                    && session->selected()->mailbox == m_wanted && session->selected()->exists == before;
                const bool hasModSeqs = session != nullptr && session->capabilities().condstore();
                lease.reset();  // the session may go with it
                const Lag lag = lagOfShown(told);
                if (isLineLost(completion) || !isSame || lag == Lag::None)
                    return;  // it has told
                qCDebug(logSync) << "the server tells an open mailbox nothing of others";
                m_isSilent = m_isSilent || (lag == Lag::Count && !hasModSeqs);
                m_silentPolls = 0;
                m_lookedAtFor = counts;
                lookAfreshIfListed();
            });
}

void AccountSync::checkLines()
{
    constexpr std::chrono::seconds patience{5};
    forEachLine([patience](Connection &line) {
        line.probe(patience);
        line.retryNow();
    });
}

Watcher *AccountSync::watcherOf(const QByteArray &mailbox) const
{
    const auto found = std::find_if(m_watchers.begin(), m_watchers.end(),
                                    [&mailbox](const auto &each) { return each->mailbox() == mailbox; });
    return found == m_watchers.end() ? nullptr : found->get();
}

void AccountSync::watchMailboxes(const QByteArrayList &mailboxes)
{
    m_toWatch = QByteArrayList{"INBOX"};
    for (const QByteArray &mailbox : mailboxes) {
        if (!m_toWatch.contains(mailbox))
            m_toWatch.append(mailbox);
    }
    m_follower.setFirst(m_toWatch);
    updateWatchers();
}

void AccountSync::stopWatchers()
{
    for (const auto &watcher : m_watchers)
        watcher->stop();
    m_folders.setWatched({});
}

// Once the folder on screen is in step, and nothing else is more urgent. A server that tells of all mailboxes
// on one connection (NOTIFY), or has no IDLE, needs no more of ours.
void AccountSync::updateWatchers()
{
    const Session *session = m_view.session();
    if (!m_view.isReady() || session == nullptr || !m_mailbox || !m_mailbox->isSettled())
        return;
    const bool isUseful = session->capabilities().idle() && !m_folders.isTold() && !m_single
        && m_work.isReady() && !session->capabilities().dialect().isLegacy();
    QSet<QByteArray> watched;
    for (const QByteArray &mailbox : std::as_const(m_toWatch)) {
        const bool isThere = m_reader.folder(m_account.id, mailbox).has_value();
        if (isUseful && isThere && mailbox != m_wanted && m_work.mailbox() != mailbox
            && static_cast<std::size_t>(watched.size()) < m_mostWatchers)
            watched.insert(mailbox);
    }
    for (const QByteArray &mailbox : std::as_const(watched)) {
        if (watcherOf(mailbox) == nullptr)
            addWatcher(mailbox);
        watcherOf(mailbox)->start();
    }
    for (const auto &watcher : m_watchers) {
        if (!watched.contains(watcher->mailbox()))
            watcher->rest();
    }
    m_folders.setWatched(watched);
    setBackgroundOnline(session->capabilities().dialect().hasUids());
}

void AccountSync::addWatcher(const QByteArray &mailbox)
{
    auto watcher = std::make_unique<Watcher>(
        m_account, m_dependencies, mailbox,
        [this](const QByteArray &name, Connection &line) { return contextFor(name, line); });
    Watcher *added = watcher.get();
    m_watchers.push_back(std::move(watcher));
    added->line().setRecording(m_isRecording);
    tellTraffic(added->line(), static_cast<int>(m_watchers.size()) + 2);
    if (m_credentials)
        added->line().provideCredentials(*m_credentials);
    connect(added, &Watcher::started, this, [this](MailboxSync *sync) {
        connect(sync, &MailboxSync::updateReady, this, &AccountSync::tell);
        connectBarriers(sync);
    });
    connect(added, &Watcher::refused, this, [this, added] {
        m_mostWatchers = std::min(m_mostWatchers, m_watchers.size() - 1);
        added->stop();
        updateWatchers();
    });
    connect(&added->line(), &Connection::lost, this, [this, added](const Error &why) {
        m_suspects.lineLost(&added->line(), why.kind, added->line().wasCutShort());
        // What was under way there goes on, on another line, once everybody has heard of the loss.
        QMetaObject::invokeMethod(
            this, [this] { m_operations.setOnline(m_view.isReady()); }, Qt::QueuedConnection);
        if (isClosed())
            Q_EMIT closed();
    });
}

}
