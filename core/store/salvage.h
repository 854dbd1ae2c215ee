// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/database.h"

namespace store {

// Copies what can still be read of a damaged user.db into a sound one of the current version. A table that
// can be read to its end replaces what `into` has; of another one the rows at both ends are added. An error
// is one of `into`.
[[nodiscard]] Result<void> salvage(const QString &damagedPath, const Database &into);

}
