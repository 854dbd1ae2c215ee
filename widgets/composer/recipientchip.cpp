// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/composer/recipientchip.h"

#include "widgets/safetext.h"
#include "widgets/theme.h"

#include <QApplication>
#include <QMouseEvent>
#include <QPainter>

#include <utility>

using namespace Qt::StringLiterals;

namespace {

constexpr int widest = 80;  // steps

}

RecipientChip::RecipientChip(const compose::Recipient &recipient, QWidget *parent)
    : QAbstractButton(parent), m_recipient(recipient)
{
    setFocusPolicy(Qt::ClickFocus);  // by Tab one leaves the field; within it the arrows go
    setAttribute(Qt::WA_Hover);
    tell();
}

void RecipientChip::setExempt(bool isExempt)
{
    m_recipient.isExempt = isExempt;
    tell();
    Q_EMIT exemptChanged();
}

void RecipientChip::setKeyState(KeyState state)
{
    if (std::exchange(m_key, state) != state)
        tell();
}

bool RecipientChip::isDoubtful() const
{
    return !compose::isUsable(m_recipient.mailbox) || m_key == KeyState::Missing
        || m_key == KeyState::ToChoose;
}

void RecipientChip::tell()
{
    const mime::Mailbox &mailbox = m_recipient.mailbox;
    const QString address = safetext::address(mailbox.addrSpec());
    const QString name = safetext::line(mailbox.name);
    const bool isUsable = compose::isUsable(mailbox);
    // A name that looks like an address could hide the real one.
    const bool hidesAddress = name.contains(u'@') && name != address;
    setText(name.isEmpty() || hidesAddress ? address : name);
    if (!isUsable)
        setText(tr("%1 (no address)").arg(name.isEmpty() ? address : name));
    else if (m_key == KeyState::Missing)
        setText(tr("%1 (no key)").arg(text()));
    else if (m_key == KeyState::ToChoose)
        setText(tr("%1 (choose a key)").arg(text()));
    else if (m_recipient.isExempt)
        setText(tr("%1 (not asked)").arg(text()));
    setToolTip(isUsable ? address : tr("This is no e-mail address."));
    if (m_key == KeyState::Found && isUsable)
        setToolTip(tr("%1, whose key is here").arg(address));
    setAccessibleName(isUsable && !name.isEmpty() ? tr("%1, %2").arg(text(), address) : text());
    updateGeometry();
    update();
}

void RecipientChip::mousePressEvent(QMouseEvent *event)
{
    m_pressedAt = event->position().toPoint();
    m_isDragged = false;
    QAbstractButton::mousePressEvent(event);
}

// Within the window alone: nothing is handed to other programs, so the mouse is enough.
void RecipientChip::mouseMoveEvent(QMouseEvent *event)
{
    const QPoint way = event->position().toPoint() - m_pressedAt;
    const bool isHeld = event->buttons().testFlag(Qt::LeftButton);
    if (isHeld && !m_isDragged && way.manhattanLength() >= QApplication::startDragDistance()) {
        m_isDragged = true;
        setCursor(Qt::ClosedHandCursor);
    }
    QAbstractButton::mouseMoveEvent(event);
}

void RecipientChip::mouseReleaseEvent(QMouseEvent *event)
{
    const bool wasDragged = std::exchange(m_isDragged, false);
    unsetCursor();
    QAbstractButton::mouseReleaseEvent(event);
    if (wasDragged)
        Q_EMIT dropped(event->globalPosition().toPoint());
}

QSize RecipientChip::sizeHint() const
{
    const int unit = theme::step(this);
    const int text = std::min(fontMetrics().horizontalAdvance(this->text()), widest * unit);
    return {text + 5 * unit, fontMetrics().height() + unit};
}

void RecipientChip::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const int unit = theme::step(this);
    const QPalette &colors = palette();
    QColor ground =
        theme::blend(colors.color(QPalette::Base), colors.color(QPalette::Text), underMouse() ? 0.16 : 0.09);
    if (isDoubtful())
        ground = theme::signalGround(theme::Signal::Amber, colors);
    const QRectF box = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    const QPen focus(colors.color(QPalette::Highlight), 2);
    painter.setPen(hasFocus() ? focus : QPen(Qt::NoPen));
    painter.setBrush(ground);
    painter.drawRoundedRect(box, unit * 1.5, unit * 1.5);
    painter.setPen(colors.color(QPalette::Text));
    const QRect inside = rect().adjusted(2 * unit, 0, -2 * unit, 0);
    painter.drawText(inside, Qt::AlignVCenter | Qt::AlignLeading,
                     fontMetrics().elidedText(text(), Qt::ElideRight, inside.width()));
}
