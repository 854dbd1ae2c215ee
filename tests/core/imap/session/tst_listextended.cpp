// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/session/commands/list.h"

#include "tests/support/dialogue.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;
using imap::ListCommand;
using imap::ListWishes;
using imap::StatusItem;

namespace {

struct Answer {
    QByteArrayList mailboxes;
    std::vector<QByteArray> childInfo;  // of the last one
    std::vector<imap::StatusData> statuses;
    std::vector<imap::MyRightsData> rights;
};

// The step "list" asks, and fills the answer when it is there.
void onList(Dialogue &dialogue, Answer &answer, const ListWishes &wishes,
            const std::vector<QByteArray> &patterns = {"*"})
{
    dialogue.on("list", [&dialogue, &answer, wishes, patterns] {
        auto *command = dialogue.run<ListCommand>(wishes, patterns);
        QObject::connect(command, &imap::Command::finished, command, [&answer, command] {
            for (const imap::ListData &each : command->mailboxes()) {
                answer.mailboxes.append(describe(each));
                answer.childInfo = each.childInfo;
            }
            answer.statuses = command->statuses();
            answer.rights = command->rights();
        });
    });
}

ListWishes wishing(void (*wish)(ListWishes &))
{
    ListWishes wishes;
    wish(wishes);
    return wishes;
}

constexpr char offersAll[] = "IMAP4rev1 LIST-EXTENDED LIST-STATUS LIST-MYRIGHTS SPECIAL-USE ACL";

}

// LIST with selection and return options: the examples of RFC 5258, 5; RFC 5819, 3; RFC 6154, 5; RFC 8440, 3;
// and what servers without the extensions are asked instead.
class TestListExtended : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theSubscribedOnesAreAskedForAlone()
    {
        Dialogue dialogue;
        dialogue.greet(offersAll);
        Answer answer;
        onList(dialogue, answer, wishing([](ListWishes &wishes) { wishes.onlySubscribed = true; }));
        dialogue.play(R"(
            U: list
            C: a1 LIST (SUBSCRIBED) "" "*"
            S: * LIST (\Marked \NoInferiors \Subscribed) "/" "inbox"
            S: * LIST (\Subscribed) "/" "Fruit/Banana"
            S: * LIST (\Subscribed \NonExistent) "/" "Fruit/Peach"
            S: * LIST (\Subscribed) "/" "Vegetable"
            S: * LIST (\Subscribed) "/" "Vegetable/Broccoli"
            S: a1 OK done
        )");
        QCOMPARE(answer.mailboxes.size(), 5);
        QVERIFY2(answer.mailboxes.at(2).contains("\\NonExistent"), answer.mailboxes.at(2).constData());
    }

    void serversWithoutItHaveLsub()
    {
        Dialogue dialogue;
        dialogue.greet("IMAP4rev1");
        Answer answer;
        onList(dialogue, answer, wishing([](ListWishes &wishes) {
                   wishes.onlySubscribed = wishes.parentsOfMatches = wishes.children = true;
                   wishes.status = {StatusItem::Messages};
               }));
        dialogue.play(R"(
            U: list
            C: a1 LSUB "" "*"
            S: * LSUB () "/" "Fruit/Peach"
            S: a1 OK done
        )");
        QCOMPARE(answer.mailboxes.size(), 1);
        QVERIFY(answer.statuses.empty());
    }

    void childrenAndRemoteOnesAreSeenWithoutAskingFurther()
    {
        Dialogue dialogue;
        dialogue.greet(offersAll);
        Answer answer;
        onList(dialogue, answer,
               wishing([](ListWishes &wishes) { wishes.alsoRemote = wishes.children = true; }), {"%"});
        dialogue.play(R"(
            U: list
            C: a1 LIST (REMOTE) "" "%" RETURN (CHILDREN)
            S: * LIST (\Marked \NoInferiors) "/" "inbox"
            S: * LIST (\HasChildren) "/" "Fruit"
            S: * LIST (\HasNoChildren) "/" "Tofu"
            S: * LIST (\HasChildren) "/" "Vegetable"
            S: * LIST (\Remote) "/" "Bread"
            S: * LIST (\HasChildren \Remote) "/" "Meat"
            S: a1 OK done
        )");
        QCOMPARE(answer.mailboxes.size(), 6);
    }

    void aParentIsNamedForWhatIsBelowIt()
    {
        Dialogue dialogue;
        dialogue.greet(offersAll);
        Answer answer;
        onList(dialogue, answer, wishing([](ListWishes &wishes) {
                   wishes.onlySubscribed = wishes.parentsOfMatches = wishes.children = true;
               }),
               {"foo"});
        dialogue.play(R"(
            U: list
            C: a1 LIST (SUBSCRIBED RECURSIVEMATCH) "" "foo" RETURN (CHILDREN)
            S: * LIST (\HasNoChildren) "/" foo ("CHILDINFO" ("SUBSCRIBED"))
            S: a1 OK done
        )");
        QCOMPARE(answer.childInfo, std::vector{"SUBSCRIBED"_ba});
    }

    // RFC 5258, 3.1: RECURSIVEMATCH alone is an error.
    void parentsAloneAreNotAskedFor()
    {
        Dialogue dialogue;
        dialogue.greet(offersAll);
        Answer answer;
        onList(dialogue, answer, wishing([](ListWishes &wishes) { wishes.parentsOfMatches = true; }), {"%"});
        dialogue.play("U: list\nC: a1 LIST \"\" \"%\"\nS: a1 OK done");
        QVERIFY(answer.mailboxes.isEmpty());
    }

    void severalPatternsAreOneQuestion()
    {
        Dialogue dialogue;
        dialogue.greet(offersAll);
        Answer answer;
        onList(dialogue, answer, {}, {"INBOX", "Drafts", "Sent/%"});
        dialogue.play(R"(
            U: list
            C: a1 LIST "" ("INBOX" "Drafts" "Sent/%")
            S: * LIST () "/" "INBOX"
            S: * LIST (\NoInferiors) "/" "Drafts"
            S: * LIST () "/" "Sent/March2004"
            S: * LIST (\Marked) "/" "Sent/December2003"
            S: * LIST () "/" "Sent/August2004"
            S: a1 OK done
        )");
        QCOMPARE(answer.mailboxes.size(), 5);
    }

    void severalPatternsAreAsManyQuestionsWithoutTheExtension()
    {
        Dialogue dialogue;
        dialogue.greet("IMAP4rev1");
        Answer answer;
        onList(dialogue, answer, {}, {"INBOX", "I%", "Sent/%"});
        dialogue.play(R"(
            U: list
            C: a1 LIST "" "INBOX"
            S: * LIST () "/" "INBOX"
            S: a1 OK done
            C: a2 LIST "" "I%"
            S: * LIST () "/" "INBOX"
            S: * LIST () "/" "Ideas"
            S: a2 OK done
            C: a3 LIST "" "Sent/%"
            S: * LIST () "/" "Sent/March2004"
            S: a3 OK done
        )");
        QCOMPARE(answer.mailboxes.size(), 3);
        QCOMPARE(dialogue.eventsLike("finished ok").size(), 1);
    }

    void aRefusedPatternEndsThem()
    {
        Dialogue dialogue;
        dialogue.greet("IMAP4rev1");
        Answer answer;
        onList(dialogue, answer, {}, {"INBOX", "Sent/%"});
        dialogue.play("U: list\nC: a1 LIST \"\" \"INBOX\"\nS: a1 NO no");
        QCOMPARE(dialogue.eventsLike("finished no").size(), 1);
    }

    void theStatusOfAllComesWithTheList()
    {
        Dialogue dialogue;
        dialogue.greet(offersAll);
        Answer answer;
        onList(dialogue, answer, wishing([](ListWishes &wishes) {
                   wishes.status = {StatusItem::Messages, StatusItem::Unseen, StatusItem::Size};
               }),
               {"%"});
        dialogue.play(R"(
            U: list
            C: a1 LIST "" "%" RETURN (STATUS (MESSAGES UNSEEN))
            S: * LIST () "."  "INBOX"
            S: * STATUS "INBOX" (MESSAGES 17 UNSEEN 16)
            S: * LIST () "." "foo"
            S: * STATUS "foo" (MESSAGES 30 UNSEEN 29)
            S: * LIST (\NoSelect) "." "bar"
            S: a1 OK List completed.
        )");
        QCOMPARE(answer.mailboxes.size(), 3);
        QCOMPARE(answer.statuses.size(), 2U);
        QCOMPARE(answer.statuses.at(1).unseen, std::optional(29U));
        QVERIFY(dialogue.eventsLike("untagged").isEmpty());
    }

    void statusIsNotAskedForWhereTheListCannotTellIt()
    {
        Dialogue dialogue;
        dialogue.greet("IMAP4rev1 LIST-EXTENDED");
        Answer answer;
        onList(dialogue, answer, wishing([](ListWishes &wishes) {
                   wishes.status = {StatusItem::Messages};
                   wishes.myRights = wishes.specialUse = true;
               }));
        dialogue.play(R"(
            U: list
            C: a1 LIST "" "*"
            S: * LIST () "/" INBOX
            S: a1 OK done
        )");
        QCOMPARE(answer.mailboxes.size(), 1);
    }

    // RFC 6154, 5.2
    void specialUsesAreChosenAndTold()
    {
        Dialogue dialogue;
        dialogue.greet("IMAP4rev1 LIST-EXTENDED SPECIAL-USE");
        Answer answer;
        onList(dialogue, answer, wishing([](ListWishes &wishes) { wishes.onlySpecialUse = true; }));
        dialogue.on("all", [&] {
            dialogue.run<ListCommand>(wishing([](ListWishes &wishes) { wishes.specialUse = true; }),
                                      std::vector{"%"_ba});
        });
        dialogue.play(R"(
            U: all
            C: a1 LIST "" "%" RETURN (SPECIAL-USE)
            S: * LIST (\Marked) "/" Inbox
            S: * LIST () "/" ToDo
            S: * LIST (\Sent) "/" SentMail
            S: a1 OK done
            U: list
            C: a2 LIST (SPECIAL-USE) "" "*"
            S: * LIST (\Sent) "/" SentMail
            S: * LIST (\Marked \Drafts) "/" MyDrafts
            S: * LIST (\Trash) "/" Trash
            S: a2 OK done
        )");
        QCOMPARE(answer.mailboxes.size(), 3);
    }

    // RFC 8440, 4
    void rightsComeWithTheList()
    {
        Dialogue dialogue;
        dialogue.greet(offersAll);
        Answer answer;
        onList(dialogue, answer, wishing([](ListWishes &wishes) { wishes.myRights = true; }), {"%"});
        dialogue.play(R"(
            U: list
            C: a1 LIST "" "%" RETURN (MYRIGHTS)
            S: * LIST () "/" "INBOX"
            S: * MYRIGHTS "INBOX" lrswipkxtecda
            S: * LIST () "/" "foo"
            S: * MYRIGHTS "foo" rs
            S: * LIST () "/" "bar"
            S: a1 OK List completed.
        )");
        QCOMPARE(answer.rights.size(), 2U);
        QCOMPARE(answer.rights.at(1).rights, "rs"_ba);
    }

    // RFC 9051 has it all, under one name.
    void imap4rev2BringsTheExtensionsAlong()
    {
        Dialogue dialogue;
        dialogue.greet("IMAP4rev2");
        Answer answer;
        onList(dialogue, answer, wishing([](ListWishes &wishes) {
                   wishes.subscribed = wishes.children = true;
                   wishes.status = {StatusItem::Messages, StatusItem::Size, StatusItem::Deleted};
               }),
               {"%"});
        dialogue.play(R"(
            U: list
            C: a1 LIST "" "%" RETURN (SUBSCRIBED CHILDREN STATUS (MESSAGES SIZE DELETED))
            S: * LIST (\Subscribed) "/" "INBOX"
            S: * STATUS INBOX (MESSAGES 17 SIZE 16234 DELETED 2)
            S: a1 OK done
        )");
        QCOMPARE(answer.statuses.size(), 1U);
        QCOMPARE(answer.statuses.front().deleted, std::optional(2U));
    }

    void statusAsksForWhatIsOffered_data()
    {
        QTest::addColumn<QByteArray>("capabilities");
        QTest::addColumn<QByteArray>("items");
        const auto row = [](const char *capabilities, const char *items) {
            QTest::newRow(capabilities) << QByteArray(capabilities) << QByteArray(items);
        };
        row("IMAP4rev1", "MESSAGES UNSEEN UIDNEXT UIDVALIDITY");
        row("IMAP4rev1 CONDSTORE", "MESSAGES UNSEEN UIDNEXT UIDVALIDITY HIGHESTMODSEQ");
        row("IMAP4rev1 STATUS=SIZE", "MESSAGES UNSEEN UIDNEXT UIDVALIDITY SIZE");
        row("IMAP4rev1 OBJECTID", "MESSAGES UNSEEN UIDNEXT UIDVALIDITY MAILBOXID");
        row("IMAP4rev1 APPENDLIMIT", "MESSAGES UNSEEN UIDNEXT UIDVALIDITY APPENDLIMIT");
        row("IMAP4rev1 APPENDLIMIT=35651584", "MESSAGES UNSEEN UIDNEXT UIDVALIDITY");
        row("IMAP4rev1 QUOTA=RES-MESSAGE", "MESSAGES UNSEEN UIDNEXT UIDVALIDITY DELETED");
        row("IMAP4rev1 QUOTA=RES-STORAGE", "MESSAGES UNSEEN UIDNEXT UIDVALIDITY DELETED-STORAGE");
        row("IMAP4rev2", "MESSAGES UNSEEN UIDNEXT UIDVALIDITY SIZE DELETED");
    }
    void statusAsksForWhatIsOffered()
    {
        QFETCH(QByteArray, capabilities);
        QFETCH(QByteArray, items);
        Dialogue dialogue;
        dialogue.greet(capabilities);
        std::vector<StatusItem> all;
        for (auto item = StatusItem::Messages; item <= StatusItem::AppendLimit;
             item = static_cast<StatusItem>(static_cast<int>(item) + 1))
            all.push_back(item);
        dialogue.on("status", [&] { dialogue.run<imap::StatusCommand>("blurdybloop"_ba, all); });
        dialogue.play(("U: status\nC: a1 STATUS blurdybloop (" + items
                       + ")\nS: * STATUS blurdybloop (MESSAGES 231)\nS: a1 OK STATUS completed")
                          .constData());
        QCOMPARE(dialogue.eventsLike("finished ok").size(), 1);
        QCOMPARE(
            imap::StatusCommand("x", {StatusItem::Size}).text(imap::Capabilities({"IMAP4REV1"})).isSendable(),
            false);
    }
};

#include "tst_listextended.moc"
POSTHORN_TEST(TestListExtended)
