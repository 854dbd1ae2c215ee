// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/engine.h"
#include "app/storeroom.h"

#include <QElapsedTimer>
#include <QTimer>

#include <memory>
#include <optional>

#include "tests/support/fakeclock.h"

// The program without its window, on a profile that outlives it: works off a list of wishes and ends when
// nothing is going on any more. It may be killed at any moment; what it has asked for, and what it was told
// is durable, stands in a file that is written past every fault. Its time is the real one, but where it would
// only wait for an alarm, that time is skipped.
class Victim : public QObject
{
    Q_OBJECT

public:
    struct Orders {
        QString profile, log;
        net::Endpoint endpoint;
        QString user, password;
        // "flag ID KEYWORD", "unflag ID KEYWORD", "append ID MAILBOX", "move", "copy" and "delete ID
        // MAILBOX", "remove ID": messages of INBOX by their Message-ID. "watch": print what is kept, look
        // into another folder, and so on until the input ends.
        QByteArrayList wishes;
    };
    explicit Victim(Orders orders);
    ~Victim() override;

    [[nodiscard]] bool start();

Q_SIGNALS:
    void ended(int code);

private:
    void connectAll();
    void stir() { m_idle = {}; }  // something has happened: not quiet yet
    void tick();
    [[nodiscard]] bool isSettled() const;
    [[nodiscard]] bool isHolding() const;
    void handleQuiet();
    [[nodiscard]] bool carryOut(const QByteArray &wish);
    [[nodiscard]] std::optional<journal::Operation> operationOf(const QByteArrayList &words) const;
    [[nodiscard]] std::optional<journal::Targets> find(const QByteArray &messageId) const;
    void watch();
    void dump() const;
    void note(const QByteArray &line) const;

    Orders m_orders;
    FakeClock m_clock{QDateTime::currentDateTimeUtc()};
    QTimer m_timer;
    QElapsedTimer m_real;
    std::chrono::milliseconds m_idle{0}, m_age{0};
    accounts::Account m_account;
    std::unique_ptr<app::StoreRoom> m_room;
    std::unique_ptr<app::Engine> m_engine;
    std::optional<store::Reader> m_reader;
    int m_looks = 0, m_skips = 0, m_inVain = 0;
    bool m_online = false;
};
