// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/live/imap/client.h"

#include "core/imap/session/commands/mailboxes.h"
#include "core/imap/wire/mailboxname.h"

namespace live {

Client::Client(const ImapServer &server, Login login, imap::SessionOptions options)
    : m_login(std::move(login)), m_wantsLogin(server.wantsLogin())
{
    options.host = "localhost";
    m_session =
        std::make_unique<imap::Session>(server.makeTransport(m_clock, m_login), std::move(options), m_clock);
    QObject::connect(m_session.get(), &imap::Session::authenticationFailed, m_session.get(),
                     [this](const Error &, net::LoginProblem problem) { m_problem = problem; });
    QObject::connect(m_session.get(), &imap::Session::ready, m_session.get(), [this] { m_ready = true; });
    QObject::connect(m_session.get(), &imap::Session::closed, m_session.get(),
                     [this](const Error &why) { m_closed = why; });
    QObject::connect(m_session.get(), &imap::Session::untagged, m_session.get(),
                     [this](const imap::Untagged &data) { m_news.push_back(data); });
    QObject::connect(m_session.get(), &imap::Session::traffic, m_session.get(),
                     [this](const imap::TrafficLine &line) {
                         if (line.direction == imap::TrafficLine::Direction::Received)
                             m_lines += line.text;
                         else if (line.direction == imap::TrafficLine::Direction::Sent)
                             m_said += line.text;
                     });
}

bool Client::open()
{
    if (m_wantsLogin)
        m_session->provideCredentials({m_login.user, Secret(m_login.secret)});
    m_session->start();
    if (!waitUntil([this] { return m_ready || isClosed(); }, patience) || isClosed())
        return false;
    return run<imap::NamespaceCommand>(std::make_unique<imap::NamespaceCommand>(),
                                       [this](imap::NamespaceCommand &command) {
                                           const auto &told = command.namespaces();
                                           if (!told || told->personal.empty())
                                               return;
                                           m_prefix = told->personal.front().prefix;
                                           m_delimiter = told->personal.front().delimiter.value_or('/');
                                       })
        .ok();
}

void Client::begin()
{
    m_news.clear();
    m_lines.clear();
    m_said.clear();
}

QByteArray Client::line(const QByteArray &start) const
{
    const auto found = std::find_if(m_lines.begin(), m_lines.end(),
                                    [&](const QByteArray &line) { return line.startsWith(start); });
    return found == m_lines.end() ? QByteArray() : *found;
}

QByteArray Client::folder(QStringView words) const
{
    return m_prefix + imap::encodeModifiedUtf7(words);
}

}
