// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/completion.h"
#include "core/search/explanation.h"

#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;

namespace {

search::Vocabulary vocabulary()
{
    return {{{u"Zoë Müller"_s, u"zoe@shop.example"_s}, {u"Bob"_s, u"bob@ex.org"_s}, {{}, u"frank@ex.org"_s}},
            {u"INBOX"_s, u"Sent Mail"_s, u"Work/Invoices"_s},
            {u"home"_s},
            {u"urgent"_s, u"later"_s},
            {u"dev@lists.example"_s}};
}

search::QueryLanguage german()
{
    search::QueryLanguage language;
    language.words.keys = {{u"von"_s, u"from"_s}, {u"ist"_s, u"is"_s}, {u"vor"_s, u"before"_s}};
    language.words.values = {{u"ungelesen"_s, u"unread"_s}};
    language.words.dates = {{u"letzte"_s, u"last"_s}, {u"woche"_s, u"week"_s}};
    return language;
}

// "[what is replaced] candidate | candidate"; the cursor stands at "^".
QString completed(QString text, const search::QueryLanguage &language = {}, int most = 20)
{
    const qsizetype cursor = text.indexOf(u'^');
    text.remove(cursor, 1);
    const auto completion = search::complete(text, cursor, vocabulary(), language, most);
    QStringList candidates;
    for (const search::Candidate &candidate : completion.candidates)
        candidates.append(candidate.text);
    return u"[%1] %2"_s.arg(text.sliced(completion.replaced.from, completion.replaced.length()),
                            candidates.join(u" | "_s));
}

QString explained(const QString &text)
{
    const search::DateContext context{QDateTime(QDate(2024, 3, 15), QTime(11, 0), Qt::UTC), QTimeZone::utc()};
    QStringList clauses;
    for (const search::Clause &clause : search::explain(search::parseQuery(text).query, context)) {
        QString said = QString(u'.').repeated(clause.depth)
            + QStringList{u""_s, u"& "_s, u"| "_s}.at(static_cast<int>(clause.joint));
        said += clause.isNegated ? u"no "_s : u""_s;
        said += clause.term ? search::canonicalText(search::Query::of(*clause.term)) : u"group"_s;
        if (clause.days)
            said += u'=' + clause.days->first.toString(Qt::ISODate) + u'~'
                + clause.days->last.toString(Qt::ISODate);
        clauses.append(said);
    }
    return clauses.join(u", "_s);
}

}

class CompletionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void offersWhatCanComeNext_data();
    void offersWhatCanComeNext();
    void offersTheUsersWords();
    void whatIsOfferedIsRead();
    void aQueryIsExplained_data();
    void aQueryIsExplained();
};

void CompletionTest::offersWhatCanComeNext_data()
{
    QTest::addColumn<QString>("offered");
    const auto row = [](const char *text, const char *offered) {
        QTest::newRow(text) << QString::fromUtf8(offered);
    };
    row("fr^", "[fr] from: | frank@ex.org");
    row("a -sub^", "[sub] subject:");
    row("(sub^", "[sub] subject:");
    row("sub^ x", "[sub] subject:");
    row("xyz^", "[xyz] ");
    row("mull^", "[mull] zoe@shop.example");
    row("from:^", "[] zoe@shop.example | bob@ex.org | frank@ex.org");
    row("from:b^", "[b] bob@ex.org");
    row("from:shop^", "[shop] zoe@shop.example");
    row("from:\"zoë m^", "[\"zoë m] zoe@shop.example");
    row("from:ex^", "[ex] zoe@shop.example | bob@ex.org | frank@ex.org");
    row("in:^", "[] INBOX | \"Sent Mail\" | Work/Invoices");
    row("in:inv^", "[inv] Work/Invoices");
    row("tag:u^", "[u] urgent");
    row("account:^", "[] home");
    row("list:dev^", "[dev] dev@lists.example");
    row("is:un^", "[un] unread");
    row("has:p^", "[p] pdf | presentation");
    row("receipt:^", "[] requested | waiting | sent | denied | blocked | none");
    row("before:^",
        "[] today | yesterday | \"this week\" | \"this month\" | \"this year\" | \"last week\" | \"last "
        "month\""
        " | \"last year\"");
    row("before:last^", "[last] \"last week\" | \"last month\" | \"last year\"");
    row("\"fr^", "[] ");
    row("\"from\"^", "[] ");
    row("foo:^", "[] ");
    row("subject:x^", "[x] ");
    row("larger:^", "[] ");
    row("on:y^", "[y] yesterday | \"this year\" | \"last year\"");
}

void CompletionTest::offersWhatCanComeNext()
{
    QTEST(completed(QString::fromUtf8(QTest::currentDataTag())), "offered");
}

void CompletionTest::offersTheUsersWords()
{
    QCOMPARE(completed(u"vo^"_s, german()), u"[vo] von: | vor:"_s);
    QCOMPARE(completed(u"fr^"_s, german()), u"[fr] von: | frank@ex.org"_s);
    QCOMPARE(completed(u"ist:u^"_s, german()), u"[u] ungelesen"_s);
    QCOMPARE(completed(u"vor:let^"_s, german()),
             u"[let] \"letzte woche\" | \"letzte month\" | \"letzte year\""_s);
    QCOMPARE(completed(u"^"_s, {}, 3), u"[] text: | from: | to:"_s);
    QCOMPARE(completed(u"a ^b"_s, {}, 1), u"[] text:"_s);
    QCOMPARE(completed(u"a^"_s, {}, 0), u"[a] "_s);
    const auto far = search::complete(u"fr", 99, vocabulary());
    QCOMPARE(far.replaced, (search::TextRange{0, 2}));
}

void CompletionTest::whatIsOfferedIsRead()
{
    for (const QString &key : search::keyNames()) {
        const QString text = key + u':';
        for (const search::Candidate &candidate :
             search::complete(text, text.size(), vocabulary()).candidates) {
            const auto parsed = search::parseQuery(text + candidate.text);
            QVERIFY2(parsed.notes.empty(), qPrintable(text + candidate.text));
            QCOMPARE(parsed.pieces.size(), std::size_t{1});
        }
        QVERIFY(search::keyNamed(key, {}));
    }
}

void CompletionTest::aQueryIsExplained_data()
{
    QTest::addColumn<QString>("clauses");
    const auto row = [](const char *text, const char *clauses) {
        QTest::newRow(text) << QString::fromUtf8(clauses);
    };
    row("", "");
    row("a", "a");
    row("-a", "no a");
    row("a -is:read", "a, & no is:read");
    row("a or b or c", "a, | b, | c");
    row("a (b or c)", "a, & group, .b, .| c");
    row("-(a (b or c)) d", "no group, .a, .& group, ..b, ..| c, & d");
    row("-(a b)", "no group, .a, .& b");
    row("on:last week", "on:\"last week\"=2024-03-04~2024-03-10");
    row("older:2m from:x", "before:\"2 months ago\"=~2024-01-14, & from:x");
}

void CompletionTest::aQueryIsExplained()
{
    QTEST(explained(QString::fromUtf8(QTest::currentDataTag())), "clauses");
}

POSTHORN_TEST(CompletionTest)

#include "tst_completion.moc"
