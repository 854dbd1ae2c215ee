// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/reader/privatecopies.h"

#include "core/base/privatefile.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;

namespace {

// A link in its place is taken away; what it leads to is not ours.
void removeAll(const QString &folder)
{
    if (QFileInfo(folder).isSymLink())
        QFile::remove(folder);
    else
        QDir(folder).removeRecursively();
}

Error storageError(const QString &why)
{
    return Error{Error::Kind::Storage, why.toUtf8()};
}

}

PrivateCopies::PrivateCopies(QString folder) : m_folder(std::move(folder))
{
    removeAll(m_folder);
}

PrivateCopies::~PrivateCopies()
{
    removeAll(m_folder);
}

Result<QString> PrivateCopies::make(const QString &name, const QByteArray &octets) const
{
    if (const auto made = makePrivateFolder(m_folder); !made)
        return made.error();
    QTemporaryDir own(m_folder + u"/XXXXXX"_s);
    if (!own.isValid())
        return storageError(own.errorString());
    QFile file(own.filePath(name));
    // The mode counts for those who open it later; we may write what we have just made.
    if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly, QFileDevice::ReadOwner)
        || file.write(octets) != octets.size() || !file.flush())
        return storageError(file.errorString());
    own.setAutoRemove(false);
    return file.fileName();
}
