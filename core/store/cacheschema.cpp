// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/migrations.h"

#include <array>

namespace store {

namespace {

// Times are milliseconds since 1970 in UTC. Ids of folders and copies are never given twice (AUTOINCREMENT),
// since models keep them. Deletions are the writer's business (messagewriter, folderwriter): no cascades, so
// that the change set is exact and nothing runs that the writer does not know of.
//
// folders: the columns from uidvalidity to nomodseq are the mailbox as it was when last selected; uidvalidity
// is NULL when it never was. The last four are counts.h's.
//
// messages: content, one row for all copies that are proven to be equal. sent: NULL when the Date field was
// not sane.
//
// copies: one message in one folder; uid NULL is a provisional copy that the server has not named yet. date
// is the list's sort key: messages.sent, else received (INTERNALDATE), else 0. keywords: lower case,
// separated by blanks.
constexpr auto initial = R"sql(
CREATE TABLE accounts(
    id INTEGER PRIMARY KEY,
    uuid BLOB NOT NULL UNIQUE
);
CREATE TABLE folders(
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    account INTEGER NOT NULL,
    mailbox BLOB NOT NULL,
    name TEXT NOT NULL,
    delimiter INTEGER,
    role INTEGER NOT NULL,
    selectable INTEGER NOT NULL,
    subscribed INTEGER NOT NULL,
    uidvalidity INTEGER,
    uidnext INTEGER NOT NULL DEFAULT 0,
    highestmodseq INTEGER NOT NULL DEFAULT 0,
    present INTEGER NOT NULL DEFAULT 0,
    readonly INTEGER NOT NULL DEFAULT 0,
    permanentflags BLOB,
    anykeyword INTEGER NOT NULL DEFAULT 0,
    nomodseq INTEGER NOT NULL DEFAULT 0,
    messages INTEGER NOT NULL DEFAULT 0,
    unseen INTEGER NOT NULL DEFAULT 0,
    stored INTEGER NOT NULL DEFAULT 0,
    storedunseen INTEGER NOT NULL DEFAULT 0,
    announced INTEGER NOT NULL DEFAULT 0,
    arrivalmark INTEGER NOT NULL DEFAULT 0,
    UNIQUE(account, mailbox)
);
CREATE TABLE messages(
    id INTEGER PRIMARY KEY,
    account INTEGER NOT NULL,
    octets INTEGER NOT NULL,
    sent INTEGER,
    hasattachment INTEGER NOT NULL,
    asksforreceipt INTEGER NOT NULL,
    subject TEXT NOT NULL,
    sender TEXT NOT NULL,
    senderaddress BLOB NOT NULL,
    recipients TEXT NOT NULL,
    messageid BLOB NOT NULL,
    receiptkey BLOB,
    inreplyto BLOB,
    reftrail BLOB,
    structure BLOB NOT NULL
);
CREATE TABLE copies(
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    message INTEGER NOT NULL,
    folder INTEGER NOT NULL,
    uidvalidity INTEGER NOT NULL,
    uid INTEGER,
    date INTEGER NOT NULL,
    received INTEGER,
    modseq INTEGER NOT NULL,
    bits INTEGER NOT NULL,
    keywords BLOB
);
CREATE UNIQUE INDEX copies_by_uid ON copies(folder, uid) WHERE uid IS NOT NULL;
CREATE INDEX copies_by_date ON copies(folder, date DESC, uid DESC);
CREATE INDEX copies_by_message ON copies(message);
CREATE TABLE headers(
    message INTEGER PRIMARY KEY,
    octets BLOB NOT NULL
);
CREATE TABLE sections(
    id INTEGER PRIMARY KEY,
    message INTEGER NOT NULL,
    name BLOB NOT NULL,
    octets BLOB NOT NULL,
    UNIQUE(message, name)
);
)sql";

// Whether the server refuses to count the folder.
constexpr auto refusedCounts = "ALTER TABLE folders ADD COLUMN countsrefused INTEGER NOT NULL DEFAULT 0";

// The mod-sequence up to which all changes of the mailbox are here.
constexpr auto inStep = "ALTER TABLE folders ADD COLUMN instepwith INTEGER NOT NULL DEFAULT 0";

constexpr auto steps = std::to_array<const char *>({initial, refusedCounts, inStep});

}

const Schema &cacheSchema()
{
    static constexpr Schema schema{0x50686361, steps};  // "Phca"
    return schema;
}

}
