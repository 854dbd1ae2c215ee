// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/people/peopletable.h"

#include "widgets/displaytext.h"
#include "widgets/safetext.h"

using models::PeopleModel;
using models::Person;

PeopleTable::PeopleTable(const PeopleModel &people, QDateTime now, QObject *parent)
    : QAbstractTableModel(parent), m_people(people), m_now(std::move(now))
{
    connect(&people, &QAbstractItemModel::modelAboutToBeReset, this, &PeopleTable::beginResetModel);
    connect(&people, &QAbstractItemModel::modelReset, this, &PeopleTable::endResetModel);
    connect(&people, &QAbstractItemModel::rowsAboutToBeRemoved, this,
            [this](const QModelIndex &, int first, int last) { beginRemoveRows({}, first, last); });
    connect(&people, &QAbstractItemModel::rowsRemoved, this, [this] { endRemoveRows(); });
}

int PeopleTable::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_people.rowCount();
}

int PeopleTable::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString PeopleTable::cell(const Person &person, int column) const
{
    switch (column) {
    case NameColumn: return safetext::line(person.mailbox.name);
    case AddressColumn: return safetext::address(person.mailbox.addrSpec());
    case LastColumn: return person.last.isValid() ? DisplayText::listDate(person.last, m_now) : QString();
    case WrittenColumn:
        return person.written > 0 ? DisplayText::locale().toString(person.written) : QString();
    case ReceivedColumn:
        return person.received > 0 ? DisplayText::locale().toString(person.received) : QString();
    default: return {};
    }
}

QVariant PeopleTable::sortKey(const Person &person, int column) const
{
    switch (column) {
    case LastColumn: return person.last;
    case WrittenColumn: return person.written;
    case ReceivedColumn: return person.received;
    default: return cell(person, column).toLower();
    }
}

QVariant PeopleTable::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Person &person = at(index.row());
    switch (role) {
    case Qt::DisplayRole: return cell(person, index.column());
    case Qt::TextAlignmentRole:
        return index.column() >= WrittenColumn ? QVariant(Qt::AlignTrailing | Qt::AlignVCenter) : QVariant();
    case SortRole: return sortKey(person, index.column());
    case TextRole: return cell(person, NameColumn) + u' ' + cell(person, AddressColumn);
    default: return {};
    }
}

QVariant PeopleTable::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case NameColumn: return tr("Name");
    case AddressColumn: return tr("Address");
    case LastColumn: return tr("Last mail");
    case WrittenColumn: return tr("Written");
    case ReceivedColumn: return tr("Received");
    default: return {};
    }
}
