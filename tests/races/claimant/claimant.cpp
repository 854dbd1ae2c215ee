// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/races/claimant/claimant.h"

#include "app/wiring.h"
#include "core/journal/savedmessage.h"
#include "core/mime/header.h"
#include "core/net/ssltransport.h"
#include "core/receipts/ownaddress.h"
#include "core/receipts/report.h"

#include <QCoreApplication>

#include <array>
#include <cstdio>
#include <unistd.h>

#include "tests/races/claimant/tripwire.h"
#include "tests/races/request.h"

using receipts::LedgerState;

namespace {

void say(const QByteArray &line)
{
    std::printf("%s\n", line.constData());
    std::fflush(stdout);
}

}

Claimant::Claimant(Orders orders) : m_orders(std::move(orders)), m_death(qgetenv("POSTHORN_DIE"))
{
    m_account.id = QUuid(QStringLiteral("11111111-2222-3333-4444-555555555555"));
    m_account.name = QStringLiteral("Race");
    m_account.address = QStringLiteral("alice@example.org");
    m_account.imap = {m_orders.imap, QStringLiteral("alice"), {}};
    m_account.smtp = {m_orders.smtp, QStringLiteral("alice"), {}};
    for (const QByteArray &id : std::as_const(m_orders.ids))
        know(id);
}

Claimant::~Claimant()
{
    m_engine.reset();
    m_room.reset();
}

bool Claimant::start()
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
    m_engine = std::make_unique<app::Engine>(
        paths.cacheDatabase(), m_clock,
        [this](const net::Endpoint &endpoint, const net::AcceptedCertificates &accepted) {
            const QByteArray line = endpoint.port == m_orders.imap.port ? "imap " : "smtp ";
            return std::make_unique<Tripwire>(net::makeSslTransport(endpoint, accepted, m_clock),
                                              m_death.startsWith(line) ? m_death.sliced(line.size())
                                                                       : QByteArray());
        });
    connectAll();
    m_engine->start({m_account}, {});
    m_engine->provideCredentials(m_account.id, Secret("secret"));
    m_room->restore();
    m_input = new QSocketNotifier(STDIN_FILENO, QSocketNotifier::Read, this);
    connect(m_input, &QSocketNotifier::activated, this, &Claimant::readOrders);
    return true;
}

void Claimant::connectAll()
{
    app::connectEngineToStore(*m_engine, *m_room);
    connect(m_room->writer(), &store::Writer::changed, this, &Claimant::look);
    connect(m_room->receipts(), &receipts::ReceiptService::stateChanged, this, &Claimant::tell);
    connect(m_room->journal(), &journal::Journal::stateChanged, this, &Claimant::tellOperation);
    if (qEnvironmentVariableIsSet("POSTHORN_TRACE")) {
        connect(m_engine.get(), &app::Engine::protocolLines, this, &Claimant::trace);
        m_engine->recordProtocol(true);
    }
}

void Claimant::trace(const std::vector<accounts::ProtocolLine> &lines)
{
    using Direction = accounts::ProtocolLine::Direction;
    for (const auto &line : lines)
        std::fprintf(stderr, "%s %d.%d %c %s\n",
                     line.time.toString(QStringLiteral("mm:ss.zzz")).toLatin1().constData(),
                     static_cast<int>(::getpid()), line.connection,
                     line.direction == Direction::Sent           ? 'C'
                         : line.direction == Direction::Received ? 'S'
                                                                 : '-',
                     line.text.trimmed().constData());
}

void Claimant::readOrders()
{
    std::array<char, 4096> buffer{};
    const auto got = ::read(STDIN_FILENO, buffer.data(), buffer.size());
    if (got <= 0) {
        m_input->setEnabled(false);
        constexpr auto untilTraced = 3 * app::ProtocolRecorder::batchEvery;
        m_end = m_clock.alarm(untilTraced, [this] { Q_EMIT ended(0); });
        return;
    }
    m_unread.append(buffer.data(), static_cast<qsizetype>(got));
    for (qsizetype end = m_unread.indexOf('\n'); end >= 0; end = m_unread.indexOf('\n')) {
        const QByteArrayList words = m_unread.first(end).split(' ');
        m_unread.remove(0, end + 1);
        carryOut(words);
    }
}

void Claimant::carryOut(const QByteArrayList &words)
{
    const QByteArray &verb = words.first();
    const QByteArray id = words.value(1), mailbox = words.value(2, "INBOX");
    know(id);
    if (verb == "await")
        await(id, mailbox);
    else if (verb == "send")
        decide(receipts::Decision::Kind::Send, id, mailbox);
    else if (verb == "deny")
        decide(receipts::Decision::Kind::Deny, id, mailbox);
    else if (verb == "again")
        m_room->receipts()->sendAnyway(requestOf(id)->key);
    else if (verb == "save")
        save(id, mailbox);
    else
        transfer(verb, id, mailbox);
}

void Claimant::know(const QByteArray &id)
{
    if (const auto request = requestOf(id))
        m_ids.insert(request->key.value, id);
}

void Claimant::await(const QByteArray &id, const QByteArray &mailbox)
{
    m_awaited[mailbox].insert(id);
    openAwaited();
    look();
}

void Claimant::decide(receipts::Decision::Kind kind, const QByteArray &id, const QByteArray &mailbox)
{
    auto decision = decisionOf(id, mailbox);
    if (!decision) {
        say("unknown " + id);
        return;
    }
    decision->kind = kind;
    m_asked.insert(id);
    m_room->receipts()->decide(*decision);
}

void Claimant::transfer(const QByteArray &verb, const QByteArray &id, const QByteArray &mailbox)
{
    auto target = find(id, "INBOX");
    if (!target) {
        say("unknown " + id);
        return;
    }
    target->fingerprint.clear();  // an operation's is another one
    const auto targets = journal::Targets::of(*target);
    if (verb == "move")
        m_room->journal()->append(journal::MoveMessages{targets, mailbox, journal::MoveMessages::Wish::Move});
    else
        m_room->journal()->append(journal::CopyMessages{targets, mailbox});
}

void Claimant::save(const QByteArray &id, const QByteArray &mailbox)
{
    m_room->journal()->append(journal::AppendMessage{m_account.id, mailbox,
                                                     journal::flagsOf(journal::SavedAs::Sent), m_clock.now(),
                                                     id, races::requestHeader(id) + "Sent.\r\n"});
}

// One folder is on screen: the one whose message was asked for last.
void Claimant::openAwaited()
{
    for (const auto &[mailbox, ids] : m_awaited) {
        const auto folder = m_reader->folder(m_account.id, mailbox);
        if (ids.isEmpty() || !folder || std::exchange(m_open, mailbox) == mailbox)
            continue;
        m_engine->openFolder(folder->id);
    }
}

void Claimant::look()
{
    openAwaited();
    for (auto &[mailbox, ids] : m_awaited) {
        for (const QByteArray &id : QSet(ids)) {
            if (!find(id, mailbox))
                continue;
            ids.remove(id);
            say("here " + id);
        }
    }
}

std::optional<journal::Target> Claimant::find(const QByteArray &id, const QByteArray &mailbox) const
{
    const auto folder = m_reader->folder(m_account.id, mailbox);
    const auto request = requestOf(id);
    if (!folder || !folder->state || !request)
        return std::nullopt;
    for (const store::InsertedCopy &each : m_reader->copies(folder->id)) {
        const auto row = m_reader->row(each.id);
        if (row && row->messageId == id)
            return journal::Target{m_account.id, mailbox, folder->state->uidValidity,
                                   each.uid,     id,      request->fingerprint};
    }
    return std::nullopt;
}

std::optional<receipts::Request> Claimant::requestOf(const QByteArray &id) const
{
    const auto header = mime::Header::parse(races::requestHeader(id));
    const QByteArray own = receipts::ownAddressFor(header, {m_account.address.toUtf8()}, m_account.id);
    return receipts::readRequest(header, own, {});
}

std::optional<receipts::Decision> Claimant::decisionOf(const QByteArray &id, const QByteArray &mailbox) const
{
    const auto target = find(id, mailbox);
    const auto request = requestOf(id);
    const auto folder = m_reader->folder(m_account.id, mailbox);
    if (!target || !request || !folder)
        return std::nullopt;
    receipts::Decision decision;
    decision.key = request->key;
    decision.fingerprint = request->fingerprint;
    decision.account = m_account.id;
    decision.condstore = folder->state->highestModSeq.value > 0;
    decision.target = *target;
    receipts::ReportOptions options;
    options.from = {QStringLiteral("Alice"), "alice", "example.org"};
    options.subject = QStringLiteral("Read: ") + QString::fromLatin1(id);
    options.humanText = QStringLiteral("Your message was displayed. This is no proof that it was read.");
    options.date = m_clock.now();
    options.messageIdRandom = QByteArray::number(::getpid()) + '.' + id.left(id.indexOf('@'));
    decision.report = receipts::buildReport(*request, options);
    return decision;
}

void Claimant::tell(const receipts::LedgerEntry &entry)
{
    const QByteArray id = m_ids.value(entry.key.value);
    if (id.isEmpty())
        return;
    const QByteArray number = QByteArray::number(static_cast<int>(entry.state));
    say("ledger " + id + ' ' + number);
    if (m_death == "ledger " + number)
        Tripwire::die();
    if (!m_asked.contains(id))
        return;
    switch (entry.state) {
    case LedgerState::Approved:
    case LedgerState::ClaimIntent:
    case LedgerState::Claimed:
    case LedgerState::Sending:
    case LedgerState::Denying: return;
    case LedgerState::Sent: say("sent " + id); break;
    case LedgerState::HandledElsewhere: say("elsewhere " + id); break;
    default: say("state " + id + ' ' + number); break;
    }
    if (entry.state != LedgerState::Sent)
        m_asked.remove(id);
}

void Claimant::tellOperation(const journal::Entry &entry) const
{
    if (entry.isPending())
        return;
    const journal::Targets *targets = journal::targetsOf(entry.operation);
    const auto *append = std::get_if<journal::AppendMessage>(&entry.operation);
    const QByteArray id = targets != nullptr ? targets->messages.front().messageId
        : append != nullptr                  ? append->messageId
                                             : QByteArray();
    say((entry.state == journal::State::Done ? "done " : "failed ") + id);
}

// claimant PROFILE IMAPS-PORT IMAP-CA-FILE SUBMISSION-PORT SUBMISSION-CA-FILE [ID...]
int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    constexpr int fewest = 6;
    if (arguments.size() < fewest)
        return 2;
    const QString host = QStringLiteral("localhost");
    Claimant::Orders orders{arguments.at(1),
                            {host, arguments.at(2).toUShort(), net::Security::ImplicitTls, arguments.at(3)},
                            {host, arguments.at(4).toUShort(), net::Security::StartTls, arguments.at(5)},
                            {}};
    for (const QString &id : arguments.mid(fewest))
        orders.ids.append(id.toLatin1());
    Claimant claimant(std::move(orders));
    QObject::connect(
        &claimant, &Claimant::ended, &application, [](int code) { QCoreApplication::exit(code); },
        Qt::QueuedConnection);
    if (!claimant.start())
        return 4;
    return QCoreApplication::exec();
}
