// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/reader/findbar.h"

#include "widgets/displaytext.h"
#include "widgets/icons.h"
#include "widgets/theme.h"

#include <QCheckBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QResizeEvent>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace {

constexpr int longestNeedle = 200;  // characters
constexpr int narrowSteps = 120;

}

FindBar::FindBar(Clock &clock, QWidget *parent)
    : QWidget(parent), m_finder(clock), m_words(new QLineEdit(this)),
      m_count(theme::label({}, theme::Wrap::No, this)),
      m_back(button(tr("Previous"), tr("Previous place (Shift+F3)"))),
      m_on(button(tr("Next"), tr("Next place (F3)"))), m_case(new QCheckBox(tr("&Match case"), this)),
      m_close(button({}, tr("Close"))), m_grid(new QGridLayout(this)), m_controls(new QWidget(this))
{
    setObjectName(u"findBar"_s);
    setAccessibleName(tr("Find in this message"));
    m_words->setPlaceholderText(tr("Find in this message"));
    m_words->setAccessibleName(tr("Find in this message"));
    m_words->setMaxLength(longestNeedle);
    m_words->setClearButtonEnabled(true);
    m_words->setMaximumWidth(70 * theme::step(this));
    m_close->setIcon(icons::icon(u"close"_s));
    theme::setDimmed(m_count);
    auto *controls = new QHBoxLayout(m_controls);
    theme::setSpace(controls, 0, 2, this);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_back, m_on, m_case, m_count})
        controls->addWidget(widget);
    controls->addStretch();
    const int unit = theme::step(this);
    m_grid->setContentsMargins(unit, unit, unit, unit);
    m_grid->setSpacing(2 * unit);
    placeParts();
    setTabOrder(m_words, m_back);
    setTabOrder(m_case, m_close);
    hide();

    connect(m_words, &QLineEdit::textChanged, this, &FindBar::look);
    connect(m_case, &QCheckBox::toggled, this, &FindBar::look);
    connect(m_back, &QToolButton::clicked, this, [this] { go(-1); });
    connect(m_on, &QToolButton::clicked, this, [this] { go(1); });
    connect(m_close, &QToolButton::clicked, this, &FindBar::closeBar);
    connect(&m_finder, &TextFinder::changed, this, &FindBar::showCount);
}

QToolButton *FindBar::button(const QString &text, const QString &name)
{
    auto *made = new QToolButton(this);
    made->setText(text);
    made->setAutoRaise(true);
    made->setToolTip(name);
    made->setAccessibleName(name);
    made->setFocusPolicy(Qt::TabFocus);
    return made;
}

// On two lines where the pane is narrow: what is typed, and the way out, are always there.
void FindBar::placeParts()
{
    const bool isNarrow = width() < narrowSteps * theme::step(this);
    for (QWidget *each : std::initializer_list<QWidget *>{m_words, m_controls, m_close})
        m_grid->removeWidget(each);
    m_grid->addWidget(m_words, 0, 0);
    m_grid->addWidget(m_controls, isNarrow ? 1 : 0, isNarrow ? 0 : 1, 1, isNarrow ? 3 : 1);
    m_grid->addWidget(m_close, 0, 2, Qt::AlignTrailing);
    m_grid->setColumnStretch(0, isNarrow ? 1 : 0);
    m_grid->setColumnStretch(1, isNarrow ? 0 : 1);
    updateGeometry();
}

void FindBar::resizeEvent(QResizeEvent *event)
{
    const int limit = narrowSteps * theme::step(this);
    QWidget::resizeEvent(event);
    if ((event->oldSize().width() < limit) != (width() < limit))
        placeParts();
}

void FindBar::setView(Searchable *view)
{
    m_view = view;
    m_finder.setView(isVisible() ? view : nullptr);
}

void FindBar::open()
{
    if (m_view == nullptr)
        return;
    const QString words = m_view->chosen().selectedText();
    show();
    m_finder.setView(m_view);
    if (!words.isEmpty() && words.size() <= longestNeedle && !words.contains(QChar::ParagraphSeparator))
        m_words->setText(words);
    m_words->setFocus(Qt::ShortcutFocusReason);
    m_words->selectAll();
    look();
}

void FindBar::go(int step)
{
    if (!isVisible() || m_words->text().isEmpty())
        open();
    else
        m_finder.go(step);
}

void FindBar::closeBar()
{
    hide();
    m_finder.stop();
    m_finder.setView(nullptr);
    if (m_view != nullptr)
        m_view->takeFocus();
}

void FindBar::keyPressEvent(QKeyEvent *event)
{
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (event->key() == Qt::Key_Escape)
        closeBar();
    else if (isEnter && m_words->hasFocus())
        go(event->modifiers().testFlag(Qt::ShiftModifier) ? -1 : 1);
    else
        QWidget::keyPressEvent(event);
}

void FindBar::look()
{
    m_finder.look(m_words->text(), m_case->isChecked() ? Qt::CaseSensitive : Qt::CaseInsensitive);
}

void FindBar::showCount()
{
    const TextFinder::Found found = m_finder.found();
    const QLocale locale = DisplayText::locale();
    QString words;
    if (found.count > 0) {
        const QString count = locale.toString(found.count);
        words = tr("%1 of %2")
                    .arg(locale.toString(found.current),
                         found.isCut || found.isLooking ? tr("more than %1").arg(count) : count);
    } else if (found.isLooking) {
        words = tr("Looking…");
    } else if (!m_words->text().isEmpty()) {
        words = tr("Not found");
    }
    m_count->setText(words);
    m_count->setAccessibleName(words);
    m_back->setEnabled(found.count > 1);
    m_on->setEnabled(found.count > 1);
}
