// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/askedmodel.h"

#include <algorithm>

namespace models {

AskedModel::AskedModel(Source source, QObject *parent) : PagedTable(parent), m_source(std::move(source)) {}

AskedModel::~AskedModel() = default;

// A request that lies in several folders is one.
std::vector<AskedModel::Row> AskedModel::nextPage()
{
    const auto before = std::exchange(m_next, std::nullopt);
    const auto asked = m_source.page(pageRows, before ? &*before : nullptr);
    std::vector<Row> rows;
    for (const store::Reader::Asked &one : asked) {
        auto row = m_source.row(one.copy);
        if (!row || m_keys.contains(row->message.receiptKey))
            continue;
        if (!row->message.receiptKey.isEmpty())
            m_keys.insert(row->message.receiptKey);
        rows.push_back(std::move(*row));
    }
    if (static_cast<int>(asked.size()) == pageRows)
        m_next = asked.back().cursor;
    return rows;
}

void AskedModel::load()
{
    m_hasNews = false;
    m_keys.clear();
    m_next.reset();
    replaceAll(nextPage());
}

void AskedModel::refreshStates()
{
    if (!rows().empty())
        Q_EMIT dataChanged(index(0, StateColumn), index(rowCount() - 1, StateColumn));
}

void AskedModel::apply(const store::ChangeSet &changes)
{
    QSet<store::CopyId> changed, removed;
    for (const store::FolderChange &change : changes.folders) {
        changed += QSet<store::CopyId>(change.changed.begin(), change.changed.end());
        changed += QSet<store::CopyId>(change.contentArrived.begin(), change.contentArrived.end());
        removed += QSet<store::CopyId>(change.removed.begin(), change.removed.end());
        m_hasNews = m_hasNews || !change.inserted.empty() || change.emptied;
    }
    for (int row = rowCount() - 1; row >= 0 && !(changed.isEmpty() && removed.isEmpty()); --row) {
        Row &shown = rows()[static_cast<std::size_t>(row)];
        const auto now = changed.contains(shown.message.id) ? m_source.row(shown.message.id) : std::nullopt;
        if (removed.contains(shown.message.id)) {
            m_keys.remove(shown.message.receiptKey);
            drop(row, row + 1);
        } else if (now) {
            shown = *now;
            Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
        }
    }
}

QVariant AskedModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row &row = at(index.row());
    const auto column = static_cast<Column>(index.column());
    if (role == Qt::DisplayRole)
        return m_source.cell(row, column);
    if (role == Qt::AccessibleTextRole)
        return m_source.heading(column) + QLatin1String(": ") + m_source.cell(row, column);
    if (role == Qt::ToolTipRole)
        return m_source.hint(row);
    if (role == Qt::DecorationRole && column == StateColumn)
        return m_source.icon(row);
    return {};
}

bool AskedModel::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && m_next.has_value();
}

void AskedModel::fetchMore(const QModelIndex &parent)
{
    if (canFetchMore(parent))
        put(rowCount(), nextPage());
}

}
