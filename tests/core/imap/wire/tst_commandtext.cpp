// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/overloaded.h"
#include "core/imap/wire/commandtext.h"
#include "core/imap/wire/framer.h"
#include "core/imap/wire/limits.h"

#include "tests/support/testcase.h"

using namespace imap;
using namespace Qt::StringLiterals;

namespace {

// Segments in one line: <literals in angle brackets>, ***secrets in stars***.
QByteArray shown(const CommandText &command)
{
    QByteArray out;
    for (const auto &segment : command.segments()) {
        out += std::visit(
            overloaded{
                [](const CommandText::Plain &v) { return v.octets; },
                [](const CommandText::Literal &v) { return "<" + v.octets + ">"; },
                [](const CommandText::Confidential &v) { return "*" + v.octets.reveal() + "*"; },
                [](const CommandText::ConfidentialLiteral &v) { return "*<" + v.octets.reveal() + ">*"; },
            },
            segment);
    }
    return command.isSendable() ? out : "unsendable"_ba;
}

// The octets as they go out.
QByteArray wire(const CommandText &command)
{
    QByteArray out;
    for (const auto &segment : command.segments()) {
        if (const auto *literal = std::get_if<CommandText::Literal>(&segment))
            out += "{" + QByteArray::number(literal->octets.size()) + "}\r\n" + literal->octets;
        else
            out += std::get<CommandText::Plain>(segment).octets;
    }
    return out + "\r\n";
}

}

class TestCommandText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anArgumentTakesThePlainestForm_data()
    {
        QTest::addColumn<QString>("ids");
        QTest::addColumn<QByteArray>("argument");
        QTest::addColumn<QByteArray>("astring");
        QTest::addColumn<QByteArray>("string");
        const auto row = [](const char *ids, const QByteArray &argument, const QByteArray &astring,
                            const QByteArray &string) {
            QTest::newRow(argument.left(20).toPercentEncoding().constData())
                << QString::fromLatin1(ids) << argument << astring << string;
        };
        row("", "abc", "abc", "\"abc\"");
        row("", "", "\"\"", "\"\"");
        row("", "a b", "\"a b\"", "\"a b\"");
        row("I4-008", "a\"b\\c", "\"a\\\"b\\\\c\"", "\"a\\\"b\\\\c\"");
        row("I4-010", "a]b", "\"a]b\"", "\"a]b\"");
        row("I4-010", "a(b)c{d%e*f", "\"a(b)c{d%e*f\"", "\"a(b)c{d%e*f\"");
        row("I4-012", "NIL", "\"NIL\"", "\"NIL\"");
        row("I4-012", "nil", "\"nil\"", "\"nil\"");
        row("", "NILS", "NILS", "\"NILS\"");
        row("I4-009", "p\xc3\xa4", "<p\xc3\xa4>", "<p\xc3\xa4>");
        row("I4-009", "a\r\nb", "<a\r\nb>", "<a\r\nb>");
        row("I4-009", "a\nb", "<a\nb>", "<a\nb>");
        row("", "a\tb", "\"a\tb\"", "\"a\tb\"");
        row("I4-009", QByteArray(1001, 'x'), "<" + QByteArray(1001, 'x') + ">",
            "<" + QByteArray(1001, 'x') + ">");
        row("I4-009", QByteArray("a\0b", 3), "unsendable", "unsendable");
        row("", "~{5}", "\"~{5}\"", "\"~{5}\"");
    }
    void anArgumentTakesThePlainestForm()
    {
        QFETCH(QString, ids);
        QFETCH(QByteArray, argument);
        QFETCH(QByteArray, astring);
        QFETCH(QByteArray, string);
        COVERS(ids);
        QCOMPARE(shown(CommandText().astring(argument)), astring);
        QCOMPARE(shown(CommandText().string(argument)), string);
        QCOMPARE(shown(CommandText().mailbox(argument)), astring);
    }

    void oneSpaceBetweenArguments()
    {
        COVERS("I4-007");
        CommandText command("SEARCH UID");
        command.space()
            .uids(UidSet::single(Uid{5}))
            .space()
            .raw("HEADER")
            .space()
            .astring("Message-ID")
            .space();
        command.string("<a@b>").space().number(5'000'000'000);
        QCOMPARE(shown(command), "SEARCH UID 5 HEADER Message-ID \"<a@b>\" 5000000000"_ba);
        QCOMPARE(command.segments().size(), std::size_t{1});
    }

    void passwordsAreConfidential()
    {
        COVERS("I4-008");
        CommandText command("LOGIN ");
        command.astring("joe").space().secretString(Secret("p\"w\\"_ba));
        QCOMPARE(shown(command), "LOGIN joe *\"p\\\"w\\\\\"*"_ba);
        QCOMPARE(shown(CommandText().secretString(Secret("p\xc3\xa4"_ba))), "*<p\xc3\xa4>*"_ba);
        QCOMPARE(shown(CommandText().secretRaw(Secret("AGpvZQ=="_ba))), "*AGpvZQ==*"_ba);
        QCOMPARE(shown(CommandText().secretString(Secret(QByteArray("a\0", 2)))), "unsendable"_ba);
        QCOMPARE(shown(CommandText().secretRaw(Secret("a\r\nA2 LOGOUT"_ba))), "unsendable"_ba);
    }

    void flagsAreChecked()
    {
        COVERS("I4-011");
        QCOMPARE(shown(CommandText().flags({"\\Seen", "$MDNSent"})), "(\\Seen $MDNSent)"_ba);
        QCOMPARE(shown(CommandText().flags({})), "()"_ba);
        for (const char *bad :
             {"", "\\", "a b", "a]b", "a\"b", "a(b", "\\*", "a\\b", "a\r\nb", "\xc3\xbc", "a{1}"})
            QVERIFY2(!CommandText().flags({bad}).isSendable(), bad);
    }

    // SEC-49: whatever a header field or a folder name holds, the server reads one command.
    void hostileArgumentsMakeOneCommand_data()
    {
        QTest::addColumn<QByteArray>("argument");
        for (const char *argument : {"x\r\nA2 DELETE INBOX", "x\nA2 DELETE INBOX", "\"\r\nA2 DELETE INBOX",
                                     "\\", "\"", "x\\\"\r\nA2 LOGOUT", "{5}", "x {5+}\r\nA2 LOGOUT", "x) (y",
                                     "NIL", "*", "%", "\r", "\xff\xfe\r\n"})
            QTest::newRow(QByteArray(argument).toPercentEncoding().constData()) << QByteArray(argument);
    }
    void hostileArgumentsMakeOneCommand()
    {
        QFETCH(QByteArray, argument);
        COVERS("SEC-49");
        CommandText command("A1 SEARCH HEADER Message-ID ");
        command.string(argument).space().astring(argument).space().mailbox(argument);
        QVERIFY(command.isSendable());
        ResponseFramer server({.lineOctets = limits::lineOctets, .frameOctets = limits::frameOctets});
        server.feed(wire(command));
        const auto first = server.next();
        QVERIFY(first && *first);
        QCOMPARE(server.pending(), 0);
    }

    void ourOwnConstantsCannotBreakALine()
    {
        QVERIFY(!CommandText("NOOP\r\nA2 LOGOUT").isSendable());
        for (const QDate &day : {QDate(), QDate(-1, 1, 1), QDate(10'000, 1, 1)}) {
            QVERIFY(!CommandText().date(day).isSendable());
            QVERIFY(!CommandText().dateTime(QDateTime(day, QTime(1, 0), Qt::UTC)).isSendable());
        }
        QCOMPARE(shown(CommandText().date(QDate(9999, 12, 31))), "31-Dec-9999"_ba);
        QVERIFY(!CommandText().raw("a\nb").isSendable());
        QVERIFY(!CommandText().literal(QByteArray("a\0", 2)).isSendable());
        QVERIFY(CommandText().literal("a\r\nb").isSendable());
    }
};

POSTHORN_TEST(TestCommandText)
#include "tst_commandtext.moc"
