// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/modelaccount.h"
#include "tests/core/receipts/reportmail.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace report_test;

namespace {

const QByteArrayList capabilities{"IMAP4rev1", "UNSELECT", "IDLE", "SPECIAL-USE"};

QByteArray toUs(QByteArray octets)
{
    return octets.replace("me@home.example", "me@test");
}

void give(ModelAccount &account, const QByteArray &mailbox, const QByteArray &octets)
{
    account.model.append(*account.model.find(mailbox), toUs(octets), {},
                         QDateTime(QDate(2026, 3, 5), QTime(0, 0), Qt::UTC).toSecsSinceEpoch());
}

void wait(ModelAccount &account)
{
    for (int second = 0; second < 8; ++second)
        account.wait(1s);
}

// "bob@ex.org 13": the last known page.
QByteArray states(ModelAccount &account)
{
    receipts::SentPage page;
    const auto connection =
        QObject::connect(account.room().reports(), &receipts::ReportService::sentMailKnown,
                         [&](const receipts::SentPage &told) { page = told; });
    account.room().reports()->tellSent({});
    QObject::disconnect(connection);
    QByteArrayList rows;
    for (const receipts::SentRow &row : page.rows)
        rows.append(row.recipient.addrSpec() + ' ' + QByteArray::number(static_cast<int>(row.history.state)));
    return rows.join("; ");
}

QByteArrayList sections(ModelAccount &account, const QByteArray &mailbox, quint32 uid)
{
    const auto copy = account.reader->find(account.folder(mailbox), {uid});
    const auto content = copy ? account.reader->content(*copy) : std::nullopt;
    QByteArrayList names;
    if (content && content->header)
        names.append("HEADER");
    if (content) {
        for (const auto &[name, octets] : content->sections)
            names.append(name);
    }
    return names;
}

}

// Reports are found by the list's own answers, and only what they say to a program is fetched.
class ReportsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aReportIsReadWithoutBeingOpened()
    {
        COVERS("MDN-101", "S31");
        ModelAccount account(capabilities);
        account.model.create("Sent", 0, "\\Sent");
        give(account, "Sent", ourMail("<m1@home.example>", "bob@ex.org, carol@ex.org"));
        give(account, "INBOX", model::makeMessage("plain"));
        give(account, "INBOX", notification("bob@ex.org", displayed));
        account.start();
        account.answer();
        wait(account);
        QCOMPARE(sections(account, "INBOX", 1), QByteArrayList());
        QCOMPARE(sections(account, "INBOX", 2), QByteArrayList({"HEADER", "2", "3"}));
        account.engine->openFolder(account.folder("Sent"));
        wait(account);
        QCOMPARE(sections(account, "Sent", 1), QByteArrayList({"HEADER"}));
        QCOMPARE(states(account), "bob@ex.org 13; carol@ex.org 1"_ba);
        QCOMPARE(account.kept("INBOX"), "1 2"_ba);  // nothing was marked read
        QCOMPARE(account.model.complaints(), QByteArrayList());
    }

    void aCutIsGoneOnFrom()
    {
        ModelAccount account(capabilities);
        account.model.create("Sent", 0, "\\Sent");
        for (int i = 0; i < 30; ++i) {
            const QByteArray who = "bob" + QByteArray::number(i) + "@ex.org";
            give(account, "INBOX", notification(who, displayed));
        }
        account.start();
        account.answer();
        account.cutAll();
        wait(account);
        account.cutAll();
        for (int i = 0; i < 20; ++i)
            wait(account);
        QVERIFY(account.reader->lookups(account.account.id, {}, 9).empty());
        QCOMPARE(account.reader->unmatchedReports(100).size(), std::size_t{30});
    }

    void whatIsGoneMeanwhileHoldsNothingUp()
    {
        ModelAccount account(capabilities);
        account.model.create("Sent", 0, "\\Sent");
        for (int i = 0; i < 30; ++i) {
            const QByteArray who = "bob" + QByteArray::number(i) + "@ex.org";
            give(account, "INBOX", notification(who, displayed));
        }
        account.start();
        for (int i = 0; i < 500 && account.reader->unmatchedReports(100).empty(); ++i)
            account.answer(1);
        QVERIFY(account.reader->lookups(account.account.id, {}, 99).size() > 10);  // that are on its list
        for (quint32 uid = 1; uid < 30; ++uid)
            account.model.expunge(*account.model.find("INBOX"), uid);
        account.tellNews();
        for (int i = 0; i < 20; ++i)
            wait(account);
        QCOMPARE(account.kept("INBOX"), "30"_ba);
        QVERIFY(account.reader->lookups(account.account.id, {}, 9).empty());
        QCOMPARE(sections(account, "INBOX", 30), QByteArrayList({"HEADER", "2", "3"}));
    }
};

POSTHORN_TEST(ReportsTest)
#include "tst_reports.moc"
