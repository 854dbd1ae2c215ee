// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>

namespace imap {

// Capped exponential back-off with jitter, pure: attempt 0 is the first after a loss. `random` is in [0, 1).
// 1 s, 2 s, 4 s … to at most 5 minutes, each ± 25 %.
[[nodiscard]] std::chrono::milliseconds reconnectDelay(int attempt, double random) noexcept;

}
