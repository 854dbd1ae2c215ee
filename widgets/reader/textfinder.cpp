// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/reader/textfinder.h"

#include "widgets/theme.h"

#include <QTextDocument>

#include <algorithm>

using namespace std::chrono_literals;

namespace {

constexpr qsizetype pieceCharacters = 256'000;  // looked through in one turn
constexpr qsizetype markedAround = 200;  // places before and behind the current one; all cost time to paint
constexpr auto settled = 50ms;           // after which a text has changed enough to look again

}

TextFinder::TextFinder(Clock &clock, QObject *parent) : QObject(parent), m_clock(clock) {}

TextFinder::~TextFinder() = default;

TextFinder::Found TextFinder::found() const
{
    return {m_current + 1, static_cast<qsizetype>(m_places.size()), m_isLooking, m_isCut};
}

void TextFinder::setView(Searchable *view)
{
    if (view == m_view)
        return;
    if (m_view != nullptr) {
        m_view->searched()->disconnect(this);
        m_view->mark({});
    }
    m_view = view;
    if (m_view != nullptr)
        connect(m_view->searched(), &QTextDocument::contentsChanged, this, [this] {
            if (m_words.isEmpty())
                return;
            m_hasChanged = true;
            m_turn = m_clock.alarm(settled, [this] { start(); });
        });
    start();
}

void TextFinder::look(const QString &words, Qt::CaseSensitivity sensitivity)
{
    m_words = words;
    m_sensitivity = sensitivity;
    start();
}

void TextFinder::stop()
{
    look({}, m_sensitivity);
}

// From what is chosen on, so that more letters of a word stay at the word.
void TextFinder::start()
{
    m_turn.reset();
    m_places.clear();
    m_current = -1;
    m_isCut = m_hasChanged = false;
    m_isLooking = m_view != nullptr && !m_words.isEmpty();
    if (m_isLooking) {
        m_from = m_view->chosen().selectionStart();
        m_next = m_view->searched()->begin();
        goOn();
    } else if (m_view != nullptr) {
        m_view->mark({});
        Q_EMIT changed();
    }
}

void TextFinder::goOn()
{
    for (qsizetype looked = 0; m_next.isValid() && !m_isCut && looked < pieceCharacters;) {
        lookIn(m_next);
        looked += m_next.length() + 20;
        m_next = m_next.next();
    }
    m_isLooking = m_next.isValid() && !m_isCut;
    if (m_isLooking)
        m_turn = m_clock.alarm(0ms, [this] { goOn(); });
    if (m_current < 0) {
        const auto behind = std::lower_bound(m_places.begin(), m_places.end(), m_from);
        if (behind != m_places.end())
            show(behind - m_places.begin());
        else if (!m_isLooking && !m_places.empty())
            show(0);
    }
    tell();
}

void TextFinder::lookIn(const QTextBlock &block)
{
    if (block.userState() == Searchable::ownLine)
        return;
    const QString text = block.text();
    for (qsizetype at = text.indexOf(m_words, 0, m_sensitivity); at >= 0;
         at = text.indexOf(m_words, at + m_words.size(), m_sensitivity)) {
        if (m_places.size() == mostFound) {
            m_isCut = true;
            return;
        }
        m_places.push_back(block.position() + static_cast<int>(at));
    }
}

void TextFinder::go(int places)
{
    if (m_hasChanged)
        start();
    const auto count = static_cast<qsizetype>(m_places.size());
    if (count == 0)
        return;
    show(((m_current + places) % count + count) % count);
    tell();
}

// To show a place may unfold what it is in, which moves all that follows.
void TextFinder::tell()
{
    if (m_hasChanged) {
        start();
        return;
    }
    markFound();
    Q_EMIT changed();
}

void TextFinder::show(qsizetype index)
{
    m_current = index;
    m_view->reveal(cursorAt(index));
}

QTextCursor TextFinder::cursorAt(qsizetype index) const
{
    QTextCursor cursor(m_view->searched());
    const int place = m_places[static_cast<std::size_t>(index)];
    cursor.setPosition(place);
    cursor.setPosition(place + static_cast<int>(m_words.size()), QTextCursor::KeepAnchor);
    return cursor;
}

void TextFinder::markFound()
{
    QList<QTextEdit::ExtraSelection> marks;
    const QPalette palette = QPalette();
    const auto count = static_cast<qsizetype>(m_places.size());
    const qsizetype around = std::max<qsizetype>(m_current, 0);
    for (qsizetype i = std::max<qsizetype>(around - markedAround, 0);
         i < std::min(around + markedAround, count); ++i) {
        QTextEdit::ExtraSelection mark;
        mark.cursor = cursorAt(i);
        const bool isCurrent = i == m_current;
        mark.format.setBackground(isCurrent ? palette.color(QPalette::Highlight)
                                            : theme::signalGround(theme::Signal::Amber, palette));
        mark.format.setForeground(palette.color(isCurrent ? QPalette::HighlightedText : QPalette::Text));
        marks.append(mark);
    }
    m_view->mark(marks);
}
