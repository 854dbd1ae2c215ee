// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/compose/composition.h"

#include <QDateTime>

namespace compose {

// What a message gets beside its words: the time, and octets for names that nobody else has.
struct Stamp {
    QDateTime now{};
    QByteArray random{};  // 16 octets or more
};

// The message as octets with CRLF, lines of at most 78 octets (998 in messages that are passed on), ready for
// planAsking() and for the folder for drafts: text/plain with format=flowed (RFC 3676), or
// multipart/alternative with it and HTML (with its pictures, RFC 2387), files around that. It says nothing of
// this machine: no name, no program, no time zone. Bcc is in it; whoever submits takes it out. Nothing of any
// value becomes a line, a field or a part of its own; what cannot be written (an address that is none, a
// field that is the machinery's) is left out. What is to be signed is in forms that nobody on the way changes
// (RFC 3156, 3): sealing itself is crypto's.
[[nodiscard]] QByteArray messageOf(const Composition &composition, const Stamp &stamp);

// How many octets that will be, about.
[[nodiscard]] qint64 sizeOf(const Composition &composition);

// May a person write this field by hand? Not those that this writes, nor those of transport.
[[nodiscard]] bool mayBeWritten(const QByteArray &fieldName);

}
