// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/compose/composition.h"
#include "core/compose/message.h"

#include <QStringList>

// Mail as people of many scripts write it, the same in every run.
namespace generated {

// One sentence each, with long words, marks that combine, and characters beyond the BMP.
[[nodiscard]] const QStringList &scripts();

// Ordinary: what an editor can hold. Hostile: octets that mean something in a header, a field or a boundary,
// anywhere.
enum class Kind { Ordinary, Hostile };
[[nodiscard]] compose::Composition composition(int number, Kind kind);
[[nodiscard]] compose::Stamp stamp(int number);

}
