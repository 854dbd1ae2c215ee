// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/changes.h"
#include "core/store/statements.h"
#include "core/store/threading.h"

// What the writer does to messages, as against their copies (messagewriter.h), and to their texts. As there:
// inside the writer's transaction, errors are left in `statements`.
namespace store {

// The list's sort key and what a row shows: the Date field if it is sane, else INTERNALDATE, else 0. Sane is
// after 1970 and no more than a day after the server received it: spam is dated ahead to stay on top.
struct MessageDates {
    std::optional<qint64> sent, received;
    [[nodiscard]] qint64 shown() const { return sent.value_or(received.value_or(0)); }
};
[[nodiscard]] MessageDates datesOf(const QDateTime &date, const QDateTime &internalDate);

// The content of messages that are fetched into one folder: one that is here already and proven to be the
// same, or a new one. The proof is the server's word (EMAILID, and the size that goes with it), or, for what
// a renumbered folder has left behind, that everything static is equal.
class Contents
{
public:
    Contents(Statements &statements, qint64 accountId, FolderId folder, ChangeSet &changes);

    [[nodiscard]] qint64 of(const FetchedMessage &message, const MessageDates &dates);
    void finish() { m_threading.finish(); }

private:
    [[nodiscard]] std::optional<qint64> sameEmail(const FetchedMessage &message);
    [[nodiscard]] std::optional<qint64> orphan(const FetchedMessage &message, const MessageDates &dates);
    [[nodiscard]] qint64 insert(const FetchedMessage &message, const MessageDates &dates);

    Statements &m_statements;
    qint64 m_account;
    FolderId m_folder;
    Threading m_threading;
    bool m_hasOrphans = false;
    bool m_emailIdTaken = false;  // by another size: the server's word is worth nothing here
    std::optional<qint64> m_lastId;
};

// All of a folder's copies, and the contents that no other copy has but for orphans.
void removeCopies(Statements &statements, FolderId folder);
void removeContentIfUnused(Statements &statements, qint64 message);
// `limit` of those whose copies have gone one by one (cacheschema.cpp, unused); false: there are none.
[[nodiscard]] bool removeUnusedContents(Statements &statements, int limit);
// Of an account whose folders are gone.
void removeStrayContents(Statements &statements, const QUuid &account);

// Before its copies are removed: what has text and no other copy waits for Contents::of().
void keepOrphans(Statements &statements, FolderId folder);
void forgetOrphans(Statements &statements, FolderId folder);

void writeTexts(Statements &statements, qint64 message, const ContentFetched &fetched);
void touchTexts(Statements &statements, const ContentUsed &used);
void removeTexts(Statements &statements, qint64 message);

// Over what a message's row shows; `columns` are those of MESSAGE_COLUMNS, as they are stored.
#define MESSAGE_COLUMNS                                                                                      \
    "m.id, m.octets, m.sent, m.hasattachment, m.asksforreceipt, m.subject, m.sender, m.senderaddress,"       \
    " m.recipients, m.messageid, m.receiptkey, m.structure, m.seal"
constexpr int messageColumns = 13;
[[nodiscard]] bool isSealedMessage(const Statement &row, int firstColumn);

[[nodiscard]] qint64 headerSeal(qint64 message, const QByteArray &octets);
[[nodiscard]] qint64 sectionSeal(qint64 message, const QByteArray &name, const QByteArray &octets);

}
