// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/imap/sync/connection.h"
#include "core/imap/sync/foldersync.h"
#include "core/imap/sync/operationrunner.h"
#include "core/journal/journal.h"
#include "core/store/writer.h"

#include <QPointer>
#include <QTemporaryDir>

#include <memory>
#include <optional>

#include "tests/support/fakeclock.h"
#include "tests/support/faketransport.h"
#include "tests/support/modelsession.h"

// The three ways in which a server can move messages (RFC 6851, 3.3).
inline const QByteArrayList withMove{"IMAP4rev1", "UIDPLUS", "MOVE", "UNSELECT"};
inline const QByteArrayList withUidPlus{"IMAP4rev1", "UIDPLUS", "UNSELECT"};
inline const QByteArrayList plain{"IMAP4rev1", "UNSELECT"};

// A journal on disk and its runner, with one connection to a server in memory. The program can be killed
// before or behind any of its commands, and started again.
class RunnerWorld
{
public:
    explicit RunnerWorld(QByteArrayList capabilities);
    ~RunnerWorld();
    RunnerWorld(const RunnerWorld &) = delete;
    RunnerWorld &operator=(const RunnerWorld &) = delete;

    [[nodiscard]] model::Model &server() { return m_model; }
    [[nodiscard]] journal::Journal &journal() { return *m_journal; }
    [[nodiscard]] imap::sync::OperationRunner &runner() { return *m_runner; }
    [[nodiscard]] FakeClock &clock() { return m_clock; }
    // What was said, without tags: "UID COPY 1 Trash".
    [[nodiscard]] const QByteArrayList &said() const { return m_said; }
    [[nodiscard]] QByteArrayList saidAbout(const QByteArray &what) const;
    [[nodiscard]] const std::vector<store::Update> &updates() const { return m_updates; }
    // Requests of which only we know any more that they were answered.
    [[nodiscard]] const std::vector<receipts::RequestKey> &answered() const { return m_answered; }

    // Killed when it says its command number `command` (from 1): the server has carried it out, or not.
    enum class Carried { Out, NotOut };
    void killAt(int command, Carried carried) { m_kill = {command, carried}; }
    [[nodiscard]] bool wasKilled() const { return m_killed; }

    // The next command with this in it is answered so and not carried out.
    void refuseNext(const QByteArray &what, const QByteArray &answer) { m_refuse = {what, answer}; }
    // The answer to its command number `command` is lost with the line.
    void dropAt(int command) { m_dropAt = command; }
    // Or that to the next command with this in it.
    void dropWhenSaid(const QByteArray &command) { m_dropAtWord = command; }
    // Nothing can be written to user.db from the next command with this in it on, until there is room again.
    void fillDiskAt(const QByteArray &command) { m_fillDiskAt = command; }
    void makeRoom() { (void)m_user->execute("PRAGMA query_only=OFF"); }

    void setOnline(bool online);
    void settle();   // until nobody has anything more to say
    void restart();  // as after a crash

    // A message of the mailbox as an operation names it.
    [[nodiscard]] journal::Targets targets(const QByteArray &mailbox, const std::vector<quint32> &uids) const;
    // The X-Test-Ids of what is there, not counting what is marked \Deleted.
    [[nodiscard]] QByteArrayList contents(const QByteArray &mailbox) const;
    [[nodiscard]] QUuid account() const { return m_account; }

private:
    void build();
    void connectRunner();
    bool pump();

    QUuid m_account{QStringLiteral("{7a7c7c0e-6d0f-4b57-9d55-0a3c3f1c2d11}")};
    QTemporaryDir m_folder;
    FakeClock m_clock;
    QByteArrayList m_capabilities;
    model::Model m_model;
    std::optional<store::Database> m_user;
    std::unique_ptr<journal::Journal> m_journal;
    std::unique_ptr<imap::sync::Connection> m_connection;
    std::unique_ptr<imap::sync::FolderSync> m_folders;
    std::unique_ptr<imap::sync::FolderChanges> m_changes;
    std::unique_ptr<imap::sync::OperationRunner> m_runner;
    QPointer<FakeTransport> m_transport;
    std::unique_ptr<model::Session> m_session;
    QByteArrayList m_said;
    std::vector<store::Update> m_updates;
    std::vector<receipts::RequestKey> m_answered;
    std::optional<std::pair<int, Carried>> m_kill;
    std::optional<std::pair<QByteArray, QByteArray>> m_refuse;
    QByteArray m_dropAtWord, m_fillDiskAt;
    int m_commands = 0, m_dropAt = 0;
    bool m_killed = false;
};
