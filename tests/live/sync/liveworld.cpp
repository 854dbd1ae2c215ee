// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/live/sync/liveworld.h"

#include "app/wiring.h"

#include <algorithm>

#include "tests/support/modelserver.h"
#include "tests/support/waiting.h"

namespace live {

using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 60'000, longPatience = 120'000;
constexpr qint64 silence = 150;  // ms: nobody says anything any more

// By subject, of all worlds of this program: an account follows what others have left on its server, too.
std::map<QByteArray, QByteArray> &everSent()
{
    static std::map<QByteArray, QByteArray> messages;
    return messages;
}

}

LiveWorld::LiveWorld(const ImapServer &server) : m_server(server)
{
    m_time.start();
    m_silence.start();
    build();
}

LiveWorld::~LiveWorld()
{
    onChange = {};
    release();
    if (!m_engine)
        return;
    bool isStopped = false;
    QObject::connect(m_engine.get(), &app::Engine::stopped, m_engine.get(), [&] { isStopped = true; });
    m_engine->stop();
    (void)waitFor([&] { return isStopped; });
    m_engine.reset();
    m_room.reset();
}

void LiveWorld::build()
{
    const auto paths = store::ProfilePaths::in(m_folder.path());
    if (!paths.prepare())
        m_failure = "no profile";
    m_room = std::make_unique<app::StoreRoom>(paths, *m_clock);
    m_room->open();
    auto reader = store::Reader::open(paths.cacheDatabase());
    if (m_room->writer() == nullptr || !reader) {
        m_failure = "the databases did not open";
        return;
    }
    m_reader.emplace(std::move(*reader));
    m_engine = std::make_unique<app::Engine>(
        paths.cacheDatabase(), *m_clock,
        [this](const net::Endpoint &endpoint, const net::AcceptedCertificates &) {
            return makeTransport(endpoint);
        });
    app::connectEngineToStore(*m_engine, *m_room);
    QObject::connect(m_room->writer(), &store::Writer::changed, m_engine.get(),
                     [this](const store::ChangeSet &changes) { look(changes); });
    QObject::connect(m_engine.get(), &app::Engine::noticed, m_engine.get(),
                     [this](const accounts::Notice &notice) { m_notices.push_back(notice); });
    QObject::connect(m_engine.get(), &app::Engine::contentFailed, m_engine.get(),
                     [this] { ++m_refusedTexts; });
    m_engine->start({}, {});
    m_room->restore();
}

QUuid LiveWorld::addAccount(const QByteArrayList &hidden)
{
    accounts::Account account;
    account.id = QUuid::createUuid();
    account.name = u"Live"_s;
    account.address = u"alice@example.org"_s;
    const QString host = u"imap%1.home.example"_s.arg(++m_hosts);
    account.imap = {{host, 993, net::Security::ImplicitTls, {}}, u"alice"_s, {}};
    m_clients[host] = {account, hidden};
    m_engine->addAccount(account);
    m_engine->provideCredentials(account.id, Secret("secret"_ba));
    return account.id;
}

void LiveWorld::hide(const QUuid &account, const QByteArrayList &hidden)
{
    for (auto &[host, client] : m_clients) {
        if (client.account.id == account)
            client.hidden = hidden;
    }
}

void LiveWorld::cut(const QUuid &account)
{
    for (const auto &[host, gate] : std::vector(m_gates)) {
        if (gate && m_clients[host].account.id == account)
            gate->cut();
    }
}

std::unique_ptr<net::Transport> LiveWorld::makeTransport(const net::Endpoint &endpoint)
{
    auto gate = std::make_unique<Gate>(m_server.makeTransport(*m_clock, {}), m_clients[endpoint.host].hidden,
                                       m_clock);
    gate->holdNext(m_toHold);
    QObject::connect(gate.get(), &Gate::spoken, m_engine.get(), [this] { m_silence.start(); });
    QObject::connect(gate.get(), &Gate::held, m_engine.get(), [this, held = gate.get()] {
        m_isHeld = true;
        for (const auto &[host, other] : m_gates) {
            if (other && other != held)
                other->holdNext({});
        }
        m_toHold.clear();
    });
    std::erase_if(m_gates, [](const auto &each) { return each.second.isNull(); });
    m_gates.emplace_back(endpoint.host, gate.get());
    return gate;
}

void LiveWorld::holdNext(const QByteArrayList &texts)
{
    m_toHold = texts;
    for (const auto &[host, gate] : m_gates) {
        if (gate)
            gate->holdNext(texts);
    }
}

void LiveWorld::release()
{
    m_isHeld = false;
    m_toHold.clear();
    for (const auto &[host, gate] : std::vector(m_gates)) {
        if (gate)
            gate->release();
    }
}

void LiveWorld::tick()
{
    m_clock->advance(std::chrono::milliseconds(m_time.restart()));
}

bool LiveWorld::isWaiting() const
{
    return std::any_of(m_gates.begin(), m_gates.end(), [](const auto &each) {
        return each.second && (each.second->isWaiting() || each.second->isHeld());
    });
}

bool LiveWorld::isQuiet() const
{
    return m_silence.hasExpired(silence) && !isWaiting();
}

// No further than to where somebody says something: the server's answer takes no time.
void LiveWorld::pass(std::chrono::seconds time)
{
    constexpr std::chrono::seconds one{1};
    for (auto left = time; left.count() > 0 && !isWaiting(); left -= one)
        m_clock->advance(one);
}

bool LiveWorld::settle()
{
    if (waitFor([this] { return isQuiet(); }))
        return true;
    m_failure = "never quiet:";
    for (const auto &[host, gate] : m_gates) {
        if (gate)
            m_failure += ' ' + host.toLatin1() + " (" + gate->waitsFor() + ')';
    }
    return false;
}

bool LiveWorld::waitFor(const std::function<bool()> &come)
{
    return waitUntil(
        [&] {
            tick();
            return come();
        },
        patience);
}

bool LiveWorld::waitLong(const std::function<bool()> &come)
{
    constexpr std::chrono::seconds first{10}, most{600};  // who has connected too often waits for an hour
    std::chrono::seconds step = first;
    return waitUntil(
        [&] {
            tick();
            if (come())
                return true;
            if (isQuiet()) {
                m_silence.start();
                pass(std::exchange(step, std::min(step * 2, most)));
            }
            return false;
        },
        longPatience);
}

bool LiveWorld::openFolder(const QUuid &account, const QByteArray &mailbox)
{
    const auto folder = m_reader->folder(account, mailbox);
    if (folder)
        m_engine->openFolder(folder->id);
    return folder.has_value();
}

void LiveWorld::know(const QByteArray &message)
{
    everSent()[model::fieldOf(message, "Subject")] = message;
}

void LiveWorld::look(const store::ChangeSet &changes)
{
    m_silence.start();
    if (onChange)
        onChange(changes);
    for (const store::FolderChange &change : changes.folders) {
        for (const store::InsertedCopy &copy : change.inserted)
            look(copy.id);
        for (const auto &copies : {change.changed, change.contentArrived}) {
            for (const store::CopyId copy : copies)
                look(copy);
        }
    }
}

void LiveWorld::look(store::CopyId copy)
{
    const auto row = m_reader->row(copy);
    if (!row)
        return;  // gone again
    const auto known = everSent().find(row->subject.toUtf8());
    const QByteArray name = '"' + row->subject.toUtf8() + '"';
    if (known == everSent().end()) {
        m_untruths.append(name + " was never sent");
        return;
    }
    const QByteArray &whole = known->second;
    const qsizetype end = whole.indexOf("\r\n\r\n") + 4;
    if (row->octets != whole.size())
        m_untruths.append(name + " has " + QByteArray::number(row->octets) + " octets");
    const auto content = m_reader->content(copy);
    if (content && content->header && *content->header != whole.first(end))
        m_untruths.append("the header of " + name + " is: " + *content->header);
    const auto text = content ? content->section("1") : std::nullopt;
    if (text && *text != whole.mid(end))
        m_untruths.append("the text of " + name + " is: " + *text);
}

QByteArrayList LiveWorld::kept(const QUuid &account, const QByteArray &mailbox) const
{
    QByteArrayList found;
    const auto folder = m_reader->folder(account, mailbox);
    if (!folder)
        return {"no folder"};
    for (const store::FlagsSeen &seen : m_reader->knownFlags(folder->id)) {
        const auto copy = m_reader->find(folder->id, seen.uid);
        const auto row = copy ? m_reader->row(*copy) : std::nullopt;
        found.append(
            (QByteArrayList{QByteArray::number(seen.uid.value), row ? row->subject.toUtf8() : "no row"_ba}
             + store::flagNames(seen.flags))
                .join(' '));
    }
    return found;
}

std::optional<store::CopyId> LiveWorld::find(const QUuid &account, const QByteArray &mailbox,
                                             const QByteArray &subject) const
{
    const auto folder = m_reader->folder(account, mailbox);
    for (const imap::Uid uid : folder ? m_reader->knownUids(folder->id) : std::vector<imap::Uid>()) {
        const auto copy = m_reader->find(folder->id, uid);
        const auto row = copy ? m_reader->row(*copy) : std::nullopt;
        if (row && row->subject.toUtf8() == subject)
            return copy;
    }
    return std::nullopt;
}

std::optional<journal::Target> LiveWorld::targetOf(const QUuid &account, const QByteArray &mailbox,
                                                   const QByteArray &subject) const
{
    const auto copy = find(account, mailbox, subject);
    const auto row = copy ? m_reader->row(*copy) : std::nullopt;
    const auto folder = m_reader->folder(account, mailbox);
    if (!row || !folder || !folder->state)
        return std::nullopt;
    return journal::Target{account,
                           mailbox,
                           folder->state->uidValidity,
                           row->uid,
                           row->messageId,
                           journal::fingerprintOf(row->fromAddress, row->date, row->subject, row->octets)};
}

std::optional<journal::Entry> LiveWorld::carryOut(const journal::Operation &operation,
                                                  const std::function<void()> &meanwhile)
{
    std::optional<journal::Entry> ended;
    QObject context;
    QObject::connect(m_room->journal(), &journal::Journal::stateChanged, &context,
                     [&](const journal::Entry &entry) {
                         if (entry.operation.index() == operation.index() && !entry.isPending())
                             ended = entry;
                     });
    m_room->journal()->append(operation);
    if (meanwhile)
        meanwhile();
    (void)waitLong([&ended] { return ended.has_value(); });
    return ended;
}

}
