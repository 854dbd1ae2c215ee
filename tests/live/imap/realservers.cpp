// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/live/imap/realservers.h"

#include "core/imap/session/commands/fetch.h"
#include "core/imap/session/commands/list.h"
#include "core/imap/session/commands/mailboxes.h"
#include "core/imap/session/commands/select.h"
#include "core/imap/session/commands/simple.h"

#include <cstdio>
#include <map>

namespace live {

using namespace Qt::StringLiterals;

namespace {

using Park = std::map<ImapServer::Kind, std::unique_ptr<ImapServer>>;

Park &park()
{
    static Park servers;
    return servers;
}

constexpr std::pair<const char *, ImapServer::Kind> kinds[] = {
    {"Dovecot", ImapServer::Kind::Dovecot},
    {"Cyrus", ImapServer::Kind::Cyrus},
    {"Courier", ImapServer::Kind::Courier},
    {"Mailutils", ImapServer::Kind::Mailutils},
};

QString nameOf(ImapServer::Kind kind)
{
    for (const auto &[name, named] : kinds) {
        if (named == kind)
            return QString::fromLatin1(name);
    }
    return {};
}

}

void RealServers::initTestCase_data()
{
    QTest::addColumn<int>("kind");
    for (const auto &[name, kind] : kinds)
        QTest::newRow(name) << static_cast<int>(kind);
}

const ImapServer &RealServers::server()
{
    QFETCH_GLOBAL(int, kind);
    if (park().empty())
        qAddPostRoutine([] { park().clear(); });  // while there is an application to end them with
    std::unique_ptr<ImapServer> &server = park()[static_cast<ImapServer::Kind>(kind)];
    if (!server)
        server = std::make_unique<ImapServer>(static_cast<ImapServer::Kind>(kind));
    return *server;
}

QByteArray RealServers::tell(const QString &what, const QString &how, const Known &known)
{
    if (!m_rows.contains(what))
        m_rows += what;
    const ImapServer::Kind kind = server().kind();
    m_notes[what][nameOf(kind)] = how;
    const char *const usual[] = {known.dovecot, known.cyrus, known.courier, known.mailutils};
    const QString expected = QString::fromUtf8(usual[static_cast<std::size_t>(kind)]);
    if (expected.split(u'|').contains(how))
        return {};
    return QString(what + u": "_s + how + u", and not as known: "_s + expected).toUtf8();
}

void RealServers::cleanup()
{
    m_hasFailed = m_hasFailed || QTest::currentTestFailed();
    m_seen += server().kind();
}

void RealServers::cleanupTestCase()
{
    if (m_rows.isEmpty())
        return;
    printTable();
    if (m_hasFailed || m_seen.size() != static_cast<qsizetype>(std::size(kinds)))
        return;  // some rows are short for a reason that was told
    for (const QString &row : std::as_const(m_rows))
        QVERIFY2(m_notes.value(row).size() == m_seen.size(), qPrintable(row));
}

void RealServers::printTable() const
{
    constexpr int first = 34, other = 27;
    QString table = u"\n"_s + QString(first, u' ');
    for (const auto &[name, kind] : kinds)
        table += QString::fromLatin1(name).leftJustified(other);
    for (const QString &row : m_rows) {
        table += u'\n' + row.leftJustified(first);
        for (const auto &[name, kind] : kinds)
            table +=
                m_notes.value(row).value(QString::fromLatin1(name), u"-"_s).leftJustified(other - 1) + u' ';
    }
    std::printf("%s\n\n", qPrintable(table));
    std::fflush(stdout);
}

QString RealServers::endOf(const imap::Completion &completion)
{
    using Status = imap::Completion::Status;
    switch (completion.status) {
    case Status::Ok: return u"OK"_s;
    case Status::No: return u"NO"_s;
    case Status::Bad: return u"BAD"_s;
    case Status::ConnectionLost: return u"closed"_s;
    default: return notOffered;  // it was not even said
    }
}

QByteArray RealServers::makeFolder(Client &client, QStringView words)
{
    const QByteArray folder = client.folder(words);
    return client.run(std::make_unique<imap::CreateCommand>(folder)).ok() ? folder : QByteArray();
}

imap::Completion RealServers::remove(Client &client, const QByteArray &folder)
{
    return client.run(std::make_unique<imap::DeleteCommand>(folder));
}

std::vector<imap::ListData> RealServers::list(Client &client, const QByteArray &pattern)
{
    std::vector<imap::ListData> found;
    client.run<imap::ListCommand>(std::make_unique<imap::ListCommand>(QByteArray(), pattern),
                                  [&](imap::ListCommand &command) { found = command.mailboxes(); });
    return found;
}

std::optional<imap::StatusData> RealServers::status(Client &client, const QByteArray &folder)
{
    std::optional<imap::StatusData> told;
    client.run<imap::StatusCommand>(std::make_unique<imap::StatusCommand>(folder),
                                    [&](imap::StatusCommand &command) { told = command.status(); });
    return told;
}

bool RealServers::put(Client &client, const QByteArray &folder, const QByteArray &message,
                      std::vector<QByteArray> flags)
{
    const auto moment = QDateTime(QDate(2024, 2, 29), QTime(12, 30), Qt::OffsetFromUTC, 3600);
    return client.run(std::make_unique<imap::AppendCommand>(folder, std::move(flags), moment, message)).ok();
}

bool RealServers::select(Client &client, const QByteArray &folder)
{
    return client.run(std::make_unique<imap::SelectCommand>(folder)).ok();
}

RealServers::Fetched RealServers::fetch(Client &client, const QByteArray &items, quint32 first)
{
    Fetched fetched;
    auto command = std::make_unique<imap::FetchCommand>(imap::Uid{first}, items);
    QObject::connect(command.get(), &imap::FetchCommand::fetched, command.get(),
                     [&](const imap::Fetch &message) { fetched.messages.push_back(message); });
    fetched.end = client.run(std::move(command));
    return fetched;
}

QByteArray message(const QByteArray &subject, const QByteArray &body, const QByteArray &fields)
{
    return "From: Alice <alice@example.org>\r\nTo: bob@example.org\r\nSubject: " + subject
        + "\r\nDate: Thu, 29 Feb 2024 12:30:00 +0100\r\n" + fields
        + "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"
          "Content-Transfer-Encoding: 8bit\r\n\r\n"
        + body + "\r\n";
}

}
