// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/sync/accountsync.h"

#include "core/imap/session/commands/mailboxes.h"
#include "core/imap/session/commands/simple.h"
#include "core/imap/wire/mailboxname.h"
#include "core/receipts/ownaddress.h"

namespace imap::sync {

namespace {

// How often the counts of folders that nobody pushes are asked for.
constexpr std::chrono::minutes pollEvery{3};
// How long a server that has refused a second connection is left with one.
constexpr std::chrono::minutes alone{15};

OwnAddress ownAddressOf(const accounts::Account &account)
{
    return [own = accounts::ownAddresses(account), id = account.id](const mime::Header &header) {
        return receipts::ownAddressFor(header, own, id);
    };
}

}

AccountSync::AccountSync(const accounts::Account &account, const Connection::Dependencies &dependencies,
                         store::Reader &reader, QObject *parent)
    : QObject(parent), m_account(account), m_reader(reader), m_clock(dependencies.clock),
      m_view(account, dependencies), m_work(account, dependencies), m_folders(account.id, m_work),
      m_operations(account.id,
                   {[this](const QByteArray &mailbox, Connection::Use use) {
    withMailbox(mailbox, std::move(use));
                    },
                    [this](const FolderChange &change, FolderChanges::Done done) {
    carryOut(change, std::move(done));
                    },
                    [this]() -> const auto & { return m_folders.folders();
}
},
                   m_clock),
      m_changes(m_folders, [this](const QByteArray &mailbox, Connection::Use use) {
    withoutMailbox(mailbox, std::move(use));
      })
{
    m_status.account = account.id;
    m_view.setKnown([this](const QByteArray &mailbox) { return knownMailbox(mailbox); });
    connectView();
    connectWork();
    for (const Connection *connection : {&m_view, &m_work}) {
        connect(connection, &Connection::lost, this, [this] {
            if (isClosed())
                Q_EMIT closed();
        });
    }
    connect(&m_folders, &FolderSync::updateReady, this, &AccountSync::updateReady);
    connect(&m_folders, &FolderSync::listed, this, [this] {
        if (m_view.mailbox().isEmpty())
            selectWanted();
        m_folders.refreshCounts(m_wanted);
    });
    connect(&m_folders, &FolderSync::failed, this, [this](const Error &why) {
        if (why.kind == Error::Kind::Refused)  // a lost line has its own status; poll() tries again
            Q_EMIT alerted(m_account.id, why.detail);
    });
    connect(&m_folders, &FolderSync::cut, this, [this] {
        Q_EMIT noticed({m_account.id, accounts::Notice::Kind::FoldersCut, {}});
    });
    tellTraffic(m_view, 1);
    tellTraffic(m_work, 2);
    // What the server has pushed before an operation ended comes before its end.
    const auto tellPushed = [this] {
        if (m_mailbox)
            m_mailbox->tellPushed();
    };
    connect(&m_operations, &OperationRunner::updateReady, this, tellPushed);
    connect(&m_operations, &OperationRunner::stateReached, this, tellPushed);
    connect(&m_operations, &OperationRunner::updateReady, this, &AccountSync::updateReady);
    connect(&m_operations, &OperationRunner::stateReached, this, &AccountSync::operationStateReached);
}

AccountSync::~AccountSync()
{
    for (Connection *connection : {&m_view, &m_work}) {
        connection->stop();
        connection->abandon();
    }
    // What had been sent by then the ledger knows: the intent is on record before any STORE.
    for (const auto &[key, runner] : std::exchange(m_claims, {})) {
        if (runner)
            Q_EMIT claimEnded(runner->key(), receipts::ClaimEnd::NeverStarted, {});
    }
}

void AccountSync::connectView()
{
    connect(&m_view, &Connection::connecting, this, [this] { report(accounts::Status::Kind::Connecting); });
    connect(&m_view, &Connection::credentialsNeeded, this, [this] {
        report(accounts::Status::Kind::PasswordNeeded);
        Q_EMIT credentialsNeeded(m_account.id);
    });
    connect(&m_view, &Connection::authenticationFailed, this, &AccountSync::handleAuthenticationFailed);
    connect(&m_view, &Connection::certificateRejected, this,
            [this](const net::CertificateQuestion &question) {
                report(accounts::Status::Kind::CertificateRefused, Error{Error::Kind::Untrusted, {}});
                Q_EMIT certificateRejected(question);
            });
    connect(&m_view, &Connection::alerted, this,
            [this](const QByteArray &text) { Q_EMIT alerted(m_account.id, text); });
    connect(&m_view, &Connection::lost, this, &AccountSync::handleLost);
    connect(&m_view, &Connection::ready, this, [this] {
        report(accounts::Status::Kind::Online);
        // The store must know the folder before it can take what is in it: the very first time the list comes
        // first.
        if (m_reader.folder(m_account.id, m_wanted))
            selectWanted();
        else
            m_folders.list(m_view);
        // The second connection may have been refused before: it is tried again with the first one.
        if (m_credentials)
            m_work.provideCredentials(*m_credentials);
        m_work.start();
        m_operations.setOnline(true);
        poll();
    });
    connect(&m_view, &Connection::mailboxSelected, this, &AccountSync::startMailbox);
    connect(&m_view, &Connection::mailboxClosed, this, [this] {
        if (m_mailbox)
            handleOutOfStep();
    });
    connect(&m_view, &Connection::untagged, this, [this](const Untagged &data) {
        if (m_mailbox)
            m_mailbox->handle(data);
    });
    connect(&m_view, &Connection::mailboxFree, this, &AccountSync::idle);
}

void AccountSync::connectWork()
{
    connect(&m_work, &Connection::ready, this, [this] {
        m_workWasReady = true;
        m_single = false;
        m_folders.countOn(m_work);
        m_operations.setOnline(true);
        poll();
    });
    connect(&m_work, &Connection::lost, this, [this](const Error &why) {
        m_suspects.lineLost(&m_work, why.kind, m_work.wasCutShort());
        const bool isRefused =
            !std::exchange(m_workWasReady, false) && why.kind == Error::Kind::Refused && m_view.isReady();
        if (isRefused)
            makeDoWithOne();
    });
    // Free for the view to select what has been worked on.
    connect(&m_work, &Connection::mailboxFree, &m_work, &Connection::leaveMailbox);
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

void AccountSync::tellTraffic(Connection &connection, int number)
{
    using Direction = accounts::ProtocolLine::Direction;
    connect(&connection, &Connection::traffic, this, [this, number](const TrafficLine &line) {
        const auto direction = line.direction == TrafficLine::Direction::Sent ? Direction::Sent
            : line.direction == TrafficLine::Direction::Received              ? Direction::Received
                                                                              : Direction::Note;
        Q_EMIT protocolLine({m_account.id, number, direction, m_clock.now(), line.text});
    });
}

void AccountSync::recordProtocol(bool wanted)
{
    m_view.setRecording(wanted);
    m_work.setRecording(wanted);
}

void AccountSync::goOnline()
{
    m_view.start();
}

void AccountSync::goOffline()
{
    m_work.stop();
    m_view.stop();
    m_poll.reset();
    m_second.reset();
    report(accounts::Status::Kind::Offline);
}

void AccountSync::selectWanted()
{
    m_view.withMailbox(m_wanted, [this](const std::shared_ptr<Lease> &lease, const Error &error) {
        if (lease != nullptr || !m_view.isReady() || error.kind == Error::Kind::Cancelled)
            return;
        // The folder is gone or shut, the account is not.
        report(accounts::Status::Kind::Online);
        Q_EMIT alerted(m_account.id, error.detail);
        tellOnline();
    });
}

void AccountSync::tellOnline()
{
    if (!std::exchange(m_toldOnline, true))
        Q_EMIT online();
    if (const auto later = std::exchange(m_contentLater, std::nullopt))
        fetchContent(later->first, later->second);
}

void AccountSync::provideCredentials(const net::Credentials &credentials)
{
    m_credentials = credentials;
    m_work.provideCredentials(credentials);
    m_view.provideCredentials(credentials);
}

void AccountSync::handleAuthenticationFailed(const Error &why, net::LoginProblem problem)
{
    m_status.loginProblem = problem;
    report(accounts::Status::Kind::AuthenticationFailed, why);
    if (why.kind == Error::Kind::Authentication)
        Q_EMIT credentialsRefused(m_account.id);
}

void AccountSync::handleLost(const Error &why, const QDateTime &retryAt)
{
    m_suspects.lineLost(&m_view, why.kind, m_view.wasCutShort());
    m_mailbox.reset();
    m_toldOnline = false;
    m_single = false;
    m_second.reset();
    m_folders.forget();
    m_folders.countOn(m_work);
    m_operations.setOnline(false);
    if (!retryAt.isValid()) {
        m_work.stop();  // nor may the other one try what a person must decide
        return;         // what was reported before says why
    }
    m_status.retryAt = retryAt;
    report(accounts::Status::Kind::WaitingToReconnect, why);
}

void AccountSync::report(accounts::Status::Kind kind, const Error &error)
{
    using Kind = accounts::Status::Kind;
    if (kind == Kind::Connecting || kind == Kind::Online)
        m_status.loginProblem = net::LoginProblem::Unspecified;
    m_status.kind = kind;
    m_status.error = error;
    m_status.encrypted = m_view.session() != nullptr && m_view.session()->isEncrypted();
    if (kind != accounts::Status::Kind::Busy) {
        m_status.done = 0;
        m_status.total = 0;
    }
    Q_EMIT statusChanged(m_status);
}

void AccountSync::openFolder(store::FolderId folder)
{
    const auto row = m_reader.folder(folder);
    if (!row || row->account != m_account.id || !row->selectable)
        return;
    if (m_wanted == row->mailbox && m_mailbox)
        return;
    m_status.folder = row->name;
    show(row->mailbox);
}

void AccountSync::show(const QByteArray &mailbox)
{
    m_wanted = mailbox;
    m_mailbox.reset();  // gives its lease back
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

// The view's mailbox has been selected (again): look at it.
void AccountSync::startMailbox(const SelectedMailbox &selected)
{
    if (selected.mailbox != m_wanted) {
        m_mailbox.reset();  // the view does the other connection's work
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
        m_mailbox = std::make_unique<MailboxSync>(contextOf(selected), std::move(lease), selected);
        connectMailbox(m_mailbox.get());
        m_mailbox->start();
    });
}

MailboxSync::Context AccountSync::contextOf(const SelectedMailbox &selected)
{
    MailboxSync::Context context;
    context.account = m_account.id;
    context.ownAddress = ownAddressOf(m_account);
    context.told = m_view.resync();
    const auto folder = m_reader.folder(m_account.id, selected.mailbox);
    if (folder && folder->state) {
        context.kept = {folder->state->uidValidity, folder->state->uidNext, folder->inStepWith,
                        m_reader.copies(folder->id, 1).empty()};
    }
    context.known = [this, mailbox = selected.mailbox] {
        const auto known = m_reader.folder(m_account.id, mailbox);
        return known ? m_reader.knownFlags(known->id) : std::vector<store::FlagsSeen>();
    };
    context.knownUids = [this, mailbox = selected.mailbox] {
        const auto known = m_reader.folder(m_account.id, mailbox);
        return known ? m_reader.knownUids(known->id) : std::vector<Uid>();
    };
    context.withLease = [this, mailbox = selected.mailbox](Connection::Use use) {
        m_view.withMailbox(mailbox, std::move(use));
    };
    context.suspects = &m_suspects;
    context.clock = &m_clock;
    context.isSecondLook = m_doubted == selected.mailbox;
    return context;
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
        if (m_view.isReady() && m_mailbox && m_mailbox->mailbox() == mailbox && m_wanted == mailbox) {
            m_mailbox.reset();
            m_view.reselect();
            selectWanted();
        }
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

void AccountSync::connectMailbox(MailboxSync *mailbox)
{
    connect(mailbox, &MailboxSync::updateReady, this, &AccountSync::updateReady);
    const auto askForBarrier = [this, mailbox] {
        m_barriers[++m_lastBarrier] = mailbox;
        Q_EMIT barrierWanted(m_lastBarrier);
    };
    connect(mailbox, &MailboxSync::compareWanted, this, askForBarrier);
    connect(mailbox, &MailboxSync::pauseWanted, this, askForBarrier);
    connect(mailbox, &MailboxSync::progressed, this, [this](qint64 done, qint64 total) {
        m_status.done = done;
        m_status.total = total;
        report(accounts::Status::Kind::Busy);
    });
    connect(mailbox, &MailboxSync::flagsInStep, this, &AccountSync::tellOnline);
    connect(mailbox, &MailboxSync::settled, this, &AccountSync::settleMailbox);
    connect(mailbox, &MailboxSync::secondLookWanted, this, &AccountSync::lookAgainLater);
    connect(mailbox, &MailboxSync::audited, this,
            [this, name = mailbox->mailbox()] { m_audited[name] = m_clock.monotonic(); });
    connect(mailbox, &MailboxSync::emptied, this, [this] {
        if (worker().isReady())
            m_folders.list(worker());  // is it still there?
    });
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
    m_mailbox.reset();
    if (++m_outOfStep > enough) {
        m_view.abandon();
        return;
    }
    m_view.reselect();
    selectWanted();
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

void AccountSync::refresh()
{
    poll();
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
    if (m_folders.isListed())
        m_folders.refreshCounts(m_wanted);
    else
        m_folders.list(worker());
}

// The folder on screen is worked on where it is selected, every other one on the other connection.
void AccountSync::withMailbox(const QByteArray &mailbox, Connection::Use use)
{
    if (mailbox == m_wanted)
        m_view.withMailbox(mailbox, std::move(use));
    else
        worker().withMailbox(mailbox, std::move(use));
    m_away = m_away || (m_single && !mailbox.isEmpty() && mailbox != m_wanted);
}

// A folder that is on screen gives way to INBOX before it, or one above it, is deleted or renamed.
void AccountSync::withoutMailbox(const QByteArray &mailbox, Connection::Use use)
{
    const auto folder = m_reader.folder(m_account.id, mailbox);
    const bool isShown = folder && nameAfterRename(m_wanted, mailbox, {}, folder->delimiter) != m_wanted;
    if (isShown) {
        show("INBOX");
        m_view.withMailbox("INBOX", std::move(use));
    } else {
        worker().withMailbox({}, std::move(use));
    }
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
