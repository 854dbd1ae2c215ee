// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/compose/composition.h"

#include <QByteArray>

#include <optional>

namespace compose {

// What a mailto: address may begin a mail with (RFC 6068): to, cc, bcc, subject, body and in-reply-to.
// Whatever else it names, files above all, is not honoured (section 7); neither is an address with a control
// character in it. Sizes are bounded. Total; nullopt: it is no mailto: address.
struct Mailto {
    std::vector<mime::Mailbox> to{}, cc{}, bcc{};
    QString subject{}, body{};
    QByteArray inReplyTo{};

    friend bool operator==(const Mailto &, const Mailto &) = default;
};
[[nodiscard]] std::optional<Mailto> parseMailto(QByteArrayView address);

// `mail`, as newMail() gives it, with what the address says.
[[nodiscard]] Composition withMailto(Composition mail, const Mailto &wanted);

}
