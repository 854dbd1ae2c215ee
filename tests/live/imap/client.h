// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/imap/session/session.h"

#include <QTest>

#include <algorithm>
#include <functional>

#include "tests/live/imap/imapserver.h"
#include "tests/support/waiting.h"

namespace live {

// A command of which the tests want the words alone: what the client under test has no command for, because
// it never asks it. Takes no untagged data.
class Say final : public imap::Command
{
public:
    explicit Say(imap::CommandText text) : m_text(std::move(text)) {}
    [[nodiscard]] imap::CommandText text(const imap::Capabilities &) const override { return m_text; }

private:
    imap::CommandText m_text;
};

// A session of the product with a real server, asked in turn: each call waits for its answer, or for the end
// of the connection.
class Client
{
public:
    explicit Client(const ImapServer &server, Login login = {}, imap::SessionOptions options = {});

    [[nodiscard]] bool open();  // logged in, and the server's prefix and delimiter for folders known
    // `read` sees the command when it has finished.
    template <typename C>
    imap::Completion run(std::unique_ptr<C> command, const std::function<void(C &)> &read = {})
    {
        imap::Completion completion;
        completion.status = imap::Completion::Status::ConnectionLost;  // until something is told
        bool done = false;
        begin();
        C *running = m_session->run(std::move(command));
        const auto connection =
            QObject::connect(running, &imap::Command::finished, running, [&](const imap::Completion &how) {
                completion = how;
                done = true;
                if (read)
                    read(*running);
            });
        if (!waitUntil([&] { return done; }, patience)) {
            QObject::disconnect(connection);  // what it refers to ends here
            QTest::qFail("the server has not answered in time", __FILE__, __LINE__);
        }
        return completion;
    }
    imap::Completion say(const imap::CommandText &text) { return run(std::make_unique<Say>(text)); }
    imap::Completion say(const QByteArray &text) { return say(imap::CommandText(text)); }
    imap::Completion say(const QByteArray &verb, const QByteArray &mailbox)
    {
        return say(std::move(imap::CommandText(verb).space().mailbox(mailbox)));
    }
    [[nodiscard]] bool waitFor(const std::function<bool()> &come) const { return waitUntil(come, patience); }

    [[nodiscard]] imap::Session &session() { return *m_session; }
    [[nodiscard]] bool has(QByteArrayView capability) const
    {
        return m_session->capabilities().has(capability);
    }
    [[nodiscard]] bool isClosed() const { return m_closed.has_value(); }
    [[nodiscard]] std::optional<net::LoginProblem> loginProblem() const { return m_problem; }
    [[nodiscard]] QByteArray whyClosed() const { return m_closed ? m_closed->detail : QByteArray(); }
    // Since the last command began: untagged data that no command took, and the server's lines.
    [[nodiscard]] const std::vector<imap::Untagged> &news() const { return m_news; }
    [[nodiscard]] const QByteArrayList &lines() const { return m_lines; }
    [[nodiscard]] const QByteArrayList &said() const { return m_said; }  // our own, since then
    [[nodiscard]] QByteArray line(const QByteArray &start) const;        // the first that begins so, or empty
    template <typename T>
    [[nodiscard]] std::vector<T> news() const
    {
        std::vector<T> found;
        for (const imap::Untagged &data : m_news) {
            if (const T *wanted = std::get_if<T>(&data))
                found.push_back(*wanted);
        }
        return found;
    }
    // What people call "words", as the server has it: below its prefix, in modified UTF-7.
    [[nodiscard]] QByteArray folder(QStringView words) const;
    [[nodiscard]] char delimiter() const { return m_delimiter; }

private:
    static constexpr int patience = 30'000;

    void begin();

    SystemClock m_clock;
    std::unique_ptr<imap::Session> m_session;
    Login m_login;
    bool m_wantsLogin;
    bool m_ready = false;
    std::optional<Error> m_closed;
    std::optional<net::LoginProblem> m_problem;
    std::vector<imap::Untagged> m_news;
    QByteArrayList m_lines, m_said;
    QByteArray m_prefix;
    char m_delimiter = '/';
};

}
