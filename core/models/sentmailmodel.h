// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/models/pagedtable.h"
#include "core/receipts/reportservice.h"

#include <functional>

namespace models {

// Our own mail that asked for receipts, a row for each recipient, the newest mail first. It comes in pages
// that whoever owns the model brings; what has changed is laid over what is there, so that nothing that is
// read moves without need. Window thread.
class SentMailModel : public PagedTable<receipts::SentRow, 5>
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SentMailModel)

public:
    enum Column { MailColumn, RecipientColumn, TimelineColumn, StateColumn, BeliefColumn, ColumnCount };
    static_assert(ColumnCount == 5);
    struct Wording {
        std::function<QString(Column)> heading;
        std::function<QString(const receipts::SentRow &, Column)> cell;
        std::function<QString(const receipts::SentRow &, Column)> spoken;  // for whoever does not see
        std::function<QString(const receipts::SentRow &)> hint;            // the whole timeline
    };
    using Which = receipts::SentQuery::Which;

    explicit SentMailModel(Wording wording, QObject *parent = nullptr);
    ~SentMailModel() override;

    void show(Which which);  // from the top
    void refresh();          // what is there may be otherwise now
    void take(const receipts::SentPage &page);
    [[nodiscard]] bool isAsking() const noexcept { return m_asked.has_value(); }

    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;

    static constexpr int pageMails = 200;
    static constexpr int mostRefreshed = 2000;  // mails; behind them it is paged anew

Q_SIGNALS:
    void pageWanted(const receipts::SentQuery &query);
    void settled();  // a page came

private:
    [[nodiscard]] QString heading(int column) const override
    {
        return m_wording.heading(static_cast<Column>(column));
    }
    void ask(int limit, bool fromTop);
    void lay(std::vector<receipts::SentRow> now);
    [[nodiscard]] int mails() const;

    struct Asked {
        int serial = 0;
        bool fromTop = false;
    };
    Wording m_wording;
    Which m_which = Which::Sent;
    std::optional<receipts::SentCursor> m_next;  // nullopt: all is here
    std::optional<Asked> m_asked;
    int m_serial = 0;
    bool m_isStale = false;  // has changed while a page was on its way
};

}
