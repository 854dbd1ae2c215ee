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

// messages.thread: the conversation; 0 until it is known (rows of earlier versions, upkeep.h). From then on
// reftrail holds the keys of the ancestors, 8 octets each, the first one first, and inreplyto is NULL: it is
// among them. threadids: the key of each message id (threading.h) that was seen, as a message's own or as an
// ancestor, and its conversation; threadlinks: conversations that have been joined to another one. tallies:
// numbers that are kept with the rest: `threads` and `turns`, the last numbers given, and `textoctets`, the
// sum over texts.
constexpr auto threads = R"sql(
ALTER TABLE messages ADD COLUMN thread INTEGER NOT NULL DEFAULT 0;
CREATE INDEX messages_by_thread ON messages(thread);
CREATE TABLE threadids(
    id INTEGER PRIMARY KEY,
    thread INTEGER NOT NULL
);
CREATE TABLE threadlinks(
    thread INTEGER PRIMARY KEY,
    joined INTEGER NOT NULL
);
CREATE TABLE tallies(
    name TEXT PRIMARY KEY,
    value INTEGER NOT NULL
) WITHOUT ROWID;
INSERT INTO tallies VALUES ('threads', 0);
)sql";

// emailid: FetchedMessage. orphans: contents with text whose folder was renumbered, until their messages come
// again or the folder is in step; key is that of the message id.
constexpr auto identity = R"sql(
ALTER TABLE messages ADD COLUMN emailid BLOB;
CREATE UNIQUE INDEX messages_by_emailid ON messages(account, emailid) WHERE emailid IS NOT NULL;
CREATE TABLE orphans(
    message INTEGER PRIMARY KEY,
    folder INTEGER NOT NULL,
    key INTEGER NOT NULL,
    received INTEGER
);
CREATE INDEX orphans_by_key ON orphans(folder, key);
)sql";

// texts: how much of a message's text is here and its turn, a number that grows with each use (retention.h).
constexpr auto retention = R"sql(
ALTER TABLE folders ADD COLUMN keepmonths INTEGER;
CREATE TABLE texts(
    message INTEGER PRIMARY KEY,
    octets INTEGER NOT NULL,
    turn INTEGER NOT NULL
);
CREATE INDEX texts_by_turn ON texts(turn);
INSERT INTO texts(message, octets, turn)
    SELECT message, sum(octets), message - (SELECT max(id) + 1 FROM messages) FROM (
        SELECT message, length(octets) AS octets FROM headers
        UNION ALL SELECT message, length(octets) FROM sections
    ) GROUP BY message;
INSERT INTO tallies VALUES ('turns', 0), ('textoctets', (SELECT coalesce(sum(octets), 0) FROM texts));
)sql";

// A hash over what a row shows, so that a bit that has fallen over is noticed (seal.h). NULL: from before.
constexpr auto seals = R"sql(
ALTER TABLE messages ADD COLUMN seal INTEGER;
ALTER TABLE copies ADD COLUMN seal INTEGER;
ALTER TABLE headers ADD COLUMN seal INTEGER;
ALTER TABLE sections ADD COLUMN seal INTEGER;
)sql";

// MAILBOXID (RFC 8474): what a mailbox is, whatever it is called.
constexpr auto mailboxIds = "ALTER TABLE folders ADD COLUMN mailboxid BLOB";

// freshids: the newest of threadids, until there are so many that they are merged into them in their order:
// each key alone would be a page of its own to write, since they are random. unused: contents a copy of which
// has gone. Twenty thousand deleted copies lie side by side and their contents do not: these go later, and
// only if no copy is left.
constexpr auto inBulk = R"sql(
CREATE TABLE freshids(
    id INTEGER PRIMARY KEY,
    thread INTEGER NOT NULL
);
INSERT INTO tallies VALUES ('freshids', 0);
CREATE TABLE unused(
    message INTEGER PRIMARY KEY
);
)sql";

// reportrows.h. lookups: copies whose text is wanted though nobody reads them, until it is known what they
// say (kind: LookupKind). reports: what somebody's program told of our mail, each once, wherever it lies;
// copy is one of those places, which may be gone. report_matches: what it says of each recipient, with the
// Message-ID of the mail it is about (empty: none of ours). report_names: the Message-IDs that a report
// without a mail names, for when that mail is found later. sent_copies: where our own mail lies.
constexpr auto reports = R"sql(
CREATE TABLE lookups(
    copy INTEGER PRIMARY KEY,
    account INTEGER NOT NULL,
    kind INTEGER NOT NULL
);
CREATE INDEX lookups_by_account ON lookups(account, copy);
CREATE TABLE reports(
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    account INTEGER NOT NULL,
    key BLOB NOT NULL UNIQUE,
    copy INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    at INTEGER NOT NULL,
    messageid BLOB NOT NULL,
    sender BLOB NOT NULL,
    unmatched INTEGER NOT NULL
);
CREATE INDEX reports_unmatched ON reports(at DESC, id DESC) WHERE unmatched = 1;
CREATE INDEX reports_by_copy ON reports(copy);
CREATE TABLE report_matches(
    report INTEGER NOT NULL,
    place INTEGER NOT NULL,
    sent BLOB NOT NULL,
    recipient BLOB NOT NULL,
    state INTEGER NOT NULL,
    confidence INTEGER NOT NULL,
    at INTEGER NOT NULL,
    reasons BLOB NOT NULL,
    seal INTEGER NOT NULL,
    PRIMARY KEY(report, place)
) WITHOUT ROWID;
CREATE INDEX report_matches_by_sent ON report_matches(sent, recipient);
CREATE TABLE report_names(
    messageid BLOB NOT NULL,
    report INTEGER NOT NULL,
    PRIMARY KEY(messageid, report)
) WITHOUT ROWID;
CREATE TABLE sent_copies(
    messageid BLOB PRIMARY KEY,
    copy INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX sent_copies_by_copy ON sent_copies(copy);
CREATE INDEX requests_by_date ON messages(coalesce(sent, 0) DESC, id DESC) WHERE asksforreceipt = 1;
CREATE TABLE partial_texts(
    message INTEGER PRIMARY KEY
);
INSERT INTO lookups(copy, account, kind)
    SELECT c.id, f.account, 2 FROM messages m JOIN copies c ON c.message = m.id JOIN folders f ON f.id = c.folder
    WHERE m.asksforreceipt = 1 AND f.role = 3;
INSERT OR IGNORE INTO lookups(copy, account, kind)
    SELECT c.id, f.account, 1 FROM copies c JOIN folders f ON f.id = c.folder JOIN messages m ON m.id = c.message
    WHERE f.role NOT IN (2, 3) AND (instr(m.structure, CAST('disposition-notification' AS BLOB)) > 0
        OR instr(m.structure, CAST('delivery-status' AS BLOB)) > 0);
)sql";

// A report that came to two accounts is one of each. report_copies: where it lies, each of those places,
// which may be gone; sent_copies likewise. report_surplus: how many reports about a mail of ours say no more
// than those that are kept, and are not. unmatched: 1 about nothing we know, 2 the same and not shown.
constexpr auto reportPlaces = R"sql(
DROP INDEX reports_by_copy;
DROP INDEX reports_unmatched;
CREATE TABLE report_copies(
    copy INTEGER PRIMARY KEY,
    report INTEGER NOT NULL
);
CREATE INDEX report_copies_by_report ON report_copies(report);
INSERT OR REPLACE INTO report_copies(copy, report) SELECT copy, id FROM reports ORDER BY id;
ALTER TABLE reports RENAME TO reports_before;
CREATE TABLE reports(
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    account INTEGER NOT NULL,
    key BLOB NOT NULL,
    kind INTEGER NOT NULL,
    at INTEGER NOT NULL,
    messageid BLOB NOT NULL,
    sender BLOB NOT NULL,
    unmatched INTEGER NOT NULL,
    UNIQUE(account, key)
);
INSERT INTO reports(id, account, key, kind, at, messageid, sender, unmatched)
    SELECT id, account, key, kind, at, messageid, sender, unmatched FROM reports_before;
DROP TABLE reports_before;
CREATE INDEX reports_unmatched ON reports(at DESC, id DESC) WHERE unmatched = 1;
CREATE INDEX reports_unmatched_by_arrival ON reports(id) WHERE unmatched > 0;
CREATE TABLE report_surplus(
    sent BLOB PRIMARY KEY,
    reports INTEGER NOT NULL
) WITHOUT ROWID;
DROP INDEX sent_copies_by_copy;
ALTER TABLE sent_copies RENAME TO sent_copies_before;
CREATE TABLE sent_copies(
    messageid BLOB NOT NULL,
    copy INTEGER NOT NULL,
    PRIMARY KEY(messageid, copy)
) WITHOUT ROWID;
INSERT INTO sent_copies(messageid, copy) SELECT messageid, copy FROM sent_copies_before;
DROP TABLE sent_copies_before;
CREATE INDEX sent_copies_by_copy ON sent_copies(copy);
)sql";

// The ids are merged a part at a time (threading.h): the next one is the first of the next part; 0: no merge
// is under way.
constexpr auto mergeInParts = "INSERT INTO tallies VALUES ('mergenext', 0)";

// What is searched (search/indexer.h). fulltext: the words of each message and nothing but the index of them,
// since the text itself is in the rows it was made of. It cannot take a text out again that is not told to it
// once more (SQLite FTS5, 4.4.3), so that its rowids are not messages: docs says which message a row is
// about, NULL when that is gone or has another row now, and such a row finds nothing. Rows are numbered by
// date, the newest highest. words: a hash over what was indexed. unindexed: messages that are new here, or
// whose text has come or gone.
constexpr auto fullText = R"sql(
CREATE VIRTUAL TABLE fulltext USING fts5(
    body, subject, sender, recipients, copied, files, list, content='', tokenize='ascii'
);
CREATE TABLE docs(
    doc INTEGER PRIMARY KEY,
    message INTEGER UNIQUE,
    words INTEGER NOT NULL
);
CREATE INDEX docs_dead ON docs(doc) WHERE message IS NULL;
CREATE TABLE unindexed(
    message INTEGER PRIMARY KEY
);
INSERT INTO unindexed SELECT id FROM messages;
INSERT INTO tallies VALUES ('wordsversion', 0);
)sql";

constexpr auto steps =
    std::to_array<const char *>({initial, refusedCounts, inStep, threads, identity, retention, seals,
                                 mailboxIds, inBulk, reports, reportPlaces, mergeInParts, fullText});

}

const Schema &cacheSchema()
{
    static constexpr Schema schema{0x50686361, steps};  // "Phca"
    return schema;
}

}
