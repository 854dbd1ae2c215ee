// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/session/commands/connection.h"
#include "core/imap/session/commands/list.h"
#include "core/imap/session/commands/mailboxes.h"
#include "core/imap/session/commands/select.h"
#include "core/imap/wire/mailboxname.h"

#include "tests/live/imap/realservers.h"

using namespace Qt::StringLiterals;
using namespace live;

// Mailboxes as such, with real servers: what they are called, where they are, what is done to them.
class LiveMailboxes : public RealServers
{
    Q_OBJECT

private Q_SLOTS:
    void theSessionIsReadyAndTheServerSaysWhoItIs();
    void mailboxesOfAnyNameAreMadeAndFound();
    void aRenamedMailboxKeepsItsMessages();
    void aDeletedMailboxCannotBeSelected();
    void subscriptionsAreKept();
    void aMailboxWithChildrenIsDeletedAlone();
};

void LiveMailboxes::theSessionIsReadyAndTheServerSaysWhoItIs()
{
    OPEN_CLIENT(client);
    QVERIFY(client.session().isEncrypted());
    QCOMPARE(client.session().phase(), imap::Phase::Authenticated);
    QVERIFY(client.has("IMAP4REV1"));
    QString name = notOffered;
    if (client.has("ID")) {
        std::optional<QByteArray> told;
        QVERIFY(client
                    .run<imap::IdCommand>(std::make_unique<imap::IdCommand>(),
                                          [&](imap::IdCommand &command) { told = command.told("name"); })
                    .ok());
        name = told ? QString::fromLatin1(*told) : u"no answer"_s;
    }
    TELL(u"ID"_s, name, {"Dovecot", "Cyrus IMAPD", "not offered", "no answer"});
    TELL(u"delimiter"_s, QString(QLatin1Char(client.delimiter())), {".", "/", ".", "/"});
    TELL(u"prefix"_s, QString::fromLatin1(client.folder(u"")), {"", "", "INBOX.", ""});
    // A command nobody knows is refused, and nothing else happens.
    const auto end = client.say("XPOSTHORN-UNHEARD-OF");
    TELL(u"an unknown command"_s, endOf(end), {"BAD", "BAD", "NO", "BAD"});
    QVERIFY(!client.isClosed());
}

void LiveMailboxes::mailboxesOfAnyNameAreMadeAndFound()
{
    OPEN_CLIENT(client);
    const QString words = u"Größe & 日本語"_s;
    const QByteArray folder = makeFolder(client, words);
    QVERIFY2(!folder.isEmpty(), client.lines().join('|').constData());
    const auto found = list(client, folder);
    QCOMPARE(found.size(), std::size_t{1});
    QCOMPARE(found.front().mailbox, folder);
    QVERIFY(imap::displayName(found.front().mailbox).endsWith(words));
    QCOMPARE(found.front().delimiter, std::optional(client.delimiter()));
    QVERIFY(select(client, folder));

    const QByteArray child = folder + client.delimiter() + imap::encodeModifiedUtf7(u"Ende \"q\" \\");
    const auto made = client.run(std::make_unique<imap::CreateCommand>(child));
    TELL(u"a child with \" and \\"_s, endOf(made), {"OK", "NO", "OK", "OK"});
    QCOMPARE(std::ranges::any_of(list(client, "*"), [&](const auto &one) { return one.mailbox == child; }),
             made.ok());
    QVERIFY(select(client, "INBOX"));
    const QString deleted = made.ok() ? endOf(remove(client, child)) : u"is not there"_s;
    TELL(u"deleting it"_s, deleted, {"OK", "is not there", "OK", "OK"});
    QCOMPARE(client.run(std::make_unique<imap::CreateCommand>(folder)).status, imap::Completion::Status::No);
}

void LiveMailboxes::aRenamedMailboxKeepsItsMessages()
{
    OPEN_CLIENT(client);
    const QByteArray folder = makeFolder(client, u"Größer");
    QVERIFY(put(client, folder, message("one", "1")));
    const auto before = status(client, folder);
    QVERIFY(before.has_value() && before->uidValidity.has_value() && before->uidNext.has_value());
    QCOMPARE(before->messages, std::optional(1U));
    const QByteArray other = client.folder(u"Übrig");
    const auto renamed = client.run(std::make_unique<imap::RenameCommand>(folder, other));
    QVERIFY2(renamed.ok(), renamed.text.text.constData());
    QVERIFY(list(client, folder).empty());
    QCOMPARE(list(client, other).size(), std::size_t{1});
    const auto after = status(client, other);
    QVERIFY(after.has_value());
    QCOMPARE(after->messages, std::optional(1U));
    // Courier and Mailutils go by the second in which the name came to be.
    TELL(u"RENAME keeps UIDVALIDITY"_s, after->uidValidity == before->uidValidity,
         {"yes", "yes", "no|yes", "no|yes"});
    // The old name is free again, and what gets it is no old acquaintance (RFC 3501, 6.3.3).
    QCOMPARE(makeFolder(client, u"Größer"), folder);
    const auto anew = status(client, folder);
    QVERIFY(anew.has_value());
    QCOMPARE(anew->messages, std::optional(0U));
}

void LiveMailboxes::aDeletedMailboxCannotBeSelected()
{
    COVERS("I4-039");
    OPEN_CLIENT(client);
    const QByteArray folder = makeFolder(client, u"Ärger");
    QVERIFY(remove(client, folder).ok());
    QVERIFY(list(client, folder).empty());
    // A SELECT that fails leaves no mailbox selected, and nothing that needs one is sent (RFC 3501, 6.3.1).
    QVERIFY(select(client, "INBOX"));
    const auto gone = client.run(std::make_unique<imap::SelectCommand>(folder));
    QCOMPARE(gone.status, imap::Completion::Status::No);
    QVERIFY(!client.session().selected().has_value());
    QCOMPARE(fetch(client, "FLAGS").end.status, imap::Completion::Status::Cancelled);
    QVERIFY(client.lines().isEmpty());
    QCOMPARE(remove(client, folder).status, imap::Completion::Status::No);
    QVERIFY(!status(client, folder).has_value());
}

void LiveMailboxes::subscriptionsAreKept()
{
    OPEN_CLIENT(client);
    const QByteArray folder = makeFolder(client, u"Abonné");
    const auto subscribed = [&] {
        std::vector<QByteArray> names;
        client.run<imap::LsubCommand>(std::make_unique<imap::LsubCommand>(),
                                      [&](imap::LsubCommand &command) { names = command.subscribed(); });
        return std::ranges::find(names, folder) != names.end();
    };
    using Wish = imap::SubscribeCommand::Wish;
    const auto wish = [&](Wish what) {
        return client.run(std::make_unique<imap::SubscribeCommand>(what, folder));
    };
    // Mailutils keeps them in the home of the server's user, who has none here.
    const auto first = wish(Wish::Subscribe);
    TELL(u"SUBSCRIBE"_s, endOf(first), {"OK", "OK", "OK", "NO"});
    QCOMPARE(subscribed(), first.ok());
    QCOMPARE(wish(Wish::Unsubscribe).ok(), first.ok());
    QVERIFY(!subscribed());
}

void LiveMailboxes::aMailboxWithChildrenIsDeletedAlone()
{
    OPEN_CLIENT(client);
    const QByteArray folder = makeFolder(client, u"Eltern");
    const QByteArray child = folder + client.delimiter() + "Kind";
    QVERIFY(client.run(std::make_unique<imap::CreateCommand>(child)).ok());
    QVERIFY(put(client, folder, message("one", "1")) && put(client, child, message("two", "2")));
    const auto deleted = remove(client, folder);
    const auto left = list(client, folder);
    const bool isThere = std::ranges::any_of(left, [&](const auto &one) { return one.mailbox == folder; });
    TELL(u"DELETE of a parent"_s, endOf(deleted) + (isThere ? u", listed"_s : u", gone"_s),
         {"OK, listed", "NO, listed", "OK, listed", "NO, listed"});
    // Whatever became of the parent, nothing happens to the child (RFC 3501, 6.3.4).
    const auto told = status(client, child);
    QVERIFY(told.has_value());
    QCOMPARE(told->messages, std::optional(1U));
}

POSTHORN_TEST(LiveMailboxes)
#include "tst_mailboxes.moc"
