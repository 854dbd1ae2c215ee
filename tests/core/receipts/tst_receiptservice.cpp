// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/receipts/ledger.h"

#include "tests/core/receipts/receiptworld.h"

using namespace Qt::StringLiterals;
using namespace receipts;

namespace {

// A service over a file, and everything it says.
struct Desk {
    QTemporaryDir folder;
    FakeClock clock;
    std::optional<store::UserDatabase> user = std::move(*store::openUser(folder.path() + u"/user.db"_s));
    ReceiptService service{user->database, clock};
    QSignalSpy states{&service, &ReceiptService::stateChanged};
    QSignalSpy claims{&service, &ReceiptService::claimRequested};
    QSignalSpy intents{&service, &ReceiptService::intentRecorded};
    QSignalSpy submissions{&service, &ReceiptService::submitRequested};
    QSignalSpy filings{&service, &ReceiptService::filingRequested};
    QSignalSpy failures{&service, &ReceiptService::failed};
    Decision send = receipt_test::World().decision(Decision::Kind::Send);

    [[nodiscard]] LedgerState state() const
    {
        return states.isEmpty() ? LedgerState::None : states.last().first().value<LedgerEntry>().state;
    }
    void claimWon()
    {
        service.claimIntended(send.key);
        service.claimEnded(send.key, ClaimEnd::Won, {});
    }
};

}

class ReceiptServiceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsARecordAcrossSerialization();
    void readsARecordOfTheFirstVersion();
    void refusesDataOfAnotherVersion();
    void writesStateAndEventTogether();
    void givesOneClaimAndOneSubmissionForManyClicks();
    void submitsNothingWithoutARecordedIntentAndAWonClaim();
    void refusesAnIntentNobodyWants();
    void doesNothingWhenTheLedgerCannotBeWritten();
    void ignoresAnswersThatNobodyWaitsFor();
    void givesWaitingOrdersAgainWhenTheAccountIsOnline();
    void doesNotRepeatAClaimThatHasBegun();
    void backsOffLongerAndLonger();
    void sendsNothingWithoutAReceipt();
    void keepsTheDecisionWhenItsDataAreDamaged();
    void forgetsTheTextOnceItIsFiled();
    void answersEvenADecisionThatComesTooLate();
    void doesNotBelieveTheLengthOfADamagedList();
};

void ReceiptServiceTest::keepsARecordAcrossSerialization()
{
    LedgerRecord record;
    record.fingerprint = "f";
    record.serverText = "no";
    record.account = QUuid::createUuidV5(QUuid(), u"a"_s);
    record.target = {record.account, "INBOX", {1}, {2}, "<m>", "t"};
    record.report = {"message\r\n", "id@x", {"a@b", "c@d"}};
    record.condstore = record.intentOpen = true;
    record.attempts = 3;
    record.firstAttempt = QDateTime(QDate(2026, 1, 1), QTime(1, 2, 3), Qt::UTC);
    record.askedBy = {"asker@ex.org", QStringLiteral("Minutes")};
    LedgerRecord read;
    QVERIFY(deserialize(serialize(record), read));
    QCOMPARE(serialize(read), serialize(record));
    QCOMPARE(read.target, record.target);
    QCOMPARE(read.report, record.report);
    QCOMPARE(read.firstAttempt, record.firstAttempt);
    QVERIFY(read.condstore && read.intentOpen && read.attempts == 3);
    QCOMPARE(read.askedBy.sender, record.askedBy.sender);
    QCOMPARE(read.askedBy.subject, record.askedBy.subject);
}

// As it was written before it said who had asked.
void ReceiptServiceTest::readsARecordOfTheFirstVersion()
{
    LedgerRecord record;
    record.fingerprint = "f";
    record.attempts = 3;
    QByteArray octets = serialize(record);
    octets.chop(8);  // no sender, no subject
    octets[1] = 1;
    LedgerRecord read;
    QVERIFY(deserialize(octets, read));
    QCOMPARE(read.fingerprint, record.fingerprint);
    QCOMPARE(read.attempts, 3);
    QVERIFY(read.askedBy.sender.isEmpty());
    QVERIFY(!deserialize(octets.chopped(1), read));
}

void ReceiptServiceTest::answersEvenADecisionThatComesTooLate()
{
    Desk desk;
    desk.service.decide(desk.send);
    const auto before = desk.states.size();
    desk.service.decide(desk.send);
    desk.service.sendAnyway(desk.send.key);
    QCOMPARE(desk.states.size(), before + 2);
    QCOMPARE(desk.state(), LedgerState::Approved);
    QCOMPARE(desk.claims.size(), 1);
}

void ReceiptServiceTest::doesNotBelieveTheLengthOfADamagedList()
{
    LedgerRecord record;
    record.report.recipients = {"a@ex.org"};
    QByteArray octets = serialize(record);
    const qsizetype count = octets.lastIndexOf(QByteArray("\0\0\0\1", 4), octets.indexOf("a@ex.org"));
    QVERIFY(count > 0);
    LedgerRecord read;
    for (const char *huge : {"\x7f\xff\xff\xff", "\xff\xff\xff\xff"}) {
        QVERIFY(!deserialize(QByteArray(octets).replace(count, 4, huge, 4), read));
        QVERIFY(read.report.recipients.size() < 100);
    }
}

void ReceiptServiceTest::refusesDataOfAnotherVersion()
{
    LedgerRecord read;
    QVERIFY(!deserialize({}, read));
    QVERIFY(!deserialize(QByteArray("\0\7garbage", 9), read));
    const QByteArray whole = serialize(LedgerRecord());
    for (qsizetype cut = 0; cut < whole.size(); ++cut)
        QVERIFY(!deserialize(whole.first(cut), read));
}

void ReceiptServiceTest::writesStateAndEventTogether()
{
    Desk desk;
    desk.service.decide(desk.send);
    desk.claimWon();
    auto events = *desk.user->database.prepare("SELECT event FROM receipt_events ORDER BY id");
    QList<int> numbers;
    while (*events.step())
        numbers.append(static_cast<int>(events.integer(0)));
    QCOMPARE(numbers, (QList<int>{2, 3, 5, 6}));  // Approved, ClaimIntent, Claimed, Sending
    const Ledger ledger(desk.user->database);
    const auto record = *ledger.find(desk.send.key);
    QVERIFY(record);
    QCOMPARE(record->state, LedgerState::Sending);
    QCOMPARE(record->report, desk.send.report);
    QCOMPARE(record->target, desk.send.target);
}

void ReceiptServiceTest::givesOneClaimAndOneSubmissionForManyClicks()
{
    COVERS("MDN-51");
    Desk desk;
    for (int click = 0; click < 3; ++click)
        desk.service.decide(desk.send);
    QCOMPARE(desk.claims.size(), 1);
    desk.claimWon();
    desk.service.decide(desk.send);
    desk.service.sendAnyway(desk.send.key);
    desk.service.submitEnded(desk.send.key, SubmitEnd::Accepted, {});
    desk.service.decide(desk.send);
    desk.service.sendAnyway(desk.send.key);
    QCOMPARE(desk.claims.size(), 1);
    QCOMPARE(desk.submissions.size(), 1);
    QCOMPARE(desk.filings.size(), 1);
}

void ReceiptServiceTest::submitsNothingWithoutARecordedIntentAndAWonClaim()
{
    COVERS("MDN-04");
    using End = ClaimEnd;
    for (const End end : {End::Lost, End::CannotStore, End::ReadOnly, End::Refused, End::MessageGone,
                          End::Draft, End::Uncertain, End::GaveUp, End::NeverStarted}) {
        Desk desk;
        desk.service.decide(desk.send);
        desk.service.claimIntended(desk.send.key);
        desk.service.claimEnded(desk.send.key, end, {});
        desk.clock.advance(std::chrono::hours(200));
        QCOMPARE(desk.submissions.size(), 0);
    }
    Desk desk;
    desk.service.decide(desk.send);
    desk.service.claimEnded(desk.send.key, End::Won,
                            {});  // without claimIntended(): not a claim the ledger knew of
    QCOMPARE(desk.submissions.size(), 0);
    QCOMPARE(desk.state(), LedgerState::ClaimUncertain);
}

void ReceiptServiceTest::refusesAnIntentNobodyWants()
{
    Desk desk;
    desk.service.claimIntended(desk.send.key);
    QCOMPARE(desk.intents.size(), 0);
    QCOMPARE(desk.failures.size(), 1);
}

void ReceiptServiceTest::doesNothingWhenTheLedgerCannotBeWritten()
{
    Desk desk;
    QVERIFY(desk.user->database.execute("PRAGMA query_only = 1"));
    desk.service.decide(desk.send);
    QCOMPARE(desk.failures.size(), 1);
    QCOMPARE(desk.claims.size(), 0);
    QCOMPARE(desk.states.size(), 0);
    QVERIFY(desk.user->database.execute("PRAGMA query_only = 0"));
    desk.service.decide(desk.send);
    QVERIFY(desk.user->database.execute("PRAGMA query_only = 1"));
    desk.claimWon();
    QCOMPARE(desk.intents.size(), 0);
    QCOMPARE(desk.submissions.size(), 0);
}

void ReceiptServiceTest::ignoresAnswersThatNobodyWaitsFor()
{
    Desk desk;
    desk.service.submitEnded(desk.send.key, SubmitEnd::Accepted, {});
    desk.service.claimEnded(desk.send.key, ClaimEnd::Won, {});
    desk.service.filed(desk.send.key);
    QCOMPARE(desk.states.size(), 0);
    desk.service.sendAnyway(desk.send.key);
    QCOMPARE(desk.state(), LedgerState::None);
    desk.service.decide(desk.send);
    desk.claimWon();
    desk.service.submitEnded(desk.send.key, SubmitEnd::Uncertain, {});
    desk.service.submitEnded(desk.send.key, SubmitEnd::Accepted, {});
    QCOMPARE(desk.state(), LedgerState::SendUncertain);
}

void ReceiptServiceTest::givesWaitingOrdersAgainWhenTheAccountIsOnline()
{
    Desk desk;
    desk.service.decide(desk.send);
    desk.service.accountOnline(QUuid::createUuidV5(QUuid(), u"another"_s));
    QCOMPARE(desk.claims.size(), 1);
    desk.service.accountOnline(desk.send.account);
    QCOMPARE(desk.claims.size(), 1);  // the first order is still under way
    desk.service.claimEnded(desk.send.key, ClaimEnd::NeverStarted, {});
    QCOMPARE(desk.state(), LedgerState::Approved);
    desk.service.accountOnline(desk.send.account);
    QCOMPARE(desk.claims.size(), 2);
    desk.claimWon();
    desk.service.accountOnline(desk.send.account);
    desk.service.restore();
    QCOMPARE(desk.claims.size(), 2);
    QCOMPARE(desk.submissions.size(), 1);
    QCOMPARE(desk.state(), LedgerState::Sending);
}

void ReceiptServiceTest::doesNotRepeatAClaimThatHasBegun()
{
    Desk desk;
    desk.service.decide(desk.send);
    desk.service.claimIntended(desk.send.key);
    desk.service.accountOnline(desk.send.account);
    desk.service.restore();
    QCOMPARE(desk.claims.size(), 1);
}

void ReceiptServiceTest::backsOffLongerAndLonger()
{
    Desk desk;
    desk.service.decide(desk.send);
    desk.claimWon();
    QList<qint64> minutes;
    for (int attempt = 1; attempt <= 9; ++attempt) {
        desk.service.submitEnded(desk.send.key, SubmitEnd::TryLater, "421");
        const auto begin = desk.clock.now();
        while (desk.submissions.size() == attempt && minutes.size() < 100)
            desk.clock.advance(std::chrono::minutes(1));
        minutes.append(begin.secsTo(desk.clock.now()) / 60);
    }
    QCOMPARE(minutes, (QList<qint64>{1, 2, 4, 8, 16, 32, 60, 60, 60}));
    desk.service.submitEnded(desk.send.key, SubmitEnd::TryLater, "421");
    desk.service.accountOnline(desk.send.account);  // a line that is back need not wait
    QCOMPARE(desk.submissions.size(), 11);
    desk.clock.advance(std::chrono::hours(3));
    QCOMPARE(desk.submissions.size(), 11);
}

void ReceiptServiceTest::sendsNothingWithoutAReceipt()
{
    Desk desk;
    desk.send.report = {};
    desk.service.decide(desk.send);
    QCOMPARE(desk.failures.size(), 1);
    QCOMPARE(desk.claims.size(), 0);
}

void ReceiptServiceTest::keepsTheDecisionWhenItsDataAreDamaged()
{
    Desk desk;
    desk.service.decide(desk.send);
    desk.claimWon();
    QVERIFY(desk.user->database.execute("UPDATE receipt_state SET data = x'00', state = 5"));
    ReceiptService restarted(desk.user->database, desk.clock);
    QSignalSpy states(&restarted, &ReceiptService::stateChanged);
    QSignalSpy submissions(&restarted, &ReceiptService::submitRequested);
    restarted.restore();
    QCOMPARE(states.size(), 1);
    QCOMPARE(states.first().first().value<LedgerEntry>().state, LedgerState::Claimed);
    restarted.decide(desk.send);
    QCOMPARE(submissions.size(), 0);
}

void ReceiptServiceTest::forgetsTheTextOnceItIsFiled()
{
    Desk desk;
    desk.service.decide(desk.send);
    desk.claimWon();
    desk.service.submitEnded(desk.send.key, SubmitEnd::Accepted, "250 queued");
    QCOMPARE(desk.filings.last().first().value<SubmitOrder>().report, desk.send.report);
    desk.service.filed(desk.send.key);
    QCOMPARE(desk.state(), LedgerState::Filed);
    const Ledger ledger(desk.user->database);
    const auto record = *ledger.find(desk.send.key);
    QVERIFY(record->report.message.isEmpty());
    QCOMPARE(record->report.messageId, desk.send.report.messageId);
    QCOMPARE(record->serverText, QByteArray("250 queued"));
}

POSTHORN_TEST(ReceiptServiceTest)
#include "tst_receiptservice.moc"
