// SPDX-License-Identifier: GPL-3.0-or-later
// What can be done to a conversation in the list.
#include "widgets/messages/messageview.h"

#include <QMouseEvent>

#include <utility>

using models::MessageColumn;
using models::MessageListModel;

// As in every tree: back folds, or goes to what is answered; forth unfolds, or goes to the first answer.
bool MessageView::foldByKey(int key)
{
    const bool isMirrored = layoutDirection() == Qt::RightToLeft;
    const bool goesBack = key == (isMirrored ? Qt::Key_Right : Qt::Key_Left);
    if ((!goesBack && key != (isMirrored ? Qt::Key_Left : Qt::Key_Right)) || !m_model.sortOrder().threaded
        || !currentIndex().isValid())
        return false;
    const QModelIndex at = currentIndex();
    const bool isFirst = at.data(MessageListModel::ConversationRole).toInt() > 0;
    const bool isFolded = at.data(MessageListModel::FoldedRole).toBool();
    if (isFirst && goesBack != isFolded)
        m_model.fold(at.row(), goesBack);
    else if (goesBack && !isFirst)
        goTo(m_model.index(m_model.beginningOf(at.row()), 0));
    else if (!goesBack && m_model.beginningOf(at.row() + 1) == m_model.beginningOf(at.row()))
        goTo(m_model.index(at.row() + 1, 0));
    return true;
}

void MessageView::foldAll(bool folded)
{
    if (folded && currentIndex().isValid())
        goTo(m_model.index(m_model.beginningOf(currentIndex().row()), 0));
    m_model.foldAll(folded);
}

// With what is folded of it: what is done to a conversation is done to all of it.
void MessageView::selectConversation()
{
    if (!currentIndex().isValid())
        return;
    m_model.fold(currentIndex().row(), false);
    selectionModel()->select(rangesOf(m_model.conversationAt(currentIndex().row())),
                             QItemSelectionModel::Select | QItemSelectionModel::Rows);
}

void MessageView::moveToNextConversation()
{
    const int from = currentIndex().isValid() ? currentIndex().row() : -1;
    for (int row = from + 1; row < m_model.rowCount(); ++row) {
        if (m_model.beginningOf(row) == row) {
            goTo(m_model.index(row, 0));
            return;
        }
    }
}

// The arrow before a conversation folds it, and opens nothing.
bool MessageView::foldAt(const QMouseEvent &event)
{
    const QPoint point = event.position().toPoint();
    const QModelIndex at = indexAt(point);
    if (event.button() != Qt::LeftButton || at.data(MessageListModel::ConversationRole).toInt() == 0)
        return false;
    QStyleOptionViewItem option;
    initViewItemOption(&option);
    option.rect = visualRect(m_model.index(at.row(), models::columnIndex(MessageColumn::Subject)));
    if (!m_delegate->arrowOf(option).contains(point))
        return false;
    const bool folds = !at.data(MessageListModel::FoldedRole).toBool();
    const bool isCurrentInIt =
        currentIndex().isValid() && m_model.beginningOf(currentIndex().row()) == at.row();
    if (folds && isCurrentInIt && currentIndex().row() != at.row())
        goTo(m_model.index(at.row(), 0));  // what is read is not out of sight
    m_model.fold(at.row(), folds);
    return true;
}

void MessageView::mousePressEvent(QMouseEvent *event)
{
    m_isFolding = foldAt(*event);
    if (!m_isFolding)
        QTableView::mousePressEvent(event);
}

void MessageView::mouseReleaseEvent(QMouseEvent *event)
{
    if (!std::exchange(m_isFolding, false))
        QTableView::mouseReleaseEvent(event);
}

void MessageView::mouseDoubleClickEvent(QMouseEvent *event)
{
    m_isFolding = foldAt(*event);
    if (!m_isFolding)
        QTableView::mouseDoubleClickEvent(event);
}
