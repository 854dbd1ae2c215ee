// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/account.h"
#include "core/base/clock.h"
#include "core/imap/session/commands/select.h"
#include "core/imap/session/session.h"
#include "core/imap/sync/resyncplan.h"
#include "core/net/ssltransport.h"

#include <QObject>

#include <deque>
#include <functional>
#include <memory>
#include <optional>

namespace imap::sync {

class Connection;

// The command was not answered because the line went (or was given up), which says nothing about the command.
[[nodiscard]] inline bool isLineLost(const Completion &completion) noexcept
{
    return completion.status == Completion::Status::ConnectionLost
        || completion.status == Completion::Status::Cancelled;
}

// The right to send commands for one mailbox on one connection. As long as a lease lives, the connection
// keeps that mailbox selected; when the line drops, or the server closes the mailbox, isLost() becomes true
// and session() null, and the holder lets go.
class Lease
{
public:
    Lease(Connection &connection, QByteArray mailbox);
    Lease(const Lease &) = delete;
    Lease &operator=(const Lease &) = delete;
    ~Lease();

    [[nodiscard]] Session *session() const;  // null when lost
    [[nodiscard]] bool isLost() const noexcept { return m_connection == nullptr; }
    [[nodiscard]] const Connection *connection() const noexcept { return m_connection; }  // null when lost
    [[nodiscard]] const QByteArray &mailbox() const noexcept { return m_mailbox; }

private:
    friend class Connection;
    Connection *m_connection;
    QByteArray m_mailbox;
};

// One place in the account's pool: a Session that is opened again after a loss (capped, jittered back-off),
// and the mailbox it has selected, handed out in leases. Work for another mailbox waits until all leases of
// the present one are gone, so that no command ever reaches the wrong mailbox. One thread.
class Connection : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Connection)

public:
    struct Dependencies {
        net::TransportFactory transports;
        Clock &clock;
        std::function<double()> random;  // [0, 1): jitter
        // When connections were opened within the last hour; shared by those of one account.
        std::shared_ptr<std::deque<std::chrono::milliseconds>> opened = {};
    };
    Connection(const accounts::Account &account, Dependencies dependencies, QObject *parent = nullptr);
    ~Connection() override;

    void start();
    // As start(), but in its turn: a pause that is under way is kept.
    void join();
    void stop();  // LOGOUT; stays closed until start()
    void provideCredentials(const net::Credentials &credentials);
    // Whether traffic() is told; off at first.
    void setRecording(bool recording);

    // Calls `use` once the mailbox is selected read-write; nullptr when it cannot be (gone, refused,
    // stopped or never started). Work for no mailbox in particular (LIST, STATUS, APPEND) passes an empty
    // name and runs in whatever is selected.
    using Use = std::function<void(std::shared_ptr<Lease> lease, const Error &error)>;
    void withMailbox(const QByteArray &mailbox, Use use);
    // What is kept of a mailbox from before, asked when one is selected: where the server can, it then tells
    // what has happened since, which resync() has when mailboxSelected() comes.
    void setKnown(std::function<std::optional<KnownMailbox>(const QByteArray &mailbox)> known)
    {
        m_known = std::move(known);
    }
    [[nodiscard]] const ResyncAnswer &resync() const noexcept { return m_resync; }
    // Forgets waiting work (the user has gone elsewhere).
    void dropWaiting();
    // Selects the mailbox anew for the next work on it: what is known of it is out of step. A SELECT that is
    // under way is new enough.
    void reselect();
    // UNSELECT, where the server can and nobody works on it: another connection may select it then.
    void leaveMailbox();
    // Calls `use` while nothing at or below the mailbox is selected here (RFC 2180, 3.1: a server may refuse
    // to delete or rename what is; others close the connection). Work on it under way is waited for.
    void withoutMailbox(const QByteArray &mailbox, std::optional<char> delimiter, Use use);
    // Gives the line up; it is opened again after the usual delay.
    void abandon();
    // Is the line still alive? Without an answer within `patience` it is given up, and opened again at once.
    void probe(std::chrono::milliseconds patience);
    // Does not wait for the end of the pause before the next try: the network is another one. A certificate
    // that was not accepted may have been that of the network before (a captive portal); a password was not.
    void retryNow();
    // How the mailbox is to be selected; read-write unless told.
    using AccessPolicy = std::function<Access(const QByteArray &mailbox)>;
    void setAccessPolicy(AccessPolicy policy) { m_accessPolicy = std::move(policy); }

    [[nodiscard]] Session *session() const noexcept { return m_session.get(); }
    [[nodiscard]] bool isReady() const noexcept { return m_ready; }
    // The last line ended in the middle of a response.
    [[nodiscard]] bool wasCutShort() const noexcept { return m_cutShort; }
    // The words of the last BYE, when the last line ended with one that nobody had asked for.
    [[nodiscard]] const QByteArray &goodbye() const noexcept { return m_goodbye; }
    [[nodiscard]] Clock &clock() const noexcept { return m_dependencies.clock; }
    [[nodiscard]] int opensWithinAnHour();
    [[nodiscard]] bool isBusy() const noexcept { return !m_leases.empty() || !m_waiting.empty(); }
    [[nodiscard]] const QByteArray &mailbox() const noexcept
    {
        return m_mailbox;
    }  // selected, or being selected

Q_SIGNALS:
    void connecting();
    void ready();
    void lost(const Error &why, const QDateTime &retryAt);  // retryAt invalid: not by itself
    void credentialsNeeded();
    void authenticationFailed(const Error &why, net::LoginProblem problem);
    void certificateRejected(const net::CertificateQuestion &question);
    void alerted(const QByteArray &text);
    void mailboxSelected(const imap::SelectedMailbox &selected);  // before any lease for it is given
    // The server has closed it by itself; what worked on it has lost its lease. Told from the event loop.
    void mailboxClosed();
    void untagged(const imap::Untagged &data);
    void traffic(const imap::TrafficLine &line);
    void mailboxFree();  // nothing is under way and nothing waits: time to IDLE

private:
    friend class Lease;
    struct Waiting {
        QByteArray mailbox;
        Use use;
        bool isWithout = false;  // nothing at or below the mailbox may be selected
        std::optional<char> delimiter = std::nullopt;
    };
    void open();
    [[nodiscard]] bool mustLeave(const Waiting &waiting) const;
    void leave();
    void left(const Completion &completion);
    void record();
    [[nodiscard]] std::chrono::milliseconds pauseBeforeNext();
    [[nodiscard]] std::chrono::minutes pauseForMany();
    void handleReady();
    void handleClosed(const Error &why);
    void handleAuthenticationFailed(const Error &why, net::LoginProblem problem);
    void serve();
    void handlePhase(Phase phase);
    void select(const QByteArray &mailbox);
    void handleSelected(const QByteArray &mailbox, const Completion &completion);
    void grant(const Waiting &waiting);
    void release(Lease *lease);
    void failAll(const Error &why);
    void tellWhenFree();

    accounts::Account m_account;
    Dependencies m_dependencies;
    std::unique_ptr<Session> m_session;
    std::optional<net::Credentials> m_credentials;
    std::unique_ptr<Alarm> m_retry;
    std::deque<Waiting> m_waiting;
    std::vector<Lease *> m_leases;
    QByteArray m_mailbox;
    std::function<std::optional<KnownMailbox>(const QByteArray &)> m_known;
    ResyncAnswer m_resync;
    Dialect m_dialect;  // what the last session has found out
    int m_attempt = 0;
    bool m_recording = false;
    std::chrono::milliseconds m_readySince{0};
    AccessPolicy m_accessPolicy;
    QByteArray m_goodbye;
    std::unique_ptr<Alarm> m_probe;
    int m_loginRefusals = 0;  // in a row
    bool m_isProbing = false, m_reopenAtOnce = false;
    bool m_ready = false;
    bool m_cutShort = false;
    bool m_selecting = false;
    bool m_wanted = false;
    bool m_stopRetrying = false;  // a person must decide first: password, certificate
    bool m_isUntrusted = false;   // the certificate it was
};

}

Q_DECLARE_METATYPE(imap::SelectedMailbox)
