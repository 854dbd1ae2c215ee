// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/sync/mailboxsync.h"

#include "core/base/logging.h"
#include "core/base/overloaded.h"
#include "core/imap/session/commands/fetch.h"
#include "core/imap/session/serverquirks.h"

#include <QPointer>

#include <algorithm>

namespace imap::sync {

namespace {

// Small enough that one batch is one short transaction and one short burst of row insertions.
constexpr std::size_t batchMessages = 50;
// One window is written while the next one is on its way; with more the store would only fall behind.
constexpr int mostUnwritten = 2;

}

MailboxSync::MailboxSync(Context context, std::shared_ptr<Lease> lease, const SelectedMailbox &selected,
                         QObject *parent)
    : QObject(parent), m_context(std::move(context)), m_lease(std::move(lease)), m_mailbox(selected.mailbox),
      m_validity(selected.uidValidity), m_selected(selected)
{
    m_sequence.reset(selected.exists);
}

// Nobody looks at what still comes of the window under way, so it is not to blame for what follows.
MailboxSync::~MailboxSync()
{
    if (m_fetch != 0)
        m_context.suspects->ended(m_fetch);
}

void MailboxSync::start()
{
    Q_EMIT updateReady(store::MailboxOpened{m_context.account, m_mailbox, mailboxState(m_selected)});
    if (m_sequence.size() == 0) {  // "*" means nothing in an empty mailbox (RFC 3501, 6.4.8)
        Q_EMIT compareWanted();
        return;
    }
    m_looking = true;
    auto *look =
        m_lease->session()->run(std::make_unique<FetchCommand>(Uid{1}, QByteArrayLiteral("UID FLAGS")));
    connect(look, &FetchCommand::fetched, this, &MailboxSync::noteFlags);
    connect(look, &Command::finished, this, &MailboxSync::lookedAtAll);
}

bool MailboxSync::learn(const Fetch &fetch)
{
    if (m_failed)
        return false;
    if (!fetch.items.uid || m_sequence.learn(fetch.message, *fetch.items.uid))
        return true;
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
        m_server.push_back(
            {*fetch.items.uid, storeFlags(*fetch.items.flags), fetch.items.modSeq.value_or(ModSeq{})});
}

// A claim that is under way must hear of every flag the server tells, whoever asked for it.
void MailboxSync::tellFlags(const Fetch &fetch)
{
    if (!fetch.items.flags || !fetch.items.uid)
        return;
    const auto &flags = *fetch.items.flags;
    Q_EMIT flagsOverheard(*fetch.items.uid, QList<QByteArray>(flags.begin(), flags.end()),
                          fetch.items.modSeq.value_or(ModSeq{}));
}

void MailboxSync::lookedAtAll(const Completion &completion)
{
    if (isLineLost(completion) || m_failed)
        return;
    if (!completion.ok()) {
        fail("the full look was refused: " + completion.text.text);
        return;
    }
    Q_EMIT compareWanted();
}

void MailboxSync::written()
{
    if (m_failed || m_settled)
        return;
    if (!std::exchange(m_compared, true)) {
        compare();
        return;
    }
    --m_unwritten;
    if (std::exchange(m_paused, false))
        fetchNextWindow();
}

void MailboxSync::compare()
{
    if (m_lease == nullptr || m_lease->isLost())
        return;
    m_looking = false;
    std::erase_if(m_server, [this](const auto &seen) { return m_goneMeanwhile.contains(seen.uid); });
    ResyncPlan plan = planResync(m_context.known(), std::move(m_server));
    m_server.clear();
    vanish(plan.vanished);
    if (!plan.flagsChanged.empty())
        Q_EMIT updateReady(
            store::FlagsFetched{m_context.account, m_mailbox, m_validity, std::move(plan.flagsChanged)});
    Q_EMIT flagsInStep();
    m_total = static_cast<qint64>(plan.missing.size());
    m_windows = m_context.suspects->windows({m_mailbox, m_validity}, plan.missing);
    std::reverse(m_windows.begin(), m_windows.end());
    fetchNextWindow();
}

void MailboxSync::fetchNextWindow()
{
    if (m_lease == nullptr || m_lease->isLost())
        return;
    if (m_windows.empty()) {
        finish();
        return;
    }
    m_window = std::move(m_windows.back());
    m_windows.pop_back();
    m_fetch = m_context.suspects->began(m_lease->connection(), {m_mailbox, m_validity}, m_window);
    auto *command =
        m_lease->session()->run(std::make_unique<FetchCommand>(m_window, QByteArray(summaryItems)));
    connect(command, &FetchCommand::fetched, this, &MailboxSync::takeSummary);
    connect(command, &Command::finished, this, &MailboxSync::windowFetched);
}

void MailboxSync::takeSummary(const Fetch &fetch)
{
    if (!learn(fetch))
        return;
    // "n:*" always names a message, also when the last one is older than n (RFC 3501, 6.4.8).
    const bool isKnown = m_fetchingArrivals && fetch.items.uid && *fetch.items.uid < m_arrivalsFrom;
    auto message = isKnown ? std::nullopt : fetchedMessage(fetch.items, m_context.ownAddress);
    if (message) {
        tellFlags(fetch);
        m_highest = std::max(m_highest, message->uid);
        m_batch.push_back(std::move(*message));
        ++m_done;
        if (m_batch.size() >= batchMessages)
            flush();
        return;
    }
    // Half an answer (flags alone, say) or a hollow one: the flags are still the server's word.
    handleFetch(fetch);
}

void MailboxSync::flush()
{
    if (m_batch.empty())
        return;
    // Newest first on the screen as well, whatever order the server answered in.
    std::sort(m_batch.begin(), m_batch.end(), [](const auto &a, const auto &b) { return a.uid > b.uid; });
    Q_EMIT updateReady(
        store::MessagesFetched{m_context.account, m_mailbox, m_validity, std::exchange(m_batch, {})});
    if (!m_settled)
        Q_EMIT progressed(m_done, m_total);
}

void MailboxSync::windowFetched(const Completion &completion)
{
    flush();
    if (isLineLost(completion))
        return;
    m_context.suspects->ended(m_fetch);
    if (!completion.ok()) {
        qCDebug(logSync) << "a window was not answered in full:" << completion.text.text;
        noteHabit(ServerQuirk::RefusesSets);
        splitWindow();
    }
    if (m_windows.empty()) {
        finish();
        return;
    }
    const bool mayGoOn = ++m_unwritten < mostUnwritten;
    m_paused = !mayGoOn;
    Q_EMIT pauseWanted();
    if (mayGoOn)
        fetchNextWindow();
}

// One message, or the form of the set, spoils the rest for some servers: halves are asked for, down to single
// messages, which are left out if they are refused as well. A server that refuses everything is not asked for
// ever.
void MailboxSync::splitWindow()
{
    constexpr int mostRefusals = 64;
    if (m_window.count() < 2 || ++m_refusals > mostRefusals)
        return;
    std::vector<Uid> uids;
    for (const UidRange &range : m_window.ranges()) {
        for (quint64 uid = range.first.value; uid <= range.last.value; ++uid)
            uids.push_back(Uid{static_cast<quint32>(uid)});
    }
    const std::span<const Uid> all(uids);
    m_windows.push_back(UidSet::of(all.first(all.size() / 2)));
    m_windows.push_back(UidSet::of(all.subspan(all.size() / 2)));
}

void MailboxSync::finish()
{
    m_settled = true;
    m_lease.reset();
    Q_EMIT settled();
    if (m_arrivalsWaiting)
        fetchArrivals();
}

void MailboxSync::handle(const Untagged &data)
{
    if (m_failed)
        return;
    std::visit(overloaded{
                   [this](const Exists &exists) { handleExists(exists.count); },
                   [this](const Expunge &expunge) { handleExpunge(expunge.message); },
                   [this](const Fetch &fetch) { handleFetch(fetch); },
                   [this](const Vanished &vanished) {
                       std::vector<Uid> gone;
                       for (const Uid uid : std::vector<Uid>(m_sequence.uids())) {
                           if (uid.value != 0 && vanished.uids.contains(uid) && m_sequence.remove(uid))
                               gone.push_back(uid);
                       }
                       if (isToBeBelieved(gone.size()))
                           vanish(gone);
                       else
                           fail("more has vanished at once than can be believed");
                   },
                   [](const auto &) {},  // the rest is not about this mailbox's messages
               },
               data);
}

// VANISHED for a great part of the mailbox has been wrong before; the look that follows tells what is there.
bool MailboxSync::isToBeBelieved(std::size_t gone) const
{
    constexpr std::size_t unsuspicious = 20;
    const bool isMost = gone > m_sequence.size();
    if (gone <= unsuspicious || !isMost)
        return true;
    noteHabit(ServerQuirk::UntrueQresync);
    return false;
}

void MailboxSync::handleExists(quint32 count)
{
    const quint32 before = m_sequence.size();
    if (!m_sequence.grow(count)) {
        fail("EXISTS went down without EXPUNGE");
        return;
    }
    if (count == before)
        return;
    m_arrivalsWaiting = true;
    // The running full look ("1:*") or the windows come first; what they already bring is not fetched twice.
    if (m_settled && !m_fetchingArrivals)
        fetchArrivals();
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
        self->m_arrivalsFrom = Uid{self->m_highest.value + 1};
        auto *command = self->m_lease->session()->run(
            std::make_unique<FetchCommand>(self->m_arrivalsFrom, QByteArray(summaryItems)));
        connect(command, &FetchCommand::fetched, self, &MailboxSync::takeSummary);
        connect(command, &Command::finished, self, &MailboxSync::arrivalsFetched);
    });
}

void MailboxSync::arrivalsFetched(const Completion &completion)
{
    flush();
    m_fetchingArrivals = false;
    m_lease.reset();
    if (isLineLost(completion))
        return;
    if (m_arrivalsWaiting)
        fetchArrivals();
}

void MailboxSync::handleExpunge(SeqNum message)
{
    if (message.value == 0 || message.value > m_sequence.size()) {
        noteHabit(ServerQuirk::ExpungesTheUnknown);
        fail("EXPUNGE of a message that is not there");
        return;
    }
    if (!m_settled)
        noteHabit(ServerQuirk::ExpungesDuringFetch);
    const bool isLast = m_sequence.size() == 1 && m_selected.exists > 1;
    if (const auto uid = m_sequence.expunge(message))
        vanish({*uid});
    else if (m_settled && !m_arrivalsWaiting && !m_fetchingArrivals)
        fail("a message went whose UID was not known");
    if (isLast) {
        noteHabit(ServerQuirk::EmptiesRenamedMailbox);
        Q_EMIT emptied();
    }
}

void MailboxSync::handleFetch(const Fetch &fetch)
{
    if (!fetch.items.flags)
        return;
    const auto uid = fetch.items.uid ? fetch.items.uid : m_sequence.uidAt(fetch.message);
    if (!uid || !learn(fetch))
        return;
    const ModSeq modSeq = fetch.items.modSeq.value_or(ModSeq{});
    Q_EMIT flagsOverheard(*uid, QList<QByteArray>(fetch.items.flags->begin(), fetch.items.flags->end()),
                          modSeq);
    const store::FlagsSeen seen{*uid, storeFlags(*fetch.items.flags), modSeq};
    if (m_looking) {
        m_server.push_back(seen);  // later than what the look has told
        return;
    }
    flush();  // the store must know the message before it hears of its flags
    Q_EMIT updateReady(store::FlagsFetched{m_context.account, m_mailbox, m_validity, {seen}});
}

void MailboxSync::vanish(const std::vector<Uid> &uids)
{
    if (uids.empty())
        return;
    if (!m_settled)
        m_goneMeanwhile.unite(QSet<Uid>(uids.begin(), uids.end()));
    forget(uids);
    Q_EMIT updateReady(store::MessagesVanished{m_context.account, m_mailbox, m_validity, uids});
}

// What has been fetched and is not written yet must not come after the word that it is gone.
void MailboxSync::forget(const std::vector<Uid> &uids)
{
    std::erase_if(m_batch, [&uids](const store::FetchedMessage &message) {
        return std::find(uids.begin(), uids.end(), message.uid) != uids.end();
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
