// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/emptystate.h"

#include "widgets/icons.h"
#include "widgets/theme.h"

#include <QEvent>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

EmptyState::EmptyState(QWidget *parent)
    : QWidget(parent), m_icon(new QLabel(this)), m_heading(theme::label({}, theme::Wrap::Yes, this)),
      m_sentence(theme::label({}, theme::Wrap::Yes, this)), m_action(new QPushButton(this)),
      m_other(new QPushButton(this))
{
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    m_heading->setFont(theme::titleFont(font()));
    for (QLabel *label : {m_icon, m_heading, m_sentence}) {
        label->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
        label->setForegroundRole(QPalette::Text);
    }
    theme::setDimmed(m_sentence);
    auto *layout = new QVBoxLayout(this);
    theme::setSpace(layout, 6, 2, this);
    layout->addStretch(2);
    layout->addWidget(m_icon);
    layout->addSpacing(theme::step(this));
    layout->addWidget(m_heading);
    layout->addWidget(m_sentence);
    layout->addSpacing(theme::step(this));
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(2 * theme::step(this));
    buttons->addStretch(1);
    for (QPushButton *button : {m_action, m_other}) {
        button->setAutoDefault(true);
        buttons->addWidget(button);
    }
    buttons->addStretch(1);
    layout->addLayout(buttons);
    layout->addStretch(3);
    connect(m_action, &QPushButton::clicked, this, &EmptyState::actionWanted);
    connect(m_other, &QPushButton::clicked, this, &EmptyState::otherActionWanted);
}

void EmptyState::show(const Content &content)
{
    m_iconName = content.icon;
    m_heading->setText(content.heading);
    m_sentence->setText(content.sentence);
    m_sentence->setVisible(!content.sentence.isEmpty());
    m_action->setText(content.action);
    m_action->setVisible(!content.action.isEmpty());
    m_other->setText(content.otherAction);
    m_other->setVisible(!content.otherAction.isEmpty());
    setAccessibleName(content.heading);
    setAccessibleDescription(content.sentence);
    paintIcon();
}

void EmptyState::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        paintIcon();
}

void EmptyState::paintIcon()
{
    if (m_iconName.isEmpty())
        return;
    const QColor color = theme::blend(palette().color(QPalette::Text), palette().color(QPalette::Base), 0.55);
    m_icon->setPixmap(icons::pixmap(m_iconName, 10 * theme::step(this), color, devicePixelRatioF()));
}
