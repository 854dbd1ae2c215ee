// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/html/cssvalue.h"

#include <QHash>
#include <QString>

#include <array>
#include <optional>

namespace html {

enum class Display {
    Inline,
    InlineBlock,
    Block,
    ListItem,
    Table,
    RowGroup,
    Row,
    Cell,
    Caption,
    Column,
    FlexRow,
    FlexColumn,
    None,
};
enum class TextAlign { Start, Left, Center, Right, Justify };
enum class VerticalAlign { Baseline, Top, Middle, Bottom, Sub, Super };
enum class WhiteSpace { Normal, NoWrap, Pre, PreWrap, PreLine };
enum class Family { Default, Serif, Monospace };
enum class Float { None, Left, Right };
enum class Case { AsIs, Upper, Lower, Capitals };
enum class ListStyle { Disc, Circle, Square, Decimal, LowerAlpha, UpperAlpha, LowerRoman, UpperRoman, None };

struct Border {
    double width = 0;  // 0: none is drawn
    QString style = QStringLiteral("solid");
    std::optional<Color> color;  // nullopt: that of the text
    friend bool operator==(const Border &, const Border &) = default;
};

enum Side { TopSide, RightSide, BottomSide, LeftSide };
template <typename T>
using Sides = std::array<T, 4>;  // by Side

// What is computed for one element. Lengths are CSS pixels. In the order of what they are about, not of size:
struct Style {  // NOLINT(clang-analyzer-optin.performance.Padding)
    // Inherited
    std::optional<Color> color;  // nullopt: the reader's own
    bool usesLinkColor = false;  // then `color` does not matter
    double fontSize = 16;
    Family family = Family::Default;
    int weight = 400;
    bool italic = false, underline = false, strikeThrough = false;
    TextAlign align = TextAlign::Start;
    bool centersBlocks = false;  // <center>, align=center: also boxes that are narrower
    WhiteSpace whiteSpace = WhiteSpace::Normal;
    Case textCase = Case::AsIs;
    ListStyle listStyle = ListStyle::Disc;
    bool isRightToLeft = false;
    bool isInvisible = false;  // visibility
    double lineHeight = 0;     // as a factor; 0: normal
    QHash<QString, QString> variables;

    // Of this element alone
    Display display = Display::Inline;
    std::optional<Color> background;
    Sides<Length> margin{};
    bool autoLeft = false, autoRight = false;
    Sides<Length> padding{};
    Sides<Border> border{};
    std::optional<Length> width, maxWidth, height, maxHeight;
    VerticalAlign verticalAlign = VerticalAlign::Baseline;
    Float floats = Float::None;
    bool clipsOverflow = false;
    bool isHidden = false;  // made not to be seen: nothing of it, nor of what is in it, is shown
    double cellSpacing = 2;
    bool isReverse = false;  // of a flex row

    [[nodiscard]] Style inherited() const;  // what children begin with
};

}
