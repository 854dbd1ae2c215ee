// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/faultvfs.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRandomGenerator>

#include <algorithm>
#include <new>
#include <sqlite3.h>

namespace {

FaultVfs *disk = nullptr;  // the one that lives
sqlite3_vfs *real = nullptr;
sqlite3_vfs shim;

}

// What SQLite calls. The real file lies behind it in the same piece of memory.
struct FaultFile {
    sqlite3_file base;
    sqlite3_file *under;
    QString *path;

    static FaultFile &of(sqlite3_file *file) { return *reinterpret_cast<FaultFile *>(file); }  // NOLINT
    static sqlite3_file *under_(sqlite3_file *file) { return of(file).under; }

    static int fail(int ioError)
    {
        return disk != nullptr && disk->fails() ? disk->codeFor(ioError) : SQLITE_OK;
    }
    static FaultVfs::Image *image(sqlite3_file *file)
    {
        const QString *path = of(file).path;
        return disk == nullptr || path->isEmpty() ? nullptr : &disk->m_images[*path];
    }

    static int close(sqlite3_file *file)
    {
        const int code = under_(file)->pMethods->xClose(under_(file));
        delete of(file).path;
        return code;
    }
    static int read(sqlite3_file *file, void *to, int size, sqlite3_int64 offset)
    {
        return under_(file)->pMethods->xRead(under_(file), to, size, offset);
    }
    static int write(sqlite3_file *file, const void *from, int size, sqlite3_int64 offset)
    {
        if (const int code = fail(SQLITE_IOERR_WRITE); code != SQLITE_OK)
            return code;
        if (FaultVfs::Image *kept = image(file))
            kept->since.push_back({offset, QByteArray(static_cast<const char *>(from), size)});
        return under_(file)->pMethods->xWrite(under_(file), from, size, offset);
    }
    static int truncate(sqlite3_file *file, sqlite3_int64 size)
    {
        if (const int code = fail(SQLITE_IOERR_TRUNCATE); code != SQLITE_OK)
            return code;
        if (FaultVfs::Image *kept = image(file))
            kept->since.push_back({size, {}, true});
        return under_(file)->pMethods->xTruncate(under_(file), size);
    }
    static int sync(sqlite3_file *file, int)
    {
        if (const int code = fail(SQLITE_IOERR_FSYNC); code != SQLITE_OK)
            return code;
        if (FaultVfs::Image *kept = image(file)) {
            for (const FaultVfs::Change &change : kept->since)
                FaultVfs::apply(kept->synced, change);
            kept->since.clear();
        }
        return SQLITE_OK;
    }
    static int size(sqlite3_file *file, sqlite3_int64 *octets)
    {
        return under_(file)->pMethods->xFileSize(under_(file), octets);
    }
    static int lock(sqlite3_file *file, int level)
    {
        return under_(file)->pMethods->xLock(under_(file), level);
    }
    static int unlock(sqlite3_file *file, int level)
    {
        return under_(file)->pMethods->xUnlock(under_(file), level);
    }
    static int checkLock(sqlite3_file *file, int *out)
    {
        return under_(file)->pMethods->xCheckReservedLock(under_(file), out);
    }
    static int control(sqlite3_file *file, int what, void *value)
    {
        return under_(file)->pMethods->xFileControl(under_(file), what, value);
    }
    static int sector(sqlite3_file *file) { return under_(file)->pMethods->xSectorSize(under_(file)); }
    static int traits(sqlite3_file *) { return 0; }
    static int shmMap(sqlite3_file *file, int region, int octets, int extend, void volatile **at)
    {
        if (extend != 0) {
            if (fail(SQLITE_IOERR_SHMSIZE) != SQLITE_OK)
                return SQLITE_IOERR_SHMSIZE;  // SQLITE_READONLY would say that it is mapped
        }
        return under_(file)->pMethods->xShmMap(under_(file), region, octets, extend, at);
    }
    static int shmLock(sqlite3_file *file, int offset, int n, int flags)
    {
        return under_(file)->pMethods->xShmLock(under_(file), offset, n, flags);
    }
    static void shmBarrier(sqlite3_file *file) { under_(file)->pMethods->xShmBarrier(under_(file)); }
    static int shmUnmap(sqlite3_file *file, int remove)
    {
        return under_(file)->pMethods->xShmUnmap(under_(file), remove);
    }

    static int open(sqlite3_vfs *, const char *name, sqlite3_file *file, int flags, int *outFlags);
    static int remove(sqlite3_vfs *, const char *name, int syncFolder)
    {
        if (const int code = fail(SQLITE_IOERR_DELETE); code != SQLITE_OK)
            return code;
        if (disk != nullptr)
            disk->m_images.remove(QFile::decodeName(name));
        return real->xDelete(real, name, syncFolder);
    }
};

int FaultFile::open(sqlite3_vfs *, const char *name, sqlite3_file *file, int flags, int *outFlags)
{
    static const sqlite3_io_methods methods{
        2,        &close,  &read,   &write,  &truncate, &sync,       &size,     &lock,   &unlock, &checkLock,
        &control, &sector, &traits, &shmMap, &shmLock,  &shmBarrier, &shmUnmap, nullptr, nullptr};
    FaultFile &made = of(file);
    made.base.pMethods = nullptr;
    made.under = reinterpret_cast<sqlite3_file *>(&made + 1);  // NOLINT
    const int code = real->xOpen(real, name, made.under, flags, outFlags);
    if (made.under->pMethods == nullptr)
        return code;
    made.base.pMethods = &methods;
    made.path = new QString(name != nullptr ? QFile::decodeName(name) : QString());  // close() deletes it
    if (disk != nullptr && name != nullptr && !disk->m_images.contains(*made.path)) {
        QFile there(*made.path);
        if (there.open(QIODevice::ReadOnly))
            disk->m_images[*made.path].synced = there.readAll();
    }
    return code;
}

FaultVfs::FaultVfs()
{
    real = sqlite3_vfs_find("unix");
    shim = *real;
    shim.zName = "fault";
    shim.szOsFile = static_cast<int>(sizeof(FaultFile)) + real->szOsFile;
    shim.xOpen = &FaultFile::open;
    shim.xDelete = &FaultFile::remove;
    disk = this;
    sqlite3_vfs_register(&shim, 1);
}

FaultVfs::~FaultVfs()
{
    sqlite3_vfs_unregister(&shim);
    sqlite3_vfs_register(real, 1);
    disk = nullptr;
}

void FaultVfs::failAt(int call, Fault fault, bool forGood)
{
    m_calls = 0;
    m_failAt = call;
    m_fault = fault;
    m_forGood = forGood;
    m_failed = false;
}

bool FaultVfs::fails()
{
    if (m_onCall)
        m_onCall();
    ++m_calls;
    const bool failing = m_failAt > 0 && (m_forGood ? m_calls >= m_failAt : m_calls == m_failAt);
    m_failed = m_failed || failing;
    return failing;
}

int FaultVfs::codeFor(int ioError) const
{
    return m_fault == Fault::DiskFull ? SQLITE_FULL : m_fault == Fault::ReadOnly ? SQLITE_READONLY : ioError;
}

void FaultVfs::apply(QByteArray &image, const Change &change)
{
    if (change.isTruncation) {
        image.resize(static_cast<qsizetype>(change.offset));
        return;
    }
    const qsizetype end = static_cast<qsizetype>(change.offset) + change.octets.size();
    if (image.size() < end)
        image.append(QByteArray(end - image.size(), '\0'));
    std::copy(change.octets.begin(), change.octets.end(), image.data() + change.offset);
}

void FaultVfs::cutPower(const QString &folder, const QString &into, quint32 seed) const
{
    constexpr qsizetype sector = 512;
    QRandomGenerator random(seed);
    for (auto one = m_images.cbegin(); one != m_images.cend(); ++one) {
        const QFileInfo file(one.key());
        if (file.path() != folder || !file.exists() || file.fileName().endsWith(QStringLiteral("-shm")))
            continue;
        QByteArray image = one->synced;
        for (const Change &change : one->since) {
            if (change.isTruncation && random.bounded(2) == 0)
                apply(image, change);
            for (qsizetype at = 0; at < change.octets.size(); at += sector) {
                if (random.bounded(2) == 0)
                    apply(image, {change.offset + at, change.octets.mid(at, sector)});
            }
        }
        QFile left(QDir(into).filePath(file.fileName()));
        if (left.open(QIODevice::WriteOnly))
            left.write(image);
    }
}
