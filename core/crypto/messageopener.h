// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/crypto/opener.h"

#include <QObject>
#include <QThreadPool>

namespace crypto {

// Opens messages in a thread of its own, one at a time and for a bounded time: the thread that owns it never
// waits, but for its end. Only the answer to the last request is told.
class MessageOpener : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MessageOpener)

public:
    MessageOpener(std::unique_ptr<Backend> backend, Clock &clock, QObject *parent = nullptr);
    ~MessageOpener() override;

    void open(const Request &request);
    void giveUp();

Q_SIGNALS:
    void opened(const crypto::Opened &result);

private:
    std::unique_ptr<Backend> m_backend;
    Clock &m_clock;
    QThreadPool m_pool;
    std::stop_source m_stop{std::nostopstate};
    std::unique_ptr<Alarm> m_deadline;
    quint64 m_wanted = 0;
};

}
