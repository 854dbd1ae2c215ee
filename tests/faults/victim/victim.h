// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/engine.h"
#include "app/storeroom.h"

#include <memory>
#include <optional>

// The program without its window, on a profile that outlives it: works off a list of wishes and ends when
// nothing is going on any more. It may be killed at any moment; what it has asked for, and what it was told
// is durable, stands in a file that is written past every fault.
class Victim : public QObject
{
    Q_OBJECT

public:
    struct Orders {
        QString profile, log;
        net::Endpoint endpoint;
        QString user, password;
        QByteArrayList wishes;  // "flag UID KEYWORD", "append TEST-ID", "show MAILBOX"
    };
    explicit Victim(Orders orders);
    ~Victim() override;

    [[nodiscard]] bool start();

Q_SIGNALS:
    void ended(int code);

private:
    void stir();  // something has happened: not quiet yet
    void handleQuiet();
    void carryOut(const QByteArray &wish);
    void flag(quint32 uid, const QByteArray &keyword);
    void append(const QByteArray &testId);
    void dump() const;
    void note(const QByteArray &line) const;

    Orders m_orders;
    SystemClock m_clock;
    accounts::Account m_account;
    std::unique_ptr<app::StoreRoom> m_room;
    std::unique_ptr<app::Engine> m_engine;
    std::optional<store::Reader> m_reader;
    std::unique_ptr<Alarm> m_quiet, m_patience;
    bool m_online = false;
};
