// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/html/boxwriter.h"

#include "core/html/limits.h"

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace html {

namespace {

constexpr qsizetype paragraphLength = 20'000;  // characters; longer ones are slow to lay out
constexpr double mostSpace = 120;              // between two blocks
// Measured (tests/bench/bench_html.cpp, layouts): what a paragraph costs, and each of its runs and
// characters; everything around it doubles that.
constexpr double paragraphMilliseconds = 0.03, runMilliseconds = 0.012, characterMilliseconds = 0.0004,
                 laboriousMilliseconds = 0.0006;

ReadableColors::Mapping mappingFor(const StyledDocument &document, const ConvertOptions &options)
{
    return options.scheme == Scheme::Dark && !document.isMadeForDark ? ReadableColors::Mapping::ForDark
                                                                     : ReadableColors::Mapping::AsWritten;
}

QString ordinal(ListStyle style, int number)
{
    const auto letter = [&](char16_t first) {
        return QString(QChar(static_cast<char16_t>(first + (number - 1) % 26))) + u'.';
    };
    static constexpr std::array<std::pair<int, const char16_t *>, 13> roman{{{1000, u"m"},
                                                                             {900, u"cm"},
                                                                             {500, u"d"},
                                                                             {400, u"cd"},
                                                                             {100, u"c"},
                                                                             {90, u"xc"},
                                                                             {50, u"l"},
                                                                             {40, u"xl"},
                                                                             {10, u"x"},
                                                                             {9, u"ix"},
                                                                             {5, u"v"},
                                                                             {4, u"iv"},
                                                                             {1, u"i"}}};
    QString numeral;
    switch (style) {
    case ListStyle::Disc: return u"\u2022"_s;
    case ListStyle::Circle: return u"\u25e6"_s;
    case ListStyle::Square: return u"\u25aa"_s;
    case ListStyle::LowerAlpha: return letter(u'a');
    case ListStyle::UpperAlpha: return letter(u'A');
    case ListStyle::LowerRoman:
    case ListStyle::UpperRoman:
        for (const auto &[value, letters] : roman) {
            for (; number >= value && number < 4000; number -= value)
                numeral += QString::fromUtf16(letters);
        }
        return (style == ListStyle::UpperRoman ? numeral.toUpper() : numeral) + u'.';
    case ListStyle::None: return {};
    case ListStyle::Decimal: break;
    }
    return QString::number(number) + u'.';
}

}

BoxWriter::BoxWriter(const StyledDocument &document, const ConvertOptions &options)
    : m_document(document), m_options(options), m_colors(options.colors, mappingFor(document, options)),
      m_anchors(anchorsOf(document.document))
{}

TextDocHtml BoxWriter::write()
{
    m_result.isTruncated = m_document.isTruncated || m_document.document.isTruncated;
    Room room;
    room.width = std::max(m_options.width, 100.0);
    const auto ground = groundOf(style(0), m_options.colors.base);
    room.ground = ground.value_or(m_options.colors.base);
    Open open = opened();
    children(0, 0, room, open);
    endParagraph(open);
    m_result.html = u"<html><body"_s + (ground ? u" bgcolor=\""_s + ground->name() + u'"' : QString()) + u'>'
        + open.html + u"</body></html>"_s;
    return std::move(m_result);
}

void BoxWriter::children(int parent, int block, const Room &room, Open &open)
{
    for (int at = node(parent).firstChild; at >= 0;)
        at = child(at, block, room, open);
}

// Writes one child, or as many as stand beside each other; returns the next.
int BoxWriter::child(int at, int block, const Room &room, Open &open)
{
    const int next = node(at).next;
    if (node(at).isText()) {
        text(at, block, room, open);
        return next;
    }
    if (!isShown(at))
        return next;
    if (node(at).firstChild < 0 && !isBlockLevel(at)) {
        leaf(at, block, room, open);
        return next;
    }
    if (node(at).name == "img"_L1) {
        blockPicture(at, room, open);
        return next;
    }
    if (isColumn(at) && !m_options.isSimplified) {
        const std::vector<int> members = columnsFrom(at);
        columns(members, room, open);
        return node(members.back()).next;
    }
    if (isButton(at) && standsAlone(at)) {
        Room inner = room;
        if (node(at).has(u"href"))
            inner.link = node(at).attribute(u"href");
        box(at, inner, open);
        return next;
    }
    if (isBlockLevel(at)) {
        this->block(at, room, open);
        return next;
    }
    Room inner = room;
    if (node(at).name == "a"_L1 && node(at).has(u"href"))
        inner.link = node(at).attribute(u"href");
    if (style(at).background && !m_options.isSimplified)
        inner.highlight = style(at).background;
    children(at, block, inner, open);
    return next;
}

void BoxWriter::leaf(int at, int block, const Room &room, Open &open)
{
    if (node(at).name == "img"_L1) {
        if (style(at).floats != Float::None && open.paragraph.isEmpty())
            floatingPicture(at, room, open);
        else
            picture(at, block, room, open);
    } else if (node(at).name == "br"_L1) {
        enter(block, room, open);
        open.paragraph.addLineBreak();
    }
}

// What follows belongs to a line of this block.
void BoxWriter::enter(int block, const Room &room, Open &open)
{
    open.paragraphOf = block;
    open.paragraphRoom = room;
    if (open.paragraph.length() >= paragraphLength)
        endParagraph(open);
}

Style BoxWriter::looksOfWords(int at) const
{
    Style looks = style(at);
    if (m_options.isSimplified) {
        looks.color.reset();
        looks.family = looks.family == Family::Monospace ? Family::Monospace : Family::Default;
    }
    return looks;
}

void BoxWriter::text(int at, int block, const Room &room, Open &open)
{
    if (open.paragraph.isEmpty() && isBlank(at) && open.paragraph.length() == 0)
        return;
    enter(block, room, open);
    if (!isBlank(at))
        anchors(at, open);
    const Style plain = looksOfWords(at);
    const Paragraph::Run run{plain, room.ground, room.highlight, room.link};
    if (!open.marker.isEmpty() && !isBlank(at))
        open.paragraph.addText(std::exchange(open.marker, {}), {plain, room.ground, std::nullopt, {}});
    // In pieces, so that no paragraph gets longer than it may.
    const QString &words = node(at).text;
    for (qsizetype from = 0; from < words.size(); from += paragraphLength) {
        enter(block, room, open);
        open.paragraph.addText(words.mid(from, paragraphLength), run);
    }
}

// As it is to be shown, in pixels of the view; nothing when it is not there, and its words stand for it.
std::optional<QSize> BoxWriter::sizeOf(int picture, const Room &room) const
{
    const auto natural = m_options.pictures.constFind(node(picture).attribute(u"src"));
    if (natural == m_options.pictures.constEnd() || natural->isEmpty() || m_options.isSimplified)
        return std::nullopt;
    const double most = std::max(room.width, 16.0);
    const double wanted = widthOf(style(picture), room).value_or(natural->width());
    const double width = std::clamp(wanted, 1.0, most);
    double height = width * natural->height() / natural->width();
    const auto &asked = style(picture).height;
    if (asked && !asked->isRelative() && wanted <= most && asked->pixels >= 1)
        height = asked->pixels;
    const auto scaled = [this](double pixels) {
        return static_cast<int>(std::lround(pixels * m_options.zoom));
    };
    return QSize(scaled(width), scaled(height));
}

QString BoxWriter::pictureMarkup(int at, const QSize &size, const Room &room) const
{
    const QString markup = u"<img src=\""_s + escaped(node(at).attribute(u"src")) + u"\" width=\""_s
        + QString::number(size.width()) + u"\" height=\""_s + QString::number(size.height()) + u"\" />"_s;
    return room.link.isEmpty() ? markup
                               : u"<a href=\""_s + escaped(room.link) + u"\">"_s + markup + u"</a>"_s;
}

// Those that stand before this, in front of it: places are elements, and words are what can be gone to.
void BoxWriter::anchors(int at, Open &open)
{
    for (; m_nextAnchor < m_anchors.size() && m_anchors[m_nextAnchor].node <= at; ++m_nextAnchor)
        open.paragraph.addAnchor(m_anchors[m_nextAnchor].name);
}

void BoxWriter::picture(int at, int block, const Room &room, Open &open)
{
    enter(block, room, open);
    if (const auto size = sizeOf(at, room)) {
        anchors(at, open);
        open.paragraph.addMarkup(pictureMarkup(at, *size, room));
        return;
    }
    const QString words = node(at).attribute(u"alt").simplified();
    if (!words.isEmpty())
        open.paragraph.addText(words, {looksOfWords(at), room.ground, room.highlight, room.link});
}

// On a line of its own.
void BoxWriter::blockPicture(int at, const Room &room, Open &open)
{
    endParagraph(open);
    open.space = std::max(open.space, style(at).margin[TopSide].of(room.width));
    picture(at, at, room, open);
    open.place = placeOf(at);
    endParagraph(open);
    open.space = std::max(open.space, style(at).margin[BottomSide].of(room.width));
}

// Words go around it. Its margins are those of a table, because the dialect knows none of pictures.
void BoxWriter::floatingPicture(int at, const Room &room, Open &open)
{
    const auto size = sizeOf(at, room);
    if (!size)
        return picture(at, node(at).parent, room, open);
    endParagraph(open);
    const Style &looks = style(at);
    const QString side = looks.floats == Float::Left ? u"left"_s : u"right"_s;
    QString margins;
    for (const Side each : {TopSide, RightSide, BottomSide, LeftSide})
        margins += pixels(looks.margin[each].of(room.width)) + u"px "_s;
    count(0.03, room);
    ++m_result.tables;
    put(u"<table border=\"0\" cellpadding=\"0\" cellspacing=\"0\" style=\"float:"_s + side
            + u"\"><tr><td style=\"padding:"_s + margins.trimmed() + u"\">"_s + pictureMarkup(at, *size, room)
            + u"</td></tr></table>"_s,
        open);
}

void BoxWriter::block(int at, const Room &room, Open &open)
{
    const Style &looks = style(at);
    if (node(at).name == "hr"_L1)
        return rule(at, room, open);
    if (looks.display == Display::Table)
        return table(at, room, open);
    if (isBoxed(looks, room) || isNarrowAndPlaced(at, room))
        box(at, room, open);
    else
        plainBlock(at, room, open);
}

// What is in a block: below each other, or beside each other in a flex row that has no words of its own.
void BoxWriter::flow(int at, const Room &room, Open &open)
{
    std::vector<int> members;
    if (style(at).display == Display::FlexRow && !m_options.isSimplified)
        members = shownChildren(at);
    const bool hasWords =
        std::any_of(members.begin(), members.end(), [this](int i) { return node(i).isText(); });
    if (members.size() < 2 || hasWords)
        return children(at, at, room, open);
    if (style(at).isReverse)
        std::reverse(members.begin(), members.end());
    columns(members, room, open);
}

void BoxWriter::plainBlock(int at, const Room &room, Open &open)
{
    endParagraph(open);
    const Style &looks = style(at);
    const auto side = [&](Side which) {
        const auto i = static_cast<std::size_t>(which);
        return looks.margin[i].of(room.width) + looks.padding[i].of(room.width);
    };
    Room inner = room;
    inner.left += looks.isRightToLeft ? side(RightSide) : side(LeftSide);
    inner.right += looks.isRightToLeft ? side(LeftSide) : side(RightSide);
    inner.width = std::max(room.width - side(LeftSide) - side(RightSide), 60.0);
    if (const auto width = widthOf(looks, room); width && *width < inner.width - 8) {
        inner.right += inner.width - *width;
        inner.width = *width;
    }
    open.space =
        std::max(open.space, looks.margin[TopSide].of(room.width)) + looks.padding[TopSide].of(room.width);
    const bool wasEmpty = open.html.isEmpty();
    if (looks.display == Display::ListItem)
        open.marker = markerOf(at);
    flow(at, inner, open);
    endParagraph(open);
    open.marker.clear();
    if (wasEmpty && open.html.isEmpty() && looks.height && !looks.height->isRelative())
        open.space += looks.height->pixels;
    open.space = std::max(open.space + looks.padding[BottomSide].of(room.width),
                          looks.margin[BottomSide].of(room.width));
}

// Counts on from the item before: lists can be long.
QString BoxWriter::markerOf(int at)
{
    const int list = node(at).parent;
    ListPlace &place = m_lists[list];
    if (place.next < 0 && place.number == 0) {
        const QString start = node(list).attribute(u"start");
        place = {node(list).firstChild, start.isEmpty() ? 1 : std::clamp(start.toInt(), -99'999, 99'999)};
    }
    for (; place.next >= 0 && place.next != at; place.next = node(place.next).next)
        place.number += !node(place.next).isText() && style(place.next).display == Display::ListItem ? 1 : 0;
    const QString marker = ordinal(style(at).listStyle, place.number);
    return marker.isEmpty() ? QString() : marker + QChar(0xa0) + QChar(0xa0);
}

void BoxWriter::rule(int at, const Room &room, Open &open)
{
    endParagraph(open);
    const Style &looks = style(at);
    const double space = std::max(open.space, looks.margin[TopSide].of(room.width));
    open.space = space;
    Color color = m_colors.line({200, 200, 200, 1});
    for (const Border &border : looks.border) {
        if (border.width > 0 && border.color)
            color = m_colors.line(over(*border.color, room.ground));
    }
    putTable({Length{0, 100}, 0, TextAlign::Start, color},
             u"<tr><td><p style=\"margin:0\"><span style=\"font-size:1px\">&#160;</span></p></td></tr>"_s,
             room, open);
    open.space = looks.margin[BottomSide].of(room.width);
}

// The lines that have come together become a paragraph of the dialect.
void BoxWriter::endParagraph(Open &open)
{
    const auto place = std::exchange(open.place, std::nullopt);
    if (open.paragraph.isEmpty()) {
        const double line = style(open.paragraphOf).fontSize * 1.2;
        open.space = std::min(open.space + open.paragraph.lineBreaks() * line, mostSpace);
        std::ignore = open.paragraph.take();
        return;
    }
    const Style &looks = style(open.paragraphOf);
    const Room &room = open.paragraphRoom;
    count(paragraphMilliseconds + runMilliseconds * open.paragraph.runs()
              + characterMilliseconds * static_cast<double>(open.paragraph.length())
              + laboriousMilliseconds * static_cast<double>(open.paragraph.laborious()),
          room);
    const bool isItem = looks.display == Display::ListItem && !node(open.paragraphOf).isText();
    QString attributes = u" style=\"margin-top:"_s + pixels(takeSpace(open)) + u"px; margin-bottom:0px"_s;
    if (room.left > 0)
        attributes += u"; margin-left:"_s + pixels(room.left) + u"px"_s;
    if (room.right > 0)
        attributes += u"; margin-right:"_s + pixels(room.right) + u"px"_s;
    if (isItem && looks.listStyle != ListStyle::None && room.left >= 16)
        attributes += u"; text-indent:-"_s + pixels(looks.fontSize * 0.9) + u"px"_s;
    // It would make pictures' lines higher, too.
    if (looks.lineHeight > 1.05 && !isTall(looks) && open.paragraph.runs() > 0)
        attributes += u"; line-height:"_s
            + QString::number(std::lround(std::min(looks.lineHeight / 1.17, 3.0) * 100)) + u'%';
    attributes += u'"';
    static constexpr std::array words{""_L1, "left"_L1, "center"_L1, "right"_L1, "justify"_L1};
    const auto align = words[static_cast<std::size_t>(place.value_or(looks.align))];
    if (!align.isEmpty())
        attributes += u" align=\""_s + align + u'"';
    if (looks.isRightToLeft)
        attributes += u" dir=\"rtl\""_s;
    const bool isHeading = node(open.paragraphOf).name.size() == 2
        && node(open.paragraphOf).name.startsWith(u'h') && node(open.paragraphOf).name[1].isDigit();
    const QString tag = isHeading ? node(open.paragraphOf).name : u"p"_s;
    put(u'<' + tag + attributes + u'>' + open.paragraph.take() + u"</"_s + tag + u'>', open);
}

void BoxWriter::put(const QString &html, Open &open)
{
    open.html += html;
    open.isEmpty = false;
}

// The dialect ignores the margin of what comes first in a cell: that becomes padding of the cell.
double BoxWriter::takeSpace(Open &open) const
{
    const double space = std::min(std::exchange(open.space, 0), mostSpace);
    if (!open.isEmpty)
        return space;
    open.above = space;
    return 0;
}

void BoxWriter::count(double milliseconds, const Room &room)
{
    m_result.milliseconds += milliseconds * std::pow(2.0, room.tables);
    m_result.tableDepth = std::max(m_result.tableDepth, room.tables);
}

}
