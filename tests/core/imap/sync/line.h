// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/imap/sync/connection.h"

#include <QPointer>

#include "tests/support/fakeclock.h"
#include "tests/support/faketransport.h"
#include "tests/support/testcase.h"

// One connection of an account, with every way it tries to reach a server.
class Line
{
public:
    explicit Line(
        const net::Endpoint &endpoint = {QStringLiteral("mail.test"), 993, net::Security::ImplicitTls, {}})
        : connection(accountAt(endpoint),
                     {[this](const net::Endpoint &to) { return transportTo(to); }, clock, [] { return 0.5; }})
    {}

    void turn()
    {
        QCoreApplication::sendPostedEvents();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }
    [[nodiscard]] bool isTrying() const { return transport && transport->isOpen(); }
    // Up to ready(): nothing the session would answer.
    void letIn(const QByteArray &capabilities = "IMAP4rev1")
    {
        transport->accept();
        transport->serverSends("* PREAUTH [CAPABILITY " + capabilities + "] hello\r\n");
    }
    void open(const QByteArray &capabilities)
    {
        connection.start();
        letIn(capabilities);
        turn();
    }
    // "S: " and "C: " lines; nothing else is sent in between. False, and what was sent instead in `instead`.
    [[nodiscard]] bool play(const QByteArray &script)
    {
        for (const QByteArray &raw : script.split('\n')) {
            const QByteArray line = raw.trimmed();
            turn();
            if (line.startsWith("C: ") && !expect(line.sliced(3) + "\r\n"))
                return false;
            if (line.startsWith("S: "))
                transport->serverSends(line.sliced(3) + "\r\n");
        }
        turn();
        instead = written + transport->takeWritten();
        return instead.isEmpty();
    }

    FakeClock clock;
    QPointer<FakeTransport> transport;
    std::vector<net::Endpoint> tried;
    imap::sync::Connection connection;
    QByteArray instead;

private:
    [[nodiscard]] bool expect(const QByteArray &octets)
    {
        written += transport->takeWritten();
        if (!written.startsWith(octets)) {
            instead = "not “" + octets.trimmed() + "” but “" + written + "”";
            return false;
        }
        written.remove(0, octets.size());
        return true;
    }
    static accounts::Account accountAt(const net::Endpoint &endpoint)
    {
        accounts::Account account;
        account.id = QUuid::createUuid();
        account.imap.endpoint = endpoint;
        account.imap.user = QStringLiteral("bob");
        return account;
    }
    std::unique_ptr<net::Transport> transportTo(const net::Endpoint &to)
    {
        tried.push_back(to);
        auto made = std::make_unique<FakeTransport>(to.security);
        transport = made.get();
        return made;
    }

    QByteArray written;
};
