// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDir>
#include <QFileInfo>

// A QTemporaryDir's template, in memory where the system has such a place: for profiles that are made by the
// thousand and need outlive neither a power cut nor the test. Waiting for the disk was most of their time.
[[nodiscard]] inline QString inMemory()
{
    const QString memory = QStringLiteral("/dev/shm");
    const QString base = QFileInfo(memory).isWritable() ? memory : QDir::tempPath();
    return base + QStringLiteral("/posthorn-XXXXXX");
}
