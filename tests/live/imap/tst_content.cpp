// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/session/commands/fetch.h"
#include "core/imap/session/commands/searching.h"
#include "core/imap/session/commands/simple.h"

#include "tests/live/imap/realservers.h"

using namespace Qt::StringLiterals;
using namespace live;
using imap::SearchKey;

namespace {

const QByteArray nested = "From: a@example.org\r\nSubject: outer\r\nMIME-Version: 1.0\r\n"
                          "Content-Type: multipart/mixed; boundary=\"outer\"\r\n\r\n"
                          "--outer\r\nContent-Type: text/plain; charset=us-ascii\r\n\r\nSee below.\r\n"
                          "--outer\r\nContent-Type: message/rfc822\r\n"
                          "Content-Disposition: attachment; filename=\"mail.eml\"\r\n\r\n"
                          "From: b@example.org\r\nSubject: inner\r\nMIME-Version: 1.0\r\n"
                          "Content-Type: multipart/alternative; boundary=\"inner\"\r\n\r\n"
                          "--inner\r\nContent-Type: text/plain\r\n\r\nplain words\r\n"
                          "--inner\r\nContent-Type: text/html\r\n\r\n<p>html words</p>\r\n"
                          "--inner--\r\n\r\n--outer--\r\n"_ba;

std::pair<imap::Completion, imap::UidSet> search(Client &client, const imap::CommandText &criteria)
{
    imap::UidSet found;
    const auto end =
        client.run<imap::SearchCommand>(std::make_unique<imap::SearchCommand>(criteria),
                                        [&](imap::SearchCommand &command) { found = command.found(); });
    return {end, found};
}

QByteArray found(Client &client, const QByteArray &criteria)
{
    return search(client, imap::CommandText(criteria)).second.toText();
}

QString sorted(Client &client, const QByteArray &criteria, const SearchKey &key = SearchKey::all())
{
    QStringList order;
    client.run<imap::SortCommand>(std::make_unique<imap::SortCommand>(criteria, key),
                                  [&](imap::SortCommand &command) {
                                      for (const imap::Uid uid : command.sorted())
                                          order += QString::number(uid.value);
                                  });
    return order.join(u' ');
}

// As the server wrote them; for threads without branches.
QString threaded(Client &client)
{
    QString trees;
    client.run<imap::ThreadCommand>(
        std::make_unique<imap::ThreadCommand>(SearchKey::all()), [&](imap::ThreadCommand &command) {
            for (const auto &node : command.nodes())
                trees += (node.depth == 0 ? u")("_s : u" "_s) + QString::number(node.number);
        });
    return trees.isEmpty() ? trees : trees.mid(1) + u')';
}

}

// What real servers say about what is in a message, and which messages have it.
class LiveContent : public RealServers
{
    Q_OBJECT

private Q_SLOTS:
    void aMessageWithinAMessageIsSeenWholeAndInParts();
    void piecesOfABodyAddUp();
    void searchFindsByFlagByFieldAndByBody();
    void searchTakesOtherCharacters();
    void sortAndThreadOrderMessages();
};

void LiveContent::aMessageWithinAMessageIsSeenWholeAndInParts()
{
    OPEN_CLIENT(client);
    const QByteArray folder = makeFolder(client, u"nested");
    QVERIFY(put(client, folder, nested));
    QVERIFY(select(client, folder));
    const auto whole = fetch(client, "UID BODYSTRUCTURE");
    QCOMPARE(whole.messages.size(), std::size_t{1});
    const auto &structure = whole.messages.front().items.bodyStructure;
    QVERIFY(structure.has_value());
    QCOMPARE(structure->type + '/' + structure->subtype, "MULTIPART/MIXED"_ba);
    QCOMPARE(structure->parts.size(), std::size_t{2});
    const imap::BodyStructure &inner = structure->parts.at(1);
    QVERIFY(inner.isEmbeddedMessage());
    QCOMPARE(inner.envelope.size(), std::size_t{1});
    QCOMPARE(inner.envelope.front().subject, std::optional("inner"_ba));
    QCOMPARE(inner.parts.front().subtype, "ALTERNATIVE"_ba);
    QCOMPARE(inner.parts.front().parts.size(), std::size_t{2});
    QCOMPARE(inner.parts.front().parts.at(1).subtype, "HTML"_ba);
    QVERIFY(inner.disposition && !inner.disposition->parameters.empty());
    QCOMPARE(inner.disposition->parameters.front().second, "mail.eml"_ba);

    // Sections are the message's own octets, however deep (RFC 3501, 6.4.5).
    struct Section {
        QByteArray name, octets;
        Known known;
    };
    const Section sections[] = {
        {"1", "See below.", everywhere("right")},
        {"2.HEADER",
         "From: b@example.org\r\nSubject: inner\r\nMIME-Version: 1.0\r\n"
         "Content-Type: multipart/alternative; boundary=\"inner\"\r\n\r\n",
         everywhere("right")},
        // Mailutils counts the embedded message as part 2.1, and has nothing in it.
        {"2.1", "plain words", {"right", "right", "right", "other"}},
        {"2.2", "<p>html words</p>", {"right", "right", "right", "NIL"}},
        {"2.2.MIME", "Content-Type: text/html\r\n\r\n", {"right", "right", "right", "NIL"}},
    };
    for (const auto &[section, expected, known] : sections) {
        const auto part = fetch(client, "UID BODY.PEEK[" + section + ']');
        QVERIFY2(part.end.ok() && part.messages.size() == 1, section.constData());
        const auto &got = part.messages.front().items.sections;
        QCOMPARE(got.size(), std::size_t{1});
        QCOMPARE(got.front().section, section);
        const auto &data = got.front().data;
        const QString told = !data ? u"NIL"_s : *data == expected ? u"right"_s : u"other"_s;
        TELL(u"BODY["_s + QString::fromLatin1(section) + u']', told, (known));
    }
}

void LiveContent::piecesOfABodyAddUp()
{
    OPEN_CLIENT(client);
    const QByteArray folder = makeFolder(client, u"pieces");
    QByteArray body;
    for (int line = 0; line < 3000; ++line)
        body += "line " + QByteArray::number(line) + " of a longer text\r\n";
    const QByteArray sent = message("long", body);
    QVERIFY(put(client, folder, sent));
    QVERIFY(select(client, folder));
    QByteArray got;
    constexpr qsizetype piece = 16384;
    while (true) {
        const auto fetched = fetch(client,
                                   "UID BODY.PEEK[]<" + QByteArray::number(got.size()) + '.'
                                       + QByteArray::number(piece) + '>');
        QVERIFY(fetched.end.ok() && fetched.messages.size() == 1);
        const auto &sections = fetched.messages.front().items.sections;
        QCOMPARE(sections.size(), std::size_t{1});
        QCOMPARE(sections.front().origin, std::optional(static_cast<quint64>(got.size())));
        const QByteArray data = sections.front().data.value_or(QByteArray());
        got += data;
        if (data.size() < piece)
            break;
    }
    QCOMPARE(got, sent);
}

void LiveContent::searchFindsByFlagByFieldAndByBody()
{
    OPEN_CLIENT(client);
    const QByteArray folder = makeFolder(client, u"search");
    QVERIFY(put(client, folder, message("first", "apples")));
    QVERIFY(put(client, folder, message("second", "pears")));
    QVERIFY(put(client, folder, message("third", "apples and pears")));
    QVERIFY(select(client, folder));
    QVERIFY(client.say("UID STORE 2 +FLAGS (\\Flagged)").ok()
            && client.say("UID STORE 3 +FLAGS (\\Seen)").ok());
    QCOMPARE(found(client, "ALL"), "1:3"_ba);
    QCOMPARE(found(client, "FLAGGED"), "2"_ba);
    QCOMPARE(found(client, "UNSEEN"), "1:2"_ba);
    QCOMPARE(found(client, "SUBJECT secon"), "2"_ba);
    QCOMPARE(found(client, "BODY pears"), "2:3"_ba);
    QCOMPARE(found(client, "OR SUBJECT first SUBJECT third"), "1,3"_ba);
    QCOMPARE(found(client, "NOT BODY apples"), "2"_ba);
    QCOMPARE(found(client, "SINCE 1-Jan-2020 UID 2:3 UNFLAGGED"), "3"_ba);
    QVERIFY(found(client, "SUBJECT nothing").isEmpty());
    QCOMPARE(found(client, "SENTON 29-Feb-2024"), "1:3"_ba);
}

void LiveContent::searchTakesOtherCharacters()
{
    OPEN_CLIENT(client);
    const QByteArray folder = makeFolder(client, u"charsets");
    QVERIFY(put(client, folder, message("=?utf-8?q?Gr=C3=B6=C3=9Fe?=", "nothing")));
    QVERIFY(put(client, folder, message("=?iso-8859-1?q?Gr=F6=DFe?=", "nothing")));
    QVERIFY(put(client, folder, message("plain", "die Größe")));
    QVERIFY(select(client, folder));
    const QByteArray utf8 = "größe",
                     latin1 = "gr\xf6\xdf"
                              "e";
    const auto ask = [&](const QByteArray &charset, const QByteArray &field, const QByteArray &words) {
        imap::CommandText criteria("CHARSET " + charset + ' ' + field + ' ');
        const auto [end, uids] = search(client, criteria.literal(words));
        return end.ok() ? QString::fromLatin1(uids.toText()) : endOf(end);
    };
    TELL(u"SEARCH UTF-8 SUBJECT größe"_s, ask("UTF-8", "SUBJECT", utf8), (everywhere("1:2")));
    TELL(u"SEARCH ISO-8859-1 SUBJECT größe"_s, ask("ISO-8859-1", "SUBJECT", latin1), (everywhere("1:2")));
    TELL(u"SEARCH UTF-8 BODY größe"_s, ask("UTF-8", "BODY", utf8), (everywhere("3")));
    TELL(u"SEARCH X-UNKNOWN SUBJECT a"_s, ask("X-UNKNOWN", "SUBJECT", "a"), {"NO", "3", "NO", "NO"});
    // Whatever it can, the session goes on.
    QCOMPARE(found(client, "ALL"), "1:3"_ba);
}

void LiveContent::sortAndThreadOrderMessages()
{
    OPEN_CLIENT(client);
    const QByteArray folder = makeFolder(client, u"sort");
    QVERIFY(put(client, folder, message("zebra", "1", "Message-ID: <a@x>\r\n")));
    QVERIFY(put(client, folder, message("apple", "2", "Message-ID: <b@x>\r\n")));
    QVERIFY(put(client, folder, message("Re: zebra", "3", "Message-ID: <c@x>\r\nReferences: <a@x>\r\n")));
    QVERIFY(select(client, folder));
    TELL(u"SORT"_s, client.has("SORT"), {"yes", "yes", "yes", "no"});
    QString order = notOffered;
    if (client.has("SORT")) {
        order = sorted(client, "SUBJECT");
        QVERIFY(!sorted(client, "REVERSE ARRIVAL", SearchKey::contains(SearchKey::Field::Subject, u"zebra"))
                     .contains(u'2'));
    }
    // Equal subjects stay in their order (RFC 5256, 3), but not with Courier.
    TELL(u"SORT (SUBJECT)"_s, order, {"2 1 3", "2 1 3", "2 3 1", "not offered"});
    const bool threads = client.has("THREAD=REFERENCES");
    TELL(u"THREAD"_s, threads ? threaded(client) : notOffered,
         {"(1 3)(2)", "(1 3)(2)", "(1 3)(2)", "not offered"});
}

POSTHORN_TEST(LiveContent)
#include "tst_content.moc"
