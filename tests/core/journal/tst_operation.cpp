// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/journal/operation.h"

#include <QRandomGenerator>

#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;
using journal::AppendMessage;
using journal::ChangeFlags;
using journal::Entry;
using journal::Operation;
using journal::State;
using journal::Target;
using journal::Targets;

namespace {

const QUuid account(u"{7a7c7c0e-6d0f-4b57-9d55-0a3c3f1c2d11}"_s);

const QUuid otherAccount(u"{0d9f4a56-0d54-4e34-8a3a-64b4b8a0d9c2}"_s);

Target target(quint32 uid = 5)
{
    return {account, "INBOX", {7}, {uid}, "id@example.org", "print"};
}

Targets several()
{
    Targets targets = Targets::of(target(7));
    targets.add(target(5));
    targets.add(target(6));
    return targets;
}

std::vector<Operation> samples()
{
    return {ChangeFlags{Targets::of(target()), "\\Seen", true},
            ChangeFlags{Targets::of({account, QByteArray("a\0b", 3), {4294967295U}, {4294967295U}, {}, {}}),
                        "$Label", false},
            AppendMessage{account,
                          "Sent",
                          {"\\Seen", "$MDNSent"},
                          QDateTime(QDate(2026, 1, 2), QTime(3, 4, 5), Qt::UTC),
                          "x@y",
                          "A: b\r\n\r\n\0\xff"_ba},
            AppendMessage{account, "Sent", {}, QDateTime(), {}, {}},
            AppendMessage{account, "Work", {}, QDateTime(), "x@y", "A: b\r\n\r\n", "print", {}},
            AppendMessage{account, "Work", {}, QDateTime(), "x@y", "A: b\r\n\r\n", "print", target()},
            journal::TransferMessages{several(), otherAccount, "Work", true},
            journal::ChangeFlags{several(), "$Label", true},
            journal::MoveMessages{several(), "Trash", journal::MoveMessages::Wish::Delete},
            journal::CopyMessages{several(), "Archive"},
            journal::RemoveMessages{several()},
            journal::CreateFolder{account, "New"},
            journal::RenameFolder{account, "New", "Newer", '/', true},
            journal::RenameFolder{account, "New", "Newer", std::nullopt, false},
            journal::DeleteFolder{account, "Newer"},
            journal::SubscribeFolder{account, "Newer", false}};
}

}

class TestOperation : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsWrittenIsReadBack()
    {
        for (const Operation &operation : samples()) {
            const auto back = journal::deserialize(journal::serialize(operation));
            QVERIFY(back);
            QVERIFY(*back == operation);
            QCOMPARE(journal::accountOf(*back), account);
        }
    }
    void theFormatOfVersionOneStaysReadable()
    {
        // Written by the first release. If this fails, the reader of an old journal is broken.
        const auto octets =
            QByteArray::fromHex("01017a7c7c0e6d0f4b579d550a3c3f1c2d1100000005494e424f5800000007000000"
                                "050000000e6964406578616d706c652e6f7267000000057072696e74000000055c53"
                                "65656e01");
        const auto back = journal::deserialize(octets);
        QVERIFY(back);
        QVERIFY(*back == samples()[0]);
    }
    void everythingElseIsNothing()
    {
        QVERIFY(!journal::deserialize({}));
        for (const Operation &operation : samples()) {
            const QByteArray octets = journal::serialize(operation);
            for (qsizetype length = 0; length < octets.size(); ++length)
                QVERIFY(!journal::deserialize(octets.first(length)));
            QVERIFY(!journal::deserialize(octets + 'x'));
            QByteArray later = octets;
            later[0] = 2;
            QVERIFY(!journal::deserialize(later));
            QByteArray unknown = octets;
            unknown[1] = 99;
            QVERIFY(!journal::deserialize(unknown));
        }
        QRandomGenerator random(1);
        for (int i = 0; i < 5000; ++i) {
            QByteArray octets =
                journal::serialize(samples()[random.bounded(static_cast<quint32>(samples().size()))]);
            octets[random.bounded(int(octets.size()))] = static_cast<char>(random.bounded(256));
            const auto read =
                journal::deserialize(octets);  // a crash or an endless allocation would end the test
            QVERIFY(!read || journal::deserialize(journal::serialize(*read)) == read);
        }
    }
    void whatIsShownIsTheTruthWithTheWishesOverIt()
    {
        const auto truth = store::flagsFromNames({"\\Flagged"});
        const std::vector<Entry> pending{
            {1, State::Uncertain, ChangeFlags{Targets::of(target()), "\\Seen", true}, {}},
            {2, State::New, ChangeFlags{Targets::of(target()), "\\flagged", false}, {}},
            {3, State::New, ChangeFlags{Targets::of(target(6)), "$other", true}, {}},
            {4, State::Done, ChangeFlags{Targets::of(target()), "$done", true}, {}},
            {5, State::Failed, ChangeFlags{Targets::of(target()), "$failed", true}, {}},
            {6, State::New, samples()[2], {}}};
        QCOMPARE(store::flagNames(journal::effective(truth, target(), pending)), QByteArrayList{"\\Seen"});
        QCOMPARE(journal::effective(truth, target(9), pending), truth);
    }
    void aWishConcernsOneMessageAlone_data()
    {
        QTest::addColumn<int>("other");
        QTest::addColumn<bool>("concerned");
        QTest::newRow("the same") << 0 << true;
        QTest::newRow("another account") << 1 << false;
        QTest::newRow("another mailbox") << 2 << false;
        QTest::newRow("another validity") << 3 << false;
        QTest::newRow("another UID") << 4 << false;
    }
    void aWishConcernsOneMessageAlone()
    {
        QFETCH(int, other);
        QFETCH(bool, concerned);
        Target message = target();
        message.messageId = "known@later";
        if (other == 1)
            message.account = QUuid::createUuid();
        if (other == 2)
            message.mailbox = "inbox";
        if (other == 3)
            message.validity = {8};
        if (other == 4)
            message.uid = {6};
        QCOMPARE(journal::concerns(ChangeFlags{Targets::of(target()), "\\Seen", true}, message), concerned);
        QVERIFY(!journal::concerns(samples()[2], message));
    }
};

POSTHORN_TEST(TestOperation)
#include "tst_operation.moc"
