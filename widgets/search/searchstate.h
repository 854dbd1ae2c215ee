// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/search/queryparser.h"
#include "core/search/storesearch.h"

#include <QCoreApplication>

// How far a search in one folder has come, and the words for it.
struct SearchState {
    Q_DECLARE_TR_FUNCTIONS(SearchState)

public:
    enum class Stage { None, Running, Done, Failed };

    QString folder;  // its name
    QString text;    // as typed
    search::ParsedQuery parsed;
    Stage here = Stage::None, server = Stage::None;
    qsizetype foundHere = 0, foundThere = 0;
    search::StoreGaps gaps;
    Error hereError, serverError;

    // What has been searched where, what still runs, what failed and why.
    [[nodiscard]] QString sentence() const;
    // What of the text could not be understood, with its place; empty: nothing.
    [[nodiscard]] QString mistakes() const;
    [[nodiscard]] bool isFailed() const { return here == Stage::Failed || server == Stage::Failed; }
    [[nodiscard]] bool isRunning() const { return here == Stage::Running || server == Stage::Running; }
};
