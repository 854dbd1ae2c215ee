// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QFont>
#include <QFontMetrics>
#include <QPalette>
#include <QString>

class QBoxLayout;
class QLabel;
class QPushButton;
class QSize;
class QWidget;

// Measures, colours and fonts, all derived from the platform's palette and font, so that light, dark and
// high-contrast themes and every text size work without a second design.
namespace theme {

// One step of the grid: 4 px at the usual text size, growing with the font.
[[nodiscard]] int step(const QFontMetrics &metrics);
[[nodiscard]] int step(const QWidget *widget);

// `share` of `b` in `a`: 0 is a, 1 is b.
[[nodiscard]] QColor blend(const QColor &a, const QColor &b, qreal share);
[[nodiscard]] bool isDark(const QPalette &palette);
// WCAG 2.1: from 1 to 21; text needs 4.5.
[[nodiscard]] qreal contrast(const QColor &a, const QColor &b);
inline constexpr qreal readableContrast = 4.5;
// The palette's ground of selected rows, moved away from its text as far as that needs to be readable.
[[nodiscard]] QColor selectionGround(const QPalette &palette, QPalette::ColorGroup group);
[[nodiscard]] QColor dimmedText(const QPalette &palette);
// What was quoted so many times, from 1; readable, and unlike its neighbours.
[[nodiscard]] QColor quoteColor(int depth, const QPalette &palette);
[[nodiscard]] QColor hairline(const QPalette &palette);

enum class Signal {
    Calm,   // the accent
    Amber,  // look twice
    Red,    // stop
};
[[nodiscard]] QColor signalColor(Signal signal, const QPalette &palette);
[[nodiscard]] QColor signalGround(Signal signal, const QPalette &palette);  // behind a sentence

[[nodiscard]] QFont titleFont(QFont font);           // 1.2 ×, semibold
[[nodiscard]] QFont captionFont(const QFont &font);  // 0.85 ×
[[nodiscard]] QFont strongFont(QFont font);          // semibold

// A label for text of any origin: plain text, never rich. `wraps`: over several lines.
enum class Wrap { No, Yes };
[[nodiscard]] QLabel *label(const QString &text, Wrap wrap, QWidget *parent);
void setDimmed(QWidget *widget);  // also after the palette has changed
// Some styles leave a button's text hardly any room.
void makeRoomy(QPushButton *button);

// A window as large as so many steps, and never larger than the screen has room for.
void resizeWithin(QWidget *window, const QSize &steps);

// The margins and spacing of a page or pane, in steps.
void setSpace(QBoxLayout *layout, int marginSteps, int spacingSteps, const QWidget *reference);

}
