// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSslSocket>

namespace live {

// A test's own connection to a real server, over TLS, as alice: commands and their whole answers. All calls
// block.
class ImapLine
{
public:
    [[nodiscard]] bool connectTo(quint16 port, const QString &caFile);
    // The whole answer, and what came before it unasked; with a literal it is the last argument. Empty: the
    // line is gone.
    QByteArray command(const QByteArray &text, const QByteArray &literal = {});

private:
    QSslSocket m_socket;
    int m_tag = 0;
};

}
