// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/outboxmodel.h"

#include <algorithm>

namespace models {

OutboxModel::OutboxModel(Wording wording, QObject *parent) : PagedTable(parent), m_wording(std::move(wording))
{}

OutboxModel::~OutboxModel() = default;

int OutboxModel::rowOf(const QUuid &mail) const
{
    const auto at = std::find_if(rows().begin(), rows().end(),
                                 [&](const outbox::OutboxEntry &each) { return each.id == mail; });
    return at == rows().end() ? -1 : static_cast<int>(at - rows().begin());
}

void OutboxModel::show(const outbox::OutboxEntry &entry)
{
    const int row = rowOf(entry.id);
    if (row < 0) {
        put(rowCount(), {entry});
        return;
    }
    rows().at(static_cast<std::size_t>(row)) = entry;
    Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
}

void OutboxModel::remove(const QUuid &mail)
{
    if (const int row = rowOf(mail); row >= 0)
        drop(row, row + 1);
}

int OutboxModel::waitingForUser() const
{
    return static_cast<int>(std::count_if(
        rows().begin(), rows().end(), [](const outbox::OutboxEntry &each) { return each.waitsForUser(); }));
}

QVariant OutboxModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    if (role == Qt::DisplayRole)
        return m_wording.cell(at(index.row()), static_cast<Column>(index.column()));
    if (role == Qt::ToolTipRole)
        return m_wording.hint(at(index.row()));
    return {};
}

}
