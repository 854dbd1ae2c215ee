// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/storeroom.h"

#include "core/base/logging.h"
#include "core/store/certificatestore.h"
#include "core/store/filesystem.h"
#include "core/store/offlinefolders.h"
#include "core/store/userdatabase.h"
#include "core/store/watchedfolders.h"

#include <QFile>

#include <sys/statvfs.h>

namespace app {

namespace {

// It is asked before every write, and QStorageInfo reads the whole table of mounts each time. -1: nobody
// knows.
qint64 freeSpace(const char *folder)
{
    struct statvfs space {};
    if (::statvfs(folder, &space) != 0)
        return -1;
    return static_cast<qint64>(space.f_bavail) * static_cast<qint64>(space.f_frsize);
}

}

StoreRoom::StoreRoom(store::ProfilePaths paths, Clock &clock) : m_paths(std::move(paths)), m_clock(clock) {}

StoreRoom::~StoreRoom() = default;

void StoreRoom::open()
{
    if (const auto done = openBoth(); !done) {
        Q_EMIT openFailed(done.error());
        return;
    }
    Q_EMIT opened(m_report.cache, m_certificates);
}

Result<void> StoreRoom::openBoth()
{
    auto user = store::openUser(m_paths.userDatabase());
    if (!user)
        return user.error();
    m_user.emplace(std::move(user->database));
    m_report.user = user->opened;
    m_report.isFromElsewhere = user->isFromElsewhere;
    m_report.isOnNetwork = store::isNetworkFolder(m_paths.data);
    auto cache = store::openCache(m_paths.cacheDatabase());
    if (!cache)
        return cache.error();
    m_report.cache = cache->opened;
    const auto decisions = store::certificateDecisions(*m_user);
    if (!decisions)
        return decisions.error();
    for (const store::CertificateDecision &decision : *decisions)
        m_certificates.accept({decision.host, decision.port, decision.sha256});
    m_writer = std::make_unique<store::Writer>(std::move(cache->database));
    m_writer->setFreeSpace(
        [folder = QFile::encodeName(m_paths.data)] { return freeSpace(folder.constData()); });
    m_writes = std::make_unique<store::WriteQueue>(*m_writer);
    m_retention = std::make_unique<store::Retention>(*m_writer, m_clock);
    m_indexer = std::make_unique<search::Indexer>(*m_writer, m_clock);
    m_indexer->setGate([this, folder = QFile::encodeName(m_paths.data)] {
        const qint64 left = freeSpace(folder.constData());
        return m_writes->isEmpty() && (left < 0 || left >= store::Writer::freeSpaceFloor);
    });
    m_backup = std::make_unique<store::UserBackup>(*m_user, m_clock);
    m_journal = std::make_unique<journal::Journal>(*m_user, m_clock);
    m_receipts = std::make_unique<receipts::ReceiptService>(*m_user, m_clock);
    auto reader = store::Reader::open(m_paths.cacheDatabase());
    if (!reader)
        return reader.error();
    m_reports = std::make_unique<receipts::ReportService>(*m_user, *m_writer, std::move(*reader), m_clock);
    m_activity = std::make_unique<receipts::ActivityLog>(*m_user);
    auto mailboxes = store::Reader::open(m_paths.cacheDatabase());
    if (!mailboxes)
        return mailboxes.error();
    makeOutbox(std::move(*mailboxes));
    connect(m_activity.get(), &receipts::ActivityLog::failed, this, &StoreRoom::wishNotKept);
    // Nobody has asked for it, and it is tried again.
    connect(m_reports.get(), &receipts::ReportService::failed, this,
            [](const Error &why) { qCWarning(logStore) << "reports:" << why.detail; });
    connect(m_reports.get(), &receipts::ReportService::filingWanted, m_journal.get(),
            &journal::Journal::append);
    return {};
}

void StoreRoom::makeOutbox(store::Reader reader)
{
    m_mailboxes.emplace(std::move(reader));
    const auto find = [this](const QUuid &account, store::FolderRole role) -> std::optional<QByteArray> {
        for (const store::Folder &folder : m_mailboxes->folders(account)) {
            if (folder.role == role)
                return folder.mailbox;
        }
        return std::nullopt;
    };
    m_outbox = std::make_unique<outbox::Outbox>(*m_user, *m_journal, m_clock, find);
    m_drafts = std::make_unique<outbox::Drafts>(*m_user, *m_journal, m_clock, find);
    connect(m_writer.get(), &store::Writer::changed, m_drafts.get(), [this](const store::ChangeSet &changes) {
        if (!changes.foldersChanged.empty())
            m_drafts->foldersChanged();
    });
    connect(m_outbox.get(), &outbox::Outbox::draftSpent, m_drafts.get(), &outbox::Drafts::remove);
    connect(m_outbox.get(), &outbox::Outbox::accepted, m_reports.get(), &receipts::ReportService::changed);
}

// Of a profile that was put back from a copy nobody knows what has been done since. It ends as failed, to be
// tried again by whoever wants it still.
void StoreRoom::putOldOperationsAside()
{
    for (const journal::Entry &entry : m_journal->pending())
        m_journal->record(entry.id, journal::State::Failed, "this profile was restored from a copy");
    m_outbox->putAside();
}

void StoreRoom::restore()
{
    if (m_report.isFromElsewhere)
        putOldOperationsAside();
    m_retention->start();
    m_indexer->start();
    m_backup->start();
    for (const journal::Entry &entry : m_journal->pending())
        Q_EMIT operationRestored(entry);
    for (const journal::Entry &entry : m_journal->failures())
        Q_EMIT operationRestored(entry);
    tellReceiptRules({});  // before anything is asked
    tellPicturePermissions({});
    tellSearches({});
    m_receipts->restore();
    m_reports->restore();
    m_outbox->restore();  // first: a draft that is to be sent is not one to write on
    m_drafts->restore();
    if (const auto kept = store::offlineFolders(*m_user)) {
        for (const store::OfflineFolder &folder : *kept) {
            const store::KeepOffline wish{folder.account, folder.mailbox, folder.months};
            m_writes->add(wish);  // cache.db may be another one
            Q_EMIT offlineWished(wish);
        }
    }
    if (const auto watched = store::watchedFolders(*m_user)) {
        for (auto account = watched->begin(); account != watched->end(); ++account)
            Q_EMIT foldersWatched(account.key(), account.value());
    }
}

void StoreRoom::keepOffline(const store::KeepOffline &wish)
{
    const auto done = wish.months ? store::keepOffline(*m_user, {wish.account, wish.mailbox, *wish.months})
                                  : store::keepOfflineNoMore(*m_user, wish.account, wish.mailbox);
    if (!done) {
        Q_EMIT wishNotKept(done.error());
        return;
    }
    m_writes->add(wish);
    Q_EMIT offlineWished(wish);
}

void StoreRoom::keepReceiptRule(const receipts::PolicyRule &rule)
{
    tellReceiptRules(receipts::keepRule(*m_user, rule));
}

void StoreRoom::keepReceiptRules(const std::vector<receipts::PolicyRule> &rules)
{
    const auto keepAll = [&]() -> Result<void> {
        auto transaction = store::Transaction::begin(*m_user);
        if (!transaction)
            return transaction.error();
        for (const receipts::PolicyRule &rule : rules) {
            if (auto kept = receipts::keepRule(*m_user, rule); !kept)
                return kept;
        }
        return transaction->commit();
    };
    tellReceiptRules(keepAll());
}

void StoreRoom::dropReceiptRule(const receipts::PolicyRule &rule)
{
    tellReceiptRules(receipts::dropRule(*m_user, rule.scope, rule.value));
}

// What counts is what was written.
void StoreRoom::tellReceiptRules(const Result<void> &changed)
{
    const auto rules = receipts::policyRules(*m_user);
    if (!changed)
        Q_EMIT wishNotKept(changed.error());
    else if (!rules)
        Q_EMIT wishNotKept(rules.error());
    if (rules)
        Q_EMIT receiptRulesKnown(*rules);
}

void StoreRoom::keepPicturePermission(const store::PicturePermission &permission)
{
    tellPicturePermissions(store::keepPicturePermission(*m_user, permission));
}

void StoreRoom::dropPicturePermission(const store::PicturePermission &permission)
{
    tellPicturePermissions(store::dropPicturePermission(*m_user, permission));
}

void StoreRoom::tellPicturePermissions(const Result<void> &changed)
{
    const auto permissions = store::picturePermissions(*m_user);
    if (!changed || !permissions)
        Q_EMIT wishNotKept(changed ? permissions.error() : changed.error());
    if (permissions)
        Q_EMIT picturePermissionsKnown(*permissions);
}

void StoreRoom::keepSearches(const std::vector<search::SavedSearch> &searches)
{
    tellSearches(search::keepSavedSearches(*m_user, searches));
}

void StoreRoom::tellSearches(const Result<void> &changed)
{
    const auto searches = search::savedSearches(*m_user);
    if (!changed || !searches)
        Q_EMIT wishNotKept(changed ? searches.error() : changed.error());
    if (searches)
        Q_EMIT searchesKnown(*searches);
}

void StoreRoom::watchFolder(const QUuid &account, const QByteArray &mailbox, bool wanted)
{
    if (const auto done = store::watchFolder(*m_user, account, mailbox, wanted); !done)
        Q_EMIT wishNotKept(done.error());
    tellWatched(account);
}

void StoreRoom::tellWatched(const QUuid &account)
{
    if (const auto watched = store::watchedFolders(*m_user))
        Q_EMIT foldersWatched(account, watched->value(account));
}

void StoreRoom::heed(const store::Update &update)
{
    if (const auto *names = std::get_if<store::FoldersRenamed>(&update)) {
        for (const store::FoldersRenamed::Name &name : names->names)
            followRename(names->account, name.from, name.to);
    } else if (const auto *gone = std::get_if<store::AccountRemoved>(&update)) {
        dropWishes(gone->account);
    }
}

void StoreRoom::dropWishes(const QUuid &account)
{
    if (const auto kept = store::offlineFolders(*m_user)) {
        for (const store::OfflineFolder &folder : *kept) {
            if (folder.account == account)
                (void)store::keepOfflineNoMore(*m_user, account, folder.mailbox);
        }
    }
    if (const auto watched = store::watchedFolders(*m_user)) {
        for (const QByteArray &mailbox : watched->value(account))
            (void)store::watchFolder(*m_user, account, mailbox, false);
    }
    m_reports->forgetAccount(account);
    m_outbox->forgetAccount(account);
    m_drafts->forgetAccount(account);
    tellReceiptRules(receipts::dropRule(*m_user, receipts::PolicyRule::Scope::Account, account.toRfc4122()));
}

void StoreRoom::followRename(const QUuid &account, const QByteArray &from, const QByteArray &to)
{
    const auto kept = store::offlineFolders(*m_user);
    for (const store::OfflineFolder &folder : kept ? *kept : std::vector<store::OfflineFolder>()) {
        if (folder.account != account || folder.mailbox != from)
            continue;
        keepOffline({account, to, folder.months});
        keepOffline({account, from, std::nullopt});
    }
    const auto watched = store::watchedFolders(*m_user);
    if (watched && watched->value(account).contains(from)) {
        watchFolder(account, to, true);
        watchFolder(account, from, false);
    }
}

void StoreRoom::rememberCertificate(const net::AcceptedCertificate &decision)
{
    const auto done = store::rememberCertificate(*m_user, {decision.host, decision.port, decision.sha256});
    if (!done)
        Q_EMIT certificateNotRemembered(done.error());
}

void StoreRoom::knowAccount(const accounts::Account &account)
{
    m_reports->setAccount(
        {account.id, accounts::ownAddresses(account), account.authenticationServer.toUtf8()});
    m_outbox->knowHabit(account.id, outbox::filesSentMail(account.smtp.endpoint.host.toUtf8()));
}

void StoreRoom::passBarrier(quint64 id)
{
    m_writes->after([this, id] { Q_EMIT barrierPassed(id); });
}

void StoreRoom::recordOperation(qint64 id, journal::State state, const QByteArray &detail)
{
    if (state == journal::State::Done || state == journal::State::Failed)
        m_writes->after([this, id, state, detail] { m_journal->record(id, state, detail); });
    else
        m_journal->record(id, state, detail);  // somebody waits for it to go on
}

void StoreRoom::close()
{
    if (m_writes)
        m_writes->drain();
    if (m_retention)
        m_retention->flush();
    m_backup.reset();
    m_indexer.reset();
    m_retention.reset();
    m_outbox.reset();
    m_drafts.reset();
    m_mailboxes.reset();
    m_reports.reset();
    m_activity.reset();
    m_receipts.reset();
    m_journal.reset();
    m_writes.reset();
    m_writer.reset();
    m_user.reset();
}

}
