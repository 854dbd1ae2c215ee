// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <optional>

namespace mime {

// The compressed RTF of Outlook's messages ([MS-OXRTFCP]) as RTF. Never more than limits::richTextOctets, nor
// than the input can tell. nullopt: it is none, or it names what was never there.
[[nodiscard]] std::optional<QByteArray> decompressedRtf(QByteArrayView octets);

}
