// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/sentmailmodel.h"

#include <algorithm>

namespace models {

namespace {

using receipts::SentRow;

bool isSamePlace(const SentRow &a, const SentRow &b)
{
    return a.messageId == b.messageId && a.recipient == b.recipient && a.sentAt == b.sentAt;
}

}

SentMailModel::SentMailModel(Wording wording, QObject *parent)
    : QAbstractTableModel(parent), m_wording(std::move(wording))
{}

SentMailModel::~SentMailModel() = default;

void SentMailModel::show(Which which)
{
    m_which = which;
    beginResetModel();
    m_rows.clear();
    m_next.reset();
    endResetModel();
    ask(pageMails, true);
}

void SentMailModel::refresh()
{
    if (m_asked)
        m_isStale = true;
    else
        ask(std::clamp(mails(), pageMails, mostRefreshed), true);
}

int SentMailModel::mails() const
{
    int count = 0;
    for (std::size_t i = 0; i < m_rows.size(); ++i)
        count += i == 0 || m_rows[i].messageId != m_rows[i - 1].messageId || m_rows[i].messageId.isEmpty();
    return count;
}

void SentMailModel::ask(int limit, bool fromTop)
{
    m_asked = Asked{++m_serial, fromTop};
    m_isStale = false;
    receipts::SentQuery query{m_which, m_serial, limit, {}};
    if (!fromTop)
        query.before = m_next;
    Q_EMIT pageWanted(query);
}

void SentMailModel::take(const receipts::SentPage &page)
{
    if (!m_asked || page.serial != m_asked->serial)
        return;  // of a question that nobody asks any more
    const bool fromTop = m_asked->fromTop;
    m_asked.reset();
    m_next = page.next;
    if (fromTop) {
        lay(page.rows);
    } else if (!page.rows.empty()) {
        beginInsertRows({}, rowCount(), rowCount() + static_cast<int>(page.rows.size()) - 1);
        m_rows.insert(m_rows.end(), page.rows.begin(), page.rows.end());
        endInsertRows();
    }
    Q_EMIT settled();
    if (std::exchange(m_isStale, false))
        refresh();
}

// What stands at the beginning and at the end of both stays; between them the old goes and the new comes.
void SentMailModel::lay(std::vector<SentRow> rows)
{
    const auto shorter = static_cast<std::ptrdiff_t>(std::min(rows.size(), m_rows.size()));
    const std::ptrdiff_t head =
        std::mismatch(rows.begin(), rows.begin() + shorter, m_rows.begin(), isSamePlace).first - rows.begin();
    const std::ptrdiff_t tail =
        std::mismatch(rows.rbegin(), rows.rbegin() + (shorter - head), m_rows.rbegin(), isSamePlace).first
        - rows.rbegin();
    const auto oldEnd = static_cast<std::ptrdiff_t>(m_rows.size()) - tail;
    const auto newEnd = static_cast<std::ptrdiff_t>(rows.size()) - tail;
    if (oldEnd > head) {
        beginRemoveRows({}, static_cast<int>(head), static_cast<int>(oldEnd) - 1);
        m_rows.erase(m_rows.begin() + head, m_rows.begin() + oldEnd);
        endRemoveRows();
    }
    if (newEnd > head) {
        beginInsertRows({}, static_cast<int>(head), static_cast<int>(newEnd) - 1);
        m_rows.insert(m_rows.begin() + head, rows.begin() + head, rows.begin() + newEnd);
        endInsertRows();
    }
    m_rows = std::move(rows);
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

const SentRow &SentMailModel::at(int row) const
{
    return m_rows.at(static_cast<std::size_t>(row));
}

int SentMailModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int SentMailModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant SentMailModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const SentRow &row = at(index.row());
    const auto column = static_cast<Column>(index.column());
    if (role == Qt::DisplayRole)
        return m_wording.cell(row, column);
    if (role == Qt::AccessibleTextRole)
        return m_wording.spoken(row, column);
    if (role == Qt::ToolTipRole)
        return m_wording.hint(row);
    return {};
}

QVariant SentMailModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (role != Qt::DisplayRole || orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    return m_wording.heading(static_cast<Column>(section));
}

bool SentMailModel::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && m_next && !m_asked;
}

void SentMailModel::fetchMore(const QModelIndex &parent)
{
    if (canFetchMore(parent))
        ask(pageMails, false);
}

}
