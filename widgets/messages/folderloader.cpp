// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/messages/folderloader.h"

#include "core/store/reader.h"

namespace {

constexpr int pieceMessages = 20000;  // the list takes one in well within a frame

}

FolderLoader::FolderLoader(const QString &cachePath, QObject *parent)
    : QObject(parent), m_cachePath(cachePath)
{
    m_thread.setMaxThreadCount(1);
}

FolderLoader::~FolderLoader()
{
    cancel();
    m_thread.waitForDone();
}

void FolderLoader::cancel()
{
    if (m_wanted)
        *m_wanted = false;
    m_wanted.reset();
}

void FolderLoader::start(store::FolderId folder, const store::InsertedCopy &above)
{
    cancel();
    m_wanted = std::make_shared<std::atomic<bool>>(true);
    m_thread.start([this, folder, above, wanted = m_wanted, path = m_cachePath] {
        const auto reader = store::Reader::open(path);
        store::InsertedCopy last = above;
        for (bool isLast = false; !isLast && *wanted;) {
            std::vector<store::InsertedCopy> copies;
            if (reader)
                copies = reader->copies(folder, pieceMessages, &last);
            isLast = copies.size() < pieceMessages;
            if (!copies.empty())
                last = copies.back();
            const auto tell = [this, folder, wanted, isLast, read = std::move(copies)] {
                if (*wanted)
                    Q_EMIT loaded(folder, read, isLast);
            };
            QMetaObject::invokeMethod(this, tell, Qt::QueuedConnection);
        }
    });
}
