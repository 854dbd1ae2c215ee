// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/copyrows.h"

#include "core/store/folderrows.h"
#include "core/store/seal.h"

namespace store {

namespace {

QByteArray keywordsOf(const Flags &flags)
{
    return flags.keywords.join(' ');
}

std::optional<QByteArray> unlessEmpty(const QByteArray &octets)
{
    return octets.isEmpty() ? std::nullopt : std::optional(octets);
}

qint64 sealOf(const CopyRow &copy, const QByteArray &keywords)
{
    return Seal()
        .add(copy.id.value)
        .add(copy.message)
        .add(copy.folder.value)
        .add(copy.validity.value)
        .add(copy.uid.value)
        .add(copy.date)
        .add(copy.received)
        .add(static_cast<qint64>(copy.modSeq.value))
        .add(copy.flags.bits)
        .add(QByteArrayView(keywords))
        .value();
}

}

std::optional<CopyRow> copyRowOf(const Statement &row)
{
    CopyRow copy;
    copy.id = {row.integer(0)};
    copy.message = row.integer(1);
    copy.folder = {row.integer(2)};
    copy.validity = {static_cast<quint32>(row.integer(3))};
    copy.uid = {static_cast<quint32>(row.integer(4))};
    copy.date = row.integer(5);
    if (!row.isNull(6))
        copy.received = row.integer(6);
    copy.modSeq = {static_cast<quint64>(row.integer(7))};
    const QByteArray keywords = row.blob(9);
    copy.flags = {static_cast<quint32>(row.integer(8)), splitWords(keywords)};
    if (!row.isNull(10) && row.integer(10) != sealOf(copy, keywords))
        return std::nullopt;
    return copy;
}

std::optional<CopyRow> findCopy(Statements &statements, FolderId folder, imap::Uid uid)
{
    std::optional<CopyRow> copy;
    const bool there = statements.first(
        "SELECT " COPY_COLUMNS " FROM copies c WHERE c.folder = ?1 AND c.uid = ?2",
        [&](const Statement &row) { copy = copyRowOf(row); }, folder.value, uid.value);
    if (there && !copy)
        statements.noteDamage();
    return copy;
}

void insertCopy(Statements &statements, const CopyRow &copy)
{
    const QByteArray keywords = keywordsOf(copy.flags);
    statements.run("INSERT INTO copies (id, message, folder, uidvalidity, uid, date, received, modseq, bits, "
                   "keywords, seal)"
                   " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
                   copy.id.value, copy.message, copy.folder.value, copy.validity.value, copy.uid.value,
                   copy.date, copy.received, copy.modSeq.value, copy.flags.bits, unlessEmpty(keywords),
                   sealOf(copy, keywords));
}

void updateCopy(Statements &statements, const CopyRow &copy)
{
    const QByteArray keywords = keywordsOf(copy.flags);
    statements.run("UPDATE copies SET bits = ?2, keywords = ?3, modseq = ?4, seal = ?5 WHERE id = ?1",
                   copy.id.value, copy.flags.bits, unlessEmpty(keywords), copy.modSeq.value,
                   sealOf(copy, keywords));
}

}
