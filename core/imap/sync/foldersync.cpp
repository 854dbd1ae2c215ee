// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/sync/foldersync.h"

#include "core/imap/session/commands/mailboxes.h"
#include "core/imap/sync/convert.h"
#include "core/imap/wire/limits.h"
#include "core/imap/wire/mailboxname.h"

#include <QPointer>

#include <algorithm>

namespace imap::sync {

namespace {

// More new names than these at once are no renaming that anybody did while we looked away.
constexpr std::size_t mostNewNames = 50;

bool isIn(const std::vector<store::ListedFolder> &folders, const QByteArray &mailbox)
{
    return std::any_of(folders.begin(), folders.end(), [&mailbox](const store::ListedFolder &folder) {
        return folder.selectable && folder.mailbox == mailbox;
    });
}

store::ListedFolder asListed(const store::Folder &folder)
{
    return {folder.mailbox, folder.name, folder.delimiter, folder.role, true, folder.subscribed};
}

}

FolderSync::FolderSync(QUuid account, Connection &connection, QObject *parent)
    : QObject(parent), m_account(account), m_connection(&connection), m_items(statusCountItems.size())
{
    connect(m_connection, &Connection::untagged, this, &FolderSync::overhear);
}

void FolderSync::countOn(Connection &connection)
{
    if (m_connection == &connection)
        return;
    disconnect(m_connection, nullptr, this, nullptr);
    m_connection = &connection;
    m_toCount.clear();
    stopWatching();
    connect(m_connection, &Connection::untagged, this, &FolderSync::overhear);
}

void FolderSync::forget()
{
    m_listed = false;
    m_listsStatus = true;
    m_items = statusCountItems.size();
    m_uncounted.clear();
    stopWatching();
}

void FolderSync::lineLost(const Connection &line)
{
    if (m_connection == &line)
        stopWatching();
}

void FolderSync::stopWatching()
{
    m_watch = Watch::Untried;
    m_toldOf.clear();
    m_unlisted.clear();
    m_isListingAgain = false;
}

void FolderSync::list(Connection &on)
{
    on.withMailbox({}, [self = QPointer(this), &on](std::shared_ptr<Lease> lease, const Error &error) {
        if (self.isNull())
            return;
        if (lease == nullptr) {
            self->m_isListingAgain = false;
            self->failLookers(error.kind != Error::Kind::Refused);
            Q_EMIT self->failed(error);
            return;
        }
        auto *listing = new FolderListing(
            std::move(lease),
            [self, on = QPointer(&on)](const FolderListing::Told &told) {
                if (on)
                    self->takeList(told, *on);
            },
            self);
        listing->start();
    });
}

void FolderSync::takeList(const FolderListing::Told &told, Connection &on)
{
    const Completion &completion = told.completion;
    m_isListingAgain = false;
    if (!completion.ok()) {
        failLookers(isLineLost(completion));
        Q_EMIT failed(Error{isLineLost(completion) ? Error::Kind::ConnectionLost : Error::Kind::Refused,
                            completion.text.text});
        return;
    }
    store::FoldersListed list{m_account, {}};
    bool inbox = false;
    QSet<QByteArray> known;
    for (const ListData &data : told.mailboxes) {
        store::ListedFolder folder = listedFolder(data);
        // The root, told by LIST "" "", a name told twice, or a tree without an end.
        if (folder.mailbox.isEmpty() || known.contains(folder.mailbox) || levelsOf(data) > mostLevels)
            continue;
        known.insert(folder.mailbox);
        folder.subscribed = !told.subscribed || told.subscribed->contains(data.mailbox);
        inbox = inbox || folder.role == store::FolderRole::Inbox;
        list.folders.push_back(std::move(folder));
    }
    if (!inbox) {  // INBOX may be missing from LIST and is there all the same (RFC 3501, 5.1)
        ListData missing;
        missing.delimiter = '/';
        missing.mailbox = "INBOX";
        list.folders.insert(list.folders.begin(), listedFolder(missing));
        list.folders.front().subscribed = !told.subscribed || told.subscribed->contains("INBOX");
    }
    for (const store::ListedFolder &typed : m_typed) {
        if (!known.contains(typed.mailbox))
            list.folders.push_back(typed);
    }
    if (told.isCut)
        Q_EMIT cut();
    std::vector<store::Folder> missing = missingFrom(list);
    const bool isAnyKnowable = std::any_of(
        missing.begin(), missing.end(), [](const store::Folder &folder) { return folder.state.has_value(); });
    if (told.isCut) {
        m_isPartial = true;  // what it lacks may be in the rest of it
        finishList(std::move(list), missing, {});
    } else if (!isAnyKnowable)
        finishList(std::move(list), missing, {});
    else
        recogniseMissing(std::move(list), std::move(missing), on);
}

std::vector<store::Folder> FolderSync::missingFrom(const store::FoldersListed &list) const
{
    std::vector<store::Folder> missing = m_known.folders ? m_known.folders() : std::vector<store::Folder>();
    std::erase_if(missing, [&list](const store::Folder &folder) {
        return !folder.selectable || isIn(list.folders, folder.mailbox);
    });
    return missing;
}

// Something is not there any more, and something else is there that was not: perhaps it is the same (RFC
// 2180, 3.3 and 3.4). Until that is known nothing is thrown away.
void FolderSync::recogniseMissing(store::FoldersListed list, std::vector<store::Folder> missing,
                                  Connection &on)
{
    std::vector<MailboxIdentity> made;
    const std::vector<store::Folder> known = m_known.folders();
    for (const store::ListedFolder &folder : list.folders) {
        const bool isOld = std::any_of(known.begin(), known.end(), [&folder](const store::Folder &old) {
            return old.mailbox == folder.mailbox && old.selectable;
        });
        if (folder.selectable && !isOld)
            made.push_back({folder.mailbox, folder.delimiter, {}, {}, {}, 0});
    }
    if (made.empty() || made.size() > mostNewNames) {
        finishList(std::move(list), missing, {});
        return;
    }
    on.withMailbox(
        {},
        [self = QPointer(this), list = std::move(list), missing = std::move(missing),
         made = std::move(made)](std::shared_ptr<Lease> lease, const Error &error) mutable {
            if (self.isNull())
                return;
            if (lease == nullptr) {
                self->failLookers(true);
                Q_EMIT self->failed(error);  // nothing was decided
                return;
            }
            auto *questions = new IdentityQuestions(
                std::move(made), std::move(lease),
                [self, list = std::move(list), missing](const IdentityQuestions::Answers &answers) {
                    if (answers)
                        self->finishList(
                            list, missing,
                            recognise(self->identitiesOf(missing), *answers, self->validities()));
                    else
                        self->failLookers(true);
                },
                self);
            questions->start();
        });
}

std::vector<MailboxIdentity> FolderSync::identitiesOf(const std::vector<store::Folder> &folders) const
{
    std::vector<MailboxIdentity> identities;
    for (const store::Folder &folder : folders) {
        const auto state = folder.state.value_or(store::MailboxState());
        const Uid above{m_known.highestUid ? m_known.highestUid(folder.id).value + 1 : 0};
        identities.push_back({folder.mailbox, folder.delimiter, state.mailboxId, state.uidValidity,
                              std::max(state.uidNext, above), folder.messages});
    }
    return identities;
}

// Of every mailbox that is known, each time it occurs.
std::vector<UidValidity> FolderSync::validities() const
{
    std::vector<UidValidity> all;
    for (const store::Folder &folder : m_known.folders()) {
        if (folder.state)
            all.push_back(folder.state->uidValidity);
    }
    return all;
}

// What others have hinted at, where the list bears it out.
void FolderSync::heedSuggestions(const std::vector<store::Folder> &missing,
                                 std::vector<MailboxRenaming> &renamings)
{
    for (const MailboxRenaming &hint : std::exchange(m_suggested, {})) {
        const bool isGone = std::any_of(missing.begin(), missing.end(), [&hint](const store::Folder &folder) {
            return folder.mailbox == hint.from;
        });
        const bool isKnown = std::any_of(renamings.begin(), renamings.end(), [&hint](const auto &each) {
            return each.from == hint.from || each.to == hint.to;
        });
        if (isGone && !isKnown && isIn(m_folders, hint.to))
            renamings.push_back(hint);
    }
}

void FolderSync::finishList(store::FoldersListed list, const std::vector<store::Folder> &missing,
                            std::vector<MailboxRenaming> renamings)
{
    m_folders = list.folders;
    m_listed = true;
    heedSuggestions(missing, renamings);
    store::FoldersRenamed names{m_account, {}};
    for (const MailboxRenaming &each : renamings)
        names.names.push_back({each.from, each.to, displayName(each.to)});
    if (!names.names.empty())
        Q_EMIT updateReady(names);
    QByteArrayList lost, open;
    const bool spares = sparesMissing(missing, renamings);
    for (const store::Folder &folder : missing) {
        const bool isRenamed = std::any_of(renamings.begin(), renamings.end(), [&folder](const auto &each) {
            return each.from == folder.mailbox;
        });
        const bool isOurs = m_expectedGone.remove(folder.mailbox);
        if (isRenamed || isOurs)
            continue;
        const bool isOpen = m_known.isOpen && m_known.isOpen(folder.mailbox);
        if (!spares)
            (isOpen ? open : lost).append(folder.mailbox);
        if (isOpen || spares) {
            std::erase_if(list.folders, [&](const auto &each) { return each.mailbox == folder.mailbox; });
            list.folders.push_back(asListed(folder));
        }
    }
    Q_EMIT updateReady(list);
    for (const MailboxRenaming &each : renamings) {
        m_renamed.push_back(each);
        Q_EMIT renamed(each.from, each.to);
    }
    for (const QByteArray &mailbox : std::as_const(open))
        Q_EMIT ghosted(mailbox);
    for (const QByteArray &mailbox : std::as_const(lost))
        Q_EMIT gone(mailbox);
    Q_EMIT listed();
    answerLookers();
}

// Much is missing at once: a server that is being repaired lists INBOX and no more. Nothing is given up for
// that until another list, a while later, lacks it as well; nor for a list that is known to have no end.
bool FolderSync::sparesMissing(const std::vector<store::Folder> &missing,
                               const std::vector<MailboxRenaming> &renamings)
{
    constexpr std::ptrdiff_t few = 3, share = 5;
    constexpr std::chrono::seconds aWhile{30};
    if (std::exchange(m_isPartial, false))
        return missing.size() <= limits::mailboxes;  // there is an end to new names
    const auto lacking = std::count_if(missing.begin(), missing.end(), [&](const store::Folder &folder) {
        return !m_expectedGone.contains(folder.mailbox)
            && std::none_of(renamings.begin(), renamings.end(),
                            [&folder](const auto &each) { return each.from == folder.mailbox; });
    });
    const std::vector<store::Folder> folders =
        m_known.folders ? m_known.folders() : std::vector<store::Folder>();
    const auto known = std::count_if(folders.begin(), folders.end(),
                                     [](const store::Folder &folder) { return folder.selectable; });
    const bool isMuch = lacking > few && lacking * share > known;
    if (!isMuch || std::exchange(m_mayBelieve, false)) {
        m_secondList.reset();
        m_mayBelieve = false;
        return false;
    }
    if (m_secondList == nullptr) {
        m_secondList = m_connection->clock().alarm(aWhile, [this] {
            m_secondList.reset();
            m_mayBelieve = true;
            listAgain();
        });
    }
    return true;
}

void FolderSync::addTyped(const QByteArray &mailbox)
{
    const bool isKnown = std::any_of(m_folders.begin(), m_folders.end(), [&mailbox](const auto &folder) {
        return sameMailbox(folder.mailbox, mailbox);
    });
    if (isKnown)
        return;
    ListData data;
    data.mailbox = mailbox;
    m_typed.push_back(listedFolder(data));
    m_folders.push_back(m_typed.back());
    Q_EMIT updateReady(store::FoldersListed{m_account, m_folders});
}

bool FolderSync::dropTyped(const QByteArray &mailbox)
{
    const auto isIt = [&mailbox](const store::ListedFolder &folder) { return folder.mailbox == mailbox; };
    if (std::erase_if(m_typed, isIt) == 0)
        return false;
    std::erase_if(m_folders, isIt);
    Q_EMIT updateReady(store::FoldersListed{m_account, m_folders});
    return true;
}

void FolderSync::lookFor(const QByteArray &mailbox, Found found)
{
    m_lookers.emplace_back(mailbox, std::move(found));
    listAgain();
}

void FolderSync::failLookers(bool isLineLost)
{
    for (const auto &[mailbox, found] : std::exchange(m_lookers, {}))
        found({isLineLost ? Whereabouts::Kind::LineLost : Whereabouts::Kind::Unknown});
}

void FolderSync::answerLookers()
{
    for (const auto &[mailbox, found] : std::exchange(m_lookers, {})) {
        QByteArray name = mailbox;
        for (const MailboxRenaming &each : m_renamed) {  // in the order it happened
            if (each.from == name)
                name = each.to;
        }
        const QByteArray now = isIn(m_folders, mailbox) ? mailbox : name;
        if (isIn(m_folders, now))
            found({Whereabouts::Kind::There, now});
        else
            found({Whereabouts::Kind::Gone});
    }
}

std::vector<MailboxRenaming> FolderSync::rename(const QByteArray &from, const QByteArray &to)
{
    std::vector<MailboxRenaming> names;
    store::FoldersRenamed renamed{m_account, {}};
    for (const store::ListedFolder &folder : m_folders) {
        const QByteArray name = nameAfterRename(folder.mailbox, from, to, folder.delimiter);
        if (name == folder.mailbox)
            continue;
        renamed.names.push_back({folder.mailbox, name, displayName(name)});
        names.push_back({folder.mailbox, name});
    }
    for (store::ListedFolder &folder : m_folders)
        folder.mailbox = nameAfterRename(folder.mailbox, from, to, folder.delimiter);
    if (!renamed.names.empty())
        Q_EMIT updateReady(renamed);
    return names;
}

}
