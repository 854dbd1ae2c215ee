// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/models/messagecolumns.h"
#include "core/store/reader.h"

#include <QAbstractTableModel>
#include <QSet>

#include <functional>

namespace models {

// What others ask of us: every request for a receipt in all folders of all accounts, the newest first, each
// once. It reads in pages, and of each row no more than what is shown. Window thread.
class AskedModel : public QAbstractTableModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(AskedModel)

public:
    enum Column { StateColumn, SenderColumn, SubjectColumn, PlaceColumn, DateColumn, ColumnCount };
    struct Row {
        store::MessageRow message;
        store::Folder folder;
    };
    struct Source {
        std::function<std::vector<store::Reader::Asked>(int limit, const store::Reader::AskedCursor *before)>
            page;
        std::function<std::optional<Row>(store::CopyId)> row;
        std::function<QString(Column)> heading;
        std::function<QString(const Row &, Column)> cell;
        std::function<QVariant(const Row &)> icon;  // of the state
        std::function<QString(const Row &)> hint;   // why it stands so
    };

    explicit AskedModel(Source source, QObject *parent = nullptr);
    ~AskedModel() override;

    void load();  // from the top
    void refreshStates();
    void apply(const store::ChangeSet &changes);
    [[nodiscard]] const Row &at(int row) const;
    [[nodiscard]] bool hasNews() const noexcept { return m_hasNews; }  // load() would show more

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;

    static constexpr int pageRows = 200;

private:
    [[nodiscard]] std::vector<Row> nextPage();

    Source m_source;
    std::vector<Row> m_rows;
    QSet<QByteArray> m_keys;  // of requests that are shown
    std::optional<store::Reader::AskedCursor> m_next;
    bool m_hasNews = false;
};

}
