// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/session/commands/simple.h"

#include "tests/live/imap/realservers.h"

using namespace Qt::StringLiterals;
using namespace live;

// Extensions of the connection itself.
class LiveConnection : public RealServers
{
    Q_OBJECT

private Q_SLOTS:
    void aCompressedConnectionCarriesEverything();
    void whatIsEnabledIsToldAndNothingElse();
    void literalsGoWithoutWaitingWhereTheyMay();
    void aMailboxIsLeftWithoutExpungingIt();
    void logoutIsAnsweredAndEndsTheConnection();
};

void LiveConnection::aCompressedConnectionCarriesEverything()
{
    OPEN_CLIENT(plain);
    imap::SessionOptions options;
    options.compress = true;
    Client client(server(), {}, options);
    QVERIFY(client.open());
    TELL(u"COMPRESS=DEFLATE"_s, client.has("COMPRESS=DEFLATE") ? u"yes"_s : notOffered,
         {"yes", "yes", "not offered", "not offered"});
    const QByteArray folder = makeFolder(client, u"compress");
    QByteArray body;
    for (int line = 0; line < 20'000; ++line)
        body += QByteArray::number(line * 7919 % 10'007) + " compressible words\r\n";
    const QByteArray sent = message("large", body);
    QVERIFY(put(client, folder, sent));
    QVERIFY(select(client, folder));
    const auto fetched = fetch(client, "UID BODY.PEEK[]");
    QCOMPARE(fetched.messages.size(), std::size_t{1});
    QCOMPARE(fetched.messages.front().items.sections.front().data, std::optional(sent));
}

void LiveConnection::whatIsEnabledIsToldAndNothingElse()
{
    OPEN_CLIENT(plain);
    imap::SessionOptions options;
    options.enable = {"CONDSTORE", "QRESYNC", "UTF8=ACCEPT"};
    Client client(server(), {}, options);
    QVERIFY(client.open());
    QStringList enabled;
    for (const QByteArray &extension : options.enable) {
        if (client.session().isEnabled(extension))
            enabled += QString::fromLatin1(extension);
    }
    const QString how = client.has("ENABLE") ? enabled.join(u' ') : notOffered;
    TELL(u"ENABLE"_s, how, {"CONDSTORE QRESYNC", "CONDSTORE QRESYNC", "UTF8=ACCEPT", "not offered"});
}

void LiveConnection::literalsGoWithoutWaitingWhereTheyMay()
{
    OPEN_CLIENT(client);
    const QByteArray folder = makeFolder(client, u"literals");
    QVERIFY(put(client, folder, message("one", "1")));
    const QByteArrayList said = client.said();
    const bool waits = !std::ranges::any_of(said, [](const QByteArray &line) { return line.contains("+}"); });
    TELL(u"LITERAL+"_s, waits ? u"waits for \"+\""_s : u"does not wait"_s,
         {"does not wait", "does not wait", "waits for \"+\"", "does not wait"});
}

void LiveConnection::aMailboxIsLeftWithoutExpungingIt()
{
    OPEN_CLIENT(client);
    const QByteArray folder = makeFolder(client, u"unselect");
    QVERIFY(put(client, folder, message("one", "1")) && select(client, folder));
    QVERIFY(client.say("UID STORE 1 +FLAGS (\\Deleted)").ok());
    const auto end = client.run(std::make_unique<imap::UnselectCommand>());
    // Where it is not offered another mailbox is selected, which expunges nothing either.
    TELL(u"UNSELECT"_s, endOf(end), {"OK", "OK", "not offered", "OK"});
    QCOMPARE(end.ok(), !client.session().selected().has_value());
    QVERIFY(end.ok() || select(client, "INBOX"));
    const auto told = status(client, folder);
    QVERIFY(told.has_value());
    QCOMPARE(told->messages, std::optional(1U));
}

void LiveConnection::logoutIsAnsweredAndEndsTheConnection()
{
    OPEN_CLIENT(client);
    client.session().logout();
    QVERIFY(client.waitFor([&] { return client.isClosed(); }));
    QVERIFY(client.line("* BYE").startsWith("* BYE"));
}

POSTHORN_TEST(LiveConnection)
#include "tst_connection.moc"
