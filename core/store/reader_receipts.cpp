// SPDX-License-Identifier: GPL-3.0-or-later
// What the cache knows of receipts: those asked of us, and reports about our own mail.
#include "core/store/reader.h"
#include "core/store/readerprivate.h"
#include "core/store/reportrows.h"

namespace store {

std::vector<Lookup> Reader::lookups(const QUuid &account, CopyId after, int limit) const
{
    auto found = store::lookups(d->statements, account, after, limit);
    d->logError();
    return found;
}

std::optional<LookupKind> Reader::lookup(CopyId copy) const
{
    const auto kind = lookupOf(d->statements, copy);
    d->logError();
    return kind;
}

std::optional<ReportRow> Reader::report(CopyId copy) const
{
    auto report = reportOf(d->statements, copy);
    d->logError();
    return report;
}

std::vector<ToldOf> Reader::toldOf(const QByteArray &messageId) const
{
    auto told = store::toldOf(d->statements, messageId);
    d->logError();
    return told;
}

std::vector<Unmatched> Reader::unmatchedReports(int limit, const UnmatchedCursor *before) const
{
    auto reports = store::unmatchedReports(d->statements, limit, before);
    d->logError();
    return reports;
}

std::optional<CopyId> Reader::sentCopy(const QByteArray &messageId) const
{
    const auto copy = store::sentCopy(d->statements, messageId);
    d->logError();
    return copy;
}

std::vector<Reader::Asked> Reader::askedOfUs(int limit, const AskedCursor *before) const
{
    std::vector<Asked> asked;
    const auto take = [&](const Statement &row) {
        asked.push_back({{row.integer(2)}, {row.integer(1), row.integer(0)}});
    };
    // In the words with which the index on requests was made.
#define ASKED                                                                                                \
    "SELECT m.id, coalesce(m.sent, 0), (SELECT c.id FROM copies c JOIN folders f ON f.id = c.folder"         \
    " WHERE c.message = m.id AND f.role NOT IN (2, 3) ORDER BY c.id LIMIT 1) AS place FROM messages m"       \
    " WHERE m.asksforreceipt = 1 AND place IS NOT NULL"
#define NEWEST_FIRST " ORDER BY coalesce(m.sent, 0) DESC, m.id DESC LIMIT ?1"
    if (before == nullptr)
        d->statements.each(ASKED NEWEST_FIRST, take, limit);
    else
        d->statements.each(ASKED " AND (coalesce(m.sent, 0), m.id) < (?2, ?3)" NEWEST_FIRST, take, limit,
                           before->date, before->message);
#undef ASKED
#undef NEWEST_FIRST
    d->logError();
    return asked;
}

bool Reader::askedIn(FolderId folder, int limit, std::optional<AskedCursor> &passed,
                     std::vector<CopyId> &found) const
{
    int looked = 0;
    std::optional<AskedCursor> last;
    const auto take = [&](const Statement &row) {
        const AskedCursor at{row.integer(1), row.integer(0)};
        const bool isAnother = !last || last->date != at.date || last->message != at.message;
        looked += isAnother ? 1 : 0;
        last = at;
        if (row.integer(2) != 0)
            found.push_back({row.integer(2)});
    };
    // The limit is one of requests, not of those that lie in the folder: so each call is short.
#define REQUESTS                                                                                             \
    "SELECT r.id, r.at, coalesce(c.id, 0) FROM (SELECT id, coalesce(sent, 0) AS at FROM messages"            \
    " WHERE asksforreceipt = 1"
#define IN_FOLDER                                                                                            \
    " ORDER BY coalesce(sent, 0) DESC, id DESC LIMIT ?2) r LEFT JOIN copies c ON c.message = r.id"           \
    " AND c.folder = ?1 ORDER BY r.at DESC, r.id DESC"
    if (!passed)
        d->statements.each(REQUESTS IN_FOLDER, take, folder.value, limit);
    else
        d->statements.each(REQUESTS " AND (coalesce(sent, 0), id) < (?3, ?4)" IN_FOLDER, take, folder.value,
                           limit, passed->date, passed->message);
#undef REQUESTS
#undef IN_FOLDER
    d->logError();
    if (last)
        passed = last;
    return looked == limit;
}

}
