// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QList>

#include "tests/support/testserver.h"

namespace posthorn_test {

// What a client has asked, as it came.
struct WebCall {
    QByteArray method, path, head, body;
    [[nodiscard]] QByteArray field(const QByteArray &name) const;  // of the head, in any case; else empty
};

// A web server over TLS on a free port of the loopback interface. The test answers each call.
class WebServer : public TestServer
{
public:
    using Answer = std::function<void(Connection &, const WebCall &)>;
    WebServer(ServerIdentity identity, Answer answer);

    [[nodiscard]] const QList<WebCall> &calls() const { return m_calls; }
    [[nodiscard]] QByteArrayList paths() const;  // of all calls, sorted

    // A whole answer. `fields`: lines of the head, each with its end.
    [[nodiscard]] static QByteArray reply(const QByteArray &status, const QByteArray &body,
                                          const QByteArray &fields = {});

protected:
    void read(QSslSocket &socket) override;

private:
    Answer m_answer;
    QHash<QSslSocket *, QByteArray> m_come;  // of each client, not understood yet
    QList<WebCall> m_calls;
};

}
