// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace demo {

// The only source of chance here (SplitMix64): the same seed gives the same mailbox on every machine, which
// the standard library's distributions do not promise.
class Random
{
public:
    explicit Random(quint64 seed) noexcept : m_state(seed) {}

    quint64 next() noexcept
    {
        m_state += 0x9e3779b97f4a7c15ULL;
        quint64 z = m_state;
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
        return z ^ (z >> 31);
    }
    // 0 to bound - 1; the small bias of the remainder does not matter here
    int below(int bound) noexcept { return static_cast<int>(next() % static_cast<quint64>(bound)); }
    int between(int low, int high) noexcept { return low + below(high - low + 1); }
    bool chance(int percent) noexcept { return below(100) < percent; }

    template <typename Container>
    const auto &pick(const Container &from) noexcept
    {
        return from[from.size() == 1 ? 0 : below(static_cast<int>(from.size()))];
    }

private:
    quint64 m_state;
};

}
