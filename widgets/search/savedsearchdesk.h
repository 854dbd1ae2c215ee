// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/models/savedsearchmodel.h"
#include "widgets/search/searchcounter.h"
#include "widgets/search/searchscope.h"

#include <QObject>

class SearchBar;
class SearchDesk;
class SearchesPanel;

// Kept searches: opened in the search bar, where one sees what they ask, as if they had been typed; kept from
// there; counted; and changed in the folder pane. Window thread.
class SavedSearchDesk : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SavedSearchDesk)

public:
    SavedSearchDesk(SearchCounter::Context counting, Clock &clock, SearchBar &bar, SearchDesk &desk,
                    QWidget *window);
    ~SavedSearchDesk() override;

    // Above the folders; once. The parent has it.
    [[nodiscard]] SearchesPanel *makePanel(QWidget *parent);
    [[nodiscard]] SearchesPanel *panel() const { return m_panel; }
    void show(const std::vector<search::SavedSearch> &searches);
    void heed(const store::ChangeSet &changes);
    [[nodiscard]] bool isOpen() const { return m_open.has_value(); }

Q_SIGNALS:
    void changeWanted(const std::vector<search::SavedSearch> &all);
    void openChanged();  // isOpen()

private:
    void open(const search::SavedSearch &saved);
    void follow();
    void askForName();
    void askAboutRemoval(int row);

    models::SavedSearchModel *m_model;
    SearchCounter *m_counter;
    SearchBar &m_bar;
    SearchDesk &m_desk;
    QWidget *m_window;
    SearchesPanel *m_panel = nullptr;
    std::optional<search::SavedSearch> m_open;
    SearchScope m_scopeBefore = SearchScope::Folder;  // as the user had chosen
};
