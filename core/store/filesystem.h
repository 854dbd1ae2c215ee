// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

// Where a profile lies: what SQLite may rely on there.
namespace store {

// By the number that statfs() gives for the kind of file system.
[[nodiscard]] bool isNetworkFileSystem(quint64 type) noexcept;
// The folder is on one of another machine, or on one of a program (FUSE: sshfs, rclone) that may be: no
// shared memory, and locks that are kept or not.
[[nodiscard]] bool isNetworkFolder(const QString &folder);

}
