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

// The picture formats that are decoded here, by their first octets: "png", "jpeg", "gif", "webp"; empty: none
// of them. What is written about a picture may be anything, and drawings (SVG) are programs.
[[nodiscard]] QByteArrayView pictureFormat(QByteArrayView octets);

}
