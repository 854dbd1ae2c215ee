// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/search/facetrow.h"

#include "widgets/displaytext.h"
#include "widgets/theme.h"

#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QStyle>
#include <QToolButton>

using namespace Qt::StringLiterals;
using search::Refinement;

namespace {

constexpr qsizetype mostButtons = 8;
constexpr int longestName = 28;  // steps

// With a line below its words that is as long as its share of the longest.
class FacetButton final : public QToolButton
{
public:
    explicit FacetButton(QWidget *parent) : QToolButton(parent)
    {
        setAutoRaise(true);
        setFocusPolicy(Qt::StrongFocus);
        setFont(theme::captionFont(font()));
    }
    void setShare(qreal share)
    {
        m_share = share;
        update();
    }

protected:
    void paintEvent(QPaintEvent *event) override
    {
        QToolButton::paintEvent(event);
        const int unit = theme::step(this);
        const QRect room = rect().adjusted(unit, 0, -unit, -1);
        const QRect line(room.left(), room.bottom() - 1,
                         std::max(2, static_cast<int>(room.width() * m_share)), 2);
        QPainter(this).fillRect(QStyle::visualRect(layoutDirection(), room, line),
                                theme::signalColor(theme::Signal::Calm, palette()));
    }

private:
    qreal m_share = 0;
};

}

FacetRow::FacetRow(const QString &title, QWidget *parent)
    : QWidget(parent), m_title(theme::label(title, theme::Wrap::No, this)), m_more(new QToolButton(this))
{
    m_title->setFont(theme::captionFont(font()));
    theme::setDimmed(m_title);
    m_more->setAutoRaise(true);
    m_more->setFont(m_title->font());
    m_more->setPopupMode(QToolButton::InstantPopup);
    m_more->setFocusPolicy(Qt::StrongFocus);
    auto *menu = new QMenu(m_more);
    m_more->setMenu(menu);
    connect(menu, &QMenu::aboutToShow, this, &FacetRow::fillMore);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

int FacetRow::titleWidth() const
{
    return m_title->sizeHint().width() + 2 * theme::step(this);
}

void FacetRow::setTitleWidth(int width)
{
    m_titleWidth = width;
    place();
}

QSize FacetRow::sizeHint() const
{
    return {60 * theme::step(this), m_more->sizeHint().height()};
}

QSize FacetRow::minimumSizeHint() const
{
    return {m_titleWidth + 10 * theme::step(this), sizeHint().height()};
}

QToolButton *FacetRow::makeButton()
{
    auto *button = new FacetButton(this);
    const qsizetype at = m_buttons.size();
    button->installEventFilter(this);
    if (!m_buttons.isEmpty())
        setTabOrder(m_buttons.last(), button);
    setTabOrder(button, m_more);
    connect(button, &QToolButton::clicked, this, [this, at] {
        const bool isShifted = QGuiApplication::keyboardModifiers().testFlag(Qt::ShiftModifier);
        Q_EMIT wanted(m_values.at(at).query, isShifted ? Refinement::Without : Refinement::Only);
    });
    return button;
}

// The buttons stay, so that one that has the keyboard keeps it while more is found.
void FacetRow::show(const QList<Value> &values)
{
    m_values = values;
    while (m_buttons.size() < std::min(values.size(), mostButtons))
        m_buttons.append(makeButton());
    const qint64 most = values.isEmpty() ? 1 : std::max(qint64{1}, values.first().messages);
    for (qsizetype i = 0; i < std::min(values.size(), m_buttons.size()); ++i) {
        label(m_buttons.at(i), values.at(i));
        static_cast<FacetButton *>(m_buttons.at(i))
            ->setShare(static_cast<qreal>(values.at(i).messages) / static_cast<qreal>(most));
    }
    setVisible(!values.isEmpty());
    place();
}

void FacetRow::label(QToolButton *button, const Value &value) const
{
    const bool isOut = value.isOn == Refinement::Without;
    const QString name = isOut ? tr("not %1").arg(value.name) : value.name;
    const QString count = DisplayText::locale().toString(value.messages);
    const QString elided =
        button->fontMetrics().elidedText(name, Qt::ElideRight, longestName * theme::step(this));
    button->setText(QString(elided + u"  "_s + count).replace(u'&', u"&&"_s));
    button->setCheckable(value.isOn.has_value());
    button->setChecked(value.isOn.has_value());
    //: A group, one of its values, and how many messages have it
    const QString sentence =
        tr("%1: %2, %n message(s)", nullptr, static_cast<int>(value.messages)).arg(m_title->text(), name);
    button->setAccessibleName(sentence);
    button->setToolTip(
        u"<p style='white-space:pre-wrap'>"_s
        + tr("%1\nClick: only these. Shift and click: all others.").arg(sentence).toHtmlEscaped()
        + u"</p>"_s);
}

// As many as fit, and always the first one.
void FacetRow::place()
{
    const int unit = theme::step(this);
    int left = m_titleWidth;
    m_title->setGeometry(QStyle::visualRect(layoutDirection(), rect(), {0, 0, m_titleWidth, height()}));
    m_more->setText(tr("More"));
    m_more->setAccessibleName(tr("%1: more").arg(m_title->text()));
    const int more = m_more->sizeHint().width();
    m_fitting = 0;
    bool isFull = false;
    for (qsizetype i = 0; i < m_buttons.size(); ++i) {
        QToolButton *button = m_buttons.at(i);
        const bool isLast = i + 1 == m_values.size();
        const int needed = i < m_values.size() ? button->sizeHint().width() : 0;
        const int room = width() - left - (isLast ? 0 : more);
        isFull = isFull || i >= m_values.size() || (needed > room && i > 0);
        button->setVisible(!isFull);
        if (isFull)
            continue;
        button->setGeometry(QStyle::visualRect(
            layoutDirection(), rect(), {left, 0, std::min(needed, std::max(room, 8 * unit)), height()}));
        left += needed + unit;
        ++m_fitting;
    }
    m_more->setVisible(m_fitting < m_values.size());
    m_more->setGeometry(
        QStyle::visualRect(layoutDirection(), rect(), {std::min(left, width() - more), 0, more, height()}));
}

void FacetRow::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    place();
}

void FacetRow::addActions(QMenu *menu, const Value &value)
{
    for (const auto &[how, words] : {std::pair(Refinement::Only, tr("Only these")),
                                     std::pair(Refinement::Without, tr("Leave these out"))}) {
        QAction *action = menu->addAction(
            words, this, [this, query = value.query, how = how] { Q_EMIT wanted(query, how); });
        action->setCheckable(value.isOn == how);
        action->setChecked(value.isOn == how);
    }
}

void FacetRow::showMenu(qsizetype at, const QPoint &where)
{
    auto *menu = new QMenu(m_buttons.at(at));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    addActions(menu, m_values.at(at));
    menu->popup(where);
}

void FacetRow::fillMore()
{
    QMenu *menu = m_more->menu();
    menu->clear();
    qDeleteAll(menu->findChildren<QMenu *>(QString(), Qt::FindDirectChildrenOnly));
    for (qsizetype i = m_fitting; i < m_values.size(); ++i) {
        const Value &value = m_values.at(i);
        const QString text = value.name.left(60) + u'\t' + DisplayText::locale().toString(value.messages);
        addActions(menu->addMenu(QString(text).replace(u'&', u"&&"_s)), value);
    }
}

// Enter is a click as well, and the menu is there for the keyboard, too.
bool FacetRow::eventFilter(QObject *watched, QEvent *event)
{
    auto *button = qobject_cast<QToolButton *>(watched);
    const qsizetype at = m_buttons.indexOf(button);
    if (at < 0 || at >= m_values.size())
        return false;
    if (event->type() == QEvent::ContextMenu) {
        showMenu(at, static_cast<QContextMenuEvent *>(event)->globalPos());
        return true;
    }
    if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Return || key == Qt::Key_Enter) {
            button->click();
            return true;
        }
    }
    return false;
}
