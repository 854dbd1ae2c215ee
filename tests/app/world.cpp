// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/world.h"

#include "app/wiring.h"

#include "tests/support/testcase.h"

namespace {

constexpr quint16 imapPort = 993, smtpPort = 465;

std::chrono::milliseconds spanOf(const QByteArray &text)
{
    if (text.endsWith("ms"))
        return std::chrono::milliseconds(text.chopped(2).toInt());
    if (text.endsWith("min"))
        return std::chrono::minutes(text.chopped(3).toInt());
    return std::chrono::seconds(text.chopped(1).toInt());
}

}

World::World()
    : m_invariants(store::ProfilePaths::in(m_folder.path()).userDatabase(),
                   [this](const QByteArray &breach) { fail(breach); })
{
    m_account.id = QUuid(QStringLiteral("11111111-2222-3333-4444-555555555555"));
    m_account.name = QStringLiteral("Home");
    m_account.personName = QStringLiteral("Me");
    m_account.address = QStringLiteral("me@home.example");
    m_account.imap.endpoint = {QStringLiteral("imap.home.example"), imapPort, net::Security::ImplicitTls, {}};
    m_account.imap.user = QStringLiteral("me");
    m_account.smtp.endpoint = {QStringLiteral("smtp.home.example"), smtpPort, net::Security::ImplicitTls, {}};
    build();
}

World::~World()
{
    m_engine.reset();
    m_room.reset();
}

void World::build()
{
    const auto paths = store::ProfilePaths::in(m_folder.path());
    if (!paths.prepare())
        fail("no profile");
    m_room = std::make_unique<app::StoreRoom>(paths, m_clock);
    m_room->open();
    if (m_room->writer() == nullptr) {
        fail("the databases did not open");
        return;
    }
    auto reader = store::Reader::open(paths.cacheDatabase());
    if (!reader) {
        fail("no reader");
        return;
    }
    m_reader.emplace(std::move(*reader));
    m_engine = std::make_unique<app::Engine>(
        paths.cacheDatabase(), m_clock,
        [this](const net::Endpoint &endpoint, const net::AcceptedCertificates &) {
            return makeTransport(endpoint);
        });
    app::connectEngineToStore(*m_engine, *m_room);
    QObject::connect(m_room->receipts(), &receipts::ReceiptService::stateChanged, m_engine.get(),
                     [this](const receipts::LedgerEntry &entry) {
                         m_invariants.stateTold(entry);
                         m_ledger.push_back(entry);
                     });
    QObject::connect(m_room->writer(), &store::Writer::changed, m_engine.get(),
                     [this](const store::ChangeSet &changes) { m_changes.push_back(changes); });
    QObject::connect(m_engine.get(), &app::Engine::statusChanged, m_engine.get(),
                     [this](const accounts::Status &status) { m_statuses.push_back(status); });
    QObject::connect(m_engine.get(), &app::Engine::noticed, m_engine.get(),
                     [this](const accounts::Notice &notice) { m_notices.push_back(notice); });
}

void World::restart()
{
    QObject::disconnect(m_engine.get(), nullptr, nullptr, nullptr);
    m_engine.reset();
    m_reader.reset();
    m_room.reset();
    m_view = {};
    m_work = {};
    m_mailServer = {};
    build();
}

std::unique_ptr<net::Transport> World::makeTransport(const net::Endpoint &endpoint)
{
    auto transport = std::make_unique<FakeTransport>(endpoint.security);
    const bool viewIsFree = m_view.transport.isNull() || !m_view.transport->isOpen();
    const bool workIsFree = m_work.transport.isNull() || !m_work.transport->isOpen();
    Server &server = endpoint.port == smtpPort ? m_mailServer
        : viewIsFree                           ? m_view
        : workIsFree                           ? m_work
                                               : m_watch;
    ++(endpoint.port == smtpPort ? m_submissions : m_connections);
    if (endpoint.port == smtpPort)
        m_invariants.submissionBegun();
    server = Server{transport.get(), {}, -1, {}};
    return transport;
}

void World::goOnline(const QByteArray &capabilities)
{
    m_capabilities = capabilities;
    if (m_foldersKnown) {
        store::FoldersListed list{m_account.id, {}};
        for (const QByteArray &name : std::as_const(m_folderNames)) {
            const auto role = name == "INBOX" ? store::FolderRole::Inbox
                : name == "Sent"              ? store::FolderRole::Sent
                : name == "Drafts"            ? store::FolderRole::Drafts
                                              : store::FolderRole::None;
            list.folders.push_back({name, QString::fromLatin1(name), '/', role, true, true});
        }
        m_room->writer()->apply(list);
    }
    m_engine->start({m_account}, {});
    m_room->restore();
    m_view.transport->accept();
    m_view.transport->serverSends("* PREAUTH [CAPABILITY " + capabilities + "] hello\r\n");
    settle();
    if (capabilities.contains("ENABLE")) {
        QByteArray enabled;
        for (const QByteArray &name : capabilities.split(' ')) {
            if (name == "CONDSTORE" || name == "QRESYNC" || name == "UIDONLY")
                enabled += ' ' + name;
        }
        expect(m_view, "a1 ENABLE" + enabled + "\r\n");
        m_view.transport->serverSends("* ENABLED" + enabled + "\r\na1 OK\r\n");
        settle();
    }
}

void World::settle()
{
    for (int round = 0; round < 50; ++round) {
        QCoreApplication::sendPostedEvents();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        collect();
        answerWork();
    }
}

void World::collect()
{
    for (Server *server : {&m_view, &m_work, &m_mailServer}) {
        if (server->transport.isNull())
            continue;
        const QByteArray octets = server->transport->takeWritten();
        watch(*server, octets);
        server->written += octets;
        m_everythingSent += octets;
    }
}

// What holds in every scenario is looked at here, whatever the script is about.
void World::watch(const Server &server, const QByteArray &octets)
{
    if (&server != &m_mailServer) {
        for (const QByteArray &line : octets.split('\n'))
            m_invariants.sent(line.trimmed());
    } else if (octets.endsWith("\r\n.\r\n")) {
        m_awaitsTaking = true;
        m_invariants.mailEnded(octets);
    }
}

void World::loseTheOther()
{
    m_work.transport->serverCloses();
    settle();
}

void World::answerWork()
{
    if (m_work.transport.isNull())
        return;
    if (m_work.transport->isOpen() && !m_work.transport->isEncrypted()) {
        m_work.transport->accept();
        if (m_refuseWork) {
            m_work.transport->serverSends("* BYE Too many connections\r\n");
            return;
        }
        m_work.transport->serverSends("* PREAUTH [CAPABILITY " + m_workCapabilities + "] hello\r\n");
        return;
    }
    while (true) {
        if (m_work.literal >= 0) {
            if (m_work.written.size() < m_work.literal + 2)
                return;
            const QByteArray refusal = std::exchange(m_refuseAppend, {});
            m_invariants.appended(m_work.written.first(m_work.literal));
            if (refusal.isEmpty())
                m_appended << m_work.command << m_work.written.first(m_work.literal);
            m_work.written.remove(0, m_work.literal + 2);
            m_work.literal = -1;
            m_work.transport->serverSends(m_work.command.split(' ').first()
                                          + (refusal.isEmpty() ? " OK appended" : ' ' + refusal) + "\r\n");
            continue;
        }
        const qsizetype end = m_work.written.indexOf("\r\n");
        if (end < 0)
            return;
        const QByteArray line = m_work.written.first(end);
        m_work.written.remove(0, end + 2);
        answerWorkLine(line);
        collect();
    }
}

void World::answerWorkLine(const QByteArray &line)
{
    const QByteArrayList words = line.split(' ');
    const QByteArray &tag = words.at(0);
    const QByteArray verb = words.value(1);
    if (line.endsWith('}')) {
        m_work.command = line;
        m_work.literal = line.sliced(line.lastIndexOf('{') + 1).chopped(1).toLongLong();
        m_work.transport->serverSends("+ go on\r\n");
        return;
    }
    QByteArray data;
    if (!m_lost.isEmpty() && words.value(2) == m_lost && (verb == "CREATE" || verb == "SELECT")) {
        if (verb == "CREATE")
            m_lost.clear();
        m_work.transport->serverSends(tag
                                      + (verb == "CREATE" ? " OK made\r\n" : " NO [NONEXISTENT] gone\r\n"));
        return;
    }
    if (verb == "LIST" && std::exchange(m_refuseList, false)) {
        m_work.transport->serverSends(tag + " NO not now\r\n");
        return;
    }
    if (verb == "STATUS") {
        const auto known = m_status.find(words.value(2));
        if (known != m_status.end() && known->second.startsWith("NO")) {
            m_work.transport->serverSends(tag + ' ' + known->second + "\r\n");
            return;
        }
        if (known != m_status.end())
            data = "* STATUS " + known->first + ' ' + known->second + "\r\n";
    }
    if (verb == "LIST") {
        const QByteArray wanted = words.value(3).replace('"', "");
        for (const QByteArray &name : std::as_const(m_folderNames)) {
            if (wanted == "*" || wanted == name)
                data += "* LIST (" + QByteArray(name == "Sent" || name == "Drafts" ? '\\' + name : "")
                    + ") \"/\" " + name + "\r\n";
        }
    }
    if (verb == "SELECT")
        data = "* 0 EXISTS\r\n* OK [UIDVALIDITY 9] valid\r\n";
    else if (line.contains(" SEARCH HEADER Message-ID "))
        data = wasAppended(m_searched = line.split('"').value(1)) ? "* SEARCH 1\r\n" : "* SEARCH\r\n";
    else if (line.contains(" UID FETCH 1 (") && line.contains("MESSAGE-ID") && wasAppended(m_searched))
        data = whoIs(m_searched);
    m_work.transport->serverSends(data + tag + " OK\r\n");
}

QByteArray World::whoIs(const QByteArray &messageId)
{
    const QByteArray fields = "Message-ID: <" + messageId + ">\r\n\r\n";
    return "* 1 EXISTS\r\n* 1 FETCH (UID 1 FLAGS (\\Seen $MDNSent) INTERNALDATE \" 1-Jan-2026 10:00:00 "
           "+0000\" RFC822.SIZE 900 "
           "BODY[HEADER.FIELDS (DATE SUBJECT FROM MESSAGE-ID)] {"
        + QByteArray::number(fields.size()) + "}\r\n" + fields + ")\r\n";
}

// As a server finds it: the messages that were saved are every second one of the list.
bool World::wasAppended(const QByteArray &messageId) const
{
    return std::any_of(m_appended.begin(), m_appended.end(),
                       [&](const QByteArray &octets) { return octets.contains(messageId); });
}

void World::fail(const QByteArray &why)
{
    if (std::exchange(m_failed, true))
        return;
    const QByteArray message = "in “" + m_line + "”: " + why;
    QTest::qVerify(false, "the dialogue goes as written", message.constData(), m_where.file_name(),
                   static_cast<int>(m_where.line()));
}

void World::expect(Server &server, const QByteArray &octets)
{
    settle();
    if (!server.written.startsWith(octets)) {
        fail("expected\n    " + octets + "\n  but was sent\n    " + server.written.left(600));
        return;
    }
    server.written.remove(0, octets.size());
}

// "MC: <mail>": the message up to the final dot.
void World::takeMail()
{
    settle();
    const qsizetype end = m_mailServer.written.indexOf("\r\n.\r\n");
    if (end < 0) {
        fail("no message but\n    " + m_mailServer.written.left(600));
        return;
    }
    m_mail = m_mailServer.written.first(end + 2);
    m_mailServer.written.remove(0, end + 5);
}

void World::play(const char *script, const std::source_location &where)
{
    playOn(script, where);
    if (!m_view.written.isEmpty())
        fail("sent and not expected:\n    " + m_view.written.left(600));
}

// As play(), but what is sent behind the last line is the next script's.
void World::playOn(const char *script, const std::source_location &where)
{
    m_where = where;
    for (const QByteArray &raw : QByteArray(script).split('\n')) {
        m_line = raw.trimmed();
        if (!m_line.isEmpty() && !m_line.startsWith('#') && !m_failed)
            playLine(m_line);
    }
    settle();
}

void World::playLine(const QByteArray &line)
{
    const qsizetype colon = line.indexOf(": ");
    const QByteArray who = colon < 0 ? line : line.first(colon);
    QByteArray text = colon < 0 ? QByteArray() : line.sliced(colon + 2);
    text.replace("␍␊", "\r\n");  // line ends inside a literal
    if (who == "S" || who == "MS") {
        Server &server = who == "S" ? m_view : m_mailServer;
        settle();
        if (server.transport.isNull())
            return fail("nobody is connected");
        if (who == "MS" && !server.transport->isEncrypted())
            server.transport->accept();
        if (who == "S")
            m_invariants.received(text);
        else if (std::exchange(m_awaitsTaking, false) && (text.startsWith('4') || text.startsWith('5')))
            m_invariants.mailRefused();
        server.transport->serverSends(text + "\r\n");
        settle();
    } else if (who == "C") {
        expect(m_view, text + "\r\n");
    } else if (who == "MC") {
        if (text == "<mail>")
            takeMail();
        else
            expect(m_mailServer, text + "\r\n");
    } else if (who == "U") {
        m_steps.at(text)();
        settle();
    } else if (who == "T") {
        m_clock.advance(spanOf(text));
        settle();
    } else if (who == "A") {
        if (m_view.transport.isNull())
            return fail("nobody connects");
        m_view.transport->accept();
        settle();
    } else if (who == "X") {
        m_view.transport->serverCloses();
        m_view = {};
        settle();
    } else if (who == "MX") {
        m_mailServer.transport->serverCloses();
        settle();
    } else {
        fail("no such line");
    }
}

std::vector<receipts::LedgerState> World::ledgerStates() const
{
    std::vector<receipts::LedgerState> states;
    for (const receipts::LedgerEntry &entry : m_ledger)
        states.push_back(entry.state);
    return states;
}
