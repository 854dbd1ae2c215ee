// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>

#include "tests/live/script.h"

namespace live {

// A message as the server has it.
struct StoredMessage {
    quint32 uid = 0;
    QStringList flags;  // without \Recent
    QByteArray text;    // lines end in LF
};

// Real servers of one test, on ports and in a folder of their own: Dovecot (IMAP, LMTP) and Exim
// (submission), unpacked by app/demo/servers in $POSTHORN_SERVERS or <build>/../servers. The accounts are
// alice and bob, both with the password "secret"; mail submitted for another address goes to alice. They end
// with the object. All calls block; none runs an event loop.
class Servers
{
public:
    // Options of "app/demo/servers start", for instance {"--format", "sdbox"} or {"--set",
    // "imap_capability=IMAP4rev1"}.
    explicit Servers(const QStringList &options = {});
    ~Servers();
    Servers(const Servers &) = delete;
    Servers &operator=(const Servers &) = delete;

    [[nodiscard]] bool isRunning() const { return !m_ports.isEmpty(); }
    [[nodiscard]] QString reason() const { return m_reason; }  // why it does not run

    [[nodiscard]] quint16 imapPort() const { return m_ports.value(QStringLiteral("imap")); }  // STARTTLS
    [[nodiscard]] quint16 imapsPort() const { return m_ports.value(QStringLiteral("imaps")); }
    [[nodiscard]] quint16 lmtpPort() const { return m_ports.value(QStringLiteral("lmtp")); }
    [[nodiscard]] quint16 submissionPort() const
    {
        return m_ports.value(QStringLiteral("submission"));
    }  // STARTTLS
    [[nodiscard]] quint16 submissionsPort() const { return m_ports.value(QStringLiteral("submissions")); }
    [[nodiscard]] QString caFile() const;  // trust for "localhost" and "127.0.0.1"

    // Hands a message to Dovecot by LMTP, as a mail server would: it is in INBOX when this returns.
    [[nodiscard]] bool deliver(const QByteArray &message,
                               const QString &sender = QStringLiteral("sender@example.org"),
                               const QString &recipient = QStringLiteral("alice"));
    // Puts a message into a mailbox without a delivery: no Return-Path is added.
    [[nodiscard]] bool save(const QByteArray &message, const QString &mailbox = QStringLiteral("INBOX"),
                            const QString &user = QStringLiteral("alice"));
    // What the administration command prints; empty when it failed, then reason() has its words.
    QByteArray doveadm(const QStringList &arguments, const QByteArray &input = {});

    [[nodiscard]] QList<StoredMessage> messages(const QString &mailbox = QStringLiteral("INBOX"),
                                                const QString &user = QStringLiteral("alice"));
    // Waits until the mailbox has so many messages: mail that was submitted is delivered a moment later.
    [[nodiscard]] bool waitForMessages(int count, const QString &mailbox = QStringLiteral("INBOX"),
                                       const QString &user = QStringLiteral("alice"));

private:
    ScriptRun run(const QStringList &arguments, const QByteArray &input = {});

    QTemporaryDir m_folder;
    QHash<QString, quint16> m_ports;
    QString m_reason;
};

}

// First statement of a live test: leaves it when there are no servers.
#define NEEDS_SERVERS(servers)                                                                               \
    do {                                                                                                     \
        if (!(servers).isRunning() && !live::areServersRequired())                                           \
            QSKIP("no servers: app/demo/servers fetch build/servers");                                       \
        QVERIFY2((servers).isRunning(), qPrintable((servers).reason()));                                     \
    } while (false)
