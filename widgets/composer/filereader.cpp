// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/composer/filereader.h"

#include <QFile>
#include <QFileInfo>
#include <QMimeDatabase>
#include <QMutex>

#include <thread>

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

// Whoever reads may find nobody there any more.
struct FileReader::Line {
    QMutex mutex;
    FileReader *reader = nullptr;
};

FileReader::FileReader(QObject *parent) : QObject(parent), m_line(std::make_shared<Line>())
{
    m_line->reader = this;
}

FileReader::~FileReader()
{
    const QMutexLocker lock(&m_line->mutex);
    m_line->reader = nullptr;
}

void FileReader::read(const QList<QUrl> &files)
{
    for (const QUrl &url : files) {
        ++m_waiting;
        std::thread([line = m_line, path = url.toLocalFile()] {
            const auto file = fileAt(path);
            const QMutexLocker lock(&line->mutex);
            if (FileReader *reader = line->reader)
                QMetaObject::invokeMethod(
                    reader, [reader, path, file] { reader->take(QFileInfo(path).fileName(), file); },
                    Qt::QueuedConnection);
        }).detach();
    }
}

void FileReader::take(const QString &name, const std::optional<compose::Attachment> &file)
{
    --m_waiting;
    if (file)
        Q_EMIT wasRead(*file);
    else
        Q_EMIT failed(name);
}
