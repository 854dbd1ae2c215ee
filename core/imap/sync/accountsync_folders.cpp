// SPDX-License-Identifier: GPL-3.0-or-later
// What concerns other folders, and the account as a whole.
#include "core/imap/session/commands/mailboxes.h"
#include "core/imap/session/commands/simple.h"
#include "core/imap/sync/accountsync.h"
#include "core/imap/sync/convert.h"
#include "core/imap/wire/mailboxname.h"

#include <algorithm>

namespace imap::sync {

namespace {

// How often the counts of folders that nobody pushes are asked for.
constexpr std::chrono::minutes pollEvery{3};
// How long a server that has refused a second connection is left with one.
constexpr std::chrono::minutes alone{15};

}

// "BYE Too many connections", or NO [LIMIT] to the login: the server wants fewer of us. The view does all
// the work then, between two looks at its folder.
void AccountSync::makeDoWithOne()
{
    m_single = true;
    m_work.stop();
    m_folders.countOn(m_view);
    m_operations.setOnline(true);
    poll();
    m_second = m_clock.alarm(alone, [this] { m_work.start(); });
}

void AccountSync::connectFolders()
{
    m_folders.setKnown({[this] { return m_reader.folders(m_account.id); },
                        [this](store::FolderId folder) {
                            const auto known = m_reader.knownFlags(folder);
                            return known.empty() ? Uid{} : known.back().uid;
                        },
                        [this](const QByteArray &mailbox) {
                            return m_view.isReady() && m_mailbox && mailbox == m_wanted
                                && m_view.mailbox() == mailbox && !m_guard.isDoubting();
                        }});
    connect(&m_folders, &FolderSync::updateReady, this, &AccountSync::tell);
    connect(&m_folders, &FolderSync::listed, this, &AccountSync::foldersListed);
    connect(&m_folders, &FolderSync::failed, this, &AccountSync::foldersFailed);
    connect(&m_folders, &FolderSync::renamed, this, &AccountSync::takeRenamed);
    connect(&m_folders, &FolderSync::gone, this, &AccountSync::takeGone);
    connect(&m_folders, &FolderSync::ghosted, this, &AccountSync::takeGhost);
    connect(&m_folders, &FolderSync::statusTold, this, [this](const StatusData &status) {
        if (isAnotherThanShown(status))
            takeShown(m_wanted, status);
    });
    connect(&m_folders, &FolderSync::cut, this, [this] {
        Q_EMIT noticed({m_account.id, accounts::Notice::Kind::FoldersCut, {}});
    });
    connect(&m_guard, &PurgeGuard::updateReady, this, &AccountSync::tell);
    connect(&m_guard, &PurgeGuard::doubted, this, [this] {
        m_folders.list(worker().isReady() ? worker() : m_view);  // is it still there?
    });
}

void AccountSync::openNamed(const QString &name)
{
    m_folders.addTyped(isInbox(name.toUtf8()) ? QByteArray("INBOX") : encodeModifiedUtf7(name));
}

void AccountSync::tellFolder(accounts::Notice::Kind kind, const QByteArray &mailbox,
                             const QByteArray &newName)
{
    Q_EMIT noticed({m_account.id, kind, mailbox, displayName(mailbox), displayName(newName)});
}

void AccountSync::foldersListed()
{
    const bool isThere =
        std::any_of(m_folders.folders().begin(), m_folders.folders().end(),
                    [this](const auto &folder) { return folder.mailbox == m_wanted && folder.selectable; });
    m_isDoubtful = false;
    for (const auto &[mailbox, months] : m_downloader.wishes())
        Q_EMIT updateReady(store::KeepOffline{m_account.id, mailbox, months});  // the folder may be new here
    if (isThere && m_guard.isDoubting()) {
        m_guard.release();
        compareShown();  // or is it another one of that name (Cyrus)?
    }
    if (isThere && m_ghost == m_wanted) {  // another one of that name
        tellFolder(accounts::Notice::Kind::FolderBack, m_wanted);
        m_ghost.clear();
        m_mailbox.reset();
        m_view.reselect();
        m_isElsewhere = true;
    }
    if (m_view.mailbox().isEmpty() || std::exchange(m_isElsewhere, false))
        selectWanted();
    lookForGhost();
    m_folders.refreshCounts(m_wanted);
    updateWatchers();
}

// What is gone may be made anew any moment (restored, say); nobody tells of it.
void AccountSync::lookForGhost()
{
    constexpr std::chrono::milliseconds soon = std::chrono::seconds(15);
    m_ghostLook.reset();
    if (m_ghost.isEmpty() || m_folders.isTold()) {
        m_ghostPause = soon;
        return;
    }
    m_ghostLook = m_clock.alarm(m_ghostPause, [this] {
        if (!m_ghost.isEmpty())
            m_folders.list(worker().isReady() ? worker() : m_view);
    });
    m_ghostPause = std::min<std::chrono::milliseconds>(m_ghostPause * 2, pollEvery);
}

void AccountSync::foldersFailed(const Error &why)
{
    if (why.kind != Error::Kind::Refused)
        return;  // a lost line has its own status; poll() tries again
    Q_EMIT alerted(m_account.id, why.detail);
    if (std::exchange(m_isDoubtful, false) && m_view.mailbox().isEmpty())
        selectWanted();
}

// The session that has it selected would go on (RFC 2180, 3.4), but what it tells is kept by the name.
void AccountSync::takeRenamed(const QByteArray &from, const QByteArray &to)
{
    if (from != m_wanted)
        return;
    m_wanted = to;
    m_mailbox.reset();
    m_guard.setWatching(false);
    m_ghost.clear();
    m_isElsewhere = true;
    tellFolder(accounts::Notice::Kind::FolderRenamed, from, to);
}

void AccountSync::takeGone(const QByteArray &mailbox)
{
    if (mailbox != m_wanted)
        return;
    m_guard.setWatching(false);
    m_ghost.clear();
    tellFolder(accounts::Notice::Kind::FolderDeleted, mailbox);
    show("INBOX");
}

void AccountSync::takeGhost(const QByteArray &mailbox)
{
    if (std::exchange(m_ghost, mailbox) != mailbox)
        tellFolder(accounts::Notice::Kind::FolderGhost, mailbox);
}

// "* OK [READ-ONLY] mailbox lock surrendered" (IMAP2bis), or what the server has found out about rights
// since.
void AccountSync::hearAccess(const Condition &condition)
{
    const bool isShut = condition.text.has(code::Atom::Kind::ReadOnly);
    const bool isOpen = condition.text.has(code::Atom::Kind::ReadWrite);
    const Session *session = m_view.session();
    if ((!isShut && !isOpen) || !m_mailbox || session == nullptr || !session->selected())
        return;
    const SelectedMailbox &selected = *session->selected();
    if (isShut)
        yieldLock(selected.mailbox);
    else
        m_yielded.erase(selected.mailbox);
    Q_EMIT updateReady(store::MailboxOpened{m_account.id, selected.mailbox, mailboxState(selected)});
    m_operations.setOnline(m_view.isReady());
}

// Whoever took it has it for a while, and longer each time: two programs must not throw each other out for
// ever. What is to be written there waits.
void AccountSync::yieldLock(const QByteArray &mailbox)
{
    constexpr std::chrono::minutes shortest{5};
    constexpr int mostDoublings = 4;
    Yielded &yielded = m_yielded[mailbox];
    const auto pause = shortest * (1 << std::min(yielded.times++, mostDoublings));
    yielded.until = m_clock.monotonic() + pause;
    m_lockRetry = m_clock.alarm(pause, [this, mailbox] {
        if (mailbox == m_wanted && m_view.isReady())
            lookAfresh();
        m_operations.setOnline(m_view.isReady());
    });
}

bool AccountSync::hasYielded(const QByteArray &mailbox) const
{
    const auto found = m_yielded.find(mailbox);
    return found != m_yielded.end() && m_clock.monotonic() < found->second.until;
}

// Asked for by the user: then the list is looked at whatever the server has promised to tell.
void AccountSync::refresh()
{
    poll();
    if (m_folders.isTold() && worker().isReady())
        m_folders.list(worker());
    if (m_view.isReady() && m_mailbox && m_mailbox->isSettled() && m_view.session()->capabilities().idle())
        m_view.session()->run(std::make_unique<NoopCommand>());
}

// A server that idles tells by itself.
void AccountSync::poll()
{
    m_poll = m_clock.alarm(pollEvery, [this] { poll(); });
    if (m_view.isReady() && m_mailbox && m_mailbox->isSettled() && !m_view.session()->capabilities().idle())
        m_view.session()->run(std::make_unique<NoopCommand>());
    if (!worker().isReady())
        return;
    pollShown();
    // Nobody tells of a folder that others have made, renamed or deleted.
    constexpr int pollsALook = 5;
    const bool isTimeToLook = ++m_polls % pollsALook == 0 && !m_folders.isTold();
    if (m_folders.isListed() && !m_guard.isDoubting() && !isTimeToLook)
        m_folders.refreshCounts(m_wanted);
    else
        m_folders.list(worker());
}

// What nobody has asked for gives way, and goes on later.
void AccountSync::withMailbox(const QByteArray &mailbox, Connection::Use use)
{
    if (m_follower.isLooking() && !mailbox.isEmpty() && mailbox != m_wanted
        && (m_background == nullptr || mailbox != m_background->mailbox())) {
        m_follower.giveWay();
        endBackgroundLook(false);
    }
    serveMailbox(mailbox, std::move(use));
}

// The folder on screen is worked on where it is selected, every other one on the other connection.
void AccountSync::serveMailbox(const QByteArray &mailbox, Connection::Use use)
{
    m_away = m_away || (m_single && !mailbox.isEmpty() && mailbox != m_wanted);
    if (mailbox == m_wanted) {
        m_view.withMailbox(mailbox, std::move(use));
        return;
    }
    if (m_single) {
        m_view.withMailbox(mailbox, std::move(use));
        return;
    }
    Watcher *watcher = watcherOf(mailbox);
    if (watcher != nullptr && watcher->line().isReady() && watcher->line().mailbox() == mailbox) {
        watcher->line().withMailbox(mailbox, std::move(use));
        return;
    }
    whenLeftBy(m_view, mailbox, [this, mailbox, use = std::move(use)] {
        Connection &connection = mailbox == m_wanted ? m_view : worker();
        connection.withMailbox(mailbox, use);
    });
}

// What is to be written waits while another program has the mailbox for itself.
void AccountSync::withWritable(const QByteArray &mailbox, Connection::Use use)
{
    if (hasYielded(mailbox))
        use(nullptr, Error{Error::Kind::ConnectionLost, {}});
    else
        withMailbox(mailbox, std::move(use));
}

// Nothing that is deleted or renamed is selected on any connection of ours. What is on screen gives way to
// INBOX.
void AccountSync::withoutMailbox(const QByteArray &mailbox, Connection::Use use)
{
    const auto folder = m_reader.folder(m_account.id, mailbox);
    const auto delimiter = folder ? folder->delimiter : std::nullopt;
    const bool isShown = folder && nameAfterRename(m_wanted, mailbox, {}, delimiter) != m_wanted;
    for (const auto &watcher : m_watchers) {
        if (!mailbox.isEmpty()
            && nameAfterRename(watcher->mailbox(), mailbox, {}, delimiter) != watcher->mailbox())
            watcher->rest();
    }
    if (!isShown) {
        worker().withoutMailbox(mailbox, delimiter, std::move(use));
        return;
    }
    show("INBOX");
    if (!m_work.isReady()) {
        m_view.withMailbox("INBOX", std::move(use));
        return;
    }
    m_work.withoutMailbox(mailbox, delimiter,
                          [self = QPointer(this), use = std::move(use)](const auto &, const Error &) {
                              if (self)
                                  self->m_view.withMailbox("INBOX", use);
                          });
}

void AccountSync::changeFolders(const FolderChange &change)
{
    carryOut(change,
             [this, change](const std::optional<Error> &error) { Q_EMIT foldersChanged(change, error); });
}

void AccountSync::carryOut(const FolderChange &change, FolderChanges::Done done)
{
    m_changes.carryOut(
        change, [this, change, done = std::move(done), shown = m_wanted](const std::optional<Error> &error) {
            const bool isRenamed = change.kind == FolderChange::Kind::Rename && !error;
            const bool isGone = change.kind == FolderChange::Kind::Delete && !error;
            constexpr std::chrono::seconds quiet{10};
            if (isRenamed || isGone)
                m_quietUntil = m_clock.monotonic() + quiet;
            if (m_wanted != shown && isInbox(m_wanted) && !isGone) {
                const auto folder = m_reader.folder(m_account.id, change.mailbox);
                const auto delimiter = folder ? folder->delimiter : std::nullopt;
                show(isRenamed ? nameAfterRename(shown, change.mailbox, change.newName, delimiter) : shown);
            }
            done(error);
        });
}

void AccountSync::runOperation(const journal::Entry &entry)
{
    m_operations.add(entry);
}

void AccountSync::operationRecorded(const journal::Entry &entry)
{
    m_operations.recorded(entry);
}

void AccountSync::withdrawOperation(qint64 id)
{
    m_operations.withdraw(id);
}

}
