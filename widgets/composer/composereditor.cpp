// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/composer/composereditor.h"

#include "widgets/composer/composerhighlighter.h"
#include "widgets/composer/richdocument.h"
#include "widgets/safetext.h"
#include "widgets/theme.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QMenu>
#include <QMimeData>
#include <QTextBlock>
#include <QTextDocument>
#include <QTextList>

#include <utility>

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestHtml = 400'000;  // what is pasted beyond that comes as text

const QString signatureMark = u"-- "_s;  // RFC 3676, 4.3

bool isMark(const QString &line)
{
    return line == signatureMark || line == u"--"_s;
}

// The block with its mark; invalid: it is not there as it was.
QTextBlock findSignature(const QTextDocument &document, const QString &signature)
{
    const QStringList lines = signature.split(u'\n');
    for (QTextBlock mark = document.lastBlock(); mark.isValid(); mark = mark.previous()) {
        if (!isMark(mark.text()))
            continue;
        QTextBlock block = mark.next();
        const bool isSame = std::all_of(lines.begin(), lines.end(), [&block](const QString &line) {
            const bool is = block.isValid() && block.text().trimmed() == line.trimmed();
            block = block.next();
            return is;
        });
        if (isSame)
            return mark;
    }
    return {};
}

bool hasFiles(const QMimeData &data)
{
    const QList<QUrl> urls = data.urls();
    return !urls.isEmpty()
        && std::all_of(urls.begin(), urls.end(), [](const QUrl &url) { return url.isLocalFile(); });
}

}

ComposerEditor::ComposerEditor(QWidget *parent)
    : QTextEdit(parent), m_highlighter(new ComposerHighlighter(this))
{
    setAccessibleName(tr("Text of the mail"));
    setTabChangesFocus(true);
    setFrameShape(QFrame::NoFrame);
    document()->setDocumentMargin(3 * theme::step(this));
    setAcceptRichText(false);
}

void ComposerEditor::show(const QString &text, const std::optional<compose::RichText> &rich)
{
    m_isRich = rich.has_value();
    m_before.reset();
    clear();
    if (rich)
        richdocument::insert(*rich, textCursor());
    else
        setPlainText(safetext::paragraphs(text.endsWith(u'\n') ? text.chopped(1) : text));
    document()->clearUndoRedoStacks();
    document()->setModified(false);
    moveCursor(QTextCursor::Start);
}

void ComposerEditor::setRich(bool isRich)
{
    if (isRich == m_isRich)
        return;
    const QString plain = plainText();
    const auto rich = richText();
    if (isRich)
        show({}, compose::richTextOf(plain));
    else
        show(plain, std::nullopt);
    m_before.emplace(plain, rich);
    document()->setModified(true);
    Q_EMIT textChanged();
    Q_EMIT formChanged();
}

// The switch between plain and formatted text is a step like others: the text of before comes back as it was.
void ComposerEditor::undoStep()
{
    if (document()->isUndoAvailable() || !m_before) {
        undo();
        return;
    }
    const auto before = *std::exchange(m_before, std::nullopt);
    show(before.first, before.second);
    document()->setModified(true);
    Q_EMIT textChanged();
    Q_EMIT formChanged();
}

void ComposerEditor::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Undo))
        undoStep();
    else
        QTextEdit::keyPressEvent(event);
}

void ComposerEditor::contextMenuEvent(QContextMenuEvent *event)
{
    QMenu *menu = createStandardContextMenu(event->pos());
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const bool isByKey = event->reason() == QContextMenuEvent::Keyboard;
    (void)m_highlighter->addTo(menu, isByKey ? textCursor() : cursorForPosition(event->pos()));
    menu->popup(event->globalPos());
}

QString ComposerEditor::plainText() const
{
    return m_isRich ? compose::plainTextOf(richdocument::read(*document())) : toPlainText() + u'\n';
}

std::optional<compose::RichText> ComposerEditor::richText() const
{
    return m_isRich ? std::optional(richdocument::read(*document())) : std::nullopt;
}

void ComposerEditor::addPicture(const QByteArray &contentId, const QImage &image)
{
    m_pictures.insert(u"cid:"_s + QString::fromLatin1(contentId), image);
}

void ComposerEditor::insertPicture(const QByteArray &contentId, const QString &name)
{
    compose::RichText text;
    text.paragraphs.push_back({.runs = {{.text = name, .picture = contentId}}});
    richdocument::insert(text, textCursor());
}

void ComposerEditor::pastePlain()
{
    insertPlainText(safetext::paragraphs(QGuiApplication::clipboard()->text()));
}

// A step that can be undone.
void ComposerEditor::changeSignature(const QString &before, const QString &now)
{
    if (before == now)
        return;
    const QTextBlock mark = before.isEmpty() ? QTextBlock() : findSignature(*document(), before);
    if (!before.isEmpty() && !mark.isValid())
        return;
    QTextCursor cursor(document());
    cursor.beginEditBlock();
    if (mark.isValid()) {
        QTextBlock last = mark;
        for (qsizetype lines = before.count(u'\n') + 1; lines > 0; --lines)
            last = last.next();
        cursor.setPosition(mark.position());
        cursor.setPosition(last.position() + last.length() - 1, QTextCursor::KeepAnchor);
        cursor.removeSelectedText();
    } else {
        cursor.movePosition(QTextCursor::End);
        cursor.insertBlock(QTextBlockFormat(), QTextCharFormat());
    }
    if (!now.isEmpty())
        cursor.insertText(signatureMark + u'\n' + now, QTextCharFormat());
    cursor.endEditBlock();
}

void ComposerEditor::setBold(bool isBold)
{
    setFontWeight(isBold ? QFont::Bold : QFont::Normal);
}

void ComposerEditor::setItalic(bool isItalic)
{
    setFontItalic(isItalic);
}

void ComposerEditor::setLink(const QString &address)
{
    QTextCharFormat format;
    format.setAnchor(!address.isEmpty());
    format.setAnchorHref(address);
    format.setFontUnderline(!address.isEmpty());
    format.setForeground(palette().color(address.isEmpty() ? QPalette::Text : QPalette::Link));
    if (textCursor().hasSelection())
        mergeCurrentCharFormat(format);
    else if (!address.isEmpty())
        textCursor().insertText(address, format);
}

void ComposerEditor::toggleList(compose::Paragraph::Kind kind)
{
    QTextCursor cursor = textCursor();
    const auto style =
        kind == compose::Paragraph::Kind::Number ? QTextListFormat::ListDecimal : QTextListFormat::ListDisc;
    QTextList *list = cursor.currentList();
    if (list == nullptr || list->format().style() != style) {
        cursor.createList(style);
        return;
    }
    list->remove(cursor.block());
    QTextBlockFormat format;
    format.setIndent(0);
    cursor.mergeBlockFormat(format);
}

void ComposerEditor::changeQuote(int step)
{
    richdocument::changeQuote(textCursor(), step);
}

// Of pictures that were put here, and of nothing else in the world.
QVariant ComposerEditor::loadResource(int /*type*/, const QUrl &name)
{
    return m_pictures.value(name.toString());
}

bool ComposerEditor::canInsertFromMimeData(const QMimeData *source) const
{
    return source->hasText() || source->hasHtml() || source->hasImage() || source->hasUrls();
}

void ComposerEditor::insertFromMimeData(const QMimeData *source)
{
    if (hasFiles(*source)) {
        Q_EMIT filesPasted(source->urls());
        return;
    }
    if (source->hasImage() && !source->hasText()) {
        Q_EMIT picturePasted(qvariant_cast<QImage>(source->imageData()));
        return;
    }
    const QString html = m_isRich && source->hasHtml() ? source->html() : QString();
    const auto cleaned =
        html.isEmpty() || html.size() > longestHtml ? compose::RichText() : richdocument::fromHtml(html);
    if (cleaned.paragraphs.empty())
        insertPlainText(safetext::paragraphs(source->text()));
    else
        richdocument::insert(cleaned, textCursor());
}
