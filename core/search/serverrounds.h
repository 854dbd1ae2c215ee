// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/store/rows.h"

#include <vector>

namespace search {

// Which folders' servers are asked about next when a search goes over many: in each account one at a time, so
// that a search is never more than one command there; accounts do not wait for each other. Pure.
class ServerRounds
{
public:
    struct Place {
        store::FolderId folder;
        QUuid account;
    };
    struct Failure {
        store::FolderId folder;
        Error error;
    };

    ServerRounds() = default;
    explicit ServerRounds(const std::vector<Place> &places);  // in the order in which they are asked

    [[nodiscard]] std::vector<store::FolderId> due();  // from now on they are under way
    // The answer is here. False: that folder is not under way. An account that cannot be reached is not asked
    // about the rest of its folders: these have failed as well.
    [[nodiscard]] bool take(store::FolderId folder, const std::optional<Error> &error);

    [[nodiscard]] bool isGoing() const noexcept { return m_answered < m_places.size(); }
    [[nodiscard]] std::size_t all() const noexcept { return m_places.size(); }
    [[nodiscard]] std::size_t answered() const noexcept { return m_answered; }
    [[nodiscard]] const std::vector<Failure> &failures() const noexcept { return m_failures; }

private:
    enum class Step { Waiting, UnderWay, Answered };
    struct Round {
        Place place;
        Step step = Step::Waiting;
    };
    void end(Round &round, const std::optional<Error> &error);

    std::vector<Round> m_places;
    std::vector<Failure> m_failures;
    std::size_t m_answered = 0;
};

}
