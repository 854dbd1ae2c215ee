// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/reader/bodyview.h"

#include "widgets/reader/linkdialog.h"
#include "widgets/safetext.h"
#include "widgets/theme.h"

#include <QApplication>
#include <QKeyEvent>
#include <QRegularExpression>
#include <QScrollBar>
#include <QTextBlock>
#include <QTextCursor>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr int columnEms = 46;  // a comfortable measure, well under 80

// What opens and closes folded lines is a link of ours; no text can make one, because links in texts have one
// of three schemes.
const QString foldScheme = u"fold:"_s;

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

// What has one format, and where it leads. Values: a change of formats leads a block's own fragments astray.
struct Run {
    int begin = 0, end = 0;
    QString target;  // empty: nowhere
};

std::vector<Run> runsOf(const QTextBlock &block)
{
    std::vector<Run> runs;
    for (auto it = block.begin(); !it.atEnd(); ++it) {
        const QTextFragment fragment = it.fragment();
        runs.push_back({fragment.position(), fragment.position() + fragment.length(),
                        fragment.charFormat().anchorHref()});
    }
    return runs;
}

QString foldWords(int lines, bool isOpen)
{
    return isOpen ? BodyView::tr("▾ Hide %n quoted line(s)", nullptr, lines)
                  : BodyView::tr("▸ Show %n quoted line(s)", nullptr, lines);
}

}

ReadableText ReadableText::of(const mime::PartInfo &part, const QByteArray &octets, const QByteArray &charset)
{
    ReadableText readable;
    readable.text = safetext::paragraphs(mime::readableText(part, octets, charset));
    readable.lines = mime::textLines(readable.text);
    readable.folds = mime::longQuotes(readable.lines);
    readable.isBlank =
        std::all_of(readable.text.cbegin(), readable.text.cend(), [](QChar c) { return c.isSpace(); });
    return readable;
}

BodyView::BodyView(Clock &clock, QWidget *parent) : TextView(clock, parent)
{
    setAccessibleName(tr("Message text"));
    document()->setDocumentMargin(3 * theme::step(this));
    viewport()->setMouseTracking(true);
}

void BodyView::showText(ReadableText text)
{
    m_text = std::move(text);
    // All of it by its first words: a QPlainTextEdit has one alignment, which knows nothing of directions.
    QTextOption option = document()->defaultTextOption();
    option.setAlignment(m_text.text.isRightToLeft() ? Qt::AlignRight : Qt::AlignLeft);
    document()->setDefaultTextOption(option);
    lay();
}

void BodyView::lay()
{
    m_nextLine = m_nextFold = 0;
    m_folds.clear();
    fill([this](QTextCursor &cursor) { return layMore(cursor); });
}

bool BodyView::layMore(QTextCursor &cursor)
{
    for (qsizetype laid = 0; m_nextLine < m_text.lines.size() && laid < pieceCharacters;) {
        if (m_nextLine > 0)
            cursor.insertBlock();
        if (m_nextFold < m_text.folds.size() && m_text.folds[m_nextFold].first == m_nextLine)
            layFold(cursor);
        const mime::TextLine &line = m_text.lines[m_nextLine++];
        insertLine(cursor, line);
        cursor.block().setUserState(line.isContinued ? continued : -1);
        const bool isFolded = m_nextFold > 0
            && m_nextLine <= m_text.folds[m_nextFold - 1].first + m_text.folds[m_nextFold - 1].count;
        cursor.block().setVisible(!isFolded || m_folds.back().isOpen);
        laid += line.size + 20;  // an empty line is not for nothing
    }
    return m_nextLine < m_text.lines.size();
}

void BodyView::layFold(QTextCursor &cursor)
{
    const int lines = static_cast<int>(m_text.folds[m_nextFold].count);
    const QString target = foldScheme + QString::number(m_nextFold++);
    cursor.block().setUserState(ownLine);
    cursor.insertText(foldWords(lines, false), linkFormat({}, target));
    m_folds.push_back({cursor.blockNumber(), lines});
    cursor.insertBlock();
}

QTextCharFormat BodyView::formatOf(const mime::TextLine &line) const
{
    QTextCharFormat format;
    if (line.depth > 0)
        format.setForeground(theme::quoteColor(line.depth, palette()));
    else
        format.setForeground(line.isSignature ? theme::dimmedText(palette())
                                              : palette().color(QPalette::Text));
    return format;
}

QTextCharFormat BodyView::linkFormat(const QTextCharFormat &around, const QString &target) const
{
    QTextCharFormat link = around;
    link.setAnchor(true);
    link.setAnchorHref(target);
    link.setForeground(palette().color(QPalette::Link));
    link.setFontUnderline(!target.startsWith(foldScheme));
    return link;
}

void BodyView::insertLine(QTextCursor &cursor, const mime::TextLine &line) const
{
    const QStringView text = QStringView(m_text.text).sliced(line.begin, line.size);
    const QTextCharFormat plain = formatOf(line);
    qsizetype done = 0;
    if (text.contains(u':')) {  // most lines have no address, and the pattern is not free
        const QString subject = text.toString();
        auto matches = linkPattern().globalMatch(subject);
        while (matches.hasNext()) {
            const auto match = matches.next();
            const QStringView address = text.mid(match.capturedStart(), linkLength(match.capturedView()));
            const QUrl url(address.toString(), QUrl::TolerantMode);
            if (!url.isValid())
                continue;
            cursor.insertText(text.mid(done, match.capturedStart() - done).toString(), plain);
            cursor.insertText(address.toString(), linkFormat(plain, url.toString(QUrl::FullyEncoded)));
            done = match.capturedStart() + address.size();
        }
    }
    cursor.insertText(text.mid(done).toString(), plain);
}

void BodyView::toggle(std::size_t fold)
{
    if (fold >= m_folds.size())
        return;
    Fold &toggled = m_folds[fold];
    toggled.isOpen = !toggled.isOpen;
    const QTextBlock marker = document()->findBlockByNumber(toggled.marker);
    QTextBlock block = marker;
    for (int i = 0; i < toggled.lines && block.next().isValid(); ++i) {
        block = block.next();
        block.setVisible(toggled.isOpen);
    }
    QTextCursor cursor(marker);
    cursor.movePosition(QTextCursor::EndOfBlock, QTextCursor::KeepAnchor);
    cursor.insertText(foldWords(toggled.lines, toggled.isOpen));
    document()->markContentsDirty(marker.position(), block.position() + block.length() - marker.position());
    QTextCursor place(marker);
    place.movePosition(QTextCursor::EndOfBlock, QTextCursor::KeepAnchor);
    setTextCursor(place);
    viewport()->update();
}

// What is found in folded lines unfolds them.
void BodyView::reveal(const QTextCursor &found)
{
    const int line = document()->findBlock(found.selectionStart()).blockNumber();
    for (std::size_t i = 0; i < m_folds.size(); ++i) {
        const Fold &fold = m_folds[i];
        if (!fold.isOpen && line > fold.marker && line <= fold.marker + fold.lines)
            toggle(i);
    }
    TextView::reveal(found);
}

void BodyView::follow(const QString &target)
{
    if (target.startsWith(foldScheme))
        toggle(target.sliced(foldScheme.size()).toULongLong());
    else if (!target.isEmpty())
        Q_EMIT linkWanted(QUrl(target));
}

// The next one behind what is chosen, or before it; none: no selection.
QTextCursor BodyView::nextLink(bool forwards) const
{
    const QTextCursor from = textCursor();
    QTextCursor found;
    for (QTextBlock block = from.block(); block.isValid();
         block = forwards ? block.next() : block.previous()) {
        for (auto it = block.begin(); block.isVisible() && !it.atEnd(); ++it) {
            const QTextFragment fragment = it.fragment();
            const bool isBeyond = forwards ? fragment.position() >= from.selectionEnd()
                                           : fragment.position() + fragment.length() <= from.selectionStart();
            if (!fragment.charFormat().isAnchor() || !isBeyond)
                continue;
            found = QTextCursor(block);
            found.setPosition(fragment.position());
            found.setPosition(fragment.position() + fragment.length(), QTextCursor::KeepAnchor);
            if (forwards)
                return found;
        }
        if (found.hasSelection())
            return found;
    }
    return found;
}

bool BodyView::focusNextPrevChild(bool next)
{
    const QTextCursor link = nextLink(next);
    if (!link.hasSelection())
        return TextView::focusNextPrevChild(next);
    setTextCursor(link);
    ensureCursorVisible();
    return true;
}

void BodyView::keyPressEvent(QKeyEvent *event)
{
    const bool follows = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    const QString target = textCursor().hasSelection() ? textCursor().charFormat().anchorHref() : QString();
    if (follows && !target.isEmpty())
        follow(target);
    else
        TextView::keyPressEvent(event);
}

void BodyView::mouseMoveEvent(QMouseEvent *event)
{
    TextView::mouseMoveEvent(event);
    const QString target = anchorAt(event->pos());
    viewport()->setCursor(target.isEmpty() ? Qt::IBeamCursor : Qt::PointingHandCursor);
    viewport()->setToolTip(target.startsWith(foldScheme) ? QString() : safetext::line(target).left(300));
}

void BodyView::mousePressEvent(QMouseEvent *event)
{
    m_pressed = event->button() == Qt::LeftButton ? anchorAt(event->pos()) : QString();
    m_pressedAt = event->pos();
    TextView::mousePressEvent(event);
}

void BodyView::mouseReleaseEvent(QMouseEvent *event)
{
    TextView::mouseReleaseEvent(event);
    const QString pressed = std::exchange(m_pressed, {});
    const int moved = (event->pos() - m_pressedAt).manhattanLength();
    if (!pressed.isEmpty() && moved < QApplication::startDragDistance() && anchorAt(event->pos()) == pressed)
        follow(pressed);
}

QString BodyView::linkAt(const QPoint &at) const
{
    const QString target = anchorAt(at);
    return target.startsWith(foldScheme) ? QString() : target;
}

void BodyView::resizeEvent(QResizeEvent *event)
{
    const int margin = qRound(document()->documentMargin());
    const int column = columnEms * fontMetrics().height();
    const int side = std::max(4 * theme::step(this) - margin, 0);
    const int spare = width() - verticalScrollBar()->sizeHint().width() - 2 * (side + margin) - column;
    const int trailing = side + std::max(0, spare);
    const QMargins margins =
        isRightToLeft() ? QMargins(trailing, 0, side, 0) : QMargins(side, 0, trailing, 0);
    if (viewportMargins() != margins)
        setViewportMargins(margins);
    TextView::resizeEvent(event);
}

void BodyView::changeEvent(QEvent *event)
{
    TextView::changeEvent(event);
    if (event->type() != QEvent::PaletteChange)
        return;
    if (m_nextLine < m_text.lines.size())
        lay();
    else
        recolour();
}

// The reader's place in it, what is chosen, folded and found stay as they are.
void BodyView::recolour()
{
    m_recoloured = {};
    goThrough([this](QTextCursor &cursor) { return recolourMore(cursor); });
}

bool BodyView::recolourMore(QTextCursor &cursor)
{
    QTextBlock block = document()->findBlockByNumber(m_recoloured.block);
    for (qsizetype done = 0; block.isValid() && done < pieceCharacters; block = block.next()) {
        ++m_recoloured.block;
        const bool isText = block.userState() != ownLine && m_recoloured.line < m_text.lines.size();
        const QTextCharFormat plain =
            isText ? formatOf(m_text.lines[m_recoloured.line++]) : QTextCharFormat();
        for (const Run &run : runsOf(block)) {
            cursor.setPosition(run.begin);
            cursor.setPosition(run.end, QTextCursor::KeepAnchor);
            cursor.setCharFormat(run.target.isEmpty() ? plain : linkFormat(plain, run.target));
        }
        done += block.length() + 20;
    }
    return block.isValid();
}
