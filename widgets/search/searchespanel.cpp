// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/search/searchespanel.h"

#include "widgets/folders/folderdelegate.h"
#include "widgets/search/savedsearchtext.h"
#include "widgets/theme.h"

#include <QLocale>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>
#include <QShortcut>
#include <QStyle>
#include <QStyleOption>
#include <QStyledItemDelegate>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using models::SavedSearchModel;
using search::SavedSearch;

namespace {

constexpr int mostRows = 12;  // more of them scroll: the folders need room, too

class RowDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const qint64 count = index.data(SavedSearchModel::CountRole).toLongLong();
        const auto saved = index.data(SavedSearchModel::ItemRole).value<SavedSearch>();
        paintFolderRow(painter, option,
                       {SavedSearchText::icon(saved), index.data().toString(),
                        count > 0 ? option.locale.toString(count) : QString(), count > 0, false});
    }
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option,
                                 const QModelIndex & /*index*/) const override
    {
        return folderRowSize(option);
    }
};

// Styles do not turn a tool button's arrow and text around from right to left; this looks like an account's
// row in the tree below.
class Heading : public QToolButton
{
public:
    using QToolButton::QToolButton;
    [[nodiscard]] QSize sizeHint() const override
    {
        return {40 * theme::step(this), fontMetrics().height() + 3 * theme::step(this)};
    }

protected:
    void paintEvent(QPaintEvent * /*event*/) override
    {
        QPainter painter(this);
        const int unit = theme::step(this);
        QStyleOptionFocusRect option;
        option.initFrom(this);
        option.rect = QStyle::visualRect(layoutDirection(), rect(), {unit, 0, 3 * unit, height()});
        style()->drawPrimitive(arrowType() == Qt::DownArrow       ? QStyle::PE_IndicatorArrowDown
                                   : arrowType() == Qt::LeftArrow ? QStyle::PE_IndicatorArrowLeft
                                                                  : QStyle::PE_IndicatorArrowRight,
                               &option, &painter, this);
        painter.setPen(theme::dimmedText(palette()));
        const QRect place = rect().adjusted(5 * unit, 0, -unit, 0);
        painter.drawText(
            QStyle::visualRect(layoutDirection(), rect(), place),
            static_cast<int>(
                (QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft) | Qt::AlignVCenter).toInt()),
            text());
        option.rect = rect().adjusted(1, 1, -1, -1);
        if (hasFocus())
            style()->drawPrimitive(QStyle::PE_FrameFocusRect, &option, &painter, this);
    }
};

}

SearchesView::SearchesView(SavedSearchModel &model, QWidget *parent) : QListView(parent)
{
    setModel(&model);
    setItemDelegate(new RowDelegate(this));
    setFrameShape(QFrame::NoFrame);
    setMouseTracking(true);  // hover
    setUniformItemSizes(true);
    setEditTriggers(EditKeyPressed);  // F2
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setContextMenuPolicy(Qt::CustomContextMenu);
    setAccessibleName(tr("Searches"));
}

QSize SearchesView::sizeHint() const
{
    const int rows = qMin(mostRows, model()->rowCount());
    return {QListView::sizeHint().width(), rows == 0 ? 0 : rows * sizeHintForRow(0)};
}

void SearchesView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QListView::currentChanged(current, previous);
    if (current.isValid())
        Q_EMIT chosen(current.row());
}

// As in the folder tree.
void SearchesView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::RightButton)
        QListView::mousePressEvent(event);
}

void SearchesView::initViewItemOption(QStyleOptionViewItem *option) const
{
    QListView::initViewItemOption(option);
    for (const auto group : {QPalette::Active, QPalette::Inactive})
        option->palette.setColor(group, QPalette::Highlight, theme::selectionGround(option->palette, group));
}

SearchesPanel::SearchesPanel(SavedSearchModel &model, QWidget *parent)
    : QWidget(parent), m_model(model), m_heading(new Heading(this)), m_view(new SearchesView(model, this))
{
    m_heading->setText(tr("Searches"));
    m_heading->setFont(theme::strongFont(font()));
    m_heading->setFocusPolicy(Qt::TabFocus);
    m_heading->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_heading);
    layout->addWidget(m_view);
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    connect(m_heading, &QToolButton::clicked, this, [this] { setOpen(!m_isOpen); });
    connect(m_view, &SearchesView::chosen, this, [this](int row) {
        if (const auto saved = m_model.at(row))
            Q_EMIT chosen(*saved);
    });
    connect(m_view, &QWidget::customContextMenuRequested, this, &SearchesPanel::showMenu);
    m_heading->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_heading, &QWidget::customContextMenuRequested, this, [this](const QPoint &at) {
        auto *menu = new QMenu(this);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        addHidden(menu);
        menu->popup(m_heading->mapToGlobal(at));
    });
    connect(new QShortcut(QKeySequence::Delete, m_view, nullptr, nullptr, Qt::WidgetShortcut),
            &QShortcut::activated, this, [this] { Q_EMIT removalWanted(m_view->currentIndex().row()); });
    connect(&model, &QAbstractItemModel::modelReset, this, [this] {
        setCurrent(m_current);
        fit();
    });
    fit();
}

// Without its being opened once more.
void SearchesPanel::setCurrent(const std::optional<SavedSearch> &saved)
{
    m_current = saved;
    const int row = saved ? m_model.rowOf(*saved) : -1;
    const QSignalBlocker quiet(m_view);
    m_view->setCurrentIndex(row < 0 ? QModelIndex() : m_model.index(row));
    m_view->viewport()->update();
}

void SearchesPanel::setOpen(bool open)
{
    m_isOpen = open;
    fit();
}

void SearchesPanel::fit()
{
    m_heading->setArrowType(isOpen()                                   ? Qt::DownArrow
                                : layoutDirection() == Qt::RightToLeft ? Qt::LeftArrow
                                                                       : Qt::RightArrow);
    m_heading->setAccessibleDescription(isOpen() ? tr("unfolded") : tr("folded"));
    m_view->setVisible(isOpen() && m_model.rowCount() > 0);
    m_view->updateGeometry();
    setVisible(!m_model.all().empty());
}

void SearchesPanel::showMenu(const QPoint &at)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setObjectName(u"searchMenu"_s);
    const QModelIndex index = m_view->indexAt(at);
    if (const auto saved = m_model.at(index.row())) {
        const int row = index.row();
        const bool isOwn = saved->kind == SavedSearch::Kind::Own;
        menu->addAction(tr("&Open"), this, [this, saved = *saved] { Q_EMIT chosen(saved); });
        if (isOwn)
            menu->addAction(tr("&Rename"), this, [this, row] { m_view->edit(m_model.index(row)); });
        menu->addAction(tr("Move &up"), this, [this, row] { m_model.move(row, -1); })->setEnabled(row > 0);
        menu->addAction(tr("Move &down"), this, [this, row] { m_model.move(row, 1); })
            ->setEnabled(row + 1 < m_model.rowCount());
        menu->addAction(isOwn ? tr("&Delete…") : tr("&Hide"), this,
                        [this, row] { Q_EMIT removalWanted(row); });
        menu->addSeparator();
    }
    addHidden(menu);
    menu->popup(m_view->viewport()->mapToGlobal(at));
}

// Those that everybody has, and whether they are shown.
void SearchesPanel::addHidden(QMenu *menu)
{
    for (const SavedSearch &saved : m_model.all()) {
        if (saved.kind == SavedSearch::Kind::Own)
            continue;
        QAction *shown =
            menu->addAction(SavedSearchText::name(saved), this,
                            [this, kind = saved.kind](bool isShown) { m_model.setHidden(kind, !isShown); });
        shown->setCheckable(true);
        shown->setChecked(!saved.isHidden);
    }
}
