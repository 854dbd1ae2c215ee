// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/session/commands/mailboxes.h"
#include "core/imap/session/commands/simple.h"

#include "tests/live/imap/realservers.h"

using namespace Qt::StringLiterals;
using namespace live;

// Two connections: what one does while the other has the mailbox selected (RFC 2180).
class LiveUnderUs : public RealServers
{
    Q_OBJECT

private Q_SLOTS:
    void idleTellsOfWhatAnotherClientDoes();
    void anExpungeByAnotherClientIsNeverTakenForAnEmptyMessage();
    void aMailboxDeletedUnderUsNeitherHangsNorMisleads();
    void aMailboxRenamedUnderUsNeitherHangsNorMisleads();

private:
    using Deed = std::function<imap::Completion(Client &, const QByteArray &)>;
    [[nodiscard]] QString observeLoss(Client &client, const Deed &takeAway, QStringView words);
};

void LiveUnderUs::idleTellsOfWhatAnotherClientDoes()
{
    OPEN_CLIENT(client);
    QVERIFY(client.has("IDLE"));
    const QByteArray folder = makeFolder(client, u"idle");
    QVERIFY(put(client, folder, message("one", "1")));
    QVERIFY(select(client, folder));
    Client other(server());
    QVERIFY(other.open());
    auto *idle = client.session().run(std::make_unique<imap::IdleCommand>());
    QVERIFY(client.waitFor([&] { return idle->isIdling() || client.isClosed(); }) && !client.isClosed());
    QVERIFY(put(other, folder, message("two", "2")));
    // Mailutils says "+ idling", and then nothing for as long as it is left idling.
    const bool isDeaf = server().kind() == ImapServer::Kind::Mailutils;
    TELL(u"IDLE tells of others"_s, !isDeaf, {"yes", "yes", "yes", "no"});
    QVERIFY(isDeaf || client.waitFor([&] { return exists(client) == 2 || client.isClosed(); }));
    QVERIFY(select(other, folder));
    QVERIFY(other.say("UID STORE 1 +FLAGS (\\Deleted)").ok() && other.say("EXPUNGE").ok());
    QVERIFY(isDeaf || client.waitFor([&] { return exists(client) == 1 || client.isClosed(); }));
    // Another command ends it without being asked.
    QVERIFY(client.run(std::make_unique<imap::NoopCommand>()).ok());
    QVERIFY(isDeaf || exists(client) == 1);
    QVERIFY(select(client, folder));
    QCOMPARE(exists(client), 1U);
}

void LiveUnderUs::anExpungeByAnotherClientIsNeverTakenForAnEmptyMessage()
{
    OPEN_CLIENT(client);
    const QByteArray folder = makeFolder(client, u"expunge");
    for (const char *subject : {"one", "two", "three"})
        QVERIFY(put(client, folder, message(subject, subject)));
    QVERIFY(select(client, folder));
    Client other(server());
    QVERIFY(other.open() && select(other, folder));
    QVERIFY(other.say("UID STORE 2 +FLAGS (\\Deleted)").ok() && other.say("EXPUNGE").ok());
    QCOMPARE(exists(other), 2U);
    const auto fetched = fetch(client, "UID BODY.PEEK[]");
    QString seen = endOf(fetched.end)
        + (fetched.end.text.has(imap::code::Atom::Kind::ExpungeIssued) ? u" [EXPUNGEISSUED]"_s : u""_s);
    for (const imap::Fetch &one : fetched.messages) {
        if (one.items.uid != imap::Uid{2} || one.items.sections.empty())
            continue;
        const auto &data = one.items.sections.front().data;
        seen += !data               ? u", NIL"_s
            : data->isEmpty()       ? u", empty"_s
            : data->contains("two") ? u", whole"_s
                                    : u", invented"_s;
    }
    TELL(u"FETCH of an expunged message"_s, seen,
         {"OK [EXPUNGEISSUED], NIL", "OK, whole", "OK, invented", "OK, empty"});
    QVERIFY(client.run(std::make_unique<imap::NoopCommand>()).ok());
    TELL(u"EXPUNGE told at NOOP"_s, exists(client) == 2, {"yes", "yes", "yes", "no"});
    QVERIFY(exists(client) == 2 || exists(client) == 3);
}

// Client and server agree, after whatever the server does, or the connection is over; both in finite time.
QString LiveUnderUs::observeLoss(Client &client, const Deed &takeAway, QStringView words)
{
    const QByteArray folder = makeFolder(client, words);
    Client other(server());
    if (!put(client, folder, message("one", "1")) || !put(client, folder, message("two", "2"))
        || !select(client, folder) || !other.open() || !takeAway(other, folder).ok())
        return u"it could not even begin"_s;
    QString seen = u"NOOP "_s + endOf(client.run(std::make_unique<imap::NoopCommand>()));
    if (!client.isClosed()) {
        seen += u", "_s + QString::number(exists(client)) + u" left; FETCH "_s;
        seen += endOf(fetch(client, "UID BODY.PEEK[]").end);
    }
    // The session is as usable as the server lets it.
    if (!client.isClosed() && !select(client, "INBOX") && !client.isClosed())
        seen += u", and stuck"_s;
    return select(other, "INBOX") ? seen : seen + u"; the other one is stuck"_s;
}

void LiveUnderUs::aMailboxDeletedUnderUsNeitherHangsNorMisleads()
{
    OPEN_CLIENT(client);
    const Deed takeAway = [](Client &other, const QByteArray &folder) { return remove(other, folder); };
    TELL(u"deleted under us"_s, observeLoss(client, takeAway, u"deleted"),
         {"NOOP closed", "NOOP OK, 0 left; FETCH NO", "NOOP OK, 2 left; FETCH OK",
          "NOOP OK, 2 left; FETCH OK"});
}

void LiveUnderUs::aMailboxRenamedUnderUsNeitherHangsNorMisleads()
{
    OPEN_CLIENT(client);
    const Deed takeAway = [](Client &other, const QByteArray &folder) {
        return other.run(std::make_unique<imap::RenameCommand>(folder, folder + "-new"));
    };
    TELL(u"renamed under us"_s, observeLoss(client, takeAway, u"renamed"),
         {"NOOP closed", "NOOP OK, 0 left; FETCH NO", "NOOP OK, 2 left; FETCH OK",
          "NOOP OK, 2 left; FETCH OK"});
}

POSTHORN_TEST(LiveUnderUs)
#include "tst_underus.moc"
