// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/account.h"
#include "core/accounts/notice.h"
#include "core/accounts/offline.h"
#include "core/accounts/status.h"
#include "core/accounts/trust.h"
#include "core/accounts/web.h"
#include "core/base/clock.h"
#include "core/base/secret.h"
#include "core/journal/operation.h"
#include "core/outbox/drafts.h"
#include "core/outbox/queuedmail.h"
#include "core/receipts/activitylog.h"
#include "core/receipts/policyrules.h"
#include "core/receipts/receiptservice.h"
#include "core/receipts/reportservice.h"
#include "core/search/savedsearch.h"
#include "core/search/serversearch.h"
#include "core/store/changes.h"
#include "core/store/picturepermissions.h"
#include "core/store/profile.h"
#include "core/store/reader.h"

#include <QMainWindow>

#include <functional>
#include <memory>
#include <vector>

class Desktop;
namespace crypto {
class Backend;
}

// The window: folders, messages, the reader. It reads the store through its own Reader, shows what ChangeSets
// and signals tell, and asks for everything else by signal; it knows no protocol. Window thread.
class MainWindow : public QMainWindow
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MainWindow)

public:
    struct Context {
        store::Reader &reader;  // of the window's thread; outlives the window
        Clock &clock;
        store::ProfilePaths paths;                // for the window's state
        std::vector<accounts::Account> accounts;  // empty: the first-run page is shown
        bool opensNothing = false;                // at first: what was open may be what ends us
        Desktop *desktop = nullptr;  // other programs, outlives the window; nullptr: the system's
        // Verifies and decrypts; missing: the GnuPG of this system.
        std::function<std::unique_ptr<crypto::Backend>()> gnupg = {};
    };
    explicit MainWindow(const Context &context, QWidget *parent = nullptr);
    ~MainWindow() override;
    [[nodiscard]] bool isSavingData() const;

public Q_SLOTS:
    // From the store
    void applyChanges(const store::ChangeSet &changes);
    // From the journal
    void showOperation(const journal::Entry &entry);  // appended or its state changed
    void withdrawOperation(qint64 id);
    void showOperationFailure(const journal::Operation &operation,
                              const Error &error);              // it could not be written
    void forgetOperation(const journal::Operation &operation);  // nothing is left to be done about it
    void showFinalOperation(qint64 id);                         // it cannot be undone any more
    // From the receipt service
    void showLedgerEntry(const receipts::LedgerEntry &entry);
    void showReceiptRules(const std::vector<receipts::PolicyRule> &rules);
    void showReceiptFailure(const receipts::RequestKey &key, const Error &error);
    // From the report service and the log of receipts
    void showSentMail(const receipts::SentPage &page);
    void showReportsChanged();
    void showReportFolders(const QHash<QUuid, QByteArray> &folders);
    void showActivity(const receipts::ActivityPage &page);
    // From the store and from web servers, of what a message has elsewhere
    void showPicturePermissions(const std::vector<store::PicturePermission> &permissions);
    void showSearches(const std::vector<search::SavedSearch> &searches);  // that are kept
    void showRemotePictures(const accounts::PicturesFetched &news);
    void showUnsubscribed(const accounts::UnsubscribeEnd &end);
    // From the engine
    void showStatus(const accounts::Status &status);
    void showSearchResult(const search::ServerSearchResult &result);
    void showServerLevel(const QUuid &account, accounts::ServerLevel level);
    void showServerSendsReceipts(const QUuid &account, bool sends);  // by itself; remembered
    void showOfflineProgress(const accounts::OfflineProgress &progress);
    void showWatched(const QUuid &account, const QByteArrayList &mailboxes);
    void showContentProgress(store::CopyId copy, qint64 octets, qint64 of);  // `of` 0: not known
    void showContentFailure(store::CopyId copy, const Error &error);
    void showTestResult(const accounts::TestResult &result);
    void showAccountNotice(const accounts::Notice &notice);
    void showProtocol(const std::vector<accounts::ProtocolLine> &lines);
    void showServerAlert(const QUuid &account, const QByteArray &text);  // quoted as the server's words
    void askAboutCertificate(
        const accounts::CertificateQuestion &question);  // one dialog per host and port at a time
    void askForPassword(const accounts::Account &account, bool earlierOneRefused);
    // From the application
    void showAccountProblems(const QStringList &sentences);  // mistakes in posthorn.ini, a rebuilt cache …
    void addAccount(const accounts::Account &account);       // it has been saved, a new one or a changed one
    void removeAccount(const QUuid &account);                // it has been removed
    void showDemoProgress(const QString &sentence);  // while the demo mailbox is being made; empty: ended
    void raiseFromOtherInstance();
    void closeAnyway();                      // without a question: the session ends, or somebody was asked
    void keepWritten();                      // mail that is being written is saved now, and stays open
    void writeTo(const QByteArray &mailto);  // an address of RFC 6068
    // From the drafts and the outbox
    void showDraft(const outbox::Draft &known);
    void openDraft(const outbox::Draft &draft, const std::vector<QByteArray> &attachments);
    void saveDraftWithMessage(const QUuid &draft);
    void showDraftSaved(const QUuid &draft);
    void showDraftRemoved(const QUuid &draft);
    void showDraftFailure(const QUuid &draft, const Error &error);
    void showDraftOnServer(const QUuid &draft, const QByteArray &messageId);
    void showDraftChangedElsewhere(const QUuid &draft);
    void showOutboxEntry(const outbox::OutboxEntry &entry);
    void showOutboxRemoved(const QUuid &mail);
    void showTakenBack(const outbox::QueuedMail &mail);
    void showNotQueued(const QUuid &mail, const Error &error);
    void showOutboxFailure(const QUuid &mail, const Error &error);
    void showCopyNotKept(const outbox::OutboxEntry &mail);    // in no folder for sent mail
    void showSizeLimit(const QUuid &account, qint64 octets);  // of a mail there; 0: none is known

Q_SIGNALS:
    void folderOpened(store::FolderId folder);
    void contentWanted(store::CopyId copy,
                       const QByteArrayList &sections);  // empty list: the header and the readable part
    void contentGivenUp(store::CopyId copy);             // what was wanted of it is waited for no longer
    void contentRead(const QUuid &account, store::CopyId copy);  // its text is on screen
    void operationWanted(const journal::Operation &operation);
    void undoWanted(qint64 id);    // of what was asked for
    void retryWanted(qint64 id);   // of what has failed
    void forgetWanted(qint64 id);  // of what has failed
    void searchWanted(const search::ServerSearch &search);
    void searchGivenUp();
    void searchesWanted(const std::vector<search::SavedSearch> &searches);  // kept, and no others
    void refreshWanted();
    void folderNamed(const QUuid &account, const QString &name);  // it may be none that the server lists
    void keepOfflineWanted(const store::KeepOffline &wish);
    void watchWanted(const QUuid &account, const QByteArray &mailbox, bool wanted);
    void saveDataWanted(bool wanted);  // as when data costs money
    void downloadPauseWanted(bool paused);
    void protocolWanted(bool wanted);  // the view of it was opened or closed; closed at first
    void receiptDecided(const receipts::Decision &decision);
    void receiptSendAnywayWanted(const receipts::RequestKey &key);
    void receiptRuleWanted(const receipts::PolicyRule &rule);  // kept in the place of one for the same
    void receiptRulesWanted(const std::vector<receipts::PolicyRule> &rules);  // the same, for many
    void receiptRuleDropWanted(const receipts::PolicyRule &rule);
    void sentMailWanted(const receipts::SentQuery &query);
    void activityWanted(const receipts::ActivityQuery &query);
    void reportFolderWanted(const QUuid &account, const QByteArray &mailbox);  // empty: reports stay
    void remotePicturesWanted(const accounts::PictureOrder &order);            // by the reader's wish alone
    void remotePicturesGivenUp();
    void unsubscribeWanted(const accounts::UnsubscribeOrder &order);  // the same
    void picturePermissionWanted(const store::PicturePermission &permission);
    void picturePermissionDropWanted(const store::PicturePermission &permission);
    void certificateDecided(const accounts::CertificateQuestion &question, bool accepted);
    void passwordGiven(const accounts::Account &account, const Secret &password);
    void passwordRefused(const QUuid &account);  // the user closed the question: stay offline
    void accountTestWanted(const accounts::Account &account, const Secret &password);
    // Save it and go online. An empty password: the one in use, or what its source gives.
    void accountEntered(const accounts::Account &account, const Secret &password);
    void accountRemovalWanted(const QUuid &account);
    void demoWanted();
    void goOnlineWanted(const QUuid &account);
    void draftFileWanted(const QUuid &draft, const QByteArray &octets);  // before the draft that names it
    void draftWanted(const outbox::Draft &draft);
    void draftLoadWanted(const QUuid &draft);
    void draftDropWanted(const QUuid &draft);
    void mailQueued(const outbox::QueuedMail &mail);
    void mailTakeBackWanted(const QUuid &mail);
    void mailSendNowWanted(const QUuid &mail);
    void mailOthersWanted(const QUuid &mail);  // to those who were not refused
    void mailRetryWanted(const QUuid &mail);   // uncertain ones, too: the user has been asked
    void mailGiveUpWanted(const QUuid &mail);

protected:
    void closeEvent(QCloseEvent *event) override;

private:
    friend class MainWindowPrivate;
    std::unique_ptr<class MainWindowPrivate> d;
};
