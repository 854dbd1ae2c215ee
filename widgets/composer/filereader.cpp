// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/composer/filereader.h"

#include <QFile>
#include <QFileInfo>
#include <QMimeDatabase>

#include <optional>

namespace {

// Only what is a file: a pipe or a device would never end.
std::optional<compose::Attachment> fileAt(const QString &path)
{
    const QFileInfo info(path);
    QFile file(path);
    if (!info.isFile() || info.size() > FileReader::largestFile || !file.open(QIODevice::ReadOnly))
        return std::nullopt;
    const QByteArray octets = file.readAll();
    if (file.error() != QFileDevice::NoError)
        return std::nullopt;
    const QByteArray type = QMimeDatabase().mimeTypeForFileNameAndData(path, octets).name().toLatin1();
    return compose::attachmentOf(octets, info.fileName(), type);
}

}

FileReader::FileReader(QObject *parent) : QObject(parent)
{
    m_thread.setMaxThreadCount(1);
}

FileReader::~FileReader()
{
    m_thread.clear();
    m_thread.waitForDone();
}

void FileReader::read(const QList<QUrl> &files)
{
    for (const QUrl &url : files) {
        ++m_waiting;
        m_thread.start([this, path = url.toLocalFile()] {
            auto file = fileAt(path);
            QMetaObject::invokeMethod(
                this,
                [this, path, file = std::move(file)] {
                    --m_waiting;
                    if (file)
                        Q_EMIT wasRead(*file);
                    else
                        Q_EMIT failed(QFileInfo(path).fileName());
                },
                Qt::QueuedConnection);
        });
    }
}
