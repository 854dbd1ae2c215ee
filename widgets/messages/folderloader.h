// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/changes.h"

#include <QObject>
#include <QThreadPool>

#include <atomic>
#include <memory>

// Reads what a large folder has below its newest messages, in a thread of its own with a reader of its own,
// so that the window never waits for a hundred thousand rows. Window thread.
class FolderLoader : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FolderLoader)

public:
    explicit FolderLoader(const QString &cachePath, QObject *parent = nullptr);
    ~FolderLoader() override;  // waits for the piece that is being read

    // Newest first, in pieces, from below `above` on. What was being read is given up.
    void start(store::FolderId folder, const store::InsertedCopy &above);
    void cancel();

Q_SIGNALS:
    void loaded(store::FolderId folder, const std::vector<store::InsertedCopy> &copies, bool isLast);

private:
    QString m_cachePath;
    QThreadPool m_thread;
    std::shared_ptr<std::atomic<bool>> m_wanted;  // one for each start()
};
