// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringView>

#include <optional>

namespace html::css {

// 0xrrggbb of a colour's name in lower case (CSS Color 4, 6.1).
[[nodiscard]] std::optional<unsigned> namedColor(QStringView name) noexcept;

}
