// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/theme.h"

#include <QApplication>
#include <QBoxLayout>
#include <QEvent>
#include <QLabel>
#include <QPushButton>
#include <QScreen>
#include <QWidget>

#include <algorithm>
#include <cmath>

namespace theme {

namespace {

QFont scaled(QFont font, qreal factor)
{
    if (font.pointSizeF() > 0)
        font.setPointSizeF(font.pointSizeF() * factor);
    else
        font.setPixelSize(std::max(1, qRound(font.pixelSize() * factor)));
    return font;
}

// Keeps a widget's text dimmed when light becomes dark.
class Dimmer final : public QObject
{
public:
    explicit Dimmer(QWidget *widget) : QObject(widget), m_widget(widget) { widget->installEventFilter(this); }

    void apply()
    {
        const QWidget *parent = m_widget->parentWidget();
        const QColor color = dimmedText(parent != nullptr ? parent->palette() : QApplication::palette());
        QPalette palette = m_widget->palette();
        if (palette.color(QPalette::Text) == color && palette.color(QPalette::WindowText) == color)
            return;
        // Which of the two counts depends on the ground the widget stands on.
        palette.setColor(QPalette::Text, color);
        palette.setColor(QPalette::WindowText, color);
        m_widget->setPalette(palette);
    }
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == QEvent::PaletteChange)
            apply();
        return QObject::eventFilter(watched, event);
    }

private:
    QWidget *m_widget;
};

}

int step(const QFontMetrics &metrics)
{
    return std::max(4, qRound(metrics.height() / 4.0));
}

int step(const QWidget *widget)
{
    return step(widget->fontMetrics());
}

QColor blend(const QColor &a, const QColor &b, qreal share)
{
    const auto mix = [share](int from, int to) { return qRound(from + (to - from) * share); };
    return QColor(mix(a.red(), b.red()), mix(a.green(), b.green()), mix(a.blue(), b.blue()));
}

bool isDark(const QPalette &palette)
{
    return palette.color(QPalette::Base).lightness() < palette.color(QPalette::Text).lightness();
}

qreal contrast(const QColor &a, const QColor &b)
{
    const auto luminance = [](const QColor &color) {
        const auto linear = [](qreal part) {
            return part <= 0.03928 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
        };
        return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF())
            + 0.0722 * linear(color.blueF());
    };
    // By value: minmax() of two references would outlive what they name.
    const auto [darker, lighter] = std::minmax({luminance(a), luminance(b)});
    return (lighter + 0.05) / (darker + 0.05);
}

QColor selectionGround(const QPalette &palette, QPalette::ColorGroup group)
{
    const QColor text = palette.color(group, QPalette::HighlightedText);
    const QColor ground = palette.color(group, QPalette::Highlight);
    const QColor away = contrast(text, Qt::black) > contrast(text, Qt::white) ? Qt::black : Qt::white;
    QColor moved = ground;
    // A little more than text needs, so that dimmed text is readable too.
    for (int step = 1; step <= 20 && contrast(text, moved) < 1.15 * readableContrast; ++step)
        moved = blend(ground, away, step * 0.05);
    return moved;
}

QColor dimmedText(const QPalette &palette)
{
    return blend(palette.color(QPalette::Text), palette.color(QPalette::Base), 0.36);
}

// The accent's hue for the first, others by turns; moved to the text's own colour as far as that needs to be
// readable.
QColor quoteColor(int depth, const QPalette &palette)
{
    constexpr int hues = 4;
    constexpr int apart = 100;  // degrees
    const QColor text = palette.color(QPalette::Text);
    const QColor ground = palette.color(QPalette::Base);
    const int accent = std::max(palette.color(QPalette::Highlight).hslHue(), 0);
    const int hue = (accent + (std::max(depth, 1) - 1) % hues * apart) % 360;
    const QColor color = QColor::fromHsl(hue, 110, isDark(palette) ? 180 : 85);
    QColor moved = color;
    for (int step = 1; step <= 20 && contrast(moved, ground) < readableContrast; ++step)
        moved = blend(color, text, step * 0.05);
    return moved;
}

QColor hairline(const QPalette &palette)
{
    return blend(palette.color(QPalette::Window), palette.color(QPalette::WindowText), 0.18);
}

QColor signalColor(Signal signal, const QPalette &palette)
{
    const bool dark = isDark(palette);
    switch (signal) {
    case Signal::Amber: return dark ? QColor(0xF2, 0xB1, 0x4A) : QColor(0xA8, 0x5B, 0x00);
    case Signal::Red: return dark ? QColor(0xFF, 0x8A, 0x80) : QColor(0xB3, 0x26, 0x1E);
    case Signal::Calm: break;
    }
    return blend(palette.color(QPalette::Highlight), palette.color(QPalette::Text), 0.25);
}

QColor signalGround(Signal signal, const QPalette &palette)
{
    const QColor hue =
        signal == Signal::Calm ? palette.color(QPalette::Highlight) : signalColor(signal, palette);
    return blend(palette.color(QPalette::Base), hue, isDark(palette) ? 0.18 : 0.12);
}

QFont titleFont(QFont font)
{
    font.setWeight(QFont::DemiBold);
    return scaled(font, 1.2);
}

QFont captionFont(const QFont &font)
{
    return scaled(font, 0.85);
}

QFont strongFont(QFont font)
{
    font.setWeight(QFont::DemiBold);
    return font;
}

QLabel *label(const QString &text, Wrap wrap, QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(wrap == Wrap::Yes);
    label->setText(text);
    return label;
}

void setDimmed(QWidget *widget)
{
    auto *dimmer = new Dimmer(widget);
    dimmer->apply();
}

void makeRoomy(QPushButton *button)
{
    button->setMinimumWidth(button->sizeHint().width() + 3 * step(button));
}

void resizeWithin(QWidget *window, const QSize &steps)
{
    constexpr double share = 0.94;  // the desktop's panels and the window's frame want some, too
    window->resize((steps * step(window)).boundedTo(window->screen()->availableSize() * share));
}

void setSpace(QBoxLayout *layout, int marginSteps, int spacingSteps, const QWidget *reference)
{
    const int unit = step(reference);
    layout->setContentsMargins(marginSteps * unit, marginSteps * unit, marginSteps * unit,
                               marginSteps * unit);
    layout->setSpacing(spacingSteps * unit);
}

}
