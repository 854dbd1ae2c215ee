// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/sync/claimrunner.h"

#include "core/base/overloaded.h"
#include "core/imap/session/commands/fetch.h"
#include "core/imap/session/commands/simple.h"
#include "core/imap/session/commands/store.h"
#include "core/imap/session/serverquirks.h"

namespace imap::sync {

using receipts::Claim;
using receipts::ClaimEnd;

namespace {

Claim::Echo echoOf(const FetchItems &items)
{
    Claim::Echo echo;
    if (items.flags)
        echo.flags = QList<QByteArray>(items.flags->begin(), items.flags->end());
    echo.hasFlags = items.flags.has_value();
    echo.modSeq = items.modSeq;
    return echo;
}

Claim::Mailbox claimMailbox(const Session &session)
{
    const SelectedMailbox &selected = *session.selected();
    Claim::Mailbox mailbox;
    mailbox.readOnly = selected.readOnly;
    if (selected.permanentFlags) {
        const auto &flags = selected.permanentFlags->flags;
        mailbox.permanentFlags = QList<QByteArray>(flags.begin(), flags.end());
        mailbox.anyKeyword = selected.permanentFlags->anyKeyword;
        if (!mailbox.anyKeyword && Claim::keepsKeyword(mailbox.permanentFlags, false))
            noteHabit(ServerQuirk::MarksReceiptsItself);  // its name for such servers: see receipts/gate.cpp
    }
    mailbox.modSeqs =
        session.capabilities().condstore() && !selected.noModSeq && selected.highestModSeq.value != 0;
    const ServerQuirks quirks = quirksOf({}, session.capabilities().names());
    mailbox.grantsTwice = quirks.contains(ServerQuirk::GrantsConditionTwice);
    return mailbox;
}

ClaimEnd endOf(Claim::Refused::Why why)
{
    switch (why) {
    case Claim::Refused::Why::NotPermanent:
    case Claim::Refused::Why::NotStored: return ClaimEnd::CannotStore;
    case Claim::Refused::Why::ReadOnly: return ClaimEnd::ReadOnly;
    case Claim::Refused::Why::ServerSaidNo: return ClaimEnd::Refused;
    case Claim::Refused::Why::MessageGone: return ClaimEnd::MessageGone;
    case Claim::Refused::Why::Draft: return ClaimEnd::Draft;
    }
    return ClaimEnd::Refused;
}

}

ClaimRunner::ClaimRunner(receipts::ClaimOrder order, std::shared_ptr<Lease> lease, Clock &clock,
                         QObject *parent)
    : QObject(parent), m_order(std::move(order)), m_lease(std::move(lease)), m_clock(clock)
{}

void ClaimRunner::start()
{
    Session *session = m_lease->session();
    if (session == nullptr || !session->selected()) {
        end(ClaimEnd::NeverStarted);
        return;
    }
    if (session->selected()->uidValidity != m_order.target.validity) {
        end(ClaimEnd::MessageGone);  // this UID now names another message
        return;
    }
    // What this connection hears by itself; the view's sync tells what its own commands brought.
    connect(session, &Session::untagged, this, [this](const Untagged &data) {
        const auto *fetch = std::get_if<Fetch>(&data);
        if (fetch != nullptr && fetch->items.uid && fetch->items.flags) {
            const auto &flags = *fetch->items.flags;
            overhear(*fetch->items.uid, QList<QByteArray>(flags.begin(), flags.end()),
                     fetch->items.modSeq.value_or(ModSeq{}));
        }
    });
    m_claim.emplace(claimMailbox(*session));
    carryOut(m_claim->start());
}

void ClaimRunner::carryOut(const Claim::Step &step)
{
    std::visit(overloaded{
                   [this](const Claim::FetchFlags &) { fetchFlags(false); },
                   [this](const Claim::RecordIntent &) { Q_EMIT intended(m_order.key); },
                   [this](const Claim::Store &s) { store(s); },
                   [this](const Claim::VerifyFetch &) { fetchFlags(true); },
                   [this](const Claim::Wait &) {
                       constexpr std::chrono::milliseconds pause{250};
                       m_wait = m_clock.alarm(pause, [this] { carryOut(m_claim->retry()); });
                   },
                   [this](const Claim::Won &) { end(ClaimEnd::Won); },
                   [this](const Claim::Lost &) { end(ClaimEnd::Lost); },
                   [this](const Claim::Refused &r) { end(endOf(r.why), r.serverText); },
                   [this](const Claim::Uncertain &) { end(ClaimEnd::Uncertain); },
                   [this](const Claim::GaveUp &) { end(ClaimEnd::GaveUp); },
               },
               step);
}

// Whatever had been sent by then: the ledger knows whether the intent was on record, and decides from that.
bool ClaimRunner::lineIsLost(const Completion &completion)
{
    if (!isLineLost(completion))
        return false;
    end(ClaimEnd::NeverStarted, completion.text.text);
    return true;
}

// The server wants to be left alone, which is no answer to what was asked.
bool ClaimRunner::isOnlyThrottled(const Completion &completion) const
{
    return !completion.ok() && throttleOf(completion.text).count() > 0;
}

// With fresh flags, as after any wait. The session itself sends nothing before the pause is over, and the
// line may well go meanwhile. A server that throttles again and again is asked another time.
void ClaimRunner::askAgain(bool verifying)
{
    constexpr int mostPauses = 5;
    if (++m_throttled > mostPauses)
        end(verifying ? ClaimEnd::Uncertain : ClaimEnd::GaveUp);
    else if (verifying)
        fetchFlags(true);
    else
        carryOut(m_claim->retry());
}

void ClaimRunner::fetchFlags(bool verifying)
{
    if (m_lease->isLost() || !m_lease->session()->selected()) {
        end(ClaimEnd::NeverStarted);
        return;
    }
    const bool modSeqs =
        m_lease->session()->capabilities().condstore() && !m_lease->session()->selected()->noModSeq;
    auto *command = m_lease->session()->run(std::make_unique<FetchCommand>(
        UidSet::single(m_order.target.uid),
        modSeqs ? QByteArrayLiteral("FLAGS MODSEQ") : QByteArrayLiteral("FLAGS")));
    auto fresh = std::make_shared<std::optional<Claim::Echo>>();
    connect(command, &FetchCommand::fetched, this, [fresh](const Fetch &fetch) {
        if (fetch.items.flags)
            *fresh = echoOf(fetch.items);
    });
    connect(command, &Command::finished, this, [this, fresh, verifying](const Completion &completion) {
        if (!lineIsLost(completion))
            flagsFetched(*fresh, completion, verifying);
    });
}

void ClaimRunner::flagsFetched(const std::optional<Claim::Echo> &fresh, const Completion &completion,
                               bool verifying)
{
    if (isOnlyThrottled(completion)) {
        askAgain(verifying);
        return;
    }
    // What is told of a message that is going away is no fact, least of all that nobody has answered
    // (RFC 2180, 4.1.3): again, once the server could say what is gone.
    if (completion.text.has(code::Atom::Kind::ExpungeIssued) && !m_lease->isLost()) {
        m_lease->session()->run(std::make_unique<NoopCommand>());
        askAgain(verifying);
        return;
    }
    // A refused FETCH says nothing about the message: what had been done before decides.
    if (!completion.ok())
        end(verifying ? ClaimEnd::Uncertain : ClaimEnd::NeverStarted, completion.text.text);
    else
        carryOut(verifying ? m_claim->verified(fresh) : m_claim->flagsFetched(fresh));
}

void ClaimRunner::intentRecorded()
{
    if (m_ended || !m_claim)
        return;
    if (m_lease->isLost()) {
        end(ClaimEnd::NeverStarted);
        return;
    }
    carryOut(m_claim->intentRecorded());
}

void ClaimRunner::abandon()
{
    end(ClaimEnd::NeverStarted);
}

void ClaimRunner::overhear(Uid uid, const QList<QByteArray> &flags, ModSeq modSeq)
{
    if (m_claim && !m_ended && uid == m_order.target.uid)
        m_claim->flagsOverheard(Claim::Echo{flags, modSeq.value == 0 ? std::nullopt : std::optional(modSeq)});
}

void ClaimRunner::store(const Claim::Store &step)
{
    if (step.silent)
        noteHabit(ServerQuirk::GrantsConditionTwice);
    auto *command = m_lease->session()->run(std::make_unique<StoreCommand>(
        UidSet::single(m_order.target.uid), FlagChange::Add,
        std::vector<QByteArray>{QByteArrayLiteral("$MDNSent")}, step.unchangedSince,
        step.silent ? StoreEcho::OnlyModSeq : StoreEcho::Flags));
    connect(command, &Command::finished, this, [this, command](const Completion &completion) {
        if (lineIsLost(completion))
            return;
        QList<Claim::Echo> echoes;
        for (const Fetch &fetch : command->echoes()) {
            if (fetch.items.flags || fetch.items.modSeq)
                echoes.append(echoOf(fetch.items));
        }
        if (isOnlyThrottled(completion) && echoes.isEmpty()) {
            askAgain(false);
            return;
        }
        const auto *modified = completion.text.as<code::Modified>();
        using Status = Completion::Status;
        const bool isRefused = completion.status == Status::No || completion.status == Status::Unsupported;
        const Claim::Tagged tagged = completion.ok() ? Claim::Tagged::Ok
            : isRefused                              ? Claim::Tagged::No
                                                     : Claim::Tagged::Bad;
        carryOut(m_claim->storeAnswered(tagged,
                                        modified != nullptr && modified->uids.contains(m_order.target.uid),
                                        echoes, completion.text.text));
    });
}

void ClaimRunner::end(ClaimEnd end, const QByteArray &text)
{
    if (std::exchange(m_ended, true))
        return;
    m_wait.reset();
    m_lease.reset();
    Q_EMIT ended(m_order.key, end, text);
    deleteLater();
}

}
