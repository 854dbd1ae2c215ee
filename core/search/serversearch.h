// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/numbers.h"
#include "core/base/result.h"
#include "core/store/rows.h"

#include <QMetaType>
#include <QString>

#include <optional>
#include <vector>

namespace search {

// Asked of the server for one folder. `serial` ties the answer to the question: late answers are dropped.
struct ServerSearch {
    quint64 serial = 0;
    store::FolderId folder;
    QString text;  // plain words as typed
};
struct ServerSearchResult {
    quint64 serial = 0;
    store::FolderId folder;
    std::vector<imap::Uid> uids;  // ascending
    std::optional<Error> error;   // a failure is never an empty result
};

}

Q_DECLARE_METATYPE(search::ServerSearch)
Q_DECLARE_METATYPE(search::ServerSearchResult)
