// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/changes.h"
#include "core/store/reports.h"
#include "core/store/statements.h"

// The rows of reports.h. As with the writer's other rows: inside its transaction, errors are left in
// `statements`.
namespace store {

// What a message that has come into a folder is to be looked up for: a pure function of what the list tells.
[[nodiscard]] std::optional<LookupKind> lookupFor(FolderRole role, const FetchedMessage &message);
void noteLookup(Statements &statements, CopyId copy, qint64 accountId, LookupKind kind);
[[nodiscard]] std::optional<LookupKind> lookupOf(Statements &statements, CopyId copy);
void endLookup(Statements &statements, CopyId copy);
// In the order of copies, behind `after`; those that are gone are left out.
[[nodiscard]] std::vector<Lookup> lookups(Statements &statements, const QUuid &account, CopyId after,
                                          int limit);

void forgetGoneLookups(Statements &statements);  // of copies that are no more
// Whose header is here, for whatever reason.
[[nodiscard]] std::vector<CopyId> lookupsWithText(Statements &statements);

// Anybody can send any number of reports about one message: what is kept of them is bounded by our own mail.
// What says the same as so many others is counted and not kept, so that no flood keeps out what says
// something else; of those about nothing we know the oldest go.
struct ReportBounds {
    int alike = 10;        // with the same recipient, state and confidence
    int weak = 200;        // about one mail, of a confidence below `believedFrom`
    int believedFrom = 0;  // a receipts/ number
    int unmatched = 5000;
};
// In the place of what the account knew of a report with that key, and no longer looked up. `names`: the
// Message-IDs in it, where none of them is known: for lookUpAgain(). Without matches it is kept, and shown to
// nobody.
void writeReport(Statements &statements, const QUuid &account, const ReportRow &report,
                 const QByteArrayList &names, const ReportBounds &bounds = {});
// The copies of reports that name this Message-ID and were about nothing we knew: to be looked up again.
[[nodiscard]] std::vector<CopyId> lookUpAgain(Statements &statements, const QByteArray &messageId);
void writeSentCopy(Statements &statements, const QByteArray &messageId, CopyId copy);
[[nodiscard]] std::optional<CopyId> sentCopy(Statements &statements, const QByteArray &messageId);

[[nodiscard]] std::optional<ReportRow> reportOf(Statements &statements, CopyId copy);
[[nodiscard]] std::vector<ToldOf> toldOf(Statements &statements, const QByteArray &messageId);
// How many more statements there were that were not kept (ReportBounds).
[[nodiscard]] int surplusOf(Statements &statements, const QByteArray &messageId);
[[nodiscard]] QDateTime receivedAt(Statements &statements, CopyId copy);  // INTERNALDATE; invalid: not known
// Those about nothing we know, the newest first.
[[nodiscard]] std::vector<Unmatched> unmatchedReports(Statements &statements, int limit,
                                                      const UnmatchedCursor *before = nullptr);

// A copy of a copy: what is known of the one holds for the other, which may outlive it.
void followCopy(Statements &statements, CopyId from, CopyId to);
void removeReports(Statements &statements, const QUuid &account);

}
