// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/modelaccount.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QByteArrayList capabilities{"IMAP4rev1", "UNSELECT", "IDLE"};

void fill(ModelAccount &account, const QByteArray &mailbox, int count, int firstYear = 2026)
{
    account.model.create(mailbox);
    const auto box = account.model.find(mailbox);
    for (int i = 1; i <= count; ++i)
        account.model.append(*box, model::makeMessage(mailbox + QByteArray::number(i)), {},
                             QDateTime(QDate(firstYear, 1, 1), QTime(0, 0), Qt::UTC).toSecsSinceEpoch() + i);
}

// UIDs whose text is here.
QByteArray texts(ModelAccount &account, const QByteArray &mailbox)
{
    QByteArrayList uids;
    for (const store::FlagsSeen &seen : account.reader->knownFlags(account.folder(mailbox))) {
        const auto copy = account.reader->find(account.folder(mailbox), seen.uid);
        const auto content = copy ? account.reader->content(*copy) : std::nullopt;
        if (content && content->header && !content->sections.empty())
            uids.append(QByteArray::number(seen.uid.value));
    }
    return uids.join(' ');
}

void keep(ModelAccount &account, const QByteArray &mailbox, std::optional<int> months = 0)
{
    account.room().keepOffline({account.account.id, mailbox, months});
    for (int second = 0; second < 10; ++second)
        account.wait(1s);
}

}

// Folders that are kept for reading without a network.
class OfflineTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aFolderThatIsNotOpenComesWhole()
    {
        ModelAccount account(capabilities);
        fill(account, "Work", 5);
        account.start();
        account.answer();
        QCOMPARE(texts(account, "Work"), QByteArray());
        keep(account, "Work");
        QCOMPARE(account.kept("Work"), "1 2 3 4 5"_ba);
        QCOMPARE(texts(account, "Work"), "1 2 3 4 5"_ba);
        QCOMPARE(account.reader->folder(account.folder("Work"))->keptOfflineMonths, std::optional<int>(0));
        QCOMPARE(account.model.complaints(), QByteArrayList());
    }

    void meteredLinesBringHeadersOnly()
    {
        ModelAccount account(capabilities);
        fill(account, "Work", 3);
        account.start();
        account.engine->setMetered(true);
        account.answer();
        keep(account, "Work");
        QCOMPARE(account.kept("Work"), "1 2 3"_ba);
        QCOMPARE(texts(account, "Work"), QByteArray());
        account.engine->setMetered(false);
        for (int second = 0; second < 10; ++second)
            account.wait(1s);
        QCOMPARE(texts(account, "Work"), "1 2 3"_ba);
    }

    void aPauseIsOneAndItGoesOn()
    {
        ModelAccount account(capabilities);
        fill(account, "Work", 3);
        std::vector<accounts::OfflineProgress> told;
        connect(account.engine.get(), &app::Engine::offlineProgressed, this,
                [&](const accounts::OfflineProgress &progress) { told.push_back(progress); });
        account.start();
        account.answer();
        account.engine->pauseDownloads(true);
        QVERIFY(!told.empty() && told.back().paused);
        keep(account, "Work");
        QCOMPARE(texts(account, "Work"), QByteArray());
        account.engine->pauseDownloads(false);
        for (int second = 0; second < 10; ++second)
            account.wait(1s);
        QCOMPARE(texts(account, "Work"), "1 2 3"_ba);
        const auto most = std::max_element(told.begin(), told.end(),
                                           [](const auto &a, const auto &b) { return a.total < b.total; });
        QCOMPARE(most->total, 3);
        QCOMPARE(most->folder, u"Work"_s);
        QCOMPARE(told.back().total, 0);
    }

    void aCutIsGoneOnFrom()
    {
        ModelAccount account(capabilities);
        fill(account, "Work", 40);
        account.start();
        account.answer();
        account.room().keepOffline({account.account.id, "Work", 0});
        int cuts = 0;
        for (int second = 0; second < 1200 && texts(account, "Work").count(' ') < 39; ++second) {
            account.wait(1s);
            if (second % 400 == 1 && ++cuts < 3)
                account.cutAll();
        }
        QCOMPARE(texts(account, "Work").count(' '), 39);
        QVERIFY(cuts > 0);
    }

    void onlyTheLastMonthsWhereThatIsWished()
    {
        ModelAccount account(capabilities);
        fill(account, "Work", 2, 2020);
        account.start();
        account.answer();
        keep(account, "Work", 3);
        QCOMPARE(account.kept("Work"), "1 2"_ba);
        QCOMPARE(texts(account, "Work"), QByteArray());
    }

    void newMailInAFolderThatIsListenedToIsNews()
    {
        ModelAccount account(capabilities);
        fill(account, "Work", 1);
        QList<accounts::NewMail> news;
        connect(account.engine.get(), &app::Engine::newMail, this,
                [&](const accounts::NewMail &mail) { news.append(mail); });
        account.start();
        account.answer();
        account.engine->openFolder(account.folder("Work"));
        for (int second = 0; second < 5; ++second)
            account.wait(1s);
        QVERIFY(news.isEmpty());
        account.model.append(*account.model.find("INBOX"), model::makeMessage("fresh"));
        account.tellNews();
        QCOMPARE(account.kept("INBOX"), "1"_ba);
        QCOMPARE(news.size(), 1);
        QCOMPARE(news.first().mailbox, "INBOX"_ba);
        QCOMPARE(account.mostSelections(), 1);  // never one mailbox twice
        account.engine->openFolder(account.folder("INBOX"));
        account.answer();
        QCOMPARE(account.mostSelections(), 1);
        QCOMPARE(news.size(), 1);
    }
};

POSTHORN_TEST(OfflineTest)
#include "tst_offline.moc"
