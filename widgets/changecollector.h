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
    ChangeCollector(Clock &clock, Apply apply) : m_clock(clock), m_apply(std::move(apply)) {}

    void take(const store::ChangeSet &changes);
    void flush();

    // From so many messages on a change may wait for others, so long.
    static constexpr std::size_t largeChange = 20;
    static constexpr std::chrono::milliseconds between{50};

private:
    void add(const store::ChangeSet &next);

    Clock &m_clock;
    Apply m_apply;
    std::vector<store::ChangeSet> m_waiting;
    std::unique_ptr<Alarm> m_due;
    std::optional<std::chrono::milliseconds> m_lastLarge;
};
