// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/composer/richdocument.h"

#include "core/html/cleaner.h"
#include "core/html/styleresolver.h"
#include "core/html/textdocconverter.h"
#include "widgets/theme.h"

#include <QGuiApplication>
#include <QTextBlock>
#include <QTextCursor>
#include <QTextDocument>
#include <QTextList>

#include <algorithm>

using namespace Qt::StringLiterals;
using compose::Paragraph;
using compose::Run;

namespace {

constexpr int quoteIndent = 16;  // pixels for each depth
constexpr int deepestQuote = 20;

QTextCharFormat formatOf(const Run &run, int quote)
{
    QTextCharFormat format;
    const QPalette palette = QGuiApplication::palette();
    format.setFontWeight(run.isBold ? QFont::Bold : QFont::Normal);
    format.setFontItalic(run.isItalic);
    if (quote > 0)
        format.setForeground(theme::quoteColor(quote, palette));
    if (!run.link.isEmpty()) {
        format.setAnchor(true);
        format.setAnchorHref(run.link);
        format.setFontUnderline(true);
        format.setForeground(palette.color(QPalette::Link));
    }
    return format;
}

QTextBlockFormat blockFormatOf(int quote)
{
    QTextBlockFormat format;
    format.setProperty(QTextFormat::BlockQuoteLevel, quote);
    format.setLeftMargin(quote * quoteIndent);
    return format;
}

void insertRun(QTextCursor &cursor, const Run &run, int quote)
{
    if (run.picture.isEmpty()) {
        cursor.insertText(run.text, formatOf(run, quote));
        return;
    }
    QTextImageFormat picture;
    picture.setName(u"cid:"_s + QString::fromLatin1(run.picture));
    picture.setProperty(QTextFormat::ImageAltText, run.text);
    cursor.insertImage(picture);
}

void makeListItem(QTextCursor &cursor, const Paragraph &paragraph)
{
    QTextListFormat format;
    format.setStyle(paragraph.kind == Paragraph::Kind::Number ? QTextListFormat::ListDecimal
                                                              : QTextListFormat::ListDisc);
    format.setIndent(paragraph.level + 1);
    const QTextBlock before = cursor.block().previous();
    QTextList *list = before.isValid() ? before.textList() : nullptr;
    const bool goesOn = list != nullptr && list->format().style() == format.style()
        && list->format().indent() == format.indent();
    if (goesOn)
        list->add(cursor.block());
    else
        cursor.createList(format);
}

Paragraph::Kind kindOf(const QTextBlock &block)
{
    if (block.textList() == nullptr)
        return Paragraph::Kind::Text;
    const auto style = block.textList()->format().style();
    const bool isNumber = style <= QTextListFormat::ListDecimal && style >= QTextListFormat::ListUpperRoman;
    return isNumber ? Paragraph::Kind::Number : Paragraph::Kind::Bullet;
}

// What stands for a picture in the text of a document.
Run runOf(const QTextFragment &fragment)
{
    const QTextCharFormat format = fragment.charFormat();
    Run run{.text = fragment.text(),
            .isBold = format.fontWeight() >= QFont::DemiBold,
            .isItalic = format.fontItalic(),
            .link = format.isAnchor() ? format.anchorHref() : QString()};
    if (format.isImageFormat()) {
        const QString name = format.toImageFormat().name();
        run.text = format.stringProperty(QTextFormat::ImageAltText);
        run.picture = name.startsWith("cid:"_L1) ? name.sliced(4).toLatin1() : QByteArray();
    }
    run.text.remove(QChar(QChar::ObjectReplacementCharacter));
    return run;
}

Paragraph paragraphOf(const QTextBlock &block)
{
    Paragraph paragraph;
    paragraph.kind = kindOf(block);
    if (paragraph.kind != Paragraph::Kind::Text)
        paragraph.level = std::max(block.textList()->format().indent() - 1, 0);
    paragraph.quote = block.blockFormat().intProperty(QTextFormat::BlockQuoteLevel);
    for (auto it = block.begin(); !it.atEnd(); ++it) {
        Run run = runOf(it.fragment());
        if (!run.text.isEmpty() || !run.picture.isEmpty())
            paragraph.runs.push_back(std::move(run));
    }
    return paragraph;
}

// The converter writes the marks of simple lists as text.
void makeListOfMarks(Paragraph &paragraph)
{
    if (paragraph.runs.empty() || !paragraph.runs.front().text.startsWith(u'•'))
        return;
    QString &text = paragraph.runs.front().text;
    qsizetype at = 1;
    while (at < text.size() && text[at].isSpace())
        ++at;
    text.remove(0, at);
    paragraph.kind = Paragraph::Kind::Bullet;
}

}

namespace richdocument {

void insert(const compose::RichText &text, QTextCursor cursor)
{
    cursor.beginEditBlock();
    cursor.removeSelectedText();
    bool isFirst = true;
    for (const Paragraph &paragraph : text.paragraphs) {
        // What is pasted into a line goes on in it.
        const bool joins = isFirst && cursor.block().length() > 1;
        if (!isFirst)
            cursor.insertBlock(blockFormatOf(paragraph.quote), QTextCharFormat());
        else if (!joins)
            cursor.setBlockFormat(blockFormatOf(paragraph.quote));
        if (paragraph.kind != Paragraph::Kind::Text && !joins)
            makeListItem(cursor, paragraph);
        for (const Run &run : paragraph.runs)
            insertRun(cursor, run, paragraph.quote);
        isFirst = false;
    }
    cursor.endEditBlock();
}

compose::RichText read(const QTextDocument &document)
{
    compose::RichText text;
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next())
        text.paragraphs.push_back(paragraphOf(block));
    return text;
}

compose::RichText fromHtml(const QString &foreign)
{
    html::StyledDocument styled = html::resolveStyles(html::clean(foreign), {});
    html::ConvertOptions options;
    options.isSimplified = true;
    const html::TextDocHtml converted = html::toTextDocHtml(styled, options);
    if (converted.isTooCostly())
        return {};
    QTextDocument document;
    document.setHtml(converted.html);
    compose::RichText text = read(document);
    for (Paragraph &paragraph : text.paragraphs) {
        paragraph.quote = std::clamp(paragraph.quote, 0, deepestQuote);
        makeListOfMarks(paragraph);
        std::erase_if(paragraph.runs, [](const Run &run) { return run.text.isEmpty(); });
        for (Run &run : paragraph.runs)
            run.picture.clear();
    }
    return text;
}

void changeQuote(QTextCursor cursor, int step)
{
    const int depth = cursor.blockFormat().intProperty(QTextFormat::BlockQuoteLevel) + step;
    cursor.mergeBlockFormat(blockFormatOf(std::clamp(depth, 0, deepestQuote)));
}

}
