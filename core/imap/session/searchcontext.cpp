// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imap/session/searchcontext.h"

#include "core/imap/session/commands/searching.h"

namespace imap {

namespace {

// As many as the messages of the largest mailbox; what a server adds beyond is not kept.
constexpr std::size_t mostRanges = 10'000'000;

}

SearchContext::SearchContext(Session &session, const SearchKey &key, QObject *parent)
    : QObject(parent), m_session(session), m_key(key)
{}

void SearchContext::start()
{
    auto *search = m_session.run(
        std::make_unique<SummarySearchCommand>(m_key, SearchReturn{.all = true, .update = true}));
    connect(search, &Command::finished, this, [this, search](const Completion &completion) {
        m_found = search->found();
        m_tag = search->tag();
        m_isLive = completion.ok() && search->isKeptUpToDate();
        if (m_isLive) {
            connect(&m_session, &Session::untagged, this, &SearchContext::take);
            connect(&m_session, &Session::phaseChanged, this, [this](Phase phase) {
                if (phase != Phase::Selected && std::exchange(m_isLive, false))
                    Q_EMIT ended();
            });
        }
        Q_EMIT finished(completion);
    });
}

void SearchContext::stop()
{
    if (!std::exchange(m_isLive, false))
        return;
    m_session.run(std::make_unique<CancelUpdateCommand>(m_tag));
}

void SearchContext::take(const Untagged &data)
{
    if (!m_isLive)
        return;
    if (const auto *condition = std::get_if<Condition>(&data)) {
        const auto *refused = condition->text.as<code::NoUpdate>();
        if (refused != nullptr && refused->tag == m_tag) {
            m_isLive = false;
            Q_EMIT ended();
        }
        return;
    }
    const auto *told = std::get_if<ESearchData>(&data);
    if (told == nullptr || !told->uid || told->tag != m_tag || told->changes.empty())
        return;
    for (const ESearchData::Change &change : told->changes) {
        if (!change.isAddition) {
            m_found = without(m_found, UidSet::ofRanges(change.results));
            continue;
        }
        std::vector<UidRange> all(m_found.ranges().begin(), m_found.ranges().end());
        all.insert(all.end(), change.results.begin(), change.results.end());
        if (all.size() < mostRanges)
            m_found = UidSet::ofRanges(std::move(all));
    }
    Q_EMIT changed();
}

}
