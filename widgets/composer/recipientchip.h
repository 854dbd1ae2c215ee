// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/compose/composition.h"

#include <QAbstractButton>

// One recipient: the name or the address, and a warning where it is no address. Focus, hover and a doubt are
// told apart by more than a colour.
class RecipientChip : public QAbstractButton
{
    Q_OBJECT

public:
    RecipientChip(const compose::Recipient &recipient, QWidget *parent);

    [[nodiscard]] const compose::Recipient &recipient() const { return m_recipient; }
    void setExempt(bool isExempt);
    [[nodiscard]] QSize sizeHint() const override;

Q_SIGNALS:
    void exemptChanged();
    void dropped(const QPoint &at);  // dragged there, in the screen's coordinates

protected:
    void paintEvent(QPaintEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;

private:
    void tell();

    compose::Recipient m_recipient;
    QPoint m_pressedAt;
    bool m_isDragged = false;
};
