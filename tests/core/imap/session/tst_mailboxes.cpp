// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/session/commands/mailboxes.h"

#include "tests/support/dialogue.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;

namespace {

imap::Capabilities capabilities(const QByteArray &words)
{
    const QByteArrayList names = words.split(' ');
    return imap::Capabilities(std::vector<QByteArray>(names.begin(), names.end()));
}

}

// The dialogues are those of RFC 3501, 6.3, RFC 6154, 5 and RFC 2342, 5, with our tags.
class TestMailboxes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void createsWithItsSpecialUseWhereTheServerCan()
    {
        for (const bool can : {true, false}) {
            Dialogue dialogue;
            dialogue.greet(can ? "IMAP4rev1 CREATE-SPECIAL-USE" : "IMAP4rev1");
            dialogue.on("create", [&] {
                dialogue.run<imap::CreateCommand>("MySpecial"_ba, std::vector{"\\Drafts"_ba, "\\Sent"_ba});
            });
            dialogue.on("subscribe", [&] {
                dialogue.run<imap::SubscribeCommand>(imap::SubscribeCommand::Wish::Subscribe, "MySpecial"_ba);
            });
            dialogue.play(can ? R"(
                U: create
                C: a1 CREATE MySpecial (USE (\Drafts \Sent))
                S: a1 OK MySpecial created
                U: subscribe
                C: a2 SUBSCRIBE MySpecial
                S: a2 OK subscribed
            )"
                              : R"(
                U: create
                C: a1 CREATE MySpecial
                S: a1 OK MySpecial created
                U: subscribe
                C: a2 SUBSCRIBE MySpecial
                S: a2 OK subscribed
            )");
            QCOMPARE(dialogue.eventsLike("finished").size(), 2);
        }
    }

    // RFC 8474, 4.1
    void whatIsCreatedHasAnIdWhereTheServerSaysSo()
    {
        Dialogue dialogue;
        dialogue.greet("IMAP4rev1 OBJECTID");
        QByteArrayList ids;
        dialogue.on("create", [&] {
            auto *command = dialogue.run<imap::CreateCommand>("foo"_ba);
            connect(command, &imap::Command::finished, this, [&ids](const imap::Completion &completion) {
                const auto *id = completion.text.as<imap::code::MailboxId>();
                ids.append(id != nullptr ? id->id : "none"_ba);
            });
        });
        dialogue.play(R"(
            U: create
            C: a1 CREATE foo
            S: a1 OK [MAILBOXID (F2212ea87-6097-4256-9d51-71338625)] Completed
            U: create
            C: a2 CREATE foo
            S: a2 NO Mailbox already exists
        )");
        QCOMPARE(ids, (QByteArrayList{"F2212ea87-6097-4256-9d51-71338625", "none"}));
    }

    void createsNothingThatNobodyCouldUse_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<bool>("creatable");
        QTest::newRow("plain") << "foo"_ba << true;
        QTest::newRow("below another") << "foo/bar"_ba << true;
        QTest::newRow("for mailboxes only") << "owatagusiam/"_ba << true;
        QTest::newRow("modified UTF-7") << "Entw&APw-rfe"_ba << true;
        QTest::newRow("below INBOX") << "INBOX/x"_ba << true;
        QTest::newRow("nothing") << ""_ba << false;
        QTest::newRow("INBOX") << "inBOX"_ba << false;
        QTest::newRow("star") << "a*"_ba << false;
        QTest::newRow("percent") << "%"_ba << false;
        QTest::newRow("namespace") << "#news"_ba << false;
        QTest::newRow("control") << "a\tb"_ba << false;
        QTest::newRow("DEL") << "a\x7f"_ba << false;
        QTest::newRow("8-bit") << "Entw\xC3\xBCrfe"_ba << false;
    }
    void createsNothingThatNobodyCouldUse()
    {
        QFETCH(QByteArray, name);
        QFETCH(bool, creatable);
        QCOMPARE(imap::isCreatable(name), creatable);
        QCOMPARE(imap::CreateCommand(name).isSayable({}), creatable);
        QCOMPARE(imap::RenameCommand("x", name).isSayable({}), creatable);
    }

    void aRefusedNameIsNotSent()
    {
        Dialogue dialogue;
        dialogue.greet();
        dialogue.on("wrong", [&] { dialogue.run<imap::CreateCommand>("a*"_ba); });
        dialogue.on("delete", [&] { dialogue.run<imap::DeleteCommand>("inbox"_ba); });
        dialogue.on("exists", [&] { dialogue.run<imap::RenameCommand>("foo"_ba, "bar"_ba); });
        dialogue.play(R"(
            U: wrong
            U: delete
            U: exists
            C: a1 RENAME foo bar
            S: a1 NO [ALREADYEXISTS] Mailbox already exists
        )");
        QCOMPARE(dialogue.eventsLike("finished unsupported").size(), 2);
        QCOMPARE(dialogue.eventsLike("finished no").size(), 1);
    }

    // RFC 3501, 6.3.4: "foo" goes, "foo/bar" stays.
    void deletesAMailboxWithChildren()
    {
        Dialogue dialogue;
        dialogue.greet();
        dialogue.on("foo", [&] { dialogue.run<imap::DeleteCommand>("foo"_ba); });
        dialogue.on("foo/bar", [&] { dialogue.run<imap::DeleteCommand>("foo/bar"_ba); });
        dialogue.play(R"(
            U: foo
            C: a1 DELETE foo
            S: a1 NO Name "foo" has inferior hierarchical names
            U: foo/bar
            C: a2 DELETE foo/bar
            S: a2 OK DELETE Completed
        )");
        QCOMPARE(dialogue.eventsLike("finished no").size(), 1);
        QCOMPARE(dialogue.eventsLike("finished ok").size(), 1);
        QVERIFY(!imap::DeleteCommand("INBOX").isSayable({}));
    }

    void renamingMovesTheChildren_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("to");
        QTest::addColumn<QByteArray>("after");
        QTest::newRow("itself") << "foo"_ba
                                << "foo"_ba
                                << "zowie"_ba
                                << "zowie"_ba;
        QTest::newRow("a child") << "foo/bar"_ba
                                 << "foo"_ba
                                 << "zowie"_ba
                                 << "zowie/bar"_ba;
        QTest::newRow("a grandchild") << "foo/b/c"_ba
                                      << "foo"_ba
                                      << "x/y"_ba
                                      << "x/y/b/c"_ba;
        QTest::newRow("one that only begins so") << "foobar"_ba
                                                 << "foo"_ba
                                                 << "zowie"_ba
                                                 << "foobar"_ba;
        QTest::newRow("another") << "bar"_ba
                                 << "foo"_ba
                                 << "zowie"_ba
                                 << "bar"_ba;
        QTest::newRow("INBOX stays") << "INBOX"_ba
                                     << "inbox"_ba
                                     << "old"_ba
                                     << "INBOX"_ba;
        QTest::newRow("a child of INBOX stays") << "INBOX/bar"_ba
                                                << "INBOX"_ba
                                                << "old"_ba
                                                << "INBOX/bar"_ba;
    }
    void renamingMovesTheChildren()
    {
        QFETCH(QByteArray, name);
        QFETCH(QByteArray, from);
        QFETCH(QByteArray, to);
        QFETCH(QByteArray, after);
        QCOMPARE(imap::nameAfterRename(name, from, to, '/'), after);
        if (name != from)  // flat names have no children
            QCOMPARE(imap::nameAfterRename(name, from, to, std::nullopt), name);
    }

    void renamingInboxMustBeMeant()
    {
        COVERS("I4-123");
        using Inbox = imap::RenameCommand::Inbox;
        QVERIFY(!imap::RenameCommand("inbox", "old-mail").isSayable({}));
        QVERIFY(imap::RenameCommand("INBOX", "old-mail", Inbox::MovesItsMessages).isSayable({}));
        QVERIFY(!imap::RenameCommand("INBOX", "in*", Inbox::MovesItsMessages).isSayable({}));
    }

    // RFC 3501, 6.3.9: LSUB "" % for #news.comp.mail.mime alone
    void aParentOfASubscribedNameIsNotSubscribed()
    {
        Dialogue dialogue;
        dialogue.greet();
        imap::LsubCommand *lsub = nullptr;
        std::vector<QByteArray> subscribed;
        dialogue.on("lsub", [&] {
            lsub = dialogue.run<imap::LsubCommand>(""_ba, "%"_ba);
            connect(lsub, &imap::Command::finished, this, [&] { subscribed = lsub->subscribed(); });
        });
        dialogue.on("unsubscribe", [&] {
            dialogue.run<imap::SubscribeCommand>(imap::SubscribeCommand::Wish::Unsubscribe,
                                                 "#news.comp.mail.mime"_ba);
        });
        dialogue.play(R"(
            U: lsub
            C: a1 LSUB "" "%"
            S: * LSUB (\NoSelect) "/" foo
            S: * LSUB () "/" gone
            S: * LIST () "/" other
            S: a1 OK LSUB completed
            U: unsubscribe
            C: a2 UNSUBSCRIBE #news.comp.mail.mime
            S: a2 OK UNSUBSCRIBE completed
        )");
        QCOMPARE(subscribed, std::vector{"gone"_ba});
        QCOMPARE(dialogue.eventsLike("untagged LIST").size(), 1);
    }

    // RFC 2342, 5: example 5.3, and a server that has no NAMESPACE
    void theNamespaceIsAskedForOrTheRootOfTheList()
    {
        COVERS("I4-113");
        for (const bool can : {true, false}) {
            Dialogue dialogue;
            dialogue.greet(can ? "IMAP4rev1 NAMESPACE" : "IMAP4rev1");
            std::optional<imap::NamespaceData> told;
            dialogue.on("ask", [&] {
                auto *command = dialogue.run<imap::NamespaceCommand>();
                connect(command, &imap::Command::finished, this,
                        [&, command] { told = command->namespaces(); });
            });
            dialogue.play(can ? R"(
                U: ask
                C: a1 NAMESPACE
                S: * NAMESPACE (("INBOX." ".")) (("Other Users." ".")) NIL
                S: a1 OK NAMESPACE command completed
            )"
                              : R"(
                U: ask
                C: a1 LIST "" ""
                S: * LIST (\Noselect) "." ""
                S: a1 OK LIST completed
            )");
            QVERIFY(told);
            QCOMPARE(told->personal.size(), std::size_t{1});
            QCOMPARE(told->personal[0].prefix, can ? "INBOX."_ba : ""_ba);
            QCOMPARE(told->personal[0].delimiter, std::optional('.'));
            QCOMPARE(told->otherUsers.size(), can ? std::size_t{1} : std::size_t{0});
        }
        QVERIFY(!capabilities("IMAP4rev1").has("NAMESPACE"));
    }
};

#include "tst_mailboxes.moc"
POSTHORN_TEST(TestMailboxes)
