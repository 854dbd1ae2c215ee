// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayList>

namespace journal {

// What we save (AppendMessage) carries $MDNSent from its first moment, wherever it is saved, so that no
// client ever asks or answers about it (RFC 3503, 3 to 3.4).
enum class SavedAs {
    Receipt,
    Sent,        // in whatever folder, from whatever source
    Unfinished,  // a draft, each time it is saved; a template; what waits in an outbox
};
[[nodiscard]] QByteArrayList flagsOf(SavedAs what);

}
