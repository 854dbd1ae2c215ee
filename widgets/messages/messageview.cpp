// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/messages/messageview.h"

#include "widgets/displaytext.h"
#include "widgets/icons.h"
#include "widgets/rowpainting.h"
#include "widgets/safetext.h"
#include "widgets/theme.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QHoverEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QScopedValueRollback>
#include <QScrollBar>
#include <QSettings>

#include <algorithm>

using namespace Qt::StringLiterals;
using models::MessageColumn;
using models::MessageListModel;

namespace {

// In steps of the grid: how wide a column is at first, and from which width of the view on it is shown.
struct ColumnSpace {
    MessageColumn column;
    int width, neededRoom;
};
constexpr int folderWidth = 24;  // its column is there only where it says something
constexpr auto columnSpaces = std::to_array<ColumnSpace>({
    {MessageColumn::Subject, 60, 0},
    {MessageColumn::Sender, 28, 82},
    {MessageColumn::Date, 22, 0},
    {MessageColumn::Flag, 7, 100},
    {MessageColumn::Attachment, 7, 100},
    {MessageColumn::Receipt, 7, 0},
    {MessageColumn::Size, 15, 120},
    {MessageColumn::Folder, folderWidth, 60},
});

// Titles too long for a narrow column are shown as its icon; the words stay in the tool tip.
class MessageHeader final : public QHeaderView
{
public:
    explicit MessageHeader(QWidget *parent) : QHeaderView(Qt::Horizontal, parent) {}

protected:
    void initStyleOptionForIndex(QStyleOptionHeader *option, int section) const override
    {
        QHeaderView::initStyleOptionForIndex(option, section);
        const QString name = iconOf(static_cast<MessageColumn>(section));
        if (name.isEmpty())
            return;
        option->text.clear();
        option->icon = icons::icon(name);
        option->iconAlignment = Qt::AlignCenter;
    }

private:
    static QString iconOf(MessageColumn column)
    {
        switch (column) {
        case MessageColumn::Flag: return u"flag"_s;
        case MessageColumn::Attachment: return u"attachment"_s;
        case MessageColumn::Receipt: return u"receipt-asked"_s;
        default: return {};
        }
    }
};

constexpr int leastSubject = 24;   // steps
constexpr int unreadReach = 5000;  // rows are read one by one: a click must stay a click

const QString columnsKey = u"messageList/columns"_s;
const QString densityKey = u"messageList/density"_s;

}

MessageView::MessageView(MessageListModel &model, Clock &clock, QWidget *parent)
    : QTableView(parent), m_model(model), m_delegate(new MessageDelegate(clock, this))
{
    setHorizontalHeader(new MessageHeader(this));
    setModel(&model);
    setItemDelegate(m_delegate);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setFrameShape(QFrame::NoFrame);
    setMouseTracking(true);  // hover
    setSelectionMode(ExtendedSelection);
    setSelectionBehavior(SelectRows);
    setDragDropMode(DragOnly);
    setDefaultDropAction(Qt::MoveAction);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);  // what has no room is elided or left out
    setObjectName(u"messages"_s);
    setAccessibleName(tr("Messages"));
    connect(header(), &QHeaderView::sectionClicked, this, &MessageView::chooseOrder);
    header()->setAccessibleName(tr("Columns of the message list"));
    header()->setMinimumSectionSize(6 * theme::step(this));
    header()->setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    setDensity(Density::Comfortable);
    connect(header(), &QHeaderView::sectionResized, this, &MessageView::shrinkColumns);
    connect(this, &QTableView::clicked, this, [this](const QModelIndex &index) {
        if (const auto copy = m_model.copyAt(index.row()))
            Q_EMIT opened(*copy);
    });
    connect(this, &QTableView::doubleClicked, this, [this](const QModelIndex &index) {
        if (const auto copy = m_model.copyAt(index.row()))
            Q_EMIT entered(*copy);
    });
    for (const auto before :
         {&QAbstractItemModel::rowsAboutToBeInserted, &QAbstractItemModel::rowsAboutToBeRemoved})
        connect(&model, before, this, &MessageView::keepPlace);
    connect(&model, &QAbstractItemModel::modelAboutToBeReset, this, [this] {
        keepPlace();
        keepChosen();
    });
    // Connected after the view and its selection model, which forget the current row first.
    for (const auto after : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(&model, after, this, &MessageView::restorePlace);
    connect(&model, &QAbstractItemModel::modelReset, this, &MessageView::restoreCurrent);
}

void MessageView::setDensity(Density density)
{
    if (m_density == Density::Compact && density == Density::Comfortable)
        m_columns = header()->saveState();
    m_density = density;
    m_delegate->setDensity(density);
    const bool compact = density == Density::Compact;
    header()->setVisible(compact);
    header()->setStretchLastSection(false);
    if (compact && (m_columns.isEmpty() || !header()->restoreState(m_columns))) {
        for (const ColumnSpace &space : columnSpaces)
            header()->resizeSection(models::columnIndex(space.column), space.width * theme::step(this));
    }
    header()->setSectionResizeMode(0, QHeaderView::Stretch);
    // What was saved may be from a version that knew one order only.
    header()->setSectionsClickable(true);
    header()->setSortIndicatorShown(true);
    showRequestsFirst(m_model.order().requestsFirst);
    fitColumns();
    fitRows();
    doItemsLayout();
    if (currentIndex().isValid())
        scrollTo(currentIndex());
}

void MessageView::showRequestsFirst(bool first)
{
    const models::SortOrder sort = m_model.isWide() ? models::SortOrder() : m_model.sortOrder();
    header()->setSortIndicator(models::columnIndex(first ? MessageColumn::Receipt : sort.column),
                               first || sort.descending ? Qt::DescendingOrder : Qt::AscendingOrder);
}

// A title that cannot be sorted by says what holds. Once more on the same turns it round.
void MessageView::chooseOrder(int section)
{
    const auto column = static_cast<MessageColumn>(section);
    const bool requestsFirst = m_model.order().requestsFirst;
    const models::SortOrder sort = m_model.sortOrder();
    showRequestsFirst(requestsFirst);
    if (m_model.isWide())  // what was found in many folders has one order only
        return;
    if (column == MessageColumn::Receipt)
        Q_EMIT requestsFirstWanted(!requestsFirst);
    else if (column == sort.column && !requestsFirst && !sort.threaded)
        Q_EMIT sortWanted({column, !sort.descending});
    else if (models::isSortable(column))
        Q_EMIT sortWanted(models::firstOrderOf(column));
}

void MessageView::goToList()
{
    setFocus(Qt::OtherFocusReason);
    if (m_model.rowCount() > 0 && !selectionModel()->hasSelection())
        goTo(m_model.index(0, 0));
}

std::optional<store::CopyId> MessageView::currentCopy() const
{
    return currentIndex().isValid() ? m_model.copyAt(currentIndex().row()) : std::nullopt;
}

QList<store::CopyId> MessageView::selectedCopies() const
{
    QList<store::CopyId> copies;
    const auto rows = selectionModel()->selectedRows();
    for (const QModelIndex &row : rows) {
        if (const auto copy = m_model.copyAt(row.row()))
            copies.append(*copy);
    }
    return copies;
}

void MessageView::select(store::CopyId copy)
{
    const int row = m_model.rowOf(copy);
    if (row >= 0)
        goTo(m_model.index(row, 0));
}

// setCurrentIndex() would look at the keys that are down, and Control adds to what is chosen.
void MessageView::goTo(const QModelIndex &message)
{
    selectionModel()->setCurrentIndex(message,
                                      QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    scrollTo(message);
}

int MessageView::firstChosenRow() const
{
    int first = -1;
    const QItemSelection chosen = selectionModel()->selection();
    for (const QItemSelectionRange &range : chosen)
        first = first < 0 ? range.top() : std::min(first, range.top());
    return first;
}

// The view may have made it current already, without choosing it: that shows nothing.
void MessageView::goOnAt(int row)
{
    if (row < 0 || m_model.rowCount() == 0 || selectionModel()->hasSelection())
        return;
    const QModelIndex next = m_model.index(std::min(row, m_model.rowCount() - 1), 0);
    const bool wasCurrent = currentIndex().row() == next.row();
    goTo(next);
    if (const auto copy = currentCopy(); copy && wasCurrent)
        Q_EMIT shown(*copy);
}

void MessageView::moveBy(int rows)
{
    int from = currentIndex().isValid() ? currentIndex().row() : -1;
    if (from >= 0 && rows > 0 && !selectionModel()->hasSelection())
        --from;  // the first step is to the row that is current and not chosen
    const int to = qBound(0, from + rows, m_model.rowCount() - 1);
    if (m_model.rowCount() > 0)
        goTo(m_model.index(to, 0));
}

// In what is folded it is brought to light.
QModelIndex MessageView::unreadFrom(const QModelIndex &message)
{
    m_model.fold(message.row(), false);
    QModelIndex at = message;
    while (at.isValid() && !at.data(MessageListModel::UnreadRole).toBool())
        at = m_model.index(at.row() + 1, 0);
    return at.isValid() ? at : message;
}

bool MessageView::moveToNextUnread()
{
    const int count = m_model.rowCount();
    const int from = currentIndex().isValid() ? currentIndex().row() : -1;
    for (int step = 1; step <= qMin(count, unreadReach); ++step) {
        const QModelIndex at = m_model.index((from + step) % count, 0);
        if (at.data(MessageListModel::UnreadRole).toBool()) {
            goTo(unreadFrom(at));
            return true;
        }
    }
    return false;
}

void MessageView::saveColumns(QSettings &settings) const
{
    const bool compact = m_density == Density::Compact;
    settings.setValue(densityKey, compact ? u"compact"_s : u"comfortable"_s);
    const QByteArray columns = compact ? header()->saveState() : m_columns;
    if (!columns.isEmpty())
        settings.setValue(columnsKey, columns);
}

void MessageView::restoreColumns(const QSettings &settings)
{
    m_columns = settings.value(columnsKey).toByteArray();
    setDensity(settings.value(densityKey) == u"compact"_s ? Density::Compact : Density::Comfortable);
}

void MessageView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTableView::currentChanged(current, previous);
    if (m_density == Density::Compact)
        viewport()->update();  // the ring
    if (selectionModel()->selectedRows().size() > 1)
        return;  // several are being chosen: none of them is shown
    // Coming here by Tab gives the list a current row and selects none: nobody has opened anything.
    if (current.isValid() && !selectionModel()->isRowSelected(current.row()))
        return;
    if (const auto copy = currentCopy())
        Q_EMIT shown(*copy);
    else
        Q_EMIT nothingShown();
}

void MessageView::keyPressEvent(QKeyEvent *event)
{
    const QModelIndex before = currentIndex();
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        chooseCurrent();
        if (const auto copy = currentCopy()) {
            Q_EMIT opened(*copy);
            Q_EMIT entered(*copy);
        }
        return;
    }
    if (event->modifiers() == Qt::NoModifier && foldByKey(event->key()))
        return;
    if (event->matches(QKeySequence::Copy)) {
        copyChosen();
        return;
    }
    // Who came by Tab is at a row that is not chosen: the first step is to that one.
    if (event->key() == Qt::Key_Down && event->modifiers() == Qt::NoModifier && before.isValid()
        && !selectionModel()->hasSelection()) {
        chooseCurrent();
        return;
    }
    QTableView::keyPressEvent(event);
    // Up or Home in the first row: there is nowhere to go, but somebody has gone there.
    const bool goes = event->key() >= Qt::Key_Home && event->key() <= Qt::Key_PageDown;
    if (goes && event->modifiers() == Qt::NoModifier && currentIndex() == before)
        chooseCurrent();
}

// A line for each message, as a table; of thousands the first, since each is read for it.
void MessageView::copyChosen() const
{
    constexpr qsizetype most = 1000;
    QStringList lines;
    const QModelIndexList rows = selectionModel()->selectedRows();
    for (const QModelIndex &at : rows.first(std::min(rows.size(), most))) {
        if (const auto item = m_model.itemAt(at.row()))
            lines.append(DisplayText::subject(item->row.subject) + u'\t'
                         + safetext::line(item->toOthers ? item->row.to : item->row.from) + u'\t'
                         + DisplayText::fullDate(item->row.date));
    }
    if (!lines.isEmpty())
        QGuiApplication::clipboard()->setText(lines.join(u'\n'));
}

// Who came by Tab is at a row that is not chosen: whatever is done there is meant for it.
void MessageView::chooseCurrent()
{
    if (currentIndex().isValid() && !selectionModel()->hasSelection())
        goTo(currentIndex());
}

void MessageView::keepPlace()
{
    Place place{m_model.folder(),
                m_model.isNarrowed(),
                m_model.order(),
                m_model.sortOrder(),
                currentCopy(),
                {},
                0,
                {}};
    const int top = rowAt(0);
    if (top >= 0 && verticalScrollBar()->value() > 0) {
        place.top = m_model.copyAt(top);
        place.offset = rowViewportPosition(top);
    }
    m_place = std::move(place);
}

// A reset forgets what is chosen, and it is found again one by one. Everything, of a large folder, is not.
void MessageView::keepChosen()
{
    constexpr int mostChosen = 10000;
    int rows = 0;
    const QItemSelection chosen = selectionModel()->selection();
    for (const QItemSelectionRange &range : chosen)
        rows += range.height();
    if (!m_place)
        return;
    m_place->choseTooMany = rows > mostChosen;
    if (!m_place->choseTooMany)
        m_place->chosen = selectedCopies();
}

// At the top the newest are shown, also those that come.
void MessageView::restorePlace()
{
    const auto place = std::exchange(m_place, std::nullopt);
    if (!place || !place->top)
        return;
    const int row = m_model.rowOf(*place->top);
    if (row < 0)
        return;
    updateGeometries();
    verticalScrollBar()->setValue(verticalHeader()->sectionPosition(row) - place->offset);
}

// Of ascending rows.
QItemSelection MessageView::rangesOf(const std::vector<int> &rows) const
{
    QItemSelection ranges;
    for (std::size_t first = 0; first < rows.size();) {
        std::size_t end = first + 1;
        while (end < rows.size() && rows[end] == rows[end - 1] + 1)
            ++end;
        ranges.append(QItemSelectionRange(m_model.index(rows[first], 0),
                                          m_model.index(rows[end - 1], m_model.columnCount() - 1)));
        first = end;
    }
    return ranges;
}

// What is current and what is chosen are two things: who has come by Tab has chosen nothing yet.
void MessageView::chooseAgain(const Place &place, int currentRow)
{
    const QModelIndex current = m_model.index(currentRow, 0);
    if (place.choseTooMany)
        selectionModel()->select(current, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    else if (!place.chosen.isEmpty())
        selectionModel()->select(rangesOf(m_model.rowsOf(place.chosen)),
                                 QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    selectionModel()->setCurrentIndex(current, QItemSelectionModel::NoUpdate);
    scrollTo(current);
}

// A reset of the model (another folder, a search, many changes at once) keeps the messages that are chosen
// where they are still there. Changes do not move what is read; after a search the message is looked for.
void MessageView::restoreCurrent()
{
    const auto place = std::exchange(m_place, std::nullopt);
    fitColumns();  // where messages lie is shown where that differs
    const bool isSameList = place && place->folder == m_model.folder()
        && place->narrowed == m_model.isNarrowed() && place->order == m_model.order()
        && place->sort == m_model.sortOrder();
    if (const int row = place && place->current ? m_model.rowOf(*place->current) : -1; row >= 0) {
        chooseAgain(*place, row);
    } else {
        Q_EMIT nothingShown();
        if (!isSameList)
            scrollToTop();
    }
    if (!isSameList)
        return;
    m_place = place;
    restorePlace();
}

// What has no room in a narrow pane is left out, the least important first.
void MessageView::fitColumns()
{
    const bool compact = m_density == Density::Compact;
    const int room = viewport()->width() / theme::step(this);
    const int takenByFolder = m_model.isWide() ? folderWidth : 0;
    for (const ColumnSpace &space : columnSpaces) {
        const bool isFolder = space.column == MessageColumn::Folder;
        const bool saysNothing = isFolder && !m_model.isWide();
        setColumnHidden(models::columnIndex(space.column),
                        !compact ? space.column != MessageColumn::Subject
                                 : saysNothing || room - (isFolder ? 0 : takenByFolder) < space.neededRoom);
    }
    shrinkColumns();
}

// Columns that somebody has made wide give way, the widest first, before the subject has no room left.
void MessageView::shrinkColumns()
{
    if (m_shrinking || m_density != Density::Compact)
        return;
    const QScopedValueRollback<bool> shrinking(m_shrinking, true);
    const int unit = theme::step(this);
    for (std::size_t tries = 0; tries < columnSpaces.size(); ++tries) {
        int others = 0;
        const ColumnSpace *widest = nullptr;
        int most = 0;
        for (const ColumnSpace &space : columnSpaces) {
            if (space.column == MessageColumn::Subject)
                continue;
            const int size = header()->sectionSize(models::columnIndex(space.column));  // 0: hidden
            others += size;
            const int beyond = size - space.width * unit;
            if (beyond > most) {
                most = beyond;
                widest = &space;
            }
        }
        const int excess = others + leastSubject * unit - viewport()->width();
        if (excess <= 0 || widest == nullptr)
            return;
        const int column = models::columnIndex(widest->column);
        header()->resizeSection(column, header()->sectionSize(column) - std::min(excess, most));
    }
}

void MessageView::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    fitColumns();
}

void MessageView::changeEvent(QEvent *event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        fitRows();
}

// Where a row has several cells the ring of the focus is around all of them.
void MessageView::paintEvent(QPaintEvent *event)
{
    QTableView::paintEvent(event);
    if (m_density != Density::Compact || !hasFocus() || !currentIndex().isValid())
        return;
    QStyleOptionViewItem option;
    initViewItemOption(&option);
    option.state |= QStyle::State_HasFocus;
    const int row = currentIndex().row();
    QPainter painter(viewport());
    rowpainting::paintFocus(painter, option,
                            {0, rowViewportPosition(row), header()->length(), rowHeight(row)});
}

void MessageView::fitRows()
{
    QStyleOptionViewItem option;
    initViewItemOption(&option);
    const int height = m_delegate->sizeHint(option, {}).height();
    verticalHeader()->setMinimumSectionSize(1);
    if (verticalHeader()->defaultSectionSize() != height)
        verticalHeader()->setDefaultSectionSize(height);
}

// Rows are what one moves between, not cells.
QModelIndex MessageView::moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers)
{
    const int rows = m_model.rowCount();
    if (rows == 0)
        return {};
    switch (action) {
    case MoveLeft:
    case MoveRight: return currentIndex();
    case MoveHome: return m_model.index(0, 0);
    case MoveEnd: return m_model.index(rows - 1, 0);
    default: break;
    }
    return QTableView::moveCursor(action, modifiers).siblingAtColumn(0);
}

// The whole row is under the pointer, not one cell.
bool MessageView::viewportEvent(QEvent *event)
{
    switch (event->type()) {
    case QEvent::HoverMove:
    case QEvent::HoverEnter:
        setHoveredRow(rowAt(static_cast<QHoverEvent *>(event)->position().toPoint().y()));
        break;
    case QEvent::HoverLeave:
    case QEvent::Leave: setHoveredRow(-1); break;
    default: break;
    }
    return QTableView::viewportEvent(event);
}

void MessageView::setHoveredRow(int row)
{
    const int before = m_delegate->hoveredRow();
    if (row == before)
        return;
    m_delegate->setHoveredRow(row);
    for (const int changed : {before, row}) {
        if (changed >= 0)
            viewport()->update(0, rowViewportPosition(changed), viewport()->width(), rowHeight(changed));
    }
}
