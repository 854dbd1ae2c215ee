// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/crypto/sealing.h"

#include <QObject>
#include <QThreadPool>
#include <QUuid>

#include <deque>
#include <functional>

namespace crypto {

// Looks for keys and seals messages in a thread of its own, in the order that was asked, each for a bounded
// time: the thread that owns it never waits, but for its end.
class MessageSealer : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MessageSealer)

public:
    MessageSealer(std::unique_ptr<Backend> backend, Clock &clock, QObject *parent = nullptr);
    ~MessageSealer() override;

    // Each ends exactly once, unless it is given up. `address`: addr-spec.
    void seal(const QUuid &id, const SealRequest &request);
    void findKeys(Scheme scheme, const QByteArray &address);
    void giveUp(const QUuid &id);  // of this sealing nothing more is told

Q_SIGNALS:
    void sealed(const QUuid &id, const crypto::Sealed &result);
    void keysFound(crypto::Scheme scheme, const QByteArray &address, const crypto::FoundKeys &found);

private:
    using Tell = std::function<void()>;
    struct Job {
        QUuid id = {};  // null: it looks for keys
        std::chrono::milliseconds patience = {};
        std::function<Tell(Backend &, const std::stop_token &)> work = {};  // in the other thread
    };
    void startNext();
    void finish(const Tell &tell);

    std::unique_ptr<Backend> m_backend;
    Clock &m_clock;
    QThreadPool m_pool;
    std::deque<Job> m_waiting;
    std::optional<QUuid> m_running;
    bool m_isGivenUp = false;  // what runs
    std::stop_source m_stop{std::nostopstate};
    std::unique_ptr<Alarm> m_deadline;
};

}
