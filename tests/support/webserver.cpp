// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/webserver.h"

#include <QSslSocket>

#include <algorithm>

namespace posthorn_test {

QByteArray WebCall::field(const QByteArray &name) const
{
    for (const QByteArray &line : head.split('\n')) {
        if (line.toLower().startsWith(name.toLower() + ':'))
            return line.sliced(name.size() + 1).trimmed();
    }
    return {};
}

WebServer::WebServer(ServerIdentity identity, Answer answer)
    : TestServer(std::move(identity), Start::WithTls, {}), m_answer(std::move(answer))
{}

QByteArrayList WebServer::paths() const
{
    QByteArrayList paths;
    for (const WebCall &call : m_calls)
        paths.append(call.path);
    std::sort(paths.begin(), paths.end());
    return paths;
}

QByteArray WebServer::reply(const QByteArray &status, const QByteArray &body, const QByteArray &fields)
{
    return "HTTP/1.1 " + status + "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n" + fields
        + "\r\n" + body;
}

void WebServer::read(QSslSocket &socket)
{
    QByteArray &come = m_come[&socket];
    come += socket.readAll();
    const qsizetype end = come.indexOf("\r\n\r\n");
    if (end < 0)
        return;
    const QByteArrayList words = come.first(come.indexOf("\r\n")).split(' ');
    WebCall call{words.value(0), words.value(1), come.first(end + 2), {}};
    const qsizetype length = call.field("Content-Length").toLongLong();
    if (come.size() < end + 4 + length)
        return;
    call.body = come.sliced(end + 4, length);
    come.remove(0, end + 4 + length);
    m_calls.append(call);
    Connection connection(socket);
    m_answer(connection, call);
}

}
