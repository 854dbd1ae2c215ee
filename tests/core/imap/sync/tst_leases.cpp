// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/session/commands/mailboxes.h"

#include "tests/core/imap/sync/line.h"

using imap::sync::Lease;

namespace {

// A lease that a test keeps for as long as it likes, and what it was told instead.
struct Held {
    std::shared_ptr<Lease> lease;
    Error error;
    bool answered = false;
    [[nodiscard]] imap::sync::Connection::Use use()
    {
        return [this](std::shared_ptr<Lease> given, const Error &why) {
            lease = std::move(given);
            error = why;
            answered = true;
        };
    }
};

}

// Who may use a connection, and for which mailbox.
class LeasesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // RFC 2180, 3.1: some servers refuse to delete what is selected, others then close the connection.
    void aMailboxIsLeftBeforeItIsDeleted_data()
    {
        QTest::addColumn<QByteArray>("capabilities");
        QTest::addColumn<QByteArray>("selected");
        QTest::addColumn<bool>("mustLeave");
        QTest::newRow("selected") << QByteArray("IMAP4rev1 UNSELECT") << QByteArray("foo") << true;
        QTest::newRow("below") << QByteArray("IMAP4rev1 UNSELECT") << QByteArray("foo/bar") << true;
        QTest::newRow("another") << QByteArray("IMAP4rev1 UNSELECT") << QByteArray("foobar") << false;
        QTest::newRow("no UNSELECT") << QByteArray("IMAP4rev1") << QByteArray("foo") << true;
    }
    void aMailboxIsLeftBeforeItIsDeleted()
    {
        COVERS("MA-14");
        QFETCH(QByteArray, capabilities);
        QFETCH(QByteArray, selected);
        QFETCH(bool, mustLeave);
        Line line;
        line.open(capabilities);
        Held work, removal;
        line.connection.withMailbox(selected, work.use());
        QVERIFY2(line.play("C: a1 SELECT " + selected + "\nS: * 0 EXISTS\nS: a1 OK [READ-WRITE] done"),
                 line.instead.constData());
        line.connection.withoutMailbox("foo", '/', removal.use());
        line.turn();
        QCOMPARE(removal.answered, !mustLeave);  // work on it is waited for
        work.lease.reset();
        if (!mustLeave)
            return;
        line.turn();
        const QByteArray sent = line.transport->takeWritten();
        if (capabilities.contains("UNSELECT"))
            QCOMPARE(sent, QByteArray("a2 UNSELECT\r\n"));
        else
            QVERIFY2(sent.startsWith("a2 EXAMINE posthorn-"), sent.constData());
        QVERIFY(!removal.answered);
        line.transport->serverSends(capabilities.contains("UNSELECT") ? "a2 OK left\r\n"
                                                                      : "a2 NO no such mailbox\r\n");
        line.turn();
        QVERIFY(removal.lease != nullptr);
        QVERIFY(!line.connection.session()->selected());
        removal.lease->session()->run(std::make_unique<imap::DeleteCommand>("foo"));
        QVERIFY2(line.play("C: a3 DELETE foo\nS: a3 OK gone"), line.instead.constData());
    }

    void whatCannotBeDoneIsToldAtOnce()
    {
        Line line;
        Held held;
        line.connection.withoutMailbox("foo", '/', held.use());
        QVERIFY(held.answered);
        QVERIFY(held.lease == nullptr);
    }
};

POSTHORN_TEST(LeasesTest)
#include "tst_leases.moc"
