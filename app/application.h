// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/crashguard.h"
#include "app/engine.h"
#include "app/storeroom.h"
#include "core/accounts/accountstore.h"
#include "core/accounts/credentials.h"
#include "core/base/clock.h"
#include "core/net/formposter.h"
#include "core/net/picturefetcher.h"
#include "core/store/reader.h"
#include "widgets/mainwindow.h"

#include <QObject>
#include <QThread>

#include <memory>

namespace app {

class DemoProcess;

// The composition root: makes the rooms, puts them into their threads and connects them; no logic of its own.
// Window thread. start() goes on by itself: databases first, then the window, then the engine.
class Application : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Application)

public:
    // `makeTransport`, `network` and `web` are for tests.
    Application(store::ProfilePaths paths, Clock &clock, Engine::MakeTransport makeTransport = {},
                std::unique_ptr<NetworkWatch> network = {}, const net::WebOptions &web = {});
    ~Application() override;  // waits for both threads: what is pending is durable, nothing is lost

    void start();
    // From another start, which may come before there is a window: then as soon as there is one.
    void raise();
    void writeTo(const QByteArray &mailto);  // the window judges it
    void endWindow();                        // without a question; what is written is kept
    void keepWritten();                      // the session may end: what is being written is saved now
    [[nodiscard]] MainWindow *window() const noexcept { return m_window.get(); }
    [[nodiscard]] Engine &engine() noexcept { return *m_engine; }
    [[nodiscard]] StoreRoom &storeRoom() noexcept { return *m_store; }

Q_SIGNALS:
    void windowShown();
    void cannotStart(const QString &sentence);

private:
    void handleOpened(store::Opened cache, const net::AcceptedCertificates &certificates);
    void connectWindowToEngine();
    void connectWindowToStore();
    void connectReceipts();
    void connectWeb();
    void connectWriting();
    void connectCredentials();
    void connectAccounts();
    void connectGuard();
    void reportProblems(const std::vector<accounts::Problem> &problems);
    void decideCertificate(const accounts::CertificateQuestion &question, bool accepted);
    void requestPassword(const QUuid &account);
    void addAccount(const accounts::Account &account, const Secret &password);
    void removeAccount(const QUuid &account);
    void testAccount(const accounts::Account &account, const Secret &password);
    void startTest(const accounts::Account &account, const Secret &password);
    void startDemo();
    [[nodiscard]] const accounts::Account *find(const QUuid &account) const;

    store::ProfilePaths m_paths;
    Clock &m_clock;
    Engine::MakeTransport m_makeTransport;
    CrashGuard m_guard;
    std::unique_ptr<Alarm> m_rest;
    std::vector<accounts::Account> m_accounts;
    net::AcceptedCertificates m_certificates;
    std::optional<store::Reader> m_reader;
    std::unique_ptr<accounts::Credentials> m_credentials;
    QThread m_storeThread, m_engineThread;
    std::unique_ptr<StoreRoom> m_store;
    std::unique_ptr<Engine> m_engine;
    QByteArrayList m_toWrite;                         // addresses for the window
    std::unique_ptr<net::PictureFetcher> m_pictures;  // in the engine's thread, as the next
    std::unique_ptr<net::FormPoster> m_formPoster;
    std::unique_ptr<NetworkWatch> m_network;
    std::unique_ptr<MainWindow> m_window;
    std::unique_ptr<DemoProcess> m_demo;
    std::optional<accounts::Account> m_testWithoutPassword;  // waits for the one its source gives
    std::optional<std::pair<accounts::Account, Secret>> m_testStoppedByCertificate;
};

}
