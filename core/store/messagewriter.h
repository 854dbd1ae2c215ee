// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/changes.h"
#include "core/store/statements.h"

// What the writer does to messages and their copies. Each call runs inside the writer's transaction, tells
// what it did in `changes`, and leaves errors in `statements`. An update for a folder that is not there, or
// was opened with another UIDVALIDITY, does nothing: its UIDs name other messages, or none.
namespace store {

void writeMessages(Statements &statements, const MessagesFetched &fetched, ChangeSet &changes);
void writeFlags(Statements &statements, const FlagsFetched &fetched, ChangeSet &changes);
void removeMessages(Statements &statements, const MessagesVanished &vanished, ChangeSet &changes);
void copyMessages(Statements &statements, const MessagesCopied &copied, ChangeSet &changes);
void writeContent(Statements &statements, const ContentFetched &fetched, ChangeSet &changes);

}
