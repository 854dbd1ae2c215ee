// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/reader/attachmentdesk.h"

#include "widgets/reader/attachmentbar.h"
#include "widgets/reader/attachmentopener.h"
#include "widgets/reader/attachmentsaver.h"
#include "widgets/reader/attachmenttext.h"
#include "widgets/reader/messagewindow.h"
#include "widgets/reader/partwaiter.h"
#include "widgets/reader/readerpane.h"

AttachmentDesk::AttachmentDesk(Context context, QObject *parent)
    : QObject(parent), m_context(std::move(context)), m_waiter(new PartWaiter(m_context.stored, this)),
      m_saver(new AttachmentSaver(m_context.window, *m_waiter, this)),
      m_opener(std::make_unique<AttachmentOpener>(AttachmentOpener::Context{
          m_context.window, m_context.desktop != nullptr ? *m_context.desktop : m_system, *m_waiter,
          m_context.paths.openedFiles(), m_context.paths.windowState()}))
{
    connect(m_waiter, &PartWaiter::contentWanted, this, &AttachmentDesk::contentWanted);
    connect(m_saver, &AttachmentSaver::progressed, this, &AttachmentDesk::progressed);
    connect(m_saver, &AttachmentSaver::failed, this, &AttachmentDesk::failed);
    connect(m_opener.get(), &AttachmentOpener::progressed, this, &AttachmentDesk::progressed);
    connect(m_opener.get(), &AttachmentOpener::failed, this, &AttachmentDesk::failed);
    connect(m_opener.get(), &AttachmentOpener::saveWanted, m_saver, &AttachmentSaver::save);
    connect(m_opener.get(), &AttachmentOpener::messageOpened, this, &AttachmentDesk::showEmbedded);
}

AttachmentDesk::~AttachmentDesk() = default;

void AttachmentDesk::serve(AttachmentBar *bar, const std::function<store::MessageContent()> &content)
{
    connect(bar, &AttachmentBar::openWanted, this,
            [this, content](const models::AttachmentItem &item) { open(content(), item); });
    connect(bar, &AttachmentBar::saveWanted, this,
            [this, content](const mime::PartInfo &part) { save(content(), part); });
    connect(bar, &AttachmentBar::saveAllWanted, this,
            [this, bar, content] { saveAll(content(), bar->parts()); });
    connect(bar, &AttachmentBar::dragWanted, this, [this, bar, content](const models::AttachmentItem &item) {
        m_opener->drag(bar, content(), item);
    });
}

bool AttachmentDesk::isWaitingFor(store::CopyId copy) const
{
    return m_waiter->isWaitingFor(copy);
}

void AttachmentDesk::showContent(const store::MessageContent &content)
{
    m_waiter->showContent(content);
}

void AttachmentDesk::showProgress(store::CopyId copy, qint64 octets, qint64 of)
{
    if (isWaitingFor(copy))
        Q_EMIT progressed(tr("Loading: %1").arg(AttachmentText::progress(octets, of)));
}

void AttachmentDesk::showFailure(store::CopyId copy, const Error &error)
{
    m_waiter->showFailure(copy, error);
}

void AttachmentDesk::save(const store::MessageContent &content, const mime::PartInfo &part)
{
    m_saver->save(content, part);
}

void AttachmentDesk::saveOctets(const QString &name, const QByteArray &octets)
{
    m_saver->saveOctets(name, octets);
}

void AttachmentDesk::saveAll(const store::MessageContent &content, const std::vector<mime::PartInfo> &parts)
{
    m_saver->saveAll(content, parts);
}

void AttachmentDesk::open(const store::MessageContent &content, const models::AttachmentItem &item)
{
    m_opener->open(content, item);
}

void AttachmentDesk::showEmbedded(const EmbeddedMessage &message)
{
    auto *window = new MessageWindow(m_context.clock, message, m_context.form(), m_context.window);
    serve(window->pane()->attachmentBar(), [window] { return window->content(); });
    window->show();
}
