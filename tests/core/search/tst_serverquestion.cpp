// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/session/commands/searching.h"
#include "core/imap/sync/searchcriteria.h"
#include "core/search/queryparser.h"
#include "core/search/serverquestion.h"
#include "core/search/textwords.h"

#include "tests/core/search/randomquery.h"
#include "tests/support/dialogue.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;
using search::Criterion;

namespace {

const search::FolderFacts &inbox()
{
    static const search::FolderFacts folder{u"INBOX"_s, '/', store::FolderRole::Inbox, {u"home"_s}};
    return folder;
}

search::DateContext context()
{
    return {QDateTime(QDate(2024, 3, 15), QTime(11, 0), Qt::UTC), QTimeZone("Europe/Berlin")};
}

search::ServerQuestion asked(const QString &text, const search::ServerAbilities &server = {})
{
    return search::serverQuestion(search::parseQuery(text).query, inbox(), server, context());
}

// As it goes out, literals with their length before them.
QString program(const Criterion &criterion)
{
    const imap::CommandText said = imap::searchProgram(imap::sync::searchKeyOf(criterion));
    QByteArray text;
    for (const auto &segment : said.segments()) {
        if (const auto *plain = std::get_if<imap::CommandText::Plain>(&segment))
            text += plain->octets;
        else if (const auto *literal = std::get_if<imap::CommandText::Literal>(&segment))
            text += '{' + QByteArray::number(literal->octets.size()) + '}' + literal->octets;
    }
    return QString::fromUtf8(text);
}

// A message as a server has it. Days are those that are written, whatever their zone.
struct ServerMail {
    search::MessageFacts facts;
    std::optional<QDateTime> sent;  // the Date field, if it is sane
    QDateTime internal;
};

class Server
{
public:
    [[nodiscard]] static bool finds(const Criterion &criterion, const ServerMail &mail)
    {
        const auto inner = [&](const Criterion &part) { return finds(part, mail); };
        switch (criterion.form) {
        case Criterion::Form::Key:
            return std::visit([&](const auto &asked) { return holds(asked, mail); }, criterion.key);
        case Criterion::Form::All: return std::all_of(criterion.parts.begin(), criterion.parts.end(), inner);
        case Criterion::Form::Any: return std::any_of(criterion.parts.begin(), criterion.parts.end(), inner);
        case Criterion::Form::Not: break;
        }
        return !inner(criterion.parts.front());
    }

private:
    [[nodiscard]] static bool has(const QString &text, const QString &part)
    {
        return search::folded(text).contains(search::folded(part));
    }
    [[nodiscard]] static bool holds(const search::AskText &asked, const ServerMail &mail)
    {
        const search::MessageFacts &facts = mail.facts;
        using Place = search::AskText::Place;
        switch (asked.place) {
        case Place::From: return has(facts.from, asked.text);
        case Place::To: return has(facts.to, asked.text);
        case Place::Cc: return has(facts.cc, asked.text);
        case Place::Bcc: return has(facts.bcc, asked.text);
        case Place::Subject: return has(facts.subject, asked.text);
        case Place::Body: return has(facts.body, asked.text);
        case Place::Text: break;
        }
        QStringList all{facts.from, facts.to, facts.cc, facts.bcc, facts.subject, facts.body};
        for (const search::AttachmentFacts &attachment : facts.attachments)
            all.append(attachment.name);
        return has(all.join(u'\n'), asked.text);
    }
    [[nodiscard]] static bool holds(const search::AskHeader &asked, const ServerMail &mail)
    {
        if (asked.name == "Disposition-Notification-To")
            return mail.facts.receipt != search::ReceiptState::NotAsked;
        if (asked.name == "Message-ID")
            return u"<%1>"_s.arg(mail.facts.messageId).contains(asked.text);
        return has(mail.facts.list, asked.text);
    }
    [[nodiscard]] static bool holds(const search::AskFlag &asked, const ServerMail &mail)
    {
        return store::withFlag(mail.facts.flags, asked.flag, asked.isSet) == mail.facts.flags;
    }
    [[nodiscard]] static bool holds(const search::AskDay &asked, const ServerMail &mail)
    {
        if (asked.isSent && !mail.sent)
            return false;
        const QDate day = asked.isSent ? mail.sent->date() : mail.internal.date();
        return asked.isSince ? day >= asked.day : day < asked.day;
    }
    [[nodiscard]] static bool holds(const search::AskAge &asked, const ServerMail &mail)
    {
        const qint64 age = mail.internal.secsTo(context().now);
        return asked.isYounger ? age <= asked.seconds : age >= asked.seconds;
    }
    [[nodiscard]] static bool holds(const search::AskSize &asked, const ServerMail &mail)
    {
        return asked.isLarger ? mail.facts.octets > asked.octets : mail.facts.octets < asked.octets;
    }
};

ServerMail onServer(search::MessageFacts facts, RandomQueries &random)
{
    const auto zoned = [&](const QDateTime &moment) {
        return moment.toOffsetFromUtc(3600 * (random.below(27) - 12));
    };
    ServerMail mail;
    if (facts.date.isValid() && random.below(2) == 0) {
        mail.sent = zoned(facts.date);
        mail.internal = zoned(facts.date.addSecs(random.below(100'000)));
    } else {
        if (!facts.date.isValid())
            facts.date = QDateTime(QDate(2024, 3, 14), QTime(22, 0), Qt::UTC);
        mail.internal = zoned(facts.date);
    }
    mail.facts = std::move(facts);
    return mail;
}

}

class ServerQuestionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isSaidInKeys_data();
    void isSaidInKeys();
    void agesAreAskedWhereTheServerCan_data();
    void agesAreAskedWhereTheServerCan();
    void tellsWhatIsNotAsked_data();
    void tellsWhatIsNotAsked();
    void findsAllThatMatches();
    void daysAreAskedTooWidelyAndCutHere();
};

void ServerQuestionTest::isSaidInKeys_data()
{
    QTest::addColumn<QString>("keys");
    const auto row = [](const char *text, const char *keys) {
        QTest::newRow(text) << QString::fromUtf8(keys);
    };
    row("", "ALL");
    row("hello", R"(TEXT "hello")");
    row("hello world", R"(TEXT "hello" TEXT "world")");
    row("\"hello-world\"", R"(TEXT "hello" TEXT "world")");
    row("Grüße", "CHARSET UTF-8 TEXT {7}Grüße");
    row("東京 x", "CHARSET UTF-8 TEXT {6}東京 TEXT \"x\"");
    row("\"say \\\"hi\\\"\"", R"(TEXT "say" TEXT "hi")");
    row("+", R"(TEXT "+")");
    row("from:bob", R"(FROM "bob")");
    row("to:bob", R"(OR TO "bob" OR CC "bob" BCC "bob")");
    row("cc:bob", R"(CC "bob")");
    row("subject:\"q 3\"", R"(SUBJECT "q" SUBJECT "3")");
    row("body:x", R"(BODY "x")");
    row("file:x.pdf", R"(TEXT "x" TEXT "pdf")");
    row("list:dev", R"(HEADER List-Id "dev")");
    row("a or b or c", R"(OR TEXT "a" OR TEXT "b" TEXT "c")");
    row("a (b or c)", R"(TEXT "a" OR TEXT "b" TEXT "c")");
    row("a or (b c)", R"(OR TEXT "a" (TEXT "b" TEXT "c"))");
    row("is:unread", "UNSEEN");
    row("is:read", "SEEN");
    row("-is:flagged", "NOT FLAGGED");
    row("is:answered is:draft is:deleted", "ANSWERED DRAFT DELETED");
    row("is:forwarded", "KEYWORD $Forwarded");
    row("is:junk", "KEYWORD $Junk");
    row("tag:red", "KEYWORD red");
    row("tag:$junk", "KEYWORD $Junk");
    row("larger:1M", "LARGER 1048576");
    row("smaller:10K", "SMALLER 10240");
    row("larger:8G", "NOT ALL");
    row("smaller:8G", "ALL");
    row("receipt:requested", R"(HEADER Disposition-Notification-To "")");
    row("receipt:none", R"(NOT HEADER Disposition-Notification-To "")");
    row("receipt:sent", R"(HEADER Disposition-Notification-To "")");
    row("-receipt:sent", "ALL");
    row("id:a@b", R"(HEADER Message-ID "a@b")");
    row("-id:a@b", R"(NOT HEADER Message-ID "<a@b>")");
    row("in:inbox a", R"(TEXT "a")");
    row("in:work a", "NOT ALL");
    row("in:work or a", R"(TEXT "a")");
    row("-in:inbox", "NOT ALL");
    row("account:home", "ALL");
    row("account:office", "NOT ALL");
    row("-foo", R"(NOT TEXT "foo")");
    row("-\"a-b c\"", R"(NOT TEXT "a-b c")");
    row("-(a is:read)", R"(NOT (TEXT "a" SEEN))");
    row("has:pdf a", R"(TEXT "a")");
    row("-has:pdf a", R"(TEXT "a")");
    row("has:pdf or a", "ALL");
    row("on:2024-03-15",
        "OR (SENTSINCE 14-Mar-2024 SENTBEFORE 17-Mar-2024) (SINCE 14-Mar-2024 BEFORE 17-Mar-2024)");
    row("before:2024-03-15", "OR SENTBEFORE 16-Mar-2024 BEFORE 16-Mar-2024");
    row("since:2024-03-01", "OR SENTSINCE 29-Feb-2024 SINCE 29-Feb-2024");
    row("-on:2024-03-15", "ALL");
    row("-on:2024-03",
        "NOT (SENTSINCE 2-Mar-2024 SENTBEFORE 31-Mar-2024 SINCE 2-Mar-2024 BEFORE 31-Mar-2024)");
    row("since:today", "OR SENTSINCE 14-Mar-2024 SINCE 14-Mar-2024");
}

void ServerQuestionTest::isSaidInKeys()
{
    COVERS("I4-144");
    QFETCH(const QString, keys);
    QCOMPARE(program(asked(QString::fromUtf8(QTest::currentDataTag())).criterion), keys);
}

void ServerQuestionTest::agesAreAskedWhereTheServerCan_data()
{
    QTest::addColumn<QString>("keys");
    const auto row = [](const char *text, const char *keys) {
        QTest::newRow(text) << QString::fromUtf8(keys);
    };
    row("since:today", "OR SENTSINCE 14-Mar-2024 YOUNGER 46800");
    row("before:today", "OR SENTBEFORE 16-Mar-2024 OLDER 39600");
    row("on:yesterday", "OR (SENTSINCE 13-Mar-2024 SENTBEFORE 16-Mar-2024) (YOUNGER 133200 OLDER 39600)");
    row("on:today", "OR (SENTSINCE 14-Mar-2024 SENTBEFORE 17-Mar-2024) YOUNGER 46800");
    row("-since:today", "NOT (SENTSINCE 16-Mar-2024 YOUNGER 39600)");
    row("since:2024-03-15", "OR SENTSINCE 14-Mar-2024 SINCE 14-Mar-2024");
    row("after:this week", "OR SENTSINCE 17-Mar-2024 SINCE 17-Mar-2024");
}

void ServerQuestionTest::agesAreAskedWhereTheServerCan()
{
    QTEST(program(asked(QString::fromUtf8(QTest::currentDataTag()), {.within = true}).criterion), "keys");
}

void ServerQuestionTest::tellsWhatIsNotAsked_data()
{
    QTest::addColumn<QString>("notAsked");
    QTest::addColumn<bool>("excludes");
    const auto row = [](const char *text, const char *notAsked, bool excludes = false) {
        QTest::newRow(text) << QString::fromUtf8(notAsked) << excludes;
    };
    row("a is:read on:today larger:3", "");
    row("receipt:sent a", "receipt:sent/0");
    row("receipt:requested", "");
    row("-thread:x", "thread:x/0");
    row("has:pdf or has:attachment", "has:pdf/0 has:attachment/0");
    row("tag:\"a b\"", "tag:\"a b\"/1");
    row("tag:ü", "tag:ü/1");
    row("Grüße a", "Grüße/2");
    row("-Grüße", "Grüße/2");
    row("-foo", "", true);
    row("--foo", "");
    row("-is:read", "");
    row("-(a -b)", "", true);
}

void ServerQuestionTest::tellsWhatIsNotAsked()
{
    const search::ServerAbilities server{.within = true, .unicode = false};
    const auto question = asked(QString::fromUtf8(QTest::currentDataTag()), server);
    QStringList texts;
    for (const search::NotAsked &one : question.notAsked) {
        texts.append(u"%1/%2"_s.arg(search::canonicalText(search::Query::of(one.term)))
                         .arg(static_cast<int>(one.why)));
    }
    QTEST(texts.join(u' '), "notAsked");
    QTEST(question.excludesWithinWords, "excludes");
    QVERIFY(!question.isNothing());
    QVERIFY(asked(u"in:elsewhere"_s).isNothing());
}

void ServerQuestionTest::findsAllThatMatches()
{
    COVERS("I4-148");
    RandomQueries random(77, RandomQueries::Words::Common);
    std::vector<ServerMail> mails;
    for (int i = 0; i < 60; ++i)
        mails.push_back(onServer(random.message({inbox()}), random));
    int left = 0, found = 0;
    for (int i = 0; i < 600; ++i) {
        const search::Query query = random.query(3);
        for (const search::ServerAbilities &server :
             {search::ServerAbilities{false, true}, search::ServerAbilities{true, false}}) {
            const auto question = search::serverQuestion(query, inbox(), server, context());
            if (question.excludesWithinWords)
                continue;
            for (const ServerMail &mail : mails) {
                const bool isFound = Server::finds(question.criterion, mail);
                left += isFound ? 0 : 1;
                found += isFound ? 1 : 0;
                if (!isFound) {
                    QVERIFY2(
                        !search::matches(query, mail.facts, context()),
                        qPrintable(search::canonicalText(query) + u" -> "_s + program(question.criterion)));
                }
            }
        }
    }
    QVERIFY2(left > 10'000 && found > 10'000, qPrintable(u"%1 %2"_s.arg(left).arg(found)));
}

// The server compares days without regard to the zone (RFC 3501, 6.4.4), so neighbours come along.
void ServerQuestionTest::daysAreAskedTooWidelyAndCutHere()
{
    COVERS("I4-148");
    const auto query = search::parseQuery(u"on:15.3.2024 is:unread").query;
    const auto question = search::serverQuestion(query, inbox(), {}, context());
    Dialogue dialogue;
    dialogue.greet("IMAP4rev1");
    dialogue.select(100);
    std::vector<imap::Uid> cut;
    dialogue.on("search", [&] {
        auto *command = dialogue.run<imap::SummarySearchCommand>(imap::sync::searchKeyOf(question.criterion));
        QObject::connect(command, &imap::Command::finished, command, [&, command] {
            const std::map<quint32, const char *> dates{{3, "2024-03-14T22:59:59Z"},
                                                        {5, "2024-03-15T00:30:00+01:00"},
                                                        {8, "2024-03-15T23:30:00-05:00"},
                                                        {9, "2024-03-15T17:59:00-05:00"}};
            for (const auto &[uid, date] : dates) {
                search::MessageFacts facts;
                facts.date = QDateTime::fromString(QString::fromLatin1(date), Qt::ISODate);
                if (command->found().contains({uid}) && search::matches(query, facts, context()))
                    cut.push_back({uid});
            }
        });
    });
    dialogue.play(R"(
        U: search
        C: a2 UID SEARCH OR (SENTSINCE 14-Mar-2024 SENTBEFORE 17-Mar-2024) (SINCE 14-Mar-2024 BEFORE 17-Mar-2024) UNSEEN
        S: * SEARCH 3 5 8 9
        S: a2 OK completed
    )");
    QCOMPARE(dialogue.eventsLike("finished ok").size(), 1);
    QCOMPARE(cut, (std::vector<imap::Uid>{{5}, {9}}));
}

POSTHORN_TEST(ServerQuestionTest)

#include "tst_serverquestion.moc"
