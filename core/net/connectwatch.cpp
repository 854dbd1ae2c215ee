// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/connectwatch.h"

#include <QAbstractEventDispatcher>
#include <QAbstractSocket>
#include <QSocketNotifier>

#include <sys/socket.h>

namespace net {

namespace {

// The socket tells its descriptor only when it is connected; what asks the system for it knows it before.
qintptr descriptorOf(const QAbstractSocket &socket)
{
    const auto notifiers = socket.findChildren<QSocketNotifier *>();
    for (const QSocketNotifier *notifier : notifiers) {
        if (notifier->isEnabled())
            return notifier->socket();
    }
    return -1;
}

// With GLib's event loop only a notifier for reading is told of a line that was hung up; in Qt's own each
// kind has one notifier a descriptor, and the socket wants that for reading as soon as it is connected.
QSocketNotifier::Type kindThatSeesTheEnd()
{
    const QAbstractEventDispatcher *loop = QAbstractEventDispatcher::instance();
    return loop != nullptr && loop->inherits("QEventDispatcherGlib") ? QSocketNotifier::Read
                                                                     : QSocketNotifier::Exception;
}

// Which of the system's sockets that is: a descriptor may be closed and given to another. 0: none, or not
// known.
quint64 identityOf(qintptr descriptor)
{
    quint64 cookie = 0;
#ifdef SO_COOKIE
    socklen_t size = sizeof cookie;
    if (::getsockopt(static_cast<int>(descriptor), SOL_SOCKET, SO_COOKIE, &cookie, &size) != 0)
        cookie = 0;
#else
    Q_UNUSED(descriptor)
#endif
    return cookie;
}

}

ConnectWatch::ConnectWatch(const QAbstractSocket &socket) : m_socket(socket)
{
    // The socket says that it connects before it does.
    connect(&socket, &QAbstractSocket::stateChanged, this, [this](QAbstractSocket::SocketState state) {
        if (state == QAbstractSocket::ConnectingState)
            QMetaObject::invokeMethod(this, &ConnectWatch::watch, Qt::QueuedConnection);
        else
            m_trouble.reset();
    });
}

ConnectWatch::~ConnectWatch() = default;

void ConnectWatch::watch()
{
    m_trouble.reset();
    const qintptr descriptor = descriptorOf(m_socket);
    if (m_socket.state() != QAbstractSocket::ConnectingState || descriptor < 0)
        return;
    m_trouble = std::make_unique<QSocketNotifier>(descriptor, kindThatSeesTheEnd());
    connect(m_trouble.get(), &QSocketNotifier::activated, this, &ConnectWatch::onTrouble);
}

// After the socket's own turn, which comes in the same round: a failure that it knows has closed the
// descriptor, and perhaps opened one for the next address.
void ConnectWatch::onTrouble()
{
    m_trouble->setEnabled(false);
    const quint64 identity = identityOf(m_trouble->socket());
    QMetaObject::invokeMethod(
        this,
        [this, identity] {
            if (m_socket.state() != QAbstractSocket::ConnectingState)
                return;
            if (identity != 0 && identityOf(descriptorOf(m_socket)) == identity)
                Q_EMIT wasReset();
            else
                watch();
        },
        Qt::QueuedConnection);
}

}
