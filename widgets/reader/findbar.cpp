// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/reader/findbar.h"

#include "widgets/displaytext.h"
#include "widgets/icons.h"
#include "widgets/theme.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace {

constexpr int longestNeedle = 200;  // characters

}

FindBar::FindBar(Clock &clock, QWidget *parent)
    : QWidget(parent), m_finder(clock), m_words(new QLineEdit(this)),
      m_count(theme::label({}, theme::Wrap::No, this)),
      m_back(button(tr("Previous"), tr("Previous place (Shift+F3)"))),
      m_on(button(tr("Next"), tr("Next place (F3)"))), m_case(new QCheckBox(tr("&Match case"), this)),
      m_close(button({}, tr("Close")))
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
    auto *layout = new QHBoxLayout(this);
    theme::setSpace(layout, 1, 2, this);
    layout->addWidget(m_words, 1);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_back, m_on, m_case, m_count})
        layout->addWidget(widget);
    layout->addStretch();
    layout->addWidget(m_close);
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
