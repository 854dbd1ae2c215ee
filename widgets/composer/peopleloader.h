// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/models/peoplemodel.h"

#include <QList>
#include <QString>
#include <QUuid>

// Who is in the mail that is here: to whom the newest mail in the folders for sent mail went, and from whom
// the newest in the inboxes came. Reads cache.db through a reader of its own; for a thread of its own.
[[nodiscard]] std::vector<models::Person> peopleInMail(const QString &cachePath,
                                                       const QList<QUuid> &accounts);
