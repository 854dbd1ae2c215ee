// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/wire/parser.h"

#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;
using namespace imap;

namespace {

template <typename T>
std::optional<T> parsed(const QByteArray &line)
{
    const Result<Response> response = parseResponse(line + "\r\n");
    const auto *untagged = response ? std::get_if<Untagged>(&*response) : nullptr;
    const auto *data = untagged != nullptr ? std::get_if<T>(untagged) : nullptr;
    return data != nullptr ? std::optional<T>(*data) : std::nullopt;
}

}

// Responses of IMAP2, IMAP2bis and IMAP4 (RFC 1176, 1730, 2062) that newer servers do not send.
class TestOldResponses : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aFoundMailboxIsTheRestOfItsLine_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<QByteArray>("name");
        QTest::newRow("plain") << "* MAILBOX INBOX"_ba
                               << "INBOX"_ba;
        QTest::newRow("spaces") << "* MAILBOX My Mail"_ba
                                << "My Mail"_ba;
        QTest::newRow("parentheses") << "* MAILBOX a (b) \"c\""_ba
                                     << "a (b) \"c\""_ba;
        QTest::newRow("space at the end") << "* mailbox x/y "_ba
                                          << "x/y"_ba;
    }
    void aFoundMailboxIsTheRestOfItsLine()
    {
        COVERS("I2-10", "I2-51");
        QFETCH(QByteArray, line);
        QFETCH(QByteArray, name);
        const auto list = parsed<ListData>(line);
        QVERIFY(list.has_value());
        QVERIFY(list->command == ListData::Command::Find);
        QCOMPARE(list->mailbox, name);
        QVERIFY(list->attributes.empty() && !list->delimiter);
        QVERIFY(!parsed<ListData>("* MAILBOX "));
    }

    void storeIsAnotherWordForFetchAndCopyIsNothing()
    {
        COVERS("I2-27");
        const auto stored = parsed<Fetch>("* 69 STORE (FLAGS (\\Deleted))");
        QVERIFY(stored.has_value());
        QCOMPARE(stored->message.value, 69u);
        QCOMPARE(stored->items.flags->size(), 1u);
        QCOMPARE(stored->items.flags->front(), "\\Deleted"_ba);
        QVERIFY(parsed<Unknown>("* 44 COPY").has_value());
    }

    void anEnvelopeMayBeMissingOrNumbered()
    {
        COVERS("I2-22");
        const auto missing = parsed<Fetch>("* 1 FETCH (ENVELOPE NIL FLAGS (\\Seen))");
        QVERIFY(missing && !missing->items.envelope && missing->items.flags);
        const auto numbered =
            parsed<Fetch>("* 1 FETCH (ENVELOPE 12 (NIL \"Hi\" NIL NIL NIL NIL NIL NIL NIL \"<m>\"))");
        QVERIFY(numbered && numbered->items.envelope);
        QCOMPARE(*numbered->items.envelope->subject, "Hi"_ba);
        QCOMPARE(*numbered->items.envelope->messageId, "<m>"_ba);
    }

    void anEmptyMultipartIsTheHollowText()
    {
        COVERS("I2-23");
        const auto fetch =
            parsed<Fetch>("* 1 FETCH (BODY ((\"TEXT\" \"PLAIN\" NIL NIL NIL \"7BIT\" 0 0)(\"TEXT\" \"HTML\" "
                          "(\"CHARSET\" \"US-ASCII\") NIL NIL \"7BIT\" 9 1) \"MIXED\"))");
        QVERIFY(fetch && fetch->items.bodyStructure);
        const BodyStructure &root = *fetch->items.bodyStructure;
        QVERIFY(root.isMultipart());
        QCOMPARE(root.parts.size(), 2u);
        QCOMPARE(root.parts[0].octets, 0u);
        QVERIFY(root.parts[0].parts.empty() && root.parts[0].parameters.empty());
        QCOMPARE(root.parts[1].octets, 9u);
    }
};

POSTHORN_TEST(TestOldResponses)
#include "tst_oldresponses.moc"
