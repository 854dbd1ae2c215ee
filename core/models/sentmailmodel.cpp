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
    : PagedTable(parent), m_wording(std::move(wording))
{}

SentMailModel::~SentMailModel() = default;

void SentMailModel::show(Which which)
{
    m_which = which;
    m_next.reset();
    replaceAll({});
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
    const std::vector<SentRow> &shown = rows();
    int count = 0;
    for (std::size_t i = 0; i < shown.size(); ++i)
        count += i == 0 || shown[i].messageId != shown[i - 1].messageId || shown[i].messageId.isEmpty();
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
    if (fromTop)
        lay(page.rows);
    else
        put(rowCount(), page.rows);
    Q_EMIT settled();
    if (std::exchange(m_isStale, false))
        refresh();
}

// What stands at the beginning and at the end of both stays; between them the old goes and the new comes.
void SentMailModel::lay(std::vector<SentRow> now)
{
    const std::vector<SentRow> &shown = rows();
    const auto shorter = static_cast<std::ptrdiff_t>(std::min(now.size(), shown.size()));
    const std::ptrdiff_t head =
        std::mismatch(now.begin(), now.begin() + shorter, shown.begin(), isSamePlace).first - now.begin();
    const std::ptrdiff_t tail =
        std::mismatch(now.rbegin(), now.rbegin() + (shorter - head), shown.rbegin(), isSamePlace).first
        - now.rbegin();
    drop(static_cast<int>(head), rowCount() - static_cast<int>(tail));
    put(static_cast<int>(head), {now.begin() + head, now.end() - tail});
    rows() = std::move(now);
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
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
