// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/rows.h"

// What the cache keeps of reports about our own mail (RFC 8098, RFC 3464). The store finds those messages by
// their structure and keeps what others conclude from them; it reads none of it.
namespace store {

// Why a message's text is wanted though nobody reads it. Stored numbers.
enum class LookupKind {
    Report = 1,    // it looks like a report about a message of ours
    SentMail = 2,  // it lies in Sent and asks for a receipt
};
struct Lookup {
    CopyId copy;
    FolderId folder;
    LookupKind kind = LookupKind::Report;
    friend bool operator==(const Lookup &, const Lookup &) = default;
};

// What a report says of one recipient. `state`, `confidence` and `reasons` are receipts/ numbers.
struct ReportMatchRow {
    QByteArray sent;       // Message-ID of the mail it is about, as "<…>"; empty: none that we know
    QByteArray recipient;  // as that mail has it; as the report has it when it is none of its recipients
    int state = 0, confidence = 0;
    QDateTime at;
    QByteArray reasons;  // one octet each
    friend bool operator==(const ReportMatchRow &, const ReportMatchRow &) = default;
};
struct ReportRow {
    QByteArray key;  // the same wherever a copy of the report lies
    CopyId copy;
    int kind = 0;
    QDateTime at;
    QByteArray messageId;  // its own, as "<…>"
    QByteArray sender;     // addr-spec of its From
    std::vector<ReportMatchRow> matches;
    friend bool operator==(const ReportRow &, const ReportRow &) = default;
};

// What was ever told about a mail of ours, one entry for each recipient that a report names.
struct ToldOf {
    ReportMatchRow match;
    QByteArray report;  // its Message-ID
    CopyId copy;        // where it lies
};
struct UnmatchedCursor {
    qint64 at = 0, report = 0;
};
struct Unmatched {
    ReportRow report;
    UnmatchedCursor cursor;
};
}
