// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/queryparser.h"

#include "tests/core/search/randomquery.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;
using search::parseQuery;
using search::QueryNote;

namespace {

// "UnknownKey@0-4 ..."
QString described(const std::vector<QueryNote> &notes)
{
    static const QStringList names{u"UnclosedQuote"_s,    u"UnclosedParenthesis"_s,
                                   u"StrayParenthesis"_s, u"MissingOperand"_s,
                                   u"MissingValue"_s,     u"UnknownKey"_s,
                                   u"UnknownValue"_s,     u"UnreadableDate"_s,
                                   u"UnreadableSize"_s,   u"TooLong"_s,
                                   u"TooDeep"_s,          u"TooManyTerms"_s};
    QStringList texts;
    for (const QueryNote &note : notes)
        texts.append(
            u"%1@%2-%3"_s.arg(names.at(static_cast<int>(note.kind))).arg(note.where.from).arg(note.where.to));
    return texts.join(u' ');
}

QString described(const std::vector<search::QueryPiece> &pieces, const QString &text)
{
    QStringList texts;
    for (const search::QueryPiece &piece : pieces)
        texts.append(u'[' + text.sliced(piece.where.from, piece.where.length()) + u']');
    return texts.join(u' ');
}

search::QueryLanguage german()
{
    search::QueryLanguage language;
    language.words.keys = {{u"von"_s, u"from"_s},   {u"betreff"_s, u"subject"_s}, {u"ist"_s, u"is"_s},
                           {u"vor"_s, u"before"_s}, {u"größer"_s, u"larger"_s},   {u"am"_s, u"on"_s},
                           {u"seit"_s, u"since"_s}};
    language.words.values = {{u"ungelesen"_s, u"unread"_s}, {u"posteingang"_s, u"inbox"_s}};
    language.words.dates = {{u"letzte"_s, u"last"_s}, {u"woche"_s, u"week"_s}, {u"gestern"_s, u"yesterday"_s},
                            {u"märz"_s, u"march"_s},  {u"vor"_s, u"ago"_s},    {u"tagen"_s, u"days"_s}};
    language.words.operators = {{u"oder"_s, u"or"_s}, {u"nicht"_s, u"not"_s}, {u"und"_s, u"and"_s}};
    return language;
}

}

class QueryParserTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reads_data();
    void reads();
    void readsDates_data();
    void readsDates();
    void tellsWhatIsWrong_data();
    void tellsWhatIsWrong();
    void readsTheUsersLanguage_data();
    void readsTheUsersLanguage();
    void whatIsPrintedIsReadAgain();
    void piecesHaveTheirPlaces_data();
    void piecesHaveTheirPlaces();
    void aPieceIsTakenOutAndTurnedAround();
    void limitsHold();
};

void QueryParserTest::reads_data()
{
    QTest::addColumn<QString>("canonical");
    const auto row = [](const char *text, const char *canonical) {
        QTest::newRow(text) << QString::fromUtf8(canonical);
    };
    const auto same = [&](const char *text) { row(text, text); };
    // Words and phrases
    row("", "");
    row("   ", "");
    same("hello");
    same("hello world");
    row("  hello\t\nworld ", "hello world");
    same("\"hello world\"");
    same("\"hello\"");
    row("„hallo welt“", "\"hallo welt\"");
    row("“hello world”", "\"hello world\"");
    same("\"say \\\"hi\\\"\"");
    same("\"a \\\\ b\"");
    row("foo\"bar baz\"qux", "foo \"bar baz\" qux");
    row("\"\"", "");
    row("\"\" a", "a");
    same("Grüße");
    same("東京");
    same("a@ex.org");
    same("c++");
    row("C:\\temp", "C\\:\\\\temp");
    row("12:30", "12\\:30");
    row("http://ex.org/a", "http\\://ex.org/a");
    same("don't");
    same("*");
    same("foo*");
    same("100%");
    row("a|b", "a\\|b");
    same("\\-x");
    same("a\\ b");
    same("well-known");
    row("-", "\\-");
    row("a - b", "a \\- b");
    // and, or, not
    same("a or b");
    row("a OR b", "a or b");
    row("a | b", "a or b");
    same("a or b or c");
    row("a b or c", "(a b) or c");
    row("a or b c", "a or (b c)");
    row("a and b", "a b");
    row("a AND b and c", "a b c");
    row("and a", "a");
    row("a and", "a");
    same("a (b or c)");
    row("(a or b) or c", "a or b or c");
    row("(a b) c", "a b c");
    row("((a))", "a");
    row("()", "");
    row("a ()", "a");
    same("-a");
    row("not a", "-a");
    row("NOT a", "-a");
    row("not not a", "a");
    row("--a", "a");
    row("-not a", "a");
    same("-\"a b\"");
    same("-(a b)");
    same("-(a or b)");
    row("-(-a)", "a");
    row("a -b c", "a -b c");
    row("-()", "");
    row("a or not b", "a or -b");
    same("text:or");
    same("text:NOT");
    same("\"or\"");
    row("or", "text:or");
    row("or a", "text:or a");
    row("a or or b", "a or (text:or b)");
    // Keys of text
    same("from:bob");
    row("FROM:bob", "from:bob");
    row("from: bob", "from:bob");
    same("from:\"Bob Smith\"");
    row("from:(a or b)", "from:a or from:b");
    row("from:(a b)", "from:a from:b");
    row("from:(a -b)", "from:a -from:b");
    row("from:(a or (b c))", "from:a or (from:b from:c)");
    row("from:(a subject:b)", "from:a subject:b");
    row("-from:(a or b)", "-(from:a or from:b)");
    same("-from:bob");
    row("from:-x", "from:\\-x");
    row("from:a:b", "from:a\\:b");
    same("to:bob");
    same("cc:bob");
    same("subject:invoice");
    same("body:invoice");
    row("text:invoice", "invoice");
    row("text:\"a b\"", "\"a b\"");
    same("file:report.pdf");
    row("attachment:report", "file:report");
    same("list:posthorn");
    row("from:or", "from:or");
    row("from:\\:", "from:\\:");
    // Keys of values
    same("in:inbox");
    same("in:Work/Projects");
    same("in:\"Sent Mail\"");
    row("folder:Work", "in:Work");
    row("in:\"-x\"", "in:\"-x\"");
    same("account:work");
    same("is:unread");
    row("is:new", "is:unread");
    row("is:unseen", "is:unread");
    same("is:read");
    row("is:starred", "is:flagged");
    row("is:unflagged", "-is:flagged");
    row("is:unstarred", "-is:flagged");
    row("is:unanswered", "-is:answered");
    row("is:(unread flagged)", "is:unread is:flagged");
    same("is:answered");
    row("is:replied", "is:answered");
    same("is:draft");
    same("is:deleted");
    same("is:forwarded");
    row("is:spam", "is:junk");
    row("is:READ", "is:read");
    same("has:attachment");
    row("has:attachments", "has:attachment");
    row("has:photo", "has:image");
    same("has:pdf");
    row("has:(pdf or image)", "has:pdf or has:image");
    row("has:zip", "has:archive");
    row("has:receipt", "receipt:requested");
    same("receipt:waiting");
    same("receipt:none");
    same("-receipt:denied");
    row("tag:Important", "tag:important");
    row("keyword:$label1", "tag:$label1");
    row("label:x", "tag:x");
    row("id:<a@b>", "id:a@b");
    same("id:a@b");
    row("thread:<a@b>", "thread:a@b");
    // Sizes
    row("larger:5M", "larger:5M");
    row("larger:5mb", "larger:5M");
    row("larger:5MiB", "larger:5M");
    row("larger:1.5M", "larger:1536K");
    row("larger:1,5M", "larger:1536K");
    row("larger:\"5 MB\"", "larger:5M");
    same("smaller:10K");
    row("smaller:10240", "smaller:10K");
    same("larger:1000");
    row("larger:1024K", "larger:1M");
    same("larger:2G");
    same("larger:0");
    // Together
    same("from:bob -is:read subject:\"q3 report\" has:pdf larger:1M");
    row("(from:a or to:a) is:unread", "(from:a or to:a) is:unread");
    row("before:last week invoice", "before:\"last week\" invoice");
}

void QueryParserTest::reads()
{
    QFETCH(QString, canonical);
    const auto parsed = parseQuery(QString::fromUtf8(QTest::currentDataTag()));
    QCOMPARE(search::canonicalText(parsed.query), canonical);
    QCOMPARE(described(parsed.notes), QString());
    const auto again = parseQuery(canonical);
    QCOMPARE(search::canonicalText(again.query), canonical);
    QVERIFY(again.query == parsed.query);
}

void QueryParserTest::readsDates_data()
{
    QTest::addColumn<QString>("canonical");
    const auto row = [](const char *text, const char *canonical) {
        QTest::newRow(text) << QString::fromUtf8(canonical);
    };
    row("on:today", "on:today");
    row("date:yesterday", "on:yesterday");
    row("on:2024-03-15", "on:2024-03-15");
    row("on:2024/3/15", "on:2024-03-15");
    row("on:15.3.2024", "on:2024-03-15");
    row("on:15.03.24", "on:2024-03-15");
    row("on:15/3/2024", "on:2024-03-15");
    row("on:15-3-99", "on:1999-03-15");
    row("on:2024-03", "on:2024-03");
    row("on:3.2024", "on:2024-03");
    row("on:03/2024", "on:2024-03");
    row("on:2024", "on:\"2024\"");
    row("on:march 2024", "on:2024-03");
    row("on:Mar 2024", "on:2024-03");
    row("on:2024 march", "on:2024-03");
    row("on:\"15 march 2024\"", "on:2024-03-15");
    row("on:15. march 2024", "on:2024-03-15");
    row("on:\"March 15, 2024\"", "on:2024-03-15");
    row("on:march", "on:\"march\"");
    row("on:last march", "on:\"march\"");
    row("on:monday", "on:monday");
    row("on:fri", "on:friday");
    row("on:last friday", "on:friday");
    row("on:this week", "on:\"this week\"");
    row("on:last month", "on:\"last month\"");
    row("on:previous year", "on:\"last year\"");
    row("on:3 days ago", "on:\"3 days ago\"");
    row("on:a week ago", "on:\"1 week ago\"");
    row("on:two months ago", "on:\"2 months ago\"");
    row("date:3 days", "since:\"3 days ago\"");
    row("date:last 3 weeks", "since:\"3 weeks ago\"");
    row("date:past 10 days", "since:\"10 days ago\"");
    row("date:2w", "since:\"2 weeks ago\"");
    row("before:3d", "before:\"3 days ago\"");
    row("older:2m", "before:\"2 months ago\"");
    row("older:2 months", "before:\"2 months ago\"");
    row("newer:1y", "since:\"1 year ago\"");
    row("younger:\"3 weeks\"", "since:\"3 weeks ago\"");
    row("date:older than 2 months", "before:\"2 months ago\"");
    row("date:newer than a week", "since:\"1 week ago\"");
    row("date:since yesterday", "since:yesterday");
    row("date:before 2024", "before:\"2024\"");
    row("date:\"after last month\"", "after:\"last month\"");
    row("before:2024-03-15", "before:2024-03-15");
    row("until:2024-03", "until:2024-03");
    row("since:monday", "since:monday");
    row("after:2024 x", "after:\"2024\" x");
    row("after:last week or b", "after:\"last week\" or b");
    row("on:2024-03-01..2024-03-20", "on:2024-03-01..2024-03-20");
    row("on:2024-03..2024-05", "on:2024-03-01..2024-05-31");
    row("on:2023..2024", "on:2023-01-01..2024-12-31");
    row("on:2024-01-01..2024-12-31", "on:\"2024\"");
    row("on:20.3.2024..1.3.2024", "on:2024-03-01..2024-03-20");
    row("before:2023..2024", "before:2023-01-01..2024-12-31");
    row("on:..2024", "until:\"2024\"");
    row("on:2024..", "since:\"2024\"");
    row("on:yesterday..today", "since:yesterday until:today");
    row("on:(today or yesterday)", "on:today or on:yesterday");
    row("on:29.2.2024", "on:2024-02-29");
}

void QueryParserTest::readsDates()
{
    reads();
}

void QueryParserTest::tellsWhatIsWrong_data()
{
    QTest::addColumn<QString>("canonical");
    QTest::addColumn<QString>("notes");
    const auto row = [](const char *text, const char *canonical, const char *notes) {
        QTest::newRow(text) << QString::fromUtf8(canonical) << QString::fromUtf8(notes);
    };
    row("\"foo bar", "\"foo bar\"", "UnclosedQuote@0-8");
    row("a \"", "a", "UnclosedQuote@2-3");
    row("from:\"bob smith", "from:\"bob smith\"", "UnclosedQuote@5-15");
    row("a (b or c", "a (b or c)", "UnclosedParenthesis@2-3");
    row("((a", "a", "UnclosedParenthesis@1-2 UnclosedParenthesis@0-1");
    row("a) b", "a b", "StrayParenthesis@1-2");
    row(")", "", "StrayParenthesis@0-1");
    row("-)", "", "StrayParenthesis@1-2");
    row("a or", "a", "MissingOperand@2-4");
    row("(a or)", "a", "MissingOperand@3-5");
    row("a not", "a text:not", "MissingOperand@2-5");
    row("from:", "", "MissingValue@0-5");
    row("a from:", "a", "MissingValue@2-7");
    row("from: subject:b", "subject:b", "MissingValue@0-5");
    row("from: -b", "-b", "MissingValue@0-5");
    row("(from:)", "", "MissingValue@1-6");
    row("from:\"\"", "", "MissingValue@0-7");
    row("from:\"  \"", "", "MissingValue@0-9");
    row("foo:bar", "foo\\:bar", "UnknownKey@0-4");
    row("foo:", "foo\\:", "UnknownKey@0-4");
    row("foo: bar", "foo\\: bar", "UnknownKey@0-4");
    row("foo:\"a b\"", "foo\\: \"a b\"", "UnknownKey@0-4");
    row("foo:(a)", "foo\\: a", "UnknownKey@0-4");
    row("is:great", "is\\:great", "UnknownValue@0-8");
    row("has:nothing", "has\\:nothing", "UnknownValue@0-11");
    row("receipt:maybe", "receipt\\:maybe", "UnknownValue@0-13");
    row("a is:great b", "a is\\:great b", "UnknownValue@2-10");
    row("before:soon", "before\\:soon", "UnreadableDate@0-11");
    row("on:30.2.2024", "on\\:30.2.2024", "UnreadableDate@0-12");
    row("on:2024-13", "on\\:2024-13", "UnreadableDate@0-10");
    row("on:1815", "on\\:1815", "UnreadableDate@0-7");
    row("on:3000", "on\\:3000", "UnreadableDate@0-7");
    row("on:..", "on\\:..", "UnreadableDate@0-5");
    row("before:..2024", "before\\:..2024", "UnreadableDate@0-13");
    row("before:today..2024", "before\\:today..2024", "UnreadableDate@0-18");
    row("older:yesterday", "older\\:yesterday", "UnreadableDate@0-15");
    row("date:before than 2 months", "date\\:before than 2 months", "UnreadableDate@0-11");
    row("on:0 days ago", "on\\:0 days ago", "UnreadableDate@0-4");
    row("larger:big", "larger\\:big", "UnreadableSize@0-10");
    row("larger:-1", "larger\\:-1", "UnreadableSize@0-9");
    row("larger:1e9", "larger\\:1e9", "UnreadableSize@0-10");
    row("larger:5MM", "larger\\:5MM", "UnreadableSize@0-10");
    row("larger:.", "larger\\:.", "UnreadableSize@0-8");
    row("smaller:99999999G", "smaller\\:99999999G", "UnreadableSize@0-17");
    row("-is:great", "-is\\:great", "UnknownValue@1-9");
}

void QueryParserTest::tellsWhatIsWrong()
{
    QFETCH(QString, canonical);
    const auto parsed = parseQuery(QString::fromUtf8(QTest::currentDataTag()));
    QCOMPARE(search::canonicalText(parsed.query), canonical);
    QTEST(described(parsed.notes), "notes");
    QVERIFY(parseQuery(canonical).query == parsed.query);
}

void QueryParserTest::readsTheUsersLanguage_data()
{
    QTest::addColumn<QString>("canonical");
    const auto row = [](const char *text, const char *canonical) {
        QTest::newRow(text) << QString::fromUtf8(canonical);
    };
    row("von:bob oder betreff:\"a b\"", "from:bob or subject:\"a b\"");
    row("from:bob", "from:bob");
    row("nicht ist:ungelesen", "-is:unread");
    row("is:unread und a", "is:unread a");
    row("in:Posteingang", "in:inbox");
    row("in:Arbeit", "in:Arbeit");
    row("vor:letzte Woche", "before:\"last week\"");
    row("vor:gestern", "before:yesterday");
    row("am:vor 3 Tagen", "on:\"3 days ago\"");
    row("am:15. März 2024", "on:2024-03-15");
    row("seit:märz", "since:\"march\"");
    row("Größer:1M", "larger:1M");
    row("a or b", "a or b");
}

void QueryParserTest::readsTheUsersLanguage()
{
    const auto parsed = parseQuery(QString::fromUtf8(QTest::currentDataTag()), german());
    QTEST(search::canonicalText(parsed.query), "canonical");
    QCOMPARE(described(parsed.notes), QString());
    search::QueryLanguage american;
    american.order = search::DateOrder::MonthFirst;
    QCOMPARE(search::canonicalText(parseQuery(u"on:3/4/2024", american).query), u"on:2024-03-04"_s);
    QCOMPARE(search::canonicalText(parseQuery(u"on:3.4.2024", american).query), u"on:2024-04-03"_s);
}

void QueryParserTest::whatIsPrintedIsReadAgain()
{
    RandomQueries random(20240315, RandomQueries::Words::Nasty);
    for (int i = 0; i < 20'000; ++i) {
        const search::Query query = random.query(3);
        const QString text = search::canonicalText(query);
        const auto parsed = parseQuery(text);
        QVERIFY2(parsed.query == query, qPrintable(text + u" -> "_s + search::canonicalText(parsed.query)));
        QVERIFY2(parsed.notes.empty(), qPrintable(text + u": "_s + described(parsed.notes)));
    }
}

void QueryParserTest::piecesHaveTheirPlaces_data()
{
    QTest::addColumn<QString>("pieces");
    const auto row = [](const char *text, const char *pieces) {
        QTest::newRow(text) << QString::fromUtf8(pieces);
    };
    row("", "");
    row(" a  b ", "[a] [b]");
    row("from:bob -is:read \"a b\"", "[from:bob] [-is:read] [\"a b\"]");
    row("not from: bob and c", "[not from: bob] [c]");
    row("a (b or c)", "[a] [(b or c)]");
    row(" a or b ", "[a or b]");
    row("(a b) c", "[(a b)] [c]");
    row("before:last week x", "[before:last week] [x]");
    row("a) b", "[a] [b]");
    row("a or b) c", "[a or b] [c]");
    row("from:(a or b", "[from:(a or b]");
    row("a () from: ", "[a]");
}

void QueryParserTest::piecesHaveTheirPlaces()
{
    const QString text = QString::fromUtf8(QTest::currentDataTag());
    const auto parsed = parseQuery(text);
    QTEST(described(parsed.pieces, text), "pieces");
    std::vector<search::Query> all;
    for (const search::QueryPiece &piece : parsed.pieces)
        all.push_back(piece.query);
    QVERIFY(search::Query::allOf(all) == parsed.query);
}

void QueryParserTest::aPieceIsTakenOutAndTurnedAround()
{
    const QStringList texts{u"a b c"_s,
                            u"-a from:b not c"_s,
                            u"a and b"_s,
                            u"x or y"_s,
                            u"before:last week -(a or b) \"q r\" "_s,
                            u" from: bob  in:\"a b\""_s};
    RandomQueries random(7, RandomQueries::Words::Nasty);
    QStringList all = texts;
    for (int i = 0; i < 2000; ++i)
        all.append(search::canonicalText(random.query(3)));
    for (const QString &text : all) {
        const auto parsed = parseQuery(text);
        for (std::size_t i = 0; i < parsed.pieces.size(); ++i) {
            std::vector<search::Query> rest, turned;
            for (std::size_t k = 0; k < parsed.pieces.size(); ++k) {
                const search::Query &query = parsed.pieces[k].query;
                turned.push_back(k == i ? query.negated() : query);
                if (k != i)
                    rest.push_back(query);
            }
            const QString without = search::withoutPiece(text, parsed.pieces[i]);
            QVERIFY2(parseQuery(without).query == search::Query::allOf(rest),
                     qPrintable(text + u" -> "_s + without));
            const QString opposite = search::withPieceNegated(text, parsed.pieces[i]);
            QVERIFY2(parseQuery(opposite).query == search::Query::allOf(turned),
                     qPrintable(text + u" -> "_s + opposite));
        }
    }
    const auto own = parseQuery(u"nicht a", german());
    QCOMPARE(search::withPieceNegated(u"nicht a"_s, own.pieces.front(), german()), u"a"_s);
}

void QueryParserTest::limitsHold()
{
    const auto long_ = parseQuery(QString(5000, u'x'));
    QCOMPARE(described(long_.notes), u"TooLong@4096-5000"_s);
    QCOMPARE(search::canonicalText(long_.query).size(), 4096);

    const auto deep = parseQuery(QString(1000, u'(') + u'a');
    QCOMPARE(search::canonicalText(deep.query), u"a"_s);
    QVERIFY(std::any_of(deep.notes.begin(), deep.notes.end(),
                        [](const QueryNote &note) { return note.kind == QueryNote::Kind::TooDeep; }));

    const auto many = parseQuery(u"a "_s.repeated(2000));
    QCOMPARE(many.query.parts.size(), std::size_t{256});
    QCOMPARE(described(many.notes), u"TooManyTerms@512-513"_s);

    const auto nots = parseQuery(u"-"_s.repeated(4001) + u'a');
    QCOMPARE(search::canonicalText(nots.query), u"-a"_s);
    QVERIFY(!parseQuery(u"not "_s.repeated(1000) + u'a').query.isEverything());
}

POSTHORN_TEST(QueryParserTest)

#include "tst_queryparser.moc"
