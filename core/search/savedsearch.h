// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/store/database.h"

#include <QMetaType>
#include <QString>
#include <QUuid>

#include <vector>

namespace search {

// A search that is kept, to be opened like a folder: one of the user's own, in the words of the query
// language, or one of those that everybody has. All look through all accounts, as far as the words go.
struct SavedSearch {
    enum class Kind {
        Own,
        UnifiedInbox,
        Unread,
        Flagged,
        ReceiptsWanted,
        WithAttachments,
        AllMail
    };  // stored numbers
    Kind kind = Kind::Own;
    QUuid id;      // of one's own; null: one of those that everybody has
    QString name;  // likewise; the others' names are the window's words
    QString text;  // likewise; question() has everybody's
    bool isHidden = false;

    friend bool operator==(const SavedSearch &, const SavedSearch &) = default;
};

// What it asks, in the words of the query language.
[[nodiscard]] QString question(const SavedSearch &saved);
// What its number counts, of what it finds: the unread ones, but all requests that wait for an answer.
[[nodiscard]] QString countedQuestion(const SavedSearch &saved);

// `kept` without what a later version may have written, and with those that everybody has and that were not
// written down yet: in front, in the order of their kinds.
[[nodiscard]] std::vector<SavedSearch> withEverybodys(const std::vector<SavedSearch> &kept);

// In user.db, in the user's order; writing replaces them all, in one transaction.
[[nodiscard]] Result<std::vector<SavedSearch>> savedSearches(const store::Database &user);
[[nodiscard]] Result<void> keepSavedSearches(const store::Database &user,
                                             const std::vector<SavedSearch> &searches);

}

Q_DECLARE_METATYPE(search::SavedSearch)
