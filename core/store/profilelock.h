// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace store {

// One program per profile, by a lock of the operating system on a file: it ends with the process, however
// that ends, and so nothing a crash has left behind ever stands in the way. The file stays.
class ProfileLock
{
public:
    explicit ProfileLock(QString path);
    ~ProfileLock();
    ProfileLock(const ProfileLock &) = delete;
    ProfileLock &operator=(const ProfileLock &) = delete;

    enum class Outcome {
        Held,
        Taken,       // by another one
        Impossible,  // the file cannot be made, or the file system knows no locks: nobody is kept out
    };
    [[nodiscard]] Outcome acquire();

private:
    QString m_path;
    int m_file = -1;
};

}
