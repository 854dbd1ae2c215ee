// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/changes.h"
#include "core/store/counts.h"
#include "core/store/database.h"
#include "core/store/reports.h"
#include "core/store/rows.h"

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace store {

enum class SortField;
struct SortValue;    // sortvalue.h
struct ThreadValue;  // the same

// Reads cache.db through a read-only connection of its own; one instance per thread. Every call is short (by
// key or an index) and leaves no statement open. A row that is gone or not yet there gives nullopt.
class Reader
{
public:
    [[nodiscard]] static Result<Reader> open(const QString &cachePath);
    Reader(Reader &&) noexcept;
    Reader &operator=(Reader &&) noexcept;
    Reader(const Reader &) = delete;
    Reader &operator=(const Reader &) = delete;
    ~Reader();

    [[nodiscard]] std::vector<Folder> folders(const QUuid &account) const;
    [[nodiscard]] std::optional<Folder> folder(FolderId id) const;
    [[nodiscard]] std::optional<Folder> folder(const QUuid &account, const QByteArray &mailbox) const;
    [[nodiscard]] Counts counts(FolderId id) const;  // what the folder's numbers are made of
    // All copies of a folder, newest first (date, then UID descending).
    [[nodiscard]] std::vector<InsertedCopy> copies(FolderId folder) const;
    // The same in windows, for large folders: the newest `limit` of those behind `before` in that order
    // (nullptr: from the top). Each costs what it gives, wherever it starts.
    [[nodiscard]] std::vector<InsertedCopy> copies(FolderId folder, int limit,
                                                   const InsertedCopy *before = nullptr) const;
    // In the same order and windows: `last` is the one to start below (none: from the top), and then the last
    // that was read. False: there are no more.
    bool sortValues(FolderId folder, SortField field, int limit, std::optional<InsertedCopy> &last,
                    const std::function<void(const SortValue &)> &each) const;
    bool threadValues(FolderId folder, int limit, std::optional<InsertedCopy> &last,
                      const std::function<void(ThreadValue)> &each) const;
    // What of such a window (no older than `since`, ms since the epoch) has no header here yet: for downloads
    // in advance. Begins anew behind `passed`, the last copy looked at, which it moves on; false when there
    // is nothing behind. One call looks at `limit` copies (mostWithoutText at most) and no further: true with
    // nothing found means that there are more behind, to be looked at later, in another turn of the event
    // loop.
    static constexpr int mostWithoutText = 2000;
    [[nodiscard]] bool withoutText(FolderId folder, qint64 since, int limit,
                                   std::optional<InsertedCopy> &passed,
                                   std::vector<InsertedCopy> &found) const;
    [[nodiscard]] std::optional<MessageRow> row(CopyId id) const;
    [[nodiscard]] std::optional<CopyId> find(FolderId folder, imap::Uid uid) const;
    [[nodiscard]] std::optional<MessageContent> content(CopyId id) const;
    [[nodiscard]] std::optional<MessageContent> header(CopyId id) const;  // the same without the sections
    // What sync compares with the server: ascending UIDs.
    [[nodiscard]] std::vector<FlagsSeen> knownFlags(FolderId folder) const;
    [[nodiscard]] std::vector<imap::Uid> knownUids(FolderId folder) const;  // the same without the flags
    // What is still to be looked up (reportrows.h), in the order of copies, behind `after`.
    [[nodiscard]] std::vector<Lookup> lookups(const QUuid &account, CopyId after, int limit) const;
    [[nodiscard]] std::optional<LookupKind> lookup(CopyId copy) const;
    // What a message is known to report.
    [[nodiscard]] std::optional<ReportRow> report(CopyId copy) const;
    [[nodiscard]] std::vector<ToldOf> toldOf(const QByteArray &messageId) const;
    [[nodiscard]] std::vector<Unmatched> unmatchedReports(int limit,
                                                          const UnmatchedCursor *before = nullptr) const;
    [[nodiscard]] std::optional<CopyId> sentCopy(const QByteArray &messageId) const;
    // Messages that ask for a receipt, wherever they lie but in Sent and Drafts, newest first: those behind
    // `before`. Of a message in several folders one copy.
    struct AskedCursor {
        qint64 date = 0, message = 0;
    };
    struct Asked {
        CopyId copy;
        AskedCursor cursor;
    };
    [[nodiscard]] std::vector<Asked> askedOfUs(int limit, const AskedCursor *before = nullptr) const;
    // Copies in one folder of messages that ask for a receipt: of the `limit` newest requests, in whatever
    // folder, that are behind `passed`, which it moves on; false when there is none behind. One call looks at
    // no more than these.
    [[nodiscard]] bool askedIn(FolderId folder, int limit, std::optional<AskedCursor> &passed,
                               std::vector<CopyId> &found) const;

private:
    explicit Reader(std::unique_ptr<class ReaderPrivate> d) noexcept;
    std::unique_ptr<class ReaderPrivate> d;
};

}
