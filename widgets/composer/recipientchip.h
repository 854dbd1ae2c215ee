// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/compose/composition.h"

#include <QAbstractButton>

// One recipient: the name or the address, and a warning where it is no address or has no key. Focus, hover
// and a doubt are told apart by more than a colour.
class RecipientChip : public QAbstractButton
{
    Q_OBJECT

public:
    RecipientChip(const compose::Recipient &recipient, QWidget *parent);

    [[nodiscard]] const compose::Recipient &recipient() const { return m_recipient; }
    void setExempt(bool isExempt);
    // Of a mail that is to be encrypted.
    enum class KeyState { Unasked, Found, Missing, ToChoose };
    void setKeyState(KeyState state);
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
    [[nodiscard]] bool isDoubtful() const;

    compose::Recipient m_recipient;
    KeyState m_key = KeyState::Unasked;
    QPoint m_pressedAt;
    bool m_isDragged = false;
};
