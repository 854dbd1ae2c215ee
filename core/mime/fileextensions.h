// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mime/attachedfile.h"

namespace mime {

// What the end of a file's name says. `extension` as of fileExtension(): lower case, without a dot.
[[nodiscard]] FileKind extensionKind(const QString &extension);
[[nodiscard]] std::optional<FileRisk> extensionRisk(const QString &extension);

}
