// SPDX-License-Identifier: GPL-3.0-or-later
// Looking, and comparing.
#include "core/imap/sync/mailboxsync.h"

#include "core/base/logging.h"
#include "core/imap/session/commands/searching.h"
#include "core/imap/session/commands/simple.h"
#include "core/imap/wire/limits.h"

#include <QPointer>

#include <algorithm>

namespace imap::sync {

MailboxSync::MailboxSync(Context context, std::shared_ptr<Lease> lease, const SelectedMailbox &selected,
                         QObject *parent)
    : QObject(parent), m_context(std::move(context)), m_lease(std::move(lease)), m_mailbox(selected.mailbox),
      m_validity(selected.uidValidity), m_selected(selected)
{
    m_sequence.reset(static_cast<quint32>(std::min<std::size_t>(selected.exists, limits::foundMessages)));
    const bool isSame = m_context.kept.validity == m_validity && m_validity.value != 0;
    m_inStep = isSame ? m_context.kept.inStepWith : ModSeq{};
}

// Nobody looks at what still comes of what is under way, so it is not to blame for what follows.
MailboxSync::~MailboxSync()
{
    for (const auto &flying : m_flying)
        m_context.suspects->ended(flying->suspect);
}

bool MailboxSync::isUidOnly() const
{
    return hasSession() && m_lease->session()->capabilities().uidOnly();
}

Count MailboxSync::count() const
{
    return {m_sequence.size(), std::min(m_late, m_sequence.size())};
}

void MailboxSync::start()
{
    Q_EMIT updateReady(store::MailboxOpened{m_context.account, m_mailbox, mailboxState(m_selected)});
    if (m_selected.exists > limits::foundMessages) {
        fail("nobody has so many messages");
        return;
    }
    const bool modSeqs = hasSession() && m_lease->session()->capabilities().condstore();
    m_look = firstLook(m_context.kept, m_selected, modSeqs, m_context.told);
    switch (m_look.how) {
    case FirstLook::How::Everything: fetchEverything(); return;
    case FirstLook::How::Told: m_seen = std::move(m_context.told.changed); [[fallthrough]];
    case FirstLook::How::Nothing: wantCompare(); return;
    case FirstLook::How::Changes:
        look(std::make_unique<FetchCommand>(MessageSet::from(Uid{1}), QByteArrayLiteral("UID FLAGS"),
                                            FetchModifiers{.changedSince = m_look.since}));
        return;
    case FirstLook::How::Flags: lookAtFlags(); return;
    }
}

void MailboxSync::lookAtFlags()
{
    m_look.how = FirstLook::How::Flags;
    m_seen.clear();
    m_namelessGone = 0;
    look(std::make_unique<FetchCommand>(Uid{1}, QByteArrayLiteral("UID FLAGS")));
}

void MailboxSync::look(std::unique_ptr<FetchCommand> command)
{
    m_stage = Stage::Looking;
    if (!hasSession())
        return;
    FetchCommand *running = m_lease->session()->run(std::move(command));
    connect(running, &FetchCommand::fetched, this, &MailboxSync::noteFlags);
    connect(running, &Command::finished, this, &MailboxSync::lookedAtAll);
}

// All UIDs and nothing else: few octets where the server has ESEARCH (RFC 4731).
void MailboxSync::lookAtUids()
{
    m_stage = Stage::Looking;
    m_namelessGone = 0;
    if (!hasSession())
        return;
    auto *search = m_lease->session()->run(
        std::make_unique<SummarySearchCommand>(SearchKey::all(), SearchReturn{.all = true}));
    connect(search, &Command::finished, this, [this, search](const Completion &completion) {
        if (isLineLost(completion) || m_failed)
            return;
        m_there = completion.ok() ? search->found() : UidSet();
        if (completion.ok() || m_look.how == FirstLook::How::Flags)
            wantCompare();
        else
            lookAtFlags();
    });
}

bool MailboxSync::learn(const Fetch &fetch)
{
    if (m_failed)
        return false;
    if (!fetch.items.uid)
        return true;
    if (fetch.message.value == 0)  // UIDFETCH: there are no numbers (RFC 9586, 3.3)
        return m_sequence.contains(*fetch.items.uid) || m_sequence.learn(*fetch.items.uid)
            || !m_sequence.isComplete();
    if (m_sequence.learn(fetch.message, *fetch.items.uid)) {
        if (fetch.items.flags)  // later than what is held of it
            std::erase_if(m_heldFlags, [&](const Fetch &held) { return held.message == fetch.message; });
        return true;
    }
    fail("a message has another UID than before");
    return false;
}

void MailboxSync::noteFlags(const Fetch &fetch)
{
    if (!fetch.items.uid || !learn(fetch))
        return;
    m_highest = std::max(m_highest, *fetch.items.uid);
    tellFlags(fetch);
    if (fetch.items.flags)
        m_seen.push_back(
            {*fetch.items.uid, storeFlags(*fetch.items.flags), fetch.items.modSeq.value_or(ModSeq{})});
}

void MailboxSync::lookedAtAll(const Completion &completion)
{
    if (isLineLost(completion) || m_failed)
        return;
    if (completion.ok()) {
        wantCompare();
    } else if (m_look.how == FirstLook::How::Changes) {
        lookAtFlags();
    } else if (!std::exchange(m_wasRefused, true)) {
        // What is gone and could not be told may be all there is to it (RFC 2180, 4.1.2).
        auto *noop = m_lease->session()->run(std::make_unique<NoopCommand>());
        connect(noop, &Command::finished, this, [this](const Completion &end) {
            if (!isLineLost(end) && !m_failed)
                lookAtFlags();
        });
    } else {
        fail("the full look was refused: " + completion.text.text);
    }
}

void MailboxSync::wantCompare()
{
    m_stage = Stage::Comparing;
    m_barriers.push_back(Barrier::Compare);
    Q_EMIT compareWanted();
}

void MailboxSync::written()
{
    if (m_failed || m_barriers.empty())
        return;
    const Barrier barrier = m_barriers.front();
    m_barriers.pop_front();
    if (barrier == Barrier::Compare) {
        compare();
        return;
    }
    --m_unwritten;
    pump();
}

void MailboxSync::compare()
{
    if (!hasSession())
        return;
    std::erase_if(m_seen, [this](const auto &seen) { return m_gone.contains(seen.uid); });
    if (m_look.how == FirstLook::How::Flags)
        compareFlags();
    else if (m_there)
        compareUids(m_context.knownUids());
    else
        compareChanges(m_context.knownUids());
}

void MailboxSync::compareChanges(const std::vector<Uid> &kept)
{
    if (m_sequence.size() == 0) {
        ResyncPlan plan = planUids(kept, {}, {});
        carryOut(std::move(plan), kept, false);
        return;
    }
    UidSet vanished = m_gone;
    for (const UidRange &range : m_context.told.vanished.ranges())
        vanished.add(range);
    ResyncPlan plan = planChanges(kept, m_seen, vanished);
    const quint64 left = kept.size() - plan.vanished.size() + plan.missing.size();
    if (!isBelow(kept, m_selected.uidNext))
        lookAtFlags();
    else if (m_namelessGone > 0 || !fits(left, count()))
        lookAtUids();  // what went and what arrived may add up to the same
    else
        carryOut(std::move(plan), kept, true);
}

void MailboxSync::compareUids(const std::vector<Uid> &kept)
{
    const UidSet there = without(*m_there, m_gone);
    if (m_namelessGone > 0) {
        m_there.reset();  // perhaps from before it went
        lookAtFlags();
        return;
    }
    if (!fits(there.count(), count())) {
        lookAtFlags();
        return;
    }
    ResyncPlan plan = planUids(kept, there, std::move(m_seen));
    carryOut(std::move(plan), kept, false);
}

void MailboxSync::compareFlags()
{
    const std::vector<store::FlagsSeen> known = m_context.known();
    const UidSet there = m_there ? without(*m_there, m_gone) : UidSet();
    ResyncPlan plan = planResync(known, m_seen, there);
    std::vector<Uid> kept;
    kept.reserve(known.size());
    for (const store::FlagsSeen &each : known)
        kept.push_back(each.uid);
    // What stayed, whatever the look has left out of it, and what is new.
    const quint64 left = kept.size() - plan.vanished.size() + plan.missing.size();
    if (!fits(left, count()) && !m_there) {
        lookAtUids();
        return;
    }
    if (!fits(left, count()) && fits(there.count(), count())) {
        plan = planUids(kept, there, std::move(m_seen));  // what came in between, the look has not told
    } else if (!fits(left, count())) {
        // Two answers and a count, and no two of them agree: nothing is taken for gone by that.
        qCDebug(logSync) << "the server does not know how many messages there are";
        m_isSure = false;
        plan.vanished.clear();
    }
    carryOut(std::move(plan), kept, false);
}

// `kept` as it is before; proved: by EXPUNGE or VANISHED, and the count fits.
void MailboxSync::carryOut(ResyncPlan plan, const std::vector<Uid> &kept, bool isProved)
{
    numberAll(keptAfter(kept, plan));
    if (!isProved && !m_context.isSecondLook && isMassLoss(plan.vanished.size(), kept.size())) {
        m_isSure = false;
        plan.vanished.clear();
        Q_EMIT secondLookWanted();
    }
    m_seen.clear();
    m_context.told = {};
    m_stage = Stage::Fetching;
    vanish(plan.vanished);
    tellPushed();
    if (!plan.flagsChanged.empty())
        Q_EMIT updateReady(
            store::FlagsFetched{m_context.account, m_mailbox, m_validity, std::move(plan.flagsChanged)});
    nameHeldFlags();  // later than all the look has told
    tellPushed();
    Q_EMIT flagsInStep();
    fetchMissing(plan.missing);
}

// The messages are numbered in the order of their UIDs (RFC 3501, 2.3.1.2). What came late has the last
// numbers, whose UIDs are perhaps not known yet.
void MailboxSync::numberAll(const std::vector<Uid> &kept)
{
    const quint32 size = m_sequence.size();
    const bool areKnown =
        m_look.how == FirstLook::How::Flags && m_sequence.unknown() <= m_late && !isUidOnly();
    if (areKnown || !m_isSure || !fits(kept.size(), count()))
        return;
    m_sequence.assign(kept);
    if (!m_sequence.grow(size))
        return;
    if (!kept.empty())
        m_highest = std::max(m_highest, kept.back());
}

// A server may lose a message, or we its traces, without anything else looking wrong: count and UIDs are
// compared now and then.
void MailboxSync::audit()
{
    if (m_stage != Stage::Settled || m_isAuditing || m_fetchingArrivals || m_failed)
        return;
    m_isAuditing = true;
    m_context.withLease([self = QPointer(this)](std::shared_ptr<Lease> lease, const Error &) {
        if (self.isNull())
            return;
        if (lease == nullptr || self->m_stage != Stage::Settled || self->m_fetchingArrivals) {
            self->m_isAuditing = false;
            return;
        }
        self->m_lease = std::move(lease);
        self->m_look = {FirstLook::How::Nothing, {}, self->m_inStep};
        self->m_there.reset();
        self->m_gone = {};
        self->m_late = 0;
        self->m_isSure = true;
        self->lookAtUids();
    });
}

// Once: whatever else the server says about this view of the mailbox means nothing any more.
void MailboxSync::fail(const QByteArray &why)
{
    if (std::exchange(m_failed, true))
        return;
    qCDebug(logSync) << "out of step:" << why;
    m_lease.reset();
    Q_EMIT outOfStep(why);
}

}
