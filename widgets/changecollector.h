// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/store/changes.h"

#include <functional>
#include <memory>
#include <vector>

// Hands changes on to the window: small ones at once, large ones, as while a folder fills, taken together a
// few times a second. That is enough for the eye and leaves the window's thread to its user. The order stays.
class ChangeCollector
{
public:
    using Apply = std::function<void(const store::ChangeSet &)>;
    // `rows`: how long the list is now.
    ChangeCollector(Clock &clock, Apply apply, std::function<int()> rows)
        : m_clock(clock), m_apply(std::move(apply)), m_rows(std::move(rows))
    {}

    void take(const store::ChangeSet &changes);
    void flush();

    // From so many messages on a change may wait for others, so long.
    static constexpr std::size_t largeChange = 20;
    static constexpr std::chrono::milliseconds between{50};
    // Each change goes through the whole list once: so many rows in that time, then small ones wait as well.
    static constexpr qint64 rowsBetween = 2000000;

private:
    [[nodiscard]] bool mayWait(const store::ChangeSet &changes);
    void add(const store::ChangeSet &next);

    Clock &m_clock;
    Apply m_apply;
    std::function<int()> m_rows;
    std::vector<store::ChangeSet> m_waiting;
    std::unique_ptr<Alarm> m_due;
    std::optional<std::chrono::milliseconds> m_since;  // what follows is what was done since then
    bool m_hadLarge = false;
    qint64 m_rowsPassed = 0;
};
