// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/sync/accountsync.h"

#include "core/imap/wire/mailboxname.h"

namespace imap::sync {

namespace {

// "Killed (lost mailbox lock)" (UW): another program has opened the mailbox, and only one may write in it.
bool isAboutLock(const QByteArray &goodbye)
{
    const QByteArray words = goodbye.toLower();
    return words.contains("mailbox lock") || words.contains("lost lock");
}

Connection::Dependencies withOneBudget(Connection::Dependencies dependencies)
{
    dependencies.opened = std::make_shared<std::deque<std::chrono::milliseconds>>();
    return dependencies;
}

accounts::ServerLevel levelOf(const Dialect &dialect)
{
    switch (dialect.level()) {
    case Level::Rev1: return accounts::ServerLevel::Current;
    case Level::Imap4: return accounts::ServerLevel::Imap4;
    case Level::Imap2bis: return accounts::ServerLevel::Imap2bis;
    case Level::Imap2: return accounts::ServerLevel::Imap2;
    }
    return accounts::ServerLevel::Current;
}

}

AccountSync::AccountSync(const accounts::Account &account, const Connection::Dependencies &dependencies,
                         store::Reader &reader, QObject *parent)
    : QObject(parent), m_account(account), m_reader(reader), m_clock(dependencies.clock),
      m_dependencies(withOneBudget(dependencies)), m_view(account, m_dependencies),
      m_work(account, m_dependencies), m_folders(account.id, m_work),
      m_operations(
          account.id,
          {[this](const QByteArray &mailbox, Connection::Use use) { withWritable(mailbox, std::move(use)); },
           [this](const FolderChange &change, FolderChanges::Done done) {
               carryOut(change, std::move(done));
           },
           [this]() -> const std::vector<store::ListedFolder> & { return m_folders.folders(); },
           [this](const QByteArray &mailbox, FolderSync::Found found) {
               m_folders.lookFor(mailbox, std::move(found));
           },
           ownAddressOf(account)},
          m_clock),
      m_changes(m_folders,
                [this](const QByteArray &mailbox, Connection::Use use) {
                    withoutMailbox(mailbox, std::move(use));
                }),
      m_guard(dependencies.clock,
              [this] {
                  const Session *session = m_view.session();
                  return session != nullptr && session->selected() ? session->selected()->exists : 0;
              }),
      m_arrivals([this](const QByteArray &mailbox) {
          const auto folder = m_reader.folder(m_account.id, mailbox);
          if (!folder || !folder->state)
              return Arrivals::Known{};
          if (folder->state->uidNext.value != 0)
              return Arrivals::Known{folder->state->uidValidity, folder->state->uidNext};
          const auto known = m_reader.knownFlags(folder->id);
          return Arrivals::Known{folder->state->uidValidity,
                                 Uid{known.empty() ? 1 : known.back().uid.value + 1}};
      }),
      m_downloader(
          {account.id, reader, dependencies.clock,
           [this](const QByteArray &mailbox, Connection::Use use) { withMailbox(mailbox, std::move(use)); },
           [this](const QByteArray &mailbox, const std::function<void(bool)> &done) {
               lookAt(mailbox, done);
           },
           m_suspects}),
      m_lookups(
          {account.id, reader,
           [this](const QByteArray &mailbox, Connection::Use use) { withMailbox(mailbox, std::move(use)); },
           m_suspects},
          dependencies.clock),
      m_follower({account.id, reader, dependencies.clock,
                  [this] {
                      return !m_single && m_work.isReady() && m_background == nullptr
                          && !m_downloader.isWorking();
                  },
                  [this](const QByteArray &mailbox, const std::function<void(bool)> &done) {
                      lookAt(mailbox, done, true);
                  }})
{
    m_status.account = account.id;
    m_view.setKnown([this](const QByteArray &mailbox) { return knownMailbox(mailbox); });
    connectView();
    connectWork();
    connect(&m_view, &Connection::lost, this, [this] {
        if (isClosed())
            Q_EMIT closed();
    });
    for (Connection *connection : {&m_view, &m_work}) {
        connection->setAccessPolicy([this](const QByteArray &mailbox) {
            return hasYielded(mailbox) && !m_writeOnce.contains(mailbox) ? Access::ReadOnly
                                                                         : Access::ReadWrite;
        });
    }
    connectFolders();
    connect(&m_downloader, &Downloader::updateReady, this, &AccountSync::tell);
    connect(&m_lookups, &Lookups::updateReady, this, &AccountSync::tell);
    connect(&m_downloader, &Downloader::progressed, this, &AccountSync::offlineProgressed);
    tellTraffic(m_view, 1);
    tellTraffic(m_work, 2);
    // What the server has pushed before an operation ended comes before its end.
    const auto tellPushed = [this] {
        if (m_mailbox)
            m_mailbox->tellPushed();
    };
    connect(&m_operations, &OperationRunner::updateReady, this, tellPushed);
    connect(&m_operations, &OperationRunner::stateReached, this, tellPushed);
    connect(&m_operations, &OperationRunner::updateReady, this, &AccountSync::tell);
    connect(&m_operations, &OperationRunner::stateReached, this, &AccountSync::operationStateReached);
    connect(&m_operations, &OperationRunner::answered, this, &AccountSync::requestAnswered);
    connect(&m_operations, &OperationRunner::handedOver, this, &AccountSync::operationHandedOver);
}

AccountSync::~AccountSync()
{
    forEachLine([](Connection &line) {
        line.stop();
        line.abandon();
    });
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
        Q_EMIT levelFound(m_account.id, levelOf(m_view.session()->capabilities().dialect()));
        Q_EMIT receiptHabitFound(m_account.id, m_view.session()->sendsReceipts());
        // The store must know the folder before it can take what is in it: the very first time the list comes
        // first. So it does where the server has closed the line about the folder, as it seems.
        if (m_reader.folder(m_account.id, m_wanted) && !m_isDoubtful)
            selectWanted();
        else
            m_folders.list(m_view);
        // The second connection may have been refused before: it is tried again with the first one.
        if (m_credentials)
            m_work.provideCredentials(*m_credentials);
        m_work.join();
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
        if (const auto *condition = std::get_if<Condition>(&data))
            hearAccess(*condition);
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
        updateWatchers();
    });
    connect(&m_work, &Connection::untagged, this, [this](const Untagged &data) {
        if (m_background && m_work.mailbox() == m_background->mailbox())
            m_background->handle(data);
    });
    connect(&m_work, &Connection::mailboxClosed, this, [this] { endBackgroundLook(false); });
    connect(&m_work, &Connection::lost, this, [this](const Error &why) {
        setBackgroundOnline(false);
        endBackgroundLook(false);
        m_folders.lineLost(m_work);
        if (isClosed())
            Q_EMIT closed();
        m_suspects.lineLost(&m_work, why.kind, m_work.wasCutShort());
        const bool isRefused =
            !std::exchange(m_workWasReady, false) && why.kind == Error::Kind::Refused && m_view.isReady();
        if (isRefused)
            makeDoWithOne();
    });
    // Free for the view to select what has been worked on.
    connect(&m_work, &Connection::mailboxFree, &m_work, &Connection::leaveMailbox);
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
    m_isRecording = wanted;
    forEachLine([wanted](Connection &line) { line.setRecording(wanted); });
}

void AccountSync::goOnline()
{
    m_view.start();
}

void AccountSync::goOffline()
{
    setBackgroundOnline(false);
    stopWatchers();
    m_work.stop();
    m_view.stop();
    m_poll.reset();
    m_second.reset();
    report(accounts::Status::Kind::Offline);
}

void AccountSync::provideCredentials(const net::Credentials &credentials)
{
    m_credentials = credentials;
    for (const auto &watcher : m_watchers)
        watcher->line().provideCredentials(credentials);
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
    setBackgroundOnline(false);
    m_mailbox.reset();
    m_guard.setWatching(false);
    m_ghost.clear();
    m_lookedFor.clear();
    m_isDoubtful = !m_view.goodbye().isEmpty() && !isInbox(m_wanted);
    if (isAboutLock(m_view.goodbye()))
        yieldLock(m_wanted);
    m_toldOnline = false;
    m_single = false;
    m_second.reset();
    m_folders.forget();
    m_folders.countOn(m_work);
    m_operations.setOnline(false);
    if (!retryAt.isValid()) {
        stopWatchers();
        m_work.stop();  // nor may the other one try what a person must decide
        return;         // what was reported before says why
    }
    if (m_clock.monotonic() < m_quietUntil) {
        report(accounts::Status::Kind::Connecting);
        return;
    }
    m_status.retryAt = retryAt;
    m_status.goodbye = m_view.goodbye();
    report(accounts::Status::Kind::WaitingToReconnect, why);
}

void AccountSync::report(accounts::Status::Kind kind, const Error &error)
{
    using Kind = accounts::Status::Kind;
    if (kind != Kind::WaitingToReconnect)
        m_status.goodbye.clear();
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

}
