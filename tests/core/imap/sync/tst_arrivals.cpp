// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/sync/arrivals.h"
#include "core/imap/sync/folderrecognition.h"

#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;
using imap::Uid;
using imap::UidValidity;
using imap::sync::Arrivals;
using imap::sync::MailboxIdentity;
using imap::sync::MailboxRenaming;

namespace {

store::MailboxOpened opened(quint32 validity, quint32 next)
{
    store::MailboxState state;
    state.uidValidity = {validity};
    state.uidNext = {next};
    return {{}, "INBOX", state};
}

store::MessagesFetched fetched(const std::vector<quint32> &uids, quint32 validity = 7, bool seen = false)
{
    store::MessagesFetched messages{{}, "INBOX", {validity}, {}};
    for (const quint32 uid : uids) {
        store::FetchedMessage message;
        message.uid = {uid};
        if (seen)
            message.flags = store::flagsFromNames({"\\Seen"});
        messages.messages.push_back(message);
    }
    return messages;
}

std::vector<quint32> news(Arrivals &arrivals, const store::Update &update)
{
    std::vector<quint32> uids;
    for (const Uid uid : arrivals.note(update).uids)
        uids.push_back(uid.value);
    return uids;
}

using Uids = std::vector<quint32>;

}

// What is new mail, and which mailbox is which.
class ArrivalsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theFirstOpeningBringsNoNews()
    {
        Arrivals arrivals([](const QByteArray &) { return Arrivals::Known{}; });
        QCOMPARE(news(arrivals, opened(7, 4)), Uids());
        QCOMPARE(news(arrivals, fetched({3, 2, 1})), Uids());
        arrivals.looked("INBOX");
        QCOMPARE(news(arrivals, fetched({5, 4})), (Uids{4, 5}));
        QCOMPARE(news(arrivals, fetched({5})), Uids());  // once
    }

    void noUidNextMeansNewsOnlyAfterTheLook()
    {
        Arrivals arrivals([](const QByteArray &) { return Arrivals::Known{}; });
        (void)arrivals.note(opened(7, 0));
        QCOMPARE(news(arrivals, fetched({1, 2, 3})), Uids());
        arrivals.looked("INBOX");
        QCOMPARE(news(arrivals, fetched({4})), Uids{4});
    }

    void whatCameWhileNobodyWasThereIsNew()
    {
        Arrivals arrivals([](const QByteArray &) { return Arrivals::Known{{7}, {10}}; });
        (void)arrivals.note(opened(7, 13));
        QCOMPARE(news(arrivals, fetched({12, 11, 9})), (Uids{11, 12}));
        QCOMPARE(news(arrivals, fetched({13}, 7, true)), Uids());  // read elsewhere already
    }

    void aRenumberingBringsNoNews()
    {
        Arrivals arrivals([](const QByteArray &) { return Arrivals::Known{{7}, {10}}; });
        (void)arrivals.note(opened(8, 4));
        QCOMPARE(news(arrivals, fetched({1, 2, 3}, 8)), Uids());
        QCOMPARE(news(arrivals, fetched({4}, 8)), Uids{4});
        QCOMPARE(news(arrivals, fetched({11}, 7)), Uids());  // of the time before
    }

    void whatWePutThereIsNoNews()
    {
        Arrivals arrivals([](const QByteArray &) { return Arrivals::Known{{7}, {10}}; });
        (void)arrivals.note(opened(7, 10));
        (void)arrivals.note(store::MessagesCopied{{}, "Work", {3}, "INBOX", {7}, {{{1}, {10}}}, true});
        QCOMPARE(news(arrivals, fetched({10, 11})), Uids{11});
    }

    void mailboxesAreKnownAgainByWhatTheyAre_data()
    {
        QTest::addColumn<QList<QByteArray>>("wanted");
        QTest::addColumn<int>("which");
        QTest::newRow("by id") << QList<QByteArray>{"a>b"} << 0;
        QTest::newRow("two could be it") << QList<QByteArray>{} << 1;
        QTest::newRow("it could be two") << QList<QByteArray>{} << 2;
        QTest::newRow("what is below moves along") << QList<QByteArray>{"a>b", "a/x>b/x"} << 3;
        QTest::newRow("never held anything") << QList<QByteArray>{} << 4;
        QTest::newRow("one number for all") << QList<QByteArray>{} << 5;
        QTest::newRow("one number for all, and ids") << QList<QByteArray>{"a>b"} << 6;
        QTest::newRow("a single message") << QList<QByteArray>{} << 7;
    }
    void mailboxesAreKnownAgainByWhatTheyAre()
    {
        QFETCH(QList<QByteArray>, wanted);
        QFETCH(int, which);
        const auto box = [](const QByteArray &name, const QByteArray &id, quint32 next) {
            return MailboxIdentity{name, '/', id, UidValidity{7}, Uid{next}, 2};
        };
        const auto single = [](const QByteArray &name) {
            return MailboxIdentity{name, '/', {}, UidValidity{7}, Uid{5}, 1};
        };
        using Boxes = std::vector<MailboxIdentity>;
        const std::vector<std::pair<Boxes, Boxes>> cases{
            {{box("a", "1", 5), box("c", "2", 5)}, {box("b", "1", 9), box("d", "3", 5)}},
            {{box("a", {}, 5)}, {box("b", {}, 5), box("d", {}, 5)}},
            {{box("a", {}, 5), box("c", {}, 5)}, {box("b", {}, 5)}},
            {{box("a", {}, 5), box("a/x", {}, 1)}, {box("b", {}, 5), box("b/x", {}, 1)}},
            {{box("a", {}, 1)}, {box("b", {}, 1)}},
            {{box("a", {}, 5)}, {box("b", {}, 5)}},
            {{box("a", "1", 5)}, {box("b", "1", 5)}},
            {{single("a")}, {single("b")}},
        };
        const bool isShared = which == 5 || which == 6;
        const std::vector<UidValidity> known(isShared ? 2 : 1, UidValidity{7});
        const auto &[gone, made] = cases[static_cast<std::size_t>(which)];
        QList<QByteArray> found;
        for (const MailboxRenaming &each : imap::sync::recognise(gone, made, known))
            found.append(each.from + '>' + each.to);
        QCOMPARE(found, wanted);
    }

    void aNewNameIsTakenOnlyWhereItCannotBeMisread_data()
    {
        QTest::addColumn<QByteArray>("rest");
        QTest::addColumn<QByteArray>("wanted");
        QTest::newRow("atoms") << "FOO BAR"_ba
                               << "FOO>BAR"_ba;
        QTest::newRow("quoted") << "\"old one\" \"new one\""_ba
                                << "old one>new one"_ba;
        QTest::newRow("mixed") << "FOO \"new one\""_ba
                               << "FOO>new one"_ba;
        QTest::newRow("one") << "FOO"_ba
                             << ""_ba;
        QTest::newRow("three") << "FOO BAR BAZ"_ba
                               << ""_ba;
        QTest::newRow("literal") << "FOO {3}"_ba
                                 << ""_ba;
        QTest::newRow("escaped") << "FOO \"B\\\"R\""_ba
                                 << ""_ba;
        QTest::newRow("open") << "FOO \"BAR"_ba
                              << ""_ba;
        QTest::newRow("nothing") << ""_ba
                                 << ""_ba;
    }
    void aNewNameIsTakenOnlyWhereItCannotBeMisread()
    {
        COVERS("MA-10");
        QFETCH(QByteArray, rest);
        QFETCH(QByteArray, wanted);
        const auto found = imap::sync::newNameIn({imap::code::Unknown{"NEWNAME", rest}, {}});
        QCOMPARE(found ? found->from + '>' + found->to : QByteArray(), wanted);
        QVERIFY(!imap::sync::newNameIn({imap::code::Unknown{"OLDNAME", rest}, {}}));
    }
};

POSTHORN_TEST(ArrivalsTest)
#include "tst_arrivals.moc"
