// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/widgets/nettrap.h"

#include <QMutex>

#include <dlfcn.h>
#include <netdb.h>
#include <sys/socket.h>

namespace {

QMutex &mutex()
{
    static QMutex instance;
    return instance;
}

QByteArrayList &list()
{
    static QByteArrayList instance;
    return instance;
}

void note(const QByteArray &what)
{
    const QMutexLocker lock(&mutex());
    list().append(what);
}

}

QByteArrayList nettrap::caught()
{
    const QMutexLocker lock(&mutex());
    return list();
}

void nettrap::forget()
{
    const QMutexLocker lock(&mutex());
    list().clear();
}

// The program's own functions come before those of the C library, for every library that calls them.
extern "C" int connect(int socket, const sockaddr *address, socklen_t length)
{
    using Function = int (*)(int, const sockaddr *, socklen_t);
    static const auto real = reinterpret_cast<Function>(dlsym(RTLD_NEXT, "connect"));
    if (address != nullptr && address->sa_family != AF_UNIX)
        note("connect " + QByteArray::number(address->sa_family));
    return real(socket, address, length);
}

extern "C" int getaddrinfo(const char *node, const char *service, const addrinfo *hints, addrinfo **result)
{
    using Function = int (*)(const char *, const char *, const addrinfo *, addrinfo **);
    static const auto real = reinterpret_cast<Function>(dlsym(RTLD_NEXT, "getaddrinfo"));
    note(QByteArray("getaddrinfo ") + node);
    return real(node, service, hints, result);
}
