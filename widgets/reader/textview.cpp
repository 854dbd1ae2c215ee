// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/reader/textview.h"

#include "widgets/reader/cleancopy.h"
#include "widgets/reader/textmenu.h"

#include <QContextMenuEvent>
#include <QFontDatabase>
#include <QFontInfo>
#include <QMimeData>
#include <QTextBlock>

using namespace std::chrono_literals;

TextView::TextView(Clock &clock, QWidget *parent) : QPlainTextEdit(parent), m_clock(clock)
{
    setReadOnly(true);
    setUndoRedoEnabled(false);
    setFrameShape(QFrame::NoFrame);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
}

TextView::~TextView() = default;

void TextView::fill(Next next)
{
    m_turn.reset();
    m_next = nullptr;
    clear();
    setExtraSelections({});
    m_next = std::move(next);
    goOn();
    moveCursor(QTextCursor::Start);  // it was moved on by what came behind it
}

void TextView::goThrough(Next next)
{
    m_next = std::move(next);
    goOn();
}

void TextView::goOn()
{
    QTextCursor cursor(document());
    cursor.movePosition(QTextCursor::End);
    cursor.beginEditBlock();
    const bool isMore = m_next(cursor);
    cursor.endEditBlock();
    if (isMore) {
        m_turn = m_clock.alarm(0ms, [this] { goOn(); });
    } else {
        m_next = nullptr;
        m_turn.reset();
    }
}

void TextView::setMonospaced(bool isMonospaced)
{
    m_isMonospaced = isMonospaced;
    updateFont();
}

void TextView::setZoom(double zoom)
{
    m_zoom = zoom;
    updateFont();
}

// An empty font is that of the surroundings, also when it changes.
void TextView::updateFont()
{
    QFont font;
    if (m_isMonospaced)
        font.setFamilies({QFontDatabase::systemFont(QFontDatabase::FixedFont).family()});
    if (m_zoom != 1)
        font.setPointSizeF(QFontInfo(parentWidget()->font()).pointSizeF() * m_zoom);
    setFont(font);
}

void TextView::reveal(const QTextCursor &found)
{
    setTextCursor(found);
    ensureCursorVisible();
}

QString TextView::linkAt(const QPoint &at) const
{
    return anchorAt(at);
}

void TextView::contextMenuEvent(QContextMenuEvent *event)
{
    showTextMenu(this, linkAt(event->pos()), event->globalPos());
}

QMimeData *TextView::createMimeDataFromSelection() const
{
    auto *copied = new QMimeData;
    copied->setText(CleanCopy::text(textCursor()));
    return copied;
}
