// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/net/transport.h"

// A connection in memory: the test is the server. Signals come at once, from inside serverSends() and
// friends, so that no event loop has to turn.
class FakeTransport final : public net::Transport
{
    Q_OBJECT

public:
    explicit FakeTransport(net::Security security, QObject *parent = nullptr)
        : Transport(parent), m_security(security)
    {}

    void open() override { m_open = true; }
    void write(const QByteArray &octets) override { m_written += octets; }
    [[nodiscard]] QByteArray takeReceived() override { return std::exchange(m_incoming, {}); }
    [[nodiscard]] qsizetype receivedOctets() const override { return m_incoming.size(); }
    void startTls() override
    {
        if (m_encrypted || !m_incoming.isEmpty()) {
            finish(Error{Error::Kind::Untrusted, "plaintext before TLS"});
            return;
        }
        m_tlsStarted = true;
    }
    [[nodiscard]] bool isEncrypted() const override { return m_encrypted; }
    void close() override { finish(Error{Error::Kind::Cancelled, {}}); }
    void abort() override { finish(Error{Error::Kind::Cancelled, {}}); }

    // The test's side.
    void accept()  // TCP (and implicit TLS) is up
    {
        m_encrypted = m_security == net::Security::ImplicitTls;
        Q_EMIT connected();
    }
    void finishTls()
    {
        m_encrypted = true;
        Q_EMIT encrypted();
    }
    void serverSends(const QByteArray &octets)
    {
        m_incoming += octets;
        Q_EMIT received();
    }
    void serverCloses(const Error &why = Error{Error::Kind::ConnectionLost, "closed by the server"})
    {
        finish(why);
    }
    [[nodiscard]] QByteArray takeWritten() { return std::exchange(m_written, {}); }
    [[nodiscard]] bool isOpen() const { return m_open; }
    [[nodiscard]] bool tlsStarted() const { return m_tlsStarted; }

private:
    void finish(const Error &why)
    {
        if (!std::exchange(m_open, false))
            return;
        Q_EMIT closed(why);
    }

    net::Security m_security;
    QByteArray m_incoming, m_written;
    bool m_open = false, m_encrypted = false, m_tlsStarted = false;
};
