// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/askedmodel.h"

#include <algorithm>

namespace models {

AskedModel::AskedModel(Source source, QObject *parent)
    : QAbstractTableModel(parent), m_source(std::move(source))
{}

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
    beginResetModel();
    m_hasNews = false;
    m_keys.clear();
    m_next.reset();
    m_rows = nextPage();
    endResetModel();
}

void AskedModel::refreshStates()
{
    if (!m_rows.empty())
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
        Row &shown = m_rows[static_cast<std::size_t>(row)];
        const auto now = changed.contains(shown.message.id) ? m_source.row(shown.message.id) : std::nullopt;
        if (removed.contains(shown.message.id)) {
            beginRemoveRows({}, row, row);
            m_keys.remove(shown.message.receiptKey);
            m_rows.erase(m_rows.begin() + row);
            endRemoveRows();
        } else if (now) {
            shown = *now;
            Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
        }
    }
}

const AskedModel::Row &AskedModel::at(int row) const
{
    return m_rows.at(static_cast<std::size_t>(row));
}

int AskedModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int AskedModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
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

QVariant AskedModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (role != Qt::DisplayRole || orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    return m_source.heading(static_cast<Column>(section));
}

bool AskedModel::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && m_next.has_value();
}

void AskedModel::fetchMore(const QModelIndex &parent)
{
    if (!canFetchMore(parent))
        return;
    std::vector<Row> rows = nextPage();
    if (rows.empty())
        return;
    beginInsertRows({}, rowCount(), rowCount() + static_cast<int>(rows.size()) - 1);
    m_rows.insert(m_rows.end(), std::make_move_iterator(rows.begin()), std::make_move_iterator(rows.end()));
    endInsertRows();
}

}
