// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/engine.h"
#include "app/storeroom.h"

#include <QPointer>
#include <QTemporaryDir>

#include <map>
#include <memory>

#include "tests/properties/slowpipe.h"
#include "tests/support/fakeclock.h"
#include "tests/support/faketransport.h"
#include "tests/support/memoryfolder.h"
#include "tests/support/modelsession.h"

// The engine and the store as in the program, on one thread and with a fake clock, and any number of accounts
// whose servers are Models. Nothing is scripted: octets go back and forth until nobody has anything to say.
class ModelWorld
{
public:
    ModelWorld();
    ~ModelWorld();
    ModelWorld(const ModelWorld &) = delete;
    ModelWorld &operator=(const ModelWorld &) = delete;

    // An account of its own on `model` (which outlives it), at once online. `client` names it in the ledger.
    QUuid addAccount(model::Model &model, const QByteArrayList &capabilities, int client,
                     bool wantsLogin = false);
    void removeAccount(const QUuid &account);
    // From the next connection on.
    void setCapabilities(const QUuid &account, const QByteArrayList &capabilities);

    // One exchange on every connection; false: nobody had anything to say.
    bool pump();
    void settle();
    // Until nothing is going on any more, whatever had to wait for its time.
    void quieten();
    // The server closes every connection of the account.
    void drop(const QUuid &account);
    // False: that folder is not known here, and another one stays on screen.
    bool openFolder(const QUuid &account, const QByteArray &mailbox);
    // The store and the engine again on the same profile, as after a crash.
    void restart();

    // A cut: after so many octets in that direction (over all connections, from now on) the line of that
    // connection is gone. Then nothing is cut any more. Closed: what was under way to us still comes. Reset:
    // it does not. Silent: nobody is told, and nothing comes or goes any more.
    enum class Direction { ToClient, ToServer };
    enum class Cut { Closed, Reset, Silent };
    void cutAfter(Direction direction, qint64 octets, Cut how = Cut::Closed);
    [[nodiscard]] qint64 octets(Direction direction) const { return m_octets[static_cast<int>(direction)]; }
    [[nodiscard]] bool wasCut() const { return m_wasCut; }
    // Of every connection, from now on. While something is under way settle() lets the time go by.
    void setPace(const Pace &pace);

    // What differs between what is kept of that mailbox and what the server has; empty: nothing.
    [[nodiscard]] QByteArray differs(const QUuid &account, const model::Mailbox &mailbox) const;
    [[nodiscard]] QByteArray foldersDiffer(const QUuid &account, const model::Model &model) const;
    // A copy of a message that is kept, as an operation names it.
    [[nodiscard]] std::optional<journal::Target> targetOf(const QUuid &account, const QByteArray &mailbox,
                                                          quint32 uid) const;
    [[nodiscard]] std::vector<imap::Uid> kept(const QUuid &account, const QByteArray &mailbox) const;

    [[nodiscard]] app::Engine &engine() { return *m_engine; }
    [[nodiscard]] app::StoreRoom &room() { return *m_room; }
    [[nodiscard]] store::Reader &reader() { return *m_reader; }
    [[nodiscard]] FakeClock &clock() { return m_clock; }
    [[nodiscard]] const QByteArray &failure() const { return m_failure; }  // never quiet, no database …

private:
    struct Client {
        accounts::Account account;
        model::Model *model = nullptr;
        QByteArrayList capabilities;
        int number = 0;
        bool wantsLogin = false;
    };
    struct Line {
        QUuid account;
        QPointer<FakeTransport> transport;
        std::unique_ptr<model::Session> session;  // null until it is accepted
        bool isSilent = false;
        SlowPipe up, down;
    };
    void build();
    [[nodiscard]] bool isEverybodyConnected() const;
    [[nodiscard]] std::unique_ptr<net::Transport> makeTransport(const net::Endpoint &endpoint);
    [[nodiscard]] bool exchange(Line &line);
    void cut(Line &line);
    [[nodiscard]] bool exchangeSlowly(Line &line);
    [[nodiscard]] bool skipToNextArrival();
    struct Through {
        qsizetype octets = 0;
        bool isCut = false;
    };
    [[nodiscard]] Through pass(Direction direction, qsizetype octets);

    QTemporaryDir m_folder{inMemory()};
    FakeClock m_clock;
    std::map<QString, Client> m_clients;  // by the host of their endpoint
    std::unique_ptr<app::StoreRoom> m_room;
    std::unique_ptr<app::Engine> m_engine;
    std::optional<store::Reader> m_reader;
    std::vector<std::unique_ptr<Line>> m_lines;
    QByteArray m_failure;
    qint64 m_octets[2] = {0, 0};
    qint64 m_cutAt[2] = {-1, -1};
    bool m_wasCut = false;
    Cut m_cut = Cut::Closed;
    Pace m_pace;
    int m_hosts = 0;
};
