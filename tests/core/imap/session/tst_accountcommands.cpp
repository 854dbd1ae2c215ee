// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/session/commands/connection.h"
#include "core/imap/session/commands/metadata.h"
#include "core/imap/session/commands/notify.h"
#include "core/imap/session/commands/quota.h"
#include "core/imap/session/commands/rights.h"

#include "tests/support/dialogue.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;
using imap::Command;
using imap::NotifyEvent;
using imap::NotifyGroup;

namespace {

imap::Capabilities offering(const char *name)
{
    return imap::Capabilities({"IMAP4rev1", name});
}

// Runs a command at the step "ask" and hands it to `take` when it has finished.
template <typename C, typename Take, typename... Arguments>
void onAsk(Dialogue &dialogue, Take take, Arguments... arguments)
{
    dialogue.on("ask", [&dialogue, take, arguments...] {
        auto *command = dialogue.run<C>(arguments...);
        QObject::connect(command, &Command::finished, command, [take, command] { take(*command); });
    });
}
template <typename C, typename... Arguments>
void isNotSaid(const char *capabilities, Arguments... arguments)
{
    Dialogue dialogue;
    dialogue.greet(capabilities);
    onAsk<C>(
        dialogue, [](const C &) {}, arguments...);
    dialogue.play("U: ask");
    QCOMPARE(dialogue.eventsLike("finished").size(), 1);
    QCOMPARE(dialogue.eventsLike("finished ok").size(), 0);
    QVERIFY(dialogue.eventsLike("closed").isEmpty());
}

}

// QUOTA, ACL, METADATA, NOTIFY and ID as their RFCs' examples go, and what happens where the server lacks
// them.
class TestAccountCommands : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // RFC 9208, 4.1.1
    void theStateOfAQuotaRootIsTold()
    {
        Dialogue dialogue;
        dialogue.greet("IMAP4rev1 QUOTA QUOTA=RES-STORAGE");
        std::optional<imap::QuotaData> quota;
        onAsk<imap::QuotaCommand>(
            dialogue, [&](const imap::QuotaCommand &command) { quota = command.quota(); },
            "!partition/sda4"_ba);
        dialogue.play(R"(
            U: ask
            C: a1 GETQUOTA "!partition/sda4"
            S: * QUOTA "!partition/sda4" (STORAGE 104 10923847)
            S: a1 OK Getquota completed
        )");
        QVERIFY(quota);
        QCOMPARE(quota->resources, (std::vector<imap::QuotaData::Resource>{{"STORAGE", 104, 10923847}}));
        QVERIFY(dialogue.eventsLike("untagged").isEmpty());
    }

    // RFC 9208, 4.1.2
    void theRootsOfAMailboxAreTold()
    {
        Dialogue dialogue;
        dialogue.greet("IMAP4rev1 QUOTA=RES-MESSAGE");
        std::vector<QByteArray> roots;
        std::vector<imap::QuotaData> quotas;
        onAsk<imap::MailboxQuotaCommand>(
            dialogue,
            [&](const imap::MailboxQuotaCommand &command) {
                roots = command.roots();
                quotas = command.quotas();
            },
            "inbox"_ba);
        dialogue.play(R"(
            U: ask
            C: a1 GETQUOTAROOT INBOX
            S! * QUOTAROOT INBOX "\x23user/alice" "!partition/sda4"\r\n
            S! * QUOTA "\x23user/alice" (MESSAGE 42 1000)\r\n
            S: * QUOTA "!partition/sda4" (STORAGE 104 10923847)
            S: * QUOTA "another" (STORAGE 1 2)
            S: a1 OK Getquotaroot completed
        )");
        QCOMPARE(roots, (std::vector{"#user/alice"_ba, "!partition/sda4"_ba}));
        QCOMPARE(quotas.size(), 2U);
        QCOMPARE(dialogue.eventsLike("untagged QUOTA").size(), 1);  // nobody asked for that one
    }

    // RFC 4314, 3.3, 3.4 and 3.5
    void rightsAreTold()
    {
        Dialogue dialogue;
        dialogue.greet("IMAP4rev1 ACL RIGHTS=texk");
        std::optional<QByteArray> mine;
        std::optional<imap::AclData> everybodys;
        std::optional<imap::ListRightsData> possible;
        onAsk<imap::MyRightsCommand>(
            dialogue, [&](const imap::MyRightsCommand &command) { mine = command.rights(); }, "INBOX"_ba);
        dialogue.on("acl", [&] {
            auto *command = dialogue.run<imap::AclCommand>("INBOX/Drafts"_ba);
            connect(command, &Command::finished, this, [&, command] { everybodys = command->acl(); });
        });
        dialogue.on("possible", [&] {
            auto *command = dialogue.run<imap::ListRightsCommand>("~/Mail/saved"_ba, "smith"_ba);
            connect(command, &Command::finished, this, [&, command] { possible = command->rights(); });
        });
        dialogue.play(R"(
            U: ask
            C: a1 MYRIGHTS INBOX
            S: * MYRIGHTS INBOX rwiptsldaex
            S: a1 OK Myrights complete
            U: acl
            C: a2 GETACL INBOX/Drafts
            S: * ACL INBOX/Drafts Fred rwipslxetad Chris lrswi
            S: a2 OK Getacl complete
            U: possible
            C: a3 LISTRIGHTS ~/Mail/saved smith
            S: * LISTRIGHTS ~/Mail/saved smith la r swicdkxte
            S: a3 OK Listrights completed
        )");
        QCOMPARE(mine, std::optional("rwiptsldaex"_ba));
        QVERIFY(everybodys && possible);
        QCOMPARE(everybodys->entries,
                 (std::vector<imap::AclData::Entry>{{"Fred", "rwipslxetad"}, {"Chris", "lrswi"}}));
        QCOMPARE(possible->required, "la"_ba);
        QCOMPARE(possible->optional, (std::vector{"r"_ba, "swicdkxte"_ba}));
        QVERIFY(dialogue.eventsLike("untagged").isEmpty());
    }

    // RFC 4314, 2.1.1
    void olderRightsAreReadAsTheNewOnes()
    {
        QCOMPARE(imap::standardRights("lrswicd", offering("ACL")), "lrswikxte"_ba);
        QCOMPARE(imap::standardRights("lrswik", offering("RIGHTS=texk")), "lrswik"_ba);
    }

    // RFC 5464, 4.2
    void notesAreRead()
    {
        Dialogue dialogue;
        dialogue.greet("IMAP4rev1 METADATA");
        using Get = imap::GetMetadataCommand;
        std::vector<imap::MetadataData::Entry> told;
        onAsk<Get>(
            dialogue, [&](const Get &command) { told = command.entries(); }, "INBOX"_ba,
            std::vector{"/shared/comment"_ba, "/private/comment"_ba});
        dialogue.on("small", [&] {
            dialogue.run<Get>("INBOX"_ba, std::vector{"/shared/comment"_ba, "/private/comment"_ba},
                              Get::Extent{1024, Get::Depth::Entry});
        });
        dialogue.on("below", [&] {
            auto *command = dialogue.run<Get>("INBOX"_ba, std::vector{"/private/filters/values"_ba},
                                              Get::Extent{std::nullopt, Get::Depth::Children});
            connect(command, &Command::finished, this, [&, command] { told = command->entries(); });
        });
        dialogue.play(R"(
            U: ask
            C: a1 GETMETADATA INBOX (/shared/comment /private/comment)
            S: * METADATA "INBOX" (/shared/comment "Shared comment")
            S: * METADATA "INBOX" (/private/comment "My own comment")
            S: a1 OK GETMETADATA complete
        )");
        QCOMPARE(told,
                 (std::vector<imap::MetadataData::Entry>{{"/shared/comment", "Shared comment"},
                                                         {"/private/comment", "My own comment"}}));
        dialogue.play(R"(
            U: small
            C: a2 GETMETADATA (MAXSIZE 1024) INBOX (/shared/comment /private/comment)
            S: * METADATA "INBOX" (/private/comment "My own comment")
            S: a2 OK [METADATA LONGENTRIES 2199] GETMETADATA complete
            U: below
            C: a3 GETMETADATA (DEPTH 1) INBOX /private/filters/values
            S: * METADATA "INBOX" (/private/filters/values/small "SMALLER 5000")
            S! * METADATA "INBOX" (/private/filters/values/boss "FROM \x5c\x22boss@example.com\x5c\x22")\r\n
            S: * METADATA "INBOX" (/private/filters/valuesX "no")
            S: * METADATA "INBOX" /shared/comment /private/comment
            S: a3 OK GETMETADATA complete
        )");
        QCOMPARE(told.size(), 2U);
        QCOMPARE(told.at(1).value, std::optional("FROM \"boss@example.com\""_ba));
        QCOMPARE(dialogue.eventsLike("untagged METADATA").size(), 1);  // a change, which nobody asked for
    }

    // RFC 5464, 4.3
    void notesAreWritten()
    {
        Dialogue dialogue;
        dialogue.greet("IMAP4rev1 METADATA");
        using Set = imap::SetMetadataCommand;
        using Entries = std::vector<imap::MetadataData::Entry>;
        onAsk<Set>(
            dialogue, [](const Set &) {}, "INBOX"_ba,
            Entries{{"/private/comment", "My new comment across\r\ntwo lines."}});
        dialogue.on("remove", [&] {
            dialogue.run<Set>("INBOX"_ba, Entries{{"/private/comment", std::nullopt}});
        });
        dialogue.on("two", [&] {
            dialogue.run<Set>(
                "INBOX"_ba,
                Entries{{"/private/comment", "My new comment"}, {"/shared/comment", "This one is for you!"}});
        });
        dialogue.play(R"(
            U: ask
            C: a1 SETMETADATA INBOX (/private/comment {33}
            S: + ready for data
            C! My new comment across\r\ntwo lines.)\r\n
            S: a1 OK SETMETADATA complete
            U: remove
            C: a2 SETMETADATA INBOX (/private/comment NIL)
            S: a2 OK SETMETADATA complete
            U: two
            C: a3 SETMETADATA INBOX (/private/comment "My new comment" /shared/comment "This one is for you!")
            S: a3 NO [METADATA TOOMANY] SETMETADATA failed
        )");
        QCOMPARE(dialogue.eventsLike("finished ok").size(), 2);
        QCOMPARE(dialogue.eventsLike("finished no").size(), 1);
    }

    void theServersOwnNotesAreAnExtensionOfTheirOwn()
    {
        QVERIFY(imap::offersMetadata(offering("METADATA-SERVER"), ""));
        QVERIFY(!imap::offersMetadata(offering("METADATA-SERVER"), "INBOX"));
        QVERIFY(imap::offersMetadata(offering("METADATA"), "INBOX"));
    }

    // RFC 5465, 6, with parentheses where the grammar has them
    void notificationsAreAskedForByGroups_data()
    {
        QTest::addColumn<std::vector<NotifyGroup>>("groups");
        QTest::addColumn<bool>("status");
        QTest::addColumn<QByteArray>("line");
        using Mailboxes = NotifyGroup::Mailboxes;
        const auto row = [](const char *name, std::vector<NotifyGroup> groups, bool status,
                            const char *line) {
            QTest::newRow(name) << std::move(groups) << status << QByteArray(line);
        };
        const std::vector news{NotifyEvent::Messages};
        row("nothing", {}, false, "NOTIFY NONE");
        row("of all but the selected one", {{Mailboxes::Personal, news, {}}}, true,
            "NOTIFY SET STATUS (personal (MessageNew MessageExpunge))");
        row("two groups",
            {{Mailboxes::SelectedDelayed, {NotifyEvent::Messages, NotifyEvent::Flags}, {}},
             {Mailboxes::Personal, {NotifyEvent::Subscriptions}, {}}},
            false,
            "NOTIFY SET (selected-delayed (MessageNew MessageExpunge FlagChange)) (personal "
            "(SubscriptionChange))");
        row("a subtree", {{Mailboxes::Subtree, news, {"Lists"}}}, true,
            "NOTIFY SET STATUS (subtree Lists (MessageNew MessageExpunge))");
        row("named ones", {{Mailboxes::Named, {}, {"INBOX", "two words"}}}, false,
            "NOTIFY SET (mailboxes (INBOX \"two words\") NONE)");
        row("flags alone", {{Mailboxes::Personal, {NotifyEvent::Flags}, {}}}, false, "");
        row("names of the selected", {{Mailboxes::Selected, {NotifyEvent::MailboxNames}, {}}}, false, "");
        row("a subtree of nothing", {{Mailboxes::Subtree, news, {}}}, false, "");
    }
    void notificationsAreAskedForByGroups()
    {
        QFETCH(std::vector<NotifyGroup>, groups);
        QFETCH(bool, status);
        QFETCH(QByteArray, line);
        Dialogue dialogue;
        dialogue.greet("IMAP4rev1 NOTIFY");
        onAsk<imap::NotifyCommand>(
            dialogue, [](const imap::NotifyCommand &) {}, groups,
            status ? imap::NotifyCommand::First::Status : imap::NotifyCommand::First::Nothing);
        if (line.isEmpty()) {
            dialogue.play("U: ask");
            QCOMPARE(dialogue.eventsLike("finished ok").size(), 0);
            return;
        }
        dialogue.play(("U: ask\nC: a1 " + line + R"(
            S: * STATUS Lists/Lemonade (UIDVALIDITY 4 UIDNEXT 9999 MESSAGES 500)
            S: a1 OK done
            S: * STATUS Lists/Lemonade (UIDVALIDITY 4 UIDNEXT 10000 MESSAGES 501)
            S: * OK [NOTIFICATIONOVERFLOW] too much to tell
        )")
                          .constData());
        QCOMPARE(dialogue.eventsLike("finished ok").size(), 1);
        QCOMPARE(dialogue.eventsLike("untagged STATUS").size(), 2);
    }

    // RFC 2971, 3.1 and 3.2
    void theServerSaysWhoItIs()
    {
        Dialogue dialogue;
        dialogue.greet("IMAP4rev1");
        std::optional<QByteArray> name, version, missing;
        onAsk<imap::IdCommand>(dialogue, [&](const imap::IdCommand &command) {
            name = command.told("name");
            version = command.told("VERSION");
            missing = command.told("os");
        });
        dialogue.play(R"(
            U: ask
            C: a1 ID ("name" "Posthorn")
            S: * ID ("name" "Cyrus" "version" "1.5" "support-url" "mailto:cyrus-bugs+@andrew.cmu.edu" "os" NIL)
            S: a1 OK ID command completed
        )");
        QCOMPARE(name, std::optional("Cyrus"_ba));
        QCOMPARE(version, std::optional("1.5"_ba));
        QVERIFY(!missing);
        dialogue.play(R"(
            U: ask
            C: a2 ID ("name" "Posthorn")
            S: * ID NIL
            S: a2 OK ID completed
        )");
        QVERIFY(!name);
    }

    // RFC 9051, 6.3.1: ENABLE is part of IMAP4rev2. RFC 5161, 3.1: only what is named is on.
    void imap4rev2IsEnabled()
    {
        Dialogue dialogue({.enable = {"IMAP4rev2", "CONDSTORE"}});
        dialogue.play(R"(
            S: * PREAUTH [CAPABILITY IMAP4rev1 IMAP4rev2] hello
            C: a1 ENABLE IMAP4rev2
            S: * ENABLED IMAP4rev2
            S: a1 OK done
        )");
        QVERIFY(dialogue.events().contains("ready"));
        QVERIFY(dialogue.session().isEnabled("IMAP4rev2"));
        QVERIFY(!dialogue.session().isEnabled("CONDSTORE"));
    }

    void whatTheServerLacksIsNotSaid()
    {
        isNotSaid<imap::QuotaCommand>("IMAP4rev1 QUOTASET", "x"_ba);
        isNotSaid<imap::MailboxQuotaCommand>("IMAP4rev1", "INBOX"_ba);
        isNotSaid<imap::MyRightsCommand>("IMAP4rev1", "INBOX"_ba);
        isNotSaid<imap::AclCommand>("IMAP4rev1", "INBOX"_ba);
        isNotSaid<imap::ListRightsCommand>("IMAP4rev1", "INBOX"_ba, "fred"_ba);
        isNotSaid<imap::GetMetadataCommand>("IMAP4rev1 METADATA-SERVER", "INBOX"_ba,
                                            std::vector{"/shared/comment"_ba});
        isNotSaid<imap::SetMetadataCommand>(
            "IMAP4rev1", "INBOX"_ba, std::vector<imap::MetadataData::Entry>{{"/private/comment", "x"}});
        isNotSaid<imap::NotifyCommand>("IMAP4rev1 IDLE", std::vector<NotifyGroup>{});
    }
};

#include "tst_accountcommands.moc"
POSTHORN_TEST(TestAccountCommands)
