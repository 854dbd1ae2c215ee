// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/notice.h"

#include <QAbstractTableModel>

#include <deque>
#include <functional>
#include <vector>

namespace models {

// What is being said between us and the servers, newest last: a ring, bounded in lines and in octets, so that
// it can stay open for days. Window thread.
class ProtocolModel : public QAbstractTableModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ProtocolModel)

public:
    enum Column { TimeColumn, ConnectionColumn, DirectionColumn, TagColumn, TextColumn, ColumnCount };
    struct Wording {
        std::function<QString(const accounts::ProtocolLine &)> connection;  // "Home 1"
        std::function<QString(accounts::ProtocolLine::Direction)> direction;
        std::function<QString(const QByteArray &)> text;  // a server's octets, made safe for one line
        std::function<QString(Column)> heading;
        std::function<QString(const QDateTime &)> time;
    };

    explicit ProtocolModel(Wording wording, QObject *parent = nullptr);
    ~ProtocolModel() override;

    void append(const std::vector<accounts::ProtocolLine> &lines);
    // While paused, what comes is kept (within the same bounds) and shown afterwards.
    void setPaused(bool paused);
    void clear();
    // The given rows as lines of text, columns separated by tabs.
    [[nodiscard]] QString text(const std::vector<int> &rows) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    static constexpr std::size_t mostLines = 20'000;
    static constexpr qsizetype mostOctets = qsizetype{8} * 1024 * 1024;

private:
    [[nodiscard]] QString cell(const accounts::ProtocolLine &line, Column column) const;
    void trim();

    Wording m_wording;
    std::deque<accounts::ProtocolLine> m_lines;
    std::vector<accounts::ProtocolLine> m_held;  // while paused
    qsizetype m_octets = 0;
    bool m_paused = false;
};

}
