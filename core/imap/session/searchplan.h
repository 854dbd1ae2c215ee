// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/imap/wire/searchkey.h"
#include "core/imap/wire/uidset.h"

#include <optional>
#include <vector>

namespace imap {

// What was found, and whether all of it matches: where it is not exact, it holds every message that does, and
// others, which are for the caller to look at.
struct Found {
    UidSet uids;
    bool isExact = true;
};

// A search for servers that know only the keys of RFC 1176: several questions, put together here. There is no
// OR, NOT, set or parenthesis in them, and what has no key at all finds everything, inexactly. Pure.
class SearchPlan
{
public:
    explicit SearchPlan(const SearchKey &key);

    // Never empty: each is the criteria of one SEARCH.
    [[nodiscard]] const std::vector<CommandText> &questions() const noexcept { return m_questions; }
    // Answers as the questions; nullopt: the server did not understand that one. `everything`: the messages
    // there are.
    [[nodiscard]] Found found(const std::vector<std::optional<UidSet>> &answers,
                              const UidSet &everything) const;

private:
    struct Step {
        enum class Kind { Asked, Fixed, Unknown, All, Any, Not };
        Kind kind = Kind::Unknown;
        std::size_t question = 0;
        bool isLoose = false;
        UidSet fixed;
        std::vector<Step> parts;
    };
    [[nodiscard]] Step stepFor(const SearchKey &key);
    [[nodiscard]] Step allOf(const SearchKey &key);
    [[nodiscard]] Step asked(CommandText question, bool isLoose);
    [[nodiscard]] static Found evaluate(const Step &step, const std::vector<std::optional<UidSet>> &answers,
                                        const UidSet &everything);

    std::vector<CommandText> m_questions;
    Step m_root;
};

}
