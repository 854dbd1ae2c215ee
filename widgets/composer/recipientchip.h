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

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void tell();

    compose::Recipient m_recipient;
};
