// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/ssltransport.h"

#include "core/base/logging.h"
#include "core/net/certificatechecks.h"
#include "core/net/connectwatch.h"
#include "core/net/tlspolicy.h"

#include <QFile>
#include <QPointer>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslSocket>

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace net {

namespace {

constexpr auto closeTimeout = 3s;  // for a peer that no longer reads

// The chain and the key from one file, for SASL EXTERNAL and servers that want a certificate from everybody.
void showCertificate(QSslConfiguration &configuration, const QString &file)
{
    QFile pem(file);
    if (!pem.open(QIODevice::ReadOnly)) {
        qCWarning(logNet) << "cannot read" << file;
        return;
    }
    const QByteArray octets = pem.readAll();
    QSslKey key;
    for (const QSsl::KeyAlgorithm algorithm : {QSsl::Ec, QSsl::Rsa, QSsl::Dsa}) {
        if (key.isNull())
            key = QSslKey(octets, algorithm);
    }
    configuration.setLocalCertificateChain(QSslCertificate::fromData(octets, QSsl::Pem));
    configuration.setPrivateKey(key);
}

QSslConfiguration configurationFor(const Endpoint &endpoint)
{
    QSslConfiguration configuration = tlsConfiguration(endpoint.caFile);
    if (!endpoint.clientCertificate.isEmpty())
        showCertificate(configuration, endpoint.clientCertificate);
    return configuration;
}

// A peer that has gone without a word is noticed within three minutes, also while nothing is said: the system
// asks after a minute of silence (its own default are two hours), and does not wait longer for what was sent.
void keepAlive(qintptr descriptor)
{
    const auto set = [descriptor](int option, int value) {
        (void)::setsockopt(static_cast<int>(descriptor), IPPROTO_TCP, option, &value, sizeof value);
    };
    set(TCP_KEEPIDLE, 60);
    set(TCP_KEEPINTVL, 20);
    set(TCP_KEEPCNT, 4);
    set(TCP_USER_TIMEOUT, 120 * 1000);
}

Error::Kind kindOf(QAbstractSocket::SocketError error)
{
    switch (error) {
    case QAbstractSocket::HostNotFoundError: return Error::Kind::NotFound;
    case QAbstractSocket::ConnectionRefusedError: return Error::Kind::Refused;
    case QAbstractSocket::SocketTimeoutError: return Error::Kind::Timeout;
    case QAbstractSocket::SslHandshakeFailedError:
    case QAbstractSocket::SslInvalidUserDataError: return Error::Kind::Untrusted;
    default: return Error::Kind::ConnectionLost;
    }
}

// Where to connect, in the order to try. The names below "localhost" are this machine whatever a resolver
// says or does not know, and are asked of none (RFC 6761, section 6.3).
QStringList addressesOf(const QString &name)
{
    const bool isLocal = name.compare(u"localhost"_s, Qt::CaseInsensitive) == 0
        || name.endsWith(u".localhost"_s, Qt::CaseInsensitive);
    return isLocal ? QStringList{u"::1"_s, u"127.0.0.1"_s} : QStringList{name};
}

class SslTransport final : public Transport
{
    Q_OBJECT

public:
    SslTransport(Endpoint endpoint, AcceptedCertificates accepted, Clock &clock, const SslOptions &options);
    SslTransport(const SslTransport &) = delete;
    SslTransport &operator=(const SslTransport &) = delete;
    ~SslTransport() override;

    void open() override;
    void write(const QByteArray &octets) override;
    [[nodiscard]] QByteArray takeReceived() override { return std::exchange(m_incoming, {}); }
    [[nodiscard]] qsizetype receivedOctets() const override;
    void startTls() override;
    [[nodiscard]] bool isEncrypted() const override
    {
        return m_state == State::Encrypted && m_socket->isEncrypted();
    }
    void close() override;
    void abort() override;

private:
    enum class State { Idle, Connecting, Clear, Securing, Encrypted, Closing, Closed };

    void connectSocket();
    void onConnected();
    void onReset();
    void onSslErrors(const QList<QSslError> &errors);
    void onEncrypted();
    void onReadyRead();
    void onDisconnected();
    void onErrorOccurred(QAbstractSocket::SocketError error);
    void secure();
    void armDeadline();
    [[nodiscard]] std::optional<CertificateQuestion> questionFor(const QList<QSslError> &errors) const;
    void drain();
    void finish(Error why);
    void finishLater(Error why);

    Endpoint m_endpoint;
    AcceptedCertificates m_accepted;
    Clock &m_clock;
    SslOptions m_options;
    QStringList m_addresses;  // not tried yet
    QSslSocket *const m_socket;
    ConnectWatch m_watch;
    QByteArray m_incoming;
    std::optional<CertificateQuestion> m_rejected;
    std::unique_ptr<Alarm> m_deadline;
    State m_state = State::Idle;
};

SslTransport::SslTransport(Endpoint endpoint, AcceptedCertificates accepted, Clock &clock,
                           const SslOptions &options)
    : m_endpoint(std::move(endpoint)), m_accepted(std::move(accepted)), m_clock(clock), m_options(options),
      m_addresses(addressesOf(options.connectTo.isEmpty() ? m_endpoint.host : options.connectTo)),
      m_socket(new QSslSocket(this)), m_watch(*m_socket)
{
    connect(m_socket, &QSslSocket::connected, this, &SslTransport::onConnected);
    connect(m_socket, &QSslSocket::sslErrors, this, &SslTransport::onSslErrors);
    connect(m_socket, &QSslSocket::encrypted, this, &SslTransport::onEncrypted);
    connect(m_socket, &QSslSocket::readyRead, this, &SslTransport::onReadyRead);
    connect(m_socket, &QSslSocket::encryptedBytesWritten, this, &Transport::wrote);
    connect(m_socket, &QSslSocket::bytesWritten, this, &Transport::wrote);
    connect(m_socket, &QSslSocket::disconnected, this, &SslTransport::onDisconnected);
    connect(m_socket, &QSslSocket::errorOccurred, this, &SslTransport::onErrorOccurred);
    connect(&m_watch, &ConnectWatch::wasReset, this, &SslTransport::onReset);
}

// We may be deleted in a slot of a signal that the socket is in the middle of, and it would not survive that.
SslTransport::~SslTransport()
{
    m_socket->disconnect(this);
    m_socket->disconnect(&m_watch);
    m_socket->setParent(nullptr);
    m_socket->deleteLater();
}

void SslTransport::open()
{
    if (m_state != State::Idle)
        return;
    m_state = State::Connecting;
    armDeadline();
    // The socket reports some failures from inside the call; ours are reported from the event loop alone.
    QMetaObject::invokeMethod(this, &SslTransport::connectSocket, Qt::QueuedConnection);
}

void SslTransport::connectSocket()
{
    if (m_state != State::Connecting || m_addresses.isEmpty())
        return;
    m_socket->setSslConfiguration(configurationFor(m_endpoint));
    m_socket->setPeerVerifyName(m_endpoint.host);
    m_socket->connectToHost(m_addresses.takeFirst(), m_endpoint.port);
}

void SslTransport::onConnected()
{
    m_socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    m_socket->setSocketOption(QAbstractSocket::KeepAliveOption, 1);
    keepAlive(m_socket->socketDescriptor());
    if (m_endpoint.security == Security::ImplicitTls) {
        secure();
        return;
    }
    m_deadline.reset();
    m_state = State::Clear;
    Q_EMIT connected();
}

void SslTransport::onReset()
{
    if (m_state != State::Connecting)
        return;
    m_socket->abort();
    if (m_addresses.isEmpty())
        finish({Error::Kind::ConnectionLost, "reset by the server at once"_ba});
    else
        connectSocket();
}

void SslTransport::startTls()
{
    drain();
    if (m_state != State::Clear || !m_incoming.isEmpty()) {
        finishLater({Error::Kind::Untrusted, "octets received in clear before the TLS handshake"_ba});
        return;
    }
    armDeadline();
    secure();
}

void SslTransport::secure()
{
    m_state = State::Securing;
    m_socket->startClientEncryption();
}

// What the user has to be asked about, or nothing when the peer is trusted: by its chain, or because exactly
// this certificate was accepted for exactly this host and port. One that was accepted and is no longer shown
// is asked about even if the new one is flawless.
std::optional<CertificateQuestion> SslTransport::questionFor(const QList<QSslError> &errors) const
{
    const QSslCertificate leaf = m_socket->peerCertificate();
    const QByteArray shown = fingerprint(leaf);
    const std::optional<QByteArray> pinned = m_accepted.find(m_endpoint.host, m_endpoint.port);
    if (pinned && !shown.isEmpty() && *pinned == shown)
        return std::nullopt;
    QList<CertificateProblem> problems =
        certificateProblems(m_endpoint.host, m_socket->peerCertificateChain(), errors);
    if (pinned)
        problems.append(CertificateProblem::Changed);
    if (problems.isEmpty())
        return std::nullopt;
    CertificateQuestion question =
        certificateQuestion(m_endpoint.host, m_endpoint.port, leaf, std::move(problems));
    question.previousSha256 = pinned.value_or(QByteArray());
    return question;
}

// Not ignored, the library itself ends the handshake; errorOccurred() follows.
void SslTransport::onSslErrors(const QList<QSslError> &errors)
{
    m_rejected = questionFor(errors);
    if (!m_rejected)
        m_socket->ignoreSslErrors(errors);
}

void SslTransport::onEncrypted()
{
    if (m_state != State::Securing)
        return;
    m_rejected = questionFor(m_socket->sslHandshakeErrors());
    if (m_rejected) {
        finish({Error::Kind::Untrusted, "certificate not accepted"_ba});
        return;
    }
    m_deadline.reset();
    m_state = State::Encrypted;
    if (m_endpoint.security == Security::ImplicitTls)
        Q_EMIT connected();
    else
        Q_EMIT encrypted();
}

void SslTransport::drain()
{
    if (m_state == State::Clear || m_state == State::Encrypted)
        m_incoming += m_socket->readAll();
}

void SslTransport::onReadyRead()
{
    drain();
    if (!m_incoming.isEmpty() && m_state != State::Closed)
        Q_EMIT received();
}

qsizetype SslTransport::receivedOctets() const
{
    return m_incoming.size() + (m_state == State::Clear ? m_socket->bytesAvailable() : 0);
}

void SslTransport::write(const QByteArray &octets)
{
    if (m_state == State::Clear || m_state == State::Encrypted)
        m_socket->write(octets);
}

void SslTransport::onDisconnected()
{
    const QPointer<SslTransport> self(this);
    if (m_socket->bytesAvailable() > 0)
        onReadyRead();
    if (self)
        finish({Error::Kind::ConnectionLost, "closed by the server"_ba});
}

// The end of the stream is always a loss unless we asked for it, with or without a TLS close_notify: IMAP and
// SMTP both say goodbye themselves, so that a cut stream is never taken for a whole one.
void SslTransport::onErrorOccurred(QAbstractSocket::SocketError error)
{
    if (m_state == State::Closing)
        return;
    if (m_state == State::Connecting && !m_addresses.isEmpty()) {
        QMetaObject::invokeMethod(this, &SslTransport::connectSocket, Qt::QueuedConnection);
        return;
    }
    const QByteArray detail = m_socket->errorString().toUtf8();
    const bool isHandshake = m_state == State::Securing;
    const QPointer<SslTransport> self(this);
    if (m_socket->bytesAvailable() > 0)
        onReadyRead();
    if (!self)
        return;
    const Error::Kind kind = kindOf(error);
    finish({!isHandshake && kind == Error::Kind::Untrusted ? Error::Kind::ConnectionLost : kind, detail});
}

void SslTransport::close()
{
    if (m_state != State::Clear && m_state != State::Encrypted) {
        abort();
        return;
    }
    m_state = State::Closing;
    m_incoming.clear();
    m_deadline = m_clock.alarm(closeTimeout, [this] { finish({Error::Kind::Cancelled, {}}); });
    QMetaObject::invokeMethod(m_socket, &QSslSocket::disconnectFromHost, Qt::QueuedConnection);
}

void SslTransport::abort()
{
    m_incoming.clear();
    finishLater({Error::Kind::Cancelled, {}});
}

void SslTransport::armDeadline()
{
    m_deadline = m_clock.alarm(m_options.connectTimeout, [this] {
        finish({Error::Kind::Timeout, "no connection in time"_ba});
    });
}

// From the event loop: ends everything and says so, once. The socket may be in the middle of emitting, so it
// is put down a turn later.
void SslTransport::finish(Error why)
{
    if (m_state == State::Closed)
        return;
    if (m_state == State::Closing)
        why = {Error::Kind::Cancelled, {}};
    m_state = State::Closed;
    m_deadline.reset();
    m_socket->disconnect(this);
    QMetaObject::invokeMethod(m_socket, &QSslSocket::abort, Qt::QueuedConnection);
    if (m_rejected && why.kind == Error::Kind::Untrusted) {
        const QPointer<SslTransport> self(this);
        qCInfo(logNet) << "certificate not accepted for" << m_endpoint.host << m_endpoint.port;
        Q_EMIT certificateRejected(*m_rejected);
        if (!self)
            return;
    }
    Q_EMIT closed(why);
}

// From inside a call of the owner: the socket is put down now, the signal comes from the event loop.
void SslTransport::finishLater(Error why)
{
    if (m_state == State::Closed)
        return;
    m_state = State::Closed;
    m_deadline.reset();
    m_socket->disconnect(this);
    m_socket->abort();
    QMetaObject::invokeMethod(
        this, [this, error = std::move(why)] { Q_EMIT closed(error); }, Qt::QueuedConnection);
}

}

std::unique_ptr<Transport> makeSslTransport(const Endpoint &endpoint, AcceptedCertificates accepted,
                                            Clock &clock, const SslOptions &options)
{
    return std::make_unique<SslTransport>(endpoint, std::move(accepted), clock, options);
}

}

#include "ssltransport.moc"
