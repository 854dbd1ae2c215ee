// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/models/messagelistmodel.h"
#include "widgets/messages/messagedelegate.h"

#include <QTreeView>

class QSettings;

// The message list over MessageListModel, in two densities. Moving to a row shows its message; a click or
// Enter opens it, which is more: only then may the message ask something by itself.
class MessageView : public QTreeView
{
    Q_OBJECT

public:
    MessageView(models::MessageListModel &model, Clock &clock, QWidget *parent = nullptr);

    void setDensity(Density density);
    [[nodiscard]] Density density() const noexcept { return m_density; }

    [[nodiscard]] std::optional<store::CopyId> currentCopy() const;
    [[nodiscard]] QList<store::CopyId> selectedCopies() const;
    void select(store::CopyId copy);
    void moveBy(int rows);
    // The next unread row below, then from the top; false: there is none.
    bool moveToNextUnread();

    void saveColumns(QSettings &settings) const;
    void restoreColumns(const QSettings &settings);

Q_SIGNALS:
    void shown(store::CopyId copy);   // current now, by whatever means
    void opened(store::CopyId copy);  // by a click or Enter
    void nothingShown();

protected:
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void goTo(const QModelIndex &message);
    void restoreCurrent();
    void fitColumns();
    void shrinkColumns();

    models::MessageListModel &m_model;
    MessageDelegate *m_delegate;
    Density m_density = Density::Comfortable;
    bool m_shrinking = false;
    QByteArray m_columns;                 // of the compact header, while it is not shown
    std::optional<store::CopyId> m_kept;  // current before a reset of the model
};
