// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/models/pagedtable.h"
#include "core/receipts/activitylog.h"

#include <functional>

namespace models {

// What was decided and done about requests for receipts, the newest first. It comes in pages that whoever
// owns the model brings; what has happened since is put on top. Window thread.
class ActivityModel : public PagedTable<receipts::Activity, 6>
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ActivityModel)

public:
    enum Column {
        TimeColumn,
        EventColumn,
        SenderColumn,
        MessageColumn,
        RecipientColumn,
        ServerColumn,
        ColumnCount
    };
    static_assert(ColumnCount == 6);
    struct Wording {
        std::function<QString(Column)> heading;
        std::function<QString(const receipts::Activity &, Column)> cell;
    };

    explicit ActivityModel(Wording wording, QObject *parent = nullptr);
    ~ActivityModel() override;

    void refresh();  // there may be more on top
    void take(const receipts::ActivityPage &page);
    [[nodiscard]] bool isAsking() const noexcept { return m_asked != Asked::Nothing; }

    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;

    static constexpr int pageLines = 200;

Q_SIGNALS:
    void pageWanted(const receipts::ActivityQuery &query);
    void settled();

private:
    [[nodiscard]] QString heading(int column) const override
    {
        return m_wording.heading(static_cast<Column>(column));
    }
    enum class Asked { Nothing, Newer, Older };
    void ask(Asked what);
    void putOnTop(const receipts::ActivityPage &page);

    Wording m_wording;
    Asked m_asked = Asked::Nothing;
    int m_serial = 0;
    bool m_isLast = false, m_isStale = false;
};

}
