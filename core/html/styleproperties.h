// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/html/style.h"

#include <QStringView>

namespace html {

struct PropertyContext {
    const Style &parent;
    double viewport = 800;  // its width, CSS pixels
};

// Applies one declaration to a style. What is not known, or has a value that is not, changes nothing. The
// size of the font must have been applied before what is measured in it.
void applyProperty(Style &style, const QString &property, const QString &value,
                   const PropertyContext &context);

// "var(--x, fallback)" resolved; nullopt: a variable that is not there, or leads to itself.
[[nodiscard]] std::optional<QString> withVariables(const QString &value,
                                                   const QHash<QString, QString> &variables);

}
