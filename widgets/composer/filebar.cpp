// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/composer/filebar.h"

#include "widgets/displaytext.h"
#include "widgets/icons.h"
#include "widgets/safetext.h"
#include "widgets/theme.h"

#include <QLabel>
#include <QListWidget>
#include <QShortcut>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr int mostLines = 3;

}

FileBar::FileBar(QWidget *parent) : QWidget(parent), m_sum(new QLabel(this)), m_list(new QListWidget(this))
{
    m_sum->setFont(theme::captionFont(font()));
    theme::setDimmed(m_sum);
    m_list->setFlow(QListView::LeftToRight);
    m_list->setWrapping(true);
    m_list->setResizeMode(QListView::Adjust);
    m_list->setUniformItemSizes(false);
    m_list->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setAccessibleName(tr("Files that go along"));
    auto *layout = new QVBoxLayout(this);
    theme::setSpace(layout, 2, 1, this);
    layout->addWidget(m_sum);
    layout->addWidget(m_list);
    auto *remove = new QShortcut(QKeySequence(Qt::Key_Delete), m_list, nullptr, nullptr, Qt::WidgetShortcut);
    connect(remove, &QShortcut::activated, this, &FileBar::removeChosen);
    hide();
}

void FileBar::setFiles(const std::vector<compose::Attachment> &files)
{
    m_files = files;
    showAll();
}

void FileBar::add(const compose::Attachment &file)
{
    m_files.push_back(file);
    showAll();
    Q_EMIT changed();
}

void FileBar::removeChosen()
{
    std::vector<compose::Attachment> rest;
    for (std::size_t i = 0; i < m_files.size(); ++i) {
        if (!m_list->item(static_cast<int>(i))->isSelected())
            rest.push_back(m_files[i]);
    }
    if (rest.size() == m_files.size())
        return;
    m_files = std::move(rest);
    showAll();
    Q_EMIT changed();
}

void FileBar::showAll()
{
    m_list->clear();
    qint64 sum = 0;
    for (const compose::Attachment &file : m_files) {
        sum += file.size;
        auto *item = new QListWidgetItem(
            icons::icon(u"attachment"_s),
            tr("%1 (%2)").arg(safetext::line(file.name), DisplayText::size(file.size)), m_list);
        item->setToolTip(tr("Delete takes it away."));
    }
    m_sum->setText(
        tr("%n file(s), %1", nullptr, static_cast<int>(m_files.size())).arg(DisplayText::size(sum)));
    setVisible(!m_files.empty());
    fitHeight();
}

void FileBar::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fitHeight();
}

void FileBar::fitHeight()
{
    if (m_list->count() == 0)
        return;
    int width = 0;
    for (int row = 0; row < m_list->count(); ++row)
        width += m_list->sizeHintForIndex(m_list->model()->index(row, 0)).width();
    const int lines =
        std::clamp(width / std::max(this->width() - 4 * theme::step(this), 1) + 1, 1, mostLines);
    m_list->setFixedHeight(lines * (m_list->sizeHintForRow(0) + theme::step(this)));
}
