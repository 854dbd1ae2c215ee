// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/search/searchbar.h"

#include "widgets/errortext.h"
#include "widgets/icons.h"
#include "widgets/safetext.h"
#include "widgets/theme.h"

#include <QAction>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto typingPause = 350ms;

}

SearchBar::SearchBar(Clock &clock, QWidget *parent)
    : QWidget(parent), m_clock(clock), m_edit(new QLineEdit(this)), m_top(new QHBoxLayout),
      m_line(new QWidget(this)), m_sentence(theme::label({}, theme::Wrap::Yes, m_line)),
      m_retry(new QPushButton(tr("Try again"), m_line)), m_clear(new QPushButton(tr("Clear"), m_line))
{
    m_edit->setPlaceholderText(tr("Search in this folder"));
    m_edit->setAccessibleName(tr("Search in this folder"));
    m_edit->setClearButtonEnabled(true);
    m_edit->addAction(icons::icon(u"search"_s), QLineEdit::LeadingPosition);

    m_sentence->setFont(theme::captionFont(font()));
    for (QPushButton *button : {m_retry, m_clear}) {
        button->setFlat(true);
        button->setFont(theme::captionFont(font()));
    }
    auto *line = new QHBoxLayout(m_line);
    theme::setSpace(line, 0, 1, this);
    line->addWidget(m_sentence, 1);
    line->addWidget(m_retry);
    line->addWidget(m_clear);
    m_line->hide();

    auto *layout = new QVBoxLayout(this);
    theme::setSpace(layout, 2, 1, this);
    m_top->setSpacing(theme::step(this));
    m_top->addWidget(m_edit, 1);
    layout->addLayout(m_top);
    layout->addWidget(m_line);

    connect(m_edit, &QLineEdit::textChanged, this, &SearchBar::textEdited);
    connect(m_edit, &QLineEdit::returnPressed, this, &SearchBar::ask);
    connect(m_retry, &QPushButton::clicked, this, &SearchBar::ask);
    connect(m_clear, &QPushButton::clicked, this, &SearchBar::clear);
}

SearchBar::~SearchBar() = default;

void SearchBar::focus()
{
    m_edit->setFocus(Qt::ShortcutFocusReason);
    m_edit->selectAll();
}

void SearchBar::clear()
{
    m_edit->clear();
}

void SearchBar::addButton(QWidget *button)
{
    m_top->addWidget(button);
}

QString SearchBar::text() const
{
    return m_edit->text().trimmed();
}

void SearchBar::showAsking(const QString &folder)
{
    showLine(tr("Asking the server about %1…").arg(safetext::quoted(folder)), false);
}

void SearchBar::showFound(qsizetype count, const QString &folder)
{
    showLine(tr("%n message(s) found in %1 by the server", nullptr, static_cast<int>(count))
                 .arg(safetext::quoted(folder)),
             false);
}

void SearchBar::showFailure(const Error &error)
{
    showLine(tr("The search failed, so this list is not narrowed. %1").arg(ErrorText::sentence(error)), true);
}

void SearchBar::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && !m_edit->text().isEmpty()) {
        clear();
        return;
    }
    if (event->key() == Qt::Key_Down && event->modifiers() == Qt::NoModifier) {
        Q_EMIT listWanted();
        return;
    }
    QWidget::keyPressEvent(event);
}

void SearchBar::textEdited()
{
    if (text().isEmpty()) {
        m_pause.reset();
        m_line->hide();
        Q_EMIT cleared();
        return;
    }
    m_pause = m_clock.alarm(typingPause, [this] { ask(); });
}

void SearchBar::ask()
{
    m_pause.reset();
    if (!text().isEmpty())
        Q_EMIT searchWanted(text());
}

void SearchBar::showLine(const QString &sentence, bool retry)
{
    m_sentence->setText(sentence);
    m_sentence->setAccessibleName(sentence);
    m_retry->setVisible(retry);
    m_line->show();
}
