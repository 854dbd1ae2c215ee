// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/privatefile.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace {

constexpr mode_t folderMode = S_IRWXU;
constexpr mode_t fileMode = S_IRUSR | S_IWUSR;

Error failure(const char *step)
{
    return Error{Error::Kind::Storage, QByteArray(step) + ": " + std::strerror(errno)};
}

// A file descriptor that is closed on every way out.
class Descriptor
{
public:
    explicit Descriptor(int fd) noexcept : m_fd(fd) {}
    Descriptor(const Descriptor &) = delete;
    Descriptor &operator=(const Descriptor &) = delete;
    ~Descriptor()
    {
        if (m_fd >= 0)
            ::close(m_fd);
    }
    [[nodiscard]] int get() const noexcept { return m_fd; }

private:
    int m_fd;
};

bool writeAll(int fd, const QByteArray &octets)
{
    qsizetype written = 0;
    while (written < octets.size()) {
        const ssize_t count =
            ::write(fd, octets.constData() + written, static_cast<size_t>(octets.size() - written));
        if (count < 0 && errno != EINTR)
            return false;
        written += count > 0 ? count : 0;
    }
    return true;
}

// The name is durable only when its folder is. Not every file system can do it, and the content is there
// anyway.
void syncFolder(const QString &folder)
{
    const Descriptor fd(::open(QFile::encodeName(folder).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (fd.get() >= 0)
        ::fsync(fd.get());
}

Result<void> tightenFolder(const QByteArray &name)
{
    struct stat link = {};
    struct stat folder = {};
    if (::lstat(name.constData(), &link) != 0 || ::stat(name.constData(), &folder) != 0)
        return failure("looking at a folder");
    if (!S_ISDIR(folder.st_mode))
        return Error{Error::Kind::Storage, "not a folder"};
    if (S_ISLNK(link.st_mode) && folder.st_uid != ::geteuid())
        return Error{Error::Kind::Storage, "a symbolic link to somebody else's folder"};
    struct stat root = {};
    const bool isRoot =
        ::stat("/", &root) == 0 && root.st_dev == folder.st_dev && root.st_ino == folder.st_ino;
    if ((folder.st_mode & S_ISVTX) != 0 || isRoot)
        return Error{Error::Kind::Storage, "a folder that is shared with others"};
    if ((folder.st_mode & ALLPERMS) != folderMode && ::chmod(name.constData(), folderMode) != 0)
        return failure("taking the others' rights from a folder");
    return {};
}

}

Result<void> makePrivateFolder(const QString &path)
{
    const QString clean = QDir::cleanPath(QDir(path).absolutePath());
    QStringList missing;
    for (QString at = clean; !QFileInfo::exists(at) && at != QStringLiteral("/"); at = QFileInfo(at).path())
        missing.prepend(at);
    for (const QString &folder : std::as_const(missing)) {
        const QByteArray name = QFile::encodeName(folder);
        if (::mkdir(name.constData(), folderMode) != 0 && errno != EEXIST)
            return failure("making a folder");
        if (::chmod(name.constData(), folderMode) != 0)  // the umask may have taken our own rights
            return failure("making a folder");
    }
    return tightenFolder(QFile::encodeName(clean));
}

Result<bool> makePrivateFile(const QString &path)
{
    const QByteArray name = QFile::encodeName(path);
    // An existing file is not opened: closing it again would drop the locks that this process holds on it.
    // (POSIX.1, close)
    struct stat file = {};
    if (::lstat(name.constData(), &file) == 0) {
        if (!S_ISREG(file.st_mode))
            return Error{Error::Kind::Storage, "not a regular file"};
        if ((file.st_mode & ALLPERMS) != fileMode && ::chmod(name.constData(), fileMode) != 0)
            return failure("taking the others' rights from a file");
        return false;
    }
    if (errno != ENOENT)
        return failure("looking for a file");
    const Descriptor fd(
        ::open(name.constData(), O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, fileMode));
    if (fd.get() < 0 || ::fchmod(fd.get(), fileMode) != 0)
        return failure("making a file");
    return true;
}

Result<void> replacePrivateFile(const QString &path, const QByteArray &octets)
{
    const QString folder = QFileInfo(path).absolutePath();
    QByteArray name = QFile::encodeName(folder + QStringLiteral("/.posthorn-XXXXXX"));
    const Descriptor fd(::mkostemp(name.data(), O_CLOEXEC));
    if (fd.get() < 0)
        return failure("making a temporary file");
    const bool whole = ::fchmod(fd.get(), fileMode) == 0 && writeAll(fd.get(), octets)
        && ::fsync(fd.get()) == 0 && ::rename(name.constData(), QFile::encodeName(path).constData()) == 0;
    if (!whole) {
        const Error error = failure("writing a file");
        ::unlink(name.constData());
        return error;
    }
    syncFolder(folder);
    return {};
}
