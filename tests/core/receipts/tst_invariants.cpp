// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/receipts/receiptworld.h"

using namespace Qt::StringLiterals;
using namespace receipts;
using receipt_test::Invariants;

namespace {

// A ledger that may lie, and what is told of it.
struct Watched {
    Watched()
        : user(std::move(*store::openUser(path()))), ledger(user.database),
          invariants(path(), [this](const QByteArray &breach) { breaches += breach.left(2); })
    {
        record.key = {"key"};
        record.target.uid = {42};
        record.report.messageId = "id@x";
    }
    [[nodiscard]] QString path() const { return folder.path() + u"/user.db"_s; }
    void write(LedgerState state, std::optional<LedgerEvent> event = std::nullopt)
    {
        record.state = state;
        record.updated = QDateTime::fromSecsSinceEpoch(++seconds, Qt::UTC);
        if (!ledger.write(record, event))
            breaches += "not written";
    }
    void tell(LedgerState state)
    {
        LedgerEntry entry = record.entry();
        entry.state = state;
        invariants.stateTold(entry);
    }
    void claim(const QByteArray &answer = "t OK done", const QByteArray &flags = "$mdnSent")
    {
        write(LedgerState::ClaimIntent);
        invariants.sent("t UID STORE 42 (UNCHANGEDSINCE 7) +FLAGS ($MDNSent)");
        invariants.received("* 1 FETCH (UID 42 FLAGS (" + flags + "))");
        invariants.received(answer);
        write(LedgerState::Claimed);
    }
    void submit()
    {
        write(LedgerState::Sending);
        invariants.submissionBegun();
        invariants.mailEnded(mail);
    }

    QTemporaryDir folder;
    store::UserDatabase user;
    Ledger ledger;
    LedgerRecord record;
    QByteArrayList breaches;
    Invariants invariants;
    const QByteArray mail = "Message-ID: <id@x>\r\n\r\n";
    qint64 seconds = 0;
};

}

// What watches over all scenarios sees a breach of each kind, and none where there is none.
class InvariantsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aWholeLifeBreaksNothing()
    {
        Watched world;
        world.claim();
        world.submit();
        world.invariants.mailRefused();
        world.write(LedgerState::Claimed);
        world.submit();  // once more, after a 4xx
        world.write(LedgerState::SendUncertain);
        world.tell(LedgerState::SendUncertain);
        world.write(LedgerState::Claimed, LedgerEvent::SecondConsent);
        world.submit();
        world.write(LedgerState::Sent);
        world.invariants.appended(world.mail);
        world.tell(LedgerState::Sent);
        world.invariants.sent("t UID STORE 9 +FLAGS.SILENT (\\Seen)");
        world.invariants.sent("t UID STORE 9 -FLAGS (\\Seen)");
        QCOMPARE(world.breaches, QByteArrayList());
    }

    void nothingIsSubmittedWithoutAConfirmedClaim()
    {
        Watched unclaimed;
        unclaimed.submit();
        QCOMPARE(unclaimed.breaches, (QByteArrayList{"I1", "I1"}));
        for (const auto &[answer, flags] :
             {std::pair("t NO no", "$MDNSent"), std::pair("t OK done", "\\Seen"),
              std::pair("t OK [MODIFIED 42] no", "$MDNSent")}) {
            Watched world;
            world.claim(answer, flags);
            world.submit();
            QCOMPARE(world.breaches, QByteArrayList{"I1"});
        }
    }

    void nothingIsSentTwice()
    {
        Watched world;
        world.claim();
        world.submit();
        world.submit();
        QCOMPARE(world.breaches, QByteArrayList{"I2"});
    }

    void nothingIsTakenBack()
    {
        Watched world;
        world.invariants.sent("t UID STORE 42 -FLAGS ($mdnsent)");
        QCOMPARE(world.breaches.value(0), "I3");
        Watched replaced;
        replaced.invariants.sent("t STORE 1:* FLAGS.SILENT (\\Seen)");
        QCOMPARE(replaced.breaches, QByteArrayList{"I3"});
    }

    void nothingIsDoneBeforeItIsOnRecord()
    {
        Watched store;
        store.write(LedgerState::Approved);
        store.invariants.sent("t UID STORE 42 +FLAGS ($MDNSent)");
        QCOMPARE(store.breaches, QByteArrayList{"I4"});
        Watched told;
        told.tell(LedgerState::Approved);
        QCOMPARE(told.breaches, QByteArrayList{"I4"});
        Watched sent;
        sent.claim();
        sent.invariants.submissionBegun();
        sent.invariants.mailEnded(sent.mail);
        sent.invariants.appended(sent.mail);
        QCOMPARE(sent.breaches, (QByteArrayList{"I4", "I4", "I4"}));
        Watched denied;
        denied.write(LedgerState::Denying);
        denied.invariants.sent("t UID STORE 42 +FLAGS ($MDNSent)");
        QCOMPARE(denied.breaches, QByteArrayList{"I4"});
        denied.write(LedgerState::Denying, LedgerEvent::IntentToDeny);
        denied.invariants.sent("t UID STORE 42 +FLAGS ($MDNSent)");
        QCOMPARE(denied.breaches, QByteArrayList{"I4"});
    }

    void aCopyMayGetItsMarkBack()
    {
        Watched world;
        world.write(LedgerState::Filed);
        world.invariants.sent("t UID COPY 42 Archive");
        world.invariants.sent("t UID STORE 77 +FLAGS ($MDNSent)");
        QCOMPARE(world.breaches, QByteArrayList());
    }

    void whatHasEndedStaysSo()
    {
        for (const auto end :
             {LedgerState::Denied, LedgerState::DeniedLocal, LedgerState::HandledElsewhere}) {
            Watched world;
            world.write(end);
            world.tell(end);
            world.tell(end);
            QCOMPARE(world.breaches, QByteArrayList());
            world.write(LedgerState::Approved);
            world.tell(LedgerState::Approved);
            QCOMPARE(world.breaches, QByteArrayList{"I5"});
        }
    }
};

POSTHORN_TEST(InvariantsTest)
#include "tst_invariants.moc"
