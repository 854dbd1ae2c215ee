// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/networkwatch.h"
#include "app/protocolrecorder.h"
#include "core/accounts/account.h"
#include "core/accounts/status.h"
#include "core/base/clock.h"
#include "core/imap/sync/accountsync.h"
#include "core/net/certificates.h"
#include "core/net/ssltransport.h"
#include "core/outbox/queuedmail.h"
#include "core/smtp/submission.h"
#include "core/store/reader.h"

#include <QHash>
#include <QObject>
#include <QSet>

#include <map>
#include <memory>
#include <set>

namespace app {

// Everything that lives in the engine thread: the accounts' connections and submissions. Made in the window's
// thread, moved, then start()ed there. It owns no widgets and writes nothing: what is to be kept goes out as
// signals.
class Engine : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Engine)

public:
    // `makeTransport` is for tests; by default TLS sockets.
    using MakeTransport = std::function<std::unique_ptr<net::Transport>(const net::Endpoint &,
                                                                        const net::AcceptedCertificates &)>;
    Engine(QString cachePath, Clock &clock, MakeTransport makeTransport = {});
    ~Engine() override;

public Q_SLOTS:
    void start(const std::vector<accounts::Account> &accounts, const net::AcceptedCertificates &certificates);
    void addAccount(const accounts::Account &account);
    void removeAccount(const QUuid &account);  // and what the store has of its mail
    void forgetPassword(const QUuid &account);
    // LOGOUT everywhere, and each running submission to its end, both as long as is reasonable; a submission
    // that is cut off is told as what it is. stopped() follows.
    void stop();

    // The dialogues with the IMAP servers are told as protocolLines() from now on, or no longer.
    void recordProtocol(bool wanted);
    void goOnline(const QUuid &account);
    void goOffline(const QUuid &account);
    void provideCredentials(const QUuid &account, const Secret &password);
    void acceptCertificate(const net::AcceptedCertificate &decision);
    void openFolder(store::FolderId folder);
    void fetchContent(store::CopyId copy, const QByteArrayList &sections);
    void giveUpContent(store::CopyId copy);
    void search(const search::ServerSearch &search);
    void cancelSearch();  // wherever one is under way
    void refresh();
    void openNamed(const QUuid &account, const QString &name);
    void keepOffline(const store::KeepOffline &wish);
    void pauseDownloads(bool paused);
    void setMetered(bool metered);
    void saveData(bool wanted);  // as if it were, by the user's wish
    void checkLines();           // of all accounts: see AccountSync
    void lookUp(const QUuid &account);
    void fetchAgainLater(const QUuid &account, const QByteArray &mailbox);
    void watchMailboxes(const QUuid &account, const QByteArrayList &mailboxes);
    void runOperation(const journal::Entry &entry);
    void operationChanged(const journal::Entry &entry);
    void withdrawOperation(qint64 id);
    void claim(const receipts::ClaimOrder &order);
    void intentRecorded(const receipts::RequestKey &key);
    void intentFailed(const receipts::RequestKey &key);
    void submit(const receipts::SubmitOrder &order);
    void submitMail(const outbox::SubmitOrder &order);  // mailSubmitted() follows
    void lookForMail(const outbox::LookOrder &order);   // mailLookedFor() follows
    void file(const receipts::SubmitOrder &order);
    void barrierPassed(quint64 id);

Q_SIGNALS:
    void updateReady(const store::Update &update);
    void barrierWanted(quint64 id);
    void statusChanged(const accounts::Status &status);
    void accountOnline(const QUuid &account);
    void accountKnown(const accounts::Account &account);  // a new one, or one that was changed
    void credentialsNeeded(const QUuid &account);
    void credentialsRefused(const QUuid &account);
    void certificateRejected(const net::CertificateQuestion &question);
    void alerted(const QUuid &account, const QByteArray &text);
    void noticed(const accounts::Notice &notice);
    void levelFound(const QUuid &account, accounts::ServerLevel level);
    void receiptHabitFound(const QUuid &account, bool sendsReceipts);
    void offlineProgressed(const accounts::OfflineProgress &progress);
    void newMail(const accounts::NewMail &mail);
    void protocolLines(const std::vector<accounts::ProtocolLine> &lines);
    void searchFinished(const search::ServerSearchResult &result);
    void contentProgressed(store::CopyId copy, qint64 octets, qint64 of);
    void contentFailed(store::CopyId copy, const Error &why);
    void operationWanted(const journal::Operation &operation);
    void operationHandedOver(qint64 id, const QByteArray &detail, const journal::AppendMessage &part);
    void operationStateReached(qint64 id, journal::State state, const QByteArray &detail);
    void requestAnswered(const receipts::RequestKey &key, const journal::Target &copy);
    void claimIntended(const receipts::RequestKey &key);
    void claimEnded(const receipts::RequestKey &key, receipts::ClaimEnd end, const QByteArray &serverText);
    void submitEnded(const receipts::RequestKey &key, receipts::SubmitEnd end, const QByteArray &serverText);
    void filed(const receipts::RequestKey &key);
    void mailSubmitted(const QUuid &mail, const outbox::SubmitResult &result);
    void mailLookedFor(const QUuid &mail, outbox::Looked result);
    void sizeLimitFound(const QUuid &account, qint64 octets);  // of a message that is submitted; 0: none
    void stopped();
    // To itself, on the way to stopped().
    void emptied();
    void turned();

private:
    struct Barrier {
        QPointer<imap::sync::AccountSync> account;
        quint64 id = 0;
    };
    void connectAccount(imap::sync::AccountSync *sync);
    [[nodiscard]] imap::sync::AccountSync *find(const QUuid &account) const;
    [[nodiscard]] imap::sync::AccountSync *ownerOf(store::FolderId folder) const;
    void runPending(imap::sync::AccountSync *sync);
    using SubmissionDone = std::function<void(receipts::SubmitEnd end, const smtp::Outcome &outcome)>;
    void beginSubmission(const QUuid &account, const smtp::Envelope &envelope, const QByteArray &message,
                         const SubmissionDone &done);
    void askForAnotherPassword(const QUuid &account, const QByteArray &serverText);
    void stopWhenDone();

    QString m_cachePath;
    Clock &m_clock;
    MakeTransport m_makeTransport;
    net::AcceptedCertificates m_certificates;
    ProtocolRecorder m_recorder;
    std::map<QUuid, std::map<QByteArray, int>> m_keptOffline;  // mailbox → months
    std::map<QUuid, QByteArrayList> m_watched;
    bool m_isMetered = false, m_savesData = false, m_isPaused = false;
    std::optional<SleepDetector> m_sleep;
    std::optional<store::Reader> m_reader;
    std::vector<std::unique_ptr<imap::sync::AccountSync>> m_accounts;
    QHash<QUuid, Secret> m_passwords;  // for this run
    std::map<quint64, Barrier> m_barriers;
    quint64 m_lastBarrier = 0;
    QHash<QByteArray, receipts::RequestKey> m_filing;  // Message-ID of a saved receipt → its request
    QSet<QByteArray> m_appending;                      // Message-IDs of APPENDs in the journal
    std::map<qint64, journal::Entry> m_operations;     // pending ones, in order
    std::set<smtp::Submission *> m_submissions;        // running; children of this
    QSet<QUuid> m_submissionRefused;  // the accounts whose password did not do for submission
    std::unique_ptr<Alarm> m_logoutPatience, m_submissionPatience;
    bool m_isStopping = false;
};

}
