// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>

#include <iterator>
#include <vector>

namespace models {

// A table of values that come page by page: what the models of the Receipts Centre have in common. `Columns`:
// how many; what they are called the model says.
template <typename Value, int Columns>
class PagedTable : public QAbstractTableModel
{
public:
    using QAbstractTableModel::QAbstractTableModel;

    [[nodiscard]] const Value &at(int row) const { return m_rows.at(static_cast<std::size_t>(row)); }
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
    }
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : Columns;
    }
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override
    {
        const bool isHeading = role == Qt::DisplayRole && orientation == Qt::Horizontal;
        return isHeading && section >= 0 && section < Columns ? heading(section) : QVariant();
    }

protected:
    [[nodiscard]] virtual QString heading(int column) const = 0;

    void put(int at, std::vector<Value> rows)
    {
        if (rows.empty())
            return;
        beginInsertRows({}, at, at + static_cast<int>(rows.size()) - 1);
        m_rows.insert(m_rows.begin() + at, std::make_move_iterator(rows.begin()),
                      std::make_move_iterator(rows.end()));
        endInsertRows();
    }
    void drop(int from, int to)
    {
        if (to <= from)
            return;
        beginRemoveRows({}, from, to - 1);
        m_rows.erase(m_rows.begin() + from, m_rows.begin() + to);
        endRemoveRows();
    }
    void replaceAll(std::vector<Value> rows)
    {
        beginResetModel();
        m_rows = std::move(rows);
        endResetModel();
    }
    [[nodiscard]] std::vector<Value> &rows() noexcept { return m_rows; }
    [[nodiscard]] const std::vector<Value> &rows() const noexcept { return m_rows; }

private:
    std::vector<Value> m_rows;
};

}
