// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>

// What a process can tell of itself.
namespace measures {

[[nodiscard]] double proportionalMegabytes();  // PSS
[[nodiscard]] double cpuSeconds();             // of all threads
[[nodiscard]] double heapBytes();              // allocated and not freed
// Octets that this process's connections to that port of this machine have received so far.
[[nodiscard]] long long octetsReceived(int port);
[[nodiscard]] inline double milliseconds(std::chrono::steady_clock::duration time)
{
    return std::chrono::duration<double, std::milli>(time).count();
}

}
