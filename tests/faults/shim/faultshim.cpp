// SPDX-License-Identifier: GPL-3.0-or-later
// Loaded before a program (LD_PRELOAD): counts the calls that change a file or send something, by what they
// do to what, and lets one of them go wrong.
//
//     POSTHORN_FAULT=kill:KIND:N    SIGKILL before the N-th of that kind ("cache write", see kinds below)
//     POSTHORN_FAULT=torn:KIND:N    SIGKILL when half of it is done
//     POSTHORN_FAULT=ENOSPC:KIND:N  it fails, and so do the nine calls to files after it; EIO likewise
//     POSTHORN_FAULT_TOLD=FILE      what there was: "KIND COUNT" for each kind, when the program ends by
//     itself;
//                                   "hit KIND" when the fault has come about
#include <atomic>
#include <cerrno>
#include <climits>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <dlfcn.h>
#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

namespace {

enum Kind { UserWrite, UserSync, CacheWrite, CacheSync, OtherFile, Send, kindCount, None };

constexpr const char *kinds[kindCount] = {"user write", "user sync", "cache write",
                                          "cache sync", "file",      "send"};

enum class Mode { Count, Kill, Tear, Fail };
enum class Verdict { Go, HalfThenDie, Fail };

constexpr long failuresInARow = 10;

struct Fault {
    Mode mode = Mode::Count;
    Kind kind = None;
    long at = 0;
    int error = 0;
    std::atomic<long> calls[kindCount] = {};
    std::atomic<long> failures{0};

    Fault()
    {
        const char *said = std::getenv("POSTHORN_FAULT");
        const char *first = said != nullptr ? std::strchr(said, ':') : nullptr;
        const char *last = first != nullptr ? std::strrchr(said, ':') : nullptr;
        if (first == nullptr || last == first)
            return;
        at = std::atol(last + 1);
        mode = said[0] == 'k' ? Mode::Kill : said[0] == 't' ? Mode::Tear : Mode::Fail;
        error = std::strncmp(said, "EIO", 3) == 0 ? EIO : ENOSPC;
        for (int each = 0; each < kindCount; ++each) {
            if (std::strncmp(first + 1, kinds[each], static_cast<size_t>(last - first - 1)) == 0)
                kind = static_cast<Kind>(each);
        }
    }
    Fault(const Fault &) = delete;
    Fault &operator=(const Fault &) = delete;
    ~Fault()
    {
        for (int each = 0; each < kindCount; ++each) {
            char line[64];
            std::snprintf(line, sizeof line, "%s %ld\n", kinds[each], calls[each].load());
            tell(line);
        }
    }
    // Past every fault.
    static void tell(const char *text)
    {
        const char *path = std::getenv("POSTHORN_FAULT_TOLD");
        const long file =
            path == nullptr ? -1 : ::syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_APPEND, 0600);
        if (file < 0)
            return;
        (void)::syscall(SYS_write, file, text, std::strlen(text));
        (void)::syscall(SYS_close, file);
    }
    void tellHit() const
    {
        char line[64];
        std::snprintf(line, sizeof line, "hit %s\n", kinds[kind]);
        tell(line);
    }
};

Fault &fault()
{
    static Fault value;
    return value;
}

[[maybe_unused]] const Fault &atEnd = fault();  // so that it is made before, and ends with, the program

Kind kindOf(const char *path, bool isSync)
{
    if (std::strstr(path, "/user.db") != nullptr)
        return isSync ? UserSync : UserWrite;
    if (std::strstr(path, "/cache.db") != nullptr)
        return isSync ? CacheSync : CacheWrite;
    return OtherFile;
}

// Pipes, terminals and wake-up calls are none.
Kind kindOf(int descriptor, bool isSync)
{
    struct stat told = {};
    if (fstat(descriptor, &told) != 0)
        return None;
    if (S_ISSOCK(told.st_mode))
        return Send;
    if (!S_ISREG(told.st_mode))
        return None;
    char name[64], path[PATH_MAX] = {};
    std::snprintf(name, sizeof name, "/proc/self/fd/%d", descriptor);
    return ::readlink(name, path, sizeof path - 1) < 0 ? OtherFile : kindOf(path, isSync);
}

Verdict judge(Kind kind)
{
    if (kind == None)
        return Verdict::Go;
    Fault &self = fault();
    const long number = ++self.calls[kind];
    const bool isIt = kind == self.kind && number == self.at;
    if (isIt && self.mode != Mode::Count)
        self.tellHit();
    if (isIt && self.mode == Mode::Kill)
        kill(getpid(), SIGKILL);
    if (isIt && self.mode == Mode::Tear)
        return Verdict::HalfThenDie;
    if (self.mode != Mode::Fail || kind == Send)
        return Verdict::Go;
    if (isIt)
        self.failures = failuresInARow;
    if (self.failures <= 0)
        return Verdict::Go;
    --self.failures;
    errno = self.error;
    return Verdict::Fail;
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
    switch (judge(kindOf(descriptor, false))) {
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
int whole(Kind kind, Act act)
{
    switch (judge(kind)) {
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
    return whole(kindOf(descriptor, true), [&] { return next(descriptor); });
}
int fdatasync(int descriptor)
{
    REAL(fdatasync);
    return whole(kindOf(descriptor, true), [&] { return next(descriptor); });
}
int ftruncate(int descriptor, off_t octets) noexcept
{
    REAL(ftruncate);
    return whole(kindOf(descriptor, false), [&] { return next(descriptor, octets); });
}
int ftruncate64(int descriptor, off64_t octets) noexcept
{
    REAL(ftruncate64);
    return whole(kindOf(descriptor, false), [&] { return next(descriptor, octets); });
}
int rename(const char *from, const char *to) noexcept
{
    REAL(rename);
    return whole(kindOf(to, false), [&] { return next(from, to); });
}
int unlink(const char *path) noexcept
{
    REAL(unlink);
    return whole(kindOf(path, false), [&] { return next(path); });
}
}
