// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/protocolmodel.h"

#include <algorithm>

namespace models {

namespace {

using accounts::ProtocolLine;

// How many of the oldest must go so that the rest keeps to the bounds; `octets` is what they all have.
template <typename Lines>
std::ptrdiff_t surplus(const Lines &lines, qsizetype octets)
{
    std::ptrdiff_t gone = 0;
    for (const ProtocolLine &line : lines) {
        const auto left = lines.size() - static_cast<std::size_t>(gone);
        if (left <= ProtocolModel::mostLines && octets <= ProtocolModel::mostOctets)
            break;
        octets -= line.text.size();
        ++gone;
    }
    return gone;
}

template <typename Lines>
qsizetype octetsOf(const Lines &lines)
{
    qsizetype octets = 0;
    for (const ProtocolLine &line : lines)
        octets += line.text.size();
    return octets;
}

// The first word of a line, where it says which command the line belongs to; 0: it does not.
qsizetype tagLength(const ProtocolLine &line)
{
    constexpr qsizetype longestTag = 21;
    const qsizetype end = line.text.indexOf(' ');
    const qsizetype length = end < 0 ? line.text.size() : end;
    if (line.direction == ProtocolLine::Direction::Note || length == 0 || length > longestTag)
        return 0;
    if (line.direction == ProtocolLine::Direction::Received && (line.text[0] == '*' || line.text[0] == '+'))
        return length == 1 ? 1 : 0;
    const bool isTag = length > 1 && line.text[0] == 'a'
        && std::all_of(line.text.begin() + 1, line.text.begin() + length,
                       [](char c) { return c >= '0' && c <= '9'; });
    return isTag ? length : 0;
}

}

ProtocolModel::ProtocolModel(Wording wording, QObject *parent)
    : QAbstractTableModel(parent), m_wording(std::move(wording))
{}

ProtocolModel::~ProtocolModel() = default;

void ProtocolModel::append(const std::vector<ProtocolLine> &lines)
{
    if (lines.empty())
        return;
    if (m_paused) {
        m_held.insert(m_held.end(), lines.begin(), lines.end());
        m_held.erase(m_held.begin(), m_held.begin() + surplus(m_held, octetsOf(m_held)));
        return;
    }
    const int first = rowCount();
    beginInsertRows({}, first, first + static_cast<int>(lines.size()) - 1);
    m_lines.insert(m_lines.end(), lines.begin(), lines.end());
    m_octets += octetsOf(lines);
    endInsertRows();
    trim();
}

void ProtocolModel::trim()
{
    const std::ptrdiff_t gone = surplus(m_lines, m_octets);
    if (gone == 0)
        return;
    beginRemoveRows({}, 0, static_cast<int>(gone) - 1);
    for (auto line = m_lines.begin(); line != m_lines.begin() + gone; ++line)
        m_octets -= line->text.size();
    m_lines.erase(m_lines.begin(), m_lines.begin() + gone);
    endRemoveRows();
}

void ProtocolModel::setPaused(bool paused)
{
    m_paused = paused;
    if (!paused)
        append(std::exchange(m_held, {}));
}

void ProtocolModel::clear()
{
    beginResetModel();
    m_lines.clear();
    m_held.clear();
    m_octets = 0;
    endResetModel();
}

QString ProtocolModel::text(const std::vector<int> &rows) const
{
    QString text;
    for (const int row : rows) {
        if (row < 0 || row >= rowCount())
            continue;
        for (int column = 0; column < ColumnCount; ++column) {
            text += cell(m_lines[static_cast<std::size_t>(row)], static_cast<Column>(column));
            text += QLatin1Char(column + 1 < ColumnCount ? '\t' : '\n');
        }
    }
    return text;
}

int ProtocolModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_lines.size());
}

int ProtocolModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString ProtocolModel::cell(const ProtocolLine &line, Column column) const
{
    const qsizetype tag = tagLength(line);
    switch (column) {
    case TimeColumn: return m_wording.time(line.time);
    case ConnectionColumn: return m_wording.connection(line);
    case DirectionColumn: return m_wording.direction(line.direction);
    case TagColumn: return QString::fromLatin1(line.text.first(tag));
    case TextColumn: return m_wording.text(tag == 0 ? line.text : line.text.sliced(tag).trimmed());
    case ColumnCount: break;
    }
    return {};
}

QVariant ProtocolModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const ProtocolLine &line = m_lines[static_cast<std::size_t>(index.row())];
    const auto column = static_cast<Column>(index.column());
    if (role == Qt::DisplayRole)
        return cell(line, column);
    if (role == Qt::AccessibleTextRole)
        return headerData(column, Qt::Horizontal, Qt::DisplayRole).toString() + QLatin1String(": ")
            + cell(line, column);
    return {};
}

QVariant ProtocolModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (role != Qt::DisplayRole || orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    return m_wording.heading(static_cast<Column>(section));
}

}
