// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/userdatabase.h"

#include "core/base/logging.h"
#include "core/base/privatefile.h"
#include "core/store/foundfile.h"
#include "core/store/salvage.h"
#include "core/store/writer.h"

#include <QFile>
#include <QFileInfo>

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
bool comesFromElsewhere(const QString &path)
{
    QFile known(identityFile(path));
    return known.open(QIODevice::ReadOnly) && known.readAll() != identityOf(path);
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

QString freeDamagedName(const QString &path)
{
    QString name = path + u".damaged"_s;
    for (int number = 2; QFileInfo::exists(name); ++number)
        name = path + u".damaged-%1"_s.arg(number);
    return name;
}

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

// The newest backup that is whole, as the new user.db; an empty one when there is none.
Result<UserDatabase> openReplacement(const QString &path)
{
    for (const QString &backup : userBackups(path)) {
        const auto found = lookAtUser(backup);
        if (!found || !*found || !(*found)->database.copyTo(path))
            continue;
        auto copy = lookAtUser(path);
        if (copy && *copy) {
            if (auto user = bringUp(std::move(**copy), path))
                return user;
        }
        if (const auto aside = moveDatabase(path, path + u".part"_s); !aside)
            return aside.error();
    }
    auto fresh = lookAtUser(path);
    if (!fresh)
        return fresh.error();
    if (!*fresh)
        return Error{Error::Kind::Storage, "user.db cannot be made again"};
    return bringUp(std::move(**fresh), path);
}

Result<UserDatabase> restore(const QString &path)
{
    const QString damaged = freeDamagedName(path);
    if (auto aside = moveDatabase(path, damaged); !aside)
        return aside.error();
    auto user = openReplacement(path);
    if (!user)
        return user.error();
    if (const auto saved = salvage(damaged, user->database); !saved)
        return saved.error();
    user->opened = Opened::Restored;
    user->isFromElsewhere = true;
    return user;
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
    auto found = lookAtUser(path);
    if (!found)
        return found.error();
    auto user = *found ? bringUp(std::move(**found), path) : restore(path);
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
        end(std::nullopt);
}

void UserBackup::end(const std::optional<Error> &error)
{
    m_copy.reset();
    if (error) {
        qCWarning(logStore, "no backup of user.db: %s", error->detail.constData());
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
