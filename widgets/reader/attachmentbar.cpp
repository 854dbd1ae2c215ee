// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/reader/attachmentbar.h"

#include "widgets/displaytext.h"
#include "widgets/icons.h"
#include "widgets/rowpainting.h"
#include "widgets/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QListView>
#include <QPainter>
#include <QPushButton>
#include <QScrollBar>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using models::AttachmentModel;

namespace {

// A chip: icon, name elided in its middle (so that the extension shows), size.
class AttachmentDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const int unit = theme::step(option.fontMetrics);
        const auto use = rowpainting::colors(option);
        painter->save();
        rowpainting::paintGround(*painter, option);
        painter->setPen(theme::hairline(option.palette));
        painter->drawRect(option.rect.adjusted(0, 0, -1, -1));
        QRect place = option.rect.adjusted(2 * unit, 0, -2 * unit, 0);
        const QRect icon(place.left(), place.center().y() - 2 * unit + 1, 4 * unit, 4 * unit);
        painter->drawPixmap(
            rowpainting::visual(option, icon),
            icons::pixmap(u"attachment"_s, icon.width(), use.dimmed, painter->device()->devicePixelRatioF()));
        place.setLeft(icon.right() + 2 * unit);
        painter->setPen(use.dimmed);
        const QString size = DisplayText::size(index.data(AttachmentModel::SizeRole).toLongLong());
        const int width = rowpainting::paintLine(*painter, option, rowpainting::visual(option, place), size,
                                                 rowpainting::Edge::Trailing);
        place.setRight(place.right() - width - 2 * unit);
        painter->setPen(use.text);
        const QString name =
            option.fontMetrics.elidedText(index.data().toString(), Qt::ElideMiddle, place.width());
        rowpainting::paintLine(*painter, option, rowpainting::visual(option, place), name,
                               rowpainting::Edge::Leading);
        rowpainting::paintFocus(*painter, option, option.rect);
        painter->restore();
    }
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const int unit = theme::step(option.fontMetrics);
        const int text = option.fontMetrics.horizontalAdvance(index.data().toString())
            + option.fontMetrics.horizontalAdvance(
                DisplayText::size(index.data(AttachmentModel::SizeRole).toLongLong()));
        return {qBound(30 * unit, text + 14 * unit, 70 * unit), option.fontMetrics.height() + 3 * unit};
    }
};

}

AttachmentBar::AttachmentBar(QWidget *parent)
    : QWidget(parent),
      m_model(new AttachmentModel({DisplayText::attachmentName, DisplayText::attachmentSentence}, this)),
      m_count(theme::label({}, theme::Wrap::No, this)), m_list(new QListView(this)),
      m_save(new QPushButton(tr("Save…"), this)), m_saveAll(new QPushButton(tr("Save all…"), this))
{
    m_list->setModel(m_model);
    m_list->setItemDelegate(new AttachmentDelegate(m_list));
    m_list->setFlow(QListView::LeftToRight);
    m_list->setWrapping(true);
    m_list->setResizeMode(QListView::Adjust);
    m_list->setSpacing(theme::step(this) / 2);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setMouseTracking(true);
    m_list->setAccessibleName(tr("Attachments"));
    m_list->viewport()->setAutoFillBackground(false);
    m_count->setFont(theme::captionFont(font()));
    theme::setDimmed(m_count);

    const int unit = theme::step(this);
    auto *head = new QHBoxLayout;
    head->setSpacing(2 * unit);
    head->setContentsMargins(m_list->spacing(), 0, 0, 0);  // in line with the chips
    head->addWidget(m_count, 1);
    head->addWidget(m_save);
    head->addWidget(m_saveAll);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(4 * unit - m_list->spacing(), 2 * unit, 3 * unit, 2 * unit);
    layout->setSpacing(unit);
    layout->addLayout(head);
    layout->addWidget(m_list);

    connect(m_list, &QListView::activated, this, [this] { m_save->click(); });
    connect(m_save, &QPushButton::clicked, this, [this] {
        if (const auto part = currentPart())
            Q_EMIT saveWanted(*part);
    });
    connect(m_saveAll, &QPushButton::clicked, this, &AttachmentBar::saveAllWanted);
    hide();
}

void AttachmentBar::showStructure(const mime::PartInfo &root)
{
    m_model->setStructure(root);
    const int count = m_model->rowCount();
    m_count->setText(tr("%n attachment(s)", nullptr, count));
    m_saveAll->setVisible(count > 1);
    setVisible(count > 0);
    fitHeight();
}

void AttachmentBar::clear()
{
    m_model->clear();
    hide();
}

std::vector<mime::PartInfo> AttachmentBar::parts() const
{
    std::vector<mime::PartInfo> all;
    for (int row = 0; row < m_model->rowCount(); ++row)
        all.push_back(*m_model->partAt(row));
    return all;
}

std::optional<mime::PartInfo> AttachmentBar::currentPart() const
{
    const QModelIndex chosen = m_list->currentIndex();
    const mime::PartInfo *part = m_model->partAt(chosen.isValid() ? chosen.row() : 0);
    return part != nullptr ? std::optional(*part) : std::nullopt;
}

void AttachmentBar::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fitHeight();
}

void AttachmentBar::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    painter.setPen(theme::hairline(palette()));
    painter.drawLine(0, 0, width(), 0);
}

void AttachmentBar::fitHeight()
{
    // One line of chips, two when they need it; more are scrolled to.
    const int unit = theme::step(this);
    const int line = fontMetrics().height() + 4 * unit;
    int used = 0;
    int lines = 1;
    const int across = m_list->viewport()->width();
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const int chip = m_list->sizeHintForIndex(m_model->index(row)).width() + unit;
        if (used > 0 && used + chip > across) {
            ++lines;
            used = 0;
        }
        used += chip;
    }
    m_list->setFixedHeight(qMin(lines, 2) * line + unit);
}
