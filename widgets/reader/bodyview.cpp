// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/reader/bodyview.h"

#include "widgets/safetext.h"
#include "widgets/theme.h"

#include <QEvent>
#include <QFontInfo>
#include <QRegularExpression>
#include <QScrollBar>
#include <QTextBlock>
#include <QTextCursor>
#include <QTextFrame>

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype shownAtOnce = 100'000;  // characters
constexpr int columnEms = 46;               // a comfortable measure, well under 80

int quoteDepth(QStringView line)
{
    int depth = 0;
    for (const QChar c : line) {
        if (c == u'>')
            ++depth;
        else if (c != u' ')
            break;
    }
    return depth;
}

// Addresses that stand in the text. Closing punctuation belongs to the sentence around, not to the address.
qsizetype linkLength(QStringView match)
{
    qsizetype length = match.size();
    while (length > 0 && u".,;:!?'\")]}>"_s.contains(match[length - 1])) {
        const bool closes =
            match[length - 1] == u')' && match.first(length).count(u'(') >= match.first(length).count(u')');
        if (closes)
            break;
        --length;
    }
    return length;
}

const QRegularExpression &linkPattern()
{
    static const QRegularExpression pattern(u"\\b(?:https?://|mailto:)[^\\s<>\"\\x{FFFD}]{1,2000}"_s,
                                            QRegularExpression::CaseInsensitiveOption);
    return pattern;
}

}

BodyView::BodyView(QWidget *parent) : QTextBrowser(parent)
{
    setFrameShape(QFrame::NoFrame);
    setOpenLinks(false);
    setOpenExternalLinks(false);
    setUndoRedoEnabled(false);
    setAccessibleName(tr("Message text"));
    setTextInteractionFlags(Qt::TextBrowserInteraction | Qt::TextSelectableByKeyboard);
    document()->setDocumentMargin(0);
    connect(this, &QTextBrowser::anchorClicked, this, &BodyView::linkWanted);
}

void BodyView::showText(const QString &text)
{
    m_text = safetext::paragraphs(text);
    const qsizetype end = m_text.size() <= shownAtOnce
        ? m_text.size()
        : qMax<qsizetype>(m_text.lastIndexOf(u'\n', shownAtOnce), 0);
    const qsizetype cut = m_text.size() > shownAtOnce && end == 0 ? shownAtOnce : end;
    m_rest = m_text.size() - cut;
    lay(QStringView(m_text).first(cut));
}

void BodyView::showAll()
{
    m_rest = 0;
    lay(m_text);
}

void BodyView::setZoom(double zoom)
{
    QFont zoomed;  // that of the surroundings, also when it changes
    if (zoom != 1) {
        zoomed = parentWidget()->font();
        zoomed.setPointSizeF(QFontInfo(zoomed).pointSizeF() * zoom);
    }
    setFont(zoomed);
}

QVariant BodyView::loadResource(int /*type*/, const QUrl & /*name*/)
{
    return {};  // no picture, no style sheet, no file
}

void BodyView::doSetSource(const QUrl & /*name*/, QTextDocument::ResourceType /*type*/) {}

void BodyView::resizeEvent(QResizeEvent *event)
{
    const int unit = theme::step(this);
    const int column = columnEms * fontMetrics().height();
    const int side = 4 * unit;
    const int spare = width() - verticalScrollBar()->sizeHint().width() - 2 * side - column;
    const int trailing = side + qMax(0, spare);
    const QMargins margins =
        isRightToLeft() ? QMargins(trailing, 0, side, 0) : QMargins(side, 0, trailing, 0);
    if (viewportMargins() != margins)
        setViewportMargins(margins);
    QTextBrowser::resizeEvent(event);
}

void BodyView::changeEvent(QEvent *event)
{
    QTextBrowser::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        lay(QStringView(m_text).first(m_text.size() - m_rest));
}

void BodyView::lay(QStringView text)
{
    document()->clear();
    QTextCursor cursor(document());
    cursor.beginEditBlock();
    bool first = true;
    for (const QStringView line : text.split(u'\n')) {
        if (!std::exchange(first, false))
            cursor.insertBlock();
        insertLine(cursor, line);
    }
    cursor.endEditBlock();
    QTextFrameFormat frame = document()->rootFrame()->frameFormat();
    frame.setTopMargin(3 * theme::step(this));
    frame.setBottomMargin(3 * theme::step(this));
    document()->rootFrame()->setFrameFormat(frame);
    moveCursor(QTextCursor::Start);
}

void BodyView::insertLine(QTextCursor &cursor, QStringView line) const
{
    QTextCharFormat plain;
    const bool quoted = quoteDepth(line) > 0;
    plain.setForeground(quoted ? theme::dimmedText(palette()) : palette().color(QPalette::Text));
    qsizetype done = 0;
    if (line.contains(u':')) {  // most lines have no address, and the pattern is not free
        const QString subject = line.toString();
        auto matches = linkPattern().globalMatch(subject);
        while (matches.hasNext()) {
            const auto match = matches.next();
            const QStringView address = line.mid(match.capturedStart(), linkLength(match.capturedView()));
            const QUrl url(address.toString(), QUrl::TolerantMode);
            if (!url.isValid())
                continue;
            QTextCharFormat link = plain;
            link.setAnchor(true);
            link.setAnchorHref(url.toString(QUrl::FullyEncoded));
            link.setForeground(palette().color(QPalette::Link));
            link.setFontUnderline(true);
            cursor.insertText(line.mid(done, match.capturedStart() - done).toString(), plain);
            cursor.insertText(address.toString(), link);
            done = match.capturedStart() + address.size();
        }
    }
    cursor.insertText(line.mid(done).toString(), plain);
}
