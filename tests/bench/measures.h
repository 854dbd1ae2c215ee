// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>

// What a process can tell of itself.
namespace measures {

[[nodiscard]] double proportionalMegabytes();  // PSS
[[nodiscard]] double cpuSeconds();             // of all threads
// How long threads other than the main one and that named `probe` have waited for a processor: on a busy
// machine little use of it is no sign of rest.
[[nodiscard]] double waitedSeconds(const char *probe);
[[nodiscard]] double heapBytes();  // allocated and not freed
// Octets that this process's connections to that port of this machine have received so far.
[[nodiscard]] long long octetsReceived(int port);
[[nodiscard]] inline double milliseconds(std::chrono::steady_clock::duration time)
{
    return std::chrono::duration<double, std::milli>(time).count();
}

}
