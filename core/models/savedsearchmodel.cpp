// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/savedsearchmodel.h"

#include <algorithm>

namespace models {

using search::SavedSearch;

SavedSearchModel::SavedSearchModel(Wording wording, QObject *parent)
    : QAbstractListModel(parent), m_wording(std::move(wording))
{}

SavedSearchModel::~SavedSearchModel() = default;

// They are few: all anew is as good as one by one, but for a view that would lose its place.
void SavedSearchModel::show(const std::vector<SavedSearch> &all)
{
    if (all == m_all)
        return;
    beginResetModel();
    m_all = all;
    m_shown.clear();
    for (std::size_t place = 0; place < m_all.size(); ++place) {
        if (!m_all[place].isHidden)
            m_shown.push_back(place);
    }
    endResetModel();
}

void SavedSearchModel::setCount(const SavedSearch &of, qint64 messages)
{
    const int row = rowOf(of);
    if (row < 0)
        return;
    m_counts[keyOf(of)] = messages;
    Q_EMIT dataChanged(index(row), index(row));
}

std::optional<SavedSearch> SavedSearchModel::at(int row) const
{
    return isRow(row) ? std::optional(m_all[placeOf(row)]) : std::nullopt;
}

int SavedSearchModel::rowOf(const SavedSearch &saved) const
{
    const auto at = std::find_if(m_shown.begin(), m_shown.end(),
                                 [&](std::size_t place) { return keyOf(m_all[place]) == keyOf(saved); });
    return at == m_shown.end() ? -1 : static_cast<int>(at - m_shown.begin());
}

void SavedSearchModel::add(const QString &name, const QString &text)
{
    std::vector<SavedSearch> all = m_all;
    all.push_back({SavedSearch::Kind::Own, QUuid::createUuid(), name, text, false});
    Q_EMIT changeWanted(all);
}

void SavedSearchModel::rename(int row, const QString &name)
{
    const QString given = name.trimmed();
    if (!isRow(row) || given.isEmpty() || m_all[placeOf(row)].kind != SavedSearch::Kind::Own
        || m_all[placeOf(row)].name == given)
        return;
    std::vector<SavedSearch> all = m_all;
    all[placeOf(row)].name = given;
    Q_EMIT changeWanted(all);
}

void SavedSearchModel::remove(int row)
{
    if (!isRow(row))
        return;
    std::vector<SavedSearch> all = m_all;
    if (all[placeOf(row)].kind == SavedSearch::Kind::Own)
        all.erase(all.begin() + static_cast<std::ptrdiff_t>(placeOf(row)));
    else
        all[placeOf(row)].isHidden = true;
    Q_EMIT changeWanted(all);
}

void SavedSearchModel::move(int row, int by)
{
    if (!isRow(row) || !isRow(row + by))
        return;
    std::vector<SavedSearch> all = m_all;
    std::swap(all[placeOf(row)], all[placeOf(row + by)]);
    Q_EMIT changeWanted(all);
}

void SavedSearchModel::setHidden(SavedSearch::Kind kind, bool hidden)
{
    std::vector<SavedSearch> all = m_all;
    for (SavedSearch &saved : all) {
        if (saved.kind == kind && kind != SavedSearch::Kind::Own)
            saved.isHidden = hidden;
    }
    Q_EMIT changeWanted(all);
}

int SavedSearchModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_shown.size());
}

QVariant SavedSearchModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const SavedSearch &saved = m_all[placeOf(index.row())];
    const auto count = m_counts.find(keyOf(saved));
    const auto messages = count == m_counts.end() ? std::nullopt : std::optional(count->second);
    switch (role) {
    case Qt::DisplayRole:
    case Qt::EditRole: return m_wording.name(saved);
    case Qt::ToolTipRole: return search::question(saved);
    case Qt::AccessibleTextRole: return m_wording.accessibleText(saved, messages);
    case ItemRole: return QVariant::fromValue(saved);
    case CountRole: return messages ? QVariant(*messages) : QVariant();
    default: return {};
    }
}

bool SavedSearchModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::EditRole || !index.isValid())
        return false;
    rename(index.row(), value.toString());
    return true;
}

Qt::ItemFlags SavedSearchModel::flags(const QModelIndex &index) const
{
    const Qt::ItemFlags flags = QAbstractListModel::flags(index);
    const auto saved = index.isValid() ? at(index.row()) : std::nullopt;
    return saved && saved->kind == SavedSearch::Kind::Own ? flags | Qt::ItemIsEditable : flags;
}

}
