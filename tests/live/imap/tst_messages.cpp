// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/session/commands/fetch.h"
#include "core/imap/session/commands/messages.h"
#include "core/imap/session/commands/simple.h"
#include "core/imap/session/commands/store.h"
#include "core/imap/session/move.h"

#include "tests/live/imap/realservers.h"

using namespace Qt::StringLiterals;
using namespace live;

namespace {

bool hasFlag(const imap::FetchItems &items, const QByteArray &flag)
{
    return items.flags && std::any_of(items.flags->begin(), items.flags->end(), [&](const QByteArray &one) {
               return one.compare(flag, Qt::CaseInsensitive) == 0;
           });
}

imap::UidSet uid(quint32 value)
{
    return imap::UidSet::single({value});
}

imap::MoveResult move(Client &client, const imap::UidSet &uids, const QByteArray &mailbox)
{
    imap::MoveResult result;
    bool done = false;
    imap::Move move(client.session(), uids, mailbox);
    QObject::connect(&move, &imap::Move::finished, &move, [&](const imap::MoveResult &how) {
        result = how;
        done = true;
    });
    move.start();
    (void)client.waitFor([&] { return done; });
    return result;
}

}

// Messages on their way into mailboxes, from one to another, and out; and their flags.
class LiveMessages : public RealServers
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsAppendedComesBackOctetByOctet();
    void severalMessagesAreAppendedAtOnceOrOneByOne();
    void flagsAndKeywordsAreStoredAndToldBack();
    void messagesAreCopied();
    void messagesAreMovedAndNothingElseIsRemoved();
    void onlyTheMessagesMeantAreExpunged();
};

void LiveMessages::whatIsAppendedComesBackOctetByOctet()
{
    OPEN_CLIENT(client);
    const QByteArray folder = makeFolder(client, u"append");
    const QByteArray sent =
        message("=?utf-8?q?Gr=C3=B6=C3=9Fe?=", "Größe\r\n.\r\n\r\n--\r\nFrom me\r\n  end");
    const auto end = client.run(std::make_unique<imap::AppendCommand>(
        folder, std::vector{"\\Seen"_ba, "\\Flagged"_ba},
        QDateTime(QDate(2024, 2, 29), QTime(12, 30), Qt::OffsetFromUTC, 3600), sent));
    QVERIFY2(end.ok(), end.text.text.constData());
    const auto *appended = end.text.as<imap::code::AppendUid>();
    TELL(u"APPENDUID"_s, appended != nullptr, {"yes", "yes", "yes", "no"});
    QVERIFY(select(client, folder));
    QCOMPARE(exists(client), 1U);
    const auto fetched = fetch(client, "UID FLAGS INTERNALDATE RFC822.SIZE ENVELOPE BODY.PEEK[]");
    QVERIFY(fetched.end.ok());
    QCOMPARE(fetched.messages.size(), std::size_t{1});
    const imap::FetchItems &items = fetched.messages.front().items;
    QVERIFY(items.uid.has_value());
    QVERIFY(appended == nullptr || appended->uids.contains(*items.uid));
    TELL(u"APPEND keeps the flags"_s, hasFlag(items, "\\Seen") && hasFlag(items, "\\Flagged"),
         {"yes", "yes", "yes", "no"});
    QCOMPARE(items.sections.size(), std::size_t{1});
    QCOMPARE(items.sections.front().data, std::optional(sent));
    QCOMPARE(items.size, std::optional(static_cast<quint64>(sent.size())));
    QVERIFY(items.internalDate.has_value());
    QCOMPARE(items.internalDate->toQDateTime(), QDateTime(QDate(2024, 2, 29), QTime(11, 30), Qt::UTC));
    QVERIFY(items.envelope.has_value());
    QCOMPARE(items.envelope->subject, std::optional("=?utf-8?q?Gr=C3=B6=C3=9Fe?="_ba));
    QCOMPARE(items.envelope->from.size(), std::size_t{1});
    QCOMPARE(items.envelope->from.front().host, std::optional("example.org"_ba));

    const auto refused = client.run(std::make_unique<imap::AppendCommand>(
        client.folder(u"not there"), std::vector<QByteArray>{}, QDateTime(), sent));
    QCOMPARE(refused.status, imap::Completion::Status::No);
    TELL(u"APPEND to nothing: TRYCREATE"_s, refused.text.has(imap::code::Atom::Kind::TryCreate),
         {"yes", "yes", "yes", "no"});
}

void LiveMessages::severalMessagesAreAppendedAtOnceOrOneByOne()
{
    OPEN_CLIENT(client);
    const QByteArray folder = makeFolder(client, u"multiappend");
    const std::vector<imap::NewMessage> messages{{{"\\Seen"}, {}, message("one", "1")},
                                                 {{}, {}, message("two", "2")},
                                                 {{}, {}, message("three", "3")}};
    auto commands = imap::appendAll(folder, messages, client.session().capabilities());
    TELL(u"MULTIAPPEND: commands for three"_s, QString::number(commands.size()), {"1", "1", "3", "3"});
    for (auto &command : commands)
        QVERIFY(client.run(std::move(command)).ok());
    QVERIFY(select(client, folder));
    QCOMPARE(exists(client), 3U);
    const auto fetched = fetch(client, "UID BODY.PEEK[TEXT]");
    QCOMPARE(fetched.messages.size(), std::size_t{3});
    QCOMPARE(fetched.messages.back().items.sections.front().data, std::optional("3\r\n"_ba));
}

void LiveMessages::flagsAndKeywordsAreStoredAndToldBack()
{
    OPEN_CLIENT(client);
    const QByteArray folder = makeFolder(client, u"flags");
    QVERIFY(put(client, folder, message("one", "1")) && put(client, folder, message("two", "2")));
    QVERIFY(select(client, folder));
    const auto permanent = client.session().selected()->permanentFlags;
    const bool keywords = !permanent || permanent->anyKeyword;
    TELL(u"keywords (\\*)"_s, keywords, {"yes", "yes", "yes", "no"});
    const auto store = [&](imap::FlagChange change, const std::vector<QByteArray> &flags) {
        std::vector<imap::Fetch> echoes;
        const auto end =
            client.run<imap::StoreCommand>(std::make_unique<imap::StoreCommand>(uid(1), change, flags),
                                           [&](imap::StoreCommand &command) { echoes = command.echoes(); });
        return std::pair(end, echoes);
    };
    auto [end, echoes] = store(imap::FlagChange::Add, {"\\Flagged"});
    QVERIFY(end.ok());
    QVERIFY(!echoes.empty() && hasFlag(echoes.back().items, "\\Flagged"));
    std::tie(end, echoes) = store(imap::FlagChange::Add, {"$MDNSent"});
    const bool isTold = !echoes.empty() && hasFlag(echoes.back().items, "$MDNSent");
    TELL(u"$MDNSent"_s, endOf(end) + (isTold ? u", told"_s : u", not told"_s),
         {"OK, told", "OK, told", "OK, told", "BAD, not told"});
    std::tie(end, echoes) = store(imap::FlagChange::Remove, {"\\Flagged"});
    QVERIFY(end.ok());

    Client second(server());  // what was told is what another client finds
    QVERIFY(second.open() && select(second, folder));
    const auto fetched = fetch(second, "UID FLAGS");
    QCOMPARE(fetched.messages.size(), std::size_t{2});
    QVERIFY(!hasFlag(fetched.messages.front().items, "\\Flagged"));
    QCOMPARE(hasFlag(fetched.messages.front().items, "$MDNSent"), keywords);
    QVERIFY(!hasFlag(fetched.messages.back().items, "$MDNSent"));
}

void LiveMessages::messagesAreCopied()
{
    OPEN_CLIENT(client);
    const QByteArray from = makeFolder(client, u"from"), to = makeFolder(client, u"to");
    for (const char *subject : {"one", "two", "three"})
        QVERIFY(put(client, from, message(subject, subject)));
    QVERIFY(select(client, from));
    imap::UidSet both = uid(1);
    both.add({{2}, {2}});
    const auto copied = client.run(std::make_unique<imap::CopyCommand>(both, to));
    QVERIFY2(copied.ok(), copied.text.text.constData());
    const auto *where = copied.text.as<imap::code::CopyUid>();
    TELL(u"COPYUID"_s, where != nullptr, {"yes", "yes", "yes", "no"});
    QCOMPARE(where != nullptr, client.has("UIDPLUS"));
    if (where != nullptr)
        QCOMPARE(where->destination.size(), std::size_t{2});
    QCOMPARE(exists(client), 3U);
    const auto told = status(client, to);
    QVERIFY(told.has_value());
    QCOMPARE(told->messages, std::optional(2U));
    const auto nowhere = client.run(std::make_unique<imap::CopyCommand>(uid(1), client.folder(u"nowhere")));
    QCOMPARE(nowhere.status, imap::Completion::Status::No);
    TELL(u"COPY to nothing: TRYCREATE"_s, nowhere.text.has(imap::code::Atom::Kind::TryCreate),
         {"yes", "yes", "yes", "no"});
}

// With MOVE, with UIDPLUS, or with neither: another client's \Deleted message is never taken along.
void LiveMessages::messagesAreMovedAndNothingElseIsRemoved()
{
    OPEN_CLIENT(client);
    const QByteArray from = makeFolder(client, u"away"), to = makeFolder(client, u"there");
    for (const char *subject : {"one", "two", "three"})
        QVERIFY(put(client, from, message(subject, subject)));
    QVERIFY(select(client, from));
    QVERIFY(client
                .run(std::make_unique<imap::StoreCommand>(uid(1), imap::FlagChange::Add,
                                                          std::vector{"\\Deleted"_ba}))
                .ok());
    const imap::MoveResult moved = move(client, uid(3), to);
    QVERIFY(moved.isCopied);
    const bool isGone = moved.source == imap::MoveResult::Source::Gone;
    const QString way = client.has("MOVE") ? u"MOVE"_s
        : client.has("UIDPLUS")            ? u"UID EXPUNGE"_s
                                           : u"marked"_s;
    TELL(u"a message is moved by"_s, way, {"MOVE", "MOVE", "UID EXPUNGE", "marked"});
    QCOMPARE(isGone, way != u"marked"_s);
    QCOMPARE(exists(client), isGone ? 2U : 3U);
    const auto told = status(client, to);
    QVERIFY(told.has_value());
    QCOMPARE(told->messages, std::optional(1U));
    const auto left = fetch(client, "UID FLAGS");
    QCOMPARE(left.messages.size(), isGone ? std::size_t{2} : std::size_t{3});
    QCOMPARE(left.messages.front().items.uid, std::optional(imap::Uid{1}));
    QCOMPARE(hasFlag(left.messages.back().items, "\\Deleted"), !isGone);
}

void LiveMessages::onlyTheMessagesMeantAreExpunged()
{
    OPEN_CLIENT(client);
    const QByteArray folder = makeFolder(client, u"uidexpunge");
    for (const char *subject : {"one", "two", "three", "four"})
        QVERIFY(put(client, folder, message(subject, subject)));
    QVERIFY(select(client, folder));
    QVERIFY(client.say("UID STORE 1,2,4 +FLAGS (\\Deleted)").ok());
    const auto end = client.run(std::make_unique<imap::ExpungeCommand>(uid(2)));
    // Without UIDPLUS it is not sent: a bare EXPUNGE would remove the others too.
    TELL(u"UID EXPUNGE"_s, endOf(end), {"OK", "OK", "OK", "not offered"});
    QCOMPARE(exists(client), end.ok() ? 3U : 4U);
    // Said by hand, each number counts after the one before it: also where the word is EXPUNGED (Mailutils).
    QVERIFY(client.say("EXPUNGE").ok());
    QCOMPARE(client.news<imap::Expunge>().size(), end.ok() ? std::size_t{2} : std::size_t{3});
    QCOMPARE(exists(client), 1U);
    const auto left = fetch(client, "UID");
    QCOMPARE(left.messages.size(), std::size_t{1});
    QCOMPARE(left.messages.front().items.uid, std::optional(imap::Uid{3}));
}

POSTHORN_TEST(LiveMessages)
#include "tst_messages.moc"
