// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/rows.h"
#include "core/store/statements.h"

// Rows of the table copies, as both the writer and the reader see them.
namespace store {

struct CopyRow {
    CopyId id;
    qint64 message = 0;
    FolderId folder;
    imap::UidValidity validity;
    imap::Uid uid;
    qint64 date = 0;
    std::optional<qint64> received;
    imap::ModSeq modSeq;
    Flags flags;
};

#define COPY_COLUMNS                                                                                         \
    "c.id, c.message, c.folder, c.uidvalidity, c.uid, c.date, c.received, c.modseq, c.bits, c.keywords, "    \
    "c.seal"
constexpr int copyColumns = 11;

// nullopt: the row is not as it was written.
[[nodiscard]] std::optional<CopyRow> copyRowOf(const Statement &row);

[[nodiscard]] std::optional<CopyRow> findCopy(Statements &statements, FolderId folder, imap::Uid uid);
void insertCopy(Statements &statements, const CopyRow &copy);
// Flags and mod-sequence, the two that change.
void updateCopy(Statements &statements, const CopyRow &copy);

}
