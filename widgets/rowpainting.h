// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QStyleOptionViewItem>

class QPainter;

// What the rows of all lists have in common: selection, focus, current and hover are four distinct states,
// painted with the palette's roles.
namespace rowpainting {

struct Colors {
    QColor text, dimmed, accent;
};
[[nodiscard]] Colors colors(const QStyleOptionViewItem &option);

void paintGround(QPainter &painter, const QStyleOptionViewItem &option);
// The ring around the row that has the keyboard focus; `row` may be wider than one cell.
void paintFocus(QPainter &painter, const QStyleOptionViewItem &option, const QRect &row);

// One line of text, elided at its end, aligned to the leading or the trailing edge. Returns the width it
// used.
enum class Edge { Leading, Trailing };
int paintLine(QPainter &painter, const QStyleOptionViewItem &option, const QRect &place, const QString &text,
              Edge edge);

// The logical rectangle laid out for the option's direction.
[[nodiscard]] QRect visual(const QStyleOptionViewItem &option, const QRect &logical);

}
