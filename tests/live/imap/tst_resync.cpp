// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/session/commands/fetch.h"
#include "core/imap/session/commands/select.h"
#include "core/imap/session/commands/simple.h"
#include "core/imap/session/commands/store.h"

#include "tests/live/imap/realservers.h"

using namespace Qt::StringLiterals;
using namespace live;

// CONDSTORE and QRESYNC (RFC 7162) with the servers that have them.
class LiveResync : public RealServers
{
    Q_OBJECT

private Q_SLOTS:
    void aConditionalStoreLosesAgainstAnotherClient();
    void onlyWhatHasChangedIsFetched();
    void whatVanishedIsToldByUid();
    void aKnownMailboxTellsOnlyWhatHasChanged();
};

void LiveResync::aConditionalStoreLosesAgainstAnotherClient()
{
    OPEN_CLIENT(client);
    const bool isOffered = client.session().capabilities().condstore();
    QString how = notOffered;
    if (isOffered) {
        const QByteArray folder = makeFolder(client, u"unchangedsince");
        QVERIFY(put(client, folder, message("one", "1")) && select(client, folder));
        const auto before = fetch(client, "UID FLAGS MODSEQ");
        QCOMPARE(before.messages.size(), std::size_t{1});
        const auto modSeq = before.messages.front().items.modSeq;
        QVERIFY(modSeq.has_value());
        Client other(server());
        QVERIFY(other.open() && select(other, folder));
        QVERIFY(other.say("UID STORE 1 +FLAGS (\\Flagged)").ok());
        const auto end = client.run(std::make_unique<imap::StoreCommand>(
            imap::UidSet::single({1}), imap::FlagChange::Add, std::vector{"$MDNSent"_ba}, modSeq));
        const auto *modified = end.text.as<imap::code::Modified>();
        QVERIFY(modified != nullptr && modified->uids.contains({1}));
        how = endOf(end) + u" [MODIFIED]"_s;
        const auto after = fetch(client, "UID FLAGS MODSEQ");
        QVERIFY(std::ranges::none_of(*after.messages.front().items.flags,
                                     [](const QByteArray &flag) { return flag == "$MDNSent"; }));
        // With what is true now it is taken.
        const auto again = client.run(std::make_unique<imap::StoreCommand>(
            imap::UidSet::single({1}), imap::FlagChange::Add, std::vector{"$MDNSent"_ba},
            after.messages.front().items.modSeq));
        QVERIFY(again.ok() && again.text.as<imap::code::Modified>() == nullptr);
    }
    TELL(u"STORE UNCHANGEDSINCE"_s, how, {"OK [MODIFIED]", "OK [MODIFIED]", "not offered", "not offered"});
}

void LiveResync::onlyWhatHasChangedIsFetched()
{
    OPEN_CLIENT(client);
    QString how = notOffered;
    if (client.session().capabilities().condstore()) {
        const QByteArray folder = makeFolder(client, u"changedsince");
        for (const char *subject : {"one", "two", "three"})
            QVERIFY(put(client, folder, message(subject, subject)));
        QVERIFY(select(client, folder));
        const imap::ModSeq known = client.session().selected()->highestModSeq;
        QVERIFY(known.value > 0);
        QVERIFY(client.say("UID STORE 2 +FLAGS (\\Flagged)").ok());
        imap::UidSet all = imap::UidSet::single({1});
        all.add({{2}, {3}});
        std::vector<imap::Fetch> changed;
        auto command = std::make_unique<imap::FetchCommand>(all, "UID FLAGS", known);
        QObject::connect(command.get(), &imap::FetchCommand::fetched, command.get(),
                         [&](const imap::Fetch &one) { changed.push_back(one); });
        QVERIFY(client.run(std::move(command)).ok());
        QStringList uids;
        for (const imap::Fetch &one : changed)
            uids += QString::number(one.items.uid->value);
        how = uids.join(u' ');
    }
    TELL(u"FETCH CHANGEDSINCE"_s, how, {"2", "2", "not offered", "not offered"});
}

void LiveResync::whatVanishedIsToldByUid()
{
    OPEN_CLIENT(plain);
    imap::SessionOptions options;
    options.enable = {"CONDSTORE", "QRESYNC"};
    Client client(server(), {}, options);
    QVERIFY(client.open());
    QString how = notOffered;
    if (client.has("QRESYNC")) {
        QVERIFY(client.session().isEnabled("QRESYNC"));
        const QByteArray folder = makeFolder(client, u"vanished");
        for (const char *subject : {"one", "two", "three"})
            QVERIFY(put(client, folder, message(subject, subject)));
        QVERIFY(select(client, folder) && select(plain, folder));
        QVERIFY(plain.say("UID STORE 1,3 +FLAGS (\\Deleted)").ok() && plain.say("EXPUNGE").ok());
        QVERIFY(client.run(std::make_unique<imap::NoopCommand>()).ok());
        QVERIFY(client.news<imap::Expunge>().empty());
        QStringList gone;
        for (const imap::Vanished &vanished : client.news<imap::Vanished>())
            gone += QString::fromLatin1(vanished.uids.toText());
        how = gone.join(u' ');
        QCOMPARE(exists(client), 1U);
    }
    TELL(u"VANISHED"_s, how, {"1,3", "1,3", "not offered", "not offered"});
}

void LiveResync::aKnownMailboxTellsOnlyWhatHasChanged()
{
    OPEN_CLIENT(other);
    const QByteArray folder = makeFolder(other, u"known");
    for (const char *subject : {"one", "two", "three", "four"})
        QVERIFY(put(other, folder, message(subject, subject)));
    imap::SessionOptions options;
    options.enable = {"CONDSTORE", "QRESYNC"};
    Client client(server(), {}, options);
    QVERIFY(client.open() && select(client, folder));
    imap::KnownMailbox known{client.session().selected()->uidValidity,
                             client.session().selected()->highestModSeq};
    known.uids = imap::UidSet::single({1});
    known.uids.add({{2}, {4}});
    QVERIFY(select(client, "INBOX"));
    QVERIFY(select(other, folder) && other.say("UID STORE 3 +FLAGS (\\Flagged)").ok());
    QVERIFY(other.say("UID STORE 1 +FLAGS (\\Deleted)").ok() && other.say("EXPUNGE").ok());
    QStringList told;
    bool isResynced = false;
    auto command = std::make_unique<imap::SelectCommand>(folder, imap::Access::ReadWrite, known);
    QObject::connect(
        command.get(), &imap::SelectCommand::changed, command.get(),
        [&](const imap::Fetch &one) { told += QString::number(one.items.uid->value) + u" changed"_s; });
    QObject::connect(
        command.get(), &imap::SelectCommand::vanished, command.get(),
        [&](const imap::UidSet &uids) { told += QString::fromLatin1(uids.toText()) + u" gone"_s; });
    QVERIFY(client
                .run<imap::SelectCommand>(std::move(command),
                                          [&](imap::SelectCommand &done) { isResynced = done.isResynced(); })
                .ok());
    told.sort();
    TELL(u"SELECT (QRESYNC)"_s, isResynced ? told.join(u", ") : notOffered,
         {"1 gone, 3 changed", "1 gone, 3 changed", "not offered", "not offered"});
    QCOMPARE(exists(client), 3U);
}

POSTHORN_TEST(LiveResync)
#include "tst_resync.moc"
