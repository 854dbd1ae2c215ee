// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/reader/cleancopy.h"

#include "widgets/reader/linkdialog.h"
#include "widgets/reader/textview.h"

#include <QMimeData>
#include <QTextBlock>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

bool isCopied(const QTextBlock &block)
{
    return block.isVisible() && block.userState() != Searchable::ownLine;
}

// The part of `all` from `begin` to `end` that is chosen; pictures and what stands for a table's edges are no
// words.
QString chosen(const QString &all, int begin, const QTextCursor &selection)
{
    const int from = std::max(selection.selectionStart() - begin, 0);
    const int to = std::min<int>(selection.selectionEnd() - begin, static_cast<int>(all.size()));
    QString words = to > from ? all.mid(from, to - from) : QString();
    words.remove(QChar::ObjectReplacementCharacter);
    words.replace(QChar::LineSeparator, u'\n');
    words.replace(QChar::Nbsp, u' ');
    return words;
}

template <typename Visit>
void forEachBlock(const QTextCursor &selection, Visit visit)
{
    if (!selection.hasSelection())
        return;
    const QTextDocument *document = selection.document();
    for (QTextBlock block = document->findBlock(selection.selectionStart());
         block.isValid() && block.position() <= selection.selectionEnd(); block = block.next()) {
        if (isCopied(block))
            visit(block);
    }
}

QString marked(QString words, const QTextCharFormat &format)
{
    words = words.toHtmlEscaped().replace(u'\n', "<br>"_L1);
    if (words.isEmpty())
        return words;
    if (format.fontWeight() >= QFont::DemiBold)
        words = u"<b>"_s + words + u"</b>"_s;
    if (format.fontItalic())
        words = u"<i>"_s + words + u"</i>"_s;
    const QUrl target(format.isAnchor() ? format.anchorHref() : QString());
    if (LinkDialog::mayOpen(target))
        words = u"<a href=\""_s + target.toString(QUrl::FullyEncoded).toHtmlEscaped() + u"\">"_s + words
            + u"</a>"_s;
    return words;
}

}

QString CleanCopy::text(const QTextCursor &selection)
{
    QString text;
    bool isFirst = true;
    forEachBlock(selection, [&](const QTextBlock &block) {
        if (!std::exchange(isFirst, false) && block.userState() != TextView::continued)
            text += u'\n';
        text += chosen(block.text(), block.position(), selection);
    });
    return text;
}

QString CleanCopy::html(const QTextCursor &selection)
{
    QString html;
    forEachBlock(selection, [&](const QTextBlock &block) {
        QString words;
        for (auto it = block.begin(); !it.atEnd(); ++it) {
            const QTextFragment fragment = it.fragment();
            words += marked(chosen(fragment.text(), fragment.position(), selection), fragment.charFormat());
        }
        if (words.isEmpty())
            return;
        const int heading = block.blockFormat().headingLevel();
        const QString tag = heading > 0 ? u"h%1"_s.arg(heading) : u"p"_s;
        html += u"<%1>"_s.arg(tag) + words + u"</%1>\n"_s.arg(tag);
    });
    return html;
}

QMimeData *CleanCopy::data(const QTextCursor &selection)
{
    auto *copied = new QMimeData;
    copied->setText(text(selection));
    copied->setHtml(html(selection));
    return copied;
}
