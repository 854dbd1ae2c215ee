// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/faults/victim/victim.h"

#include "app/wiring.h"
#include "core/store/flags.h"

#include <QCoreApplication>
#include <QFile>

#include <algorithm>
#include <cstdio>
#include <fcntl.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace {

constexpr std::chrono::milliseconds quiet{500};
constexpr std::chrono::seconds patience{15};

}

Victim::Victim(Orders orders) : m_orders(std::move(orders))
{
    m_account.id = QUuid(QStringLiteral("11111111-2222-3333-4444-555555555555"));
    m_account.name = QStringLiteral("Victim");
    m_account.address = QStringLiteral("alice@example.org");
    m_account.imap.endpoint = m_orders.endpoint;
    m_account.imap.user = m_orders.user;
}

Victim::~Victim()
{
    m_engine.reset();
    m_room.reset();
}

bool Victim::start()
{
    const auto paths = store::ProfilePaths::in(m_orders.profile);
    if (!paths.prepare())
        return false;
    m_room = std::make_unique<app::StoreRoom>(paths, m_clock);
    m_room->open();
    auto reader = store::Reader::open(paths.cacheDatabase());
    if (m_room->writer() == nullptr || !reader)
        return false;
    m_reader.emplace(std::move(*reader));
    m_engine = std::make_unique<app::Engine>(paths.cacheDatabase(), m_clock);
    app::connectEngineToStore(*m_engine, *m_room);
    connect(m_room->writer(), &store::Writer::changed, this, &Victim::stir);
    connect(m_engine.get(), &app::Engine::updateReady, this, &Victim::stir);
    connect(m_engine.get(), &app::Engine::statusChanged, this, [this](const accounts::Status &status) {
        m_online = status.kind == accounts::Status::Kind::Online;
        stir();
    });
    connect(m_room->journal(), &journal::Journal::stateChanged, this, [this](const journal::Entry &entry) {
        if (entry.state == journal::State::Failed)
            note("failed " + entry.detail);
        stir();
    });
    connect(m_room->journal(), &journal::Journal::appended, this, [this](const journal::Entry &entry) {
        if (const auto *change = std::get_if<journal::ChangeFlags>(&entry.operation))
            note("durable " + change->flag);
        else if (const auto *append = std::get_if<journal::AppendMessage>(&entry.operation))
            note("durable " + append->messageId);
    });
    m_engine->start({m_account}, {});
    m_engine->provideCredentials(m_account.id, Secret(m_orders.password.toUtf8()));
    m_room->restore();
    m_patience = m_clock.alarm(patience, [this] { Q_EMIT ended(3); });
    stir();
    return true;
}

void Victim::stir()
{
    m_quiet = m_clock.alarm(quiet, [this] { handleQuiet(); });
}

void Victim::handleQuiet()
{
    if (!m_online || !m_room->journal()->pending().empty()) {
        stir();
        return;
    }
    if (m_orders.wishes.isEmpty()) {
        Q_EMIT ended(0);
        return;
    }
    carryOut(m_orders.wishes.takeFirst());
    // One after the other goes out at once; only looking waits for the last.
    while (!m_orders.wishes.isEmpty() && !m_orders.wishes.first().startsWith("show"))
        carryOut(m_orders.wishes.takeFirst());
    stir();
}

void Victim::carryOut(const QByteArray &wish)
{
    const QByteArrayList words = wish.split(' ');
    if (words.first() == "flag") {
        flag(words.value(1).toUInt(), words.value(2));
    } else if (words.first() == "append") {
        append(words.value(1));
    } else if (words.first() == "dump") {
        dump();
    } else if (const auto folder = m_reader->folder(m_account.id, words.value(1))) {
        m_engine->openFolder(folder->id);
    }
}

void Victim::flag(quint32 uid, const QByteArray &keyword)
{
    const auto folder = m_reader->folder(m_account.id, "INBOX");
    const auto copy = folder ? m_reader->find(folder->id, imap::Uid{uid}) : std::nullopt;
    const auto row = copy ? m_reader->row(*copy) : std::nullopt;
    if (!row || !folder->state)
        return;
    note("asked " + keyword + ' ' + row->messageId);
    const journal::Target target{m_account.id,   "INBOX",        folder->state->uidValidity,
                                 imap::Uid{uid}, row->messageId, {}};
    m_room->journal()->append(journal::ChangeFlags{journal::Targets::of(target), keyword, true});
}

void Victim::append(const QByteArray &testId)
{
    const QByteArray id = testId + "@test.example";
    note("asked " + id);
    m_room->journal()->append(
        journal::AppendMessage{m_account.id,
                               "Sent",
                               {"\\Seen"},
                               m_clock.now(),
                               id,
                               "Subject: " + testId + "\r\nMessage-ID: <" + id + ">\r\n\r\nKept.\r\n"});
}

// What is kept: a line for each copy.
void Victim::dump() const
{
    for (const store::Folder &folder : m_reader->folders(m_account.id)) {
        for (const store::FlagsSeen &seen : m_reader->knownFlags(folder.id)) {
            const auto copy = m_reader->find(folder.id, seen.uid);
            const auto row = copy ? m_reader->row(*copy) : std::nullopt;
            QByteArrayList flags = store::flagNames(seen.flags);
            for (QByteArray &flag : flags)
                flag = flag.toLower();
            std::sort(flags.begin(), flags.end());
            std::printf("%s\t%u\t%s\t%s\n", folder.mailbox.constData(), seen.uid.value,
                        flags.join(' ').constData(), row ? row->messageId.constData() : "");
        }
    }
    std::fflush(stdout);
}

// Neither counted nor broken: this is the witness.
void Victim::note(const QByteArray &line) const
{
    const QByteArray text = line + '\n';
    const int file = ::open(QFile::encodeName(m_orders.log).constData(), O_WRONLY | O_CREAT | O_APPEND, 0600);
    if (file < 0)
        return;
    ::syscall(SYS_write, file, text.constData(), text.size());
    ::close(file);
}

// victim PROFILE LOG PORT CA-FILE [WISH...]
int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    constexpr int fewest = 5;
    if (arguments.size() < fewest)
        return 2;
    Victim::Orders orders;
    orders.profile = arguments.at(1);
    orders.log = arguments.at(2);
    orders.endpoint = {QStringLiteral("localhost"), arguments.at(3).toUShort(), net::Security::ImplicitTls,
                       arguments.at(4)};
    orders.user = QStringLiteral("alice");
    orders.password = QStringLiteral("secret");
    for (const QString &wish : arguments.mid(fewest))
        orders.wishes.append(wish.toUtf8());
    Victim victim(orders);
    QObject::connect(
        &victim, &Victim::ended, &application, [](int code) { QCoreApplication::exit(code); },
        Qt::QueuedConnection);
    if (!victim.start())
        return 4;
    return QCoreApplication::exec();
}
