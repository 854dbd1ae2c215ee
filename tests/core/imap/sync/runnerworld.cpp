// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/imap/sync/runnerworld.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

using namespace Qt::StringLiterals;
using namespace imap::sync;

// Where there is memory to write to, nobody waits for a disk.
RunnerWorld::RunnerWorld(QByteArrayList capabilities)
    : m_folder((QFileInfo(u"/dev/shm"_s).isWritable() ? u"/dev/shm"_s : QDir::tempPath())
               + u"/posthorn-XXXXXX"_s),
      m_capabilities(std::move(capabilities))
{
    m_model.losesReply = [this](const QByteArray &command) {
        if (!m_dropAtWord.isEmpty() && command.contains(m_dropAtWord))
            return !std::exchange(m_dropAtWord, {}).isEmpty();
        if (m_dropAt > 0 && m_commands == m_dropAt)
            return std::exchange(m_dropAt, 0) > 0;
        return m_kill && m_kill->second == Carried::Out && m_commands == m_kill->first;
    };
    m_model.beforeCommand = [this](const QByteArray &command) {
        m_said.append(command.sliced(command.indexOf(' ') + 1));
        if (!m_fillDiskAt.isEmpty() && command.contains(m_fillDiskAt)) {
            (void)m_user->execute("PRAGMA query_only=ON");
            m_fillDiskAt.clear();
        }
    };
    build();
}

RunnerWorld::~RunnerWorld()
{
    m_runner.reset();
    m_changes.reset();
    m_folders.reset();
    m_connection.reset();
}

void RunnerWorld::build()
{
    m_user.emplace(std::move(store::openUser(m_folder.filePath(u"user.db"_s))->database));
    m_journal = std::make_unique<journal::Journal>(*m_user, m_clock);
    accounts::Account account;
    account.id = m_account;
    account.imap.endpoint = {u"imap.example.org"_s, 993, net::Security::ImplicitTls, {}};
    m_connection = std::make_unique<Connection>(
        account,
        Connection::Dependencies{[this](const net::Endpoint &) -> std::unique_ptr<net::Transport> {
                                     auto transport =
                                         std::make_unique<FakeTransport>(net::Security::ImplicitTls);
                                     m_transport = transport.get();
                                     m_session.reset();
                                     return transport;
                                 },
                                 m_clock, [] { return 0.5; }});
    m_folders = std::make_unique<FolderSync>(m_account, *m_connection);
    m_changes = std::make_unique<FolderChanges>(*m_folders, [this](const QByteArray &, Connection::Use use) {
        m_connection->withMailbox({}, std::move(use));
    });
    OperationRunner::Hooks hooks;
    hooks.withMailbox = [this](const QByteArray &mailbox, Connection::Use use) {
        m_connection->withMailbox(mailbox, std::move(use));
    };
    hooks.changeFolders = [this](const FolderChange &change, FolderChanges::Done done) {
        m_changes->carryOut(change, std::move(done));
    };
    hooks.folders = [this]() -> const std::vector<store::ListedFolder> & { return m_folders->folders(); };
    hooks.whereIs = [this](const QByteArray &mailbox, FolderSync::Found found) {
        m_folders->lookFor(mailbox, std::move(found));
    };
    hooks.ownAddress = [](const mime::Header &) { return QByteArray("me@home.example"); };
    m_runner = std::make_unique<OperationRunner>(m_account, std::move(hooks), m_clock);
    connectRunner();
    for (const journal::Entry &entry : m_journal->pending())
        m_runner->add(entry);
    m_connection->start();
}

void RunnerWorld::connectRunner()
{
    using journal::Journal;
    OperationRunner *runner = m_runner.get();
    QObject::connect(m_journal.get(), &Journal::appended, runner, &OperationRunner::add);
    QObject::connect(m_journal.get(), &Journal::stateChanged, runner, &OperationRunner::recorded);
    QObject::connect(m_journal.get(), &Journal::withdrawn, runner, &OperationRunner::withdraw);
    // Queued, as between threads.
    QObject::connect(runner, &OperationRunner::stateReached, m_journal.get(), &Journal::record,
                     Qt::QueuedConnection);
    QObject::connect(runner, &OperationRunner::handedOver, m_journal.get(), &Journal::handOver,
                     Qt::QueuedConnection);
    QObject::connect(runner, &OperationRunner::updateReady, m_journal.get(),
                     [this](const store::Update &update) { m_updates.push_back(update); });
    QObject::connect(runner, &OperationRunner::answered, runner,
                     [this](const receipts::RequestKey &key) { m_answered.push_back(key); });
    QObject::connect(m_connection.get(), &Connection::ready, runner, [this] {
        m_folders->list(*m_connection);
        m_runner->setOnline(true);
    });
    QObject::connect(m_connection.get(), &Connection::lost, runner, [this] { m_runner->setOnline(false); });
}

void RunnerWorld::setOnline(bool online)
{
    if (online)
        m_connection->start();
    else
        m_connection->stop();
    settle();
}

void RunnerWorld::restart()
{
    m_kill.reset();
    m_runner.reset();
    m_changes.reset();
    m_folders.reset();
    m_connection.reset();
    m_journal.reset();
    m_user.reset();
    m_session.reset();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    build();
    settle();
}

bool RunnerWorld::pump()
{
    if (m_transport.isNull() || !m_transport->isOpen())
        return false;
    if (!m_session) {
        m_session = std::make_unique<model::Session>(m_model, m_capabilities, 1);
        m_transport->accept();
    }
    const QByteArray octets = m_transport->takeWritten();
    if (!octets.isEmpty()) {
        ++m_commands;
        if (m_kill && m_commands == m_kill->first) {
            m_killed = true;
            if (m_kill->second == Carried::Out)
                m_session->receive(octets);
            return false;
        }
        if (m_refuse && octets.contains(m_refuse->first)) {
            m_said.append(octets.sliced(octets.indexOf(' ') + 1).trimmed());
            m_transport->serverSends(octets.first(octets.indexOf(' ') + 1) + m_refuse->second + "\r\n");
            m_refuse.reset();
            return true;
        }
        m_session->receive(octets);
    }
    const QByteArray answer = m_session->takeOutput();
    if (!answer.isEmpty())
        m_transport->serverSends(answer);
    if (m_session->hasHungUp()) {
        m_session.reset();
        m_transport->serverCloses();
        return true;
    }
    return !octets.isEmpty() || !answer.isEmpty();
}

void RunnerWorld::settle()
{
    int idle = 0;
    for (int round = 0; round < 5000 && idle < 4 && !(m_killed && m_kill); ++round) {
        QCoreApplication::sendPostedEvents();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        idle = pump() ? 0 : idle + 1;
    }
}

QByteArrayList RunnerWorld::saidAbout(const QByteArray &what) const
{
    QByteArrayList some;
    for (const QByteArray &command : m_said) {
        if (command.contains(what))
            some.append(command);
    }
    return some;
}

journal::Targets RunnerWorld::targets(const QByteArray &mailbox, const std::vector<quint32> &uids) const
{
    const auto in = m_model.find(mailbox);
    journal::Targets named{m_account, mailbox, {in->uidValidity}, {}};
    for (const quint32 uid : uids) {
        QByteArray id = model::fieldOf(in->find(uid)->octets, "Message-ID");
        named.add({m_account, mailbox, {in->uidValidity}, {uid}, id.sliced(1, id.size() - 2), {}});
    }
    return named;
}

QByteArrayList RunnerWorld::contents(const QByteArray &mailbox) const
{
    QByteArrayList ids;
    if (const auto in = m_model.find(mailbox)) {
        for (const model::Message &message : in->messages) {
            if (!message.flags.contains("\\Deleted"))
                ids.append(message.testId);
        }
    }
    return ids;
}
