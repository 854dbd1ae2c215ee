// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/account.h"
#include "core/accounts/notice.h"
#include "core/accounts/status.h"
#include "core/imap/sync/arrivals.h"
#include "core/imap/sync/claimrunner.h"
#include "core/imap/sync/connection.h"
#include "core/imap/sync/contentfetcher.h"
#include "core/imap/sync/downloader.h"
#include "core/imap/sync/folderchanges.h"
#include "core/imap/sync/folderfollower.h"
#include "core/imap/sync/foldersync.h"
#include "core/imap/sync/lookups.h"
#include "core/imap/sync/mailboxsync.h"
#include "core/imap/sync/operationrunner.h"
#include "core/imap/sync/purgeguard.h"
#include "core/imap/sync/watcher.h"
#include "core/receipts/receiptservice.h"
#include "core/search/serverquestion.h"
#include "core/search/serversearch.h"
#include "core/store/changes.h"
#include "core/store/reader.h"

#include <QObject>
#include <QPointer>

#include <map>
#include <memory>

namespace imap::sync {

// One account with its server. Two connections: `view` has the folder on screen selected and idles on it;
// `work` does what concerns other folders and the account as a whole. The same mailbox is never selected by
// both (RFC 2683, 3.1.1). A server that refuses a second connection is made do with one for a while. What
// comes in goes out as store::Updates, in order; what the user wants comes in as values. Lives in the
// engine's thread and does not know it.
class AccountSync : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(AccountSync)

public:
    // `reader` belongs to this thread and outlives the object.
    AccountSync(const accounts::Account &account, const Connection::Dependencies &dependencies,
                store::Reader &reader, QObject *parent = nullptr);
    // Whatever still runs or waits ends now, as if the line had dropped: everybody gets an answer.
    ~AccountSync() override;

    [[nodiscard]] const accounts::Account &account() const noexcept { return m_account; }
    [[nodiscard]] bool isClosed() const noexcept;

public Q_SLOTS:
    void recordProtocol(bool wanted);
    void goOnline();
    void goOffline();
    void provideCredentials(const net::Credentials &credentials);
    void openFolder(store::FolderId folder);
    void fetchContent(store::CopyId copy, const QByteArrayList &sections);
    // Nobody waits for what was asked of it; nothing is told about that any more.
    void giveUpContent(store::CopyId copy);
    void search(const search::ServerSearch &search);
    void cancelSearch();  // nobody waits for its answer any more
    // Is there a message of this Message-ID? nullopt: nobody can tell now. Not called, `done` is destroyed.
    void lookFor(const QByteArray &mailbox, const QByteArray &messageId,
                 const std::function<void(std::optional<bool> isThere)> &done);
    void refresh();
    // The folder of that name, as a person writes it, is to be among the others: some servers list none, or
    // not all (RFC 2683, 3.2.1.1).
    void openNamed(const QString &name);
    void keepOffline(const store::KeepOffline &wish);
    void pauseDownload(bool paused);
    void setMetered(bool metered);
    // Something of the mailbox could not be written. On screen it is compared anew after a while, longer each
    // time; any other is when it is opened.
    void fetchAgainLater(const QByteArray &mailbox);
    void lookUp();  // the store has messages that are to be looked up (store/reportrows.h)
    // Listens to these as well while they are not on screen, one connection each, as many as the server
    // allows. INBOX is always among them.
    void watchMailboxes(const QByteArrayList &mailboxes);
    // The computer has slept, or is in another network: the lines are tried, and lost ones opened again, now.
    void checkLines();
    void changeFolders(const imap::sync::FolderChange &change);
    void runOperation(const journal::Entry &entry);
    void operationRecorded(const journal::Entry &entry);
    void withdrawOperation(qint64 id);
    void claim(const receipts::ClaimOrder &order);
    void intentRecorded(const receipts::RequestKey &key);
    void intentFailed(const receipts::RequestKey &key);
    // Everything asked to be written before barrierWanted(id) is in the store.
    void barrierPassed(quint64 id);

Q_SIGNALS:
    void updateReady(const store::Update &update);
    void barrierWanted(quint64 id);
    void statusChanged(const accounts::Status &status);
    // Logged in, and the flags of the folder on screen are in step: what waited may go (receipts wait for
    // exactly this, so that an answer given elsewhere is seen first).
    void online();
    void closed();  // both connections, by goOffline() or by a loss
    void credentialsNeeded(const QUuid &account);
    void credentialsRefused(const QUuid &account);
    void certificateRejected(const net::CertificateQuestion &question);
    void alerted(const QUuid &account, const QByteArray &text);
    void noticed(const accounts::Notice &notice);
    void protocolLine(const accounts::ProtocolLine &line);
    void searchFinished(const search::ServerSearchResult &result);
    // It has just arrived, and nobody has seen it yet.
    void newMail(const accounts::NewMail &mail);
    void levelFound(const QUuid &account, accounts::ServerLevel level);  // with each login
    void receiptHabitFound(const QUuid &account, bool sendsReceipts);    // by itself; so too
    void offlineProgressed(const accounts::OfflineProgress &progress);
    void foldersChanged(const imap::sync::FolderChange &change, const std::optional<Error> &error);
    void contentProgressed(store::CopyId copy, qint64 octets, qint64 of);  // `of` 0: not known
    void contentFailed(store::CopyId copy, const Error &why);
    void operationStateReached(qint64 id, journal::State state, const QByteArray &detail);
    // By whomever; and the server has lost the mark that told so of this copy.
    void requestAnswered(const receipts::RequestKey &key, const journal::Target &copy);
    // A message for another account (TransferMessages), to be written down with the detail.
    void operationHandedOver(qint64 id, const QByteArray &detail, const journal::AppendMessage &part);
    void claimIntended(const receipts::RequestKey &key);
    void claimEnded(const receipts::RequestKey &key, receipts::ClaimEnd end, const QByteArray &serverText);

private:
    void connectView();
    void connectWork();
    void connectFolders();
    void tell(const store::Update &update);
    [[nodiscard]] MailboxSync::Context contextFor(const QByteArray &mailbox, Connection &line);
    void connectBarriers(MailboxSync *mailbox);
    // `isUnasked`: not if anybody else has wanted a mailbox meanwhile.
    void lookAt(const QByteArray &mailbox, const std::function<void(bool)> &done, bool isUnasked = false);
    void lookInBackground(const std::shared_ptr<Lease> &lease, const std::function<void(bool)> &done);
    void endBackgroundLook(bool isInStep);
    void lookBehindAgain(const QByteArray &mailbox);
    void addWatcher(const QByteArray &mailbox);
    void updateWatchers();
    void stopWatchers();
    void pollShown();
    void compareShown();
    struct Counts {
        QByteArray mailbox;
        UidValidity validity;  // 0: for the sake of the others
        quint32 messages = 0;
        Uid uidNext;
        friend bool operator==(const Counts &, const Counts &) = default;
    };
    void takeShown(const QByteArray &mailbox, const StatusData &told);
    void askShown(const StatusData &told, const Counts &counts, std::shared_ptr<Lease> lease);
    void lookForGhost();
    enum class Lag { None, Count, Uids, Identity };
    [[nodiscard]] bool isAnotherThanShown(const StatusData &told) const;
    [[nodiscard]] Lag lagOfShown(const StatusData &told) const;
    void lookAfresh();
    void lookAfreshIfListed();
    [[nodiscard]] Watcher *watcherOf(const QByteArray &mailbox) const;
    void setBackgroundOnline(bool online);
    void forEachLine(const std::function<void(Connection &)> &act);
    void foldersListed();
    void tellFolder(accounts::Notice::Kind kind, const QByteArray &mailbox, const QByteArray &newName = {});
    void foldersFailed(const Error &why);
    void takeRenamed(const QByteArray &from, const QByteArray &to);
    void takeGone(const QByteArray &mailbox);
    void takeGhost(const QByteArray &mailbox);
    void selectOnView();
    void selectionRefused(const Error &error);
    void hearAccess(const Condition &condition);
    void yieldLock(const QByteArray &mailbox);
    [[nodiscard]] bool hasYielded(const QByteArray &mailbox) const;
    void whenLeftBy(Connection &connection, const QByteArray &mailbox, const std::function<void()> &then);
    void handleLost(const Error &why, const QDateTime &retryAt);
    void handleAuthenticationFailed(const Error &why, net::LoginProblem problem);
    void tellTraffic(Connection &connection, int number);
    void startMailbox(const SelectedMailbox &selected);
    [[nodiscard]] bool isRenumberedForEver(const SelectedMailbox &selected);
    void connectMailbox(MailboxSync *mailbox);
    [[nodiscard]] std::optional<KnownMailbox> knownMailbox(const QByteArray &mailbox) const;
    void settleMailbox();
    void lookAgainLater();
    void tellWithheld(const QByteArray &mailbox);
    void scheduleAudit();
    void handleOutOfStep();
    void poll();
    struct ContentFetch {
        store::CopyId copy;
        bool isGivenUp = false;
        QPointer<ContentFetcher> fetcher{};  // null: it waits for the mailbox
    };
    void fetchContent(const std::shared_ptr<ContentFetch> &fetch, const ContentFetcher::Wanted &wanted,
                      std::shared_ptr<Lease> lease);
    void takeFound(const Completion &completion, const UidSet &found, std::shared_ptr<Lease> lease,
                   search::ServerSearchResult result);
    void ask(const search::ServerQuestion &question, std::shared_ptr<Lease> lease,
             search::ServerSearchResult result);
    void probeSearch(std::shared_ptr<Lease> lease, search::ServerSearchResult result);
    void tellOnline();
    void selectWanted();
    void show(const QByteArray &mailbox);
    void makeDoWithOne();
    [[nodiscard]] Connection &worker() { return m_single ? m_view : m_work; }
    void withoutMailbox(const QByteArray &mailbox, Connection::Use use);
    void idle();
    void report(accounts::Status::Kind kind, const Error &error = {});
    void withMailbox(const QByteArray &mailbox, Connection::Use use);
    void serveMailbox(const QByteArray &mailbox, Connection::Use use);
    void carryOut(const FolderChange &change, FolderChanges::Done done);
    void withWritable(const QByteArray &mailbox, Connection::Use use);
    void startClaim(const receipts::ClaimOrder &order, std::shared_ptr<Lease> lease, const Error &error);
    void noteDroppedClaim(const std::shared_ptr<Lease> &lease, const Error &error);
    void reopenForClaim(const receipts::ClaimOrder &order, const std::shared_ptr<Lease> &lease);

    accounts::Account m_account;
    store::Reader &m_reader;
    Clock &m_clock;
    Connection::Dependencies m_dependencies;  // of every line of the account
    Connection m_view;
    Connection m_work;
    FolderSync m_folders;
    Suspects m_suspects;
    OperationRunner m_operations;
    FolderChanges m_changes;
    PurgeGuard m_guard;
    Arrivals m_arrivals;
    Downloader m_downloader;
    Lookups m_lookups;
    FolderFollower m_follower;
    std::unique_ptr<MailboxSync> m_background;               // on the other connection, until it is in step
    std::vector<std::unique_ptr<MailboxSync>> m_endedLooks;  // until nobody is in the middle of them
    std::function<void(bool)> m_afterBackground;
    std::vector<std::unique_ptr<Watcher>> m_watchers;
    QByteArrayList m_toWatch{"INBOX"};
    std::size_t m_mostWatchers = 3;  // until the server refuses one
    std::unique_ptr<MailboxSync> m_mailbox;
    QByteArray m_wanted = "INBOX";  // the folder on screen
    std::map<quint64, QPointer<MailboxSync>> m_barriers;
    std::map<QByteArray, QPointer<ClaimRunner>> m_claims;
    std::pair<QPointer<Command>, std::weak_ptr<Lease>> m_searching;
    std::unique_ptr<Alarm> m_fetchAgain;
    QByteArray m_fetchAgainOf;
    std::chrono::milliseconds m_fetchedAgain{0}, m_fetchAgainPause{0};
    std::unique_ptr<Alarm> m_poll, m_second, m_lookAgain, m_audit;
    std::map<QByteArray, std::unique_ptr<Alarm>> m_lookBehind;  // by mailbox
    QByteArray m_doubted;                                       // the mailbox that is looked at a second time
    QSet<QByteArray> m_doubtedBehind;                           // the same on the other connection
    std::map<QByteArray, std::chrono::milliseconds> m_audited;  // when, by mailbox
    quint64 m_lastBarrier = 0;
    accounts::Status m_status;
    std::optional<net::Credentials> m_credentials;  // for this run
    // The last text asked for while offline.
    std::optional<std::pair<store::CopyId, QByteArrayList>> m_contentLater;
    std::vector<std::weak_ptr<ContentFetch>> m_contentFetches;
    // Of the folder on screen: messages that the server does not give; and by folder what was told of that.
    int m_withheld = 0;
    std::map<QByteArray, int> m_toldWithheld;
    std::unique_ptr<Alarm> m_ghostLook;
    std::chrono::milliseconds m_ghostPause = std::chrono::seconds(15);
    QByteArray m_ghost;          // on screen and still open, though the server lists it no more
    QByteArray m_lookedFor;      // would not be selected, and the list was asked about it
    bool m_isDoubtful = false;   // whether the folder on screen is still there: the list comes first
    bool m_isElsewhere = false;  // the folder on screen is to be selected by another name, or is another one
    std::chrono::milliseconds m_quietUntil{0};  // we have deleted or renamed: a BYE about that is no news
    // Mailboxes that another program wants for itself: read only for a while.
    struct Yielded {
        std::chrono::milliseconds until{0};
        int times = 0;
    };
    std::map<QByteArray, Yielded> m_yielded;
    QSet<QByteArray> m_writeOnce;  // selected read-write all the same, for a claim
    std::unique_ptr<Alarm> m_lockRetry;
    int m_polls = 0;
    bool m_isSilent = false;  // the server tells an open mailbox nothing of others
    int m_silentPolls = 0;    // since the folder on screen was looked at for that
    Counts m_lookedAtFor;     // when that was done last
    bool m_isBackgroundOnline = false, m_isMetered = false;
    bool m_isRecording = false;
    bool m_toldOnline = false;
    bool m_single = false;        // one connection does everything
    bool m_away = false;          // and is to come back to the folder on screen when it has
    bool m_workWasReady = false;  // since it was opened last
    struct Numbering {
        UidValidity last;
        int changes = 0;  // since the program started
    };
    std::map<QByteArray, Numbering> m_numberings;  // by mailbox
    int m_outOfStep = 0;                           // in a row
    std::chrono::milliseconds m_lastOutOfStep{0};
};

}
