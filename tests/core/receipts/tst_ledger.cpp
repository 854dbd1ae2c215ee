// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/receipts/ledger.h"
#include "core/store/writer.h"

#include <QTemporaryDir>

#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;
using receipts::LedgerEvent;
using receipts::LedgerState;

namespace {

qint64 eventsOf(const store::Database &user, const receipts::RequestKey &key)
{
    auto rows = user.prepare("SELECT count(*) FROM receipt_events WHERE key = ?1");
    if (!rows)
        return -1;
    rows->bind(1, key.value);
    return rows->step() ? rows->integer(0) : -1;
}

}

class LedgerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // A state and what is told of it are there together, or neither is.
    void whatCannotBeWrittenWholeIsNotWritten_data()
    {
        QTest::addColumn<QByteArray>("damage");
        QTest::addColumn<QByteArray>("mend");
        const auto event = [](const char *name, int number) {
            QTest::newRow(name) << "CREATE UNIQUE INDEX once ON receipt_events(event);"
                                   "INSERT INTO receipt_events(key, at, event, detail) VALUES('x', 0, "
                    + QByteArray::number(number) + ", x'')"
                                << "DROP INDEX once"_ba;
        };
        event("what the user did", static_cast<int>(LedgerEvent::SecondConsent));
        event("the state's event", static_cast<int>(LedgerState::Approved));
        QTest::newRow("the state") << "ALTER TABLE receipt_state RENAME TO elsewhere"_ba
                                   << "ALTER TABLE elsewhere RENAME TO receipt_state"_ba;
    }
    void whatCannotBeWrittenWholeIsNotWritten()
    {
        QFETCH(QByteArray, damage);
        QFETCH(QByteArray, mend);
        QTemporaryDir folder;
        auto user = store::openUser(folder.path() + u"/user.db"_s);
        QVERIFY(user);
        const receipts::Ledger ledger(user->database);
        receipts::LedgerRecord record;
        record.key = {"key"};
        record.state = LedgerState::Approved;
        record.updated = QDateTime(QDate(2026, 3, 4), QTime(8, 0), Qt::UTC);
        QVERIFY(user->database.execute(damage.constData()));
        QVERIFY(!ledger.write(record, LedgerEvent::SecondConsent));
        QCOMPARE(eventsOf(user->database, record.key), qint64{0});
        QVERIFY(user->database.execute(mend.constData()));
        QVERIFY(ledger.all()->empty());
        QVERIFY(ledger.write(record, LedgerEvent::SecondConsent));
        QCOMPARE(eventsOf(user->database, record.key), qint64{2});
        QCOMPARE(ledger.all()->size(), std::size_t{1});
    }
};

POSTHORN_TEST(LedgerTest)
#include "tst_ledger.moc"
