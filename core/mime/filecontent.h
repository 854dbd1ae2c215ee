// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mime/attachedfile.h"

namespace mime {

// What a file's octets say by themselves.
struct FileContent {
    FileKind kind = FileKind::Unknown;
    std::optional<FileRisk> risk;
    bool isPackage = false;  // a box that many kinds of files come in: ZIP, OLE
};
[[nodiscard]] FileContent fileContent(QByteArrayView octets);

}
