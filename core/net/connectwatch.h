// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <memory>

class QAbstractSocket;
class QSocketNotifier;

namespace net {

// Tells of a connection that was made and reset before the socket had a look. QAbstractSocket (6.4) does not
// know what connect() says then, and calls it again and again: thousands of new connections a second, until a
// timeout. A balancer without anybody behind it is such a server, and must not be asked that often.
//
// On the socket's thread; owned by whom it serves, not by the socket. Linux alone: elsewhere it is silent.
class ConnectWatch : public QObject
{
    Q_OBJECT

public:
    explicit ConnectWatch(const QAbstractSocket &socket);
    ConnectWatch(const ConnectWatch &) = delete;
    ConnectWatch &operator=(const ConnectWatch &) = delete;
    ~ConnectWatch() override;

Q_SIGNALS:
    // From the event loop, never from inside a call of the socket, which is still connecting.
    void wasReset();

private:
    void watch();
    void onTrouble();

    const QAbstractSocket &m_socket;
    std::unique_ptr<QSocketNotifier> m_trouble;
};

}
