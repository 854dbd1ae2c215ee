// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/clock.h"

#include <QTimer>

namespace {

class TimerAlarm final : public Alarm
{
public:
    TimerAlarm(std::chrono::milliseconds delay, std::function<void()> ring)
    {
        m_timer.setSingleShot(true);
        m_timer.setTimerType(delay < std::chrono::seconds(5) ? Qt::PreciseTimer : Qt::CoarseTimer);
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [call = std::move(ring)] {
            const auto keep = call;  // the call may destroy this alarm
            keep();
        });
        m_timer.start(delay);
    }

private:
    QTimer m_timer;
};

}

QDateTime SystemClock::now() const
{
    return QDateTime::currentDateTimeUtc();
}

std::chrono::milliseconds SystemClock::monotonic() const
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(
        std::chrono::steady_clock::now().time_since_epoch());
}

std::unique_ptr<Alarm> SystemClock::alarm(std::chrono::milliseconds delay, std::function<void()> ring)
{
    return std::make_unique<TimerAlarm>(delay, std::move(ring));
}
