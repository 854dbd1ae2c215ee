// SPDX-License-Identifier: GPL-3.0-or-later
// Loaded before a program (LD_PRELOAD): counts the calls that change a file or send something, and lets one
// of them go wrong.
//
//     POSTHORN_FAULT=kill:N     SIGKILL at the N-th: before it when N is even, else with half of it done
//     POSTHORN_FAULT=ENOSPC:N   the N-th that writes to a file fails, and the nine after it; EIO likewise
//     POSTHORN_FAULT_COUNT=FILE how many there were, when the program ends by itself
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <dlfcn.h>
#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

namespace {

enum class Mode { Count, Kill, Fail };

constexpr long failuresInARow = 10;

struct Fault {
    Mode mode = Mode::Count;
    long at = 0;
    int error = 0;
    std::atomic<long> calls{0};

    Fault()
    {
        const char *said = std::getenv("POSTHORN_FAULT");
        const char *colon = said != nullptr ? std::strchr(said, ':') : nullptr;
        if (colon == nullptr)
            return;
        at = std::atol(colon + 1);
        mode = std::strncmp(said, "kill", 4) == 0 ? Mode::Kill : Mode::Fail;
        error = std::strncmp(said, "EIO", 3) == 0 ? EIO : ENOSPC;
    }
    Fault(const Fault &) = delete;
    Fault &operator=(const Fault &) = delete;
    ~Fault()
    {
        const char *path = std::getenv("POSTHORN_FAULT_COUNT");
        std::FILE *file = path != nullptr ? std::fopen(path, "w") : nullptr;
        if (file == nullptr)
            return;
        std::fprintf(file, "%ld\n", calls.load());
        std::fclose(file);
    }
};

Fault &fault()
{
    static Fault value;
    return value;
}

[[maybe_unused]] const Fault &atEnd = fault();  // so that it is made before, and ends with, the program

bool isOfType(int descriptor, mode_t type)
{
    struct stat told = {};
    return fstat(descriptor, &told) == 0 && (told.st_mode & S_IFMT) == type;
}

enum class Verdict { Go, HalfThenDie, Fail };

// `descriptor` < 0: a call about names. Pipes, terminals and wake-up calls do not count.
Verdict judge(int descriptor)
{
    const bool isFile = descriptor < 0 || isOfType(descriptor, S_IFREG);
    const bool isSocket = !isFile && isOfType(descriptor, S_IFSOCK);
    Fault &self = fault();
    if (!isFile && (!isSocket || self.mode == Mode::Fail))
        return Verdict::Go;
    const long number = ++self.calls;
    if (self.mode == Mode::Kill && number == self.at) {
        if (number % 2 == 0)
            kill(getpid(), SIGKILL);
        return Verdict::HalfThenDie;
    }
    if (self.mode == Mode::Fail && number >= self.at && number < self.at + failuresInARow) {
        errno = self.error;
        return Verdict::Fail;
    }
    return Verdict::Go;
}

template <typename Function>
Function *real(const char *name, Function *)
{
    return reinterpret_cast<Function *>(dlsym(RTLD_NEXT, name));
}

// `act` carries the call out with so many octets.
template <typename Act>
ssize_t withOctets(int descriptor, size_t octets, Act act)
{
    switch (judge(descriptor)) {
    case Verdict::Fail: return -1;
    case Verdict::HalfThenDie:
        act(octets / 2);
        kill(getpid(), SIGKILL);
        break;
    case Verdict::Go: break;
    }
    return act(octets);
}

template <typename Act>
int whole(int descriptor, Act act)
{
    switch (judge(descriptor)) {
    case Verdict::Fail: return -1;
    case Verdict::HalfThenDie:
        act();
        kill(getpid(), SIGKILL);
        break;
    case Verdict::Go: break;
    }
    return act();
}

}

#define REAL(name) static auto *const next = real(#name, &::name)

extern "C" {

ssize_t write(int descriptor, const void *octets, size_t count)
{
    REAL(write);
    return withOctets(descriptor, count, [&](size_t some) { return next(descriptor, octets, some); });
}
ssize_t pwrite(int descriptor, const void *octets, size_t count, off_t at)
{
    REAL(pwrite);
    return withOctets(descriptor, count, [&](size_t some) { return next(descriptor, octets, some, at); });
}
ssize_t pwrite64(int descriptor, const void *octets, size_t count, off64_t at)
{
    REAL(pwrite64);
    return withOctets(descriptor, count, [&](size_t some) { return next(descriptor, octets, some, at); });
}
ssize_t send(int descriptor, const void *octets, size_t count, int flags)
{
    REAL(send);
    return withOctets(descriptor, count, [&](size_t some) { return next(descriptor, octets, some, flags); });
}
ssize_t sendmsg(int descriptor, const msghdr *message, int flags)
{
    REAL(sendmsg);
    return withOctets(descriptor, 0, [&](size_t) { return next(descriptor, message, flags); });
}
int fsync(int descriptor)
{
    REAL(fsync);
    return whole(descriptor, [&] { return next(descriptor); });
}
int fdatasync(int descriptor)
{
    REAL(fdatasync);
    return whole(descriptor, [&] { return next(descriptor); });
}
int ftruncate(int descriptor, off_t octets) noexcept
{
    REAL(ftruncate);
    return whole(descriptor, [&] { return next(descriptor, octets); });
}
int ftruncate64(int descriptor, off64_t octets) noexcept
{
    REAL(ftruncate64);
    return whole(descriptor, [&] { return next(descriptor, octets); });
}
int rename(const char *from, const char *to) noexcept
{
    REAL(rename);
    return whole(-1, [&] { return next(from, to); });
}
int unlink(const char *path) noexcept
{
    REAL(unlink);
    return whole(-1, [&] { return next(path); });
}
}
