// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/search/queryparser.h"
#include "core/search/storesearch.h"
#include "widgets/search/searchscope.h"

#include <QCoreApplication>

// How far a search has come, and the words for it.
struct SearchState {
    Q_DECLARE_TR_FUNCTIONS(SearchState)

public:
    enum class Stage { None, Running, Done, Failed, Stopped };
    // A folder of which the server found messages that are not here at all.
    struct NotLoaded {
        QString folder;
        qsizetype messages = 0;
    };

    QString text;                             // as typed
    SearchScope scope = SearchScope::Folder;  // what was looked through, in the end
    QString place;                            // the folder's name, or the account's
    search::ParsedQuery parsed;
    Stage here = Stage::None, server = Stage::None;
    qsizetype foundHere = 0, foundThere = 0;
    search::StoreGaps gaps;
    qsizetype foldersAsked = 0, foldersAnswered = 0;  // of the server's side
    QStringList failedFolders;                        // their names; not when one folder alone is searched
    std::vector<NotLoaded> notLoaded;
    Error hereError, serverError;  // serverError: the first one

    // What has been searched where, what still runs, what failed and why.
    [[nodiscard]] QString sentence() const;
    // What of the text could not be understood, with its place; empty: nothing.
    [[nodiscard]] QString mistakes() const;
    [[nodiscard]] bool isFailed() const { return here == Stage::Failed || server == Stage::Failed; }
    [[nodiscard]] bool isRunning() const { return here == Stage::Running || server == Stage::Running; }

private:
    [[nodiscard]] QString whereSentence() const;
    [[nodiscard]] QString serverSentence() const;
};
