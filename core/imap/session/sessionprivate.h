// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/imap/session/commandqueue.h"
#include "core/imap/session/loginsteps.h"
#include "core/imap/session/mailboxbook.h"
#include "core/imap/session/numbering.h"
#include "core/imap/session/sender.h"
#include "core/imap/session/serverquirks.h"
#include "core/imap/session/session.h"
#include "core/imap/session/trafficlog.h"
#include "core/net/deflate.h"

#include <QSet>

#include <functional>

namespace imap {

class AuthenticateCommand;

// The inside of a Session: octets in, decisions, octets out.
//
// Everything enters through enter(): a signal of the transport, an alarm, a call from outside. What slots of
// others do in between (queue commands, abort) only leaves marks; the outermost enter() acts on them in
// settle(), when all that had been received is processed. So nothing is sent between two responses of one
// segment, and nothing runs twice.
class SessionPrivate
{
public:
    SessionPrivate(Session &session, std::unique_ptr<net::Transport> transport, SessionOptions options,
                   Clock &clock);
    ~SessionPrivate();
    SessionPrivate(const SessionPrivate &) = delete;
    SessionPrivate &operator=(const SessionPrivate &) = delete;

    // For Session's public face.
    void start();
    void provideCredentials(const net::Credentials &credentials);
    void enqueue(std::unique_ptr<Command> command);
    void cancel(const Command *command);
    void logout();
    void abort();
    [[nodiscard]] std::chrono::milliseconds pauseLeft() const;
    [[nodiscard]] bool isEncrypted() const { return m_transport->isEncrypted(); }
    [[nodiscard]] bool isEnabled(QByteArrayView extension) const noexcept;
    [[nodiscard]] bool sendsReceipts() const { return m_quirks.contains(ServerQuirk::SendsReceipts); }
    [[nodiscard]] bool isIdle() const noexcept { return !m_queue.isWaiting() && !m_queue.isFlying(); }
    [[nodiscard]] bool isMidResponse() const noexcept { return m_framer.pending() > 0; }
    [[nodiscard]] bool isEndedByServer() const noexcept { return m_bye.has_value() && m_logoutTag.isEmpty(); }

private:
    using Then = std::function<void(const Completion &)>;
    enum class Ending { Close, Abort };

    // session_*.cpp: the life of the connection
    template <typename F>
    void enter(F act)
    {
        ++m_depth;
        act();
        if (m_depth == 1)
            settle();  // the last: the session may be gone after it
        else
            --m_depth;
    }
    void settle();
    void connectTransport();
    [[nodiscard]] bool moveOn(Event event);  // false: illegal, the session is ending
    void end(Ending ending, Error why);      // the first reason counts
    void conclude();
    void note(const QByteArray &text);
    void wrote(const Sender::Piece &piece);
    void bury(std::unique_ptr<Command> command, Completion::Status status);
    void buryNow();
    void tellEnd(Command &command, Completion completion);

    // session_alarms.cpp
    [[nodiscard]] bool isWaitingForServer() const;
    [[nodiscard]] std::chrono::milliseconds patienceLeft() const;
    void watch();
    void ringWatchdog();
    [[nodiscard]] std::chrono::minutes autologout() const;
    void guardAutologout();
    void ringAutologout();

    // session_input.cpp
    void readAll();
    void takeFrames();
    void takeCompressed();
    void noteProgress(qsizetype octets);
    [[nodiscard]] bool isWithinBudget(const Result<Response> &response);
    void handleFrame(const QByteArray &frame);
    void handleGreeting(const Result<Response> &first);
    void handleBroken(const QByteArray &frame, const Error &error);
    void handleUntagged(const Untagged &data);
    void route(const Untagged &data);
    void handleCondition(const Condition &condition);
    void tellProgress(const code::InProgress &progress);
    [[nodiscard]] bool isOfUse(const Untagged &data);
    void learnEnabled(const std::vector<QByteArray> &names);
    void handleContinuation(const Continuation &continuation);
    void handleTagged(const Tagged &tagged);
    void finish(std::unique_ptr<Command> command, const Tagged &tagged);
    void applyOutcome(const Command &command, const Completion &completion);
    void learnCapabilities(const std::vector<QByteArray> &names);
    void noticeAlert(const ResponseText &text);
    void noticeParse(const ResponseText &text);
    [[nodiscard]] bool isLoggedIn() const noexcept;

    // session_output.cpp
    void pump();
    void launch(std::unique_ptr<Command> command);
    void endLasting();

    // session_oldserver.cpp: what is different before IMAP4rev1
    void adoptLevel(const std::vector<QByteArray> &capabilities);
    void goWithoutCapability();
    void probeLevel();
    void speak(const Dialect &dialect);
    void openNumbering();
    void wordPoll(Command &command);
    void learnFromPoll(const Command &command);
    void labelSelection();
    // For servers of every age
    [[nodiscard]] bool sayAgain(std::unique_ptr<Command> &command, const Completion &completion,
                                Status answer);
    [[nodiscard]] bool isDisliked(const Command &command, Status answer);
    // session_habits.cpp: what certain servers do (serverquirks.h)
    void learnQuirks(const std::vector<QByteArray> &capabilities);
    void obeyThrottle(const ResponseText &text);
    [[nodiscard]] bool isPaused() const { return m_clock.monotonic() < m_pausedUntil; }
    void heedComplaint(const ResponseText &text);
    void ringComplaint(const QByteArray &tag, const ResponseText &text);
    [[nodiscard]] bool isGreetingAfterAlert() const;

    // session_login.cpp
    void advanceLogin();
    void carryOut(const LoginStep &step);
    void runOwn(std::unique_ptr<Command> command, Then then);
    void askCapability();
    void startTls();
    void beginTls();
    void encryptionStarted();
    void forgetWhatWasHeard();
    void compress();
    void authenticate(const QByteArray &mechanism);
    void authenticationEnded(const AuthenticateCommand &command, const Completion &completion);
    void useLoginCommand();
    void loginEnded(const QByteArray &mechanism, const Completion &completion);
    void loggedIn();
    void loginFailed(const Error &why, net::LoginProblem problem);
    void enable(const std::vector<QByteArray> &names);
    void forgetCapabilities();

    Session &q;
    std::unique_ptr<net::Transport> m_transport;
    SessionOptions m_options;
    Clock &m_clock;

    ResponseFramer m_framer;
    std::unique_ptr<net::Deflate> m_deflate;  // once COMPRESS is on: between the transport and the rest
    Sender m_sender;
    CommandQueue m_queue;
    MailboxBook m_book;
    Dialect m_dialect;
    Numbering m_numbering;  // of old servers only
    quint32 m_lastValidity = 0;
    int m_polls = 0;
    bool m_noopTellsNews = false;
    QByteArray m_greeting;
    bool m_capabilityExists = true;  // false: BAD came for the command
    ServerQuirks m_quirks;
    std::chrono::milliseconds m_pausedUntil{0};
    std::unique_ptr<Alarm> m_pause, m_complaint;
    bool m_alertGreeting = false;     // the greeting was nothing but an alert
    bool m_credentialsShown = false;  // to this server, on this connection
    bool m_tryCreate = false;         // said untagged while the present command runs
    LoginFacts m_login;
    net::Credentials m_credentials;
    trafficlog::Secrets m_secrets;      // until the login is over: what m_credentials became on the line, too
    std::vector<QByteArray> m_enabled;  // upper case
    QSet<QByteArray> m_alerts;          // shown already

    int m_depth = 0;
    bool m_started = false;
    bool m_greeted = false;
    bool m_credentialsAsked = false;
    bool m_capabilitiesTold = false;  // since the login command was sent
    bool m_webAlerted = false;        // during the login command
    bool m_tlsStarting = false;
    bool m_ready = false;
    bool m_busy = false;  // drained() is due when nothing is left
    bool m_endingWanted = false;
    bool m_concluded = false;
    int m_framesBeforeLogin = 0;
    std::optional<ResponseText> m_bye;
    std::optional<Error> m_end;
    Ending m_ending = Ending::Close;
    QByteArray m_logoutTag;

    std::vector<std::pair<std::unique_ptr<Command>, Completion::Status>> m_buried;
    QSet<const Command *> m_begun;  // a part of what they are about is done, and they go on
    struct Work {
        int responses = 0;
        int words = 0;
    };
    Work m_work;              // since the last tagged response
    qsizetype m_trickle = 0;  // octets since m_lastActivity
    std::chrono::milliseconds m_lastActivity{0};
    std::chrono::milliseconds m_lastUseful{0};  // a command was sent, is taking something or was answered
    std::chrono::milliseconds m_lastSent{0};
    std::chrono::milliseconds m_cancelledAt{0};
    std::optional<std::pair<QByteArray, code::MessageLimit>> m_limit;  // of the command with that tag
    std::optional<quint32> m_progress;                                 // of the command that told some last
    std::unique_ptr<Alarm> m_watchdog, m_autologout, m_logoutGuard, m_funeral;
};

}
