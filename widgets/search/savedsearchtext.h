// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/search/savedsearch.h"

#include <QCoreApplication>

#include <optional>

// What kept searches are called, and what they look like.
class SavedSearchText
{
    Q_DECLARE_TR_FUNCTIONS(SavedSearchText)

public:
    [[nodiscard]] static QString name(const search::SavedSearch &saved);
    [[nodiscard]] static QString icon(const search::SavedSearch &saved);
    // For screen readers; nullopt: nobody has counted yet.
    [[nodiscard]] static QString sentence(const search::SavedSearch &saved, std::optional<qint64> messages);
};
