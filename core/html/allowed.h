// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringView>

namespace html {

enum class Keep {
    Element,  // with those of its attributes that are allowed
    Content,  // what is in it, as if it were not there
    Nothing,  // neither
};
[[nodiscard]] Keep keepOf(QStringView element) noexcept;
// Attributes that only say how something looks, or what it is; href and src are looked at by themselves.
[[nodiscard]] bool isAllowedAttribute(QStringView element, QStringView attribute) noexcept;

}
