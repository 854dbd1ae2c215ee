// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/models/messagelistmodel.h"
#include "core/search/completion.h"
#include "core/search/serversearch.h"
#include "widgets/errortext.h"
#include "widgets/search/searchdesk.h"

#include <QWidget>

class Banner;
class EmptyState;
class MessageView;
class OverviewPanel;
class ReceiptFilter;
class QStackedWidget;
class SearchBar;

// The middle of the window: the search field, the list, and what is shown when the list is empty.
class MessagePane : public QWidget
{
    Q_OBJECT

public:
    // `vocabulary`: what a search may name; asked while one is typed.
    MessagePane(models::MessageListModel &model, const SearchDesk::Context &search,
                const std::function<search::Vocabulary()> &vocabulary, Clock &clock,
                QWidget *parent = nullptr);

    [[nodiscard]] MessageView *view() const { return m_view; }
    [[nodiscard]] SearchBar *searchBar() const { return m_search; }
    [[nodiscard]] SearchDesk *searchDesk() const { return m_desk; }
    [[nodiscard]] ReceiptFilter *receiptFilter() const { return m_filter; }
    // What of requests for receipts is wanted; `isLooking`: it is not shown yet.
    void showReceiptOrder(const models::ReceiptOrder &order, bool isLooking);

    // Another folder is open now: its search starts empty. `expected`: messages the server has counted in it.
    void showFolder(const std::optional<store::Folder> &folder, const QString &name);
    void showSearchResult(const search::ServerSearchResult &result);
    void setLoading(bool loading);  // an empty list then says so
    void setOffline(bool offline);
    // Why the account cannot be used now; said where the list would be, or above it. nullopt: it can.
    void setProblem(const std::optional<ErrorText::Problem> &problem);

Q_SIGNALS:
    void searchWanted(const search::ServerSearch &search);
    void searchGivenUp();  // nobody waits for the answer any more
    void refreshWanted();
    void goOnlineWanted();
    void accountSettingsWanted();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void ask(const QString &text, SearchDesk::Reach reach);
    void showSearch();
    void updateState();
    void showOverview();
    void showFilter();
    void showEmpty();

    models::MessageListModel &m_model;
    SearchBar *m_search;
    SearchDesk *m_desk;
    OverviewPanel *m_overview;
    ReceiptFilter *m_filter;
    Banner *m_filterBanner;
    Banner *m_problemBanner;
    QStackedWidget *m_stack;
    MessageView *m_view;
    EmptyState *m_empty;
    std::optional<store::Folder> m_folder;
    QString m_folderName;
    std::optional<ErrorText::Problem> m_problem;
    models::ReceiptOrder m_order;
    bool m_isLooking = false;
    bool m_loading = false;
    bool m_offline = false;
};
