// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/measures.h"

#include <ctime>
#include <filesystem>
#include <fstream>
#include <linux/tcp.h>
#include <malloc.h>
#include <netinet/in.h>
#include <string>
#include <sys/socket.h>
#include <unistd.h>

namespace measures {

double proportionalMegabytes()
{
    std::ifstream file("/proc/self/smaps_rollup");
    for (std::string word; file >> word;) {
        double kilobytes = 0;
        if (word == "Pss:" && file >> kilobytes)
            return kilobytes / 1024;
    }
    return 0;
}

double cpuSeconds()
{
    timespec time{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
}

double waitedSeconds(const char *probe)
{
    double nanoseconds = 0;
    std::error_code error;
    for (const auto &task : std::filesystem::directory_iterator("/proc/self/task", error)) {
        std::string name;
        std::getline(std::ifstream(task.path() / "comm"), name);
        if (name == probe || task.path().filename() == std::to_string(::getpid()))
            continue;
        std::ifstream file(task.path() / "schedstat");
        double used = 0, waited = 0;
        if (file >> used >> waited)
            nanoseconds += waited;
    }
    return nanoseconds / 1e9;
}

double heapBytes()
{
    const auto heap = mallinfo2();
    return static_cast<double>(heap.uordblks + heap.hblkhd);
}

long long octetsReceived(int port)
{
    long long octets = 0;
    std::error_code error;
    for (const auto &entry : std::filesystem::directory_iterator("/proc/self/fd", error)) {
        const int descriptor = std::stoi(entry.path().filename().string());
        sockaddr_storage peer{};
        socklen_t size = sizeof peer;
        if (::getpeername(descriptor, reinterpret_cast<sockaddr *>(&peer), &size) != 0)
            continue;
        // The port is in the same place for both families.
        if (ntohs(reinterpret_cast<const sockaddr_in *>(&peer)->sin_port) != port)
            continue;
        tcp_info info{};
        size = sizeof info;
        if (::getsockopt(descriptor, IPPROTO_TCP, TCP_INFO, &info, &size) == 0)
            octets += static_cast<long long>(info.tcpi_bytes_received);
    }
    return octets;
}

}
