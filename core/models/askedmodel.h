// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/models/messagecolumns.h"
#include "core/models/pagedtable.h"
#include "core/store/reader.h"

#include <QSet>

#include <functional>

namespace models {

struct AskedRow {
    store::MessageRow message;
    store::Folder folder;
};

// What others ask of us: every request for a receipt in all folders of all accounts, the newest first, each
// once. It reads in pages, and of each row no more than what is shown. Window thread.
class AskedModel : public PagedTable<AskedRow, 5>
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(AskedModel)

public:
    enum Column { StateColumn, SenderColumn, SubjectColumn, PlaceColumn, DateColumn, ColumnCount };
    static_assert(ColumnCount == 5);
    using Row = AskedRow;
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
    [[nodiscard]] bool hasNews() const noexcept { return m_hasNews; }  // load() would show more

    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;

    static constexpr int pageRows = 200;

private:
    [[nodiscard]] QString heading(int column) const override
    {
        return m_source.heading(static_cast<Column>(column));
    }
    [[nodiscard]] std::vector<Row> nextPage();

    Source m_source;
    QSet<QByteArray> m_keys;  // of requests that are shown
    std::optional<store::Reader::AskedCursor> m_next;
    bool m_hasNews = false;
};

}
