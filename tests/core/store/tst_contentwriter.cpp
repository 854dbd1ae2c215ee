// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/contentwriter.h"

#include <QRandomGenerator>

#include "tests/core/store/storefixture.h"

using namespace Qt::StringLiterals;
using store::ChangeSet;
using store::CopyId;

namespace {

void makeFolders(TempStore &temp)
{
    temp.apply(store::FoldersListed{
        temp.account, {{"INBOX", u"INBOX"_s, '/', {}, true, true}, {"All", u"All"_s, '/', {}, true, true}}});
    temp.open(10, 100);
    temp.open(10, 41, 9, "All");
}

void writeText(TempStore &temp, quint32 uid, const QByteArray &text, quint32 validity = 7,
               const QByteArray &mailbox = "INBOX")
{
    temp.apply(store::ContentFetched{
        temp.account, mailbox, {validity}, {uid}, "Subject: x\r\n\r\n"_ba, {{"1", text}}});
}

QByteArray textOf(const TempStore &temp, CopyId copy)
{
    const auto content = temp.reader->content(copy);
    return content ? content->section("1").value_or("none") : "no copy"_ba;
}

CopyId copyAt(const TempStore &temp, quint32 uid, const QByteArray &mailbox = "INBOX")
{
    return temp.reader->find(temp.folderNow(mailbox).id, {uid}).value_or(CopyId());
}

qint64 number(const TempStore &temp, const char *sql)
{
    auto database = store::Database::open(temp.path(), store::Database::Mode::ReadOnly);
    auto query = database->prepare(sql);
    return *query->step() ? query->integer(0) : -1;
}

store::MessagesCopied copied(const TempStore &temp, std::vector<store::MessagesCopied::Place> places,
                             bool moved, quint32 fromValidity = 7, quint32 toValidity = 9)
{
    return {temp.account, "INBOX", {fromValidity}, "All", {toValidity}, std::move(places), moved};
}

}

// Which copies are of one message, and what becomes of its text.
class TestContentWriter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // --- what the server has copied or moved
    void aMovedCopyKeepsItsText()
    {
        TempStore temp;
        makeFolders(temp);
        temp.fetch({someMessage(1, {"\\Flagged", "work"}), someMessage(2)});
        writeText(temp, 1, "text");
        const CopyId source = copyAt(temp, 1);
        const auto before = *temp.reader->row(source);
        const ChangeSet changes = temp.apply(copied(temp, {{{1}, {41}}}, true));
        QCOMPARE(changes.folders.size(), std::size_t{2});
        QCOMPARE(changes.folders[0].folder, temp.folderNow("All").id);
        QCOMPARE(changes.folders[0].inserted.size(), std::size_t{1});
        QCOMPARE(changes.folders[0].inserted[0].uid, imap::Uid{41});
        QCOMPARE(changes.folders[1].removed, std::vector{source});
        const CopyId target = copyAt(temp, 41, "All");
        QCOMPARE(textOf(temp, target), "text"_ba);
        const auto after = *temp.reader->row(target);
        QCOMPARE(after.flags, before.flags);
        QCOMPARE(after.date, before.date);
        QCOMPARE(after.subject, before.subject);
        QCOMPARE(after.thread, before.thread);
        QVERIFY(!temp.reader->row(source));
        QCOMPARE(number(temp, "SELECT count(*) FROM messages"), 2);
    }
    void aCopyStaysWhereItCameFromAndSharesTheText()
    {
        TempStore temp;
        makeFolders(temp);
        temp.fetch({someMessage(1)});
        const ChangeSet changes = temp.apply(copied(temp, {{{1}, {41}}}, false));
        QCOMPARE(changes.folders.size(), std::size_t{1});
        writeText(temp, 41, "text", 9, "All");
        QCOMPARE(textOf(temp, copyAt(temp, 1)), "text"_ba);
        QCOMPARE(temp.folderNow("All").messages, 11U);  // told as EXISTS 10, and one has come
        temp.vanish({{1}});
        QCOMPARE(textOf(temp, copyAt(temp, 41, "All")), "text"_ba);
        temp.sweep();
        QCOMPARE(textOf(temp, copyAt(temp, 41, "All")), "text"_ba);
        temp.apply(store::MessagesVanished{temp.account, "All", {9}, {{41}}});
        temp.sweep();
        QCOMPARE(number(temp, "SELECT (SELECT count(*) FROM messages) + (SELECT count(*) FROM texts)"), 0);
    }
    void aCopyThatWasSeenBeforeItWasToldIsNotMadeTwice()
    {
        TempStore temp;
        makeFolders(temp);
        temp.fetch({someMessage(1)});
        temp.fetch({someMessage(41)}, 9, "All");
        const CopyId there = copyAt(temp, 41, "All");
        const ChangeSet changes = temp.apply(copied(temp, {{{1}, {41}}}, true));
        QCOMPARE(changes.folders.size(), std::size_t{1});
        QCOMPARE(copyAt(temp, 41, "All"), there);
        QCOMPARE(copyAt(temp, 1), CopyId());
    }
    void placesThatAreNoPlacesDoNothing_data()
    {
        QTest::addColumn<quint32>("from");
        QTest::addColumn<quint32>("to");
        QTest::addColumn<quint32>("fromValidity");
        QTest::addColumn<quint32>("toValidity");
        QTest::addColumn<bool>("gone");
        QTest::addColumn<bool>("there");
        QTest::newRow("unknown message") << 5U << 41U << 7U << 9U << false << false;
        QTest::newRow("no UID told") << 1U << 0U << 7U << 9U << true << false;
        QTest::newRow("another source") << 1U << 41U << 8U << 9U << false << false;
        QTest::newRow("another target") << 1U << 41U << 7U << 10U << true << false;
    }
    void placesThatAreNoPlacesDoNothing()
    {
        QFETCH(quint32, from);
        QFETCH(quint32, to);
        QFETCH(quint32, fromValidity);
        QFETCH(quint32, toValidity);
        QFETCH(bool, gone);
        QFETCH(bool, there);
        TempStore temp;
        makeFolders(temp);
        temp.fetch({someMessage(1)});
        temp.apply(copied(temp, {{{from}, {to}}}, true, fromValidity, toValidity));
        QCOMPARE(temp.failures, 0);
        QCOMPARE(copyAt(temp, 1) == CopyId(), gone);
        QCOMPARE(number(temp, "SELECT count(*) FROM copies WHERE uid = 41") == 1, there);
        QCOMPARE(number(temp, "SELECT count(*) FROM copies WHERE uid = 0"), 0);
    }

    // --- one message in many folders, by the server's word
    void whatHasOneEmailIdIsOneMessage()
    {
        COVERS("E-15");
        TempStore temp;
        makeFolders(temp);
        auto here = someMessage(1), there = someMessage(1);
        here.emailId = there.emailId = "M6d99ac3275bb4e";
        there.uid = {500};
        there.flags = store::flagsFromNames({"\\Seen"});
        temp.fetch({here});
        temp.fetch({there}, 9, "All");
        writeText(temp, 1, "text");
        QCOMPARE(number(temp, "SELECT count(*) FROM messages"), 1);
        QCOMPARE(textOf(temp, copyAt(temp, 500, "All")), "text"_ba);
        QVERIFY(!temp.reader->row(copyAt(temp, 1))->flags.has(store::Flags::Seen));  // flags are a copy's own
        temp.vanish({{1}});
        QCOMPARE(textOf(temp, copyAt(temp, 500, "All")), "text"_ba);
    }
    void anEmailIdIsNotBelievedAgainstTheSize()
    {
        TempStore temp;
        makeFolders(temp);
        auto here = someMessage(1), there = someMessage(2);
        here.emailId = there.emailId = "same";
        temp.fetch({here, there});  // 4322 and 4323 octets
        QCOMPARE(temp.failures, 0);
        QCOMPARE(number(temp, "SELECT count(*) FROM messages"), 2);
        QCOMPARE(temp.reader->row(copyAt(temp, 2))->subject, there.subject);
    }
    void withoutAWordFromTheServerEqualMailIsTwoMessages()
    {
        TempStore temp;
        makeFolders(temp);
        temp.fetch({someMessage(1)});
        temp.fetch({someMessage(1)}, 9, "All");
        QCOMPARE(number(temp, "SELECT count(*) FROM messages"), 2);
        const QUuid other = QUuid::createUuid();
        temp.apply(store::FoldersListed{other, {{"INBOX", u"INBOX"_s, '/', {}, true, true}}});
        store::MailboxState state;
        state.uidValidity = {7};
        temp.apply(store::MailboxOpened{other, "INBOX", state});
        auto mine = someMessage(5), yours = someMessage(5);
        mine.emailId = yours.emailId = "1";
        temp.fetch({mine});
        temp.apply(store::MessagesFetched{other, "INBOX", {7}, {yours}});
        QCOMPARE(number(temp, "SELECT count(*) FROM messages"), 4);  // an account's ids are its own
    }

    // --- a renumbered mailbox
    void aRenumberedMailboxKeepsItsTexts()
    {
        COVERS("REL-32");
        TempStore temp;
        makeFolders(temp);
        std::vector<store::FetchedMessage> messages;
        for (quint32 uid = 1; uid <= 1000; ++uid)
            messages.push_back(someMessage(uid));
        temp.fetch(messages);
        for (quint32 uid = 1; uid <= 1000; uid += 10)
            writeText(temp, uid, "text of " + QByteArray::number(uid));
        const ChangeSet emptied = temp.open(1000, 5001, 8);
        QVERIFY(emptied.folders[0].emptied);
        QVERIFY(temp.reader->copies(temp.folderNow().id).empty());
        QCOMPARE(number(temp, "SELECT count(*) FROM messages"), 100);  // what has no text is not kept
        for (auto &message : messages)
            message.uid = {5001 - message.uid.value};
        temp.fetch(messages, 8);
        for (quint32 uid = 1; uid <= 1000; ++uid) {
            const CopyId copy = copyAt(temp, 5001 - uid);
            QCOMPARE(temp.reader->row(copy)->subject, someMessage(uid).subject);
            QCOMPARE(textOf(temp, copy), uid % 10 == 1 ? "text of " + QByteArray::number(uid) : "none"_ba);
        }
        QCOMPARE(number(temp, "SELECT count(*) FROM orphans"), 0);
        QCOMPARE(number(temp, "SELECT count(*) FROM messages"), 1000);
    }
    void whatDoesNotComeAgainGoesWhenTheFolderIsInStep()
    {
        TempStore temp;
        makeFolders(temp);
        temp.fetch({someMessage(1), someMessage(2)});
        writeText(temp, 1, "one");
        writeText(temp, 2, "two");
        temp.open(1, 9, 8);
        auto again = someMessage(2);
        again.uid = {8};
        temp.fetch({again}, 8);
        QCOMPARE(number(temp, "SELECT count(*) FROM messages"), 2);
        temp.apply(
            store::FolderInStep{temp.account, "INBOX", {7}, {5}});  // of the old numbering: says nothing
        QCOMPARE(number(temp, "SELECT count(*) FROM orphans"), 1);
        temp.apply(store::FolderInStep{temp.account, "INBOX", {8}, {5}});
        QCOMPARE(number(temp, "SELECT count(*) FROM orphans"), 0);
        QCOMPARE(number(temp, "SELECT count(*) FROM messages"), 1);
        QCOMPARE(number(temp, "SELECT count(*) FROM headers"), 1);
        QCOMPARE(textOf(temp, copyAt(temp, 8)), "two"_ba);
    }
    void onlyWhatIsEqualInAllIsTheSame_data()
    {
        QTest::addColumn<int>("difference");
        QTest::newRow("none") << 0;
        QTest::newRow("Message-ID") << 1;
        QTest::newRow("no Message-ID") << 2;
        QTest::newRow("size") << 3;
        QTest::newRow("Date") << 4;
        QTest::newRow("INTERNALDATE") << 5;
        QTest::newRow("subject") << 6;
        QTest::newRow("sender") << 7;
    }
    void onlyWhatIsEqualInAllIsTheSame()
    {
        QFETCH(int, difference);
        TempStore temp;
        makeFolders(temp);
        auto message = someMessage(1);
        if (difference == 2)
            message.messageId.clear();
        temp.fetch({message});
        writeText(temp, 1, "text");
        temp.open(1, 9, 8);
        message.messageId += difference == 1 ? "x" : "";
        message.octets += difference == 3 ? 1 : 0;
        message.date = message.date.addSecs(difference == 4 ? 1 : 0);
        message.internalDate = message.internalDate.addSecs(difference == 5 ? 1 : 0);
        message.subject += difference == 6 ? u"x"_s : QString();
        message.fromAddress += difference == 7 ? "x" : "";
        temp.fetch({message}, 8);
        QCOMPARE(textOf(temp, copyAt(temp, 1)), difference == 0 ? "text"_ba : "none"_ba);
    }
    void twoEqualMailsTakeTwoTexts()
    {
        TempStore temp;
        makeFolders(temp);
        auto twin = someMessage(1);
        twin.uid = {2};
        temp.fetch({someMessage(1), twin});
        writeText(temp, 1, "text");
        writeText(temp, 2, "text");
        temp.open(2, 9, 8);
        temp.fetch({someMessage(1), twin}, 8);
        QCOMPARE(textOf(temp, copyAt(temp, 1)), "text"_ba);
        QCOMPARE(textOf(temp, copyAt(temp, 2)), "text"_ba);
        QCOMPARE(number(temp, "SELECT count(DISTINCT message) FROM copies"), 2);
    }
    void aSecondRenumberingBeforeTheFirstIsThroughKeepsThemToo()
    {
        TempStore temp;
        makeFolders(temp);
        temp.fetch({someMessage(1), someMessage(2)});
        writeText(temp, 1, "one");
        writeText(temp, 2, "two");
        temp.open(2, 9, 8);
        temp.fetch({someMessage(1)}, 8);
        temp.open(2, 9, 9);
        temp.fetch({someMessage(1), someMessage(2)}, 9);
        QCOMPARE(textOf(temp, copyAt(temp, 1)), "one"_ba);
        QCOMPARE(textOf(temp, copyAt(temp, 2)), "two"_ba);
    }
    void anOrphanWithACopyElsewhereIsJustThatMessage()
    {
        TempStore temp;
        makeFolders(temp);
        temp.fetch({someMessage(1)});
        writeText(temp, 1, "text");
        temp.apply(copied(temp, {{{1}, {41}}}, false));
        temp.open(1, 9, 8);
        QCOMPARE(number(temp, "SELECT count(*) FROM orphans"), 0);
        QCOMPARE(textOf(temp, copyAt(temp, 41, "All")), "text"_ba);
    }
    void aFolderThatGoesTakesItsOrphansAlong()
    {
        TempStore temp;
        makeFolders(temp);
        temp.fetch({someMessage(1)});
        writeText(temp, 1, "text");
        temp.open(1, 9, 8);
        temp.apply(store::FoldersListed{temp.account, {{"All", u"All"_s, '/', {}, true, true}}});
        QCOMPARE(number(temp,
                        "SELECT (SELECT count(*) FROM orphans) + (SELECT count(*) FROM messages)"
                        " + (SELECT count(*) FROM texts) + (SELECT count(*) FROM headers)"),
                 0);
        QCOMPARE(number(temp, "SELECT value FROM tallies WHERE name = 'textoctets'"), 0);
    }

    // --- how much text there is
    void theSumOfTheTextsIsKept()
    {
        TempStore temp;
        makeFolders(temp);
        temp.fetch({someMessage(1), someMessage(2)});
        const auto sum = [&] { return number(temp, "SELECT value FROM tallies WHERE name = 'textoctets'"); };
        writeText(temp, 1, "12345");  // and a header of 14
        QCOMPARE(sum(), 19);
        writeText(temp, 1, "123");  // anew
        QCOMPARE(sum(), 17);
        temp.apply(store::ContentFetched{temp.account, "INBOX", {7}, {1}, std::nullopt, {{"2", "xx"}}});
        QCOMPARE(sum(), 19);
        writeText(temp, 2, "1");
        QCOMPARE(sum(), 34);
        temp.vanish({{1}});
        temp.sweep();
        QCOMPARE(sum(), 15);
        temp.apply(store::FoldersListed{temp.account, {}});
        QCOMPARE(sum(), 0);
    }
    void aUsedTextComesLastInTurn()
    {
        TempStore temp;
        makeFolders(temp);
        temp.fetch({someMessage(1), someMessage(2), someMessage(3)});
        for (const quint32 uid : {1U, 2U, 3U})
            writeText(temp, uid, "x");
        temp.apply(store::ContentUsed{temp.account, {copyAt(temp, 2), copyAt(temp, 1), CopyId{99}}});
        auto database = store::Database::open(temp.path(), store::Database::Mode::ReadOnly);
        auto query = database->prepare(
            "SELECT c.uid FROM texts t JOIN copies c ON c.message = t.message ORDER BY t.turn");
        std::vector<qint64> order;
        while (*query->step())
            order.push_back(query->integer(0));
        QCOMPARE(order, (std::vector<qint64>{3, 2, 1}));
    }
    void aMessageTakesNoMoreThanSixHundredOctets()
    {
        TempStore temp;
        makeFolders(temp);
        constexpr quint32 count = 4000;
        QRandomGenerator random(600);
        const auto idOf = [](quint32 uid) {
            return "CAF" + QByteArray::number(uid * 2654435761U, 36) + "." + QByteArray::number(uid, 16)
                + "@mail.gmail.example.org";
        };
        for (quint32 to = count; to > 0; to -= 200) {
            std::vector<store::FetchedMessage> messages;
            for (quint32 uid = to - 199; uid <= to; ++uid) {
                auto message = someMessage(uid);
                message.messageId = idOf(uid);
                message.subject = u"Re: [project] "_s + QString(30 + random.bounded(20), u'x');
                message.fromAddress = "somebody.or.other@lists.example.org";
                for (int depth = random.bounded(8); depth > 0; --depth)
                    message.references.append(
                        idOf(uid - std::min<quint32>(uid, 20U * static_cast<quint32>(depth))));
                if (uid % 3 == 0) {
                    mime::PartInfo html = someStructure();
                    html.subtype = "html";
                    html.section = "2";
                    html.parameters = {{"charset", u"utf-8"_s}};
                    html.encoding = "quoted-printable";
                    mime::PartInfo both;
                    both.type = "multipart";
                    both.subtype = "alternative";
                    both.parameters = {{"boundary", u"----=_Part_4711_123456789.1234567890123"_s}};
                    both.parts = {html, html};
                    message.structure = mime::serialize(both);
                }
                messages.push_back(message);
            }
            temp.fetch(messages);
        }
        const qint64 octets = number(temp, "PRAGMA page_count") * number(temp, "PRAGMA page_size");
        QVERIFY2(octets / count <= 600, QByteArray::number(octets / count));
    }
};

POSTHORN_TEST(TestContentWriter)
#include "tst_contentwriter.moc"
