// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/profilelock.h"

#include "core/base/logging.h"

#include <QFile>

#include <cerrno>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace store {

ProfileLock::ProfileLock(QString path) : m_path(std::move(path)) {}

ProfileLock::~ProfileLock()
{
    if (m_file >= 0)
        ::close(m_file);
}

ProfileLock::Outcome ProfileLock::acquire()
{
    if (m_file >= 0)
        return Outcome::Held;
    const int file =
        ::open(QFile::encodeName(m_path).constData(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (file < 0) {
        qCWarning(logStore, "no lock on the profile: error %d", errno);
        return Outcome::Impossible;
    }
    int locked = 0;
    do {
        locked = ::flock(file, LOCK_EX | LOCK_NB);
    } while (locked != 0 && errno == EINTR);
    if (locked == 0) {
        m_file = file;
        return Outcome::Held;
    }
    const bool taken = errno == EWOULDBLOCK;
    ::close(file);
    return taken ? Outcome::Taken : Outcome::Impossible;
}

}
