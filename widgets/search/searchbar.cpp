// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/search/searchbar.h"

#include "widgets/icons.h"
#include "widgets/safetext.h"
#include "widgets/search/searchstate.h"
#include "widgets/theme.h"

#include <QAction>
#include <QComboBox>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto typingPause = 350ms;
constexpr std::size_t mostChips = 8;

}

SearchBar::SearchBar(Clock &clock, SearchCompleter::Vocabulary vocabulary, QWidget *parent)
    : QWidget(parent), m_clock(clock), m_edit(new QLineEdit(this)),
      m_completer(new SearchCompleter(m_edit, std::move(vocabulary))), m_scope(new QComboBox(this)),
      m_top(new QHBoxLayout), m_chips(new QWidget(this)),
      m_mistakes(theme::label({}, theme::Wrap::Yes, this)), m_line(new QWidget(this)),
      m_sentence(theme::label({}, theme::Wrap::Yes, m_line)), m_overview(new QToolButton(m_line)),
      m_stop(new QPushButton(tr("Stop"), m_line)), m_retry(new QPushButton(tr("Try again"), m_line)),
      m_back(new QPushButton(tr("Back"), m_line)), m_save(new QPushButton(tr("Keep…"), m_line)),
      m_clear(new QPushButton(tr("Clear"), m_line))
{
    // In the order of SearchScope.
    m_scope->addItems({tr("This folder"), tr("This account"), tr("Everywhere")});
    m_scope->setAccessibleName(tr("Where to search"));
    m_scope->setToolTip(m_scope->accessibleName());
    m_scope->setFont(theme::captionFont(font()));
    showScope();
    m_edit->setToolTip(tr("Words, “a phrase” in quotation marks, from: to: subject: is:unread has:attachment "
                          "larger:1M before:\"last week\", and -word for what must not be there"));
    m_edit->setClearButtonEnabled(true);
    QAction *recent = m_edit->addAction(icons::icon(u"search"_s), QLineEdit::LeadingPosition);
    recent->setToolTip(tr("Recent searches"));
    connect(recent, &QAction::triggered, this, &SearchBar::showHistory);

    layOut();
    connectParts();
}

void SearchBar::makeLine()
{
    m_sentence->setFont(theme::captionFont(font()));
    for (QPushButton *button : {m_stop, m_retry, m_back, m_save, m_clear}) {
        button->setFlat(true);
        button->setFont(theme::captionFont(font()));
    }
    auto *line = new QHBoxLayout(m_line);
    theme::setSpace(line, 0, 1, this);
    line->addWidget(m_sentence, 1);
    m_overview->setText(tr("Overview"));
    m_overview->setToolTip(tr("When the messages are from, and what they have in common"));
    m_overview->setFont(theme::captionFont(font()));
    m_overview->setAutoRaise(true);
    m_overview->setFocusPolicy(Qt::TabFocus);
    m_overview->setCheckable(true);
    m_overview->setChecked(true);
    line->addWidget(m_overview);
    line->addWidget(m_stop);
    line->addWidget(m_retry);
    m_back->setToolTip(tr("What was asked before (Alt+Left)"));
    line->addWidget(m_back);
    m_save->setToolTip(tr("Keep this search, to open it like a folder"));
    line->addWidget(m_save);
    line->addWidget(m_clear);
    m_line->hide();
}

void SearchBar::layOut()
{
    makeLine();
    auto *chips = new QHBoxLayout(m_chips);
    theme::setSpace(chips, 0, 1, this);
    m_chips->hide();
    m_mistakes->setFont(theme::captionFont(font()));
    m_mistakes->hide();

    auto *layout = new QVBoxLayout(this);
    theme::setSpace(layout, 2, 1, this);
    m_top->setSpacing(theme::step(this));
    m_top->addWidget(m_edit, 1);
    m_top->addWidget(m_scope);
    layout->addLayout(m_top);
    layout->addWidget(m_chips);
    layout->addWidget(m_mistakes);
    layout->addWidget(m_line);
}

void SearchBar::connectParts()
{
    connect(m_edit, &QLineEdit::textChanged, this, &SearchBar::textEdited);
    connect(m_edit, &QLineEdit::returnPressed, this, &SearchBar::takeEnter);
    connect(m_overview, &QToolButton::toggled, this, &SearchBar::overviewToggled);
    connect(m_stop, &QPushButton::clicked, this, &SearchBar::stopWanted);
    connect(m_back, &QPushButton::clicked, this, &SearchBar::goBack);
    connect(m_save, &QPushButton::clicked, this, &SearchBar::saveWanted);
    connect(m_retry, &QPushButton::clicked, this, &SearchBar::ask);
    connect(m_scope, &QComboBox::activated, this, [this] {
        showScope();
        ask();
    });
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

void SearchBar::showState(const SearchState &state)
{
    const QString sentence = state.sentence();
    m_sentence->setText(sentence);
    m_sentence->setAccessibleName(sentence);
    m_stop->setVisible(state.isRunning());
    m_retry->setVisible(state.isFailed());
    m_back->setVisible(!m_before.isEmpty());
    m_line->show();
    const QString mistakes = state.mistakes();
    m_mistakes->setText(mistakes);
    m_mistakes->setVisible(!mistakes.isEmpty());
    showPieces(state);
}

// One plain word needs no button.
void SearchBar::showPieces(const SearchState &state)
{
    const auto &pieces = state.parsed.pieces;
    const bool isPlain = pieces.size() < 2 && !state.text.contains(u':');
    // One of them may be what was clicked, and is still being told of it.
    for (QToolButton *button : m_chips->findChildren<QToolButton *>(QString(), Qt::FindDirectChildrenOnly)) {
        button->setParent(this);
        button->hide();
        button->deleteLater();
    }
    auto *row = static_cast<QHBoxLayout *>(m_chips->layout());
    while (QLayoutItem *stretch = row->takeAt(0))
        delete stretch;
    const std::size_t shown = isPlain ? 0 : std::min(pieces.size(), mostChips);
    for (std::size_t i = 0; i < shown; ++i)
        row->addWidget(chip(state.text, pieces[i]));
    row->addStretch(1);
    m_chips->setVisible(shown > 0);
}

QToolButton *SearchBar::chip(const QString &text, const search::QueryPiece &piece)
{
    const QString whole = safetext::line(QStringView(text).mid(piece.where.from, piece.where.length()));
    auto *button = new QToolButton(m_chips);
    button->setFont(theme::captionFont(font()));
    button->setText(
        fontMetrics().elidedText(whole, Qt::ElideRight, 30 * theme::step(this)).replace(u'&', u"&&"_s));
    button->setToolTip(whole);
    button->setAccessibleName(tr("Part of the search: %1").arg(safetext::quoted(whole)));
    button->setPopupMode(QToolButton::InstantPopup);
    auto *menu = new QMenu(button);
    menu->addAction(tr("Leave out"), this,
                    [this, text, piece] { lookFor(search::withoutPiece(text, piece)); });
    menu->addAction(tr("Turn into its opposite"), this,
                    [this, text, piece] { lookFor(search::withPieceNegated(text, piece)); });
    button->setMenu(menu);
    return button;
}

void SearchBar::lookFor(const QString &text)
{
    if (!this->text().isEmpty() && this->text() != text)
        m_before.append(this->text());
    m_edit->setText(text);
    ask();
}

void SearchBar::open(const QString &text)
{
    m_before.clear();
    m_edit->setText(text);
    m_isKept = true;
    ask();
}

void SearchBar::goBack()
{
    if (m_before.isEmpty())
        return;
    m_edit->setText(m_before.takeLast());
    ask();
}

void SearchBar::remember()
{
    if (!m_isKept && !text().isEmpty())
        m_history.add(text());
}

SearchScope SearchBar::scope() const
{
    return static_cast<SearchScope>(m_scope->currentIndex());
}

void SearchBar::setScope(SearchScope scope)
{
    m_scope->setCurrentIndex(static_cast<int>(scope));
    showScope();
}

bool SearchBar::wantsOverview() const
{
    return m_overview->isChecked();
}

void SearchBar::setWantsOverview(bool wanted)
{
    m_overview->setChecked(wanted);
}

void SearchBar::showScope()
{
    const QString words = scope() == SearchScope::Folder ? tr("Search in this folder")
        : scope() == SearchScope::Account                ? tr("Search in this account")
                                                         : tr("Search everywhere");
    m_edit->setPlaceholderText(words);
    m_edit->setAccessibleName(words);
}

void SearchBar::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && !m_edit->text().isEmpty()) {
        clear();
        return;
    }
    if (event->matches(QKeySequence::Back)) {
        goBack();
        return;
    }
    if (event->key() == Qt::Key_Down && event->modifiers() == Qt::AltModifier) {
        showHistory();
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
    m_isKept = false;
    if (text().isEmpty()) {
        m_pause.reset();
        m_before.clear();
        for (QWidget *widget : {m_line, m_chips, static_cast<QWidget *>(m_mistakes)})
            widget->hide();
        Q_EMIT cleared();
        return;
    }
    m_pause = m_clock.alarm(typingPause, [this] { ask(); });
    if (m_edit->isModified() && !text().isEmpty())
        Q_EMIT typed(text());
}

// With something chosen among what can come next, Enter is for that.
void SearchBar::takeEnter()
{
    if (m_completer->isOpen())
        return;
    remember();
    ask();
}

void SearchBar::showHistory()
{
    constexpr qsizetype most = 20;  // a menu is no list
    auto *menu = new QMenu(m_edit);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setObjectName(u"recentSearches"_s);
    menu->addSection(tr("Recent searches"));
    const QStringList recent = m_history.texts().mid(0, most);
    for (const QString &one : recent) {
        const QString shown = safetext::line(one).replace(u'&', u"&&"_s);
        menu->addAction(fontMetrics().elidedText(shown, Qt::ElideRight, 60 * theme::step(this)), this,
                        [this, one] { lookFor(one); });
    }
    menu->addSeparator();
    QAction *clear = menu->addAction(tr("Forget them"), this, [this] {
        m_history.clear();
        Q_EMIT historyForgotten();
    });
    clear->setEnabled(!recent.isEmpty());
    QAction *keep = menu->addAction(tr("Remember searches"), this, [this](bool wanted) {
        m_history.keep(wanted);
        Q_EMIT historyForgotten();
    });
    keep->setCheckable(true);
    keep->setChecked(m_history.isKept());
    menu->popup(m_edit->mapToGlobal(QPoint(0, m_edit->height())));
}

void SearchBar::ask()
{
    m_pause.reset();
    if (!text().isEmpty())
        Q_EMIT searchWanted(text());
}
