// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/faults/victim/victim.h"

#include "app/wiring.h"
#include "core/store/flags.h"

#include <QCoreApplication>
#include <QFile>
#include <QSocketNotifier>

#include <algorithm>
#include <cstdio>
#include <fcntl.h>
#include <sys/syscall.h>
#include <unistd.h>

using namespace std::chrono_literals;

namespace {

constexpr auto beat = 10ms, quiet = 80ms, stuck = 1000ms;
constexpr auto skip = 31s;    // more than what is tried again waits for
constexpr int mostSkips = 6;  // what is not done by then waits for the next start
constexpr auto patience = 30s;
constexpr int mostInVain = 100;  // moments of quiet in which a wish's message was not here

// The wish in the words it was made in; empty: it is none of ours.
QByteArray wordsOf(const journal::Operation &operation)
{
    const journal::Targets *targets = journal::targetsOf(operation);
    const QByteArray id = targets == nullptr ? QByteArray() : targets->messages.front().messageId;
    if (const auto *change = std::get_if<journal::ChangeFlags>(&operation))
        return (change->set ? "flag " : "unflag ") + id + ' ' + change->flag;
    if (const auto *append = std::get_if<journal::AppendMessage>(&operation))
        return "append " + append->messageId + ' ' + append->mailbox;
    if (const auto *move = std::get_if<journal::MoveMessages>(&operation))
        return (move->wish == journal::MoveMessages::Wish::Delete ? "delete " : "move ") + id + ' '
            + move->to;
    if (const auto *copy = std::get_if<journal::CopyMessages>(&operation))
        return "copy " + id + ' ' + copy->to;
    if (std::holds_alternative<journal::RemoveMessages>(operation))
        return "remove " + id;
    return {};
}

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
    connectAll();
    m_engine->start({m_account}, {});
    m_engine->provideCredentials(m_account.id, Secret(m_orders.password.toUtf8()));
    m_room->restore();
    m_real.start();
    connect(&m_timer, &QTimer::timeout, this, &Victim::tick);
    m_timer.start(beat);
    return true;
}

void Victim::connectAll()
{
    app::connectEngineToStore(*m_engine, *m_room);
    connect(m_room->writer(), &store::Writer::changed, this, &Victim::stir);
    connect(m_engine.get(), &app::Engine::updateReady, this, &Victim::stir);
    connect(m_engine.get(), &app::Engine::statusChanged, this, [this](const accounts::Status &status) {
        m_online = status.kind == accounts::Status::Kind::Online;
        stir();
    });
    connect(m_room->journal(), &journal::Journal::stateChanged, this, [this](const journal::Entry &entry) {
        if (entry.state == journal::State::Failed)
            note("failed " + wordsOf(entry.operation) + ": " + entry.detail);
        stir();
    });
    connect(m_room->journal(), &journal::Journal::appended, this,
            [this](const journal::Entry &entry) { note("durable " + wordsOf(entry.operation)); });
    if (m_orders.wishes.contains("watch")) {
        auto *input = new QSocketNotifier(STDIN_FILENO, QSocketNotifier::Read, this);
        connect(input, &QSocketNotifier::activated, this, [this] { Q_EMIT ended(0); });
    }
}

// A machine with much to do lets us wait: that is no quiet.
void Victim::tick()
{
    const std::chrono::milliseconds passed(m_real.restart());
    m_idle += std::min<std::chrono::milliseconds>(passed, beat);
    m_age += std::min<std::chrono::milliseconds>(passed, 10 * beat);
    m_clock.advance(passed);
    if (m_age > patience || m_skips > mostSkips) {
        Q_EMIT ended(3);
        return;
    }
    if (m_idle < (isSettled() || isHolding() ? quiet : stuck))
        return;
    stir();
    m_skips = isSettled() || isHolding() ? 0 : m_skips + 1;
    if (isSettled())
        handleQuiet();
    else
        m_clock.advance(skip);
}

bool Victim::isSettled() const
{
    return m_online && m_room->journal()->pending().empty();
}

// What cannot be undone waits for its time, and nothing else is going on.
bool Victim::isHolding() const
{
    return m_online && std::ranges::all_of(m_room->journal()->pending(), [](const journal::Entry &entry) {
               return entry.state == journal::State::Held;
           });
}

void Victim::handleQuiet()
{
    if (m_orders.wishes.isEmpty()) {
        Q_EMIT ended(0);
        return;
    }
    if (m_orders.wishes.first() == "watch") {
        watch();
        return;
    }
    // All at once, as far as their messages are here. Those that could not be written down wait for the next
    // start.
    const auto made = m_orders.wishes.removeIf(
        [this](const QByteArray &wish) { return wish != "watch" && carryOut(wish); });
    m_inVain = made > 0 ? 0 : m_inVain + 1;
    if (m_inVain > mostInVain)
        Q_EMIT ended(3);
}

bool Victim::carryOut(const QByteArray &wish)
{
    const auto operation = operationOf(wish.split(' '));
    if (!operation)
        return false;
    note("asked " + wish);
    m_room->journal()->append(*operation);
    return true;
}

std::optional<journal::Operation> Victim::operationOf(const QByteArrayList &words) const
{
    using Wish = journal::MoveMessages::Wish;
    const QByteArray verb = words.first(), id = words.value(1), detail = words.value(2);
    if (verb == "append") {
        return journal::AppendMessage{
            m_account.id,  detail, {"\\Seen"},
            m_clock.now(), id,     "Subject: Kept\r\nMessage-ID: <" + id + ">\r\n\r\nKept.\r\n"};
    }
    const auto targets = find(id);
    if (!targets)
        return std::nullopt;
    if (verb == "flag" || verb == "unflag")
        return journal::ChangeFlags{*targets, detail, verb == "flag"};
    if (verb == "move" || verb == "delete")
        return journal::MoveMessages{*targets, detail, verb == "move" ? Wish::Move : Wish::Delete};
    if (verb == "copy")
        return journal::CopyMessages{*targets, detail};
    return journal::RemoveMessages{*targets};
}

std::optional<journal::Targets> Victim::find(const QByteArray &messageId) const
{
    const auto folder = m_reader->folder(m_account.id, "INBOX");
    if (!folder || !folder->state)
        return std::nullopt;
    for (const store::FlagsSeen &seen : m_reader->knownFlags(folder->id)) {
        const auto copy = m_reader->find(folder->id, seen.uid);
        const auto row = copy ? m_reader->row(*copy) : std::nullopt;
        if (row && row->messageId == messageId)
            return journal::Targets::of(
                {m_account.id, "INBOX", folder->state->uidValidity, seen.uid, messageId, {}});
    }
    return std::nullopt;
}

// Each folder is looked into, and after a round of them some time goes by.
void Victim::watch()
{
    dump();
    const auto folders = m_reader->folders(m_account.id);
    if (folders.empty())
        return;
    const std::size_t at = static_cast<std::size_t>(m_looks++) % folders.size();
    if (at == 0 && m_looks > 1)
        m_clock.advance(skip);
    m_engine->openFolder(folders[at].id);
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
    std::printf("end\n");
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
