// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QRandomGenerator>

#include <chrono>
#include <deque>
#include <optional>

// How a line is: what TCP makes of a bad network. Octets that were lost or overtaken come later, and all that
// follows waits for them.
struct Pace {
    std::chrono::milliseconds latency{0};
    int octetsPerSecond = 0;  // 0: as many as there are
    int lostPercent = 0;      // of the segments, also of those sent once more
    quint32 seed = 1;

    [[nodiscard]] bool isSlow() const
    {
        return latency.count() > 0 || octetsPerSecond > 0 || lostPercent > 0;
    }
};

// One direction of such a line, in the time of whoever calls.
class SlowPipe
{
public:
    explicit SlowPipe(const Pace &pace) : m_pace(pace), m_random(pace.seed) {}

    void push(const QByteArray &octets, std::chrono::milliseconds now)
    {
        constexpr qsizetype segment = 536;
        for (qsizetype at = 0; at < octets.size(); at += segment) {
            const QByteArray some = octets.mid(at, segment);
            m_free = std::max(m_free, now);
            if (m_pace.octetsPerSecond > 0)
                m_free += std::chrono::milliseconds(some.size() * 1000 / m_pace.octetsPerSecond);
            auto arrival = m_free + m_pace.latency;
            auto again = 2 * m_pace.latency + std::chrono::seconds(1);
            for (; m_random.bounded(100) < m_pace.lostPercent; again *= 2)
                arrival += again;
            m_last = std::max(m_last, arrival);
            m_queue.push_back({m_last, some});
        }
    }
    [[nodiscard]] QByteArray take(std::chrono::milliseconds now)
    {
        QByteArray octets;
        while (!m_queue.empty() && m_queue.front().arrival <= now) {
            octets += m_queue.front().octets;
            m_queue.pop_front();
        }
        return octets;
    }
    [[nodiscard]] std::optional<std::chrono::milliseconds> nextArrival() const
    {
        return m_queue.empty() ? std::nullopt : std::optional(m_queue.front().arrival);
    }

private:
    struct Segment {
        std::chrono::milliseconds arrival;
        QByteArray octets;
    };
    Pace m_pace;
    QRandomGenerator m_random;
    std::chrono::milliseconds m_free{0}, m_last{0};
    std::deque<Segment> m_queue;
};
