// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/reader/attachmentopener.h"

#include "core/mime/extractedparts.h"
#include "widgets/displaytext.h"
#include "widgets/errortext.h"
#include "widgets/reader/attachmentdialog.h"
#include "widgets/reader/desktop.h"
#include "widgets/reader/openedkinds.h"
#include "widgets/reader/partwaiter.h"
#include "widgets/safetext.h"

#include <QMimeData>
#include <QUrl>
#include <QWidget>

using namespace Qt::StringLiterals;
using models::AttachmentItem;

namespace {

bool isMessage(const AttachmentItem &item)
{
    const QByteArray &subtype = item.part.subtype;
    if (item.part.type == "message")
        return subtype == "rfc822" || subtype == "global" || subtype == "news";
    return item.assessment.extension == u"eml"_s && !item.assessment.risk;
}

QString nameOf(const AttachmentItem &item)
{
    return safetext::quoted(DisplayText::attachmentName(item.part));
}

mime::FileAssessment judged(const mime::PartInfo &part, const QString &name, const QByteArray &octets)
{
    const QByteArray type = part.type + '/' + part.subtype;
    return mime::assessFile({name, part.fileName, type, octets});
}

}

AttachmentOpener::AttachmentOpener(Context context)
    : m_context(std::move(context)), m_copies(m_context.copies)
{
    m_workers.setMaxThreadCount(1);
}

AttachmentOpener::~AttachmentOpener()
{
    m_workers.clear();
    m_workers.waitForDone();  // before its folder is removed
}

void AttachmentOpener::open(const store::MessageContent &content, const AttachmentItem &item)
{
    if (isMessage(item))
        openMessage(content, item);
    else if (mime::isTnef(item.part) && !content.section(item.part.section))
        unpackContainer(content, item);
    else if (item.assessment.risk)
        refuse(content, item);
    else if (isAsked(item))
        ask(content, item);
    else
        handOver(content, item);
}

void AttachmentOpener::openMessage(const store::MessageContent &content, const AttachmentItem &item)
{
    const auto missing = m_context.waiter.want(
        content, {item.part.section}, [this, item](const QByteArray &, const Result<QByteArray> &octets) {
            if (!octets) {
                tellFailure(item, octets.error());
                return;
            }
            m_workers.start([this, encoded = *octets, encoding = item.part.encoding] {
                const EmbeddedMessage message = embeddedMessage(mime::decodeTransfer(encoded, encoding));
                QMetaObject::invokeMethod(
                    this, [this, message] { Q_EMIT messageOpened(message); }, Qt::QueuedConnection);
            });
        });
    if (missing > 0)
        tellLoading(item);
}

// What is in it is listed as soon as it is here.
void AttachmentOpener::unpackContainer(const store::MessageContent &content, const AttachmentItem &item)
{
    tellLoading(item);
    m_context.waiter.want(content, {item.part.section},
                          [this, item](const QByteArray &, const Result<QByteArray> &octets) {
                              if (!octets)
                                  tellFailure(item, octets.error());
                          });
}

void AttachmentOpener::ask(const store::MessageContent &content, const AttachmentItem &item)
{
    auto *dialog = new AttachmentDialog(item, m_context.window);
    connect(dialog, &AttachmentDialog::openWanted, this, [this, content, item](bool always) {
        if (always)
            OpenedKinds(m_context.settings).add(item.assessment.extension);
        handOver(content, item);
    });
    dialog->open();
}

void AttachmentOpener::refuse(const store::MessageContent &content, const AttachmentItem &item)
{
    auto *dialog = new AttachmentDialog(item, m_context.window);
    connect(dialog, &AttachmentDialog::saveWanted, this,
            [this, content, item] { Q_EMIT saveWanted(content, item.part); });
    dialog->open();
}

void AttachmentOpener::handOver(const store::MessageContent &content, const AttachmentItem &item)
{
    const auto open = [this, content, item](const Copy &copy) {
        if (copy.assessment.risk) {
            AttachmentItem known = item;
            known.assessment = copy.assessment;
            refuse(content, known);
        } else if (!copy.path) {
            tellFailure(item, copy.path.error());
        } else if (!m_context.desktop.open(*copy.path)) {
            Q_EMIT failed(tr("The desktop has no program for %1. It can be saved.").arg(nameOf(item)));
        } else {
            Q_EMIT progressed(tr("Opened a copy of %1").arg(nameOf(item)));
        }
    };
    const auto missing =
        m_context.waiter.want(content, {item.part.section},
                              [this, item, open](const QByteArray &, const Result<QByteArray> &octets) {
                                  if (octets)
                                      makeCopy(item, *octets, open);
                                  else
                                      tellFailure(item, octets.error());
                              });
    if (missing > 0)
        tellLoading(item);
}

void AttachmentOpener::drag(QWidget *source, const store::MessageContent &content, const AttachmentItem &item)
{
    if (item.assessment.risk) {
        Q_EMIT progressed(tr("%1 can only be saved").arg(nameOf(item)));
        return;
    }
    if (const auto here = content.section(item.part.section)) {
        makeCopy(item, *here, [this, item, source = QPointer(source)](const Copy &copy) {
            if (copy.assessment.risk) {
                Q_EMIT progressed(tr("%1 can only be saved").arg(nameOf(item)));
            } else if (!copy.path) {
                tellFailure(item, copy.path.error());
            } else if (source != nullptr) {
                auto data = std::make_unique<QMimeData>();
                data->setUrls({QUrl::fromLocalFile(*copy.path)});
                m_context.desktop.drag(source, std::move(data));
            }
        });
        return;
    }
    Q_EMIT progressed(tr("Loading %1: drag it again when it is here").arg(nameOf(item)));
    m_context.waiter.want(content, {item.part.section},
                          [this, item](const QByteArray &, const Result<QByteArray> &octets) {
                              if (octets)
                                  Q_EMIT progressed(tr("%1 is here and can be dragged").arg(nameOf(item)));
                              else
                                  tellFailure(item, octets.error());
                          });
}

// All of it is judged now, and what is found to be risky never becomes a file.
void AttachmentOpener::makeCopy(const AttachmentItem &item, const QByteArray &encoded, const Then &then)
{
    const QString name = DisplayText::attachmentName(item.part);
    m_workers.start([this, part = item.part, name, encoded, then] {
        const QByteArray octets = mime::decodeTransfer(encoded, part.encoding);
        Copy copy{judged(part, name, octets), QString()};
        if (!copy.assessment.risk)
            copy.path = m_copies.make(name, octets);
        QMetaObject::invokeMethod(
            this, [copy, then] { then(copy); }, Qt::QueuedConnection);
    });
}

void AttachmentOpener::tellFailure(const AttachmentItem &item, const Error &why)
{
    //: %1 is the name of an attachment, %2 a sentence
    Q_EMIT failed(tr("%1 could not be opened. %2").arg(nameOf(item), ErrorText::sentence(why)));
}

void AttachmentOpener::tellLoading(const AttachmentItem &item)
{
    Q_EMIT progressed(tr("Loading %1…").arg(nameOf(item)));
}

bool AttachmentOpener::isAsked(const AttachmentItem &item) const
{
    const bool isKnown = item.assessment.kind != mime::FileKind::Unknown;
    return !isKnown || !OpenedKinds(m_context.settings).all().contains(item.assessment.extension);
}
