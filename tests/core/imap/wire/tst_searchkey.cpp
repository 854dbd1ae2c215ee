// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/overloaded.h"
#include "core/imap/wire/searchkey.h"

#include "tests/support/testcase.h"

using namespace imap;
using namespace Qt::StringLiterals;

namespace {

QByteArray shown(const CommandText &text)
{
    QByteArray out = text.isSendable() ? QByteArray() : "UNSENDABLE "_ba;
    for (const CommandText::Segment &segment : text.segments())
        out += std::visit(overloaded{
                              [](const CommandText::Plain &plain) { return plain.octets; },
                              [](const CommandText::Literal &literal) {
                                  return (literal.isBinary ? "~{"_ba : "{"_ba) + literal.octets + '}';
                              },
                              [](const auto &) { return "***"_ba; },
                          },
                          segment);
    return out;
}

SearchKey all(std::initializer_list<SearchKey> keys)
{
    return SearchKey::allOf(std::span(keys.begin(), keys.size()));
}

SearchKey any(std::initializer_list<SearchKey> keys)
{
    return SearchKey::anyOf(std::span(keys.begin(), keys.size()));
}

}

class TestSearchKey : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aKeyIsItsText_data()
    {
        using K = SearchKey;
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char *expected, const K &key) {
            QTest::newRow(expected) << shown(searchProgram(key)) << QByteArray(expected);
        };
        const QDate day(1994, 2, 1);
        const K seen = K::flag("\\Seen");
        const K from = K::contains(K::Field::From, u"Smith");
        row("ALL", K::all());
        row("NEW", K::isNew());
        row("OLD", K::old());
        row("SEEN", seen);
        row("UNSEEN", K::flag("\\seen", false));
        row("ANSWERED", K::flag("\\Answered"));
        row("UNDELETED", K::flag("\\Deleted", false));
        row("FLAGGED", K::flag("\\Flagged"));
        row("UNDRAFT", K::flag("\\Draft", false));
        row("RECENT", K::flag("\\Recent"));
        row("KEYWORD $MDNSent", K::flag("$MDNSent"));
        row("UNKEYWORD $Junk", K::flag("$Junk", false));
        row("FROM \"Smith\"", from);
        row("TO \"a b\"", K::contains(K::Field::To, u"a b"));
        row("CC \"x\"", K::contains(K::Field::Cc, u"x"));
        row("BCC \"x\"", K::contains(K::Field::Bcc, u"x"));
        row("SUBJECT \"\\\"q\\\"\"", K::contains(K::Field::Subject, u"\"q\""));
        row("BODY \"x\"", K::contains(K::Field::Body, u"x"));
        row("TEXT \"x\"", K::contains(K::Field::Text, u"x"));
        row("HEADER Message-ID \"<1@x>\"", K::header("Message-ID", u"<1@x>"));
        row("HEADER List-Id \"\"", K::header("List-Id", u""));
        row("BEFORE 1-Feb-1994", K::before(K::Date::Internal, day));
        row("ON 1-Feb-1994", K::on(K::Date::Internal, day));
        row("SINCE 1-Feb-1994", K::since(K::Date::Internal, day));
        row("SENTBEFORE 1-Feb-1994", K::before(K::Date::Sent, day));
        row("SENTON 1-Feb-1994", K::on(K::Date::Sent, day));
        row("SENTSINCE 1-Feb-1994", K::since(K::Date::Sent, day));
        row("SAVEDSINCE 1-Feb-1994", K::since(K::Date::Saved, day));
        row("SAVEDATESUPPORTED", K::saveDateSupported());
        row("YOUNGER 259200", K::younger(std::chrono::days(3)));
        row("OLDER 1", K::older(std::chrono::seconds(0)));
        row("LARGER 1000000", K::larger(1'000'000));
        row("SMALLER 5", K::smaller(5));
        row("UID 1:3,9", K::uids(UidSet::ofRanges({{{1}, {3}}, {{9}, {9}}})));
        row("2:3,7", K::messages(std::array{SeqNum{7}, SeqNum{2}, SeqNum{3}}));
        row("$", K::savedResult());
        row("MODSEQ 620162338", K::changedSince({620162338}));
        row("EMAILID M1", K::emailId("M1"));
        row("THREADID T1", K::threadId("T1"));
        row("X-GM-RAW \"has:attachment\"", K::gmailRaw(u"has:attachment"));
        row("SEEN FROM \"Smith\"", all({seen, from}));
        row("OR SEEN FROM \"Smith\"", any({seen, from}));
        row("OR SEEN OR OLD NEW", any({seen, K::old(), K::isNew()}));
        row("OR (SEEN OLD) NEW", any({all({seen, K::old()}), K::isNew()}));
        row("NOT SEEN", seen.negated());
        row("NOT (SEEN OLD)", all({seen, K::old()}).negated());
        row("NOT OR SEEN OLD", any({seen, K::old()}).negated());
        row("FUZZY (SEEN OLD)", all({seen, K::old()}).fuzzy());
        row("ALL", all({}));
        row("NOT ALL", any({}));
        row("SEEN", all({seen}));
        row("SEEN", any({seen}));
        row("CHARSET UTF-8 OR SEEN NOT SUBJECT {\xc3\xa4}",
            any({seen, K::contains(K::Field::Subject, u"\u00e4").negated()}));
        row("CHARSET UTF-8 SEEN TEXT {\xc3\xa4}", all({seen, K::contains(K::Field::Text, u"\u00e4")}));
        row("UNSENDABLE KEYWORD a b", K::flag("a b"));
        row("UNSENDABLE KEYWORD \\Odd", K::flag("\\Odd"));
        row("UNSENDABLE ON ", K::on(K::Date::Internal, QDate()));
        row("UNSENDABLE UID ", K::uids({}));
    }
    void aKeyIsItsText()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, expected);
        COVERS("I4-144");
        QCOMPARE(text, expected);
    }

    void sortAlwaysNamesACharset()
    {
        QCOMPARE(shown(sortProgram(SearchKey::all())), "US-ASCII ALL"_ba);
        QCOMPARE(shown(sortProgram(SearchKey::contains(SearchKey::Field::Text, u"\u00e4"))),
                 "UTF-8 TEXT {\xc3\xa4}"_ba);
    }

    void piecesOfCommands()
    {
        QCOMPARE(shown(CommandText("x ").literal8(QByteArray("a\0b", 3))), QByteArray("x ~{a\0b}", 8));
        QCOMPARE(shown(CommandText("x ").utf8String("\xc3\xa4\"")), "x \"\xc3\xa4\\\"\""_ba);
        QCOMPARE(shown(CommandText("x ").utf8String("\xe4")), "x {\xe4}"_ba);
        QCOMPARE(shown(CommandText("LIST \"\" ").listPattern("a/%")), "LIST \"\" a/%"_ba);
        QCOMPARE(shown(CommandText("LIST \"\" ").listPattern("a b*")), "LIST \"\" \"a b*\""_ba);
        QCOMPARE(shown(CommandText("LIST \"\" ").listPattern("")), "LIST \"\" \"\""_ba);
        QCOMPARE(shown(CommandText("x ").partialRange(1, 500)), "x 1:500"_ba);
        QCOMPARE(shown(CommandText("x ").partialRange(-1, -100)), "x -1:-100"_ba);
        QVERIFY(!CommandText("x ").partialRange(-1, 100).isSendable());
        QVERIFY(!CommandText("x ").partialRange(0, 100).isSendable());
        QVERIFY(!CommandText("x ").messages(std::array{SeqNum{0}}).isSendable());
        CommandText refused("x");
        refused.refuse();
        QVERIFY(!CommandText("y").append(refused).isSendable());
    }
};

POSTHORN_TEST(TestSearchKey)
#include "tst_searchkey.moc"
