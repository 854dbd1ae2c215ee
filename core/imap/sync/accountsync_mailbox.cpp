// SPDX-License-Identifier: GPL-3.0-or-later
// The folder on screen: selected, looked at, listened to.
#include "core/imap/session/commands/simple.h"
#include "core/imap/sync/accountsync.h"
#include "core/imap/wire/mailboxname.h"

namespace imap::sync {

void AccountSync::selectWanted()
{
    if (!m_view.isReady()) {
        selectOnView();
        return;
    }
    const auto select = [this, mailbox = m_wanted] {
        if (mailbox == m_wanted)
            selectOnView();
    };
    Watcher *watcher = watcherOf(m_wanted);
    whenLeftBy(m_work, m_wanted, [this, watcher = QPointer(watcher), mailbox = m_wanted, select] {
        if (watcher)
            whenLeftBy(watcher->line(), mailbox, select);
        else
            select();
    });
}

void AccountSync::selectOnView()
{
    m_view.withMailbox(m_wanted, [this](const std::shared_ptr<Lease> &lease, const Error &error) {
        if (lease == nullptr && m_view.isReady() && error.kind != Error::Kind::Cancelled)
            selectionRefused(error);
    });
}

// Gone, perhaps; the list says so. Otherwise the folder is shut, and the account is not.
void AccountSync::selectionRefused(const Error &error)
{
    if (m_folders.dropTyped(m_wanted)) {
        Q_EMIT alerted(m_account.id, error.detail);
        show("INBOX");
        return;
    }
    if (!isInbox(m_wanted) && std::exchange(m_lookedFor, m_wanted) != m_wanted) {
        m_folders.list(m_view);
        return;
    }
    report(accounts::Status::Kind::Online);
    Q_EMIT alerted(m_account.id, error.detail);
    tellOnline();
}

// The same mailbox is never selected twice (RFC 2683, 3.1.1): some servers throw the first one out.
void AccountSync::whenLeftBy(Connection &connection, const QByteArray &mailbox,
                             const std::function<void()> &then)
{
    if (!connection.isReady() || mailbox.isEmpty() || connection.mailbox() != mailbox) {
        then();
        return;
    }
    connection.withoutMailbox(mailbox, {}, [self = QPointer(this), then](const auto &, const Error &) {
        if (self)
            then();
    });
}

void AccountSync::tellOnline()
{
    if (!std::exchange(m_toldOnline, true))
        Q_EMIT online();
    if (const auto later = std::exchange(m_contentLater, std::nullopt))
        fetchContent(later->first, later->second);
}

void AccountSync::openFolder(store::FolderId folder)
{
    const auto row = m_reader.folder(folder);
    if (!row || row->account != m_account.id || !row->selectable)
        return;
    const bool isOpening = m_view.mailbox() == row->mailbox && m_view.isReady();
    if (m_wanted == row->mailbox && (m_mailbox || isOpening))
        return;
    m_status.folder = row->name;
    show(row->mailbox);
}

void AccountSync::show(const QByteArray &mailbox)
{
    const bool leavesGhost = !m_ghost.isEmpty() && m_ghost != mailbox;
    m_wanted = mailbox;
    if (Watcher *watcher = watcherOf(mailbox))
        watcher->rest();
    if (m_background && m_background->mailbox() == mailbox)
        endBackgroundLook(false);  // the user is first
    m_mailbox.reset();             // gives its lease back
    m_guard.setWatching(false);
    m_lookedFor.clear();
    m_isElsewhere = false;
    if (leavesGhost) {
        m_ghost.clear();
        m_folders.listAgain();  // it is not open any more
    }
    m_view.dropWaiting();
    if (m_view.mailbox() == m_wanted)
        m_view.reselect();  // and come back before another one was selected
    selectWanted();
    m_operations.setOnline(m_view.isReady());  // one that was dropped goes on, on the other connection
}

// Each new UIDVALIDITY empties what is kept of a mailbox. Twice may be a server that moved; a server that
// goes on would have us throw away and fetch everything each time.
bool AccountSync::isRenumberedForEver(const SelectedMailbox &selected)
{
    constexpr int believed = 2;
    if (selected.sessionLocal || selected.uidNotSticky)
        return false;  // it says itself that nothing lasts
    const auto [found, isNew] = m_numberings.try_emplace(selected.mailbox);
    Numbering &numbering = found->second;
    if (isNew) {
        const auto folder = m_reader.folder(m_account.id, selected.mailbox);
        numbering.last = folder && folder->state ? folder->state->uidValidity : selected.uidValidity;
    }
    if (numbering.last != selected.uidValidity && numbering.changes <= believed) {
        numbering.last = selected.uidValidity;
        ++numbering.changes;
    }
    return numbering.changes > believed;
}

MailboxSync::Context AccountSync::contextFor(const QByteArray &mailbox, Connection &line)
{
    MailboxSync::Context context;
    context.account = m_account.id;
    context.ownAddress = ownAddressOf(m_account);
    context.told = line.resync();
    const auto folder = m_reader.folder(m_account.id, mailbox);
    if (folder && folder->state) {
        context.kept = {folder->state->uidValidity, folder->state->uidNext, folder->inStepWith,
                        m_reader.copies(folder->id, 1).empty()};
    }
    context.known = [this, mailbox] {
        const auto known = m_reader.folder(m_account.id, mailbox);
        return known ? m_reader.knownFlags(known->id) : std::vector<store::FlagsSeen>();
    };
    context.knownUids = [this, mailbox] {
        const auto known = m_reader.folder(m_account.id, mailbox);
        return known ? m_reader.knownUids(known->id) : std::vector<Uid>();
    };
    context.withLease = [mailbox, connection = QPointer(&line)](Connection::Use use) {
        if (connection)
            connection->withMailbox(mailbox, std::move(use));
    };
    context.suspects = &m_suspects;
    context.clock = &m_clock;
    context.isSecondLook = &line == &m_view ? m_doubted == mailbox : m_doubtedBehind.contains(mailbox);
    return context;
}

// The view's mailbox has been selected (again): look at it.
void AccountSync::startMailbox(const SelectedMailbox &selected)
{
    if (selected.mailbox != m_wanted) {
        m_mailbox.reset();  // the view does the other connection's work
        m_guard.setWatching(false);
        return;
    }
    m_view.withMailbox(m_wanted, [this, selected](std::shared_ptr<Lease> lease, const Error &) {
        if (lease == nullptr || selected.mailbox != m_wanted)
            return;
        if (isRenumberedForEver(selected)) {
            report(accounts::Status::Kind::Online);
            Q_EMIT noticed({m_account.id, accounts::Notice::Kind::RenumberedForEver, selected.mailbox});
            tellOnline();
            return;
        }
        m_lookedFor.clear();
        m_mailbox =
            std::make_unique<MailboxSync>(contextFor(selected.mailbox, m_view), std::move(lease), selected);
        connectMailbox(m_mailbox.get());
        m_mailbox->start();
    });
}

// Again only when it is another number; 0 takes it back.
void AccountSync::tellWithheld(const QByteArray &mailbox)
{
    if (std::exchange(m_toldWithheld[mailbox], m_withheld) == m_withheld)
        return;
    accounts::Notice notice{m_account.id, accounts::Notice::Kind::MessagesWithheld, mailbox};
    notice.messages = m_withheld;
    Q_EMIT noticed(notice);
}

// With some messages by number and UID, denser towards the end: for a server that no longer knows what it has
// expunged (RFC 7162, 3.2.5.2).
std::optional<KnownMailbox> AccountSync::knownMailbox(const QByteArray &mailbox) const
{
    constexpr quint32 cheap = 200'000;
    const auto folder = m_reader.folder(m_account.id, mailbox);
    if (!folder || !folder->state || folder->inStepWith.value == 0)
        return std::nullopt;
    KnownMailbox known{folder->state->uidValidity, folder->inStepWith};
    if (folder->state->exists > cheap)
        return known;
    const std::vector<Uid> uids = m_reader.knownUids(folder->id);
    for (std::size_t back = 1; back <= uids.size(); back *= 3) {
        const std::size_t at = uids.size() - back;
        known.matches.emplace_back(SeqNum{static_cast<quint32>(at + 1)}, uids[at]);
    }
    std::reverse(known.matches.begin(), known.matches.end());
    return known;
}

// What has gone without a word is believed when it is still gone after a while.
void AccountSync::lookAgainLater()
{
    constexpr std::chrono::seconds aWhile{30};
    m_doubted = m_mailbox->mailbox();
    m_lookAgain = m_clock.alarm(aWhile, [this, mailbox = m_doubted] {
        m_lookAgain.reset();
        if (m_view.isReady() && m_mailbox && m_mailbox->mailbox() == mailbox && m_wanted == mailbox)
            lookAfresh();
    });
}

void AccountSync::fetchAgainLater(const QByteArray &mailbox)
{
    constexpr std::chrono::milliseconds first = std::chrono::seconds(30), most = std::chrono::minutes(10);
    if (mailbox != m_wanted || (m_fetchAgain && m_fetchAgainOf == mailbox))
        return;
    m_fetchAgainOf = mailbox;
    const bool isNew = m_fetchAgainPause < first || m_clock.monotonic() - m_fetchedAgain > 2 * most;
    m_fetchAgainPause = isNew ? first : std::min(2 * m_fetchAgainPause, most);
    m_fetchAgain = m_clock.alarm(m_fetchAgainPause, [this, mailbox] {
        m_fetchAgain.reset();
        m_fetchedAgain = m_clock.monotonic();
        if (m_view.isReady() && m_mailbox && m_wanted == mailbox)
            lookAfresh();
    });
}

// Each mailbox that is open at least once a day, the first time an hour after the program has started.
void AccountSync::scheduleAudit()
{
    constexpr std::chrono::hours daily{23}, first{1};
    const auto now = m_clock.monotonic();
    const auto last = m_audited.try_emplace(m_mailbox->mailbox(), now + first - daily).first->second;
    const auto due = std::max<std::chrono::milliseconds>(last + daily - now, std::chrono::minutes(1));
    m_audit = m_clock.alarm(due, [this] {
        if (!m_mailbox)
            return;
        m_mailbox->audit();
        scheduleAudit();
    });
}

void AccountSync::connectBarriers(MailboxSync *mailbox)
{
    const auto askForBarrier = [this, mailbox] {
        m_barriers[++m_lastBarrier] = mailbox;
        Q_EMIT barrierWanted(m_lastBarrier);
    };
    connect(mailbox, &MailboxSync::compareWanted, this, askForBarrier);
    connect(mailbox, &MailboxSync::pauseWanted, this, askForBarrier);
    connect(mailbox, &MailboxSync::settled, this,
            [this, name = mailbox->mailbox()] { m_arrivals.looked(name); });
}

void AccountSync::connectMailbox(MailboxSync *mailbox)
{
    connect(mailbox, &MailboxSync::updateReady, &m_guard, &PurgeGuard::take);
    connectBarriers(mailbox);
    connect(mailbox, &MailboxSync::progressed, this, [this](qint64 done, qint64 total) {
        m_status.done = done;
        m_status.total = total;
        report(accounts::Status::Kind::Busy);
    });
    connect(mailbox, &MailboxSync::flagsInStep, this, [this] {
        m_guard.setWatching(true);
        tellOnline();
    });
    m_withheld = 0;
    connect(mailbox, &MailboxSync::leftOut, this, [this, name = mailbox->mailbox()](int messages) {
        m_withheld = std::max(m_withheld, messages);  // an audit may ask for the same ones again
        tellWithheld(name);
    });
    connect(mailbox, &MailboxSync::settled, this, [this, name = mailbox->mailbox()] { tellWithheld(name); });
    connect(mailbox, &MailboxSync::settled, this, &AccountSync::settleMailbox);
    connect(mailbox, &MailboxSync::secondLookWanted, this, &AccountSync::lookAgainLater);
    connect(mailbox, &MailboxSync::audited, this,
            [this, name = mailbox->mailbox()] { m_audited[name] = m_clock.monotonic(); });
    connect(
        mailbox, &MailboxSync::outOfStep, this,
        [this, mailbox = QPointer(mailbox)] {
            if (mailbox && mailbox == m_mailbox.get())
                handleOutOfStep();
        },
        Qt::QueuedConnection);
    connect(mailbox, &MailboxSync::flagsOverheard, this,
            [this, name = mailbox->mailbox()](Uid uid, const QList<QByteArray> &flags, ModSeq modSeq) {
                for (const auto &[key, runner] : m_claims) {
                    if (runner && runner->mailbox() == name)
                        runner->overhear(uid, flags, modSeq);
                }
            });
}

void AccountSync::settleMailbox()
{
    if (m_mailbox && m_mailbox->mailbox() == m_doubted && !m_lookAgain)
        m_doubted.clear();
    scheduleAudit();
    updateWatchers();
    m_downloader.lookAgain(m_wanted);
    report(accounts::Status::Kind::Online);
}

// What the server says does not fit together: look at the mailbox afresh, and after three times in a row at
// the whole connection. Never a loop without a pause (reconnecting has one).
void AccountSync::handleOutOfStep()
{
    constexpr int enough = 3;
    constexpr std::chrono::minutes calm{10};
    const auto now = m_clock.monotonic();
    if (now - std::exchange(m_lastOutOfStep, now) > calm)
        m_outOfStep = 0;
    if (++m_outOfStep <= enough) {
        lookAfresh();
        return;
    }
    m_mailbox.reset();
    m_guard.setWatching(false);
    m_view.abandon();
}

void AccountSync::barrierPassed(quint64 id)
{
    const auto found = m_barriers.find(id);
    if (found == m_barriers.end())
        return;
    const QPointer<MailboxSync> mailbox = found->second;
    m_barriers.erase(found);
    if (mailbox)
        mailbox->written();
}

// Nothing to do on the folder on screen: listen. The session ends IDLE by itself when a command comes and
// before the server would log out; drained() then leads here again.
void AccountSync::idle()
{
    Session *session = m_view.session();
    if (m_view.isReady() && !m_view.isBusy() && std::exchange(m_away, false)) {
        selectWanted();  // back from work elsewhere
        return;
    }
    if (session != nullptr && m_mailbox && session->isIdle() && session->selected()
        && session->selected()->mailbox == m_mailbox->mailbox())
        m_mailbox->restAt(*session->selected());
    if (session == nullptr || !m_mailbox || !session->capabilities().idle() || !session->isIdle()
        || m_view.isBusy())
        return;
    session->run(std::make_unique<IdleCommand>());
}

}
