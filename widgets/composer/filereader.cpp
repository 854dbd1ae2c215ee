// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/composer/filereader.h"

#include <QFile>
#include <QFileInfo>
#include <QMimeDatabase>
#include <QMutex>

#include <system_error>
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
    [[nodiscard]] bool tell(const QString &path, const std::optional<compose::Attachment> &file);

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

// False: nobody is there any more.
bool FileReader::Line::tell(const QString &path, const std::optional<compose::Attachment> &file)
{
    const QMutexLocker lock(&mutex);
    if (reader == nullptr)
        return false;
    QMetaObject::invokeMethod(
        reader, [to = reader, path, file] { to->take(QFileInfo(path).fileName(), file); },
        Qt::QueuedConnection);
    return true;
}

void FileReader::read(const QList<QUrl> &files)
{
    if (files.isEmpty())
        return;
    m_waiting += static_cast<int>(files.size());
    try {
        std::thread([line = m_line, files] {
            for (const QUrl &url : files) {
                if (!line->tell(url.toLocalFile(), fileAt(url.toLocalFile())))
                    return;
            }
        }).detach();
    } catch (const std::system_error &) {  // there can be no more threads
        for (const QUrl &url : files)
            (void)m_line->tell(url.toLocalFile(), std::nullopt);
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
