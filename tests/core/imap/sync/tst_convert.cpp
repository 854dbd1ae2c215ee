// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/sync/contentfetcher.h"
#include "core/imap/sync/convert.h"
#include "core/imap/wire/parser.h"

#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;
using namespace imap;

class ConvertTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void partsAreNumberedAsInTheStandard();
    void aMessageOfOneLeafIsPartOne();
    void fileNamesAreDecoded_data();
    void fileNamesAreDecoded();
    void aHollowAnswerIsNoData_data();
    void aHollowAnswerIsNoData();
    void aMessageWithoutFieldsIsAMessage();
    void anImpossibleDateGivesWayToTheServersOwn_data();
    void anImpossibleDateGivesWayToTheServersOwn();
    void readsARowFromTheHeaderFields();
    void sizesAreOfWhatIsInside();
    void everySectionThatIsAskedForIsANumber();
    void foldersHaveTheirUses_data();
    void foldersHaveTheirUses();
    void keepsWhatSelectTold();
};

namespace {

FetchItems fetchItems(const QByteArray &octets)
{
    const auto response = parseResponse("* 1 FETCH (" + octets + ")\r\n");
    if (!response)
        return {};
    const auto *untagged = std::get_if<Untagged>(&*response);
    const auto *fetch = untagged == nullptr ? nullptr : std::get_if<Fetch>(untagged);
    return fetch == nullptr ? FetchItems{} : fetch->items;
}

QByteArray literal(const QByteArray &octets)
{
    return '{' + QByteArray::number(octets.size()) + "}\r\n" + octets;
}

std::optional<store::FetchedMessage> convert(const QByteArray &items)
{
    return sync::fetchedMessage(fetchItems(items), [](const mime::Header &) { return QByteArray(); });
}

void collect(const mime::PartInfo &part, QByteArrayList &into)
{
    into.append(part.section + ' ' + part.type + '/' + part.subtype);
    for (const mime::PartInfo &child : part.parts)
        collect(child, into);
}

constexpr char text[] = R"(("TEXT" "PLAIN" NIL NIL NIL "7BIT" 9 1))";
constexpr char envelope[] = "(NIL NIL NIL NIL NIL NIL NIL NIL NIL NIL)";

}

// RFC 3501, 6.4.5: the example with MESSAGE/RFC822 inside MULTIPART inside MESSAGE/RFC822.
void ConvertTest::partsAreNumberedAsInTheStandard()
{
    COVERS("I4-156");
    const QByteArray leaf = text;
    const QByteArray picture = R"(("IMAGE" "GIF" NIL NIL NIL "BASE64" 9))";
    const QByteArray octets = R"(("APPLICATION" "OCTET-STREAM" NIL NIL NIL "BASE64" 9))";
    const auto message = [](const QByteArray &body) {
        return R"(("MESSAGE" "RFC822" NIL NIL NIL "7BIT" 900 )" + QByteArray(envelope) + ' ' + body + " 30)";
    };
    const QByteArray third = message('(' + leaf + octets + R"( "MIXED"))");
    const QByteArray alternative =
        '(' + leaf + R"(("TEXT" "RICHTEXT" NIL NIL NIL "7BIT" 9 1) "ALTERNATIVE"))";
    const QByteArray fourTwo = message('(' + leaf + alternative + R"( "MIXED"))");
    const QByteArray fourth = '(' + picture + fourTwo + R"( "MIXED"))";
    const auto items = fetchItems("BODYSTRUCTURE (" + leaf + octets + third + fourth + R"( "MIXED"))");
    QVERIFY(items.bodyStructure);
    QByteArrayList parts;
    collect(sync::partInfo(*items.bodyStructure), parts);
    const QByteArrayList expected{" multipart/mixed",
                                  "1 text/plain",
                                  "2 application/octet-stream",
                                  "3 message/rfc822",
                                  "3 multipart/mixed",
                                  "3.1 text/plain",
                                  "3.2 application/octet-stream",
                                  "4 multipart/mixed",
                                  "4.1 image/gif",
                                  "4.2 message/rfc822",
                                  "4.2 multipart/mixed",
                                  "4.2.1 text/plain",
                                  "4.2.2 multipart/alternative",
                                  "4.2.2.1 text/plain",
                                  "4.2.2.2 text/richtext"};
    QCOMPARE(parts.join('\n'), expected.join('\n'));
}

void ConvertTest::aMessageOfOneLeafIsPartOne()
{
    QByteArrayList parts;
    collect(sync::partInfo(*fetchItems("BODYSTRUCTURE " + QByteArray(text)).bodyStructure), parts);
    QCOMPARE(parts, QByteArrayList{"1 text/plain"});
    parts.clear();
    const auto forwarded = fetchItems(R"(BODYSTRUCTURE ("MESSAGE" "RFC822" NIL NIL NIL "7BIT" 900 )"
                                      + QByteArray(envelope) + ' ' + text + " 30)");
    collect(sync::partInfo(*forwarded.bodyStructure), parts);
    QCOMPARE(parts.join('\n'), QByteArray("1 message/rfc822\n1.1 text/plain"));
}

void ConvertTest::fileNamesAreDecoded_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("disposition");
    QTest::addColumn<QString>("name");
    const auto row = [](const char *name, const char *type, const char *disposition,
                        const QString &expected) {
        QTest::newRow(name) << QByteArray(type) << QByteArray(disposition) << expected;
    };
    row("none", "NIL", "NIL", QString());
    row("plain", "NIL", R"(("ATTACHMENT" ("FILENAME" "a.pdf")))", u"a.pdf"_s);
    row("by the type", R"(("NAME" "b.pdf"))", "NIL", u"b.pdf"_s);
    row("the disposition comes first", R"(("NAME" "b.pdf"))", R"(("ATTACHMENT" ("FILENAME" "a.pdf")))",
        u"a.pdf"_s);
    row("RFC 2231", "NIL", R"(("ATTACHMENT" ("FILENAME*" "UTF-8''Gr%C3%BC%C3%9Fe.pdf")))",
        u"Gr\u00FC\u00DFe.pdf"_s);
    row("RFC 2231 in pieces", "NIL", R"(("ATTACHMENT" ("FILENAME*0*" "UTF-8''%C3%A4" "FILENAME*1" "b.pdf")))",
        u"\u00E4b.pdf"_s);
    row("RFC 2047 where it should not be", "NIL", R"(("ATTACHMENT" ("FILENAME" "=?UTF-8?Q?=C3=A4.pdf?=")))",
        u"\u00E4.pdf"_s);
    row("RFC 2047 in the type", R"(("NAME" "=?ISO-8859-1?B?5C5wZGY=?="))", "NIL", u"\u00E4.pdf"_s);
}

void ConvertTest::fileNamesAreDecoded()
{
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, disposition);
    const auto items = fetchItems(R"(BODYSTRUCTURE ("APPLICATION" "PDF" )" + type
                                  + R"( NIL NIL "BASE64" 9 NIL )" + disposition + ')');
    QVERIFY(items.bodyStructure);
    QTEST(sync::partInfo(*items.bodyStructure).fileName, "name");
}

void ConvertTest::aHollowAnswerIsNoData_data()
{
    QTest::addColumn<QByteArray>("items");
    QTest::newRow("the fields are NIL") << QByteArray("UID 7 RFC822.SIZE 900 BODY[HEADER.FIELDS (DATE)] NIL");
    QTest::newRow("the fields are missing") << QByteArray("UID 7 FLAGS () RFC822.SIZE 900");
    QTest::newRow("no octets at all") << QByteArray("UID 7 RFC822.SIZE 0 BODY[HEADER.FIELDS (DATE)] \"\"");
    QTest::newRow("no size and no fields") << QByteArray("UID 7 BODY[HEADER.FIELDS (DATE)] \"\"");
    QTest::newRow("no UID") << QByteArray("RFC822.SIZE 900 BODY[HEADER.FIELDS (DATE)] \"Date: x\"");
}

void ConvertTest::aHollowAnswerIsNoData()
{
    QFETCH(QByteArray, items);
    QVERIFY(!convert(items));
}

void ConvertTest::aMessageWithoutFieldsIsAMessage()
{
    const auto message = convert("UID 7 RFC822.SIZE 900 BODY[HEADER.FIELDS (DATE)] \"\"");
    QVERIFY(message);
    QCOMPARE(message->subject, QString());
}

void ConvertTest::anImpossibleDateGivesWayToTheServersOwn_data()
{
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<QString>("date");
    const auto own = u"2026-03-01T10:00:00Z"_s;
    const auto row = [](const char *name, const char *field, const QString &date) {
        QTest::newRow(name) << QByteArray(field) << date;
    };
    row("sane", "Date: Thu, 1 Jan 2026 10:00:00 +0200\r\n", u"2026-01-01T08:00:00Z"_s);
    row("none", "", own);
    row("empty", "Date: \r\n", own);
    row("garbage", "Date: yesterday, about noon\r\n", own);
    row("before mail", "Date: Sun, 1 Jan 1905 00:00:00 +0000\r\n", own);
    row("in a far future", "Date: Sun, 1 Jan 2905 00:00:00 +0000\r\n", own);
    row("later than it came", "Date: Mon, 2 Mar 2026 10:00:01 +0000\r\n", own);
    row("by a clock that is fast", "Date: Mon, 2 Mar 2026 09:59:59 +0000\r\n", u"2026-03-02T09:59:59Z"_s);
    row("the year 9999", "Date: Fri, 31 Dec 9999 23:59:59 +0000\r\n", own);
    row("before there were years", "Date: Fri, 31 Dec -1 23:59:59 +0000\r\n", own);
    row("the thirtieth of February", "Date: Mon, 30 Feb 2026 10:00:00 +0000\r\n", own);
}

void ConvertTest::anImpossibleDateGivesWayToTheServersOwn()
{
    COVERS("I4-162", "SEC-95");
    QFETCH(QByteArray, field);
    const auto message = convert(
        R"(UID 7 RFC822.SIZE 900 INTERNALDATE " 1-Mar-2026 12:00:00 +0200" BODY[HEADER.FIELDS (DATE)] )"
        + literal(field + "\r\n"));
    QVERIFY(message);
    QTEST(message->date.toUTC().toString(Qt::ISODate), "date");
}

void ConvertTest::readsARowFromTheHeaderFields()
{
    const auto message = convert(
        R"(UID 42 FLAGS (\Seen $MDNSent) MODSEQ (61) RFC822.SIZE 900 INTERNALDATE " 1-Jan-2026 10:00:00 +0000" BODYSTRUCTURE )"
        + QByteArray(text) + " BODY[HEADER.FIELDS (DATE)] "
        + literal("From: =?UTF-8?Q?J=C3=BCrgen?= <j@ex.org>\r\nTo: a@ex.org, \"B, C\" <b@ex.org>\r\n"
                  "Subject: =?UTF-8?B?w6Q=?=\r\nMessage-ID: <m1@ex.org>\r\nIn-Reply-To: <m0@ex.org> x\r\n"
                  "References: <r1@ex.org>\r\n <m0@ex.org>\r\n\r\n"));
    QVERIFY(message);
    QCOMPARE(message->uid, Uid{42});
    QCOMPARE(message->from, u"J\u00FCrgen"_s);
    QCOMPARE(message->fromAddress, "j@ex.org");
    QCOMPARE(message->to, u"a@ex.org, B, C"_s);
    QCOMPARE(message->subject, u"\u00E4"_s);
    QCOMPARE(message->messageId, "m1@ex.org");
    QCOMPARE(message->inReplyTo, "m0@ex.org");
    QCOMPARE(message->references, (QByteArrayList{"r1@ex.org", "m0@ex.org"}));
    QVERIFY(message->flags.has(store::Flags::Seen) && message->flags.has(store::Flags::MdnSent));
    QCOMPARE(message->modSeq, ModSeq{61});
    QCOMPARE(message->octets, 900);
    QVERIFY(!message->asksForReceipt && !message->hasAttachment);
}

// BODYSTRUCTURE tells octets as they are encoded (RFC 3501, 7.4.2).
void ConvertTest::sizesAreOfWhatIsInside()
{
    COVERS("I4-166");
    const auto items =
        fetchItems(R"(BODYSTRUCTURE (("TEXT" "PLAIN" NIL NIL NIL "8BIT" 900 12)("IMAGE" "PNG" )"
                   R"(("NAME" "a.png") NIL NIL "BASE64" 41040 NIL NIL NIL NIL) "MIXED"))");
    const mime::PartInfo root = sync::partInfo(*items.bodyStructure);
    QCOMPARE(mime::decodedSizeEstimate(root.parts.at(0)), 900);
    const qint64 picture = mime::decodedSizeEstimate(root.parts.at(1));
    QVERIFY2(picture > 29'900 && picture <= 30'780, QByteArray::number(picture).constData());
}

// Never HEADER, TEXT or MIME of a part that has none: parts are fetched by their number.
void ConvertTest::everySectionThatIsAskedForIsANumber()
{
    COVERS("I4-157");
    const QByteArray inner = "(\"MESSAGE\" \"RFC822\" NIL NIL NIL \"7BIT\" 342 " + QByteArray(envelope) + " ("
        + text + text + " \"MIXED\") 9)";
    const auto items = fetchItems("BODYSTRUCTURE (" + QByteArray(text) + inner + " \"MIXED\")");
    QByteArrayList sections;
    collect(sync::partInfo(*items.bodyStructure), sections);
    QCOMPARE(sections.size(), 6);
    for (const QByteArray &each : sections.sliced(1)) {
        const QByteArray section = each.first(each.indexOf(' '));
        QVERIFY2(std::all_of(section.begin(), section.end(),
                             [](char c) { return (c >= '0' && c <= '9') || c == '.'; }),
                 section.constData());
        QCOMPARE(sync::contentItems(false, {section}), "UID FLAGS BODY.PEEK[" + section + ']');
    }
}

void ConvertTest::foldersHaveTheirUses_data()
{
    using Role = store::FolderRole;
    QTest::addColumn<QByteArrayList>("attributes");
    QTest::addColumn<QByteArray>("mailbox");
    QTest::addColumn<int>("role");
    QTest::addColumn<bool>("selectable");
    const auto row = [](const char *name, const QByteArrayList &attributes, Role role,
                        bool selectable = true) {
        QTest::newRow(name) << attributes << QByteArray(name) << static_cast<int>(role) << selectable;
    };
    row("Work", {}, Role::None);
    row("Sent", {}, Role::None);  // a name alone says nothing
    row("Gesendet", {"\\HasNoChildren", "\\Sent"}, Role::Sent);
    row("Papierkorb", {"\\TRASH"}, Role::Trash);
    row("Spam", {"\\junk"}, Role::Junk);
    row("Entw&APw-rfe", {"\\Drafts"}, Role::Drafts);
    row("Archiv", {"\\Archive"}, Role::Archive);
    row("All", {"\\All"}, Role::All);
    row("Star", {"\\Flagged"}, Role::Flagged);
    row("INBOX", {}, Role::Inbox);
    row("inbox", {}, Role::Inbox);
    row("InBoX", {"\\Archive"}, Role::Inbox);
    row("INBOX/x", {}, Role::None);
    row("Parent", {"\\Noselect"}, Role::None, false);
    row("Ghost", {"\\NONEXISTENT"}, Role::None, false);
}

void ConvertTest::foldersHaveTheirUses()
{
    QFETCH(QByteArrayList, attributes);
    QFETCH(QByteArray, mailbox);
    ListData data;
    data.attributes.assign(attributes.begin(), attributes.end());
    data.delimiter = '/';
    data.mailbox = mailbox;
    const store::ListedFolder folder = sync::listedFolder(data);
    QTEST(static_cast<int>(folder.role), "role");
    QTEST(folder.selectable, "selectable");
    QCOMPARE(folder.mailbox, folder.role == store::FolderRole::Inbox ? QByteArray("INBOX") : mailbox);
}

void ConvertTest::keepsWhatSelectTold()
{
    SelectedMailbox selected;
    selected.uidValidity = UidValidity{7};
    selected.highestModSeq = ModSeq{61};
    selected.exists = 3;
    QVERIFY(!sync::mailboxState(selected).permanentFlags);  // not told: all are permanent
    selected.permanentFlags.emplace();
    selected.permanentFlags->flags = {"\\Seen", "$MDNSent"};
    selected.permanentFlags->anyKeyword = true;
    selected.noModSeq = true;
    const store::MailboxState state = sync::mailboxState(selected);
    QCOMPARE(*state.permanentFlags, (QByteArrayList{"\\seen", "$mdnsent"}));
    QVERIFY(state.anyKeyword && state.noModSeq);
    QCOMPARE(state.highestModSeq, ModSeq{});
    QCOMPARE(state.uidValidity, UidValidity{7});
}

POSTHORN_TEST(ConvertTest)

#include "tst_convert.moc"
