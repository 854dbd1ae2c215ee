// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/logging.h"
#include "core/store/database.h"
#include "core/store/statements.h"

namespace store {

// Behind a Reader: its connection.
class ReaderPrivate
{
public:
    explicit ReaderPrivate(Database opened) : database(std::move(opened)), statements(database) {}

    // A row that cannot be read is as good as none; the file's damage has been noted (Database).
    void logError()
    {
        if (const auto error = statements.takeError())
            qCWarning(logStore, "reading the cache: %s", error->detail.constData());
    }

    Database database;
    Statements statements;
};

}
