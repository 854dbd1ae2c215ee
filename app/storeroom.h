// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/account.h"
#include "core/base/clock.h"
#include "core/journal/journal.h"
#include "core/net/certificates.h"
#include "core/outbox/drafts.h"
#include "core/outbox/outbox.h"
#include "core/receipts/activitylog.h"
#include "core/receipts/policyrules.h"
#include "core/receipts/receiptservice.h"
#include "core/receipts/reportservice.h"
#include "core/search/indexer.h"
#include "core/search/savedsearch.h"
#include "core/store/picturepermissions.h"
#include "core/store/profile.h"
#include "core/store/reader.h"
#include "core/store/retention.h"
#include "core/store/userdatabase.h"
#include "core/store/writequeue.h"
#include "core/store/writer.h"

#include <QObject>

#include <memory>

namespace app {

// What the user is to be told of how the profile was found.
struct ProfileReport {
    store::Opened cache = store::Opened::AsItWas, user = store::Opened::AsItWas;
    bool isFromElsewhere = false;  // store::UserDatabase: what was pending has been put aside
    bool isOnNetwork = false;      // store::isNetworkFolder()
};

// Everything that lives in the store thread: both databases and their only writers. Made in the window's
// thread, moved, then open()ed there.
class StoreRoom : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(StoreRoom)

public:
    StoreRoom(store::ProfilePaths paths, Clock &clock);
    ~StoreRoom() override;

    // Valid after opened(), from any thread for connecting; their slots only through queued connections.
    [[nodiscard]] store::Writer *writer() const noexcept { return m_writer.get(); }
    [[nodiscard]] store::WriteQueue *writes() const noexcept { return m_writes.get(); }
    [[nodiscard]] journal::Journal *journal() const noexcept { return m_journal.get(); }
    [[nodiscard]] store::Retention *retention() const noexcept { return m_retention.get(); }
    [[nodiscard]] const ProfileReport &report() const noexcept { return m_report; }
    [[nodiscard]] receipts::ReceiptService *receipts() const noexcept { return m_receipts.get(); }
    [[nodiscard]] receipts::ReportService *reports() const noexcept { return m_reports.get(); }
    [[nodiscard]] outbox::Outbox *outbox() const noexcept { return m_outbox.get(); }
    [[nodiscard]] outbox::Drafts *drafts() const noexcept { return m_drafts.get(); }
    [[nodiscard]] receipts::ActivityLog *activityLog() const noexcept { return m_activity.get(); }

public Q_SLOTS:
    void open();
    // Tells what was pending and decided before this start, once everybody is connected.
    void restore();
    void rememberCertificate(const net::AcceptedCertificate &decision);
    // The user wants a folder kept for reading offline, or no longer.
    void keepOffline(const store::KeepOffline &wish);
    // New mail in this folder is to be noticed at once, or as with all others.
    void watchFolder(const QUuid &account, const QByteArray &mailbox, bool wanted);
    // What is wished of a folder goes along when it gets another name, and goes with its account.
    void heed(const store::Update &update);
    // What is to be done with requests for receipts from now on.
    void keepReceiptRule(const receipts::PolicyRule &rule);
    void keepReceiptRules(const std::vector<receipts::PolicyRule> &rules);  // all or none
    void dropReceiptRule(const receipts::PolicyRule &rule);
    // Whose pictures from elsewhere are always shown from now on, or no longer.
    void keepPicturePermission(const store::PicturePermission &permission);
    void dropPicturePermission(const store::PicturePermission &permission);
    void keepSearches(const std::vector<search::SavedSearch> &searches);  // these, and no others
    void knowAccount(const accounts::Account &account);
    void passBarrier(quint64 id);
    // What the journal is told of an operation: its end once the server truth that came before is written.
    void recordOperation(qint64 id, journal::State state, const QByteArray &detail);
    // Writes what still waits and puts everything down, in the thread it lives in. The last call.
    void close();

Q_SIGNALS:
    void opened(store::Opened cache, const net::AcceptedCertificates &certificates);
    void openFailed(const Error &why);
    void operationRestored(const journal::Entry &entry);
    void offlineWished(const store::KeepOffline &wish);  // at the start, and each that is new
    void foldersWatched(const QUuid &account, const QByteArrayList &mailboxes);  // the same
    void receiptRulesKnown(
        const std::vector<receipts::PolicyRule> &rules);  // all, at the start and after each change
    void picturePermissionsKnown(const std::vector<store::PicturePermission> &permissions);  // the same
    void searchesKnown(const std::vector<search::SavedSearch> &searches);                    // the same
    void wishNotKept(const Error &why);
    void barrierPassed(quint64 id);
    void certificateNotRemembered(const Error &why);

private:
    [[nodiscard]] Result<void> openBoth();
    void putOldOperationsAside();
    void makeOutbox(store::Reader reader);
    void followRename(const QUuid &account, const QByteArray &from, const QByteArray &to);
    void dropWishes(const QUuid &account);
    void tellWatched(const QUuid &account);
    void tellReceiptRules(const Result<void> &changed);
    void tellPicturePermissions(const Result<void> &changed);
    void tellSearches(const Result<void> &changed);

    store::ProfilePaths m_paths;
    Clock &m_clock;
    std::optional<store::Database> m_user;
    std::unique_ptr<store::Writer> m_writer;
    std::unique_ptr<store::WriteQueue> m_writes;
    std::unique_ptr<store::Retention> m_retention;
    std::unique_ptr<search::Indexer> m_indexer;
    std::unique_ptr<store::UserBackup> m_backup;
    std::unique_ptr<journal::Journal> m_journal;
    std::unique_ptr<receipts::ReceiptService> m_receipts;
    std::unique_ptr<receipts::ReportService> m_reports;
    std::unique_ptr<receipts::ActivityLog> m_activity;
    std::optional<store::Reader> m_mailboxes;  // where drafts and copies of sent mail go
    std::unique_ptr<outbox::Outbox> m_outbox;
    std::unique_ptr<outbox::Drafts> m_drafts;
    ProfileReport m_report;
    net::AcceptedCertificates m_certificates;
};

}
