// SPDX-License-Identifier: GPL-3.0-or-later
// What a search may know of accounts, folders and receipts, and what is done with messages of many folders.
#include "core/mime/header.h"
#include "core/models/peoplemodel.h"
#include "core/receipts/gate.h"
#include "core/search/likeness.h"
#include "widgets/composer/peopleloader.h"
#include "widgets/displaytext.h"
#include "widgets/mainwindow_p.h"
#include "widgets/messages/messagepane.h"
#include "widgets/messages/messageview.h"
#include "widgets/reader/latestjob.h"
#include "widgets/reader/readingdesk.h"
#include "widgets/receipts/receiptdesk.h"
#include "widgets/search/savedsearchdesk.h"
#include "widgets/search/searchbar.h"
#include "widgets/search/searchespanel.h"
#include "widgets/search/searchhelp.h"
#include "widgets/targets.h"

#include <QSettings>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace {

const QString scopeKey = u"search/scope"_s;
const QString overviewKey = u"search/overview"_s;
const QString searchesKey = u"search/unfolded"_s;  // those that are kept

constexpr std::array<QLatin1StringView, 3> scopeNames{"folder"_L1, "account"_L1, "everywhere"_L1};
constexpr int rowsLookedAt = 200;  // of those that are chosen; a server says the rest

// What became of a request, in the words of a search; nullopt: it still waits.
std::optional<search::ReceiptState> stateOf(const receipts::LedgerEntry &entry)
{
    switch (receipts::columnState(true, {}, entry.state)) {
    case receipts::ColumnState::Sent:
    case receipts::ColumnState::AnsweredElsewhere: return search::ReceiptState::Sent;
    case receipts::ColumnState::Denied: return search::ReceiptState::Denied;
    case receipts::ColumnState::Blocked: return search::ReceiptState::Blocked;
    case receipts::ColumnState::None:
    case receipts::ColumnState::Requested:
    case receipts::ColumnState::Waiting: break;
    }
    return std::nullopt;
}

}

SearchDesk::Context MainWindowPrivate::searchContext()
{
    const auto allFolders = [this] {
        std::vector<search::NamedFolder> named;
        for (const accounts::Account &known : std::as_const(accounts)) {
            for (const store::Folder &one : context.reader.folders(known.id))
                named.push_back({one.id, {one.name, one.delimiter, one.role, {known.name, known.address}}});
        }
        return named;
    };
    const auto states = [this] {
        QHash<QByteArray, search::ReceiptState> found;
        for (const receipts::LedgerEntry &entry : receiptDesk->ledger()) {
            if (const auto state = stateOf(entry))
                found.insert(entry.key.value, *state);
        }
        return found;
    };
    const auto find = [this](store::FolderId in, imap::Uid uid) -> std::optional<search::StoreHit> {
        const auto copy = context.reader.find(in, uid);
        const auto row = copy ? context.reader.row(*copy) : std::nullopt;
        if (!row)
            return std::nullopt;
        return search::StoreHit{*copy, in, uid, row->date.isValid() ? row->date.toMSecsSinceEpoch() : 0};
    };
    return {context.paths.cacheDatabase(),
            allFolders,
            [this](store::FolderId id) { return folders->folder(id); },
            [](const store::Folder &one) { return DisplayText::folderPath(one); },
            [this](const QUuid &id) {
                const auto known = account(id);
                return known ? known->name : QString();
            },
            find,
            states};
}

void MainWindowPrivate::connectSearch()
{
    makeSavedSearches();
    QObject::connect(messagePane->searchDesk(), &SearchDesk::changed, q, [this] {
        refreshOverlay();
        updateActions();
    });
    QObject::connect(messagePane->searchBar(), &SearchBar::historyForgotten, q, [this] {
        QSettings settings(context.paths.windowState(), QSettings::IniFormat);
        messagePane->searchBar()->history().save(settings);
    });
    QObject::connect((*actions)[ActionId::MoreLike], &QAction::triggered, q, [this] { moreLikeThis(); });
    QObject::connect((*actions)[ActionId::SearchHelp], &QAction::triggered, q,
                     [this] { SearchHelp::open(q); });
}

// People are read once, when somebody types a search first; they are there a moment later.
search::Vocabulary MainWindowPrivate::vocabulary()
{
    if (m_searchPeopleJob == nullptr) {
        m_searchPeopleJob = new LatestJob(q);
        QList<QUuid> ids;
        for (const accounts::Account &known : std::as_const(accounts))
            ids.append(known.id);
        m_searchPeopleJob->run(
            [path = context.paths.cacheDatabase(), ids, now = context.clock.now()] {
                models::PeopleModel met;  // each of them once, the likeliest first
                met.meet(peopleInMail(path, ids), now);
                return met.people();
            },
            [this](const std::vector<models::Person> &known) {
                for (const models::Person &person : known)
                    m_searchPeople.push_back(
                        {person.mailbox.name, QString::fromUtf8(person.mailbox.addrSpec())});
            });
    }
    search::Vocabulary words{m_searchPeople, {}, {}, {}, {}};
    for (const accounts::Account &known : std::as_const(accounts)) {
        words.accounts.append(known.name);
        for (const store::Folder &one : folders->foldersInOrder(known.id))
            words.folders.append(one.role == store::FolderRole::Inbox ? u"inbox"_s : one.name);
    }
    words.folders.removeDuplicates();
    for (const search::Facet &tag : messagePane->searchDesk()->facets().of(search::FacetGroup::Tags))
        words.tags.append(std::get<search::TagTerm>(tag.query.term).keyword);
    return words;
}

// Wherever they are.
void MainWindowPrivate::moreLikeThis()
{
    const auto copy = messagePane->view()->currentCopy();
    const auto row = copy ? context.reader.row(*copy) : std::nullopt;
    if (!row)
        return;
    const auto content = context.reader.header(*copy);
    const QByteArray header = content ? content->header.value_or(QByteArray()) : QByteArray();
    const QString list = mime::Header::parse(header).text("List-Id");
    const qsizetype open = list.lastIndexOf(u'<'), close = list.lastIndexOf(u'>');
    const search::Query query = search::moreLike(
        {QString::fromUtf8(row->messageId), QString::fromUtf8(row->fromAddress),
         open >= 0 && close > open ? list.sliced(open + 1, close - open - 1) : QString(), row->subject});
    if (query.isEverything())
        return;
    messagePane->searchBar()->setScope(SearchScope::Everywhere);
    messagePane->searchBar()->lookFor(search::canonicalText(query));
}

void MainWindowPrivate::saveSearchState(QSettings &settings) const
{
    const auto scope = static_cast<std::size_t>(messagePane->searchBar()->scope());
    settings.setValue(scopeKey, QString(scopeNames[scope]));
    messagePane->searchBar()->history().save(settings);
    settings.setValue(searchesKey, savedSearches->panel()->isOpen());
    settings.setValue(overviewKey, messagePane->searchBar()->wantsOverview());
}

void MainWindowPrivate::restoreSearchState(const QSettings &settings)
{
    messagePane->searchBar()->history().restore(settings);
    savedSearches->panel()->setOpen(settings.value(searchesKey, true).toBool());
    messagePane->searchBar()->setWantsOverview(settings.value(overviewKey, true).toBool());
    const QString name = settings.value(scopeKey).toString();
    const auto known = std::find(scopeNames.begin(), scopeNames.end(), name);
    if (known != scopeNames.end())
        messagePane->searchBar()->setScope(static_cast<SearchScope>(known - scopeNames.begin()));
}

std::optional<store::Folder> MainWindowPrivate::wholeFolder() const
{
    return messages->isWide() ? std::nullopt : folder;
}

models::FolderLook MainWindowPrivate::lookOf(store::FolderId id) const
{
    const auto known = folders->folder(id);
    if (!known)
        return {};
    return {DisplayText::folderPath(*known), targets::isOwnMail(*known)};
}

QUuid MainWindowPrivate::accountShown() const
{
    const auto row = reading->current() ? context.reader.row(*reading->current()) : std::nullopt;
    const auto in = row ? context.reader.folder(row->folder) : std::nullopt;
    return in ? in->account : currentAccount();
}

bool MainWindowPrivate::isChosenReadOnly() const
{
    const auto isReadOnly = [](const std::optional<store::Folder> &in) {
        return in && in->state && in->state->readOnly;
    };
    if (!messages->isWide())
        return isReadOnly(folder);
    int looked = 0;
    const QItemSelection chosen = messagePane->view()->selectionModel()->selection();
    for (const QItemSelectionRange &range : chosen) {
        for (int row = range.top(); row <= range.bottom() && looked < rowsLookedAt; ++row, ++looked) {
            const auto item = messages->itemAt(row);
            if (item && isReadOnly(folders->folder(item->row.folder)))
                return true;
        }
    }
    return false;
}

// Requests of one folder are looked for by it when many messages are chosen.
QString MainWindowPrivate::whyNoReceipts() const
{
    constexpr qsizetype most = 500;
    return messages->isWide() && messagePane->view()->selectionModel()->selectedRows().size() > most
        ? MainWindow::tr("Of messages from several folders, %n can be answered together at most.", nullptr,
                         static_cast<int>(most))
        : QString();
}
