// SPDX-License-Identifier: GPL-3.0-or-later
// The folder pane: searches that are kept, and the folders.
#include "widgets/folders/folderview.h"
#include "widgets/mainwindow_p.h"
#include "widgets/messages/messagepane.h"
#include "widgets/panesplitter.h"
#include "widgets/search/savedsearchdesk.h"
#include "widgets/search/searchbar.h"
#include "widgets/search/searchespanel.h"

#include <QVBoxLayout>

QWidget *MainWindowPrivate::makeFolderPane()
{
    auto *pane = new QWidget(splitter);
    folderView = new FolderView(*folders, pane);
    auto *layout = new QVBoxLayout(pane);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(folderView, 1);
    return pane;
}

void MainWindowPrivate::makeSavedSearches()
{
    const SearchDesk::Context known = searchContext();
    savedSearches = new SavedSearchDesk({known.cachePath, known.folders, known.receipts}, context.clock,
                                        *messagePane->searchBar(), *messagePane->searchDesk(), q);
    QWidget *pane = folderView->parentWidget();
    static_cast<QVBoxLayout *>(pane->layout())->insertWidget(0, savedSearches->makePanel(pane));
    QObject::connect(savedSearches, &SavedSearchDesk::changeWanted, q, &MainWindow::searchesWanted);
    // One row of the pane is chosen: the folder's once more when the search is over, or when it is clicked.
    QObject::connect(savedSearches, &SavedSearchDesk::openChanged, q, [this] {
        if (savedSearches->isOpen())
            folderView->clearSelection();
        else if (folderView->currentIndex().isValid())
            folderView->selectionModel()->select(folderView->currentIndex(), QItemSelectionModel::Select);
    });
    QObject::connect(folderView, &QAbstractItemView::clicked, q, [this] {
        if (savedSearches->isOpen() || messages->isWide())
            messagePane->searchBar()->clear();
    });
}

void MainWindowPrivate::tellSearches(const store::ChangeSet &changes)
{
    messagePane->searchDesk()->heed(changes);
    savedSearches->heed(changes);
}

void MainWindow::showSearches(const std::vector<search::SavedSearch> &searches)
{
    d->savedSearches->show(searches);
}
