// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/demo/mail.h"

#include <QList>
#include <QString>

namespace demo {

// Writes the mails as Dovecot keeps them (Maildir++ with dovecot-keywords), before it has seen the folder: by
// far the fastest way, and dates, flags and keywords are as they are wanted. False when something could not
// be written.
[[nodiscard]] bool writeMaildir(const QString &folder, const QList<Mail> &mails);

}
