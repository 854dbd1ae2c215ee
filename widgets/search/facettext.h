// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/search/facets.h"

#include <QCoreApplication>

// The words for what the messages that were found have in common.
struct FacetText {
    Q_DECLARE_TR_FUNCTIONS(FacetText)

public:
    [[nodiscard]] static QString group(search::FacetGroup group);
    // Of one: a person's name, else what the query asks for; folders are named by their owner.
    [[nodiscard]] static QString name(const search::Facet &facet);
};
