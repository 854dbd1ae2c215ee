// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/races/claimant/claimant.h"

#include "app/wiring.h"
#include "core/mime/header.h"
#include "core/receipts/ownaddress.h"
#include "core/receipts/report.h"

#include <QCoreApplication>

#include <array>
#include <cstdio>
#include <unistd.h>

#include "tests/races/request.h"

using receipts::LedgerState;

namespace {

void say(const QByteArray &line)
{
    std::printf("%s\n", line.constData());
    std::fflush(stdout);
}

}

Claimant::Claimant(Orders orders) : m_orders(std::move(orders))
{
    m_account.id = QUuid(QStringLiteral("11111111-2222-3333-4444-555555555555"));
    m_account.name = QStringLiteral("Race");
    m_account.address = QStringLiteral("alice@example.org");
    m_account.imap = {m_orders.imap, QStringLiteral("alice"), {}};
    m_account.smtp = {m_orders.smtp, QStringLiteral("alice"), {}};
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
    m_engine = std::make_unique<app::Engine>(paths.cacheDatabase(), m_clock);
    app::connectEngineToStore(*m_engine, *m_room);
    connect(m_room->writer(), &store::Writer::changed, this, &Claimant::look);
    connect(m_room->receipts(), &receipts::ReceiptService::stateChanged, this, &Claimant::tell);
    if (qEnvironmentVariableIsSet("POSTHORN_TRACE")) {
        connect(m_engine.get(), &app::Engine::protocolLines, this, &Claimant::trace);
        m_engine->recordProtocol(true);
    }
    m_engine->start({m_account}, {});
    m_engine->provideCredentials(m_account.id, Secret("secret"));
    m_room->restore();
    m_input = new QSocketNotifier(STDIN_FILENO, QSocketNotifier::Read, this);
    connect(m_input, &QSocketNotifier::activated, this, &Claimant::readOrders);
    return true;
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
        carryOut(words.first(), words.value(1));
    }
}

void Claimant::carryOut(const QByteArray &verb, const QByteArray &id)
{
    if (verb == "await") {
        m_awaited.insert(id);
        look();
        return;
    }
    const auto decision = decisionOf(id);
    if (!decision) {
        say("unknown " + id);
        return;
    }
    m_ids.insert(decision->key.value, id);
    m_room->receipts()->decide(*decision);
}

void Claimant::openInbox()
{
    const auto folder = m_reader->folder(m_account.id, "INBOX");
    if (!folder || std::exchange(m_isOpen, true))
        return;
    m_engine->openFolder(folder->id);
}

void Claimant::look()
{
    openInbox();
    const auto folder = m_reader->folder(m_account.id, "INBOX");
    if (!folder || !folder->state || m_awaited.isEmpty())
        return;
    for (const store::FlagsSeen &seen : m_reader->knownFlags(folder->id)) {
        const auto copy = m_reader->find(folder->id, seen.uid);
        const auto row = copy ? m_reader->row(*copy) : std::nullopt;
        if (!row)
            continue;
        m_known.insert(row->messageId, seen.uid);
        if (m_awaited.remove(row->messageId))
            say("here " + row->messageId);
    }
}

std::optional<receipts::Decision> Claimant::decisionOf(const QByteArray &id) const
{
    const auto folder = m_reader->folder(m_account.id, "INBOX");
    if (!folder || !folder->state || !m_known.contains(id))
        return std::nullopt;
    const auto header = mime::Header::parse(races::requestHeader(id));
    const QByteArray own = receipts::ownAddressFor(header, {m_account.address.toUtf8()}, m_account.id);
    const auto request = receipts::readRequest(header, own, {});
    if (!request)
        return std::nullopt;
    receipts::Decision decision;
    decision.kind = receipts::Decision::Kind::Send;
    decision.key = request->key;
    decision.fingerprint = request->fingerprint;
    decision.account = m_account.id;
    decision.condstore = folder->state->highestModSeq.value > 0;
    decision.target = {
        m_account.id,        "INBOX", folder->state->uidValidity, m_known.value(id), request->messageId,
        request->fingerprint};
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
    switch (entry.state) {
    case LedgerState::Approved:
    case LedgerState::ClaimIntent:
    case LedgerState::Claimed:
    case LedgerState::Sending: return;
    case LedgerState::Sent: say("sent " + id); break;
    case LedgerState::HandledElsewhere: say("elsewhere " + id); break;
    default: say("state " + id + ' ' + QByteArray::number(static_cast<int>(entry.state))); break;
    }
    if (entry.state != LedgerState::Sent)
        m_ids.remove(entry.key.value);
}

// claimant PROFILE IMAPS-PORT IMAP-CA-FILE SUBMISSION-PORT SUBMISSION-CA-FILE
int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    constexpr int all = 6;
    if (arguments.size() != all)
        return 2;
    const QString host = QStringLiteral("localhost");
    Claimant claimant({arguments.at(1),
                       {host, arguments.at(2).toUShort(), net::Security::ImplicitTls, arguments.at(3)},
                       {host, arguments.at(4).toUShort(), net::Security::StartTls, arguments.at(5)}});
    QObject::connect(
        &claimant, &Claimant::ended, &application, [](int code) { QCoreApplication::exit(code); },
        Qt::QueuedConnection);
    if (!claimant.start())
        return 4;
    return QCoreApplication::exec();
}
