// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/serverrounds.h"

#include <algorithm>

namespace search {

ServerRounds::ServerRounds(const std::vector<Place> &places)
{
    for (const Place &place : places)
        m_places.push_back({place});
}

std::vector<store::FolderId> ServerRounds::due()
{
    std::vector<store::FolderId> folders;
    std::vector<QUuid> busy;
    for (const Round &round : m_places) {
        if (round.step == Step::UnderWay)
            busy.push_back(round.place.account);
    }
    for (Round &round : m_places) {
        if (round.step != Step::Waiting
            || std::find(busy.begin(), busy.end(), round.place.account) != busy.end())
            continue;
        round.step = Step::UnderWay;
        busy.push_back(round.place.account);
        folders.push_back(round.place.folder);
    }
    return folders;
}

void ServerRounds::end(Round &round, const std::optional<Error> &error)
{
    round.step = Step::Answered;
    ++m_answered;
    if (error)
        m_failures.push_back({round.place.folder, *error});
}

bool ServerRounds::take(store::FolderId folder, const std::optional<Error> &error)
{
    const auto known = std::find_if(m_places.begin(), m_places.end(),
                                    [&](const Round &round) { return round.place.folder == folder; });
    if (known == m_places.end() || known->step != Step::UnderWay)
        return false;
    end(*known, error);
    if (!error || error->kind != Error::Kind::ConnectionLost)
        return true;
    for (Round &round : m_places) {
        if (round.step == Step::Waiting && round.place.account == known->place.account)
            end(round, error);
    }
    return true;
}

}
