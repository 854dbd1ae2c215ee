// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/activitymodel.h"

#include <algorithm>

namespace models {

ActivityModel::ActivityModel(Wording wording, QObject *parent)
    : PagedTable(parent), m_wording(std::move(wording))
{}

ActivityModel::~ActivityModel() = default;

void ActivityModel::refresh()
{
    if (m_asked != Asked::Nothing)
        m_isStale = true;
    else
        ask(Asked::Newer);
}

void ActivityModel::ask(Asked what)
{
    m_asked = what;
    m_isStale = false;
    receipts::ActivityQuery query{++m_serial, pageLines, std::nullopt};
    if (what == Asked::Older && !rows().empty())
        query.before = rows().back().id;
    Q_EMIT pageWanted(query);
}

void ActivityModel::take(const receipts::ActivityPage &page)
{
    if (m_asked == Asked::Nothing || page.serial != m_serial)
        return;
    const Asked what = std::exchange(m_asked, Asked::Nothing);
    if (what == Asked::Newer) {
        putOnTop(page);
    } else {
        m_isLast = page.isLast;
        put(rowCount(), page.lines);
    }
    Q_EMIT settled();
    if (std::exchange(m_isStale, false))
        refresh();
}

// Lines never change. Where so many are new that the page does not reach those that are shown, it begins
// anew.
void ActivityModel::putOnTop(const receipts::ActivityPage &page)
{
    const qint64 newest = rows().empty() ? 0 : rows().front().id;
    const auto known = std::find_if(page.lines.begin(), page.lines.end(),
                                    [newest](const auto &line) { return line.id <= newest; });
    const bool reaches = known != page.lines.end();
    if (!reaches || rows().empty()) {
        m_isLast = page.isLast;
        replaceAll(page.lines);
        return;
    }
    put(0, {page.lines.begin(), known});
}

QVariant ActivityModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const receipts::Activity &line = at(index.row());
    const auto column = static_cast<Column>(index.column());
    if (role == Qt::DisplayRole)
        return m_wording.cell(line, column);
    if (role == Qt::ToolTipRole)  // what a server says is no markup
        return m_wording.cell(line, column).toHtmlEscaped();
    if (role == Qt::AccessibleTextRole)
        return m_wording.heading(column) + QLatin1String(": ") + m_wording.cell(line, column);
    return {};
}

bool ActivityModel::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && !m_isLast && !rows().empty() && m_asked == Asked::Nothing;
}

void ActivityModel::fetchMore(const QModelIndex &parent)
{
    if (canFetchMore(parent))
        ask(Asked::Older);
}

}
