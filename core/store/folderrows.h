// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/counts.h"
#include "core/store/rows.h"
#include "core/store/statements.h"

// Rows of the table folders, as both the writer and the reader see them.
namespace store {

struct FolderRecord {
    Folder folder;  // messages and unseen are those of `counts`
    Counts counts;
    qint64 accountId = 0;
};

[[nodiscard]] std::vector<FolderRecord> folderRecords(Statements &statements, const QUuid &account);
[[nodiscard]] std::optional<FolderRecord> folderRecord(Statements &statements, const QUuid &account,
                                                       const QByteArray &mailbox);
[[nodiscard]] std::optional<FolderRecord> folderRecord(Statements &statements, FolderId id);

// For columns: words separated by blanks, none of which has one (atoms, message ids).
[[nodiscard]] QByteArrayList splitWords(const QByteArray &words);

}
