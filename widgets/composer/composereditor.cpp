// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/composer/composereditor.h"

#include "core/mime/flowed.h"
#include "widgets/composer/richdocument.h"
#include "widgets/safetext.h"
#include "widgets/theme.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMimeData>
#include <QSyntaxHighlighter>
#include <QTextList>

using namespace Qt::StringLiterals;

// Colours for depths of quotation in plain text, as the reader has them.
class QuoteHighlighter : public QSyntaxHighlighter
{
    Q_OBJECT

public:
    explicit QuoteHighlighter(ComposerEditor *editor)
        : QSyntaxHighlighter(editor->document()), m_editor(editor)
    {}

protected:
    void highlightBlock(const QString &text) override
    {
        const auto depth = static_cast<int>(mime::quotedLine(text).depth);
        if (!m_editor->isRich() && depth > 0)
            setFormat(0, static_cast<int>(text.size()), theme::quoteColor(depth, m_editor->palette()));
    }

private:
    ComposerEditor *m_editor;
};

namespace {

constexpr qsizetype longestHtml = 400'000;  // what is pasted beyond that comes as text

bool hasFiles(const QMimeData &data)
{
    const QList<QUrl> urls = data.urls();
    return !urls.isEmpty()
        && std::all_of(urls.begin(), urls.end(), [](const QUrl &url) { return url.isLocalFile(); });
}

}

ComposerEditor::ComposerEditor(QWidget *parent) : QTextEdit(parent), m_quotes(new QuoteHighlighter(this))
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
    if (isRich)
        show({}, compose::richTextOf(plain));
    else
        show(plain, std::nullopt);
    document()->setModified(true);
    Q_EMIT textChanged();
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

#include "composereditor.moc"
