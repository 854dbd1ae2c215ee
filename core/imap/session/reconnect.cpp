// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/session/reconnect.h"

#include <algorithm>

namespace imap {

std::chrono::milliseconds reconnectDelay(int attempt, double random) noexcept
{
    using std::chrono::milliseconds;
    constexpr int doublings = 9;  // 512 s is above the cap already; more would only overflow
    constexpr milliseconds cap = std::chrono::minutes(5);
    const milliseconds base =
        std::min(milliseconds(1000) * (1 << std::clamp(attempt, 0, doublings)), milliseconds(cap));
    // Jitter, so that a server that comes back does not meet all its clients in the same second.
    const double factor = 0.75 + 0.5 * std::clamp(random, 0.0, 1.0);
    return milliseconds(static_cast<milliseconds::rep>(static_cast<double>(base.count()) * factor));
}

}
