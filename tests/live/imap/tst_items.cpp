// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/session/commands/fetch.h"
#include "core/imap/session/commands/searching.h"
#include "core/imap/session/commands/simple.h"
#include "core/imap/session/searchcontext.h"

#include "tests/live/imap/realservers.h"

using namespace Qt::StringLiterals;
using namespace live;
using imap::SearchKey;

// FETCH items and SEARCH of later standards, and what comes in their place where they are not offered.
class LiveItems : public RealServers
{
    Q_OBJECT

private Q_SLOTS:
    void previewsAndDatesOfArrivalAreTold();
    void objectsHaveNames();
    void partsComeDecoded();
    void summariesOfASearchAreTheServersOrOurs();
    void timesAndSavedResultsNarrowASearch();
    void aSearchIsKeptUpToDate();
    void sortGoesByTheNameShown();

private:
    // A mailbox with one message, selected.
    [[nodiscard]] static bool selectOne(Client &client, QStringView words, const QByteArray &octets)
    {
        const QByteArray folder = makeFolder(client, words);
        return put(client, folder, octets) && select(client, folder);
    }
    [[nodiscard]] static imap::FetchItems items(Client &client, const QByteArray &wanted)
    {
        const auto fetched = fetch(client, wanted);
        return fetched.messages.empty() ? imap::FetchItems() : fetched.messages.front().items;
    }
};

void LiveItems::previewsAndDatesOfArrivalAreTold()
{
    OPEN_CLIENT(client);
    QVERIFY(selectOne(client, u"preview", message("one", "These words come first.")));
    QString preview = notOffered;
    if (client.has("PREVIEW")) {
        const auto told = items(client, "UID PREVIEW").preview;
        QVERIFY(told.has_value());
        preview = told->text ? QString::fromUtf8(*told->text).trimmed() : u"NIL"_s;
    }
    TELL(u"PREVIEW"_s, preview, {"These words come first.", "NIL", "not offered", "not offered"});
    QString saved = notOffered;
    if (client.has("SAVEDATE")) {
        const auto told = items(client, "UID SAVEDATE INTERNALDATE");
        QVERIFY(told.saveDate && told.internalDate);
        saved = told.saveDate->secondsSinceEpoch > told.internalDate->secondsSinceEpoch ? u"now"_s : u"?"_s;
    }
    TELL(u"SAVEDATE"_s, saved, {"now", "now", "not offered", "not offered"});
}

void LiveItems::objectsHaveNames()
{
    OPEN_CLIENT(client);
    QVERIFY(selectOne(client, u"objectid", message("one", "1", "Message-ID: <objectid@x>\r\n")));
    QString names = notOffered;
    if (client.has("OBJECTID")) {
        const auto told = items(client, "UID EMAILID THREADID");
        names = inWords(told.emailId && !told.emailId->isEmpty()) + u", "_s
            + inWords(told.threadId && !told.threadId->isEmpty());
    }
    TELL(u"EMAILID, THREADID"_s, names, {"not offered", "yes, yes", "not offered", "not offered"});
}

void LiveItems::partsComeDecoded()
{
    OPEN_CLIENT(client);
    const QByteArray octets =
        "Subject: one\r\nMIME-Version: 1.0\r\nContent-Type: application/octet-stream\r\n"
        "Content-Transfer-Encoding: base64\r\n\r\nAAECA/8=\r\n";
    QVERIFY(selectOne(client, u"binary", octets));
    QString how = notOffered;
    if (client.has("BINARY")) {
        const auto told = items(client, "UID BINARY.PEEK[1] BINARY.SIZE[1]");
        QVERIFY(told.sections.size() == 1 && told.binarySizes.size() == 1);
        QCOMPARE(told.binarySizes.front().octets, quint64{5});
        how = inWords(told.sections.front().data == QByteArray("\0\1\2\3\xFF", 5));
    }
    TELL(u"BINARY"_s, how, {"yes", "yes", "not offered", "not offered"});
}

void LiveItems::summariesOfASearchAreTheServersOrOurs()
{
    OPEN_CLIENT(client);
    const QByteArray folder = makeFolder(client, u"esearch");
    for (const char *subject : {"one", "two", "three", "four"})
        QVERIFY(put(client, folder, message(subject, subject)));
    QVERIFY(select(client, folder));
    quint64 count = 0;
    std::optional<imap::Uid> first, last;
    imap::UidSet found;
    const auto key = SearchKey::contains(SearchKey::Field::Subject, u"two").negated();
    QVERIFY(client
                .run<imap::SummarySearchCommand>(std::make_unique<imap::SummarySearchCommand>(key),
                                                 [&](imap::SummarySearchCommand &command) {
                                                     count = command.count();
                                                     first = command.first();
                                                     last = command.last();
                                                     found = command.found();
                                                 })
                .ok());
    QCOMPARE(count, quint64{3});
    QCOMPARE(first, std::optional(imap::Uid{1}));
    QCOMPARE(last, std::optional(imap::Uid{4}));
    QCOMPARE(found.toText(), "1,3:4"_ba);
    const bool isExtended = client.line("* ESEARCH").startsWith("* ESEARCH");
    TELL(u"ESEARCH"_s, isExtended ? u"yes"_s : u"SEARCH"_s, {"yes", "yes", "SEARCH", "SEARCH"});
}

void LiveItems::timesAndSavedResultsNarrowASearch()
{
    OPEN_CLIENT(client);
    const QByteArray folder = makeFolder(client, u"within");
    QVERIFY(put(client, folder, message("old", "1")));  // of 2024
    QVERIFY(client
                .run(std::make_unique<imap::AppendCommand>(folder, std::vector<QByteArray>{}, QDateTime(),
                                                           message("new", "2")))
                .ok());
    QVERIFY(select(client, folder));
    const auto found = [&](const SearchKey &key) {
        QByteArray uids;
        client.run<imap::SearchCommand>(
            std::make_unique<imap::SearchCommand>(imap::searchProgram(key)),
            [&](imap::SearchCommand &command) { uids = command.found().toText(); });
        return QString::fromLatin1(uids);
    };
    QString within = notOffered;
    if (client.has("WITHIN"))
        within = found(SearchKey::younger(std::chrono::hours(1))) + u", "_s
            + found(SearchKey::older(std::chrono::hours(1)));
    TELL(u"YOUNGER, OLDER"_s, within, {"2, 1", "2, 1", "not offered", "not offered"});
    // What was found is what the next command is about, whoever remembers it.
    imap::MessageSet result;
    const auto key = SearchKey::contains(SearchKey::Field::Subject, u"old");
    QVERIFY(client
                .run<imap::SummarySearchCommand>(
                    std::make_unique<imap::SummarySearchCommand>(key, imap::SearchReturn{.save = true}),
                    [&](imap::SummarySearchCommand &command) { result = command.result(); })
                .ok());
    QByteArray uids;
    auto command = std::make_unique<imap::FetchCommand>(result, "UID FLAGS", imap::FetchModifiers{});
    QObject::connect(command.get(), &imap::FetchCommand::fetched, command.get(),
                     [&](const imap::Fetch &one) { uids += QByteArray::number(one.items.uid->value); });
    QVERIFY(client.run(std::move(command)).ok());
    QCOMPARE(uids, "1"_ba);
    TELL(u"SEARCHRES"_s, result.isSaved() ? u"$"_s : u"ours"_s, {"$", "ours", "ours", "ours"});
}

void LiveItems::aSearchIsKeptUpToDate()
{
    OPEN_CLIENT(client);
    const QByteArray folder = makeFolder(client, u"context");
    QVERIFY(put(client, folder, message("one", "1")) && put(client, folder, message("two", "2")));
    QVERIFY(select(client, folder));
    imap::SearchContext context(client.session(), SearchKey::flag("\\Flagged"));
    bool isFinished = false;
    QObject::connect(&context, &imap::SearchContext::finished, &context, [&] { isFinished = true; });
    context.start();
    QVERIFY(client.waitFor([&] { return isFinished; }));
    TELL(u"CONTEXT=SEARCH"_s, context.isLive() ? u"live"_s : notOffered,
         {"live", "not offered", "not offered", "not offered"});
    QVERIFY(context.found().isEmpty());
    Client other(server());
    QVERIFY(other.open() && select(other, folder) && other.say("UID STORE 2 +FLAGS (\\Flagged)").ok());
    if (context.isLive()) {
        QVERIFY(client.run(std::make_unique<imap::NoopCommand>()).ok());
        QVERIFY(client.waitFor([&] { return context.found().toText() == "2"; }));
        context.stop();
        QVERIFY(client.run(std::make_unique<imap::NoopCommand>()).ok());
    }
}

void LiveItems::sortGoesByTheNameShown()
{
    OPEN_CLIENT(client);
    const QByteArray folder = makeFolder(client, u"sortdisplay");
    for (const char *from : {"Zoe <a@example.org>", "Adam <z@example.org>"})
        QVERIFY(put(client, folder, "From: "_ba + from + "\r\nSubject: x\r\n\r\nx\r\n"));
    QVERIFY(select(client, folder));
    const auto sorted = [&](const QByteArray &criteria) {
        QStringList order;
        client.run<imap::SortCommand>(std::make_unique<imap::SortCommand>(criteria, SearchKey::all()),
                                      [&](imap::SortCommand &command) {
                                          for (const imap::Uid uid : command.sorted())
                                              order += QString::number(uid.value);
                                      });
        return order.join(u' ');
    };
    QString how = notOffered;
    if (client.has("SORT=DISPLAY"))
        how = sorted("DISPLAYFROM") + u"; by address "_s + sorted("FROM");
    TELL(u"SORT (DISPLAYFROM)"_s, how,
         {"2 1; by address 1 2", "2 1; by address 1 2", "not offered", "not offered"});
}

POSTHORN_TEST(LiveItems)
#include "tst_items.moc"
