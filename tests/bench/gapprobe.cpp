// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/gapprobe.h"

#include <algorithm>
#include <ctime>

namespace {

double threadCpu()
{
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

}

GapProbe::GapProbe(QObject *parent) : QObject(parent)
{
    m_timer.setTimerType(Qt::PreciseTimer);
    m_timer.setInterval(1);
    connect(&m_timer, &QTimer::timeout, this, &GapProbe::tick);
}

void GapProbe::start()
{
    m_gaps.clear();
    m_longest = m_cpuInLongest = 0;
    m_last = Time::now();
    m_lastCpu = threadCpu();
    m_timer.start();
}

void GapProbe::stop()
{
    tick();
    m_timer.stop();
    std::sort(m_gaps.begin(), m_gaps.end());
}

void GapProbe::tick()
{
    const auto now = Time::now();
    const double cpu = threadCpu();
    const double gap = std::chrono::duration<double, std::milli>(now - m_last).count() - 1.0;
    m_gaps.push_back(std::max(gap, 0.0));
    if (gap > m_longest) {
        m_longest = gap;
        m_cpuInLongest = cpu - m_lastCpu;
    }
    m_last = now;
    m_lastCpu = cpu;
}

double GapProbe::longest() const
{
    return m_longest;
}

double GapProbe::percentile(double share) const
{
    if (m_gaps.empty())
        return 0;
    return m_gaps[static_cast<std::size_t>(share * static_cast<double>(m_gaps.size() - 1))];
}
