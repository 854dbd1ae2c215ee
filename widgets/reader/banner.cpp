// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/reader/banner.h"

#include "widgets/flowlayout.h"
#include "widgets/icons.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <climits>

Banner::Banner(QWidget *parent)
    : QWidget(parent), m_icon(new QLabel(this)), m_sentence(theme::label({}, theme::Wrap::Yes, this)),
      m_why(theme::label({}, theme::Wrap::Yes, this)), m_line(new QHBoxLayout),
      m_buttons(new FlowLayout(FlowLayout::Last::AsItIs))
{
    m_sentence->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_why->setFont(theme::captionFont(font()));
    m_why->hide();
    const int unit = theme::step(this);
    m_buttons->setContentsMargins({});
    m_buttons->setSpacing(2 * unit);

    m_why->setContentsMargins(6 * unit, 0, 0, 0);  // below the sentence
    auto *words = new QHBoxLayout;
    words->setSpacing(2 * unit);
    words->addWidget(m_icon, 0, Qt::AlignVCenter);
    words->addWidget(m_sentence, 1);
    m_line->setSpacing(2 * unit);
    m_line->addLayout(words, 1);
    m_line->addLayout(m_buttons);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(4 * unit, 2 * unit, 3 * unit, 2 * unit);
    layout->setSpacing(unit);
    layout->addLayout(m_line);
    layout->addWidget(m_why);
}

void Banner::show(const BannerContent &content)
{
    // Who has the keyboard here, or reads why, is not disturbed by being told the same again.
    if (content == m_content && !isHidden())
        return;
    m_content = content;
    m_sentence->setText(content.sentence);
    setAccessibleName(content.sentence);
    m_why->setText(content.why);
    m_why->hide();
    while (QLayoutItem *item = m_buttons->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();  // it may be the one whose click brought us here
        delete item;
    }
    for (const BannerContent::Action &action : content.actions)
        addButton(action.text, action.id);
    if (!content.standing.isEmpty())
        addStanding();
    if (!content.why.isEmpty())
        explain();
    orderTabs();
    fit();
    paintIcon();
    setVisible(true);
    update();
}

// New buttons come last in the window; here they come where they are seen.
void Banner::orderTabs()
{
    QWidget *before = m_sentence;
    for (int i = 0; i < m_buttons->count(); ++i) {
        QWidget *button = m_buttons->itemAt(i)->widget();
        setTabOrder(before, button);
        before = button;
    }
}

// Where sentence and buttons have no room on one line, the buttons go below, in line with the words, and on
// several lines if they must.
void Banner::fit()
{
    const int unit = theme::step(this);
    const int forWords = width() - 15 * unit - m_buttons->sizeHint().width();
    // One button may stand beside a few lines of words, though not beside a narrow column of them.
    const int enough = std::min(m_buttons->count() > 1 ? INT_MAX : 60 * unit,
                                fontMetrics().horizontalAdvance(m_content.sentence));
    const bool below = m_buttons->count() > 0 && forWords < enough;
    const auto direction = below ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight;
    if (m_line->direction() == direction)
        return;
    m_line->setDirection(direction);
    m_buttons->setWraps(below);
    m_buttons->setContentsMargins(below ? 6 * unit : 0, 0, 0, 0);
    layout()->invalidate();
    updateGeometry();  // a new direction alone does not ask for a new height
}

void Banner::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fit();
}

void Banner::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    painter.fillRect(rect(), theme::signalGround(m_content.signal, palette()));
    // An edge in the signal's colour, so that the kind shows also where the ground is hard to tell.
    const int width = theme::step(this) * 3 / 4;
    const QRect edge(isRightToLeft() ? rect().width() - width : 0, 0, width, rect().height());
    painter.fillRect(edge, theme::signalColor(m_content.signal, palette()));
}

void Banner::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        paintIcon();
}

void Banner::paintIcon()
{
    if (!m_content.icon.isEmpty())
        m_icon->setPixmap(icons::pixmap(m_content.icon, 4 * theme::step(this),
                                        theme::signalColor(m_content.signal, palette()),
                                        devicePixelRatioF()));
}

void Banner::addButton(const QString &text, int id)
{
    auto *button = new QPushButton(text, this);
    button->setAutoDefault(false);
    theme::makeRoomy(button);
    m_buttons->addWidget(button);
    button->show();  // the banner may be visible already
    connect(button, &QPushButton::clicked, this, [this, id] { Q_EMIT actionWanted(id); });
}

void Banner::addStanding()
{
    auto *button = new QPushButton(tr("From now on"), this);
    button->setAutoDefault(false);
    auto *menu = new QMenu(button);
    for (const BannerContent::Action &action : std::as_const(m_content.standing)) {
        QString text = action.text;
        text.replace(u'&', QStringLiteral("&&"));  // an address may have one, and means it
        connect(menu->addAction(text), &QAction::triggered, this,
                [this, id = action.id] { Q_EMIT actionWanted(id); });
    }
    button->setMenu(menu);
    theme::makeRoomy(button);  // with its arrow
    m_buttons->addWidget(button);
    button->show();
}

void Banner::explain()
{
    auto *button = new QPushButton(tr("Why?"), this);
    button->setFlat(true);
    button->setCheckable(true);
    button->setAutoDefault(false);
    m_buttons->addWidget(button);
    button->show();
    connect(button, &QPushButton::toggled, m_why, &QLabel::setVisible);
}
