// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/receipts/receiptworld.h"

#include "core/base/overloaded.h"

namespace receipt_test {

using namespace receipts;
using namespace Qt::StringLiterals;

namespace {

const QUuid account(0x11111111, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1);
constexpr auto ownAddress = "me@home.example";

// "* 7 FETCH (UID 42 MODSEQ (62) FLAGS (\Seen $MDNSent))", its items in any order.
Claim::Echo echoOf(const QByteArray &line)
{
    const QString text = QString::fromLatin1(line);
    static const QRegularExpression flagList(u"FLAGS \\(([^)]*)\\)"_s);
    static const QRegularExpression modSeq(u"MODSEQ \\((\\d+)\\)"_s);
    Claim::Echo echo;
    echo.flags = flagList.match(text).captured(1).toLatin1().split(' ');
    echo.flags.removeAll(QByteArray());
    if (const auto found = modSeq.match(text); found.hasMatch())
        echo.modSeq = imap::ModSeq{found.captured(1).toULongLong()};
    return echo;
}

}

World::World()
    : m_invariants(m_folder.path() + u"/user.db"_s, [this](const QByteArray &breach) { say("! " + breach); })
{
    start();
}

World::~World() = default;

// A process starts: everything but the file and the servers is new.
void World::start()
{
    m_service.reset();
    m_user.reset();
    m_claim.reset();
    m_entries.clear();
    m_expecting = Expecting::Nothing;
    m_user = std::move(*store::openUser(m_folder.path() + u"/user.db"_s));
    m_service = std::make_unique<ReceiptService>(m_user->database, clock);
    ReceiptService *service = m_service.get();
    QObject::connect(service, &ReceiptService::stateChanged, service, [this](const LedgerEntry &entry) {
        m_entries.insert(entry.key.value, entry);
        m_invariants.stateTold(entry);
        say("J: " + nameOf(entry.state));
    });
    QObject::connect(service, &ReceiptService::claimRequested, service,
                     [this](const ClaimOrder &order) { beginClaim(order); });
    QObject::connect(service, &ReceiptService::intentRecorded, service,
                     [this] { run(m_claim->intentRecorded()); });
    QObject::connect(service, &ReceiptService::submitRequested, service, [this](const SubmitOrder &order) {
        m_key = order.key;
        ++submissions;
        lastMessage = order.report.message;
        m_invariants.submissionBegun();
        m_invariants.mailEnded(lastMessage);
        QByteArray envelope = "T: MAIL FROM:<>";
        for (const QByteArray &recipient : order.report.recipients)
            envelope += " RCPT TO:<" + recipient + '>';
        say(envelope);
    });
    QObject::connect(service, &ReceiptService::filingRequested, service, [this](const SubmitOrder &order) {
        m_invariants.appended(order.report.message);
        say("A: APPEND Sent (\\Seen $MDNSent)");
    });
    QObject::connect(service, &ReceiptService::failed, service,
                     [this](const RequestKey &, const Error &error) { say("F: " + error.detail); });
}

QByteArray World::play(const QByteArray &script)
{
    for (const QByteArray &raw : script.split('\n')) {
        const QByteArray line = raw.trimmed();
        if (line.isEmpty())
            continue;
        const char who = line.at(0);
        if (!QByteArray("GCJTAF").contains(who)) {
            if (!m_said.isEmpty())
                return "before \"" + line + "\" came: " + m_said.join(" / ");
            perform(who, line.sliced(2).trimmed());
            continue;
        }
        if (m_said.isEmpty())
            return "nothing came, expected: " + line;
        if (const QByteArray said = m_said.takeFirst(); said != line)
            return "expected \"" + line + "\", came \"" + said + '"';
    }
    return m_said.isEmpty() ? QByteArray() : "too much: " + m_said.join(" / ");
}

Request World::request() const
{
    return readRequest(mime::Header::parse(header), ownAddress, "mx.home.example").value_or(Request());
}

LedgerPlace World::place() const
{
    const Request asked = request();
    return placeInLedger(asked.key, asked.fingerprint, [this](const RequestKey &key) {
        const auto known = m_entries.constFind(key.value);
        return known == m_entries.cend() ? std::nullopt : std::optional(*known);
    });
}

Verdict World::verdict() const
{
    GateInput input;
    input.request = request();
    input.flags = store::flagsFromNames(flags);
    input.mailbox = mailbox;
    input.role = role;
    input.ownAddresses = {ownAddress};
    input.ledger = place().entry;
    input.keyIsReused = place().isReused;
    input.policy = policy;
    input.condstore = condstore;
    return receipts::decide(input);
}

Decision World::decision(Decision::Kind kind) const
{
    const Request asked = request();
    ReportOptions options;
    options.from = mime::parseAddressList(ownAddress).mailboxes.front();
    options.subject = u"Read: Numbers"_s;
    options.humanText = u"Your message was displayed. This does not mean that it was read.\n"_s;
    options.mode = policy.preference == Preference::Automatic && verdict().kind == Verdict::Kind::Automatic
        ? SendingMode::Automatic
        : SendingMode::Manual;
    options.date = QDateTime(QDate(2026, 3, 3), QTime(12, 0), Qt::OffsetFromUTC, 3600);
    options.messageIdRandom = "0123456789abcdef";
    const journal::Target target{account, "INBOX", {7}, {42}, asked.messageId, asked.fingerprint};
    return {kind,
            place().key,
            asked.fingerprint,
            target,
            kind == Decision::Kind::Send ? buildReport(asked, options) : Report(),
            account,
            condstore};
}

void World::perform(char who, const QByteArray &text)
{
    switch (who) {
    case 'U': user(text); return;
    case 'S': serverSays(text); return;
    case 'R': submissionAnswered(text); return;
    case 'X':
        online = false;
        if (m_claim)
            end(ClaimEnd::NeverStarted);
        return;
    case 'O':
        online = true;
        m_service->accountOnline(account);
        return;
    case 'K':
        start();
        m_service->restore();
        return;
    case 'D': clock.advance(std::chrono::hours(24 * text.toInt())); return;
    case 'M': clock.advance(std::chrono::minutes(text.toInt())); return;
    default: say("? " + text);
    }
}

void World::user(const QByteArray &text)
{
    if (text == "Open") {
        const Verdict said = verdict();
        say("G: " + printed(said));
        if (said.kind == Verdict::Kind::Automatic)
            m_service->decide(decision(Decision::Kind::Send));
        if (said.kind == Verdict::Kind::Deny)
            m_service->decide(decision(Decision::Kind::Deny));
    } else if (text == "Send") {
        m_service->decide(decision(Decision::Kind::Send));
    } else if (text == "Deny") {
        m_service->decide(decision(Decision::Kind::Deny));
    } else if (text == "Not now") {
        m_service->decide(decision(Decision::Kind::NotNow));
    } else if (text == "Send again") {
        m_service->sendAnyway(place().key);
    } else if (text == "filed") {
        m_service->filed(place().key);
    }
}

void World::serverSays(const QByteArray &text)
{
    m_invariants.received(text.startsWith("* ") ? text : "t " + text);
    if (text.startsWith("* ")) {
        if (!text.contains("FETCH"))
            return;  // FLAGS and PERMANENTFLAGS responses prove nothing
        if (m_expecting == Expecting::Nothing && m_claim)
            m_claim->flagsOverheard(echoOf(text));
        else
            m_echoes.append(echoOf(text));
        return;
    }
    tagged(text);
}

void World::tagged(const QByteArray &text)
{
    const auto echoes = std::exchange(m_echoes, {});
    const auto last = echoes.isEmpty() ? std::nullopt : std::optional(echoes.last());
    const auto status = text.startsWith("OK") ? Claim::Tagged::Ok
        : text.startsWith("NO")               ? Claim::Tagged::No
                                              : Claim::Tagged::Bad;
    switch (std::exchange(m_expecting, Expecting::Nothing)) {
    case Expecting::Fetch: run(m_claim->flagsFetched(last)); return;
    case Expecting::Verify: run(m_claim->verified(last)); return;
    case Expecting::Store:
        run(m_claim->storeAnswered(status, text.contains("[MODIFIED 42]"), echoes, text));
        return;
    case Expecting::Nothing: say("? " + text);
    }
}

void World::submissionAnswered(const QByteArray &text)
{
    const auto ended = text.startsWith('2') ? SubmitEnd::Accepted
        : text.startsWith('4')              ? SubmitEnd::TryLater
        : text.startsWith('5')              ? SubmitEnd::Rejected
                                            : SubmitEnd::Uncertain;
    if (ended == SubmitEnd::TryLater || ended == SubmitEnd::Rejected)
        m_invariants.mailRefused();
    m_service->submitEnded(m_key, ended, text);
}

void World::beginClaim(const ClaimOrder &order)
{
    m_key = order.key;
    m_claim.emplace(Claim::Mailbox{mailbox.readOnly, mailbox.permanentFlags, mailbox.anyKeyword,
                                   condstore && !mailbox.noModSeq});
    if (online)
        run(m_claim->start());
    else
        end(ClaimEnd::NeverStarted);
}

void World::run(const Claim::Step &step)
{
    std::visit(
        overloaded{
            [&](const Claim::FetchFlags &) { fetch(condstore && !mailbox.noModSeq, Expecting::Fetch); },
            [&](const Claim::RecordIntent &) { m_service->claimIntended(m_key); },
            [&](const Claim::Store &s) { store(s); },
            [&](const Claim::VerifyFetch &) { fetch(false, Expecting::Verify); },
            [&](const Claim::Wait &) { run(m_claim->retry()); },
            [&](const Claim::Won &) { end(ClaimEnd::Won); },
            [&](const Claim::Lost &) { end(ClaimEnd::Lost); },
            [&](const Claim::Refused &refused) {
                using Why = Claim::Refused::Why;
                const auto ended = refused.why == Why::ReadOnly ? ClaimEnd::ReadOnly
                    : refused.why == Why::ServerSaidNo          ? ClaimEnd::Refused
                    : refused.why == Why::MessageGone           ? ClaimEnd::MessageGone
                    : refused.why == Why::Draft                 ? ClaimEnd::Draft
                                                                : ClaimEnd::CannotStore;
                end(ended, refused.serverText);
            },
            [&](const Claim::Uncertain &) { end(ClaimEnd::Uncertain); },
            [&](const Claim::GaveUp &) { end(ClaimEnd::GaveUp); },
        },
        step);
}

void World::fetch(bool withModSeq, Expecting then)
{
    m_expecting = then;
    say(withModSeq ? "C: UID FETCH 42 (FLAGS MODSEQ)" : "C: UID FETCH 42 (FLAGS)");
}

void World::store(const Claim::Store &store)
{
    m_expecting = Expecting::Store;
    const QByteArray condition = store.unchangedSince
        ? "(UNCHANGEDSINCE " + QByteArray::number(store.unchangedSince->value) + ") "
        : QByteArray();
    const QByteArray line = "UID STORE 42 " + condition + "+FLAGS ($MDNSent)";
    m_invariants.sent("t " + line);
    say("C: " + line);
}

void World::end(ClaimEnd ended, const QByteArray &text)
{
    m_claim.reset();
    m_expecting = Expecting::Nothing;
    m_echoes.clear();
    m_service->claimEnded(m_key, ended, text);
}

}
