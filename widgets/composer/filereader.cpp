// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/composer/filereader.h"

#include <QDeadlineTimer>
#include <QFile>
#include <QFileInfo>
#include <QMimeDatabase>
#include <QMutex>
#include <QWaitCondition>

#include <system_error>
#include <thread>
#include <utility>

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
    struct Came {
        QString name = {};
        std::optional<compose::Attachment> file = {};
    };
    [[nodiscard]] bool tell(const QString &path, const std::optional<compose::Attachment> &file);

    QMutex mutex;
    QWaitCondition hasCome;
    QList<Came> came;  // and was not taken yet
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
    came.append({QFileInfo(path).fileName(), file});
    hasCome.wakeAll();
    QMetaObject::invokeMethod(reader, &FileReader::takeWhatCame, Qt::QueuedConnection);
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

void FileReader::takeWhatCame()
{
    QList<Line::Came> all;
    {
        const QMutexLocker lock(&m_line->mutex);
        all.swap(m_line->came);
    }
    for (const Line::Came &each : std::as_const(all)) {
        --m_waiting;
        if (each.file)
            Q_EMIT wasRead(*each.file);
        else
            Q_EMIT failed(each.name);
    }
}

void FileReader::finish(std::chrono::milliseconds atMost)
{
    const QDeadlineTimer deadline(atMost);
    {
        const QMutexLocker lock(&m_line->mutex);
        while (m_line->came.size() < m_waiting && m_line->hasCome.wait(&m_line->mutex, deadline)) {}
    }
    takeWhatCame();
}
