// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/net/sasl.h"
#include "core/net/transport.h"

#include <QObject>
#include <QTemporaryDir>

#include <memory>

namespace live {

class Servers;

// Who logs in, and by what.
struct Login {
    QByteArray user = "alice", secret = "secret";
    bool showsCertificate = false;  // alice's own
};

// One of the real IMAP servers, on a loopback port and in a folder of its own, over TLS from the first octet.
// Dovecot and Cyrus listen themselves and know alice and bob ("secret"); Courier and Mailutils are run once a
// connection behind a TLS door of ours and greet with PREAUTH. The server ends with the object.
class ImapServer : public QObject
{
    Q_OBJECT

public:
    enum class Kind { Dovecot, Cyrus, Courier, Mailutils };

    explicit ImapServer(Kind kind);
    ~ImapServer() override;

    [[nodiscard]] Kind kind() const { return m_kind; }
    [[nodiscard]] bool isRunning() const { return m_port != 0; }
    [[nodiscard]] QString reason() const { return m_reason; }  // why it does not run
    [[nodiscard]] bool wantsLogin() const { return m_kind == Kind::Dovecot || m_kind == Kind::Cyrus; }
    [[nodiscard]] quint16 port() const { return m_port; }
    [[nodiscard]] QString caFile() const { return m_caFile; }
    [[nodiscard]] std::unique_ptr<net::Transport> makeTransport(Clock &clock, const Login &login) const;

private:
    void startDovecot();
    void startByScript(const QString &name);

    Kind m_kind;
    QTemporaryDir m_folder;
    QString m_reason, m_caFile;
    quint16 m_port = 0;
    std::unique_ptr<Servers> m_dovecot;
};

}
