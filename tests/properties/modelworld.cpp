// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/properties/modelworld.h"

#include "app/wiring.h"
#include "core/imap/sync/convert.h"

#include <QCoreApplication>

#include <algorithm>
#include <cstdio>

namespace {

// POSTHORN_TRACE: what is said, on the error output.
void trace(int client, const void *line, const char *direction, const QByteArray &octets)
{
    static const bool wanted = qEnvironmentVariableIsSet("POSTHORN_TRACE");
    if (wanted && !octets.isEmpty())
        std::fprintf(stderr, "%d %p %s %s\n", client, line, direction, octets.constData());
}

}

ModelWorld::ModelWorld()
{
    build();
}

ModelWorld::~ModelWorld()
{
    m_engine.reset();
    m_room.reset();
}

void ModelWorld::build()
{
    const auto paths = store::ProfilePaths::in(m_folder.path());
    if (!paths.prepare())
        m_failure = "no profile";
    m_room = std::make_unique<app::StoreRoom>(paths, m_clock);
    m_room->open();
    auto reader = store::Reader::open(paths.cacheDatabase());
    if (m_room->writer() == nullptr || !reader) {
        m_failure = "the databases did not open";
        return;
    }
    m_reader.emplace(std::move(*reader));
    m_engine = std::make_unique<app::Engine>(
        paths.cacheDatabase(), m_clock,
        [this](const net::Endpoint &endpoint, const net::AcceptedCertificates &) {
            return makeTransport(endpoint);
        });
    app::connectEngineToStore(*m_engine, *m_room);
    std::vector<accounts::Account> accounts;
    for (const auto &[host, client] : m_clients)
        accounts.push_back(client.account);
    m_engine->start(accounts, {});
    for (const auto &[host, client] : m_clients) {
        if (client.wantsLogin)
            m_engine->provideCredentials(client.account.id, Secret(QByteArrayLiteral("secret")));
    }
    m_room->restore();
}

void ModelWorld::restart()
{
    QObject::disconnect(m_engine.get(), nullptr, nullptr, nullptr);
    m_engine.reset();
    m_reader.reset();
    m_room.reset();
    m_lines.clear();
    build();
}

QUuid ModelWorld::addAccount(model::Model &model, const QByteArrayList &capabilities, int client,
                             bool wantsLogin)
{
    constexpr quint16 port = 993;
    const QString host = QStringLiteral("imap%1.home.example").arg(++m_hosts);
    accounts::Account account;
    account.id = QUuid::createUuid();
    account.name = QStringLiteral("Home");
    account.address = QStringLiteral("me@home.example");
    account.imap.endpoint = {host, port, net::Security::ImplicitTls, {}};
    account.imap.user = QStringLiteral("me");
    m_clients[host] = {account, &model, capabilities, client, wantsLogin};
    m_engine->addAccount(account);
    if (wantsLogin)
        m_engine->provideCredentials(account.id, Secret(QByteArrayLiteral("secret")));
    return account.id;
}

void ModelWorld::removeAccount(const QUuid &account)
{
    m_engine->removeAccount(account);
    std::erase_if(m_clients, [&](const auto &each) { return each.second.account.id == account; });
    std::erase_if(m_lines, [&](const auto &line) { return line->account == account; });
    settle();
}

void ModelWorld::setCapabilities(const QUuid &account, const QByteArrayList &capabilities)
{
    for (auto &[host, client] : m_clients) {
        if (client.account.id == account)
            client.capabilities = capabilities;
    }
}

std::unique_ptr<net::Transport> ModelWorld::makeTransport(const net::Endpoint &endpoint)
{
    auto transport = std::make_unique<FakeTransport>(endpoint.security);
    const auto client = m_clients.find(endpoint.host);
    const QUuid account = client == m_clients.end() ? QUuid() : client->second.account.id;
    ++m_pace.seed;
    m_lines.push_back(std::make_unique<Line>(
        Line{account, transport.get(), nullptr, false, SlowPipe(m_pace), SlowPipe(m_pace)}));
    return transport;
}

void ModelWorld::setPace(const Pace &pace)
{
    m_pace = pace;
    for (const auto &line : m_lines)
        line->up = line->down = SlowPipe(pace);
}

void ModelWorld::cutAfter(Direction direction, qint64 octets, Cut how)
{
    m_cut = how;
    m_cutAt[static_cast<int>(direction)] = m_octets[static_cast<int>(direction)] + octets;
    m_wasCut = false;
}

// What of them still gets through, and whether that is the end of the line.
ModelWorld::Through ModelWorld::pass(Direction direction, qsizetype octets)
{
    const int index = static_cast<int>(direction);
    const qint64 before = m_octets[index];
    m_octets[index] += octets;
    if (octets == 0 || m_cutAt[index] < 0 || m_octets[index] < m_cutAt[index])
        return {octets, false};
    m_wasCut = true;
    return {static_cast<qsizetype>(std::exchange(m_cutAt[index], -1) - before), true};
}

void ModelWorld::cut(Line &line)
{
    if (m_cut == Cut::Silent)
        line.isSilent = true;
    else if (line.transport)
        line.transport->serverCloses({Error::Kind::ConnectionLost, "cut"});
}

bool ModelWorld::exchange(Line &line)
{
    if (line.isSilent) {
        (void)line.transport->takeWritten();
        return false;
    }
    const auto client = std::find_if(m_clients.begin(), m_clients.end(), [&line](const auto &each) {
        return each.second.account.id == line.account;
    });
    if (client == m_clients.end())
        return false;
    if (line.session == nullptr) {
        line.session = std::make_unique<model::Session>(*client->second.model, client->second.capabilities,
                                                        client->second.number, client->second.wantsLogin);
        line.transport->accept();
    }
    if (m_pace.isSlow())
        return exchangeSlowly(line);
    const QPointer<FakeTransport> transport = line.transport;
    const QByteArray sent = transport->takeWritten();
    const Through there = pass(Direction::ToServer, sent.size());
    trace(client->second.number, &line, "C:", sent);
    line.session->receive(sent.first(there.octets));
    if (there.isCut) {
        cut(line);
        return true;
    }
    line.session->tellWhileIdle();
    const QByteArray answer = line.session->takeOutput();
    const bool hangsUp = line.session->hasHungUp();
    trace(client->second.number, &line, "S:", answer);
    const Through back = pass(Direction::ToClient, answer.size());
    if (back.octets > 0 && !(back.isCut && m_cut == Cut::Reset))
        transport->serverSends(answer.first(back.octets));
    if (back.isCut)
        cut(line);
    else if (transport && hangsUp)
        transport->serverCloses();
    return !sent.isEmpty() || !answer.isEmpty() || hangsUp;
}

// Nothing is cut here.
bool ModelWorld::exchangeSlowly(Line &line)
{
    const auto now = m_clock.monotonic();
    const QPointer<FakeTransport> transport = line.transport;
    line.up.push(transport->takeWritten(), now);
    const QByteArray sent = line.up.take(now);
    line.session->receive(sent);
    line.session->tellWhileIdle();
    line.down.push(line.session->takeOutput(), now);
    const QByteArray answer = line.down.take(now);
    if (!answer.isEmpty())
        transport->serverSends(answer);
    const bool hangsUp = line.session->hasHungUp() && !line.down.nextArrival();
    if (transport && hangsUp)
        transport->serverCloses();
    return !sent.isEmpty() || !answer.isEmpty() || hangsUp;
}

bool ModelWorld::skipToNextArrival()
{
    std::optional<std::chrono::milliseconds> next;
    for (const auto &line : m_lines) {
        for (const SlowPipe *pipe : {&line->up, &line->down}) {
            const auto arrival =
                line->transport && line->transport->isOpen() ? pipe->nextArrival() : std::nullopt;
            next = arrival && (!next || *arrival < *next) ? arrival : next;
        }
    }
    if (next)
        m_clock.advance(std::max(*next - m_clock.monotonic(), std::chrono::milliseconds(0)));
    return next.has_value();
}

bool ModelWorld::pump()
{
    QCoreApplication::sendPostedEvents();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    bool moved = false;
    for (std::size_t i = 0; i < m_lines.size(); ++i) {
        Line &line = *m_lines[i];
        if (!line.transport.isNull() && line.transport->isOpen())
            moved = exchange(line) || moved;
    }
    std::erase_if(m_lines, [](const auto &line) {
        return line->transport.isNull() || (line->session != nullptr && !line->transport->isOpen());
    });
    return moved;
}

void ModelWorld::settle()
{
    constexpr int enough = 20'000;
    constexpr int quiet = 25;  // what the store does comes in turns of the event loop
    int still = 0;
    for (int i = 0; still < quiet; ++i) {
        still = pump() ? 0 : still + 1;
        if (still == quiet && skipToNextArrival())
            still = 0;
        if (i > enough) {
            m_failure = "they talk without end";
            return;
        }
    }
}

bool ModelWorld::isEverybodyConnected() const
{
    const bool hears = std::ranges::none_of(m_lines, [](const auto &line) { return line->isSilent; });
    return hears && std::all_of(m_clients.begin(), m_clients.end(), [this](const auto &client) {
               return std::any_of(m_lines.begin(), m_lines.end(), [&client](const auto &line) {
                   return line->account == client.second.account.id && line->session != nullptr;
               });
           });
}

// Who has connected too often in an hour waits for the next one.
void ModelWorld::quieten()
{
    constexpr int leastMinutes = 8, mostMinutes = 120;
    settle();
    for (int i = 0, connected = 0; connected < leastMinutes && i < mostMinutes; ++i) {
        m_clock.advance(std::chrono::minutes(1));
        settle();
        connected = isEverybodyConnected() ? connected + 1 : 0;
    }
}

void ModelWorld::drop(const QUuid &account)
{
    for (std::size_t i = 0; i < m_lines.size(); ++i) {
        const QPointer<FakeTransport> transport = m_lines[i]->transport;
        if (m_lines[i]->account == account && transport && transport->isOpen())
            transport->serverCloses();
    }
}

bool ModelWorld::openFolder(const QUuid &account, const QByteArray &mailbox)
{
    const auto folder = m_reader->folder(account, mailbox);
    if (folder)
        m_engine->openFolder(folder->id);
    return folder.has_value();
}

std::vector<imap::Uid> ModelWorld::kept(const QUuid &account, const QByteArray &mailbox) const
{
    std::vector<imap::Uid> uids;
    if (const auto folder = m_reader->folder(account, mailbox)) {
        for (const store::FlagsSeen &seen : m_reader->knownFlags(folder->id))
            uids.push_back(seen.uid);
    }
    return uids;
}

std::optional<journal::Target> ModelWorld::targetOf(const QUuid &account, const QByteArray &mailbox,
                                                    quint32 uid) const
{
    const auto folder = m_reader->folder(account, mailbox);
    if (!folder || !folder->state)
        return std::nullopt;
    const auto copy = m_reader->find(folder->id, imap::Uid{uid});
    const auto row = copy ? m_reader->row(*copy) : std::nullopt;
    if (!row)
        return std::nullopt;
    return journal::Target{account, mailbox, folder->state->uidValidity, imap::Uid{uid}, row->messageId, {}};
}

QByteArray ModelWorld::foldersDiffer(const QUuid &account, const model::Model &model) const
{
    QByteArrayList here, there;
    for (const store::Folder &folder : m_reader->folders(account))
        here.append(folder.mailbox);
    for (const auto &[name, mailbox] : model.mailboxes())
        there.append(name);
    std::sort(here.begin(), here.end());
    std::sort(there.begin(), there.end());
    return here == there ? QByteArray()
                         : "folders here: " + here.join(", ") + "; on the server: " + there.join(", ");
}

QByteArray ModelWorld::differs(const QUuid &account, const model::Mailbox &mailbox) const
{
    const auto folder = m_reader->folder(account, mailbox.name);
    if (!folder)
        return mailbox.name + " is not here";
    if (!folder->state || folder->state->uidValidity.value != mailbox.uidValidity)
        return mailbox.name + " has another UIDVALIDITY here";
    const auto kept = m_reader->knownFlags(folder->id);
    QByteArray told;
    std::size_t k = 0;
    for (const model::Message &message : mailbox.messages) {
        while (k < kept.size() && kept[k].uid.value < message.uid)
            told += " ghost " + QByteArray::number(kept[k++].uid.value);
        if (k == kept.size() || kept[k].uid.value != message.uid) {
            told += " missing " + QByteArray::number(message.uid);
            continue;
        }
        const std::vector<QByteArray> flags(message.flags.begin(), message.flags.end());
        if (!(kept[k].flags == imap::sync::storeFlags(flags)))
            told += " flags of " + QByteArray::number(message.uid) + " are (" + message.flags.join(' ') + ')';
        const auto copy = m_reader->find(folder->id, kept[k].uid);
        const auto row = copy ? m_reader->row(*copy) : std::nullopt;
        if (!row || row->subject.toUtf8() != model::fieldOf(message.octets, "Subject"))
            told += " another message as " + QByteArray::number(message.uid);
        ++k;
    }
    for (; k < kept.size(); ++k)
        told += " ghost " + QByteArray::number(kept[k].uid.value);
    return told.isEmpty() ? told : mailbox.name + ':' + told;
}
