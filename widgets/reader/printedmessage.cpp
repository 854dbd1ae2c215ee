// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/reader/printedmessage.h"

#include "core/mime/header.h"
#include "widgets/displaytext.h"
#include "widgets/reader/textview.h"
#include "widgets/safetext.h"

#include <QAbstractTextDocumentLayout>
#include <QFontInfo>
#include <QPagedPaintDevice>
#include <QPainter>
#include <QPlainTextEdit>
#include <QTextBlock>
#include <QTextCursor>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr double cssDotsPerInch = 96;  // CSS Values 3, 5.2
constexpr qsizetype mostCharacters = 400'000;
constexpr double footLines = 2;
constexpr qsizetype longestField = 2000;  // characters; a list of recipients can be endless

double footHeight(const QFont &font)
{
    return footLines * QFontMetricsF(font).height();
}

// Sizes in pixels: on paper they are scaled with everything else.
QFont inPixels(QFont font)
{
    font.setPixelSize(QFontInfo(font).pixelSize());
    return font;
}

QString addresses(const mime::Header &header, const char *name)
{
    QStringList values;
    for (const QByteArray &raw : header.all(name))
        values += safetext::line(mime::decodedText(mime::unfolded(raw)));
    const QString all = values.join(u", "_s);
    return all.size() > longestField ? all.left(longestField) + u'…' : all;
}

// What is longer would hold up the window while it is laid out.
QString cut(const QString &text)
{
    if (text.size() <= mostCharacters)
        return text;
    return text.first(mostCharacters) + u"\n\n"_s
        + PrintedMessage::tr("The rest of this message is not printed, because it is too long.");
}

QString attachmentNames(const mime::PartInfo &root)
{
    QStringList names;
    for (const mime::PartInfo *part : mime::attachments(root))
        names += DisplayText::attachmentName(*part);
    return names.join(u", "_s).left(longestField);
}

}

PrintedMessage::PrintedMessage(const store::MessageRow &row, const store::MessageContent &content,
                               PaperBody body, const QString &text, const QFont &font)
    : m_subject(DisplayText::subject(row.subject)), m_body(std::move(body)), m_text(cut(text)),
      m_font(inPixels(font))
{
    const auto header = mime::Header::parse(content.header.value_or(QByteArray()));
    m_fields = {{tr("From"), addresses(header, "From")},
                {tr("To"), addresses(header, "To")},
                {tr("Cc"), addresses(header, "Cc")},
                {tr("Date"), DisplayText::fullDate(row.date)},
                {tr("Attachments"), attachmentNames(content.structure)}};
    m_fields.removeIf([](const Field &field) { return field.value.isEmpty(); });
}

std::unique_ptr<QTextDocument> PrintedMessage::laidOut(const QSizeF &page) const
{
    auto document = m_body ? m_body(page.width()) : nullptr;
    if (document == nullptr) {
        document = std::make_unique<QTextDocument>();
        document->setPlainText(m_text);
    }
    document->setUndoRedoEnabled(false);
    document->setDefaultFont(m_font);
    document->setDocumentMargin(0);
    insertHead(*document);
    document->setPageSize({page.width(), std::max(page.height() - footHeight(m_font), 100.0)});
    return document;
}

void PrintedMessage::insertHead(QTextDocument &document) const
{
    QTextCursor cursor(&document);
    cursor.insertBlock();  // what the text begins with, a list or a title, begins behind it
    cursor.setPosition(0);
    QTextCharFormat plain, strong, title;
    strong.setFontWeight(QFont::DemiBold);
    title.setFontWeight(QFont::DemiBold);
    title.setProperty(QTextFormat::FontPixelSize, qRound(1.4 * m_font.pixelSize()));
    cursor.setBlockFormat({});
    cursor.insertText(m_subject, title);
    for (const Field &field : m_fields) {
        cursor.insertBlock({}, plain);
        cursor.insertText(tr("%1: ").arg(field.name), strong);
        cursor.insertText(field.value, plain);
    }
    QTextBlockFormat last;
    last.setBottomMargin(m_font.pixelSize());
    cursor.setBlockFormat(last);
}

void PrintedMessage::paintPage(QPainter &painter, QTextDocument &document, int page) const
{
    const QSizeF size = document.pageSize();
    const QRectF visible(0, page * size.height(), size.width(), size.height());
    painter.save();
    painter.translate(0, -visible.top());
    QAbstractTextDocumentLayout::PaintContext context;
    context.clip = visible;
    context.palette.setColor(QPalette::Text, Qt::black);
    painter.setClipRect(visible);
    document.documentLayout()->draw(&painter, context);
    painter.restore();

    const QRectF foot(0, size.height(), size.width(), footHeight(m_font));
    painter.setFont(m_font);
    painter.setPen(Qt::black);
    const QString number = tr("Page %1 of %2")
                               .arg(DisplayText::locale().toString(page + 1),
                                    DisplayText::locale().toString(document.pageCount()));
    painter.drawText(foot, Qt::AlignRight | Qt::AlignBottom, number);
    const QFontMetricsF metrics(m_font);
    const double room = size.width() - 2 * metrics.horizontalAdvance(number);
    painter.drawText(foot, Qt::AlignLeft | Qt::AlignBottom,
                     metrics.elidedText(m_subject, Qt::ElideRight, room));
}

void PrintedMessage::setMargins(QPagedPaintDevice &paper)
{
    constexpr double margin = 15;  // mm: more than printers leave blank anyway
    paper.setPageMargins({margin, margin, margin, margin}, QPageLayout::Millimeter);
}

void PrintedMessage::paint(QPagedPaintDevice &paper) const
{
    const double scale = paper.logicalDpiX() / cssDotsPerInch;
    const QSizeF pixels = paper.pageLayout().paintRectPixels(paper.logicalDpiX()).size();
    const auto document = laidOut(pixels / scale);
    QPainter painter;
    if (!painter.begin(&paper))
        return;  // no paper, or a printer that has gone; it says so itself
    painter.scale(scale, scale);
    for (int page = 0; page < document->pageCount(); ++page) {
        if (page > 0)
            paper.newPage();
        paintPage(painter, *document, page);
    }
}

QString PrintedMessage::shownText(const QPlainTextEdit &view)
{
    QString text;
    const QString left = u"[…]"_s;
    for (QTextBlock block = view.document()->begin(); block.isValid(); block = block.next()) {
        const bool isOurs = block.userState() == Searchable::ownLine;
        if (!block.isVisible() || (isOurs && block.next().isVisible()))
            continue;
        if (block.position() > 0 && block.userState() != TextView::continued)
            text += u'\n';
        text += isOurs ? left : block.text();
        if (text.size() > mostCharacters)
            break;
    }
    return cut(text);
}
