// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/messages/messagepane.h"

#include "widgets/emptystate.h"
#include "widgets/messages/messageview.h"
#include "widgets/reader/banner.h"
#include "widgets/receipts/receiptfilter.h"
#include "widgets/search/overviewpanel.h"
#include "widgets/search/searchbar.h"

#include <QKeyEvent>
#include <QStackedWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace {

enum ProblemAction { TryNow, EditAccount };

}

MessagePane::MessagePane(models::MessageListModel &model, const SearchDesk::Context &search,
                         const std::function<search::Vocabulary()> &vocabulary, Clock &clock, QWidget *parent)
    : QWidget(parent), m_model(model), m_search(new SearchBar(clock, vocabulary, this)),
      m_desk(new SearchDesk(search, model, clock, this)),
      m_overview(new OverviewPanel(
          [search](store::FolderId id) {
              const auto folder = search.folder(id);
              return folder ? search.folderName(*folder) : QString();
          },
          this)),
      m_filter(new ReceiptFilter(m_search)), m_filterBanner(new Banner(this)),
      m_problemBanner(new Banner(this)), m_stack(new QStackedWidget(this)),
      m_view(new MessageView(model, clock, m_stack)), m_empty(new EmptyState(m_stack))
{
    m_stack->addWidget(m_view);
    m_stack->addWidget(m_empty);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    m_search->addButton(m_filter);
    layout->addWidget(m_search);
    layout->addWidget(m_overview);
    m_overview->hide();
    m_filterBanner->setObjectName(u"filterBanner"_s);
    m_filterBanner->hide();
    layout->addWidget(m_filterBanner);
    layout->addWidget(m_problemBanner);
    m_problemBanner->hide();
    layout->addWidget(m_stack, 1);

    connect(m_search, &SearchBar::searchWanted, this,
            [this](const QString &text) { ask(text, SearchDesk::Reach::Servers); });
    connect(m_search, &SearchBar::typed, this,
            [this](const QString &text) { ask(text, SearchDesk::Reach::Here); });
    connect(m_search, &SearchBar::cleared, m_desk, &SearchDesk::end);
    connect(m_search, &SearchBar::stopWanted, m_desk, &SearchDesk::stop);
    connect(m_desk, &SearchDesk::changed, this, &MessagePane::showSearch);
    connect(m_desk, &SearchDesk::changed, this, &MessagePane::showOverview);
    connect(m_desk, &SearchDesk::counted, this, &MessagePane::showOverview);
    connect(m_search, &SearchBar::overviewToggled, this, &MessagePane::showOverview);
    connect(m_overview, &OverviewPanel::searchWanted, m_search, &SearchBar::lookFor);
    connect(m_view, &MessageView::opened, this, [this] {
        if (m_desk->isOn())
            m_search->remember();
    });
    connect(m_desk, &SearchDesk::searchWanted, this, &MessagePane::searchWanted);
    connect(m_desk, &SearchDesk::searchGivenUp, this, &MessagePane::searchGivenUp);
    connect(m_search, &SearchBar::listWanted, m_view, &MessageView::goToList);
    connect(m_filterBanner, &Banner::actionWanted, this, [this] { Q_EMIT m_filter->shownWanted(0); });
    connect(&model, &QAbstractItemModel::modelReset, this, &MessagePane::updateState);
    connect(&model, &QAbstractItemModel::rowsInserted, this, &MessagePane::updateState);
    connect(&model, &QAbstractItemModel::rowsRemoved, this, &MessagePane::updateState);
    connect(m_empty, &EmptyState::actionWanted, this, [this] {
        if (m_model.isNarrowed())
            m_search->clear();
        else if (m_order.shown != 0)
            Q_EMIT m_filter->shownWanted(0);
        else if (m_offline || m_problem)
            Q_EMIT goOnlineWanted();
        else
            Q_EMIT refreshWanted();
    });
    connect(m_empty, &EmptyState::otherActionWanted, this, &MessagePane::accountSettingsWanted);
    connect(m_problemBanner, &Banner::actionWanted, this, [this](int action) {
        if (action == TryNow)
            Q_EMIT goOnlineWanted();
        else
            Q_EMIT accountSettingsWanted();
    });
    updateState();
}

void MessagePane::showFolder(const std::optional<store::Folder> &folder, const QString &name)
{
    const bool another = folder.has_value() != m_folder.has_value() || (folder && folder->id != m_folder->id);
    m_folder = folder;
    m_folderName = name;
    m_search->setEnabled(folder.has_value());
    if (another)
        m_search->clear();
    updateState();
}

void MessagePane::showSearchResult(const search::ServerSearchResult &result)
{
    m_desk->takeAnswer(result);
}

void MessagePane::showSearch()
{
    if (!m_desk->state().text.isEmpty())
        m_search->showState(m_desk->state());
    updateState();
}

// Until the first hits of another search are counted, what was counted last stays.
void MessagePane::showOverview()
{
    const search::Facets &facets = m_desk->facets();
    const bool isShown = m_desk->isOn() && m_search->wantsOverview() && facets.messages > 0;
    if (isShown)
        m_overview->show(m_desk->state().text, m_desk->state().parsed, facets);
    m_overview->setVisible(isShown);
}

void MessagePane::setLoading(bool loading)
{
    m_loading = loading;
    updateState();
}

void MessagePane::setOffline(bool offline)
{
    m_offline = offline;
    updateState();
}

void MessagePane::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && m_model.isNarrowed())
        m_search->clear();  // also while the list has the keyboard
    else if (event->key() == Qt::Key_Escape && m_order.shown != 0)
        Q_EMIT m_filter->shownWanted(0);
    else if (event->matches(QKeySequence::Back) && m_desk->isOn())
        m_search->goBack();  // also while the chart has the keyboard
    else
        QWidget::keyPressEvent(event);
}

void MessagePane::ask(const QString &text, SearchDesk::Reach reach)
{
    if (m_folder || m_search->scope() == SearchScope::Everywhere)
        m_desk->ask(m_folder.value_or(store::Folder()), m_folderName, text, m_search->scope(), reach);
}

void MessagePane::setProblem(const std::optional<ErrorText::Problem> &problem)
{
    m_problem = problem;
    updateState();
}

void MessagePane::showReceiptOrder(const models::ReceiptOrder &order, bool isLooking)
{
    m_order = order;
    m_isLooking = isLooking;
    m_filter->showOrder(order);
    m_view->showRequestsFirst(order.requestsFirst);
    updateState();
}

void MessagePane::showFilter()
{
    if (m_isLooking)
        m_filterBanner->show(
            {theme::Signal::Calm, u"receipt-asked"_s, tr("Looking through the requests of this folder…")});
    else if (m_order.shown != 0 && !m_model.isWide())
        m_filterBanner->show({theme::Signal::Calm,
                              u"receipt-asked"_s,
                              ReceiptFilter::sentence(m_order, m_model.rowCount()),
                              {{0, tr("Show all")}}});
    else
        m_filterBanner->hide();
}

void MessagePane::updateState()
{
    showFilter();
    m_filter->setEnabled(m_folder && !m_model.isWide());
    m_filter->setToolTip(m_model.isWide() ? tr("Show by receipt: only within one folder")
                                          : tr("Show by receipt"));
    const bool hasRows = m_model.rowCount() > 0;
    m_stack->setCurrentWidget(hasRows ? static_cast<QWidget *>(m_view) : m_empty);
    if (hasRows && m_problem)
        m_problemBanner->show({theme::Signal::Amber,
                               u"offline"_s,
                               tr("%1. %2").arg(m_problem->heading, m_problem->sentence),
                               {{TryNow, tr("Try now")}, {EditAccount, tr("Edit account…")}}});
    else
        m_problemBanner->hide();
    if (!hasRows)
        showEmpty();
}

void MessagePane::showEmpty()
{
    const bool neverSeen = !m_folder || !m_folder->state || m_folder->messages > 0;
    if (m_model.isNarrowed())
        m_empty->show({u"search"_s, tr("Nothing found"),
                       m_model.isWide() ? tr("No message in these folders is like that.")
                                        : tr("No message in this folder is like that."),
                       tr("Show all messages")});
    else if (m_order.shown != 0 && !m_isLooking)
        m_empty->show({u"receipt-asked"_s, tr("No such request"),
                       tr("No message of this folder is in the state you have chosen."),
                       tr("Show all messages")});
    else if (m_problem && neverSeen)
        m_empty->show(
            {u"offline"_s, m_problem->heading, m_problem->sentence, tr("Try now"), tr("Edit account…")});
    else if (!m_folder && m_loading)
        m_empty->show(
            {u"refresh"_s, tr("Connecting"), tr("Your folders appear as soon as the server answers.")});
    else if (!m_folder)
        m_empty->show({u"folder"_s, tr("No folder is open"), tr("Choose a folder to see its messages.")});
    else if (m_offline && neverSeen)
        m_empty->show({u"offline"_s, tr("Not loaded yet"),
                       tr("This folder has not been loaded, and the account is offline."), tr("Go online")});
    else if (m_loading && neverSeen)
        m_empty->show(
            {u"refresh"_s, tr("Loading messages"), tr("They appear here as they arrive, newest first.")});
    else
        m_empty->show({u"folder-inbox"_s, tr("No messages here"), tr("New messages appear by themselves."),
                       tr("Refresh")});
}
