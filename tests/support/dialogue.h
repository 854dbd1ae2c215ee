// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/imap/session/session.h"

#include <QPointer>

#include <functional>
#include <map>
#include <source_location>

#include "tests/support/fakeclock.h"
#include "tests/support/faketransport.h"
#include "tests/support/serverstream.h"

// A session whose server is a script, written as the RFCs print dialogues. Byte-exact both ways, in memory,
// with time that only the script moves.
//
//     S: * OK ready        the server sends this line and CRLF
//     C: a1 NOOP           the client has sent exactly this line and CRLF, and nothing before it
//     S! + \r\nab\x00      octets without CRLF; \r \n \t \\ and \xHH are escapes (S: and C: have none)
//     C! {5}\r\n           the same for what the client has sent
//     T: 28min             time passes (ms, s, min)
//     U: select            runs the step of that name (see on())
//     TLS                  the client has asked for TLS, and it is up now
//     X                    the server closes the connection
//     # words              a comment; blank lines and indentation do not count
//
// With POSTHORN_FEED=n in the environment what the server sends comes in pieces of n octets, in every script
// that does not say feed(Feed::Whole): the same must happen (tests/CMakeLists.txt runs the session's tests
// so). With POSTHORN_LOWER=1 the server's keywords are in lower case. And posthorn_test::cut() has each line
// cut in two.
//
// What the client sends and no C line expects is an error. A wrong line fails the test; later ones are
// skipped.
class Dialogue
{
public:
    enum class Feed { Whole, Octets };  // what of an S line comes at once

    explicit Dialogue(imap::SessionOptions options = {});
    ~Dialogue();
    Dialogue(const Dialogue &) = delete;
    Dialogue &operator=(const Dialogue &) = delete;

    void feed(Feed how)
    {
        m_pieceOctets = how == Feed::Whole ? 0 : 1;
        m_mayCut = false;
    }
    void verbatim() { m_lowerCase = false; }  // what the server sends is told, letter by letter
    void splitAt(qsizetype offset)
    {
        m_splitAt = offset;
    }  // one more cut, so many octets into the server's stream
    // Called before each line of a script that finds the server between two responses.
    void beforeEachLine(std::function<void()> act) { m_between = std::move(act); }
    void on(const QByteArray &step, std::function<void()> act) { m_steps[step] = std::move(act); }

    // The session starts and its connection (with implicit TLS) comes up at once. play() does it when it is
    // still due.
    void open();
    void play(const char *script, const std::source_location &where = std::source_location::current());
    void serverSends(const QByteArray &octets);  // outside of a script
    // Ready, without a login: the server greets with PREAUTH and these capabilities (none that the session
    // reacts to).
    void greet(const QByteArray &capabilities = "IMAP4rev1");
    // Runs SELECT and answers it with so many messages, UIDVALIDITY 1 and UIDNEXT exists + 1.
    void select(quint32 exists, const QByteArray &mailbox = "INBOX");

    // Session::run() with a record of the end in events().
    template <typename C, typename... Arguments>
    C *run(Arguments &&...arguments)
    {
        C *command = m_session->run(std::make_unique<C>(std::forward<Arguments>(arguments)...));
        record(command);
        return command;
    }

    [[nodiscard]] imap::Session &session() { return *m_session; }
    void destroySession() { m_session.reset(); }
    [[nodiscard]] FakeTransport &transport() { return *m_transport; }
    [[nodiscard]] FakeClock &clock() { return m_clock; }
    // Everything the session told, in order, one line each: "ready", "untagged EXISTS 3", "finished ok done".
    [[nodiscard]] const QByteArrayList &events() const { return m_events; }
    [[nodiscard]] QByteArrayList eventsLike(QByteArrayView start) const;  // those that begin so
    [[nodiscard]] QByteArrayList takeEvents() { return std::exchange(m_events, {}); }
    // What the protocol view would show: "C: a1 LOGIN bob ***".
    [[nodiscard]] const QByteArrayList &traffic() const { return m_traffic; }
    [[nodiscard]] net::LoginProblem loginProblem() const { return m_loginProblem; }
    [[nodiscard]] qsizetype serverOctets() const { return m_serverOctets; }
    [[nodiscard]] bool hasFailed() const { return m_failed; }

private:
    void record(imap::Command *command);
    void watchSession();
    void playLine(const QByteArray &line);
    void expect(const QByteArray &octets);
    void expectSilence();
    void elapse(const QByteArray &span);
    void fail(const QByteArray &why);

    FakeClock m_clock;
    QPointer<FakeTransport> m_transport;
    std::unique_ptr<imap::Session> m_session;
    std::map<QByteArray, std::function<void()>> m_steps;
    std::function<void()> m_between;
    ServerStream m_stream;
    bool m_lowerCase = false, m_mayCut = true;
    qsizetype m_pieceOctets = 0;  // 0: each line of the script at once
    qsizetype m_splitAt = -1;
    qsizetype m_serverOctets = 0;
    net::LoginProblem m_loginProblem = net::LoginProblem::Unspecified;
    bool m_opened = false;
    bool m_failed = false;
    QByteArray m_written, m_line;
    std::source_location m_where;
    QByteArrayList m_events, m_traffic;
};

// One line for a value of the server: "FETCH 3 UID 7 FLAGS (\Seen)".
[[nodiscard]] QByteArray describe(const imap::Untagged &data);
[[nodiscard]] QByteArray describe(const imap::Completion &completion);
