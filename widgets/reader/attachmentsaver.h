// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/store/rows.h"

#include <QObject>
#include <QStringList>
#include <QThreadPool>

#include <memory>
#include <vector>

class PartWaiter;
class QWidget;

// Where an attachment goes. Names that a sender chose never decide a place: only the last component, made
// safe, is used.
namespace attachmentfiles {

// A new file in `folder`, never an existing one and never through a link (O_EXCL): "name (2).ext" when it is
// taken.
[[nodiscard]] Result<QString> writeNew(const QString &folder, const QString &name, const QByteArray &octets);
// The file the user named, replaced as a whole or not at all.
[[nodiscard]] Result<void> writeReplacing(const QString &path, const QByteArray &octets);

}

// Saves attachments: asks where, waits for what is not here yet, decodes and writes on a worker. Window
// thread.
class AttachmentSaver : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(AttachmentSaver)

public:
    AttachmentSaver(QWidget *window, PartWaiter &waiter, QObject *parent);
    ~AttachmentSaver() override;

    void save(const store::MessageContent &content, const mime::PartInfo &part);
    void saveOctets(const QString &name, const QByteArray &octets);  // what is no part of a message
    void saveAll(const store::MessageContent &content, const std::vector<mime::PartInfo> &parts);

Q_SIGNALS:
    void progressed(const QString &sentence);  // "Loading …", "Saved …"
    void failed(const QString &sentence);      // which were not saved and why: to stay until it is read

private:
    // What was asked for at once, so that its end is told once.
    struct Batch {
        QString folder;
        int wanted = 0;
        QStringList saved;
        QStringList unsaved;  // "name (reason)"
    };
    struct Job {
        std::shared_ptr<Batch> batch;
        mime::PartInfo part;
        QString folder;  // saving all: a new file in it
        QString path;    // saving one: exactly this file
    };
    void begin(const std::vector<Job> &jobs, const store::MessageContent &content);
    void write(const Job &job, const QByteArray &encoded);
    void finish(const Job &job, const Result<QString> &saved);
    void tell(const Batch &batch);

    QWidget *m_window;
    PartWaiter &m_waiter;
    QString m_lastFolder;
    QThreadPool m_workers;
};
