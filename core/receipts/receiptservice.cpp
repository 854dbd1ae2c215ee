// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/receipts/receiptservice.h"

#include "core/base/logging.h"
#include "core/receipts/ledger.h"
#include "core/receipts/ledgerplace.h"

#include <algorithm>
#include <map>
#include <set>

namespace receipts {

using namespace std::chrono_literals;

namespace {

constexpr std::chrono::milliseconds firstDelay = 1min;
constexpr std::chrono::milliseconds longestDelay = 1h;
// As long as mail servers themselves try (RFC 5321, 4.5.4.1).
constexpr std::chrono::seconds retryFor = 120h;

std::chrono::milliseconds backOff(int attempts)
{
    return std::min(longestDelay, firstDelay * (1 << std::clamp(attempts - 1, 0, 16)));
}

bool awaitsClaim(LedgerState state)
{
    return state == LedgerState::Approved || state == LedgerState::ClaimIntent
        || state == LedgerState::ClaimUncertain || state == LedgerState::Denying;
}

// The others have come to their end, or wait for a person.
bool goesOnByItself(LedgerState state)
{
    return awaitsClaim(state) || state == LedgerState::Claimed || state == LedgerState::Sending
        || state == LedgerState::Sent;
}

}

class ReceiptServicePrivate
{
public:
    ReceiptServicePrivate(const store::Database &user, Clock &time, ReceiptService &service)
        : q(service), ledger(user), clock(time)
    {}

    // A claim order that was given and has not ended.
    struct Flight {
        bool intentOpenBefore = false;  // an earlier STORE may have set the keyword that this claim finds
        bool begun = false;
    };

    [[nodiscard]] std::optional<LedgerRecord> load(const RequestKey &key);
    [[nodiscard]] bool step(LedgerRecord &record, LedgerState state, const QByteArray &text = {},
                            std::optional<LedgerEvent> event = std::nullopt);
    [[nodiscard]] bool isOpenTo(Decision::Kind kind, const LedgerRecord &record) const;
    void orderClaim(const LedgerRecord &record);
    void approvalEnded(LedgerRecord &record, const Flight &flight, ClaimEnd end, const QByteArray &text);
    void denialEnded(LedgerRecord &record, const Flight &flight, ClaimEnd end, const QByteArray &text);
    void submit(const RequestKey &key);
    void submitLater(LedgerRecord &record, const QByteArray &text);
    void resume(const RequestKey &key);
    void resumeOnline(const LedgerRecord &record);

    ReceiptService &q;
    Ledger ledger;
    Clock &clock;
    std::map<QByteArray, Flight> claims;
    std::set<QByteArray> submissions;
    std::map<QByteArray, std::unique_ptr<Alarm>> alarms;
};

// What the ledger knows; a fresh record for a request it has never seen. nullopt: it could not be read.
std::optional<LedgerRecord> ReceiptServicePrivate::load(const RequestKey &key)
{
    auto found = ledger.find(key);
    if (!found) {
        Q_EMIT q.failed(key, found.error());
        return std::nullopt;
    }
    LedgerRecord fresh;
    fresh.key = key;
    return (*found).value_or(fresh);
}

// The one way a state changes: durable first, told after. False: nothing was changed, and failed() has said
// so.
bool ReceiptServicePrivate::step(LedgerRecord &record, LedgerState state, const QByteArray &text,
                                 std::optional<LedgerEvent> event)
{
    LedgerRecord next = record;
    next.state = state;
    next.serverText = text;
    next.updated = clock.now();
    if (auto written = ledger.write(next, event); !written) {
        qCWarning(logReceipts) << "the receipt ledger could not be written:" << written.error().detail;
        Q_EMIT q.failed(record.key, written.error());
        return false;
    }
    record = next;
    Q_EMIT q.stateChanged(record.entry());
    return true;
}

bool ReceiptServicePrivate::isOpenTo(Decision::Kind kind, const LedgerRecord &record) const
{
    switch (record.state) {
    case LedgerState::None:
    case LedgerState::Snoozed: return true;
    case LedgerState::Blocked: return kind != Decision::Kind::NotNow;
    case LedgerState::Approved:  // waiting for the line: the user may still think better of it
        return kind != Decision::Kind::Send && claims.count(record.key.value) == 0;
    case LedgerState::ClaimUncertain:
        return kind == Decision::Kind::Deny && claims.count(record.key.value) == 0;
    default: return false;
    }
}

void ReceiptServicePrivate::orderClaim(const LedgerRecord &record)
{
    if (claims.count(record.key.value) != 0)
        return;  // two claims of ours would race each other
    claims[record.key.value] = {record.intentOpen, false};
    Q_EMIT q.claimRequested({record.key, record.target});
}

void ReceiptServicePrivate::approvalEnded(LedgerRecord &record, const Flight &flight, ClaimEnd end,
                                          const QByteArray &text)
{
    const bool mayBeOurs = flight.intentOpenBefore;
    const auto settle = [&](LedgerState state) {
        if (state == LedgerState::ClaimUncertain && record.state == state)
            return true;  // looked again, and nothing is clearer
        record.intentOpen = state == LedgerState::ClaimUncertain;
        if (state != LedgerState::Claimed && state != LedgerState::ClaimUncertain
            && state != LedgerState::Approved)
            record.report = {};
        return step(record, state, text,
                    end == ClaimEnd::GaveUp ? std::optional(LedgerEvent::ClaimGivenUp) : std::nullopt);
    };
    switch (end) {
    case ClaimEnd::Won:
        if (!flight.begun)  // whose STORE was that? Not one that the ledger knew of
            (void)settle(LedgerState::ClaimUncertain);
        else if (settle(LedgerState::Claimed))
            submit(record.key);
        return;
    case ClaimEnd::Lost:
        (void)settle(mayBeOurs ? LedgerState::ClaimUncertain : LedgerState::HandledElsewhere);
        return;
    case ClaimEnd::MessageGone:  // another copy may be there to decide about
        (void)settle(mayBeOurs ? LedgerState::ClaimUncertain : LedgerState::Snoozed);
        return;
    case ClaimEnd::CannotStore:
    case ClaimEnd::ReadOnly:
    case ClaimEnd::Refused:
    case ClaimEnd::Draft: (void)settle(LedgerState::Blocked); return;
    case ClaimEnd::Uncertain: (void)settle(LedgerState::ClaimUncertain); return;
    case ClaimEnd::GaveUp: (void)settle(LedgerState::Approved); return;
    case ClaimEnd::NeverStarted: return;
    }
}

void ReceiptServicePrivate::denialEnded(LedgerRecord &record, const Flight &flight, ClaimEnd end,
                                        const QByteArray &text)
{
    const auto settle = [&](LedgerState state, std::optional<LedgerEvent> event = std::nullopt) {
        record.intentOpen = false;
        (void)step(record, state, text, event);
    };
    switch (end) {
    case ClaimEnd::Won:
    case ClaimEnd::Uncertain:
        settle(LedgerState::Denied);
        return;  // the keyword is there: that is all a denial wants
    case ClaimEnd::Lost:
        settle(flight.intentOpenBefore ? LedgerState::Denied : LedgerState::HandledElsewhere);
        return;
    case ClaimEnd::CannotStore:
    case ClaimEnd::ReadOnly:
    case ClaimEnd::Refused:
    case ClaimEnd::MessageGone:
    case ClaimEnd::Draft: settle(LedgerState::DeniedLocal); return;
    case ClaimEnd::GaveUp: settle(LedgerState::Denying, LedgerEvent::ClaimGivenUp); return;
    case ClaimEnd::NeverStarted: return;
    }
}

// I1, I2: from Claimed alone, and Claimed is left before the order goes out.
void ReceiptServicePrivate::submit(const RequestKey &key)
{
    alarms.erase(key.value);
    auto record = load(key);
    if (!record || record->state != LedgerState::Claimed)
        return;
    if (record->report.message.isEmpty() || record->report.recipients.empty()) {
        Q_EMIT q.failed(key, Error{Error::Kind::Storage, "the receipt to send cannot be read"});
        return;
    }
    if (!record->firstAttempt.isValid() || record->firstAttempt > clock.now())
        record->firstAttempt = clock.now();
    if (!step(*record, LedgerState::Sending))
        return;
    submissions.insert(key.value);
    Q_EMIT q.submitRequested({key, record->account, record->report});
}

void ReceiptServicePrivate::submitLater(LedgerRecord &record, const QByteArray &text)
{
    ++record.attempts;
    if (record.firstAttempt.secsTo(clock.now()) >= retryFor.count()) {
        (void)step(record, LedgerState::SendFailed, text);
        return;
    }
    if (step(record, LedgerState::Claimed, text))
        alarms[record.key.value] =
            clock.alarm(backOff(record.attempts), [this, key = record.key] { submit(key); });
}

// After a restart.
void ReceiptServicePrivate::resume(const RequestKey &key)
{
    auto record = load(key);
    if (!record)
        return;
    if (record->state == LedgerState::Sending && submissions.count(key.value) == 0)
        (void)step(*record, LedgerState::SendUncertain);  // the final dot may or may not have gone out
    else if (record->state == LedgerState::Sent)
        Q_EMIT q.filingRequested({key, record->account, record->report});
    else
        resumeOnline(*record);
}

void ReceiptServicePrivate::resumeOnline(const LedgerRecord &record)
{
    if (awaitsClaim(record.state))
        orderClaim(record);
    else if (record.state == LedgerState::Claimed)
        submit(record.key);
}

// --- the service

ReceiptService::ReceiptService(const store::Database &user, Clock &clock, QObject *parent)
    : QObject(parent), d(std::make_unique<ReceiptServicePrivate>(user, clock, *this))
{}

ReceiptService::~ReceiptService() = default;

void ReceiptService::restore()
{
    const auto records = d->ledger.all();
    if (!records) {
        Q_EMIT failed({}, records.error());
        return;
    }
    for (const LedgerRecord &record : *records)
        Q_EMIT stateChanged(record.entry());
    for (const LedgerRecord &record : *records) {
        if (goesOnByItself(record.state))  // of thousands few
            d->resume(record.key);
    }
}

void ReceiptService::decide(const Decision &decision)
{
    auto record = d->load(decision.key);
    if (!record)
        return;
    // Under another message's key nothing is decided: once told, whoever asked finds its own (ledgerplace.h).
    if (!d->isOpenTo(decision.kind, *record) || isOfOtherMessage(record->entry(), decision.fingerprint)) {
        Q_EMIT stateChanged(record->entry());  // what is true instead: whoever decided waits for an answer
        return;
    }
    const bool isSend = decision.kind == Decision::Kind::Send;
    if (isSend && (decision.report.message.isEmpty() || decision.report.recipients.empty())) {
        Q_EMIT failed(decision.key, Error{Error::Kind::Unsupported, "a decision to send without a receipt"});
        return;
    }
    record->fingerprint = decision.fingerprint;
    record->account = decision.account;
    record->target = decision.target;
    record->condstore = decision.condstore;
    record->askedBy = decision.askedBy;
    record->report = isSend ? decision.report : Report();
    record->attempts = 0;
    record->firstAttempt = {};
    if (decision.kind == Decision::Kind::NotNow) {
        (void)d->step(*record, LedgerState::Snoozed);
        return;
    }
    if (d->step(*record, isSend ? LedgerState::Approved : LedgerState::Denying))
        d->orderClaim(*record);
}

void ReceiptService::sendAnyway(const RequestKey &key)
{
    auto record = d->load(key);
    if (!record)
        return;
    const bool isOpen = record->state == LedgerState::SendUncertain
        || record->state == LedgerState::SendFailed || record->state == LedgerState::ClaimUncertain;
    if (!isOpen || record->report.message.isEmpty()) {
        Q_EMIT stateChanged(record->entry());
        return;
    }
    record->attempts = 0;
    record->firstAttempt = {};
    record->intentOpen = false;
    if (d->step(*record, LedgerState::Claimed, {}, LedgerEvent::SecondConsent))
        d->submit(key);
}

void ReceiptService::rememberAnswered(const RequestKey &key, const journal::Target &copy)
{
    const auto place = placeInLedger(key, copy.fingerprint, [this](const RequestKey &each) {
        const auto known = d->ledger.find(each);
        return known && *known ? std::optional((*known)->entry()) : std::nullopt;
    });
    auto record = d->load(place.key);
    const bool isOpen = record
        && (record->state == LedgerState::None || record->state == LedgerState::Snoozed
            || record->state == LedgerState::Blocked);
    if (!isOpen)
        return;
    record->fingerprint = copy.fingerprint;
    record->account = copy.account;
    record->target = copy;
    (void)d->step(*record, LedgerState::HandledElsewhere);
}

void ReceiptService::claimIntended(const RequestKey &key)
{
    auto record = d->load(key);
    if (!record)
        return;
    if (!awaitsClaim(record->state)) {
        Q_EMIT failed(key, Error{Error::Kind::Cancelled, "this request is no longer to be claimed"});
        return;
    }
    // The claim has just seen that the keyword is absent: an earlier STORE, if there was one, has left
    // nothing.
    d->claims[key.value] = {false, true};
    record->intentOpen = true;
    const bool isDenial = record->state == LedgerState::Denying;
    if (isDenial ? d->step(*record, LedgerState::Denying, {}, LedgerEvent::IntentToDeny)
                 : d->step(*record, LedgerState::ClaimIntent))
        Q_EMIT intentRecorded(key);
}

void ReceiptService::claimEnded(const RequestKey &key, ClaimEnd end, const QByteArray &serverText)
{
    const auto flight = d->claims.extract(key.value);
    if (flight.empty())
        return;
    auto record = d->load(key);
    if (!record || !awaitsClaim(record->state) || end == ClaimEnd::NeverStarted)
        return;
    if (record->state == LedgerState::Denying)
        d->denialEnded(*record, flight.mapped(), end, serverText);
    else
        d->approvalEnded(*record, flight.mapped(), end, serverText);
}

void ReceiptService::submitEnded(const RequestKey &key, SubmitEnd end, const QByteArray &serverText)
{
    if (d->submissions.erase(key.value) == 0)
        return;
    auto record = d->load(key);
    if (!record || record->state != LedgerState::Sending)
        return;
    switch (end) {
    case SubmitEnd::Accepted:
        if (d->step(*record, LedgerState::Sent, serverText))
            Q_EMIT filingRequested({key, record->account, record->report});
        return;
    case SubmitEnd::Rejected: (void)d->step(*record, LedgerState::SendFailed, serverText); return;
    case SubmitEnd::NotAuthenticated:  // nothing was sent, and trying again by itself would be the same
        (void)d->step(*record, LedgerState::Claimed, serverText);
        return;
    case SubmitEnd::TryLater: d->submitLater(*record, serverText); return;
    case SubmitEnd::Uncertain: (void)d->step(*record, LedgerState::SendUncertain, serverText); return;
    }
}

void ReceiptService::filed(const RequestKey &key)
{
    auto record = d->load(key);
    if (!record || record->state != LedgerState::Sent)
        return;
    record->report.message.clear();  // Sent has it now
    (void)d->step(*record, LedgerState::Filed, record->serverText);
}

void ReceiptService::accountOnline(const QUuid &account)
{
    const auto records = d->ledger.all();
    if (!records) {
        Q_EMIT failed({}, records.error());
        return;
    }
    for (const LedgerRecord &record : *records) {
        if (record.account == account)
            d->resumeOnline(record);
    }
}

}
