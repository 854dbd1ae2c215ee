// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/html/readablecolors.h"

#include <algorithm>

namespace html {

namespace {

constexpr double readableContrast = 4.5;
constexpr double unseen = 1.3;  // a picture that was to be behind it is not shown, or it was to be hidden

Color mixed(const Color &a, const Color &b, double share)
{
    return over({b.red, b.green, b.blue, share}, a);
}

// Light becomes dark and the other way round; the hue stays.
Color inverted(const Color &color)
{
    const int sum =
        std::max({color.red, color.green, color.blue}) + std::min({color.red, color.green, color.blue});
    const int shift = 255 - sum;
    const auto channel = [shift](int value) { return std::clamp(value + shift, 0, 255); };
    return {channel(color.red), channel(color.green), channel(color.blue), 1};
}

}

Color readable(const Color &color, const Color &ground, double wanted)
{
    const Color black{0, 0, 0, 1};
    const Color white{255, 255, 255, 1};
    const Color end = contrast(white, ground) > contrast(black, ground) ? white : black;
    Color result = color;
    for (int step = 1; step <= 10 && contrast(result, ground) < wanted; ++step)
        result = mixed(color, end, step / 10.0);
    return result;
}

Color ReadableColors::ground(const Color &written) const
{
    if (m_mapping == Mapping::AsWritten || luminance(written) < 0.2)
        return written;
    // White becomes the reader's own ground, grey a step away from it, a colour its dark sister.
    const Color dark = inverted(written);
    if (luminance(dark) > luminance(written))
        return written;  // a strong colour: it is dark enough
    const auto lifted = [&](int value, int base) {
        return std::clamp(base + value * (255 - base) / 255, 0, 255);
    };
    return {lifted(dark.red, m_own.base.red), lifted(dark.green, m_own.base.green),
            lifted(dark.blue, m_own.base.blue), 1};
}

Color ReadableColors::text(const Color &written, const Color &ground) const
{
    if (m_mapping == Mapping::AsWritten)
        return contrast(written, ground) < unseen ? readable(written, ground, readableContrast) : written;
    if (contrast(written, ground) >= readableContrast)
        return written;
    return readable(inverted(written), ground, readableContrast);
}

Color ReadableColors::line(const Color &written) const
{
    return m_mapping == Mapping::AsWritten ? written : mixed(m_own.base, inverted(written), 0.6);
}

}
