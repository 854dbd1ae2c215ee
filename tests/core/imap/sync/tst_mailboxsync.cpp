// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/sync/mailboxsync.h"

#include "tests/core/imap/sync/line.h"
#include "tests/support/testcase.h"

using namespace imap;
using sync::Lease;
using sync::MailboxSync;

namespace {

// INBOX on a server without extensions, and a store that has written when the test says so.
struct Opened {
    explicit Opened(quint32 exists, Uid uidNext = {})
    {
        selected.mailbox = "INBOX";
        selected.uidValidity = UidValidity{7};
        selected.exists = exists;
        selected.uidNext = uidNext;
        line.open("IMAP4rev1");
        line.connection.withMailbox(
            "INBOX", [this](std::shared_ptr<Lease> lease, const Error &) { start(std::move(lease)); });
    }
    void start(std::shared_ptr<Lease> lease)
    {
        MailboxSync::Context context;
        context.known = [this] { return known; };
        context.knownUids = [this] {
            std::vector<Uid> uids;
            for (const store::FlagsSeen &each : known)
                uids.push_back(each.uid);
            return uids;
        };
        context.withLease = [this](sync::Connection::Use use) {
            line.connection.withMailbox("INBOX", std::move(use));
        };
        context.suspects = &suspects;
        context.clock = &line.clock;
        mailbox = std::make_unique<MailboxSync>(std::move(context), std::move(lease), selected);
        QObject::connect(line.connection.session(), &Session::untagged, mailbox.get(), &MailboxSync::handle);
        mailbox->start();
    }
    // The start of every dialogue.
    [[nodiscard]] QByteArray selection() const
    {
        return "C: a1 SELECT INBOX\nS: * " + QByteArray::number(selected.exists)
            + " EXISTS\nS: * OK [UIDVALIDITY 7] valid\nS: a1 OK [READ-WRITE] selected\n";
    }

    Line line;
    SelectedMailbox selected;
    sync::Suspects suspects;
    std::vector<store::FlagsSeen> known;
    std::unique_ptr<MailboxSync> mailbox;
};

// 101 messages, whose summaries are asked for in two parts and do not come: a5 is the resolver's NOOP. The
// store has not written what came before the second part.
bool resolving(Opened &inbox)
{
    QByteArray flags;
    for (int uid = 1; uid <= 101; ++uid)
        flags +=
            "S: * " + QByteArray::number(uid) + " FETCH (UID " + QByteArray::number(uid) + " FLAGS ())\n";
    if (!inbox.line.play(inbox.selection() + "C: a2 UID FETCH 1:* (UID FLAGS)\n" + flags + "S: a2 OK\n"))
        return false;
    inbox.mailbox->written();
    const QByteArray items = sync::summaryItems;
    return inbox.line.play("C: a3 UID FETCH 2:101 (" + items + ")\nC: a4 UID FETCH 1 (" + items
                           + ")\nS: a3 OK\nS: a4 OK\nC: a5 NOOP");
}

}

// What needs no store; the dialogues are in tests/app.
class MailboxSyncTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void contradictionsAreReportedOnce()
    {
        SelectedMailbox selected;
        selected.mailbox = "INBOX";
        selected.exists = 3;
        MailboxSync mailbox({}, nullptr, selected);
        const QSignalSpy outOfStep(&mailbox, &MailboxSync::outOfStep);
        Fetch fetch{SeqNum{2}, {}};
        fetch.items.flags.emplace();
        for (const quint32 uid : {20U, 21U, 22U}) {
            fetch.items.uid = Uid{uid};
            mailbox.handle(fetch);
        }
        mailbox.handle(Exists{1});
        mailbox.handle(Expunge{SeqNum{9}});
        QCOMPARE(outOfStep.size(), 1);
    }

    void whatWasWrittenLateDoesNotAnswerTheResolver()
    {
        Opened inbox(101);
        QVERIFY2(resolving(inbox), inbox.line.instead.constData());
        inbox.mailbox->written();  // while the NOOP is under way, nothing else is
        QVERIFY2(inbox.line.play({}), inbox.line.instead.constData());
        QByteArray gone;
        for (int message = 101; message >= 1; --message)
            gone += "S: * " + QByteArray::number(message) + " EXPUNGE\n";
        QVERIFY2(inbox.line.play(gone + "S: a5 OK"), inbox.line.instead.constData());
        QVERIFY(inbox.mailbox->isSettled());
    }

    void aStrayExpungeDoesNotAnswerTheResolver()
    {
        Opened inbox(101);
        QVERIFY2(resolving(inbox), inbox.line.instead.constData());
        QByteArray sent;
        for (const char *line : {"* 200 EXPUNGE\r\n", "a5 OK\r\n", "a6 OK\r\n"}) {
            inbox.line.transport->serverSends(line);
            inbox.line.turn();
            sent += inbox.line.transport->takeWritten();
        }
        QCOMPARE(sent.count(" NOOP\r\n"), 1);
        QCOMPARE(sent.count(" UID FETCH 1:101 (UID FLAGS)\r\n"), 1);
    }

    // In one piece, so that the first line is still to be told when the second one comes.
    void aSummaryIsLaterThanTheFlagsBeforeIt()
    {
        Opened inbox(1);
        const QByteArray items = sync::summaryItems;
        QVERIFY2(inbox.line.play(inbox.selection() + "C: a2 UID FETCH 1:* (UID FLAGS)\n"
                                 + "S: * 1 FETCH (UID 1 FLAGS ())\nS: a2 OK\n"),
                 inbox.line.instead.constData());
        inbox.mailbox->written();
        QVERIFY2(inbox.line.play("C: a3 UID FETCH 1 (" + items + ")"), inbox.line.instead.constData());
        QByteArray told;
        connect(inbox.mailbox.get(), &MailboxSync::updateReady, this, [&told](const store::Update &update) {
            if (const auto *flags = std::get_if<store::FlagsFetched>(&update))
                told += flags->flags.front().flags.has(store::Flags::Seen) ? "flags: seen. " : "flags. ";
            if (const auto *fetched = std::get_if<store::MessagesFetched>(&update))
                told +=
                    fetched->messages.front().flags.has(store::Flags::Seen) ? "message: seen. " : "message. ";
        });
        inbox.line.transport->serverSends(
            "* 1 FETCH (UID 1 FLAGS (\\Seen))\r\n* 1 FETCH (UID 1 FLAGS () INTERNALDATE \" 1-Jan-2026 "
            "10:00:00"
            " +0000\" RFC822.SIZE 900 BODYSTRUCTURE (\"TEXT\" \"PLAIN\" NIL NIL NIL \"7BIT\" 5 1)"
            " BODY[HEADER.FIELDS (DATE)] {15}\r\nSubject: hi\r\n\r\n)\r\na3 OK\r\n");
        inbox.line.turn();
        QCOMPARE(told, QByteArray("flags: seen. message. "));
    }
};

POSTHORN_TEST(MailboxSyncTest)

#include "tst_mailboxsync.moc"
