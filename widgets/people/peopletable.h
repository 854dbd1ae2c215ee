// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/models/peoplemodel.h"

#include <QAbstractTableModel>

// The people that are known as rows: what they are called, where they are written to, and what there was with
// them. Shows what `people` has, which outlives it.
class PeopleTable : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { NameColumn, AddressColumn, LastColumn, WrittenColumn, ReceivedColumn, ColumnCount };
    enum Role { SortRole = Qt::UserRole, TextRole };  // TextRole: what a search looks at

    PeopleTable(const models::PeopleModel &people, QDateTime now, QObject *parent);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] const models::Person &at(int row) const
    {
        return m_people.people()[static_cast<std::size_t>(row)];
    }

private:
    [[nodiscard]] QVariant sortKey(const models::Person &person, int column) const;
    [[nodiscard]] QString cell(const models::Person &person, int column) const;

    const models::PeopleModel &m_people;
    QDateTime m_now;
};
