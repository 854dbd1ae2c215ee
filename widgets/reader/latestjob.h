// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QThreadPool>

// Work that is done in a thread of its own, and of which only the answer to the last order is told, in this
// object's thread.
class LatestJob : public QObject
{
    Q_DISABLE_COPY_MOVE(LatestJob)

public:
    // `stackSize` in octets; 0: the system's.
    explicit LatestJob(QObject *parent = nullptr, uint stackSize = 0) : QObject(parent)
    {
        m_pool.setMaxThreadCount(1);
        m_pool.setStackSize(stackSize);
    }
    ~LatestJob() override
    {
        m_pool.clear();
        m_pool.waitForDone();
    }

    // `work` shares nothing with anybody.
    template <typename Work, typename Done>
    void run(Work work, Done done)
    {
        m_pool.clear();
        m_pool.start([this, work = std::move(work), done = std::move(done), ticket = ++m_wanted] {
            auto result = work();
            QMetaObject::invokeMethod(
                this,
                [this, ticket, done, result = std::move(result)]() mutable {
                    if (ticket == m_wanted)
                        done(std::move(result));
                },
                Qt::QueuedConnection);
        });
    }
    void giveUp()
    {
        ++m_wanted;
        m_pool.clear();
    }

private:
    QThreadPool m_pool;
    quint64 m_wanted = 0;
};
