// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/search/searchdesk.h"

#include <QLocale>

#include <algorithm>

using search::Query;
using search::StoreHit;
using Stage = SearchState::Stage;

namespace {

bool namesPlaces(const Query &query)
{
    const bool isPlace = query.form == Query::Form::Single
        && (std::holds_alternative<search::FolderTerm>(query.term)
            || std::holds_alternative<search::AccountTerm>(query.term));
    return isPlace || std::any_of(query.parts.begin(), query.parts.end(), namesPlaces);
}

}

SearchDesk::SearchDesk(Context context, models::MessageListModel &model, Clock &clock, QObject *parent)
    : QObject(parent), m_context(std::move(context)), m_model(model), m_clock(clock),
      m_searcher(new Searcher(m_context.cachePath, this))
{
    connect(m_searcher, &Searcher::found, this, &SearchDesk::takeHits);
    connect(m_searcher, &Searcher::ended, this, &SearchDesk::takeEnd);
    connect(m_searcher, &Searcher::counted, this, [this](quint64 serial, const search::Facets &facets) {
        if (serial != m_serial)
            return;
        m_facets = facets;
        Q_EMIT counted();
    });
}

void SearchDesk::ask(const store::Folder &folder, const QString &name, const QString &text, SearchScope scope,
                     Reach reach)
{
    const bool isSame =
        isOn() && m_question.folder.id == folder.id && m_question.text == text && m_question.scope == scope;
    const Reach before = std::exchange(m_reach, reach);
    if (isSame && before == Reach::Here)
        askNext();
    else
        begin({folder, name, text, scope});
}

void SearchDesk::begin(const Question &question)
{
    if (m_state.server == Stage::Running)
        Q_EMIT searchGivenUp();
    ++m_serial;
    m_question = question;
    m_found.clear();
    m_listed.reset();
    m_copies.clear();
    m_new.clear();
    m_fresh.clear();
    m_unknown.clear();
    m_incomplete.clear();
    m_rounds = {};
    m_isListed = false;
    m_state = {};
    m_state.text = question.text;
    m_state.parsed = search::parseQuery(question.text);
    m_state.here = Stage::Running;
    // Whoever names a place does not mean this folder.
    m_state.scope = question.scope == SearchScope::Folder && namesPlaces(m_state.parsed.query)
        ? SearchScope::Everywhere
        : question.scope;
    m_state.place = m_state.scope == SearchScope::Account ? m_context.accountName(question.folder.account)
                                                          : question.name;
    const search::DateContext now{m_clock.now(), QTimeZone::systemTimeZone(), QLocale().firstDayOfWeek()};
    m_searcher->start(
        {m_serial, m_state.parsed.query, m_context.folders(), scopeOf(question), now, m_context.receipts()});
    Q_EMIT changed();
}

std::vector<store::FolderId> SearchDesk::scopeOf(const Question &question) const
{
    if (m_state.scope == SearchScope::Folder)
        return {question.folder.id};
    std::vector<store::FolderId> scope;
    for (const search::NamedFolder &named : m_context.folders()) {
        const auto folder = m_state.scope == SearchScope::Account ? m_context.folder(named.id) : std::nullopt;
        if (folder && folder->account == question.folder.account)
            scope.push_back(named.id);
    }
    return scope;  // empty: everywhere
}

QString SearchDesk::wholeQuestion() const
{
    if (!isWide() || m_state.scope == SearchScope::Account) {
        std::vector<Query> parts{m_state.parsed.query};
        if (!isWide())
            parts.push_back(Query::of(search::FolderTerm{m_question.folder.role == store::FolderRole::Inbox
                                                             ? QStringLiteral("inbox")
                                                             : m_question.folder.name}));
        parts.push_back(Query::of(search::AccountTerm{m_context.accountName(m_question.folder.account)}));
        return search::canonicalText(Query::allOf(std::move(parts)));
    }
    return m_state.text;
}

void SearchDesk::end()
{
    ++m_serial;  // an answer that is still on its way is late
    m_searcher->cancel();
    m_state = {};
    m_facets = {};
    m_rounds = {};
    m_model.widen();
    Q_EMIT searchGivenUp();
    Q_EMIT changed();
    Q_EMIT counted();
}

void SearchDesk::stop()
{
    if (!m_state.isRunning())
        return;
    ++m_serial;
    m_searcher->cancel();
    if (m_state.server == Stage::Running)
        Q_EMIT searchGivenUp();
    for (Stage *stage : {&m_state.here, &m_state.server}) {
        if (*stage == Stage::Running)
            *stage = Stage::Stopped;
    }
    show();
}

// Rows of a folder that is emptied, or is gone, are gone with it: the list is made anew.
void SearchDesk::heed(const store::ChangeSet &changes)
{
    const bool isLess = !changes.foldersRemoved.empty()
        || std::any_of(changes.folders.begin(), changes.folders.end(),
                       [](const store::FolderChange &change) { return change.emptied; });
    if (isOn() && isWide() && isLess) {
        begin(Question(m_question));
        return;
    }
    if (!isOn() || m_state.here == Stage::Stopped)
        return;
    for (const store::FolderChange &change : changes.folders) {
        for (const store::InsertedCopy &copy : change.inserted)
            m_new.push_back(copy.id);
        for (const auto *ids : {&change.changed, &change.contentArrived})
            m_new.insert(m_new.end(), ids->begin(), ids->end());
    }
    lookAtNew();
}

// Not before what was there is known: nothing is to be found twice.
void SearchDesk::lookAtNew()
{
    if (m_state.here != Stage::Done || m_new.empty())
        return;
    std::sort(m_new.begin(), m_new.end());
    m_new.erase(std::unique(m_new.begin(), m_new.end()), m_new.end());
    std::erase_if(m_new, [this](store::CopyId copy) {
        return std::binary_search(m_copies.begin(), m_copies.end(), copy);
    });
    m_searcher->lookAmong(std::exchange(m_new, {}));
}

void SearchDesk::takeHits(quint64 serial, const std::vector<StoreHit> &hits)
{
    if (serial != m_serial)
        return;
    if (m_state.here == Stage::Running) {
        add(hits);
    } else {  // these have come since: what changed twice is found twice
        std::vector<StoreHit> others;
        std::copy_if(hits.begin(), hits.end(), std::back_inserter(others), [this](const StoreHit &hit) {
            return !std::binary_search(m_copies.begin(), m_copies.end(), hit.copy);
        });
        if (others.empty())
            return;
        add(others);
        std::sort(m_copies.begin(), m_copies.end());
    }
    m_state.foundHere = static_cast<qsizetype>(m_copies.size()) - m_state.foundThere;
    show();
}

void SearchDesk::add(const std::vector<StoreHit> &hits)
{
    for (const StoreHit &hit : hits) {
        m_copies.push_back(hit.copy);
        if (isWide())
            m_fresh.push_back({hit.copy, hit.uid, hit.date});
        else
            m_found.push_back(hit.uid);
    }
}

void SearchDesk::takeEnd(quint64 serial, const Searcher::End &end)
{
    if (serial != m_serial)
        return;
    m_state.gaps = end.gaps;
    m_state.here = end.error ? Stage::Failed : Stage::Done;
    m_state.hereError = end.error.value_or(Error());
    for (const StoreHit &hit : end.unknown)
        m_unknown[hit.folder].push_back(hit);
    for (auto &[folder, hits] : m_unknown)
        std::sort(hits.begin(), hits.end(), [](const auto &a, const auto &b) { return a.uid < b.uid; });
    std::sort(m_copies.begin(), m_copies.end());
    m_incomplete = end.incomplete;
    if (!m_state.parsed.query.isEverything())
        m_rounds = search::ServerRounds(placesToAsk(end));
    m_state.foldersAsked = static_cast<qsizetype>(m_rounds.all());
    if (m_rounds.isGoing())
        m_state.server = Stage::Running;
    askNext();
    show();
    lookAtNew();
}

// Where something is not here: all of it, where what is here could not be looked through. The folder that is
// open first, then in the order of the folders.
std::vector<search::ServerRounds::Place> SearchDesk::placesToAsk(const Searcher::End &end) const
{
    std::vector<search::ServerRounds::Place> places;
    const std::vector<store::FolderId> scope = scopeOf(m_question);
    for (const search::NamedFolder &named : m_context.folders()) {
        const auto is = [&](store::FolderId id) { return id == named.id; };
        const bool isIn = scope.empty() || std::any_of(scope.begin(), scope.end(), is);
        const bool isLacking = end.error || m_unknown.count(named.id) > 0
            || std::any_of(end.incomplete.begin(), end.incomplete.end(), is);
        const auto folder = isIn ? m_context.folder(named.id) : std::nullopt;
        // Of a folder that was never opened nothing is here but how many messages it has.
        const bool isUnseen = folder && !folder->state && (folder->messages > 0 || !folder->countsKnown);
        if (folder && (isLacking || isUnseen) && folder->selectable)
            places.push_back({folder->id, folder->account});
    }
    std::stable_partition(places.begin(), places.end(),
                          [this](const auto &place) { return place.folder == m_question.folder.id; });
    return places;
}

void SearchDesk::askNext()
{
    if (m_reach == Reach::Here)
        return;
    const QString text = search::canonicalText(m_state.parsed.query);
    for (const store::FolderId folder : m_rounds.due())
        Q_EMIT searchWanted({m_serial, folder, text});
}

void SearchDesk::takeAnswer(const search::ServerSearchResult &result)
{
    if (result.serial != m_serial || !m_rounds.take(result.folder, result.error))
        return;  // the answer to a question nobody asks any more
    const std::vector<StoreHit> found = newOf(result);
    std::vector<store::CopyId> copies;
    copies.reserve(found.size());
    for (const StoreHit &hit : found)
        copies.push_back(hit.copy);
    add(found);
    std::sort(m_copies.begin(), m_copies.end());
    m_state.foundThere += static_cast<qsizetype>(found.size());
    m_searcher->countAlso(copies);
    askNext();
    noteServer();
    show();
}

// What of the answer was not known: a server finds words within words, so that of what is here our own answer
// counts, unless there was none.
std::vector<StoreHit> SearchDesk::newOf(const search::ServerSearchResult &result)
{
    std::vector<StoreHit> found;
    qsizetype elsewhere = 0;
    const auto &unknown = m_unknown[result.folder];
    const bool isFailed = m_state.here == Stage::Failed;
    const auto asked = m_context.folder(result.folder);
    const bool isLacking = (asked && !asked->state)
        || std::find(m_incomplete.begin(), m_incomplete.end(), result.folder) != m_incomplete.end();
    for (const imap::Uid uid : result.uids) {
        const auto at =
            std::lower_bound(unknown.begin(), unknown.end(), uid,
                             [](const StoreHit &hit, imap::Uid sought) { return hit.uid < sought; });
        std::optional<StoreHit> hit;
        if (at != unknown.end() && at->uid == uid) {
            hit = *at;
        } else if (isFailed || isLacking) {
            const auto here = m_context.find(result.folder, uid);
            elsewhere += here ? 0 : 1;
            hit = isFailed ? here : std::nullopt;
        }
        if (hit && !std::binary_search(m_copies.begin(), m_copies.end(), hit->copy))
            found.push_back(*hit);
    }
    if (asked && elsewhere > 0)
        m_state.notLoaded.push_back({m_context.folderName(*asked), elsewhere});
    return found;
}

void SearchDesk::noteServer()
{
    m_state.foldersAnswered = static_cast<qsizetype>(m_rounds.answered());
    m_state.failedFolders.clear();
    for (const auto &failure : m_rounds.failures()) {
        const auto folder = isWide() ? m_context.folder(failure.folder) : std::nullopt;
        if (folder)
            m_state.failedFolders.append(m_context.folderName(*folder));
    }
    if (!m_rounds.failures().empty())
        m_state.serverError = m_rounds.failures().front().error;
    if (!m_rounds.isGoing())
        m_state.server = m_rounds.failures().empty() ? Stage::Done : Stage::Failed;
}

// Nothing found while something has failed, or is still running, is no result yet.
void SearchDesk::show()
{
    const bool isNothing = m_copies.empty();
    if (isNothing && m_state.isFailed()) {
        m_model.widen();
        m_listed.reset();
    } else if (!isNothing || !m_state.isRunning()) {
        if (!isWide()) {
            if (std::exchange(m_listed, m_found.size()) != m_found.size())
                m_model.narrow(m_found);
        } else if (std::exchange(m_isListed, true))
            m_model.addFound(std::exchange(m_fresh, {}));
        else
            m_model.showFound(std::exchange(m_fresh, {}));
    }
    Q_EMIT changed();
}
