// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/sync/mailboxsync.h"

#include "tests/support/testcase.h"

using namespace imap;
using sync::MailboxSync;

// What needs no server; the dialogues are in tests/app.
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
};

POSTHORN_TEST(MailboxSyncTest)

#include "tst_mailboxsync.moc"
