// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/smtp/submission.h"

#include <QByteArray>
#include <QByteArrayView>

namespace smtp {

// A CR without LF or an LF without CR: what it ends is told otherwise by every server.
[[nodiscard]] bool hasBareLineEnd(QByteArrayView message) noexcept;

// The octets after DATA: dots doubled (RFC 5321, 4.5.2), ended by CRLF "." CRLF. A bare CR or LF is refused:
// servers disagree about what it ends, and one of them could read our message as two ("SMTP smuggling").
[[nodiscard]] Result<QByteArray> dataText(const QByteArray &message);

// Any octet above 127, so that BODY=8BITMIME is needed (RFC 6152).
[[nodiscard]] bool isEightBit(QByteArrayView octets) noexcept;

// An octet above 127 in the header itself: internationalised (RFC 6532), so that SMTPUTF8 is needed.
[[nodiscard]] bool hasEightBitHeader(QByteArrayView message) noexcept;

// May these addresses be written between angle brackets? Anything that could end the bracket or the line is
// refused.
[[nodiscard]] bool isUsable(const Envelope &envelope);

}
