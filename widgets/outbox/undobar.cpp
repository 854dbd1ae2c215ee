// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/outbox/undobar.h"

#include "widgets/composer/composertext.h"
#include "widgets/elidinglabel.h"
#include "widgets/icons.h"
#include "widgets/outbox/outboxwords.h"
#include "widgets/theme.h"

#include <QAccessible>
#include <QEvent>
#include <QHBoxLayout>
#include <QPushButton>
#include <QToolButton>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

UndoBar::UndoBar(Clock &clock, QWidget *parent)
    : QFrame(parent), m_clock(clock), m_sentence(new ElidingLabel(this)),
      m_undo(new QPushButton(tr("&Undo"), this))
{
    setObjectName(u"undoBar"_s);
    setFrameShape(QFrame::StyledPanel);
    setBackgroundRole(QPalette::ToolTipBase);
    setForegroundRole(QPalette::ToolTipText);
    setAutoFillBackground(true);
    m_undo->setAutoDefault(false);
    theme::makeRoomy(m_undo);
    auto *close = new QToolButton(this);
    close->setIcon(icons::icon(u"close"_s));
    close->setAutoRaise(true);
    close->setToolTip(tr("Dismiss"));
    close->setAccessibleName(close->toolTip());
    auto *layout = new QHBoxLayout(this);
    theme::setSpace(layout, 2, 3, this);
    layout->addWidget(m_sentence, 1);
    layout->addWidget(m_undo);
    layout->addWidget(close);
    parent->installEventFilter(this);
    connect(m_undo, &QPushButton::clicked, this, &UndoBar::undo);
    connect(close, &QToolButton::clicked, this, [this] { retract(newest().value_or(QUuid())); });
    hide();
}

UndoBar::~UndoBar() = default;

void UndoBar::offer(const outbox::OutboxEntry &mail)
{
    m_offers.removeIf([&](const Offer &each) { return each.mail.id == mail.id; });
    Offer offered{.mail = mail};
    if (OutboxWords::isScheduled(mail))
        offered.until = m_clock.now().addDuration(scheduledFor);
    m_offers.append(offered);
    showNewest();
    QAccessibleEvent event(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

void UndoBar::retract(const QUuid &mail)
{
    if (m_offers.removeIf([&](const Offer &each) { return each.mail.id == mail; }) > 0)
        showNewest();
}

std::optional<QUuid> UndoBar::newest() const
{
    return m_offers.isEmpty() ? std::nullopt : std::optional(m_offers.last().mail.id);
}

void UndoBar::undo()
{
    if (const auto mail = newest()) {
        retract(*mail);
        Q_EMIT undoWanted(*mail);
    }
}

// Again each second, for the time that is left is told.
void UndoBar::showNewest()
{
    const QDateTime now = m_clock.now();
    m_offers.removeIf([&](const Offer &each) { return each.until.isValid() && each.until <= now; });
    m_tick.reset();
    if (!m_offers.isEmpty()) {
        m_tick = m_clock.alarm(1s, [this] { showNewest(); });
        m_sentence->showText(ComposerText::held(m_offers.last().mail, now));
        setAccessibleName(m_sentence->text());
        place();
    }
    setVisible(!m_offers.isEmpty());
    if (std::exchange(m_told, newest()) != newest())
        Q_EMIT changed();
}

void UndoBar::place()
{
    const int unit = theme::step(this);
    const QWidget *below = parentWidget();
    const int width = std::min(sizeHint().width(), below->width() - 4 * unit);
    const int height = sizeHint().height();
    setGeometry((below->width() - width) / 2, below->height() - height - 4 * unit, width, height);
    raise();
}

bool UndoBar::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == parentWidget() && event->type() == QEvent::Resize && !isHidden())
        place();
    return QFrame::eventFilter(watched, event);
}
