// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/reader/attachmentbar.h"

#include "widgets/displaytext.h"
#include "widgets/icons.h"
#include "widgets/reader/attachmentdelegate.h"
#include "widgets/reader/attachmenttext.h"
#include "widgets/reader/thumbnailer.h"
#include "widgets/theme.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QListView>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

#include <functional>

using namespace Qt::StringLiterals;
using models::AttachmentModel;

namespace {

// Asks to be dragged from, and leaves the rest to whoever can make a file of it.
class ChipList final : public QListView
{
public:
    ChipList(std::function<void(const QModelIndex &)> dragged, QWidget *parent)
        : QListView(parent), m_dragged(std::move(dragged))
    {}

protected:
    void startDrag(Qt::DropActions /*actions*/) override { m_dragged(currentIndex()); }

private:
    std::function<void(const QModelIndex &)> m_dragged;
};

}

AttachmentBar::AttachmentBar(QWidget *parent)
    : QWidget(parent),
      m_model(new AttachmentModel({DisplayText::attachmentName, AttachmentText::sentence}, this)),
      m_count(theme::label({}, theme::Wrap::No, this)),
      m_list(new ChipList(
          [this](const QModelIndex &dragged) {
              if (const auto *item = m_model->itemAt(dragged.row()))
                  Q_EMIT dragWanted(*item);
          },
          this)),
      m_delegate(new AttachmentDelegate(m_list)), m_thumbnailer(new Thumbnailer(this)),
      m_open(new QPushButton(tr("Open"), this)), m_save(new QPushButton(tr("Save…"), this)),
      m_saveAll(new QPushButton(tr("Save all…"), this))
{
    m_list->setModel(m_model);
    m_list->setItemDelegate(m_delegate);
    m_list->setDragEnabled(true);
    m_list->setContextMenuPolicy(Qt::CustomContextMenu);
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
    head->addWidget(m_open);
    head->addWidget(m_save);
    head->addWidget(m_saveAll);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(4 * unit - m_list->spacing(), 2 * unit, 3 * unit, 2 * unit);
    layout->setSpacing(unit);
    layout->addLayout(head);
    layout->addWidget(m_list);

    connectAll();
    hide();
}

void AttachmentBar::connectAll()
{
    connect(m_list, &QListView::activated, m_open, &QPushButton::click);
    connect(m_list, &QWidget::customContextMenuRequested, this, &AttachmentBar::showMenu);
    connect(m_open, &QPushButton::clicked, this, [this] {
        if (const auto item = currentItem())
            Q_EMIT openWanted(*item);
    });
    connect(m_save, &QPushButton::clicked, this, [this] {
        if (const auto part = currentPart())
            Q_EMIT saveWanted(*part);
    });
    connect(m_saveAll, &QPushButton::clicked, this, &AttachmentBar::saveAllWanted);
    m_list->installEventFilter(this);
    connect(m_thumbnailer, &Thumbnailer::made, this, [this](const QByteArray &section, const QImage &image) {
        m_delegate->setThumbnail(section, image);
        m_list->viewport()->update();
    });
}

void AttachmentBar::showStructure(const mime::PartInfo &root, const mime::SectionOctets &octets)
{
    const QModelIndex chosen = m_list->currentIndex();
    const QByteArray section = chosen.data(AttachmentModel::SectionRole).toByteArray();
    m_model->setStructure(root, octets);
    if (const int row = m_model->rowOf(section); chosen.isValid() && row >= 0)
        m_list->setCurrentIndex(m_model->index(row));
    const int count = m_model->rowCount();
    m_count->setText(tr("%n attachment(s)", nullptr, count));
    m_saveAll->setVisible(count > 1);
    setVisible(count > 0);
    fitHeight();
    if (octets)
        makeThumbnails(octets);
}

void AttachmentBar::makeThumbnails(const mime::SectionOctets &octets)
{
    const int side = qRound(AttachmentDelegate::pictureSide(fontMetrics()) * devicePixelRatioF());
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const models::AttachmentItem &item = *m_model->itemAt(row);
        if (item.assessment.kind != mime::FileKind::Picture || m_delegate->hasThumbnail(item.part.section))
            continue;
        if (const auto here = octets(item.part.section))
            m_thumbnailer->make(item.part, *here, side);
    }
}

void AttachmentBar::clear()
{
    m_thumbnailer->giveUp();
    m_delegate->forgetThumbnails();
    m_model->clear();
    hide();
}

void AttachmentBar::showMenu(const QPoint &at)
{
    const auto item = currentItem();
    if (!item)
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("&Open"), m_open, &QPushButton::click);
    menu->addAction(icons::icon(u"save"_s), tr("&Save…"), m_save, &QPushButton::click);
    if (m_model->rowCount() > 1)
        menu->addAction(tr("Save &all…"), this, &AttachmentBar::saveAllWanted);
    menu->addSeparator();
    menu->addAction(tr("&Copy name"), this, &AttachmentBar::copyName);
    menu->popup(m_list->viewport()->mapToGlobal(at));
}

void AttachmentBar::copyName() const
{
    if (const auto item = currentItem())
        QGuiApplication::clipboard()->setText(DisplayText::attachmentName(item->part));
}

std::vector<mime::PartInfo> AttachmentBar::parts() const
{
    std::vector<mime::PartInfo> all;
    for (int row = 0; row < m_model->rowCount(); ++row)
        all.push_back(*m_model->partAt(row));
    return all;
}

std::optional<models::AttachmentItem> AttachmentBar::currentItem() const
{
    const QModelIndex chosen = m_list->currentIndex();
    const models::AttachmentItem *item = m_model->itemAt(chosen.isValid() ? chosen.row() : 0);
    return item != nullptr ? std::optional(*item) : std::nullopt;
}

std::optional<mime::PartInfo> AttachmentBar::currentPart() const
{
    const auto item = currentItem();
    return item ? std::optional(item->part) : std::nullopt;
}

// Ctrl+C copies the name as it is shown; the list itself would copy what the sender has written.
bool AttachmentBar::eventFilter(QObject *watched, QEvent *event)
{
    const bool isKey = event->type() == QEvent::KeyPress || event->type() == QEvent::ShortcutOverride;
    if (watched != m_list || !isKey || !static_cast<QKeyEvent *>(event)->matches(QKeySequence::Copy))
        return QWidget::eventFilter(watched, event);
    if (event->type() == QEvent::KeyPress)
        copyName();
    event->accept();
    return true;
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
    const int line = AttachmentDelegate::pictureSide(fontMetrics()) + 3 * unit;
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
