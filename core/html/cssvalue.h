// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringView>

#include <optional>

namespace html {

// Of sRGB. (QColor belongs to the window.)
struct Color {
    int red = 0, green = 0, blue = 0;
    double alpha = 1;
    [[nodiscard]] QString name() const;  // "#rrggbb"
    friend bool operator==(const Color &, const Color &) = default;
};
// `top` over `ground`, which is opaque.
[[nodiscard]] Color over(const Color &top, const Color &ground);
// WCAG 2.1: relative luminance, and contrast from 1 to 21.
[[nodiscard]] double luminance(const Color &color);
[[nodiscard]] double contrast(const Color &a, const Color &b);

// So many CSS pixels and so much of what it is measured against; both in calc().
struct Length {
    double pixels = 0;
    double percent = 0;
    [[nodiscard]] double of(double whole) const { return pixels + percent * whole / 100; }
    [[nodiscard]] bool isRelative() const { return percent != 0; }
    friend bool operator==(const Length &, const Length &) = default;
};

namespace css {

// CSS Color 4, and names; `transparent` has no alpha. nullopt: none of ours (currentcolor, system colours …).
[[nodiscard]] std::optional<Color> parseColor(QStringView text);
// As attributes of old have it: also "ff0000" (HTML Living Standard, 2.3.6, without its guesses).
[[nodiscard]] std::optional<Color> parseLegacyColor(QStringView text);

struct LengthContext {
    double em = 16;
    double rem = 16;
    double viewport = 800;
};
// CSS Values 4, calc() with + - * /. Every number is within limits::number, however it is written.
[[nodiscard]] std::optional<Length> parseLength(QStringView text, const LengthContext &context);
// Plain, clamped; nullopt: no number.
[[nodiscard]] std::optional<double> parseNumber(QStringView text);

}

}
