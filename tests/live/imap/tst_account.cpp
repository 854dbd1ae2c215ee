// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/session/commands/list.h"
#include "core/imap/session/commands/mailboxes.h"
#include "core/imap/session/commands/metadata.h"
#include "core/imap/session/commands/notify.h"
#include "core/imap/session/commands/quota.h"
#include "core/imap/session/commands/rights.h"
#include "core/imap/session/commands/simple.h"

#include "tests/live/imap/realservers.h"

using namespace Qt::StringLiterals;
using namespace live;

namespace {

bool has(const std::vector<QByteArray> &words, const QByteArray &wanted)
{
    return std::ranges::any_of(
        words, [&](const QByteArray &word) { return word.compare(wanted, Qt::CaseInsensitive) == 0; });
}

}

// What is asked of an account beside its messages: uses and states of mailboxes, room, rights, notes.
class LiveAccount : public RealServers
{
    Q_OBJECT

private Q_SLOTS:
    void mailboxesHaveUses();
    void theListTellsStatesOfAllMailboxes();
    void subscribedMailboxesAreListedAlone();
    void theRoomThatIsLeftIsTold();
    void rightsAreTold();
    void notesOnMailboxesAreKept();
    void newsOfOtherMailboxesComeUnasked();

private:
    struct Listed {
        imap::Completion end;
        std::vector<imap::ListData> mailboxes;
        std::vector<imap::StatusData> statuses;
        std::vector<imap::MyRightsData> rights;
    };
    [[nodiscard]] static Listed list(Client &client, const imap::ListWishes &wishes)
    {
        Listed listed;
        listed.end =
            client.run<imap::ListCommand>(std::make_unique<imap::ListCommand>(wishes, std::vector{"*"_ba}),
                                          [&](imap::ListCommand &command) {
                                              listed.mailboxes = command.mailboxes();
                                              listed.statuses = command.statuses();
                                              listed.rights = command.rights();
                                          });
        return listed;
    }
};

void LiveAccount::mailboxesHaveUses()
{
    OPEN_CLIENT(client);
    imap::ListWishes wishes;
    wishes.specialUse = true;
    QStringList uses;
    const Listed listed = list(client, wishes);
    for (const auto &mailbox : listed.mailboxes) {
        if (has(mailbox.attributes, "\\Drafts"))
            uses += QString::fromLatin1(mailbox.mailbox);
    }
    QVERIFY(listed.end.ok());
    TELL(u"\\Drafts is"_s, uses.isEmpty() ? notOffered : uses.join(u' '),
         {"Drafts", "Drafts", "not offered", "not offered"});
    // A new mailbox with a use; to servers without CREATE-SPECIAL-USE it is not said.
    const QByteArray folder = client.folder(u"Gesendetes");
    const std::vector wanted{"\\Archive"_ba};
    QVERIFY(client.run(std::make_unique<imap::CreateCommand>(folder, wanted)).ok());
    QString how = client.has("CREATE-SPECIAL-USE") ? u"no"_s : notOffered;
    for (const auto &mailbox : list(client, wishes).mailboxes) {
        if (mailbox.mailbox == folder && has(mailbox.attributes, "\\Archive"))
            how = u"yes"_s;
    }
    TELL(u"CREATE-SPECIAL-USE"_s, how, {"not offered", "yes", "not offered", "not offered"});
}

void LiveAccount::theListTellsStatesOfAllMailboxes()
{
    OPEN_CLIENT(client);
    const QByteArray folder = makeFolder(client, u"Zählung");
    const QByteArray sent = message("one", "1");
    QVERIFY(put(client, folder, sent));
    imap::ListWishes wishes;
    wishes.status = {imap::StatusItem::Messages, imap::StatusItem::Unseen, imap::StatusItem::Size,
                     imap::StatusItem::MailboxId};
    wishes.myRights = true;
    wishes.children = true;
    const Listed listed = list(client, wishes);
    QVERIFY(listed.end.ok());
    QVERIFY(std::ranges::any_of(listed.mailboxes, [&](const auto &one) { return one.mailbox == folder; }));
    const auto told = std::ranges::find(listed.statuses, folder, &imap::StatusData::mailbox);
    QString how = notOffered, size = notOffered;
    if (told != listed.statuses.end()) {
        how =
            QString::number(told->messages.value_or(0)) + u", "_s + QString::number(told->unseen.value_or(0));
        size = inWords(told->size == static_cast<quint64>(sent.size()));
    }
    TELL(u"LIST-STATUS"_s, how, {"1, 1", "1, 1", "not offered", "not offered"});
    TELL(u"STATUS=SIZE"_s, size, {"yes", "yes", "not offered", "not offered"});
    TELL(u"LIST-MYRIGHTS"_s, listed.rights.empty() ? notOffered : u"yes"_s,
         {"not offered", "yes", "not offered", "not offered"});
}

void LiveAccount::subscribedMailboxesAreListedAlone()
{
    OPEN_CLIENT(client);
    const QByteArray folder = makeFolder(client, u"Abbestellt"), other = makeFolder(client, u"Bestellt");
    using imap::SubscribeCommand;
    const auto end = client.run(std::make_unique<SubscribeCommand>(SubscribeCommand::Wish::Subscribe, other));
    imap::ListWishes wishes;
    wishes.onlySubscribed = true;
    const Listed listed = list(client, wishes);
    const auto isListed = [&](const QByteArray &name) {
        return std::ranges::any_of(listed.mailboxes, [&](const auto &one) { return one.mailbox == name; });
    };
    QVERIFY(!isListed(folder));
    QCOMPARE(isListed(other), end.ok());
    const QString way = client.said().value(0).contains("LSUB") ? u"LSUB"_s : u"LIST (SUBSCRIBED)"_s;
    TELL(u"subscribed ones by"_s, way, {"LIST (SUBSCRIBED)", "LIST (SUBSCRIBED)", "LSUB", "LSUB"});
}

void LiveAccount::theRoomThatIsLeftIsTold()
{
    OPEN_CLIENT(client);
    std::vector<QByteArray> roots;
    std::vector<imap::QuotaData> quotas;
    const auto end = client.run<imap::MailboxQuotaCommand>(
        std::make_unique<imap::MailboxQuotaCommand>("INBOX"), [&](imap::MailboxQuotaCommand &command) {
            roots = command.roots();
            quotas = command.quotas();
        });
    QString how = imap::offersQuota(client.session().capabilities()) ? endOf(end) : notOffered;
    for (const imap::QuotaData &quota : quotas) {
        QStringList limits;
        for (const auto &resource : quota.resources)
            limits += QString::fromLatin1(resource.name) + u' ' + QString::number(resource.limit);
        how = limits.isEmpty() ? u"no limit"_s : limits.join(u' ');
    }
    const char *const limits = "STORAGE 10240 MESSAGE 1000";
    TELL(u"QUOTA of INBOX"_s, how, {limits, "no limit", limits, "not offered"});
    QString single = notOffered;
    if (!roots.empty()) {
        std::optional<imap::QuotaData> one;
        const auto answer =
            client.run<imap::QuotaCommand>(std::make_unique<imap::QuotaCommand>(roots.front()),
                                           [&](imap::QuotaCommand &command) { one = command.quota(); });
        single = endOf(answer);
        QVERIFY(!answer.ok() || one == quotas.front());
    }
    TELL(u"GETQUOTA"_s, single, {"OK", "NO", "OK", "not offered"});  // Cyrus tells administrators only
}

void LiveAccount::rightsAreTold()
{
    OPEN_CLIENT(client);
    const QByteArray folder = makeFolder(client, u"Rechte");
    std::optional<QByteArray> mine;
    std::optional<imap::AclData> all;
    std::optional<imap::ListRightsData> possible;
    const auto end =
        client.run<imap::MyRightsCommand>(std::make_unique<imap::MyRightsCommand>(folder),
                                          [&](imap::MyRightsCommand &command) { mine = command.rights(); });
    if (end.ok()) {
        QVERIFY(client
                    .run<imap::AclCommand>(std::make_unique<imap::AclCommand>(folder),
                                           [&](imap::AclCommand &command) { all = command.acl(); })
                    .ok());
        QVERIFY(client
                    .run<imap::ListRightsCommand>(
                        std::make_unique<imap::ListRightsCommand>(folder, "bob"),
                        [&](imap::ListRightsCommand &command) { possible = command.rights(); })
                    .ok());
        QVERIFY(mine && all && possible);
        QVERIFY(!all->entries.empty() && !possible->optional.empty());
        const QByteArray rights = imap::standardRights(*mine, client.session().capabilities());
        for (const char right : {'l', 'r', 's', 'w', 'i', 'k', 'x', 't', 'e', 'a'})
            QVERIFY2(rights.contains(right), rights.constData());
    }
    TELL(u"MYRIGHTS"_s, mine ? QString::fromLatin1(*mine) : notOffered,
         {"lrwstipekxacd", "lrswipkxtecdan", "acdilrsw|aceilrstwx", "not offered"});
}

void LiveAccount::notesOnMailboxesAreKept()
{
    OPEN_CLIENT(client);
    const QByteArray folder = makeFolder(client, u"Notizen");
    const bool isOffered = imap::offersMetadata(client.session().capabilities(), folder);
    QString how = notOffered;
    const QByteArray entry = "/private/comment", words = "grün, with \"quotes\"\r\nand two lines";
    if (isOffered) {
        const auto read = [&]() -> std::optional<QByteArray> {
            std::vector<imap::MetadataData::Entry> told;
            client.run<imap::GetMetadataCommand>(
                std::make_unique<imap::GetMetadataCommand>(folder, std::vector{entry}),
                [&](imap::GetMetadataCommand &command) { told = command.entries(); });
            return told.empty() ? std::nullopt : told.front().value;
        };
        const auto write = [&](const std::optional<QByteArray> &value) {
            return client.run(std::make_unique<imap::SetMetadataCommand>(
                folder, std::vector{imap::MetadataData::Entry{entry, value}}));
        };
        QVERIFY(!read().has_value());
        QVERIFY(write(words).ok());
        QCOMPARE(read(), std::optional(words));
        QVERIFY(write(std::nullopt).ok());
        QVERIFY(!read().has_value());
        how = u"kept"_s;
    }
    TELL(u"METADATA"_s, how, {"kept", "kept", "not offered", "not offered"});
}

void LiveAccount::newsOfOtherMailboxesComeUnasked()
{
    OPEN_CLIENT(client);
    const QByteArray folder = makeFolder(client, u"Neues");
    QVERIFY(select(client, "INBOX"));
    QString how = notOffered;
    using imap::NotifyEvent, imap::NotifyGroup;
    const std::vector<NotifyGroup> groups{
        {NotifyGroup::Mailboxes::SelectedDelayed, {NotifyEvent::Messages, NotifyEvent::Flags}, {}},
        {NotifyGroup::Mailboxes::Personal, {NotifyEvent::Messages, NotifyEvent::MailboxNames}, {}}};
    const auto end = client.run(std::make_unique<imap::NotifyCommand>(groups));
    if (end.ok()) {
        Client other(server());
        QVERIFY(other.open() && put(other, folder, message("one", "1")));
        const auto isTold = [&] {
            return std::ranges::any_of(client.news<imap::StatusData>(), [&](const imap::StatusData &status) {
                return status.mailbox == folder && status.messages == 1U;
            });
        };
        // The server speaks when it likes, or when it is spoken to.
        how = client.waitFor(isTold) ? u"told"_s : u"not told"_s;
        QVERIFY(client.run(std::make_unique<imap::NotifyCommand>(std::vector<NotifyGroup>{})).ok());
    }
    TELL(u"NOTIFY"_s, how, {"told", "not offered", "not offered", "not offered"});
}

POSTHORN_TEST(LiveAccount)
#include "tst_account.moc"
