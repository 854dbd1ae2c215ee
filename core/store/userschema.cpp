// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/migrations.h"

#include <array>

namespace store {

namespace {

// journal/: what the user did, until the server has done it too. Ids grow for ever, they are the order.
constexpr auto operations = R"sql(
CREATE TABLE operations(
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    state INTEGER NOT NULL,
    account BLOB NOT NULL,
    created INTEGER NOT NULL,
    operation BLOB NOT NULL,
    detail BLOB NOT NULL
);
)sql";

// certificatestore.h
constexpr auto certificates = R"sql(
CREATE TABLE certificates(
    host TEXT NOT NULL,
    port INTEGER NOT NULL,
    sha256 BLOB NOT NULL,
    PRIMARY KEY(host, port, sha256)
) WITHOUT ROWID;
)sql";

// receipts/: the state of each request for a receipt, and everything that was ever decided or done about it.
constexpr auto receipts = R"sql(
CREATE TABLE receipt_events(
    id INTEGER PRIMARY KEY,
    key BLOB NOT NULL,
    at INTEGER NOT NULL,
    event INTEGER NOT NULL,
    detail BLOB
);
CREATE INDEX receipt_events_by_key ON receipt_events(key);
CREATE TABLE receipt_state(
    key BLOB PRIMARY KEY,
    state INTEGER NOT NULL,
    data BLOB NOT NULL,
    updated INTEGER NOT NULL
) WITHOUT ROWID;
)sql";

// What cannot be undone waits until then (ms since the epoch).
constexpr auto heldOperations = R"sql(
ALTER TABLE operations ADD COLUMN held_until INTEGER NOT NULL DEFAULT 0;
)sql";

// offlinefolders.h: what is to be kept for reading without a network. months 0: everything.
constexpr auto offlineFolders = R"sql(
CREATE TABLE offline_folders(
    account BLOB NOT NULL,
    mailbox BLOB NOT NULL,
    months INTEGER NOT NULL,
    PRIMARY KEY(account, mailbox)
) WITHOUT ROWID;
)sql";

// watchedfolders.h: where new mail is to be noticed at once.
constexpr auto watchedFolders = R"sql(
CREATE TABLE watched_folders(
    account BLOB NOT NULL,
    mailbox BLOB NOT NULL,
    PRIMARY KEY(account, mailbox)
) WITHOUT ROWID;
)sql";

// Of an operation that has failed: what was known of it until then, for whoever tries again.
constexpr auto outcomesOfFailures = R"sql(
ALTER TABLE operations ADD COLUMN outcome BLOB NOT NULL DEFAULT x'';
)sql";

// receipts/policyrules.h: what the user wishes done with requests for receipts.
constexpr auto receiptRules = R"sql(
CREATE TABLE receipt_rules(
    scope INTEGER NOT NULL,
    value BLOB NOT NULL,
    preference INTEGER NOT NULL,
    PRIMARY KEY(scope, value)
) WITHOUT ROWID;
)sql";

// receipts/sentmail.h: mail of ours that asked for an answer, to whom it went, and under what other addresses
// they have answered; report_folders: where the answers are to be put.
constexpr auto sentMail = R"sql(
CREATE TABLE sent(
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    account BLOB NOT NULL,
    message_id BLOB NOT NULL,
    envelope_id BLOB NOT NULL,
    sent_at INTEGER NOT NULL,
    subject TEXT NOT NULL,
    asks_disposition INTEGER NOT NULL,
    asks_delivery INTEGER NOT NULL,
    UNIQUE(message_id, envelope_id)
);
CREATE INDEX sent_by_date ON sent(sent_at DESC, id DESC);
CREATE INDEX sent_by_envelope ON sent(envelope_id) WHERE envelope_id <> x'';
CREATE TABLE sent_recipient(
    sent INTEGER NOT NULL,
    place INTEGER NOT NULL,
    address BLOB NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY(sent, place)
) WITHOUT ROWID;
CREATE TABLE alias(
    answers BLOB NOT NULL,
    asked BLOB NOT NULL,
    PRIMARY KEY(answers, asked)
) WITHOUT ROWID;
CREATE TABLE report_folders(
    account BLOB PRIMARY KEY,
    mailbox BLOB NOT NULL
) WITHOUT ROWID;
)sql";

// Since when reports are put there, and which were: whoever puts one back finds it where it was put, whatever
// becomes of cache.db.
constexpr auto filedReports = R"sql(
ALTER TABLE report_folders ADD COLUMN since INTEGER NOT NULL DEFAULT 0;
UPDATE report_folders SET since = unixepoch() * 1000;
CREATE TABLE filed_reports(
    account BLOB NOT NULL,
    key BLOB NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY(account, key)
) WITHOUT ROWID;
CREATE INDEX filed_reports_by_time ON filed_reports(at DESC);
)sql";

// picturepermissions.h: whose pictures from elsewhere are always shown.
constexpr auto picturePermissions = R"sql(
CREATE TABLE picture_exceptions(
    scope INTEGER NOT NULL,
    value BLOB NOT NULL,
    PRIMARY KEY(scope, value)
) WITHOUT ROWID;
)sql";

// outbox/draftrows.h: what is being written, the names of its copies on the server, and what is attached,
// once by its SHA-256. place -1: attached since the text was last saved.
constexpr auto drafts = R"sql(
CREATE TABLE drafts(
    id BLOB PRIMARY KEY,
    account BLOB NOT NULL,
    changed INTEGER NOT NULL,
    composition BLOB NOT NULL,
    copies BLOB NOT NULL
) WITHOUT ROWID;
CREATE TABLE attachment_octets(
    digest BLOB PRIMARY KEY,
    octets BLOB NOT NULL
);
CREATE TABLE draft_attachments(
    draft BLOB NOT NULL,
    place INTEGER NOT NULL,
    digest BLOB NOT NULL,
    PRIMARY KEY(draft, place, digest)
) WITHOUT ROWID;
CREATE INDEX draft_attachments_by_digest ON draft_attachments(digest);
)sql";

// outbox/outboxrows.h: what is to be sent. The mail itself is written once; how far it is, often.
constexpr auto outbox = R"sql(
CREATE TABLE outbox(
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    mail BLOB NOT NULL UNIQUE,
    account BLOB NOT NULL,
    state INTEGER NOT NULL,
    queued INTEGER NOT NULL,
    due INTEGER NOT NULL,
    details BLOB NOT NULL
);
CREATE TABLE outbox_recipients(
    mail BLOB NOT NULL,
    place INTEGER NOT NULL,
    address BLOB NOT NULL,
    state INTEGER NOT NULL,
    code INTEGER NOT NULL,
    enhanced BLOB NOT NULL,
    words BLOB NOT NULL,
    PRIMARY KEY(mail, place)
) WITHOUT ROWID;
CREATE TABLE outbox_mail(
    mail BLOB PRIMARY KEY,
    octets BLOB NOT NULL
);
)sql";

// What a draft answers or forwards, to be marked when it has been sent. Templates are kept like drafts.
constexpr auto draftMarks = R"sql(
ALTER TABLE drafts ADD COLUMN marks BLOB NOT NULL DEFAULT x'';
ALTER TABLE drafts ADD COLUMN template INTEGER NOT NULL DEFAULT 0;
)sql";

// search/savedsearch.h: searches that are kept like folders, in the user's order.
constexpr auto savedSearches = R"sql(
CREATE TABLE searches(
    place INTEGER PRIMARY KEY,
    kind INTEGER NOT NULL,
    id BLOB NOT NULL,
    name TEXT NOT NULL,
    text TEXT NOT NULL,
    hidden INTEGER NOT NULL
);
)sql";

constexpr auto steps = std::to_array<const char *>(
    {operations, certificates, receipts, heldOperations, offlineFolders, watchedFolders, outcomesOfFailures,
     receiptRules, sentMail, filedReports, picturePermissions, drafts, outbox, draftMarks, savedSearches});

}

const Schema &userSchema()
{
    static constexpr Schema schema{0x50687573, steps};  // "Phus"
    return schema;
}

}
