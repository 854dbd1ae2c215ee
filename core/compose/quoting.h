// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringView>

namespace compose {

// A text as a reply quotes it: one mark more before each line, without the signature and the empty lines at
// its end. Lines are not broken here: that is done when the mail is made (RFC 3676, 4.5).
[[nodiscard]] QString quoted(QStringView text);
// Without "-- " and what follows it at the same depth of quotation (RFC 3676, 4.3).
[[nodiscard]] QString withoutSignature(QStringView text);

}
