// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QString>

// Files and folders that are nobody else's business: 0600 and 0700 whatever the umask, and never through a
// symbolic link that somebody may have put in their place. Blocking calls; errors are of kind Storage and
// name the step, not the path.

// Makes the folder and those missing above it, and takes the others' rights from one that is there. A
// symbolic link is followed only to a folder of our own; a shared folder (sticky, or the root) is refused.
[[nodiscard]] Result<void> makePrivateFolder(const QString &path);

// Sees to it that a regular file is there, 0600; true when it was made now. What is in it stays. A symbolic
// link is an error.
[[nodiscard]] Result<bool> makePrivateFile(const QString &path);

// The whole file anew: a temporary file of unpredictable name beside it, synced, renamed over it. A symbolic
// link in its place is replaced, not followed. After an error the old file is as it was.
[[nodiscard]] Result<void> replacePrivateFile(const QString &path, const QByteArray &octets);
