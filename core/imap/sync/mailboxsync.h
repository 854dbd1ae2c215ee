// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/imap/session/sequencemap.h"
#include "core/imap/sync/connection.h"
#include "core/imap/sync/convert.h"
#include "core/imap/sync/resyncplan.h"
#include "core/imap/sync/suspects.h"
#include "core/store/changes.h"

#include <QObject>
#include <QSet>

#include <functional>
#include <memory>

namespace imap::sync {

// Brings the store in step with one selected mailbox and keeps it so for as long as the mailbox stays
// selected: a full look at UIDs and flags, then what is missing, newest first; afterwards what the server
// pushes. It never decides that something is there or gone but by the server's word. One thread. The first
// part holds a lease; later arrivals take one each.
class MailboxSync : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MailboxSync)

public:
    struct Context {
        QUuid account;
        OwnAddress ownAddress;
        // What is kept of this mailbox, ascending by UID; asked once compareWanted() was answered by
        // written().
        std::function<std::vector<store::FlagsSeen>()> known;
        // A lease of this mailbox for fetching what has arrived later.
        std::function<void(Connection::Use)> withLease;
        Suspects *suspects = nullptr;  // outlives the object
    };
    MailboxSync(Context context, std::shared_ptr<Lease> lease, const SelectedMailbox &selected,
                QObject *parent = nullptr);
    ~MailboxSync() override;

    void start();
    // Everything told before the oldest compareWanted() or pauseWanted() is in the store now.
    void written();
    // What no command took, while this mailbox is selected.
    void handle(const Untagged &data);

    [[nodiscard]] const QByteArray &mailbox() const noexcept { return m_mailbox; }
    [[nodiscard]] UidValidity validity() const noexcept { return m_validity; }
    [[nodiscard]] bool isSettled() const noexcept { return m_settled; }

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
    void outOfStep(const QByteArray &why);  // the mailbox must be selected again
    void flagsOverheard(imap::Uid uid, const QList<QByteArray> &flags, imap::ModSeq modSeq);

private:
    void noteFlags(const Fetch &fetch);
    void tellFlags(const Fetch &fetch);
    void lookedAtAll(const Completion &completion);
    void compare();
    void fetchNextWindow();
    void windowFetched(const Completion &completion);
    void splitWindow();
    [[nodiscard]] bool isToBeBelieved(std::size_t gone) const;
    void takeSummary(const Fetch &fetch);
    void flush();
    void fetchArrivals();
    void arrivalsFetched(const Completion &completion);
    void finish();
    void handleExists(quint32 count);
    void handleExpunge(SeqNum message);
    void handleFetch(const Fetch &fetch);
    void vanish(const std::vector<Uid> &uids);
    void fail(const QByteArray &why);
    void forget(const std::vector<Uid> &uids);
    [[nodiscard]] bool learn(const Fetch &fetch);

    Context m_context;
    std::shared_ptr<Lease> m_lease;
    QByteArray m_mailbox;
    UidValidity m_validity;
    SelectedMailbox m_selected;
    SequenceMap m_sequence;
    std::vector<store::FlagsSeen> m_server;  // collected by the full look
    QSet<Uid> m_goneMeanwhile;
    std::vector<UidSet> m_windows;  // the next one last
    int m_unwritten = 0;            // windows that were fetched and are not in the store yet
    UidSet m_window;                // the one under way
    int m_fetch = 0;                // its number among the suspects
    int m_refusals = 0;
    std::vector<store::FetchedMessage> m_batch;
    Uid m_highest;       // highest UID heard of
    Uid m_arrivalsFrom;  // what is asked for as new
    qint64 m_done = 0, m_total = 0;
    bool m_settled = false;
    bool m_looking = false;  // until what was seen has been compared
    bool m_compared = false;
    bool m_paused = false;
    bool m_fetchingArrivals = false;
    bool m_arrivalsWaiting = false;
    bool m_failed = false;
};

}
