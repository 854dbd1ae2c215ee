// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>

#include <chrono>
#include <vector>

// How long a thread's event loop leaves a waiting event alone. A timer asks to be called every millisecond;
// what comes later than that is a gap. A second probe in a thread that does nothing else shows what the
// machine itself takes.
class GapProbe : public QObject
{
    Q_OBJECT

public:
    explicit GapProbe(QObject *parent = nullptr);

    Q_INVOKABLE void start();
    Q_INVOKABLE void stop();
    // Milliseconds, after stop().
    [[nodiscard]] double longest() const;
    [[nodiscard]] double percentile(double share) const;
    // CPU time this thread has used in its longest gap: a gap without it was the machine's.
    [[nodiscard]] double cpuSeconds() const { return m_lastCpu / 1e3; }  // of the thread, so far
    [[nodiscard]] double cpuInLongest() const { return m_cpuInLongest; }

private:
    void tick();

    using Time = std::chrono::steady_clock;
    QTimer m_timer{this};
    Time::time_point m_last;
    double m_lastCpu = 0, m_cpuInLongest = 0, m_longest = 0;
    std::vector<double> m_gaps;
};
