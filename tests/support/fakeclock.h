// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"

#include <algorithm>
#include <map>

// Time as a test wants it: alarms ring inside advance(), in order, at their own moment.
class FakeClock final : public Clock
{
public:
    explicit FakeClock(QDateTime start = QDateTime(QDate(2026, 1, 1), QTime(12, 0), Qt::UTC))
        : m_start(std::move(start))
    {}

    [[nodiscard]] QDateTime now() const override { return m_start.addMSecs(m_elapsed.count()); }
    // The wall clock alone is set to another time, or went on while everything else stood still.
    void jump(std::chrono::milliseconds by) { m_start = m_start.addMSecs(by.count()); }
    [[nodiscard]] std::chrono::milliseconds monotonic() const override { return m_elapsed; }
    [[nodiscard]] std::unique_ptr<Alarm> alarm(std::chrono::milliseconds delay,
                                               std::function<void()> ring) override
    {
        const quint64 id = ++m_lastId;
        m_pending.emplace(
            id, Pending{m_elapsed + std::max(delay, std::chrono::milliseconds(0)), std::move(ring)});
        return std::make_unique<FakeAlarm>(*this, id);
    }

    void advance(std::chrono::milliseconds by)
    {
        const auto until = m_elapsed + by;
        while (true) {
            const auto next =
                std::min_element(m_pending.begin(), m_pending.end(), [](const auto &a, const auto &b) {
                    return std::pair(a.second.at, a.first) < std::pair(b.second.at, b.first);
                });
            if (next == m_pending.end() || next->second.at > until)
                break;
            m_elapsed = std::max(m_elapsed, next->second.at);
            const auto ring = std::move(next->second.ring);
            m_pending.erase(next);
            ring();
        }
        m_elapsed = until;
    }
    [[nodiscard]] qsizetype pendingAlarms() const { return static_cast<qsizetype>(m_pending.size()); }

private:
    struct Pending {
        std::chrono::milliseconds at;
        std::function<void()> ring;
    };
    class FakeAlarm final : public Alarm
    {
    public:
        FakeAlarm(FakeClock &clock, quint64 id) : m_clock(clock), m_id(id) {}
        FakeAlarm(const FakeAlarm &) = delete;
        FakeAlarm &operator=(const FakeAlarm &) = delete;
        ~FakeAlarm() override { m_clock.m_pending.erase(m_id); }

    private:
        FakeClock &m_clock;
        quint64 m_id;
    };

    QDateTime m_start;
    std::chrono::milliseconds m_elapsed{0};
    std::map<quint64, Pending> m_pending;
    quint64 m_lastId = 0;
};
