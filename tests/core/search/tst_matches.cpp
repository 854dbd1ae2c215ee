// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/matches.h"
#include "core/search/queryparser.h"
#include "core/search/textwords.h"

#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;

namespace {

search::MessageFacts invoice()
{
    search::MessageFacts facts;
    facts.folder = {u"Work/Invoices"_s, '/', store::FolderRole::None, {u"Home"_s, u"me@home.example"_s}};
    facts.from = u"Zoë Müller <zoe@shop.example>"_s;
    facts.to = u"Me <me@home.example>"_s;
    facts.cc = u"Boss <boss@work.example>"_s;
    facts.bcc = u"Archive <keep@home.example>"_s;
    facts.subject = u"Your Invoice no. 2024-117"_s;
    facts.body = u"Dear customer,\nplease find attached the well-known bill. 東京都から。 C++ \U0001F389"_s;
    facts.list = u"Shop News <news.shop.example>"_s;
    facts.attachments = {{u"invoice-117.pdf"_s, "application/octet-stream"_ba}, {u"logo"_s, "image/png"_ba}};
    facts.flags = store::flagsFromNames({"\\Seen", "$Forwarded", "urgent"});
    facts.octets = 5 * 1024 * 1024;
    facts.date = QDateTime(QDate(2024, 3, 14), QTime(23, 30), Qt::UTC);
    facts.receipt = search::ReceiptState::Denied;
    facts.messageId = u"m1@shop.example"_s;
    facts.conversation = {u"m0@home.example"_s, u"m1@shop.example"_s};
    return facts;
}

}

class MatchesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aQueryIsTrueOrNot_data();
    void aQueryIsTrueOrNot();
    void wordsAreFolded_data();
    void wordsAreFolded();
    void kindsOfAttachments();
};

void MatchesTest::aQueryIsTrueOrNot_data()
{
    QTest::addColumn<bool>("isTrue");
    const auto all = [](bool isTrue, std::initializer_list<const char *> queries) {
        for (const char *query : queries)
            QTest::newRow(query) << isTrue;
    };
    all(true,
        {"",
         "invoice",
         "inv",
         "INVOICE",
         "zoe muller",
         "\"your invoice\"",
         "\"invoice no 2024\"",
         "2024-11",
         "\"well known\"",
         "well\\ kn",
         "京都",
         "東京",
         "都から",
         "\U0001F389",
         "C++",
         "+",
         "from:zoë",
         "from:shop.ex",
         "to:me",
         "to:boss",
         "to:keep",
         "cc:boss",
         "subject:2024-117",
         "body:bill",
         "file:invoice",
         "invoice-117.pdf",
         "list:shop",
         "in:work",
         "in:invoices",
         "in:Work/Invoices",
         "account:home",
         "account:ME@home",
         "is:read",
         "is:forwarded",
         "-is:flagged",
         "has:attachment",
         "has:pdf",
         "has:image",
         "tag:urgent",
         "tag:\\\\seen",
         "larger:4M",
         "smaller:6M",
         "on:15.3.2024",
         "on:yesterday",
         "since:2024-03-15",
         "until:2024-03-15",
         "after:2024-03-14",
         "before:2024-03-16",
         "receipt:requested",
         "receipt:denied",
         "has:receipt",
         "id:m1@shop.example",
         "thread:m0@home.example",
         "thread:m1@shop.example",
         "foo or bill",
         "-foo",
         "-(foo bill)",
         "bill -foo (x or invoice)"});
    all(false,
        {"voice",
         "\"your inv\"",
         "\"invoice your\"",
         "know-well",
         "\U0001F38A",
         "-invoice",
         "+++",
         "from:boss",
         "cc:me",
         "to:zoe",
         "subject:bill",
         "body:invoice",
         "file:bill",
         "news",
         "list:bill",
         "in:inbox",
         "in:oice",
         "in:Invoices/Work",
         "account:work",
         "is:unread",
         "is:answered",
         "is:draft",
         "is:deleted",
         "is:junk",
         "has:video",
         "tag:urg",
         "larger:5M",
         "smaller:5M",
         "on:14.3.2024",
         "on:today",
         "before:2024-03-15",
         "after:2024-03-15",
         "receipt:sent",
         "receipt:waiting",
         "receipt:blocked",
         "receipt:none",
         "id:m1",
         "thread:m2@x",
         "foo bill",
         "-(foo or bill)"});
}

void MatchesTest::aQueryIsTrueOrNot()
{
    const auto parsed = search::parseQuery(QString::fromUtf8(QTest::currentDataTag()));
    QVERIFY(parsed.notes.empty());
    const search::DateContext context{QDateTime(QDate(2024, 3, 16), QTime(11, 0), Qt::UTC),
                                      QTimeZone("Europe/Berlin")};
    QTEST(search::matches(parsed.query, invoice(), context), "isTrue");
    search::MessageFacts undated = invoice();
    undated.date = {};
    const bool saysDate = std::holds_alternative<search::DateTerm>(parsed.query.term)
        && parsed.query.form == search::Query::Form::Single;
    QVERIFY(!saysDate || !search::matches(parsed.query, undated, context));
}

void MatchesTest::wordsAreFolded_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("words");
    const auto row = [](const char *text, const char *words) {
        QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(words);
    };
    row("Hello, World!", "hello world");
    row("Łódź Straße ÆØÅ", "lodz strasse aeoa");
    row("naïve cafe\u0301", "naive cafe");
    row("ﬁne ① ²", "fine 1 2");
    row("well-known a@ex.org", "well known a ex org");
    row("東京都 とうきょう", "東 京 都 と う き ょ う");
    row("abc東京def", "abc 東 京 def");
    row("한국어 текст Ёлка", "한국어 текст елка");
    row("שָׁלוֹם", "שלום");
    row("हिन्दी", "हिन्दी");
    row("x \U0001F389\U0001F389 y", "x \U0001F389 \U0001F389 y");
    row("don't 3.14", "don t 3 14");
    row("--- !!! \"'", "");
    row("a\u00A0b\u2003c", "a b c");
    row("I\u0307stanbul ISTANBUL", "istanbul istanbul");
}

void MatchesTest::wordsAreFolded()
{
    QFETCH(QString, text);
    QTEST(search::indexText(text), "words");
    QCOMPARE(search::indexText(search::indexText(text)), search::indexText(text));
    QCOMPARE(search::soughtWords(u"a "_s.repeated(1000)).size(), 64);
    const QString broken = QString(QChar(0xD800)) + u"a"_s + QChar(0xDC00);
    QCOMPARE(search::indexText(broken), u"a"_s);
}

void MatchesTest::kindsOfAttachments()
{
    using search::AttachmentKind;
    const auto kind = [](const char *name, const char *type) {
        return search::kindOf({QString::fromLatin1(name), QByteArray(type)});
    };
    QCOMPARE(kind("a.pdf", "application/pdf"), AttachmentKind::Pdf);
    QCOMPARE(kind("A.PDF", "application/octet-stream"), AttachmentKind::Pdf);
    QCOMPARE(kind("a", "video/mp4"), AttachmentKind::Video);
    QCOMPARE(kind("a.mp3", ""), AttachmentKind::Audio);
    QCOMPARE(kind("a.odt", ""), AttachmentKind::Document);
    QCOMPARE(kind("a", "application/vnd.oasis.opendocument.spreadsheet"), AttachmentKind::Spreadsheet);
    QCOMPARE(kind("a.pptx", ""), AttachmentKind::Presentation);
    QCOMPARE(kind("a.tar.gz", ""), AttachmentKind::Archive);
    QCOMPARE(kind("a.ics", ""), AttachmentKind::Calendar);
    QCOMPARE(kind("a.vcf", ""), AttachmentKind::Contact);
    QCOMPARE(kind("", "message/rfc822"), AttachmentKind::Message);
    QCOMPARE(kind("a.", "x/y"), AttachmentKind::Any);
    QCOMPARE(kind("a.pd", "x/y"), AttachmentKind::Any);
    QCOMPARE(kind("", ""), AttachmentKind::Any);
}

POSTHORN_TEST(MatchesTest)

#include "tst_matches.moc"
