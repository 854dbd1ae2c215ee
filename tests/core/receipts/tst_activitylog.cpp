// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/receipts/activitylog.h"
#include "core/store/writer.h"

#include <QTemporaryDir>

#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;
using receipts::LedgerState;

// What is told of the ledger's append-only table.
class ActivityLogTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyStepIsALineAndPagesFollowOneAnother()
    {
        QTemporaryDir folder;
        auto user = store::openUser(folder.path() + u"/user.db"_s);
        QVERIFY(user);
        const receipts::Ledger ledger(user->database);
        receipts::LedgerRecord record;
        record.key = {"key"};
        record.target.messageId = "m1@ex.org";
        record.report.recipients = {"a@ex.org"};
        record.askedBy = {"asker@ex.org", u"Minutes"_s};
        record.updated = QDateTime(QDate(2026, 3, 4), QTime(8, 0), Qt::UTC);
        for (const LedgerState state : {LedgerState::Approved, LedgerState::ClaimIntent, LedgerState::Claimed,
                                        LedgerState::Sending, LedgerState::Sent}) {
            record.state = state;
            QVERIFY(ledger.write(record));
        }
        const auto newest = receipts::activity(user->database, {1, 3, {}});
        QVERIFY(newest);
        QCOMPARE(newest->lines.size(), std::size_t{3});
        QVERIFY(!newest->isLast);
        QCOMPARE(newest->lines.front().event, static_cast<int>(LedgerState::Sent));
        QCOMPARE(newest->lines.front().messageId, "m1@ex.org"_ba);
        QCOMPARE(newest->lines.front().recipients, std::vector<QByteArray>{"a@ex.org"});
        QCOMPARE(newest->lines.front().askedBy.sender, "asker@ex.org"_ba);
        QCOMPARE(newest->lines.front().askedBy.subject, u"Minutes"_s);
        const auto older = receipts::activity(user->database, {2, 3, newest->lines.back().id});
        QVERIFY(older);
        QCOMPARE(older->lines.size(), std::size_t{2});
        QVERIFY(older->isLast);
        QCOMPARE(older->lines.back().event, static_cast<int>(LedgerState::Approved));
    }
};

POSTHORN_TEST(ActivityLogTest)
#include "tst_activitylog.moc"
