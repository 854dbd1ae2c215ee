// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/profile.h"

#include "core/base/privatefile.h"

#include <QDir>
#include <QStandardPaths>

namespace store {

namespace {

// XDG Base Directory Specification: only absolute paths count, else the default below the home folder.
QString stateFolder()
{
    const QString given = qEnvironmentVariable("XDG_STATE_HOME");
    const QString base =
        QDir::isAbsolutePath(given) ? given : QDir::homePath() + QStringLiteral("/.local/state");
    return QDir::cleanPath(base) + QStringLiteral("/posthorn");
}

QString writable(QStandardPaths::StandardLocation location)
{
    return QStandardPaths::writableLocation(location) + QStringLiteral("/posthorn");
}

}

ProfilePaths ProfilePaths::xdg()
{
    return {writable(QStandardPaths::GenericConfigLocation), writable(QStandardPaths::GenericDataLocation),
            stateFolder()};
}

ProfilePaths ProfilePaths::in(const QString &folder)
{
    const QString absolute = QDir::cleanPath(QDir(folder).absolutePath());
    return {absolute, absolute, absolute};
}

Result<void> ProfilePaths::prepare() const
{
    for (const QString &folder : {config, data, state}) {
        if (auto made = makePrivateFolder(folder); !made)
            return made;
    }
    return {};
}

}
