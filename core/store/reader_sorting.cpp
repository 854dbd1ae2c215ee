// SPDX-License-Identifier: GPL-3.0-or-later
// What a folder's list is sorted by.
#include "core/store/reader.h"
#include "core/store/readerprivate.h"
#include "core/store/sortvalue.h"

#include <limits>
#include <utility>

namespace store {

namespace {

// The newest `?4` below (?2, ?3), each with the column in question.
constexpr auto subjects =
    "SELECT c.id, c.uid, c.date, m.subject FROM copies c JOIN messages m ON m.id = c.message"
    " WHERE c.folder = ?1 AND (c.date, c.uid) < (?2, ?3) ORDER BY c.date DESC, c.uid DESC LIMIT ?4";
constexpr auto senders =
    "SELECT c.id, c.uid, c.date, m.sender FROM copies c JOIN messages m ON m.id = c.message"
    " WHERE c.folder = ?1 AND (c.date, c.uid) < (?2, ?3) ORDER BY c.date DESC, c.uid DESC LIMIT ?4";
constexpr auto recipients =
    "SELECT c.id, c.uid, c.date, m.recipients FROM copies c JOIN messages m ON m.id = c.message"
    " WHERE c.folder = ?1 AND (c.date, c.uid) < (?2, ?3) ORDER BY c.date DESC, c.uid DESC LIMIT ?4";
constexpr auto octets =
    "SELECT c.id, c.uid, c.date, m.octets FROM copies c JOIN messages m ON m.id = c.message"
    " WHERE c.folder = ?1 AND (c.date, c.uid) < (?2, ?3) ORDER BY c.date DESC, c.uid DESC LIMIT ?4";
constexpr auto attachments =
    "SELECT c.id, c.uid, c.date, m.hasattachment FROM copies c JOIN messages m ON m.id = c.message"
    " WHERE c.folder = ?1 AND (c.date, c.uid) < (?2, ?3) ORDER BY c.date DESC, c.uid DESC LIMIT ?4";
constexpr auto bits = "SELECT id, uid, date, bits FROM copies"
                      " WHERE folder = ?1 AND (date, uid) < (?2, ?3) ORDER BY date DESC, uid DESC LIMIT ?4";

constexpr auto lineages =
    "SELECT c.id, c.uid, c.date, m.thread, m.account, m.messageid, m.reftrail"
    " FROM copies c JOIN messages m ON m.id = c.message"
    " WHERE c.folder = ?1 AND (c.date, c.uid) < (?2, ?3) ORDER BY c.date DESC, c.uid DESC LIMIT ?4";

constexpr qint64 top = std::numeric_limits<qint64>::max();

InsertedCopy copyOf(const Statement &row)
{
    return {{row.integer(0)}, {static_cast<quint32>(row.integer(1))}, row.integer(2)};
}

struct Question {
    const char *sql;
    bool isText;
};
Question questionOf(SortField field)
{
    switch (field) {
    case SortField::Subject: return {subjects, true};
    case SortField::Sender: return {senders, true};
    case SortField::Recipients: return {recipients, true};
    case SortField::Octets: return {octets, false};
    case SortField::Flagged: return {bits, false};
    case SortField::Attachment: return {attachments, false};
    }
    Q_UNREACHABLE();
}

}

bool Reader::sortValues(FolderId folder, SortField field, int limit, std::optional<InsertedCopy> &last,
                        const std::function<void(const SortValue &)> &each) const
{
    const Question question = questionOf(field);
    int read = 0;
    QByteArray text;
    const auto take = [&](const Statement &row) {
        SortValue value{copyOf(row), {}, 0};
        if (question.isText)
            value.text = text = row.blob(3);
        else
            value.number = field == SortField::Flagged ? row.integer(3) & Flags::Flagged : row.integer(3);
        last = value.copy;
        ++read;
        each(value);
    };
    d->statements.each(question.sql, take, folder.value, last ? last->date : top,
                       last ? qint64{last->uid.value} : top, limit);
    d->logError();
    return read == limit;
}

bool Reader::threadValues(FolderId folder, int limit, std::optional<InsertedCopy> &last,
                          const std::function<void(ThreadValue)> &each) const
{
    int read = 0;
    const auto take = [&](const Statement &row) {
        ThreadValue value{copyOf(row), {row.integer(3)}, {}, {}};
        const QByteArray id = row.blob(5);
        if (!id.isEmpty())
            value.own = threadKey(row.integer(4), id);
        if (value.thread != ThreadId())  // else it is not written like that yet
            value.ancestors = unpacked(row.blob(6));
        last = value.copy;
        ++read;
        each(std::move(value));
    };
    d->statements.each(lineages, take, folder.value, last ? last->date : top,
                       last ? qint64{last->uid.value} : top, limit);
    d->logError();
    return read == limit;
}

}
