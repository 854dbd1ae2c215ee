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

// The list's sort key and what a row shows: the Date field if it is sane, else INTERNALDATE, else 0. Sane is
// after 1970 and no more than a day after the server received it: spam is dated ahead to stay on top.
struct MessageDates {
    std::optional<qint64> sent, received;
    [[nodiscard]] qint64 shown() const { return sent.value_or(received.value_or(0)); }
};
[[nodiscard]] MessageDates datesOf(const QDateTime &date, const QDateTime &internalDate);

}
