// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/imap/session/commands/fetch.h"
#include "core/imap/session/sequencemap.h"
#include "core/imap/sync/connection.h"
#include "core/imap/sync/convert.h"
#include "core/imap/sync/resolver.h"
#include "core/imap/sync/resyncplan.h"
#include "core/imap/sync/suspects.h"
#include "core/store/changes.h"

#include <QObject>

#include <deque>
#include <functional>
#include <map>
#include <memory>

namespace imap::sync {

// Brings the store in step with one selected mailbox and keeps it so for as long as the mailbox stays
// selected: what resyncplan.h says is asked, compared, and what is missing fetched, newest first; afterwards
// what the server pushes. It never decides that something is there or gone but by the server's word, and not
// by every word. One thread. The first part holds a lease; later arrivals and audits take one each.
class MailboxSync : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MailboxSync)

public:
    struct Context {
        QUuid account;
        OwnAddress ownAddress;
        KeptMailbox kept;   // as it is when this is made
        ResyncAnswer told;  // by SELECT
        // What is kept of this mailbox, ascending by UID; asked once compareWanted() was answered by
        // written().
        std::function<std::vector<store::FlagsSeen>()> known;
        std::function<std::vector<Uid>()> knownUids;
        // A lease of this mailbox for fetching what has arrived later.
        std::function<void(Connection::Use)> withLease;
        Suspects *suspects = nullptr;  // outlives the object
        Clock *clock = nullptr;        // the same
        // It has been looked at a moment ago, and what that told was not believed.
        bool isSecondLook = false;
    };
    MailboxSync(Context context, std::shared_ptr<Lease> lease, const SelectedMailbox &selected,
                QObject *parent = nullptr);
    ~MailboxSync() override;

    void start();
    // Everything told before the oldest compareWanted() or pauseWanted() is in the store now.
    void written();
    // What no command took, while this mailbox is selected.
    void handle(const Untagged &data);
    // What was pushed is told in batches, a turn of the event loop at the latest after it came; now.
    void tellPushed();
    // Every command has ended: how far the server's word goes now (RFC 7162, 6).
    void restAt(const SelectedMailbox &now);
    // Are they still the same messages, and all of them? For a mailbox that has been open for long.
    void audit();

    [[nodiscard]] const QByteArray &mailbox() const noexcept { return m_mailbox; }
    [[nodiscard]] UidValidity validity() const noexcept { return m_validity; }
    [[nodiscard]] bool isSettled() const noexcept { return m_stage == Stage::Settled; }
    // And nothing that was announced since is still to come.
    [[nodiscard]] bool isAtRest() const noexcept
    {
        return isSettled() && !m_arrivalsWaiting && !m_fetchingArrivals;
    }
    [[nodiscard]] Uid highest() const noexcept { return m_highest; }  // heard of

Q_SIGNALS:
    void updateReady(const store::Update &update);
    // Both are answered by written(), in their order. The second one keeps the server from telling faster
    // than the store writes.
    void compareWanted();
    void pauseWanted();
    void flagsInStep();  // what is kept has the server's flags; what is missing may still come
    void progressed(qint64 done, qint64 total);  // until settled()
    void emptied();  // the server has expunged everything: it may have been renamed or deleted
    void settled();  // the store has everything; the lease is given back
    void audited();  // count and UIDs have been compared
    // So much is missing at once that it is kept until another look, a while later, says the same.
    void secondLookWanted();
    void leftOut(int messages);             // the server has them and does not give them
    void outOfStep(const QByteArray &why);  // the mailbox must be selected again
    void flagsOverheard(imap::Uid uid, const QList<QByteArray> &flags, imap::ModSeq modSeq);

private:
    enum class Stage { Looking, Comparing, Fetching, Resolving, Settled };
    enum class Barrier { Compare, Pause };
    // One FETCH of summaries.
    struct Part {
        UidSet uids;
        bool isRange = false;  // not all of these UIDs need exist
        bool isAlone = false;  // a suspect: nothing else is in flight beside it
    };
    struct Flying {
        Part part;
        std::vector<Uid> answered;
        int suspect = 0;  // its number among the suspects, once it is its turn
        std::chrono::milliseconds since{0};
    };

    // Looking
    void lookAtFlags();
    void lookAtUids();
    void look(std::unique_ptr<FetchCommand> command);
    void noteFlags(const Fetch &fetch);
    void lookedAtAll(const Completion &completion);
    void wantCompare();
    void compare();
    void compareChanges(const std::vector<Uid> &kept);
    void compareUids(const std::vector<Uid> &kept);
    void compareFlags();
    void carryOut(ResyncPlan plan, const std::vector<Uid> &kept, bool isProved);
    void numberAll(const std::vector<Uid> &kept);
    [[nodiscard]] Count count() const;
    [[nodiscard]] bool hasSession() const { return m_lease != nullptr && !m_lease->isLost(); }
    [[nodiscard]] bool isUidOnly() const;
    // Fetching
    void fetchEverything();
    void fetchMissing(const std::vector<Uid> &newestFirst);
    void pump();
    [[nodiscard]] std::optional<Part> nextPart();
    void fetchPart(Part part);
    void partFetched(const std::shared_ptr<Flying> &flying, const Completion &completion);
    void judge(const Flying &flying, const Completion &completion);
    void accuseFirst();
    void partsDone();
    void splitPart(const Part &part);
    void takeSummary(const Fetch &fetch, Flying *flying);
    void keep(store::FetchedMessage message);
    void tellMessages();
    void fetchArrivals();
    void arrivalsFetched(const Completion &completion);
    void finish();
    void tellInStep(ModSeq reached);
    // Resolving
    void resolve();
    void carryOut(const Resolver::Step &step);
    void askForOccasion();
    void runNoop();
    void probe(const UidSet &uids);
    void resolved();
    // What is pushed
    void tellFlags(const Fetch &fetch);
    void handleExists(quint32 count);
    void handleExpunge(SeqNum message);
    void handleVanished(const Vanished &vanished);
    void handleFetch(const Fetch &fetch);
    void holdFlags(const Fetch &fetch);
    void nameHeldFlags();
    [[nodiscard]] bool isToBeBelieved(std::size_t gone) const;
    void vanish(const std::vector<Uid> &uids);
    void schedulePushed();
    void fail(const QByteArray &why);
    void forget(const std::vector<Uid> &uids);
    [[nodiscard]] bool learn(const Fetch &fetch);

    Context m_context;
    std::shared_ptr<Lease> m_lease;
    QByteArray m_mailbox;
    UidValidity m_validity;
    SelectedMailbox m_selected;
    SequenceMap m_sequence;
    FirstLook m_look;
    Stage m_stage = Stage::Looking;
    std::deque<Barrier> m_barriers;
    std::vector<store::FlagsSeen> m_seen;  // collected by the look, and meanwhile
    std::optional<UidSet> m_there;         // all UIDs, once they were asked for
    UidSet m_gone;                         // by EXPUNGE or VANISHED, since the look began
    quint32 m_namelessGone = 0;            // by EXPUNGE, since the look began: nobody knows which
    quint32 m_late = 0;                    // messages that were announced since the look began
    std::deque<Part> m_parts;              // to be fetched, in this order
    UidRanges m_ranges;                    // behind these
    quint32 m_rangeMessages = 0;
    std::deque<std::shared_ptr<Flying>> m_flying;
    int m_unwritten = 0;  // parts that were fetched and are not in the store yet
    int m_refusals = 0;
    UidSet m_missing;  // asked for and not answered
    std::map<Uid, FetchItems> m_hollow;
    std::optional<Resolver> m_resolver;
    UidSet m_answered;  // by what the resolver has asked
    std::unique_ptr<Alarm> m_pause;
    std::vector<store::FetchedMessage> m_batch;
    std::vector<store::FlagsSeen> m_pushedFlags;
    std::vector<Uid> m_pushedGone;
    std::vector<Fetch> m_heldFlags;  // as told last, of numbers whose UIDs are not known yet
    Uid m_highest;                   // highest UID heard of
    Uid m_arrivalsFrom;              // what is asked for as new
    qint64 m_done = 0, m_total = 0;
    ModSeq m_inStep;       // as the store has it
    ModSeq m_highestSeen;  // among those of FETCH responses
    bool m_isSure = true;  // everything has been accounted for
    bool m_toldInStep = false;
    bool m_wasRefused = false;       // with NO: something may be gone
    bool m_mayHaveGone = false;      // the server says so itself ([EXPUNGEISSUED])
    bool m_isWholesale = false;      // everything is fetched, and nobody knows yet what that is
    bool m_resolverFetches = false;  // that is what the resolver waits for, and for nothing else
    bool m_strayExpunge = false;
    bool m_lookedForGap = false;
    bool m_pushScheduled = false;
    bool m_isAuditing = false;
    bool m_fetchingArrivals = false;
    bool m_arrivalsWaiting = false;
    bool m_failed = false;
};

}
