// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/overloaded.h"
#include "core/imap/sync/searchtext.h"

#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;
using imap::CommandText;

class SearchTextTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wordsAndPhrasesBecomeCriteria_data();
    void wordsAndPhrasesBecomeCriteria();
    void namesACharsetOnlyWhenItIsNeeded();
    void nothingTypedCanBecomeACommand_data();
    void nothingTypedCanBecomeACommand();
};

namespace {

// Literals as {n}octets.
QByteArray flat(const CommandText &text)
{
    QByteArray all;
    for (const CommandText::Segment &segment : text.segments()) {
        std::visit(overloaded{
                       [&](const CommandText::Plain &plain) { all += plain.octets; },
                       [&](const CommandText::Literal &literal) {
                           all += '{' + QByteArray::number(literal.octets.size()) + '}' + literal.octets;
                       },
                       [&](const auto &) { all += "(secret)"; },
                   },
                   segment);
    }
    return all;
}

CommandText criteria(QStringView typed)
{
    const auto key = imap::sync::searchCriteria(typed);
    return key ? imap::searchProgram(*key) : CommandText();
}

// What goes out as it stands, without what literals count.
QByteArray plain(const CommandText &text)
{
    QByteArray all;
    for (const CommandText::Segment &segment : text.segments()) {
        if (const auto *piece = std::get_if<CommandText::Plain>(&segment))
            all += piece->octets;
    }
    return all;
}

}

void SearchTextTest::wordsAndPhrasesBecomeCriteria_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QByteArray>("criteria");
    const auto row = [](const char *name, const QString &typed, const char *criteria) {
        QTest::newRow(name) << typed << QByteArray(criteria);
    };
    row("nothing", u""_s, "");
    row("blanks alone", u" \t \u00A0 "_s, "");
    row("one word", u"invoice"_s, R"(TEXT "invoice")");
    row("two words, both of them", u"invoice  march"_s, R"(TEXT "invoice" TEXT "march")");
    row("a phrase", u"\"two words\""_s, R"(TEXT "two words")");
    row("a phrase and words", u"a \"b c\" d"_s, R"(TEXT "a" TEXT "b c" TEXT "d")");
    row("a phrase next to a word", u"a\"b c\"d"_s, R"(TEXT "a" TEXT "b c" TEXT "d")");
    row("a quote never closed", u"\"two words"_s, R"(TEXT "two words")");
    row("an empty phrase", u"\"\" x"_s, R"(TEXT "x")");
    row("keywords are words", u"OR ALL NOT (DELETED)"_s,
        "TEXT \"OR\" TEXT \"ALL\" TEXT \"NOT\" TEXT \"(DELETED)\"");
    row("a backslash", u"a\\b"_s, R"(TEXT "a\\b")");
    row("wildcards are letters", u"* % {5}"_s, R"(TEXT "*" TEXT "%" TEXT "{5}")");
    row("not ASCII", u"Gr\u00FC\u00DFe"_s,
        "CHARSET UTF-8 TEXT {7}Gr\xC3\xBC\xC3\x9F"
        "e");
    row("ASCII and not", u"an \u65E5\u672C"_s, "CHARSET UTF-8 TEXT \"an\" TEXT {6}\xE6\x97\xA5\xE6\x9C\xAC");
}

void SearchTextTest::wordsAndPhrasesBecomeCriteria()
{
    QFETCH(QString, typed);
    const CommandText said = criteria(typed);
    QTEST(flat(said), "criteria");
    QVERIFY(said.isSendable());
}

void SearchTextTest::namesACharsetOnlyWhenItIsNeeded()
{
    COVERS("I4-145");
    QVERIFY(!flat(criteria(u"plain \"ascii words\"")).contains("CHARSET"));
    const CommandText umlaut = criteria(u"\u00E4");
    QVERIFY(flat(umlaut).startsWith("CHARSET UTF-8 TEXT "));
    QVERIFY(std::holds_alternative<CommandText::Literal>(umlaut.segments().back()));
    for (const char octet : plain(umlaut))
        QVERIFY(static_cast<unsigned char>(octet) < 0x80);  // eight bits only inside literals
}

void SearchTextTest::nothingTypedCanBecomeACommand_data()
{
    QTest::addColumn<QString>("typed");
    QTest::newRow("a quote") << u"a\" DELETED \"b"_s;
    QTest::newRow("a backslash before a quote") << u"a\\\" DELETED"_s;
    QTest::newRow("a line end") << u"a\r\na2 UID STORE 1:* +FLAGS (\\Deleted)\r\n"_s;
    QTest::newRow("CR alone") << u"a\rb"_s;
    QTest::newRow("LF in a phrase") << u"\"a\nb\""_s;
    QTest::newRow("CR LF in a phrase") << u"\"a\r\nx LOGOUT\r\n\""_s;
    QTest::newRow("NUL") << QStringLiteral("a") + QChar(0) + u"b"_s;
    QTest::newRow("NUL in a phrase") << u"\"a "_s + QChar(0) + u" b\""_s;
    QTest::newRow("a literal's announcement") << u"{100}\r\nx"_s;
    QTest::newRow("line separators") << u"a\u2028b\u2029c\u0085d"_s;
    QTest::newRow("half a surrogate pair") << u"a"_s + QChar(0xD800) + u"b"_s;
    QTest::newRow("very long") << QString(100000, u'x');
}

void SearchTextTest::nothingTypedCanBecomeACommand()
{
    QFETCH(QString, typed);
    const CommandText said = criteria(typed);
    QVERIFY(said.isSendable());
    const QByteArray octets = flat(said);
    QVERIFY(!octets.contains('\0'));
    QVERIFY(!plain(said).contains('\r'));
    QVERIFY(!plain(said).contains('\n'));
    // Every key is TEXT, every argument one string: outside strings nothing else is left.
    bool inside = false, escaped = false;
    QByteArray outside;
    for (const char c : plain(said)) {
        if (inside && !escaped && c == '\\') {
            escaped = true;
            continue;
        }
        if (c == '"' && !escaped)
            inside = !inside;
        else if (!inside)
            outside += c;
        escaped = false;
    }
    QVERIFY(!inside);
    outside.replace("CHARSET UTF-8", "").replace("TEXT", "");
    QCOMPARE(outside.trimmed(), QByteArray());
}

POSTHORN_TEST(SearchTextTest)

#include "tst_searchtext.moc"
