// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/models/attachmentmodel.h"
#include "core/store/profile.h"
#include "core/store/rows.h"
#include "widgets/reader/desktop.h"
#include "widgets/reader/htmlbody.h"

#include <QObject>

#include <functional>
#include <memory>

class AttachmentBar;
class AttachmentOpener;
class AttachmentSaver;
class PartWaiter;
struct EmbeddedMessage;

// What is done with attachments, wherever a message is shown: opened, saved, dragged out, and messages in
// messages shown in windows of their own. What is missing is asked for by signal; how far it is, is told.
// Window thread.
class AttachmentDesk : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(AttachmentDesk)

public:
    struct Context {
        QWidget *window;
        Clock &clock;
        store::ProfilePaths paths;
        Desktop *desktop;                // nullptr: the system's
        std::function<BodyForm()> form;  // in which messages are shown
        std::function<std::optional<store::MessageContent>(store::CopyId)> stored;
    };
    AttachmentDesk(Context context, QObject *parent);
    ~AttachmentDesk() override;

    // A bar that shows what `content` gives.
    void serve(AttachmentBar *bar, const std::function<store::MessageContent()> &content);

    [[nodiscard]] bool isWaitingFor(store::CopyId copy) const;
    // Of the message as it is on the server, and with what its parts hold.
    void showContent(const store::MessageContent &content);
    void showProgress(store::CopyId copy, qint64 octets, qint64 of);
    void showFailure(store::CopyId copy, const Error &error);

    void save(const store::MessageContent &content, const mime::PartInfo &part);
    void saveOctets(const QString &name, const QByteArray &octets);  // what is no part of a message
    void saveAll(const store::MessageContent &content, const std::vector<mime::PartInfo> &parts);
    void open(const store::MessageContent &content, const models::AttachmentItem &item);

Q_SIGNALS:
    void contentWanted(store::CopyId copy, const QByteArrayList &sections);
    void progressed(const QString &sentence);
    void failed(const QString &sentence);

private:
    void showEmbedded(const EmbeddedMessage &message);

    Context m_context;
    PartWaiter *m_waiter;
    AttachmentSaver *m_saver;
    SystemDesktop m_system;
    std::unique_ptr<AttachmentOpener> m_opener;
};
