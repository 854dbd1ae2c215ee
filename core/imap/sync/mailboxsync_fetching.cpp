// SPDX-License-Identifier: GPL-3.0-or-later
// What is missing, and what arrives.
#include "core/base/logging.h"
#include "core/imap/session/commands/simple.h"
#include "core/imap/session/serverquirks.h"
#include "core/imap/sync/mailboxsync.h"

#include <QPointer>

#include <algorithm>

namespace imap::sync {

namespace {

using namespace std::chrono_literals;

// As many as the store writes in one slice (store/writequeue.h).
constexpr std::size_t batchMessages = 400;
// One FETCH waits at the server while the one before it is answered, so that the line is never silent …
constexpr std::size_t depth = 2;
// … and no more than so many are ahead of what the store has written.
constexpr int mostAhead = 4;
constexpr quint32 screenful = 100;
// Of those without exact UIDs: large enough that nobody waits for the next command, and small enough that
// what the user does meanwhile need not wait for longer than a moment.
constexpr quint32 fewest = 200, most = 1000;
constexpr std::chrono::milliseconds brief = 250ms, moment = 1000ms;
constexpr quint32 lastUid = 0xFFFFFFFF;

UidSet setOf(std::vector<Uid> uids)
{
    return UidSet::of(uids);
}

}

// Of a mailbox of which nothing is kept: the last messages at once, then the rest downwards, without asking
// which UIDs there are.
void MailboxSync::fetchEverything()
{
    m_isWholesale = true;
    m_stage = Stage::Fetching;
    m_total = m_selected.exists;
    m_ranges = UidRanges(m_selected.uidNext, m_selected.exists);
    m_rangeMessages = 2 * fewest;
    Part newest;
    newest.uids.add(UidRange{m_ranges.next(screenful)->first, Uid{lastUid}});
    newest.isRange = true;
    m_parts.push_back(std::move(newest));
    pump();
}

void MailboxSync::fetchMissing(const std::vector<Uid> &newestFirst)
{
    if (!m_isAuditing) {
        m_total = std::max(m_total, m_done + static_cast<qint64>(newestFirst.size()));
        if (!m_isWholesale)
            m_total = static_cast<qint64>(newestFirst.size());
    }
    const Suspects::Mailbox mailbox{m_mailbox, m_validity};
    for (UidSet &window : m_context.suspects->windows(mailbox, newestFirst)) {
        const bool isAlone =
            window.count() == 1 && m_context.suspects->losses(mailbox, window.ranges().front().first) > 0;
        m_parts.push_back({std::move(window), false, isAlone});
    }
    pump();
}

std::optional<MailboxSync::Part> MailboxSync::nextPart()
{
    if (!m_parts.empty()) {
        const bool isBusy = !m_flying.empty() && (m_parts.front().isAlone || m_flying.front()->part.isAlone);
        if (isBusy)
            return std::nullopt;
        Part part = std::move(m_parts.front());
        m_parts.pop_front();
        return part;
    }
    const auto range = m_ranges.next(m_rangeMessages);
    return range ? std::optional(Part{UidSet::ofRanges({*range}), true, false}) : std::nullopt;
}

void MailboxSync::pump()
{
    if (m_stage != Stage::Fetching && m_stage != Stage::Resolving)
        return;
    while (hasSession() && !m_failed && m_flying.size() < depth
           && static_cast<int>(m_flying.size()) + m_unwritten < mostAhead) {
        auto part = nextPart();
        if (!part)
            break;
        fetchPart(std::move(*part));
    }
    if (hasSession() && !m_failed && m_flying.empty() && m_parts.empty() && m_ranges.isAtEnd())
        partsDone();
}

void MailboxSync::fetchPart(Part part)
{
    const auto flying = std::make_shared<Flying>();
    const UidRange first = part.uids.ranges().front();
    const bool isOpen = part.isRange && first.last.value == lastUid;
    const QByteArray items(summaryItems);
    auto *command = m_lease->session()->run(isOpen ? std::make_unique<FetchCommand>(first.first, items)
                                                   : std::make_unique<FetchCommand>(part.uids, items));
    flying->part = std::move(part);
    m_flying.push_back(flying);
    accuseFirst();
    connect(command, &FetchCommand::fetched, this,
            [this, flying](const Fetch &fetch) { takeSummary(fetch, flying.get()); });
    connect(command, &Command::finished, this,
            [this, flying](const Completion &completion) { partFetched(flying, completion); });
}

// Commands are answered in turn: only the first one can be what a connection dies of.
void MailboxSync::accuseFirst()
{
    if (m_flying.empty() || m_flying.front()->suspect != 0 || !hasSession())
        return;
    Flying &first = *m_flying.front();
    first.suspect =
        m_context.suspects->began(m_lease->connection(), {m_mailbox, m_validity}, first.part.uids);
    first.since = m_context.clock != nullptr ? m_context.clock->monotonic() : 0ms;
}

void MailboxSync::takeSummary(const Fetch &fetch, Flying *flying)
{
    if (!learn(fetch))
        return;
    // "n:*" always names a message, also when the last one is older than n (RFC 3501, 6.4.8).
    const bool hasFlags = fetch.items.flags.has_value();
    const bool isKnown = flying == nullptr && fetch.items.uid && *fetch.items.uid < m_arrivalsFrom;
    auto message = isKnown || !hasFlags ? std::nullopt : fetchedMessage(fetch.items, m_context.ownAddress);
    if (message) {
        tellFlags(fetch);
        if (flying != nullptr) {
            flying->answered.push_back(message->uid);
            m_context.suspects->answered(flying->suspect, message->uid);
        }
        m_hollow.erase(message->uid);
        keep(std::move(*message));
    } else if (!isKnown && fetch.items.uid && isHollow(fetch.items)) {
        // Not data, and neither are its flags (RFC 2180, 4.1.3), until it is known to be still there.
        constexpr std::size_t mostHollow = 10'000;
        if (m_hollow.size() < mostHollow)
            m_hollow.insert_or_assign(*fetch.items.uid, fetch.items);
    } else {
        handleFetch(fetch);  // half an answer, flags alone, say
    }
}

void MailboxSync::keep(store::FetchedMessage message)
{
    if (!m_pushedFlags.empty())
        tellPushed();  // they are older than what comes now
    m_highest = std::max(m_highest, message.uid);
    m_batch.push_back(std::move(message));
    ++m_done;
    if (m_batch.size() >= batchMessages)
        tellMessages();
}

void MailboxSync::tellMessages()
{
    if (m_batch.empty())
        return;
    // Newest first on the screen as well, whatever order the server answered in.
    const auto isLater = [](const auto &a, const auto &b) { return a.uid > b.uid; };
    std::reverse(m_batch.begin(), m_batch.end());  // which is nearly always all there is to do
    if (!std::is_sorted(m_batch.begin(), m_batch.end(), isLater))
        std::sort(m_batch.begin(), m_batch.end(), isLater);
    Q_EMIT updateReady(
        store::MessagesFetched{m_context.account, m_mailbox, m_validity, std::exchange(m_batch, {})});
    if (m_stage == Stage::Fetching && !m_isAuditing)
        Q_EMIT progressed(std::min(m_done, m_total), m_total);
}

void MailboxSync::partFetched(const std::shared_ptr<Flying> &flying, const Completion &completion)
{
    tellMessages();
    std::erase(m_flying, flying);
    if (isLineLost(completion) || m_failed)
        return;
    m_context.suspects->ended(flying->suspect);
    if (m_context.clock != nullptr && flying->part.isRange) {
        const auto took = m_context.clock->monotonic() - flying->since;
        if (took < brief)
            m_rangeMessages = std::min(2 * m_rangeMessages, most);
        else if (took > moment)
            m_rangeMessages = std::max(m_rangeMessages / 2, fewest);
    }
    accuseFirst();
    judge(*flying, completion);
    if (m_isWholesale && flying->part.uids.ranges().back().last.value == lastUid)
        Q_EMIT flagsInStep();  // nothing was kept, so there is nothing to wait for
    if (m_flying.empty() && m_parts.empty() && m_ranges.isAtEnd()) {
        pump();
        return;
    }
    ++m_unwritten;
    m_barriers.push_back(Barrier::Pause);
    Q_EMIT pauseWanted();
    pump();
}

// What of it has not been answered, and why that may be.
void MailboxSync::judge(const Flying &flying, const Completion &completion)
{
    const bool isExpungeIssued = completion.text.has(code::Atom::Kind::ExpungeIssued);
    m_mayHaveGone = m_mayHaveGone || isExpungeIssued;
    const UidSet answered = setOf(flying.answered);
    if (m_stage == Stage::Resolving) {
        for (const UidRange &range : answered.ranges())
            m_answered.add(range);
        return;
    }
    const bool isNo = completion.status == Completion::Status::No;
    if (!completion.ok())
        qCDebug(logSync) << "a part was not answered in full:" << completion.text.text;
    if (isNo && (!completion.text.code || isExpungeIssued))
        m_wasRefused = true;
    if (flying.part.isRange)
        return;  // which of these there are is looked up at the end
    if (!completion.ok() && !(isNo && (!completion.text.code || isExpungeIssued))) {
        noteHabit(ServerQuirk::RefusesSets);
        splitPart({without(flying.part.uids, answered), false, flying.part.isAlone});
        return;
    }
    const UidSet missing = without(flying.part.uids, answered);
    for (const UidRange &range : missing.ranges())
        m_missing.add(range);
}

// One message, or the form of the set, spoils the rest for some servers: halves are asked for, down to single
// messages, which are left out if they are refused as well. A server that refuses everything is not asked for
// ever.
void MailboxSync::splitPart(const Part &part)
{
    constexpr int mostRefusals = 64;
    if (part.uids.count() < 2 || ++m_refusals > mostRefusals)
        return;
    std::vector<Uid> uids;
    for (const UidRange &range : part.uids.ranges()) {
        for (quint64 uid = range.first.value; uid <= range.last.value; ++uid)
            uids.push_back(Uid{static_cast<quint32>(uid)});
    }
    const std::span<const Uid> all(uids);
    m_parts.push_front({UidSet::of(all.first(all.size() / 2)), false, false});
    m_parts.push_front({UidSet::of(all.subspan(all.size() / 2)), false, false});
}

void MailboxSync::partsDone()
{
    if (m_stage == Stage::Resolving) {
        // Nothing flies while it waits for a NOOP, a pause or a probe, either.
        if (!std::exchange(m_resolverFetches, false))
            return;
        UidSet hollow;
        for (const auto &[uid, items] : m_hollow)
            hollow.add(uid);
        carryOut(m_resolver->fetched(m_answered, hollow));
        return;
    }
    if (std::exchange(m_isWholesale, false) && m_sequence.unknown() > m_late) {
        m_look.how = FirstLook::How::Nothing;
        lookAtUids();  // something was not answered
        return;
    }
    if (m_missing.isEmpty() && m_hollow.empty() && !m_mayHaveGone && !m_wasRefused)
        finish();
    else
        resolve();
}

void MailboxSync::finish()
{
    if (isUidOnly() && m_sequence.isComplete()) {
        std::vector<Uid> uids = m_sequence.uids();
        std::sort(uids.begin(), uids.end());
        m_sequence.assign(std::move(uids));
    }
    nameHeldFlags();
    tellPushed();
    m_stage = Stage::Settled;
    m_lease.reset();
    m_wasRefused = m_mayHaveGone = false;
    m_missing = m_gone = {};
    m_there.reset();
    m_late = 0;
    if (m_sequence.isComplete())
        m_lookedForGap = false;
    tellInStep(m_isSure ? m_look.reaches : ModSeq{});
    if (std::exchange(m_isAuditing, false))
        Q_EMIT audited();
    else
        Q_EMIT settled();
    if (m_arrivalsWaiting)
        fetchArrivals();
}

// Behind everything it promises, and so written after it. Once at least: the store waits for it with what it
// has kept aside of a mailbox that was renumbered.
void MailboxSync::tellInStep(ModSeq reached)
{
    if (std::exchange(m_toldInStep, true) && reached == m_inStep)
        return;
    m_inStep = reached;
    Q_EMIT updateReady(store::FolderInStep{m_context.account, m_mailbox, m_validity, reached});
}

// A server that sends [HIGHESTMODSEQ] means it, also when flags with higher ones were told before; otherwise
// the highest of these counts once every command has ended (RFC 7162, 6). Never while something that was
// announced has not come.
void MailboxSync::restAt(const SelectedMailbox &now)
{
    if (m_stage != Stage::Settled || !m_isSure || m_look.reaches.value == 0 || now.noModSeq
        || m_arrivalsWaiting || m_fetchingArrivals || !m_sequence.isComplete() || m_failed)
        return;
    const bool isTold = now.highestModSeq > m_selected.highestModSeq;
    const ModSeq reached = isTold ? now.highestModSeq : m_highestSeen;
    tellPushed();
    if (reached > m_inStep)
        tellInStep(reached);
}

void MailboxSync::fetchArrivals()
{
    m_fetchingArrivals = true;
    m_context.withLease([self = QPointer(this)](std::shared_ptr<Lease> lease, const Error &) {
        if (self.isNull())
            return;
        if (lease == nullptr) {
            self->m_fetchingArrivals = false;
            return;
        }
        self->m_arrivalsWaiting = false;
        self->m_lease = std::move(lease);
        // Whatever a server calls its last message: there is no UID 0.
        self->m_arrivalsFrom = Uid{std::min(self->m_highest.value, lastUid - 1) + 1};
        auto *command = self->m_lease->session()->run(
            std::make_unique<FetchCommand>(self->m_arrivalsFrom, QByteArray(summaryItems)));
        connect(command, &FetchCommand::fetched, self,
                [self = self.data()](const Fetch &fetch) { self->takeSummary(fetch, nullptr); });
        connect(command, &Command::finished, self, &MailboxSync::arrivalsFetched);
    });
}

void MailboxSync::arrivalsFetched(const Completion &completion)
{
    tellMessages();
    m_fetchingArrivals = false;
    m_gone = {};
    if (isLineLost(completion) || m_failed) {
        m_lease.reset();
        return;
    }
    if (m_arrivalsWaiting) {
        m_lease.reset();
        fetchArrivals();
        return;
    }
    if (!m_hollow.empty()) {
        resolve();
        return;
    }
    const bool isIncomplete = !m_sequence.isComplete();
    m_lease.reset();
    if (isIncomplete && !std::exchange(m_lookedForGap, true))
        audit();  // announced and not given
}

}
