// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine.h"

#include "core/base/logging.h"
#include "core/journal/savedmessage.h"

#include <QRandomGenerator>

#include <algorithm>

namespace app {

using imap::sync::AccountSync;

Engine::Engine(QString cachePath, Clock &clock, MakeTransport makeTransport)
    : m_cachePath(std::move(cachePath)), m_clock(clock), m_makeTransport(std::move(makeTransport)),
      m_recorder(clock, [this](const auto &lines) { Q_EMIT protocolLines(lines); })
{
    // Sessions, their transports and the sockets of these are deleted by the event loop, one after the other.
    // Only then may it end.
    connect(this, &Engine::emptied, this, &Engine::turned, Qt::QueuedConnection);
    connect(this, &Engine::turned, this, &Engine::stopped, Qt::QueuedConnection);
    qRegisterMetaType<std::vector<accounts::ProtocolLine>>();
    if (!m_makeTransport) {
        m_makeTransport = [this](const net::Endpoint &endpoint, const net::AcceptedCertificates &accepted) {
            return net::makeSslTransport(endpoint, accepted, m_clock);
        };
    }
}

Engine::~Engine()
{
    m_accounts.clear();  // they tell how what still runs ended, and that goes out through this object
}

void Engine::start(const std::vector<accounts::Account> &accounts,
                   const net::AcceptedCertificates &certificates)
{
    m_certificates = certificates;
    auto reader = store::Reader::open(m_cachePath);
    if (!reader) {
        qCWarning(logApp) << "the engine cannot read the cache:" << reader.error().detail;
        return;
    }
    m_reader.emplace(std::move(*reader));
    for (const accounts::Account &account : accounts)
        addAccount(account);
    m_sleep.emplace(m_clock, [this] { checkLines(); });
}

void Engine::addAccount(const accounts::Account &account)
{
    if (!m_reader)
        return;
    std::erase_if(m_accounts, [&](const auto &sync) { return sync->account().id == account.id; });
    const imap::sync::Connection::Dependencies dependencies{
        [this](const net::Endpoint &endpoint) { return m_makeTransport(endpoint, m_certificates); }, m_clock,
        [] { return QRandomGenerator::global()->generateDouble(); }};
    m_accounts.push_back(std::make_unique<AccountSync>(account, dependencies, *m_reader));
    connectAccount(m_accounts.back().get());
    m_accounts.back()->recordProtocol(m_recorder.isRecording());
    if (m_passwords.contains(account.id))
        provideCredentials(account.id, m_passwords.value(account.id));
    runPending(m_accounts.back().get());
    m_accounts.back()->goOnline();
}

void Engine::removeAccount(const QUuid &account)
{
    std::erase_if(m_accounts, [&](const auto &sync) { return sync->account().id == account; });
    m_passwords.remove(account);
    for (const auto &[id, entry] : m_operations) {
        if (journal::accountOf(entry.operation) == account)
            Q_EMIT operationStateReached(id, journal::State::Failed, {});  // nobody will carry it out
    }
    Q_EMIT updateReady(store::AccountRemoved{account});  // behind the last that came from it
}

void Engine::forgetPassword(const QUuid &account)
{
    m_passwords.remove(account);
}

// The account was entered anew: its operations go on. What had been started may have been carried out.
void Engine::runPending(AccountSync *sync)
{
    for (auto &[id, entry] : m_operations) {
        if (journal::accountOf(entry.operation) != sync->account().id)
            continue;
        if (entry.state == journal::State::Started)
            entry.state = journal::State::Uncertain;
        sync->runOperation(entry);
    }
}

void Engine::connectAccount(AccountSync *sync)
{
    connect(sync, &AccountSync::updateReady, this, &Engine::updateReady);
    connect(sync, &AccountSync::statusChanged, this, &Engine::statusChanged);
    connect(sync, &AccountSync::credentialsNeeded, this, &Engine::credentialsNeeded);
    connect(sync, &AccountSync::credentialsRefused, this, &Engine::credentialsRefused);
    connect(sync, &AccountSync::certificateRejected, this, &Engine::certificateRejected);
    connect(sync, &AccountSync::alerted, this, &Engine::alerted);
    connect(sync, &AccountSync::noticed, this, &Engine::noticed);
    connect(sync, &AccountSync::newMail, this, &Engine::newMail);
    connect(sync, &AccountSync::levelFound, this, &Engine::levelFound);
    connect(sync, &AccountSync::receiptHabitFound, this, &Engine::receiptHabitFound);
    connect(sync, &AccountSync::offlineProgressed, this, &Engine::offlineProgressed);
    Q_EMIT accountKnown(sync->account());
    sync->setMetered(m_isMetered || m_savesData);
    sync->pauseDownload(m_isPaused);
    sync->watchMailboxes(m_watched[sync->account().id]);
    for (const auto &[mailbox, months] : m_keptOffline[sync->account().id])
        sync->keepOffline({sync->account().id, mailbox, months});
    connect(sync, &AccountSync::protocolLine, this,
            [this](const accounts::ProtocolLine &line) { m_recorder.add(line); });
    connect(sync, &AccountSync::searchFinished, this, &Engine::searchFinished);
    connect(sync, &AccountSync::contentProgressed, this, &Engine::contentProgressed);
    connect(sync, &AccountSync::contentFailed, this, &Engine::contentFailed);
    connect(sync, &AccountSync::operationStateReached, this, &Engine::operationStateReached);
    connect(sync, &AccountSync::requestAnswered, this, &Engine::requestAnswered);
    connect(sync, &AccountSync::operationHandedOver, this,
            [this](qint64 id, const QByteArray &detail, const journal::AppendMessage &part) {
                if (find(part.account) != nullptr)  // it may have been removed meanwhile
                    Q_EMIT operationHandedOver(id, detail, part);
            });
    connect(sync, &AccountSync::claimIntended, this, &Engine::claimIntended);
    connect(sync, &AccountSync::claimEnded, this, &Engine::claimEnded);
    connect(sync, &AccountSync::online, this, [this, sync] { Q_EMIT accountOnline(sync->account().id); });
    connect(sync, &AccountSync::barrierWanted, this, [this, sync](quint64 id) {
        m_barriers[++m_lastBarrier] = {sync, id};
        Q_EMIT barrierWanted(m_lastBarrier);
    });
}

void Engine::stop()
{
    if (std::exchange(m_isStopping, true))
        return;
    for (const auto &sync : m_accounts) {
        connect(sync.get(), &AccountSync::closed, this, &Engine::stopWhenDone, Qt::QueuedConnection);
        sync->goOffline();
    }
    // LOGOUT is a courtesy: nobody waits for a silent server when the program ends.
    constexpr std::chrono::milliseconds logoutPatience{700};
    m_logoutPatience = m_clock.alarm(logoutPatience, [this] {
        m_accounts.clear();
        stopWhenDone();
    });
    // A receipt that is going out is worth more: cut off behind its last octet nobody would know what became
    // of it.
    constexpr std::chrono::seconds submissionPatience{5};
    m_submissionPatience = m_clock.alarm(submissionPatience, [this] {
        for (smtp::Submission *submission : std::set(m_submissions))
            submission->abort();
    });
    stopWhenDone();
}

void Engine::stopWhenDone()
{
    const bool areClosed =
        std::all_of(m_accounts.begin(), m_accounts.end(), [](const auto &sync) { return sync->isClosed(); });
    if (!m_isStopping || !areClosed || !m_submissions.empty() || m_logoutPatience == nullptr)
        return;
    m_logoutPatience.reset();  // and not twice
    m_submissionPatience.reset();
    m_accounts.clear();
    m_reader.reset();
    m_sleep.reset();
    Q_EMIT emptied();
}

AccountSync *Engine::find(const QUuid &account) const
{
    const auto found = std::find_if(m_accounts.begin(), m_accounts.end(),
                                    [&](const auto &sync) { return sync->account().id == account; });
    return found == m_accounts.end() ? nullptr : found->get();
}

AccountSync *Engine::ownerOf(store::FolderId folder) const
{
    const auto row = m_reader ? m_reader->folder(folder) : std::nullopt;
    return row ? find(row->account) : nullptr;
}

void Engine::recordProtocol(bool wanted)
{
    m_recorder.setRecording(wanted);
    for (const auto &sync : m_accounts)
        sync->recordProtocol(wanted);
}

void Engine::goOnline(const QUuid &account)
{
    if (AccountSync *sync = find(account))
        sync->goOnline();
}

void Engine::goOffline(const QUuid &account)
{
    if (AccountSync *sync = find(account))
        sync->goOffline();
}

void Engine::provideCredentials(const QUuid &account, const Secret &password)
{
    m_passwords.insert(account, password);
    if (AccountSync *sync = find(account))
        sync->provideCredentials({sync->account().imap.user.toUtf8(), password});
    if (m_submissionRefused.remove(account))
        Q_EMIT accountOnline(account);  // what waited for this password may go now
}

void Engine::acceptCertificate(const net::AcceptedCertificate &decision)
{
    m_certificates.accept(decision);
    for (const auto &sync : m_accounts) {
        if (sync->account().imap.endpoint.host.compare(decision.host, Qt::CaseInsensitive) == 0)
            sync->goOnline();
        Q_EMIT accountOnline(sync->account().id);  // what waited for the submission server may go now
    }
}

void Engine::openFolder(store::FolderId folder)
{
    if (AccountSync *sync = ownerOf(folder))
        sync->openFolder(folder);
}

void Engine::fetchContent(store::CopyId copy, const QByteArrayList &sections)
{
    const auto row = m_reader ? m_reader->row(copy) : std::nullopt;
    if (AccountSync *sync = row ? ownerOf(row->folder) : nullptr)
        sync->fetchContent(copy, sections);
    else
        Q_EMIT contentFailed(copy, Error{Error::Kind::NotFound, {}});
}

void Engine::giveUpContent(store::CopyId copy)
{
    const auto row = m_reader ? m_reader->row(copy) : std::nullopt;
    if (AccountSync *sync = row ? ownerOf(row->folder) : nullptr)
        sync->giveUpContent(copy);
}

void Engine::search(const search::ServerSearch &search)
{
    if (AccountSync *sync = ownerOf(search.folder))
        sync->search(search);
    else
        Q_EMIT searchFinished({search.serial, search.folder, {}, Error{Error::Kind::NotFound, {}}});
}

void Engine::cancelSearch()
{
    for (const auto &sync : m_accounts)
        sync->cancelSearch();
}

void Engine::refresh()
{
    for (const auto &sync : m_accounts)
        sync->refresh();
}

void Engine::openNamed(const QUuid &account, const QString &name)
{
    if (AccountSync *sync = find(account))
        sync->openNamed(name);
}

void Engine::keepOffline(const store::KeepOffline &wish)
{
    auto &kept = m_keptOffline[wish.account];
    if (wish.months)
        kept[wish.mailbox] = *wish.months;
    else
        kept.erase(wish.mailbox);
    if (AccountSync *sync = find(wish.account))
        sync->keepOffline(wish);
}

void Engine::fetchAgainLater(const QUuid &account, const QByteArray &mailbox)
{
    if (AccountSync *sync = find(account))
        sync->fetchAgainLater(mailbox);
}

void Engine::pauseDownloads(bool paused)
{
    m_isPaused = paused;
    for (const auto &sync : m_accounts)
        sync->pauseDownload(paused);
}

void Engine::setMetered(bool metered)
{
    m_isMetered = metered;
    for (const auto &sync : m_accounts)
        sync->setMetered(m_isMetered || m_savesData);
}

void Engine::saveData(bool wanted)
{
    m_savesData = wanted;
    setMetered(m_isMetered);
}

void Engine::checkLines()
{
    for (const auto &sync : m_accounts)
        sync->checkLines();
}

void Engine::lookUp(const QUuid &account)
{
    if (AccountSync *sync = find(account))
        sync->lookUp();
}

void Engine::watchMailboxes(const QUuid &account, const QByteArrayList &mailboxes)
{
    m_watched[account] = mailboxes;
    if (AccountSync *sync = find(account))
        sync->watchMailboxes(mailboxes);
}

void Engine::runOperation(const journal::Entry &entry)
{
    if (!entry.isPending() || entry.state == journal::State::Held)
        return;  // nothing to be done about it, or not yet
    m_operations.insert_or_assign(entry.id, entry);
    if (const auto *append = std::get_if<journal::AppendMessage>(&entry.operation))
        m_appending.insert(append->messageId);
    if (AccountSync *sync = find(journal::accountOf(entry.operation)))
        sync->runOperation(entry);
}

void Engine::operationChanged(const journal::Entry &entry)
{
    const auto known = m_operations.find(entry.id);
    if (known == m_operations.end())
        return;
    known->second = entry;
    if (AccountSync *sync = find(journal::accountOf(entry.operation)))
        sync->operationRecorded(entry);
    if (entry.isPending())
        return;
    m_operations.erase(entry.id);
    const auto *append = std::get_if<journal::AppendMessage>(&entry.operation);
    if (append == nullptr)
        return;
    m_appending.remove(append->messageId);
    // One that has failed may be tried again by the user.
    if (entry.state == journal::State::Done && m_filing.contains(append->messageId))
        Q_EMIT filed(m_filing.take(append->messageId));
}

void Engine::withdrawOperation(qint64 id)
{
    const auto known = m_operations.find(id);
    if (known == m_operations.end())
        return;
    const QUuid account = journal::accountOf(known->second.operation);
    m_operations.erase(known);
    if (AccountSync *sync = find(account))
        sync->withdrawOperation(id);
}

void Engine::claim(const receipts::ClaimOrder &order)
{
    if (AccountSync *sync = find(order.target.account))
        sync->claim(order);
    else
        Q_EMIT claimEnded(order.key, receipts::ClaimEnd::NeverStarted, {});
}

void Engine::intentRecorded(const receipts::RequestKey &key)
{
    for (const auto &sync : m_accounts)
        sync->intentRecorded(key);
}

void Engine::intentFailed(const receipts::RequestKey &key)
{
    for (const auto &sync : m_accounts)
        sync->intentFailed(key);
}

void Engine::file(const receipts::SubmitOrder &order)
{
    if (!m_reader || m_filing.contains(order.report.messageId))
        return;
    const auto folders = m_reader->folders(order.account);
    const auto sent = std::find_if(folders.begin(), folders.end(), [](const store::Folder &folder) {
        return folder.role == store::FolderRole::Sent;
    });
    if (sent == folders.end())
        return;
    m_filing.insert(order.report.messageId, order.key);
    if (m_appending.contains(order.report.messageId))
        return;  // the journal remembers it from before the restart
    Q_EMIT operationWanted(journal::AppendMessage{order.account, sent->mailbox,
                                                  journal::flagsOf(journal::SavedAs::Receipt), m_clock.now(),
                                                  order.report.messageId, order.report.message});
}

void Engine::barrierPassed(quint64 id)
{
    const auto found = m_barriers.find(id);
    if (found == m_barriers.end())
        return;
    const Barrier barrier = found->second;
    m_barriers.erase(found);
    if (barrier.account)
        barrier.account->barrierPassed(barrier.id);
}

}
