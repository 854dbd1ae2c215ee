// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/reader/htmlrenderer.h"

#include "core/html/cleaner.h"
#include "core/html/styleresolver.h"
#include "core/mime/htmlpart.h"
#include "widgets/reader/boundedpicture.h"

using namespace Qt::StringLiterals;

namespace {

constexpr int widestPicture = 2000;          // pixels; larger ones are made smaller while they are read
constexpr qint64 allPictures = 100'000'000;  // of all of one message, as they are kept

QHash<QString, QImage> picturesOf(const html::CleanDocument &document, const HtmlMessage &message)
{
    QHash<QString, QImage> pictures;
    qint64 pixels = 0;
    const auto add = [&](const QString &name, const QByteArray &octets) {
        const QImage image = pixels > allPictures ? QImage() : boundedPicture(octets, widestPicture);
        pixels += qint64{image.width()} * image.height();
        if (!image.isNull())
            pictures.insert(name, image);
    };
    for (const QString &cid : document.cids) {
        const auto found = message.pictures.constFind(cid);
        if (found != message.pictures.constEnd())
            add(u"cid:"_s + cid, mime::decodeTransfer(found->octets, found->encoding));
    }
    for (std::size_t i = 0; i < document.embedded.size(); ++i)
        add(u"data:"_s + QString::number(i), document.embedded[i]);
    for (std::size_t i = 0; i < document.remotes.size(); ++i) {
        const auto found = message.remotes.constFind(document.remotes[i].address);
        if (found != message.remotes.constEnd())
            add(u"remote:"_s + QString::number(i), *found);
    }
    return pictures;
}

QStringList addressesToShow(const html::CleanDocument &document)
{
    QStringList addresses;
    for (const html::RemotePicture &picture : document.remotes) {
        if (!picture.isTracker && !addresses.contains(picture.address))
            addresses.append(picture.address);
    }
    return addresses;
}

}

RenderedHtml renderHtml(const RenderRequest &request)
{
    html::CleanDocument clean =
        html::clean(mime::htmlSource(request.message.part, request.message.octets, request.message.charset));
    RenderedHtml result;
    result.pictures = picturesOf(clean, request.message);
    for (const html::Link &link : clean.links) {
        if (!link.claimedHost.isEmpty())
            result.claims.insert(link.address, link.claimedHost);
    }
    html::ConvertOptions options = request.options;
    for (auto it = result.pictures.cbegin(); it != result.pictures.cend(); ++it)
        options.pictures.insert(it.key(), it.value().size());
    const html::StyledDocument styled = html::resolveStyles(std::move(clean), request.medium);
    const html::TextDocHtml converted = html::toTextDocHtml(styled, options);
    result.findings = {converted.isTooCostly(),    converted.isTruncated, styled.document.hosts(),
                       styled.document.trackers(), styled.document.cids,  addressesToShow(styled.document)};
    if (!converted.isTooCostly())
        result.html = converted.html;
    return result;
}

// Deep trees are gone through by recursion.
HtmlRenderer::HtmlRenderer(QObject *parent) : QObject(parent), m_job(nullptr, 8 * 1024 * 1024) {}

void HtmlRenderer::render(const RenderRequest &request)
{
    m_job.run([request] { return renderHtml(request); },
              [this](const RenderedHtml &result) { Q_EMIT rendered(result); });
}
