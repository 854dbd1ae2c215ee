// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/reportrows.h"

#include "core/mime/reportparts.h"
#include "core/store/seal.h"

#include <QHash>

#include <algorithm>

namespace store {

namespace {

constexpr auto accountQuery = "SELECT id FROM accounts WHERE uuid = ?1";

QDateTime timeOf(qint64 milliseconds)
{
    return milliseconds == 0 ? QDateTime() : QDateTime::fromMSecsSinceEpoch(milliseconds, Qt::UTC);
}

qint64 numberOf(const QDateTime &time)
{
    return time.isValid() ? time.toMSecsSinceEpoch() : 0;
}

qint64 sealOf(qint64 report, const ReportMatchRow &match)
{
    return Seal()
        .add(report)
        .add(qint64{match.state})
        .add(qint64{match.confidence})
        .add(numberOf(match.at))
        .add(QByteArrayView(match.sent))
        .add(QByteArrayView(match.recipient))
        .add(QByteArrayView(match.reasons))
        .value();
}

#define MATCH_COLUMNS "x.report, x.sent, x.recipient, x.state, x.confidence, x.at, x.reasons, x.seal"
constexpr int matchColumns = 8;
// One of the places where report `r` lies.
#define PLACE "(SELECT max(c.id) FROM report_copies p JOIN copies c ON c.id = p.copy WHERE p.report = r.id)"

// nullopt: the row is not as it was written.
std::optional<ReportMatchRow> matchOf(const Statement &row)
{
    ReportMatchRow match{row.blob(1),
                         row.blob(2),
                         static_cast<int>(row.integer(3)),
                         static_cast<int>(row.integer(4)),
                         timeOf(row.integer(5)),
                         row.blob(6)};
    return row.integer(7) == sealOf(row.integer(0), match) ? std::optional(match) : std::nullopt;
}

std::optional<qint64> numberOfAccount(Statements &statements, const QUuid &account)
{
    std::optional<qint64> id;
    statements.first(
        accountQuery, [&](const Statement &row) { id = row.integer(0); }, account.toRfc4122());
    return id;
}

// The names of the types stand in a structure as they are; of a hundred thousand messages few have one.
bool mayBeReport(const QByteArray &structure)
{
    return structure.contains("report") || structure.contains("disposition-notification")
        || structure.contains("delivery-status");
}

ReportRow reportRowOf(const Statement &row, int first)
{
    ReportRow report;
    report.key = row.blob(first);
    report.copy = {row.integer(first + 1)};
    report.kind = static_cast<int>(row.integer(first + 2));
    report.at = timeOf(row.integer(first + 3));
    report.messageId = row.blob(first + 4);
    report.sender = row.blob(first + 5);
    return report;
}

void readMatches(Statements &statements, qint64 id, ReportRow &report)
{
    bool sound = true;
    statements.each(
        "SELECT " MATCH_COLUMNS " FROM report_matches x WHERE x.report = ?1 ORDER BY x.place",
        [&](const Statement &row) {
            auto match = matchOf(row);
            sound = sound && match;
            if (match)
                report.matches.push_back(std::move(*match));
        },
        id);
    if (!sound)
        statements.noteDamage();
}

}

std::optional<LookupKind> lookupFor(FolderRole role, const FetchedMessage &message)
{
    // Receipts that we have sent ourselves lie in Sent: they are about the mail of others.
    if (role == FolderRole::Sent)
        return message.asksForReceipt ? std::optional(LookupKind::SentMail) : std::nullopt;
    if (role == FolderRole::Drafts || role == FolderRole::Junk)
        return std::nullopt;  // nobody has sent it, or the server does not believe it
    if (!mayBeReport(message.structure))
        return std::nullopt;
    const mime::PartInfo structure = mime::deserializePartInfo(message.structure);
    const mime::ReportParts parts = mime::reportParts(structure);
    return parts.isReport || parts.machine != nullptr ? std::optional(LookupKind::Report) : std::nullopt;
}

void noteLookup(Statements &statements, CopyId copy, qint64 accountId, LookupKind kind)
{
    statements.run("INSERT OR REPLACE INTO lookups (copy, account, kind) VALUES (?1, ?2, ?3)", copy.value,
                   accountId, static_cast<qint64>(kind));
}

std::optional<LookupKind> lookupOf(Statements &statements, CopyId copy)
{
    std::optional<LookupKind> kind;
    statements.first(
        "SELECT kind FROM lookups WHERE copy = ?1",
        [&](const Statement &row) {
            kind = row.integer(0) == static_cast<qint64>(LookupKind::SentMail) ? LookupKind::SentMail
                                                                               : LookupKind::Report;
        },
        copy.value);
    return kind;
}

void endLookup(Statements &statements, CopyId copy)
{
    statements.run("DELETE FROM lookups WHERE copy = ?1", copy.value);
}

std::vector<Lookup> lookups(Statements &statements, const QUuid &account, CopyId after, int limit)
{
    std::vector<Lookup> found;
    statements.each(
        "SELECT l.copy, c.folder, l.kind FROM accounts a JOIN lookups l ON l.account = a.id"
        " JOIN copies c ON c.id = l.copy WHERE a.uuid = ?1 AND l.copy > ?2 ORDER BY l.copy LIMIT ?3",
        [&](const Statement &row) {
            const bool isSent = row.integer(2) == static_cast<qint64>(LookupKind::SentMail);
            found.push_back(
                {{row.integer(0)}, {row.integer(1)}, isSent ? LookupKind::SentMail : LookupKind::Report});
        },
        account.toRfc4122(), after.value, limit);
    return found;
}

void forgetGoneLookups(Statements &statements)
{
    statements.run("DELETE FROM lookups WHERE copy NOT IN (SELECT id FROM copies)");
}

std::vector<CopyId> lookupsWithText(Statements &statements)
{
    std::vector<CopyId> copies;
    statements.each("SELECT l.copy FROM lookups l JOIN copies c ON c.id = l.copy"
                    " JOIN headers h ON h.message = c.message ORDER BY l.copy",
                    [&](const Statement &row) { copies.push_back({row.integer(0)}); });
    return copies;
}

namespace {

enum class Standing : qint64 { Matched = 0, Unmatched = 1, Hidden = 2 };  // stored numbers

Standing standingOf(const ReportRow &report)
{
    if (report.matches.empty())
        return Standing::Hidden;
    const bool isUnmatched = std::any_of(report.matches.begin(), report.matches.end(),
                                         [](const auto &match) { return match.sent.isEmpty(); });
    return isUnmatched ? Standing::Unmatched : Standing::Matched;
}

// Whether what one report says is still kept beside what others have said.
class Room
{
public:
    Room(Statements &statements, const ReportBounds &bounds) : m_statements(statements), m_bounds(bounds) {}

    [[nodiscard]] bool takes(const ReportMatchRow &match)
    {
        if (match.sent.isEmpty())
            return true;  // those are bounded by the number of reports
        qint64 alike = 0;
        m_statements.first(
            "SELECT count(*) FROM report_matches WHERE sent = ?1 AND recipient = ?2 AND state = ?3"
            " AND confidence = ?4",
            [&](const Statement &row) { alike = row.integer(0); }, match.sent, match.recipient, match.state,
            match.confidence);
        if (alike >= m_bounds.alike)
            return false;
        return match.confidence >= m_bounds.believedFrom || weak(match.sent)++ < m_bounds.weak;
    }

private:
    // Counted once: a report may name thousands.
    qint64 &weak(const QByteArray &sent)
    {
        if (!m_weak.contains(sent))
            m_statements.first(
                "SELECT count(*) FROM report_matches WHERE sent = ?1 AND confidence < ?2",
                [&](const Statement &row) { m_weak[sent] = row.integer(0); }, sent, m_bounds.believedFrom);
        return m_weak[sent];
    }

    Statements &m_statements;
    const ReportBounds &m_bounds;
    QHash<QByteArray, qint64> m_weak;
};

void removeReport(Statements &statements, qint64 id)
{
    statements.run("DELETE FROM report_matches WHERE report = ?1", id);
    statements.run("DELETE FROM report_names WHERE report = ?1", id);
    statements.run("DELETE FROM report_copies WHERE report = ?1", id);
    statements.run("DELETE FROM reports WHERE id = ?1", id);
}

// How many of its matches are kept.
int writeMatches(Statements &statements, qint64 id, const ReportRow &report, const ReportBounds &bounds)
{
    statements.run("DELETE FROM report_matches WHERE report = ?1", id);
    Room room(statements, bounds);
    int place = 0;
    for (const ReportMatchRow &match : report.matches) {
        if (!room.takes(match))
            statements.run("INSERT INTO report_surplus (sent, reports) VALUES (?1, 1)"
                           " ON CONFLICT(sent) DO UPDATE SET reports = reports + 1",
                           match.sent);
        else
            statements.run("INSERT INTO report_matches (report, place, sent, recipient, state, confidence, "
                           "at, reasons, seal) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
                           id, place++, match.sent, match.recipient, match.state, match.confidence,
                           numberOf(match.at), match.reasons, sealOf(id, match));
    }
    return place;
}

// By their arrival: what they say of their time is anybody's word.
void removeOldUnmatched(Statements &statements, int most)
{
    std::vector<qint64> old;
    statements.each(
        "SELECT id FROM reports WHERE unmatched > 0 ORDER BY id DESC LIMIT 100 OFFSET ?1",
        [&](const Statement &row) { old.push_back(row.integer(0)); }, most);
    for (const qint64 id : old)
        removeReport(statements, id);
}

}

void writeReport(Statements &statements, const QUuid &account, const ReportRow &report,
                 const QByteArrayList &names, const ReportBounds &bounds)
{
    const auto accountId = numberOfAccount(statements, account);
    if (!accountId)
        return;
    endLookup(statements, report.copy);
    const Standing standing = standingOf(report);
    statements.run("INSERT INTO reports (account, key, kind, at, messageid, sender, unmatched)"
                   " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT(account, key) DO UPDATE SET"
                   " kind = ?3, at = min(at, ?4), messageid = ?5, sender = ?6, unmatched = ?7",
                   *accountId, report.key, report.kind, numberOf(report.at), report.messageId, report.sender,
                   static_cast<qint64>(standing));
    qint64 id = 0;
    statements.first(
        "SELECT id FROM reports WHERE account = ?1 AND key = ?2",
        [&](const Statement &row) { id = row.integer(0); }, *accountId, report.key);
    if (writeMatches(statements, id, report, bounds) == 0 && !report.matches.empty()) {
        removeReport(statements, id);
        return;
    }
    statements.run("DELETE FROM report_copies WHERE report = ?1 AND copy NOT IN (SELECT id FROM copies)", id);
    statements.run("INSERT OR REPLACE INTO report_copies (copy, report) VALUES (?1, ?2)", report.copy.value,
                   id);
    statements.run("DELETE FROM report_names WHERE report = ?1", id);
    for (const QByteArray &name : names)
        statements.run("INSERT OR IGNORE INTO report_names (messageid, report) VALUES (?1, ?2)", name, id);
    if (standing != Standing::Matched)
        removeOldUnmatched(statements, bounds.unmatched);
}

std::vector<CopyId> lookUpAgain(Statements &statements, const QByteArray &messageId)
{
    struct Place {
        CopyId copy;
        qint64 account = 0;
    };
    std::vector<Place> places;
    statements.each(
        "SELECT c.id, r.account FROM report_names n JOIN reports r ON r.id = n.report"
        " JOIN report_copies p ON p.report = r.id JOIN copies c ON c.id = p.copy WHERE n.messageid = ?1",
        [&](const Statement &row) {
            places.push_back({{row.integer(0)}, row.integer(1)});
        },
        messageId);
    std::vector<CopyId> copies;
    for (const Place &place : places) {
        noteLookup(statements, place.copy, place.account, LookupKind::Report);
        copies.push_back(place.copy);
    }
    return copies;
}

void writeSentCopy(Statements &statements, const QByteArray &messageId, CopyId copy)
{
    statements.run("INSERT OR IGNORE INTO sent_copies (messageid, copy) VALUES (?1, ?2)", messageId,
                   copy.value);
}

std::optional<CopyId> sentCopy(Statements &statements, const QByteArray &messageId)
{
    std::optional<CopyId> copy;
    statements.first(
        "SELECT s.copy FROM sent_copies s JOIN copies c ON c.id = s.copy WHERE s.messageid = ?1"
        " ORDER BY s.copy LIMIT 1",
        [&](const Statement &row) { copy = CopyId{row.integer(0)}; }, messageId);
    return copy;
}

std::optional<ReportRow> reportOf(Statements &statements, CopyId copy)
{
    std::optional<ReportRow> report;
    qint64 id = 0;
    statements.first(
        "SELECT r.id, r.key, c.id, r.kind, r.at, r.messageid, r.sender FROM report_copies p"
        " JOIN copies c ON c.id = p.copy JOIN reports r ON r.id = p.report WHERE p.copy = ?1",
        [&](const Statement &row) {
            id = row.integer(0);
            report = reportRowOf(row, 1);
        },
        copy.value);
    if (report)
        readMatches(statements, id, *report);
    return report;
}

std::vector<ToldOf> toldOf(Statements &statements, const QByteArray &messageId)
{
    std::vector<ToldOf> told;
    bool sound = true;
    statements.each(
        "SELECT " MATCH_COLUMNS ", r.messageid, " PLACE
        " FROM report_matches x JOIN reports r ON r.id = x.report"
        " WHERE x.sent = ?1",
        [&](const Statement &row) {
            auto match = matchOf(row);
            sound = sound && match;
            if (match)
                told.push_back({std::move(*match), row.blob(matchColumns), {row.integer(matchColumns + 1)}});
        },
        messageId);
    if (!sound)
        statements.noteDamage();
    return told;
}

QDateTime receivedAt(Statements &statements, CopyId copy)
{
    QDateTime received;
    statements.first(
        "SELECT received FROM copies WHERE id = ?1 AND received IS NOT NULL",
        [&](const Statement &row) { received = QDateTime::fromMSecsSinceEpoch(row.integer(0), Qt::UTC); },
        copy.value);
    return received;
}

int surplusOf(Statements &statements, const QByteArray &messageId)
{
    qint64 surplus = 0;
    statements.first(
        "SELECT reports FROM report_surplus WHERE sent = ?1",
        [&](const Statement &row) { surplus = row.integer(0); }, messageId);
    return static_cast<int>(surplus);
}

std::vector<Unmatched> unmatchedReports(Statements &statements, int limit, const UnmatchedCursor *before)
{
    std::vector<Unmatched> found;
    const auto take = [&](const Statement &row) {
        found.push_back({reportRowOf(row, 2), {row.integer(1), row.integer(0)}});
    };
#define UNMATCHED                                                                                            \
    "SELECT r.id, r.at, r.key, " PLACE ", r.kind, r.at, r.messageid, r.sender FROM reports r"                \
    " WHERE r.unmatched = 1"
    if (before == nullptr)
        statements.each(UNMATCHED " ORDER BY r.at DESC, r.id DESC LIMIT ?1", take, limit);
    else
        statements.each(UNMATCHED " AND (r.at, r.id) < (?2, ?3) ORDER BY r.at DESC, r.id DESC LIMIT ?1", take,
                        limit, before->at, before->report);
#undef UNMATCHED
    for (Unmatched &one : found)
        readMatches(statements, one.cursor.report, one.report);
    return found;
}

void followCopy(Statements &statements, CopyId from, CopyId to)
{
    statements.run("INSERT OR REPLACE INTO report_copies (copy, report)"
                   " SELECT ?2, report FROM report_copies WHERE copy = ?1",
                   from.value, to.value);
    statements.run("INSERT OR IGNORE INTO sent_copies (messageid, copy)"
                   " SELECT messageid, ?2 FROM sent_copies WHERE copy = ?1",
                   from.value, to.value);
    statements.run("INSERT OR IGNORE INTO lookups (copy, account, kind)"
                   " SELECT ?2, account, kind FROM lookups WHERE copy = ?1",
                   from.value, to.value);
}

void removeReports(Statements &statements, const QUuid &account)
{
    const auto id = numberOfAccount(statements, account);
    if (!id)
        return;
    statements.run("DELETE FROM lookups WHERE account = ?1", *id);
    statements.run("DELETE FROM report_matches WHERE report IN (SELECT id FROM reports WHERE account = ?1)",
                   *id);
    statements.run("DELETE FROM report_names WHERE report IN (SELECT id FROM reports WHERE account = ?1)",
                   *id);
    statements.run("DELETE FROM report_copies WHERE report IN (SELECT id FROM reports WHERE account = ?1)",
                   *id);
    statements.run("DELETE FROM reports WHERE account = ?1", *id);
    statements.run("DELETE FROM report_surplus WHERE sent NOT IN (SELECT sent FROM report_matches)");
    statements.run("DELETE FROM sent_copies WHERE copy NOT IN (SELECT id FROM copies)");
}

}
