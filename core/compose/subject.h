// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace compose {

// "Re: " once, whatever marks of replies there are, in whatever language they were written, also behind the
// name of a list in brackets (RFC 5322, 3.6.5).
[[nodiscard]] QString replySubject(const QString &subject);
// "Fwd: " once; that it was a reply stays.
[[nodiscard]] QString forwardSubject(const QString &subject);
// Without any of those marks: what a conversation is about.
[[nodiscard]] QString bareSubject(const QString &subject);

}
