// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/userdatabase.h"

#include "core/base/logging.h"
#include "core/base/privatefile.h"
#include "core/store/filesystem.h"
#include "core/store/foundfile.h"
#include "core/store/salvage.h"
#include "core/store/writer.h"

#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <array>
#include <cstdio>
#include <fcntl.h>
#include <sys/stat.h>

namespace store {

using namespace Qt::StringLiterals;

namespace {

// Which file this is, as far as the system can tell: a copy has another number or was made at another time.
// Renaming changes neither.
QByteArray identityOf(const QString &path)
{
    struct statx status = {};
    if (::statx(AT_FDCWD, QFile::encodeName(path).constData(), AT_SYMLINK_NOFOLLOW, STATX_INO | STATX_BTIME,
                &status)
        != 0)
        return {};
    QByteArray identity = QByteArray::number(static_cast<quint64>(status.stx_ino));
    if ((status.stx_mask & STATX_BTIME) != 0)
        identity += ' ' + QByteArray::number(static_cast<qint64>(status.stx_btime.tv_sec)) + '.'
            + QByteArray::number(status.stx_btime.tv_nsec);
    return identity;
}

QString identityFile(const QString &path)
{
    return path + u".home"_s;
}

// Beside the file and not in it, so that both ways of restoring are seen: the database alone, or all of the
// folder.
// Instead of an identity: made again from a backup, and nobody has been told yet.
constexpr auto madeAgain = "made again";

bool comesFromElsewhere(const QString &path)
{
    QFile known(identityFile(path));
    if (!known.open(QIODevice::ReadOnly))
        return false;
    const QByteArray identity = known.readAll();
    // Over a network, and with FUSE, every mount may give the same file another number.
    if (isNetworkFolder(QFileInfo(path).absolutePath()))
        return identity == madeAgain;
    return identity != identityOf(path);
}

void rememberIdentity(const QString &path)
{
    const QByteArray identity = identityOf(path);
    QFile known(identityFile(path));
    if (known.open(QIODevice::ReadOnly) && known.readAll() == identity)
        return;
    known.close();
    if (!replacePrivateFile(identityFile(path), identity))
        qCWarning(logStore, "could not note which file user.db is");
}

QString backupPath(const QString &path, int generation)
{
    return path + (generation == 1 ? u".backup"_s : u".backup-%1"_s.arg(generation));
}

QString damagedName(const QString &path, int number)
{
    return path + (number == 1 ? u".damaged"_s : u".damaged-%1"_s.arg(number));
}

int damagedCount(const QString &path)
{
    int count = 0;
    while (QFileInfo::exists(damagedName(path, count + 1)))
        ++count;
    return count;
}

// What is built before the damaged one is touched.
QString replacementPath(const QString &path)
{
    return path + u".new"_s;
}

constexpr auto sidecars = std::to_array<const char *>({"-wal", "-shm", "-journal"});

// nullopt: it is damaged.
Result<std::optional<Found>> lookAtUser(const QString &path)
{
    QFile::remove(suspectMark(path));
    auto found = look(path, Database::Durability::Full, userSchema());
    // Small, and nothing else has what is in it.
    const auto sound =
        found ? isSound(found->database, "PRAGMA integrity_check(1)") : Result<bool>(found.error());
    const bool damaged = QFile::remove(suspectMark(path)) || (sound && !*sound);
    if (damaged) {
        qCWarning(logStore, "user.db is damaged");
        return std::optional<Found>();
    }
    if (!sound)
        return sound.error();
    return std::optional<Found>(std::move(*found));
}

Result<UserDatabase> bringUp(Found found, const QString &path)
{
    const Schema &schema = userSchema();
    const auto [standing, version] = found.inspection;
    if (standing == Standing::Newer)
        return Error{Error::Kind::Unsupported, "user.db was made by a newer version"};
    if (standing == Standing::Foreign)
        return Error{Error::Kind::Storage, "user.db has another schema than ours"};
    if (standing == Standing::Older) {
        const QString backup = path + u".before-"_s + QString::number(schema.version());
        if (auto copied = found.database.copyTo(backup); !copied)
            return copied.error();
    }
    if (auto done = migrate(found.database, schema, version, schema.version()); !done)
        return done.error();
    const Opened opened = standing == Standing::Empty ? Opened::Created
        : standing == Standing::Older                 ? Opened::Migrated
                                                      : Opened::AsItWas;
    return UserDatabase{std::move(found.database), opened};
}

bool isOfOurs(Standing standing)
{
    return standing == Standing::Ours || standing == Standing::Older;
}

// The newest backup that is whole, in a file of its own; an empty one when none is. A backup that cannot be
// read or copied now (a full disk) is an error: it may be there the next time.
Result<UserDatabase> buildReplacement(const QString &path)
{
    std::optional<Error> unread;
    bool isCopied = false;
    for (const QString &backup : userBackups(path)) {
        const auto found = lookAtUser(backup);
        if (!found && !unread)
            unread = found.error();
        if (!found || !*found || !isOfOurs((*found)->inspection.standing))
            continue;
        if (const auto copied = (*found)->database.copyTo(replacementPath(path)); !copied)
            return copied.error();
        isCopied = true;
        break;
    }
    if (unread && !isCopied)
        return *unread;
    auto made = lookAtUser(replacementPath(path));
    if (!made)
        return made.error();
    if (!*made || (isCopied && !isOfOurs((*made)->inspection.standing)))
        return Error{Error::Kind::Storage, "user.db cannot be made again"};
    return bringUp(std::move(**made), path);
}

QDateTime lastWritten(const QString &database)
{
    return std::max(QFileInfo(database).lastModified(), QFileInfo(database + u"-wal"_s).lastModified());
}

// What may have more than the backups: the file itself, or the one that a repair that was broken off has set
// aside already. One from an earlier year must not replace what is newer.
QString damagedOne(const QString &path)
{
    if (QFileInfo::exists(path))
        return path;
    const int count = damagedCount(path);
    if (count == 0)
        return {};
    const QString newest = damagedName(path, count);
    const QStringList backups = userBackups(path);
    const bool wasBrokenOff = QFileInfo::exists(replacementPath(path));
    if (wasBrokenOff) {
        for (const char *suffix : sidecars)  // those that it did not come to; nothing is replaced
            QFile::rename(path + QLatin1String(suffix), newest + QLatin1String(suffix));
    }
    const bool isNewest =
        wasBrokenOff || backups.isEmpty() || lastWritten(newest) >= QFileInfo(backups.front()).lastModified();
    return isNewest ? newest : QString();
}

void removeSidecars(const QString &path)
{
    for (const char *suffix : sidecars)
        QFile::remove(path + QLatin1String(suffix));
}

// Closed when it returns, all of it in one file, and synced.
Result<void> makeReplacement(const QString &path, const QString &damaged)
{
    QFile::remove(replacementPath(path));
    removeSidecars(replacementPath(path));
    const auto user = buildReplacement(path);
    if (!user)
        return user.error();
    if (!damaged.isEmpty()) {
        if (auto saved = salvage(damaged, user->database); !saved)
            return saved;
    }
    return user->database.execute("PRAGMA wal_checkpoint(TRUNCATE)");
}

// Whenever this is broken off, the next start finds either the damaged file or none, and the backups.
Result<UserDatabase> restore(const QString &path)
{
    if (auto made = makeReplacement(path, damagedOne(path)); !made)
        return made.error();
    removeSidecars(replacementPath(path));  // with nothing in them
    if (auto noted = replacePrivateFile(identityFile(path), madeAgain); !noted)
        return noted.error();
    if (auto aside = moveDatabase(path, damagedName(path, damagedCount(path) + 1)); !aside)
        return aside.error();
    QFile::remove(suspectMark(path));
    if (std::rename(QFile::encodeName(replacementPath(path)).constData(), QFile::encodeName(path).constData())
        != 0)
        return Error{Error::Kind::Storage, "user.db could not be put in its place"};
    auto found = look(path, Database::Durability::Full, userSchema());
    if (!found)
        return found.error();
    return UserDatabase{std::move(found->database), Opened::Restored, true};
}

Result<UserDatabase> openOrRestore(const QString &path)
{
    // There has been one: a missing or empty file is not the first start.
    const bool wasThere = !userBackups(path).isEmpty() || damagedCount(path) > 0;
    const QFileInfo file(path);
    if (wasThere && !file.exists() && !file.isSymLink())
        return restore(path);
    auto found = lookAtUser(path);
    if (!found)
        return found.error();
    if (*found && !(wasThere && (*found)->inspection.standing == Standing::Empty))
        return bringUp(std::move(**found), path);
    const bool isEmpty = (*found).has_value();
    (*found).reset();  // closed
    if (isEmpty) {
        QFile::remove(path);
        removeSidecars(path);
    }
    return restore(path);
}

}

QStringList userBackups(const QString &path)
{
    QStringList there;
    for (const int generation : {1, 2}) {
        if (QFileInfo::exists(backupPath(path, generation)))
            there.append(backupPath(path, generation));
    }
    return there;
}

Result<UserDatabase> openUser(const QString &path)
{
    const bool elsewhere = comesFromElsewhere(path);
    auto user = openOrRestore(path);
    if (!user)
        return user.error();
    if (user->opened != Opened::Created)
        user->isFromElsewhere = user->isFromElsewhere || elsewhere;
    rememberIdentity(path);
    return user;
}

// --- UserBackup
// -----------------------------------------------------------------------------------------------------

namespace {

constexpr int pagesAStep = 64;

// Damage is copied like everything else, and must not replace what is whole.
std::optional<Error> whatIsWrongWith(const QString &copy)
{
    const auto found = lookAtUser(copy);
    if (!found)
        return found.error();
    if (!*found || !isOfOurs((*found)->inspection.standing))
        return Error{Error::Kind::Storage, "the copy is damaged"};
    return std::nullopt;
}

}

UserBackup::UserBackup(const Database &user, Clock &clock, QObject *parent)
    : QObject(parent), m_user(user), m_clock(clock), m_path(user.path())
{
    connect(this, &UserBackup::stepDue, this, &UserBackup::workOneStep, Qt::QueuedConnection);
}

UserBackup::~UserBackup() = default;

void UserBackup::start()
{
    look();
}

void UserBackup::look()
{
    const QFileInfo newest(backupPath(m_path, 1));
    const QDateTime now = m_clock.now();
    const bool young = newest.exists() && newest.lastModified() <= now
        && newest.lastModified().msecsTo(now)
            < std::chrono::milliseconds(maxAge - std::chrono::hours(1)).count();
    m_alarm = m_clock.alarm(std::chrono::hours(1), [this] { look(); });
    if (young || m_copy)
        return;
    auto copy = DatabaseCopy::begin(m_user, m_path + u".backup-new"_s);
    if (!copy) {
        end(copy.error());
        return;
    }
    m_copy.emplace(std::move(*copy));
    Q_EMIT stepDue({});
}

void UserBackup::workOneStep()
{
    if (!m_copy)
        return;
    const auto whole = m_copy->step(pagesAStep);
    if (!whole)
        end(whole.error());
    else if (!*whole)
        Q_EMIT stepDue({});
    else
        end(whatIsWrongWith(m_path + u".backup-new"_s));
}

void UserBackup::end(const std::optional<Error> &error)
{
    m_copy.reset();
    if (error) {
        qCWarning(logStore, "no backup of user.db: %s", error->detail.constData());
        QFile::remove(m_path + u".backup-new"_s);
        Q_EMIT failed(*error);
        return;
    }
    // Each rename is whole or not at all: there is always one that can be used.
    const auto rename = [](const QString &from, const QString &to) {
        return ::rename(QFile::encodeName(from).constData(), QFile::encodeName(to).constData()) == 0;
    };
    rename(backupPath(m_path, 1), backupPath(m_path, 2));
    if (rename(m_path + u".backup-new"_s, backupPath(m_path, 1)))
        Q_EMIT made();
    else
        Q_EMIT failed(Error{Error::Kind::Storage, "renaming a backup"});
}

}
