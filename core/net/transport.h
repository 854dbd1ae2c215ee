// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/net/certificates.h"
#include "core/net/endpoint.h"

#include <QObject>

namespace net {

// One octet stream to one server, in clear or over TLS. Lives in the thread of its owner; every signal is
// emitted from the event loop, never from inside a call. After closed() nothing more comes; a transport is
// used for one connection.
class Transport : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    // Connects, and for Security::ImplicitTls verifies and encrypts before connected() is emitted.
    virtual void open() = 0;
    virtual void write(const QByteArray &octets) = 0;
    // Everything received and not yet taken.
    [[nodiscard]] virtual QByteArray takeReceived() = 0;
    // Octets received and not yet taken. Before startTls() this must be 0, or someone has injected plaintext.
    [[nodiscard]] virtual qsizetype receivedOctets() const = 0;
    // Only on a clear connection with nothing received left over, else closed(Untrusted) follows. Ends in
    // encrypted() or closed().
    virtual void startTls() = 0;
    // From the socket and the verified peer, never from settings.
    [[nodiscard]] virtual bool isEncrypted() const = 0;
    // Sends what is buffered, then closes; closed() follows, also at once when nothing was open.
    virtual void close() = 0;
    // Forgets buffers and closes now.
    virtual void abort() = 0;

Q_SIGNALS:
    void connected();
    void encrypted();  // after startTls() only
    void received();
    void wrote();                   // octets of ours have gone on their way
    void closed(const Error &why);  // exactly once; Kind::Cancelled after our own close()
    // The certificate is not trusted; closed(Untrusted) follows. Nothing secret has been sent.
    void certificateRejected(const net::CertificateQuestion &question);
};

}
