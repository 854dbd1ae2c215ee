// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/html/cssvalue.h"

namespace html {

// The reader's own colours, and what becomes of a mail's colours beside them. In a dark scheme light grounds
// become dark ones and text follows, so that each stays readable (WCAG 2.1: 4.5); what was dark stays as it
// is.
class ReadableColors
{
public:
    struct Own {
        Color base{255, 255, 255, 1}, text{0, 0, 0, 1}, link{0, 0, 238, 1};
        friend bool operator==(const Own &, const Own &) = default;
    };
    enum class Mapping { AsWritten, ForDark };
    ReadableColors(const Own &own, Mapping mapping) : m_own(own), m_mapping(mapping) {}

    [[nodiscard]] const Own &own() const noexcept { return m_own; }
    [[nodiscard]] Color ground(const Color &written) const;
    // Of text or a line on a ground that has been mapped. What could not be told from its ground becomes
    // readable.
    [[nodiscard]] Color text(const Color &written, const Color &ground) const;
    [[nodiscard]] Color line(const Color &written) const;

private:
    Own m_own;
    Mapping m_mapping;
};

// `color`, lighter or darker as far as it needs to be told from `ground`.
[[nodiscard]] Color readable(const Color &color, const Color &ground, double wanted);

}
