// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/wire/parser.h"
#include "core/imap/wire/quirks.h"

#include <QLoggingCategory>

#include "tests/support/testcase.h"

using namespace imap;

// A deviation that is tolerated leaves a line in the log that names it.
class TestQuirks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLoggingCategory::setFilterRules(QStringLiteral("posthorn.wire.debug=true")); }
    void cleanupTestCase() { QLoggingCategory::setFilterRules(QString()); }

    void aToleratedDeviationIsLogged_data()
    {
        QTest::addColumn<QByteArray>("frame");
        QTest::addColumn<int>("quirk");
        const auto row = [](const char *frame, Quirk quirk) {
            QTest::newRow(frame) << QByteArray(frame) << static_cast<int>(quirk);
        };
        row("+", Quirk::BareContinuation);
        row("* 5  EXISTS", Quirk::ExtraSpace);
        row("* 1 FETCH (RFC822.SIZE 9.3e+06)", Quirk::SizeNotANumber);
        row("* 1 FETCH (MODSEQ (-1))", Quirk::NegativeModSeq);
        row("A1 OK", Quirk::MissingConditionText);
        row("* [ALERT] x", Quirk::CodeWithoutCondition);
        row("* OK [UIDNEXT x] y", Quirk::MalformedCode);
        row("A1 BYE x", Quirk::TaggedBye);
        row("* 0 FETCH ()", Quirk::ZeroForNonZero);
        row("* 1 FETCH ((UID 1))", Quirk::ExtraFetchParenthesis);
        row("* 1 FETCH (UID 1", Quirk::UnclosedFetch);
        row("* 1 FETCH (BODY[TEXT])", Quirk::SectionWithoutValue);
        row("* 1 FETCH (ENVELOPE (NIL NIL NIL NIL NIL NIL NIL NIL NIL))", Quirk::ShortEnvelope);
        row("* 1 FETCH (ENVELOPE NIL)", Quirk::HollowEnvelope);
        row("* 1 FETCH (ENVELOPE (NIL NIL NIL NIL NIL NIL NIL \"\" NIL NIL))", Quirk::AddressListIsString);
        row("* 1 FETCH (ENVELOPE (NIL NIL (NIL) NIL NIL NIL NIL NIL NIL NIL))", Quirk::StrayNilAddress);
        row("* 1 FETCH (ENVELOPE (NIL NIL ((NIL NIL NIL NIL NIL)) NIL NIL NIL NIL NIL NIL NIL))",
            Quirk::LongAddress);
        row("* 1 FETCH (ENVELOPE (NIL NIL ((NIL NIL NIL)) NIL NIL NIL NIL NIL NIL NIL))",
            Quirk::ShortAddress);
        row("* 1 FETCH (BODY (NIL \"mixed\" NIL))", Quirk::EmptyMultipart);
        row("* 1 FETCH (BODY (\"MIXED\" (\"a\" \"b\")))", Quirk::MultipartCutShort);
        row("* 1 FETCH (BODY (\"X\" (\"a\" \"b\") NIL NIL \"7BIT\" 1))", Quirk::MissingSubtype);
        row("* 1 FETCH (BODY (\"A\" \"B\" NIL NIL NIL \"7BIT\" 1 NIL \"inline\"))",
            Quirk::DispositionIsString);
        row("* 1 FETCH (BODY (\"A\" \"B\" NIL NIL \"x\" \"y\" \"7BIT\" 1))", Quirk::DescriptionTwice);
        row("* 1 FETCH (BODY (\"A\" \"B\" NIL (1) NIL \"7BIT\" 1))", Quirk::BodyFieldOutOfPlace);
        row("* 1 FETCH (BODY (\"A\" \"B\" \"x\" NIL NIL \"7BIT\" 1))", Quirk::ParametersIsString);
        row("* 1 FETCH (BODY (\"A\" \"B\" (\"x\" NIL) NIL NIL \"7BIT\" 1))", Quirk::NilParameter);
        row("* LIST () \"/\" a b", Quirk::UnquotedMailbox);
        row("* LIST () \"::\" a", Quirk::DelimiterNotAQuotedChar);
        row("* ESEARCH (MODSEQ 5)", Quirk::BracketedModSeq);
        row("* CAPABILITY LITERAL +", Quirk::SpaceInCapability);
        row("* 1 FETCH (INTERNALDATE \" 9-Apr-90 21:03:15-PDT\")", Quirk::OldDate);
        row("* 69 STORE (FLAGS (\\Deleted))", Quirk::StoreForFetch);
        row("* 1 FETCH (ENVELOPE 7 (NIL NIL NIL NIL NIL NIL NIL NIL NIL NIL))", Quirk::NumberBeforeEnvelope);
        row("* 3 EXPUNGED", Quirk::ExpungedForExpunge);
        row("* STATUS a (MESSAGES 1 MAILBOXID (M%*U) SIZE 0)", Quirk::MeaninglessMailboxId);
    }
    void aToleratedDeviationIsLogged()
    {
        QFETCH(QByteArray, frame);
        QFETCH(int, quirk);
        const QuirkRow &row = rowOf(static_cast<Quirk>(quirk));
        const QByteArray line = "tolerated: " + QByteArray(row.deviation) + " (seen at " + row.seenAt + ")";
        QTest::ignoreMessage(QtDebugMsg, line.constData());
        QVERIFY(parseResponse(frame + "\r\n"));
    }
};

POSTHORN_TEST(TestQuirks)
#include "tst_quirks.moc"
