// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/search/searchdesk.h"

#include <QLocale>

#include <algorithm>

using Stage = SearchState::Stage;

SearchDesk::SearchDesk(Context context, models::MessageListModel &model, Clock &clock, QObject *parent)
    : QObject(parent), m_context(std::move(context)), m_model(model), m_clock(clock),
      m_searcher(new Searcher(m_context.cachePath, this))
{
    connect(m_searcher, &Searcher::found, this, &SearchDesk::takeHits);
    connect(m_searcher, &Searcher::ended, this, &SearchDesk::takeEnd);
}

void SearchDesk::ask(const store::Folder &folder, const QString &name, const QString &text)
{
    if (m_state.server == Stage::Running)
        Q_EMIT searchGivenUp();
    ++m_serial;
    m_folder = folder.id;
    m_found.clear();
    m_unknown.clear();
    m_state = {};
    m_state.folder = name;
    m_state.text = text;
    m_state.parsed = search::parseQuery(text);
    m_state.here = Stage::Running;
    const search::DateContext now{m_clock.now(), QTimeZone::systemTimeZone(), QLocale().firstDayOfWeek()};
    m_searcher->start(
        {m_serial, m_state.parsed.query, m_context.folders(), {folder.id}, now, m_context.receipts()});
    Q_EMIT changed();
}

void SearchDesk::end()
{
    ++m_serial;  // an answer that is still on its way is late
    m_searcher->cancel();
    m_state = {};
    m_model.widen();
    Q_EMIT searchGivenUp();
    Q_EMIT changed();
}

void SearchDesk::takeHits(quint64 serial, const std::vector<search::StoreHit> &hits)
{
    if (serial != m_serial)
        return;
    for (const search::StoreHit &hit : hits)
        m_found.push_back(hit.uid);
    m_state.foundHere = static_cast<qsizetype>(m_found.size());
    show();
}

void SearchDesk::takeEnd(quint64 serial, const Searcher::End &end)
{
    if (serial != m_serial)
        return;
    m_state.gaps = end.gaps;
    m_state.here = end.error ? Stage::Failed : Stage::Done;
    m_state.hereError = end.error.value_or(Error());
    m_unknown = end.unknown;
    const bool mayServerKnow = !m_unknown.empty() || end.error;
    if (mayServerKnow && !m_state.parsed.query.isEverything()) {
        m_state.server = Stage::Running;
        Q_EMIT searchWanted({m_serial, m_folder, search::canonicalText(m_state.parsed.query)});
    }
    show();
}

void SearchDesk::takeAnswer(const search::ServerSearchResult &result)
{
    if (result.serial != m_serial || result.folder != m_folder || m_state.server != Stage::Running)
        return;  // the answer to a question nobody asks any more
    m_state.server = result.error ? Stage::Failed : Stage::Done;
    m_state.serverError = result.error.value_or(Error());
    const auto isNew = [this](imap::Uid uid) {
        // Where nothing could be looked through here, the server's word is all there is.
        return m_state.here == Stage::Failed || std::binary_search(m_unknown.begin(), m_unknown.end(), uid);
    };
    std::vector<imap::Uid> known = m_found;
    std::sort(known.begin(), known.end());
    for (const imap::Uid uid : result.uids) {
        if (isNew(uid) && !std::binary_search(known.begin(), known.end(), uid)) {
            m_found.push_back(uid);
            ++m_state.foundThere;
        }
    }
    show();
}

// Nothing found while something has failed, or is still running, is no result yet.
void SearchDesk::show()
{
    if (m_found.empty() && m_state.isFailed())
        m_model.widen();
    else if (!m_found.empty() || !m_state.isRunning())
        m_model.narrow(m_found);
    Q_EMIT changed();
}
