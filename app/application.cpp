// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/application.h"

#include "app/accounttest.h"
#include "app/demoprocess.h"
#include "app/wiring.h"
#include "app/wording.h"

#include <QCoreApplication>

#include <algorithm>

namespace app {

namespace {

bool comesFromSameSource(const accounts::Account &a, const accounts::Account &b)
{
    return a.passwordSource == b.passwordSource && a.passwordCommand == b.passwordCommand;
}

}

Application::Application(store::ProfilePaths paths, Clock &clock, Engine::MakeTransport makeTransport,
                         std::unique_ptr<NetworkWatch> network, const net::WebOptions &web)
    : m_paths(std::move(paths)), m_clock(clock), m_makeTransport(std::move(makeTransport)),
      m_guard(m_paths.state + QStringLiteral("/starts")),
      m_credentials(std::make_unique<accounts::Credentials>(clock)),
      m_store(std::make_unique<StoreRoom>(m_paths, clock)),
      m_engine(std::make_unique<Engine>(m_paths.cacheDatabase(), clock, m_makeTransport)),
      m_pictures(std::make_unique<net::PictureFetcher>(web, clock)),
      m_formPoster(std::make_unique<net::FormPoster>(web, clock)),
      m_network(network ? std::move(network) : std::make_unique<SystemNetworkWatch>(clock))
{
    m_storeThread.setObjectName(QStringLiteral("store"));
    m_engineThread.setObjectName(QStringLiteral("engine"));
    m_store->moveToThread(&m_storeThread);
    m_engine->moveToThread(&m_engineThread);
    m_pictures->moveToThread(&m_engineThread);
    m_formPoster->moveToThread(&m_engineThread);
}

// The engine first, so that its last words still reach the store; then the store, which closes in its own
// thread (its alarms belong there), behind everything that was asked of it.
Application::~Application()
{
    m_window.reset();
    if (m_engineThread.isRunning()) {
        QMetaObject::invokeMethod(m_pictures.get(), &net::PictureFetcher::giveUp, Qt::QueuedConnection);
        QMetaObject::invokeMethod(m_formPoster.get(), &net::FormPoster::giveUp, Qt::QueuedConnection);
        connect(m_engine.get(), &Engine::stopped, &m_engineThread, &QThread::quit, Qt::DirectConnection);
        QMetaObject::invokeMethod(m_engine.get(), &Engine::stop, Qt::QueuedConnection);
        m_engineThread.wait();
    }
    m_formPoster.reset();
    m_pictures.reset();
    m_engine.reset();
    m_reader.reset();  // the writer closes last: one that only reads would leave the log behind
    if (m_storeThread.isRunning()) {
        QMetaObject::invokeMethod(
            m_store.get(),
            [this] {
                m_store->close();
                m_storeThread.quit();
            },
            Qt::QueuedConnection);
        m_storeThread.wait();
    }
    m_store.reset();
    m_guard.rest();
}

void Application::start()
{
    if (const auto done = m_paths.prepare(); !done) {
        Q_EMIT cannotStart(wording::folderProblem(m_paths.data, done.error()));
        return;
    }
    m_guard.begin();
    connect(m_store.get(), &StoreRoom::opened, this, &Application::handleOpened);
    connect(m_store.get(), &StoreRoom::openFailed, this, [this](const Error &why) {
        Q_EMIT cannotStart(wording::databaseProblem(m_paths.userDatabase(), why));
    });
    m_storeThread.start();
    QMetaObject::invokeMethod(m_store.get(), &StoreRoom::open, Qt::QueuedConnection);
}

void Application::handleOpened(store::Opened, const net::AcceptedCertificates &certificates)
{
    m_certificates = certificates;
    auto reader = store::Reader::open(m_paths.cacheDatabase());
    if (!reader) {
        Q_EMIT cannotStart(wording::databaseProblem(m_paths.cacheDatabase(), reader.error()));
        return;
    }
    m_reader.emplace(std::move(*reader));
    accounts::Loaded loaded = accounts::loadAccounts(m_paths.accountsFile());
    m_accounts = std::move(loaded.accounts);
    m_window = std::make_unique<MainWindow>(
        MainWindow::Context{*m_reader, m_clock, m_paths, m_accounts, m_guard.isCareful()});
    connectGuard();
    connectWindowToEngine();
    connectWindowToStore();
    connectEngineToStore(*m_engine, *m_store);
    connectReceipts();
    connectWeb();
    connectWriting();
    connectCredentials();
    connectAccounts();
    m_engineThread.start();
    QMetaObject::invokeMethod(
        m_engine.get(),
        [engine = m_engine.get(), accounts = m_accounts, certificates] {
            engine->start(accounts, certificates);
        },
        Qt::QueuedConnection);
    // After the engine has its accounts, so that what waits finds them.
    QMetaObject::invokeMethod(
        m_engine.get(),
        [room = m_store.get()] {
            QMetaObject::invokeMethod(room, &StoreRoom::restore, Qt::QueuedConnection);
        },
        Qt::QueuedConnection);
    m_window->show();
    reportProblems(loaded.problems);
    Q_EMIT windowShown();
    for (const QByteArray &mailto : std::exchange(m_toWrite, {}))
        m_window->writeTo(mailto);
}

// Before there is a window nothing has to be remembered: it comes up by itself.
void Application::raise()
{
    if (m_window)
        m_window->raiseFromOtherInstance();
}

void Application::endWindow()
{
    if (m_window)
        m_window->closeAnyway();
}

void Application::keepWritten()
{
    if (m_window)
        m_window->keepWritten();
}

void Application::writeTo(const QByteArray &mailto)
{
    constexpr qsizetype mostKept = 20;
    if (m_window)
        m_window->writeTo(mailto);
    else if (m_toWrite.size() < mostKept)
        m_toWrite.append(mailto);
}

void Application::connectWindowToEngine()
{
    MainWindow *window = m_window.get();
    Engine *engine = m_engine.get();
    connect(window, &MainWindow::folderOpened, engine, &Engine::openFolder);
    connect(window, &MainWindow::contentWanted, engine, &Engine::fetchContent);
    connect(window, &MainWindow::contentGivenUp, engine, &Engine::giveUpContent);
    connect(window, &MainWindow::searchWanted, engine, &Engine::search);
    connect(window, &MainWindow::searchGivenUp, engine, &Engine::cancelSearch);
    connect(window, &MainWindow::refreshWanted, engine, &Engine::refresh);
    connect(window, &MainWindow::goOnlineWanted, engine, &Engine::goOnline);
    connect(window, &MainWindow::passwordRefused, engine, &Engine::goOffline);
    connect(engine, &Engine::statusChanged, window, &MainWindow::showStatus);
    connect(engine, &Engine::searchFinished, window, &MainWindow::showSearchResult);
    connect(engine, &Engine::contentProgressed, window, &MainWindow::showContentProgress);
    connect(engine, &Engine::contentFailed, window, &MainWindow::showContentFailure);
    connect(engine, &Engine::alerted, window, &MainWindow::showServerAlert);
    connect(engine, &Engine::noticed, window, &MainWindow::showAccountNotice);
    connect(window, &MainWindow::folderNamed, engine, &Engine::openNamed);
    connect(window, &MainWindow::downloadPauseWanted, engine, &Engine::pauseDownloads);
    connect(engine, &Engine::levelFound, window, &MainWindow::showServerLevel);
    connect(engine, &Engine::receiptHabitFound, window, &MainWindow::showServerSendsReceipts);
    connect(engine, &Engine::offlineProgressed, window, &MainWindow::showOfflineProgress);
    connect(m_network.get(), &NetworkWatch::meteredChanged, engine, &Engine::setMetered);
    QMetaObject::invokeMethod(
        engine, [engine, metered = m_network->isMetered()] { engine->setMetered(metered); },
        Qt::QueuedConnection);
    connect(window, &MainWindow::saveDataWanted, engine, &Engine::saveData);
    QMetaObject::invokeMethod(
        engine, [engine, wanted = window->isSavingData()] { engine->saveData(wanted); },
        Qt::QueuedConnection);
    connect(m_network.get(), &NetworkWatch::changed, engine, &Engine::checkLines);
    connect(engine, &Engine::protocolLines, window, &MainWindow::showProtocol);
    connect(window, &MainWindow::protocolWanted, engine, &Engine::recordProtocol);
    connect(engine, &Engine::certificateRejected, window, &MainWindow::askAboutCertificate);
    connect(window, &MainWindow::certificateDecided, this, &Application::decideCertificate);
}

void Application::connectWindowToStore()
{
    MainWindow *window = m_window.get();
    journal::Journal *journal = m_store->journal();
    connect(m_store->writer(), &store::Writer::changed, window, &MainWindow::applyChanges);
    connect(window, &MainWindow::keepOfflineWanted, m_store.get(), &StoreRoom::keepOffline);
    connect(window, &MainWindow::watchWanted, m_store.get(), &StoreRoom::watchFolder);
    connect(m_store.get(), &StoreRoom::foldersWatched, window, &MainWindow::showWatched);
    connect(window, &MainWindow::searchesWanted, m_store.get(), &StoreRoom::keepSearches);
    connect(m_store.get(), &StoreRoom::searchesKnown, window, &MainWindow::showSearches);
    connect(m_store.get(), &StoreRoom::wishNotKept, window, [window, this](const Error &why) {
        window->showAccountProblems({wording::databaseProblem(m_paths.userDatabase(), why)});
    });
    connect(window, &MainWindow::operationWanted, journal, &journal::Journal::append);
    connect(journal, &journal::Journal::appended, window, &MainWindow::showOperation);
    connect(journal, &journal::Journal::stateChanged, window, &MainWindow::showOperation);
    connect(journal, &journal::Journal::withdrawn, window, &MainWindow::withdrawOperation);
    connect(journal, &journal::Journal::needless, window, &MainWindow::forgetOperation);
    connect(journal, &journal::Journal::cannotBeUndone, window, &MainWindow::showFinalOperation);
    connect(window, &MainWindow::undoWanted, journal, &journal::Journal::undo);
    connect(window, &MainWindow::retryWanted, journal, &journal::Journal::retry);
    connect(window, &MainWindow::forgetWanted, journal, &journal::Journal::forget);
    connect(m_store.get(), &StoreRoom::operationRestored, window, &MainWindow::showOperation);
    connect(journal, &journal::Journal::failed, window, &MainWindow::showOperationFailure);
    connect(m_store->writer(), &store::Writer::failed, window, [window, this](const Error &why) {
        window->showAccountProblems({why.kind == Error::Kind::LimitExceeded
                                         ? wording::diskNearlyFull(m_paths.cacheDatabase())
                                         : wording::databaseProblem(m_paths.cacheDatabase(), why)});
    });
    connect(m_store->writer(), &store::Writer::contentNotKept, window,
            [window, this](const QUuid &account, const QByteArray &mailbox, imap::Uid uid) {
                const auto folder = m_reader->folder(account, mailbox);
                if (const auto copy = folder ? m_reader->find(folder->id, uid) : std::nullopt)
                    window->showContentFailure(*copy, Error{Error::Kind::Storage, {}});
            });
}

void Application::connectReceipts()
{
    using receipts::ReceiptService;
    ReceiptService *service = m_store->receipts();
    connect(m_window.get(), &MainWindow::receiptDecided, service, &ReceiptService::decide);
    connect(m_window.get(), &MainWindow::receiptSendAnywayWanted, service, &ReceiptService::sendAnyway);
    connect(m_window.get(), &MainWindow::receiptRuleWanted, m_store.get(), &StoreRoom::keepReceiptRule);
    connect(m_window.get(), &MainWindow::receiptRulesWanted, m_store.get(), &StoreRoom::keepReceiptRules);
    connect(m_window.get(), &MainWindow::receiptRuleDropWanted, m_store.get(), &StoreRoom::dropReceiptRule);
    connect(m_store.get(), &StoreRoom::receiptRulesKnown, m_window.get(), &MainWindow::showReceiptRules);
    using receipts::ActivityLog;
    using receipts::ReportService;
    ReportService *reports = m_store->reports();
    connect(m_window.get(), &MainWindow::sentMailWanted, reports, &ReportService::tellSent);
    connect(m_window.get(), &MainWindow::reportFolderWanted, reports, &ReportService::fileInto);
    connect(reports, &ReportService::sentMailKnown, m_window.get(), &MainWindow::showSentMail);
    connect(reports, &ReportService::changed, m_window.get(), &MainWindow::showReportsChanged);
    connect(reports, &ReportService::foldersKnown, m_window.get(), &MainWindow::showReportFolders);
    connect(m_window.get(), &MainWindow::activityWanted, m_store->activityLog(), &ActivityLog::tell);
    connect(m_store->activityLog(), &ActivityLog::known, m_window.get(), &MainWindow::showActivity);
    connect(service, &ReceiptService::stateChanged, m_window.get(), &MainWindow::showLedgerEntry);
    connect(service, &ReceiptService::failed, m_window.get(), &MainWindow::showReceiptFailure);
}

void Application::connectWeb()
{
    MainWindow *window = m_window.get();
    StoreRoom *room = m_store.get();
    net::PictureFetcher *pictures = m_pictures.get();
    connect(window, &MainWindow::remotePicturesWanted, pictures, &net::PictureFetcher::fetch);
    connect(window, &MainWindow::remotePicturesGivenUp, pictures, &net::PictureFetcher::giveUp);
    connect(pictures, &net::PictureFetcher::fetched, window, &MainWindow::showRemotePictures);
    connect(window, &MainWindow::unsubscribeWanted, m_formPoster.get(), &net::FormPoster::post);
    connect(m_formPoster.get(), &net::FormPoster::ended, window, &MainWindow::showUnsubscribed);
    connect(window, &MainWindow::picturePermissionWanted, room, &StoreRoom::keepPicturePermission);
    connect(window, &MainWindow::picturePermissionDropWanted, room, &StoreRoom::dropPicturePermission);
    connect(room, &StoreRoom::picturePermissionsKnown, window, &MainWindow::showPicturePermissions);
}

void Application::connectWriting()
{
    using outbox::Drafts;
    using outbox::Outbox;
    MainWindow *window = m_window.get();
    Drafts *drafts = m_store->drafts();
    connect(window, &MainWindow::draftFileWanted, drafts, &Drafts::attach);
    connect(window, &MainWindow::draftWanted, drafts, &Drafts::save);
    connect(window, &MainWindow::draftLoadWanted, drafts, &Drafts::load);
    connect(window, &MainWindow::draftDropWanted, drafts, &Drafts::remove);
    connect(drafts, &Drafts::known, window, &MainWindow::showDraft);
    connect(drafts, &Drafts::loaded, window, &MainWindow::openDraft);
    connect(drafts, &Drafts::messageWanted, window, &MainWindow::saveDraftWithMessage);
    connect(drafts, &Drafts::saved, window, &MainWindow::showDraftSaved);
    connect(drafts, &Drafts::removed, window, &MainWindow::showDraftRemoved);
    connect(drafts, &Drafts::failed, window, &MainWindow::showDraftFailure);
    connect(drafts, &Drafts::savedOnServer, window, &MainWindow::showDraftOnServer);
    connect(drafts, &Drafts::changedElsewhere, window, &MainWindow::showDraftChangedElsewhere);
    Outbox *box = m_store->outbox();
    connect(window, &MainWindow::mailQueued, box, &Outbox::queue);
    connect(window, &MainWindow::mailTakeBackWanted, box, &Outbox::takeBack);
    connect(window, &MainWindow::mailSendNowWanted, box, &Outbox::sendNow);
    connect(window, &MainWindow::mailOthersWanted, box, &Outbox::sendToOthers);
    connect(window, &MainWindow::mailRetryWanted, box, &Outbox::retry);
    connect(window, &MainWindow::mailGiveUpWanted, box, &Outbox::giveUp);
    connect(box, &Outbox::changed, window, &MainWindow::showOutboxEntry);
    connect(box, &Outbox::removed, window, &MainWindow::showOutboxRemoved);
    connect(box, &Outbox::takenBack, window, &MainWindow::showTakenBack);
    connect(box, &Outbox::notQueued, window, &MainWindow::showNotQueued);
    connect(box, &Outbox::failed, window, &MainWindow::showOutboxFailure);
    connect(box, &Outbox::copyNotKept, window, &MainWindow::showCopyNotKept);
    connect(m_engine.get(), &Engine::sizeLimitFound, window, &MainWindow::showSizeLimit);
}

void Application::connectCredentials()
{
    using accounts::Credentials;
    Credentials *credentials = m_credentials.get();
    connect(m_engine.get(), &Engine::credentialsNeeded, this, &Application::requestPassword);
    connect(m_engine.get(), &Engine::credentialsRefused, this, [this](const QUuid &id) {
        if (const accounts::Account *account = find(id)) {
            m_credentials->reject(*account);
            requestPassword(id);
        }
    });
    connect(credentials, &Credentials::provided, m_engine.get(), &Engine::provideCredentials);
    connect(credentials, &Credentials::askUser, this, [this](const QUuid &id, bool refused) {
        if (m_testWithoutPassword && m_testWithoutPassword->id == id)
            m_window->askForPassword(*m_testWithoutPassword, refused);
        else if (const accounts::Account *account = find(id))
            m_window->askForPassword(*account, refused);
    });
    connect(credentials, &Credentials::failed, this, [this](const QUuid &id, const Error &why) {
        const accounts::Account *account =
            m_testWithoutPassword && m_testWithoutPassword->id == id ? &*m_testWithoutPassword : find(id);
        if (account != nullptr)
            m_window->showAccountProblems({wording::passwordSourceProblem(account->passwordSource, why)});
    });
    connect(credentials, &Credentials::notRemembered, this, [this](const QUuid &, const Error &why) {
        m_window->showAccountProblems({wording::passwordNotRemembered(why)});
    });
    connect(m_window.get(), &MainWindow::passwordGiven, credentials, &Credentials::provide);
    connect(credentials, &Credentials::provided, this, [this](const QUuid &id, const Secret &password) {
        if (m_testWithoutPassword && m_testWithoutPassword->id == id)
            startTest(*std::exchange(m_testWithoutPassword, std::nullopt), password);
    });
    connect(m_window.get(), &MainWindow::passwordRefused, this, [this](const QUuid &id) {
        if (!m_testWithoutPassword || m_testWithoutPassword->id != id)
            return;
        m_testWithoutPassword.reset();
        m_window->showTestResult(
            {id, accounts::TestResult::Step::ImapLogin, Error{Error::Kind::Cancelled, {}}});
    });
}

void Application::connectAccounts()
{
    connect(m_window.get(), &MainWindow::accountTestWanted, this, &Application::testAccount);
    connect(m_window.get(), &MainWindow::accountEntered, this, &Application::addAccount);
    connect(m_window.get(), &MainWindow::accountRemovalWanted, this, &Application::removeAccount);
    connect(m_window.get(), &MainWindow::demoWanted, this, &Application::startDemo);
}

const accounts::Account *Application::find(const QUuid &account) const
{
    const auto found =
        std::find_if(m_accounts.begin(), m_accounts.end(), [&](const auto &a) { return a.id == account; });
    return found == m_accounts.end() ? nullptr : &*found;
}

void Application::requestPassword(const QUuid &account)
{
    if (const accounts::Account *known = find(account))
        m_credentials->request(*known);
}

void Application::decideCertificate(const accounts::CertificateQuestion &question, bool accepted)
{
    if (!accepted)
        return;
    const net::AcceptedCertificate decision{question.host, question.port, question.sha256};
    m_certificates.accept(decision);
    QMetaObject::invokeMethod(m_store.get(),
                              [room = m_store.get(), decision] { room->rememberCertificate(decision); });
    QMetaObject::invokeMethod(m_engine.get(),
                              [engine = m_engine.get(), decision] { engine->acceptCertificate(decision); });
    if (const auto stopped = std::exchange(m_testStoppedByCertificate, std::nullopt))
        startTest(stopped->first, stopped->second);
}

// Without a password that was typed: with the one that its source, as it is entered now, gives.
void Application::testAccount(const accounts::Account &account, const Secret &password)
{
    m_testWithoutPassword.reset();
    if (!password.isEmpty()) {
        startTest(account, password);
        return;
    }
    const accounts::Account *known = find(account.id);
    if (known == nullptr || !comesFromSameSource(*known, account))
        m_credentials->forget(account.id);
    m_testWithoutPassword = account;
    m_credentials->request(account);
}

void Application::startTest(const accounts::Account &account, const Secret &password)
{
    auto makeTransport = [this](const net::Endpoint &endpoint) {
        return m_makeTransport ? m_makeTransport(endpoint, m_certificates)
                               : net::makeSslTransport(endpoint, m_certificates, m_clock);
    };
    auto *test = new AccountTest(account, password, makeTransport, m_clock, this);
    connect(test, &AccountTest::finished, m_window.get(), &MainWindow::showTestResult);
    // A certificate accepted afterwards lets the same test go on.
    connect(test, &AccountTest::finished, this,
            [this, account, password](const accounts::TestResult &result) {
                m_testStoppedByCertificate.reset();
                if (result.error && result.error->kind == Error::Kind::Untrusted)
                    m_testStoppedByCertificate.emplace(account, password);
            });
    connect(test, &AccountTest::certificateRejected, m_window.get(), &MainWindow::askAboutCertificate);
    test->start();
}

void Application::addAccount(const accounts::Account &account, const Secret &password)
{
    if (const auto saved = accounts::saveAccount(m_paths.accountsFile(), account); !saved) {
        m_window->showAccountProblems({wording::databaseProblem(m_paths.accountsFile(), saved.error())});
        return;
    }
    const auto known = std::find_if(m_accounts.begin(), m_accounts.end(),
                                    [&](const auto &one) { return one.id == account.id; });
    const bool anotherSource = known == m_accounts.end() || !comesFromSameSource(*known, account);
    if (known != m_accounts.end())
        *known = account;
    else
        m_accounts.push_back(account);
    m_window->addAccount(account);
    if (anotherSource)
        m_credentials->forget(account.id);
    if (!password.isEmpty())
        m_credentials->provide(account, password);
    // The engine asks for the password, if it has none.
    const bool anotherPassword = anotherSource || !password.isEmpty();
    QMetaObject::invokeMethod(m_engine.get(), [engine = m_engine.get(), account, anotherPassword] {
        if (anotherPassword)
            engine->forgetPassword(account.id);
        engine->addAccount(account);
    });
}

void Application::removeAccount(const QUuid &id)
{
    if (const auto removed = accounts::removeAccount(m_paths.accountsFile(), id); !removed) {
        m_window->showAccountProblems({wording::databaseProblem(m_paths.accountsFile(), removed.error())});
        return;
    }
    if (const accounts::Account *known = find(id))
        m_credentials->erase(*known);
    std::erase_if(m_accounts, [&](const auto &account) { return account.id == id; });
    m_window->removeAccount(id);
    QMetaObject::invokeMethod(m_engine.get(), [engine = m_engine.get(), id] { engine->removeAccount(id); });
}

void Application::startDemo()
{
    const QString script = DemoProcess::findScript();
    if (script.isEmpty()) {
        m_window->showAccountProblems({wording::demoMissing()});
        return;
    }
    if (!m_demo) {
        m_demo = std::make_unique<DemoProcess>(script, QCoreApplication::applicationFilePath());
        connect(m_demo.get(), &DemoProcess::progressed, m_window.get(),
                [this](DemoProcess::Step step) { m_window->showDemoProgress(wording::demoStep(step)); });
        connect(m_demo.get(), &DemoProcess::opened, m_window.get(),
                [this] { m_window->showDemoProgress(wording::demoOpen()); });
        connect(m_demo.get(), &DemoProcess::failed, m_window.get(), [this](const QString &reason) {
            m_window->showAccountProblems({wording::demoProblem(reason)});
        });
        connect(m_demo.get(), &DemoProcess::ended, m_window.get(),
                [this] { m_window->showDemoProgress({}); });
    }
    m_demo->start();
}

// What is about to be shown is noted first: it may be what kills us.
void Application::connectGuard()
{
    constexpr std::chrono::seconds calm{20};
    m_rest = m_clock.alarm(calm, [this] { m_guard.rest(); });
    connect(m_window.get(), &MainWindow::folderOpened, this, [this](store::FolderId id) {
        if (const auto folder = m_reader->folder(id))
            m_guard.note(folder->name);
    });
    connect(m_window.get(), &MainWindow::contentRead, m_store->retention(), &store::Retention::use);
}

void Application::reportProblems(const std::vector<accounts::Problem> &problems)
{
    QStringList sentences;
    const ProfileReport &report = m_store->report();
    if (m_guard.isCareful())
        sentences.append(wording::carefulStart(m_guard.culprit()));
    if (report.user == store::Opened::Restored)
        sentences.append(wording::userRestored(m_paths.userDatabase()));
    else if (report.isFromElsewhere)
        sentences.append(wording::profileFromElsewhere());
    if (report.isOnNetwork)
        sentences.append(wording::networkFolder(m_paths.data));
    if (report.cache == store::Opened::SetAside)
        sentences.append(wording::cacheRebuilt());
    for (const accounts::Problem &problem : problems)
        sentences.append(wording::accountProblem(m_paths.accountsFile(), problem));
    if (!sentences.isEmpty())
        m_window->showAccountProblems(sentences);
}

}
