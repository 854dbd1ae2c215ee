// SPDX-License-Identifier: GPL-3.0-or-later
// What the server tells by itself, at any time.
#include "core/base/logging.h"
#include "core/base/overloaded.h"
#include "core/imap/session/serverquirks.h"
#include "core/imap/sync/mailboxsync.h"
#include "core/imap/wire/limits.h"

#include <algorithm>

namespace imap::sync {

void MailboxSync::handle(const Untagged &data)
{
    if (m_failed)
        return;
    std::visit(overloaded{
                   [this](const Exists &exists) { handleExists(exists.count); },
                   [this](const Expunge &expunge) { handleExpunge(expunge.message); },
                   [this](const Fetch &fetch) { handleFetch(fetch); },
                   [this](const Vanished &vanished) { handleVanished(vanished); },
                   [this](const Unknown &unknown) {
                       // "* EXPUNGE 4", as a draft of RFC 2180 had it: every number after it would be wrong.
                       if (unknown.name.compare("EXPUNGE", Qt::CaseInsensitive) == 0)
                           fail("an EXPUNGE that names no message");
                   },
                   [](const auto &) {},  // the rest is not about this mailbox's messages
               },
               data);
}

// A claim that is under way must hear of every flag the server tells, whoever asked for it.
void MailboxSync::tellFlags(const Fetch &fetch)
{
    if (fetch.items.modSeq)
        m_highestSeen = std::max(m_highestSeen, *fetch.items.modSeq);
    if (!fetch.items.flags || !fetch.items.uid)
        return;
    const auto &flags = *fetch.items.flags;
    Q_EMIT flagsOverheard(*fetch.items.uid, QList<QByteArray>(flags.begin(), flags.end()),
                          fetch.items.modSeq.value_or(ModSeq{}));
}

void MailboxSync::handleExists(quint32 count)
{
    const quint32 before = m_sequence.size();
    if (!m_sequence.grow(std::min<quint32>(count, limits::foundMessages))) {
        fail("EXISTS went down without EXPUNGE");
        return;
    }
    if (count == before)
        return;
    m_arrivalsWaiting = true;
    // The running look or the parts come first; what they already bring is not fetched twice.
    if (m_stage != Stage::Settled)
        m_late += count - before;
    else if (!m_fetchingArrivals)
        fetchArrivals();
}

void MailboxSync::handleExpunge(SeqNum message)
{
    if (message.value == 0 || message.value > m_sequence.size()) {
        noteHabit(ServerQuirk::ExpungesTheUnknown);
        if (std::exchange(m_strayExpunge, true))
            fail("EXPUNGE of messages that are not there");
        else
            runNoop();
        return;
    }
    std::erase_if(m_heldFlags, [&](const Fetch &held) { return held.message == message; });
    for (Fetch &held : m_heldFlags)
        held.message.value -= held.message.value > message.value ? 1 : 0;
    const bool isSettled = m_stage == Stage::Settled;
    if (!isSettled)
        noteHabit(ServerQuirk::ExpungesDuringFetch);
    const bool isLast = m_sequence.size() == 1 && m_selected.exists > 1;
    if (const auto uid = m_sequence.expunge(message))
        vanish({*uid});
    else if (!isSettled)
        ++m_namelessGone;
    else if (!m_arrivalsWaiting && !m_fetchingArrivals)
        fail("a message went whose UID was not known");
    if (isLast) {
        noteHabit(ServerQuirk::EmptiesRenamedMailbox);
        Q_EMIT emptied();
    }
}

// (EARLIER) is the answer to a question, and about messages that EXISTS has never counted (RFC 7162,
// 3.2.10.1): nobody has asked for it here.
void MailboxSync::handleVanished(const Vanished &vanished)
{
    if (vanished.earlier)
        return;
    if (!m_heldFlags.empty()) {  // whose number it changes nobody knows
        fail("flags of messages without UID, and VANISHED");
        return;
    }
    const std::vector<Uid> gone = m_sequence.remove(vanished.uids);
    if (m_stage != Stage::Settled || m_fetchingArrivals) {
        for (const UidRange &range : vanished.uids.ranges())
            m_gone.add(range);
    }
    if (isToBeBelieved(gone.size()))
        vanish(gone);
    else
        fail("more has vanished at once than can be believed");
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

void MailboxSync::handleFetch(const Fetch &fetch)
{
    if (!fetch.items.flags)
        return;
    Fetch named = fetch;
    if (!named.items.uid)
        named.items.uid = m_sequence.uidAt(fetch.message);
    if (!named.items.uid)
        holdFlags(fetch);
    if (!named.items.uid || !learn(named))
        return;
    tellFlags(named);
    const store::FlagsSeen seen{*named.items.uid, storeFlags(*named.items.flags),
                                named.items.modSeq.value_or(ModSeq{})};
    if (m_stage == Stage::Looking || m_stage == Stage::Comparing) {
        m_seen.push_back(seen);  // later than what the look has told
        return;
    }
    m_pushedFlags.push_back(seen);
    schedulePushed();
}

// A server without QRESYNC need not tell the UID (RFC 3501, 7.4.2; RFC 7162, 3.2.4), and the look at changes
// or UIDs may have left most numbers unknown. What nothing is kept of is still to be fetched, and its flags
// with it.
void MailboxSync::holdFlags(const Fetch &fetch)
{
    constexpr std::size_t most = 10'000;
    if (m_isWholesale || fetch.message.value > m_sequence.size())
        return;
    std::erase_if(m_heldFlags, [&](const Fetch &held) { return held.message == fetch.message; });
    m_heldFlags.push_back({fetch.message, {}});
    m_heldFlags.back().items.flags = fetch.items.flags;
    m_heldFlags.back().items.modSeq = fetch.items.modSeq;
    if (m_heldFlags.size() > most)
        fail("flags of too many messages without UID");
}

void MailboxSync::nameHeldFlags()
{
    for (const Fetch &held : std::exchange(m_heldFlags, {}))
        handleFetch(held);  // which holds it again where its UID is still not known
}

void MailboxSync::vanish(const std::vector<Uid> &uids)
{
    if (uids.empty())
        return;
    if (m_stage != Stage::Settled || m_fetchingArrivals) {
        for (const Uid uid : uids)
            m_gone.add(uid);
    }
    forget(uids);
    m_pushedGone.insert(m_pushedGone.end(), uids.begin(), uids.end());
    schedulePushed();
}

// What has been fetched and is not written yet must not come after the word that it is gone.
void MailboxSync::forget(const std::vector<Uid> &uids)
{
    if (m_batch.empty() && m_hollow.empty())
        return;
    const UidSet gone = UidSet::of(uids);
    std::erase_if(m_batch,
                  [&gone](const store::FetchedMessage &message) { return gone.contains(message.uid); });
    std::erase_if(m_hollow, [&gone](const auto &each) { return gone.contains(each.first); });
}

// Twenty thousand lines of EXPUNGE are a few transactions.
void MailboxSync::schedulePushed()
{
    constexpr std::size_t enough = 1000;
    if (m_pushedFlags.size() + m_pushedGone.size() >= enough)
        tellPushed();
    else if (!std::exchange(m_pushScheduled, true))
        QMetaObject::invokeMethod(this, &MailboxSync::tellPushed, Qt::QueuedConnection);
}

void MailboxSync::tellPushed()
{
    m_pushScheduled = false;
    if (m_failed && m_pushedFlags.empty() && m_pushedGone.empty())
        return;
    if (!m_pushedFlags.empty()) {
        tellMessages();  // the store must know the message before it hears of its flags
        Q_EMIT updateReady(
            store::FlagsFetched{m_context.account, m_mailbox, m_validity, std::exchange(m_pushedFlags, {})});
    }
    if (!m_pushedGone.empty())
        Q_EMIT updateReady(store::MessagesVanished{m_context.account, m_mailbox, m_validity,
                                                   std::exchange(m_pushedGone, {})});
}

}
