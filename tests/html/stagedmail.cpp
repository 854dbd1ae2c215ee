// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/html/stagedmail.h"

#include <QBuffer>
#include <QFile>
#include <QPainter>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace staged {

namespace {

const QRegularExpression &picturePattern()
{
    static const QRegularExpression pattern(
        uR"re(src="https://pictures\.example\.org/(\d+)x(\d+)/([0-9a-f]{6})/(\w+)\.png")re"_s);
    return pattern;
}

// One colour with a lighter cross, so that it is seen to be a picture.
QByteArray picture(const QSize &size, const QColor &color)
{
    QImage image(size, QImage::Format_RGB32);
    image.fill(color);
    QPainter painter(&image);
    painter.fillRect(0, size.height() / 2 - 3, size.width(), 6, color.lighter(130));
    painter.fillRect(size.width() / 2 - 3, 0, 6, size.height(), color.lighter(130));
    painter.end();
    QByteArray octets;
    QBuffer buffer(&octets);
    image.save(&buffer, "PNG");
    return octets;
}

}

Mail::Mail(const QString &path)
{
    QFile file(path);
    if (file.open(QIODevice::ReadOnly))
        m_source = QString::fromUtf8(file.readAll());
    auto matches = picturePattern().globalMatch(m_source);
    while (matches.hasNext()) {
        const auto match = matches.next();
        m_pictures[match.captured(4)] =
            picture({match.captured(1).toInt(), match.captured(2).toInt()}, QColor(u'#' + match.captured(3)));
    }
}

HtmlMessage Mail::message() const
{
    HtmlMessage message{{}, QString(m_source).replace(picturePattern(), u"src=\"cid:\\4\""_s).toUtf8()};
    message.part.subtype = "html";
    message.part.encoding = "8bit";
    message.part.parameters = {{"charset", u"utf-8"_s}};
    for (const auto &[name, octets] : m_pictures)
        message.pictures.insert(name, {octets, "binary"});
    return message;
}

QByteArray Mail::page() const
{
    QString page = QString(m_source).replace(picturePattern(), u"src=\"cid:\\4\" data-picture=\"\\4\""_s);
    for (const auto &[name, octets] : m_pictures)
        page.replace(u"cid:"_s + name + u'"',
                     u"data:image/png;base64,"_s + QString::fromLatin1(octets.toBase64()) + u'"');
    return "\xef\xbb\xbf" + page.toUtf8();  // a mail says in its header how it is written, a file cannot
}

RenderRequest requestFor(const HtmlMessage &message, double width)
{
    RenderRequest request{message, {width, html::Scheme::Light, 16}, {}};
    request.options.width = width;
    request.options.colors = {{255, 255, 255, 1}, {0, 0, 0, 1}, {0, 0, 238, 1}};
    return request;
}

}
