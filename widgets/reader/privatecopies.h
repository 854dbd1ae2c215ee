// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QString>

// The files that other programs are shown: each in a folder of its own that nobody else can look into (0700),
// readable for us alone and not to be written or run (0400). All are gone at the end, and what a crash left
// at the next start: one process at a time has a profile.
class PrivateCopies
{
public:
    explicit PrivateCopies(QString folder);
    ~PrivateCopies();
    PrivateCopies(const PrivateCopies &) = delete;
    PrivateCopies &operator=(const PrivateCopies &) = delete;

    // The path of a new file. `name` has no "/" in it (safetext::fileName()). Blocks; for any thread.
    [[nodiscard]] Result<QString> make(const QString &name, const QByteArray &octets) const;

private:
    QString m_folder;
};
