// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/rows.h"

#include <QMetaType>

// A message that came inside another one: nothing of it is in the store, everything of it is here.
struct EmbeddedMessage {
    store::MessageRow row;          // without an id
    store::MessageContent content;  // what its parts hold is unpacked (mime::unpacked())
};
Q_DECLARE_METATYPE(EmbeddedMessage)

// Total; for any thread.
[[nodiscard]] EmbeddedMessage embeddedMessage(const QByteArray &octets);

// `content` as if what its parts hold were parts; unchanged when there is nothing.
[[nodiscard]] store::MessageContent unpackedContent(store::MessageContent content);
