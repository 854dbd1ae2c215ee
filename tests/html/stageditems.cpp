// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/html/stageditems.h"

#include <QAbstractTextDocumentLayout>
#include <QHash>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTextBlock>
#include <QTextDocument>
#include <QTextLayout>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace staged {

namespace {

// Letters and digits that stand together; each character of scripts that have no blanks; the marks of lists;
// what stands for a picture.
const QRegularExpression &wordPattern()
{
    static const QRegularExpression pattern(
        u"[\u2022\u25e6\u25aa\ufffc]|[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"
        "|(?:(?![\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af])[\\p{L}\\p{M}\\p{N}])+"_s);
    return pattern;
}

double rounded(double value)
{
    return std::round(value * 10) / 10;
}

class Collector
{
public:
    explicit Collector(const QTextDocument &document) : m_document(document) {}

    QJsonArray run()
    {
        for (QTextBlock block = m_document.begin(); block.isValid(); block = block.next()) {
            ++m_block;
            for (auto at = block.begin(); !at.atEnd(); ++at)
                add(block, at.fragment());
        }
        return std::move(m_items);
    }

private:
    void add(const QTextBlock &block, const QTextFragment &fragment)
    {
        const int start = fragment.position() - block.position();
        const QTextImageFormat picture = fragment.charFormat().toImageFormat();
        auto words = wordPattern().globalMatch(fragment.text());
        while (words.hasNext()) {
            const auto match = words.next();
            const QRectF place = placeOf(block, start + static_cast<int>(match.capturedStart()),
                                         start + static_cast<int>(match.capturedEnd()));
            if (picture.isValid())
                addPicture(picture, place);
            else if (place.width() >= 0.5)
                addItem(u"word"_s, match.captured().toLower(), fragment.charFormat().foreground().color(),
                        place, m_block);
        }
    }

    void addPicture(const QTextImageFormat &picture, QRectF place)
    {
        place.setTop(place.bottom() - picture.height());  // its line may be higher
        if (picture.width() >= 3 && picture.height() >= 3)
            addItem(u"picture"_s, picture.name().section(u':', 1), Qt::black, place, -++m_pictures);
    }

    void addItem(const QString &kind, const QString &name, const QColor &color, const QRectF &place,
                 int block)
    {
        m_items.append(QJsonObject{{kind, name},
                                   {u"color"_s, color.name()},
                                   {u"x"_s, rounded(place.x())},
                                   {u"y"_s, rounded(place.y())},
                                   {u"w"_s, rounded(place.width())},
                                   {u"h"_s, rounded(place.height())},
                                   {u"block"_s, block}});
    }

    // A word that is broken over two lines is where its first part is.
    [[nodiscard]] QRectF placeOf(const QTextBlock &block, int from, int to) const
    {
        const QTextLine line = block.layout()->lineForTextPosition(from);
        if (!line.isValid())
            return {};
        const double left = line.cursorToX(from);
        const double right = line.cursorToX(std::min(to, line.textStart() + line.textLength()));
        const QPointF origin = m_document.documentLayout()->blockBoundingRect(block).topLeft();
        return {origin + QPointF(std::min(left, right), line.y()),
                QSizeF(std::abs(right - left), line.height())};
    }

    const QTextDocument &m_document;
    QJsonArray m_items;
    int m_block = 0, m_pictures = 0;
};

// What most of the frame around a word has: the word itself does not reach it.
QColor groundAround(const QRect &place, const QImage &shot)
{
    QHash<QRgb, int> counts;
    const QRect frame = place.adjusted(-1, 0, 1, 0).intersected(shot.rect());
    for (int x = frame.left(); x <= frame.right(); ++x) {
        ++counts[shot.pixel(x, frame.top())];
        ++counts[shot.pixel(x, frame.bottom())];
    }
    for (int y = frame.top(); y <= frame.bottom(); ++y) {
        ++counts[shot.pixel(frame.left(), y)];
        ++counts[shot.pixel(frame.right(), y)];
    }
    const auto most = std::max_element(counts.cbegin(), counts.cend());
    return most != counts.cend() ? QColor::fromRgb(most.key()) : QColor(Qt::white);
}

}

QJsonArray items(const QTextDocument &document)
{
    return Collector(document).run();
}

QJsonArray withGrounds(const QJsonArray &items, const QImage &shot)
{
    QJsonArray result;
    for (const auto &value : items) {
        QJsonObject item = value.toObject();
        const QRectF place(item[u"x"_s].toDouble(), item[u"y"_s].toDouble(), item[u"w"_s].toDouble(),
                           item[u"h"_s].toDouble());
        item[u"ground"_s] = groundAround(place.toRect(), shot).name();
        result.append(item);
    }
    return result;
}

}
