// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/imap/session/command.h"
#include "core/imap/wire/framer.h"
#include "core/imap/wire/limits.h"
#include "core/net/loginproblem.h"
#include "core/net/sasl.h"
#include "core/net/transport.h"

#include <QObject>

#include <deque>
#include <functional>
#include <memory>

namespace imap {

struct SessionOptions {
    net::Security security = net::Security::ImplicitTls;
    QByteArray host{};       // for SASL mechanisms that name it
    QByteArray user{};       // for mechanisms that need no password: nobody is asked for credentials then
    QByteArray mechanism{};  // empty: strongest offered; "LOGIN": the LOGIN command
    // The account's consent to a password in clear text where there is no TLS (Security::None).
    bool plaintextConsent = false;
    // What an earlier connection to this server has found out about its age.
    Dialect dialect{};
    std::vector<QByteArray> enable{"CONDSTORE"};  // ENABLE after login, those the server offers
    bool compress = false;                        // COMPRESS=DEFLATE after login, where the server offers it
    std::chrono::seconds greetingTimeout{60};
    std::chrono::seconds commandTimeout{120};  // without a response, or octets that may become one
    // Words alone ("* OK still here") do not keep a command waiting longer than this.
    std::chrono::minutes commandDeadline{30};
    int responsesPerCommand = limits::responsesPerCommand;
    // Something is sent before 29 minutes of silence (RFC 2177, 3; RFC 3501, 5.4).
    std::chrono::minutes autologout{28};
    std::function<decltype(net::makeSaslClient)> makeSasl = net::makeSaslClient;
};

// One line of the dialogue for the protocol view and the tests: secrets are already "***", literals are cut.
struct TrafficLine {
    enum class Direction { Sent, Received, Note };
    Direction direction = Direction::Note;
    QByteArray text;
};

// What the selected mailbox is, as SELECT or EXAMINE told (RFC 3501, 6.3.1; 7.1).
struct SelectedMailbox {
    QByteArray mailbox;
    UidValidity uidValidity;  // 0: none, UIDs mean nothing beyond this session
    Uid uidNext;              // 0: not told
    ModSeq highestModSeq;     // 0: not told
    bool noModSeq = false;
    bool uidNotSticky = false;
    quint32 exists = 0;
    std::vector<QByteArray> flags;
    std::optional<code::PermanentFlags> permanentFlags;  // nullopt: not told, all are permanent
    bool readOnly = false;
    // The server has no UIDs: these, and the UIDVALIDITY, are of the session's making and end with the
    // selection. Nothing may be kept by them.
    bool sessionLocal = false;
    // MAILBOXID: the same for as long as the mailbox lives, whatever its name (RFC 8474, 4.2). Empty: not
    // told.
    QByteArray mailboxId{};
};

// One connection to one server: greeting, TLS, login, then one command after another (or several in flight
// where that is unambiguous). Untagged data is offered to the commands in flight and, unless taken, emitted.
// One thread; the transport is owned. Reconnecting is not its business: it ends once, with closed().
// A slot of closed() may delete the session; slots of its other signals and of its commands' use
// deleteLater().
class Session : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Session)

public:
    Session(std::unique_ptr<net::Transport> transport, SessionOptions options, Clock &clock,
            QObject *parent = nullptr);
    ~Session() override;

    // Opens the transport and goes as far as the credentials allow; needs provideCredentials() for
    // Authenticating.
    void start();
    // May come before or after credentialsNeeded().
    void provideCredentials(const net::Credentials &credentials);
    // Queues a command; it is owned by the session. Returned for connecting to finished().
    template <typename C>
    C *run(std::unique_ptr<C> command)
    {
        C *raw = command.get();
        enqueue(std::move(command));
        return raw;
    }
    // The caller wants no answer any more: `command` finishes with Cancelled before this returns when it was
    // sent, else a moment later and unsent. IMAP knows no way to stop a command, so the server may go on
    // with it; when other commands wait and it does not end within half a minute, the session does. One that
    // has finished already is left alone.
    void cancel(Command *command);
    void logout();  // LOGOUT, then close; never waits longer than 3 seconds
    void abort();

    [[nodiscard]] Phase phase() const noexcept { return m_phase; }
    [[nodiscard]] const Capabilities &capabilities() const noexcept { return m_capabilities; }
    // Known to send read receipts by itself (ServerQuirk::SendsReceipts).
    [[nodiscard]] bool sendsReceipts() const;
    [[nodiscard]] bool isEnabled(QByteArrayView extension) const noexcept;
    [[nodiscard]] bool isEncrypted() const;
    [[nodiscard]] const std::optional<SelectedMailbox> &selected() const noexcept { return m_selected; }
    // How long the server still wants to be left alone; commands wait for so long by themselves.
    [[nodiscard]] std::chrono::milliseconds pauseLeft() const;
    [[nodiscard]] bool isIdle() const noexcept;  // nothing queued, nothing in flight
    // Some of a response has come and its end has not; closed() leaves this as it was then.
    [[nodiscard]] bool isMidResponse() const noexcept;
    // It ended with a BYE that nobody had asked for; closed() then has the server's words in its detail.
    [[nodiscard]] bool isEndedByServer() const noexcept;

Q_SIGNALS:
    void phaseChanged(imap::Phase phase);
    void credentialsNeeded();
    // detail: the server's text, after a NO to the login only; closed() follows
    void authenticationFailed(const Error &why, net::LoginProblem problem);
    void ready();                               // logged in, capabilities known, ENABLE done: once
    void untagged(const imap::Untagged &data);  // only data no command took; only after login
    void drained();                             // the last command has finished and none is queued
    void alerted(const QByteArray &text);       // [ALERT], after TLS only; server's words (RFC 3501, 7.1)
    void certificateRejected(const net::CertificateQuestion &question);
    void traffic(const imap::TrafficLine &line);
    void closed(const Error &why);  // exactly once

private:
    friend class SessionPrivate;
    void enqueue(std::unique_ptr<Command> command);

    Phase m_phase = Phase::Connecting;
    Capabilities m_capabilities;
    std::optional<SelectedMailbox> m_selected;
    std::unique_ptr<class SessionPrivate> d;
};

}

Q_DECLARE_METATYPE(imap::TrafficLine)
