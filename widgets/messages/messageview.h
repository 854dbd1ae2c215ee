// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/models/messagelistmodel.h"
#include "widgets/messages/messagedelegate.h"

#include <QTableView>

class QSettings;

// The message list over MessageListModel, in two densities. A table and not a tree, since a tree keeps 60
// octets a row and goes through all rows whenever some are inserted. Moving to a row shows its message; a
// click or Enter opens it, which is more: only then may the message ask something by itself.
class MessageView : public QTableView
{
    Q_OBJECT

public:
    MessageView(models::MessageListModel &model, Clock &clock, QWidget *parent = nullptr);

    [[nodiscard]] QHeaderView *header() const { return horizontalHeader(); }
    void setDensity(Density density);
    [[nodiscard]] Density density() const noexcept { return m_density; }

    [[nodiscard]] std::optional<store::CopyId> currentCopy() const;
    [[nodiscard]] QList<store::CopyId> selectedCopies() const;
    void select(store::CopyId copy);
    [[nodiscard]] int firstChosenRow() const;  // -1: none is
    void goOnAt(int row);                      // where none is chosen any more, since they were taken away
    void moveBy(int rows);
    // The next unread row below, then from the top; false: there is none.
    bool moveToNextUnread();

    void foldAll(bool folded);  // the keyboard stays with what is shown
    void selectConversation();
    void moveToNextConversation();
    void showRequestsFirst(bool first);  // they are: marked in the columns' titles, else what it is sorted by
    void goToList();                     // the keyboard is the list's now, and some message chosen

    void saveColumns(QSettings &settings) const;
    void restoreColumns(const QSettings &settings);

Q_SIGNALS:
    void shown(store::CopyId copy);    // current now, by whatever means
    void opened(store::CopyId copy);   // by a click or Enter
    void entered(store::CopyId copy);  // behind opened(): by Enter, or clicked twice
    void nothingShown();
    // By a click on a column's title.
    void requestsFirstWanted(bool first);
    void sortWanted(const models::SortOrder &order);

protected:
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;

private:
    void chooseCurrent();
    [[nodiscard]] QModelIndex unreadFrom(const QModelIndex &message);
    [[nodiscard]] bool foldByKey(int key);
    [[nodiscard]] bool foldAt(const QMouseEvent &event);
    void copyChosen() const;
    void chooseOrder(int section);
    void goTo(const QModelIndex &message);
    void keepPlace();
    void keepChosen();
    [[nodiscard]] QItemSelection rangesOf(const std::vector<int> &rows) const;
    void restorePlace();
    void restoreCurrent();
    void fitRows();
    void setHoveredRow(int row);
    void fitColumns();
    void shrinkColumns();

    models::MessageListModel &m_model;
    MessageDelegate *m_delegate;
    Density m_density = Density::Comfortable;
    bool m_shrinking = false;
    bool m_isFolding = false;  // the button is down on an arrow
    QByteArray m_columns;      // of the compact header, while it is not shown
    // What was current, chosen and at the top before the model changes. What is inserted or taken away above
    // the rows that somebody reads must not move them.
    struct Place {
        store::FolderId folder;
        bool narrowed = false;
        models::ReceiptOrder order;
        models::SortOrder sort;
        std::optional<store::CopyId> current, top;
        int offset = 0;  // of the top row, in pixels
        QList<store::CopyId> chosen;
        bool choseTooMany = false;  // to find them again: the current one stands for them
    };
    std::optional<Place> m_place;
    void chooseAgain(const Place &place, int currentRow);
};
