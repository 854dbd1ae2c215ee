// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/changes.h"
#include "core/store/folderrows.h"
#include "core/store/statements.h"

// What the writer does to folders. Each call runs inside the writer's transaction, tells what it did in
// `changes`, and leaves errors in `statements`.
namespace store {

void writeFolders(Statements &statements, const FoldersListed &listed, ChangeSet &changes);
void renameFolders(Statements &statements, const FoldersRenamed &renamed, ChangeSet &changes);
void writeCounts(Statements &statements, const FolderCounted &counted, ChangeSet &changes);
void writeInStep(Statements &statements, const FolderInStep &inStep);
void writeOpened(Statements &statements, const MailboxOpened &opened, ChangeSet &changes);
void writeKeepOffline(Statements &statements, const KeepOffline &keep, ChangeSet &changes);
void removeAccount(Statements &statements, const AccountRemoved &removed, ChangeSet &changes);

// Stores what differs of the counts, and tells it when people can see it.
void updateCounts(Statements &statements, FolderRecord &record, const Counts &counts, ChangeSet &changes);

}
