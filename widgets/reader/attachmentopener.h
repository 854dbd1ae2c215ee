// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/models/attachmentmodel.h"
#include "core/store/rows.h"
#include "widgets/reader/embeddedmessage.h"
#include "widgets/reader/privatecopies.h"

#include <QObject>
#include <QPointer>
#include <QThreadPool>

class Desktop;
class PartWaiter;
class QWidget;

// Opens attachments: a message in it is handed back, a container is fetched so that what it holds is listed,
// and a file goes to the program that the desktop has for it, as a private copy, after a question. What could
// do harm by being opened is never handed over; why is said, before it is fetched and again when its octets
// are here. Window thread; copies are written by a worker.
class AttachmentOpener : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(AttachmentOpener)

public:
    struct Context {
        QWidget *window;
        Desktop &desktop;
        PartWaiter &waiter;
        QString copies;    // the folder for private copies; nothing else is in it
        QString settings;  // the file that knows for which kinds nobody is asked any more
    };
    explicit AttachmentOpener(Context context);
    ~AttachmentOpener() override;

    void open(const store::MessageContent &content, const models::AttachmentItem &item);
    // A copy to be dropped elsewhere. What is not here yet is fetched, and has to be dragged again.
    void drag(QWidget *source, const store::MessageContent &content, const models::AttachmentItem &item);

Q_SIGNALS:
    void progressed(const QString &sentence);
    void failed(const QString &sentence);
    void saveWanted(const store::MessageContent &content, const mime::PartInfo &part);
    void messageOpened(const EmbeddedMessage &message);

private:
    struct Copy {
        mime::FileAssessment assessment;
        Result<QString> path;
    };
    using Then = std::function<void(const Copy &copy)>;
    void openMessage(const store::MessageContent &content, const models::AttachmentItem &item);
    void unpackContainer(const store::MessageContent &content, const models::AttachmentItem &item);
    void ask(const store::MessageContent &content, const models::AttachmentItem &item);
    void refuse(const store::MessageContent &content, const models::AttachmentItem &item);
    void handOver(const store::MessageContent &content, const models::AttachmentItem &item);
    void makeCopy(const models::AttachmentItem &item, const QByteArray &encoded, const Then &then);
    void tellFailure(const models::AttachmentItem &item, const Error &why);
    void tellLoading(const models::AttachmentItem &item);
    [[nodiscard]] bool isAsked(const models::AttachmentItem &item) const;

    Context m_context;
    PrivateCopies m_copies;
    QThreadPool m_workers;
};
